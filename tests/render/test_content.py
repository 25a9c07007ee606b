"""Cards about the content: exact, harmless, and never more than Discord takes."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.changes import Changed, Changes, Tally
from bot.core.codes import decode
from bot.core.editing import Fate, Outdated, Pending, Preview, Reloaded, Status
from bot.core.history import Retired
from bot.core.pack import Entry, Pack
from bot.core.problems import Problem, ProblemKind, Report
from bot.render import content as cards
from bot.render import faq
from bot.render.card import Buttons, Card, Menu, Option, Text, Tone

AT = datetime(2031, 3, 5, 14, 2, tzinfo=UTC)
ENTRY = Entry(
    "how-long", "How long does it take?", ("a", "b", "c"), "training", "Years.", checked=AT.date(), related=("pay",)
)
PAY = replace(ENTRY, id="pay", question="What does it pay?", related=())
LIVE = Pack({"how-long": ENTRY, "pay": PAY}, {}, "3f2a91bc04d1e5aa")
PROBLEM = Problem("faq/a.yaml", 3, 5, "entries[0].answer", ProblemKind.MENTION, "@everyone would ping.", "Delete it.")
STATUS = Status(
    loaded_at=AT,
    digest=LIVE.digest,
    counts={"files": 1, "entries": 2, "sources": 1, "lists": 0, "errors": 0, "warnings": 1},
    topics={"training": 1, "work-and-life": 1},
    live=2,
    pending=None,
    outdated=(),
    days=30,
)


def pending(*problems: Problem, draft: Pack = LIVE, dropped: tuple[str, ...] = ()) -> Pending:
    return Pending(draft, Report(problems), {}, AT, dropped)


def text_of(card: Card) -> str:
    return "\n".join(part.content for part in card.parts if isinstance(part, Text))


def plain(card: Card) -> str:
    """The text as it is shown: without the backslashes before punctuation."""
    return text_of(card).replace("\\", "").replace("\u200b", "")


def test_the_status_says_since_when_and_from_what() -> None:
    card = cards.status(STATUS)
    text = plain(card)
    assert "Live since **5 Mar 2031, 14:02 UTC**, from `3f2a91bc04d1`" in text
    assert "1 file, 2 entries, 1 source, 1 warning\n" in text, "what there is none of is left out"
    assert "Training 1 · Work and life 1" in text
    assert "The files are what is live." in text
    assert "No answer was called out of date here in the last 30 days." in text
    assert card.tone is Tone.ANSWER


def test_the_status_lists_problems_by_place_and_says_that_the_old_stays() -> None:
    card = cards.status(replace(STATUS, pending=pending(PROBLEM)))
    assert "**1 problem in the files** as of 5 Mar 2031, 14:02 UTC: what was live stays live." in plain(card)
    assert "- faq/a.yaml:3:5 entries[0].answer: @everyone would ping. Delete it." in plain(card)
    assert card.tone is Tone.TROUBLE


def test_what_a_file_says_can_neither_ping_nor_link_nor_break_the_layout() -> None:
    nasty = replace(PROBLEM, file="faq/<@1>.yaml", message="# big\n[a](https://b.example) `@here`")
    text = text_of(cards.status(replace(STATUS, pending=pending(nasty))))
    assert "@everyone" not in text
    assert "@here" not in text
    assert "<@1>" not in text
    assert "](https" not in text
    assert "\n# big" not in text


def test_a_load_that_waits_says_what_would_go_and_who_can_decide() -> None:
    card = cards.status(replace(STATUS, live=10, pending=pending(dropped=("pay", "how-long", "third", "fourth"))))
    text = plain(card)
    assert "A load waits for an operator." in text
    assert "4 of 10 entries (40%) would go without a word: `pay`, `how-long`, `third`, `fourth`." in text
    assert "`/content reload confirm:true`" in text
    assert card.tone is Tone.ASKING


def test_the_status_names_answers_that_readers_called_out_of_date() -> None:
    text = plain(cards.status(replace(STATUS, outdated=(Outdated(ENTRY, 3),))))
    assert "- 3 × How long does it take? (`how-long`, checked 5 Mar 2031)" in text
    assert "cannot be read right now" in plain(cards.status(replace(STATUS, outdated=None)))


def preview(
    entry: Entry | None, *, files: Pack = LIVE, of: Pending | None = None, **changes: object
) -> tuple[Card, ...]:
    shown = Preview(entry.id if entry else "how-long", entry, files, LIVE, (), of)
    return cards.preview(replace(shown, **changes))  # type: ignore[arg-type]  # one of several typed fields


def test_the_preview_is_the_very_card_with_controls_that_cannot_be_pressed() -> None:
    note, card = preview(ENTRY)
    assert "Members see it like this now." in plain(note)
    real = faq.answer(ENTRY, LIVE, ask_id=0)
    assert [part for part in card.parts if isinstance(part, Text)] == [p for p in real.parts if isinstance(p, Text)]
    buttons = [button for part in card.parts if isinstance(part, Buttons) for button in part.buttons]
    assert [button.label for button in buttons] == ["That helped", "Not what I meant", "What does it pay?"]
    assert not any(button.enabled for button in buttons)
    assert [decode(button.code) for button in buttons] == [None, None, None]
    assert len({button.code for button in buttons}) == 3


def test_a_menu_of_a_preview_cannot_be_used_either() -> None:
    menu = Menu("s1:e", "Pick one", (Option("One", "one"),))
    [part] = cards.inert(Card(Tone.ANSWER, (menu,))).parts
    assert isinstance(part, Menu)
    assert not part.enabled
    assert decode(part.code) is None


EDITED = replace(ENTRY, answer="Many years.")
FILES = Pack({"how-long": EDITED, "pay": PAY}, {}, "other")
NOTES: Mapping[str, tuple[Entry, Pending, tuple[Problem, ...], str]] = {
    "edited, with its own problem": (
        EDITED,
        pending(PROBLEM, draft=FILES),
        (PROBLEM,),
        "Members see another version of it now. It waits for its problems to be mended:\n- faq/a.yaml:3:5",
    ),
    "edited, with a problem elsewhere": (
        EDITED,
        pending(PROBLEM, draft=FILES),
        (),
        "Members see another version of it now. It waits for 1 problem elsewhere in the files:\n- faq/a.yaml:3:5",
    ),
    "edited, held": (
        EDITED,
        pending(draft=FILES, dropped=("pay",)),
        (),
        "Members see another version of it now. The load waits for an operator: see `/content status`.",
    ),
    "new": (replace(ENTRY, id="new"), pending(PROBLEM), (), "Members do not see it yet. It waits for 1 problem"),
    "the same": (ENTRY, pending(PROBLEM), (), "Members see it like this now."),
    "the same, beside a related entry with problems": (
        ENTRY,
        pending(PROBLEM, draft=Pack({"how-long": ENTRY}, {}, "other")),
        (),
        "Members see it like this now.",
    ),
    "the same to look at": (
        replace(ENTRY, phrasings=("d", "e", "f")),
        pending(PROBLEM),
        (),
        "Members see the same answer now; other parts of the entry differ. It waits for 1 problem",
    ),
}


@pytest.mark.parametrize(("entry", "of", "own", "note"), NOTES.values(), ids=NOTES.keys())
def test_the_note_says_whether_members_see_it_and_what_keeps_it(
    entry: Entry, of: Pending, own: tuple[Problem, ...], note: str
) -> None:
    first, *_ = preview(entry, of=of, files=of.draft, own=own)
    assert note in plain(first)


def test_what_cannot_be_shown_is_not_tried() -> None:
    [note] = preview(None, of=pending(PROBLEM), own=(PROBLEM,))
    assert "cannot be shown before these problems are mended.\n- faq/a.yaml:3:5" in plain(note)
    [note] = preview(replace(ENTRY, answer="m" * 4000), of=pending(PROBLEM))
    assert "Discord would refuse this card.\n- the card would have 4," in plain(note)


def test_a_difference_names_what_comes_differs_and_goes() -> None:
    changes = Changes(
        added=("new",),
        changed=(Changed("how-long", ("answer", "checked")),),
        renamed=(Changed("salary", (), "pay"), Changed("wage", ("tags",), "wages")),
        retired=(Retired("old", "Old?", date(2031, 3, 5), "new"), Retired("older", "Older?", date(2031, 3, 4), None)),
        removed=("gone",),
        unread=("there",),
        others={"sources": Tally(1, 2, 0), "resources": Tally(0, 0, 3)},
    )
    text = plain(cards.diff(changes))
    for line in (
        "**New** (1)\n- `new`",
        "**Changed** (1)\n- `how-long`: answer, checked",
        "**Renamed** (2)\n- `pay` → `salary`\n- `wages` → `wage`; also tags",
        "**Retired** (2)\n- `old` on 5 Mar 2031, succeeded by `new`\n- `older` on 4 Mar 2031",
        "**Gone without a word** (1)\n- `gone`",
        "until the problems of their files are mended** (1)\n- `there`",
        "- sources: 1 new, 2 changed\n- resources: 3 gone",
    ):
        assert line in text
    assert "No difference" in plain(cards.diff(Changes()))


def reloaded(fate: Fate, of: Pending | None = None, dropped: tuple[str, ...] = ()) -> str:
    return plain(cards.reloaded(Reloaded(fate, 10, 12, dropped, AT, of)))


def test_a_reload_says_what_came_of_it() -> None:
    assert "live since 5 Mar 2031, 14:02 UTC" in reloaded(Fate.SAME)
    assert reloaded(Fate.TAKEN) == "## Loaded\nLive from now on: 10 entries. Before: 12."
    assert reloaded(Fate.TAKEN, dropped=("a-one", "b-two")).endswith("Before: 12.\nGone: `a-one`, `b-two`.")
    assert "**1 problem in the files**" in reloaded(Fate.REFUSED, pending(PROBLEM))
    assert "4 of 10 entries (40%)" in reloaded(Fate.HELD, pending(dropped=("a1", "b2", "c3", "d4")))


ids = st.lists(st.from_regex(r"[a-z0-9-]{40}", fullmatch=True), max_size=60, unique=True).map(tuple)
marks = st.text("<@#`*_[](){}.:!~|>-é", min_size=1, max_size=400)
problems = st.lists(
    st.builds(Problem, marks, st.just(1), st.just(1), marks, st.just(ProblemKind.MENTION), marks, marks), max_size=40
)


@settings(max_examples=60, deadline=None)
@given(ids, problems)
def test_no_card_is_more_than_discord_takes(names: tuple[str, ...], found: list[Problem]) -> None:
    waiting = pending(*found, dropped=names)
    topics = dict.fromkeys(names, 10000)
    entries = [replace(ENTRY, id=name, question="?" * 100) for name in names]
    outdated = tuple(Outdated(entry, 1_000_000) for entry in entries)
    fields = ("question", "phrasings", "topic", "answer", "sources", "checked", "level", "tags", "audience", "related")
    changes = Changes(
        added=names,
        changed=tuple(Changed(name, fields) for name in names),
        renamed=tuple(Changed(name, fields, name) for name in names),
        retired=tuple(Retired(name, "?", AT.date(), name) for name in names),
        removed=names,
        unread=names,
        others={"resources": Tally(1_000, 1_000, 1_000)},
    )
    made = [
        cards.status(replace(STATUS, live=max(len(names), 1), pending=waiting, topics=topics, outdated=outdated)),
        cards.diff(changes),
        cards.reloaded(Reloaded(Fate.HELD, max(len(names), 1), 1, names, AT, waiting)),
        cards.reloaded(Reloaded(Fate.TAKEN, 1, 1, names, AT, None)),
        *preview(EDITED, of=waiting, own=tuple(found)),
        *preview(None, of=waiting, own=tuple(found)),
    ]
    assert not [excess for card in made for excess in card.excesses()]
