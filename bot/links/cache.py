"""What earlier visits came to, in a small file, so that looking again tomorrow asks nobody."""

import contextlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, ValidationError

from bot.links.health import Health, LinkResult

FILE = "links.json"
VERSION = 1
MAX_BYTES = 16 << 20
KEPT_WORKING = timedelta(days=7)
KEPT_FAILING = timedelta(days=1)


def _printable(text: str) -> str:
    """`text`, which goes to terminals."""
    if not text.isprintable():
        raise ValueError("not printable")
    return text


_Text = Annotated[str, AfterValidator(_printable)]


class _Kept(BaseModel):
    """One result as it stands in the file."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    health: Health
    visited: AwareDatetime
    status: int | None = None
    leads_to: _Text | None = None
    detail: _Text = ""


class LinkCache:
    """Results by address. A file that is damaged, foreign or too large is as good as none, and is replaced."""

    def __init__(self, folder: Path) -> None:
        """Blocking: reads the file, if there is one."""
        self._folder = folder
        self._results = dict(_read(folder / FILE))
        self.trouble = ""  # why the last `save` did not work, if it did not

    def recall(self, url: str, now: datetime) -> LinkResult | None:
        """What the last visit to `url` came to, while that still counts."""
        result = self._results.get(url)
        return replace(result, remembered=True) if result and _counts(result, now) else None

    def keep(self, results: Iterable[LinkResult]) -> None:
        """Remember what tells of a site; not what tells that it was not asked."""
        self._results.update((result.url, result) for result in results if result.asked)

    def save(self, now: datetime) -> None:
        """Blocking: writes all that still counts, whole or not at all. Where it cannot, `trouble` says why."""
        links = {url: _plain(result) for url, result in sorted(self._results.items()) if _counts(result, now)}
        text = json.dumps({"version": VERSION, "links": links}, ensure_ascii=False, indent=1)
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _replace(self._folder / FILE, text.encode("utf-8", "backslashreplace"))
        except OSError as error:
            self.trouble = f"{self._folder / FILE}: {(error.strerror or type(error).__name__).lower()}"
        else:
            self.trouble = ""


def _counts(result: LinkResult, now: datetime) -> bool:
    """Whether `result` is still good enough; one from the future is not, somebody has set a clock."""
    return timedelta(0) <= now - result.visited < (KEPT_WORKING if result.health.works else KEPT_FAILING)


def _plain(result: LinkResult) -> dict[str, Any]:
    kept = {"health": result.health.value, "visited": result.visited.isoformat(timespec="seconds")}
    more = {"status": result.status, "leads_to": result.leads_to, "detail": result.detail}
    return kept | {name: value for name, value in more.items() if value}


def _read(path: Path) -> Mapping[str, LinkResult]:
    nothing: Mapping[str, LinkResult] = MappingProxyType({})
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        content = json.loads(data) if len(data) <= MAX_BYTES else None
    except (OSError, ValueError, RecursionError):
        return nothing
    if not isinstance(content, dict) or content.get("version") != VERSION:
        return nothing
    links = content.get("links")
    if not isinstance(links, dict):
        return nothing
    return {url: result for url, value in links.items() if (result := _result(url, value))}


def _result(url: str, value: object) -> LinkResult | None:
    try:
        kept = _Kept.model_validate(value)
    except ValidationError:
        return None
    return LinkResult(url, kept.health, kept.visited, kept.status, kept.leads_to, kept.detail)


def _replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:  # whatever it was, half a file is of no use to anybody
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
