"""`backup` and `restore`: one file that holds everything, and the way back."""

import json
from datetime import datetime
from pathlib import Path

import click

from bot.cli.codes import FINE, PROBLEMS
from bot.cli.holdings import counted, plain, problems, told
from bot.cli.progress import shown
from bot.core.audit import Audit, Waiting
from bot.core.storage import StoreError
from bot.store.backup import back_up
from bot.store.restore import restore as put_back


async def backup(*, database: str, file: Path, force: bool, as_json: bool) -> int:
    """Write a backup of `database` into `file`, beside a running bot or without one, and print what is in it.

    JSON: `{file, refused}` and what `holdings.plain` gives. The exit code: 0 fine, 1 the backup is there and something
    in it does not add up, else that of the StoreError, whose text is printed; then there is no backup.
    """
    try:
        with shown("Backup") as show:
            made = await back_up(database, file, force=force, show=show)
    except StoreError as error:
        click.echo(str(error), err=True)
        return error.exit_code
    if as_json:
        _print_json({"file": str(made.path), "refused": made.refused} | plain(made.audit, made.waited))
    else:
        click.echo(f"{made.path}: {told(made.audit)}")
        _print_waited(made.waited)
    return _judged(made.audit, made.waited, made.refused)


async def restore(*, database: str, file: Path, force: bool, now: datetime, as_json: bool) -> int:
    """Put the backup `file` in the place of `database`, while no bot runs, and print what is in it.

    JSON: `{database, file, from_version, replaced, refused, erased_again}` and what `holdings.plain` gives; `replaced`
    is where the old database is now, null where there was none; `erased_again` counts rows of members who were erased
    since the backup, null where the old database could not tell. The exit code as for `backup`.
    """
    try:
        with shown("Restore") as show:
            done = await put_back(database, file, force=force, now=now, show=show)
    except StoreError as error:
        click.echo(str(error), err=True)
        return error.exit_code
    if as_json:
        facts = {
            "database": str(done.path),
            "file": str(file),
            "from_version": done.before,
            "replaced": str(done.aside) if done.aside else None,
            "refused": done.refused,
            "erased_again": done.erased,
        }
        _print_json(facts | plain(done.audit, done.waited))
    else:
        click.echo(f"{done.path} is restored from {file}: {told(done.audit)}")
        if done.audit.holdings and done.audit.holdings.version != done.before:
            click.echo(f"It was migrated from version {done.before}.")
        _print_waited(done.waited)
        if done.erased:
            click.echo(f"{counted(done.erased, 'row')} of members who were erased since the backup went again.")
        if done.aside:
            click.echo(f"What was there before is kept as {done.aside}; remove it when you no longer need it.")
    if done.erased is None:
        click.echo(
            "No database was there that could be read: whoever was erased since the backup is in it again.",
            err=True,
        )
    return _judged(done.audit, done.waited, done.refused)


def _print_waited(waited: Waiting) -> None:
    if waited.records:
        click.echo(f"{counted(waited.records, 'record')} of the spool {'is' if waited.records == 1 else 'are'} in it.")


def _print_json(facts: dict[str, object]) -> None:
    click.echo(json.dumps(facts, ensure_ascii=False, indent=2))


def _judged(audit: Audit, waited: Waiting, refused: int) -> int:
    """Say what does not add up; the exit code for it."""
    found = list(problems(audit, waited))
    if refused:
        found.append(f"spool: {counted(refused, 'record')} refused by the database")
    for problem in found:
        click.echo(problem, err=True)
    return PROBLEMS if found else FINE
