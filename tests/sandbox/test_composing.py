"""A request's body becomes a message: files found, addresses resolved, components numbered."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.composing import compose, recompose, walk
from sandbox.errors import DiscordError
from sandbox.kinds import MessageFlag
from sandbox.model import Message, Upload
from sandbox.permissions import Permission
from sandbox.seed import seeded
from sandbox.world import World

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x08\x00\x00\x00\x04"
V2 = int(MessageFlag.IS_COMPONENTS_V2)


@pytest.fixture
def world() -> World:
    return seeded()


def blank(world: World, author: int | None = None) -> Message:
    channel = next(one for one in world.channels.values() if one.name == "questions")
    author = world.application.id if author is None else author
    return Message(world.ids.next(), channel.id, author, world.clock.now(), guild_id=channel.guild_id)


def composed(world: World, body: dict[str, Any], *files: Upload) -> Message:
    message = blank(world)
    compose(world, message, body, dict(enumerate(files)))
    return message


def test_media_of_a_card_get_the_address_their_file_has(world: World) -> None:
    card = [
        {"type": 12, "items": [{"media": {"url": "attachment://chart.png"}, "description": "A chart"}]},
        {"type": 13, "file": {"url": "attachment://plan_1.ics"}},
        {
            "type": 9,
            "components": [{"type": 10, "content": "beside a picture"}],
            "accessory": {"type": 11, "media": {"url": "https://example.org/a.png"}},
        },
        {"type": 14},
    ]
    message = composed(world, {"flags": V2, "components": card}, Upload("chart.png", PNG), Upload("plan 1.ics", b"x"))
    chart, plan = message.attachments
    media = message.components[0]["items"][0]["media"]
    assert (media["attachment_id"], media["width"], media["height"]) == (str(chart.id), 8, 4)
    assert media["url"] == f"https://cdn.discordapp.com/attachments/{message.channel_id}/{chart.id}/chart.png"
    shown = message.components[1]
    assert (shown["name"], shown["size"], shown["spoiler"]) == ("plan_1.ics", 1, False)
    assert shown["file"]["attachment_id"] == str(plan.id)
    assert message.components[2]["accessory"]["media"]["proxy_url"] == "https://example.org/a.png"
    assert (message.components[3]["divider"], message.components[3]["spacing"]) == (True, 1)
    assert [chart.in_embed, plan.in_embed] == [False, False]


def test_what_a_menu_shows_as_chosen_is_answered_with_its_id_as_text(world: World) -> None:
    menu = {"type": 6, "custom_id": "r", "default_values": [{"id": 2**60, "type": "role"}]}
    message = composed(world, {"flags": V2, "components": [{"type": 1, "components": [menu]}]})
    [kept] = message.components[0]["components"]
    assert kept["default_values"] == [{"id": str(2**60), "type": "role"}]


def test_files_an_embed_shows_are_not_listed_beside_it(world: World) -> None:
    embed = {
        "title": "A chart",
        "author": {"name": "Ada", "icon_url": "attachment://icon.png"},
        "footer": {"text": "foot", "icon_url": "https://example.org/i.png"},
        "thumbnail": {"url": "attachment://chart.png"},
        "image": None,
    }
    files = (Upload("icon.png", PNG), Upload("chart.png", PNG), Upload("notes.txt", b"x"))
    message = composed(world, {"embeds": [embed], "attachments": [{"id": "2", "description": "Notes"}]}, *files)
    assert {one.filename: (one.in_embed, one.description) for one in message.attachments} == {
        "notes.txt": (False, "Notes"),
        "icon.png": (True, None),
        "chart.png": (True, None),
    }
    (stored,) = message.embeds
    assert stored["type"] == "rich"
    assert stored["author"]["proxy_icon_url"] == stored["author"]["icon_url"]
    assert stored["footer"]["icon_url"] == "https://example.org/i.png"
    assert "image" not in stored


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"content": "  "}, 50006),
        ({"content": "x", "flags": V2, "components": [{"type": 10, "content": "y"}]}, 50035),
        ({"content": "x", "attachments": [{"id": "5", "filename": "missing.txt"}]}, 50035),
        ({"flags": V2, "components": [{"type": 13, "file": {"url": "attachment://missing.txt"}}]}, 50035),
    ],
)
def test_what_cannot_be_shown_is_refused_and_no_file_kept(world: World, body: dict[str, Any], code: int) -> None:
    message = blank(world)
    with pytest.raises(DiscordError) as refusal:
        compose(world, message, body, {0: Upload("other.txt", b"x")} if code == 50035 else {})
    assert refusal.value.code == code
    assert all(world.files.get(one.id) is None for one in message.attachments)


def test_an_edit_keeps_what_it_does_not_mention(world: World) -> None:
    message = composed(world, {"content": "one", "embeds": [{"title": "t"}]}, Upload("a.txt", b"a"))
    recompose(world, message, {"content": "two"}, {})
    assert (message.content, len(message.embeds), len(message.attachments)) == ("two", 1, 1)
    recompose(world, message, {"flags": int(MessageFlag.SUPPRESS_EMBEDS)}, {})
    assert message.flags == MessageFlag.SUPPRESS_EMBEDS
    recompose(world, message, {"flags": 0, "embeds": None, "attachments": []}, {})
    assert (message.flags, message.embeds, message.attachments) == (0, [], [])


def test_everyone_is_pinged_only_by_who_may(world: World) -> None:
    ada, olga = (next(one.id for one in world.users.values() if one.name == name) for name in ("ada", "olga"))
    for author, pinged in ((ada, False), (olga, True)):
        message = blank(world, author)
        compose(world, message, {"content": "@here please"}, {})
        assert message.mention_everyone is pinged
    message = blank(world, olga)
    compose(world, message, {"content": "@here please", "allowed_mentions": {"parse": ["users"]}}, {})
    assert not message.mention_everyone
    guild = next(iter(world.guilds.values()))
    mentor = next(one for one in guild.roles.values() if one.name == "Mentor")
    message = blank(world, ada)
    compose(world, message, {"content": f"<@&{mentor.id}> <@{ada}> <@{olga}> <@1>"}, {})
    assert (message.mention_roles, message.mentions) == ([], [ada, olga])
    guild.roles[guild.id].permissions |= Permission.MENTION_EVERYONE
    allowed = {"users": [str(ada)], "roles": [str(mentor.id)]}
    compose(world, message, {"content": message.content, "allowed_mentions": allowed}, {})
    assert (message.mention_roles, message.mentions) == ([mentor.id], [ada])


texts = st.fixed_dictionaries({"type": st.just(10), "content": st.text(min_size=1)})
numbered = st.one_of(texts, st.builds(lambda one, id: one | {"id": id}, texts, st.integers(0, 12)))
containers = st.builds(lambda inner: {"type": 17, "components": inner}, st.lists(numbered, min_size=1, max_size=4))


@given(st.lists(st.one_of(texts, containers), min_size=1, max_size=6))
def test_every_component_gets_a_number_and_given_ones_stay(components: list[dict[str, Any]]) -> None:
    message = composed(seeded(), {"flags": V2, "components": components})
    before = [one.get("id") or 0 for one in walk(components)]
    after = [one["id"] for one in walk(message.components)]
    assert all(old in (0, new) for old, new in zip(before, after, strict=True))
    chosen = [new for old, new in zip(before, after, strict=True) if not old]
    assert len(chosen) == len(set(chosen))
    assert not set(chosen) & (set(before) - {0})
    assert all(new >= 1 for new in after)
