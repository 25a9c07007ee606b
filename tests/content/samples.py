"""Content folders written for a test."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from bot.content.loader import Loaded, load
from bot.core.pack import Entry, Pack

TODAY = date(2026, 11, 24)

ENTRY = """\
  - id: fellowship-length
    question: How long is the fellowship?
    phrasings: [how many years of fellowship, is it one year or two, length of the fellowship]
    topic: training
    answer: Twelve months.
    sources: [guide]
    checked: 2026-11-24
    level: secondary
"""
SOURCES = """\
sources:
  guide: {org: A society, title: A page, url: "https://example.org/page", year: 2025}
"""


def entry_with(**changes: str | None) -> str:
    """A file of the sample entry with values replaced, as YAML text, or left out where None."""
    lines = ENTRY.removeprefix("  - ").splitlines()
    fields = dict(line.strip().split(": ", 1) for line in lines) | changes
    body = "\n    ".join(f"{key}: {value}" for key, value in fields.items() if value is not None)
    return f"entries:\n  - {body}\n"


def folder_of(root: Path, faq: str | bytes = "entries:\n" + ENTRY, sources: str | bytes = SOURCES) -> Path:
    """A content folder with one FAQ file and the sources."""
    (root / "faq").mkdir(parents=True, exist_ok=True)
    (root / "faq" / "a.yaml").write_bytes(faq if isinstance(faq, bytes) else faq.encode())
    (root / "sources.yaml").write_bytes(sources if isinstance(sources, bytes) else sources.encode())
    return root


def loaded(root: Path, measure: Callable[[Entry, Pack], Sequence[str]] | None = None) -> Loaded:
    return load(root, today=TODAY, measure=measure)


def sentences(root: Path) -> list[str]:
    """The problems of a folder as an editor reads them."""
    return [str(problem) for problem in loaded(root).report.problems]
