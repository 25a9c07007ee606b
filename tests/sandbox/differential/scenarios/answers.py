"""Answers: open and private, now and later, once and again, in time and out of it."""

from tests.sandbox.differential.play import Play
from tests.sandbox.differential.scenarios.titled import Played, into

PLAYED: Played = {}
played = into(PLAYED)

QUARTER = 15 * 60


def _simply(what: str) -> None:
    """One act of the bot, and nothing more."""

    async def scenario(play: Play) -> None:
        await play.tells(what)

    PLAYED[f"told to {what}"] = scenario


for _what in (
    "answer",
    "whisper",
    "nothing",
    "defer and edit",
    "defer and leave",
    "defer privately and edit",
    "defer and follow up",
    "defer privately and follow up openly",
    "defer with content",
    "follow up",
    "follow up privately",
    "follow up openly",
    "follow up edit delete",
    "follow up before answering",
    "answer and edit",
    "answer and delete",
    "whisper and delete",
    "empty by edit",
    "answer twice",
    "answer and defer",
    "badly then well",
    "wrong token",
    "files",
    "files alone",
    "whisper a file",
    "change files",
    "embed",
    "embed with its picture",
    "ping",
    "ping nobody",
    "ping only people",
    "ping only the asker",
    "update without a message",
    "quietly without a message",
    "choices unasked",
):
    _simply(_what)


@played
async def an_answer_after_three_seconds(play: Play) -> None:
    await play.tells("late")
    await play.passes(4)
    await play.goes_on()


@played
async def an_answer_just_in_time(play: Play) -> None:
    await play.tells("late")
    await play.passes(2.9)
    await play.goes_on()


@played
async def an_edit_just_within_the_quarter_of_an_hour(play: Play) -> None:
    await play.tells("edit late")
    await play.passes(QUARTER - 1)
    await play.goes_on()


@played
async def an_edit_after_the_quarter_of_an_hour(play: Play) -> None:
    await play.tells("edit late")
    await play.passes(QUARTER + 1)
    await play.goes_on()


@played
async def everything_after_the_quarter_of_an_hour(play: Play) -> None:
    await play.tells("follow up late")
    await play.passes(QUARTER + 1)
    await play.goes_on()


@played
async def a_private_answer_is_another_persons_business(play: Play) -> None:
    await play.tells("whisper", who="ben")
    await play.tells("whisper", who="mia")
    play.looks("ola")
