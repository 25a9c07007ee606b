"""Records to keep, and a look into the file behind the store's back."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bot.core.asks import Ask, Gap, Outcome, Via

NOON = datetime(2031, 3, 5, 12, tzinfo=UTC)
GUILD = 7


def ask(
    number: int,
    *,
    guild_id: int | None = GUILD,
    entry_id: str | None = "when-to-apply",
    outcome: Outcome = Outcome.FOUND,
    via: Via = Via.TYPED,
    at: datetime = NOON,
    day: date | None = None,
) -> Ask:
    return Ask(number, guild_id, entry_id, outcome, via, at, day or at.date())


def offered(number: int, *, guild_id: int | None = GUILD) -> Ask:
    return ask(number, guild_id=guild_id, entry_id=None, outcome=Outcome.CLOSE)


def missed(number: int, *, guild_id: int | None = GUILD) -> Ask:
    return ask(number, guild_id=guild_id, entry_id=None, outcome=Outcome.MISSING)


def gap(number: int, words: str = "is there a stipend", *, guild_id: int | None = GUILD, at: datetime = NOON) -> Gap:
    return Gap(number, guild_id, words, at)


def planted(path: Path, content: bytes) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    return path


def content(path: Path) -> bytes:
    return path.read_bytes()


def rows(path: Path, query: str, *values: object) -> Sequence[tuple[Any, ...]]:
    """What a second program sees in the file."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return connection.execute(query, values).fetchall()
