"""How well a search through the shipped lists finds what they have, and says so where they have nothing."""

from collections.abc import Mapping, Sequence
from itertools import chain

import pytest

from bot.content.loader import load
from bot.core.catalogue import Catalogue
from bot.core.lookup.documents import Document, Documents
from tests.content.samples import TODAY, loaded
from tests.core.lookup.sought import ALSO_SOUGHT, ALSO_UNLISTED, ASKED, SOUGHT, UNLISTED
from tests.house.source import ROOT

SHOWN = 5

Meant = Mapping[str, tuple[str, ...]]


@pytest.fixture(scope="module")
def index() -> Documents:
    pack = loaded(ROOT / "content").pack
    assert pack is not None
    return Catalogue(pack).view().index


def found(index: Documents, words: str) -> set[str]:
    return {match.entry_id for match in index.search(words, limit=SHOWN)}


@pytest.mark.parametrize(("sought", "least"), [(SOUGHT, 42), (ALSO_SOUGHT, 22), (ASKED, 11)])
def test_what_the_lists_have_is_among_the_hits(index: Documents, sought: Meant, least: int) -> None:
    missed = [words for words, meant in sought.items() if not found(index, words).intersection(meant)]
    assert len(sought) - len(missed) >= least, missed


@pytest.mark.parametrize(("unlisted", "most"), [(UNLISTED, 3), (ALSO_UNLISTED, 7)])
def test_where_the_lists_have_nothing_nearly_nothing_is_found(
    index: Documents, unlisted: Sequence[str], most: int
) -> None:
    wrong = {words: hits for words in unlisted if (hits := found(index, words))}
    assert len(wrong) <= most, wrong


@pytest.mark.parametrize("words", ["free podcasts for residents", "a", "the of and", "how do i find help", "r", "xx"])
def test_common_words_and_single_letters_find_nothing_by_themselves(index: Documents, words: str) -> None:
    assert found(index, words) == set()


def test_a_search_that_guesses_takes_what_shares_little(index: Documents) -> None:
    assert index.search("free podcasts for residents", guessing=True)


def test_the_sets_are_of_the_shipped_lists_and_have_nothing_twice() -> None:
    shipped = load(ROOT / "content", today=TODAY).draft.resources
    meant = chain.from_iterable(chain(SOUGHT.values(), ALSO_SOUGHT.values(), ASKED.values()))
    assert set(meant) <= set(shipped)
    every = [*SOUGHT, *ALSO_SOUGHT, *ASKED, *UNLISTED, *ALSO_UNLISTED]
    assert len(every) == len(set(every)) == 46 + 25 + 14 + 32 + 25


def test_items_of_a_server_are_held_to_the_same_rule() -> None:
    index = Documents([Document("ankle", ("Ankle blocks",), ("For residents.",)), Document("spine", ("Spine",))])
    beyond = index.over([Document("zebra", ("Zebrafish atlas",), ("Webinars for residents.",))])
    for words, hits in {
        "zebrafish": ["zebra"],
        "zebr": ["zebra"],
        "zebrafsh atlas": ["zebra"],
        "free podcasts for residents": [],
        "residents": ["ankle", "zebra"],
        "for a": [],
        "zebrafish atlas!": ["zebra"],
    }.items():
        assert sorted(match.entry_id for match in index.search(words, beyond=beyond)) == hits, words
