"""What the neutral bot can be told to do in a channel, outside its answers."""

import discord

from tests.sandbox.differential.acts_answers import file
from tests.sandbox.differential.neutral_bot import Interaction, NeutralBot, act

GONE = 10**18 + 7
"""An id that nothing has."""


async def _done(interaction: Interaction) -> None:
    await interaction.response.send_message("Done", ephemeral=True)


async def _newest(channel: discord.PartialMessageable) -> discord.Message:
    return await anext(channel.history(limit=1))


@act
async def send(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    sent = await bot.tries(bot.channel(interaction, where).send("From the bot"))
    bot.kept["message"] = sent
    await _done(interaction)


@act
async def send_a_file(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await bot.tries(bot.channel(interaction, where).send("From the bot", file=file()))
    await _done(interaction)


@act
async def send_an_embed(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await bot.tries(bot.channel(interaction, where).send(embed=discord.Embed(title="From the bot")))
    await _done(interaction)


@act
async def send_nothing(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await bot.raw("POST", f"/channels/{interaction.channel_id}/messages", {"content": ""})
    await bot.raw("POST", f"/channels/{interaction.channel_id}/messages", {"content": "   "})
    await bot.answers(interaction, 4, {"content": ""})
    await _done(interaction)


@act
async def send_and_reply(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    first = await bot.channel(interaction).send("Question")
    await first.reply("Reply")
    await first.reply("Reply without a ping", mention_author=False)
    await _done(interaction)


@act
async def reply_to_the_newest(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    channel = bot.channel(interaction)
    newest = await _newest(channel)
    await newest.reply("Reply")
    await newest.reply("Reply without a ping", mention_author=False)
    await bot.tries(newest.edit(content="not mine"))
    await _done(interaction)


@act
async def reply_to_nothing(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    body = {"content": "Reply", "message_reference": {"message_id": str(GONE)}}
    await bot.raw("POST", f"/channels/{interaction.channel_id}/messages", body)
    await _done(interaction)


@act
async def reply_to_what_may_be_gone(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    body = {"content": "Reply", "message_reference": {"message_id": str(GONE), "fail_if_not_exists": False}}
    await bot.raw("POST", f"/channels/{interaction.channel_id}/messages", body)
    await _done(interaction)


@act
async def send_and_edit(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    sent = await bot.channel(interaction).send("Draft")
    await sent.edit(content="Fair copy", embed=discord.Embed(title="And more"))
    await _done(interaction)


@act
async def send_and_delete(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    sent = await bot.channel(interaction).send("Soon gone")
    await sent.delete()
    await bot.tries(sent.delete())
    await bot.tries(sent.edit(content="gone"))
    await bot.tries(sent.pin())
    await bot.tries(sent.create_thread(name="gone"))
    await bot.tries(bot.channel(interaction).fetch_message(sent.id))
    await _done(interaction)


@act
async def pin(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    bot.kept["message"] = await bot.channel(interaction, where).send("To be pinned")
    await bot.tries(bot.kept["message"].pin())
    await _done(interaction)


@act
async def pin_twice(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    sent = await bot.channel(interaction, where).send("To be pinned")
    await sent.pin()
    await sent.pin()
    await _done(interaction)


@act
async def unpin(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await bot.tries(bot.kept["message"].unpin())
    await _done(interaction)


@act
async def list_pins(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    pinned = [one.content async for one in bot.channel(interaction).pins()]
    await interaction.response.send_message(f"pinned: {', '.join(pinned)}", ephemeral=True)


@act
async def delete_the_newest(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    newest = await _newest(bot.channel(interaction, where))
    await bot.tries(newest.delete())
    await _done(interaction)


@act
async def delete_two(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    channel = bot.channel(interaction)
    ids = [str((await channel.send(f"Number {n}")).id) for n in range(3)]
    await bot.raw("POST", f"/channels/{channel.id}/messages/bulk-delete", {"messages": ids[:2]})
    await bot.raw("POST", f"/channels/{channel.id}/messages/bulk-delete", {"messages": ids[2:]})
    await _done(interaction)


@act
async def react(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    sent = await bot.channel(interaction).send("React")
    await sent.add_reaction("👍")
    await sent.add_reaction("🔥")
    assert bot.user is not None
    await sent.remove_reaction("🔥", bot.user)
    await _done(interaction)


@act
async def read_the_newest(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    newest = await _newest(bot.channel(interaction))
    await interaction.response.send_message(f"read {newest.content!r}", ephemeral=True)


@act
async def read_elsewhere(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await bot.tries(bot.fetch_channel(int(where)))
    await bot.raw("GET", f"/channels/{where}/messages")
    await bot.raw("GET", f"/channels/{where}/messages/{GONE}")
    await _done(interaction)


@act
async def touch_unknown_channel(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await bot.tries(bot.fetch_channel(GONE))
    await bot.tries(bot.get_partial_messageable(GONE).send("x"))
    await bot.tries(bot.fetch_guild(GONE))
    await bot.tries(bot.fetch_user(GONE))
    await _done(interaction)


@act
async def begin_a_thread(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    sent = await bot.channel(interaction, where).send("To talk about")
    thread = await bot.tries(sent.create_thread(name="Talk"))
    if thread is not None:
        bot.kept["thread"] = thread
        await bot.tries(thread.send("In the thread"))
    await _done(interaction)


@act
async def begin_two_threads(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    sent = await bot.channel(interaction).send("To talk about")
    await sent.create_thread(name="Talk")
    await bot.tries(sent.create_thread(name="Talk again"))
    await _done(interaction)


@act
async def begin_a_thread_alone(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    body = {"name": "Alone", "type": 11}
    await bot.raw("POST", f"/channels/{where or interaction.channel_id}/threads", body)
    await _done(interaction)


@act
async def archive(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await bot.raw("PATCH", f"/channels/{bot.kept['thread'].id}", {"archived": True})
    await _done(interaction)


@act
async def lock(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await bot.raw("PATCH", f"/channels/{bot.kept['thread'].id}", {"locked": True})
    await _done(interaction)


@act
async def edit_in_the_archive(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    sent = await bot.kept["thread"].send("Soon archived")
    await bot.raw("PATCH", f"/channels/{bot.kept['thread'].id}", {"archived": True})
    await bot.tries(sent.edit(content="Changed"))
    await bot.tries(bot.kept["thread"].send("Awake again"))
    await bot.tries(sent.edit(content="Changed"))
    await _done(interaction)


async def _post(bot: NeutralBot, where: str, name: str, tags: list[str]) -> None:
    body = {"name": name, "message": {"content": "Asked"}, "applied_tags": tags}
    await bot.raw("POST", f"/channels/{where}/threads", body)


@act
async def post_with_a_tag(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    forum = await bot.fetch_channel(int(where))
    assert isinstance(forum, discord.ForumChannel)
    await _post(bot, where, "Tagged", [str(forum.available_tags[0].id)])
    made = await bot.raw("GET", f"/guilds/{interaction.guild_id}/threads/active")
    names = {str(tag.id): tag.name for tag in forum.available_tags}
    tags = [
        names[str(tag)] for one in made["threads"] if one["name"] == "Tagged" for tag in one.get("applied_tags", ())
    ]
    await interaction.response.send_message(f"tagged {', '.join(tags)}", ephemeral=True)


@act
async def post_without_a_tag(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await _post(bot, where, "Untagged", [])
    await _done(interaction)


@act
async def post_with_an_unknown_tag(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await _post(bot, where, "Wrongly tagged", [str(GONE)])
    await _done(interaction)


@act
async def send_into_a_forum(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await bot.raw("POST", f"/channels/{where}/messages", {"content": "x"})
    await _done(interaction)


@act
async def write_to_a_person(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    body = {"recipient_id": where or str(interaction.user.id)}
    conversation = await bot.raw("POST", "/users/@me/channels", body)
    if conversation is not None:
        await bot.raw("POST", f"/channels/{conversation['id']}/messages", {"content": "Privately"})
    await _done(interaction)


@act
async def check_rights(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    asked = ("view_channel", "send_messages", "manage_messages", "manage_threads", "administrator", "attach_files")
    own = [one for one in asked if getattr(interaction.app_permissions, one)]
    theirs = [one for one in asked if getattr(interaction.permissions, one)]
    await interaction.response.send_message(f"bot {', '.join(own)}; asker {', '.join(theirs)}", ephemeral=True)
