"""What the neutral bot can be told to show, and what it does when it is touched."""

from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import ui

from tests.sandbox.differential.acts_answers import file
from tests.sandbox.differential.neutral_bot import Interaction, NeutralBot, act

Touch = Callable[[Any], Awaitable[object]]
STYLES = ("primary", "secondary", "success", "danger")


class Press(ui.Button[Any]):
    def __init__(self, label: str, then: Touch, **about: Any) -> None:
        super().__init__(label=label, custom_id=f"press {label}", **about)
        self._then = then

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.client.turn(self._then(interaction))


async def _says_values(interaction: Interaction) -> None:
    data: Any = interaction.data
    resolved = data.get("resolved") or {}
    kinds = sorted(resolved.keys() - {"members"})
    names = [f"{kind} {one.get('username') or one.get('name')}" for kind in kinds for one in resolved[kind].values()]
    await interaction.response.send_message(f"values {', '.join(sorted(data['values']))}; {', '.join(names)}")


def _listening(menu: Any) -> Any:
    async def callback(interaction: Interaction) -> None:
        await interaction.client.turn(_says_values(interaction))

    menu.callback = callback
    return menu


async def _edits_later(interaction: Interaction) -> None:
    await interaction.response.defer()
    await interaction.edit_original_response(content="Edited after pressing")


async def _new_after_defer(interaction: Interaction) -> None:
    await interaction.response.defer()
    await interaction.followup.send("After pressing", ephemeral=True)


async def _thinks(interaction: Interaction) -> None:
    await interaction.response.defer(thinking=True)
    await interaction.edit_original_response(content="Thought after pressing")


def board() -> ui.View:
    """A button for each way to answer a press."""
    view = ui.View(timeout=None)
    presses: dict[str, Touch] = {
        "Update": lambda i: i.response.edit_message(content="Updated", view=None),
        "New": lambda i: i.response.send_message("A new one"),
        "Whisper": lambda i: i.response.send_message("A private one", ephemeral=True),
        "Quiet": lambda i: i.response.defer(),
        "Edit later": _edits_later,
        "Follow up": _new_after_defer,
        "Think": _thinks,
        "Form": lambda i: i.response.send_modal(Form()),
    }
    for label, then in presses.items():
        view.add_item(Press(label, then))
    return view


class Form(ui.Modal):
    def __init__(self) -> None:
        super().__init__(title="Form")
        self.short: ui.TextInput[Any] = ui.TextInput(label="Short", min_length=2, max_length=5, placeholder="few")
        self.long: ui.TextInput[Any] = ui.TextInput(
            label="Long", style=discord.TextStyle.paragraph, required=False, default="already there"
        )
        self.add_item(self.short).add_item(self.long)

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        text = f"short {self.short.value!r} long {self.long.value!r}"
        await interaction.client.turn(interaction.response.send_message(text))


class BigForm(ui.Modal):
    """Everything a form can hold besides bare text inputs."""

    def __init__(self) -> None:
        super().__init__(title="Big form")
        options = [discord.SelectOption(label="Apple", value="a"), discord.SelectOption(label="Pear", value="p")]
        self.fruit: ui.Select[Any] = ui.Select(options=options, required=True)
        self.people: ui.UserSelect[Any] = ui.UserSelect(required=False, max_values=2)
        self.papers: ui.FileUpload[Any] = ui.FileUpload(required=False)
        self.words: ui.TextInput[Any] = ui.TextInput(required=False, max_length=10)
        self.add_item(ui.TextDisplay("Fill this in."))
        for text, held in (
            ("Fruit", self.fruit),
            ("People", self.people),
            ("Papers", self.papers),
            ("Words", self.words),
        ):
            self.add_item(ui.Label(text=text, description=f"about {text}", component=held))

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        people = [one.name for one in self.people.values]
        papers = [f"{one.filename} {one.size} B" for one in self.papers.values]
        text = f"{self.fruit.values} {people} {papers} {self.words.value!r}"
        await interaction.client.turn(interaction.response.send_message(text))


class TickForm(ui.Modal):
    def __init__(self) -> None:
        super().__init__(title="Ticks")
        self.one: Any = ui.RadioGroup(options=[discord.RadioGroupOption(label=n, value=n[0]) for n in ("Red", "Blue")])
        ticks = [discord.CheckboxGroupOption(label=n, value=n[0]) for n in ("North", "South", "West")]
        self.some: Any = ui.CheckboxGroup(options=ticks, min_values=1, max_values=2)
        self.agreed: Any = ui.Checkbox()
        for text, held in (("One", self.one), ("Some", self.some), ("Agreed", self.agreed)):
            self.add_item(ui.Label(text=text, component=held))

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        text = f"{self.one.value} {sorted(self.some.values)} {self.agreed.value}"
        await interaction.client.turn(interaction.response.send_message(text))


@act
async def show_board(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await interaction.response.send_message("Press", view=board())


@act
async def whisper_board(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await interaction.response.send_message("Press", view=board(), ephemeral=True)


@act
async def show_styles(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    view = ui.View(timeout=None)
    for style in STYLES:
        view.add_item(
            Press(style, lambda i: i.response.send_message("pressed"), style=getattr(discord.ButtonStyle, style))
        )
    view.add_item(Press("greyed", lambda i: i.response.send_message("pressed"), disabled=True))
    view.add_item(ui.Button(label="Read", url="https://example.org/page"))
    await interaction.response.send_message("Styles", view=view)


@act
async def show_menus(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    options = [discord.SelectOption(label=f"Option {n}", value=f"v{n}", default=n == 3) for n in range(4)]
    view = ui.View(timeout=None)
    view.add_item(
        _listening(ui.Select(placeholder="Words", options=options, min_values=2, max_values=3, custom_id="w"))
    )
    view.add_item(_listening(ui.UserSelect(placeholder="People", max_values=2, custom_id="u")))
    view.add_item(_listening(ui.RoleSelect(placeholder="Roles", custom_id="r")))
    view.add_item(_listening(ui.MentionableSelect(placeholder="Anyone", max_values=2, custom_id="m")))
    view.add_item(
        _listening(ui.ChannelSelect(placeholder="Places", channel_types=[discord.ChannelType.text], custom_id="c"))
    )
    await interaction.response.send_message("Pick", view=view)


@act
async def show_greyed_menu(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    view = ui.View(timeout=None)
    view.add_item(_listening(ui.RoleSelect(placeholder="Greyed", disabled=True)))
    await interaction.response.send_message("Pick", view=view)


@act
async def show_form(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await interaction.response.send_modal(Form())


@act
async def show_big_form(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await interaction.response.send_modal(BigForm())


@act
async def show_ticks(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await interaction.response.send_modal(TickForm())


class FormAfterForm(ui.Modal, title="First"):
    word: ui.TextInput[Any] = ui.TextInput(label="Word")

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        bot = interaction.client
        data = {"title": "Second", "custom_id": "second", "components": []}
        row = {"type": 1, "components": [{"type": 4, "custom_id": "t", "label": "L", "style": 1}]}
        await bot.turn(bot.answers(interaction, 9, data | {"components": [row]}))


@act
async def show_form_after_form(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await interaction.response.send_modal(FormAfterForm())


def card() -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    row: Any = ui.ActionRow(Press("Inside", lambda i: i.response.edit_message(view=small_card())))
    section: Any = ui.Section("One", "Two", accessory=Press("Beside", lambda i: i.response.send_message("pressed")))
    picture: Any = ui.Section("Three", accessory=ui.Thumbnail("https://example.org/t.png", description="t"))
    container: Any = ui.Container(
        ui.TextDisplay("# Heading"), ui.Separator(), section, picture, row, accent_colour=0xFF00
    )
    gallery: ui.MediaGallery[Any] = ui.MediaGallery(
        discord.MediaGalleryItem("https://example.org/a.png", description="an a")
    )
    view.add_item(ui.TextDisplay("Before")).add_item(container).add_item(gallery)
    return view


def small_card() -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay("Small"))
    return view


@act
async def show_card(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await interaction.response.send_message(view=card())


@act
async def show_card_with_file(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    view = small_card()
    view.add_item(ui.File("attachment://plan.txt"))
    await interaction.response.send_message(view=view, file=file())


@act
async def show_card_with_a_missing_file(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    view = small_card()
    view.add_item(ui.File("attachment://other.txt"))
    await bot.tries(interaction.response.send_message(view=view, file=file()))


@act
async def text_beside_a_card(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    parts = [{"type": 10, "content": "Card"}]
    await bot.answers(interaction, 4, {"content": "Text", "components": parts, "flags": 1 << 15})


@act
async def card_without_its_flag(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await bot.answers(interaction, 4, {"content": "Text", "components": [{"type": 10, "content": "Card"}]})


@act
async def text_onto_a_card(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await interaction.response.send_message(view=small_card())
    await bot.tries(interaction.edit_original_response(content="Text"))


@act
async def text_into_a_card(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await interaction.response.send_message("Text")
    await bot.tries(interaction.edit_original_response(content=None, view=small_card()))


@act
async def update_without_a_message(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await bot.answers(interaction, 7, {"content": "Updated"})


@act
async def quietly_without_a_message(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await bot.answers(interaction, 6)


@act
async def choices_unasked(bot: NeutralBot, interaction: Interaction, where: str) -> None:
    await bot.answers(interaction, 8, {"choices": []})
