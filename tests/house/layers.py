"""Who may import whom, as a table and a check."""

import ast
import sys
from collections.abc import Iterable, Iterator

from tests.house.source import Source, dotted

OURS = {"bot", "cogs", "sandbox", "bench", "tests"}

# A module follows the longest row that names it or a package around it; without a row it may import nothing of ours.
# `cogs.X` stands for each cog: its own package alone, never another cog.
MAY_IMPORT: dict[str, tuple[str, ...]] = {
    "bot": (),
    "bot.core": ("bot.core",),
    "bot.config": ("bot.core", "bot.config"),
    "bot.logs": ("bot.core",),
    "bot.services": ("bot.core", "bot.services"),
    "bot.render": ("bot.core", "bot.render"),
    "bot.content": ("bot.core", "bot.content"),
    "bot.store": ("bot.core", "bot.store"),
    "bot.links": ("bot.core", "bot.links"),
    "bot.dpy": ("bot.core", "bot.services", "bot.render", "bot.dpy"),
    "bot.health": ("bot.core", "bot.health"),
    "bot.app": ("bot",),
    "bot.cli": ("bot",),
    "bot.__main__": ("bot",),
    "cogs": (),
    "cogs.X": ("bot.core", "bot.services", "bot.render", "bot.dpy", "cogs.X"),
    "sandbox": ("sandbox",),
}

# A library that is an edge of the world stays at that edge.
LIVES_IN: dict[str, tuple[str, ...]] = {
    "discord": ("bot.dpy", "cogs"),
    "sqlalchemy": ("bot.store",),
    "alembic": ("bot.store",),
    "aiosqlite": ("bot.store",),
    "yaml": ("bot.content", "bot.config"),
    "matplotlib": ("bot.render",),
    "icalendar": ("bot.render",),
}

CORE_LIBRARIES = {"numpy", "snowballstemmer", "rapidfuzz", "dateutil"}
# The parts of the standard library that touch the world: files, sockets, processes, clocks, other threads.
WORLDLY = (
    *("asyncio", "concurrent", "multiprocessing", "threading", "subprocess", "signal", "ctypes", "time"),
    *("fcntl", "glob", "io", "logging", "mmap", "os", "pathlib", "shutil", "sqlite3", "tempfile", "getpass"),
    *("ftplib", "http", "imaplib", "poplib", "select", "selectors", "smtplib", "socket", "socketserver", "ssl"),
    *("urllib.request", "webbrowser"),
)
CLOCKS = {"now", "utcnow", "today"}
WORLDLY_CALLS = {"open", "input", "print", "breakpoint"}


def violations(sources: Iterable[Source]) -> list[str]:
    """Every import (and, in the core, every call) that the tables forbid, as `file:line what`."""
    return [problem for source in sources for problem in _of(source)]


def _of(source: Source) -> Iterator[str]:
    row, allowed = _row(source.module)
    pure = source.inside("bot.core")
    for line, target in _imports(source):
        if target.startswith("."):
            yield source.at(line, "a relative import")
        elif _top(target) in OURS:
            if not _within(target, allowed):
                yield source.at(line, f"{row} may not import {target}")
        else:
            home = LIVES_IN.get(_top(target))
            if home is not None and not source.inside(*home):
                yield source.at(line, f"{_top(target)} is imported outside {' and '.join(home)}")
            if pure and not _is_pure(target):
                yield source.at(line, f"the core may not import {target}")
    if pure:
        yield from _worldly_calls(source)


def _row(module: str) -> tuple[str, tuple[str, ...]]:
    parts = module.split(".")
    if parts[0] == "cogs" and len(parts) > 1:
        own = f"cogs.{parts[1]}"
        return own, tuple(own if name == "cogs.X" else name for name in MAY_IMPORT["cogs.X"])
    if parts[0] in ("bot", "sandbox") and len(parts) > 1:
        row = ".".join(parts[:2]) if parts[0] == "bot" else "sandbox"
        return row, MAY_IMPORT.get(row, ())
    return module, MAY_IMPORT.get(module, ())


def _imports(source: Source) -> Iterator[tuple[int, str]]:
    """Every import of the file, also those inside functions or for type checkers, and those by literal name."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            yield from ((node.lineno, f"{base}.{name.name}".removesuffix(".*")) for name in node.names)
        elif isinstance(node, ast.Call) and dotted(node.func).split(".")[-1] in ("import_module", "__import__"):
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield node.lineno, first.value


def _worldly_calls(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            called = dotted(node.func)
            if called in WORLDLY_CALLS:
                yield source.at(node.lineno, f"the core may not call {called}()")
            elif "." in called and called.split(".")[-1] in CLOCKS:
                yield source.at(node.lineno, f"the core may not read a clock: {called}()")


def _is_pure(target: str) -> bool:
    if _within(target, WORLDLY):
        return False
    return _top(target) in CORE_LIBRARIES or _top(target) in sys.stdlib_module_names


def _within(target: str, packages: Iterable[str]) -> bool:
    return any(target == package or target.startswith(f"{package}.") for package in packages)


def _top(target: str) -> str:
    return target.split(".", maxsplit=1)[0]
