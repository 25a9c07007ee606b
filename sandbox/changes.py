"""What just changed, for those who watch the place: pages and waiting tests."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from sandbox.events import Listeners

ChangeKind = Literal["message", "message_removed", "channel", "channel_removed", "interaction", "member", "commands"]


@dataclass(frozen=True, slots=True)
class Change:
    """`id` is that of the thing that changed; `viewer` the only person who may learn of it.

    None as viewer: whoever sees the channel.
    """

    kind: ChangeKind
    guild_id: int | None
    channel_id: int | None
    id: int
    viewer: int | None = None


class Changes:
    def __init__(self) -> None:
        self._listeners = Listeners[Change]()

    def subscribe(self, watcher: Callable[[Change], None]) -> Callable[[], None]:
        """Call `watcher` at every change, at once and in order, until the function returned here is called."""
        return self._listeners.add(watcher)

    def tell(self, change: Change) -> None:
        self._listeners.tell(change)
