"""A restarted place is the same place."""

import asyncio
import os
import threading
import time
from pathlib import Path

import pytest
from watchfiles import awatch

from sandbox.model import User
from sandbox.saving import Saver, restore, snapshot, write
from sandbox.seed import seeded
from sandbox.server import serve
from tests.sandbox.worldkit import OPENAPI, Scene, connected, file


async def test_messages_threads_commands_and_files_outlive_a_restart(tmp_path: Path) -> None:
    state = tmp_path / "place" / "state.json"
    async with serve(state=state, openapi=OPENAPI) as place, connected(place) as bot:
        here = Scene(place, bot)
        await here.ada.runs("/card")
        private = await here.ada.runs("/echo", words="psst")
        channel = await here.channel("questions")
        sent = await channel.send("with a file", file=file("plan.txt", b"kept"))
        await sent.pin()
        await sent.add_reaction("👍")
        thread = await sent.create_thread(name="about it")
        before = snapshot(place.world)
        commands = {one.id: one.payload for one in place.world.commands.values()}
        assert private.ephemeral
    async with serve(state=state, openapi=OPENAPI) as place, connected(place, sync=False) as bot:
        here = Scene(place, bot)
        assert snapshot(place.world) == before
        assert {one.id: one.payload for one in place.world.commands.values()} == commands
        card, message, *_ = here.ada.sees()
        assert message.files == {"plan.txt": b"kept"}
        assert [one.text for one in here.ada.sees()] == [
            "## The card\nPressed 0 times\nA line beside a link",
            "with a file",
            "",
        ]
        assert (await here.ada.presses(card, "More")).text.splitlines()[1] == "Pressed 1 times"
        newer = await (await here.channel("questions")).send("later")
        assert newer.id > max(thread.id, sent.id)


async def test_a_change_is_written_while_the_place_runs(tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    async with serve(state=state) as place:
        ada = next(one for one in place.world.users.values() if one.name == "ada")
        channel = next(one for one in place.world.channels.values() if one.name == "questions")
        await place.acts.say(ada.id, channel.id, "remember me")
        async for _ in awatch(tmp_path, rust_timeout=1000, yield_on_timeout=True):
            if state.exists() and "remember me" in state.read_text():
                break
        assert not state.with_suffix(".json.half").exists()


async def test_a_write_under_way_at_the_end_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else two would write the same half, and the one that is later would find it gone."""
    state = tmp_path / "state.json"
    begun, may_end = threading.Event(), threading.Event()

    def slow(_: int) -> None:
        if not begun.is_set():
            begun.set()
            assert may_end.wait(5)
            return
        may_end.set()
        while not state.exists():
            time.sleep(0.001)

    monkeypatch.setattr(os, "fsync", slow)
    world = seeded()
    saver = Saver(world=world, path=state)
    world.users[world.application.id].name = "first"
    world.tell("member", id=world.application.id, guild_id=None)
    assert await asyncio.to_thread(begun.wait, 5)
    world.users[world.application.id].name = "last"
    closing = asyncio.create_task(saver.close())
    done, _ = await asyncio.wait({closing}, timeout=0.05)
    assert not done
    may_end.set()
    await closing
    assert restore(state.read_bytes()).users[world.application.id].name == "last"


def test_a_world_read_back_is_equal_and_hands_out_new_ids() -> None:
    world = seeded(name="Somebody")
    world.ids.next()
    data = snapshot(world)
    again = restore(data)
    assert snapshot(again) == data
    assert again.bot == User(world.application.id, "Somebody", bot=True)
    assert again.ids.next() > world.ids.last


def test_a_write_that_fails_leaves_the_old_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state = tmp_path / "state.json"
    write(state, b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="space"):
        write(state, b"new")
    assert state.read_bytes() == b"old"


def test_a_state_that_is_none_is_refused(tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    state.write_text('{"last_id": "no"}')

    async def start() -> None:
        async with serve(state=state):
            pass

    with pytest.raises(ValueError, match="last_id"):
        asyncio.run(start())
    assert state.read_text() == '{"last_id": "no"}'
