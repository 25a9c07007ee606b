"""The files of a content folder, read without trusting one of them.

Only regular files below the folder are opened, by name relative to an open folder and never through a link; a pipe or
a device cannot make a load wait. The folder itself may be a link: that is the operator's choice.
"""

import errno
import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.content.kinds import FOLDERS, LOCK, SOURCES
from bot.content.places import WHOLE_FILE, Notes, Place, place_in, quoted, unwanted_in
from bot.core.problems import Problem, ProblemKind

MAX_FILE_BYTES = 1 << 20
MAX_TOTAL_BYTES = 16 << 20
MAX_FILES = 1_000
MAX_IGNORED = 5  # named one by one for the same reason; a wrong folder may hold thousands

FILES = (SOURCES, LOCK)
ALLOWED = ("README.md",)  # for people, not read

_FILE_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_FOLDER_FLAGS = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC

_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class ContentFile:
    """One file that was read; `name` is relative to the content folder, with `/`."""

    name: str
    data: bytes
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, in the order of the names, and what could not be."""

    files: tuple[ContentFile, ...]
    problems: tuple[Problem, ...]

    @property
    def digest(self) -> str:
        """SHA-256 (hex) over the names and bytes of the files, and over the errors where there are any."""
        total = hashlib.sha256()
        for file in self.files:
            total.update(f"{len(file.name)}:{file.name}:{len(file.data)}:".encode())
            total.update(file.data)
        for problem in self.problems:
            if problem.level == "error":
                total.update(str(problem).encode())
        return total.hexdigest()


class _UnusableError(Exception):
    """Why one file cannot be used: the kind and the two sentences of its problem, and the place."""

    def __init__(self, kind: ProblemKind, message: str, hint: str = "", place: Place = WHOLE_FILE) -> None:
        super().__init__(message)
        self.kind, self.message, self.hint, self.place = kind, message, hint, place


def holds_content(folder: Path) -> bool:
    """Whether anything that would be read stands in `folder`, readable or not."""
    return any(os.path.lexists(folder / name) for name in (*FOLDERS, SOURCES))


def guessed(folder: Path) -> str:
    """`Did you mean "…"?` with a content folder inside, beside or around `folder`, which is none; or nothing."""
    around = folder.parent if folder.name not in ("", "..") else folder / ".."
    likely = (folder / "content", around, around / "content")
    found = next((place for place in likely if (place / "faq").is_dir()), None)
    return f"Did you mean {quoted(str(found), limit=200)}?" if found else ""


def read(folder: Path) -> Reading:
    """Read all content files of `folder`. Raises an OSError where there is no such folder or it cannot be opened."""
    reader = _Reader()
    root = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        reader.root(root)
    finally:
        os.close(root)
    return Reading(tuple(reader.files), (*reader.problems, *reader.warnings))


class _Reader:
    def __init__(self) -> None:
        self.files: list[ContentFile] = []
        self.problems: list[Problem] = []
        self._ignored: dict[str, list[str]] = {}  # what to do about them -> names
        self._bytes = 0

    @property
    def warnings(self) -> Iterator[Problem]:
        """What is not used: some by name, the rest in one sentence."""
        for hint, names in self._ignored.items():
            for number, name in enumerate(names[: MAX_IGNORED + 1]):
                more = len(names) - MAX_IGNORED - 1 if number == MAX_IGNORED else 0
                message = f"this and {more:,} more are not used." if more else "this is not used."
                yield Problem(name, *WHOLE_FILE, "", ProblemKind.UNUSED_FILE, message, hint)

    def root(self, root: int) -> None:
        for name in _names(root):
            if name in FOLDERS:
                with self._noting(name), _folder(root, name) as inner:
                    self._folder(inner, name)
            elif name in FILES:
                self._file(root, name, name)
            elif name not in ALLOWED:
                expected = ", ".join([*(f"{folder}/" for folder in FOLDERS), *FILES, *ALLOWED])
                self._ignore(name, f"Only these are used here: {expected}.")

    def _folder(self, folder: int, folder_name: str) -> None:
        for name in _names(folder):
            if name.endswith(".yaml"):
                self._file(folder, name, f"{folder_name}/{name}")
            elif name.endswith(".yml"):
                self._ignore(f"{folder_name}/{name}", "Rename it to end in .yaml.")
            elif name not in ALLOWED:
                self._ignore(f"{folder_name}/{name}", f"Only files that end in .yaml are used in {folder_name}/.")

    def _file(self, folder: int, name: str, shown: str) -> None:
        shown = _shown(shown)
        with self._noting(shown):
            if len(self.files) >= MAX_FILES:
                message = f"this is more than {MAX_FILES:,} files."
                raise _UnusableError(ProblemKind.TOO_MANY_FILES, message, "Join some of them.")
            data = _bytes_of(folder, name)
            self._bytes += len(data)
            if self._bytes > MAX_TOTAL_BYTES:
                message = f"with this file the folder holds more than {MAX_TOTAL_BYTES >> 20} MiB."
                raise _UnusableError(ProblemKind.FOLDER_TOO_LARGE, message, "Shorten it.")
            self.files.append(ContentFile(shown, data, _text_of(data)))

    def _ignore(self, name: str, hint: str) -> None:
        self._ignored.setdefault(hint, []).append(_shown(name))

    @contextmanager
    def _noting(self, shown: str) -> Iterator[None]:
        try:
            yield
        except _UnusableError as why:
            notes = Notes(shown)
            notes.add(why.place, (), why.kind, why.message, why.hint)
            self.problems += notes.problems


def _names(folder: int) -> list[str]:
    """Names in `folder`, sorted, without hidden ones: editors keep their locks and copies there."""
    return sorted(name for name in os.listdir(folder) if not name.startswith("."))


def _shown(name: str) -> str:
    """A file name as text that can be printed: bytes that are not UTF-8 and control characters are escaped."""
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


@contextmanager
def _folder(parent: int, name: str) -> Iterator[int]:
    descriptor = _opened(parent, name, _FOLDER_FLAGS, stat.S_ISDIR, "a folder")
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _bytes_of(folder: int, name: str) -> bytes:
    descriptor = _opened(folder, name, _FILE_FLAGS, stat.S_ISREG, "a file")
    with os.fdopen(descriptor, "rb") as file:
        try:
            data = file.read(MAX_FILE_BYTES + 1)
        except OSError as error:
            raise _UnusableError(ProblemKind.UNREADABLE_FILE, f"this cannot be read: {_reason(error)}.") from error
    if len(data) > MAX_FILE_BYTES:
        raise _UnusableError(ProblemKind.FILE_TOO_LARGE, "this is larger than 1 MiB.", "Split it into several files.")
    return data


def _opened(parent: int, name: str, flags: int, is_wanted: Callable[[int], bool], wanted: str) -> int:
    """A descriptor of `name`. It is looked at before it is opened and again after: it may have been exchanged."""
    try:
        mode = os.stat(name, dir_fd=parent, follow_symlinks=False).st_mode
        if not is_wanted(mode):
            message, hint = f"this is {_kind(mode)}, not {wanted}.", f"Put {wanted} of that name here, or remove it."
            raise _UnusableError(ProblemKind.NOT_A_FILE, message, hint)
        descriptor = os.open(name, flags, dir_fd=parent)
    except FileNotFoundError as error:
        message, hint = "this vanished while it was being read.", "Check again when it is back."
        raise _UnusableError(ProblemKind.UNREADABLE_FILE, message, hint) from error
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENXIO, errno.ENOTDIR):
            raise _exchanged(wanted) from error
        message, hint = f"this cannot be opened: {_reason(error)}.", "Make it readable for the bot."
        raise _UnusableError(ProblemKind.UNREADABLE_FILE, message, hint) from error
    if not is_wanted(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise _exchanged(wanted)
    return descriptor


def _exchanged(wanted: str) -> _UnusableError:
    return _UnusableError(ProblemKind.UNREADABLE_FILE, f"this is not {wanted} any more.", "Check again.")


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()


def _kind(mode: int) -> str:
    kinds = (
        (stat.S_ISLNK, "a symbolic link"),
        (stat.S_ISDIR, "a folder"),
        (stat.S_ISREG, "a file"),
        (stat.S_ISFIFO, "a named pipe"),
        (stat.S_ISSOCK, "a socket"),
    )
    return next((name for is_kind, name in kinds if is_kind(mode)), "a device")


def _text_of(data: bytes) -> str:
    """`data` as text without unwanted characters."""
    if data.startswith(_UTF8_MARK):
        message, hint = "the file starts with a byte order mark.", 'Save it as plain "UTF-8", not "UTF-8 with BOM".'
        raise _UnusableError(ProblemKind.NOT_UTF8, message, hint, Place(1, 1))
    if data.startswith(_UTF16_MARKS):
        raise _UnusableError(ProblemKind.NOT_UTF8, "the file is UTF-16.", "Save it as UTF-8.", Place(1, 1))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        message, place = f"byte 0x{data[error.start]:02X} is not UTF-8.", place_in(before, len(before))
        raise _UnusableError(ProblemKind.NOT_UTF8, message, "Save the file as UTF-8.", place) from error
    unwanted = unwanted_in(text)
    if unwanted:
        index, name = unwanted
        raise _UnusableError(ProblemKind.INVISIBLE_CHARACTER, f"there is {name}.", "Delete it.", place_in(text, index))
    if not text.strip():
        raise _UnusableError(ProblemKind.EMPTY_FILE, "the file is empty.", "Write its content, or delete the file.")
    return text
