"""Faults to plant in the sandbox, each of a kind that a careless change could bring."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from sandbox import composing, interactions
from sandbox.acts import Acts
from sandbox.checks import components, embeds
from sandbox.model import Interaction, Message
from sandbox.permissions import NONE, Permission
from sandbox.rest import callbacks
from sandbox.world import World

Plant = Callable[[pytest.MonkeyPatch], None]


def everybody_sees_private_answers(patch: pytest.MonkeyPatch) -> None:
    def messages_for(self: Acts, _: int, channel_id: int, limit: int = 50) -> list[Message]:
        return self._world.messages_in(channel_id)[-limit:]

    patch.setattr(Acts, "messages_for", messages_for)


def one_may_answer_twice(patch: pytest.MonkeyPatch) -> None:
    def find(world: World, interaction_id: int, token: str) -> Interaction:
        world.interactions[interaction_id].acknowledged_at = None
        return interactions.find_to_acknowledge(world, interaction_id, token)

    patch.setattr(callbacks, "find_to_acknowledge", find)


def a_sixth_row_fits(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(components, "MAX_ROWS", 6)


def embeds_hold_one_character_less(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(embeds, "MAX_CHARACTERS", 5999)


def tokens_last_for_hours(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(interactions, "TOKEN_LIFE", timedelta(hours=5))


def the_bot_may_do_everything(patch: pytest.MonkeyPatch) -> None:
    def demand(self: World, channel: Any, needed: Permission = NONE) -> None:
        """Nothing is demanded."""

    patch.setattr(World, "demand", demand)


def everything_pings(patch: pytest.MonkeyPatch) -> None:
    resolve = composing._resolve_mentions

    def heedless(world: World, message: Message, _: Any) -> None:
        resolve(world, message, None)

    patch.setattr(composing, "_resolve_mentions", heedless)


PLANTED: dict[Plant, str] = {
    everybody_sees_private_answers: "told to whisper",
    one_may_answer_twice: "told to answer twice",
    a_sixth_row_fits: "as many as fit: rows",
    embeds_hold_one_character_less: "as many as fit: all embeds",
    tokens_last_for_hours: "an edit after the quarter of an hour",
    the_bot_may_do_everything: "sending without the right",
    everything_pings: "told to ping nobody",
}
"""Each fault with the scenario that must show it."""
