"""Ids are for ever: former names, stones of what was retired, and the lock that misses none."""

from datetime import date
from pathlib import Path

import pytest

from bot.content.locked import lock_text, read_lock
from bot.content.places import Notes
from bot.core.history import History, Kind, Retired
from bot.core.pack import Pack
from tests.content.samples import ENTRY, entry_with, folder_of, loaded, sentences

STONE = """\
  - id: old-length
    question: How long was it once?
    retired: {on: 2026-11-20, successor: fellowship-length}
"""


def pack_of(folder: Path) -> Pack:
    result = loaded(folder)
    assert result.pack is not None, result.report.problems
    return result.pack


def stone(retired: str, name: str = "old-length") -> str:
    return f"  - id: {name}\n    question: Once {name}?\n    retired: {retired}\n"


def test_a_former_id_leads_to_the_entry(tmp_path: Path) -> None:
    pack = pack_of(folder_of(tmp_path, entry_with(renamed_from="[length, how-long]")))
    assert pack.resolve("length") is pack.resolve("how-long") is pack.entries["fellowship-length"]
    assert pack.history(Kind.ENTRY).current("length") == "fellowship-length"


def test_what_was_retired_leads_to_its_successor_and_keeps_its_title(tmp_path: Path) -> None:
    pack = pack_of(folder_of(tmp_path, "entries:\n" + ENTRY + STONE))
    assert list(pack.entries) == ["fellowship-length"]
    assert pack.resolve("old-length") is pack.entries["fellowship-length"]
    assert pack.history(Kind.ENTRY).retired["old-length"] == Retired(
        "old-length", "How long was it once?", date(2026, 11, 20), "fellowship-length"
    )


def test_what_was_retired_without_a_successor_leads_nowhere(tmp_path: Path) -> None:
    pack = pack_of(folder_of(tmp_path, "entries:\n" + ENTRY + stone("{on: 2026-11-20, successor: null}")))
    assert pack.resolve("old-length") is None
    assert pack.resolve("never-there") is None


def test_successors_are_followed_through_stones_and_renamings() -> None:
    stones = {"a": Retired("a", "A", date(2026, 1, 1), "b"), "b": Retired("b", "B", date(2026, 2, 1), "c")}
    history = History({"zero": "a", "c": "d"}, stones)
    assert history.heir("zero") == "d"
    assert history.heir("d") == "d"


def test_a_circle_of_successors_leads_nowhere_and_ends() -> None:
    stones = {"a": Retired("a", "A", date(2026, 1, 1), "b"), "b": Retired("b", "B", date(2026, 2, 1), "a")}
    assert History({}, stones).heir("a") is None


MISTAKES = {
    "former id that is in use": (
        entry_with(renamed_from="[fellowship-length]"),
        (
            'faq/a.yaml:10:20 entries[0].renamed_from[0]: "fellowship-length" is the id of the entry in '
            "faq/a.yaml:2:9. Name only ids that are no longer used."
        ),
    ),
    "former id that two entries claim": (
        entry_with(renamed_from="[length]")
        + entry_with(id="pay", question="Pay?", phrasings="[x, y, z]", renamed_from="[length]").removeprefix(
            "entries:\n"
        ),
        (
            'faq/a.yaml:19:20 entries[1].renamed_from[0]: "fellowship-length" already says that it was "length". '
            "Delete one of the two."
        ),
    ),
    "retired in the future": (
        "entries:\n" + ENTRY + stone("{on: 2026-11-25}"),
        "faq/a.yaml:12:19 entries[1].retired.on: 25 Nov 2026 is in the future. Today is 24 Nov 2026.",
    ),
    "unknown successor": (
        "entries:\n" + ENTRY + stone("{on: 2026-11-20, successor: felowship-length}"),
        (
            'faq/a.yaml:12:42 entries[1].retired.successor: "felowship-length" is unknown. '
            'Did you mean "fellowship-length"?'
        ),
    ),
    "successor by a former name": (
        entry_with(renamed_from="[length]") + stone("{on: 2026-11-20, successor: length}"),
        (
            'faq/a.yaml:13:42 entries[1].retired.successor: "length" is called "fellowship-length" now. '
            'Write "fellowship-length".'
        ),
    ),
    "successors in a circle": (
        "entries:\n"
        + ENTRY
        + stone("{on: 2026-11-20, successor: older}")
        + stone("{on: 2026-11-20, successor: old-length}", "older"),
        (
            "faq/a.yaml:12:42 entries[1].retired.successor: what succeeded this leads back to it. "
            "Name what is still there, or write null.\n"
            "faq/a.yaml:15:42 entries[2].retired.successor: what succeeded this leads back to it. "
            "Name what is still there, or write null."
        ),
    ),
    "retired with its answer": (
        entry_with(retired="{on: 2026-11-20}", phrasings=None, topic=None, sources=None, checked=None, level=None),
        (
            'faq/a.yaml:4:5 entries[0].answer: the key "answer" is not used here. '
            "Allowed are id, question, renamed_from, retired."
        ),
    ),
    "related by a former name": (
        entry_with(id="pay", related="[length]")
        + entry_with(question="Q?", phrasings="[x, y, z]", renamed_from="[length]").removeprefix("entries:\n"),
        (
            'faq/a.yaml:10:15 entries[0].related[0]: "length" is called "fellowship-length" now. '
            'Write "fellowship-length".'
        ),
    ),
    "related to what was retired": (
        entry_with(related="[old-length]") + STONE,
        'faq/a.yaml:10:15 entries[0].related[0]: "old-length" was retired on 20 Nov 2026. Write "fellowship-length".',
    ),
}


@pytest.mark.parametrize(("faq", "expected"), MISTAKES.values(), ids=MISTAKES.keys())
def test_what_is_wrong_with_names_of_the_past_is_explained(faq: str, expected: str, tmp_path: Path) -> None:
    assert "\n".join(sentences(folder_of(tmp_path, faq))) == expected


def test_an_id_that_went_out_cannot_vanish_without_a_word(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    (folder / "ids.lock").write_text("# for people\nentry fellowship-length\nentry pay\nlist journals\n")
    assert sentences(folder) == [
        (
            'ids.lock:3:1: the entry "pay" went out once and is gone without a word. Bring it back, name it in '
            "renamed_from of what it is now, or keep its id with retired."
        ),
        (
            'ids.lock:4:1: the list "journals" went out once and is gone without a word. Bring it back, name it in '
            "renamed_from of what it is now, or keep its id with retired."
        ),
    ]


def test_a_renamed_and_a_retired_id_are_accounted_for(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, entry_with(renamed_from="[pay]") + STONE)
    (folder / "ids.lock").write_text("entry fellowship-length\nentry old-length\nentry pay\n")
    assert sentences(folder) == []


def test_nothing_is_gone_for_certain_while_a_file_cannot_be_read(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    (folder / "faq" / "b.yaml").write_text("entries: [\n")
    (folder / "ids.lock").write_text("entry pay\n")
    assert [text for text in sentences(folder) if text.startswith("ids.lock")] == []


def test_a_line_of_the_lock_that_is_none_is_named(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    (folder / "ids.lock").write_text("entri pay\nentry Pay\n")
    assert sentences(folder) == [
        'ids.lock:1:1: "entri pay" is no kind and id. Did you mean "entry"?',
        'ids.lock:2:1: "entry Pay" is no kind and id. Did you mean "entry"?',
    ]


def test_the_lock_reads_what_it_wrote() -> None:
    ids = [(Kind.RESOURCE, "pubmed"), (Kind.ENTRY, "pay"), (Kind.ENTRY, "pay")]
    notes = Notes("ids.lock")
    assert set(read_lock(lock_text(ids), notes)) == set(ids)
    assert notes.problems == []
