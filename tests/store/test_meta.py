from dataclasses import replace
from datetime import timedelta

from bot.core.storage import CommandSync
from bot.store.engine import Store
from tests.store.samples import NOON

SYNC = CommandSync(42, "https://discord.com", "a" * 64, None, NOON)


async def test_what_was_kept_last_is_found_for_its_application_and_endpoint_only(store: Store) -> None:
    assert await store.command_syncs.last(application_id=42, endpoint=SYNC.endpoint) is None
    await store.command_syncs.keep(SYNC)
    later = replace(SYNC, digest="b" * 64, remote="c" * 64, at=NOON + timedelta(hours=1))
    await store.command_syncs.keep(later)
    assert await store.command_syncs.last(application_id=42, endpoint=SYNC.endpoint) == later
    assert await store.command_syncs.last(application_id=42, endpoint="http://127.0.0.1:8370") is None
    assert await store.command_syncs.last(application_id=43, endpoint=SYNC.endpoint) is None
