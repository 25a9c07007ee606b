import pytest

from bot.core.policy import ADMINISTRATOR, MANAGE_MESSAGES, TABLE, Audience, Caller, allowed
from bot.core.settings import GuildSettings
from bot.render import help as cards
from tests.render.test_card import text_of

MENTOR = 11
SETTINGS = GuildSettings(mentors=MENTOR, revision=1)
COMMANDS = {handler for handler in TABLE if not handler.startswith("press ")}


def shown(caller: Caller, *, untouched: bool = False) -> str:
    may = allowed(caller, SETTINGS)
    card = cards.overview(may, in_guild=caller.in_guild, untouched=untouched, mention=lambda command: f"/{command}")
    assert card.excesses() == []
    return text_of(card)


def test_every_command_has_its_line_with_an_example_of_it() -> None:
    assert {line.command for line in cards.LINES} == COMMANDS
    assert len(cards.LINES) == len(COMMANDS)
    assert all(line.what for line in cards.LINES)


def test_every_audience_has_its_heading() -> None:
    assert set(cards.HEADINGS) == set(Audience)


@pytest.mark.parametrize(
    ("caller", "audiences"),
    [
        (Caller(), {Audience.EVERYONE}),
        (Caller(in_guild=True), {Audience.EVERYONE}),
        (Caller(in_guild=True, role_ids=frozenset({MENTOR})), {Audience.EVERYONE, Audience.MENTORS}),
        (Caller(MANAGE_MESSAGES, in_guild=True), {Audience.EVERYONE, Audience.MENTORS, Audience.MODERATORS}),
        (Caller(ADMINISTRATOR, in_guild=True), set(Audience) - {Audience.OPERATORS}),
        (Caller(in_guild=True, operates=True), {Audience.EVERYONE, Audience.OPERATORS}),
    ],
    ids=["in direct messages", "member", "mentor", "moderator", "administrator", "operator"],
)
def test_everyone_sees_what_they_may_do_and_nothing_else(caller: Caller, audiences: set[Audience]) -> None:
    text = shown(caller)
    for line in cards.LINES:
        may = TABLE[line.command] in audiences and (caller.in_guild or line.in_dm)
        written = f"**{line.command}**" if line.menu else f"/{line.command}"
        assert (f"\n{written}: " in text) is may, line.command


def test_an_administrator_finds_setup_first_while_nothing_is_chosen() -> None:
    administrator = Caller(ADMINISTRATOR, in_guild=True)
    assert shown(administrator, untouched=True).startswith("## Start here\n/setup")
    assert "Start here" not in shown(administrator)
    assert "Start here" not in shown(Caller(MANAGE_MESSAGES, in_guild=True), untouched=True)
