from datetime import date

import pytest

from bot.core.asks import Verdict
from bot.core.pack import Entry, Level, Pack, Source
from bot.render import faq as cards
from bot.render.card import CHARACTERS, Button, Buttons, Card, Linked, Menu, Option, Picture, Rule, Text, Tone


def entry(**changes: object) -> Entry:
    values = {
        "id": "how-long", "question": "How long does it take?", "phrasings": ("how many years",), "topic": "training",
        "answer": "About 13 years.", "sources": ("guide", "aba"), "checked": date(2031, 3, 5), "level": Level.VERIFIED,
        "related": ("skills", "gone"),
    }  # fmt: skip
    return Entry(**(values | changes))  # type: ignore[arg-type]  # one of several typed fields


SKILLS = entry(id="skills", question="Which skills matter?", related=())
PACK = Pack(
    {"how-long": entry(), "skills": SKILLS},
    {
        "guide": Source("guide", "Guide", "Career [guide]", None, None),
        "aba": Source("aba", "ABA", "Policy", "https://aba.example/policy_(new)", 2025),
    },
    "digest",
)


def text_of(card: Card) -> str:
    return "\n".join(part.content for part in card.parts if isinstance(part, Text))


def buttons_of(card: Card) -> list[Button]:
    return [button for part in card.parts if isinstance(part, Buttons) for button in part.buttons]


def test_an_answer_shows_its_sources_and_the_day_it_was_checked() -> None:
    text = text_of(cards.answer(entry(), PACK, ask_id=7))
    assert text.startswith("## How long does it take?\nAbout 13 years.")
    assert "[ABA\\, Policy (2025)](https://aba.example/policy_%28new%29)" in text
    assert "Career \\[guide\\]" in text
    assert "Checked 5 Mar 2031, read at an official or primary source" in text


def test_general_knowledge_beside_sources_is_said_to_be_a_part() -> None:
    mixed = text_of(cards.answer(entry(level=Level.UNVERIFIED), PACK, ask_id=7))
    assert mixed.endswith("in part general knowledge, for which no source was read")
    alone = text_of(cards.answer(entry(level=Level.UNVERIFIED, sources=()), PACK, ask_id=7))
    assert "5 Mar 2031, general knowledge, no source read" in alone


def test_an_answer_says_where_nothing_supports_it() -> None:
    bare = entry(sources=(), checked=None)
    assert "No source given" in text_of(cards.answer(bare, PACK, ask_id=7))


def test_an_answer_leads_on_to_related_entries_that_exist() -> None:
    labels = [button.label for button in buttons_of(cards.answer(entry(), PACK, ask_id=7))]
    assert labels == ["That helped", "Not what I meant", "Which skills matter?"]


def test_a_helpful_answer_says_thank_you() -> None:
    card = cards.answer(entry(), PACK, ask_id=7, verdict=Verdict.HELPED)
    assert "thank you" in text_of(card)
    assert "thank you" not in text_of(cards.answer(entry(), PACK, ask_id=7))


def test_the_words_on_a_pick_list_can_be_read_back() -> None:
    words = "how *long*, @everyone?"
    card = cards.offer(words, [SKILLS], ask_id=7, share=False)
    [marked] = [part for part in card.parts if isinstance(part, Text) and part.mark == cards.ASKED_MARK]
    assert cards.asked(marked.content) == words


def test_a_pick_list_ends_with_none_of_these() -> None:
    card = cards.offer("x", [SKILLS, entry()], ask_id=7, share=True)
    [menu] = [part for part in card.parts if isinstance(part, Menu)]
    assert [option.label for option in menu.options] == [
        "Which skills matter?", "How long does it take?", "None of these",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "fits"), [("x" * 3600, True), ("x" * CHARACTERS, False)], ids=["below the limit", "above it"]
)
def test_an_answer_too_long_for_discord_is_found_before_it_is_sent(answer: str, fits: bool) -> None:
    found = cards.excesses(entry(answer=answer), PACK)
    assert (found == []) is fits
    assert fits or "Discord allows 4,000" in found[0]


def test_a_card_counts_as_discord_counts() -> None:
    card = Card(
        Tone.ANSWER, (Text("abc"), Rule(), Buttons((Button("a", "b1:h"),)), Menu("s1:e", "x", (Option("a", "a"),)))
    )
    assert (card.characters, card.components) == (3, 7)


@pytest.mark.parametrize(
    ("part", "says"),
    [
        (Text(""), "empty text"),
        (Text("x" * 4001), "4,001 characters of text; Discord allows 4,000"),
        (Buttons((Button("x" * 81, "b1:h"),)), "81 characters; Discord allows 80"),
        (Buttons(tuple(Button(str(n), f"b1:h:{n}") for n in range(6))), "6 buttons; Discord allows 5"),
        (Buttons(()), "a row would have no button"),
        (Menu("s1:e", "x", ()), "a menu would have no option"),
        (Menu("s1:e", "x", tuple(Option(str(n), str(n)) for n in range(26))), "26 options; Discord allows 25"),
        (Menu("s1:e", "x" * 151, (Option("a", "a"),)), "151 characters; Discord allows 150"),
        (Menu("s1:e", "x", (Option("x" * 101, "a"),)), "101 characters; Discord allows 100"),
    ],
)
def test_every_limit_has_its_sentence(part: Text | Buttons | Menu, says: str) -> None:
    [sentence] = Card(Tone.ANSWER, (part,)).excesses()
    assert says in sentence


def test_a_card_of_too_many_parts_is_found() -> None:
    assert "41 parts; Discord allows 40" in Card(Tone.ANSWER, tuple(Text("x") for _ in range(40))).excesses()[0]


def test_a_picture_is_described_in_no_more_words_than_discord_takes() -> None:
    assert not Card(Tone.ANSWER, (Picture("a.png", b"", "d" * 1024),)).excesses()
    [excess] = Card(Tone.ANSWER, (Picture("a.png", b"", "d" * 1025),)).excesses()
    assert "1,025 characters" in excess


def test_a_link_counts_as_three_parts_and_its_limits_are_told() -> None:
    fine = Card(Tone.ANSWER, (Linked("text", "Open", "https://x.example"),))
    assert (fine.components, fine.characters, fine.excesses()) == (4, 4, [])
    wrong = (Linked("", "Open", "x"), Linked("z" * 4001, "x" * 81, "https://x.example/" + "y" * 500))
    assert len(Card(Tone.ANSWER, wrong).excesses()) == 4
