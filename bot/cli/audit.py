"""`audit`: whether what is kept is whole and adds up, and what retention would let go of."""

import json
from datetime import datetime

import click

from bot.cli.codes import FINE, PROBLEMS
from bot.cli.holdings import counted, on_days, plain, problems, told
from bot.core.audit import Waiting
from bot.core.privacy import Spans
from bot.core.storage import StoreError
from bot.services.retention import RetentionService, Retired
from bot.store.engine import open_reading
from bot.store.files import database_path
from bot.store.inspection import audit as look_over


async def audit(*, database: str, kept: Spans, retention: bool, now: datetime, as_json: bool) -> int:
    """Compare counts, asks and sealed days, look over the file and the spool, and print what does not add up.

    Writes nothing and takes no lock. With `retention`, also what would go at `now`. JSON: `{database, exists}`, what
    `holdings.plain` gives, and `retention: {gaps, asks, days, suggestions}`, null where nobody asked for it. The exit
    code: 0 fine, 1 something does not add up, else that of the StoreError, whose text is printed.
    """
    try:
        path = database_path(database)
        found = await look_over(database)
        whole = found is not None and not found[0].damage
        gone = await _retired(database, kept, now) if retention and whole else None
    except StoreError as error:
        click.echo(str(error), err=True)
        return error.exit_code
    if found is None:
        _print_nothing(str(path), as_json=as_json)
        return FINE
    seen, waiting = found
    if as_json:
        facts = {"database": str(path), "exists": True} | plain(seen, waiting) | {"retention": _plain(gone)}
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
    else:
        click.echo(f"{path}: {told(seen)}")
        _print_waiting(waiting)
        if gone is not None:
            _print_retired(gone, kept)
    wrong = list(problems(seen, waiting))
    if not as_json:
        for problem in wrong:
            click.echo(problem)
        if not wrong:
            click.echo("It is whole, and the counts agree with the asks.")
    return PROBLEMS if wrong else FINE


async def _retired(database: str, kept: Spans, now: datetime) -> Retired | None:
    async with open_reading(database) as reading:
        if reading is None:
            return None
        service = RetentionService(
            archive=reading.archive,
            suggestions=reading.suggestions,
            gap_days=kept.gaps,
            ask_days=kept.asks,
            suggestion_days=kept.suggestions,
        )
        return await service.run(now, dry_run=True)


def _plain(gone: Retired | None) -> dict[str, object] | None:
    if gone is None:
        return None
    days = [each.isoformat() for each in gone.days]
    return {"gaps": gone.gaps, "asks": gone.asks, "days": days, "suggestions": gone.suggestions}


def _print_nothing(path: str, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"database": path, "exists": False, "problems": []}, indent=2))
    else:
        click.echo(f"There is no database yet: {path}")


def _print_waiting(waiting: Waiting) -> None:
    if waiting.records:
        click.echo(f"{counted(waiting.records, 'record')} in the spool, to be taken up as soon as the database can.")


def _print_retired(gone: Retired, kept: Spans) -> None:
    if not (gone.gaps or gone.asks or gone.suggestions):
        click.echo("Retention: nothing is old enough to go.")
        return
    click.echo("Retention, at its next round:")
    if gone.gaps:
        click.echo(f"  {counted(gone.gaps, 'gap')} older than {counted(kept.gaps, 'day')}")
    if gone.asks:
        click.echo(
            f"  {counted(gone.asks, 'ask')} older than {counted(kept.asks, 'day')}, "
            f"{on_days(len(gone.days), gone.days[0], gone.days[-1])}; their counts stay"
        )
    if gone.suggestions:
        click.echo(
            f"  {counted(gone.suggestions, 'suggestion')} decided more than {counted(kept.suggestions, 'day')} ago"
        )
