"""Every session of the bot, and what each of them gets to see."""

import secrets
from datetime import timedelta

from sandbox.clock import Clock
from sandbox.events import Event
from sandbox.gateway.intents import visible
from sandbox.gateway.requests import Identify
from sandbox.gateway.session import Session
from sandbox.model import Guild
from sandbox.world import World

RESUMABLE = timedelta(minutes=3)
"""How long a session waits for its bot to come back. Discord does not say; a bot that crashed leaves one behind."""


class Sessions:
    """Open sessions by id, oldest first. `deliver` hands an event to all whose shard and intents it concerns.

    Two sessions of one shard, as while a new deployment overlaps an old one, both get every event; so does Discord.
    """

    def __init__(self, *, world: World, clock: Clock) -> None:
        self._world = world
        self._clock = clock
        self._open: dict[str, Session] = {}

    @property
    def all(self) -> tuple[Session, ...]:
        return tuple(self._open.values())

    def get(self, session_id: str) -> Session | None:
        """The session, unless it is unknown, ended, or was left for too long."""
        self._forget_stale()
        return self._open.get(session_id)

    def start(self, asked: Identify) -> Session:
        self._forget_stale()
        session = Session(
            id=secrets.token_hex(16), intents=asked.intents, shard=asked.shard, identified_at=self._clock.now()
        )
        self._open[session.id] = session
        return session

    def leave(self, session: Session) -> None:
        """Its socket is gone; what comes now waits for a RESUME."""
        session.send, session.left_at = None, self._clock.now()

    def end(self, session: Session) -> None:
        self._open.pop(session.id, None)
        session.send = None

    def deliver(self, event: Event) -> None:
        for session in self.all:
            if session.serves(event.guild_id):
                self.deliver_to(session, event)

    def deliver_to(self, session: Session, event: Event) -> None:
        data = visible(event, session.intents, bot_id=self._world.application.bot_user_id)
        if data is not None:
            session.dispatch(event.name, data)

    def guilds_on(self, shard: tuple[int, int]) -> list[Guild]:
        """The servers the bot is in that this shard serves."""
        bot_id = self._world.application.bot_user_id
        index, count = shard
        return [one for one in self._world.guilds.values() if bot_id in one.members and (one.id >> 22) % count == index]

    def _forget_stale(self) -> None:
        now = self._clock.now()
        for session in self.all:
            if session.left_at is not None and now - session.left_at > RESUMABLE:
                self.end(session)
