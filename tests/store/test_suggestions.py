import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.storage import RecordRefusedError
from bot.core.suggestions import Draft, State, Suggestion
from bot.store.engine import Store, open_store
from tests.store.samples import GUILD, NOON, rows

ADA, MAX = 1_122_334_455_667_788_990, 77
DRAFT = Draft("https://asra.com/news", "ASRA news", "Careers, too", ("fellow", "resident"))


def suggested(
    number: int, *, guild_id: int = GUILD, member_id: int = ADA, link: str | None = None, title: str | None = None
) -> Suggestion:
    draft = replace(DRAFT, link=link or f"https://asra.com/{number}", title=title or f"Number {number}")
    return Suggestion(number, guild_id, member_id, draft, NOON)


async def reject(
    store: Store, number: int, reason: str = "We have it", *, guild_id: int = GUILD, by: int = MAX
) -> bool:
    decided = await store.suggestions.decide(guild_id, number, State.REJECTED, by=by, at=NOON, reason=reason)
    return decided is not None


async def test_what_is_suggested_is_there_after_a_restart_and_only_in_its_server(url: str) -> None:
    new = Suggestion(1, GUILD, ADA, DRAFT, NOON)
    async with open_store(url) as store:
        assert await store.suggestions.add(new) == new
    async with open_store(url) as store:
        assert await store.suggestions.open(GUILD) == [new]
        assert await store.suggestions.open(8) == []


async def test_the_same_interaction_delivered_twice_is_one_suggestion(store: Store) -> None:
    await store.suggestions.add(suggested(1))
    assert await store.suggestions.add(suggested(1)) == suggested(1)
    await reject(store, 1)
    await store.suggestions.add(suggested(1))
    assert await store.suggestions.open(GUILD) == [], "nor is it open again"


async def test_of_the_same_suggested_at_once_one_is_kept(store: Store) -> None:
    first, *others = [suggested(n, link="https://asra.com/x", title=f"T {n}") for n in range(1, 9)]
    told = await asyncio.gather(*(store.suggestions.add(one) for one in (first, *others)))
    [kept] = await store.suggestions.open(GUILD)
    assert {one.id for one in told} == {kept.id}


async def test_the_same_title_in_other_letters_is_the_same_and_another_server_has_its_own(store: Store) -> None:
    await store.suggestions.add(suggested(1, title="Pain Café"))
    assert (await store.suggestions.add(suggested(2, title="pain cafe!"))).id == 1
    assert (await store.suggestions.add(suggested(3, title="Pain Café", guild_id=8))).id == 3


async def test_what_was_decided_may_be_suggested_again(store: Store) -> None:
    await store.suggestions.add(suggested(1))
    await reject(store, 1)
    assert (await store.suggestions.add(suggested(2, title="Number 1"))).id == 2


async def test_of_many_moderators_at_once_one_decides(store: Store) -> None:
    await store.suggestions.add(suggested(1))
    told = await asyncio.gather(
        *(store.suggestions.decide(GUILD, 1, state, by=MAX, at=NOON) for state in (State.APPROVED, State.REJECTED) * 4)
    )
    assert sum(one is not None for one in told) == 1
    assert await store.suggestions.open(GUILD) == []


async def test_nobody_decides_on_what_belongs_to_another_server(store: Store) -> None:
    await store.suggestions.add(suggested(1))
    assert not await reject(store, 1, guild_id=8)
    assert not await reject(store, 2)
    assert [one.id for one in await store.suggestions.open(GUILD)] == [1]


async def test_a_member_has_news_until_they_were_told(store: Store) -> None:
    for number in (1, 2, 3):
        await store.suggestions.add(suggested(number))
    assert await store.suggestions.untold() == frozenset()
    await reject(store, 1, reason="Paid, and we have it")
    await store.suggestions.decide(GUILD, 2, State.APPROVED, by=MAX, at=NOON)
    assert [(one.id, one.reason) for one in await store.suggestions.news(ADA)] == [(1, "Paid, and we have it")]
    await store.suggestions.list_in(2, "journals")
    assert await store.suggestions.untold() == {ADA}
    assert [(one.id, one.listed) for one in await store.suggestions.news(ADA)] == [(1, ""), (2, "journals")]
    assert await store.suggestions.news(MAX) == []
    await store.suggestions.told([1, 2], at=NOON)
    assert (await store.suggestions.news(ADA), await store.suggestions.untold()) == ([], frozenset())


async def test_what_was_approved_and_never_listed_is_open_again(store: Store) -> None:
    for number in (1, 2, 3, 4):
        await store.suggestions.add(suggested(number))
    for number in (1, 2, 3):
        await store.suggestions.decide(GUILD, number, State.APPROVED, by=MAX, at=NOON)
    await store.suggestions.list_in(1, "journals")
    assert [await store.suggestions.reopen(number) for number in (1, 2, 4)] == [0, 1, 0]
    assert [one.id for one in await store.suggestions.open(GUILD)] == [2, 4]
    assert await store.suggestions.reopen() == 1
    assert [one.id for one in await store.suggestions.open(GUILD)] == [2, 3, 4]


async def test_decided_ones_go_by_the_day_of_the_decision(store: Store) -> None:
    for number in (1, 2):
        await store.suggestions.add(suggested(number))
    await reject(store, 1)
    assert await store.suggestions.decided_before(NOON) == 0
    later = NOON + timedelta(days=1)
    assert await store.suggestions.decided_before(later) == 1
    assert await store.suggestions.drop_decided_before(later) == 1
    assert [one.id for one in await store.suggestions.open(GUILD)] == [2]


async def test_whoever_is_erased_takes_their_suggestions_along_and_leaves_no_name_on_decisions(
    store: Store, path: Path
) -> None:
    await store.suggestions.add(suggested(1))
    await store.suggestions.add(suggested(2, member_id=5))
    await reject(store, 2, by=ADA)
    held = await store.erasures.held(ADA)
    mine, decided = held.rows["suggestions"]
    assert mine["why"] == "Careers, too"
    assert decided["why"] is None, "somebody else wrote that"
    assert (decided["member_id"], decided["decided_by"]) == (None, ADA)
    assert await store.erasures.erase(ADA, at=NOON) == {"suggestions": 2}
    assert rows(path, "SELECT id, member_id, decided_by FROM suggestions") == [(2, 5, None)]


async def test_what_is_no_https_address_is_not_written(store: Store) -> None:
    with pytest.raises(RecordRefusedError):
        await store.suggestions.add(suggested(1, link="http://asra.com"))
