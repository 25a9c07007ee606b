"""A folder becomes a pack, or a report of everything that is wrong with it."""

import time
from datetime import date
from pathlib import Path

import pytest

from bot.core.pack import Entry, Level, Pack, Source
from tests.content.samples import ENTRY, SOURCES, entry_with, folder_of, loaded, sentences


def test_a_good_folder_becomes_a_pack(tmp_path: Path) -> None:
    faq = entry_with(tags="[years]", audience="[premed, student]", pinned="true", answer='"Twelve *months*.\\n"')
    result = loaded(folder_of(tmp_path, faq))
    assert result.report.problems == ()
    assert result.pack is not None
    assert result.pack.entries == {
        "fellowship-length": Entry(
            id="fellowship-length",
            question="How long is the fellowship?",
            phrasings=("how many years of fellowship", "is it one year or two", "length of the fellowship"),
            topic="training",
            answer="Twelve *months*.",
            sources=("guide",),
            checked=date(2026, 11, 24),
            level=Level.SECONDARY,
            tags=("years",),
            audience=("premed", "student"),
            related=(),
            pinned=True,
        )
    }
    assert result.pack.sources == {"guide": Source("guide", "A society", "A page", "https://example.org/page", 2025)}
    assert result.counts == {
        "files": 2,
        "entries": 1,
        "sources": 1,
        "lists": 0,
        "resources": 0,
        "anchors": 0,
        "stages": 0,
        "specialties": 0,
        "modifiers": 0,
        "calendar rules": 0,
        "certificates": 0,
        "pathways": 0,
        "errors": 0,
        "warnings": 0,
    }


def test_entries_come_in_the_order_of_their_files(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, entry_with(id="zz"))
    other = entry_with(id="aa", question="Other?", phrasings="[x, y, z]")
    (folder / "faq" / "b.yaml").write_text(other)
    pack = loaded(folder).pack
    assert pack is not None
    assert list(pack.entries) == ["zz", "aa"]


def test_a_pack_cannot_be_changed(tmp_path: Path) -> None:
    pack = loaded(folder_of(tmp_path)).pack
    assert pack is not None
    with pytest.raises(TypeError):
        del pack.entries["fellowship-length"]  # type: ignore[attr-defined]


def test_the_same_bytes_have_the_same_digest_and_other_bytes_another(tmp_path: Path) -> None:
    first = loaded(folder_of(tmp_path / "a")).pack
    again = loaded(folder_of(tmp_path / "b")).pack
    other = loaded(folder_of(tmp_path / "c", entry_with(answer="Other."))).pack
    assert first is not None
    assert again is not None
    assert other is not None
    assert first.digest == again.digest != other.digest


def test_every_problem_of_every_file_is_found_in_one_run_and_sorted(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, entry_with(level="x") + "    tags: y\n", SOURCES + "  other: {}\n")
    (folder / "faq" / "b.yaml").write_text("entries: [\n")
    (folder / "faq" / "c.yaml").write_text(entry_with(id="c c", checked="never", phrasings="[x, y, '@here']"))
    problems = loaded(folder).report.problems
    assert [(problem.file, problem.line, problem.path) for problem in problems] == [
        ("faq/a.yaml", 9, "entries[0].level"),
        ("faq/a.yaml", 10, "entries[0].tags"),
        ("faq/b.yaml", 2, ""),
        ("faq/c.yaml", 2, "entries[0].id"),
        ("faq/c.yaml", 3, "entries[0].question"),
        ("faq/c.yaml", 4, "entries[0].phrasings[2]"),
        ("faq/c.yaml", 8, "entries[0].checked"),
        ("sources.yaml", 3, "sources.other.org"),
        ("sources.yaml", 3, "sources.other.title"),
        ("sources.yaml", 3, "sources.other.url"),
        ("sources.yaml", 3, "sources.other.year"),
    ]
    assert loaded(folder).pack is None


def test_one_broken_file_makes_no_names_unknown(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, entry_with(related="[pay]"))
    (folder / "faq" / "b.yaml").write_text("entries: [\n")
    (folder / "sources.yaml").write_text("sources: {\n")
    assert [problem.file for problem in loaded(folder).report.problems] == ["faq/b.yaml", "sources.yaml"]


def test_an_entry_that_is_wrong_otherwise_can_still_be_named(tmp_path: Path) -> None:
    wrong = entry_with(id="pay", question="Pay?", phrasings="[x, y, z]", checked="never")
    folder = folder_of(tmp_path, entry_with(related="[pay]"))
    (folder / "faq" / "b.yaml").write_text(wrong)
    assert [problem.path for problem in loaded(folder).report.problems] == ["entries[0].checked"]


def test_the_same_words_in_two_files_name_both_places(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    (folder / "faq" / "b.yaml").write_text(entry_with(id="other", phrasings="[x, y, z]"))
    assert sentences(folder) == [
        (
            "faq/b.yaml:3:15 entries[0].question: the same words stand in faq/a.yaml:3:15 entries[0].question. "
            "Delete one of the two, or word it differently."
        ),
    ]


def test_the_same_id_in_two_files_names_both_places(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    (folder / "faq" / "b.yaml").write_text(entry_with(question="Other?", phrasings="[x, y, z]"))
    assert sentences(folder) == [
        (
            'faq/b.yaml:2:9 entries[0].id: the id "fellowship-length" is already used in faq/a.yaml:2:9. '
            "Delete one of the two entries, or give it an id and words of its own."
        ),
    ]


def test_a_folder_without_entries_is_no_content(tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").write_text(SOURCES)
    assert sentences(tmp_path) == ["faq/: there is no entry. Write one into a file like faq/start.yaml."]
    assert loaded(folder_of(tmp_path, "entries: []\n")).pack is None


def test_missing_sources_are_one_problem_not_one_for_each_entry(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    (folder / "sources.yaml").unlink()
    assert sentences(folder) == ["sources.yaml: the file is missing, but entries name sources. Create it."]


def test_no_sources_are_needed_where_none_is_named(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, entry_with(sources="[]", level="unverified"))
    (folder / "sources.yaml").unlink()
    assert sentences(folder) == []


def test_a_missing_folder_is_a_problem_not_an_exception(tmp_path: Path) -> None:
    result = loaded(tmp_path / "nowhere")
    assert result.pack is None
    assert [str(problem) for problem in result.report.problems] == [
        (
            f"{tmp_path}/nowhere: the content folder cannot be opened: no such file or directory. Name the folder that "
            "holds faq/ and sources.yaml; in the project it is content."
        ),
    ]


def test_a_wrong_folder_is_one_problem_that_names_the_right_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder_of(tmp_path / "content")
    for number in range(20):
        (tmp_path / f"{number}.txt").write_text("?")
    wrong = "this is not a content folder: it has neither faq/ nor sources.yaml."
    monkeypatch.chdir(tmp_path)
    assert sentences(Path()) == [f'.: {wrong} Did you mean "content"?']
    assert sentences(Path("content/faq")) == [f'content/faq: {wrong} Did you mean "content"?']
    assert "nothing: " in sentences(Path("nothing"))[0]
    assert sentences(Path("nothing"))[0].endswith('Did you mean "content"?')
    monkeypatch.chdir(tmp_path / "content" / "faq")
    assert sentences(Path()) == [f'.: {wrong} Did you mean ".."?']


@pytest.mark.parametrize(("checked", "warned"), [("2025-05-24", False), ("2025-05-23", True)])
def test_a_check_older_than_eighteen_months_is_a_warning(checked: str, warned: bool, tmp_path: Path) -> None:
    result = loaded(folder_of(tmp_path, entry_with(checked=checked)))
    assert result.pack is not None
    assert len(result.report.warnings) == warned


@pytest.mark.parametrize(
    "change", [{"question": "q" * 100}, {"phrasings": f"[{'p' * 200}, b, c]"}, {"answer": "a" * 3_000}]
)
def test_texts_of_exactly_the_greatest_length_are_accepted(change: dict[str, str], tmp_path: Path) -> None:
    assert sentences(folder_of(tmp_path, entry_with(**change))) == []


def test_a_text_that_does_not_fit_a_card_is_refused_at_its_answer(tmp_path: Path) -> None:
    def measure(entry: Entry, pack: Pack) -> list[str]:
        assert pack.sources[entry.sources[0]].year == 2025
        return ["the card would have 4,120 characters; Discord allows 4,000."] if "long" in entry.answer else []

    assert loaded(folder_of(tmp_path), measure).report.problems == ()
    result = loaded(folder_of(tmp_path, entry_with(answer="very long")), measure)
    assert result.pack is None
    assert [str(problem) for problem in result.report.problems] == [
        (
            "faq/a.yaml:6:13 entries[0].answer: the card would have 4,120 characters; Discord allows 4,000. "
            "Shorten the answer."
        ),
    ]


def test_cards_are_measured_although_something_else_is_wrong(tmp_path: Path) -> None:
    def measure(entry: Entry, pack: Pack) -> list[str]:
        assert all(name in pack.entries for name in entry.related)
        assert all(name in pack.sources for name in entry.sources)
        return ["too long."]

    result = loaded(folder_of(tmp_path, entry_with(related="[nobody]", sources="[nothing]")), measure)
    assert [problem.path for problem in result.report.problems] == [
        "entries[0].answer",
        "entries[0].sources[0]",
        "entries[0].related[0]",
    ]


def test_a_card_is_measured_although_its_entry_does_not_fit(tmp_path: Path) -> None:
    def measure(entry: Entry, pack: Pack) -> list[str]:
        return ["too long."] if entry.answer == "Twelve months." and entry.sources == ("guide",) else []

    faq = entry_with(id=None, topic="7", level="x", audience="[doctor]", checked="never")
    assert "entries[0].answer" in [p.path for p in loaded(folder_of(tmp_path, faq), measure).report.problems]
    for change in ({"answer": "a" * 3_001}, {"question": "7"}):
        result = loaded(folder_of(tmp_path, entry_with(**change)), lambda *_: ["too long."])
        assert len(result.report.problems) == 1


def test_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    unix = loaded(folder_of(tmp_path / "unix")).pack
    windows = loaded(folder_of(tmp_path / "windows", ("entries:\n" + ENTRY).replace("\n", "\r\n"))).pack
    assert unix is not None
    assert windows is not None
    assert unix.entries == windows.entries


def test_a_thousand_entries_load_within_a_second(tmp_path: Path) -> None:
    entries = (
        ENTRY.replace("fellowship", f"matter-{number}").replace("is it", f"is {number}") for number in range(1_000)
    )
    folder = folder_of(tmp_path, "entries:\n" + "".join(entries))
    started = time.process_time()
    result = loaded(folder)
    assert time.process_time() - started < 1
    assert result.counts["entries"] == 1_000
    assert result.report.problems == ()
