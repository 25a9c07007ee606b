"""Suggestions over a real database and real overlays: decided once, listed once, told once."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.core.errors import MemberError
from bot.core.flood import Flood
from bot.core.news import Ending, News
from bot.core.overlay import Change
from bot.core.problems import Report
from bot.core.storage import StoreUnavailableError
from bot.core.suggestions import OPEN_EACH, State
from bot.render import suggestions as cards
from bot.render.card import Text
from bot.services.news import NewsService
from bot.services.overlays import OverlayService
from bot.services.shelf import Shelf, stocked
from bot.services.suggestions import Edits, SuggestionNews, SuggestionService, Taken
from bot.store.engine import Store, open_store
from tests.core.test_overlay import NOON, pack

GUILD, ADA, MAX = 7, 11, 12
TYPED = ("tools.example", "Opioid tools", "Conversion, with its limits", "fellow")


@dataclass(frozen=True)
class Desk:
    store: Store
    overlays: OverlayService
    news: NewsService
    service: SuggestionService

    def titles(self, list_id: str = "a") -> list[str]:
        view = self.overlays.view(GUILD)
        return [view.resources[one].title for one in view.lists[list_id].resources]


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with open_store(f"sqlite+aiosqlite:///{tmp_path / 'preceptor.db'}") as store:
        yield store


async def opened(store: Store) -> Desk:
    """As a start of the process opens it."""
    shelf = Shelf(stocked(pack(), Report(), at=NOON))
    standing = await store.overlays.standing()
    overlays = OverlayService(store=store.overlays, shelf=shelf, now=lambda: NOON, standing=standing)
    news = NewsService(sources=(SuggestionNews(store.suggestions, overlays),), now=lambda: NOON)
    service = SuggestionService(
        store=store.suggestions,
        overlays=overlays,
        news=news,
        flood=Flood(limit=100),
        now=lambda: NOON,
        monotonic=lambda: 0.0,
    )
    await service.begin()
    await news.begin()
    return Desk(store, overlays, news, service)


@pytest.fixture
async def desk(store: Store) -> Desk:
    return await opened(store)


async def told(desk: Desk, member_id: int = ADA) -> list[News]:
    seen: list[News] = []

    async def tell(every: Sequence[News]) -> int:
        seen.extend(every)
        return len(every)

    await desk.news.deliver(member_id, tell)
    return seen


async def test_of_two_who_approve_at_once_one_does_and_it_is_listed_once(desk: Desk) -> None:
    await desk.service.suggest(1, GUILD, ADA, TYPED)
    done = await asyncio.gather(
        *(desk.service.approve(GUILD, 1, "a", by=by) for by in range(20, 28)), return_exceptions=True
    )
    assert sum(isinstance(one, MemberError) for one in done) == 7
    assert desk.titles().count("Opioid tools") == 1
    assert await told(desk) == [News(1, Ending.LISTED, "Opioid tools", "A")]
    assert await told(desk) == []


async def test_what_cannot_be_listed_waits_as_before(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    await desk.service.suggest(1, GUILD, ADA, TYPED)

    async def fails(*_: object, **__: object) -> None:
        raise StoreUnavailableError("locked")

    with monkeypatch.context() as patch:
        patch.setattr(type(desk.store.overlays), "keep", fails)
        with pytest.raises(StoreUnavailableError):
            await desk.service.approve(GUILD, 1, "a", by=MAX)
    for edits, said in (
        (Edits("http://x.example", "T", "D", "cme", "free"), "https:// form"),
        (Edits("x.example", "T", "D", "pizza", "free"), "is no kind"),
        (Edits("x.example", "T", "D", "cme", "pizza"), "says no cost"),
        (Edits("x.example", "???", "D", "cme", "free"), "a title with words"),
    ):
        with pytest.raises(MemberError, match=said):
            await desk.service.approve(GUILD, 1, "a", by=MAX, edits=edits)
    with pytest.raises(MemberError, match="no longer there"):
        await desk.service.approve(GUILD, 1, "gone", by=MAX)
    assert await told(desk) == []
    await desk.service.approve(GUILD, 1, "a", by=MAX)
    assert desk.titles()[-1] == "Opioid tools"


async def test_a_start_opens_again_what_was_approved_and_never_listed(desk: Desk) -> None:
    await desk.service.suggest(1, GUILD, ADA, TYPED)
    await desk.store.suggestions.decide(GUILD, 1, State.APPROVED, by=MAX, at=NOON)
    again = await opened(desk.store)
    assert not again.news.waits_for(ADA)
    await again.service.approve(GUILD, 1, "a", by=MAX)
    assert again.titles().count("Opioid tools") == 1


async def test_a_start_between_listing_and_its_mark_lists_nothing_twice(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.service.suggest(1, GUILD, ADA, TYPED)

    async def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(type(desk.store.suggestions), "list_in", killed)
        with pytest.raises(KeyboardInterrupt):
            await desk.service.approve(GUILD, 1, "a", by=MAX)
    again = await opened(desk.store)
    waiting = await again.service.desk(GUILD)
    assert waiting is not None
    await again.service.approve(GUILD, 1, "a", by=MAX)
    assert again.titles().count("Opioid tools") == 1
    assert [one.ending for one in await told(again)] == [Ending.LISTED]


async def test_a_member_cannot_fill_the_desk(desk: Desk) -> None:
    for number in range(1, OPEN_EACH + 1):
        await desk.service.suggest(number, GUILD, ADA, (f"tools.example/{number}", f"Tools {number}", "", ""))
    with pytest.raises(MemberError, match="wait for the moderators already"):
        await desk.service.suggest(99, GUILD, ADA, TYPED)
    assert isinstance(await desk.service.suggest(100, GUILD, 55, TYPED), Taken)
    assert isinstance(await desk.service.suggest(101, 8, ADA, TYPED), Taken), "in another server they may"


@pytest.mark.parametrize("reason", ["", "   ", "…", "\n"])
async def test_a_rejection_needs_a_reason(desk: Desk, reason: str) -> None:
    await desk.service.suggest(1, GUILD, ADA, TYPED)
    with pytest.raises(MemberError, match="Say in a few words why"):
        await desk.service.reject(GUILD, 1, reason, by=MAX)
    assert await desk.service.desk(GUILD) is not None


async def test_the_desk_shows_each_that_waits_and_the_next_where_one_was_decided(desk: Desk) -> None:
    assert await desk.service.desk(GUILD) is None
    for number in (10, 20, 30):
        await desk.service.suggest(number, GUILD, number, (f"tools.example/{number}", f"Tools {number}", "", ""))
    shown = [await desk.service.desk(GUILD, number) for number in (0, 10, 11, 20, 30, 31)]
    assert [one.suggestion.id for one in shown if one] == [10, 10, 20, 20, 30, 30]
    assert [(one.number, one.before, one.after) for one in shown if one][2:5] == [
        *((2, 10, 30), (2, 10, 30), (3, 20, None)),
    ]


async def test_news_that_fails_to_be_told_comes_again_and_none_twice_at_once(desk: Desk) -> None:
    await desk.service.suggest(1, GUILD, ADA, TYPED)
    await desk.service.reject(GUILD, 1, "We have it", by=MAX)

    async def fails(every: Sequence[News]) -> int:
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await desk.news.deliver(ADA, fails)
    told_at_once = await asyncio.gather(*(told(desk) for _ in range(5)))
    assert [news for some in told_at_once for news in some] == [News(1, Ending.DECLINED, "Opioid tools", "We have it")]


async def test_news_is_nobodys_but_the_members_and_gone_with_them(desk: Desk) -> None:
    await desk.service.suggest(1, GUILD, ADA, TYPED)
    await desk.service.reject(GUILD, 1, "We have it", by=MAX)
    assert (desk.news.waits_for(ADA), desk.news.waits_for(MAX)) == (True, False)
    assert await told(desk, MAX) == []
    await desk.store.erasures.erase(ADA, at=NOON)
    assert await told(desk) == []
    again = await opened(desk.store)
    assert not again.news.waits_for(ADA)


async def erased(desk: Desk, member_id: int = ADA) -> None:
    """As `/privacy delete` does it."""
    await desk.store.erasures.erase(member_id, at=NOON)
    desk.news.forget(member_id)


async def test_a_member_erased_while_a_moderator_decides_is_not_remembered_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.service.suggest(1, GUILD, ADA, TYPED)
    keep = type(desk.store.overlays).keep

    async def late(*args: Any, **kwargs: Any) -> Change:
        await erased(desk)
        return await keep(*args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(type(desk.store.overlays), "keep", late)
        await desk.service.approve(GUILD, 1, "a", by=20)
    assert desk.titles()[-1] == "Opioid tools"
    assert not desk.news.waits_for(ADA)


@pytest.mark.parametrize("ends_with", [None, ConnectionResetError, StoreUnavailableError])
async def test_a_member_erased_while_their_news_is_told_is_not_remembered_again(
    desk: Desk, ends_with: type[Exception] | None
) -> None:
    await desk.service.suggest(1, GUILD, ADA, TYPED)
    await desk.service.reject(GUILD, 1, "We have it", by=20)

    async def tell(every: Sequence[News]) -> int:
        await erased(desk)
        if ends_with is not None:
            raise ends_with("meanwhile")
        return 0

    with suppress(ConnectionResetError):
        await desk.news.deliver(ADA, tell)
    assert not desk.news.waits_for(ADA)


async def test_news_that_arrives_while_some_is_told_comes_with_the_next_reply(desk: Desk) -> None:
    for number in (1, 2):
        await desk.service.suggest(number, GUILD, ADA, (f"x{number}.example", f"Number {number}", "", ""))
    await desk.service.reject(GUILD, 1, "We have it", by=20)
    at_once: list[News] = []

    async def tell(every: Sequence[News]) -> int:
        await desk.service.reject(GUILD, 2, "This one too", by=20)
        at_once.extend(await told(desk))
        return len(every)

    await desk.news.deliver(ADA, tell)
    assert at_once == [], "one reply tells at a time"
    assert [news.about for news in await told(desk)] == ["Number 2"]


async def test_what_is_hidden_is_not_listed_a_second_time_under_its_title(desk: Desk) -> None:
    title = desk.overlays.view(GUILD).resources["r1"].title
    await desk.service.suggest(1, GUILD, ADA, ("better.example", title + " anew", "It is better", ""))
    await desk.overlays.hide(GUILD, "a", "r1", by=20)
    with pytest.raises(MemberError, match="Show again"):
        edits = Edits("better.example", title, "It is better", "journal", "free")
        await desk.service.approve(GUILD, 1, "a", by=20, edits=edits)
    assert [one.id for one in await desk.store.suggestions.open(GUILD)] == [1]
    assert await told(desk) == []
    with pytest.raises(MemberError, match="hid it"):
        await desk.service.suggest(2, GUILD, MAX, ("better.example/two", title, "It is better", ""))


async def test_what_is_hidden_is_not_listed_a_second_time_under_its_address(desk: Desk) -> None:
    await desk.service.suggest(1, GUILD, ADA, TYPED)
    await desk.overlays.hide(GUILD, "a", "r1", by=20)
    edits = Edits("r1.example", "Something else", "It is better", "journal", "free")
    with pytest.raises(MemberError, match="Show again"):
        await desk.service.approve(GUILD, 1, "a", by=20, edits=edits)
    assert [one.id for one in await desk.store.suggestions.open(GUILD)] == [1]


async def test_news_that_one_reply_cannot_hold_comes_with_the_next(desk: Desk) -> None:
    reason = "It does not fit here at all, and this is a long story. " * 8
    for number in range(1, 13):
        await desk.service.suggest(number, GUILD, ADA, (f"x{number}.example", f"Number {number}", "", ""))
        await desk.service.reject(GUILD, number, reason, by=20)
    texts: list[str] = []

    async def tell(every: Sequence[News]) -> int:
        card, told = cards.news(every)
        assert card.excesses() == []
        texts.append("\n".join(part.content for part in card.parts if isinstance(part, Text)))
        return told

    while desk.news.waits_for(ADA):
        await desk.news.deliver(ADA, tell)
    assert len(texts) > 1
    assert [sum(f"Number {number}”" in text for text in texts) for number in range(1, 13)] == [1] * 12
    assert "more with your next command" in texts[0]
    assert "more with your next command" not in texts[-1]


async def test_what_stands_under_another_title_is_told_with_both(desk: Desk) -> None:
    edits = Edits("tools.example", "Opioid calculator", "It converts doses", "education", "free")
    await desk.service.suggest(1, GUILD, ADA, TYPED)
    done = await desk.service.approve(GUILD, 1, "a", by=MAX, edits=edits)
    assert done.title == "Opioid calculator"
    note = "Listed: “Opioid tools” stands in A now, as “Opioid calculator”."
    assert cards.approved(done.suggestion, done.into, done.title) == note
    [news] = await told(desk)
    assert news == News(1, Ending.LISTED, "Opioid tools", "A", named="Opioid calculator")
    [text, _] = cards.news([news])[0].parts
    assert isinstance(text, Text)
    assert "“Opioid tools”, which you suggested, is in the list **A** now, as “Opioid calculator”." in text.content


async def test_what_the_list_got_meanwhile_is_named_as_it_stands_there(desk: Desk) -> None:
    await desk.service.suggest(1, GUILD, ADA, TYPED)
    await desk.service.suggest(2, GUILD, MAX, ("other.example", "Other tools", "", ""))
    await desk.service.approve(GUILD, 1, "a", by=MAX)
    edits = Edits("tools.example", "Other tools", "The same page", "education", "free")
    assert (await desk.service.approve(GUILD, 2, "a", by=MAX, edits=edits)).title == "Opioid tools"
    assert desk.titles().count("Other tools") == 0


async def test_news_of_what_has_left_the_list_again_names_what_was_suggested(desk: Desk) -> None:
    edits = Edits("tools.example", "Opioid calculator", "It converts doses", "education", "free")
    await desk.service.suggest(1, GUILD, ADA, TYPED)
    await desk.service.approve(GUILD, 1, "a", by=MAX, edits=edits)
    [change] = desk.overlays.view(GUILD).changes
    await desk.overlays.undo(GUILD, change.id, by=MAX)
    assert await told(desk) == [News(1, Ending.LISTED, "Opioid tools", "A")]
