"""Rules and children of a table: the order of erasing, and what is kept in stops nothing else."""

from pathlib import Path

import pytest
from sqlalchemy import CheckConstraint, Column, ForeignKey, MetaData, Table, Text

from bot.core.privacy import Fate, Holding, Owner
from bot.store.connections import writer_engine
from bot.store.engine import open_store
from bot.store.erasures import SqlErasures
from bot.store.tables import Instant, Snowflake
from tests.store.samples import NOON, rows
from tests.store.test_erasures import ADA, BEN, DAY, changed

claims = MetaData()
claimed = Table(
    "claims",
    claims,
    *(Column(name, Snowflake, primary_key=name == "id") for name in ("id", "asker_id", "mentor_id")),
    *(Column("state", Text), Column("at", Instant)),
    CheckConstraint("state <> 'claimed' OR mentor_id IS NOT NULL"),
)
remarks = Table(
    "a_remarks",
    claims,
    *(Column("id", Snowflake, primary_key=True), Column("claim", Snowflake, ForeignKey("claims.id"))),
    *(Column("by", Snowflake), Column("at", Instant)),
)
CLAIMS = [
    Holding(
        *("claims", "", "", "", "", ""),
        columns={},
        fates={"asker_id": Owner(Fate.REMOVED, "at"), "mentor_id": Owner(Fate.BLANKED, "at")},
    ),
    Holding(*("a_remarks", "", "", "", "", ""), columns={}, fates={"by": Owner(Fate.REMOVED, "at")}),
]


@pytest.fixture
async def with_claims(url: str, path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A build with tables that have rules and children."""
    async with open_store(url):
        pass
    writer = writer_engine(path)
    async with writer.begin() as connection:
        await connection.run_sync(claims.create_all)
    await writer.dispose()
    defaults = SqlErasures.__init__.__kwdefaults__
    assert defaults is not None
    monkeypatch.setitem(defaults, "tables", claims)
    monkeypatch.setitem(defaults, "registry", CLAIMS)
    return path


async def test_children_go_before_their_parents(url: str, with_claims: Path) -> None:
    async with open_store(url) as store:
        await changed(
            with_claims,
            claimed.insert().values(id=1, asker_id=ADA, state="open", at=NOON),
            remarks.insert().values(id=1, claim=1, by=ADA, at=NOON),
        )
        assert await store.erasures.erase(ADA, at=NOON) == {"a_remarks": 1, "claims": 1}


@pytest.mark.parametrize("kind", ["rule", "child"])
async def test_what_a_rule_keeps_in_stops_no_start_and_no_other_erasure(
    url: str, with_claims: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    async with open_store(url) as store:
        for member in (ADA, BEN):
            await store.erasures.erase(member, at=NOON + DAY)
    held_in = (
        [claimed.insert().values(id=1, asker_id=1, mentor_id=ADA, state="claimed", at=NOON)]
        if kind == "rule"
        else [
            claimed.insert().values(id=1, asker_id=ADA, state="open", at=NOON),
            remarks.insert().values(id=1, claim=1, by=1, at=NOON),
        ]
    )
    await changed(with_claims, *held_in, claimed.insert().values(id=2, asker_id=BEN, state="open", at=NOON))
    async with open_store(url):
        assert rows(with_claims, "SELECT id FROM claims") == [(1,)]
    told = capsys.readouterr().out
    assert "cannot be removed" in told
    assert str(ADA) not in told
