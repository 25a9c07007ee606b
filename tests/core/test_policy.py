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
    may_write,
    refusal,
)

FOR_MODERATORS = [handler for handler, audience in TABLE.items() if audience is Audience.MODERATORS]


@pytest.mark.parametrize("handler", FOR_MODERATORS)
@pytest.mark.parametrize("permissions", [ADMINISTRATOR, MANAGE_GUILD, MANAGE_MESSAGES, MANAGE_GUILD | SEND_MESSAGES])
def test_whoever_moderates_may_use_what_is_for_moderators(handler: str, permissions: int) -> None:
    assert refusal(handler, Caller(permissions, in_guild=True)) is None


@pytest.mark.parametrize("handler", FOR_MODERATORS)
@pytest.mark.parametrize(
    "caller",
    [Caller(), Caller(SEND_MESSAGES, in_guild=True), Caller(0, in_guild=True), Caller(ADMINISTRATOR, in_guild=False)],
    ids=["nobody", "a member", "a member without rights", "rights outside of a server"],
)
def test_others_are_told_whom_it_is_for(handler: str, caller: Caller) -> None:
    assert refusal(handler, caller) is Audience.MODERATORS


def test_members_may_use_what_is_for_everyone() -> None:
    assert refusal("faq ask", Caller()) is None


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
