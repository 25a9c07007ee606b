"""What the sandbox tells the bot: events on their way from the world to the gateway."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Event:
    """One dispatch as Discord names it.

    `data` is the whole payload (`d`), everything the best-entitled bot would see: the gateway strips what a session's
    intents do not cover. `guild_id` decides the shard; None means a direct message or an account-wide event, which
    Discord sends to shard 0.
    """

    name: str
    data: dict[str, Any]
    guild_id: int | None = None


class Hub:
    """Hands each published event to every subscriber, at once and in order of publishing."""

    def __init__(self) -> None:
        self._subscribers: list[Callable[[Event], None]] = []

    def publish(self, event: Event) -> None:
        for deliver in tuple(self._subscribers):
            deliver(event)

    def subscribe(self, callback: Callable[[Event], None]) -> Callable[[], None]:
        """Adds a subscriber and returns what removes it; removing twice is the same as once."""
        self._subscribers.append(callback)

        def unsubscribe() -> None:
            if callback in self._subscribers:
                self._subscribers.remove(callback)

        return unsubscribe
