"""The rest of what there is to show: all five selects, files, a gallery; a form of every group and every bound."""

import io
from collections.abc import Sequence

import discord
from discord import app_commands, ui

from tests.sandbox.page.neutral_cards import png

Interaction = discord.Interaction[discord.Client]


def teach(tree: app_commands.CommandTree[discord.Client]) -> None:
    @tree.command(description="Gives back a file")
    async def keep(interaction: Interaction, file: discord.Attachment) -> None:
        await interaction.response.send_message(f"{file.size} bytes", file=await file.to_file())

    @tree.command(description="Shows everything there is to choose from")
    async def tray(interaction: Interaction) -> None:
        await interaction.response.send_message(view=Tray(), files=tray_files())

    @tree.command(description="Opens a form with bounds")
    async def survey(interaction: Interaction) -> None:
        await interaction.response.send_modal(Survey())


def tray_files() -> list[discord.File]:
    colours = {"oak.png": (120, 84, 40), "elm.png": (60, 110, 60), "ash.png": (150, 150, 130)}
    pictures = [
        discord.File(io.BytesIO(png(160, 120, colour)), name, description=f"A leaf of {name.removesuffix('.png')}")
        for name, colour in colours.items()
    ]
    return [*pictures, discord.File(io.BytesIO(b"oak,elm,ash\n"), "trees.csv")]


class _Names(ui.Select["Tray"]):
    async def callback(self, interaction: Interaction) -> None:
        await interaction.response.send_message(f"Options: {', '.join(self.values)}", ephemeral=True)


class _People(ui.UserSelect["Tray"]):
    async def callback(self, interaction: Interaction) -> None:
        await interaction.response.send_message(f"People: {_named(self.values)}", ephemeral=True)


class _Roles(ui.RoleSelect["Tray"]):
    async def callback(self, interaction: Interaction) -> None:
        await interaction.response.send_message(f"Roles: {_named(self.values)}", ephemeral=True)


class _Either(ui.MentionableSelect["Tray"]):
    async def callback(self, interaction: Interaction) -> None:
        await interaction.response.send_message(f"Either: {_named(self.values)}", ephemeral=True)


class _Channels(ui.ChannelSelect["Tray"]):
    async def callback(self, interaction: Interaction) -> None:
        names = ", ".join(one.name for one in self.values)
        await interaction.response.send_message(f"Channels: {names}", ephemeral=True)


def _named(values: Sequence[discord.User | discord.Member | discord.Role]) -> str:
    return ", ".join(one.name for one in values)


class Tray(ui.LayoutView):
    def __init__(self) -> None:
        super().__init__(timeout=None)
        pictures = [
            discord.MediaGalleryItem(f"attachment://{name}.png", description=f"A leaf of {name}")
            for name in ("oak", "elm", "ash")
        ]
        self.add_item(ui.MediaGallery(*pictures))
        self.add_item(ui.File("attachment://trees.csv"))
        options = [discord.SelectOption(label=one) for one in ("Oak", "Elm", "Ash")]
        for select in (
            _Names(placeholder="A tree", options=options),
            _People(placeholder="A person", max_values=2),
            _Roles(placeholder="A role"),
            _Either(placeholder="A person or a role"),
            _Channels(placeholder="A text channel", channel_types=[discord.ChannelType.text]),
        ):
            self.add_item(ui.ActionRow(select))


class Survey(ui.Modal, title="About you"):
    """Bounds on everything."""

    topics: ui.Label["Survey"] = ui.Label(
        text="Topics",
        description="Two or three",
        component=ui.CheckboxGroup(
            min_values=2,
            max_values=3,
            options=[discord.CheckboxGroupOption(label=one) for one in ("Needles", "Nerves", "Spines", "Scans")],
        ),
    )
    stage: ui.Label["Survey"] = ui.Label(
        text="Stage",
        component=ui.RadioGroup(
            required=False, options=[discord.RadioGroupOption(label=one) for one in ("Student", "Resident")]
        ),
    )
    mentor: ui.Label["Survey"] = ui.Label(text="Mentor", component=ui.UserSelect(required=False))
    news: ui.Label["Survey"] = ui.Label(text="Send me news", component=ui.Checkbox())
    about: ui.Label["Survey"] = ui.Label(text="About", component=ui.TextInput(min_length=3, max_length=10))

    async def on_submit(self, interaction: Interaction) -> None:
        topics, stage, mentor = self.topics.component, self.stage.component, self.mentor.component
        news, about = self.news.component, self.about.component
        assert isinstance(topics, ui.CheckboxGroup)
        assert isinstance(stage, ui.RadioGroup)
        assert isinstance(mentor, ui.UserSelect)
        assert isinstance(news, ui.Checkbox)
        assert isinstance(about, ui.TextInput)
        names = ", ".join(one.name for one in mentor.values) or "nobody"
        words = [", ".join(topics.values), str(stage.value), names, str(news.value), about.value]
        await interaction.response.send_message(" / ".join(words))
