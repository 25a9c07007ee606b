"""IDENTIFY and RESUME: how a socket comes by its session."""

from collections.abc import Callable, Iterable
from typing import Any

from sandbox.events import Event
from sandbox.gateway.connection import Connection
from sandbox.gateway.identifies import Identifies
from sandbox.gateway.intents import Intent
from sandbox.gateway.opcodes import Close, Op
from sandbox.gateway.ready import ready
from sandbox.gateway.requests import Identify, Resume, read_identify, read_resume
from sandbox.gateway.session import Frame, Session
from sandbox.gateway.sessions import Sessions
from sandbox.model import Guild
from sandbox.world import World

MAX_GUILDS = 2500
"""Servers on one shard; with more the bot must shard."""


class Handshake:
    """`privileged` are the privileged intents granted to the application; `violations` collects what came too often."""

    def __init__(
        self,
        *,
        world: World,
        sessions: Sessions,
        identifies: Identifies,
        guild_payload: Callable[[Guild], dict[str, Any]],
        base_ws_url: Callable[[], str],
    ) -> None:
        self._world = world
        self._sessions = sessions
        self._identifies = identifies
        self._guild_payload = guild_payload
        self._base_ws_url = base_ws_url
        self.privileged = Intent(0)
        self.violations: list[str] = []

    def identify(self, connection: Connection, data: Any) -> None:
        """Greets with READY and a GUILD_CREATE for each server (intent GUILDS), or hangs up with Discord's code."""
        asked = read_identify(data, token=self._world.application.token, privileged=self.privileged)
        if isinstance(asked, Close):
            connection.hang_up(asked, refused=f"IDENTIFY refused: {_words(asked)}")
            return
        complaint = self._identifies.note(asked.shard[0])
        if complaint is not None:
            self.violations.append(complaint)
        if _spoilt(connection):
            return
        guilds = self._sessions.guilds_on(asked.shard)
        if len(guilds) > MAX_GUILDS:
            connection.hang_up(Close.SHARDING_REQUIRED, refused=f"{len(guilds)} servers on one shard")
            return
        self._greet(connection, asked, guilds)

    def _greet(self, connection: Connection, asked: Identify, guilds: list[Guild]) -> None:
        session = self._sessions.start(asked)
        _attach(connection, session)
        payload = ready(
            session,
            user=self._world.bot,
            application_id=self._world.application.id,
            privileged=self.privileged,
            guild_ids=[guild.id for guild in guilds],
            resume_url=self._base_ws_url(),
        )
        session.dispatch("READY", payload)
        if asked.intents & Intent.GUILDS:
            for guild in guilds:
                self._sessions.deliver_to(session, Event("GUILD_CREATE", self._guild_payload(guild), guild.id))
        _after_greeting(connection)

    def resume(self, connection: Connection, data: Any, *, others: Iterable[Connection]) -> None:
        """Replays what was missed, then RESUMED; op 9 when that is no longer possible.

        A second socket that resumes takes the session over from the first, which is among `others`.
        """
        asked = read_resume(data, token=self._world.application.token)
        if isinstance(asked, Close):
            connection.hang_up(asked, refused=f"RESUME refused: {_words(asked)}")
            return
        if _spoilt(connection):
            return
        session = self._sessions.get(asked.session_id)
        if session is None:
            connection.send(Frame.of(Op.INVALID_SESSION, False))
            return
        for other in others:
            if other.session is session:
                other.session = None
                other.hang_up(Close.UNKNOWN_ERROR)
        self._replay(connection, session, asked)

    def _replay(self, connection: Connection, session: Session, asked: Resume) -> None:
        if asked.seq > session.seq:
            self._sessions.end(session)
            connection.hang_up(Close.INVALID_SEQ, refused=f"RESUME from {asked.seq}, {session.seq} was the last")
            return
        missed = session.missed(asked.seq)
        if missed is None:
            self._sessions.end(session)
            connection.send(Frame.of(Op.INVALID_SESSION, False))
            return
        session.resumes += 1
        _attach(connection, session)
        for frame in missed:
            connection.send(frame)
        session.dispatch("RESUMED", {})
        _after_greeting(connection)


def _attach(connection: Connection, session: Session) -> None:
    connection.session = session
    session.send, session.left_at = connection.send, None


def _spoilt(connection: Connection) -> bool:
    """Whether the fault script answered in our place."""
    script = connection.script
    if script.close_code is not None:
        connection.hang_up(script.close_code)
    elif script.invalid_session is not None:
        connection.send(Frame.of(Op.INVALID_SESSION, script.invalid_session))
    else:
        return False
    return True


def _after_greeting(connection: Connection) -> None:
    if connection.script.reconnect:
        connection.send(Frame.of(Op.RECONNECT, None))


def _words(code: Close) -> str:
    return code.name.lower().replace("_", " ")
