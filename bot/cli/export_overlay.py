"""`export-overlay`: what one server changed about the lists, for editors."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import click

from bot.cli.codes import FINE, PROBLEMS
from bot.core.catalogue import Catalogue
from bot.core.overlay import Change, View
from bot.core.pack import Pack
from bot.core.storage import StoreError
from bot.store.engine import open_reading


async def export_overlay(
    *, database: str, pack: Pack, guild: int, out: Path | None, patch: Callable[[Pack, View], str]
) -> int:
    """Print the patch, or write it to `out`; returns the exit code.

    What points to nothing any more is told on stderr and left out. A server without changes is no error: nothing is
    written, and said.
    """
    try:
        async with open_reading(database) as reading:
            changes = [] if reading is None else list(await reading.overlays.standing(guild))
    except StoreError as error:
        click.echo(str(error), err=True)
        return error.exit_code
    view = Catalogue(pack).view(changes)
    for orphan in view.orphans:
        click.echo(f"left out: {_told(orphan)}; there is no such thing any more.", err=True)
    text = patch(pack, view)
    if not text:
        click.echo(f"Server {guild} shows the lists as they are.", err=True)
        return FINE
    if out is None:
        click.echo(text, nl=False)
        return FINE
    try:
        await asyncio.to_thread(out.write_text, text, encoding="utf-8")
    except OSError as error:
        click.echo(f"{out} cannot be written: {(error.strerror or str(error)).lower()}.", err=True)
        return PROBLEMS
    click.echo(f"{out} holds what server {guild} changed. `check` says whether it fits.")
    return FINE


def _told(change: Change) -> str:
    what = change.item.title if change.item is not None else change.item_id
    return f"{what} {change.kind.value} in {change.list_id}"
