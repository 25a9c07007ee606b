"""What stands in the place: people, servers, channels, messages, commands. Ids are ints, instants aware UTC."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from sandbox.kinds import ChannelType, InteractionType, MessageType

DEFAULT_ARCHIVE_MINUTES = 4320
ATTACHMENT_SIZE_LIMIT = 10 * 1024 * 1024
"""Bytes one file may have in a server without boosts. Source: Discord's reference, "Uploading Files"."""


@dataclass(slots=True)
class User:
    id: int
    name: str
    global_name: str | None = None
    bot: bool = False

    @property
    def shown(self) -> str:
        return self.global_name or self.name


@dataclass(slots=True)
class Role:
    id: int
    guild_id: int
    name: str
    permissions: int = 0
    position: int = 0
    colour: int = 0
    hoist: bool = False
    managed: bool = False
    mentionable: bool = False
    bot_id: int | None = None


@dataclass(slots=True)
class Member:
    user_id: int
    guild_id: int
    joined_at: datetime
    role_ids: set[int] = field(default_factory=set)
    nick: str | None = None
    timed_out_until: datetime | None = None


@dataclass(slots=True)
class Guild:
    """The role whose id is the guild's own is @everyone."""

    id: int
    name: str
    owner_id: int
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    locale: str = "en-US"
    description: str | None = None


@dataclass(slots=True)
class Overwrite:
    id: int
    kind: Literal["role", "member"]
    allow: int = 0
    deny: int = 0


@dataclass(slots=True)
class Tag:
    id: int
    name: str
    moderated: bool = False
    emoji_name: str | None = None


@dataclass(slots=True)
class Channel:
    """A channel, a thread, a forum or a DM; fields that do not apply to its type keep their defaults."""

    id: int
    type: ChannelType
    name: str
    guild_id: int | None = None
    parent_id: int | None = None
    position: int = 0
    topic: str | None = None
    nsfw: bool = False
    slowmode: int = 0
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    last_message_id: int | None = None
    last_pin_at: datetime | None = None
    flags: int = 0
    recipients: list[int] = field(default_factory=list)
    """People in a DM, without the bot."""
    available_tags: list[Tag] = field(default_factory=list)
    default_archive_minutes: int | None = None
    # Of threads alone:
    applied_tags: list[int] = field(default_factory=list)
    owner_id: int | None = None
    archived: bool = False
    locked: bool = False
    invitable: bool = True
    archive_minutes: int = DEFAULT_ARCHIVE_MINUTES
    archive_changed_at: datetime | None = None
    message_count: int = 0
    member_ids: dict[int, datetime] = field(default_factory=dict)
    """Who follows the thread, and since when."""


@dataclass(slots=True)
class Attachment:
    id: int
    filename: str
    size: int
    content_type: str
    description: str | None = None
    width: int | None = None
    height: int | None = None
    in_embed: bool = False
    """Shown by an embed through `attachment://`: Discord then leaves it out of the message's own list."""


@dataclass(slots=True)
class Upload:
    """A file on its way in."""

    filename: str
    data: bytes
    content_type: str = "application/octet-stream"
    description: str | None = None


@dataclass(slots=True)
class Reference:
    message_id: int | None
    channel_id: int
    guild_id: int | None
    type: int = 0


@dataclass(slots=True)
class Reaction:
    """`emoji` is Discord's partial emoji: `{"id": null, "name": "👍"}`."""

    emoji: dict[str, Any]
    user_ids: list[int]


@dataclass(slots=True)
class Message:
    """`embeds` and `components` are Discord's JSON as it would be returned, `attachment://` already resolved."""

    id: int
    channel_id: int
    author_id: int
    created_at: datetime
    type: MessageType = MessageType.DEFAULT
    guild_id: int | None = None
    content: str = ""
    embeds: list[dict[str, Any]] = field(default_factory=list)
    components: list[dict[str, Any]] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    flags: int = 0
    tts: bool = False
    edited_at: datetime | None = None
    pinned: bool = False
    pinned_at: datetime | None = None
    mentions: list[int] = field(default_factory=list)
    mention_roles: list[int] = field(default_factory=list)
    mention_everyone: bool = False
    reference: Reference | None = None
    reactions: list[Reaction] = field(default_factory=list)
    nonce: str | int | None = None
    webhook: bool = False
    """Sent over an interaction's webhook: `webhook_id` is then the application's id."""
    thread_id: int | None = None
    ephemeral_for: int | None = None
    interaction_id: int | None = None
    interaction_type: InteractionType | None = None
    interaction_user_id: int | None = None
    command_name: str | None = None
    interacted_message_id: int | None = None
    target_message_id: int | None = None
    trigger_id: int | None = None
    """On the answer to a modal: the interaction that opened it."""
    original_response_id: int | None = None
    """On a follow-up: the first answer to the same interaction."""


@dataclass(slots=True)
class Command:
    """`payload` is Discord's JSON of the command, ids and version included."""

    id: int
    version: int
    payload: dict[str, Any]
    guild_id: int | None = None

    @property
    def name(self) -> str:
        return str(self.payload["name"])

    @property
    def type(self) -> int:
        return int(self.payload["type"])


@dataclass(slots=True)
class Application:
    """The bot's account. Its user has the same id, as every application made since 2016 has."""

    id: int
    name: str
    token: str
    owner_id: int
    description: str = ""
    verify_key: str = "0" * 64
    lists_members: bool = False
    """Whether the privileged members intent is granted to it: without, REST lists no members."""

    @property
    def bot_user_id(self) -> int:
        return self.id


InteractionState = Literal["pending", "deferred", "answered", "modal", "choices", "failed"]


@dataclass(slots=True, eq=False)
class Interaction:
    """One thing a person did and what the bot made of it.

    `state`: pending → deferred → answered, or at once answered, modal or choices; failed when three seconds pass first.
    `response_message_id` is the first answer, the message pressed when the
    answer changed it; None after a quiet acknowledgement.
    """

    id: int
    token: str
    type: InteractionType
    user_id: int
    channel_id: int
    data: dict[str, Any]
    created_at: datetime
    guild_id: int | None = None
    state: InteractionState = "pending"
    command_name: str | None = None
    message_id: int | None = None
    """The message whose button, select or modal this came from."""
    modal_of: int | None = None
    """On a modal's submit: the interaction that opened it."""
    acknowledged_at: datetime | None = None
    updates_source: bool = False
    """Acknowledged with a deferred update: @original is then the message pressed."""
    response_message_id: int | None = None
    followup_ids: list[int] = field(default_factory=list)
    modal: dict[str, Any] | None = None
    submitted: bool = False
    """Its modal was filled in and taken."""
    choices: list[dict[str, Any]] | None = None
