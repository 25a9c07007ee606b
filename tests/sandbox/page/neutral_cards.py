"""What the neutral bot shows: a card with every component, and a form with every input."""

import io
import struct
import zlib

import discord
from discord import ui

Interaction = discord.Interaction[discord.Client]


def png(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    """A picture of one colour. Format: the PNG specification, third edition."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes(colour) * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def picture() -> discord.File:
    return discord.File(io.BytesIO(png(320, 180, (63, 143, 122))), "garden.png", description="A green field")


class Press(ui.Button["Card"]):
    """Tells on the card what was pressed."""

    async def callback(self, interaction: Interaction) -> None:
        await interaction.response.send_message(f"Pressed {self.label}.", ephemeral=True)


class Bury(ui.Button["Card"]):
    """Takes the card away."""

    async def callback(self, interaction: Interaction) -> None:
        await interaction.response.defer()
        await interaction.delete_original_response()


class Quiet(ui.Button["Card"]):
    """Never answers."""

    async def callback(self, interaction: Interaction) -> None:
        """Nothing is sent."""


class Tools(ui.Select["Card"]):
    async def callback(self, interaction: Interaction) -> None:
        chosen = ", ".join(self.values)
        await interaction.response.edit_message(view=Card(f"Tools: {chosen}"))


class Helpers(ui.UserSelect["Card"]):
    async def callback(self, interaction: Interaction) -> None:
        await interaction.response.send_message(
            f"Helped by {', '.join(one.name for one in self.values)}.", ephemeral=True
        )


class Card(ui.LayoutView):
    def __init__(self, note: str = "Nothing chosen yet") -> None:
        super().__init__(timeout=None)
        buttons = ui.ActionRow[Card](
            Press(label="Praise", style=discord.ButtonStyle.success),
            Quiet(label="Wait", style=discord.ButtonStyle.primary),
            Bury(label="Bury", style=discord.ButtonStyle.danger),
            Press(label="Asleep", disabled=True),
            ui.Button(label="Read on", url="https://example.org/garden"),
        )
        tools = Tools(
            placeholder="Choose tools",
            max_values=2,
            options=[
                discord.SelectOption(label=one, value=one.lower(), description=f"A {one.lower()}")
                for one in ("Spade", "Rake", "Hose")
            ],
        )
        self.add_item(
            ui.Container(
                ui.Section(
                    ui.TextDisplay("## The garden\nIt is **green**."),
                    accessory=ui.Thumbnail("attachment://garden.png", description="A small view"),
                ),
                ui.Separator(),
                ui.TextDisplay(f"-# {note}"),
                ui.MediaGallery(discord.MediaGalleryItem("attachment://garden.png", description="A green field")),
                buttons,
                ui.ActionRow(tools),
                ui.ActionRow(Helpers(placeholder="Who helped?")),
                accent_colour=0x3F8F7A,
            )
        )


class Form(ui.Modal, title="Plant a tree"):
    intro: ui.TextDisplay[ui.LayoutView] = ui.TextDisplay("Trees grow **slowly**.")
    name: ui.Label["Form"] = ui.Label(
        text="Name", component=ui.TextInput(min_length=3, max_length=20, placeholder="Oak")
    )
    story: ui.Label["Form"] = ui.Label(
        text="Story",
        description="Why this one",
        component=ui.TextInput(style=discord.TextStyle.long, required=False),
    )
    soil: ui.Label["Form"] = ui.Label(
        text="Soil",
        component=ui.Select(options=[discord.SelectOption(label=one) for one in ("Clay", "Sand")], required=True),
    )
    sun: ui.Label["Form"] = ui.Label(
        text="Sun",
        component=ui.RadioGroup(options=[discord.RadioGroupOption(label=one) for one in ("Full", "Half")]),
    )

    async def on_submit(self, interaction: Interaction) -> None:
        texts = [item.component.value for item in (self.name, self.story) if isinstance(item.component, ui.TextInput)]
        soil, sun = self.soil.component, self.sun.component
        assert isinstance(soil, ui.Select)
        assert isinstance(sun, ui.RadioGroup)
        await interaction.response.send_message(f"{' / '.join(texts)} / {soil.values[0]} / {sun.value}")
