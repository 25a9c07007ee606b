"""What an unpatched discord.py makes of the gateway, its faults and the limits."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import discord
import pytest

from sandbox.place import Place
from sandbox.server import serve
from tests.sandbox.dpy_kit import PlainBot, channel, person, ping, running, until


@pytest.fixture
async def place() -> AsyncIterator[Place]:
    async with serve() as place:
        yield place


async def asks(place: Place) -> Any:
    return await place.acts.run(person(place, "Ada"), channel(place, "questions"), "ping", {})


async def ready(place: Place, bot: PlainBot) -> None:
    bot.tree.add_command(ping())
    await bot.tree.sync()


async def test_a_bot_without_intents_gets_ready_over_zlib_and_answers(place: Place) -> None:
    async with running(PlainBot(place.url), place) as bot:
        await ready(place, bot)
        assert (await asks(place)).state == "answered"
        (session,) = place.gateway.sessions
        assert (session.shard, int(session.intents), bot.guilds[0].unavailable) == ((0, 1), 0, True)
        assert place.wire.refusals == ()
    await until(place, lambda: not place.gateway.sessions)


async def test_a_bot_with_the_guilds_intent_knows_its_channels(place: Place) -> None:
    intents = discord.Intents(guilds=True)
    async with running(PlainBot(place.url, intents=intents), place) as bot:
        guild = next(one for one in bot.guilds if one.name == "Pain Study Group")
        assert "questions" in [one.name for one in guild.text_channels]
        assert guild.me.id == place.world.application.bot_user_id


async def test_two_shards_share_the_servers(place: Place) -> None:
    async with running(PlainBot(place.url, shard_count=2), place) as bot:
        await until(place, lambda: len(place.gateway.sessions) == 2)
        assert sorted(session.shard for session in place.gateway.sessions) == [(0, 2), (1, 2)]
        await ready(place, bot)
        assert (await asks(place)).state == "answered"
        assert len(place.gateway.violations) == 1


@pytest.mark.parametrize("ending", ["reset", "vanish", "1000", "4000", "op 7"])
async def test_the_bot_resumes_and_hears_once_what_it_missed(place: Place, ending: str) -> None:
    async with running(PlainBot(place.url), place) as bot:
        await ready(place, bot)
        if ending == "op 7":
            await place.gateway.reconnect()
        elif ending.isdecimal():
            await place.gateway.drop(code=int(ending))
        else:
            await place.gateway.drop(abort=ending == "reset")
        missed = await asks(place)
        await until(place, lambda: bot.resumed == 1)
        assert missed.state == "answered"
        assert bot.heard == [missed.id]
        assert (place.gateway.identifies.total, place.gateway.sessions[0].resumes) == (1, 1)


async def test_an_invalid_session_makes_the_bot_identify_again(place: Place) -> None:
    async with running(PlainBot(place.url), place) as bot:
        await ready(place, bot)
        await place.gateway.invalidate(False)
        await place.gateway.wait_ready()
        assert (await asks(place)).state == "answered"
        assert (place.gateway.identifies.total, bot.resumed) == (2, 0)


async def test_a_wrong_token_is_refused_at_the_gateway_too(place: Place) -> None:
    async with running(PlainBot(place.url), place):
        place.world.application.token = "sandbox-other"
        await place.gateway.invalidate(False)
        await until(place, lambda: any(one.status == 4004 for one in place.wire.exchanges))


@pytest.mark.parametrize("code", [4010, 4013, 4014])
async def test_a_fatal_close_ends_the_bot(place: Place, code: int) -> None:
    place.faults.gateway(close_code=code)
    with pytest.raises((discord.ConnectionClosed, discord.PrivilegedIntentsRequired)):
        async with running(PlainBot(place.url), place):
            pytest.fail("the bot got ready")


async def test_refused_intents_end_the_bot(place: Place) -> None:
    intents = discord.Intents.none()
    intents.message_content = True
    with pytest.raises(discord.PrivilegedIntentsRequired):
        async with running(PlainBot(place.url, intents=intents), place):
            pytest.fail("the bot got ready")
    assert [one.status for one in place.wire.refusals] == [4014]


async def test_a_dropping_gateway_is_resumed_each_time(place: Place) -> None:
    async with running(PlainBot(place.url), place) as bot:
        place.faults.gateway(drop_every=0.3, times=3)  # long enough to resume in, on a busy machine too
        await place.gateway.drop()
        await until(place, lambda: bot.resumed == 4)
        assert place.gateway.identifies.total == 1


async def test_a_server_error_is_tried_again_and_a_429_waited_for(place: Place) -> None:
    async with running(PlainBot(place.url), place) as bot:
        fault = place.faults.next("GET", "/users/*", retry_after=0.05)
        assert (await bot.fetch_user(person(place, "Ada"))).name == "ada"
        assert fault.hits == 1


async def test_a_429_without_via_is_a_ban_to_discord_py(place: Place) -> None:
    async with running(PlainBot(place.url), place) as bot:
        place.faults.next("GET", "/users/*", retry_after=30, via=False)
        with pytest.raises(discord.HTTPException) as caught:
            await bot.fetch_user(person(place, "Ada"))
        assert caught.value.status == 429


async def test_503_is_raised_and_resets_surface_as_aiohttps(place: Place) -> None:
    async with running(PlainBot(place.url), place) as bot:
        place.faults.next("GET", "/users/*", status=503)
        with pytest.raises(discord.DiscordServerError):
            await bot.fetch_user(person(place, "Ada"))
        # Of a POST: a GET that was reset on a connection kept alive is sent again by aiohttp itself.
        place.faults.next("POST", "/channels/*", reset="after")
        with pytest.raises(aiohttp.ClientOSError):
            await bot.get_partial_messageable(channel(place, "questions")).send("once")
        assert [one.content for one in place.world.messages.values()] == ["once"]


async def test_discord_py_reads_the_buckets_and_never_draws_a_429(place: Place) -> None:
    async with running(PlainBot(place.url), place) as bot:
        place.rate_limits.limit("POST", "/channels/{channel_id}/messages", count=2, seconds=0.1)
        target = bot.get_partial_messageable(channel(place, "questions"))
        for number in range(5):
            await target.send(str(number))
        sent = [one for one in place.wire.exchanges if one.method == "POST"]
        assert [one.status for one in sent] == [200] * 5
        assert sent[4].at.timestamp() - sent[0].at.timestamp() >= 0.2


async def test_the_same_interaction_reaches_two_processes_and_one_of_them_loses(place: Place) -> None:
    async with running(PlainBot(place.url), place) as first, running(PlainBot(place.url), place) as second:
        await ready(place, first)
        second.tree.add_command(ping())
        second.tree.on_error = _quiet  # type: ignore[method-assign]
        asked = await asks(place)
        await until(place, lambda: len([one for one in place.wire.exchanges if "callback" in one.template]) == 2)
        codes = sorted(one.status for one in place.wire.exchanges if "callback" in one.template)
        assert (codes, asked.state, first.heard, second.heard) == ([200, 400], "answered", [asked.id], [asked.id])


async def _quiet(*_: object) -> None:
    """40060 is what this test provokes."""
