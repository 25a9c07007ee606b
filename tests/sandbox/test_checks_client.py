"""Nothing that discord.py sends of its own accord is refused, or even remarked on."""

import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import discord
import orjson
import pytest

from sandbox.permissions import Permission
from sandbox.place import Place
from sandbox.ratelimits import LIMITS
from sandbox.server import serve
from tests.sandbox.dpy_kit import PlainBot, channel, person, running, until
from tests.sandbox.test_checks import OPENAPI
from tests.sandbox.wide_bot import ANSWERS, PRESSES, channel_talk, commands, group, look_up, who


class WideBot(PlainBot):
    """Answers presses by `PRESSES`, modals with a word; `failed` holds what went wrong in any of its answers."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.failed: list[BaseException] = []
        self.finished = 0
        for command in commands(self._finish):
            self.tree.add_command(command)
        self.tree.add_command(group())
        self.tree.add_command(look_up)
        self.tree.add_command(who)
        self.tree.on_error = self._on_error  # type: ignore[method-assign]

    def _finish(self) -> None:
        self.finished += 1

    async def _on_error(self, _: object, error: BaseException) -> None:
        self.failed.append(error)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        data: Any = interaction.data
        if interaction.type is discord.InteractionType.component:
            await PRESSES[data["custom_id"]](interaction)
        elif interaction.type is discord.InteractionType.modal_submit:
            if interaction.message is not None:
                await interaction.response.edit_message(content="submitted")
            else:
                await interaction.response.send_message("submitted", ephemeral=True)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        error = sys.exc_info()[1]
        assert error is not None
        self.failed.append(error)


@pytest.fixture
async def place() -> AsyncIterator[Place]:
    openapi: Path | None = OPENAPI if OPENAPI.exists() else None
    async with serve(openapi=openapi) as place:
        for method, template in LIMITS:
            # discord.py would wait for these buckets, however patient the sandbox is.
            place.rate_limits.limit(method, template, count=1000, seconds=1)
        for guild in place.world.guilds.values():
            for role in guild.roles.values():
                if role.managed:
                    role.permissions |= Permission.ADMINISTRATOR
        yield place


async def everything(bot: WideBot, place: Place) -> None:
    ada, olga, questions = person(place, "Ada"), person(place, "Olga"), channel(place, "questions")
    await bot.tree.sync()
    bot.tree.copy_global_to(guild=discord.Object(next(iter(place.world.guilds))))
    await bot.tree.sync(guild=discord.Object(next(iter(place.world.guilds))))
    answered = {name: await place.acts.run(ada, questions, name, {}) for name in ANSWERS}
    assert {name: one.state for name, one in answered.items() if one.state in ("pending", "failed")} == {}
    choices = await place.acts.autocomplete(olga, questions, "faq inner words-2", {"question": "how"}, "question")
    assert len(choices) == 25
    await place.acts.run(olga, questions, "faq ask", {"question": "how", "when": "v1", "who": ada})
    with_buttons, with_card = answered["buttons"].response_message_id, answered["card"].response_message_id
    assert with_buttons is not None
    assert with_card is not None
    await place.acts.press(ada, with_card, "x")
    await place.acts.press(ada, with_buttons, "b1")
    opened = await place.acts.press(ada, with_buttons, "b2")
    await place.acts.submit(ada, opened.id, {"t1": "typed"})
    await place.acts.press(ada, with_buttons, "b0")
    await place.acts.submit(ada, answered["form"].id, {"t1": "typed"})
    said = await place.acts.say(ada, questions, "hello")
    await place.acts.run_on_message(ada, said.id, "Look It Up!")
    await channel_talk(bot, questions, channel(place, "ask-a-mentor"), ada)


async def test_what_discord_py_sends_is_never_refused(place: Place) -> None:
    async with running(bot := WideBot(place.url), place):
        await everything(bot, place)
        await until(place, lambda: bot.finished == len(ANSWERS) or bool(bot.failed))
    assert bot.failed == []
    assert [str(one) for one in place.wire.refusals] == []
    assert place.checks.findings == []
    bodies = {
        (one.method, one.template, orjson.dumps(one.request_body, option=orjson.OPT_SORT_KEYS))
        for one in place.wire.exchanges
        if one.direction == "rest" and one.request_body is not None
    }
    assert len(bodies) >= 40
    assert {problem for one in place.wire.exchanges for problem in one.problems} == set()
