"""The lists of /faq browse, at every size that Discord's limits make different."""

import pytest

from bot.core.codes import MENU, Action, Code, decode
from bot.core.pack import Entry
from bot.core.topics import Page, Topic, page
from bot.render import browse
from bot.render.card import Buttons, Card, Menu, Text

SIZES = [1, 25, 26, 60, 1000]


def entries(number: int, topic: str = "training") -> tuple[Entry, ...]:
    """So many entries with the longest question there may be."""
    return tuple(Entry(f"e{n}", f"{n} ".ljust(100, "?"), (), topic, "") for n in range(number))


def topics(number: int) -> tuple[Topic, ...]:
    """So many topics with the longest id there may be."""
    return tuple(Topic(f"t{n}-".ljust(40, "x"), entries(n + 1)) for n in range(number))


def text_of(card: Card) -> str:
    return "\n".join(part.content for part in card.parts if isinstance(part, Text))


def menu_of(card: Card) -> Menu:
    [menu] = [part for part in card.parts if isinstance(part, Menu)]
    return menu


def buttons_of(card: Card) -> dict[str, Code | None]:
    return {
        button.label: decode(button.code) for part in card.parts if isinstance(part, Buttons) for button in part.buttons
    }


def leaf(number: int, at: int = 0) -> Card:
    topic = Topic("training", entries(number))
    return browse.leaf(topic, page(topic.entries, at), of_topics=3)


@pytest.mark.parametrize("number", SIZES)
def test_every_page_of_topics_can_be_sent_and_all_are_reached(number: int) -> None:
    seen: list[str] = []
    every = topics(min(number, 60)) if number < 1000 else tuple(Topic(f"t{n}", entries(1)) for n in range(number))
    at: int | None = 0
    while at is not None:
        card = browse.topics(page(every, at), entries=99_999, unknown="@" * 100)
        assert card.excesses() == []
        assert len(menu_of(card).options) <= 25
        seen += [option.value for option in menu_of(card).options]
        turn = buttons_of(card).get("Next page")
        assert turn is None or turn == Code(Action.TOPICS, (str(at + 1),))
        at = None if turn is None else at + 1
    assert seen == [topic.id for topic in every]


@pytest.mark.parametrize("number", SIZES)
def test_every_page_of_a_topic_can_be_sent_and_all_entries_are_reached(number: int) -> None:
    seen: list[str] = []
    at: int | None = 0
    while at is not None:
        card = leaf(number, at)
        assert card.excesses() == []
        assert len({button.code for part in card.parts if isinstance(part, Buttons) for button in part.buttons}) == len(
            buttons_of(card)
        )
        seen += [option.value for option in menu_of(card).options]
        assert buttons_of(card)["◂ All topics"] == Code(Action.TOPICS, ("3",))
        turn = buttons_of(card).get("Next page")
        assert turn is None or turn == Code(Action.TOPIC, ("training", str(at + 1)))
        assert ("Previous page" in buttons_of(card)) is (at > 0)
        at = None if turn is None else at + 1
    assert seen == [f"e{n}" for n in range(number)]


@pytest.mark.parametrize(
    ("number", "at", "says"),
    [
        (1, 0, "1 question"),
        (25, 0, "25 questions"),
        (26, 0, "26 questions\n-# Questions 1 to 25 of 26, page 1 of 2"),
        (26, 1, "26 questions\n-# Question 26 of 26, page 2 of 2"),
        (60, 1, "60 questions\n-# Questions 26 to 50 of 60, page 2 of 3"),
        (1000, 39, "1,000 questions\n-# Questions 976 to 1,000 of 1,000, page 40 of 40"),
    ],
)
def test_a_page_says_where_it_stands(number: int, at: int, says: str) -> None:
    assert text_of(leaf(number, at)) == f"## Training\n{says}"


def test_topics_say_how_much_stands_under_them() -> None:
    card = browse.topics(page((Topic("work-and-life", entries(1)), Topic("boards", entries(8))), 0), entries=9)
    assert text_of(card) == "## Browse the FAQ\n9 questions in 2 topics"
    assert [(option.label, option.value, option.description) for option in menu_of(card).options] == [
        ("Work and life", "work-and-life", "1 question"),
        ("Boards", "boards", "8 questions"),
    ]
    assert decode(menu_of(card).code) == Code(Action.TOPIC)
    assert menu_of(card).code.startswith(MENU)
    assert buttons_of(card) == {}


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (1, "There is T0."),
        (2, "There is T0 and T1."),
        (10, "There is T0, T1, T2, T3, T4, T5, T6, T7, T8 and T9."),
        (30, "There is T0, T1, T2, T3, T4, T5, T6, T7, T8, T9 and 20 more."),
    ],
)
def test_what_is_no_topic_is_answered_by_those_that_are(number: int, says: str) -> None:
    every = tuple(Topic(f"t{n}", entries(1)) for n in range(number))
    text = text_of(browse.topics(page(every, 0), entries=number, unknown="*pizza* <@1>"))
    assert "There is no topic “\\*pizza\\* \\<\\@\u200b1\\>”. " in text
    assert says in text


def test_an_entry_is_chosen_by_its_id() -> None:
    menu = menu_of(leaf(2))
    assert decode(menu.code) == Code(Action.READ)
    assert [option.value for option in menu.options] == ["e0", "e1"]
    assert Page((), 0, 1, 0, 0) == page((), 0)
