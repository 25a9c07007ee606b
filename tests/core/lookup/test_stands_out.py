from bot.core.findings import Close, Found
from bot.core.lookup import build
from bot.core.pack import Entry

PACK = [
    Entry("leave", "How much leave is there in residency?", ("days off in residency",), "work", ""),
    Entry("pay", "How much pay is there in residency?", ("salary in residency",), "work", ""),
]


def test_two_entries_that_fit_alike_are_a_question_and_not_an_answer() -> None:
    index = build(PACK, sure=0.2)
    finding = index.find("how much is there in residency")
    assert isinstance(finding, Close)
    assert {match.entry_id for match in finding.matches} == {"leave", "pay"}


def test_an_entry_that_leaves_the_others_behind_is_the_answer() -> None:
    finding = build(PACK, sure=0.2).find("salary residency")
    assert isinstance(finding, Found)
    assert finding.match.entry_id == "pay"


def test_the_very_words_of_an_entry_are_an_answer_however_near_another_is() -> None:
    twin = Entry("twin", "How much pay is there in a residency?", (), "work", "")
    finding = build([*PACK, twin], sure=0.2).find("How much pay is there in residency?")
    assert isinstance(finding, Found)
    assert finding.match == type(finding.match)("pay", 1.0)
