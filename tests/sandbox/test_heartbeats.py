"""A heartbeat is acknowledged as over a network: not before the bot knows that it was sent."""

import time

from sandbox.gateway.gateway import ACK_AFTER
from sandbox.gateway.opcodes import Op
from sandbox.server import serve
from tests.sandbox.gateway_kit import listening
from tests.support.processes import output_of

BEATS, INTERVAL = 8, 0.25


async def test_an_acknowledgement_takes_its_time() -> None:
    async with listening() as port:
        bot = await port.identified()
        before = time.monotonic()
        await bot.send(Op.HEARTBEAT)
        await bot.expect(Op.HEARTBEAT_ACK)
        assert time.monotonic() - before >= ACK_AFTER


async def test_discord_py_in_a_process_of_its_own_measures_its_latency_right() -> None:
    """It would log "Can't keep up" where it took the time between two heartbeats, 41 seconds, for its latency."""
    async with serve() as place:
        place.gateway.heartbeat_interval = INTERVAL
        script = ("-m", "tests.sandbox.latency_bot", place.url, place.token, str(BEATS), str(INTERVAL))
        code, out, error = await output_of(*script)
        assert code == 0, error
        latencies = [float(line) for line in out.splitlines()]
        measured = [one for one in latencies if one != float("inf")]  # not before the first heartbeat
        assert len(measured) >= BEATS - 2
        # One that was counted from the heartbeat before is longer than the pause between the two.
        assert [one for one in measured if one >= INTERVAL] == []
