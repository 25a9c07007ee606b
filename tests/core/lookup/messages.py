"""How lookup fares where a question stands within a message: `python -m tests.core.lookup.messages FAQ QUERIES`.

The files are those of `python -m bot evaluate`; each entry has four phrasings. Prints a row of docs/lookup.md for each
kind of message: of the queries in scope how many in a hundred are answered right and wrong, and offered; of the others
how many are answered and offered.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.content.jsonl import read_faq, read_queries
from bot.core.evaluation import Query
from bot.core.findings import Close, Finding, Found
from bot.core.lookup import Index, build, hear
from tests.core.lookup.chatter import behind, chatter, within

Ask = Callable[[str, int], Finding]


@dataclass
class Row:
    """Counts of queries."""

    in_scope: int = 0
    right: int = 0
    wrong: int = 0
    offered: int = 0
    out_of_scope: int = 0
    answered: int = 0
    offered_in_vain: int = 0

    def __str__(self) -> str:
        inside, outside = max(self.in_scope, 1), max(self.out_of_scope, 1)
        shares = [100 * count / inside for count in (self.right, self.wrong, self.offered)]
        vain = [100 * count / outside for count in (self.answered, self.offered_in_vain)]
        return " / ".join(f"{share:.1f}" for share in (*shares, *vain))


def row(queries: Sequence[Query], ask: Ask) -> Row:
    found = Row()
    for seed, query in enumerate(queries):
        finding = ask(query.words, seed)
        answered, offered = isinstance(finding, Found), isinstance(finding, Close)
        right = isinstance(finding, Found) and finding.match.entry_id in query.relevant
        if query.in_scope:
            found.in_scope += 1
            found.right += right
            found.wrong += answered and not right
            found.offered += offered
        else:
            found.out_of_scope += 1
            found.answered += answered
            found.offered_in_vain += offered
    return found


def kinds(index: Index) -> dict[str, Ask]:
    """What is looked up for each query, and how."""
    return {
        "alone, as by `/faq ask`": lambda words, _: index.find(words),
        "among 6 sentences, looked up whole": lambda words, seed: index.find(within(words, 6, seed=seed)),
        "among 2 sentences": lambda words, seed: hear(index, within(words, 2, seed=seed)).finding,
        "among 6 sentences": lambda words, seed: hear(index, within(words, 6, seed=seed)).finding,
        "among 6, without its question mark": lambda words, seed: (
            hear(index, within(words, 6, seed=seed, mark=".")).finding
        ),
        "behind a lead-in, without any mark": lambda words, seed: hear(index, behind(words, seed=seed)).finding,
        "6 sentences that ask nothing": lambda _, seed: hear(index, chatter(6, seed=seed)).finding,
    }


def main(faq: Path, queries: Path) -> None:
    entries = [replace(entry, phrasings=entry.phrasings[:3]) for entry in read_faq(faq)[0]]
    asked, _ = read_queries(queries)
    for kind, ask in kinds(build(entries)).items():
        print(f"{kind:36} {row(asked, ask)}")  # noqa: T201  # a command


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
