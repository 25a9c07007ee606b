"""kill -9 at any move of the work on a posted list leaves exactly the right messages after a restart, none twice."""

import asyncio
import sqlite3
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from sandbox.kinds import ChannelType
from sandbox.model import Channel, Message
from sandbox.pilot import Person, Pilot
from sandbox.server import Place
from tests.support.lists import item, of_the_bot, things_in, write_list
from tests.support.posted import withdraw
from tests.support.processes import environment, process, write_settings

LONG, SHORT = 40, 20  # items that take three messages, and two


@dataclass(frozen=True, slots=True)
class Life:
    """A channel, a database and a content folder of their own, for one bot that dies and is started again."""

    place: Place
    folder: Path
    channel: Channel
    forgetful: bool = False

    @property
    def max_(self) -> Person:
        return Pilot(self.place).person("Max").in_channel(self.channel.name)

    @property
    def messages(self) -> list[Message]:
        return of_the_bot(self.place.world, self.channel.id)

    @property
    def rows(self) -> list[tuple[int, str | None, int | None]]:
        """Of each posting whether something is not known of its messages, its trouble, and when it was checked last."""
        with closing(sqlite3.connect(f"file:{self.folder / 'preceptor.db'}?mode=ro", uri=True)) as connection:
            return connection.execute(
                "SELECT sending OR EXISTS (SELECT 1 FROM posting_parts WHERE digest = '' AND posting_id = id), "
                "trouble, checked FROM postings"
            ).fetchall()

    @property
    def points(self) -> list[str]:
        path = self.folder / "points"
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []

    def arm(self, number: int | None) -> None:
        """From now on points are noted, and the bot dies at this one."""
        (self.folder / "armed").write_text("" if number is None else str(number), encoding="utf-8")

    def write(self, size: int, first: int = 0) -> None:
        write_list(self.folder / "content", [item(number) for number in range(first, first + size)])

    async def presses_post(self) -> None:
        max_ = self.max_
        reply = await max_.runs("/lists post", list="things", pin=True)
        asked = reply.interaction
        assert asked is not None
        await until(lambda: bool(asked.followup_ids), seconds=10)
        offered = self.place.world.messages[asked.followup_ids[-1]]
        await max_.presses(max_.pilot.reply_of(offered), "Post")

    @asynccontextmanager
    async def bot(self) -> AsyncIterator[Process]:
        env = environment(DISCORD_TOKEN=self.place.token, KILL_FOLDER=str(self.folder))
        if self.forgetful:
            env["FORGETFUL"] = "1"
        arguments = ("-m", "tests.support.killed_at", "run", "--config", str(self.folder / "config.yaml"))
        async with process(*arguments, env=env, log=self.folder / "log") as running:
            ready = asyncio.create_task(self.place.gateway.wait_ready())
            ended = asyncio.create_task(running.wait())
            await asyncio.wait({ready, ended}, return_when=asyncio.FIRST_COMPLETED, timeout=30)
            ready.cancel()
            ended.cancel()
            yield running

    async def right_again(self, *, things: list[int], messages: int) -> None:
        """The restarted bot brings it to exactly this; then once more nothing is changed."""
        (self.folder / "armed").unlink(missing_ok=True)
        async with self.bot():
            await until(lambda: things_in(self.messages) == things and all(self.at_rest), seconds=20)
            shown = [(message.id, message.edited_at) for message in self.messages]
            assert len(shown) == messages
            assert [message.pinned for message in self.messages] == [True, False, False][:messages]
            await self.max_.runs("/lists sync")
            assert [(message.id, message.edited_at) for message in self.messages] == shown

    @property
    def at_rest(self) -> list[bool]:
        return [not unknown and trouble is None and checked is not None for unknown, trouble, checked in self.rows]


async def until(holds: Callable[[], bool], *, seconds: float) -> None:
    async with asyncio.timeout(seconds):
        while not holds():
            await asyncio.sleep(0.02)


@pytest.fixture
def lives(place: Place, tmp_path: Path, content: Path) -> Callable[[], Life]:
    guild = next(one for one in place.world.guilds.values() if one.name == "Pain Study Group")
    made = iter(range(1000))

    def life() -> Life:
        number = next(made)
        folder = tmp_path / str(number)
        folder.mkdir()
        copy(content, folder / "content")
        channel = Channel(place.world.ids.next(), ChannelType.TEXT, f"lists-{number}", guild.id)
        place.world.channels[channel.id] = channel
        write_settings(folder, place.url, folder / "content")
        one = Life(place, folder, channel)
        one.write(LONG)
        return one

    return life


def copy(source: Path, target: Path) -> None:
    for path in source.rglob("*"):
        if path.is_file():
            there = target / path.relative_to(source)
            there.parent.mkdir(parents=True, exist_ok=True)
            there.write_bytes(path.read_bytes())


async def posting(life: Life) -> None:
    await life.presses_post()


async def growing(life: Life) -> None:
    life.write(LONG, first=5)
    await until(lambda: things_in(life.messages) == list(range(5, LONG + 5)) and all(life.at_rest), seconds=20)


async def shrinking(life: Life) -> None:
    life.write(SHORT, first=5)
    await until(lambda: things_in(life.messages) == list(range(5, SHORT + 5)), seconds=20)


async def withdrawing(life: Life) -> None:
    await withdraw(life.max_)


WORKS = {"posting": posting, "growing": growing, "shrinking": shrinking, "withdrawing": withdrawing}


async def lived(life: Life, work: str, at: int | None) -> bool:
    """One life up to the point `at`, or to the end of the work. Whether the bot died of it."""
    async with life.bot() as running:
        if work == "growing":
            life.write(SHORT)
            await until_loaded(life, running)
        if work != "posting":
            await life.presses_post()
        life.arm(at)
        working = asyncio.ensure_future(WORKS[work](life))
        dying = asyncio.ensure_future(running.wait())
        await asyncio.wait({working, dying}, return_when=asyncio.FIRST_COMPLETED, timeout=40)
        await asyncio.wait({dying}, timeout=2)  # the last moves come after what can be seen of the work
        if not dying.done():
            dying.cancel()
            await working
            return False
        await abandoned(working)
        return True


async def abandoned(working: "asyncio.Future[None]") -> None:
    """Nobody will answer any more; whether it failed of that already is all the same."""
    working.cancel()
    await asyncio.wait({working})
    if not working.cancelled():
        working.exception()


async def until_loaded(life: Life, running: Process) -> None:
    """The bot has read the shorter list."""
    log = life.folder / "log"
    await until(lambda: "content loaded" in log.read_text(encoding="utf-8"), seconds=10)
    assert running.returncode is None


async def survives(life: Life, work: str, at: int) -> None:
    assert await lived(life, work, at), f"{work} has no point {at}"
    claimed = bool(life.rows)
    match work:
        case "posting" if not claimed:
            assert life.messages == [], "nothing is sent before it is claimed"
            await life.right_again(things=[], messages=0)
        case "withdrawing":
            (life.folder / "armed").unlink()
            async with life.bot():
                kept = life.points[-1] == "before leave"  # nobody had been told that it is withdrawn
                await until(lambda: bool(life.rows) == kept, seconds=20)
                assert len(life.messages) == (3 if kept else 0)
        case "shrinking":
            await life.right_again(things=list(range(5, SHORT + 5)), messages=2)
        case _:
            first = 0 if work == "posting" else 5
            await life.right_again(things=list(range(first, LONG + first)), messages=3)


@pytest.mark.long
@pytest.mark.timeout(900)
@pytest.mark.parametrize("work", list(WORKS))
async def test_killed_at_every_move_it_is_right_after_a_restart(work: str, lives: Callable[[], Life]) -> None:
    whole = lives()
    assert not await lived(whole, work, None)
    points = whole.points
    assert len(points) > 10
    for number, name in enumerate(points):
        try:
            await survives(lives(), work, number)
        except (AssertionError, TimeoutError) as error:
            raise AssertionError(f"killed at point {number}, {name}: {error}") from error


SENT = 9  # the first message has been sent and is not recorded


async def test_killed_between_sending_and_recording_nothing_is_sent_twice(lives: Callable[[], Life]) -> None:
    """One of the moves above, for every run of the suite."""
    life = lives()
    await survives(life, "posting", SENT)
    assert life.points[SENT] == "after send"


async def test_the_same_harness_notices_a_bot_that_sends_again_without_looking(lives: Callable[[], Life]) -> None:
    life = replace(lives(), forgetful=True)
    with pytest.raises((AssertionError, TimeoutError)):
        await survives(life, "posting", SENT)
    assert things_in(life.messages)[:SHORT] != list(range(SHORT)) or len(life.messages) > 3


@pytest.mark.parametrize("sent", [pytest.param(1, marks=pytest.mark.long), 2, pytest.param(3, marks=pytest.mark.long)])
async def test_killed_while_an_answer_is_on_its_way_nothing_is_sent_twice(
    sent: int, lives: Callable[[], Life], place: Place
) -> None:
    """Discord has taken the message, and the bot never learns of it."""
    life = lives()
    place.faults.next("POST", f"/channels/{life.channel.id}/messages", delay=0.5, when="after", times=None)
    async with life.bot() as running:
        working = asyncio.ensure_future(life.presses_post())
        await until(lambda: len(life.messages) == sent, seconds=10)
        running.kill()
        await running.wait()
        await abandoned(working)
    place.faults.clear()
    await life.right_again(things=list(range(LONG)), messages=3)
