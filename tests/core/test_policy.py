import pytest

from bot.core.policy import ADMINISTRATOR, MANAGE_GUILD, MANAGE_MESSAGES, TABLE, Audience, Caller, refusal

SEND_MESSAGES = 1 << 11
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
