"""What the buttons below a preview do. Each is checked against the policy before it gets here."""

import asyncio
from functools import partial

from bot.core.postings.values import State
from bot.dpy.presses import Press
from bot.dpy.replies import replace
from bot.dpy.syncing import mention
from bot.render import postings as cards
from bot.render.dates import Dates
from bot.services.postings import PostingService
from bot.services.rounds import Rounds
from bot.services.settings import SettingsService
from cogs.lists.cog import server_of
from cogs.lists.venue import Venue

PATIENCE = 30.0  # seconds


class ListsPresses:
    """A code says what was previewed and grants nothing: channel and rights are looked at again."""

    def __init__(self, *, postings: PostingService, rounds: Rounds, settings: SettingsService, venue: Venue) -> None:
        self._postings = postings
        self._rounds = rounds
        self._settings = settings
        self._venue = venue

    async def post(self, press: Press) -> None:
        """Pressed twice, it is posted once."""
        channel_id, list_id, pin = press.code.args
        interaction = press.interaction
        guild_id = server_of(interaction)
        say = partial(mention, interaction)
        await interaction.response.defer()
        await self._postings.preview(guild_id, list_id)
        await self._venue.demand(guild_id, int(channel_id), pin=pin == "1")
        try:
            async with asyncio.timeout(PATIENCE):
                account = await self._postings.post(interaction.id, guild_id, int(channel_id), list_id, pin=pin == "1")
        except TimeoutError:  # what was claimed is carried on, whatever happens here
            claimed = await self._postings.at(guild_id, int(channel_id), list_id)
            await replace(interaction, cards.still_at_it(say) if claimed else cards.busy("lists post", say))
        else:
            await replace(interaction, cards.posted(account.title, account.posting, say))
        finally:
            self._rounds.wake(guild_id)

    async def withdraw(self, press: Press) -> None:
        """Where something keeps the messages, it goes on with the next look."""
        posting_id, give_up = press.code.args
        interaction = press.interaction
        guild_id = server_of(interaction)
        say = partial(mention, interaction)
        await interaction.response.defer()
        try:
            async with asyncio.timeout(PATIENCE):
                account = await self._postings.withdraw(guild_id, int(posting_id), give_up=give_up == "1")
        except TimeoutError:
            standing = await self._postings.standing(guild_id, int(posting_id))
            begun = standing is None or standing.state is State.LEAVING
            await replace(interaction, cards.still_at_it(say) if begun else cards.busy("lists withdraw", say))
        else:
            await replace(
                interaction, cards.withdrawn(account.title, account.posting, say, forgotten=account.forgotten)
            )
        finally:
            self._rounds.wake(guild_id)

    async def status(self, press: Press) -> None:
        """Another page, of how everything stands now."""
        guild_id, number = server_of(press.interaction), int(press.code.args[0])
        dates = Dates.of(await self._settings.of(guild_id))
        found = [(one.title, one.posting) for one in await self._postings.status(guild_id)]
        await replace(press.interaction, cards.status(found, dates, number, partial(mention, press.interaction)))

    async def cancel(self, press: Press) -> None:
        await replace(press.interaction, cards.cancelled())
