"""Attachments are kept while something shows them, and no longer."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from sandbox.clock import ManualClock
from sandbox.files import Files, picture_size
from sandbox.history import EPHEMERAL_KEPT
from sandbox.model import Upload
from sandbox.server import serve
from tests.sandbox.worldkit import Scene, file, scene


@pytest_asyncio.fixture
async def here() -> AsyncIterator[Scene]:
    async with scene(clock=ManualClock(datetime(2031, 3, 5, tzinfo=UTC))) as one:
        yield one


@pytest.fixture(params=["in memory", "in a folder"])
def files(request: pytest.FixtureRequest, tmp_path: Path) -> Files:
    return Files(tmp_path / "files" if request.param == "in a folder" else None)


def test_what_is_put_is_got_until_dropped(files: Files) -> None:
    assert files.get(1) is None
    files.put(1, b"one")
    files.put(1, b"uno")
    assert files.get(1) == b"uno"
    files.drop(1)
    files.drop(1)
    assert files.get(1) is None


def test_the_size_of_a_picture_is_read_from_its_head() -> None:
    png = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (640).to_bytes(4, "big") + (480).to_bytes(4, "big")
    gif = b"GIF89a" + (3).to_bytes(2, "little") + (2).to_bytes(2, "little")
    assert (picture_size(png), picture_size(gif)) == ((640, 480), (3, 2))
    assert [picture_size(one) for one in (b"", b"GIF8", png[:20], b"text")] == [None] * 4


async def test_files_go_with_their_message(here: Scene) -> None:
    channel = await here.channel("questions")
    sent = await channel.send(file=file())
    attachment = sent.attachments[0].id
    assert here.place.files.get(attachment) == b"one two three"
    await sent.delete()
    assert here.place.files.get(attachment) is None


async def test_files_given_to_a_command_go_with_its_interaction(here: Scene) -> None:
    await here.ada.runs("/kinds", words="some", paper=Upload("paper.txt", b"read me"))
    (attachment,) = (one for one in here.world.interactions.values() for one in one.data["resolved"]["attachments"])
    assert here.place.files.get(int(attachment)) == b"read me"
    assert isinstance(here.place.clock, ManualClock)
    here.place.clock.advance(timedelta(minutes=31))
    await here.ada.runs("/echo", words="later")
    assert here.place.files.get(int(attachment)) is None


async def test_only_so_many_ephemeral_messages_are_remembered(here: Scene) -> None:
    await here.ada.says("public")
    for n in range(EPHEMERAL_KEPT + 2):
        await here.ada.runs("/echo", words=str(n))
    held = [one.content for one in here.world.messages_in(here.ada.channel_id)]
    assert held == ["public", *(str(n) for n in range(2, EPHEMERAL_KEPT + 2))]


async def test_files_that_nothing_shows_are_swept_at_the_start(tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    orphan = Files(tmp_path / "state.json.files")
    orphan.put(7, b"left behind")
    async with serve(state=state) as place:
        assert place.files.get(7) is None
