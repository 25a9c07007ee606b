"""The discord.py client: no intents, no caches, nothing that can ping."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import aiohttp
import discord
import structlog
import yarl
from discord import app_commands
from discord.ext import commands

from bot.core.codes import FORM, decode
from bot.dpy.boundary import Boundary
from bot.dpy.presses import PressButton, Presses, PressMenu
from bot.dpy.syncing import TreeSync
from bot.dpy.tree import Tree

# Seconds that a request may wait for a rate limit before it fails instead; 30 is discord.py's minimum. It does not hold
# for answers to interactions, which `bot.dpy.replies` bounds.
RATE_LIMIT_WAIT = 30.0
# Seconds from READY to on_ready. Without intents no server data follows, so there is nothing to wait for.
READY_WAIT = 0.1

# So many lost connections of a shard within so many seconds are no accident any more.
LOSSES, LOSSES_WITHIN = 5, 30.0

Setup = Callable[["Preceptor"], Awaitable[None]]


class GatewayUnreachableError(Exception):
    """The first connection of a shard failed. Raised so that the keeper starts over with a new client."""


class Preceptor(commands.AutoShardedBot):
    """One connection's worth of bot. A closed client cannot start again: the keeper makes a new one."""

    def __init__(
        self,
        *,
        connector: aiohttp.BaseConnector,
        boundary: Boundary,
        presses: Presses,
        features: Sequence[Setup],
        sync: TreeSync,
        chores: Sequence[Setup] = (),
    ) -> None:
        """`features`: each registers its commands with the tree and its presses with `presses`.

        `chores` run beside it from log-in until it closes.
        """
        super().__init__(
            command_prefix=commands.when_mentioned,  # required by the class; no message ever arrives
            help_command=None,
            tree_cls=Tree,
            intents=discord.Intents.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            allowed_mentions=discord.AllowedMentions.none(),
            max_ratelimit_timeout=RATE_LIMIT_WAIT,
            guild_ready_timeout=READY_WAIT,
            connector=connector,
        )
        self.boundary = boundary
        self.presses = presses
        self.features = features
        self._sync = sync
        self._chores = chores
        self._running: set[asyncio.Task[None]] = set()
        self.restless = asyncio.Event()
        self._tried: set[int] = set()
        self._losses: deque[float] = deque(maxlen=LOSSES)
        self._log = structlog.get_logger("preceptor.client")

    async def setup_hook(self) -> None:
        self.add_dynamic_items(PressButton, PressMenu)
        for feature in self.features:
            await feature(self)
        await self._sync.run(self.tree, self.http, int(self.application_id or 0))
        for chore in self._chores:
            self._running.add(asyncio.create_task(self._do(chore), name="chore"))

    async def _do(self, chore: Setup) -> None:
        await chore(self)

    async def close(self) -> None:
        for task in self._running:
            task.cancel()
        await super().close()
        await asyncio.gather(*self._running, return_exceptions=True)

    @property
    def command_ids(self) -> Mapping[str, int]:
        """Ids of slash commands by the first word of their name; empty before the first sync."""
        return self._sync.ids

    async def on_ready(self) -> None:
        self._log.info("connected", shards=self.shard_count)

    async def on_resumed(self) -> None:
        self._log.info("connection resumed")

    async def on_shard_disconnect(self, shard_id: int) -> None:
        """discord.py resumes at once, however often: against a gateway that refuses each time, 900 times a second.

        Too many losses in a row set `restless`, which ends this client; the keeper then waits before the next one.
        """
        now = asyncio.get_running_loop().time()
        self._losses.append(now)
        if len(self._losses) == LOSSES and now - self._losses[0] < LOSSES_WITHIN / (self.shard_count or 1):
            self.restless.set()

    async def on_message(self, message: discord.Message, /) -> None:
        """No prefix commands: what people write is none of our business."""

    async def on_interaction(self, interaction: "discord.Interaction[Preceptor]") -> None:
        """Fires for every interaction; hands over forms, and answers those that nothing else does."""
        data: Mapping[str, Any] = interaction.data or {}
        custom_id = str(data.get("custom_id", ""))
        is_form = interaction.type is discord.InteractionType.modal_submit
        is_press = interaction.type is discord.InteractionType.component
        ours = is_press and any(
            item.__discord_ui_compiled_template__.fullmatch(custom_id) for item in (PressButton, PressMenu)
        )
        form = decode(custom_id) if is_form and custom_id.startswith(f"{FORM}:") else None
        if form is not None:
            await self.boundary.submit(interaction, form)
        elif is_form or (is_press and not ours):
            await self.boundary.unclaimed(interaction)

    async def on_app_command_completion(
        self,
        interaction: "discord.Interaction[Preceptor]",
        command: app_commands.Command[Any, ..., Any] | app_commands.ContextMenu,
    ) -> None:
        """Fires after a command, or an entry of a message's menu, that raised nothing."""
        await self.boundary.after_command(interaction)

    async def launch_shard(self, gateway: yarl.URL, shard_id: int, *, initial: bool = False) -> None:
        """discord.py tries a first connection for ever, every five seconds, deeper in the stack each time.

        Its second try ends here, so that the keeper can wait with growing pauses and start from a fresh client.
        """
        if shard_id in self._tried:
            raise GatewayUnreachableError(f"shard {shard_id} could not connect")
        self._tried.add(shard_id)
        await super().launch_shard(gateway, shard_id, initial=initial)
