"""`export-overlay` as an editor uses it: out of the database, into the content, through the check."""

import asyncio
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.__main__ import main
from bot.core.listing import listing
from bot.core.overlay import Kind
from bot.store.engine import Store, open_store
from tests.house.source import ROOT
from tests.store.samples import GUILD, NOON

TALKS = listing(
    url="https://example.org/talks",
    title="Recorded talks",
    description="One hour each.",
    kind="education",
    checked=NOON.date().replace(year=2026, month=11, day=24),
)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path / 'data' / 'preceptor.db'}"


@pytest.fixture
def config(tmp_path: Path, url: str) -> Path:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    file = tmp_path / "config.yaml"
    file.write_text(f"content: {tmp_path / 'content'}\ndatabase: {url}\n", encoding="utf-8")
    return file


async def changed(store: Store) -> None:
    for kind, item_id, item in (
        (Kind.ADDED, None, TALKS),
        (Kind.HIDDEN, "j-pain", None),
        (Kind.PINNED, "pp", None),
        (Kind.HIDDEN, "nothing", None),
    ):
        await store.overlays.keep(GUILD, kind, "journals", item_id, item, by=11, at=NOON)


async def make(url: str) -> None:
    async with open_store(url) as store:
        await changed(store)


def run(*args: object) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, [str(arg) for arg in args])
    return done.exit_code, done.stdout, done.stderr


async def export(config: Path, *args: object) -> tuple[int, str, str]:
    return await asyncio.to_thread(run, "export-overlay", "--config", config, *args)


async def test_what_a_server_changed_becomes_a_content_file_without_problems(
    config: Path, url: str, tmp_path: Path
) -> None:
    await make(url)
    out = tmp_path / "content" / "overlays" / "club.yaml"
    out.parent.mkdir()
    code, told, beside = await export(config, "--guild", GUILD, "--out", out)
    assert (code, told) == (0, f"{out} holds what server {GUILD} changed. `check` says whether it fits.\n")
    assert beside == "left out: nothing hidden in journals; there is no such thing any more.\n"
    assert run("check", tmp_path / "content", "--strict")[0] == 0
    assert out.read_text(encoding="utf-8") == (
        "resources:\n"
        "- id: recorded-talks\n"
        '  title: "Recorded talks"\n'
        '  description: "One hour each."\n'
        "  kind: education\n"
        "  audience: []\n"
        "  cost: unknown\n"
        '  checked: "2026-11-24"\n'
        "  url: https://example.org/talks\n"
        "  url_level: string-seen\n"
        "lists:\n"
        "- list: journals\n"
        "  pinned: [pp]\n"
        "  added: [recorded-talks]\n"
        "  hidden: [j-pain]\n"
    )


async def test_it_is_printed_where_no_file_is_named_beside_a_running_bot(config: Path, url: str) -> None:
    async with open_store(url) as store:
        await changed(store)
        code, told, _ = await export(config, "--guild", GUILD)
    assert code == 0
    assert told.startswith("resources:\n")


async def test_a_server_that_changed_nothing_and_a_bot_that_never_ran_have_none(config: Path, url: str) -> None:
    nothing = (0, "", "Server 8 shows the lists as they are.\n")
    assert await export(config, "--guild", 8) == nothing
    await make(url)
    assert await export(config, "--guild", 8) == nothing


async def test_a_file_that_cannot_be_written_is_told(config: Path, url: str, tmp_path: Path) -> None:
    await make(url)
    code, _, beside = await export(config, "--guild", GUILD, "--out", tmp_path / "no" / "such.yaml")
    assert code == 1
    assert "such.yaml cannot be written: no such file or directory." in beside
