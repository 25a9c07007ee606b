"""Posted lists kept right through what goes wrong around them: real rows, and a Discord that does as it is told."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.core.errors import MemberError
from bot.core.postings.failures import (
    ChannelGoneError,
    NotAllowedError,
    NotNowError,
    PinsFullError,
    RefusedError,
    WireError,
)
from bot.core.postings.moves import Post
from bot.core.postings.values import Page, Trouble
from bot.core.rights import PIN_MESSAGES, READ_MESSAGE_HISTORY, SEND_MESSAGES
from bot.core.settings import GuildSettings, Language
from bot.core.storage import StoreUnavailableError
from bot.core.zones import Zones
from bot.render import lists as pages
from bot.render import postings as cards
from bot.render.card import Card, Text
from bot.render.dates import Dates
from bot.services.pace import Pace
from bot.services.postings import Account, PostingService
from bot.services.settings import SettingsService
from bot.store.engine import Store, open_store
from tests.services.postings.test_mending import no_sleep
from tests.support.lists import listed, resource

NOON = datetime(2031, 3, 5, 12, tzinfo=UTC)
GUILD, CHANNEL, NOTICES = 7, 70, 90


class Discord:
    """What it does to each request is set beforehand; `failing`: by channel what sending raises."""

    def __init__(self) -> None:
        self.sent: list[tuple[int, str]] = []
        self.edits: list[str] = []
        self.messages: dict[int, int] = {}  # mark, by message of a list
        self.down = False
        self.lacking = 0
        self.failing: dict[int, WireError] = {}
        self.answers_lost = False
        self.undeletable: WireError | None = None
        self.pins: WireError | None = None

    def notices(self) -> int:
        return sum(channel_id == NOTICES for channel_id, _ in self.sent)

    async def send(self, channel_id: int, page: Page, *, nonce: str, mark: int = 0) -> int:
        if self.down:
            raise NotNowError
        if channel_id in self.failing:
            raise self.failing[channel_id]
        message_id = 10_000 + len(self.sent)
        self.sent.append((channel_id, said(page.card)))
        if mark:
            self.messages[message_id] = mark
        if self.answers_lost:
            raise NotNowError
        return message_id

    async def edit(self, channel_id: int, message_id: int, page: Page, *, mark: int) -> None:
        self.edits.append(said(page.card))

    async def delete(self, channel_id: int, message_id: int) -> None:
        if self.undeletable is not None:
            raise self.undeletable
        del self.messages[message_id]

    async def pin(self, channel_id: int, message_id: int) -> None:
        if self.pins is not None:
            raise self.pins

    async def exists(self, channel_id: int, message_id: int) -> bool:
        return message_id in self.messages

    async def search(
        self, channel_id: int, *, mark: int, after: int, within: int, turn: Callable[[], Awaitable[None]]
    ) -> Sequence[int]:
        await turn()
        if self.lacking & READ_MESSAGE_HISTORY:
            return []
        return sorted(id_ for id_, its in self.messages.items() if its == mark and id_ > after)

    async def lacks(self, guild_id: int, channel_ids: Sequence[int]) -> Mapping[int, int | None]:
        if self.down:
            raise NotNowError
        return dict.fromkeys(channel_ids, self.lacking)


class Choices:
    """What servers chose; reading it is slow or fails on demand."""

    def __init__(self) -> None:
        self.chosen = replace(GuildSettings(), language=Language.GERMAN, notices=NOTICES, revision=1)
        self.free = asyncio.Event()
        self.free.set()
        self.failing = False

    async def read(self, guild_id: int) -> GuildSettings:
        await self.free.wait()
        if self.failing:
            raise StoreUnavailableError("the disk is busy")
        return self.chosen

    async def change(self, *about: Any, **more: Any) -> GuildSettings:
        raise AssertionError("nobody changes anything here")

    async def undo(self, *about: Any, **more: Any) -> GuildSettings | None:
        raise AssertionError("nobody changes anything here")


def said(card: Card) -> str:
    return "\n".join(part.content for part in card.parts if isinstance(part, Text))


def notice(account: Account) -> Page:
    card = cards.notice(account.title, account.posting)
    return Page(pages.digest(card), card)


class Scene:
    """One life of the process over a database that stays."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.discord = Discord()
        self.choices = Choices()
        self.lists = {"things": listed([resource(1)])}
        self.service = self.restarted()

    def restarted(self) -> PostingService:
        self.service = PostingService(
            store=self.store.postings,
            wire=self.discord,
            pace=Pace(monotonic=lambda: 0.0, sleep=no_sleep),
            settings=SettingsService(store=self.choices, zones=Zones([]), now=lambda: NOON, budget=0.01),
            lists=lambda guild_id: self.lists,
            current=lambda list_id: list_id,
            pages=lambda wanted, settings: pages.pages(wanted, Dates.of(settings)),
            notice=notice,
            now=lambda: NOON,
        )
        return self.service

    async def post(self, *, pin: bool = False) -> Account:
        return await self.service.post(5000, GUILD, CHANNEL, "things", pin=pin)

    async def withdraw(self, *, give_up: bool = False) -> Account:
        return await self.service.withdraw(GUILD, 5000, give_up=give_up)


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    async with open_store(f"sqlite+aiosqlite:///{tmp_path / 'preceptor.db'}") as store:
        yield Scene(store)


async def test_a_slow_disk_does_not_turn_a_list_into_another_language(scene: Scene) -> None:
    await scene.post()
    scene.choices.free.clear()
    asyncio.get_running_loop().call_later(0.1, scene.choices.free.set)  # ten times what a handler would wait
    scene.restarted()
    looked = await scene.service.look_after(GUILD, True)
    assert (scene.discord.edits, looked.again) == ([], False)


async def test_a_slow_disk_does_not_hide_the_channel_for_notices(scene: Scene) -> None:
    await scene.post()
    scene.choices.free.clear()
    asyncio.get_running_loop().call_later(0.1, scene.choices.free.set)  # ten times what a handler would wait
    scene.restarted()
    scene.discord.lacking = SEND_MESSAGES
    await scene.service.look_after(GUILD, True)
    assert scene.discord.notices() == 1


async def test_where_the_choices_of_a_server_cannot_be_read_its_lists_stay_as_they_are(scene: Scene) -> None:
    await scene.post()
    scene.choices.failing = True
    scene.restarted()
    with pytest.raises(StoreUnavailableError):
        await scene.service.look_after(GUILD, True)
    assert scene.discord.edits == []


async def test_an_outage_is_no_reason_to_tell_moderators_once_more(scene: Scene) -> None:
    await scene.post()
    scene.discord.lacking = SEND_MESSAGES
    for _ in range(3):
        await scene.service.look_after(GUILD, True)
        scene.discord.down = True
        looked = await scene.service.look_after(GUILD, True)
        assert (looked.again, looked.accounts[0].posting.trouble) == (True, Trouble.OUTAGE)
        scene.discord.down = False
    [account] = await scene.service.status(GUILD)
    assert account.posting.trouble is Trouble.RIGHTS, "what somebody must act on is still what stands there"
    assert scene.discord.notices() == 1


async def test_moderators_are_told_once_the_channel_for_notices_can_be_written_to_again(scene: Scene) -> None:
    await scene.post()
    scene.discord.lacking = SEND_MESSAGES
    for error in (NotAllowedError(), ChannelGoneError(), RefusedError()):
        scene.discord.failing[NOTICES] = error
        looked = await scene.service.look_after(GUILD, True)
        assert not looked.again, "it is tried with the next hourly look, and not every half minute"
    del scene.discord.failing[NOTICES]
    for _ in range(2):
        await scene.service.look_after(GUILD, True)
    assert scene.discord.notices() == 1


async def lose_an_answer(scene: Scene) -> None:
    """A message is in the channel, and no row knows of it."""
    scene.discord.answers_lost = True
    await scene.post()
    scene.discord.answers_lost = False
    assert len(scene.discord.messages) == 1
    assert (await scene.service.status(GUILD))[0].posting.sending


async def test_a_message_that_cannot_be_searched_for_is_not_forgotten(scene: Scene) -> None:
    await lose_an_answer(scene)
    scene.discord.lacking = READ_MESSAGE_HISTORY
    left = await scene.withdraw()
    assert (left.posting.trouble, left.posting.lacks) == (Trouble.RIGHTS, READ_MESSAGE_HISTORY)
    assert len(await scene.service.status(GUILD)) == 1
    await scene.service.look_after(GUILD, False)
    await scene.service.look_after(GUILD, True)
    assert len(await scene.service.status(GUILD)) == len(scene.discord.messages) == 1
    scene.discord.lacking = 0
    await scene.service.look_after(GUILD, True)
    assert await scene.service.status(GUILD) == ()
    assert scene.discord.messages == {}


async def test_nothing_is_sent_again_before_it_can_be_searched_for(scene: Scene) -> None:
    await lose_an_answer(scene)
    scene.discord.lacking = READ_MESSAGE_HISTORY
    await scene.service.look_after(GUILD, False)
    await scene.service.look_after(GUILD, True)
    assert len(scene.discord.messages) == 1
    scene.discord.lacking = 0
    await scene.service.look_after(GUILD, True)
    assert len(scene.discord.messages) == 1
    assert not (await scene.service.status(GUILD))[0].posting.sending


async def test_what_was_posted_before_something_went_wrong_is_told_as_posted(scene: Scene) -> None:
    scene.discord.pins = PinsFullError()
    account = await scene.post(pin=True)
    assert (account.posting.trouble, len(account.posting.parts)) == (Trouble.PINS, 1)
    assert account.moves == (Post(0),)
    text = said(cards.posted(account.title, account.posting))
    assert "is shown in <#70> now, in 1 message" in text
    assert "not posted yet" not in text


def dry(accounts: Sequence[Account]) -> str:
    return said(cards.synced([(one.title, one.posting, one.moves) for one in accounts], dry=True))


async def test_a_dry_run_after_a_right_was_granted_shows_the_steps(scene: Scene) -> None:
    scene.discord.lacking = SEND_MESSAGES
    await scene.post()
    assert "I lack **Send Messages**" in dry(await scene.service.moves(GUILD))
    scene.discord.lacking = 0
    assert "send 1 message" in dry(await scene.service.moves(GUILD))
    [account] = await scene.service.status(GUILD)
    assert account.posting.trouble is Trouble.RIGHTS, "a dry run changes nothing"
    await scene.service.look_after(GUILD, True)
    assert "as it should be" in dry(await scene.service.moves(GUILD))


async def test_a_dry_run_without_the_right_to_pin_shows_the_steps_and_what_is_lacking(scene: Scene) -> None:
    scene.discord.lacking = SEND_MESSAGES
    await scene.post(pin=True)
    scene.discord.lacking = PIN_MESSAGES
    text = dry(await scene.service.moves(GUILD))
    assert "send 1 message. I lack **Pin Messages**" in text
    assert "Send Messages" not in text


async def test_a_dry_run_says_that_a_list_is_not_there_any_more(scene: Scene) -> None:
    await scene.post()
    scene.lists = {}
    assert "not in my content" in dry(await scene.service.moves(GUILD))


async def test_nothing_is_forgotten_that_was_not_said_to_be(scene: Scene) -> None:
    """Two presses of one button, or one that was offered before somebody else tried."""
    await scene.post()
    scene.discord.undeletable = NotAllowedError()
    for _ in range(3):
        assert not (await scene.withdraw()).forgotten
    assert len(await scene.service.status(GUILD)) == 1
    scene.discord.undeletable = None
    assert (await scene.withdraw(give_up=True)).posting.trouble is None
    with pytest.raises(MemberError, match="not posted any more"):
        await scene.withdraw()


async def test_a_button_of_a_posting_does_nothing_to_the_next_one(scene: Scene) -> None:
    await scene.post()
    await scene.withdraw()
    await scene.service.post(6000, GUILD, CHANNEL, "things", pin=False)
    with pytest.raises(MemberError, match="not posted any more"):
        await scene.withdraw()
    assert len(await scene.service.status(GUILD)) == 1


async def test_what_is_posted_is_known_from_memory_and_right_after_each_change(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await scene.service.posted(GUILD) == []
    task = asyncio.create_task(scene.post())
    while not await scene.store.postings.of(GUILD):
        await asyncio.sleep(0)
    task.cancel()  # as whoever waits no longer does
    await asyncio.wait({task})
    assert [id_ for _, id_ in await scene.service.posted(GUILD)] == ["things"]

    async def unreadable(*_: object) -> None:
        raise AssertionError("the database is asked")

    with monkeypatch.context() as patch:
        patch.setattr(type(scene.store.postings), "of", unreadable)
        assert [id_ for _, id_ in await scene.service.posted(GUILD)] == ["things"]
    await scene.service.look_after(GUILD, True)
    await scene.withdraw()
    assert await scene.service.posted(GUILD) == []


async def test_a_list_that_is_withdrawn_twice_is_forgotten_and_that_is_what_is_said(scene: Scene) -> None:
    await scene.post()
    scene.discord.undeletable = NotAllowedError()
    left = [await scene.withdraw(), await scene.withdraw(give_up=True)]
    assert await scene.service.status(GUILD) == ()
    first, second = [said(cards.withdrawn(one.title, one.posting, forgotten=one.forgotten)) for one in left]
    assert "cannot be removed from <#70> yet" in first
    assert "once more: then I forget" in first
    assert "yet" not in second
    assert "I forgot it. Its 1 message stays in <#70>" in second
    assert "https://discord.com/channels/7/70/10000" in second
