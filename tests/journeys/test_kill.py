"""kill -9 at any moment loses no ask whose answer was shown."""

import asyncio
import random
from pathlib import Path

import pytest

from sandbox.pilot import Pilot
from sandbox.server import Place
from tests.support.processes import bot_process, top_of, write_settings

WITHIN = 0.02  # seconds after a reply became visible


async def asks_until_killed(place: Place, settings: Path, *, module: str, chance: random.Random, replies: int) -> int:
    """Start the bot, compare what is kept with the `replies` seen before, ask again, kill it at a random instant.

    Returns how many replies have been seen now. Raises AssertionError where the count is another.
    """
    async with bot_process(place, settings, module=module, log=settings.with_suffix(".log")) as bot:
        assert (await top_of(settings))["total"] == replies
        ada = Pilot(place).person("Ada")
        for _ in range(chance.randint(1, 3)):
            reply = await ada.runs("/faq ask", question=chance.choice(["how-long", "skills", "leave"]))
            assert not reply.failed
            replies += 1
        delay = asyncio.get_running_loop().time() + chance.uniform(0, WITHIN)
        while asyncio.get_running_loop().time() < delay:
            await asyncio.sleep(0)
        bot.kill()
        await bot.wait()
        return replies


@pytest.mark.long
@pytest.mark.timeout(600)
async def test_no_ask_whose_answer_was_seen_is_lost_in_fifty_kills(place: Place, tmp_path: Path, content: Path) -> None:
    settings = write_settings(tmp_path, place.url, content)
    chance = random.Random(20261124)
    replies = 0
    for _ in range(50):
        replies = await asks_until_killed(place, settings, module="bot", chance=chance, replies=replies)
    assert (await top_of(settings))["total"] == replies


async def test_the_same_harness_notices_a_bot_that_replies_before_it_records(
    place: Place, tmp_path: Path, content: Path
) -> None:
    settings = write_settings(tmp_path, place.url, content)
    chance = random.Random(1)
    replies = await asks_until_killed(place, settings, module="tests.support.reply_first", chance=chance, replies=0)
    assert replies > 0
    assert (await top_of(settings))["total"] < replies
