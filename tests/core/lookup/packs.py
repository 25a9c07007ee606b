"""Entries for lookup tests: a small pack in plain sentences, and large ones that are generated."""

import random
from collections.abc import Iterable
from dataclasses import replace

from bot.core.pack import Entry


def entry(id: str, question: str, *phrasings: str) -> Entry:
    return Entry(id=id, question=question, phrasings=phrasings, topic="", answer="…")


GARDEN = (
    entry(
        "roses", "When should roses be pruned?", "pruning roses", "how do I cut back a rose bush", "rose trimming time"
    ),
    entry(
        "lawn", "How often does a lawn need mowing?", "mowing the lawn", "cut the grass how often", "lawn care weekly"
    ),
    entry("slugs", "What keeps slugs away?", "snails eat my lettuce", "getting rid of slugs", "slug pellets or beer"),
    entry("compost", "What goes into the compost?", "composting rules", "can meat be composted", "kitchen scraps heap"),
    entry("frost", "Which plants survive frost?", "hardy plants", "winter protection", "freezing nights and pots"),
)

_SYLLABLES = "ba con di fer gul ter mon ral sin tor vel pri qua lex nim oc pur hab jec zen".split()  # noqa: SIM905


def synthetic(count: int, *, seed: int = 1) -> list[Entry]:
    """`count` entries of four phrasings in a made-up language whose words are as unevenly common as real ones."""
    dice = random.Random(seed)
    words = ["".join(dice.choices(_SYLLABLES, k=dice.choice((1, 2, 2, 3, 3, 4)))) for _ in range(8000)]
    commonness = [1 / (rank + 3) for rank in range(len(words))]

    def phrasing(topic: list[str]) -> str:
        return " ".join(dice.sample(topic, 2) + dice.choices(words, commonness, k=dice.randint(3, 8)))

    entries = []
    for number in range(count):
        topic = [*dice.choices(words, commonness, k=4), dice.choice(words)]
        entries.append(entry(f"e{number:05}", *(phrasing(topic) for _ in range(4))))
    return entries


def questions(entries: list[Entry], count: int, *, seed: int = 2) -> list[str]:
    """Queries near some of the entries: words of a phrasing and of another entry, one in seven mistyped."""
    dice = random.Random(seed)
    made = []
    for _ in range(count):
        words = dice.sample(dice.choice(entries).phrasings[0].split(), 4) + dice.choice(entries).question.split()[:2]
        made.append(" ".join(_mistyped(word, dice) for word in words))
    return made


def with_phrasings(entries: Iterable[Entry], count: int) -> list[Entry]:
    """The same entries with `count` phrasings each, the question included."""
    return [replace(entry, phrasings=entry.phrasings[: count - 1]) for entry in entries]


def _mistyped(word: str, dice: random.Random) -> str:
    if len(word) < 5 or dice.random() > 0.15:
        return word
    at = dice.randrange(len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
