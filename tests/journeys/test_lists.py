"""A list is posted once and is right from then on, whatever happens to content, message, channel and rights."""

from pathlib import Path

import pytest

from bot.core.settings import Language, Setting
from sandbox.faults import Moment
from sandbox.kinds import ChannelType
from sandbox.model import Message
from sandbox.permissions import Permission
from sandbox.pilot import Person
from sandbox.posting import pin, remove, unpin
from tests.support.lists import item, of_the_bot, text_of, things_in, write_list
from tests.support.posted import Scene, max_, post, preview_of, scene, until, withdraw
from tests.support.posts import posts

LONG = 40  # items that take three messages

__all__ = ["max_", "scene"]


@pytest.fixture
def content(content: Path) -> Path:
    write_list(content, [item(number) for number in range(LONG)])
    write_list(content, [item(number) for number in range(100, 103)], id="books")
    return content


async def test_a_list_is_previewed_then_posted_in_order_and_pinned(max_: Person, scene: Scene) -> None:
    offered = preview_of(max_, await max_.runs("/lists post", list="things", pin=True))
    assert offered.ephemeral
    assert "40 entries, in 3 messages, the first of them pinned" in offered.text
    assert scene.messages == []
    posted = await max_.presses(offered, "Post")
    assert "is shown in" in posted.text
    messages = scene.messages
    assert len(messages) == 3
    assert things_in(messages) == list(range(LONG))
    assert [message.pinned for message in messages] == [True, False, False]


async def test_cancelled_nothing_is_posted(max_: Person, scene: Scene) -> None:
    offered = preview_of(max_, await max_.runs("/lists post", list="things"))
    assert (await max_.presses(offered, "Cancel")).text == "Nothing was changed."
    assert scene.messages == []
    assert "No list is posted" in (await max_.runs("/lists status")).text


async def test_posted_twice_and_pressed_twice_it_is_there_once(max_: Person, scene: Scene) -> None:
    offered = preview_of(max_, await max_.runs("/lists post", list="books"))
    again = preview_of(max_, await max_.runs("/lists post", list="books"))
    await max_.presses(offered, "Post")
    assert "is shown in" in (await max_.presses(again, "Post")).text
    assert "already" in (await max_.runs("/lists post", list="books")).text
    assert len(scene.messages) == 1


async def test_lists_are_found_by_their_title(max_: Person) -> None:
    assert [one.value for one in await max_.types("/lists post", list="BOOK")] == ["books"]
    assert await max_.types("/lists withdraw", list="") == []
    await post(max_, "books")
    assert [one.name for one in await max_.types("/lists withdraw", list="")] == ["Good books"]
    await withdraw(max_, "books")
    assert await max_.types("/lists withdraw", list="") == []


async def test_an_edit_in_yaml_changes_the_message_within_two_seconds(max_: Person, scene: Scene) -> None:
    await post(max_)
    before = [message.id for message in scene.messages]
    scene.write([*range(LONG - 1), 99])
    await until(lambda: "[Thing 99]" in text_of(scene.messages[-1]))
    messages = scene.messages
    assert [message.id for message in messages] == before, "in place"
    assert things_in(messages) == [*range(LONG - 1), 99]
    assert [message.edited_at is None for message in messages] == [True, True, False], "only what changed"


async def test_what_a_server_changes_about_a_list_changes_its_message_there(max_: Person, scene: Scene) -> None:
    await post(max_, "books")
    hidden = await scene.app.services.overlays.hide(scene.guild.id, "books", "thing-101", by=max_.id)
    await until(lambda: things_in(scene.messages) == [100, 102])
    await scene.app.services.overlays.undo(scene.guild.id, hidden.id, by=max_.id)
    await until(lambda: things_in(scene.messages) == [100, 101, 102])
    scene.app.services.overlays.review({"https://thing-102.example/"})
    await until(lambda: "Link under review" in text_of(scene.messages[0]))


async def test_a_list_that_shrinks_and_grows_takes_as_many_messages_as_it_needs(max_: Person, scene: Scene) -> None:
    await post(max_)
    for size, messages in ((5, 1), (20, 2), (LONG, 3)):
        scene.write(range(size))
        await until(lambda size=size: things_in(scene.messages) == list(range(size)), seconds=4)  # type: ignore[misc]
        assert len(scene.messages) == messages


@pytest.mark.parametrize("gone", [(0,), (1,), (2,), (0, 2), (0, 1, 2)])
async def test_deleted_messages_are_back_in_order_after_the_next_sync(
    max_: Person, scene: Scene, gone: tuple[int, ...]
) -> None:
    await post(max_, pin=True)
    messages = scene.messages
    for number in gone:
        remove(scene.place.world, messages[number])
    dry = await max_.runs("/lists sync", dry_run=True)
    assert f"send {len(gone)} message" in dry.text
    assert len(scene.messages) == 3 - len(gone), "a dry run does nothing"
    assert f"sent {len(gone)} message" in (await max_.runs("/lists sync")).text
    back = scene.messages
    assert things_in(back) == list(range(LONG))
    assert [message.pinned for message in back] == [True, False, False]
    assert "as it should be" in (await max_.runs("/lists sync", dry_run=True)).text
    assert "as it should be" in (await max_.runs("/lists sync")).text


async def test_a_message_that_turns_out_to_be_deleted_while_it_is_edited_is_posted_again(
    max_: Person, scene: Scene
) -> None:
    await post(max_)
    remove(scene.place.world, scene.messages[1])
    scene.write(range(1, LONG + 1))
    await until(lambda: things_in(scene.messages) == list(range(1, LONG + 1)), seconds=4)


async def test_what_is_withdrawn_is_gone_with_its_rows(max_: Person, scene: Scene) -> None:
    await post(max_)
    await post(max_, "books")
    asked = await max_.runs("/lists withdraw", list="things")
    assert asked.ephemeral
    assert "Its 3 messages" in asked.text
    assert "are removed for everybody" in asked.text
    assert (await max_.presses(asked, "Keep it")).text == "Nothing was changed."
    assert things_in(scene.messages) == [*range(LONG), 100, 101, 102]
    assert "withdrawn" in (await withdraw(max_)).text
    assert things_in(scene.messages) == [100, 101, 102]
    assert "not posted there" in (await max_.runs("/lists withdraw", list="things")).text
    status = (await max_.runs("/lists status")).text
    assert "Good books" in status
    assert "Good things" not in status


async def test_a_list_in_two_channels_is_withdrawn_from_the_one_that_is_named(max_: Person, scene: Scene) -> None:
    other = max_.in_channel("questions")
    await post(max_, "books")
    await post(max_, "books", channel=str(other.channel_id))
    assert "Say in `channel`" in (await max_.runs("/lists withdraw", list="books")).text
    await withdraw(max_, "books", channel=str(other.channel_id))
    assert of_the_bot(scene.place.world, other.channel_id) == []
    assert len(scene.messages) == 1


RIGHTS = [
    (Permission.VIEW_CHANNEL, "View Channel"),
    (Permission.SEND_MESSAGES, "Send Messages"),
    (Permission.READ_MESSAGE_HISTORY, "Read Message History"),
    (Permission.PIN_MESSAGES, "Pin Messages"),
]


@pytest.mark.parametrize(("right", "name"), RIGHTS, ids=[name for _, name in RIGHTS])
async def test_a_missing_permission_is_named_before_anything_is_posted(
    max_: Person, scene: Scene, right: Permission, name: str
) -> None:
    offered = preview_of(max_, await max_.runs("/lists post", list="books", pin=True))
    scene.take(right)
    assert f"**{name}** in " in (await max_.runs("/lists post", list="books", pin=True)).text
    assert f"**{name}** in " in (await max_.presses(offered, "Post")).text, "looked at again when it is pressed"
    assert scene.messages == []
    scene.give_back()
    await max_.presses(offered, "Post")
    assert len(scene.messages) == 1


@pytest.mark.parametrize(("right", "name"), RIGHTS, ids=[name for _, name in RIGHTS])
async def test_a_right_taken_away_is_told_once_and_what_was_missed_is_made_up_for(
    max_: Person, scene: Scene, right: Permission, name: str
) -> None:
    notices = scene.named("moderators")
    await scene.app.services.settings.change(scene.guild.id, Setting.NOTICES, notices.id)
    await post(max_, pin=True)
    scene.take(right)
    for _ in range(2):
        text = (await max_.runs("/lists sync")).text
        assert f"I lack **{name}**" in text
    told = [text_of(message) for message in of_the_bot(scene.place.world, notices.id)]
    assert len(told) == 1
    assert f"I lack **{name}**" in told[0]
    assert f"I lack **{name}**" in (await max_.runs("/lists status")).text
    scene.write(range(3))
    scene.give_back()
    await max_.runs("/lists sync")
    await until(lambda: things_in(scene.messages) == [0, 1, 2], seconds=4)
    assert "I lack" not in (await max_.runs("/lists status")).text


async def test_a_deleted_channel_sets_the_posting_aside_and_is_asked_for_no_more(max_: Person, scene: Scene) -> None:
    await post(max_)
    del scene.place.world.channels[scene.channel.id]
    elsewhere = max_.in_channel("questions")
    assert "The channel has been deleted" in (await elsewhere.runs("/lists sync")).text
    scene.place.wire.clear()
    scene.write(range(3))
    loaded = scene.app.shelf.stock.loaded_at
    await until(lambda: scene.app.shelf.stock.loaded_at != loaded)
    for full in (False, True):
        await scene.app.services.postings.look_after(scene.guild.id, full)
    asked = [one.path for one in scene.place.wire.exchanges if one.direction == "rest"]
    assert not [path for path in asked if str(scene.channel.id) in path]
    assert "withdrawn" in (await withdraw(elsewhere)).text


@pytest.mark.parametrize("reset", ["before", "after"])
async def test_a_message_that_went_out_in_a_broken_connection_is_not_sent_twice(
    max_: Person, scene: Scene, reset: Moment
) -> None:
    scene.app.services.rounds._first_pause = 0.05
    offered = preview_of(max_, await max_.runs("/lists post", list="things"))
    scene.place.faults.next("POST", f"/channels/{scene.channel.id}/messages", reset=reset)
    assert "Discord did not answer" in (await max_.presses(offered, "Post")).text
    await until(lambda: things_in(scene.messages) == list(range(LONG)), seconds=5)
    assert len(scene.messages) == 3


async def test_what_may_not_be_written_can_still_be_withdrawn(max_: Person, scene: Scene) -> None:
    await post(max_)
    scene.take(Permission.VIEW_CHANNEL)
    hidden = (await withdraw(max_)).text
    assert "cannot be removed" in hidden
    assert "I lack **View Channel**" in hidden
    assert len(scene.messages) == 3
    scene.take(Permission.SEND_MESSAGES)
    await scene.app.services.postings.look_after(scene.guild.id, True)
    assert scene.messages == []
    assert "No list is posted" in (await max_.runs("/lists status")).text


async def test_what_cannot_be_removed_is_forgotten_when_that_is_asked_for_twice(max_: Person, scene: Scene) -> None:
    await post(max_, "books")
    scene.take(Permission.VIEW_CHANNEL)
    assert "Or delete its 1 message yourself" in (await withdraw(max_, "books")).text
    again = await max_.runs("/lists withdraw", list="books")
    assert "what still stays then, I leave and forget" in again.text
    assert "stays in" in (await max_.presses(again, "Withdraw")).text
    assert "No list is posted" in (await max_.runs("/lists status")).text
    assert len(scene.messages) == 1


async def test_a_channel_full_of_pins_keeps_a_list_from_being_pinned_and_from_nothing_else(
    max_: Person, scene: Scene
) -> None:
    for number in range(250):
        pin(scene.place.world, posts(max_, f"Message {number}"), by=max_.id)
    assert "as many pinned messages as Discord allows" in (await post(max_, pin=True)).text
    assert things_in(scene.messages) == list(range(LONG))
    scene.write(range(3))
    await until(lambda: things_in(scene.messages) == [0, 1, 2])
    unpin(scene.place.world, next(one for one in scene.place.world.messages_in(scene.channel.id) if one.pinned))
    assert "pinned the first" in (await max_.runs("/lists sync")).text


async def test_a_list_that_left_the_content_stays_as_it_is_until_it_is_back_or_withdrawn(
    max_: Person, scene: Scene
) -> None:
    await post(max_, "books")
    path = scene.content / "resources" / "books.yaml"
    kept = path.read_text(encoding="utf-8")
    path.unlink()
    await until(lambda: "books" not in scene.app.shelf.stock.pack.lists, seconds=4)
    assert "not in my content any more" in (await max_.runs("/lists sync")).text
    assert things_in(scene.messages) == [100, 101, 102]
    path.write_text(kept.replace("Thing 101", "Thing 109"), encoding="utf-8")
    await until(lambda: things_in(scene.messages) == [100, 109, 102], seconds=4)
    assert "as it should be" in (await max_.runs("/lists sync")).text


async def test_an_outage_is_waited_for(max_: Person, scene: Scene) -> None:
    scene.app.services.rounds._first_pause = 0.05
    await post(max_, "books")
    fault = scene.place.faults.next("PATCH", f"/channels/{scene.channel.id}/messages/*", status=503, times=3)
    scene.write(range(100, 105), id="books")
    await until(lambda: things_in(scene.messages) == [*range(100, 105)], seconds=4)
    assert fault.hits == 3


@pytest.mark.parametrize(("status", "code"), [(404, 0), (403, 0), (500, 0)])
async def test_an_answer_that_says_nothing_about_message_or_channel_is_no_deletion(
    max_: Person, scene: Scene, status: int, code: int
) -> None:
    """It may come from something that stands in front of Discord."""
    await post(max_, "books")
    [before] = scene.messages
    scene.place.faults.next("GET", f"/channels/{scene.channel.id}/messages/*", status=status, code=code)
    said = (await max_.runs("/lists sync")).text
    assert "Discord did not answer" in said or status == 500, "the library asks again after an error of Discord's own"
    await max_.runs("/lists sync")
    assert [message.id for message in scene.messages] == [before.id]


async def test_a_message_that_was_never_recorded_is_found_under_whatever_was_written_since(
    max_: Person, scene: Scene
) -> None:
    """More than Discord lists at once."""
    await post(max_, "books")
    [own] = scene.messages
    [posting] = await scene.app.store.postings.of(scene.guild.id)
    await scene.app.store.postings.gone(posting, own.id, at=scene.place.clock.now())
    await scene.app.store.postings.begin_send(posting)
    for number in range(250):
        posts(max_, f"Message {number}")
    await max_.runs("/lists sync")
    assert [message.id for message in scene.messages] == [own.id]


async def test_members_cannot_forge_the_mark_of_a_posting(max_: Person, scene: Scene) -> None:
    """Somebody else's message may carry the very same number: it is neither adopted nor touched."""
    await post(max_, "books")
    [own] = scene.messages
    world = scene.place.world
    forged = Message(world.ids.next(), scene.channel.id, max_.pilot.person("Ben").id, world.clock.now())
    forged.guild_id, forged.components = scene.guild.id, own.components
    scene.place.world.keep(forged)
    remove(scene.place.world, own)
    await max_.runs("/lists sync")
    [again] = scene.messages
    assert again.id > forged.id
    assert forged.id in scene.place.world.messages


async def test_a_forged_code_posts_nothing_into_another_server(max_: Person, scene: Scene) -> None:
    elsewhere = [one for one in scene.place.world.guilds.values() if one.id != scene.guild.id]
    foreign = next(one for one in scene.place.world.channels_of(elsewhere[0].id) if one.type is ChannelType.TEXT)
    offered = preview_of(max_, await max_.runs("/lists post", list="books"))
    assert offered.message is not None
    row = next(one for one in offered.message.components[0]["components"] if one["type"] == 1)
    row["components"][0]["custom_id"] = f"b1:post:{foreign.id}:books:0"
    assert "no such channel" in (await max_.presses(offered, "Post")).text
    assert of_the_bot(scene.place.world, foreign.id) == []
    row["components"][0]["custom_id"] = f"b1:post:{max_.channel_id}:no-such-list:0"
    assert "no list by this name" in (await max_.presses(offered, "Post")).text


async def test_what_is_posted_survives_a_restart_without_a_change(max_: Person, scene: Scene) -> None:
    await post(max_, pin=True)
    scene.place.wire.clear()
    looked = await scene.app.services.postings.look_after(scene.guild.id, True)
    assert not looked.again
    changing = [one for one in scene.place.wire.exchanges if one.direction == "rest" and one.method != "GET"]
    assert changing == []
    scene.place.wire.clear()
    await scene.app.services.postings.look_after(scene.guild.id, False)
    assert [one for one in scene.place.wire.exchanges if one.direction == "rest"] == [], "nobody is asked anything"


async def test_a_list_follows_the_language_that_the_server_chooses(max_: Person, scene: Scene) -> None:
    await post(max_, "books")
    shown = repr(scene.messages[0].components)
    await scene.app.services.settings.change(scene.guild.id, Setting.LANGUAGE, Language.GERMAN)
    await until(lambda: repr(scene.messages[0].components) != shown)
