"""Who may what: one table, asked by every handler before it does anything."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

from bot.core.settings import DEFAULTS, GuildSettings

# Bits as in Discord's documentation, "Permissions".
ADMINISTRATOR = 1 << 3
MANAGE_GUILD = 1 << 5
SEND_MESSAGES = 1 << 11
MANAGE_MESSAGES = 1 << 13
SEND_MESSAGES_IN_THREADS = 1 << 38


class Audience(Enum):
    """The people a handler is for; the value is how a refusal names them."""

    EVERYONE = "everyone"
    MENTORS = "mentors (the mentor role of this server) and its moderators"
    MODERATORS = "moderators (Manage Server, Manage Messages, or the moderator role of this server)"
    ADMINISTRATORS = "administrators of this server (Administrator)"
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


# Commands and entries of message menus by their full name, presses and forms by "press " and their action.
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
        "timeline plan": Audience.EVERYONE,
        "timeline compare": Audience.EVERYONE,
        "timeline deadlines": Audience.EVERYONE,
        "press plan": Audience.EVERYONE,
        "press due": Audience.EVERYONE,
        "stats top": Audience.MODERATORS,
        "content status": Audience.MODERATORS,
        "content preview": Audience.MODERATORS,
        "content diff": Audience.MODERATORS,
        "content reload": Audience.OPERATORS,
        "help": Audience.EVERYONE,
        "privacy show": Audience.EVERYONE,
        "privacy export": Audience.EVERYONE,
        "privacy delete": Audience.EVERYONE,
        "press erase": Audience.EVERYONE,
        "lists post": Audience.MODERATORS,
        "lists sync": Audience.MODERATORS,
        "lists withdraw": Audience.MODERATORS,
        "lists status": Audience.MODERATORS,
        "press post_list": Audience.MODERATORS,
        "press status": Audience.MODERATORS,
        "press withdraw": Audience.MODERATORS,
        "press cancel": Audience.MODERATORS,
        "resources browse": Audience.EVERYONE,
        "resources search": Audience.EVERYONE,
        "resources suggest": Audience.EVERYONE,
        "press lists": Audience.EVERYONE,
        "press listed": Audience.EVERYONE,
        "press whom": Audience.EVERYONE,
        "press propose": Audience.EVERYONE,
        "lists suggestions": Audience.MODERATORS,
        "press suggestions": Audience.MODERATORS,
        "press into": Audience.MODERATORS,
        "press approve": Audience.MODERATORS,
        "press edit": Audience.MODERATORS,
        "press reject": Audience.MODERATORS,
        "lists items": Audience.MODERATORS,
        "press items": Audience.MODERATORS,
        "press hide": Audience.MODERATORS,
        "press pin": Audience.MODERATORS,
        "press add_item": Audience.MODERATORS,
        "press take_back": Audience.MODERATORS,
        "setup": Audience.ADMINISTRATORS,
        "press setting": Audience.ADMINISTRATORS,
        "press undo": Audience.ADMINISTRATORS,
        "press make_forum": Audience.ADMINISTRATORS,
        "press check": Audience.ADMINISTRATORS,
    }
)


def refusal(handler: str, caller: Caller, settings: GuildSettings = DEFAULTS) -> Audience | None:
    """None where `caller` may use `handler`, else the audience it is for. A handler without a row is a KeyError.

    `settings` are those of the server that the interaction came from: they say which roles its people have.
    """
    audience = TABLE[handler]
    return None if belongs(caller, audience, settings) else audience


def belongs(caller: Caller, audience: Audience, settings: GuildSettings = DEFAULTS) -> bool:
    """Whether `caller` is one of `audience` in the server with these `settings`."""
    if audience is Audience.EVERYONE:
        return True
    if audience is Audience.OPERATORS:  # nothing that a server can grant makes one
        return caller.operates
    if not caller.in_guild:
        return False
    if audience is Audience.ADMINISTRATORS:
        return bool(caller.permissions & ADMINISTRATOR)
    moderates = bool(caller.permissions & (ADMINISTRATOR | MANAGE_GUILD | MANAGE_MESSAGES))
    moderates = moderates or settings.moderators in caller.role_ids
    if audience is Audience.MODERATORS:
        return moderates
    return moderates or settings.mentors in caller.role_ids


def allowed(caller: Caller, settings: GuildSettings = DEFAULTS) -> frozenset[str]:
    """Every handler that `caller` may use."""
    return frozenset(handler for handler in TABLE if refusal(handler, caller, settings) is None)


def may_write(caller: Caller, *, in_thread: bool) -> bool:
    """Whether `caller` could write a message where they are: what is posted for them is posted only there."""
    needed = SEND_MESSAGES_IN_THREADS if in_thread else SEND_MESSAGES
    return not caller.in_guild or bool(caller.permissions & (ADMINISTRATOR | needed))
