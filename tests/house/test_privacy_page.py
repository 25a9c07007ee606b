"""What is kept about people is declared in one place, for every table and column, and the page says the same."""

from bot.core.privacy import REGISTRY, Holding, Holds
from bot.render.privacy import page
from bot.store.tables import metadata
from tests.house.source import ROOT

PAGE = ROOT / "docs" / "privacy.md"


def columns(registry: tuple[Holding, ...]) -> set[str]:
    return {f"{holding.table}.{column}" for holding in registry for column in holding.columns}


def test_every_table_and_column_is_declared_and_no_other() -> None:
    assert len({holding.table for holding in REGISTRY}) == len(REGISTRY)
    assert columns(REGISTRY) == {str(column) for table in metadata.tables.values() for column in table.columns}


def test_whatever_holds_an_id_says_what_becomes_of_it() -> None:
    for holding in REGISTRY:
        ids = {column for column, holds in holding.columns.items() if holds is Holds.MEMBER}
        assert ids == set(holding.fates), holding.table


def test_everything_is_said_of_every_table() -> None:
    for one in REGISTRY:
        assert all((one.what, one.why, one.until, one.exported, one.erased)), one.table


def test_the_page_has_the_tables_that_the_registry_makes() -> None:
    written = PAGE.read_text(encoding="utf-8")
    assert page() in written, f"put this into {PAGE}:\n\n{page()}"
