"""The address of the database: a SQLAlchemy address of one SQLite file."""

import os
from pathlib import Path
from urllib.parse import unquote

from bot.config.values import said

SCHEME = "sqlite+aiosqlite://"
EXAMPLE = f"{SCHEME}/data/preceptor.db"
_GOOD = f'Give one such as "{EXAMPLE}": three slashes before a relative path, four before an absolute one.'


def usable_address(address: str) -> str:
    """Refuses everything but the address of a file."""
    if not address.startswith(SCHEME):
        raise said("this is no address of an SQLite database.", _GOOD)
    path, mark, _ = address.removeprefix(SCHEME).partition("?")
    if mark:
        raise said("nothing may follow the path.", 'Delete the "?" and what stands behind it.')
    name = unquote(path.removeprefix("/"))
    if not path.startswith("/") or not name or name == ":memory:" or name.startswith("file:"):
        raise said("the asks need a file to outlive the process.", _GOOD)
    if not name.isprintable():
        raise said("the path holds a character that cannot be seen.", "Write it anew.")
    if name.endswith("/") or Path(name).name in ("", "..", "."):
        raise said("the path names a folder.", "Add the name of the file, such as preceptor.db.")
    return address


def file_of(address: str) -> Path:
    """The file that a usable address names. SQLAlchemy undoes percent signs, so they are undone here."""
    return Path(unquote(address.removeprefix(f"{SCHEME}/")))


def below(folder: Path, address: str) -> str:
    """`address` with a relative path taken from `folder`, whatever characters that has in its name."""
    file = file_of(address)
    if file.is_absolute():
        return address
    return f"{SCHEME}/{str(folder / file).replace('%', '%25').replace('?', '%3F')}"


def obstacle(file: Path, *, to_write: bool) -> tuple[str, str] | None:
    """What stands in the way of a database at `file`, as what and hint. Looks at few places and makes nothing."""
    try:
        if file.is_dir():
            return f"{file} is a folder.", "Add the name of the file, such as preceptor.db."
        there = next((folder for folder in file.absolute().parents if folder.exists()), Path("/"))
        if not there.is_dir():
            return f"{there} is a file, and a database needs a folder.", "Choose another path."
        if to_write and not os.access(there, os.W_OK | os.X_OK):
            return f"the folder {there} cannot be written.", "Give it to the bot's user, or choose another one."
        if to_write and file.exists() and not os.access(file, os.R_OK | os.W_OK):
            return f"the file {file} cannot be written.", "Give it to the bot's user."
    except OSError as error:
        why = error.strerror or type(error).__name__
        return f"{file} cannot be looked at ({why}).", "Check the path and who may read it."
    return None
