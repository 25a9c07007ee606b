"""Channels, threads, forums and servers."""

from typing import Any

from sandbox.kinds import ChannelType
from sandbox.model import Channel, Guild, Overwrite, Tag
from sandbox.payloads.people import instant, member_payload, role_payload, user_payload
from sandbox.permissions import Permission
from sandbox.snowflake import made_at
from sandbox.world import World


def _text(snowflake: int | None) -> str | None:
    return None if snowflake is None else str(snowflake)


def overwrite_payload(overwrite: Overwrite) -> dict[str, Any]:
    kind = 0 if overwrite.kind == "role" else 1
    return {"id": str(overwrite.id), "type": kind, "allow": str(overwrite.allow), "deny": str(overwrite.deny)}


def tag_payload(tag: Tag) -> dict[str, Any]:
    return {
        "id": str(tag.id),
        "name": tag.name,
        "moderated": tag.moderated,
        "emoji_id": None,
        "emoji_name": tag.emoji_name,
    }


def channel_payload(world: World, channel: Channel) -> dict[str, Any]:
    if channel.type == ChannelType.DM:
        return {
            "id": str(channel.id),
            "type": int(channel.type),
            "flags": 0,
            "last_message_id": _text(channel.last_message_id),
            "last_pin_timestamp": instant(channel.last_pin_at),
            "recipients": [user_payload(world.users[user_id]) for user_id in channel.recipients],
        }
    if channel.type.is_thread:
        return thread_payload(channel)
    payload: dict[str, Any] = {
        "id": str(channel.id),
        "type": int(channel.type),
        "guild_id": _text(channel.guild_id),
        "name": channel.name,
        "topic": channel.topic,
        "position": channel.position,
        "parent_id": _text(channel.parent_id),
        "nsfw": channel.nsfw,
        "flags": channel.flags,
        "rate_limit_per_user": channel.slowmode,
        "permission_overwrites": [overwrite_payload(one) for one in channel.overwrites.values()],
        "last_message_id": _text(channel.last_message_id),
        "last_pin_timestamp": instant(channel.last_pin_at),
    }
    if channel.default_archive_minutes is not None:
        payload["default_auto_archive_duration"] = channel.default_archive_minutes
    if channel.type == ChannelType.FORUM:
        payload |= {
            "available_tags": [tag_payload(tag) for tag in channel.available_tags],
            "default_reaction_emoji": None,
            "default_sort_order": None,
            "default_forum_layout": 0,
            "default_thread_rate_limit_per_user": 0,
            "template": "",
        }
    if channel.type == ChannelType.VOICE:
        payload |= {"bitrate": 64000, "user_limit": 0, "rtc_region": None}
    return payload


def thread_payload(channel: Channel) -> dict[str, Any]:
    return {
        "id": str(channel.id),
        "type": int(channel.type),
        "guild_id": _text(channel.guild_id),
        "parent_id": _text(channel.parent_id),
        "owner_id": _text(channel.owner_id),
        "name": channel.name,
        "flags": channel.flags,
        "rate_limit_per_user": channel.slowmode,
        "last_message_id": _text(channel.last_message_id),
        "last_pin_timestamp": instant(channel.last_pin_at),
        "message_count": channel.message_count,
        "total_message_sent": channel.message_count,
        "member_count": min(len(channel.member_ids), 50),
        "applied_tags": [str(tag_id) for tag_id in channel.applied_tags],
        "thread_metadata": {
            "archived": channel.archived,
            "archive_timestamp": instant(channel.archive_changed_at or made_at(channel.id)),
            "auto_archive_duration": channel.archive_minutes,
            "locked": channel.locked,
            "invitable": channel.invitable,
            "create_timestamp": instant(made_at(channel.id)),
        },
    }


def thread_member_payload(channel: Channel, user_id: int) -> dict[str, Any]:
    return {
        "id": str(channel.id),
        "user_id": str(user_id),
        "join_timestamp": instant(channel.member_ids[user_id]),
        "flags": 0,
    }


def seen_channel_payload(world: World, channel: Channel, permissions: Permission) -> dict[str, Any]:
    """As interactions carry it: without overwrites, with the rights of whoever interacts."""
    payload = channel_payload(world, channel)
    payload.pop("permission_overwrites", None)
    return payload | {"permissions": str(int(permissions))}


def guild_payload(guild: Guild) -> dict[str, Any]:
    """A server as GET answers it; `full_guild_payload` is what GUILD_CREATE carries."""
    return {
        "id": str(guild.id),
        "name": guild.name,
        "description": guild.description,
        "icon": None,
        "splash": None,
        "discovery_splash": None,
        "banner": None,
        "owner_id": str(guild.owner_id),
        "afk_channel_id": None,
        "afk_timeout": 300,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "public_updates_channel_id": None,
        "safety_alerts_channel_id": None,
        "widget_enabled": False,
        "widget_channel_id": None,
        "application_id": None,
        "verification_level": 1,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "nsfw": False,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "premium_progress_bar_enabled": False,
        "preferred_locale": guild.locale,
        "features": ["COMMUNITY"],
        "vanity_url_code": None,
        "max_presences": None,
        "max_members": 500_000,
        "max_video_channel_users": 25,
        "max_stage_video_channel_users": 50,
        "region": "deprecated",
        "incidents_data": None,
        "emojis": [],
        "stickers": [],
        "roles": [role_payload(role) for role in guild.roles.values()],
    }


def full_guild_payload(world: World, guild: Guild) -> dict[str, Any]:
    """Everything, all members included: the gateway leaves out what a session's intents do not cover."""
    bot_id = world.application.bot_user_id
    threads = [one for one in world.threads_of(guild.id) if not one.archived]
    return guild_payload(guild) | {
        "joined_at": instant(guild.members[bot_id].joined_at) if bot_id in guild.members else None,
        "large": False,
        "unavailable": False,
        "member_count": len(guild.members),
        "members": [member_payload(world, member) for member in guild.members.values()],
        "channels": [channel_payload(world, channel) for channel in world.channels_of(guild.id)],
        "threads": [thread_payload(one) for one in threads if world.permissions(bot_id, one) & Permission.VIEW_CHANNEL],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }
