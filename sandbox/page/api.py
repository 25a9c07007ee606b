"""The page's API: what each request answers. All of it goes through `Acts`, which tests use as well."""

from collections.abc import Awaitable, Callable
from typing import Any

from sandbox.acts import Acts
from sandbox.model import Interaction, User
from sandbox.page.ask import Ask
from sandbox.page.views import Views

Answer = Callable[[User, Ask], Awaitable[dict[str, Any]]]
"""From who asks and what they ask to JSON. Raises what `Acts` raises when the place does not allow it."""


class Api:
    def __init__(self, *, views: Views, acts: Acts) -> None:
        self._views = views
        self._acts = acts

    def reads(self) -> dict[str, Answer]:
        """What GET answers, by name."""
        return {"places": self.places, "channel": self.channel, "commands": self.commands}

    def deeds(self) -> dict[str, Answer]:
        """What POST does, by name."""
        return {
            "say": self.say,
            "run": self.run,
            "run-on-message": self.run_on_message,
            "autocomplete": self.autocomplete,
            "press": self.press,
            "select": self.select,
            "submit": self.submit,
            "dismiss": self.dismiss,
        }

    async def places(self, viewer: User, ask: Ask) -> dict[str, Any]:
        return self._views.places(viewer)

    async def channel(self, viewer: User, ask: Ask) -> dict[str, Any]:
        return self._views.channel(viewer, ask.id("channel"))

    async def commands(self, viewer: User, ask: Ask) -> dict[str, Any]:
        return {"commands": self._acts.commands_for(viewer.id, ask.id("channel"))}

    async def say(self, viewer: User, ask: Ask) -> dict[str, Any]:
        await self._acts.say(viewer.id, ask.id("channel"), ask.text("content"))
        return {}

    async def run(self, viewer: User, ask: Ask) -> dict[str, Any]:
        options = ask.options("options")
        return outcome(await self._acts.run(viewer.id, ask.id("channel"), ask.text("command"), options))

    async def run_on_message(self, viewer: User, ask: Ask) -> dict[str, Any]:
        return outcome(await self._acts.run_on_message(viewer.id, ask.id("message"), ask.text("command")))

    async def autocomplete(self, viewer: User, ask: Ask) -> dict[str, Any]:
        command, options, focused = ask.text("command"), ask.options("options"), ask.text("focused")
        return {
            "choices": await self._acts.autocomplete(viewer.id, ask.id("channel"), command, options, focused),
        }

    async def press(self, viewer: User, ask: Ask) -> dict[str, Any]:
        return outcome(await self._acts.press(viewer.id, ask.id("message"), ask.text("custom_id")))

    async def select(self, viewer: User, ask: Ask) -> dict[str, Any]:
        values = ask.texts("values")
        return outcome(await self._acts.select(viewer.id, ask.id("message"), ask.text("custom_id"), values))

    async def submit(self, viewer: User, ask: Ask) -> dict[str, Any]:
        return outcome(await self._acts.submit(viewer.id, ask.id("modal"), ask.options("values")))

    async def dismiss(self, viewer: User, ask: Ask) -> dict[str, Any]:
        self._acts.dismiss(viewer.id, ask.id("message"))
        return {}


def outcome(interaction: Interaction) -> dict[str, Any]:
    """How an interaction went; its answer, being a message, comes over the WebSocket."""
    modal = interaction.modal if interaction.state == "modal" else None
    return {
        "state": interaction.state,
        "modal": modal and {"id": str(interaction.id), "title": modal["title"], "components": modal["components"]},
    }
