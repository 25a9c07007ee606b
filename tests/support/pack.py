"""A small pack for tests that are not about the shipped content: three entries, two of them easily confused.

And larger ones, of any number of entries under any number of topics.
"""

import json
from pathlib import Path

SOURCES = """\
sources:
  guide: {org: The guide, title: A career guide, url: null, year: null}
  board: {org: The board, title: Absence policy, url: "https://board.example/absence", year: 2025}
"""

ENTRIES = """\
entries:
  - id: how-long
    question: How long does it take to become a pain specialist?
    phrasings: [How many years is the training, Length of training for pain medicine, When am I done with training]
    topic: training
    answer: About 13 academic years after high school.
    sources: [guide]
    checked: 2026-11-01
    level: seed
    related: [skills]
    pinned: true
  - id: skills
    question: Which skills does a pain specialist need?
    phrasings: [What qualities make a good pain doctor, Do I need steady hands, Is communication important]
    topic: becoming
    answer: Steady hands, **listening**, and patience.
    sources: [guide]
    checked: 2026-11-01
    level: seed
  - id: leave
    question: How much leave can I take during residency?
    phrasings: [Days off in residency, Can I take parental leave, Leave of absence from training]
    topic: training
    answer: Up to 80 working days over four years.
    sources: [board]
    checked: 2026-11-01
    level: verified
"""


def write_pack(folder: Path, entries: str = ENTRIES, sources: str = SOURCES) -> Path:
    """A content folder at `folder`."""
    (folder / "faq").mkdir(parents=True, exist_ok=True)
    (folder / "faq" / "test.yaml").write_text(entries, encoding="utf-8")
    (folder / "sources.yaml").write_text(sources, encoding="utf-8")
    return folder


def entries_under(topics: dict[str, int]) -> str:
    """A file of so many entries under each topic, `first-0` asking "First 0?"; the last one of each is pinned."""
    entries = [
        {
            "id": f"{topic}-{number}",
            "question": f"{topic.capitalize()} {number}?",
            "phrasings": [f"{topic} {word} {number}" for word in ("alpha", "beta", "gamma")],
            "topic": topic,
            "answer": f"The answer to {topic} {number}.",
            "sources": ["guide"],
            "checked": "2026-11-01",
            "level": "seed",
            "pinned": number == size - 1,
        }
        for topic, size in topics.items()
        for number in range(size)
    ]
    return json.dumps({"entries": entries}, indent=1)
