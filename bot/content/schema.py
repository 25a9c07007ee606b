"""JSON Schemas of the content files, made from their shapes, for editors that check and explain while somebody types.

What an editor shows of a key is the docstring below it; of a word, the comment beside it. A schema knows one file: ids
that lead nowhere, dates to come and all else that takes more than one value is left to `check`.
"""

import ast
import inspect
import re
import textwrap
from collections.abc import Iterator, Mapping
from enum import Enum
from itertools import pairwise
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from bot.content.kinds import FOLDERS, SOURCES, FileKind
from bot.content.shapes.base import ID_HINT, ID_PATTERN, Shape
from bot.content.shapes.sources import SourceShape, SourcesShape

HIDDEN = ".schemas"  # the folder beside the content in which they stand; what is hidden is not read as content
DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

_MEMBER = re.compile(r'^ +[A-Z0-9_]+ = "([^"]+)"(?: +# (.+))?$', re.MULTILINE)


def schemas() -> Mapping[str, Schema]:
    """The schema of each kind of file, by the name of its folder, or of the file without its ending."""
    made = {name: _of_folder(name, kind) for name, kind in FOLDERS.items()}
    return made | {SOURCES.removesuffix(".yaml"): _of_sources()}


def files_of(name: str) -> str:
    """Which files the schema `name` is for, as a pattern from the content folder."""
    return f"{name}/*.yaml" if name in FOLDERS else f"{name}.yaml"


class _Plain(GenerateJsonSchema):
    """Without titles made from the names of keys: an editor shows the name anyway."""

    def field_title_should_be_set(self, schema: object) -> bool:
        del schema
        return False


def _of_folder(name: str, kind: FileKind) -> Schema:
    shapes = [kind.shape, *(shape for section in kind.sections for shape in (section.shape, section.retired))]
    own = [kind.sections[0].retired] if kind.own is not None else []
    made = _made(*shapes, *own)
    root = made.pop(kind.shape)
    for section in kind.sections:
        items = _either(_ref(section.shape), _ref(section.retired))
        root["properties"][section.key] |= {"items": items}
    return _whole(name, _either(root, _ref(own[0])) if own else root, made)


def _of_sources() -> Schema:
    made = _made(SourcesShape, SourceShape)
    root = made.pop(SourcesShape)
    names = {"pattern": ID_PATTERN, "patternErrorMessage": ID_HINT}
    root["properties"]["sources"] |= {"propertyNames": names, "additionalProperties": _ref(SourceShape)}
    return _whole(SOURCES.removesuffix(".yaml"), root, made)


def _whole(name: str, root: Schema, parts: Mapping[type[Shape], Schema]) -> Schema:
    heading = {"$schema": DIALECT, "$id": f"urn:preceptor:content:{name}", "title": f"Preceptor: {files_of(name)}"}
    return (
        heading
        | {key: value for key, value in root.items() if key != "title"}
        | {"$defs": {shape.__name__: part for shape, part in parts.items()}}
    )


def _either(current: Schema, retired: Schema) -> Schema:
    """`retired` for what has that key, else `current`; so an editor's messages are about the right one."""
    has_it = {"type": "object", "required": ["retired"]}
    return {"if": has_it, "then": retired, "else": current}


def _title(shape: type[Shape]) -> str:
    """`RetiredEntryShape` is a "Retired entry"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", shape.__name__.removesuffix("Shape")).capitalize()


def _ref(shape: type[Shape]) -> Schema:
    return {"$ref": f"#/$defs/{shape.__name__}"}


def _made(*shapes: type[Shape]) -> dict[type[Shape], Schema]:
    """The schema of each shape and of those inside them, with the words for whoever edits it."""
    every = list(dict.fromkeys(inner for shape in shapes for inner in _inside(shape)))
    _, made = models_json_schema([(shape, "validation") for shape in every], schema_generator=_Plain)
    parts = made["$defs"]
    words = {enum.__name__: _words(parts[enum.__name__], enum) for shape in every for enum in _enums(shape)}
    found = {}
    for shape in every:
        part = _plain(parts[shape.__name__], words)
        part["title"] = _title(shape)
        for name, text in _docstrings(shape).items():
            part["properties"][name] |= {"description": text}
        found[shape] = part
    return found


def _inside(shape: type[Shape]) -> Iterator[type[Shape]]:
    yield shape
    for inner in _types(shape):
        if issubclass(inner, Shape):
            yield from _inside(inner)


def _enums(shape: type[Shape]) -> Iterator[type[Enum]]:
    return (inner for inner in _types(shape) if issubclass(inner, Enum))


def _types(shape: type[Shape]) -> Iterator[type]:
    """The classes that stand in the annotations of the fields."""
    waiting: list[Any] = [field.annotation for field in shape.model_fields.values()]
    while waiting:
        one = waiting.pop(0)
        waiting += getattr(one, "__args__", ())
        if isinstance(one, type) and not hasattr(one, "__args__"):
            yield one


def _plain(part: Any, words: Mapping[str, Schema]) -> Any:
    """`part` with its enums in their places, and `null` as one more type instead of a second schema."""
    if isinstance(part, list):
        return [_plain(item, words) for item in part]
    if not isinstance(part, dict):
        return part
    part = {key: _plain(value, words) for key, value in part.items()}
    name = str(part.get("$ref", "")).rpartition("/")[2]
    if name in words:
        del part["$ref"]
        part = words[name] | part
    match part.get("anyOf"):
        case [{"type": str(kind)} as one, {"type": "null"}]:
            del part["anyOf"]
            part = one | {"type": [kind, "null"]} | part
            if "enum" in part:
                part["enum"] = [*part["enum"], None]
    return part


def _words(part: Schema, enum: type[Enum]) -> Schema:
    """The schema of `enum` with the comments beside its members, where there are any."""
    comments = dict(_MEMBER.findall(inspect.getsource(enum)))
    texts = [comments.get(word, "") for word in part["enum"]]
    return {"type": part["type"], "enum": part["enum"]} | ({"enumDescriptions": texts} if any(texts) else {})


def _docstrings(shape: type[Shape]) -> dict[str, str]:
    """The text below each field of `shape` and of what it is made from."""
    found: dict[str, str] = {}
    for owner in reversed(shape.__mro__):
        if issubclass(owner, Shape):
            [body] = ast.parse(textwrap.dedent(inspect.getsource(owner))).body
            found |= _below(body.body) if isinstance(body, ast.ClassDef) else {}
    return found


def _below(lines: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    for field, text in pairwise(lines):
        match field, text:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(words))):
                yield name, inspect.cleandoc(words).replace("\n", " ")
