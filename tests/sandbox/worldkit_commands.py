"""What the small bot can do: each command shows one thing Discord offers."""

import io
from typing import Any

import discord
from discord import app_commands

Interaction = discord.Interaction[Any]
FRUIT = ("apple", "apricot", "banana", "cherry")


class Place(app_commands.Transformer):
    """A text channel as the interaction carries it: without intents there is no cache to look it up in."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        return [discord.ChannelType.text, discord.ChannelType.news]

    async def transform(self, interaction: Interaction, value: Any, /) -> app_commands.AppCommandChannel:
        assert isinstance(value, app_commands.AppCommandChannel)
        return value


class Card(discord.ui.LayoutView):
    """A container with text, a section, and controls in all their states."""

    def __init__(self, count: int = 0) -> None:
        super().__init__(timeout=None)
        text: discord.ui.TextDisplay[Any] = discord.ui.TextDisplay(f"## The card\nPressed {count} times")
        link: discord.ui.Button[Any] = discord.ui.Button(label="Read on", url="https://example.org/")
        section: discord.ui.Section[Any] = discord.ui.Section("A line beside a link", accessory=link)
        row: discord.ui.ActionRow[Any] = discord.ui.ActionRow(
            More(count), discord.ui.Button(label="Not now", custom_id="never", disabled=True)
        )
        self.add_item(discord.ui.Container(text, section, row, discord.ui.ActionRow(Colours()), accent_colour=0x3BA55D))


class More(discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"more:(?P<count>\d+)"):
    """Its whole state is its custom_id: a restarted bot still knows it."""

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(discord.ui.Button(label="More", custom_id=f"more:{count}"))

    @classmethod
    async def from_custom_id(cls, interaction: Interaction, item: Any, match: Any, /) -> "More":
        return cls(int(match["count"]))

    async def callback(self, interaction: Interaction) -> None:
        await interaction.response.edit_message(view=Card(self.count + 1))


class Colours(discord.ui.DynamicItem[discord.ui.Select[Any]], template="colours"):
    def __init__(self) -> None:
        options = [discord.SelectOption(label=one.title(), value=one) for one in ("red", "green", "blue")]
        super().__init__(
            discord.ui.Select(custom_id="colours", placeholder="Colours", options=options, min_values=1, max_values=2)
        )

    @classmethod
    async def from_custom_id(cls, interaction: Interaction, item: Any, match: Any, /) -> "Colours":
        return cls()

    async def callback(self, interaction: Interaction) -> None:
        data: Any = interaction.data
        chosen = ", ".join(data["values"])
        await interaction.response.send_message(f"Chose {chosen}", ephemeral=True)


class Form(discord.ui.Modal, title="A question"):
    words: discord.ui.Label[Any] = discord.ui.Label(
        text="Your question", component=discord.ui.TextInput(min_length=3, max_length=200)
    )
    topic: discord.ui.Label[Any] = discord.ui.Label(
        text="Topic",
        component=discord.ui.Select(
            options=[discord.SelectOption(label="Exams", value="ex"), discord.SelectOption(label="Money", value="mo")]
        ),
    )

    async def on_submit(self, interaction: Interaction) -> None:
        words, topic = self.words.component, self.topic.component
        assert isinstance(words, discord.ui.TextInput)
        assert isinstance(topic, discord.ui.Select)
        await interaction.response.send_message(f"{words.value} about {topic.values[0]}")


class Reception(discord.ui.View):
    """A legacy view: asks for people, opens the form, acknowledges quietly."""

    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.select(cls=discord.ui.UserSelect, placeholder="Who?", custom_id="who")
    async def who(self, interaction: Interaction, select: discord.ui.UserSelect[Any]) -> None:
        names = ", ".join(one.display_name for one in select.values)
        await interaction.response.send_message(f"Chose {names}")

    @discord.ui.button(label="Fill in", custom_id="fill")
    async def fill(self, interaction: Interaction, _: discord.ui.Button[Any]) -> None:
        await interaction.response.send_modal(Form())

    @discord.ui.button(label="Hush", custom_id="hush")
    async def hush(self, interaction: Interaction, _: discord.ui.Button[Any]) -> None:
        await interaction.response.defer()


def teach(bot: Any, tree: app_commands.CommandTree[Any]) -> None:
    bot.add_dynamic_items(More, Colours)
    _speaking(tree)
    _slow(bot, tree)
    _taking(bot, tree)
    _guarded(tree)
    _menus(bot, tree)


def _speaking(tree: app_commands.CommandTree[Any]) -> None:
    @tree.command(description="Says what you say")
    async def echo(interaction: Interaction, words: str, share: bool = False) -> None:
        await interaction.response.send_message(words, ephemeral=not share)

    @tree.command(description="Shows a card")
    async def card(interaction: Interaction, share: bool = True) -> None:
        await interaction.response.send_message(view=Card(), ephemeral=not share)

    @tree.command(description="Opens the reception")
    async def reception(interaction: Interaction) -> None:
        await interaction.response.send_message("Come in", view=Reception())

    @tree.command(description="Opens a form")
    async def form(interaction: Interaction) -> None:
        await interaction.response.send_modal(Form())

    @tree.command(description="Shows an embed with a picture of its own")
    async def picture(interaction: Interaction) -> None:
        png = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x20\x00\x00\x00\x10"
        embed = discord.Embed(title="A chart").set_image(url="attachment://chart.png").add_field(name="a", value="b")
        files = [discord.File(io.BytesIO(png), "chart.png"), discord.File(io.BytesIO(b"BEGIN"), "plan.ics")]
        await interaction.response.send_message(embed=embed, files=files)


def _slow(bot: Any, tree: app_commands.CommandTree[Any]) -> None:
    @tree.command(description="Thinks, then fills in its answer")
    async def slow(interaction: Interaction) -> None:
        await interaction.response.defer(ephemeral=True)
        await bot.gate.wait()
        await interaction.edit_original_response(content="Thought through")

    @tree.command(description="Thinks, then answers by following up, twice")
    async def follow(interaction: Interaction) -> None:
        await interaction.response.defer()
        await interaction.followup.send("First")
        second = await interaction.followup.send("Second", ephemeral=True, wait=True)
        await interaction.followup.edit_message(second.id, content="Second, mended")
        third = await interaction.followup.send("Third", wait=True)
        bot.seen["third"] = await interaction.followup.fetch_message(third.id)
        await interaction.followup.delete_message(third.id)

    @tree.command(description="Takes back what it said")
    async def oops(interaction: Interaction) -> None:
        await interaction.response.send_message("Oops")
        bot.seen["oops"] = (await interaction.original_response()).id
        await interaction.delete_original_response()

    @tree.command(description="Answers twice")
    async def twice(interaction: Interaction) -> None:
        await interaction.response.send_message("Once", ephemeral=True)
        try:
            await bot.http.request(
                discord.http.Route(
                    "POST", "/interactions/{id}/{token}/callback", id=interaction.id, token=interaction.token
                ),
                json={"type": 4, "data": {"content": "Twice"}},
            )
        except discord.HTTPException as error:
            bot.errors.append(error)

    @tree.command(description="Waits at the gate before it answers")
    async def late(interaction: Interaction) -> None:
        bot.reached.set()
        await bot.gate.wait()
        try:
            await interaction.response.send_message("Too late")
        except discord.HTTPException as error:
            bot.errors.append(error)

    @tree.command(description="Answers, waits at the gate, follows up")
    async def chatty(interaction: Interaction) -> None:
        await interaction.response.send_message("First")
        await bot.gate.wait()
        try:
            await interaction.followup.send("Much later")
        except discord.HTTPException as error:
            bot.errors.append(error)


def _taking(bot: Any, tree: app_commands.CommandTree[Any]) -> None:
    @tree.command(description="Takes one of each kind")
    @app_commands.choices(
        colour=[app_commands.Choice(name="Red", value="r"), app_commands.Choice(name="Blue", value="b")]
    )
    async def kinds(  # noqa: PLR0917 - options are parameters
        interaction: Interaction,
        words: app_commands.Range[str, 2, 20],
        whole: app_commands.Range[int, 1, 9] | None = None,
        part: app_commands.Range[float, 0, 1] | None = None,
        truth: bool | None = None,
        colour: str | None = None,
        person: discord.Member | None = None,
        place: app_commands.Transform[app_commands.AppCommandChannel, Place] | None = None,
        role: discord.Role | None = None,
        anyone: discord.Member | discord.Role | None = None,
        paper: discord.Attachment | None = None,
    ) -> None:
        read = None if paper is None else await paper.read()
        bot.seen.update(words=words, whole=whole, part=part, truth=truth, colour=colour, person=person, place=place)
        bot.seen.update(role=role, anyone=anyone, paper=read, interaction=interaction)
        await interaction.response.send_message("Taken", ephemeral=True)

    @tree.command(description="Finds a fruit")
    async def find(interaction: Interaction, name: str, ripe: bool = True) -> None:
        await interaction.response.send_message(f"Found {name}")

    @find.autocomplete("name")
    async def names(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        bot.seen["namespace"] = {name: value for name, value in interaction.namespace}  # noqa: C416 - it has no keys()
        if typed == "nothing":
            bot.reached.set()
            await bot.gate.wait()
        return [app_commands.Choice(name=one.title(), value=one) for one in FRUIT if typed.lower() in one]

    shelf = app_commands.Group(name="shelf", description="A shelf")
    inner = app_commands.Group(name="top", description="Its top", parent=shelf)
    tree.add_command(shelf)

    @inner.command(description="Looks there")
    async def look(interaction: Interaction, at: str) -> None:
        await interaction.response.send_message(
            f"{interaction.command.qualified_name if interaction.command else ''} {at}"
        )


def _guarded(tree: app_commands.CommandTree[Any]) -> None:
    @tree.command(description="For moderators")
    @app_commands.default_permissions(manage_messages=True)
    async def tidy(interaction: Interaction) -> None:
        await interaction.response.send_message("Tidied")

    @tree.command(description="For administrators")
    @app_commands.default_permissions()
    async def rule(interaction: Interaction) -> None:
        await interaction.response.send_message("Ruled")

    @tree.command(description="In servers only")
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    async def here(interaction: Interaction) -> None:
        await interaction.response.send_message("Here")


def _menus(bot: Any, tree: app_commands.CommandTree[Any]) -> None:
    @tree.context_menu(name="Count the words")
    async def count_words(interaction: Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(f"{len(message.content.split())} words", ephemeral=True)

    @tree.context_menu(name="Greet")
    async def greet(interaction: Interaction, person: discord.Member) -> None:
        await interaction.response.send_message(f"Hello {person.display_name}")
