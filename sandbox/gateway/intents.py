"""Which events a session gets to see, and how much of them. Source: Discord's reference, "List of Intents"."""

from collections.abc import Mapping
from enum import IntFlag
from typing import Any

from sandbox.events import Event


class Intent(IntFlag):
    GUILDS = 1 << 0
    GUILD_MEMBERS = 1 << 1
    GUILD_MODERATION = 1 << 2
    GUILD_EXPRESSIONS = 1 << 3
    GUILD_INTEGRATIONS = 1 << 4
    GUILD_WEBHOOKS = 1 << 5
    GUILD_INVITES = 1 << 6
    GUILD_VOICE_STATES = 1 << 7
    GUILD_PRESENCES = 1 << 8
    GUILD_MESSAGES = 1 << 9
    GUILD_MESSAGE_REACTIONS = 1 << 10
    GUILD_MESSAGE_TYPING = 1 << 11
    DIRECT_MESSAGES = 1 << 12
    DIRECT_MESSAGE_REACTIONS = 1 << 13
    DIRECT_MESSAGE_TYPING = 1 << 14
    MESSAGE_CONTENT = 1 << 15
    GUILD_SCHEDULED_EVENTS = 1 << 16
    AUTO_MODERATION_CONFIGURATION = 1 << 20
    AUTO_MODERATION_EXECUTION = 1 << 21
    GUILD_MESSAGE_POLLS = 1 << 24
    DIRECT_MESSAGE_POLLS = 1 << 25


EVERY_INTENT = Intent(sum(Intent))
PRIVILEGED = Intent.GUILD_MEMBERS | Intent.GUILD_PRESENCES | Intent.MESSAGE_CONTENT

# Any one of these intents lets the event through. In a direct message the second one counts.
_NEEDS: tuple[tuple[tuple[str, ...], Intent, Intent], ...] = (
    (("MESSAGE_REACTION_",), Intent.GUILD_MESSAGE_REACTIONS, Intent.DIRECT_MESSAGE_REACTIONS),
    (("MESSAGE_POLL_",), Intent.GUILD_MESSAGE_POLLS, Intent.DIRECT_MESSAGE_POLLS),
    (("MESSAGE_",), Intent.GUILD_MESSAGES, Intent.DIRECT_MESSAGES),
    (("TYPING_START",), Intent.GUILD_MESSAGE_TYPING, Intent.DIRECT_MESSAGE_TYPING),
    (("CHANNEL_PINS_UPDATE",), Intent.GUILDS, Intent.DIRECT_MESSAGES),
    (("THREAD_MEMBERS_UPDATE",), Intent.GUILDS | Intent.GUILD_MEMBERS, Intent(0)),
    (("GUILD_MEMBER_",), Intent.GUILD_MEMBERS, Intent(0)),
    (("GUILD_BAN_", "GUILD_AUDIT_LOG_"), Intent.GUILD_MODERATION, Intent(0)),
    (("GUILD_EMOJIS_", "GUILD_STICKERS_", "GUILD_SOUNDBOARD_"), Intent.GUILD_EXPRESSIONS, Intent(0)),
    (("GUILD_INTEGRATIONS_", "INTEGRATION_"), Intent.GUILD_INTEGRATIONS, Intent(0)),
    (("GUILD_SCHEDULED_EVENT_",), Intent.GUILD_SCHEDULED_EVENTS, Intent(0)),
    (("WEBHOOKS_UPDATE",), Intent.GUILD_WEBHOOKS, Intent(0)),
    (("INVITE_",), Intent.GUILD_INVITES, Intent(0)),
    (("VOICE_STATE_", "VOICE_CHANNEL_EFFECT_"), Intent.GUILD_VOICE_STATES, Intent(0)),
    (("PRESENCE_UPDATE",), Intent.GUILD_PRESENCES, Intent(0)),
    (("AUTO_MODERATION_RULE_",), Intent.AUTO_MODERATION_CONFIGURATION, Intent(0)),
    (("AUTO_MODERATION_ACTION_",), Intent.AUTO_MODERATION_EXECUTION, Intent(0)),
    (("GUILD_MEMBERS_CHUNK", "INTERACTION_"), Intent(0), Intent(0)),
    (("GUILD_", "CHANNEL_", "THREAD_", "STAGE_INSTANCE_"), Intent.GUILDS, Intent.GUILDS),
)

# What a session without MESSAGE_CONTENT reads as empty.
_CONTENT_KEYS: dict[str, Any] = {"content": "", "embeds": [], "attachments": [], "components": []}


def visible(event: Event, intents: Intent, *, bot_id: int) -> dict[str, Any] | None:
    """The payload as a session with these intents gets it, None where it gets nothing.

    Events that no intent names, INTERACTION_CREATE first among them, always pass; so does GUILD_MEMBER_UPDATE about
    the bot itself. Without MESSAGE_CONTENT a message keeps its text only when the bot wrote it, is mentioned in it, or
    reads it as a direct message.
    """
    if not _passes(event, intents, bot_id):
        return None
    data = event.data
    if event.name == "GUILD_CREATE" and not intents & Intent.GUILD_PRESENCES:
        return {**data, "members": [m for m in data.get("members", ()) if _is(m.get("user"), bot_id)], "presences": []}
    if event.name in ("MESSAGE_CREATE", "MESSAGE_UPDATE") and not intents & Intent.MESSAGE_CONTENT:
        return _readable(data, event.guild_id, bot_id)
    return data


def _passes(event: Event, intents: Intent, bot_id: int) -> bool:
    if event.name == "GUILD_MEMBER_UPDATE" and _is(event.data.get("user"), bot_id):
        return True
    for prefixes, in_guild, in_dm in _NEEDS:
        if event.name.startswith(prefixes):
            needed = in_dm if event.guild_id is None else in_guild
            return not needed or bool(intents & needed)
    return True


def _may_read(message: Mapping[str, Any], guild_id: int | None, bot_id: int) -> bool:
    own = _is(message.get("author"), bot_id)
    return guild_id is None or own or any(_is(user, bot_id) for user in message.get("mentions", ()))


def _readable(message: Mapping[str, Any], guild_id: int | None, bot_id: int) -> dict[str, Any]:
    shown = dict(message)
    if not _may_read(message, guild_id, bot_id):
        shown |= {key: empty for key, empty in _CONTENT_KEYS.items() if key in message}
    replied_to = message.get("referenced_message")
    if isinstance(replied_to, Mapping):
        shown["referenced_message"] = _readable(replied_to, guild_id, bot_id)
    return shown


def _is(user: Any, bot_id: int) -> bool:
    return isinstance(user, Mapping) and str(user.get("id")) == str(bot_id)
