"""Between the files and the members: what is live, what waits and why. With real files and a real database."""

import asyncio
import gc
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.content.loader import load
from bot.content.watch import fingerprint, settled
from bot.core.asks import Opinion, Verdict
from bot.core.changes import Changed, Tally
from bot.core.editing import Fate, Spot
from bot.core.errors import MemberError
from bot.core.problems import Problem, ProblemKind
from bot.core.statistics import VerdictCount
from bot.core.storage import StoreUnavailableError
from bot.services.editing import EditingService
from bot.services.ports import LoadedContent, VerdictCounts
from bot.services.shelf import Shelf, stocked
from bot.store.engine import Store, open_store
from tests.store.samples import GUILD, ask

TODAY = date(2031, 3, 5)
NOW = datetime(2031, 3, 5, 14, 2, tzinfo=UTC)
SOURCES = "sources:\n  guide: {org: The guide, title: A career guide, url: null, year: null}\n"


def entry(id_: str, *more: str, answer: str = "Well.", checked: str = "2031-02-20", topic: str = "training") -> str:
    fields = (
        f"id: {id_}",
        f"question: What about {id_}?",
        f"phrasings: [{id_} one, {id_} two, {id_} three]",
        f"topic: {topic}",
        f"answer: {answer}",
        "sources: [guide]",
        f"checked: {checked}",
        "level: seed",
        *more,
    )
    return "  - " + "\n    ".join(fields) + "\n"


def write(folder: Path, name: str, *entries: str) -> None:
    (folder / "faq").mkdir(parents=True, exist_ok=True)
    (folder / "faq" / name).write_text("entries:\n" + "".join(entries))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two files with two entries each."""
    folder = tmp_path / "content"
    write(folder, "a.yaml", entry("a-one"), entry("a-two"))
    write(folder, "b.yaml", entry("b-one", topic="work"), entry("b-two", topic="work"))
    (folder / "sources.yaml").write_text(SOURCES)
    return folder


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with open_store(f"sqlite+aiosqlite:///{tmp_path / 'preceptor.db'}") as store:
        yield store


@pytest.fixture
def shelf(folder: Path) -> Shelf:
    loaded = load(folder, today=TODAY)
    assert loaded.pack is not None
    return Shelf(stocked(loaded.pack, loaded.report, at=NOW).told_by(loaded))


def service(
    folder: Path, shelf: Shelf, verdicts: VerdictCounts, load_: Callable[[], LoadedContent] | None = None
) -> EditingService:
    return EditingService(
        shelf=shelf,
        load=load_ or partial(load, folder, today=TODAY),
        settled=partial(settled, folder, settle=0.0),
        verdicts=verdicts,
        days=30,
        now=lambda: NOW,
    )


@pytest.fixture
def editing(folder: Path, shelf: Shelf, store: Store) -> EditingService:
    return service(folder, shelf, store.counts)


async def test_an_edit_is_live_after_a_reload(editing: EditingService, shelf: Shelf, folder: Path) -> None:
    write(folder, "a.yaml", entry("a-one", answer="Better."), entry("a-two"), entry("a-three"))
    result = await editing.reload()
    assert (result.fate, result.before, result.entries, result.dropped) == (Fate.TAKEN, 4, 5, ())
    assert shelf.stock.pack.entries["a-one"].answer == "Better."
    assert (await editing.reload()).fate is Fate.SAME


async def test_a_load_that_drops_too_much_waits_and_a_confirmed_one_says_what_went(
    editing: EditingService, shelf: Shelf, folder: Path
) -> None:
    (folder / "faq" / "b.yaml").unlink()
    held = await editing.reload()
    assert (held.fate, held.dropped, held.entries) == (Fate.HELD, ("b-one", "b-two"), 4)
    taken = await editing.reload(confirmed=True)
    assert (taken.fate, taken.dropped, taken.entries, taken.pending) == (Fate.TAKEN, ("b-one", "b-two"), 2, None)
    assert list(shelf.stock.pack.entries) == ["a-one", "a-two"]


async def test_files_that_somebody_writes_to_again_are_not_taken(
    editing: EditingService, shelf: Shelf, folder: Path
) -> None:
    digest = fingerprint(folder)
    write(folder, "a.yaml", entry("a-one", answer="Half."), entry("a-two"))
    assert not await editing.take(digest)
    assert shelf.stock.pack.entries["a-one"].answer == "Well."
    assert await editing.take(fingerprint(folder))
    assert shelf.stock.pack.entries["a-one"].answer == "Half."


async def test_an_operator_does_not_get_half_a_file_either(folder: Path, shelf: Shelf, store: Store) -> None:
    def meanwhile() -> LoadedContent:
        """Reads at the very moment at which somebody writes, the first time."""
        if versions:
            write(folder, "a.yaml", entry("a-one", answer=versions.pop()), entry("a-two"))
        return load(folder, today=TODAY)

    versions = ["Half."]
    result = await service(folder, shelf, store.counts, meanwhile).reload()
    assert result.fate is Fate.TAKEN

    versions = [f"Half {number}." for number in range(20)]
    with pytest.raises(MemberError, match="still writing"):
        await service(folder, shelf, store.counts, meanwhile).reload()


async def test_a_writer_who_never_rests_is_not_waited_for_for_ever(
    folder: Path, shelf: Shelf, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.services.editing.PATIENCE", 0.05)
    editing = service(folder, shelf, store.counts)
    monkeypatch.setattr(editing, "_settled", asyncio.Event().wait)
    with pytest.raises(MemberError, match="Try again when they are done"):
        await editing.reload()


async def test_a_folder_that_cannot_be_read_is_reported_although_it_has_no_digest(
    editing: EditingService, shelf: Shelf, folder: Path
) -> None:
    folder.rename(folder.with_name("away"))
    assert await editing.take(fingerprint(folder))
    assert shelf.now.pending is not None
    assert "cannot be opened" in str(shelf.now.pending.report.errors[0])


async def test_the_garbage_collector_rests_during_a_load_and_runs_again_after_it(
    folder: Path, shelf: Shelf, store: Store
) -> None:
    seen: list[bool] = []

    def failing() -> LoadedContent:
        seen.append(gc.isenabled())
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await service(folder, shelf, store.counts, failing).reload()
    assert seen == [False]
    assert gc.isenabled()


async def test_the_status_counts_what_is_live_by_kind_and_topic(editing: EditingService) -> None:
    status = await editing.status(guild_id=GUILD, today=TODAY)
    assert status.loaded_at == NOW
    assert status.topics == {"training": 2, "work": 2}
    assert {"files": 3, "entries": 4, "sources": 1, "errors": 0}.items() <= status.counts.items()
    assert (status.live, status.pending, status.outdated) == (4, None, ())


async def test_the_status_of_a_broken_folder_has_its_problems_and_the_counts_of_what_is_live(
    editing: EditingService, folder: Path
) -> None:
    write(folder, "a.yaml", entry("a-one", checked="soon"))
    await editing.reload()
    status = await editing.status(guild_id=GUILD, today=TODAY)
    assert status.counts["entries"] == 4
    assert status.pending is not None
    [problem] = status.pending.report.errors
    assert str(problem).startswith('faq/a.yaml:8:14 entries[0].checked: "soon" is not a date.')


async def test_readers_of_this_server_are_counted_since_the_day_of_the_check(
    editing: EditingService, store: Store
) -> None:
    checked = date(2031, 2, 20)
    days = {1: checked, 2: checked + timedelta(days=1), 3: TODAY, 4: TODAY, 5: TODAY, 6: TODAY - timedelta(days=31)}
    entries = {1: "a-one", 2: "a-one", 3: "a-one", 4: "b-one", 5: "gone", 6: "b-two"}
    await store.asks.record([ask(n, entry_id=entries[n], day=day) for n, day in days.items()])
    await store.asks.record([ask(7, guild_id=8, entry_id="a-one", day=TODAY), ask(8, entry_id="a-two", day=TODAY)])
    await store.asks.record([Opinion(n, GUILD, Verdict.OUTDATED) for n in days])
    await store.asks.record([Opinion(7, 8, Verdict.OUTDATED), Opinion(8, GUILD, Verdict.HELPED)])
    status = await editing.status(guild_id=GUILD, today=TODAY)
    assert status.outdated is not None
    assert [(one.entry.id, one.n) for one in status.outdated] == [("a-one", 2), ("b-one", 1)]


async def test_verdicts_follow_an_entry_to_its_new_name(editing: EditingService, store: Store, folder: Path) -> None:
    await store.asks.record([ask(1, entry_id="a-one", day=TODAY), Opinion(1, GUILD, Verdict.OUTDATED)])
    write(folder, "a.yaml", entry("a-new", "renamed_from: [a-one]"), entry("a-two"))
    assert (await editing.reload()).fate is Fate.TAKEN
    status = await editing.status(guild_id=GUILD, today=TODAY)
    assert status.outdated is not None
    assert [(one.entry.id, one.n) for one in status.outdated] == [("a-new", 1)]


async def test_a_database_that_does_not_answer_costs_the_verdicts_alone(folder: Path, shelf: Shelf) -> None:
    class Away:
        async def outdated(self, *, since: date, guild_id: int | None) -> Sequence[VerdictCount]:
            raise StoreUnavailableError("away")

    editing = service(folder, shelf, Away())
    status = await editing.status(guild_id=GUILD, today=TODAY)
    assert status.outdated is None
    assert status.live == 4


def test_suggestions_begin_with_the_ids_that_begin_so(editing: EditingService) -> None:
    assert editing.suggest("") == tuple((id_, f"What about {id_}?") for id_ in ("a-one", "a-two", "b-one", "b-two"))
    assert [id_ for id_, _ in editing.suggest("B-")] == ["b-one", "b-two"]
    assert [id_ for id_, _ in editing.suggest("about a-t")] == ["a-two"]
    assert [id_ for id_, _ in editing.suggest("one")] == ["a-one", "b-one"]
    assert len(editing.suggest("", limit=3)) == 3


async def test_suggestions_are_those_of_the_files_also_of_entries_that_do_not_fit(
    editing: EditingService, folder: Path
) -> None:
    write(folder, "a.yaml", entry("a-one"), entry("a-new", checked="soon"), entry("x" * 101, checked="soon"))
    await editing.reload()
    assert editing.suggest("a-") == (("a-new", ""), ("a-one", "What about a-one?"))


def test_the_preview_of_what_is_live_is_what_is_live(editing: EditingService, shelf: Shelf) -> None:
    preview = editing.preview("a-one")
    assert preview.entry is shelf.stock.pack.entries["a-one"]
    assert (preview.own, preview.pending) == ((), None)


async def test_a_preview_is_of_the_files_although_another_file_is_broken(editing: EditingService, folder: Path) -> None:
    write(folder, "a.yaml", entry("a-one", answer="Better."), entry("a-two"))
    (folder / "faq" / "b.yaml").write_text("entries: [")
    await editing.reload()
    preview = editing.preview("a-one")
    assert preview.entry is not None
    assert preview.entry.answer == "Better."
    assert preview.own == ()
    assert preview.pending is not None
    assert [problem.file for problem in preview.pending.report.errors] == ["faq/b.yaml"]
    with pytest.raises(MemberError, match="which files have problems"):
        editing.preview("b-one")


async def test_a_preview_knows_the_problems_of_its_own_entry_from_those_of_others(
    editing: EditingService, folder: Path
) -> None:
    twelve = [entry(f"a-{number}") for number in range(10)]
    write(folder, "a.yaml", twelve[0], entry("a-one", "related: [nobody]"), *twelve[2:], entry("ten", checked="soon"))
    await editing.reload()
    [own] = editing.preview("a-one").own
    assert own.path == "entries[1].related[0]"
    ten = editing.preview("ten")
    assert ten.entry is None
    assert [problem.path for problem in ten.own] == ["entries[10].checked"]


def test_a_preview_of_nothing_is_refused_with_a_way_on(editing: EditingService) -> None:
    with pytest.raises(MemberError, match="Pick one of the suggestions"):
        editing.preview("nobody")


async def test_a_former_id_previews_what_it_leads_to(editing: EditingService, folder: Path) -> None:
    write(folder, "a.yaml", entry("a-new", "renamed_from: [a-one]"), entry("a-two"))
    await editing.reload()
    assert editing.preview("a-one").id == "a-new"


async def test_changes_say_nothing_of_entries_whose_file_is_broken(editing: EditingService, folder: Path) -> None:
    write(folder, "a.yaml", entry("a-one", answer="Better."), entry("a-three"))
    (folder / "faq" / "b.yaml").write_text("entries: [")
    await editing.reload()
    changes = editing.changes()
    assert changes.changed == (Changed("a-one", ("answer",)),)
    assert (changes.added, changes.removed, changes.unread) == (("a-three",), ("a-two",), ("b-one", "b-two"))


async def test_changes_of_a_held_load_are_told_in_full(editing: EditingService, folder: Path) -> None:
    (folder / "faq" / "b.yaml").unlink()
    (folder / "sources.yaml").write_text(SOURCES.replace("null}", "2030}"))
    await editing.reload()
    changes = editing.changes()
    assert changes.removed == ("b-one", "b-two")
    assert changes.others == {"sources": Tally(0, 1, 0)}


async def test_a_folder_that_is_gone_changes_nothing_for_certain(editing: EditingService, folder: Path) -> None:
    folder.rename(folder.with_name("away"))
    await editing.reload()
    changes = editing.changes()
    assert changes.unread == ("a-one", "a-two", "b-one", "b-two")
    assert (changes.removed, changes.others) == ((), {})


def problem_at(file: str, path: str) -> Problem:
    return Problem(file, 1, 1, path, ProblemKind.UNKNOWN_ID, "wrong.")


@pytest.mark.parametrize(
    ("file", "path", "concerns"),
    [
        ("faq/a.yaml", "entries[3]", True),
        ("faq/a.yaml", "entries[3].related[0]", True),
        ("faq/a.yaml", "entries[31].related[0]", False),
        ("faq/a.yaml", "entries[33]", False),
        ("faq/a.yaml", "", False),
        ("faq/b.yaml", "entries[3].answer", False),
    ],
)
def test_a_problem_concerns_an_entry_where_it_lies_inside_of_it(file: str, path: str, concerns: bool) -> None:
    assert Spot("faq/a.yaml", "entries[3]").concerns(problem_at(file, path)) is concerns
