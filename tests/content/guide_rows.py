"""The file of facts row by row, the table that says where each row stands, and the numbers in a text."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "docs" / "guide-rows.md"
FACTS = ROOT.parent / "shared" / "facts" / "domain.yaml"

Row = Mapping[str, Any]

# Where the rows of the facts lie, and what their ids begin with in the table where the facts give them no prefix.
_SEED = ("pathway", "faqs", "qualifications", "prospects", "resources")
_PREFIXED = {"stages_us": "stage.", "specialties": "specialty.", "pathways": "pathway."}
_PLAIN = ("inconsistencies", "faqs_extra", "key_numbers", "certification", "calendar_us", "modifiers")

# What of a row is no statement: names, addresses, and how well it is supported.
_NO_STATEMENT = {"id", "check", "prereq_check", "url", "url_check", "src", "seed", "maps_to", "ref", "severity"}
_MONTHS = re.compile(r"(?:.*_)?m")  # `min_m`, `total_m`, `m`: durations are kept in months

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_LIST_NUMBER = re.compile(r"^\s*\d+\.\s", re.MULTILINE)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


@cache
def facts() -> dict[str, Any]:
    """The file of facts, which is not part of this project; the test is skipped where it is not at hand."""
    if not FACTS.is_file():
        pytest.skip(f"the file of facts is not here: {FACTS}")
    read: dict[str, Any] = yaml.safe_load(FACTS.read_text(encoding="utf-8"))
    return read


def rows(read: Mapping[str, Any]) -> dict[str, Row]:
    """Every row of the facts by the id that the table uses."""
    seed = read["seed"]
    found = [(row["id"], row) for name in _SEED for row in seed[name]]
    found.append((seed["soft_skills"]["id"], seed["soft_skills"]))
    found += [(row["id"], row) for name in _PLAIN for row in read[name]]
    found += [(prefix + row["id"], row) for name, prefix in _PREFIXED.items() for row in read[name]]
    found += [(row["id"], row) for group in ("seed_mapped", "additional") for row in read["resources"][group]]
    found += [(f"alias.{row['term']}", row) for row in read["aliases"]]
    found += [(f"unit.{name}", row) for name, row in read["units_and_conventions"].items() if isinstance(row, dict)]
    assert len(dict(found)) == len(found), "two rows of the facts have one id"
    return dict(found)


@cache
def table() -> list[tuple[str, list[tuple[str, str]]]]:
    """The rows of the table, in order: the id, and each place as its kind and the rest ("faq", "gap-year")."""
    lines = re.findall(r"^\| (?!row \|)([^|]+) \| ([^|]+) \|$", TABLE.read_text(encoding="utf-8"), re.MULTILINE)
    return [(name, [_place(text) for text in content.split("; ")]) for name, content in lines]


def _place(text: str) -> tuple[str, str]:
    left_out = re.fullmatch(r"(left out): (\S.*)", text)
    found = left_out or re.fullmatch(r"`(\w+) ([\w -]+)`", text)
    assert found, f"neither a place nor a reason: {text}"
    return found[1], found[2]


def numbers(text: str) -> set[str]:
    """The numbers of a text, each written one way: "3,000" is 3000, "69.0" is 69, "13–14" are two, "1." is a list's."""
    plain = _THOUSANDS.sub("", _LIST_NUMBER.sub("", text))
    return {_plain(number) for number in _NUMBER.findall(plain)}


def stated(row: Row) -> set[str]:
    """The numbers that a row of the facts states; months also count as the years that they make."""
    return {number for key, value in row.items() if key not in _NO_STATEMENT for number in _in(key, value)}


def _in(key: str, value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from stated(value)
    elif isinstance(value, list):
        for item in value:
            yield from _in(key, item)
    elif value is not None:
        yield from numbers(str(value))
        if isinstance(value, int) and _MONTHS.fullmatch(key):
            yield _plain(str(value / 12))


def _plain(number: str) -> str:
    whole, _, part = number.partition(".")
    part = part.rstrip("0")
    return (whole.lstrip("0") or "0") + (f".{part}" if part else "")
