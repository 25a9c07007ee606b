"""Where an exception becomes a reply: one place for commands, suggestions, buttons, menus, forms."""

import secrets
from collections.abc import Mapping, Sequence, Set
from typing import Any

import discord
import structlog
from discord import app_commands

from bot.core.codes import Code
from bot.core.errors import MemberError
from bot.core.news import News
from bot.core.policy import Audience, Caller, refusal
from bot.dpy.caller import caller, command_name
from bot.dpy.hand import Hand
from bot.dpy.presses import Press, Presses
from bot.dpy.replies import ALREADY_ANSWERED, UNKNOWN_INTERACTION, GivenUpError, offer, show
from bot.render import notices, suggestions
from bot.render.card import Card
from bot.services.news import NewsService
from bot.services.settings import SettingsService

_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # nothing that is misread when told to somebody


class NotAllowedError(app_commands.AppCommandError):
    """The caller may not use this handler."""

    def __init__(self, audience: Audience) -> None:
        super().__init__(audience.value)
        self.audience = audience


class Boundary:
    """Runs what an interaction asks for; whatever comes out of it, the person gets an answer and the log the cause."""

    def __init__(
        self,
        *,
        hand: Hand,
        presses: Presses,
        settings: SettingsService,
        news: NewsService,
        operators: Set[int] = frozenset(),
    ) -> None:
        """`operators`: user ids that the bot's own settings name; `settings`: those of each server."""
        self._hand = hand
        self._presses = presses
        self._settings = settings
        self._news = news
        self._operators = operators
        self._log = structlog.get_logger("preceptor.boundary")

    def enter(self, interaction: discord.Interaction[Any], what: str) -> None:
        """The current task works on `interaction` from here on; its log lines say so."""
        self._hand.take()
        structlog.contextvars.bind_contextvars(interaction=interaction.id, what=what)

    async def admit_command(self, interaction: discord.Interaction[Any]) -> bool:
        """Whether the command or suggestion may run. Answers by itself where it may not."""
        name = command_name(interaction.data or {})
        self.enter(interaction, name)
        try:
            if self._hand.closing:
                await self._say(interaction, notices.restarting())
                return False
            if interaction.command is not None:  # an unknown one is told so by the tree
                await self._authorise(interaction, name)
        except Exception as error:  # noqa: BLE001  # the boundary: outside of the tree's own error handling
            await self.answer(interaction, error)
            return False
        return True

    async def press(self, interaction: discord.Interaction[Any], code: Code | None, values: tuple[str, ...]) -> None:
        """Run the handler of a button, menu or form."""
        self.enter(interaction, f"press {code.action.name.lower()}" if code else "press")
        try:
            handler = self._presses.handler(code.action) if code else None
            if self._hand.closing:
                await self._say(interaction, notices.restarting())
            elif code is None or handler is None:
                await self._say(interaction, notices.outdated_control())
            else:
                await self._authorise(interaction, f"press {code.action.name.lower()}")
                await handler(Press(interaction, code, values))
        except Exception as error:  # noqa: BLE001  # the boundary: discord.py would only log it
            await self.answer(interaction, error)

    async def submit(self, interaction: discord.Interaction[Any], code: Code) -> None:
        """Run the handler of a form that was sent."""
        await self.press(interaction, code, tuple(_typed(interaction.data or {})))

    async def after_command(self, interaction: discord.Interaction[Any]) -> None:
        """Tell the caller of a command that was answered what they do not know yet: privately, below the answer.

        A form that was opened is no answer; the news waits for the next one.
        """
        answered = interaction.response.type
        if not self._news.waits_for(interaction.user.id) or answered in (None, discord.InteractionResponseType.modal):
            return
        self._hand.take()

        async def tell(every: Sequence[News]) -> int:
            card, told = suggestions.news(every)
            await show(interaction, card)
            return told

        try:
            await self._news.deliver(interaction.user.id, tell)
        except Exception as error:  # noqa: BLE001  # the boundary: the command itself was answered, the news comes again
            self._log.warning("news could not be told", cause=f"{type(error).__name__}: {error}")

    async def unclaimed(self, interaction: discord.Interaction[Any]) -> None:
        """Answer a button or form that nobody handles: from an older version, or open during a restart."""
        self.enter(interaction, "unclaimed")
        try:
            if interaction.type is discord.InteractionType.modal_submit:
                await self._say(interaction, notices.lost_form(_typed(interaction.data or {})))
            else:
                await self._say(interaction, notices.outdated_control())
        except Exception as error:  # noqa: BLE001  # the boundary
            await self.answer(interaction, error)

    async def answer(self, interaction: discord.Interaction[Any], error: BaseException) -> None:
        """Turn `error` into a reply, and a log line where it is ours to mend."""
        cause = getattr(error, "original", error)
        if isinstance(cause, discord.HTTPException) and cause.code in (UNKNOWN_INTERACTION, ALREADY_ANSWERED):
            # Too late; or delivered twice, and the other delivery won.
            self._log.warning("interaction could no longer be answered", code=cause.code)
            return
        if isinstance(cause, GivenUpError):  # nor would Discord take a sentence about it
            self._log.warning("reply given up", cause=str(cause))
            return
        match cause:
            case MemberError():
                card = notices.told(cause.sentence, *cause.texts)
            case NotAllowedError():
                card = notices.refused(cause.audience)
            case app_commands.CommandNotFound() | app_commands.CommandSignatureMismatch():
                card = notices.outdated_command()
            case app_commands.TransformerError():
                card = notices.told("One of the options is not of the right kind. Check them and try again.")
            case _:
                reference = _reference()
                self._log.error("interaction failed", reference=reference, exc_info=cause)
                card = notices.fault(reference)
        if interaction.type is discord.InteractionType.modal_submit:
            card = notices.with_words(card, _typed(interaction.data or {}))
        try:
            await self._say(interaction, card)
        except Exception as failure:  # noqa: BLE001  # the last stop: a closed session, a rate limit, a broken link
            self._log.warning("the person could not be told", cause=f"{type(failure).__name__}: {failure}")

    def caller(self, interaction: discord.Interaction[Any]) -> Caller:
        """Who caused it, as the policy wants to know it."""
        return caller(interaction, operators=self._operators)

    async def _authorise(self, interaction: discord.Interaction[Any], handler: str) -> None:
        """The server is the one that Discord names, never one out of a custom_id."""
        who = self.caller(interaction)
        audience = refusal(handler, who)
        if audience is not None:  # by right they may not; a role that this server chose may still let them
            audience = refusal(handler, who, await self._settings.of(interaction.guild_id))
        if audience is not None:
            raise NotAllowedError(audience)

    async def _say(self, interaction: discord.Interaction[Any], card: Card) -> None:
        """A suggestion cannot show a card: it shows nothing."""
        if interaction.type is discord.InteractionType.autocomplete:
            if not interaction.response.is_done():
                await offer(interaction, [])
        else:
            await show(interaction, card)


def _reference() -> str:
    code = "".join(secrets.choice(_ALPHABET) for _ in range(6))
    return f"{code[:3]}-{code[3:]}"


def _typed(data: Mapping[str, Any]) -> list[str]:
    """What was typed into a form, in the order of its fields, at any depth; what was chosen with commas between."""
    found: list[str] = []
    waiting: list[Any] = list(data.get("components", ()))
    while waiting:
        part = waiting.pop(0)
        inner = part.get("component")
        waiting[:0] = [*part.get("components", ()), *([inner] if inner else [])]
        if isinstance(part.get("value"), str):
            found.append(part["value"])
        elif isinstance(part.get("values"), list):
            found.append(",".join(str(value) for value in part["values"]))
    return found
