"""Which answers a channel has been shown of late, so that the next who asks for one gets it without a second post."""

from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

LASTS = 600.0  # seconds for which a channel need not see the same answer again
KEPT = 10_000  # answers remembered over all channels; the oldest goes first

Key = tuple[int, str]  # channel id and entry id


@dataclass(frozen=True, slots=True)
class Shown:
    """The channel saw the answer `ago` seconds ago. `message_id` is None where Discord did not say it, or not yet."""

    ago: float
    message_id: int | None


@dataclass(slots=True)
class _Showing:
    """`since`: monotonic seconds. Without a message it is under way, or Discord took it and did not say which it is."""

    since: float
    message_id: int | None = None


class Turn:
    """The right to show one answer in one channel now. Nobody else gets it until this one has been used or given back.

    Use it as `with turn:` around the sending and call `shown` when it is sent: left without that, it is given back.
    """

    __slots__ = ("_key", "_showing", "_showings")

    def __init__(self, showings: "Showings", key: Key, showing: _Showing) -> None:
        self._showings = showings
        self._key = key
        self._showing: _Showing | None = showing

    def shown(self, message_id: int | None) -> None:
        """The answer is in the channel, as `message_id` where that is known."""
        if self._showing is not None:
            self._showings.keep(self._key, message_id)
            self._showing = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._showing is not None:
            self._showings.give_back(self._key, self._showing)
            self._showing = None


class Showings:
    """In memory only. A restart forgets them, which costs a post too many at worst."""

    def __init__(self, *, monotonic: Callable[[], float], lasts: float = LASTS, kept: int = KEPT) -> None:
        """`lasts`: seconds; `kept`: answers remembered over all channels."""
        self._monotonic = monotonic
        self._lasts = lasts
        self._most = kept
        self._held: dict[Key, _Showing] = {}  # by `since`, oldest first

    def __len__(self) -> int:
        """How many answers are remembered right now."""
        return len(self._held)

    def take(self, channel_id: int, entry_id: str) -> Turn | Shown:
        """The turn to show the answer; `Shown` where the channel has just seen it, or is about to."""
        now = self._monotonic()
        self._forget(now)
        key = (channel_id, entry_id)
        held = self._held.get(key)
        if held is not None:
            return Shown(now - held.since, held.message_id)
        return Turn(self, key, self._hold(key, _Showing(now)))

    def keep(self, key: Key, message_id: int | None) -> None:
        """For `Turn`: the time counts from here on."""
        self._hold(key, _Showing(self._monotonic(), message_id))

    def give_back(self, key: Key, showing: _Showing) -> None:
        """For `Turn`: nothing was shown. A turn that was taken since, because this one lasted too long, stays."""
        if self._held.get(key) is showing:
            del self._held[key]

    def _hold(self, key: Key, showing: _Showing) -> _Showing:
        self._held.pop(key, None)
        self._held[key] = showing
        self._forget(showing.since)
        return showing

    def _forget(self, now: float) -> None:
        while self._held:
            oldest = next(iter(self._held))
            if now - self._held[oldest].since < self._lasts and len(self._held) <= self._most:
                return
            del self._held[oldest]
