"""Which events pass for which intents, and how much of a message."""

from typing import Any

import pytest

from sandbox.events import Event
from sandbox.gateway.intents import EVERY_INTENT, Intent, visible
from tests.sandbox.gateway_kit import ADA, BOT, EVEN

NONE = Intent(0)


def event(name: str, guild_id: int | None = EVEN, **data: Any) -> Event:
    return Event(name, data, guild_id)


@pytest.mark.parametrize("name", ["INTERACTION_CREATE", "USER_UPDATE", "ENTITLEMENT_CREATE", "GUILD_MEMBERS_CHUNK"])
def test_events_no_intent_names_always_pass(name: str) -> None:
    assert visible(event(name), NONE, bot_id=BOT) == {}


@pytest.mark.parametrize(
    ("name", "guild_id", "needed"),
    [
        ("GUILD_CREATE", EVEN, Intent.GUILDS),
        ("GUILD_DELETE", EVEN, Intent.GUILDS),
        ("GUILD_ROLE_UPDATE", EVEN, Intent.GUILDS),
        ("CHANNEL_CREATE", EVEN, Intent.GUILDS),
        ("CHANNEL_PINS_UPDATE", EVEN, Intent.GUILDS),
        ("CHANNEL_PINS_UPDATE", None, Intent.DIRECT_MESSAGES),
        ("THREAD_UPDATE", EVEN, Intent.GUILDS),
        ("THREAD_MEMBERS_UPDATE", EVEN, Intent.GUILD_MEMBERS),
        ("GUILD_MEMBER_ADD", EVEN, Intent.GUILD_MEMBERS),
        ("GUILD_BAN_ADD", EVEN, Intent.GUILD_MODERATION),
        ("GUILD_EMOJIS_UPDATE", EVEN, Intent.GUILD_EXPRESSIONS),
        ("GUILD_SCHEDULED_EVENT_CREATE", EVEN, Intent.GUILD_SCHEDULED_EVENTS),
        ("MESSAGE_DELETE", EVEN, Intent.GUILD_MESSAGES),
        ("MESSAGE_DELETE", None, Intent.DIRECT_MESSAGES),
        ("MESSAGE_REACTION_ADD", EVEN, Intent.GUILD_MESSAGE_REACTIONS),
        ("MESSAGE_REACTION_ADD", None, Intent.DIRECT_MESSAGE_REACTIONS),
        ("TYPING_START", EVEN, Intent.GUILD_MESSAGE_TYPING),
        ("VOICE_STATE_UPDATE", EVEN, Intent.GUILD_VOICE_STATES),
        ("PRESENCE_UPDATE", EVEN, Intent.GUILD_PRESENCES),
    ],
)
def test_an_event_passes_with_its_intent_and_not_without(name: str, guild_id: int | None, needed: Intent) -> None:
    assert visible(event(name, guild_id), needed, bot_id=BOT) is not None
    without = EVERY_INTENT & ~needed
    if name == "THREAD_MEMBERS_UPDATE":
        without &= ~Intent.GUILDS
    assert visible(event(name, guild_id), without, bot_id=BOT) is None


def test_a_change_of_the_bot_itself_needs_no_intent() -> None:
    assert visible(event("GUILD_MEMBER_UPDATE", user={"id": str(BOT)}), NONE, bot_id=BOT) is not None
    assert visible(event("GUILD_MEMBER_UPDATE", user={"id": str(ADA)}), NONE, bot_id=BOT) is None


def test_only_presences_bring_the_other_members_of_a_server() -> None:
    members = [{"user": {"id": str(BOT)}}, {"user": {"id": str(ADA)}}]
    arrives = event("GUILD_CREATE", members=members, presences=[{"user": {"id": str(ADA)}}])
    few = visible(arrives, Intent.GUILDS | Intent.GUILD_MEMBERS, bot_id=BOT)
    assert few == {"members": members[:1], "presences": []}
    assert visible(arrives, Intent.GUILDS | Intent.GUILD_PRESENCES, bot_id=BOT) == arrives.data


def message(author: int = ADA, **changes: Any) -> dict[str, Any]:
    return {"content": "secret", "embeds": [{}], "author": {"id": str(author)}, "mentions": []} | changes


SEES = Intent.GUILD_MESSAGES | Intent.DIRECT_MESSAGES


@pytest.mark.parametrize(
    ("guild_id", "data", "intents", "content"),
    [
        (EVEN, message(), SEES, ""),
        (EVEN, message(), SEES | Intent.MESSAGE_CONTENT, "secret"),
        (EVEN, message(author=BOT), SEES, "secret"),
        (EVEN, message(mentions=[{"id": str(BOT)}]), SEES, "secret"),
        (EVEN, message(mentions=[{"id": str(ADA)}]), SEES, ""),
        (None, message(), SEES, "secret"),
    ],
)
def test_content_is_kept_from_bots_without_the_right_to_it(
    guild_id: int | None, data: dict[str, Any], intents: Intent, content: str
) -> None:
    for name in ("MESSAGE_CREATE", "MESSAGE_UPDATE"):
        seen = visible(Event(name, data, guild_id), intents, bot_id=BOT)
        assert seen is not None
        assert (seen["content"], seen["embeds"]) == (content, [{}] if content else [])
    assert data["content"] == "secret"


def test_a_quoted_message_is_judged_by_itself() -> None:
    quoted = message(referenced_message=message(author=BOT))
    seen = visible(Event("MESSAGE_CREATE", quoted, EVEN), SEES, bot_id=BOT)
    assert seen is not None
    assert (seen["content"], seen["referenced_message"]["content"]) == ("", "secret")
    quoted = message(author=BOT, referenced_message=message())
    seen = visible(Event("MESSAGE_CREATE", quoted, EVEN), SEES, bot_id=BOT)
    assert seen is not None
    assert (seen["content"], seen["referenced_message"]["content"]) == ("secret", "")
