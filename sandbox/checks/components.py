"""Rules for buttons, select menus and the rows that hold them. Source: Discord's reference, "Component Reference"."""

from collections.abc import Mapping
from typing import Any

from sandbox.checks.embeds import check_url
from sandbox.checks.form import Form, Path, kind_of, mapping, objects
from sandbox.kinds import SELECTS, ButtonStyle, ComponentType

MAX_ROWS = 5
MAX_IN_ROW = 5
MAX_OPTIONS = 25
MAX_CUSTOM_ID = 100
_LINK_SCHEMES = ("http", "https", "discord")
_ONLY_IN_LAYOUTS = frozenset(
    (
        ComponentType.SECTION,
        ComponentType.TEXT_DISPLAY,
        ComponentType.THUMBNAIL,
        ComponentType.MEDIA_GALLERY,
        ComponentType.FILE,
        ComponentType.SEPARATOR,
        ComponentType.CONTAINER,
    )
)


class CustomIds:
    """The custom_ids met so far in one message or modal: each may stand there once."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._seen: set[str] = set()

    def check(self, path: Path, component: Mapping[str, Any]) -> None:
        place = (*path, "custom_id")
        custom_id = component.get("custom_id")
        if custom_id is None:
            self._form.required(place)
        self._form.length(place, custom_id, 1, MAX_CUSTOM_ID)
        text = "Component custom id cannot be duplicated"
        self._form.once(place, custom_id, self._seen, "COMPONENT_CUSTOM_ID_DUPLICATED", text)


def check_legacy_components(form: Form, path: Path, components: Any) -> None:
    """Components of a message without IS_COMPONENTS_V2: at most five rows, nothing else."""
    form.length(path, components, 0, MAX_ROWS)
    seen = CustomIds(form)
    for place, one in objects(path, components):
        kind = kind_of(one)
        if kind == ComponentType.ACTION_ROW:
            check_row(form, place, one, seen)
        elif kind in _ONLY_IN_LAYOUTS:
            text = "This component needs the message flag IS_COMPONENTS_V2"
            form.complain((*place, "type"), "UNION_TYPE_CHOICES", text)
        else:
            form.of_type(place, (ComponentType.ACTION_ROW,))


def check_row(form: Form, path: Path, row: Mapping[str, Any], seen: CustomIds) -> None:
    """An action row in a message: one to five buttons, or one select menu."""
    place = (*path, "components")
    held = objects(place, row.get("components"))
    form.length(place, row.get("components"), 1, MAX_IN_ROW)
    if row.get("components") in (None, []):
        form.required(place)
    selects = [one for _, one in held if kind_of(one) in SELECTS]
    if selects and len(held) > 1:
        form.complain(place, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width")
    for where, one in held:
        if kind_of(one) == ComponentType.BUTTON:
            check_button(form, where, one, seen)
        elif kind_of(one) in SELECTS:
            check_select(form, where, one, seen)
        else:
            form.of_type(where, (ComponentType.BUTTON, *sorted(SELECTS)))


def check_button(form: Form, path: Path, button: Mapping[str, Any], seen: CustomIds) -> None:
    style = button.get("style")
    form.length((*path, "label"), button.get("label"), 0, 80)
    if style not in tuple(ButtonStyle):
        form.choices((*path, "style"), map(int, ButtonStyle))
        return
    if style == ButtonStyle.PREMIUM:
        _check_only(form, path, button, "sku_id")
        return
    if style == ButtonStyle.LINK:
        _check_only(form, path, button, "url")
        form.length((*path, "url"), button.get("url"), 1, 512)
        check_url(form, (*path, "url"), button.get("url"), _LINK_SCHEMES)
    else:
        _check_only(form, path, button, "custom_id")
        seen.check(path, button)
    if not button.get("label") and not button.get("emoji"):
        form.required((*path, "label"))


def _check_only(form: Form, path: Path, button: Mapping[str, Any], wanted: str) -> None:
    """Of custom_id, url and sku_id a button has the one that goes with its style."""
    if not button.get(wanted):
        form.required((*path, wanted))
    for other in ("custom_id", "url", "sku_id"):
        if other != wanted and button.get(other):
            text = f"A button of this style cannot have {other}"
            form.complain((*path, other), "BUTTON_COMPONENT_FIELD_EXCLUSIVE", text)


def check_select(form: Form, path: Path, select: Mapping[str, Any], seen: CustomIds) -> None:
    """A select menu in a message or a modal."""
    seen.check(path, select)
    form.length((*path, "placeholder"), select.get("placeholder"), 0, 150)
    check_counts(form, path, select, MAX_OPTIONS)
    if kind_of(select) == ComponentType.STRING_SELECT:
        check_options(form, (*path, "options"), select.get("options"), 1, MAX_OPTIONS)


def check_counts(form: Form, path: Path, component: Mapping[str, Any], most: int) -> None:
    """How many values may be picked: `min_values` from 0, `max_values` from 1."""
    form.between((*path, "min_values"), component.get("min_values"), 0, most)
    form.between((*path, "max_values"), component.get("max_values"), 1, most)
    form.ordered(path, component, "min_values", "max_values")


def check_options(form: Form, path: Path, options: Any, low: int, high: int) -> None:
    """The options of a menu, a radio or a checkbox group: `low` to `high` of them, each value once."""
    if options is None:
        form.required(path)
    form.length(path, options, low, high)
    values: set[str] = set()
    for place, option in objects(path, options):
        for key in ("label", "value"):
            if option.get(key) is None:
                form.required((*place, key))
            form.length((*place, key), option.get(key), 1, 100)
        form.length((*place, "description"), option.get("description"), 0, 100)
        code = "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"
        form.once((*place, "value"), option.get("value"), values, code, "The specified option value is already used")


def check_media(form: Form, path: Path, media: Any, schemes: tuple[str, ...] = ("http", "https", "attachment")) -> None:
    """An unfurled media item: an address, or `attachment://name` of a file sent along."""
    url = mapping(media).get("url")
    if url is None:
        form.required((*path, "url"))
    check_url(form, (*path, "url"), url, schemes)
