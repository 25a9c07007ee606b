"""Who may do what where, computed as Discord documents it.

Source: Discord's reference, topics "Permissions" (computation, implicit permissions, timed-out members) and "Threads".
"""

from datetime import datetime
from enum import IntFlag

from sandbox.model import Channel, Guild, Member


class Permission(IntFlag):
    CREATE_INSTANT_INVITE = 1 << 0
    KICK_MEMBERS = 1 << 1
    BAN_MEMBERS = 1 << 2
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_AUDIT_LOG = 1 << 7
    PRIORITY_SPEAKER = 1 << 8
    STREAM = 1 << 9
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    SEND_TTS_MESSAGES = 1 << 12
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_EXTERNAL_EMOJIS = 1 << 18
    VIEW_GUILD_INSIGHTS = 1 << 19
    CONNECT = 1 << 20
    SPEAK = 1 << 21
    MUTE_MEMBERS = 1 << 22
    DEAFEN_MEMBERS = 1 << 23
    MOVE_MEMBERS = 1 << 24
    USE_VAD = 1 << 25
    CHANGE_NICKNAME = 1 << 26
    MANAGE_NICKNAMES = 1 << 27
    MANAGE_ROLES = 1 << 28
    MANAGE_WEBHOOKS = 1 << 29
    MANAGE_GUILD_EXPRESSIONS = 1 << 30
    USE_APPLICATION_COMMANDS = 1 << 31
    REQUEST_TO_SPEAK = 1 << 32
    MANAGE_EVENTS = 1 << 33
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    USE_EXTERNAL_STICKERS = 1 << 37
    SEND_MESSAGES_IN_THREADS = 1 << 38
    USE_EMBEDDED_ACTIVITIES = 1 << 39
    MODERATE_MEMBERS = 1 << 40
    VIEW_CREATOR_MONETIZATION_ANALYTICS = 1 << 41
    USE_SOUNDBOARD = 1 << 42
    CREATE_GUILD_EXPRESSIONS = 1 << 43
    CREATE_EVENTS = 1 << 44
    USE_EXTERNAL_SOUNDS = 1 << 45
    SEND_VOICE_MESSAGES = 1 << 46
    SEND_POLLS = 1 << 49
    USE_EXTERNAL_APPS = 1 << 50
    PIN_MESSAGES = 1 << 51
    BYPASS_SLOWMODE = 1 << 52


P = Permission

NONE = Permission(0)
ALL = Permission(sum(Permission))

TIMED_OUT = P.VIEW_CHANNEL | P.READ_MESSAGE_HISTORY
"""What is left to a member in time-out."""

WITH_SENDING = P.MENTION_EVERYONE | P.SEND_TTS_MESSAGES | P.ATTACH_FILES | P.EMBED_LINKS
"""Rights that mean nothing without the right to send."""

IN_DIRECT_MESSAGES = (
    P.ADD_REACTIONS
    | P.VIEW_CHANNEL
    | P.SEND_MESSAGES
    | P.EMBED_LINKS
    | P.ATTACH_FILES
    | P.READ_MESSAGE_HISTORY
    | P.MENTION_EVERYONE
    | P.USE_EXTERNAL_EMOJIS
    | P.USE_APPLICATION_COMMANDS
    | P.USE_EXTERNAL_STICKERS
    | P.PIN_MESSAGES
)

EVERYONE = (
    P.VIEW_CHANNEL
    | P.SEND_MESSAGES
    | P.SEND_MESSAGES_IN_THREADS
    | P.CREATE_PUBLIC_THREADS
    | P.EMBED_LINKS
    | P.ATTACH_FILES
    | P.ADD_REACTIONS
    | P.READ_MESSAGE_HISTORY
    | P.USE_APPLICATION_COMMANDS
    | P.CHANGE_NICKNAME
)
"""What a new server's @everyone usually has, as far as text goes."""

del P


def in_guild(guild: Guild, member: Member) -> Permission:
    """Rights from roles alone, before any channel has its say."""
    if member.user_id == guild.owner_id:
        return ALL
    granted = Permission(guild.roles[guild.id].permissions)
    for role_id in member.role_ids:
        if role_id in guild.roles:
            granted |= Permission(guild.roles[role_id].permissions)
    return ALL if granted & Permission.ADMINISTRATOR else granted & ALL


def in_channel(guild: Guild, member: Member, channel: Channel, *, now: datetime, as_thread: bool = False) -> Permission:
    """Rights in `channel`; a thread has no overwrites of its own: hand in its parent, and `as_thread`."""
    granted = in_guild(guild, member)
    if granted & Permission.ADMINISTRATOR:
        return ALL
    granted = _overwritten(granted, guild, member, channel)
    if member.timed_out_until is not None and member.timed_out_until > now:
        granted &= TIMED_OUT
    if not granted & Permission.VIEW_CHANNEL:
        return NONE
    sending = Permission.SEND_MESSAGES_IN_THREADS if as_thread else Permission.SEND_MESSAGES
    return granted if granted & sending else granted & ~WITH_SENDING


def _overwritten(granted: Permission, guild: Guild, member: Member, channel: Channel) -> Permission:
    """Overwrites in their order: @everyone's, then all roles' together (an allow beats a deny), then the member's."""
    everyone = channel.overwrites.get(guild.id)
    if everyone is not None:
        granted = granted & ~Permission(everyone.deny) | Permission(everyone.allow)
    allow = deny = NONE
    for role_id in member.role_ids - {guild.id}:
        if (overwrite := channel.overwrites.get(role_id)) is not None:
            allow |= Permission(overwrite.allow)
            deny |= Permission(overwrite.deny)
    granted = granted & ~deny | allow
    own = channel.overwrites.get(member.user_id)
    return granted if own is None else granted & ~Permission(own.deny) | Permission(own.allow)
