"""What the menus and buttons of the panel do. Each is checked against the policy before it gets here."""

from collections.abc import Mapping
from typing import Any

import discord

from bot.core.errors import MemberError
from bot.core.rights import MAKE_FORUM, lacking
from bot.core.settings import CHANNELS, ROLES, Setting, Value
from bot.dpy.presses import Press
from bot.dpy.replies import replace
from bot.dpy.rights import Presence, Rights
from bot.dpy.syncing import mention
from bot.render import settings as cards
from bot.render.card import Kind
from bot.services.settings import SettingsService
from cogs.settings.cog import server_of
from cogs.settings.panel import Panel

KINDS = {Setting.FORUM: Kind.FORUM, Setting.NOTICES: Kind.TEXT}


class SettingsPresses:
    """Acknowledges, does what is asked, and shows the panel as it is then."""

    def __init__(self, *, settings: SettingsService, rights: Rights, panel: Panel) -> None:
        self._settings = settings
        self._rights = rights
        self._panel = panel
        self._making: set[int] = set()  # servers whose forum is being made

    async def choose(self, press: Press) -> None:
        """Something was chosen in one of the menus, or the choice taken out of it."""
        setting = Setting(press.code.args[0])
        value = _chosen(press, setting)
        guild_id = server_of(press.interaction)
        await press.interaction.response.defer()
        settings = await self._settings.change(guild_id, setting, value)
        await self._show(press, cards.saved(setting, settings))

    async def undo(self, press: Press) -> None:
        """The change that led to the revision in the code is taken back, unless another came since."""
        guild_id = server_of(press.interaction)
        await press.interaction.response.defer()
        settings = await self._settings.undo(guild_id, int(press.code.args[0]))
        note = cards.taken_back(settings.last.setting, settings) if settings.last else None
        await self._show(press, note)

    async def check(self, press: Press) -> None:
        """The panel, or the check alone, with what Discord says now."""
        guild_id = server_of(press.interaction)
        await press.interaction.response.defer()
        if press.code.args == ("1",):
            await self._show(press, None)
        else:
            await replace(press.interaction, await self._panel.check(guild_id))

    async def make_forum(self, press: Press) -> None:
        """Pressed twice, there is still one forum."""
        guild_id = server_of(press.interaction)
        if guild_id in self._making:
            raise MemberError("The forum is being created already. A moment, please.")
        self._making.add(guild_id)
        try:
            await press.interaction.response.defer()
            await self._show(press, await self._make_forum(guild_id))
        finally:
            self._making.discard(guild_id)

    async def _make_forum(self, guild_id: int) -> str | None:
        settings = await self._settings.of(guild_id)
        survey = await self._rights.survey(guild_id, settings)
        if settings.forum is not None and Setting.FORUM not in survey.gone:
            return None
        presence = await self._rights.presence(guild_id)
        if lacking((MAKE_FORUM,), presence.granted):
            raise MemberError(cards.cannot_make_forum())
        forum = await _ours(presence) or await _new(presence)
        return cards.saved(Setting.FORUM, await self._settings.change(guild_id, Setting.FORUM, forum.id))

    async def _show(self, press: Press, note: str | None) -> None:
        guild_id = server_of(press.interaction)
        card = await self._panel.card(guild_id, note=note, mention=mention(press.interaction, "setup"))
        await replace(press.interaction, card)


async def _ours(presence: Presence) -> discord.ForumChannel | None:
    """A forum made for us before, of which nobody could take note."""
    for channel in await presence.guild.fetch_channels():
        if isinstance(channel, discord.ForumChannel) and channel.topic == cards.FORUM_TOPIC:
            return channel
    return None


async def _new(presence: Presence) -> discord.ForumChannel:
    tags = [discord.ForumTag(name=name) for name in cards.FORUM_TAGS]
    try:
        return await presence.guild.create_forum(
            cards.FORUM_NAME, topic=cards.FORUM_TOPIC, available_tags=tags, reason="asked for with /setup"
        )
    except discord.Forbidden as error:
        raise MemberError(cards.cannot_make_forum()) from error
    except discord.HTTPException as error:
        if error.status >= 500:
            raise
        raise MemberError(cards.forum_refused()) from error


def _chosen(press: Press, setting: Setting) -> Value:
    """What the menu was set to. Discord sends along what roles and channels are: only those of this server count."""
    data: Mapping[str, Any] = press.interaction.data or {}
    resolved: Mapping[str, Any] = data.get("resolved", {})
    if setting not in (*ROLES, *CHANNELS):
        if len(press.values) != 1:
            raise MemberError("Nothing was chosen in that menu. Use `/setup` to get a fresh one.")
        return press.values[0]
    if not press.values:
        return None
    chosen = press.values[0]
    if setting in ROLES:
        fits = chosen in resolved.get("roles", {})
    else:
        fits = resolved.get("channels", {}).get(chosen, {}).get("type") == KINDS[setting].value
    if not fits:
        raise MemberError("That does not belong to this server, or is of another kind. Use `/setup` to choose again.")
    return int(chosen)
