"""What a person enters into selects and modals, checked and written as a client does."""

from collections.abc import Mapping
from typing import Any

from sandbox.kinds import SELECTS, ComponentType
from sandbox.model import Upload
from sandbox.refusals import BadValueError
from sandbox.resolved import Resolved
from sandbox.values import as_id, in_bounds

Component = dict[str, Any]

_INPUTS = SELECTS | {
    ComponentType.TEXT_INPUT,
    ComponentType.FILE_UPLOAD,
    ComponentType.RADIO_GROUP,
    ComponentType.CHECKBOX_GROUP,
    ComponentType.CHECKBOX,
}


def inputs_of(modal: Mapping[str, Any]) -> list[tuple[str, Component]]:
    """The fields of a modal with the label each is shown under, from top to bottom."""
    found: list[tuple[str, Component]] = []
    for component in modal["components"]:
        if component["type"] == ComponentType.LABEL:
            found.append((component["label"], component["component"]))
        elif component["type"] == ComponentType.ACTION_ROW:
            found.extend((one.get("label") or one["custom_id"], one) for one in component["components"])
    return [(label, one) for label, one in found if one["type"] in _INPUTS]


def fill(modal: Mapping[str, Any], values: Mapping[str, Any], resolved: Resolved) -> list[Component]:
    """`components` of a submit. `values` go by custom_id; what is not given stays as the modal presets it.

    Raises BadValueError for unknown fields, missing required ones and what breaks a field's bounds.
    """
    known = {one["custom_id"] for _, one in inputs_of(modal)}
    if strangers := [name for name in values if name not in known]:
        raise BadValueError(f"the modal has no field {', '.join(strangers)}; it has {', '.join(sorted(known))}")
    filled = []
    for number, component in enumerate(modal["components"], start=1):
        written = {"type": component["type"], "id": component.get("id", number)}
        if component["type"] == ComponentType.LABEL:
            inner = component["component"]
            written["component"] = _answer(component["label"], inner, values.get(inner["custom_id"]), resolved)
        elif component["type"] == ComponentType.ACTION_ROW:
            written["components"] = [
                _answer(one.get("label") or one["custom_id"], one, values.get(one["custom_id"]), resolved)
                for one in component["components"]
            ]
        filled.append(written)
    return filled


def _answer(label: str, field: Component, value: Any, resolved: Resolved) -> Component:
    kind = ComponentType(field["type"])
    written: Component = {"type": int(kind), "custom_id": field["custom_id"], "id": field.get("id", 0)}
    if kind == ComponentType.TEXT_INPUT:
        return written | {"value": _text(label, field, field.get("value") if value is None else value)}
    if kind == ComponentType.CHECKBOX:
        return written | {"value": bool(field.get("default", False) if value is None else value)}
    if kind == ComponentType.RADIO_GROUP:
        chosen = _listed(field, value)
        least = 1 if field.get("required", True) else 0
        return written | {"value": next(iter(picked(label, field, chosen, resolved, least=least, most=1)), None)}
    return written | {"values": picked(label, field, _listed(field, value), resolved)}


def _text(label: str, field: Component, value: Any) -> str:
    text = "" if value is None else value
    if not isinstance(text, str):
        raise BadValueError(f"{label}: {value!r} is no text")
    if not text and not field.get("required", True):
        return ""
    if not text:
        raise BadValueError(f"{label}: must be filled in")
    in_bounds(label, "characters", len(text), field.get("min_length"), field.get("max_length", 4000))
    return text


def _listed(field: Component, value: Any) -> list[Any]:
    if value is None:
        preset = [one["value"] for one in field.get("options") or () if one.get("default")]
        return preset or [one["id"] for one in field.get("default_values") or ()]
    return list(value) if isinstance(value, list | tuple) else [value]


def picked(
    label: str,
    field: Component,
    values: list[Any],
    resolved: Resolved,
    *,
    least: int | None = None,
    most: int | None = None,
) -> list[str]:
    """The values of a select, a group or an upload, within its bounds; those without options are resolved."""
    if least is None:
        least = field.get("min_values", 1)
    if most is None:
        most = field.get("max_values", len(field["options"]) if field["type"] == ComponentType.CHECKBOX_GROUP else 1)
    if values or field.get("required", True):
        in_bounds(label, "chosen", len(values), least, most)
    if field["type"] != ComponentType.FILE_UPLOAD and len({str(one) for one in values}) < len(values):
        raise BadValueError(f"{label}: the same chosen twice")
    if "options" in field:
        offered = {one["value"] for one in field["options"]}
        if strangers := [str(one) for one in values if one not in offered]:
            raise BadValueError(f"{label}: {', '.join(strangers)} is not on offer")
        return [str(one) for one in values]
    return [_resolve(label, field, one, resolved) for one in values]


def _resolve(label: str, field: Component, value: Any, resolved: Resolved) -> str:
    kind = field["type"]
    if kind == ComponentType.FILE_UPLOAD:
        if not isinstance(value, Upload):
            raise BadValueError(f"{label}: {value!r} is not a file")
        return resolved.attachment(value)
    id = as_id(label, value)
    if kind == ComponentType.CHANNEL_SELECT:
        return resolved.channel(id, field.get("channel_types"))
    readers = {ComponentType.USER_SELECT: resolved.user, ComponentType.ROLE_SELECT: resolved.role}
    return readers.get(kind, resolved.mentionable)(id)
