"""What /privacy says fits into what Discord shows, and says what is there."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.core.privacy import REGISTRY, Spans
from bot.core.storage import Held
from bot.render import privacy as cards
from bot.render.card import Card
from bot.render.dates import Dates
from bot.render.form import Field
from tests.render.test_card import text_of

NOON = datetime(2031, 3, 5, 12, tzinfo=UTC)


def shown(card: Card) -> str:
    assert card.excesses() == []
    return text_of(card)


@pytest.mark.parametrize("rows", [0, 1, 2000])
def test_an_account_counts_and_says_until_when(rows: int) -> None:
    owned = [one.table for one in REGISTRY if one.fates]
    held: dict[str, list[dict[str, Any]]] = {table: [{}] * rows for table in owned if rows}
    kept = Held(held, NOON if rows else None)
    text = shown(cards.account(kept, remembered=bool(rows), spans=Spans(7, 8, 9), dates=Dates()))
    assert ("5 Mar 2031" in text, "command it was there" in text) == (bool(rows), bool(rows))
    assert ("- 2,000 rows: " in text) == (rows == 2000)
    assert "7 days; then only sums" in text
    assert "long numbers: 8 days" in text
    assert "{" not in text


def test_what_was_removed_is_counted() -> None:
    assert "there was nothing" in shown(cards.erased({}, cleared=True))
    text = shown(cards.erased({"asks": 2, "gaps": 1}, cleared=True))
    assert "## Done" in text
    assert "**3 rows** under your id." in text
    assert "- 2 rows: that something was asked" in text


def test_nothing_is_called_done_that_stands_in_the_log() -> None:
    text = shown(cards.erased({"asks": 2}, cleared=False))
    assert "Done" not in text
    assert "its log still has what was removed" in text


def test_rows_that_do_not_fit_into_the_file_are_counted() -> None:
    assert "did not fit" not in shown(cards.exported(b"{}", left_out=0))
    assert "**1,200 rows** under your id did not fit" in shown(cards.exported(b"{}", left_out=1200))


def test_the_form_fits_and_one_that_does_not_is_told_apart() -> None:
    form = cards.confirmation("DELETE")
    assert form.excesses() == []
    long = replace(form, title="x" * 46, fields=(Field("x" * 46, "x" * 101, 1),))
    assert len(long.excesses()) == 3
    assert len(replace(form, fields=()).excesses()) == 1
    assert len(replace(form, fields=form.fields * 6).excesses()) == 1
