"""How many asks one member may send, kept in memory only."""

from datetime import timedelta

# Forgives the rounding of floats: a wait this short (seconds) is none.
_INSTANT = 1e-6


class Flood:
    """A token bucket per member: `limit` at once, and one more every `per / limit`.

    A bucket is one number, the moment at which it will be full again; a full one is forgotten. At most `members`
    buckets are kept, the longest unused goes first. Nothing is ever written anywhere.
    """

    def __init__(self, *, limit: int = 10, per: timedelta = timedelta(minutes=1), members: int = 50_000) -> None:
        if limit < 1 or per <= timedelta(0) or members < 1:
            raise ValueError("limit, per and members must be positive")
        self._per = per.total_seconds()
        self._refill = self._per / limit
        self._members = members
        self._full_at: dict[int, float] = {}  # by last use, oldest first

    def __len__(self) -> int:
        """How many members are remembered right now."""
        return len(self._full_at)

    def allow(self, member_id: int, now: float) -> float:
        """Seconds to wait, 0.0 where the ask is allowed and its token taken. `now`: monotonic seconds.

        A refused ask takes no token: to wait as long as told is always enough.
        """
        full_at = max(self._full_at.get(member_id, now), now) + self._refill
        wait = full_at - now - self._per
        if wait > _INSTANT:
            return wait
        self._full_at.pop(member_id, None)
        self._full_at[member_id] = full_at
        self._forget(now)
        return 0.0

    def forget(self, member_id: int) -> bool:
        """Lets go of a member's bucket; False where there was none."""
        return self._full_at.pop(member_id, None) is not None

    def remembers(self, member_id: int, now: float) -> bool:
        """Whether the member has a bucket that is not full again."""
        return self._full_at.get(member_id, now) > now

    def sweep(self, now: float) -> None:
        """Lets go of every full bucket, also of those behind one that is not."""
        self._full_at = {member_id: full_at for member_id, full_at in self._full_at.items() if full_at > now}

    def _forget(self, now: float) -> None:
        while self._full_at:
            oldest = next(iter(self._full_at))
            if self._full_at[oldest] > now and len(self._full_at) <= self._members:
                return
            del self._full_at[oldest]
