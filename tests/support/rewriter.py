"""An editor that saves in the worst way: in place, and in pieces after each of which the file is good YAML.

Every other time the file is emptied first, so that entries are missing in between; else the new text is written over
the old one, so that entries of two versions stand side by side.

`python -m tests.support.rewriter FILE TIMES REST_EVERY`
"""

import sys
import time
from pathlib import Path

ENTRIES = 12
BREATH = 0.0008  # seconds between two pieces
REST = 0.9  # more than the bot waits for a file to settle


def version(number: int) -> list[str]:
    """The pieces of a file whose entries all say, at the beginning and at the end of their answers, which it is."""
    filler = "words and more words " * 12
    entries = [
        f"  - id: entry-{entry}\n"
        f"    question: What is the number of {_spelled(entry)}?\n"
        f"    phrasings: [{_spelled(entry)} one, {_spelled(entry)} two, {_spelled(entry)} three]\n"
        "    topic: training\n"
        f"    answer: v{number:04} {filler}v{number:04}\n"
        "    sources: []\n    checked: 2026-11-01\n    level: unverified\n"
        for entry in range(ENTRIES)
    ]
    return ["entries:\n" + entries[0], *entries[1:]]


def _spelled(entry: int) -> str:
    return "".join("bcdfghjklm"[int(digit)] + "a" for digit in f"{entry:03}")


def main(file: Path, times: int, rest_every: int) -> None:
    number = 0
    while number < times:
        number += 1
        with file.open("r+", encoding="utf-8") as written:
            if number % 2:
                written.truncate(0)
            for piece in version(number):
                written.write(piece)
                written.flush()
                time.sleep(BREATH)
        if number % rest_every == 0:
            time.sleep(REST)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
