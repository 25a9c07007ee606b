"""`top`: what is asked most, read beside a running bot."""

import json
from datetime import date

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.cli.codes import FINE
from bot.core.pack import Pack
from bot.core.statistics import By, Period, Top
from bot.core.storage import StoreError
from bot.services.statistics import StatisticsService
from bot.store.engine import open_counts


async def top(
    *, database: str, pack: Pack, period: Period, by: By, guild: int | None, today: date, as_json: bool
) -> int:
    """Print the most asked of one server, of all where `guild` is None; a database that is not there yet has no asks.

    Writes nothing and takes no lock. JSON: `{period, guild, total, missed, rows: [{id, title, count, share}]}`, share
    in [0, 1]. The exit code: 0 fine, else that of the StoreError, whose text is printed.
    """
    try:
        async with open_counts(database) as counts:
            if counts is None:
                click.echo(f"There is no database yet: {database.partition(':///')[2]}", err=True)
                found = Top(period, guild, total=0, missed=0, rows=())
            else:
                service = StatisticsService(reader=counts, titles=lambda: pack)
                found = await service.top(guild_id=guild, period=period, by=by, today=today)
    except StoreError as error:
        click.echo(str(error), err=True)
        return error.exit_code
    if as_json:
        click.echo(json.dumps(_plain(found), ensure_ascii=False, indent=2))
    else:
        _print(found, by)
    return FINE


def _plain(found: Top) -> dict[str, object]:
    rows = [{"id": row.id, "title": row.title, "count": row.count, "share": row.share} for row in found.rows]
    return {
        "period": found.period.value,
        "guild": found.guild_id,
        "total": found.total,
        "missed": found.missed,
        "rows": rows,
    }


def _print(found: Top, by: By) -> None:
    console = Console(highlight=False, markup=False, emoji=False)
    when = "so far" if found.period is Period.ALL else f"in the last {found.period.value.removesuffix('d')} days"
    if not found.total:
        console.print(f"Nothing was asked {when}.")
        return
    table = Table(box=None, pad_edge=False)
    table.add_column("asks", justify="right")
    table.add_column("share", justify="right")
    table.add_column(by.value)
    for row in found.rows:
        table.add_row(f"{row.count:,}", f"{row.share:.0%}", Text(row.title))
    console.print(table)
    asks = "1 ask" if found.total == 1 else f"{found.total:,} asks"
    console.print(f"{asks} {when}; {found.missed:,} found nothing.")
