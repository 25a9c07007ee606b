"""Rules for messages with IS_COMPONENTS_V2. Source: Discord's reference, "Component Reference"."""

from collections.abc import Callable, Mapping
from typing import Any

from sandbox.checks.components import CustomIds, check_button, check_media, check_row
from sandbox.checks.form import Form, Path, kind_of, mapping, objects
from sandbox.kinds import ComponentType

MAX_COMPONENTS = 40
"""Counted with everything nested in them."""

MAX_TEXT = 4000
"""Characters over all text displays of a message together."""

_IN_CONTAINER = (
    ComponentType.ACTION_ROW,
    ComponentType.SECTION,
    ComponentType.TEXT_DISPLAY,
    ComponentType.MEDIA_GALLERY,
    ComponentType.FILE,
    ComponentType.SEPARATOR,
)
_AT_TOP = (*_IN_CONTAINER, ComponentType.CONTAINER)


def check_layout(form: Form, path: Path, components: Any) -> None:
    if _count(components) > MAX_COMPONENTS:
        text = f"A message can hold {MAX_COMPONENTS} components, those inside others included"
        form.complain(path, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", text)
    layout = _Layout(form)
    layout.check_all(path, components, _AT_TOP)
    if layout.text > MAX_TEXT:
        text = f"The total length of displayable text exceeds the maximum of {MAX_TEXT}"
        form.complain(path, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", text)


class _Layout:
    """One walk over a message's components, adding up what is limited over all of them."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.text = 0
        self._seen = CustomIds(form)
        self._ids: set[int] = set()
        self._checks: dict[ComponentType, Callable[[Path, Mapping[str, Any]], None]] = {
            ComponentType.ACTION_ROW: self._row,
            ComponentType.SECTION: self._section,
            ComponentType.TEXT_DISPLAY: self._text,
            ComponentType.MEDIA_GALLERY: self._gallery,
            ComponentType.FILE: self._file,
            ComponentType.SEPARATOR: self._separator,
            ComponentType.CONTAINER: self._container,
        }

    def check_all(self, path: Path, components: Any, allowed: tuple[ComponentType, ...]) -> None:
        for place, one in objects(path, components):
            self._unique(place, one)
            kind = kind_of(one)
            if kind in allowed:
                self._checks[ComponentType(kind)](place, one)
            else:
                self.form.of_type(place, allowed)

    def _unique(self, path: Path, component: Mapping[str, Any]) -> None:
        """Given ids are unique; 0 stands for none."""
        number = component.get("id")
        if not isinstance(number, int) or number == 0:
            return
        if number in self._ids:
            self.form.complain((*path, "id"), "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated")
        self._ids.add(number)

    def _row(self, path: Path, row: Mapping[str, Any]) -> None:
        for place, one in objects((*path, "components"), row.get("components")):
            self._unique(place, one)
        check_row(self.form, path, row, self._seen)

    def _text(self, path: Path, display: Mapping[str, Any]) -> None:
        self.form.filled(path, display, "content", MAX_TEXT)
        content = display.get("content")
        self.text += len(content) if isinstance(content, str) else 0

    def _section(self, path: Path, section: Mapping[str, Any]) -> None:
        place = (*path, "components")
        self.form.length(place, section.get("components"), 1, 3)
        self.check_all(place, section.get("components"), (ComponentType.TEXT_DISPLAY,))
        place = (*path, "accessory")
        accessory = mapping(section.get("accessory"))
        self._unique(place, accessory)
        if kind_of(accessory) == ComponentType.BUTTON:
            check_button(self.form, place, accessory, self._seen)
        elif kind_of(accessory) == ComponentType.THUMBNAIL:
            self._media(place, accessory)
        elif accessory:
            self.form.of_type(place, (ComponentType.BUTTON, ComponentType.THUMBNAIL))
        else:
            self.form.required(place)

    def _media(self, path: Path, item: Mapping[str, Any]) -> None:
        self.form.length((*path, "description"), item.get("description"), 1, 1024)
        check_media(self.form, (*path, "media"), item.get("media"))

    def _gallery(self, path: Path, gallery: Mapping[str, Any]) -> None:
        self.form.length((*path, "items"), gallery.get("items"), 1, 10)
        for place, item in objects((*path, "items"), gallery.get("items")):
            self._media(place, item)

    def _file(self, path: Path, file: Mapping[str, Any]) -> None:
        check_media(self.form, (*path, "file"), file.get("file"), ("attachment",))

    def _separator(self, path: Path, separator: Mapping[str, Any]) -> None:
        if separator.get("spacing") not in (None, 1, 2):
            self.form.choices((*path, "spacing"), (1, 2))

    def _container(self, path: Path, container: Mapping[str, Any]) -> None:
        self.form.between((*path, "accent_color"), container.get("accent_color"), 0, 0xFFFFFF)
        self.form.length((*path, "components"), container.get("components"), 1, MAX_COMPONENTS)
        self.check_all((*path, "components"), container.get("components"), _IN_CONTAINER)


def _count(components: Any) -> int:
    total = 0
    for _, one in objects((), components):
        total += 1 + _count(one.get("components")) + isinstance(one.get("accessory"), Mapping)
    return total
