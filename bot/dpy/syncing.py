"""Telling Discord which commands there are, only when that changed."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

import discord
import orjson
import structlog
from discord.app_commands import CommandTree
from discord.http import HTTPClient

from bot.core.storage import CommandSync, StoreError

if TYPE_CHECKING:
    from bot.dpy.client import Preceptor


class SyncLedger(Protocol):
    """Remembers, per application and endpoint, what was last synced."""

    async def last(self, *, application_id: int, endpoint: str) -> CommandSync | None:
        """What was kept last, None before the first time."""

    async def keep(self, sync: CommandSync) -> None:
        """Replaces what was kept for its application and endpoint."""


class TreeSync:
    """Compares digests and writes the whole list at most once per start.

    Discord gives each command a version that changes with every change of it, by whomever: its own list, as ids and
    versions, shows whether what was last written still stands.
    """

    def __init__(self, *, ledger: SyncLedger, endpoint: str, now: Callable[[], datetime]) -> None:
        self._ledger = ledger
        self._endpoint = endpoint
        self._now = now
        self._log = structlog.get_logger("preceptor.commands")
        self.ids: Mapping[str, int] = {}
        """Of slash commands, by the first word of their name; empty before the first run."""

    async def run(self, tree: "CommandTree[Preceptor]", http: HTTPClient, application_id: int) -> bool:
        """Returns whether the list was written. Raises what discord.py raises when Discord refuses it."""
        digest = _digest([command.to_dict(tree) for command in tree.get_commands()])
        last = await self._last(application_id)
        commands = await http.get_global_commands(application_id)
        self.ids = _ids(commands)
        listed = _standing(commands)
        if last is not None and (last.digest, last.remote) == (digest, listed):
            return False
        await tree.sync()
        commands = await http.get_global_commands(application_id)
        self.ids = _ids(commands)
        written = _standing(commands)
        try:
            await self._ledger.keep(CommandSync(application_id, self._endpoint, digest, written, self._now()))
        except StoreError as error:
            self._log.warning("what was synced cannot be kept; the next start syncs again", why=str(error))
        self._log.info("commands synced", commands=len(tree.get_commands()))
        return True

    async def _last(self, application_id: int) -> CommandSync | None:
        """A ledger that cannot be read costs a sync too many, not the connection."""
        try:
            return await self._ledger.last(application_id=application_id, endpoint=self._endpoint)
        except StoreError as error:
            self._log.warning("it cannot be read which commands were synced", why=str(error))
            return None


def mention(interaction: "discord.Interaction[Any]", command: str) -> str:
    """`/faq ask` so that a click on it begins the command; as plain code where its id is not known."""
    client: Preceptor = interaction.client
    id_ = client.command_ids.get(command.partition(" ")[0])
    return f"`/{command}`" if id_ is None else f"</{command}:{id_}>"


def _ids(commands: Sequence[Mapping[str, Any]]) -> Mapping[str, int]:
    chat_input = discord.AppCommandType.chat_input.value
    return {command["name"]: int(command["id"]) for command in commands if command["type"] == chat_input}


def _standing(commands: Sequence[Mapping[str, Any]]) -> str:
    return _digest(sorted((str(command["id"]), str(command["version"])) for command in commands))


def _digest(value: object) -> str:
    return hashlib.sha256(orjson.dumps(value, option=orjson.OPT_SORT_KEYS)).hexdigest()
