"""Everyone at once: finds people by name and waits for the bot."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

from sandbox.byhand import ByHand
from sandbox.changes import Change
from sandbox.kinds import ChannelType
from sandbox.model import Interaction, Message
from sandbox.pilot.person import Person
from sandbox.pilot.reply import Reply
from sandbox.place import Place
from sandbox.refusals import NotThereError

PATIENCE = 10.0
"""Seconds a deferred answer is waited for, by the real clock: a bound for tests that would otherwise hang."""


class Pilot:
    """`settle` waits until the bot has nothing in hand; without it, what is visible from outside has to do."""

    def __init__(self, place: Place, *, settle: Callable[[], Awaitable[object]] | None = None) -> None:
        self.place = place
        self.world = place.world
        self.acts = place.acts
        self.by_hand = ByHand(world=place.world)
        self._settle = settle

    def person(self, name: str) -> Person:
        """By shown name, looking at the first text channel of the first server they are in."""
        found = [one for one in self.world.users.values() if name in (one.shown, one.name) and not one.bot]
        if not found:
            raise NotThereError(f"nobody here is called {name!r}")
        return self.look(found[0].id)

    def look(self, person_id: int, *, guild: str | None = None) -> Person:
        """This person at the first text channel of a server, by its name or the first they are in."""
        for one in self.world.guilds.values():
            if person_id in one.members and guild in (None, one.name):
                channels = self.acts.channels_for(person_id, one.id)
                first = next((channel for channel in channels if channel.type == ChannelType.TEXT), None)
                if first is not None:
                    return Person(self, person_id, one.id, first.id)
        raise NotThereError(f"this person sees no text channel in {guild or 'any server'}")

    def reply_of(self, message: Message) -> Reply:
        """A message as it is now, with what its files hold."""
        held = {one.filename: self.place.files.get(one.id) or b"" for one in message.attachments}
        return Reply(state="answered", message=replace(message), files=held)

    async def settled(self) -> None:
        """Until the bot has finished everything it was asked."""
        if self._settle is not None:
            await self._settle()
        else:
            await self._until(lambda: not any(one.state == "pending" for one in self.world.interactions.values()))

    async def answered(self, interaction: Interaction) -> None:
        """Until a deferred interaction got its answer, or the bot has finished without giving one."""
        if interaction.state != "deferred":
            return
        if self._settle is not None:
            await self._settle()
        else:
            await self._until(lambda: interaction.state != "deferred")

    async def _until(self, condition: Callable[[], bool]) -> None:
        """Wait for something that a change of an interaction makes true; TimeoutError after PATIENCE."""
        changed = asyncio.Event()

        def watch(change: Change) -> None:
            if change.kind == "interaction":
                changed.set()

        unsubscribe = self.world.changes.subscribe(watch)
        try:
            async with asyncio.timeout(PATIENCE):
                while not condition():
                    changed.clear()
                    await changed.wait()
        finally:
            unsubscribe()
