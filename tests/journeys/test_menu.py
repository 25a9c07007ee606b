"""*Answer from FAQ* on somebody's message, and an answer that a channel has just seen."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.core.asks import Outcome, Via
from bot.services.faq import FaqService
from bot.store.tables import asks, gaps
from sandbox.kinds import MessageType
from sandbox.model import Attachment, Overwrite
from sandbox.permissions import Permission
from sandbox.pilot import Person, Pilot, Reply
from sandbox.server import Place
from tests.support.log import Log
from tests.support.posts import posts
from tests.support.rows import rows
from tests.support.running import Running, running, settings

MENU = "Answer from FAQ"
HOW_LONG = "How long does it take to become a pain specialist?"
LEAVE = "How much leave can I take during residency?"
SKILLS = "Which skills does a pain specialist need?"
ASKING = "Hey all! I am an MS2 and love procedures. How many years is the training? Thanks so much."
UNSURE = "Any thoughts? leave pain doctor years?"
ANSWERED = "Everybody here was shown this a moment ago"


def address(message: Reply) -> str:
    assert message.message is not None
    return f"https://discord.com/channels/{message.message.guild_id}/{message.message.channel_id}/{message.message.id}"


def public(person: Person, title: str) -> list[Reply]:
    """What everybody sees under this title in the channel looked at."""
    return [seen for seen in person.sees() if seen.title == title and not seen.ephemeral]


async def test_somebodys_question_is_answered_where_it_stands(pilot: Pilot, preceptor: Running, place: Place) -> None:
    ada, ben, mia = (pilot.person(name) for name in ("Ada", "Ben", "Mia"))
    question = await ada.says(ASKING)
    answer = await ben.chooses(MENU, on=question)
    assert answer.title == HOW_LONG
    assert not answer.ephemeral
    assert "About 13 academic years" in answer.text
    assert answer.text.startswith(f"-# <@{ben.id}> asked me to answer [this message]({address(question)})\n")
    assert public(mia, HOW_LONG)
    await pilot.settled()
    [ask] = await rows(preceptor, asks)
    assert (ask.entry_id, ask.outcome, ask.via) == ("how-long", Outcome.FOUND, Via.MENU)
    [sent] = [one.request_body["data"] for one in place.wire.exchanges if one.template.endswith("/callback")]
    assert sent["allowed_mentions"] == {"parse": []}, "the name of whoever used it pings nobody"


async def test_an_unsure_lookup_is_chosen_from_privately_and_then_posted(
    pilot: Pilot, preceptor: Running, place: Place
) -> None:
    ada, ben, mia = (pilot.person(name) for name in ("Ada", "Ben", "Mia"))
    question = await ada.says(UNSURE)
    offer = await ben.chooses(MENU, on=question)
    assert offer.ephemeral
    assert offer.title == "Does one of these answer it?"
    assert "The message says: leave pain doctor years" in offer.text
    assert not [seen for seen in mia.sees() if seen.message and seen.message.author_id != ada.id]

    posted = await ben.picks(offer, LEAVE)
    assert "answered below" in posted.text
    assert not posted.selects
    await pilot.settled()
    [answer] = public(mia, LEAVE)
    assert f"<@{ben.id}> asked me to answer [this message]({address(question)})" in answer.text
    [ask] = await rows(preceptor, asks)
    assert (ask.entry_id, ask.outcome, ask.via) == ("leave", Outcome.CLOSE, Via.MENU)
    [sent] = [one.request_body for one in place.wire.exchanges if one.template.startswith("/webhooks/")]
    assert sent["allowed_mentions"] == {"parse": []}


async def test_a_choice_still_knows_its_message_after_a_restart(place: Place, tmp_path: Path, content: Path) -> None:
    config = settings(place, tmp_path, content)
    ada, ben = Pilot(place).person("Ada"), Pilot(place).person("Ben")
    question = await ada.says(UNSURE)
    async with running(place, config):
        offer = await ben.chooses(MENU, on=question)
    async with running(place, config) as bot:
        await ben.picks(offer, LEAVE)
        await bot.app.hand.drain(5)
    [answer] = public(ada, LEAVE)
    assert address(question) in answer.text


async def test_none_of_these_stays_private_and_leaves_the_question_to_the_editors(
    pilot: Pilot, preceptor: Running
) -> None:
    ada, ben = pilot.person("Ada"), pilot.person("Ben")
    question = await ada.says("My number is 5551234567. How do pain training and leave fit together @ada?")
    offer = await ben.chooses(MENU, on=question)
    missed = await ben.picks(offer, "None of these")
    assert missed.ephemeral
    assert missed.title == "Not in the FAQ"
    await pilot.settled()
    [ask], [gap] = await rows(preceptor, asks), await rows(preceptor, gaps)
    assert (ask.outcome, ask.via, gap.ask_id) == (Outcome.MISSING, Via.MENU, ask.id)
    assert gap.words == "How do pain training and leave fit together"


async def test_a_message_that_nothing_answers_is_told_to_whoever_tried_alone(pilot: Pilot, preceptor: Running) -> None:
    ada, ben = pilot.person("Ada"), pilot.person("Ben")
    question = await ada.says("Good morning. Where is the best pizza @everyone? I am starving.")
    missed = await ben.chooses(MENU, on=question)
    assert missed.ephemeral
    assert "Nothing here answers “Where is the best pizza \\@\u200beveryone”" in missed.text
    [ask], [gap] = await rows(preceptor, asks), await rows(preceptor, gaps)
    assert (ask.outcome, ask.via, gap.words) == (Outcome.MISSING, Via.MENU, "Where is the best pizza")
    assert len(ada.sees()) == 1


@pytest.mark.parametrize(
    ("text", "to_others", "to_its_author"),
    [
        ("I want to kill myself. How many years is the training?", "Somebody may need you", "You matter"),
        ("My knee hurts since monday. How many years is the training?", "their own doctor", "your own doctor"),
    ],
)
async def test_what_is_no_matter_for_a_faq_is_met_privately_and_not_kept(
    pilot: Pilot, preceptor: Running, text: str, to_others: str, to_its_author: str
) -> None:
    ada, ben = pilot.person("Ada"), pilot.person("Ben")
    said = await ada.says(text)
    for person, words in ((ben, to_others), (ada, to_its_author)):
        reply = await person.chooses(MENU, on=said)
        assert reply.ephemeral
        assert reply.title is not None
        assert words in reply.title
    assert await rows(preceptor, asks) == []
    assert await rows(preceptor, gaps) == []


PICTURE = Attachment(1, "cat.png", 10, "image/png")


@pytest.mark.parametrize(
    "about",
    [
        {},
        {"attachments": [PICTURE]},
        {"embeds": [{"type": "rich", "title": "How many years is the training?"}]},
        {"content": "🙂 https://a.example/how-many-years <@1>"},
        {"type": MessageType.CHANNEL_PINNED_MESSAGE, "content": "How many years is the training?"},
        {"type": MessageType.THREAD_CREATED, "content": "How many years is the training?"},
    ],
    ids=["nothing", "a picture", "a card", "signs and links", "a pin", "a thread"],
)
async def test_a_message_without_words_of_somebodys_is_told_so(
    pilot: Pilot, preceptor: Running, about: dict[str, Any]
) -> None:
    ada, ben = pilot.person("Ada"), pilot.person("Ben")
    reply = await ben.chooses(MENU, on=posts(ada, **about))
    assert reply.ephemeral
    assert "There are no words in that message" in reply.text
    assert await rows(preceptor, asks) == []


async def test_the_bots_own_messages_are_not_answered(pilot: Pilot, preceptor: Running) -> None:
    ada, ben = pilot.person("Ada"), pilot.person("Ben")
    shared = await ada.runs("/faq ask", question="how-long", share=True)
    reply = await ben.chooses(MENU, on=shared)
    assert reply.ephemeral
    assert "I wrote that message myself" in reply.text
    assert len(await rows(preceptor, asks)) == 1


@pytest.mark.parametrize("before", [True, False], ids=["a long story first", "a long story after"])
async def test_the_question_in_the_longest_message_there_is_is_found(
    pilot: Pilot, preceptor: Running, before: bool
) -> None:
    story = "I did a year of research after college and my cat walked over the keyboard. " * 60
    question = "How many years is the training?"
    text = (story[: 3999 - len(question)] + " " + question) if before else f"{question} {story}"[:4000]
    assert len(text) == 4000
    answer = await pilot.person("Ben").chooses(MENU, on=posts(pilot.person("Ada"), text))
    assert (answer.title, answer.ephemeral) == (HOW_LONG, False)
    await pilot.settled()
    assert len(await rows(preceptor, asks)) == 1


async def test_the_menu_is_there_in_servers_only(pilot: Pilot) -> None:
    ada = pilot.person("Ada")
    assert MENU in ada.commands()
    assert MENU not in ada.in_dm().commands()


async def test_a_message_in_a_thread_is_answered_in_the_thread(pilot: Pilot) -> None:
    ada, ben = pilot.person("Ada"), pilot.person("Ben")
    thread = ada.opens_thread("The long road", on=await ada.says("A thread for this"))
    question = await thread.says(ASKING)
    inside = ben.in_channel("The long road")
    answer = await inside.chooses(MENU, on=question)
    assert (answer.title, answer.ephemeral) == (HOW_LONG, False)
    assert address(question) in answer.text
    assert answer.message is not None
    assert answer.message.channel_id == thread.channel_id


async def test_whoever_may_not_write_in_a_channel_has_nothing_posted_there(pilot: Pilot, place: Place) -> None:
    ada = pilot.person("Ada")
    question = await ada.says(ASKING)
    channel = place.world.channel(ada.channel_id)
    channel.overwrites[ada.guild_id or 0] = Overwrite(ada.guild_id or 0, "role", deny=int(Permission.SEND_MESSAGES))
    for reply in (
        await ada.chooses(MENU, on=question),
        await ada.runs("/faq ask", question="how-long", share=True),
    ):
        assert reply.ephemeral
        assert "Only you see this, because you cannot write in this channel." in reply.text
        assert "About 13 academic years" in reply.text


async def test_who_may_write_in_threads_alone_has_something_posted_in_a_thread(pilot: Pilot, place: Place) -> None:
    ada = pilot.person("Ada")
    thread = ada.opens_thread("The long road", on=await ada.says("A thread for this"))
    question = await thread.says(ASKING)
    channel = place.world.channel(ada.channel_id)
    channel.overwrites[ada.guild_id or 0] = Overwrite(ada.guild_id or 0, "role", deny=int(Permission.SEND_MESSAGES))
    assert not (await thread.chooses(MENU, on=question)).ephemeral
    denied = int(Permission.SEND_MESSAGES_IN_THREADS)
    channel.overwrites[ada.guild_id or 0] = Overwrite(ada.guild_id or 0, "role", deny=denied)
    assert "you cannot write" in (await thread.runs("/faq ask", question="leave", share=True)).text


# What a channel has just seen.


async def by_share(person: Person, entry: str = "how-long") -> Reply:
    return await person.runs("/faq ask", question=entry, share=True)


async def by_menu(person: Person, _: str = "how-long") -> Reply:
    return await person.chooses(MENU, on=await person.says(ASKING))


async def by_list(person: Person, _: str = "how-long") -> Reply:
    """Out of the pick list of an ask that was to be shared. What comes of it: the answer, or what took its place."""
    offer = await person.runs("/faq ask", question="leave pain doctor years", share=True)
    chosen = await person.picks(offer, HOW_LONG)
    await person.pilot.settled()
    return person.sees()[-1] if "answered below" in chosen.text else chosen


WAYS = {"share": by_share, "menu": by_menu, "list": by_list}


@pytest.mark.parametrize("second", WAYS.values(), ids=WAYS.keys())
@pytest.mark.parametrize("first", WAYS.values(), ids=WAYS.keys())
async def test_the_same_answer_again_is_for_the_asker_alone(
    pilot: Pilot, preceptor: Running, first: Any, second: Any
) -> None:
    ada, ben, mia = (pilot.person(name) for name in ("Ada", "Ben", "Mia"))
    shown = await first(ada)
    assert not shown.ephemeral
    await pilot.settled()
    again = await second(ben)
    assert again.title == HOW_LONG
    assert again.ephemeral
    assert f"{ANSWERED}: [go there]({address(shown)})" in again.text
    assert "About 13 academic years" in again.text
    assert not again.selects
    await pilot.settled()
    assert len(public(mia, HOW_LONG)) == 1
    assert len(await rows(preceptor, asks)) == 2, "both were asked"


async def test_another_answer_and_another_channel_are_not_held_back(pilot: Pilot) -> None:
    ada = pilot.person("Ada")
    assert not (await by_share(ada)).ephemeral
    assert not (await by_share(ada, "leave")).ephemeral
    assert not (await by_share(ada.in_channel("resources"))).ephemeral
    private = await ada.runs("/faq ask", question="how-long")
    assert "Everybody here" not in private.text


@pytest.mark.refused
@pytest.mark.parametrize("fault", [{"status": 403, "code": 50013}, {"reset": "before"}], ids=["refused", "reset"])
async def test_an_answer_that_did_not_arrive_was_not_shown(pilot: Pilot, place: Place, fault: dict[str, Any]) -> None:
    ada, ben = pilot.person("Ada"), pilot.person("Ben")
    place.faults.next("POST", "/interactions/*/callback", times=2, **fault)
    await by_share(ada)
    await pilot.settled()
    assert not public(ben, HOW_LONG)
    assert not (await by_share(ben)).ephemeral


@pytest.mark.refused
async def test_a_choice_whose_answer_did_not_arrive_was_not_shown(pilot: Pilot, place: Place) -> None:
    ada, ben = pilot.person("Ada"), pilot.person("Ben")
    offer = await ada.runs("/faq ask", question="leave pain doctor years", share=True)
    place.faults.next("POST", "/webhooks/*", status=403, code=50013)
    await ada.picks(offer, HOW_LONG)
    await pilot.settled()
    assert not public(ben, HOW_LONG)
    assert not (await by_share(ben)).ephemeral


@pytest.mark.refused
async def test_an_answer_that_arrived_while_its_receipt_was_lost_was_shown(pilot: Pilot, place: Place) -> None:
    ada, ben = pilot.person("Ada"), pilot.person("Ben")
    place.faults.next("POST", "/interactions/*/callback", reset="after")
    await by_share(ada)
    await pilot.settled()
    assert len(public(ben, HOW_LONG)) == 1
    again = await by_share(ben)
    assert again.ephemeral
    assert f"{ANSWERED}. So that" in again.text, "where it stands nobody knows"


async def test_of_many_at_once_one_is_shown(pilot: Pilot) -> None:
    people = [pilot.person(name) for name in ("Ada", "Ben", "Mia", "Max", "Nell", "Olga")]
    question = await people[0].says(ASKING)
    replies = await asyncio.gather(
        *(person.chooses(MENU, on=question) for person in people[:3]), *(by_share(person) for person in people[3:])
    )
    assert [reply.ephemeral for reply in replies].count(False) == 1
    assert all(reply.title == HOW_LONG for reply in replies)
    await pilot.settled()
    assert len(public(people[0], HOW_LONG)) == 1


async def test_nobody_learns_from_the_log_what_was_written(
    pilot: Pilot, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, ben = pilot.person("Ada"), pilot.person("Ben")
    await ben.chooses(MENU, on=await ada.says("Where is the winding pizza? How many years is the training?"))

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(FaqService, "answer_message", broken)
    await ben.chooses(MENU, on=await ada.says("Where is the winding pizza? How many years is the training?"))
    [line] = log.with_(event="interaction failed")
    assert line["what"] == MENU
    assert "winding" not in log.getvalue()
    assert str(ben.id) not in log.getvalue()
    assert str(ada.id) not in log.getvalue()
