"""What the bot has to be allowed, where, and what for; what of it is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from bot.core.settings import Setting

# Bits as in Discord's documentation, "Permissions".
ADMINISTRATOR = 1 << 3
MANAGE_CHANNELS = 1 << 4
VIEW_CHANNEL = 1 << 10
SEND_MESSAGES = 1 << 11
READ_MESSAGE_HISTORY = 1 << 16
MANAGE_THREADS = 1 << 34
SEND_MESSAGES_IN_THREADS = 1 << 38
PIN_MESSAGES = 1 << 51


@dataclass(frozen=True, slots=True)
class Need:
    """A permission (`bit`, and its name in Discord's client), and what for: the rest of "so that I can …"."""

    bit: int
    name: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Lack:
    """A need that is not met in `channel_id`, or anywhere in the server where that is None."""

    need: Need
    channel_id: int | None = None


@dataclass(frozen=True, slots=True)
class Survey:
    """How the settings of a server stand in Discord right now.

    `gone`: what was chosen and has been deleted since. `absent`: the server has the commands, and not the bot: then
    nothing more is known.
    """

    gone: frozenset[Setting] = frozenset()
    lacks: tuple[Lack, ...] = ()
    absent: bool = False


PIN = Need(PIN_MESSAGES, "Pin Messages", "to pin its first message")
# What a posted list takes. A link in a text needs no right of its own.
POSTING = (
    Need(VIEW_CHANNEL, "View Channel", "to see the channel"),
    Need(SEND_MESSAGES, "Send Messages", "to post the list"),
    Need(READ_MESSAGE_HISTORY, "Read Message History", "to find its messages again"),
)

MAKE_FORUM = Need(MANAGE_CHANNELS, "Manage Channels", "to create the forum")

NEEDS: Mapping[Setting, tuple[Need, ...]] = MappingProxyType(
    {
        Setting.FORUM: (
            Need(VIEW_CHANNEL, "View Channel", "to see the questions"),
            Need(SEND_MESSAGES, "Send Messages", "to post a question"),
            Need(SEND_MESSAGES_IN_THREADS, "Send Messages in Threads", "to write into its post"),
            Need(READ_MESSAGE_HISTORY, "Read Message History", "to find its post again"),
            Need(MANAGE_THREADS, "Manage Threads", "to tag answered questions"),
        ),
        Setting.NOTICES: (
            Need(VIEW_CHANNEL, "View Channel", "to see the channel"),
            Need(SEND_MESSAGES, "Send Messages", "to post notices"),
        ),
    }
)


def lacking(needs: Sequence[Need], granted: int, channel_id: int | None = None) -> tuple[Lack, ...]:
    """What of `needs` the bit set `granted` leaves open, in their order.

    Without the right to see a channel Discord counts none of the others: then that one alone is named, if it is needed.
    """
    if granted & ADMINISTRATOR:
        return ()
    missing = [need for need in needs if not granted & need.bit]
    blind = [need for need in missing if need.bit == VIEW_CHANNEL]
    return tuple(Lack(need, channel_id) for need in blind or missing)
