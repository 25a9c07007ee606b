"""What each deed of the bot needs, and what it is told without: 50001 where it does not see, 50013 where it may not."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import aiohttp
import discord
import pytest
import pytest_asyncio

from sandbox.kinds import ChannelType
from sandbox.membership import time_out
from sandbox.model import Channel, Guild, Overwrite, Role
from sandbox.permissions import ALL, TIMED_OUT, WITH_SENDING, Permission
from tests.sandbox.worldkit import Scene, scene

P = Permission


@dataclass(frozen=True)
class Deed:
    """`needed` is what the bot must hold besides VIEW_CHANNEL; `{…}` in the path are filled in by `Here.paths`."""

    name: str
    needed: Permission
    method: str
    path: str
    body: Any = None
    form: bool = False
    where: str = field(default="channel")


HI = {"content": "hi"}
CARD = {"embeds": [{"title": "t"}]}
MESSAGES = "/channels/{channel}/messages"
THREAD = "/channels/{thread}"
DEEDS = [
    Deed("send", P.SEND_MESSAGES, "POST", MESSAGES, HI),
    Deed("send an embed", P.EMBED_LINKS, "POST", MESSAGES, CARD),
    Deed("send a file", P.ATTACH_FILES, "POST", MESSAGES, HI, form=True),
    Deed("send aloud", P.SEND_TTS_MESSAGES, "POST", MESSAGES, HI | {"tts": True}),
    Deed("type", P.SEND_MESSAGES, "POST", "/channels/{channel}/typing"),
    Deed("read a message", P.READ_MESSAGE_HISTORY, "GET", MESSAGES + "/{theirs}"),
    Deed("edit an embed in", P.EMBED_LINKS, "PATCH", MESSAGES + "/{ours}", CARD),
    Deed("delete another's message", P.MANAGE_MESSAGES, "DELETE", MESSAGES + "/{theirs}"),
    Deed("delete many", P.MANAGE_MESSAGES, "POST", MESSAGES + "/bulk-delete", {"messages": ["{theirs}", "{ours}"]}),
    Deed("pin", P.PIN_MESSAGES, "PUT", MESSAGES + "/pins/{theirs}"),
    Deed("unpin", P.PIN_MESSAGES, "DELETE", MESSAGES + "/pins/{theirs}"),
    Deed("react first", P.ADD_REACTIONS, "PUT", MESSAGES + "/{theirs}/reactions/👍/@me"),
    Deed("react", P.READ_MESSAGE_HISTORY, "PUT", MESSAGES + "/{theirs}/reactions/👍/@me"),
    Deed("clear reactions", P.MANAGE_MESSAGES, "DELETE", MESSAGES + "/{theirs}/reactions"),
    Deed("clear one reaction", P.MANAGE_MESSAGES, "DELETE", MESSAGES + "/{theirs}/reactions/👍"),
    Deed("take another's reaction", P.MANAGE_MESSAGES, "DELETE", MESSAGES + "/{theirs}/reactions/👍/{person}"),
    Deed("begin a thread", P.CREATE_PUBLIC_THREADS, "POST", MESSAGES + "/{theirs}/threads", {"name": "t"}),
    Deed("begin one alone", P.CREATE_PUBLIC_THREADS, "POST", "/channels/{channel}/threads", {"name": "t", "type": 11}),
    Deed("begin one in private", P.CREATE_PRIVATE_THREADS, "POST", "/channels/{channel}/threads", {"name": "t"}),
    Deed("post in a forum", P.SEND_MESSAGES, "POST", "/channels/{forum}/threads", {"name": "t", "message": HI}),
    Deed("rename a channel", P.MANAGE_CHANNELS, "PATCH", "/channels/{channel}", {"name": "n"}),
    Deed("set overwrites", P.MANAGE_ROLES, "PATCH", "/channels/{channel}", {"permission_overwrites": []}),
    Deed("delete a channel", P.MANAGE_CHANNELS, "DELETE", "/channels/{channel}"),
    Deed("list archived threads", P.READ_MESSAGE_HISTORY, "GET", "/channels/{channel}/threads/archived/public"),
    Deed("list private ones", P.MANAGE_THREADS, "GET", "/channels/{channel}/threads/archived/private"),
    Deed("write in a thread", P.SEND_MESSAGES_IN_THREADS, "POST", THREAD + "/messages", HI),
    Deed("close a thread", P.MANAGE_THREADS, "PATCH", THREAD, {"archived": True}),
    Deed("lock a thread", P.MANAGE_THREADS, "PATCH", THREAD, {"locked": True}),
    Deed("delete a thread", P.MANAGE_THREADS, "DELETE", THREAD),
    Deed("add someone", P.SEND_MESSAGES_IN_THREADS, "PUT", THREAD + "/thread-members/{person}"),
    Deed("remove someone", P.MANAGE_THREADS, "DELETE", THREAD + "/thread-members/{person}"),
]


class Here:
    """One channel of each kind with a message of Ada's and one of the bot's; its role may everything but reign."""

    def __init__(self, scene: Scene, http: aiohttp.ClientSession) -> None:
        self.scene = scene
        self._http = http
        self.guild: Guild = scene.world.guilds[scene.guild_id]
        self.role: Role = next(one for one in self.guild.roles.values() if one.managed)
        self.role.permissions = int(ALL & ~P.ADMINISTRATOR)
        self.guild.roles[self.guild.id].permissions = 0
        self.paths: dict[str, Any] = {}

    async def prepare(self) -> None:
        self.guild.roles[self.guild.id].permissions = int(ALL & ~P.ADMINISTRATOR)
        channel = await self.scene.channel("questions")
        theirs = (await self.scene.ada.says("theirs")).message
        thread = await self.scene.max.says("begun")
        begun = channel.get_partial_message(thread.message.id if thread.message else 0)
        self.paths = {
            "channel": channel.id,
            "theirs": theirs.id if theirs else 0,
            "ours": (await channel.send("ours")).id,
            "thread": (await begun.create_thread(name="t")).id,
            "forum": self.scene.channel_id("ask-a-mentor"),
            "person": self.scene.ada.id,
        }
        # A thread's maker may do some things more: here that is somebody else.
        self.scene.world.channels[self.paths["thread"]].owner_id = self.scene.max.id
        self.guild.roles[self.guild.id].permissions = 0

    async def do(self, deed: Deed) -> tuple[int, int]:
        """The answer's status and code, 0 where it has none."""
        url = f"{self.scene.place.url}/api/v10{deed.path.format(**self.paths)}"
        body: dict[str, Any] = {}
        if deed.form:
            form = aiohttp.FormData()
            form.add_field("payload_json", '{"content": "hi"}')
            form.add_field("files[0]", b"x", filename="x.txt")
            body["data"] = form
        elif deed.body is not None:
            body["json"] = _filled(deed.body, self.paths)
        headers = {"Authorization": f"Bot {self.scene.place.token}"}
        async with self._http.request(deed.method, url, headers=headers, **body) as answer:
            decoded = await answer.json() if answer.content_type == "application/json" else None
            code = decoded.get("code", 0) if isinstance(decoded, dict) else 0
            return answer.status, code

    def hide(self) -> None:
        """Every channel of the server, from the bot."""
        for channel in self.scene.world.channels.values():
            if channel.guild_id == self.guild.id and not channel.type.is_thread:
                channel.overwrites[self.role.id] = Overwrite(self.role.id, "role", deny=int(P.VIEW_CHANNEL))


def _filled(value: Any, paths: dict[str, Any]) -> Any:
    if isinstance(value, dict):
        return {key: _filled(one, paths) for key, one in value.items()}
    if isinstance(value, list):
        return [_filled(one, paths) for one in value]
    return value.format(**paths) if isinstance(value, str) else value


@pytest_asyncio.fixture
async def here() -> AsyncIterator[Here]:
    async with scene() as one, aiohttp.ClientSession() as http:
        found = Here(one, http)
        await found.prepare()
        yield found


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.name)
async def test_a_deed_needs_its_right_and_sight_of_the_channel(here: Here, deed: Deed) -> None:
    everything = here.role.permissions
    here.role.permissions = everything & ~deed.needed
    assert await here.do(deed) == (403, 50013)
    here.hide()
    here.role.permissions = everything
    assert await here.do(deed) == (403, 50001)
    for channel in here.scene.world.channels.values():
        channel.overwrites.pop(here.role.id, None)
    # Nothing but this right, sight, and what sending and reading ask for in any case.
    here.role.permissions = int(deed.needed | P.VIEW_CHANNEL | P.READ_MESSAGE_HISTORY | P.SEND_MESSAGES | _also(deed))
    assert (await here.do(deed))[0] in {200, 201, 204}
    assert here.scene.place.rate_limits.invalid_requests == 2


def _also(deed: Deed) -> Permission:
    return P.MANAGE_CHANNELS if deed.needed == P.MANAGE_ROLES else P.ADD_REACTIONS


async def test_the_bot_edits_nobody_elses_message_whatever_it_may(here: Here) -> None:
    here.role.permissions = int(ALL)
    deed = Deed("edit", P.VIEW_CHANNEL, "PATCH", MESSAGES + "/{theirs}", HI)
    assert await here.do(deed) == (403, 50005)


async def rights_seen(here: Here, channel: Channel) -> tuple[Permission, Permission, Permission, Permission]:
    """As an interaction carries them: the person's and the bot's here, and of a channel named in an option both."""
    here.guild.roles[here.guild.id].permissions = int(ALL & ~P.ADMINISTRATOR)
    await here.scene.ada.runs("/kinds", words="some", place=channel.id)
    event = [one for one in here.scene.place.wire.exchanges if one.template == "INTERACTION_CREATE"][-1]
    payload = event.response_body.get("d", event.response_body)
    named = payload["data"]["resolved"]["channels"][str(channel.id)]
    texts = (
        payload["member"]["permissions"],
        payload["app_permissions"],
        named["permissions"],
        named["app_permissions"],
    )
    member, bot, there, bot_there = (Permission(int(one)) for one in texts)
    return member, bot, there, bot_there


async def test_an_interaction_carries_the_rights_of_both_here_and_in_the_channel_named(here: Here) -> None:
    resources = next(one for one in here.scene.world.channels.values() if one.name == "resources")
    everything = ALL & ~P.ADMINISTRATOR
    assert await rights_seen(here, resources) == (everything,) * 4
    ada, bot = here.scene.ada.id, here.scene.world.application.id
    resources.overwrites[ada] = Overwrite(ada, "member", deny=int(P.SEND_MESSAGES))
    resources.overwrites[bot] = Overwrite(bot, "member", deny=int(P.VIEW_CHANNEL))
    member, app, there, app_there = await rights_seen(here, resources)
    assert (member, app) == (everything, everything)
    assert there == everything & ~P.SEND_MESSAGES & ~WITH_SENDING
    assert app_there == Permission(0)


async def test_a_bot_in_time_out_reads_and_no_more(here: Here) -> None:
    now = here.scene.world.clock.now()
    time_out(here.scene.world, here.guild, here.scene.world.application.id, now + timedelta(minutes=5))
    resources = next(one for one in here.scene.world.channels.values() if one.name == "resources")
    _, app, _, app_there = await rights_seen(here, resources)
    assert (app, app_there) == (TIMED_OUT, TIMED_OUT)
    assert await here.do(DEEDS[0]) == (403, 50013)


async def test_in_a_thread_the_rights_are_the_parents_and_sending_is_a_right_of_its_own(here: Here) -> None:
    world, thread = here.scene.world, here.scene.world.channels[here.paths["thread"]]
    parent = world.channels[thread.parent_id or 0]
    me = world.application.id
    here.role.permissions = int(P.VIEW_CHANNEL | P.SEND_MESSAGES_IN_THREADS | P.EMBED_LINKS)
    assert world.permissions(me, thread) & P.EMBED_LINKS
    assert not world.permissions(me, parent) & P.EMBED_LINKS, "embedding means nothing where one may not send"
    here.role.permissions = int(P.VIEW_CHANNEL | P.SEND_MESSAGES | P.EMBED_LINKS)
    assert not world.permissions(me, thread) & P.EMBED_LINKS
    parent.overwrites[me] = Overwrite(me, "member", deny=int(P.VIEW_CHANNEL))
    assert world.permissions(me, thread) == Permission(0)
    private = Channel(
        world.ids.next(), ChannelType.PRIVATE_THREAD, "p", here.guild.id, parent.id, owner_id=here.scene.max.id
    )
    world.channels[private.id] = private
    parent.overwrites.clear()
    with pytest.raises(discord.Forbidden) as hidden:
        await here.scene.bot.fetch_channel(private.id)
    assert hidden.value.code == 50001
    here.role.permissions |= int(P.MANAGE_THREADS)
    assert (await here.scene.bot.fetch_channel(private.id)).id == private.id
