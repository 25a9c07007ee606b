import asyncio
from pathlib import Path

import pytest

from bot.core.settings import DEFAULTS, Change, GuildSettings, Language, Setting
from bot.store.engine import Store, open_store
from tests.store.samples import NOON, rows


async def test_what_a_server_chose_is_there_after_a_restart_and_another_server_has_nothing_of_it(url: str) -> None:
    async with open_store(url) as store:
        assert await store.settings.read(7) == DEFAULTS
        for setting, value in (
            (Setting.MODERATORS, 2**63 - 1),
            (Setting.MENTORS, 12),
            (Setting.FORUM, 13),
            (Setting.NOTICES, 14),
            (Setting.ZONE, "Europe/Berlin"),
            (Setting.LANGUAGE, "fr"),
        ):
            kept = await store.settings.change(7, setting, value, at=NOON)
    assert kept == GuildSettings(
        2**63 - 1, 12, 13, 14, "Europe/Berlin", Language.FRENCH, 6, Change(Setting.LANGUAGE, "en")
    )
    async with open_store(url) as store:
        assert await store.settings.read(7) == kept
        assert await store.settings.read(8) == DEFAULTS


async def test_the_last_change_can_be_taken_back_and_only_that(store: Store) -> None:
    await store.settings.change(7, Setting.FORUM, 13, at=NOON)
    changed = await store.settings.change(7, Setting.FORUM, None, at=NOON)
    assert await store.settings.undo(7, changed.revision - 1, at=NOON) is None
    undone = await store.settings.undo(7, changed.revision, at=NOON)
    assert undone is not None
    assert (undone.forum, undone.revision) == (13, 3)
    assert await store.settings.undo(7, changed.revision, at=NOON) is None, "pressed twice is not undone twice"
    assert await store.settings.undo(8, 0, at=NOON) == DEFAULTS


async def test_choosing_the_same_again_writes_nothing(store: Store, path: Path) -> None:
    once = await store.settings.change(7, Setting.MENTORS, 12, at=NOON)
    assert await store.settings.change(7, Setting.MENTORS, 12, at=NOON) == once
    assert await store.settings.change(8, Setting.ZONE, "UTC", at=NOON) == DEFAULTS
    assert rows(path, "SELECT guild_id, revision FROM guild_settings") == [(7, 1)]


async def test_changes_of_two_administrators_at_once_are_both_kept(store: Store) -> None:
    await asyncio.gather(
        *(store.settings.change(7, setting, 10 + n, at=NOON) for n, setting in enumerate((*Setting,)[:4])),
        store.settings.change(7, Setting.ZONE, "Asia/Tokyo", at=NOON),
    )
    kept = await store.settings.read(7)
    assert (kept.moderators, kept.mentors, kept.forum, kept.notices, kept.zone) == (10, 11, 12, 13, "Asia/Tokyo")
    assert kept.revision == 5


async def test_a_value_that_cannot_be_is_not_written(store: Store, path: Path) -> None:
    with pytest.raises(ValueError, match="cannot be"):
        await store.settings.change(7, Setting.FORUM, "here", at=NOON)
    assert rows(path, "SELECT count(*) FROM guild_settings") == [(0,)]


async def test_a_server_with_settings_is_known_as_a_server(store: Store, path: Path) -> None:
    await store.settings.change(7, Setting.MENTORS, 12, at=NOON)
    assert rows(path, "SELECT guild_id, last_seen, left_at FROM guilds") == [(7, None, None)]
