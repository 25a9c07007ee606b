"""The page's API: what each request answers. All of it goes through `Acts`, which tests use as well."""

from collections.abc import Awaitable, Callable
from typing import Any

from sandbox.acts import Acts
from sandbox.byhand import ByHand
from sandbox.model import Interaction, User
from sandbox.page.ask import Ask
from sandbox.page.views import Views

Answer = Callable[[User, Ask], Awaitable[dict[str, Any]]]
"""From who asks and what they ask to JSON. Raises what `Acts` raises when the place does not allow it."""


class Api:
    def __init__(self, *, views: Views, acts: Acts, by_hand: ByHand) -> None:
        self._views = views
        self._acts = acts
        self._by_hand = by_hand

    def reads(self) -> dict[str, Answer]:
        """What GET answers, by name."""
        return {"places": self.places, "channel": self.channel, "pins": self.pins, "commands": self.commands}

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
            "post": self.post,
            "thread": self.thread,
            "pin": self.pin,
            "unpin": self.unpin,
            "delete": self.delete,
        }

    async def places(self, viewer: User, ask: Ask) -> dict[str, Any]:
        return self._views.places(viewer)

    async def channel(self, viewer: User, ask: Ask) -> dict[str, Any]:
        return self._views.channel(viewer, ask.id("channel"), reach=ask.id_or_none("reach"))

    async def pins(self, viewer: User, ask: Ask) -> dict[str, Any]:
        return {"messages": self._views.pins(viewer, ask.id("channel"))}

    async def commands(self, viewer: User, ask: Ask) -> dict[str, Any]:
        return {"commands": self._acts.commands_for(viewer.id, ask.id("channel"))}

    async def say(self, viewer: User, ask: Ask) -> dict[str, Any]:
        answered = ask.id_or_none("reply_to")
        await self._acts.say(viewer.id, ask.id("channel"), ask.text("content"), reply_to=answered)
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

    async def post(self, viewer: User, ask: Ask) -> dict[str, Any]:
        post = self._by_hand.open_post(
            viewer.id,
            ask.id("channel"),
            title=ask.text("title"),
            content=ask.text("content"),
            tag_ids=ask.ids("tags"),
        )
        return {"channel": str(post.id)}

    async def thread(self, viewer: User, ask: Ask) -> dict[str, Any]:
        thread = self._by_hand.open_thread(viewer.id, ask.id("message"), ask.text("name"))
        return {"channel": str(thread.id)}

    async def pin(self, viewer: User, ask: Ask) -> dict[str, Any]:
        self._by_hand.pin(viewer.id, ask.id("message"))
        return {}

    async def unpin(self, viewer: User, ask: Ask) -> dict[str, Any]:
        self._by_hand.unpin(viewer.id, ask.id("message"))
        return {}

    async def delete(self, viewer: User, ask: Ask) -> dict[str, Any]:
        self._by_hand.delete(viewer.id, ask.id("message"))
        return {}


def outcome(interaction: Interaction) -> dict[str, Any]:
    """How an interaction went; its answer, being a message, comes over the WebSocket."""
    modal = interaction.modal if interaction.state == "modal" else None
    return {
        "state": interaction.state,
        "modal": modal and {"id": str(interaction.id), "title": modal["title"], "components": modal["components"]},
    }
