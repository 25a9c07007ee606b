"""The whole state of a button, menu or form, as the short text that Discord hands back when it is used.

A code outlives the process that made it and is visible to whoever looks at the message: it names what is to be done
and to what, and it grants nothing. `b1:h:1234:how-long` reads: button, version 1, action `h`, ask 1234, entry how-long.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.core.settings import Setting

LONGEST = 100  # characters of a custom_id (Discord's documentation, "Component reference")
BUTTON = "b1"
MENU = "s1"
FORM = "f1"


class Action(StrEnum):
    """What a press asks for. Values are for ever: messages that carry them stay in channels for years."""

    HELPED = "h"
    MISSED = "m"
    OUTDATED = "o"
    OPEN = "e"
    CHOOSE = "c"  # from a pick list
    ANSWER = "a"  # from a pick list, in answer to somebody's message
    TOPICS = "l"  # a page of all topics
    TOPIC = "t"  # a page of the entries of one
    READ = "r"  # an entry, in place of the list it stands in
    SETTING = "set"  # a menu of the panel of /setup
    UNDO = "undo"  # the last change of a setting
    MAKE_FORUM = "forum"
    CHECK = "check"  # what the bot lacks
    PLAN = "p"  # a menu under a plan, which changes it
    DUE = "due"  # what is due in a stage, or in all
    ERASE = "erase"  # all that is held of whoever sends the form
    POST_LIST = "post"  # a list, into a channel
    STATUS = "ps"  # a page of what is posted in a server
    WITHDRAW = "pw"  # a list, from a channel
    CANCEL = "cancel"  # what a card offered to do
    LISTS = "rs"  # all resource lists, for an audience
    LISTED = "ri"  # a page of one
    WHOM = "rw"  # the same for another audience
    PROPOSE = "rp"  # something for the lists
    SUGGESTIONS = "sg"  # what waits for moderators, from one on
    INTO = "si"  # the list that a suggestion would go into
    APPROVE = "sa"
    EDIT = "se"  # and approve
    REJECT = "sr"
    ITEMS = "im"  # of a list, to change them
    HIDE = "ih"
    PIN = "ip"
    ADD_ITEM = "ia"
    TAKE_BACK = "iu"  # a change of an item


ID, NAME, FLAG, PAGE = r"[0-9]{1,19}", r"[a-z0-9-]{2,40}", r"[01]", r"[0-9]{1,4}"
WHICH, REVISION = "|".join(Setting), r"[0-9]{1,12}"
NUMBERS, KEY = r"[A-Za-z0-9_-]{19,20}", r"(?:[a-z0-9_]{2,24})?"  # see bot.core.plan.state; an empty key: none chosen
WHO, ITEM = r"[a-z0-9-]{1,40}", r"[a-z0-9_-]{2,40}"  # an audience, or "-" for everybody; an item, or a server's own

# What stands in each code that was ever sent. Anything else is of another version, or nobody's.
SHAPES = {
    (BUTTON, Action.HELPED): (ID, NAME),  # ask, entry
    (BUTTON, Action.MISSED): (ID, NAME),
    (BUTTON, Action.OUTDATED): (ID, NAME),
    (BUTTON, Action.OPEN): (NAME,),  # entry
    (MENU, Action.OPEN): (),
    (MENU, Action.CHOOSE): (ID, FLAG),  # ask, whether to share
    (MENU, Action.ANSWER): (ID, ID),  # ask, message
    (BUTTON, Action.TOPICS): (PAGE,),
    (BUTTON, Action.TOPIC): (NAME, PAGE),  # topic
    (MENU, Action.TOPIC): (),
    (MENU, Action.READ): (),
    (MENU, Action.SETTING): (WHICH,),
    (BUTTON, Action.UNDO): (REVISION,),
    (BUTTON, Action.MAKE_FORUM): (),
    (BUTTON, Action.CHECK): (FLAG,),  # whether on the panel
    (MENU, Action.PLAN): (NUMBERS, KEY, KEY, KEY),  # numbers, route, degree, specialty
    (MENU, Action.DUE): (),
    (FORM, Action.ERASE): (),
    (BUTTON, Action.POST_LIST): (ID, NAME, FLAG),  # channel, list, whether to pin
    (BUTTON, Action.STATUS): (PAGE,),
    (BUTTON, Action.WITHDRAW): (ID, FLAG),  # posting, whether to forget what cannot be removed
    (BUTTON, Action.CANCEL): (),
    (BUTTON, Action.LISTS): (WHO, PAGE),
    (BUTTON, Action.LISTED): (NAME, WHO, PAGE),  # list
    (MENU, Action.LISTED): (WHO,),
    (MENU, Action.WHOM): (WHO,),  # list, or "-" for all of them
    (BUTTON, Action.PROPOSE): (),
    (FORM, Action.PROPOSE): (),
    (BUTTON, Action.SUGGESTIONS): (ID,),  # suggestion
    (MENU, Action.INTO): (ID,),
    (BUTTON, Action.APPROVE): (ID, NAME),  # suggestion, list
    (BUTTON, Action.EDIT): (ID, NAME),
    (FORM, Action.EDIT): (ID, NAME),
    (BUTTON, Action.REJECT): (ID,),
    (FORM, Action.REJECT): (ID,),
    (BUTTON, Action.ITEMS): (NAME, PAGE),  # list
    (MENU, Action.ITEMS): (NAME,),
    (BUTTON, Action.HIDE): (NAME, ITEM),
    (BUTTON, Action.PIN): (NAME, ITEM),
    (BUTTON, Action.ADD_ITEM): (NAME,),
    (FORM, Action.ADD_ITEM): (NAME,),
    (BUTTON, Action.TAKE_BACK): (ID,),  # change
}


@dataclass(frozen=True, slots=True)
class Code:
    """An action with its arguments: ids, in the order that the action's handler expects."""

    action: Action
    args: tuple[str, ...] = ()


def encode(kind: str, action: Action, *args: object) -> str:
    """`kind` is BUTTON, MENU or FORM. Raises ValueError beyond 100 characters or when an argument holds a colon."""
    parts = [str(arg) for arg in args]
    text = ":".join((kind, action.value, *parts))
    if len(text) > LONGEST or any(":" in part for part in parts):
        raise ValueError(f"not a custom_id: {text!r}")
    return text


def decode(custom_id: str) -> Code | None:
    """The code in `custom_id`, or None where it is not one of this version, to the last argument."""
    kind, _, rest = custom_id.partition(":")
    letter, *args = rest.split(":")
    for (its_kind, action), shape in SHAPES.items():
        fits = (its_kind, action.value, len(shape)) == (kind, letter, len(args))
        if fits and all(re.fullmatch(pattern, arg) for pattern, arg in zip(shape, args, strict=True)):
            return Code(action, tuple(args))
    return None
