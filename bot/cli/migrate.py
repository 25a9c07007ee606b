"""`migrate`: bring the database to the version of this build."""

import json

import click

from bot.cli.codes import FINE
from bot.cli.progress import shown
from bot.core.storage import StoreError
from bot.store.files import database_path
from bot.store.upgrade import migrate as bring_up
from bot.store.upgrade import pending


def migrate(*, database: str, dry_run: bool, as_json: bool) -> int:
    """Migrate `database`, or only say what that would do; twice is the same as once.

    JSON: `{database, from, to, steps: [{version, does}], done}`, `from` null for a database that is yet to be made. The
    exit code: 0 fine, else that of the StoreError, whose text is printed.
    """
    try:
        path = database_path(database)
        before, steps = pending(database)
        if not dry_run:
            with shown("Migration"):
                bring_up(database)
    except StoreError as error:
        click.echo(str(error), err=True)
        return error.exit_code
    after = steps[-1].version if steps else before
    if as_json:
        listed = [{"version": step.version, "does": step.does} for step in steps]
        facts = {"database": str(path), "from": before, "to": after, "steps": listed, "done": not dry_run}
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
        return FINE
    if not steps:
        click.echo(f"{path} is at version {after}; there is nothing to do.")
        return FINE
    whence = f"from version {before} to {after}" if before else f"anew, at version {after}"
    click.echo(f"{path} {'would be' if dry_run else 'was'} {'migrated' if before else 'made'} {whence}:")
    for step in steps:
        click.echo(f"  {step.version}  {step.does}")
    return FINE
