"""Every scenario on one side after the other, and where the two part."""

import asyncio
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

from tests.sandbox.differential import acts_answers, acts_channel, acts_components, limits
from tests.sandbox.differential.driver import Driver
from tests.sandbox.differential.play import Notes, Play
from tests.sandbox.differential.scenarios import ALL

ACTS_FROM = (acts_answers, acts_channel, acts_components, limits)
"""Imported for what they teach the bot."""

NOT_SEEN = "–"
_OF_MESSAGE = re.compile(r"(\w+ sees (?:in \w+ )?\d+) ")
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
    whole: set[str] = set()
    for what in {**ours, **theirs}:
        pair = (ours.get(what, NOT_SEEN), theirs.get(what, NOT_SEEN))
        message = _OF_MESSAGE.match(what)
        if message is not None and any(_about(message[1], one) == NOT_SEEN for one in (ours, theirs)):
            if message[1] not in whole:
                whole.add(message[1])
                yield Parting(title, message[1], _about(message[1], ours), _about(message[1], theirs))
        elif pair[0] != pair[1]:
            yield Parting(title, what, *pair)


def _about(message: str, notes: Notes) -> str:
    """All that was seen of one message."""
    facts = (text for what, text in notes.items() if what.startswith(f"{message} "))
    return " · ".join(facts) or NOT_SEEN
