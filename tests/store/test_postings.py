from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.postings.values import UNKNOWN, Part, Posting, State, Trouble
from bot.store.engine import Store, open_store
from tests.store.samples import GUILD, NOON, rows

POSTING = Posting(id=50, guild_id=GUILD, channel_id=60, list_id="things", pin=True)


async def only(store: Store) -> Posting:
    [posting] = await store.postings.of(GUILD)
    return posting


async def test_what_was_claimed_is_there_after_a_restart(url: str) -> None:
    async with open_store(url) as store:
        assert await store.postings.guilds() == []
        await store.postings.claim(POSTING, at=NOON)
    async with open_store(url) as store:
        assert await only(store) == POSTING
        assert await store.postings.guilds() == [GUILD]
        assert await store.postings.of(GUILD + 1) == []


async def test_a_list_is_in_a_channel_once_and_claiming_it_again_only_keeps_and_pins_it(store: Store) -> None:
    first = replace(POSTING, pin=False)
    await store.postings.claim(first, at=NOON)
    await store.postings.sent(first, Part(70, "a"), at=NOON)
    await store.postings.troubled(first, Trouble.CHANNEL, lacks=0, state=State.ASIDE, at=NOON)
    await store.postings.claim(replace(POSTING, id=51), at=NOON)
    now = await only(store)
    assert (now.id, now.pin, now.state, now.trouble, now.parts) == (50, True, State.KEPT, None, (Part(70, "a"),))
    await store.postings.claim(replace(POSTING, id=52, pin=False), at=NOON)
    assert (await only(store)).pin
    await store.postings.claim(replace(POSTING, id=53, channel_id=61), at=NOON)
    assert len(await store.postings.of(GUILD)) == 2


async def test_messages_come_in_the_order_of_the_channel(store: Store) -> None:
    await store.postings.claim(POSTING, at=NOON)
    for message_id in (72, 70, 71):
        await store.postings.sent(POSTING, Part(message_id, str(message_id)), at=NOON)
    assert [part.message_id for part in (await only(store)).parts] == [70, 71, 72]


async def test_a_message_on_its_way_is_remembered_until_it_is_recorded_or_looked_for(store: Store) -> None:
    await store.postings.claim(POSTING, at=NOON)
    await store.postings.begin_send(POSTING)
    assert (await only(store)).sending
    await store.postings.sent(POSTING, Part(70, "a"), at=NOON)
    now = await only(store)
    assert (now.sending, now.sends, now.changed) == (False, 1, NOON)
    await store.postings.begin_send(now)
    await store.postings.found(now, [71], at=NOON + timedelta(minutes=1))
    now = await only(store)
    assert (now.sending, now.sends, now.parts[-1]) == (False, 2, Part(71, UNKNOWN))
    await store.postings.begin_send(now)
    await store.postings.found(now, [], at=NOON + timedelta(minutes=2))
    now = await only(store)
    assert (now.sending, now.sends, now.changed) == (False, 2, NOON + timedelta(minutes=1))


async def test_edits_and_removals_are_recorded(store: Store) -> None:
    await store.postings.claim(POSTING, at=NOON)
    for message_id in (70, 71):
        await store.postings.sent(POSTING, Part(message_id, "old"), at=NOON)
    await store.postings.begin_edit(POSTING, 71)
    assert (await only(store)).parts == (Part(70, "old"), Part(71, UNKNOWN))
    await store.postings.edited(POSTING, Part(71, "new"), at=NOON)
    await store.postings.gone(POSTING, 70, at=NOON)
    await store.postings.pinned(POSTING, 71)
    now = await only(store)
    assert (now.parts, now.pinned) == ((Part(71, "new"),), 71)


async def test_moderators_are_told_anew_only_of_another_trouble(store: Store) -> None:
    await store.postings.claim(POSTING, at=NOON)
    for lacks, told in ((3, False), (3, True), (5, False)):
        await store.postings.troubled(await only(store), Trouble.RIGHTS, lacks=lacks, state=State.ASIDE, at=NOON)
        assert (await only(store)).told == told
        await store.postings.told(await only(store))
    await store.postings.checked(await only(store), at=NOON)
    now = await only(store)
    assert (now.trouble, now.lacks, now.told, now.state, now.checked) == (None, 0, False, State.KEPT, NOON)


@pytest.mark.parametrize("passing", [Trouble.OUTAGE, Trouble.ABSENT])
async def test_what_passes_by_itself_does_not_take_the_place_of_what_moderators_were_told(
    store: Store, passing: Trouble
) -> None:
    await store.postings.claim(POSTING, at=NOON)
    await store.postings.troubled(await only(store), Trouble.RIGHTS, lacks=3, state=State.ASIDE, at=NOON)
    await store.postings.told(await only(store))
    before = await only(store)
    await store.postings.troubled(before, passing, lacks=0, state=State.ASIDE, at=NOON + timedelta(hours=1))
    assert await only(store) == before


async def test_what_is_leaving_is_not_kept_again_by_a_look(store: Store) -> None:
    await store.postings.claim(POSTING, at=NOON)
    await store.postings.leave(POSTING)
    await store.postings.checked(await only(store), at=NOON)
    assert (await only(store)).state is State.LEAVING


async def test_what_is_removed_leaves_no_row(store: Store, path: Path) -> None:
    await store.postings.claim(POSTING, at=NOON)
    await store.postings.sent(POSTING, Part(70, "a"), at=NOON)
    await store.postings.remove(POSTING)
    assert await store.postings.of(GUILD) == []
    assert rows(path, "SELECT * FROM posting_parts") == []


@pytest.mark.parametrize("purged", [False, True])
async def test_a_message_that_is_recorded_too_late_leaves_nothing_behind(
    store: Store, path: Path, purged: bool
) -> None:
    """Its server may have been removed while it was on its way."""
    await store.postings.claim(POSTING, at=NOON)
    if purged:
        await store.guilds.call_the_roll({GUILD + 1}, at=NOON)
        await store.guilds.purge(GUILD, left_before=NOON + timedelta(days=1))
    await store.postings.sent(POSTING, Part(70, "a"), at=NOON)
    assert len(rows(path, "SELECT * FROM posting_parts")) == (0 if purged else 1)
