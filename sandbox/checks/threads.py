"""Rules for channels, threads and posts. Source: Discord's reference, "Channel Resource"."""

from collections.abc import Mapping, Sequence
from typing import Any

from sandbox.checks.form import Form, is_number, objects
from sandbox.checks.messages import check_message, demand_something
from sandbox.kinds import ChannelType

ARCHIVE_MINUTES = (60, 1440, 4320, 10080)
MAX_TOPIC, MAX_FORUM_TOPIC = 1024, 4096
_POST_CHANNELS = (ChannelType.FORUM, 16)
_ANY_THREAD = (ChannelType.ANNOUNCEMENT_THREAD, ChannelType.PUBLIC_THREAD, ChannelType.PRIVATE_THREAD)
_THREADS: dict[int | None, tuple[ChannelType, ...]] = {
    ChannelType.TEXT: (ChannelType.PUBLIC_THREAD, ChannelType.PRIVATE_THREAD),
    ChannelType.ANNOUNCEMENT: (ChannelType.ANNOUNCEMENT_THREAD,),
}
"""Which kinds of thread begin in which kind of channel."""


def check_channel(
    form: Form, body: Mapping[str, Any], *, partial: bool = False, channel_type: int | None = None
) -> None:
    """A channel or thread that is made, or (`partial`) edited."""
    if not partial or body.get("name") is not None:
        form.filled((), body, "name", 100)
    topic = MAX_TOPIC if channel_type is not None and channel_type not in _POST_CHANNELS else MAX_FORUM_TOPIC
    form.length(("topic",), body.get("topic"), 0, topic)
    form.between(("rate_limit_per_user",), body.get("rate_limit_per_user"), 0, 21600)
    for key in ("auto_archive_duration", "default_auto_archive_duration"):
        if is_number(body.get(key)) and body[key] not in ARCHIVE_MINUTES:
            form.choices((key,), ARCHIVE_MINUTES)
    form.length(("applied_tags",), body.get("applied_tags"), 0, 5)
    form.length(("available_tags",), body.get("available_tags"), 0, 20)
    for place, tag in objects(("available_tags",), body.get("available_tags")):
        form.filled(place, tag, "name", 20)


def check_thread(
    form: Form, body: Mapping[str, Any], *, channel_type: int | None = None, files: Sequence[str] = ()
) -> None:
    """A thread without a message to start from, or a forum post, whose first message comes along."""
    check_channel(form, body)
    kind = body.get("type")
    if kind is not None and kind not in _THREADS.get(channel_type, _ANY_THREAD):
        form.choices(("type",), map(int, _THREADS.get(channel_type, _ANY_THREAD)))
    message = body.get("message")
    if isinstance(message, Mapping):
        demand_something(form, message, files=files)
        check_message(form, ("message",), message, files=files)
    elif channel_type in _POST_CHANNELS:
        form.required(("message",))


def check_bulk_delete(form: Form, body: Mapping[str, Any]) -> None:
    messages = body.get("messages")
    form.length(("messages",), messages, 2, 100)
    if isinstance(messages, list) and len({str(one) for one in messages}) < len(messages):
        form.complain(("messages",), "SET_TYPE_ALREADY_CONTAINS_VALUE", "The Set already contains this value.")
