"""Reading a folder that somebody may have filled with traps."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.content.files import MAX_FILE_BYTES, read
from tests.content.samples import SOURCES, entry_with, folder_of, loaded, sentences

TEXT = {
    "empty": (b"", "faq/a.yaml: the file is empty. Write its content, or delete the file."),
    "spaces": (b" \n\n", "faq/a.yaml: the file is empty. Write its content, or delete the file."),
    "byte order mark": (
        b"\xef\xbb\xbfentries: []\n",
        'faq/a.yaml:1:1: the file starts with a byte order mark. Save it as plain "UTF-8", not "UTF-8 with BOM".',
    ),
    "UTF-16": ("entries: []".encode("utf-16"), "faq/a.yaml:1:1: the file is UTF-16. Save it as UTF-8."),
    "UTF-16 without mark": (
        "entries: []".encode("utf-16-le"),
        "faq/a.yaml:1:2: there is a NUL character (U+0000). Delete it.",
    ),
    "Latin-1": (
        "entries:\n  # déjà vu\n".encode("latin-1"),
        "faq/a.yaml:2:6: byte 0xE9 is not UTF-8. Save the file as UTF-8.",
    ),
    "surrogate": (b"a: \xed\xa0\x80", "faq/a.yaml:1:4: byte 0xED is not UTF-8. Save the file as UTF-8."),
    "binary": (bytes(range(256)), "faq/a.yaml:2:118: byte 0x80 is not UTF-8. Save the file as UTF-8."),
    "NUL": (b"entries:\n  \0", "faq/a.yaml:2:3: there is a NUL character (U+0000). Delete it."),
    "control": (b"entries:\n\n- a\x1b[0m", "faq/a.yaml:3:4: there is the invisible character U+001B. Delete it."),
    "turned text": (
        "entries: a\u202eb".encode(),
        "faq/a.yaml:1:11: there is the invisible character U+202E. Delete it.",
    ),
    "one byte too many": (
        b"#" * (MAX_FILE_BYTES + 1),
        "faq/a.yaml: this is larger than 1 MiB. Split it into several files.",
    ),
}


@pytest.mark.parametrize(("data", "expected"), TEXT.values(), ids=TEXT.keys())
def test_bytes_that_are_not_plain_text_are_refused(data: bytes, expected: str, tmp_path: Path) -> None:
    assert sentences(folder_of(tmp_path, data)) == [expected]


def test_a_file_of_exactly_one_mebibyte_is_read(tmp_path: Path) -> None:
    text = entry_with() + "#"
    folder_of(tmp_path, text + "x" * (MAX_FILE_BYTES - len(text)))
    assert sentences(tmp_path) == []


def _link_to_file(path: Path) -> None:
    target = path.parent.parent.parent / "outside.yaml"
    target.write_text(entry_with(id="outside"))
    path.symlink_to(target)


def _link_to_itself(path: Path) -> None:
    path.symlink_to(path)


def _socket(path: Path) -> None:
    folder = os.open(path.parent, os.O_PATH)  # the address of a socket has room for 107 bytes only
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(f"/proc/self/fd/{folder}/{path.name}")
    os.close(folder)


TRAPS: dict[str, tuple[Callable[[Path], object], str]] = {
    "link out": (_link_to_file, "a symbolic link"),
    "link to itself": (_link_to_itself, "a symbolic link"),
    "pipe": (os.mkfifo, "a named pipe"),
    "folder": (Path.mkdir, "a folder"),
    "socket": (_socket, "a socket"),
}


@pytest.mark.parametrize(("trap", "kind"), TRAPS.values(), ids=TRAPS.keys())
def test_what_is_no_regular_file_is_refused_without_waiting(
    trap: Callable[[Path], object], kind: str, tmp_path: Path
) -> None:
    folder = folder_of(tmp_path / "content")
    trap(folder / "faq" / "b.yaml")
    assert sentences(folder) == [
        f"faq/b.yaml: this is {kind}, not a file. Put a file of that name here, or remove it.",
    ]


def test_a_folder_that_is_a_link_is_refused(tmp_path: Path) -> None:
    outside = folder_of(tmp_path / "outside")
    content = tmp_path / "content"
    content.mkdir()
    (content / "sources.yaml").write_text(SOURCES)
    (content / "faq").symlink_to(outside / "faq")
    assert sentences(content) == [
        "faq: this is a symbolic link, not a folder. Put a folder of that name here, or remove it.",
    ]


def test_the_content_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    folder_of(tmp_path / "release-2")
    (tmp_path / "content").symlink_to(tmp_path / "release-2")
    assert loaded(tmp_path / "content").pack is not None


def _become_a_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("/")


def _become_a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize(
    ("exchange", "expected"),
    [
        (Path.unlink, "this vanished while it was being read. Check again when it is back."),
        (_become_a_link, "this is not a file any more. Check again."),
        (_become_a_pipe, "this is not a file any more. Check again."),
    ],
    ids=["vanished", "became a link", "became a pipe"],
)
def test_a_file_exchanged_between_looking_and_opening_is_noticed(
    exchange: Callable[[Path], object], expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = folder_of(tmp_path)
    open_really = os.open

    def open_late(path: str, flags: int, *, dir_fd: int | None = None) -> int:
        if path == "a.yaml":
            exchange(folder / "faq" / "a.yaml")
        return open_really(path, flags, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", open_late)
    assert [str(problem) for problem in read(folder).problems] == [f"faq/a.yaml: {expected}"]


def test_a_folder_larger_than_sixteen_mebibytes_is_refused(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    comment = b"#" * MAX_FILE_BYTES
    for number in range(16):
        (folder / "faq" / f"b{number:02}.yaml").write_bytes(comment)
    problems = read(folder).problems
    assert [str(problem) for problem in problems] == [
        "faq/b15.yaml: with this file the folder holds more than 16 MiB. Shorten it.",
        "sources.yaml: with this file the folder holds more than 16 MiB. Shorten it.",
    ]


def test_unknown_files_are_warned_of_and_hidden_ones_passed_over(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    for name in ("README.md", "notes.txt", ".draft.yaml", "faq/b.yml", "faq/notes.txt", "faq/.a.yaml.swp"):
        (folder / name).write_text("?")
    (folder / "old").mkdir()
    used = "faq/, resources/, timelines/, overlays/, sources.yaml, ids.lock, README.md"
    unused = f"this is not used. Only these are used here: {used}."
    assert sentences(folder) == [
        "faq/b.yml: this is not used. Rename it to end in .yaml.",
        "faq/notes.txt: this is not used. Only files that end in .yaml are used in faq/.",
        f"notes.txt: {unused}",
        f"old: {unused}",
    ]
    assert loaded(folder).pack is not None


def test_many_unknown_files_are_five_lines_and_a_count(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    for number in range(20):
        (folder / f"note-{number:02}.txt").write_text("?")
    (folder / "faq" / "b.yml").write_text("?")
    found = sentences(folder)
    assert found[0] == "faq/b.yml: this is not used. Rename it to end in .yaml."
    assert [sentence.split(" Only")[0] for sentence in found[1:]] == [
        *(f"note-{number:02}.txt: this is not used." for number in range(5)),
        "note-05.txt: this and 14 more are not used.",
    ]


def test_a_file_name_cannot_break_the_report(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    (Path(os.fsdecode(os.fsencode(folder) + b"/faq/\xff\n\x1b.yaml"))).write_text("")
    [sentence] = sentences(folder)
    assert sentence == ("faq/\\xff\\n\\x1b.yaml: the file is empty. Write its content, or delete the file.")


def test_the_digest_changes_with_names_and_bytes_and_with_nothing_else(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    first = read(folder).digest
    assert read(folder).digest == first
    (folder / "README.md").write_text("How to edit")
    (folder / "notes.txt").write_text("a warning")
    assert read(folder).digest == first
    (folder / "faq" / "a.yaml").rename(folder / "faq" / "b.yaml")
    renamed = read(folder).digest
    assert renamed != first
    (folder / "faq" / "b.yaml").write_text(entry_with(answer="Other"))
    assert read(folder).digest not in (first, renamed)


def test_no_descriptor_stays_open(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    os.mkfifo(folder / "faq" / "b.yaml")
    open_now = Path("/proc/self/fd")
    before = len(list(open_now.iterdir()))
    for _ in range(3):
        read(folder)
    assert len(list(open_now.iterdir())) == before
