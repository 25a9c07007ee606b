"""`schema`: what an editor needs to check content while somebody types."""

import json
from pathlib import Path

import click

from bot.cli.codes import FINE, USAGE
from bot.content.schema import Schema, schemas


def schema(name: str, *, out: Path | None) -> int:
    """Print the schema `name`, or write all of them into the folder `out`, made where it is not there."""
    made = schemas()
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        for each, one in made.items():
            (out / f"{each}.json").write_text(_text(one), encoding="utf-8")
            click.echo(out / f"{each}.json")
    elif name in made:
        click.echo(_text(made[name]), nl=False)
    else:
        click.echo(f"{name}: there is no such schema. There are {', '.join(made)}.", err=True)
        return USAGE
    return FINE


def _text(made: Schema) -> str:
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"
