"""Rules for answers to interactions. Source: Discord's reference, "Receiving and Responding to Interactions"."""

from collections.abc import Mapping, Sequence
from typing import Any

from sandbox.checks.form import Form, Path, is_number, kind_of, mapping, objects
from sandbox.checks.messages import check_message, demand_something
from sandbox.checks.modals import check_modal
from sandbox.kinds import CallbackType, InteractionType, MessageFlag, OptionType

MAX_CHOICES = 25
MAX_CHOICE = 100
"""Characters of a choice's name, and of its value when it is text."""

_MESSAGES = (CallbackType.MESSAGE, CallbackType.DEFERRED_MESSAGE)
_UPDATES = (CallbackType.DEFERRED_UPDATE, CallbackType.UPDATE)
_ALLOWED: dict[int, tuple[CallbackType, ...]] = {
    InteractionType.APPLICATION_COMMAND: (*_MESSAGES, CallbackType.MODAL),
    InteractionType.MESSAGE_COMPONENT: (*_MESSAGES, *_UPDATES, CallbackType.MODAL),
    InteractionType.AUTOCOMPLETE: (CallbackType.AUTOCOMPLETE,),
    InteractionType.MODAL_SUBMIT: _MESSAGES,
}


def check_callback(
    form: Form,
    callback: Mapping[str, Any],
    *,
    interaction_type: int | None = None,
    from_message: bool = False,
    option_type: int | None = None,
    files: Sequence[str] = (),
    flags_before: int = 0,
) -> None:
    """`from_message` says that a modal was opened from a message's component, which its submit may then update.

    `option_type` is that of the focused option of an autocomplete, `flags_before` the flags of the message updated.
    """
    kind = kind_of(callback)
    data = mapping(callback.get("data"))
    allowed = _ALLOWED.get(interaction_type or 0, tuple(CallbackType))
    if interaction_type == InteractionType.MODAL_SUBMIT and from_message:
        allowed = (*allowed, *_UPDATES)
    if kind not in allowed:
        form.choices(("type",), map(int, allowed))
        return
    if kind == CallbackType.MESSAGE:
        demand_something(form, data, files=files)
        check_message(form, ("data",), data, files=files)
    elif kind == CallbackType.DEFERRED_MESSAGE:
        _check_deferral(form, ("data", "flags"), data.get("flags"))
    elif kind == CallbackType.UPDATE:
        check_message(form, ("data",), data, files=files, flags_before=flags_before)
    elif kind == CallbackType.AUTOCOMPLETE:
        _check_choices(form, ("data", "choices"), data.get("choices"), option_type)
    elif kind == CallbackType.MODAL:
        check_modal(form, ("data",), data)


def _check_deferral(form: Form, path: Path, flags: Any) -> None:
    if isinstance(flags, int) and flags & ~MessageFlag.EPHEMERAL:
        text = "Only the EPHEMERAL flag can be set on a deferred message"
        form.complain(path, "MESSAGE_FLAGS_NOT_ALLOWED", text)


def _check_choices(form: Form, path: Path, choices: Any, option_type: int | None) -> None:
    if choices is None:
        form.required(path)
    form.length(path, choices, 0, MAX_CHOICES)
    for place, choice in objects(path, choices):
        form.filled(place, choice, "name", MAX_CHOICE)
        check_choice_value(form, (*place, "value"), choice.get("value"), option_type)


def check_choice_value(form: Form, path: Path, value: Any, option_type: int | None) -> None:
    """A choice's value is of its option's type: text of at most 100 characters, an integer, or a number."""
    if value is None:
        form.required(path)
        return
    form.length(path, value, 0, MAX_CHOICE)
    if option_type == OptionType.STRING and not isinstance(value, str):
        form.complain(path, "STRING_TYPE_CONVERT", "Could not interpret value as string.")
    elif option_type == OptionType.INTEGER and (not isinstance(value, int) or isinstance(value, bool)):
        form.complain(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
    elif option_type == OptionType.NUMBER and not is_number(value):
        form.complain(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not float.')
