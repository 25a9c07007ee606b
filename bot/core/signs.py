"""Whether the bot is ready to answer, judged from what its parts say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

# Two heartbeats that nobody acknowledged, and some time on the way.
MISSED, ON_THE_WAY = 2, 5.0


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that has to be so. `says` is what was found, as part of a sentence; `figures` are for programs."""

    name: str
    fine: bool
    says: str
    figures: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shard:
    """One connection to Discord. In seconds: `silence` since its last heartbeat was acknowledged, `interval` from one
    heartbeat to the next, `latency` of the last one; None where there was none yet.
    """

    open: bool
    silence: float | None = None
    interval: float | None = None
    latency: float | None = None


@dataclass(frozen=True, slots=True)
class Live:
    """The content that is live: its digest (hex), since when (aware UTC), and its entries.

    `problems` of a later edit that is not live: 0 where it waits for somebody to confirm it, None where there is none.
    """

    version: str
    loaded_at: datetime
    entries: int
    problems: int | None


@dataclass(frozen=True, slots=True)
class Written:
    """What became of the last write: how many seconds ago one was committed (None: never) and why none is now."""

    age: float | None
    why: str | None


def connected(shards: Sequence[Shard], *, greeted: bool, closing: bool) -> Sign:
    """`greeted` once Discord has greeted all shards; `closing` while the bot takes no new work."""
    silences = [shard.silence for shard in shards if shard.silence is not None]
    latencies = [shard.latency for shard in shards if shard.latency is not None]
    figures: dict[str, object] = {
        "shards": len(shards),
        "open": sum(shard.open for shard in shards),
        "heard_seconds_ago": round(max(silences), 1) if silences else None,
        "latency_ms": round(max(latencies) * 1000) if latencies else None,
    }
    lost = sum(not shard.open for shard in shards)
    if closing:
        return Sign("discord", False, "shutting down", figures)
    if not shards or not greeted:
        return Sign("discord", False, "not connected to Discord", figures)
    if lost:
        of = f"{lost} of {len(shards)} connections" if len(shards) > 1 else "the connection"
        return Sign("discord", False, f"{of} to Discord lost", figures)
    if any(_silent(shard) for shard in shards):
        return Sign("discord", False, f"Discord acknowledged no heartbeat for {max(silences):.0f} s", figures)
    heard = f", heard {max(silences):.0f} s ago" if silences else ""
    return Sign("discord", True, f"connected to Discord{heard}", figures)


def writable(written: Written) -> Sign:
    age = None if written.age is None else round(written.age, 1)
    says = f"the database takes no writes: {written.why}" if written.why else "the database takes writes"
    return Sign("store", written.why is None, says, {"written_seconds_ago": age})


def unspooled(size: int | None) -> Sign:
    """`size` of the spool in bytes; None where its disk does not say."""
    if size is None:
        return Sign("spool", False, "the spool cannot be looked at", {"bytes": None})
    return Sign(
        "spool", size == 0, f"asks wait in the spool ({size:,} bytes)" if size else "spool empty", {"bytes": size}
    )


def answering(live: Live) -> Sign:
    """Fine as long as there is content: an edit with problems leaves the last good one where it is."""
    since = f"{live.loaded_at.day} {live.loaded_at:%b %Y, %H:%M} UTC"
    match live.problems:
        case None:
            later = ""
        case 0:
            later = ", a later edit waits to be confirmed"
        case number:
            later = f", a later edit is held up by {number} problem{'s'[: number != 1]}"
    figures = {
        "version": live.version,
        "loaded_at": live.loaded_at.isoformat(timespec="seconds"),
        "entries": live.entries,
        "held_up": live.problems is not None,
        "problems": live.problems or 0,
    }
    return Sign("content", live.entries > 0, f"content {live.version[:8]} since {since}{later}", figures)


def _silent(shard: Shard) -> bool:
    if shard.silence is None or shard.interval is None:
        return False
    return shard.silence > MISSED * shard.interval + ON_THE_WAY
