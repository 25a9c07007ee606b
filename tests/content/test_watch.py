"""A change is taken over once whoever writes it has finished."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from watchfiles import awatch

from bot.content.watch import fingerprint, settled, watch
from tests.content.samples import entry_with, folder_of, loaded


class Edge:
    """Stands for the file system's notifications and for the clock."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seen: list[str] = []  # fingerprints at each reload
        self.pauses: list[float] = []
        self.during_pause: list[Callable[[], object]] = []
        self.during_reload: list[Callable[[], object]] = []
        self.reads: list[bool] = []  # whether each reload reads what has settled; all do after these

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        if self.during_pause:
            self.during_pause.pop(0)()

    async def reload(self, digest: str) -> bool:
        self.seen.append(digest)
        if self.during_reload:
            self.during_reload.pop(0)()
        return self.reads.pop(0) if self.reads else True

    async def looks(self, *before_each: Callable[[], object]) -> AsyncIterator[object]:
        for action in before_each:
            action()
            yield None

    async def run(self, *before_each: Callable[[], object], live: str | None) -> None:
        signals = self.looks(*before_each)
        await watch(self.folder, reload=self.reload, stop=asyncio.Event(), live=live, signals=signals, pause=self.pause)

    def write(self, text: str) -> Callable[[], object]:
        return lambda: (self.folder / "faq" / "a.yaml").write_text(text)


def nothing() -> None:
    """Happens between two looks."""


async def test_an_edit_is_loaded_once(tmp_path: Path) -> None:
    edge = Edge(folder_of(tmp_path))
    await edge.run(nothing, edge.write("entries: []"), nothing, nothing, live=fingerprint(tmp_path))
    assert edge.seen == [fingerprint(tmp_path)]
    assert edge.pauses == [0.5]


async def test_without_knowing_what_is_live_the_first_look_loads(tmp_path: Path) -> None:
    edge = Edge(folder_of(tmp_path))
    await edge.run(nothing, nothing, live=None)
    assert edge.seen == [fingerprint(tmp_path)]


async def test_a_file_that_is_still_being_written_is_waited_for(tmp_path: Path) -> None:
    edge = Edge(folder_of(tmp_path))
    final = entry_with(answer="Done.")
    edge.during_pause = [edge.write(final[:40]), edge.write(final[:90]), edge.write(final), nothing]
    await edge.run(edge.write(final[:20]), live=fingerprint(tmp_path))
    assert loaded(tmp_path).pack is not None
    assert edge.seen == [fingerprint(tmp_path)]
    assert len(edge.pauses) == 4


async def test_an_edit_that_is_taken_back_loads_what_is_there(tmp_path: Path) -> None:
    edge = Edge(folder_of(tmp_path))
    before = fingerprint(tmp_path)
    edge.during_pause = [edge.write(entry_with())]
    await edge.run(edge.write("entries: []"), nothing, live=before)
    assert edge.seen == [before]


async def test_an_edit_during_a_reload_is_loaded_again(tmp_path: Path) -> None:
    edge = Edge(folder_of(tmp_path))
    first = fingerprint(tmp_path)
    edge.during_reload = [edge.write("entries: [half")]
    await edge.run(edge.write(entry_with(answer="Done.")), edge.write(entry_with(answer="Done.")), nothing, live=first)
    assert len(edge.seen) == 2
    assert edge.seen[-1] == fingerprint(tmp_path)


async def test_what_was_not_read_as_it_had_settled_is_loaded_again(tmp_path: Path) -> None:
    edge = Edge(folder_of(tmp_path))
    edge.reads = [False]
    await edge.run(edge.write(entry_with(answer="Done.")), nothing, nothing, live=fingerprint(tmp_path))
    assert edge.seen == [fingerprint(tmp_path)] * 2


async def test_a_file_that_nobody_reads_changes_nothing(tmp_path: Path) -> None:
    edge = Edge(folder_of(tmp_path))
    await edge.run(lambda: (tmp_path / "README.md").write_text("How to edit"), live=fingerprint(tmp_path))
    assert edge.seen == []


async def test_a_folder_that_goes_and_comes_back_is_noticed_both_times(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "content")
    edge = Edge(folder)
    live = fingerprint(folder)
    away = tmp_path / "away"
    await edge.run(lambda: folder.rename(away), lambda: away.rename(folder), live=live)
    assert edge.seen == ["unreadable: No such file or directory", live]


async def test_nothing_is_loaded_any_more_once_it_is_to_stop(tmp_path: Path) -> None:
    edge = Edge(folder_of(tmp_path))
    stop = asyncio.Event()
    edge.during_pause = [stop.set]
    await watch(tmp_path, reload=edge.reload, stop=stop, live="other", signals=edge.looks(nothing), pause=edge.pause)
    assert edge.seen == []


async def test_settling_takes_two_equal_looks(tmp_path: Path) -> None:
    edge = Edge(folder_of(tmp_path))
    edge.during_pause = [edge.write("entries: [1"), edge.write("entries: [1, 2]")]
    assert await settled(tmp_path, settle=0.25, pause=edge.pause) == fingerprint(tmp_path)
    assert edge.pauses == [0.25, 0.25, 0.25]


def test_the_fingerprint_of_good_content_is_the_digest_of_its_pack(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    (folder / "notes.txt").write_text("a warning")
    pack = loaded(folder).pack
    assert pack is not None
    assert fingerprint(folder) == pack.digest


@pytest.mark.parametrize(
    ("poll", "beat"), [(False, 3_600.0), (True, 0.2)], ids=["a notification", "a look now and then where none comes"]
)
async def test_a_real_edit_is_noticed_and_stop_ends_the_watch(
    poll: bool, beat: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.content.watch.BEAT", beat)
    folder = folder_of(tmp_path)
    stop, seen = asyncio.Event(), asyncio.Queue[str]()

    async def reload(digest: str) -> bool:
        await seen.put(digest)
        return True

    watching = asyncio.create_task(watch(folder, reload=reload, settle=0.01, stop=stop, poll=poll))
    before = await seen.get()
    (folder / "faq" / "a.yaml").write_text(entry_with(answer="Done."))
    assert await asyncio.wait_for(seen.get(), timeout=10) == fingerprint(folder) != before
    stop.set()
    await asyncio.wait_for(watching, timeout=10)


async def test_an_edit_on_a_volume_that_tells_of_none_is_noticed_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quiet = tmp_path / "quiet"
    quiet.mkdir()

    def deaf(folder: Path, **options: Any) -> AsyncIterator[object]:
        """The system's notifications, of a folder in which nothing happens."""
        return awatch(quiet, **options)

    monkeypatch.setattr("bot.content.watch.BEAT", 0.2)
    monkeypatch.setattr("bot.content.watch.awatch", deaf)
    folder = folder_of(tmp_path / "content")
    stop, seen = asyncio.Event(), asyncio.Queue[str]()

    async def reload(digest: str) -> bool:
        await seen.put(digest)
        return True

    live = fingerprint(folder)
    watching = asyncio.create_task(watch(folder, reload=reload, settle=0.01, stop=stop, live=live))
    (folder / "faq" / "a.yaml").write_text(entry_with(answer="Done."))
    assert await asyncio.wait_for(seen.get(), timeout=10) == fingerprint(folder) != live
    stop.set()
    await asyncio.wait_for(watching, timeout=10)
