"""Every scenario on one side after the other, and where the two part."""

import asyncio
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from difflib import SequenceMatcher

from tests.sandbox.differential import acts_answers, acts_channel, acts_components, limits
from tests.sandbox.differential.driver import Driver
from tests.sandbox.differential.play import Notes, Play, Seen
from tests.sandbox.differential.scenarios import ALL
from tests.sandbox.differential.shown import Facts

ACTS_FROM = (acts_answers, acts_channel, acts_components, limits)
"""Imported for what they teach the bot."""

NOT_SEEN = "–"
LONGEST = 40
Side = Callable[[], AbstractAsyncContextManager[Driver]]


@dataclass(frozen=True, slots=True)
class Parting:
    """What one side shows and the other does not; NOT_SEEN where there is nothing."""

    scenario: str
    what: str
    sandbox: str
    simcord: str


def played_on(side: Side, titles: Collection[str] = ALL) -> dict[str, Notes]:
    async def play() -> dict[str, Notes]:
        async with side() as driver:
            return {title: await _played(driver, title) for title in titles}

    return asyncio.run(play())


async def _played(driver: Driver, title: str) -> Notes:
    play = Play(driver)
    await ALL[title](play)
    return play.ends()


def partings(sandbox: Mapping[str, Notes], simcord: Mapping[str, Notes]) -> list[Parting]:
    """Of the scenarios that the sandbox played, in their order; what Ben sees only where Ada sees it otherwise."""
    found: list[Parting] = []
    for title, ours in sandbox.items():
        here = {one.what: one for one in _in_one(title, ours, simcord[title])}
        for what, one in here.items():
            twin = here.get(what.replace("ben sees", "ada sees"))
            if twin is None or twin is one or (twin.sandbox, twin.simcord) != (one.sandbox, one.simcord):
                found.append(one)
    return found


def _in_one(title: str, ours: Notes, theirs: Notes) -> Iterator[Parting]:
    for what in {**ours, **theirs}:
        here, there = ours.get(what, NOT_SEEN), theirs.get(what, NOT_SEEN)
        if isinstance(here, str) or isinstance(there, str):
            if here != there:
                yield Parting(title, what, _told(here), _told(there))
            continue
        for mine, yours in _paired(here, there):
            yield from _in_message(title, what, mine, yours)


def _in_message(title: str, what: str, mine: Facts | None, yours: Facts | None) -> Iterator[Parting]:
    if mine is None or yours is None:
        yield Parting(title, f"{what} {_called(mine or yours or {})}", _whole(mine), _whole(yours))
        return
    for key in {**mine, **yours}:
        pair = (mine.get(key, NOT_SEEN), yours.get(key, NOT_SEEN))
        if pair[0] != pair[1]:
            yield Parting(title, f"{what} {_called(mine)} {key}", *map(_flat, pair))


def _paired(here: Seen, there: Seen) -> Iterator[tuple[Facts | None, Facts | None]]:
    """The same message on both sides, known by who wrote what; one that only one side has, alone."""
    matcher = SequenceMatcher(None, [_called(one) for one in here], [_called(one) for one in there], autojunk=False)
    for same, start, end, other, last in matcher.get_opcodes():
        if same == "equal" or (same == "replace" and end - start == last - other):
            yield from zip(here[start:end], there[other:last], strict=True)
        else:
            yield from ((one, None) for one in here[start:end])
            yield from ((None, one) for one in there[other:last])


def _called(message: Facts) -> str:
    """Enough of it to know it by."""
    said = message.get("text") or message.get("components") or message.get("embeds") or message["kind"]
    first = said.splitlines()[0]
    return f"{message['author']}: {first if len(first) <= LONGEST else first[:LONGEST] + '…'}"


def _whole(message: Facts | None) -> str:
    return NOT_SEEN if message is None else _flat(" · ".join(message.values()))


def _told(note: str | Seen) -> str:
    return _flat(note) if isinstance(note, str) else f"{len(note)} messages"


def _flat(text: str) -> str:
    return text.replace("\n", " / ")
