"""A member asks; a moderator sees that it was asked."""

import pytest

from bot.core.asks import Outcome
from bot.store.tables import asks, gaps
from sandbox.pilot import Pilot
from tests.support.rows import rows
from tests.support.running import Running

ENTRY = "How long does it take to become a pain specialist?"


async def test_a_picked_suggestion_is_answered_and_counted(pilot: Pilot, preceptor: Running) -> None:
    ada = pilot.person("Ada")
    choices = await ada.types("/faq ask", question="how lo")
    assert (choices[0].name, choices[0].value) == (ENTRY, "how-long")

    reply = await ada.runs("/faq ask", question=choices[0].value)
    assert reply.title == ENTRY
    assert reply.ephemeral
    assert "About 13 academic years" in reply.text
    assert "Checked 1 Nov 2026" in reply.text

    await pilot.settled()
    [ask] = await rows(preceptor, asks)
    assert (ask.entry_id, ask.outcome, ask.via, ask.verdict) == ("how-long", "found", "picked", None)


async def test_a_question_with_a_typo_is_answered(pilot: Pilot, preceptor: Running) -> None:
    reply = await pilot.person("Ada").runs("/faq ask", question="How many yaers is the trainnig")
    assert reply.title == ENTRY
    [ask] = await rows(preceptor, asks)
    assert (ask.entry_id, ask.via) == ("how-long", "typed")


async def test_an_answer_is_private_unless_it_is_shared(pilot: Pilot) -> None:
    ada, ben = pilot.person("Ada"), pilot.person("Ben")
    await ada.runs("/faq ask", question="how-long")
    assert not [seen for seen in ben.sees() if seen.title == ENTRY]
    await ada.runs("/faq ask", question="how-long", share=True)
    assert [seen for seen in ben.sees() if seen.title == ENTRY]


async def test_that_it_helped_is_kept_once_and_the_last_press_wins(pilot: Pilot, preceptor: Running) -> None:
    ada = pilot.person("Ada")
    reply = await ada.runs("/faq ask", question="how-long")
    thanked = await ada.presses(reply, "That helped")
    assert "thank you" in thanked.text
    assert thanked.title == ENTRY
    await pilot.settled()
    [ask] = await rows(preceptor, asks)
    assert ask.verdict == "helped"

    await ada.presses(thanked, "Not what I meant")
    await pilot.settled()
    assert "thank you" not in ada.sees_again(thanked).text, "the last press wins"
    sorry = ada.sees()[-1]
    assert sorry.title == "Sorry, that missed"
    await pilot.settled()
    [ask] = await rows(preceptor, asks)
    assert ask.verdict == "missed"

    noted = await ada.presses(sorry, "This is out of date")
    assert noted.title == "Thank you"
    await pilot.settled()
    [ask] = await rows(preceptor, asks)
    assert ask.verdict == "outdated"


async def test_an_entry_opened_from_another_is_an_ask_of_its_own(pilot: Pilot, preceptor: Running) -> None:
    ada = pilot.person("Ada")
    reply = await ada.runs("/faq ask", question="how-long")
    related = await ada.presses(reply, "Which skills does a pain specialist need?")
    assert related.title == "Which skills does a pain specialist need?"
    assert related.ephemeral
    await pilot.settled()
    assert [(ask.entry_id, ask.via) for ask in await rows(preceptor, asks)] == [
        ("how-long", "picked"), ("skills", "browse"),
    ]  # fmt: skip


async def test_a_reader_of_a_shared_answer_marks_it_for_nobody_else(pilot: Pilot, preceptor: Running) -> None:
    ada, ben = pilot.person("Ada"), pilot.person("Ben")
    shared = await ada.runs("/faq ask", question="how-long", share=True)
    thanks = await ben.presses(shared, "That helped")
    assert thanks.ephemeral
    assert "thank you" in thanks.text
    assert ada.sees_again(shared).text == shared.text
    sorry = await ben.presses(shared, "Not what I meant")
    assert sorry.ephemeral
    assert ada.sees_again(shared).text == shared.text
    await pilot.settled()
    [ask] = await rows(preceptor, asks)
    assert ask.verdict == "missed"


UNSURE = "leave pain doctor years"


async def test_an_unsure_lookup_offers_a_choice_that_completes_the_same_ask(pilot: Pilot, preceptor: Running) -> None:
    ada = pilot.person("Ada")
    offer = await ada.runs("/faq ask", question=UNSURE, share=True)
    assert offer.title == "Did you mean one of these?"
    assert offer.ephemeral
    assert UNSURE in offer.text
    [ask] = await rows(preceptor, asks)
    assert (ask.outcome, ask.entry_id) == (Outcome.CLOSE, None)

    posted = await ada.picks(offer, "How much leave can I take during residency?")
    assert "answered below" in posted.text
    assert not posted.selects, "one ask is posted once"
    await pilot.settled()
    answer = ada.sees()[-1]
    assert answer.title == "How much leave can I take during residency?"
    assert not answer.ephemeral, "the ask said share"
    await pilot.settled()
    [ask] = await rows(preceptor, asks)
    assert (ask.outcome, ask.entry_id) == (Outcome.CLOSE, "leave")


async def test_none_of_these_leaves_the_scrubbed_words_to_the_editors(pilot: Pilot, preceptor: Running) -> None:
    ada = pilot.person("Ada")
    offer = await ada.runs("/faq ask", question="pain training leave call 5551234567")
    missed = await ada.picks(offer, "None of these")
    assert missed.title == "Not in the FAQ"
    await pilot.settled()
    [ask] = await rows(preceptor, asks)
    [gap] = await rows(preceptor, gaps)
    assert (ask.outcome, ask.entry_id) == (Outcome.MISSING, None)
    assert gap.ask_id == ask.id
    assert "leave" in gap.words
    assert "5551234567" not in gap.words


async def test_words_that_nothing_fits_are_an_honest_miss(pilot: Pilot, preceptor: Running) -> None:
    reply = await pilot.person("Ada").runs("/faq ask", question="best pizza topping @everyone")
    assert reply.title == "Not in the FAQ"
    assert reply.ephemeral
    [ask] = await rows(preceptor, asks)
    [gap] = await rows(preceptor, gaps)
    assert ask.outcome == Outcome.MISSING
    assert "@" not in gap.words


async def test_a_cry_for_help_is_met_and_not_kept(pilot: Pilot, preceptor: Running) -> None:
    reply = await pilot.person("Ada").runs("/faq ask", question="I want to kill myself")
    assert "988" in reply.text
    assert reply.ephemeral
    assert await rows(preceptor, asks) == []
    assert await rows(preceptor, gaps) == []


async def test_the_eleventh_question_within_a_minute_waits_and_is_not_recorded(
    pilot: Pilot, preceptor: Running
) -> None:
    ada, ben = pilot.person("Ada"), pilot.person("Ben")
    for _ in range(10):
        assert (await ada.runs("/faq ask", question="how-long")).title == ENTRY
    refused = await ada.runs("/faq ask", question="how-long")
    assert "Try again in" in refused.text
    assert (await ben.runs("/faq ask", question="how-long")).title == ENTRY
    assert len(await rows(preceptor, asks)) == 11


async def test_nothing_typed_yet_shows_pinned_entries_and_then_the_most_asked(pilot: Pilot) -> None:
    ada = pilot.person("Ada")
    await ada.runs("/faq ask", question="skills")
    choices = await ada.types("/faq ask", question="")
    assert [choice.value for choice in choices] == ["how-long", "skills", "leave"]


@pytest.mark.parametrize("person", ["Ada", "Mia", "Nell"])
async def test_statistics_are_for_moderators(pilot: Pilot, person: str) -> None:
    assert "/stats top" not in pilot.person(person).commands()


async def test_a_moderator_sees_what_was_asked(pilot: Pilot) -> None:
    ada, max_ = pilot.person("Ada"), pilot.person("Max")
    for question in ("how-long", "how-long", "skills", "best pizza topping"):
        await ada.runs("/faq ask", question=question)
    top = await max_.runs("/stats top")
    assert top.ephemeral
    assert f"1. {ENTRY} — **2** (50%)" in top.text.replace("\\", "")
    assert "4 asks in all; 1 found nothing" in top.text
    topics = await max_.runs("/stats top", period="7d", by="topic")
    assert "1. Training — **2** (50%)" in topics.text


async def test_the_faq_answers_in_direct_messages_too(pilot: Pilot, preceptor: Running) -> None:
    reply = await pilot.person("Ada").in_dm().runs("/faq ask", question="how-long")
    assert reply.title == ENTRY
    [ask] = await rows(preceptor, asks)
    assert ask.guild_id is None
