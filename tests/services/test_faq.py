"""The use cases of the FAQ over real content, a real index and a recorder that keeps what it is given."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.content.loader import Loaded
from bot.core.asks import Ask, Choice, Gap, Outcome, Record, Via
from bot.core.editing import Fate
from bot.core.errors import MemberError
from bot.core.flood import Flood
from bot.core.pack import Entry, Pack
from bot.core.problems import Report
from bot.core.scope import Concern
from bot.services.asks import AskRecorder
from bot.services.faq import FaqService
from bot.services.popularity import Popularity
from bot.services.results import Answered, Barred, Declined, Leaf, Missed, Occasion, Offered, Topics
from bot.services.shelf import Shelf, stocked
from bot.services.showings import Showings, Shown, Turn
from bot.store.spool import JsonlSpool
from tests.support.unset import unset

NOW = datetime(2031, 3, 5, 12, tzinfo=UTC)
ADA = Occasion(id=100, guild_id=1, member_id=7, at=NOW, channel_id=11, may_write=True)
PACK = Pack(
    {
        entry.id: entry
        for entry in (
            Entry("leave", "How much leave is there in residency?", ("days off", "vacation weeks"), "work", ""),
            Entry("pay", "What does a pain doctor earn?", ("salary", "income of pain physicians"), "work", ""),
            Entry("length", "How long is the training?", ("how many years", "when am I done"), "road", "", pinned=True),
        )
    },
    {},
    "digest",
)


class Kept:
    """A store in memory: what was recorded, in order."""

    def __init__(self) -> None:
        self.records: list[Record] = []

    async def record(self, records: Sequence[Record]) -> None:
        self.records += records


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def shelf() -> Shelf:
    return Shelf(stocked(PACK, Report(), at=NOW))


@pytest.fixture
async def faq(kept: Kept, shelf: Shelf, tmp_path: Path) -> AsyncIterator[FaqService]:
    async with AskRecorder(store=kept, spool=JsonlSpool(path=tmp_path / "spool")) as recorder:
        yield FaqService(
            shelf=shelf,
            recorder=recorder,
            popularity=Popularity(),
            settings=unset(),
            flood=Flood(),
            presses=Flood(limit=30),
            showings=Showings(monotonic=lambda: 0.0),
            monotonic=lambda: 0.0,
        )


async def test_a_message_that_asks_is_answered_for_everybody(faq: FaqService, kept: Kept) -> None:
    result = await faq.answer_message("Hi all! I am new. What does a pain doctor earn? Thanks!", ADA, mine=False)
    assert isinstance(result, Answered)
    assert result.entry.id == "pay"
    assert isinstance(result.publicity, Turn)
    assert kept.records == [Ask(100, 1, "pay", Outcome.FOUND, Via.MENU, NOW, NOW.date())]


async def test_an_unsure_message_is_offered_with_the_part_that_asks(faq: FaqService, kept: Kept) -> None:
    text = "What does a pain doctor earn? And how much leave is there in residency?"
    result = await faq.answer_message(f"Hello. {text}", ADA, mine=False)
    assert isinstance(result, Offered)
    assert {entry.id for entry in result.entries[:2]} == {"pay", "leave"}
    assert result.share
    assert result.words == "What does a pain doctor earn / how much leave is there in residency"
    assert kept.records == [Ask(100, 1, None, Outcome.CLOSE, Via.MENU, NOW, NOW.date())]


async def test_of_a_message_that_nothing_answers_only_the_scrubbed_question_is_kept(
    faq: FaqService, kept: Kept
) -> None:
    text = "My name is Bo, call 5551234567. Where is the best pizza near <@12345678901> @bo? Long story otherwise."
    result = await faq.answer_message(text, ADA, mine=False)
    assert isinstance(result, Missed)
    [ask, gap] = kept.records
    assert isinstance(ask, Ask)
    assert (ask.outcome, ask.via) == (Outcome.MISSING, Via.MENU)
    assert gap == Gap(100, 1, "Where is the best pizza near", NOW)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("My back hurts since the fall. How long is the training?", Concern.SYMPTOMS),
        ("I want to die. How long is the training?", Concern.CRISIS),
    ],
)
async def test_a_message_with_a_concern_is_not_looked_up(faq: FaqService, kept: Kept, text: str, what: Concern) -> None:
    assert await faq.answer_message(text, ADA, mine=False) == Declined(what)
    assert kept.records == []


@pytest.mark.parametrize("text", ["", "   ", "🙂", "https://a.example/b", "<@123>", "!!!"])
async def test_a_message_without_words_is_told(faq: FaqService, kept: Kept, text: str) -> None:
    with pytest.raises(MemberError, match="no words"):
        await faq.answer_message(text, ADA, mine=False)
    assert kept.records == []


async def test_a_message_of_the_bots_own_is_told(faq: FaqService) -> None:
    with pytest.raises(MemberError, match="I wrote that"):
        await faq.answer_message("How long is the training?", ADA, mine=True)


async def test_the_eleventh_message_within_a_minute_waits(faq: FaqService, kept: Kept) -> None:
    for number in range(10):
        await faq.answer_message("How long is the training?", replace(ADA, id=number), mine=False)
    with pytest.raises(MemberError, match="Try again in"):
        await faq.answer_message("How long is the training?", replace(ADA, id=10), mine=False)
    assert len(kept.records) == 10


async def test_a_shared_answer_is_shown_once_whichever_way_it_is_asked_for(faq: FaqService) -> None:
    first = await faq.ask("pay", ADA, share=True)
    assert isinstance(first, Answered)
    assert isinstance(first.publicity, Turn)
    with first.publicity as turn:
        turn.shown(55)
    again = await faq.answer_message("What does a pain doctor earn?", replace(ADA, id=101), mine=False)
    assert isinstance(again, Answered)
    assert again.publicity == Shown(0.0, 55)
    chosen = await faq.choose(102, "pay", replace(ADA, id=103), share=True)
    assert chosen.publicity == Shown(0.0, 55)
    elsewhere = await faq.ask("pay", replace(ADA, id=104, channel_id=12), share=True)
    assert isinstance(elsewhere, Answered)
    assert isinstance(elsewhere.publicity, Turn)


async def test_a_private_answer_takes_no_turn(faq: FaqService) -> None:
    private = await faq.ask("pay", ADA)
    assert isinstance(private, Answered)
    assert private.publicity is None
    assert (await faq.choose(100, "pay", ADA)).publicity is None
    assert (await faq.open("pay", ADA)).publicity is None
    shared = await faq.ask("pay", replace(ADA, id=101), share=True)
    assert isinstance(shared, Answered)
    assert isinstance(shared.publicity, Turn)


async def test_nothing_is_posted_for_a_member_who_may_not_write_there(faq: FaqService, kept: Kept) -> None:
    result = await faq.ask("pay", replace(ADA, may_write=False), share=True)
    assert isinstance(result, Answered)
    assert result.publicity == Barred()
    assert len(kept.records) == 1


async def test_topics_and_their_entries_are_leafed_through(faq: FaqService, kept: Kept) -> None:
    topics = faq.topics()
    assert [topic.id for topic in topics.page.items] == ["work", "road"]
    assert topics.entries == 3
    leaf = faq.topic("work")
    assert isinstance(leaf, Leaf)
    assert [entry.id for entry in leaf.page.items] == ["leave", "pay"]
    assert kept.records == []
    read = await faq.read("pay", ADA)
    assert (read.answered.entry.id, read.page) == ("pay", 0)
    assert kept.records == [Ask(100, 1, "pay", Outcome.FOUND, Via.BROWSE, NOW, NOW.date())]


async def test_a_topic_that_is_not_there_leads_to_those_that_are(faq: FaqService) -> None:
    found = faq.topic("pizza")
    assert isinstance(found, Topics)
    assert found.unknown == "pizza"
    assert len(found.page.items) == 2


async def test_an_entry_that_is_gone_is_told_while_leafing(faq: FaqService, kept: Kept) -> None:
    with pytest.raises(MemberError, match="no longer in the FAQ"):
        await faq.read("gone", ADA)
    assert kept.records == []


async def test_an_empty_faq_says_so(faq: FaqService, shelf: Shelf) -> None:
    empty = Pack({}, {}, "empty")
    assert shelf.offer(Loaded(empty, Report(), {}, empty), at=NOW, confirmed=True) is Fate.TAKEN
    with pytest.raises(MemberError, match="nothing in the FAQ yet"):
        faq.topics()
    with pytest.raises(MemberError, match="nothing in the FAQ yet"):
        faq.topic("work")
    assert faq.suggest_topics("") == ()


async def test_the_choice_for_a_message_completes_its_ask(faq: FaqService, kept: Kept) -> None:
    await faq.choose(100, "leave", replace(ADA, id=105), share=True)
    assert kept.records == [Choice(100, 1, "leave")]
