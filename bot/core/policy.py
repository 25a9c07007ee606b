"""Who may what: one table, asked by every handler before it does anything."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

# Bits as in Discord's documentation, "Permissions".
ADMINISTRATOR = 1 << 3
MANAGE_GUILD = 1 << 5
SEND_MESSAGES = 1 << 11
MANAGE_MESSAGES = 1 << 13
SEND_MESSAGES_IN_THREADS = 1 << 38


class Audience(Enum):
    """The people a handler is for; the value is how a refusal names them."""

    EVERYONE = "everyone"
    MODERATORS = "moderators (Manage Server or Manage Messages)"
    OPERATORS = "the bot’s operators, because it concerns every server"


@dataclass(frozen=True, slots=True)
class Caller:
    """Whoever caused an interaction. `permissions` is Discord's bit set in the channel it came from; 0 in a DM.

    `operates` says that the settings name them as an operator.
    """

    permissions: int = 0
    in_guild: bool = False
    role_ids: frozenset[int] = field(default_factory=frozenset)
    operates: bool = False


# Commands and entries of message menus by their full name, presses by "press " and their action.
TABLE: Mapping[str, Audience] = MappingProxyType(
    {
        "faq ask": Audience.EVERYONE,
        "faq browse": Audience.EVERYONE,
        "Answer from FAQ": Audience.EVERYONE,
        "press helped": Audience.EVERYONE,
        "press missed": Audience.EVERYONE,
        "press outdated": Audience.EVERYONE,
        "press open": Audience.EVERYONE,
        "press choose": Audience.EVERYONE,
        "press answer": Audience.EVERYONE,
        "press topics": Audience.EVERYONE,
        "press topic": Audience.EVERYONE,
        "press read": Audience.EVERYONE,
        "stats top": Audience.MODERATORS,
        "content status": Audience.MODERATORS,
        "content preview": Audience.MODERATORS,
        "content diff": Audience.MODERATORS,
        "content reload": Audience.OPERATORS,
    }
)


def refusal(handler: str, caller: Caller) -> Audience | None:
    """None where `caller` may use `handler`, else the audience it is for. A handler without a row is a KeyError."""
    audience = TABLE[handler]
    if audience is Audience.EVERYONE:
        return None
    if audience is Audience.OPERATORS:  # nothing that a server can grant makes one
        return None if caller.operates else audience
    moderates = caller.permissions & (ADMINISTRATOR | MANAGE_GUILD | MANAGE_MESSAGES)
    return None if caller.in_guild and moderates else audience


def may_write(caller: Caller, *, in_thread: bool) -> bool:
    """Whether `caller` could write a message where they are: what is posted for them is posted only there."""
    needed = SEND_MESSAGES_IN_THREADS if in_thread else SEND_MESSAGES
    return not caller.in_guild or bool(caller.permissions & (ADMINISTRATOR | needed))
