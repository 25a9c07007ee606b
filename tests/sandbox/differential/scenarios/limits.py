"""Limits: what fits to the last character, and what is one too many."""

from tests.sandbox.differential.limits import FORMS, PAIRS, WRONG, named
from tests.sandbox.differential.play import Play
from tests.sandbox.differential.scenarios.titled import Played

PLAYED: Played = {}


def _pair(what: str, most: int) -> None:
    async def scenario(play: Play) -> None:
        await play.tells(named(what, most))
        await play.tells(named(what, most + 1))

    PLAYED[f"as many as fit: {what}"] = scenario


def _wrong(what: str) -> None:
    async def scenario(play: Play) -> None:
        await play.tells(what)

    PLAYED[f"refused: {what}"] = scenario


for _what, (_, _most) in (PAIRS | FORMS).items():
    _pair(_what, _most)
for _what in WRONG:
    _wrong(_what)
