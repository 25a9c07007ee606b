"""Rules for modals. Source: Discord's reference, "Interaction Response Object" (modal) and "Component Reference"."""

from collections.abc import Mapping
from typing import Any

from sandbox.checks.components import CustomIds, check_counts, check_options, check_select
from sandbox.checks.form import Form, Path, kind_of, mapping, objects
from sandbox.kinds import SELECTS, ComponentType

MAX_INPUTS = 5
MAX_TITLE = 45
MAX_LABEL = 45
MAX_TEXT = 4000

_INPUTS = (
    *sorted(SELECTS),
    ComponentType.TEXT_INPUT,
    ComponentType.FILE_UPLOAD,
    ComponentType.RADIO_GROUP,
    ComponentType.CHECKBOX_GROUP,
    ComponentType.CHECKBOX,
)


def check_modal(form: Form, path: Path, modal: Mapping[str, Any]) -> None:
    """A title and one to five parts: labels with one input each, rows with one text input, or text."""
    form.filled(path, modal, "title", MAX_TITLE)
    if modal.get("custom_id") is None:
        form.required((*path, "custom_id"))
    form.length((*path, "custom_id"), modal.get("custom_id"), 1, 100)
    parts = modal.get("components")
    if not parts:
        form.required((*path, "components"))
    form.length((*path, "components"), parts, 1, MAX_INPUTS)
    seen = CustomIds(form)
    for place, part in objects((*path, "components"), parts):
        kind = kind_of(part)
        if kind == ComponentType.LABEL:
            _check_label(form, place, part, seen)
        elif kind == ComponentType.ACTION_ROW:
            _check_row(form, place, part, seen)
        elif kind == ComponentType.TEXT_DISPLAY:
            form.filled(place, part, "content", MAX_TEXT)
        else:
            form.of_type(place, (ComponentType.ACTION_ROW, ComponentType.TEXT_DISPLAY, ComponentType.LABEL))


def _check_label(form: Form, path: Path, label: Mapping[str, Any], seen: CustomIds) -> None:
    form.filled(path, label, "label", MAX_LABEL)
    form.length((*path, "description"), label.get("description"), 0, 100)
    place = (*path, "component")
    held = mapping(label.get("component"))
    if not held:
        form.required(place)
        return
    if kind_of(held) == ComponentType.TEXT_INPUT and held.get("label") is not None:
        text = "A text input inside a label has no label of its own"
        form.complain((*place, "label"), "TEXT_INPUT_LABEL_NOT_ALLOWED", text)
    _check_input(form, place, held, seen)


def _check_row(form: Form, path: Path, row: Mapping[str, Any], seen: CustomIds) -> None:
    place = (*path, "components")
    if not row.get("components"):
        form.required(place)
    form.length(place, row.get("components"), 1, 1)
    for where, one in objects(place, row.get("components")):
        if kind_of(one) != ComponentType.TEXT_INPUT:
            form.of_type(where, (ComponentType.TEXT_INPUT,))
            continue
        form.filled(where, one, "label", MAX_LABEL)
        _check_input(form, where, one, seen)


def _check_input(form: Form, path: Path, held: Mapping[str, Any], seen: CustomIds) -> None:
    kind = kind_of(held)
    if kind in SELECTS:
        check_select(form, path, held, seen)
        return
    seen.check(path, held)
    if kind == ComponentType.TEXT_INPUT:
        _check_text_input(form, path, held)
    elif kind == ComponentType.FILE_UPLOAD:
        check_counts(form, path, held, 10)
    elif kind == ComponentType.RADIO_GROUP:
        check_options(form, (*path, "options"), held.get("options"), 2, 10)
    elif kind == ComponentType.CHECKBOX_GROUP:
        check_counts(form, path, held, 10)
        check_options(form, (*path, "options"), held.get("options"), 1, 10)
    elif kind != ComponentType.CHECKBOX:
        form.of_type(path, _INPUTS)


def _check_text_input(form: Form, path: Path, held: Mapping[str, Any]) -> None:
    if held.get("style") not in (1, 2):
        form.choices((*path, "style"), (1, 2))
    form.length((*path, "value"), held.get("value"), 0, MAX_TEXT)
    form.length((*path, "placeholder"), held.get("placeholder"), 0, 100)
    form.between((*path, "min_length"), held.get("min_length"), 0, MAX_TEXT)
    form.between((*path, "max_length"), held.get("max_length"), 1, MAX_TEXT)
    form.ordered(path, held, "min_length", "max_length")
