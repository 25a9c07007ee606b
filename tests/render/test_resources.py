"""Cards of lists, suggestions and items keep to Discord's limits, whatever stands in them."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.codes import BUTTON, Action, encode
from bot.core.news import Ending, News
from bot.core.overlay import Change, Kind
from bot.core.resources import Cost, Resource, ResourceKind, ResourceList
from bot.core.suggestions import REASON, TITLE, WHY, Draft, Suggestion
from bot.render import items as panels
from bot.render import resources as cards
from bot.render import suggestions as desks
from bot.render.card import Buttons, Card, Linked, Menu, Text
from bot.render.dates import Dates
from tests.store.samples import NOON

DATES = Dates()
LONG = 2**63 - 1


def resource(number: int = 1, *, long: bool = False, url: str | None = "https://x.example") -> Resource:
    text = "*_[]" * 50 if long else "Words"
    return Resource(
        f"{'r' * 36}-{number:03}",
        f"{number} {text}",
        text,
        ResourceKind.PROGRAM_SEARCH,
        ("premed", "student", "resident", "fellow", "attending", "patient"),
        Cost.FREE_CORE,
        date(2026, 9, 28),
        "https://x.example/" + "y" * 480 if long and url else url,
        cost_note=text,
        look_for="" if url else text,
    )


def a_list(number: int = 1, *, size: int = 0) -> ResourceList:
    return ResourceList(f"{'l' * 36}-{number:03}", "*[" * 40, "*[" * 200, tuple(f"r{n}" for n in range(size)))


LISTS = [a_list(n) for n in range(60)]
AUDIENCES = tuple(f"audience-{n}" for n in range(40))


def text_of(card: Card) -> str:
    return "\n".join(part.content for part in card.parts if isinstance(part, Text | Linked))


@pytest.mark.parametrize(("audience", "says"), [(None, "show nothing here"), ("student", "nothing for students here")])
def test_where_there_is_no_list_that_is_said_and_nothing_is_offered(audience: str | None, says: str) -> None:
    card = cards.overview([], total=0, audience=audience, audiences=[], number=3)
    assert says in text_of(card)
    assert not card.excesses()
    assert [type(part) for part in card.parts] == [Text]


def test_a_page_of_lists_beyond_the_last_leads_back_to_the_one_before_the_last() -> None:
    many = [(a_list(number, size=1), 1) for number in range(60)]
    last, beyond = (cards.overview(many, total=60, audience=None, audiences=[], number=number) for number in (2, 9))
    assert last == beyond
    [row] = [part for part in beyond.parts if isinstance(part, Buttons)]
    assert [button.code for button in row.buttons] == [encode(BUTTON, Action.LISTS, cards.EVERYBODY, 1)]


@pytest.mark.parametrize("long", [False, True])
@pytest.mark.parametrize("url", ["https://x.example", None])
@pytest.mark.parametrize("size", [0, 1, 5, 6, 11, 40])
def test_every_item_is_on_one_page_of_a_list_and_no_page_is_too_large(long: bool, url: str | None, size: int) -> None:
    held = [resource(n, long=long, url=url) for n in range(size)]
    seen, number = [], 0
    while True:
        card = cards.leaf(
            LISTS[59], held, lists=LISTS, audience="audience-39", audiences=AUDIENCES,
            doubtful={one.id for one in held}, pinned={one.id for one in held}, number=number, dates=DATES,
        )  # fmt: skip
        assert card.excesses() == []
        seen += [one for one in card.parts if isinstance(one, Text | Linked) and one.content.startswith("**")]
        if not any("Next page" in [b.label for b in part.buttons] for part in card.parts if isinstance(part, Buttons)):
            break
        number += 1
    assert [one.content.split(" ")[0] for one in seen] == [f"**{n}" for n in range(size)]


def test_a_page_that_is_not_there_any_more_is_the_last_one() -> None:
    held = [resource(n) for n in range(7)]
    card = cards.leaf(a_list(), held, lists=[], audience=None, audiences=(), number=99, dates=DATES)
    assert "Entries 6 to 7 of 7, page 2 of 2" in text_of(card)
    assert not [part for part in card.parts if isinstance(part, Menu)]


@pytest.mark.parametrize("number", [0, 1, 2, 9])
def test_any_number_of_lists_fits_in_pages(number: int) -> None:
    card = cards.overview(
        [(one, 1000) for one in LISTS], total=9999, audience=AUDIENCES[39], audiences=AUDIENCES, number=number,
        unknown="*" * 100,
    )  # fmt: skip
    assert card.excesses() == []
    [lists, whom] = [part for part in card.parts if isinstance(part, Menu)]
    assert len(lists.options) == (25, 25, 10)[min(number, 2)]
    assert whom.chosen in [one.value for one in whom.options]


@pytest.mark.parametrize("long", [False, True])
def test_what_was_found_fits_and_the_best_is_always_there(long: bool) -> None:
    found = [(resource(n, long=long), LISTS[:6]) for n in range(5)]
    card = cards.hits("*" * 100, found, doubtful={one.id for one, _ in found}, may_suggest=True, dates=DATES)
    assert card.excesses() == []
    assert "**0 " in text_of(card)
    one = cards.single(resource(long=long), LISTS[:6], doubtful=True, dates=DATES)
    known = cards.listed(resource(long=long), LISTS[:6], doubtful=True, dates=DATES)
    assert one.excesses() == known.excesses() == []


SUGGESTION = Suggestion(
    LONG, 7, 8, Draft("https://" + "x" * 242 + ".example/" + "_" * 241, "*" * TITLE, "*" * WHY, AUDIENCES[:25]), NOON
)


def test_a_suggestion_fits_with_all_that_can_be_done_about_it() -> None:
    desk = desks.desk(
        SUGGESTION, number=500, total=500, before=LONG, after=LONG, lists=LISTS, into=LISTS[59],
        note=desks.approved(SUGGESTION, LISTS[0], "*" * 200), dates=DATES,
    )  # fmt: skip
    for card in (
        desk,
        cards.taken(SUGGESTION),
        cards.waiting(SUGGESTION),
        desks.nothing_waits(desks.rejected(SUGGESTION)),
    ):
        assert card.excesses() == []
    for form in (
        desks.editing(SUGGESTION, LISTS[59], ResourceKind.CME),
        desks.rejecting(SUGGESTION),
        cards.proposal(AUDIENCES),
        cards.proposal(()),
        panels.adding(LISTS[59], AUDIENCES),
    ):
        assert form.excesses() == []


def test_whoever_suggests_reads_before_and_after_that_what_is_approved_stays() -> None:
    hints = [field.hint for field in cards.proposal(AUDIENCES).fields]
    assert any("Once approved, it stays in the server’s list, without your name" in hint for hint in hints)
    text = text_of(cards.taken(SUGGESTION))
    assert "What is approved becomes part of this server’s list and stays, without your name." in text


@given(st.integers(1, 60))
def test_any_amount_of_news_fits(amount: int) -> None:
    every = [
        News(n, (Ending.LISTED, Ending.DECLINED)[n % 2], "*" * TITLE, "*" * REASON, "*" * 200) for n in range(amount)
    ]
    card, told = desks.news(every)
    assert 1 <= told <= amount
    assert card.excesses() == []
    assert ("with your next command" in text_of(card)) == (told < amount)
    assert not text_of(card).replace("…", "").endswith("\\")


@dataclass(frozen=True)
class Item:
    resource: Resource
    hidden: Change | None = None
    pinned: Change | None = None
    added: Change | None = None


def change(kind: Kind, number: int = LONG) -> Change:
    item = resource(long=True) if kind is Kind.ADDED else None
    return Change(number, 7, kind, LISTS[0].id, resource(1).id, item, 5, NOON)


@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.parametrize("kind", Kind)
def test_any_number_of_items_fits_on_the_panel(kind: Kind, number: int) -> None:
    held = [Item(resource(n, long=True), *(change(one) for one in Kind)) for n in range(60)]
    last = change(kind)
    note = panels.done(last, held, DATES)
    card = panels.panel(LISTS[0], held, last=last, number=number, note=note, dates=DATES)
    assert card.excesses() == []
    item = panels.one(LISTS[0], held[59], held, doubtful=True, note=panels.undone(last, held), dates=DATES)
    assert item.excesses() == []


def test_an_item_that_is_gone_is_called_so() -> None:
    assert panels.undone(change(Kind.HIDDEN), []) == "Shown again: an item that is gone."


def test_what_is_hidden_cannot_be_pinned() -> None:
    hidden = Item(resource(1), hidden=change(Kind.HIDDEN))
    card = panels.one(LISTS[0], hidden, [hidden], doubtful=False, note=None, dates=DATES)
    [row] = [part for part in card.parts if isinstance(part, Buttons)]
    assert [one.label for one in row.buttons] == ["Show again", "◂ All items"]
