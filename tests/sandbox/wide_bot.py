"""A bot that says everything it can, each thing once: what discord.py really sends."""

import io
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import discord
from discord import app_commands, ui

Answer = Callable[[discord.Interaction], Awaitable[Any]]


def embed() -> discord.Embed:
    whole = discord.Embed(title="T" * 256, description="d" * 2000, url="https://example.org/a?b=ü", colour=0xFFFFFF)
    whole.timestamp = datetime(2031, 3, 5, tzinfo=UTC)
    whole.set_footer(text="f", icon_url="https://example.org/i.png").set_author(name="a", url="https://example.org")
    whole.set_image(url="attachment://a.png").set_thumbnail(url="https://example.org/t.png")
    for number in range(25):
        whole.add_field(name=f"n{number}", value="v" * 20, inline=bool(number % 2))
    return whole


def file(name: str = "a.png") -> discord.File:
    return discord.File(io.BytesIO(b"data"), filename=name, description="what it shows")


def buttons() -> ui.View:
    view = ui.View(timeout=None)
    for number in range(24):
        style = (discord.ButtonStyle.primary, discord.ButtonStyle.danger)[number % 2]
        view.add_item(ui.Button(label=f"b{number}", custom_id=f"b{number}", style=style, disabled=number == 3))
    view.add_item(ui.Button(label="Read", url="https://example.org/", emoji="📖"))
    return view


def menus() -> ui.View:
    view = ui.View(timeout=None)
    options = [discord.SelectOption(label=f"o{n}", value=f"v{n}", description="d", emoji="🔥") for n in range(25)]
    view.add_item(ui.Select(custom_id="s", options=options, placeholder="pick", min_values=0, max_values=25))
    view.add_item(ui.UserSelect(custom_id="u", max_values=2))
    view.add_item(ui.RoleSelect(custom_id="r"))
    view.add_item(ui.MentionableSelect(custom_id="m", default_values=[discord.SelectDefaultValue.from_user(_some)]))
    view.add_item(ui.ChannelSelect(custom_id="c", channel_types=[discord.ChannelType.text]))
    return view


_some = discord.Object(7, type=discord.User)


def card() -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    media = discord.MediaGalleryItem("https://example.org/a.png", description="a", spoiler=True)
    section: Any = ui.Section("one", "two", accessory=ui.Thumbnail("https://example.org/t.png", description="t"))
    with_button: Any = ui.Section("three", accessory=ui.Button(label="Go", custom_id="go"))
    row: Any = ui.ActionRow(ui.Button(label="x", custom_id="x"), ui.Button(label="Read", url="https://example.org"))
    container: Any = ui.Container(
        ui.TextDisplay("# Title"),
        ui.Separator(spacing=discord.SeparatorSpacing.large),
        section,
        ui.MediaGallery(media),
        row,
        accent_colour=0x00FF00,
        spoiler=True,
    )
    view.add_item(ui.TextDisplay("before")).add_item(container).add_item(with_button)
    return view


def card_with_file() -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.File("attachment://plan.ics")).add_item(ui.TextDisplay("with a file"))
    return view


def form() -> ui.Modal:
    modal = ui.Modal(title="T" * 45, custom_id="form")
    modal.add_item(ui.TextInput(label="Short", custom_id="t1", max_length=4000, placeholder="p"))
    modal.add_item(
        ui.TextInput(label="Long", custom_id="t2", style=discord.TextStyle.paragraph, default="d", required=False)
    )
    return modal


def form_with_labels() -> ui.Modal:
    modal = ui.Modal(title="Labels", custom_id="labels")
    modal.add_item(ui.TextDisplay("Please."))
    options = [discord.SelectOption(label="a"), discord.SelectOption(label="b", default=True)]
    held: list[Any] = [
        ui.TextInput(custom_id="i", style=discord.TextStyle.paragraph, min_length=1, max_length=300),
        ui.Select(custom_id="s", options=options, required=True),
        ui.UserSelect(custom_id="u", required=False),
        ui.FileUpload(custom_id="f", max_values=3),
    ]
    for number, component in enumerate(held):
        modal.add_item(ui.Label(text=f"Label {number}", description="d", component=component))
    return modal


ANSWERS: dict[str, Answer] = {
    "text": lambda i: i.response.send_message("x" * 2000),
    "private": lambda i: i.response.send_message("x", ephemeral=True, suppress_embeds=True),
    "silent": lambda i: i.response.send_message("x", silent=True, tts=True),
    "embed": lambda i: i.response.send_message(embed=embed(), file=file()),
    "embeds": lambda i: i.response.send_message(embeds=[discord.Embed(title=str(n)) for n in range(10)]),
    "files": lambda i: i.response.send_message(files=[file(f"{n}.txt") for n in range(10)]),
    "buttons": lambda i: i.response.send_message("x", view=buttons()),
    "menus": lambda i: i.response.send_message("x", view=menus()),
    "card": lambda i: i.response.send_message(view=card(), ephemeral=True),
    "card-file": lambda i: i.response.send_message(view=card_with_file(), file=file("plan.ics")),
    "no-pings": lambda i: i.response.send_message("@here", allowed_mentions=discord.AllowedMentions.none()),
    "one-ping": lambda i: i.response.send_message(
        f"<@{i.user.id}>", allowed_mentions=discord.AllowedMentions(everyone=False, roles=False, users=[i.user])
    ),
    "form": lambda i: i.response.send_modal(form()),
    "labels": lambda i: i.response.send_modal(form_with_labels()),
}


async def _deferred(interaction: discord.Interaction) -> None:
    await interaction.response.defer(thinking=True, ephemeral=True)
    await interaction.edit_original_response(content="done", embeds=[embed()], attachments=[file()])
    await interaction.edit_original_response(content=None, embeds=[], attachments=[], view=card())


async def _followed_up(interaction: discord.Interaction) -> None:
    await interaction.response.defer()
    await interaction.followup.send("first", view=buttons())
    second = await interaction.followup.send(embed=embed(), file=file(), ephemeral=True, wait=True)
    await second.edit(content="changed", embeds=[], attachments=[], view=None)
    await interaction.followup.send(view=card(), silent=True)


async def _edited(interaction: discord.Interaction) -> None:
    await interaction.response.send_message("x", view=buttons())
    await interaction.edit_original_response(view=None, allowed_mentions=discord.AllowedMentions.none())
    await interaction.edit_original_response(content="", embed=discord.Embed(description="only an embed"))


ANSWERS |= {"deferred": _deferred, "followed-up": _followed_up, "edited": _edited}

PRESSES: dict[str, Answer] = {
    "b0": lambda i: i.response.edit_message(content="pressed", view=None),
    "b1": lambda i: i.response.defer(),
    "b2": lambda i: i.response.send_modal(form()),
    "x": lambda i: i.response.edit_message(view=card()),
}


def group() -> app_commands.Group:
    faq = app_commands.Group(
        name="faq",
        description="Questions",
        default_permissions=discord.Permissions(manage_messages=True),
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
    )
    inner = app_commands.Group(name="inner", description="Deeper", parent=faq)

    @faq.command(description="Ask")
    @app_commands.describe(question="Words", times="How often")
    @app_commands.choices(when=[app_commands.Choice(name=f"c{n}", value=f"v{n}") for n in range(25)])
    async def ask(  # noqa: PLR0917  # discord.py's way: an argument is an option
        interaction: discord.Interaction,
        question: app_commands.Range[str, 1, 100],
        when: str,
        times: app_commands.Range[int, 1, 10] = 1,
        share: bool = False,
        ratio: float = 0.5,
        who: discord.User | None = None,
        where: discord.TextChannel | discord.Thread | None = None,
        role: discord.Role | None = None,
        picture: discord.Attachment | None = None,
    ) -> None:
        await interaction.response.send_message("asked")

    @inner.command(name="words-2", description="Für wen?")
    async def words(interaction: discord.Interaction, question: str) -> None:
        await interaction.response.send_message(question)

    @words.autocomplete("question")
    async def complete(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=f"{typed} {number}" + "n" * 80, value="v" * 100) for number in range(25)]

    return faq


def commands(finished: Callable[[], None]) -> list[app_commands.Command[Any, ..., None]]:
    """One command for each of ANSWERS, which calls `finished` when all it has to say is said."""

    def made(name: str, answer: Answer) -> app_commands.Command[Any, ..., None]:
        async def callback(interaction: discord.Interaction) -> None:
            await answer(interaction)
            finished()

        return app_commands.Command(name=name, description=f"Answers {name}", callback=callback)

    return [made(name, answer) for name, answer in ANSWERS.items()]


@app_commands.context_menu(name="Look It Up!")
async def look_up(interaction: discord.Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(message.content or "nothing", ephemeral=True)


@app_commands.context_menu(name="Who is this?")
async def who(interaction: discord.Interaction, member: discord.User) -> None:
    await interaction.response.send_message(member.name, ephemeral=True)


async def channel_talk(client: discord.Client, text_id: int, forum_id: int, user_id: int) -> None:
    """Messages, threads, posts and a conversation, outside any interaction."""
    channel: Any = await client.fetch_channel(text_id)
    first = await channel.send("x" * 2000, nonce="n" * 25)
    await first.reply("re", mention_author=False)
    await channel.send(embed=embed(), file=file(), view=buttons(), delete_after=None)
    listed = await channel.send(view=card(), allowed_mentions=discord.AllowedMentions(users=True, roles=False))
    await listed.edit(view=card())
    await first.edit(content="changed", embed=discord.Embed(title="t"), suppress=False)
    await first.edit(content=None, embeds=[discord.Embed(description="d")], attachments=[file()])
    await first.pin()
    thread = await first.create_thread(name="n" * 100, auto_archive_duration=60)
    await thread.send("in a thread", silent=True)
    await thread.edit(archived=True, locked=True)
    await thread.edit(archived=False, name="renamed", slowmode_delay=5, auto_archive_duration=10080)
    await channel.create_thread(name="alone", type=discord.ChannelType.public_thread)
    forum: Any = await client.fetch_channel(forum_id)
    tags = list(forum.available_tags)[:1]
    post = await forum.create_thread(name="a post", content="asked", embed=embed(), file=file(), applied_tags=tags)
    await post.thread.edit(applied_tags=[])
    await forum.create_thread(name="a card", view=card(), applied_tags=tags)
    doomed = [await channel.send(str(number)) for number in range(2)]
    await channel.delete_messages(doomed)
    user = await client.fetch_user(user_id)
    await user.send(embed=discord.Embed(description="privately", timestamp=datetime.now(UTC) - timedelta(days=1)))
