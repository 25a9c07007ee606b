"""A member leafs through the FAQ: topics, entries, an answer, and back, all in one private message."""

import asyncio
from pathlib import Path

import pytest

from bot.store.tables import asks
from sandbox.pilot import Pilot, Reply
from sandbox.server import Place
from tests.support.log import Log
from tests.support.pack import ENTRIES, entries_under, write_pack
from tests.support.rows import rows
from tests.support.running import Running, running, settings

HOW_LONG = "How long does it take to become a pain specialist?"
SKILLS = "Which skills does a pain specialist need?"
LEAVE = "How much leave can I take during residency?"


def options(reply: Reply) -> list[str]:
    """Labels of the one menu of a reply."""
    [menu] = reply.selects
    return list(menu.options)


def same(reply: Reply, other: Reply) -> bool:
    """Whether both are one message."""
    assert reply.message is not None
    assert other.message is not None
    return reply.message.id == other.message.id


async def rewritten(content: Path, entries: str, log: Log) -> None:
    """Replace the content and wait until it is live (at most ten seconds)."""
    before = len(log.with_(event="content loaded"))
    write_pack(content, entries)
    async with asyncio.timeout(10):
        while len(log.with_(event="content loaded")) == before:
            await asyncio.sleep(0.02)


async def test_a_topic_an_entry_and_its_answer_take_turns_in_one_private_message(
    pilot: Pilot, preceptor: Running
) -> None:
    ada, ben = pilot.person("Ada"), pilot.person("Ben")
    topics = await ada.runs("/faq browse")
    assert topics.ephemeral
    assert topics.text == "## Browse the FAQ\n3 questions in 2 topics"
    assert options(topics) == ["Training", "Becoming"]

    training = await ada.picks(topics, "Training")
    assert same(training, topics)
    assert training.text == "## Training\n2 questions"
    assert options(training) == [HOW_LONG, LEAVE]
    assert await rows(preceptor, asks) == [], "leafing asks nothing"

    answer = await ada.picks(training, LEAVE)
    assert same(answer, topics)
    assert answer.title == LEAVE
    assert "Up to 80 working days" in answer.text
    await pilot.settled()
    [ask] = await rows(preceptor, asks)
    assert (ask.entry_id, ask.via, ask.outcome) == ("leave", "browse", "found")

    again = await ada.presses(answer, "◂ Back to Training")
    assert same(again, topics)
    assert options(again) == [HOW_LONG, LEAVE]
    assert options(await ada.presses(again, "◂ All topics")) == ["Training", "Becoming"]
    assert not ben.sees()


async def test_a_topic_can_be_named_at_once(pilot: Pilot) -> None:
    ada = pilot.person("Ada")
    choices = await ada.types("/faq browse", topic="")
    assert [(choice.name, choice.value) for choice in choices] == [("Training", "training"), ("Becoming", "becoming")]
    assert [choice.value for choice in await ada.types("/faq browse", topic="bec")] == ["becoming"]
    assert await ada.types("/faq browse", topic="pizza") == []
    for typed in ("becoming", "Becoming", "BECOMING!"):
        assert (await ada.runs("/faq browse", topic=typed)).text == "## Becoming\n1 question"


async def test_what_is_no_topic_is_answered_by_what_there_is(pilot: Pilot) -> None:
    ada = pilot.person("Ada")
    reply = await ada.runs("/faq browse", topic="pizza @everyone")
    assert reply.ephemeral
    assert "There is no topic “pizza \\@\u200beveryone”. There is Training and Becoming." in reply.text
    assert (await ada.picks(reply, "Becoming")).title == "Becoming"


async def test_an_answer_that_helped_keeps_its_way_back(pilot: Pilot, preceptor: Running) -> None:
    ada = pilot.person("Ada")
    answer = await ada.picks(await ada.runs("/faq browse", topic="training"), LEAVE)
    thanked = await ada.presses(answer, "That helped")
    assert same(thanked, answer)
    assert "thank you" in thanked.text
    assert "◂ Back to Training" in thanked.buttons
    await ada.presses(thanked, "Not what I meant")
    await pilot.settled()
    unthanked = ada.sees_again(thanked)
    assert "thank you" not in unthanked.text
    assert options(await ada.presses(unthanked, "◂ Back to Training")) == [HOW_LONG, LEAVE]
    [ask] = await rows(preceptor, asks)
    assert ask.verdict == "missed"


async def test_related_entries_open_from_a_browsed_answer(pilot: Pilot, preceptor: Running) -> None:
    ada = pilot.person("Ada")
    answer = await ada.picks(await ada.runs("/faq browse", topic="training"), HOW_LONG)
    related = await ada.presses(answer, SKILLS)
    assert related.title == SKILLS
    assert related.ephemeral
    assert not same(related, answer), "the list stays where it is"
    await pilot.settled()
    assert [(ask.entry_id, ask.via) for ask in await rows(preceptor, asks)] == [
        ("how-long", "browse"), ("skills", "browse"),
    ]  # fmt: skip


async def test_it_works_in_direct_messages_too(pilot: Pilot) -> None:
    ada = pilot.person("Ada").in_dm()
    topics = await ada.runs("/faq browse")
    assert (await ada.picks(await ada.picks(topics, "Becoming"), SKILLS)).title == SKILLS


async def test_every_step_works_after_a_restart(place: Place, tmp_path: Path, content: Path) -> None:
    config = settings(place, tmp_path, content)
    ada = Pilot(place).person("Ada")
    async with running(place, config):
        shown = await ada.runs("/faq browse")
    for label, title in (("Training", "Training"), (LEAVE, LEAVE)):
        async with running(place, config):
            shown = await ada.picks(shown, label)
            assert shown.title == title
    async with running(place, config):
        assert (await ada.presses(shown, "◂ Back to Training")).title == "Training"


async def test_a_topic_that_has_gone_leads_to_those_that_are_there(pilot: Pilot, content: Path, log: Log) -> None:
    ada = pilot.person("Ada")
    old_list = await ada.runs("/faq browse")
    old_answer = await ada.picks(await ada.runs("/faq browse", topic="training"), LEAVE)
    await rewritten(content, ENTRIES.replace("topic: training", "topic: road"), log)
    for reply in (await ada.picks(old_list, "Training"), await ada.presses(old_answer, "◂ Back to Training")):
        assert "There is no topic “training”. There is Road and Becoming." in reply.text
        assert options(await ada.picks(reply, "Road")) == [HOW_LONG, LEAVE]


async def test_an_entry_that_has_gone_is_told_and_the_list_stays(pilot: Pilot, content: Path, log: Log) -> None:
    ada = pilot.person("Ada")
    # Others beside it, lest one of few is too much to go at once.
    (content / "faq" / "others.yaml").write_text(entries_under({"other": 4}))
    await rewritten(content, ENTRIES + "# and others\n", log)
    old = await ada.runs("/faq browse", topic="training")
    await rewritten(content, ENTRIES.replace("id: leave", "id: days-off"), log)
    told = await ada.picks(old, LEAVE)
    assert "no longer in the FAQ" in told.text
    assert not same(told, old)
    assert (await ada.presses(ada.sees_again(old), "◂ All topics")).title == "Browse the FAQ"


@pytest.mark.parametrize("size", [25, 26, 60, 1000])
async def test_a_topic_of_any_size_is_leafed_through_in_pages(
    place: Place, tmp_path: Path, content: Path, size: int
) -> None:
    write_pack(content, entries_under({"first": 2, "second": size}))
    ada = Pilot(place).person("Ada")
    async with running(place, settings(place, tmp_path, content)):
        page = await ada.runs("/faq browse", topic="second")
        seen = options(page)
        while "Next page" in page.buttons:
            page = await ada.presses(page, "Next page")
            assert f"of {size:,}, page " in page.text
            seen += options(page)
        # The pinned one is the last of its file, and the first here.
        assert seen == [f"Second {n}?" for n in (size - 1, *range(size - 1))]
        answer = await ada.picks(page, seen[-1])
        assert answer.title == seen[-1]
        back = await ada.presses(answer, "◂ Back to Second")
        assert options(back) == options(page), "back to the page it stands on"
        if size > 25:
            assert "Previous page" in back.buttons


@pytest.mark.parametrize("size", [25, 26, 60])
async def test_any_number_of_topics_is_leafed_through_in_pages(
    place: Place, tmp_path: Path, content: Path, size: int
) -> None:
    write_pack(content, entries_under({f"topic-{n}": 1 for n in range(size)}))
    ada = Pilot(place).person("Ada")
    async with running(place, settings(place, tmp_path, content)):
        assert len(await ada.types("/faq browse", topic="")) == 25
        page = await ada.runs("/faq browse")
        seen = options(page)
        while "Next page" in page.buttons:
            page = await ada.presses(page, "Next page")
            seen += options(page)
        assert seen == [f"Topic {n}" for n in range(size)]
        last = await ada.picks(page, seen[-1])
        assert options(await ada.presses(last, "◂ All topics")) == options(page)
        assert f"{size - 10} more" in (await ada.runs("/faq browse", topic="pizza")).text


async def test_a_page_that_has_gone_is_the_last_one_there_is(
    place: Place, tmp_path: Path, content: Path, log: Log
) -> None:
    write_pack(content, entries_under({"first": 60}))
    ada = Pilot(place).person("Ada")
    async with running(place, settings(place, tmp_path, content)):
        second = await ada.presses(await ada.runs("/faq browse", topic="first"), "Next page")
        await rewritten(content, entries_under({"first": 45}), log)
        third = await ada.presses(second, "Next page")
        assert "page 2 of 2" in third.text
        assert len(options(third)) == 45 - 25
