"""When a link is under review."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.sightings import Sighting, under_review

NOON = datetime(2031, 3, 5, 12, tzinfo=UTC)
URL = "https://a.example/"


def history(story: str, url: str = URL) -> list[Sighting]:
    """A letter a visit, half a day apart: x failed, o worked, a dot nothing was learnt."""
    return [
        Sighting(url, letter == "o", "fine" if letter == "o" else "gone", NOON + n * timedelta(hours=12))
        for n, letter in enumerate(story)
        if letter != "."
    ]


# The first visit is at noon, so the second is on the next day, and the third on that day too.
@pytest.mark.parametrize(
    ("story", "reviewed"),
    [
        *(("", False), ("x", False), ("o", False), ("xx", True), (".xx", False), (".x.x", True), ("x....x", True)),
        *((("xo"), False), (".xo", False), (".ox", False), ("x..ox", False), ("ox..x", True), ("x..o", False)),
        *((("x..x..o"), False), ("x..x..o..x", False), ("x..x..o..x..x", True), (".xo.x.x", True)),
    ],
)
def test_two_days_with_a_failure_and_no_success_since(story: str, reviewed: bool) -> None:
    assert (URL in under_review(history(story))) is reviewed
    assert (URL in under_review(reversed(history(story)))) is reviewed, "the order in which they come is no matter"


def test_addresses_are_told_apart_and_come_with_the_last_visit() -> None:
    found = under_review(
        [*history("x..x"), *history("x..o", "https://b.example/"), *history("x", "https://c.example/")]
    )
    assert found == {URL: history("x..x")[-1]}
