"""What the bot of the story does: it takes a question in a form, opens a thread on it, and keeps a list pinned."""

import discord
from discord import app_commands, ui

Interaction = discord.Interaction[discord.Client]

LIST = """\
### To read before an interview
1. [The programme's own page](https://example.org/programme), this year's
2. [How places are given](https://example.org/places)
3. Your own letter, once more
-# Looked through by the moderators"""


def teach(tree: app_commands.CommandTree[discord.Client]) -> None:
    @tree.command(description="Ask the mentors; they answer in a thread")
    async def ask(interaction: Interaction) -> None:
        await interaction.response.send_modal(Question())

    @tree.command(description="Post the reading list here and pin it")
    @app_commands.default_permissions(manage_messages=True)
    async def reading(interaction: Interaction) -> None:
        card = ui.LayoutView(timeout=None)
        card.add_item(ui.Container(ui.TextDisplay(LIST), accent_colour=0xE67E22))
        await interaction.response.send_message(view=card)
        message = await interaction.original_response()
        await message.pin()


class Question(ui.Modal, title="Ask the mentors"):
    words: ui.Label["Question"] = ui.Label(
        text="Your question",
        description="One question; what you have read already helps",
        component=ui.TextInput(style=discord.TextStyle.long, min_length=10, max_length=300),
    )
    stage: ui.Label["Question"] = ui.Label(
        text="Where you are",
        component=ui.RadioGroup(
            options=[discord.RadioGroupOption(label=one) for one in ("Student", "Resident", "Fellow")]
        ),
    )
    topics: ui.Label["Question"] = ui.Label(
        text="What it is about",
        component=ui.CheckboxGroup(
            required=False, options=[discord.CheckboxGroupOption(label=one) for one in ("Training", "Exams", "Life")]
        ),
    )

    async def on_submit(self, interaction: Interaction) -> None:
        words, stage, topics = self.words.component, self.stage.component, self.topics.component
        assert isinstance(words, ui.TextInput)
        assert isinstance(stage, ui.RadioGroup)
        assert isinstance(topics, ui.CheckboxGroup)
        about = ", ".join([str(stage.value), *topics.values])
        card = ui.LayoutView(timeout=None)
        card.add_item(
            ui.Container(
                ui.TextDisplay(f"## A question for the mentors\n{words.value}"),
                ui.Separator(),
                ui.TextDisplay(f"-# {interaction.user.mention} · {about}"),
                accent_colour=0x5865F2,
            )
        )
        await interaction.response.send_message(view=card)
        message = await interaction.original_response()
        assert isinstance(interaction.channel, discord.TextChannel | discord.PartialMessageable)
        channel = interaction.channel
        await channel.get_partial_message(message.id).create_thread(name=words.value[:100])
