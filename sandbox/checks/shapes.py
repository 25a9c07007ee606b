"""What kind of value stands where in the bodies this place reads, with Discord's file and without it.

A handler may rely on it: what is required is there, and everything that is there is of its kind or null. Keys that no
shape names are nobody's business here. Source: the tables of parameters in Discord's reference.
"""

from collections.abc import Iterator
from typing import Annotated, Any, Required

from pydantic import Field, PlainValidator, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

# Pydantic reads this one on every Python; typing's own only from 3.12 on.
from typing_extensions import TypedDict

from sandbox.checks.form import TYPE_WORDS, Complaint

_LARGEST = 2**63 - 1


def _snowflake(value: Any) -> Any:
    """An id as a number or as its digits; both go out of a bot."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _LARGEST:
        return value
    if isinstance(value, str) and value.isascii() and value.isdecimal() and int(value[:25]) <= _LARGEST:
        return value
    raise PydanticCustomError("NUMBER_TYPE_COERCE", "Value is not snowflake.")


def _plain(value: Any) -> Any:
    """Text or a number, as a choice's value and a nonce are."""
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return value
    raise PydanticCustomError("STRING_TYPE_CONVERT", "Could not interpret value as string.")


Snowflake = Annotated[Any, PlainValidator(_snowflake)]
Plain = Annotated[Any, PlainValidator(_plain)]
Whole = Annotated[int, Field(ge=-_LARGEST, le=_LARGEST)]
Number = Annotated[int | float, Field(union_mode="left_to_right")]
Texts = dict[str, str | None]


class Emoji(TypedDict, total=False):
    id: Snowflake | None
    name: str | None
    animated: bool | None


class Media(TypedDict, total=False):
    url: Required[str]


class GalleryItem(TypedDict, total=False):
    media: Required[Media]
    description: str | None
    spoiler: bool | None


class SelectOption(TypedDict, total=False):
    label: Required[str]
    value: Required[str]
    description: str | None
    emoji: Emoji | None
    default: bool | None


class DefaultValue(TypedDict, total=False):
    id: Required[Snowflake]
    type: Required[str]


class Component(TypedDict, total=False):
    """Any of them: `type` says which keys count."""

    type: Required[Whole]
    id: Whole | None
    custom_id: str | None
    style: Whole | None
    label: str | None
    description: str | None
    emoji: Emoji | None
    url: str | None
    sku_id: Snowflake | None
    disabled: bool | None
    required: bool | None
    placeholder: str | None
    min_values: Whole | None
    max_values: Whole | None
    min_length: Whole | None
    max_length: Whole | None
    value: str | None
    default: bool | None
    options: list[SelectOption] | None
    channel_types: list[Whole] | None
    default_values: list[DefaultValue] | None
    content: str | None
    accent_color: Whole | None
    spoiler: bool | None
    divider: bool | None
    spacing: Whole | None
    media: Media | None
    file: Media | None
    items: list[GalleryItem] | None
    components: "list[Component] | None"
    component: "Component | None"
    accessory: "Component | None"


class EmbedPart(TypedDict, total=False):
    """Footer, author, image or thumbnail."""

    text: str | None
    name: str | None
    url: str | None
    icon_url: str | None


class EmbedField(TypedDict, total=False):
    name: Required[str]
    value: Required[str]
    inline: bool | None


class Embed(TypedDict, total=False):
    title: str | None
    description: str | None
    url: str | None
    timestamp: str | None
    color: Whole | None
    footer: EmbedPart | None
    author: EmbedPart | None
    image: EmbedPart | None
    thumbnail: EmbedPart | None
    fields: list[EmbedField] | None


class Attachment(TypedDict, total=False):
    id: Required[Snowflake]
    filename: str | None
    description: str | None


class AllowedMentions(TypedDict, total=False):
    parse: list[str] | None
    users: list[Snowflake] | None
    roles: list[Snowflake] | None
    replied_user: bool | None


class MessageReference(TypedDict, total=False):
    message_id: Required[Snowflake]
    channel_id: Snowflake | None
    guild_id: Snowflake | None
    type: Whole | None
    fail_if_not_exists: bool | None


class Message(TypedDict, total=False):
    content: str | None
    nonce: Plain | None
    enforce_nonce: bool | None
    tts: bool | None
    flags: Annotated[int, Field(ge=0, le=_LARGEST)] | None
    embeds: list[Embed] | None
    components: list[Component] | None
    attachments: list[Attachment] | None
    allowed_mentions: AllowedMentions | None
    message_reference: MessageReference | None
    sticker_ids: list[Snowflake] | None


class Choice(TypedDict, total=False):
    name: Required[str]
    value: Required[Plain]
    name_localizations: Texts | None


class CallbackData(Message, total=False):
    """What any of the callbacks may carry."""

    choices: list[Choice] | None
    title: str | None
    custom_id: str | None


class Callback(TypedDict, total=False):
    type: Required[Whole]
    data: CallbackData | None


class CommandOption(TypedDict, total=False):
    type: Required[Whole]
    name: Required[str]
    description: str | None
    name_localizations: Texts | None
    description_localizations: Texts | None
    required: bool | None
    autocomplete: bool | None
    choices: list[Choice] | None
    options: "list[CommandOption] | None"
    channel_types: list[Whole] | None
    min_value: Number | None
    max_value: Number | None
    min_length: Whole | None
    max_length: Whole | None


class CommandEdit(TypedDict, total=False):
    type: Whole | None
    description: str | None
    name_localizations: Texts | None
    description_localizations: Texts | None
    default_member_permissions: Snowflake | None
    dm_permission: bool | None
    nsfw: bool | None
    contexts: list[Whole] | None
    integration_types: list[Whole] | None
    options: list[CommandOption] | None


class Command(CommandEdit, total=False):
    name: Required[str]


class Overwrite(TypedDict, total=False):
    id: Required[Snowflake]
    type: Whole | None
    allow: Snowflake | None
    deny: Snowflake | None


class Tag(TypedDict, total=False):
    id: Snowflake | None
    name: Required[str]
    moderated: bool | None
    emoji_id: Snowflake | None
    emoji_name: str | None


class ChannelEdit(TypedDict, total=False):
    """Of a channel or of a thread."""

    name: str | None
    topic: str | None
    nsfw: bool | None
    position: Whole | None
    parent_id: Snowflake | None
    flags: Annotated[int, Field(ge=0, le=_LARGEST)] | None
    rate_limit_per_user: Whole | None
    default_auto_archive_duration: Whole | None
    permission_overwrites: list[Overwrite] | None
    available_tags: list[Tag] | None
    applied_tags: list[Snowflake] | None
    archived: bool | None
    locked: bool | None
    invitable: bool | None
    auto_archive_duration: Whole | None


class NewChannel(ChannelEdit, total=False):
    """Of a server."""

    type: Whole | None


class Thread(TypedDict, total=False):
    name: Required[str]
    type: Whole | None
    auto_archive_duration: Whole | None
    rate_limit_per_user: Whole | None
    invitable: bool | None
    applied_tags: list[Snowflake] | None
    message: Message | None


class Conversation(TypedDict, total=False):
    recipient_id: Required[Snowflake]


class BulkDelete(TypedDict, total=False):
    messages: Required[list[Snowflake]]


def complaints_about(shape: TypeAdapter[Any], body: Any) -> Iterator[Complaint]:
    """What in `body` is missing or of another kind than its shape says."""
    try:
        shape.validate_python(body, strict=True)
    except ValidationError as problem:
        for error in problem.errors(include_url=False, include_context=False, include_input=False):
            path = tuple(part for part in error["loc"] if part not in _UNION_BRANCHES)
            yield Complaint(path, *_words(error["type"], error["msg"]))


_UNION_BRANCHES = frozenset({"int", "float"})
"""What pydantic puts into the path of a value that may be either; no key of Discord's is called so."""

_KINDS = {
    "string_type": "string",
    "int_type": "integer",
    "int_from_float": "integer",
    "greater_than_equal": "integer",
    "less_than_equal": "integer",
    "float_type": "number",
    "bool_type": "boolean",
    "list_type": "array",
    "dict_type": "object",
}


def _words(error: str, message: str) -> tuple[str, str]:
    if error == "missing":
        return "BASE_TYPE_REQUIRED", "This field is required"
    return TYPE_WORDS[_KINDS[error]] if error in _KINDS else (error, message)
