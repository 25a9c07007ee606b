"""Documents over an index are found as if they stood in it."""

import pytest

from bot.content.loader import load
from bot.core.lookup.documents import Document, Documents
from bot.core.lookup.probes import PROBES
from tests.content.samples import TODAY
from tests.house.source import ROOT

LISTED = tuple(
    Document(one.id, (one.title,), (one.description, one.kind.value.replace("-", " "), one.look_for))
    for one in load(ROOT / "content", today=TODAY).draft.resources.values()
)
ALL = Documents(LISTED)
ASKED = [
    *("ultrasound course", "journal", "fellowship search", "asra", "board exam", "spine society", "guidelines opioids"),
    *("neuromodulation", "canda", "ultrasond", "residency program search", "usmle", "cme", "how do I find a program"),
]


@pytest.mark.parametrize("start", range(0, len(LISTED), 6))
def test_held_out_and_put_over_the_rest_a_document_keeps_its_place_and_nearly_its_score(start: int) -> None:
    out = LISTED[start : start + 6]
    rest = Documents(one for one in LISTED if one not in out)
    beyond = rest.over(out)
    for words in [*ASKED, *(one.titles[0] for one in out), *(one.texts[0] for one in out)]:
        whole = {match.entry_id: match.score for match in ALL.search(words, limit=99)}
        split = {match.entry_id: match.score for match in rest.search(words, limit=99, beyond=beyond)}
        assert next(iter(whole), None) == next(iter(split), None), words
        both = whole.keys() & split.keys()
        assert all(abs(whole[id_] - split[id_]) < 0.1 for id_ in both), words


def test_a_title_as_it_stands_is_certain_wherever_it_is() -> None:
    beyond = ALL.over([Document("mine", ("Zebrafish Toolbox",), ("An atlas.",))])
    [best, *_] = ALL.search("zebrafish  TOOLBOX!", beyond=beyond)
    assert (best.entry_id, best.score) == ("mine", 1.0)
    assert all(match.score < 1 for match in ALL.search("zebrafish toolbox atlas", beyond=beyond))


def test_a_word_of_their_own_is_not_taken_for_a_mistyped_one_of_the_index() -> None:
    index = Documents([Document("ankle", ("Ankle blocks",)), Document("other", ("Spine",))])
    beyond = index.over([Document("anki", ("Ankie decks",))])
    assert index.search("ankie")[0].entry_id == "ankle", "without them it is mistyped"
    assert index.search("ankie", beyond=beyond)[0].entry_id == "anki"
    assert index.search("anki", finished=False, beyond=beyond)[0].entry_id == "anki"


def test_typos_endings_and_beginnings_lead_to_them_too() -> None:
    beyond = ALL.over([Document("mine", ("Zebrafish toolboxes",), ("Recorded webinars.",))])
    for words, finished in (("zebrafishes", True), ("zebrafsh", True), ("toolbox", True), ("zebr", False)):
        assert ALL.search(words, finished=finished, beyond=beyond)[0].entry_id == "mine", words


def test_what_is_left_out_is_not_found_and_makes_room() -> None:
    best, second = ALL.search("board exam", limit=2)
    assert ALL.search("board exam", limit=1, but={best.entry_id})[0].entry_id == second.entry_id


def test_everyday_sentences_find_next_to_nothing() -> None:
    assert sum(bool(ALL.search(words)) for words in PROBES) <= 3


def test_nothing_is_found_in_nothing_or_by_nothing() -> None:
    empty = Documents([])
    assert empty.search("pain") == ()
    assert empty.over([]) is None
    assert [match.entry_id for match in empty.search("zebra", beyond=empty.over([Document("z", ("Zebra",))]))] == ["z"]
    for words in ("", " ", "?!", "\u0000"):
        assert ALL.search(words) == ()


def test_two_documents_with_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="one id"):
        Documents([Document("a", ("A",)), Document("a", ("B",))])
