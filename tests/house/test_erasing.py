"""Whoever is in a table can be erased from it, in whatever state a row is."""

from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import CheckConstraint, Column, ForeignKey, MetaData, Table, Text

from bot.core.privacy import REGISTRY, Fate, Holding, Holds, Owner
from bot.store.tables import Instant, Snowflake, metadata
from tests.support.states import troubles

# Values to try where a word or a number will not do, by `table.column`.
SAMPLES: dict[str, Sequence[Any]] = {"suggestions.link": ["https://a.example"]}


def test_every_fate_can_be_had_in_every_state_that_the_rules_allow() -> None:
    assert list(troubles(metadata, REGISTRY, SAMPLES)) == []


def test_samples_are_of_columns_that_there_are() -> None:
    assert set(SAMPLES) <= {str(column) for table in metadata.tables.values() for column in table.columns}


GOOD = {"by": Owner(Fate.REMOVED, "at", ("said",)), "claimed_by": Owner(Fate.BLANKED, "claimed_at")}
STATES = "state IN ('open', 'claimed')"
WHEN = "claimed_by IS NULL OR claimed_at IS NOT NULL"


def checked(*rules: str, fates: dict[str, Owner], ondelete: str = "CASCADE") -> list[str]:
    tables = MetaData()
    Table(
        "things",
        tables,
        Column("id", Snowflake, primary_key=True),
        *(Column("by", Snowflake), Column("claimed_by", Snowflake)),
        *(Column("state", Text, nullable=False), Column("said", Text)),
        *(Column("at", Instant, nullable=False), Column("claimed_at", Instant)),
        *map(CheckConstraint, rules),
    )
    thing = Column("thing", Snowflake, ForeignKey("things.id", ondelete=ondelete))
    Table("remarks", tables, Column("id", Snowflake, primary_key=True), thing)
    says = dict.fromkeys(("id", "state", "at", "claimed_at"), Holds.NOTHING) | {"said": Holds.WORDS}
    ids = dict.fromkeys(("by", "claimed_by"), Holds.MEMBER)
    return list(troubles(tables, [Holding("things", "", "", "", "", "", columns=says | ids, fates=fates)], {}))


def test_a_table_that_lets_everybody_go_has_no_trouble() -> None:
    assert checked(STATES, WHEN, fates=GOOD) == []


@pytest.mark.parametrize(
    ("rule", "trouble"),
    [
        ("state <> 'claimed' OR claimed_by IS NOT NULL", "things.claimed_by: cannot be erased"),
        ("(claimed_by IS NULL) = (claimed_at IS NULL)", "things.claimed_by: cannot be erased"),
        ("claimed_at IS NULL OR claimed_by IS NOT NULL OR said <> 'x'", "things.claimed_by: cannot be erased"),
        ("claimed_by > 100", "things.claimed_by: no row with it was allowed"),
    ],
)
def test_a_rule_that_keeps_an_id_in_is_found(rule: str, trouble: str) -> None:
    [told] = checked(STATES, WHEN, rule, fates=GOOD)
    assert told.startswith(trouble)


def test_an_id_that_can_be_there_without_its_instant_is_found() -> None:
    assert checked(STATES, fates=GOOD) == ["things.claimed_by: can be there without claimed_at"]


def test_a_child_that_keeps_its_parent_in_is_found() -> None:
    told = checked(STATES, WHEN, fates=GOOD, ondelete="RESTRICT")
    assert told == ["remarks.thing: keeps a row of things in that has to go"]


@pytest.mark.parametrize(
    ("words", "trouble"), [((), "nobody knows whose words ['said'] are"), (("said", "sad"), "['sad'] are words")]
)
def test_words_that_nobody_owns_and_owners_of_no_column_are_found(words: tuple[str, ...], trouble: str) -> None:
    [told] = checked(STATES, WHEN, fates=GOOD | {"by": Owner(Fate.REMOVED, "at", words)})
    assert trouble in told
