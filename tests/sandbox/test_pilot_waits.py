"""The pilot without a look inside the bot: it waits for what can be seen from outside."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from sandbox.pilot import Person, Pilot
from sandbox.refusals import NotPossibleError, NotThereError
from tests.sandbox.worldkit import Scene, scene


@pytest_asyncio.fixture
async def here() -> AsyncIterator[Scene]:
    async with scene() as one:
        yield one


@pytest.fixture
def ada(here: Scene) -> Person:
    return Pilot(here.place).person("Ada").in_channel("#questions")


async def test_a_deferred_answer_is_waited_for(here: Scene, ada: Person) -> None:
    running = asyncio.create_task(ada.runs("/slow"))
    async for _ in _changes(here):
        if any(one.state == "deferred" for one in here.world.interactions.values()):
            break
    assert not running.done()
    here.bot.gate.set()
    assert (await running).text == "Thought through"


async def test_settled_is_when_nothing_waits_for_its_first_answer(here: Scene, ada: Person) -> None:
    running = asyncio.create_task(ada.runs("/late"))
    await here.bot.reached.wait()
    settled = asyncio.create_task(ada.pilot.settled())
    await asyncio.sleep(0)
    assert not settled.done()
    here.bot.gate.set()
    await settled
    assert (await running).text == "Too late"


async def test_names_that_are_nobodys_are_told_apart_from_typos(here: Scene, ada: Person) -> None:
    with pytest.raises(NotThereError, match="nobody"):
        here.pilot.person("Zoe")
    with pytest.raises(NotThereError, match="questions"):
        ada.in_channel("qestions")
    desk = await ada.runs("/reception")
    with pytest.raises(NotThereError, match="Fill in, Hush"):
        await ada.presses(desk, "Fill")
    with pytest.raises(NotThereError, match="nobody and nothing"):
        await ada.picks(desk, "Zoe", placeholder="Who?")
    with pytest.raises(NotPossibleError, match="Who"):
        await ada.picks(desk, "Max", placeholder="Whom?")
    with pytest.raises(NotThereError, match="no modal"):
        await ada.submits(desk, {"Topic": "Exams"})
    form = await ada.presses(desk, "Fill in")
    with pytest.raises(NotThereError, match="Your question, Topic"):
        await ada.submits(form, Question="x")
    with pytest.raises(NotThereError, match="no message"):
        await ada.presses(form, "Fill in")


async def test_a_message_is_seen_again_as_it_is_now(here: Scene, ada: Person) -> None:
    card = await ada.runs("/card")
    await ada.presses(card, "More")
    assert [one.text.splitlines()[1] for one in (card, ada.sees_again(card))] == ["Pressed 0 times", "Pressed 1 times"]
    assert card.message is not None
    here.world.forget(card.message)
    with pytest.raises(NotThereError, match="gone"):
        ada.sees_again(card)


async def _changes(here: Scene) -> AsyncIterator[None]:
    changed = asyncio.Event()
    unsubscribe = here.world.changes.subscribe(lambda _: changed.set())
    try:
        while True:
            yield
            await changed.wait()
            changed.clear()
    finally:
        unsubscribe()
