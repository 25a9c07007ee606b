"""Which messages stand in which channel, and which are forgotten when there are too many."""

from collections.abc import Callable
from dataclasses import dataclass, field

from sandbox.model import Message

MESSAGES_KEPT = 5000
"""Messages of a channel that everyone sees. Discord keeps them all; this place keeps its memory."""

EPHEMERAL_KEPT = 200
"""Messages of a channel that one person sees; a client forgets them when it restarts."""


@dataclass(slots=True)
class _Shelf:
    """Ids of one channel, oldest first."""

    public: dict[int, None] = field(default_factory=dict)
    private: dict[int, None] = field(default_factory=dict)


class History:
    """The order in every channel. `kept` bounds a channel's public messages and may be set at any time.

    Pinned messages stay whatever comes, and so do those a thread hangs on and the first one of a post.
    """

    def __init__(self, messages: dict[int, Message]) -> None:
        self.kept = MESSAGES_KEPT
        self._messages = messages
        self._shelves: dict[int, _Shelf] = {}

    def of(self, channel_id: int) -> list[Message]:
        """Every message of a channel, oldest first."""
        shelf = self._shelves.get(channel_id, _Shelf())
        ids = sorted((*shelf.public, *shelf.private)) if shelf.private else shelf.public
        return [self._messages[id] for id in ids]

    def add(self, message: Message, forget: Callable[[Message], None]) -> None:
        """Put the newest message into its channel; what is too much now is handed to `forget`, which removes it."""
        shelf = self._shelves.setdefault(message.channel_id, _Shelf())
        if message.ephemeral_for is not None:
            shelf.private[message.id] = None
            while len(shelf.private) > EPHEMERAL_KEPT:
                forget(self._messages[next(iter(shelf.private))])
            return
        shelf.public[message.id] = None
        while len(shelf.public) > self.kept:
            oldest = next((id for id in shelf.public if self._may_go(id, message)), None)
            if oldest is None:
                return
            forget(self._messages[oldest])

    def remove(self, message: Message) -> None:
        shelf = self._shelves.get(message.channel_id)
        if shelf is not None:
            shelf.public.pop(message.id, None)
            shelf.private.pop(message.id, None)

    def leave(self, channel_id: int) -> None:
        """Forget an emptied channel."""
        self._shelves.pop(channel_id, None)

    def _may_go(self, id: int, newest: Message) -> bool:
        message = self._messages[id]
        opens_post = message.id == message.channel_id
        return not (message.pinned or message.thread_id is not None or opens_post or message is newest)
