"""Channels: messages, pins, threads, forums, rights, what is not there, conversations."""

import discord

from tests.sandbox.differential.driver import Kind
from tests.sandbox.differential.play import Play
from tests.sandbox.differential.scenarios.titled import Played, into

PLAYED: Played = {}
played = into(PLAYED)


def lacking(**rights: bool) -> Kind:
    """A place where the bot has not got these rights."""
    return Kind(bot_lacks=discord.Permissions(**rights).value)


for _what in (
    "send",
    "send a file",
    "send an embed",
    "send nothing",
    "send and reply",
    "reply to nothing",
    "reply to what may be gone",
    "begin two threads",
    "send and edit",
    "send and delete",
    "delete two",
    "react",
    "touch unknown channel",
):

    def _make(what: str) -> None:
        async def scenario(play: Play) -> None:
            await play.tells(what)

        PLAYED[f"told to {what}"] = scenario

    _make(_what)


@played
async def a_reply_to_a_person(play: Play) -> None:
    await play.says("Anyone there?", who="ben")
    await play.tells("reply to the newest")


@played
async def what_the_bot_reads_of_a_message(play: Play) -> None:
    await play.says("Anyone there?", who="ben")
    await play.tells("read the newest")


@played
async def a_pin_and_its_end(play: Play) -> None:
    await play.tells("pin")
    await play.tells("list pins")
    await play.tells("unpin")
    await play.tells("list pins")


@played
async def a_pin_upon_a_pin(play: Play) -> None:
    await play.tells("pin twice")


@played
async def a_pin_without_any_right(play: Play) -> None:
    play.opens("pinless", lacking(pin_messages=True, manage_messages=True))
    await play.tells("pin", where="pinless")
    play.looks("ada", at="pinless")


@played
async def a_pin_without_the_right_to_pin(play: Play) -> None:
    play.opens("pinless", lacking(pin_messages=True))
    await play.tells("pin", where="pinless")
    play.looks("ada", at="pinless")


@played
async def a_pin_with_only_the_right_to_pin(play: Play) -> None:
    play.opens("pinning", lacking(manage_messages=True))
    await play.tells("pin", where="pinning")
    play.looks("ada", at="pinning")


@played
async def deleting_what_another_wrote(play: Play) -> None:
    play.opens("weak", lacking(manage_messages=True))
    await play.says("Mine", who="ben", at="weak")
    await play.says("Mine", who="ben")
    await play.tells("delete the newest", where="weak")
    await play.tells("delete the newest", where="hall")
    play.looks("ada", at="weak")


def _without(title: str, kind: Kind, what: str) -> None:
    async def scenario(play: Play) -> None:
        play.opens("elsewhere", kind)
        await play.tells(what, where="elsewhere")
        play.looks("ada", at="elsewhere")

    PLAYED[title] = scenario


_without("sending without the right", lacking(send_messages=True), "send")
_without("sending where it cannot look", lacking(view_channel=True), "send")
_without("reading where it cannot look", lacking(view_channel=True), "read elsewhere")
_without("reading without the right to history", lacking(read_message_history=True), "read elsewhere")
_without("a file without the right", lacking(attach_files=True), "send a file")
_without("an embed without the right", lacking(embed_links=True), "send an embed")
_without("a thread without the right", lacking(create_public_threads=True), "begin a thread")
_without("a thread alone without the right", lacking(create_public_threads=True), "begin a thread alone")
_without("a thread one may not write in", lacking(send_messages_in_threads=True), "begin a thread")


@played
async def answering_without_the_right_to_send(play: Play) -> None:
    play.opens("mute", lacking(send_messages=True))
    await play.tells("answer", at="mute")
    play.looks("ada", at="mute")


@played
async def answering_where_the_bot_cannot_look(play: Play) -> None:
    play.opens("hidden", lacking(view_channel=True))
    await play.tells("answer", at="hidden")
    await play.tells("follow up", at="hidden")
    play.looks("ada", at="hidden")


@played
async def a_channel_for_moderators(play: Play) -> None:
    play.opens("staff", Kind(only="Moderator"))
    await play.says("Among us", who="max", at="staff")
    await play.says("Me too", who="ada", at="staff")
    await play.tells("answer", who="max", at="staff")
    await play.tells("answer", who="ada", at="staff")
    for who in ("ada", "max", "ola"):
        play.looks(who, at="staff")


@played
async def a_person_where_nobody_may_write(play: Play) -> None:
    play.opens("mute", Kind(everyone_lacks=discord.Permissions(send_messages=True).value))
    await play.says("Let me", who="ben", at="mute")
    await play.tells("answer", who="ben", at="mute")
    await play.says("I may", who="ola", at="mute")
    play.looks("ada", at="mute")


@played
async def commands_where_nobody_may_use_them(play: Play) -> None:
    play.opens("quiet", Kind(everyone_lacks=discord.Permissions(use_application_commands=True).value))
    await play.tells("answer", at="quiet")
    await play.tells("answer", who="ola", at="quiet")


@played
async def what_a_person_can_say(play: Play) -> None:
    await play.says("x" * 2000)
    await play.says("x" * 2001)
    await play.says("   ")


@played
async def a_thread_on_a_message(play: Play) -> None:
    await play.tells("begin a thread")
    play.enters("Talk")
    await play.says("Me too", who="ben", at="Talk")
    await play.tells("answer", at="Talk")
    play.looks("ada", at="Talk")


@played
async def a_thread_on_no_message(play: Play) -> None:
    await play.tells("begin a thread alone")
    play.enters("Alone")
    await play.says("Me first", who="ben", at="Alone")
    play.looks("ada", at="Alone")


@played
async def an_archived_thread(play: Play) -> None:
    await play.tells("begin a thread")
    play.enters("Talk")
    await play.tells("archive")
    await play.tells("edit in the archive")
    play.looks("ada", at="Talk")


@played
async def a_locked_thread(play: Play) -> None:
    await play.tells("begin a thread")
    play.enters("Talk")
    await play.tells("lock")
    await play.says("Too late", who="ben", at="Talk")
    await play.says("I still may", who="ola", at="Talk")
    play.looks("ada", at="Talk")


@played
async def managing_threads_without_the_right(play: Play) -> None:
    play.opens("loose", lacking(manage_threads=True, manage_channels=True))
    await play.tells("begin a thread", where="loose")
    await play.tells("lock")
    await play.tells("archive")


@played
async def managing_threads_with_the_right_to_that_alone(play: Play) -> None:
    play.opens("loose", lacking(manage_channels=True))
    await play.tells("begin a thread", where="loose")
    await play.tells("lock")
    await play.tells("archive")


@played
async def a_command_in_an_archived_thread(play: Play) -> None:
    await play.tells("begin a thread")
    play.enters("Talk")
    await play.tells("archive")
    await play.tells("answer", at="Talk")
    play.looks("ada", at="Talk")


@played
async def a_post_in_a_forum(play: Play) -> None:
    play.opens("forum", Kind(tags=("Open", "Closed")))
    await play.tells("post with a tag", where="forum")
    play.enters("Tagged")
    await play.says("An answer", who="ben", at="Tagged")
    play.looks("ada", at="Tagged")


@played
async def a_post_without_a_tag(play: Play) -> None:
    play.opens("forum", Kind(tags=("Open", "Closed")))
    await play.tells("post without a tag", where="forum")


@played
async def a_post_without_its_required_tag(play: Play) -> None:
    play.opens("forum", Kind(tags=("Open", "Closed"), tag_required=True))
    await play.tells("post without a tag", where="forum")
    await play.tells("post with a tag", where="forum")


@played
async def a_post_with_an_unknown_tag(play: Play) -> None:
    play.opens("forum", Kind(tags=("Open", "Closed")))
    await play.tells("post with an unknown tag", where="forum")


@played
async def a_message_into_a_forum(play: Play) -> None:
    play.opens("forum", Kind(tags=("Open", "Closed")))
    await play.tells("send into a forum", where="forum")


@played
async def a_conversation(play: Play) -> None:
    await play.tells("write to a person", where="mia")
    await play.says("Thank you", who="mia", at="dm")
    await play.tells("answer", who="mia", at="dm")
    await play.tells("show board", who="mia", at="dm")
    await play.presses("Update", who="mia", at="dm")
    await play.tells("show form", who="mia", at="dm")
    await play.submits(who="mia", at="dm", Short="four")
    await play.tells("whisper", who="mia", at="dm")
    play.looks("mia", at="dm")
