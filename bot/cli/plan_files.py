"""The files that `plan` makes. Apart from it: what draws and what keeps files takes its time to import."""

from collections.abc import Mapping
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from bot.cli.plan import Write
from bot.core.pack import Source
from bot.core.plan.values import Plan
from bot.core.storage import StoreLocationError
from bot.render.plans.calendar import calendar
from bot.render.plans.chart import draw
from bot.store.partial import partial


def writer(*, chart: Path | None, ics: Path | None, made: datetime, sources: Mapping[str, Source]) -> Write:
    """Writes the chart and the calendar where a path is given for them; `made` is now, aware."""

    def write(plan: Plan, born: int | None) -> list[Path]:
        contents: dict[Path, bytes] = {}
        if chart is not None:
            contents[chart] = draw(plan, born)
        if ics is not None:
            contents[ics] = calendar(plan, made=made, sources=sources)
        _put(contents)
        return list(contents)

    return write


def _put(contents: Mapping[Path, bytes]) -> None:
    """All of them, or none where one cannot be made; each is there whole or not at all. Raises StoreError."""
    for path in contents:
        if path.is_dir():
            raise StoreLocationError(f"{path} is a folder. Name a file in it.")
        if not path.parent.is_dir():
            raise StoreLocationError(f"{path} cannot be made, for there is no folder {path.parent}. Make that first.")
    with ExitStack() as stack:
        copies = [(stack.enter_context(partial(path)), content) for path, content in contents.items()]
        for copy, content in copies:
            copy.path.write_bytes(content)
        for copy, _ in copies:
            copy.put(replace=True)
