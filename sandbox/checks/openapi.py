"""Request bodies against Discord's own OpenAPI file, with its known errors put right.

A schema is compiled when its route is first used. Snowflakes may be integers, a message may be forwarded, and there
are media channels: Discord takes all three, its file says otherwise. (Its fourth error, command permissions by a bot,
is put right by a rule.) Formats are left to the rules, as those of the file are partly Discord's own.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath
from typing import Any

import jsonschema_rs
import orjson

from sandbox.checks.form import Complaint
from sandbox.checks.schema_errors import complaints_of
from sandbox.checks.unknown_keys import KnownKeys

Schema = Mapping[str, Any]


class Specification:
    """Raises OSError or ValueError when the file is not there or not an OpenAPI 3.1 document."""

    def __init__(self, file: FilePath) -> None:
        document = orjson.loads(file.read_bytes())
        if not isinstance(document, dict) or not str(document.get("openapi", "")).startswith("3.1"):
            raise ValueError(f"{file.name} is not an OpenAPI 3.1 document")
        self._paths: dict[str, Any] = document["paths"]
        self._components: dict[str, Any] = document["components"]["schemas"]
        snowflake = self._components["SnowflakeType"]
        self._components["SnowflakeType"] = {**snowflake, "type": ["string", "integer"], "minimum": 0}
        self._allow("MessageReferenceType", "FORWARD", 1)
        self._allow("ChannelTypes", "GUILD_MEDIA", 16)
        self._keys = KnownKeys(self._components)
        self._validators: dict[tuple[str, str], jsonschema_rs.Validator | None] = {}

    def operations(self) -> Iterator[tuple[str, str]]:
        """Every operation as method and path template, in the file's order."""
        for template, operations in self._paths.items():
            for method in operations:
                if method in ("get", "put", "post", "delete", "patch"):
                    yield method.upper(), template

    def _allow(self, enumeration: str, title: str, value: int) -> None:
        """Add a value that the file forgot, unless a newer file has it."""
        known = self._components[enumeration]
        if all(one["const"] != value for one in known["oneOf"]):
            added = {"title": title, "const": value}
            self._components[enumeration] = {**known, "oneOf": [*known["oneOf"], added]}

    def complaints(self, method: str, template: str, body: Any) -> list[Complaint]:
        """What the file says against the body; nothing where it knows no JSON body for the route."""
        validator = self._validator(method, template)
        return [] if validator is None else complaints_of(validator.iter_errors(body))

    def unknown_keys(self, method: str, template: str, body: Any) -> list[str]:
        """Keys Discord would ignore, as sentences."""
        schema = self._schema(method, template)
        return [] if schema is None else [f"{path}: unknown key" for path in self._keys.unknown(schema, body)]

    def _validator(self, method: str, template: str) -> jsonschema_rs.Validator | None:
        key = (method, template)
        if key not in self._validators:
            schema = self._schema(method, template)
            if schema is None:
                self._validators[key] = None
            else:
                whole = {**schema, "components": {"schemas": self._reachable(schema)}}
                self._validators[key] = jsonschema_rs.Draft202012Validator(whole, validate_formats=False)
        return self._validators[key]

    def _schema(self, method: str, template: str) -> Schema | None:
        operation = self._paths.get(template, {}).get(method.lower(), {})
        schema: Schema | None = (
            operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
        )
        return schema

    def _reachable(self, schema: Any) -> dict[str, Any]:
        """The schemas that one refers to, directly or not: compiling all 539 for each route takes too long."""
        found: dict[str, Any] = {}
        waiting = [schema]
        while waiting:
            node = waiting.pop()
            if isinstance(node, dict):
                name = reference(node)
                if name is not None and name not in found:
                    found[name] = self._components[name]
                    waiting.append(found[name])
                waiting.extend(node.values())
            elif isinstance(node, list):
                waiting.extend(node)
        return found


def reference(schema: Mapping[str, Any]) -> str | None:
    """The component a schema points at."""
    target = schema.get("$ref")
    return target.rpartition("/")[2] if isinstance(target, str) else None
