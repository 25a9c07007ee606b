"""Whatever a person can do on the page, a test can say in a word."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
import pytest_asyncio

from sandbox.page.api import Api
from sandbox.page.views import Views
from sandbox.pilot import Person
from sandbox.refusals import NotThereError
from tests.sandbox.worldkit import Scene, scene

READS = {"places": ("channels", "members"), "channel": ("sees",), "pins": ("pinned",), "commands": ("commands",)}
"""What the page reads, with the words that tell a test the same."""


class CalledError(Exception):
    """Carries the name of the act that was about to happen."""


class Listening:
    """Stands in for `Acts` and `ByHand`: says what was asked of it."""

    def __getattr__(self, name: str) -> Any:
        def called(*_: Any, **__: Any) -> Any:
            raise CalledError(name)

        return called


class Anything:
    """A request that has every field."""

    def __getattr__(self, _: str) -> Callable[[str], Any]:
        return lambda name: name


@pytest_asyncio.fixture
async def here() -> AsyncIterator[Scene]:
    async with scene() as one:
        yield one


def api_of(here: Scene) -> Api:
    listening: Any = Listening()
    views = Views(world=here.world, acts=here.place.acts, bot_ready=here.place.gateway.ready)
    return Api(views=views, acts=listening, by_hand=listening)


async def act_of(deed: Awaitable[Any]) -> str:
    with pytest.raises(CalledError) as called:
        await deed
    return str(called.value)


async def test_each_deed_of_the_page_has_its_word(here: Scene) -> None:
    api, anything = api_of(here), Anything()
    viewer = here.world.users[here.ada.id]
    on_the_page = {await act_of(deed(viewer, anything)) for deed in api.deeds().values()}  # type: ignore[arg-type]
    assert await words_of(here) >= on_the_page
    assert len(on_the_page) == len(api.deeds())


async def words_of(here: Scene) -> set[str]:
    """The acts that the pilot's words lead to."""
    ada, forum = here.ada, here.ada.in_channel("ask-a-mentor")
    card, form, private = await ada.runs("/card"), await ada.runs("/form"), await ada.runs("/echo", words="x")
    listening: Any = Listening()
    here.pilot.acts = here.pilot.by_hand = listening

    async def word(said: Callable[[], Any]) -> str:
        async def deed() -> None:
            answer = said()
            if isinstance(answer, Awaitable):
                await answer

        return await act_of(deed())

    return {
        await word(lambda: ada.says("x")),
        await word(lambda: ada.runs("/echo", words="x")),
        await word(lambda: ada.chooses("Count the words", on=card)),
        await word(lambda: ada.chooses("Greet", on=here.max.id)),
        await word(lambda: ada.types("/find", name="x")),
        await word(lambda: ada.presses(card, "More")),
        await word(lambda: ada.picks(card, "Red")),
        await word(lambda: ada.submits(form, {"Your question": "How long?"})),
        await word(lambda: ada.dismisses(private)),
        await word(lambda: forum.opens_post("x", "y")),
        await word(lambda: ada.opens_thread("x", on=card)),
        await word(lambda: ada.pins(card)),
        await word(lambda: ada.unpins(card)),
        await word(lambda: ada.deletes(card)),
    }


def test_what_the_page_reads_has_its_words(here: Scene) -> None:
    assert READS.keys() == api_of(here).reads().keys()
    assert all(callable(getattr(Person, word)) for words in READS.values() for word in words)


async def test_people_answer_pin_and_open_threads_and_posts(here: Scene) -> None:
    asked = await here.ada.says("How long?")
    answered = await here.max.says("A while.", to=asked)
    assert answered.message is not None
    assert asked.message is not None
    assert answered.message.reference is not None
    assert answered.message.reference.message_id == asked.message.id
    await here.olga.opens_thread("about that", on=asked).says("More here.")
    assert [one.text for one in here.ada.in_channel("about that").sees()][-1] == "More here."
    here.olga.pins(answered)
    here.olga.pins(asked)
    assert [one.text for one in here.ada.pinned()] == ["How long?", "A while."]
    here.olga.unpins(asked)
    assert [one.text for one in here.ada.pinned()] == ["A while."]
    forum = here.ada.in_channel("ask-a-mentor")
    post = forum.opens_post("How long?", "How long is it?", tags=["Open"])
    assert [one.text for one in post.sees()] == ["How long is it?"]
    with pytest.raises(NotThereError, match="Urgent"):
        forum.opens_post("x", "y", tags=["Urgent"])
    assert "Max" in here.ada.members()
    assert here.ada.in_dm().members() == []
