"""The differences that are known, read from `listed.yaml`, and the table of them for people."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from tests.sandbox.differential.running import Parting

FILE = Path(__file__).with_name("listed.yaml")
Right = Literal["sandbox", "simcord", "open"]
LONGEST = 60

INTRODUCTION = """\
# Where the sandbox and simcord part

[simcord](https://github.com/SilentHacks/simcord) is a simulator of Discord that others wrote: it runs inside the bot's
process, the sandbox on sockets. `tests/sandbox/differential` plays {scenarios} scenarios on both with one neutral bot
and compares what people see and which codes come back. They agree but for the {topics} differences below; the test
fails on any other, and on any of these that is gone. This page is written by `python -m tests.sandbox.differential`.

Right is who follows Discord's documentation: the sandbox {sandbox} times, simcord {simcord} times; {open} times the
documentation is silent, and the sandbox does what bots and people tell of Discord, which nobody checked against it
here. Each row shows one of the places where the difference is seen.

| where they part | seen in the sandbox | seen in simcord | Discord's documentation | right | places |
|---|---|---|---|---|---|
"""

MENDED_HEAD = """
These were found in the sandbox by the comparison, or by reading the documentation for it, and are mended:

| what | Discord's documentation | simcord |
|---|---|---|
"""

DOCS = "https://discord.com/developers/docs/"
_MENDED = (
    (
        "whole numbers were taken up to 2^53 itself",
        "from -2^53+1 to 2^53-1",
        "interactions/application-commands#application-command-object-application-command-option-type",
        "had it right",
    ),
    (
        "the same option could be picked twice in a menu",
        "a menu's values are a choice among its options",
        "components/reference#string-select",
        "had it right",
    ),
    (
        "a message into a forum got 50008",
        "40058 is the code for forums",
        "topics/opcodes-and-status-codes#json-json-error-codes",
        "takes the message",
    ),
    (
        "commands could be used in archived threads",
        "they cannot",
        "topics/threads#active-archived-threads",
        "lets them be used",
    ),
    (
        "the pilot could not put a list of files into a form",
        "a form may ask for up to ten",
        "components/reference#file-upload",
        "could",
    ),
)


@dataclass(frozen=True, slots=True)
class Difference:
    """`page` of Discord's documentation decides it, by what it `says`; "open" where it decides nothing."""

    topic: str
    right: Right
    page: str
    says: str
    places: tuple[Parting, ...]


def differences() -> list[Difference]:
    """Raises ValueError for a verdict that is none."""
    return [_difference(one) for one in yaml.safe_load(FILE.read_text(encoding="utf-8"))]


def _difference(read: dict[str, Any]) -> Difference:
    if read["right"] not in get_args(Right):
        raise ValueError(f"{read['topic']}: {read['right']!r} is none of {', '.join(get_args(Right))}")
    places = tuple(
        Parting(scenario, what, *pair) for scenario, seen in read["places"].items() for what, pair in seen.items()
    )
    return Difference(read["topic"], read["right"], read["page"], read["says"], places)


def table(known: list[Difference], *, scenarios: int) -> str:
    """The page in docs/, whole."""
    count = {right: sum(one.right == right for one in known) for right in get_args(Right)}
    head = INTRODUCTION.format(scenarios=scenarios, topics=len(known), **count)
    mended = (f"| {what} | [{says}]({DOCS}{page}) | {simcord} |\n" for what, says, page, simcord in _MENDED)
    return "".join((head, *map(_row, known), MENDED_HEAD, *mended))


def _row(one: Difference) -> str:
    first = one.places[0]
    said = f"[{_cell(one.says)}]({one.page})"
    cells = (one.topic, _cell(_short(first.sandbox)), _cell(_short(first.simcord)), said, one.right, len(one.places))
    return f"| {' | '.join(map(str, cells))} |\n"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")
