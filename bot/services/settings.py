"""What each server chose, at hand for every handler."""

import asyncio
from collections.abc import Callable
from datetime import datetime

import structlog

from bot.core.errors import MemberError
from bot.core.settings import DEFAULTS, GuildSettings, Language, Setting, Value
from bot.core.storage import StoreError
from bot.core.zones import Zones
from bot.services.ports import SettingsStore

GUILDS = 5000  # servers kept in memory; of more, the one that has been quiet longest is read again
BUDGET = 0.25  # seconds that a handler waits for a server's first read


class SettingsService:
    """Reads once per server, then answers from memory; every change goes through here, to the store first."""

    def __init__(
        self,
        *,
        store: SettingsStore,
        zones: Zones,
        now: Callable[[], datetime],
        guilds: int = GUILDS,
        budget: float = BUDGET,
    ) -> None:
        """`now`: aware UTC. `zones` are those that can be chosen."""
        self.zones = zones
        self._store = store
        self.now = now
        self._most = guilds
        self._budget = budget
        self._known: dict[int, GuildSettings] = {}
        self._reads: dict[int, asyncio.Task[GuildSettings]] = {}
        self._listeners: list[Callable[[int], None]] = []
        self._late: set[int] = set()  # those whose read is under way for longer than the budget
        self._log = structlog.get_logger("preceptor.settings")

    async def of(self, guild_id: int | None) -> GuildSettings:
        """The server's settings; the defaults in direct messages, and where the store does not answer in time.

        Never raises because of the store, and takes no longer than the budget: no answer waits for it.
        """
        if guild_id is None:
            return DEFAULTS
        known = self._known.get(guild_id)
        if known is not None:
            return known
        if guild_id in self._late:  # somebody waited for it already
            return DEFAULTS
        reading = self._reads.get(guild_id)
        if reading is None:
            reading = self._reads[guild_id] = asyncio.create_task(self._read(guild_id), name="settings")
        await asyncio.wait({reading}, timeout=self._budget)
        if reading.done():
            return reading.result()
        self._late.add(guild_id)
        return DEFAULTS

    async def surely(self, guild_id: int) -> GuildSettings:
        """The server's settings, however long that takes, for work that nobody waits for. Raises StoreError."""
        known = self._known.get(guild_id)
        return known if known is not None else self._remember(guild_id, await self._store.read(guild_id))

    async def change(self, guild_id: int, setting: Setting, value: Value) -> GuildSettings:
        """Returns once it is kept. Raises MemberError for a value that the setting cannot have, and StoreError."""
        if setting in (Setting.MODERATORS, Setting.MENTORS) and value == guild_id:  # Discord's id of @everyone
            raise MemberError("Everybody has @everyone: choose a role that only some have.")
        if setting is Setting.ZONE and value not in self.zones:
            raise MemberError("I know no such time zone. Type a city into `/setup zone:` and pick one from the list.")
        if setting is Setting.LANGUAGE and value not in tuple(Language):
            raise MemberError("I cannot write dates in that language. Pick one from the list.")
        return self._changed(guild_id, await self._store.change(guild_id, setting, value, at=self.now()))

    async def undo(self, guild_id: int, revision: int) -> GuildSettings:
        """Takes back the change that led to `revision`. Raises MemberError where another came since, and StoreError."""
        undone = await self._store.undo(guild_id, revision, at=self.now())
        if undone is None:
            raise MemberError("Something else was changed since then. Use `/setup` to see the settings as they are.")
        return self._changed(guild_id, undone)

    def on_change(self, callback: Callable[[int], None]) -> None:
        """`callback` is called with the server's id after each change. It may not block and may not raise."""
        self._listeners.append(callback)

    async def purge(self, guild_id: int) -> None:
        """Forgets a server whose settings are gone."""
        self._known.pop(guild_id, None)

    async def _read(self, guild_id: int) -> GuildSettings:
        try:
            return self._remember(guild_id, await self._store.read(guild_id))
        except StoreError as error:
            self._log.warning("a server's settings cannot be read; its defaults hold until they can", why=str(error))
            return DEFAULTS
        finally:
            del self._reads[guild_id]
            self._late.discard(guild_id)

    def _changed(self, guild_id: int, found: GuildSettings) -> GuildSettings:
        newest = self._remember(guild_id, found)
        for listener in self._listeners:
            listener(guild_id)
        return newest

    def _remember(self, guild_id: int, found: GuildSettings) -> GuildSettings:
        """Keeps the newest: a read that began before a change may end after it."""
        known = self._known.pop(guild_id, None)
        newest = known if known is not None and known.revision > found.revision else found
        self._known[guild_id] = newest
        if len(self._known) > self._most:
            del self._known[next(iter(self._known))]
        return newest
