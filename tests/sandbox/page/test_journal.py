"""The wire as the page lists it: numbered, bounded, its bodies looked up one by one."""

from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest

from sandbox.clock import ManualClock
from sandbox.page.tool.journal import BODY, KEPT, Journal
from sandbox.place import Place
from sandbox.server import serve
from sandbox.wire import Direction, Exchange, Wire

NOON = datetime(2031, 3, 5, 12, tzinfo=UTC)


def exchange(direction: Direction = "rest", **what: Any) -> Exchange:
    known = {"at": NOON, "direction": direction, "method": "GET", "template": "", "path": "/users/@me", "status": 200}
    return Exchange(**(known | what))


@pytest.fixture
def wire() -> Wire:
    return Wire(clock=ManualClock(NOON))


def test_rows_are_numbered_and_only_the_last_ones_are_kept(wire: Wire) -> None:
    journal = Journal(wire, kept=3)
    for n in range(5):
        wire.record(exchange(path=f"/{n}"))
    assert [(row["number"], row["what"]) for row in journal.after(0)] == [(3, "/2"), (4, "/3"), (5, "/4")]
    assert [row["number"] for row in journal.after(4)] == [5]
    assert journal.bodies(1) is None


def test_rows_carry_no_bodies_and_bodies_are_indented_and_cut(wire: Wire) -> None:
    journal = Journal(wire)
    wire.record(exchange(request_body={"content": "secret"}, response_body="x" * (BODY + 7)))
    assert "secret" not in str(journal.after(0))
    bodies = journal.bodies(1)
    assert bodies is not None
    assert bodies["request"] == '{\n  "content": "secret"\n}'
    assert bodies["response"].endswith("… and 7 characters more")


def test_what_was_said_before_the_journal_began_is_in_it(wire: Wire) -> None:
    wire.record(exchange())
    assert len(Journal(wire).after(0)) == 1


def test_it_knows_since_when_a_shard_is_connected_and_when_its_heart_beat(wire: Wire) -> None:
    journal = Journal(wire)
    wire.record(exchange("gateway-out", method="DISPATCH", template="READY", path="shard 0 of 1", status=0))
    wire.record(exchange("gateway-in", method="HEARTBEAT", path="shard 0 of 1", status=0))
    wire.record(exchange(status=400, refused=True))
    assert journal.connected_since == {"shard 0 of 1": NOON}
    assert journal.last_heartbeat == NOON
    assert journal.refused == 1
    assert [row["status"] for row in journal.after(0)] == [None, None, 400]


Served = tuple[Place, aiohttp.ClientSession]


@pytest.fixture
async def served() -> Any:
    async with serve() as place, aiohttp.ClientSession(place.url) as session:
        yield place, session


async def test_an_exchange_that_is_gone_or_never_was_is_said_to_be(served: Served) -> None:
    _, session = served
    for number, status in (("1", 404), ("one", 400), ("", 400)):
        async with session.get(f"/page/api/exchange?number={number}") as answer:
            assert answer.status == status
            assert (await answer.json())["error"]


async def test_a_page_that_comes_late_is_told_everything_that_is_kept(served: Served) -> None:
    place, session = served
    for n in range(KEPT + 20):
        place.wire.record(exchange(path=f"/{n}"))
    async with session.ws_connect("/page/wire?rows") as socket:
        state, rows = await socket.receive_json(timeout=5), await socket.receive_json(timeout=5)
    assert state["kind"] == "state"
    assert not state["state"]["ready"]
    assert len(rows["rows"]) == KEPT
    assert rows["rows"][-1]["what"] == f"/{KEPT + 19}"


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}], ids=str)
async def test_another_site_can_neither_listen_nor_break_anything(served: Served, headers: dict[str, str]) -> None:
    place, session = served
    async with session.post("/page/api/fault", json={"fault": "502"}, headers=headers) as answer:
        assert answer.status == 403
    async with session.get("/page/api/exchange?number=1", headers=headers) as answer:
        assert answer.status == 403
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await session.ws_connect("/page/wire?rows", headers=headers)
    assert refused.value.status == 403
    assert not place.faults.pending


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ('{"fault": "earthquake"}', "application/json", 400),
        ("{", "application/json", 400),
        ("[]", "application/json", 400),
        ('{"fault": "502"}', "text/plain", 415),
    ],
)
async def test_a_fault_there_is_not_is_refused(served: Served, body: str, kind: str, status: int) -> None:
    place, session = served
    async with session.post("/page/api/fault", data=body, headers={"Content-Type": kind}) as answer:
        assert answer.status == status
        assert (await answer.json())["error"]
    assert not place.faults.pending
