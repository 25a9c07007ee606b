"""What each viewer is told: all they may see, and nothing else."""

import json
from typing import Any

import aiohttp
import pytest

from sandbox.model import Message
from sandbox.page.views import NotHereError, Views
from sandbox.place import Place
from sandbox.posting import post
from sandbox.server import serve


@pytest.fixture
async def place() -> Any:
    async with serve() as served:
        yield served


@pytest.fixture
def views(place: Place) -> Views:
    return Views(world=place.world, acts=place.acts, bot_ready=place.gateway.ready)


def channel_of(place: Place, name: str) -> int:
    return next(channel.id for channel in place.world.channels.values() if channel.name == name)


def names(places: dict[str, Any]) -> set[str]:
    return {channel["name"] for server in places["servers"] for channel in server["channels"]}


def test_people_are_found_by_id_and_by_name(views: Views) -> None:
    ada = views.find_viewer("ada")
    assert views.find_viewer(str(ada.id)) is ada
    assert views.find_viewer("") in views.people()
    with pytest.raises(NotHereError, match=r"Nobody here is called 'Zoe'. There are .*Ada"):
        views.find_viewer("Zoe")


def test_everyone_one_can_be_is_named_with_their_part(views: Views) -> None:
    parts = {one["name"]: one["role"] for one in views.places(views.find_viewer("Ada"))["viewers"]}
    assert parts["Ada"] == "Member"
    assert parts["Mia"] == "Mentor"
    assert parts["Max"] == "Moderator"
    assert parts["Olga"] == "Owner, administrator"
    assert parts["Nell"] == "Newcomer, no roles"
    assert len(parts) == 6


def test_a_channel_for_moderators_is_not_even_named_to_a_member(views: Views, place: Place) -> None:
    assert "moderators" not in json.dumps(views.places(views.find_viewer("Ada")))
    assert "moderators" in names(views.places(views.find_viewer("Max")))
    with pytest.raises(NotHereError):
        views.channel(views.find_viewer("Ada"), channel_of(place, "moderators"))


def test_a_newcomer_knows_one_server(views: Views) -> None:
    assert [server["name"] for server in views.places(views.find_viewer("Nell"))["servers"]] == ["Pain Study Group"]
    assert len(views.places(views.find_viewer("Ada"))["servers"]) == 2


def test_members_stand_under_their_highest_role_and_apps_come_last(views: Views) -> None:
    server = views.places(views.find_viewer("Ada"))["servers"][0]
    named = {one["id"]: one["name"] for one in server["people"]}
    groups = [(group["name"], [named[id] for id in group["people"]]) for group in server["groups"]]
    assert ("Moderator", ["Max"]) in groups
    assert ("Mentor", ["Mia"]) in groups
    assert groups[-1] == ("Apps", ["Bot"])
    assert groups[-2][0] == "No role"


def private(place: Place, words: str, viewer: int) -> Message:
    """A message of the bot's that only `viewer` sees."""
    world = place.world
    channel = channel_of(place, "questions")
    guild = world.channels[channel].guild_id
    message = Message(world.ids.next(), channel, world.bot.id, world.clock.now(), guild_id=guild, content=words)
    message.ephemeral_for = viewer
    return post(world, message)


async def test_a_private_message_is_handed_to_nobody_else(views: Views, place: Place) -> None:
    ada, ben = views.find_viewer("Ada"), views.find_viewer("Ben")
    message = private(place, "for Ada", ada.id)
    assert views.message_for(ben.id, message.id) is None
    assert "for Ada" not in json.dumps(views.channel(ben, message.channel_id))
    shown = views.message_for(ada.id, message.id)
    assert shown is not None
    assert shown["ephemeral"]
    assert "for Ada" in json.dumps(views.channel(ada, message.channel_id))


async def test_that_a_private_message_goes_is_told_to_nobody_else(views: Views, place: Place) -> None:
    ada = views.find_viewer("Ada")
    async with aiohttp.ClientSession(place.url) as session:
        ben = await session.ws_connect("/page/live?viewer=Ben")
        assert await ben.receive_json(timeout=5) == {"kind": "bot", "ready": False}
        message = private(place, "for Ada", ada.id)
        place.acts.dismiss(ada.id, message.id)
        await place.acts.say(ada.id, message.channel_id, "for everyone")
        event = await ben.receive_json(timeout=5)
        assert event["message"]["content"] == "for everyone"


async def test_changes_reach_only_those_who_may_see_them(place: Place) -> None:
    async with aiohttp.ClientSession(place.url) as session:
        ada = await session.ws_connect("/page/live?viewer=Ada")
        max_ = await session.ws_connect("/page/live?viewer=Max")
        assert await ada.receive_json(timeout=5) == {"kind": "bot", "ready": False}
        assert await max_.receive_json(timeout=5) == {"kind": "bot", "ready": False}
        moderator = next(user.id for user in place.world.users.values() if user.shown == "Max")
        await place.acts.say(moderator, channel_of(place, "moderators"), "between us")
        await place.acts.say(moderator, channel_of(place, "questions"), "for everyone")
        assert await _words(max_, 2) == ["between us", "for everyone"]
        assert await _words(ada, 1) == ["for everyone"]


async def _words(socket: aiohttp.ClientWebSocketResponse, count: int) -> list[str]:
    """The next messages told, whatever else is told between them."""
    words: list[str] = []
    while len(words) < count:
        event = await socket.receive_json(timeout=5)
        if event["kind"] == "message":
            words.append(event["message"]["content"])
    return words
