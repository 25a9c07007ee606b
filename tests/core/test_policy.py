import pytest

from bot.core.policy import (
    ADMINISTRATOR,
    MANAGE_GUILD,
    MANAGE_MESSAGES,
    SEND_MESSAGES,
    SEND_MESSAGES_IN_THREADS,
    TABLE,
    Audience,
    Caller,
    allowed,
    belongs,
    may_write,
    refusal,
)
from bot.core.settings import DEFAULTS, GuildSettings

FOR_MODERATORS = [handler for handler, audience in TABLE.items() if audience is Audience.MODERATORS]
MENTOR, MODERATOR = 11, 12
CHOSEN = GuildSettings(moderators=MODERATOR, mentors=MENTOR)

NOBODY = Caller()
MEMBER = Caller(SEND_MESSAGES, in_guild=True, role_ids=frozenset({99}))
BY_ROLE = {
    "mentor": Caller(SEND_MESSAGES, in_guild=True, role_ids=frozenset({MENTOR})),
    "moderator": Caller(SEND_MESSAGES, in_guild=True, role_ids=frozenset({MODERATOR})),
}
ELSEWHERE = Caller(ADMINISTRATOR, in_guild=False, role_ids=frozenset({MENTOR, MODERATOR}))


@pytest.mark.parametrize("handler", FOR_MODERATORS)
@pytest.mark.parametrize("permissions", [ADMINISTRATOR, MANAGE_GUILD, MANAGE_MESSAGES, MANAGE_GUILD | SEND_MESSAGES])
def test_whoever_moderates_may_use_what_is_for_moderators(handler: str, permissions: int) -> None:
    assert refusal(handler, Caller(permissions, in_guild=True)) is None


@pytest.mark.parametrize("handler", FOR_MODERATORS)
@pytest.mark.parametrize(
    "caller",
    [NOBODY, MEMBER, Caller(0, in_guild=True), ELSEWHERE, BY_ROLE["mentor"]],
    ids=["nobody", "a member", "a member without rights", "rights outside of a server", "a mentor"],
)
def test_others_are_told_whom_it_is_for(handler: str, caller: Caller) -> None:
    assert refusal(handler, caller, CHOSEN) is Audience.MODERATORS


@pytest.mark.parametrize("handler", FOR_MODERATORS)
def test_the_moderator_role_is_as_good_as_a_right(handler: str) -> None:
    assert refusal(handler, BY_ROLE["moderator"], CHOSEN) is None
    assert refusal(handler, BY_ROLE["moderator"], DEFAULTS) is Audience.MODERATORS, "a role of another server"


@pytest.mark.parametrize(
    ("audience", "who"),
    [
        (Audience.EVERYONE, {"nobody", "member", "mentor", "moderator", "manager", "administrator"}),
        (Audience.MENTORS, {"mentor", "moderator", "manager", "administrator"}),
        (Audience.MODERATORS, {"moderator", "manager", "administrator"}),
        (Audience.ADMINISTRATORS, {"administrator"}),
    ],
)
def test_each_audience_has_its_people(audience: Audience, who: set[str]) -> None:
    people = BY_ROLE | {
        "nobody": NOBODY,
        "member": MEMBER,
        "manager": Caller(MANAGE_GUILD, in_guild=True),
        "administrator": Caller(ADMINISTRATOR, in_guild=True),
    }
    assert {name for name, caller in people.items() if belongs(caller, audience, CHOSEN)} == who
    assert belongs(ELSEWHERE, audience, CHOSEN) is (audience is Audience.EVERYONE)


def test_a_server_that_chose_no_role_has_nobody_by_role() -> None:
    for caller in BY_ROLE.values():
        assert not belongs(caller, Audience.MENTORS, DEFAULTS)


def test_members_may_use_what_is_for_everyone() -> None:
    assert refusal("faq ask", Caller()) is None
    assert allowed(MEMBER) == {handler for handler, audience in TABLE.items() if audience is Audience.EVERYONE}
    by_nobodys_grace = {handler for handler, audience in TABLE.items() if audience is Audience.OPERATORS}
    assert allowed(Caller(ADMINISTRATOR, in_guild=True)) == set(TABLE) - by_nobodys_grace
    assert allowed(Caller(ADMINISTRATOR, in_guild=True, operates=True)) == set(TABLE)


def test_a_handler_without_a_row_is_nobodys() -> None:
    with pytest.raises(KeyError):
        refusal("faq unknown", Caller(ADMINISTRATOR, in_guild=True))


@pytest.mark.parametrize(
    ("permissions", "in_thread", "may"),
    [
        (SEND_MESSAGES, False, True),
        (SEND_MESSAGES, True, False),
        (SEND_MESSAGES_IN_THREADS, True, True),
        (SEND_MESSAGES_IN_THREADS, False, False),
        (ADMINISTRATOR, False, True),
        (MANAGE_MESSAGES, False, False),
        (0, True, False),
    ],
)
def test_who_may_write_in_a_channel_may_have_something_posted_there(
    permissions: int, in_thread: bool, may: bool
) -> None:
    assert may_write(Caller(permissions, in_guild=True), in_thread=in_thread) is may


def test_in_direct_messages_everybody_may_write() -> None:
    assert may_write(Caller(), in_thread=False)


@pytest.mark.parametrize("permissions", [0, SEND_MESSAGES, MANAGE_MESSAGES, MANAGE_GUILD, ADMINISTRATOR])
def test_what_concerns_every_server_is_for_those_whom_the_settings_name(permissions: int) -> None:
    assert refusal("content reload", Caller(permissions, in_guild=True)) is Audience.OPERATORS
    assert refusal("content reload", Caller(permissions, in_guild=True, operates=True)) is None


def test_an_operator_is_no_moderator_of_every_server() -> None:
    assert refusal("stats top", Caller(SEND_MESSAGES, in_guild=True, operates=True)) is Audience.MODERATORS
