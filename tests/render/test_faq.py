"""What stands around an answer: where it came from, why it is private, and the way back."""

import pytest

from bot.core.codes import Action, Code, decode
from bot.core.scope import Concern
from bot.render import faq as cards
from bot.render.card import CHARACTERS, Menu, Text
from tests.render.test_card import PACK, SKILLS, buttons_of, entry, text_of

HERE = cards.Place(1, 2)


def test_an_answer_to_a_message_says_to_which_and_who_asked_for_it() -> None:
    line = cards.in_answer_to(HERE, 3, member_id=4)
    card = cards.answer(entry(), PACK, ask_id=7, above=(line,))
    assert text_of(card).startswith(
        "-# <@4> asked me to answer [this message](https://discord.com/channels/1/2/3)\n## How long"
    )


def test_a_place_in_direct_messages_has_an_address_too() -> None:
    assert cards.Place(None, 2).message(3) == "https://discord.com/channels/@me/2/3"


@pytest.mark.parametrize(
    ("ago", "when"),
    [(0, "a moment ago"), (59.9, "a moment ago"), (60, "a minute ago"), (119, "a minute ago"), (599, "9 minutes ago")],
)
def test_an_answer_shown_before_says_when_and_where(ago: float, when: str) -> None:
    assert cards.shown_before(HERE, ago=ago, message_id=3) == (
        f"-# Everybody here was shown this {when}: [go there](https://discord.com/channels/1/2/3). "
        "So that it is not posted twice, only you see it now."
    )
    assert cards.shown_before(HERE, ago=ago, message_id=None).startswith(f"-# Everybody here was shown this {when}. So")


def test_a_browsed_answer_leads_back_to_its_list() -> None:
    card = cards.answer(entry(), PACK, ask_id=7, back=cards.Back("work-and-life", 2))
    back = buttons_of(card)[-1]
    assert back.label == "◂ Back to Work and life"
    assert decode(back.code) == Code(Action.TOPIC, ("work-and-life", "2"))
    assert "◂" not in "".join(button.label for button in buttons_of(cards.answer(entry(), PACK, ask_id=7)))


@pytest.mark.parametrize("words", ["how *long*, @everyone?", "You asked: what?", "The message says: no", "x" * 300])
def test_the_words_of_a_message_can_be_read_back_from_its_pick_list(words: str) -> None:
    card = cards.offer_for_message(words, [SKILLS, entry()], ask_id=7, message_id=8)
    [marked] = [part for part in card.parts if isinstance(part, Text) and part.mark == cards.ASKED_MARK]
    assert cards.asked(marked.content) == words
    own = cards.offer(words, [SKILLS], ask_id=7, share=False)
    [marked] = [part for part in own.parts if isinstance(part, Text) and part.mark == cards.ASKED_MARK]
    assert cards.asked(marked.content) == words


def test_the_pick_list_for_a_message_keeps_the_message_in_its_code() -> None:
    card = cards.offer_for_message("x", [SKILLS, entry()], ask_id=7, message_id=8)
    [menu] = [part for part in card.parts if isinstance(part, Menu)]
    assert decode(menu.code) == Code(Action.ANSWER, ("7", "8"))
    assert "Does one of these answer it?" in text_of(card)
    assert "posted here for everybody" in text_of(card)


def test_a_long_message_is_shown_in_part() -> None:
    words = "why " * 1000
    for card in (
        cards.offer_for_message(words, [SKILLS], ask_id=cards.LONGEST_ID, message_id=cards.LONGEST_ID),
        cards.missed_message(words),
    ):
        assert card.excesses() == []
        assert card.characters < 1000
        assert "…" in text_of(card)


def test_every_concern_is_met_in_a_message_as_well() -> None:
    for concern in Concern:
        assert "Only you see this" in text_of(cards.declined_message(concern))
    assert "988" in text_of(cards.declined_message(Concern.CRISIS))


def test_the_longest_form_of_an_answer_is_one_that_can_come_up() -> None:
    """With the line above it and the way back, an answer has less room than alone."""
    fixed = cards.answer(entry(answer=""), PACK, ask_id=7).characters
    longest = next(n for n in range(CHARACTERS) if cards.excesses(entry(answer="x" * n), PACK)) - 1
    line = cards.shown_before(cards.Place(2**63 - 1, 2**63 - 1), ago=599, message_id=2**63 - 1)
    alone = CHARACTERS - fixed
    assert alone - 300 < longest <= alone - len(line)
    for above in (line, cards.in_answer_to(cards.Place(2**63 - 1, 2**63 - 1), 2**63 - 1, member_id=2**63 - 1)):
        assert cards.answer(entry(answer="x" * longest), PACK, ask_id=7, above=(above,)).excesses() == []
