"""The commands of /lists."""

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.core.errors import MemberError
from bot.core.lookup.fold import fold
from bot.core.postings.failures import WireError
from bot.dpy.replies import show
from bot.dpy.syncing import mention
from bot.dpy.tree import Choices, suggestion
from bot.render import postings as cards
from bot.render.card import OPTION_TEXT
from bot.render.dates import Dates
from bot.render.neutral import clean, shorten
from bot.services.items import ItemService
from bot.services.postings import PostingService
from bot.services.rounds import Rounds
from bot.services.settings import SettingsService
from cogs.lists.items import ItemPanel
from cogs.lists.suggestions import SuggestionDesk
from cogs.lists.venue import Venue

ListId = app_commands.Range[str, 1, 100]  # characters
PATIENCE = 60.0  # seconds that somebody waits for a sync
SUGGESTED = 25


class AnyTextChannel(app_commands.Transformer):
    """A channel that messages can be posted in, as Discord names it; there is no cache to look more up in."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        return [discord.ChannelType.text, discord.ChannelType.news]

    async def transform(self, interaction: discord.Interaction[Any], value: Any, /) -> int:
        return int(value.id)


Channel = app_commands.Transform[int, AnyTextChannel]


@app_commands.default_permissions(manage_messages=True)
@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
class ListsCog(commands.GroupCog, group_name="lists", group_description="Resource lists that keep themselves right"):
    """Everything is private but the lists themselves."""

    def __init__(
        self,
        *,
        postings: PostingService,
        rounds: Rounds,
        settings: SettingsService,
        venue: Venue,
        items: ItemService,
        desk: SuggestionDesk,
        panel: ItemPanel,
    ) -> None:
        self._items = items
        self._desk = desk
        self._panel = panel
        self._postings = postings
        self._rounds = rounds
        self._settings = settings
        self._venue = venue

    @app_commands.command(name="post", description="Show a list in a channel, and keep it right there")
    @app_commands.rename(list_id="list")
    @app_commands.describe(
        list_id="Which list; start typing its title",
        channel="Where (default: here)",
        pin="Pin its first message",
    )
    async def post(
        self, interaction: discord.Interaction[Any], list_id: ListId, channel: Channel | None = None, pin: bool = False
    ) -> None:
        guild_id, where = server_of(interaction), channel or interaction.channel_id or 0
        await interaction.response.defer(ephemeral=True)  # Discord is asked what the bot may do there
        listed, pages = await self._postings.preview(guild_id, list_id)
        await self._venue.demand(guild_id, where, pin=pin)
        there = await self._postings.at(guild_id, where, listed.list.id)
        if there is not None and there.parts and there.trouble is None and there.pin >= pin:
            await show(interaction, cards.there_already(listed.list.title, there))
            return
        await show(interaction, pages[0].card)
        # Last, so that the buttons are where somebody looks after they have read.
        await show(interaction, cards.preview(listed, len(pages), where, pin=pin))

    @app_commands.command(name="sync", description="Look after all posted lists of this server now")
    @app_commands.describe(dry_run="Only show what would be done")
    async def sync(self, interaction: discord.Interaction[Any], dry_run: bool = False) -> None:
        guild_id = server_of(interaction)
        await interaction.response.defer(ephemeral=True)
        try:
            async with asyncio.timeout(PATIENCE):
                if dry_run:
                    accounts = await self._postings.moves(guild_id)
                else:
                    accounts = (await self._postings.look_after(guild_id, True, asked=True)).accounts
        except TimeoutError:  # cut off anywhere, it goes on where it was
            if not dry_run:
                self._rounds.wake(guild_id, full=True)
            await show(interaction, cards.still_at_it(partial(mention, interaction)))
            return
        except WireError as error:
            raise MemberError("Discord does not tell me right now what is posted. Try again in a minute.") from error
        found = [(one.title, one.posting, one.moves) for one in accounts]
        await show(interaction, cards.synced(found, dry=dry_run, mention=partial(mention, interaction)))

    @app_commands.command(name="withdraw", description="Remove a list from a channel")
    @app_commands.rename(list_id="list")
    @app_commands.describe(list_id="Which list", channel="From where, if it is shown in several channels")
    async def withdraw(
        self, interaction: discord.Interaction[Any], list_id: ListId, channel: Channel | None = None
    ) -> None:
        guild_id = server_of(interaction)
        meant = await self._postings.to_withdraw(guild_id, list_id, channel)
        await show(interaction, cards.to_withdraw(meant.title, meant.posting, partial(mention, interaction)))

    @app_commands.command(name="status", description="Which lists are shown where, and whether they are right")
    async def status(self, interaction: discord.Interaction[Any]) -> None:
        guild_id = server_of(interaction)
        dates = Dates.of(await self._settings.of(guild_id))
        found = [(one.title, one.posting) for one in await self._postings.status(guild_id)]
        await show(interaction, cards.status(found, dates, mention=partial(mention, interaction)))

    @app_commands.command(name="suggestions", description="Decide on the links that members suggested")
    async def suggestions(self, interaction: discord.Interaction[Any]) -> None:
        await self._desk.open(interaction)

    @app_commands.command(name="items", description="Hide, pin or add items of a list, for this server alone")
    @app_commands.rename(words="list")
    @app_commands.describe(words="The list")
    async def items(self, interaction: discord.Interaction[Any], words: ListId) -> None:
        await self._panel.open(interaction, words)

    @items.autocomplete("words")
    @suggestion
    async def suggest_lists(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        """At most 25, in their order. The value is the list's id."""
        lists = self._items.suggest_lists(interaction.guild_id, typed)
        return [app_commands.Choice(name=shorten(one.title, OPTION_TEXT), value=one.id) for one in lists]

    @post.autocomplete("list_id")
    @suggestion
    async def suggest(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        """All lists, those that have what was typed in their title; at most 25. The value is the list's id."""
        lists = self._postings.lists(server_of(interaction))
        return _choices([(one.list.title, id_) for id_, one in lists.items()], typed)

    @withdraw.autocomplete("list_id")
    @suggestion
    async def suggest_posted(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        """As above, of the lists that are posted here."""
        return _choices(await self._postings.posted(server_of(interaction)), typed)


def server_of(interaction: discord.Interaction[Any]) -> int:
    """The server that Discord names; the policy has let nobody through from elsewhere."""
    if interaction.guild_id is None:
        raise MemberError("That belongs to a server: use it in one.")
    return interaction.guild_id


def _choices(named: Sequence[tuple[str, str]], typed: str) -> Choices:
    wanted = fold(typed).strip()
    fitting = [(title, id_) for title, id_ in named if wanted in f"{fold(title)} {id_}"]
    return [
        app_commands.Choice(name=shorten(clean(title), OPTION_TEXT), value=id_) for title, id_ in fitting[:SUGGESTED]
    ]
