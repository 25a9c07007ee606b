"""Finds the keys of a body that no schema names. Discord ignores them, so they are most likely a slip of the bot's."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Schema = Mapping[str, Any]

_UNIONS = ("anyOf", "oneOf", "allOf")

_HARMLESS = frozenset({"nsfw", "tts", "embeds.flags"})
"""Documented but missing from the file, or sent by discord.py with every edit: not worth a word."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """What the schemas of one place allow together: the schemas of each key and of a list's items."""

    keys: Mapping[str, tuple[Schema, ...]]
    items: tuple[Schema, ...]


class KnownKeys:
    """`components` are the file's schemas by name. Shapes are worked out once for each place and kind of value."""

    def __init__(self, components: Mapping[str, Any]) -> None:
        self._components = components
        self._shapes: dict[tuple[Any, ...], _Shape] = {}

    def unknown(self, schema: Schema, body: Any) -> Iterator[str]:
        """The place of each unknown key, such as `data.colour`."""
        return (path for path in self._walk((schema,), body, "") if not _is_harmless(path))

    def _walk(self, schemas: tuple[Schema, ...], value: Any, path: str) -> Iterator[str]:
        if isinstance(value, list):
            shape = self._shape(schemas, None)
            for index, one in enumerate(value):
                if isinstance(one, list | dict):
                    yield from self._walk(shape.items, one, f"{path}{index}.")
        elif isinstance(value, dict):
            shape = self._shape(schemas, value.get("type"))
            # An object without named keys is a map: translations, metadata.
            for key, one in value.items() if shape.keys else ():
                if key not in shape.keys:
                    yield f"{path}{key}"
                elif isinstance(one, list | dict):
                    yield from self._walk(shape.keys[key], one, f"{path}{key}.")

    def _shape(self, schemas: tuple[Schema, ...], kind: Any) -> _Shape:
        # Schemas live as long as the file does, so their identity may stand for them.
        place = (*map(id, schemas), kind if isinstance(kind, int | str) else None)
        shape = self._shapes.get(place)
        if shape is None:
            branches = [branch for schema in schemas for branch in self._branches(schema, kind)]
            keys: dict[str, tuple[Schema, ...]] = {}
            for branch in branches:
                for key, schema in branch.get("properties", {}).items():
                    keys[key] = (*keys.get(key, ()), schema)
            items = tuple(branch["items"] for branch in branches if "items" in branch)
            shape = self._shapes[place] = _Shape(keys, items)
        return shape

    def _branches(self, schema: Schema, kind: Any) -> Iterator[Schema]:
        """The plain schemas a value may follow; of those with a fixed `type`, the ones that agree with the value's."""
        target = schema.get("$ref")
        if isinstance(target, str):
            yield from self._branches(self._components[target.rpartition("/")[2]], kind)
            return
        unions = [branch for keyword in _UNIONS for branch in schema.get(keyword, ())]
        if not unions or "properties" in schema:
            allowed = schema.get("properties", {}).get("type", {}).get("enum")
            if allowed is None or kind is None or kind in allowed:
                yield schema
        for branch in unions:
            yield from self._branches(branch, kind)


def _is_harmless(path: str) -> bool:
    names = [part for part in path.split(".") if not part.isdecimal()]
    return names[-1] in _HARMLESS or ".".join(names[-2:]) in _HARMLESS
