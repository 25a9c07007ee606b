"""Cards about posted lists: each says what is so, and what to do where something is not."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.core.codes import Action, decode
from bot.core.postings.moves import Edit, Keep, Move, Pin, Post, Withdraw
from bot.core.postings.values import Part, Posting, State, Trouble
from bot.core.rights import PIN, POSTING
from bot.render import postings as cards
from bot.render.card import Buttons, Card, Text, Tone
from bot.render.dates import Dates
from tests.support.lists import listed, resource

NOON = datetime(2031, 3, 5, 12, tzinfo=UTC)
POSTED = Posting(
    id=50, guild_id=7, channel_id=60, list_id="things", parts=(Part(70, "a"), Part(71, "b")), checked=NOON, changed=NOON
)


def text(card: Card) -> str:
    assert card.excesses() == []
    return "\n".join(part.content for part in card.parts if isinstance(part, Text))


def test_a_preview_says_what_would_be_posted_and_its_button_says_the_same() -> None:
    card = cards.preview(listed([resource(1)]), 2, 60, pin=True)
    assert "“Good things” in <#60>?\n1 entry, in 2 messages, the first of them pinned." in text(card)
    [row] = [part for part in card.parts if isinstance(part, Buttons)]
    code = decode(row.buttons[0].code)
    assert code is not None
    assert (code.action, code.args) == (Action.POST_LIST, ("60", "things", "1"))


@pytest.mark.parametrize("trouble", [one for one in Trouble if one is not Trouble.RIGHTS])
def test_every_trouble_says_what_is_to_be_done(trouble: Trouble) -> None:
    posting = replace(POSTED, trouble=trouble, state=State.ASIDE)
    for card in (
        cards.status([("Things", posting)], Dates()),
        cards.synced([("Things", posting, ())], dry=False),
        cards.notice("Things", posting),
        cards.posted("Things", replace(posting, parts=())),
        cards.withdrawn("Things", posting),
    ):
        assert card.tone is Tone.TROUBLE
        said = text(card)
        assert "Things" in said
        assert any(word in said for word in ("/lists", "try again", "Invite me"))


def test_every_right_is_named_with_what_it_is_for() -> None:
    needs = (*POSTING, PIN)
    for need in needs[1:]:
        assert f"I lack **{need.name}** ({need.purpose})." in text(
            cards.notice("Things", replace(POSTED, trouble=Trouble.RIGHTS, lacks=need.bit))
        )
    every = replace(POSTED, trouble=Trouble.RIGHTS, lacks=sum(need.bit for need in needs))
    assert "I lack **View Channel** (to see the channel). " in text(cards.notice("Things", every)), (
        "it hides the others"
    )


def test_a_status_has_channel_version_and_last_check() -> None:
    said = text(cards.status([("Things", POSTED)], Dates()))
    assert "**Things** in <#60> ([go there](https://discord.com/channels/7/60/70))" in said
    assert f"2 messages · version `{POSTED.version}` · changed 5 Mar 2031, 12:00 UTC · checked 5 Mar" in said
    assert "not checked yet" in text(cards.status([("Things", replace(POSTED, checked=None))], Dates()))
    assert "being removed" in text(cards.status([("Things", replace(POSTED, state=State.LEAVING))], Dates()))


def test_more_than_fits_is_on_further_pages_with_the_troubled_ones_first() -> None:
    postings = [(f"Things {number} " + "x" * 140, replace(POSTED, id=number)) for number in range(50)]
    postings[45] = (postings[45][0], replace(POSTED, trouble=Trouble.RIGHTS, lacks=POSTING[1].bit))
    seen: list[str] = []
    number = 0
    while True:
        card = cards.status(postings, Dates(), number)
        said = text(card)
        seen += re.findall(r"Things \d+", said)
        if number == 0:
            assert "50 of them, 1 in need of something · page 1 of " in said
            assert seen[0] == "Things 45"
            assert "I lack" in said
        turns = [button for part in card.parts if isinstance(part, Buttons) for button in part.buttons]
        assert [button.label for button in turns if button.label == "Previous"] == ["Previous"] * (number > 0)
        onward = [decode(button.code) for button in turns if button.label == "Next"]
        if not onward:
            break
        [code] = onward
        assert code is not None
        number += 1
        assert (code.action, code.args) == (Action.STATUS, (str(number),))
    assert number > 1
    assert sorted(seen) == sorted(f"Things {number}" for number in range(50))
    assert text(cards.status(postings, Dates(), 999)) == said, "the last one, where there are fewer by now"


def test_of_what_was_done_more_than_fits_is_counted_with_the_troubled_ones_first() -> None:
    troubled = replace(POSTED, trouble=Trouble.RIGHTS, lacks=sum(need.bit for need in POSTING[1:]))
    postings = [(f"Things {number} " + "x" * 140, POSTED, ()) for number in range(49)]
    said = text(cards.synced([*postings, ("The last", troubled, ())], dry=False))
    shown = said.count("in <#")
    assert 4 < shown < 50
    assert said.endswith(f"-# and {50 - shown} more")
    assert said.splitlines()[1].startswith("**The last**")


def test_what_was_done_and_what_would_be_done_is_said_in_words() -> None:
    moves: tuple[Move, ...] = (Keep(70, 0), Edit(71, 1), Edit(72, 2), Withdraw(73), Post(3), Pin())
    done = text(cards.synced([("Things", POSTED, moves)], dry=False))
    assert "sent 1 message, changed 2 messages, removed 1 message, pinned the first" in done
    dry = text(cards.synced([("Things", POSTED, moves)], dry=True))
    assert "send 1 message, change 2 messages, remove 1 message, keep 1 message, pin the first" in dry
    for nothing in ((), (Keep(70, 0), Keep(71, 1))):
        assert "as it should be" in text(cards.synced([("Things", POSTED, nothing)], dry=True))
    assert "No list is posted" in text(cards.synced([], dry=True))


def test_a_title_cannot_break_the_card() -> None:
    said = text(cards.status([("**[x](https://x.example)** @everyone" * 9, POSTED)], Dates()))
    assert "@everyone" not in said
    assert "](https://x" not in said
