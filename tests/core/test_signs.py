from datetime import UTC, datetime

import pytest

from bot.core.signs import Live, Shard, Sign, Written, answering, connected, unspooled, writable

WELL = Shard(open=True, silence=12.4, interval=40.0, latency=0.085)


def link(*shards: Shard, greeted: bool = True, closing: bool = False) -> Sign:
    return connected(shards, greeted=greeted, closing=closing)


def test_a_connection_that_is_acknowledged_is_fine_and_says_since_when() -> None:
    sign = link(WELL, Shard(open=True, silence=3.0, interval=40.0, latency=0.2))
    assert (sign.name, sign.fine, sign.says) == ("discord", True, "connected to Discord, heard 12 s ago")
    assert sign.figures == {"shards": 2, "open": 2, "heard_seconds_ago": 12.4, "latency_ms": 200}


def test_a_connection_that_has_not_beaten_yet_is_fine() -> None:
    sign = link(Shard(open=True))
    assert (sign.fine, sign.says) == (True, "connected to Discord")
    assert sign.figures["heard_seconds_ago"] is None


@pytest.mark.parametrize(
    ("sign", "says"),
    [
        (link(), "not connected to Discord"),
        (link(WELL, greeted=False), "not connected to Discord"),
        (link(Shard(open=False)), "the connection to Discord lost"),
        (link(WELL, Shard(open=False)), "1 of 2 connections to Discord lost"),
        (link(WELL, closing=True), "shutting down"),
        (link(WELL, Shard(open=True, silence=86.0, interval=40.0)), "Discord acknowledged no heartbeat for 86 s"),
    ],
)
def test_what_is_wrong_with_the_connection_is_named(sign: Sign, says: str) -> None:
    assert (sign.fine, sign.says) == (False, says)


def test_one_missed_heartbeat_is_no_silence_yet() -> None:
    assert link(Shard(open=True, silence=85.0, interval=40.0)).fine
    assert not link(Shard(open=True, silence=85.1, interval=40.0)).fine


def test_a_database_that_takes_no_writes_says_why() -> None:
    assert writable(Written(1.26, None)) == Sign(
        "store", True, "the database takes writes", {"written_seconds_ago": 1.3}
    )
    sign = writable(Written(None, "disk full"))
    assert (sign.fine, sign.says) == (False, "the database takes no writes: disk full")
    assert sign.figures == {"written_seconds_ago": None}


def test_only_an_empty_spool_is_fine() -> None:
    assert unspooled(0).fine
    assert (unspooled(1234).fine, unspooled(1234).says) == (False, "asks wait in the spool (1,234 bytes)")
    assert (unspooled(None).fine, unspooled(None).says) == (False, "the spool cannot be looked at")


def test_content_is_fine_while_there_is_any_even_where_an_edit_is_held_up() -> None:
    when = datetime(2031, 3, 5, 9, 7, tzinfo=UTC)
    sign = answering(Live("abcdef0123456789", when, 120, None))
    assert (sign.fine, sign.says) == (True, "content abcdef01 since 5 Mar 2031, 09:07 UTC")
    assert sign.figures == {
        "version": "abcdef0123456789",
        "loaded_at": "2031-03-05T09:07:00+00:00",
        "entries": 120,
        "held_up": False,
        "problems": 0,
    }
    held_up = answering(Live("abcdef0123456789", when, 120, 1))
    assert held_up.fine
    assert held_up.says.endswith(", a later edit is held up by 1 problem")
    assert answering(Live("abcdef0123456789", when, 120, 2)).says.endswith("by 2 problems")
    waits = answering(Live("abcdef0123456789", when, 120, 0))
    assert (waits.fine, waits.figures["held_up"]) == (True, True)
    assert waits.says.endswith(", a later edit waits to be confirmed")
    assert not answering(Live("", when, 0, None)).fine
