"""What the neutral bot can be told to answer, and when."""

import io
from datetime import UTC, datetime
from typing import Any

import discord

from tests.sandbox.differential.neutral_bot import Interaction, NeutralBot, act

THINKING, UPDATE, FORM = 5, 7, 9


def file(name: str = "plan.txt", described: str | None = None) -> discord.File:
    return discord.File(io.BytesIO(b"one two three"), name, description=described)


@act
async def answer(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await interaction.response.send_message("Here you are")


@act
async def whisper(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await interaction.response.send_message("Between us", ephemeral=True)


@act
async def nothing(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    """The application does not respond."""


@act
async def defer_and_edit(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await interaction.response.defer(thinking=True)
    await interaction.edit_original_response(content="Thought about it")


@act
async def defer_and_leave(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await interaction.response.defer(thinking=True)


@act
async def defer_privately_and_edit(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await interaction.response.defer(thinking=True, ephemeral=True)
    await interaction.edit_original_response(content="Thought about it, between us")


@act
async def defer_and_follow_up(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await interaction.response.defer(thinking=True)
    await interaction.followup.send("First")
    await interaction.followup.send("Second")


@act
async def defer_privately_and_follow_up_openly(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await interaction.response.defer(thinking=True, ephemeral=True)
    await interaction.followup.send("First")
    await interaction.followup.send("Second")


@act
async def defer_with_content(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await bot.answers(interaction, THINKING, {"content": "too early", "flags": 0})


@act
async def follow_up(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await interaction.response.send_message("Once")
    await interaction.followup.send("Twice")


@act
async def follow_up_privately(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await interaction.response.send_message("Once")
    await interaction.followup.send("Twice, between us", ephemeral=True)


@act
async def follow_up_openly(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await interaction.response.send_message("Once, between us", ephemeral=True)
    await interaction.followup.send("Twice")


@act
async def follow_up_edit_delete(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await interaction.response.send_message("Once")
    second = await interaction.followup.send("Twice", wait=True)
    third = await interaction.followup.send("Thrice", wait=True)
    await second.edit(content="Twice, changed")
    await third.delete()
    await bot.tries(third.edit(content="gone"))


@act
async def follow_up_before_answering(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await bot.tries(interaction.followup.send("Too early"))
    await interaction.response.send_message("Now")


@act
async def answer_and_edit(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await interaction.response.send_message("Draft")
    await interaction.edit_original_response(content="Fair copy")


@act
async def answer_and_delete(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await interaction.response.send_message("Soon gone")
    await interaction.delete_original_response()
    await bot.tries(interaction.edit_original_response(content="gone"))
    await bot.tries(interaction.original_response())
    await bot.tries(interaction.delete_original_response())


@act
async def whisper_and_delete(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await interaction.response.send_message("Soon gone", ephemeral=True)
    await interaction.delete_original_response()


@act
async def empty_by_edit(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await interaction.response.send_message("Something")
    await bot.tries(interaction.edit_original_response(content=""))


@act
async def answer_twice(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await interaction.response.send_message("Once")
    await bot.answers(interaction, 4, {"content": "Twice"})


@act
async def answer_and_defer(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await interaction.response.send_message("Once")
    await bot.answers(interaction, THINKING)


@act
async def badly_then_well(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    """An answer that is refused uses nothing up."""
    await bot.answers(interaction, 4, {"content": "x" * 2001})
    await bot.answers(interaction, 4, {"content": "Well"})


@act
async def wrong_token(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await bot.raw("POST", f"/interactions/{interaction.id}/wrong/callback", {"type": 4, "data": {"content": "x"}})
    await interaction.response.send_message("Right")


@act
async def late(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await bot.waits()
    await bot.tries(interaction.response.send_message("At last"))


@act
async def edit_late(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await interaction.response.defer(thinking=True)
    await bot.waits()
    await bot.tries(interaction.edit_original_response(content="At last"))


@act
async def follow_up_late(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await interaction.response.send_message("Once")
    await bot.waits()
    await bot.tries(interaction.followup.send("Twice"))
    await bot.tries(interaction.edit_original_response(content="Changed"))
    await bot.tries(interaction.delete_original_response())


@act
async def files(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await interaction.response.send_message("Two files", files=[file(), file("notes.txt", "what is in it")])


@act
async def files_alone(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await interaction.response.send_message(file=file())


@act
async def whisper_a_file(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await interaction.response.send_message("Between us", file=file(), ephemeral=True)


@act
async def change_files(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await interaction.response.send_message("One file", file=file("a.txt"))
    message = await interaction.edit_original_response(attachments=[file("b.txt")])
    await interaction.edit_original_response(attachments=[*message.attachments, file("c.txt")])


@act
async def embed(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    whole = discord.Embed(title="Title", description="Text", url="https://example.org/a", colour=0x00FF7F)
    whole.timestamp = datetime(2031, 3, 5, tzinfo=UTC)
    whole.set_footer(text="Below").set_author(name="Above").set_image(url="https://example.org/i.png")
    whole.add_field(name="One", value="1").add_field(name="Two", value="2", inline=False)
    await interaction.response.send_message(embed=whole)


@act
async def embed_with_its_picture(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    shown = discord.Embed(title="A picture").set_image(url="attachment://a.png")
    await interaction.response.send_message(embed=shown, file=file("a.png"))


async def _pings(interaction: Interaction, allowed: discord.AllowedMentions | None) -> None:
    text = f"<@{interaction.user.id}> @everyone"
    options: dict[str, Any] = {} if allowed is None else {"allowed_mentions": allowed}
    await interaction.response.send_message(text, **options)


@act
async def ping(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await _pings(interaction, None)


@act
async def ping_nobody(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await _pings(interaction, discord.AllowedMentions.none())


@act
async def ping_only_people(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await _pings(interaction, discord.AllowedMentions(everyone=False, roles=False, users=True))


@act
async def ping_only_the_asker(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await _pings(interaction, discord.AllowedMentions(everyone=False, roles=False, users=[interaction.user]))
