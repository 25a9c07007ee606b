"""The neutral bot's commands: they say back what they were given, as discord.py understood it."""

from typing import Any

import discord
from discord import app_commands

from tests.sandbox.differential.neutral_bot import ACTS, Interaction, NeutralBot


def teach(bot: NeutralBot) -> None:
    """Put every command into the bot's tree."""
    taught: tuple[Any, ...] = (
        do,
        everything,
        bounds,
        choose,
        find,
        staff,
        admins,
        server,
        place,
        quote,
        greet,
        group(),
    )
    for command in taught:
        bot.tree.add_command(command)


def _said(**given: Any) -> str:
    return "\n".join(f"{name}: {_value(value)}" for name, value in given.items())


def _value(value: Any) -> str:
    if isinstance(value, discord.Attachment):
        return f"file {value.filename} {value.size} B"
    if isinstance(value, discord.Member | discord.User | discord.Role):
        kind = "role" if isinstance(value, discord.Role) else "person"
        return f"{kind} {value.name} {value.id}"
    if isinstance(value, app_commands.AppCommandChannel | app_commands.AppCommandThread):
        return f"{value.type} channel {value.name} {value.id}"
    return repr(value)


@app_commands.command(description="Do something")
async def do(interaction: Interaction, what: str, where: str = "") -> None:
    bot = interaction.client
    await bot.turn(ACTS[what](bot, interaction, where))


@app_commands.command(description="One option of every type")
async def everything(  # noqa: PLR0917  # discord.py's way: an argument is an option
    interaction: Interaction,
    text: str,
    whole: int = 0,
    number: float = 0.0,
    truth: bool = False,
    person: discord.User | None = None,
    role: discord.Role | None = None,
    place: app_commands.AppCommandChannel | app_commands.AppCommandThread | None = None,
    anyone: discord.Member | discord.User | discord.Role | None = None,
    file: discord.Attachment | None = None,
) -> None:
    said = _said(
        text=text,
        whole=whole,
        number=number,
        truth=truth,
        person=person,
        role=role,
        place=place,
        anyone=anyone,
        file=file,
    )
    if file is not None:
        said += f"\nread: {(await file.read())!r}"
    await interaction.client.turn(interaction.response.send_message(said))


@app_commands.command(description="Options with bounds")
async def bounds(
    interaction: Interaction,
    text: app_commands.Range[str, 2, 5] = "abc",
    whole: app_commands.Range[int, 1, 10] = 1,
    number: app_commands.Range[float, 0.5, 1.5] = 1.0,
) -> None:
    await interaction.client.turn(interaction.response.send_message(_said(text=text, whole=whole, number=number)))


@app_commands.command(description="Options with choices")
@app_commands.choices(colour=[app_commands.Choice(name=f"Colour {n}", value=f"c{n}") for n in range(25)])
@app_commands.choices(size=[app_commands.Choice(name="Small", value=1), app_commands.Choice(name="Large", value=2)])
async def choose(interaction: Interaction, colour: str, size: int = 1) -> None:
    await interaction.client.turn(interaction.response.send_message(_said(colour=colour, size=size)))


@app_commands.command(description="An option that is completed while typing")
async def find(interaction: Interaction, word: str, other: str = "") -> None:
    await interaction.client.turn(interaction.response.send_message(_said(word=word, other=other)))


@find.autocomplete("word")
async def complete(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """As many choices as the number typed; "name 101" and "value 101" make one that long."""
    bot = interaction.client
    kind, _, number = typed.rpartition(" ")
    count = int(number or 0)
    if kind == "silence":
        bot.rests.put_nowait("ended")
        return []
    if kind:
        choices = [{"name": "n" * count, "value": "v"} if kind == "name" else {"name": "n", "value": "v" * count}]
    else:
        choices = [{"name": f"{typed} {n}", "value": f"v{n}"} for n in range(count)]
    await bot.turn(bot.answers(interaction, 8, {"choices": choices}))
    # The answer is given: what is returned here goes nowhere.
    interaction.response._response_type = discord.InteractionResponseType.autocomplete_result
    return []


def group() -> app_commands.Group:
    outer = app_commands.Group(name="group", description="Commands below a command")
    inner = app_commands.Group(name="deep", description="And deeper", parent=outer)

    @outer.command(description="One below")
    async def one(interaction: Interaction, word: str) -> None:
        await interaction.client.turn(interaction.response.send_message(f"one {word}"))

    @inner.command(description="Two below")
    async def two(interaction: Interaction, word: str) -> None:
        await interaction.client.turn(interaction.response.send_message(f"two {word}"))

    return outer


@app_commands.command(description="For those who manage messages")
@app_commands.default_permissions(manage_messages=True)
async def staff(interaction: Interaction) -> None:
    await interaction.client.turn(interaction.response.send_message("staff"))


@app_commands.command(description="For administrators")
@app_commands.default_permissions()
async def admins(interaction: Interaction) -> None:
    await interaction.client.turn(interaction.response.send_message("admins"))


@app_commands.command(description="Not in conversations")
@app_commands.guild_only()
async def server(interaction: Interaction) -> None:
    await interaction.client.turn(interaction.response.send_message("server"))


class TextPlace(app_commands.Transformer):
    """A text channel as the interaction has it: this bot keeps no channels to look it up in."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        return [discord.ChannelType.text]

    async def transform(self, interaction: Interaction, value: Any, /) -> app_commands.AppCommandChannel:  # type: ignore[override]
        channel: app_commands.AppCommandChannel = value
        return channel


@app_commands.command(description="Only text channels")
async def place(
    interaction: Interaction, where: app_commands.Transform[app_commands.AppCommandChannel, TextPlace]
) -> None:
    await interaction.client.turn(interaction.response.send_message(_said(where=where.name)))


@app_commands.context_menu(name="Quote It")
async def quote(interaction: Interaction, message: discord.Message) -> None:
    said = f"{message.author.name} said {message.content or 'nothing'}"
    await interaction.client.turn(interaction.response.send_message(said))


@app_commands.context_menu(name="Greet")
async def greet(interaction: Interaction, person: discord.User) -> None:
    await interaction.client.turn(interaction.response.send_message(f"Hello {person.name}", ephemeral=True))
