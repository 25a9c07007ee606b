"""What is known of the connection to Discord, read from discord.py's own state: over a real socket."""

import asyncio
from pathlib import Path

from bot.dpy.uplink import Uplink
from sandbox.server import Place
from tests.support.pack import write_pack
from tests.support.running import running, settings
from tests.support.strict import strict_place


async def until_silent(uplink: Uplink, seconds: float, place: Place) -> None:
    """Wait until a shard has not been acknowledged for so long, although Discord sends (at most ten seconds)."""
    async with asyncio.timeout(10):
        while not any((shard.silence or 0) > seconds for shard in uplink.shards()):
            place.gateway.request_heartbeat()
            await asyncio.sleep(0.3)


async def test_heartbeats_that_are_acknowledged_keep_the_silence_short_and_others_let_it_grow(tmp_path: Path) -> None:
    async with strict_place() as place:
        place.gateway.heartbeat_interval = 0.2
        async with running(place, settings(place, tmp_path, write_pack(tmp_path / "content"))) as bot:
            uplink = bot.app.uplink
            async with asyncio.timeout(10):
                while not (uplink.greeted and uplink.shards()[0].latency is not None):
                    await asyncio.sleep(0.02)
            [shard] = uplink.shards()
            assert shard.open
            assert shard.interval == 0.2
            assert shard.silence is not None
            assert shard.silence < 1.5
            place.faults.gateway(silent_heartbeats=True)
            await until_silent(uplink, 1.6, place)
            assert uplink.shards()[0].open, "the socket is fine, and Discord still sends"
            place.faults.clear()
            async with asyncio.timeout(10):
                while (uplink.shards()[0].silence or 9) > 0.5:
                    await asyncio.sleep(0.02)
        assert uplink.shards() == []
        assert not uplink.greeted
