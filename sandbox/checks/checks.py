"""The one door every request body passes."""

from collections import deque
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sandbox.checks.form import refusal
from sandbox.checks.rules import held_against

if TYPE_CHECKING:
    from sandbox.checks.openapi import Specification

KEPT = 1000


class Checks:
    """Built once. `openapi` is Discord's OpenAPI file (needs jsonschema-rs); without it only the rules are checked.

    `findings` is what was refused, as `POST /channels/{channel_id}/messages content: Must be ...`: the last thousand.
    """

    def __init__(self, *, openapi: Path | None = None) -> None:
        self._specification = _read(openapi) if openapi is not None else None
        self._findings: deque[str] = deque(maxlen=KEPT)

    @property
    def findings(self) -> list[str]:
        return list(self._findings)

    @property
    def tested_against_openapi(self) -> bool:
        return self._specification is not None

    def body(
        self, method: str, template: str, body: Any, *, context: Mapping[str, Any] | None = None
    ) -> tuple[str, ...]:
        """Returns warnings, one for each key Discord would ignore; raises DiscordError for what it would refuse.

        `template` is the path as the OpenAPI file writes it, `body` the JSON body or a multipart's `payload_json`
        (None when there is none). `context` holds what a body alone does not say, each as far as known:

        - `interaction_type`: what a callback answers; `from_message`: whether a submitted modal was opened by a
          message's component; `option_type`: the type of the focused option of an autocomplete;
        - `channel_type`: of the channel the route names;
        - `flags_before`: of the message that is edited or updated;
        - `files`: names of the multipart's files.
        """
        form = held_against(method, template, body, context or {})
        if self._specification is not None and body is not None:
            for one in self._specification.complaints(method, template, body):
                form.complaints.setdefault(one.path, one)
        if form.complaints:
            self._findings.extend(f"{method} {template} {one}" for one in form.complaints.values())
            raise refusal(form.complaints.values())
        if form.verdict is not None:
            self._findings.append(f"{method} {template} {form.verdict.code}: {form.verdict.message}")
            raise form.verdict
        if self._specification is None or body is None:
            return ()
        return tuple(self._specification.unknown_keys(method, template, body))

    def operations(self) -> list[tuple[str, str]]:
        """Every operation Discord's file knows, as method and template; empty without the file."""
        return list(self._specification.operations()) if self._specification is not None else []


def _read(openapi: Path) -> "Specification":
    # Here and not above: jsonschema-rs is an optional dependency, wanted only together with the file.
    from sandbox.checks.openapi import Specification  # noqa: PLC0415

    return Specification(openapi)
