"""The command line: arguments in, one call each. What the commands do lives in `bot.cli` and `bot.app`."""

import asyncio
import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.codes import CONFIGURATION, PROBLEMS
from bot.config import Config, ConfigError, read_config

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.cli.plan import Write
    from bot.core.pack import Entry, Pack
    from bot.core.problems import Report

CONTENT = Path("content")
FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)
config_option = click.option("--config", "config_file", type=FILE, help="Settings; see config.example.yaml.")
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
content_option = click.option("--content", type=FOLDER, default=CONTENT, show_default=True, help="Content folder.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="preceptor")
def main() -> None:
    """Preceptor: sourced answers for study groups on the road to interventional pain medicine."""


@main.command()
@config_option
def run(config_file: Path | None) -> None:
    """Connect to Discord and answer, until SIGTERM or Ctrl-C."""
    from bot.app import run as run_app

    sys.exit(asyncio.run(run_app(_read(config_file, need_token=True))))


@main.command()
@click.option("--port", type=click.IntRange(1024, 65000), default=8370, show_default=True)
@click.option("--folder", type=FOLDER, default=Path(".demo"), show_default=True, help="Where its world is kept.")
@click.option("--fresh", is_flag=True, help="Start with a new world and an empty database.")
@content_option
def demo(port: int, folder: Path, fresh: bool, content: Path) -> None:
    """Play with the bot in a browser: no token, no Discord, nothing leaves this machine."""
    from bot.cli.demo import demo as run_demo

    sys.exit(asyncio.run(run_demo(port=port, folder=folder, content=content, fresh=fresh)))


@main.command()
@click.argument("folder", type=FOLDER, default=CONTENT)
@click.option("--strict", is_flag=True, help="Let warnings fail the check too.")
@click.option("--lock", is_flag=True, help="Write the ids of content without errors into its ids.lock.")
@click.option("--links", is_flag=True, help="Visit every link as well; takes a second for each page of a site.")
@click.option("--link-cache", type=FOLDER, help="Where visits are remembered; else in your own cache folder.")
@json_option
def check(folder: Path, *, strict: bool, lock: bool, links: bool, link_cache: Path | None, as_json: bool) -> None:
    """List every problem of the content in FOLDER as file:line:column."""
    from bot.cli.check import check as run_check
    from bot.render.faq import excesses

    visit = None
    if links:
        from bot.cli.links import visitor

        show = sys.stdout.isatty() and sys.stderr.isatty() and not as_json
        visit = visitor(os.environ, cache_folder=link_cache, show=show)
    code = run_check(folder, today=_today(), measure=excesses, as_json=as_json, strict=strict, lock=lock, visit=visit)
    sys.exit(code)


@main.command()
@click.argument("name", default="faq")
@click.option("--out", type=FOLDER, help="Write the schema of every kind of file into this folder instead.")
def schema(name: str, out: Path | None) -> None:
    """Print the JSON Schema of the content files in NAME, for editors that check while somebody types."""
    from bot.cli.schema import schema as run_schema

    sys.exit(run_schema(name, out=out))


@main.command()
@click.argument("words", required=False)
@content_option
@click.option("--batch", type=FILE, help="JSONL with a `query` or `words` a line; answers each on a line.")
@json_option
def ask(words: str | None, content: Path, batch: Path | None, as_json: bool) -> None:
    """Look WORDS up in the content and print what would be found."""
    from bot.cli.ask import ask as run_ask
    from bot.core.lookup import build

    if (words is None) == (batch is None):
        raise click.UsageError('Give either words ("how long is training") or --batch FILE.')
    entries = _entries(content)
    sys.exit(run_ask(words, entries=entries, index=build(entries), batch=batch, as_json=as_json))


@main.command()
@click.argument("pack", type=click.Path(path_type=Path))
@click.argument("queries", type=FILE)
@click.option("--phrasings", type=click.IntRange(min=1), help="Use so many phrasings an entry, its question included.")
@click.option("--predictions", type=FILE, help="Write the ranking of each query to this JSONL file.")
@json_option
def evaluate(pack: Path, queries: Path, phrasings: int | None, predictions: Path | None, as_json: bool) -> None:
    """Measure lookup of PACK (a content folder or a .faq.jsonl file) on QUERIES (JSONL)."""
    from bot.cli.evaluate import evaluate as run_evaluate
    from bot.content.jsonl import read_queries

    rows, report = read_queries(queries)
    _demand(report)
    code = run_evaluate(_entries(pack), rows, phrasings=phrasings, as_json=as_json, predictions=predictions)
    sys.exit(code)


@main.command()
@click.option("--period", type=click.Choice(["7d", "30d", "90d", "all"]), default="30d", show_default=True)
@click.option("--by", type=click.Choice(["entry", "topic"]), default="entry", show_default=True)
@click.option("--guild", type=int, help="Id of one server; all servers and direct messages without it.")
@config_option
@json_option
def top(period: str, by: str, guild: int | None, config_file: Path | None, as_json: bool) -> None:
    """The most asked entries or topics."""
    from bot.cli.top import top as run_top
    from bot.core.statistics import By, Period

    config = _read(config_file)
    code = run_top(
        database=config.database,
        pack=_titles(config.content),
        period=Period(period),
        by=By(by),
        guild=guild,
        today=_today(),
        as_json=as_json,
    )
    sys.exit(asyncio.run(code))


@main.command()
@click.option("--guild", type=int, required=True, help="Id of the server.")
@click.option("--out", type=FILE, help="Write it into this file, like content/overlays/club.yaml.")
@config_option
def export_overlay(guild: int, out: Path | None, config_file: Path | None) -> None:
    """What one server changed about the lists, as a content file for editors."""
    from bot.cli.export_overlay import export_overlay as run_export
    from bot.content.patch import patch

    config = _read(config_file)
    pack = _pack(config.content)
    sys.exit(asyncio.run(run_export(database=config.database, pack=pack, guild=guild, out=out, patch=patch)))


@main.command()
@click.argument("file", type=FILE)
@click.option("--force", is_flag=True, help="Replace FILE where it exists.")
@config_option
@json_option
def backup(file: Path, force: bool, config_file: Path | None, as_json: bool) -> None:
    """Write everything that is kept into FILE, while the bot runs or not."""
    from bot.cli.backup import backup as run_backup

    database = _read(config_file).database
    sys.exit(asyncio.run(run_backup(database=database, file=file, force=force, as_json=as_json)))


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Replace the database that is there, and keep it beside.")
@config_option
@json_option
def restore(file: Path, force: bool, config_file: Path | None, as_json: bool) -> None:
    """Put the backup FILE in the place of the database, while the bot is stopped."""
    from bot.cli.backup import restore as run_restore

    database = _read(config_file).database
    code = run_restore(database=database, file=file, force=force, now=datetime.now(UTC), as_json=as_json)
    sys.exit(asyncio.run(code))


@main.command()
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@config_option
@json_option
def migrate(dry_run: bool, config_file: Path | None, as_json: bool) -> None:
    """Bring the database to the version of this build; `run` does the same at its start."""
    from bot.cli.migrate import migrate as run_migrate

    sys.exit(run_migrate(database=_read(config_file).database, dry_run=dry_run, as_json=as_json))


@main.command()
@click.option("--retention", is_flag=True, help="Say too what retention would let go of now.")
@config_option
@json_option
def audit(retention: bool, config_file: Path | None, as_json: bool) -> None:
    """Look over what is kept: is the file whole, do counts and asks agree, does anything wait."""
    from bot.cli.audit import audit as run_audit
    from bot.core.privacy import Spans

    config = _read(config_file)
    code = run_audit(
        database=config.database,
        kept=Spans(**dict(config.retention)),
        retention=retention,
        now=datetime.now(UTC),
        as_json=as_json,
    )
    sys.exit(asyncio.run(code))


@main.command()
@config_option
@json_option
def health(config_file: Path | None, as_json: bool) -> None:
    """Ask the running bot whether it is ready; one line, exit code 0 or 1."""
    from bot.cli.health import health as run_health

    settings = _read(config_file).health
    sys.exit(run_health(host=settings.host, port=settings.port, as_json=as_json))


@main.command()
@click.option("--route", help="Id of a pathway; the usual one without it.")
@click.option("--stage", help="Where you stand, like undergraduate or residency.")
@click.option("--year", type=int, default=1, show_default=True, help="Which year of it.")
@click.option("--since", metavar="YYYY-MM", help="The month in which that year began; its last opening without it.")
@click.option("--until", metavar="YYYY-MM[-DD]", help="When the stage should end.")
@click.option("--specialty", help="Id of a specialty, like pmr.")
@click.option("--degree", help="Id of a degree, like md_phd.")
@click.option("--gap-years", type=int, default=0, show_default=True)
@click.option("--research-years", type=int, default=0, show_default=True)
@click.option("--fellowship-years", type=int)
@click.option(
    "--repeat-year", "repeated", multiple=True, metavar="STAGE", help="A year done again; may be given twice."
)
@click.option("--leave-days", type=int, default=0, show_default=True, help="Working days away in residency.")
@click.option("--part-time", metavar="[STAGE=]PERCENT", help="Share of full time where you stand, or in STAGE.")
@click.option("--born", type=int, help="Year of birth, for your age at the end.")
@click.option("--chart", type=click.Path(path_type=Path), help="Write a picture of the plan into this file, as PNG.")
@click.option("--ics", type=click.Path(path_type=Path), help="Write its dates into this file, for calendar programs.")
@click.option("--table", is_flag=True, help="Print what every route takes, as docs/plans.md, and do nothing else.")
@content_option
@json_option
def plan(
    *,
    route: str | None,
    stage: str | None,
    year: int,
    since: str | None,
    until: str | None,
    specialty: str | None,
    degree: str | None,
    gap_years: int,
    research_years: int,
    fellowship_years: int | None,
    repeated: tuple[str, ...],
    leave_days: int,
    part_time: str | None,
    born: int | None,
    chart: Path | None,
    ics: Path | None,
    table: bool,
    content: Path,
    as_json: bool,
) -> None:
    """Compute the dates of a training route from where you stand."""
    from bot.cli import given
    from bot.cli.plan import plan as run_plan
    from bot.cli.plan_table import page
    from bot.core.plan import Anchor, Choices

    if table:
        click.echo(page(_pack(content).timelines), nl=False)
        return
    if chart is not None and chart == ics:
        raise click.UsageError("Give --chart and --ics a file each; one would replace the other.")
    if stage is None:
        raise click.UsageError("Say where you stand: --stage undergraduate, for example.")
    choices = Choices(
        specialty=specialty,
        degree=degree,
        gap_years=gap_years,
        research_years=research_years,
        fellowship_years=fellowship_years,
        repeated=tuple(given.group(name, "--repeat-year") for name in repeated),
        leave_days=leave_days,
        part_time=given.share(part_time, "--part-time"),
    )
    group = given.group(stage, "--stage")
    anchor = Anchor(stage=group, year=year, since=given.month(since, "--since"), until=given.last_day(until, "--until"))
    pack = _pack(content)
    code = run_plan(
        pack.timelines,
        route=route,
        choices=choices,
        anchor=anchor,
        born=born,
        today=_today(),
        as_json=as_json,
        write=_writer(chart, ics, pack),
    )
    sys.exit(code)


def _writer(chart: Path | None, ics: Path | None, pack: "Pack") -> "Write | None":
    """What writes the files of a plan; None where none is asked for."""
    if chart is None and ics is None:
        return None
    from bot.cli.plan_files import writer

    return writer(chart=chart, ics=ics, made=datetime.now(UTC), sources=pack.sources)


def _entries(pack: Path) -> "Sequence[Entry]":
    """The entries of a content folder or a `.jsonl` file, or exit 1 with what is wrong there."""
    from bot.cli.ask import entries_of
    from bot.content.loader import load

    entries, report = entries_of(pack, today=_today(), load=load)
    _demand(report)
    return entries


def _pack(folder: Path) -> "Pack":
    """The content of `folder`, or exit 1 with what is wrong there."""
    from bot.content.loader import load

    loaded = load(folder, today=_today())
    _demand(loaded.report)
    if loaded.pack is None:
        sys.exit(PROBLEMS)
    return loaded.pack


def _demand(report: "Report") -> None:
    """Go on without errors; else print them and exit 1."""
    for problem in report.errors:
        click.echo(str(problem), err=True)
    if report.errors:
        sys.exit(PROBLEMS)


def _titles(folder: Path) -> "Pack":
    """The content of `folder` for its titles. Counts do not wait for broken content: they show ids then."""
    from bot.content.loader import load
    from bot.core.pack import Pack

    pack = load(folder, today=_today()).pack
    if pack is None:
        click.echo(f"{folder} cannot be read, so ids stand for titles. To see why: preceptor check {folder}", err=True)
        return Pack({}, {}, "")
    return pack


def _today() -> date:
    return datetime.now(UTC).date()


def _read(config_file: Path | None, *, need_token: bool = False) -> Config:
    """The settings, or exit 78 with every problem on a line of its own."""
    try:
        return read_config(config_file, need_token=need_token)
    except ConfigError as error:
        for problem in error.problems:
            click.echo(problem, err=True)
        sys.exit(CONFIGURATION)


if __name__ == "__main__":
    main()
