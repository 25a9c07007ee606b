"""What the sandbox tells the bot: events on their way from the world to the gateway."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

T = TypeVar("T")


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


class Listeners(Generic[T]):
    """Callbacks that hear everything told, at once, in order."""

    def __init__(self) -> None:
        self._callbacks: list[Callable[[T], None]] = []

    def add(self, callback: Callable[[T], None]) -> Callable[[], None]:
        """Returns what removes the callback again; removing twice is the same as once."""
        self._callbacks.append(callback)

        def remove() -> None:
            if callback in self._callbacks:
                self._callbacks.remove(callback)

        return remove

    def tell(self, thing: T) -> None:
        for callback in tuple(self._callbacks):
            callback(thing)


class Hub:
    """Hands each event the world publishes to every subscriber."""

    def __init__(self) -> None:
        self._listeners = Listeners[Event]()

    def publish(self, event: Event) -> None:
        self._listeners.tell(event)

    def subscribe(self, callback: Callable[[Event], None]) -> Callable[[], None]:
        """Calls back with each event as it is published; returns what ends that."""
        return self._listeners.add(callback)
