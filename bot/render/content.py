"""Cards about what stands in the files and what of it is live, for moderators and operators."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.core.changes import Changed, Changes, Tally
from bot.core.codes import BUTTON, MENU
from bot.core.editing import Fate, Outdated, Pending, Preview, Reloaded, Status
from bot.core.history import Retired
from bot.core.pack import topic_title
from bot.core.problems import Problem
from bot.core.settings import Language
from bot.render import faq
from bot.render.card import Buttons, Card, Menu, Part, Rule, Text, Tone
from bot.render.dates import Dates
from bot.render.neutral import neutral, shorten

# Characters: of one problem (neutralised it may have twice as many), of the list of them, and of others. Together they
# stay below what Discord takes.
PROBLEM, ROOM = 300, 1500
TOPICS, OUTDATED, GROUP = 700, 800, 400
DIGEST = 12
CHECK = "`python -m bot check`"
CONFIRM = "`/content reload confirm:true`"
ENGLISH = Dates()


def status(now: Status, dates: Dates = ENGLISH) -> Card:
    """What is live, what keeps the files from it, and which answers readers called out of date."""
    topics = " · ".join(f"{neutral(topic_title(topic))} {n:,}" for topic, n in now.topics.items())
    head = (
        f"## Content\nLive since **{dates.moment(now.loaded_at)}**, from `{now.digest[:DIGEST]}`\n"
        f"{_counted(now.counts)}\n-# {shorten(topics, TOPICS)}"
    )
    files = Text(_pending(now.pending, now.live, dates))
    return Card(_tone(now.pending), (Text(head), Rule(), files, Rule(), Text(_outdated(now, dates))))


def preview(shown: Preview, language: Language = Language.ENGLISH) -> tuple[Card, ...]:
    """A note on how it stands with the entry and, where it can be shown, the very card that members will see.

    Its buttons are there and cannot be pressed: nobody asked, so nothing is to be counted.
    """
    note = f"## Preview of {neutral(shown.id)}\n"
    if shown.entry is None:
        errors = shown.own or (shown.pending.report.errors if shown.pending else ())
        return (_note(shown, note + "It cannot be shown before these problems are mended.\n" + _problems(errors)),)
    card = faq.answer(shown.entry, shown.files, ask_id=0, language=language)
    excesses = card.excesses()
    if excesses:
        return (_note(shown, note + "Discord would refuse this card.\n" + _problems(shown.own, fallback=excesses)),)
    return (_note(shown, note + _standing(shown, card, language)), inert(card))


def diff(changes: Changes, dates: Dates = ENGLISH) -> Card:
    """Entries that come, differ and go, by id."""
    groups = [
        _group("New", [_code(id_) for id_ in changes.added]),
        _group("Changed", [f"{_code(one.id)}: {', '.join(one.fields)}" for one in changes.changed]),
        _group("Renamed", [_renamed(one) for one in changes.renamed]),
        _group("Retired", [_retired(one, dates) for one in changes.retired]),
        _group("Gone without a word", [_code(id_) for id_ in changes.removed]),
        _group("Unclear until the problems of their files are mended", [_code(id_) for id_ in changes.unread]),
        _group("Other than entries", [_tally(name, tally) for name, tally in changes.others.items()]),
    ]
    texts = [Text(group) for group in groups if group]
    if not texts:
        return Card(Tone.NOTICE, (Text("## No difference\nWhat stands in the files is what is live."),))
    heading = (
        "## If the files became live\n-# An entry that goes keeps its buttons and counts when it is renamed or retired."
    )
    return Card(Tone.ASKING, (Text(heading), *texts))


def reloaded(result: Reloaded, dates: Dates = ENGLISH) -> Card:
    match result.fate:
        case Fate.SAME:
            text = f"## Nothing new\nThe files are what has been live since {dates.moment(result.loaded_at)}."
        case Fate.TAKEN:
            gone = f"\nGone: {_ids(result.dropped)}." if result.dropped else ""
            text = f"## Loaded\nLive from now on: {_entries(result.entries)}. Before: {result.before:,}.{gone}"
        case Fate.HELD | Fate.REFUSED:
            text = "## Not loaded\n" + _pending(result.pending, result.entries, dates)
    return Card(_tone(result.pending), (Text(text),))


def _tone(pending: Pending | None) -> Tone:
    if pending is None:
        return Tone.ANSWER
    return Tone.ASKING if pending.held else Tone.TROUBLE


def _pending(pending: Pending | None, live: int, dates: Dates) -> str:
    """Whether the files are what is live, and if not, why."""
    if pending is None:
        return "The files are what is live."
    if pending.held:
        return f"**A load waits for an operator.** {_would_drop(pending, live, dates)}"
    errors = pending.report.errors
    heading = (
        f"**{_problem_count(len(errors))} in the files** as of {dates.moment(pending.at)}: what was live stays live."
    )
    return f"{heading}\n{_problems(errors)}"


def _would_drop(pending: Pending, live: int, dates: Dates) -> str:
    n = len(pending.dropped)
    return (
        f"The files as of {dates.moment(pending.at)} are good, but {n:,} of {_entries(live)} ({n / live:.0%}) would go "
        f"without a word: {_ids(pending.dropped)}.\nPut them back, rename or retire them; if it is meant, an operator "
        f"takes the files over with {CONFIRM}."
    )


def _outdated(now: Status, dates: Dates) -> str:
    if now.outdated is None:
        return "What readers called out of date cannot be read right now. Try again in a minute."
    days = f"the last {now.days} days"
    if not now.outdated:
        return f"No answer was called out of date here in {days}."
    lines = [_vote(one, dates) for one in now.outdated]
    return "\n".join([f"**Called out of date** here in {days}, and not checked since:", *_fitting(lines, OUTDATED)])


def _vote(one: Outdated, dates: Dates) -> str:
    checked = f", checked {dates.day(one.entry.checked)}" if one.entry.checked else ""
    return f"- {one.n:,} × {neutral(one.entry.question)} ({_code(one.entry.id)}{checked})"


def _standing(shown: Preview, card: Card, language: Language) -> str:
    """Whether members see `card`, and what keeps them from it."""
    live = shown.live.entries.get(shown.id)
    same = live is not None and _texts(faq.answer(live, shown.live, ask_id=0, language=language)) == _texts(card)
    if same and shown.entry == live:
        return "Members see it like this now."
    what = (
        "Members see the same answer now; other parts of the entry differ."
        if same
        else ("Members see another version of it now." if live else "Members do not see it yet.")
    )
    if shown.own:
        return f"{what} It waits for its problems to be mended:\n{_problems(shown.own)}"
    pending = shown.pending
    if pending is None or pending.held:
        return f"{what} The load waits for an operator: see `/content status`."
    errors = pending.report.errors
    return f"{what} It waits for {_problem_count(len(errors))} elsewhere in the files:\n{_problems(errors)}"


def _texts(card: Card) -> list[Text]:
    """What is read. A button that leads to an entry is missing where that has problems, which is no change of this."""
    return [part for part in card.parts if isinstance(part, Text)]


def _note(shown: Preview, text: str) -> Card:
    return Card(_tone(shown.pending), (Text(text),))


def inert(card: Card) -> Card:
    """`card` with controls that cannot be pressed. Should somebody do it all the same, their codes mean nothing."""
    return replace(card, parts=tuple(_inert_part(number, part) for number, part in enumerate(card.parts)))


def _inert_part(number: int, part: Part) -> Part:
    match part:
        case Buttons(buttons):
            still = (replace(b, code=f"{BUTTON}:-:{number}.{place}", enabled=False) for place, b in enumerate(buttons))
            return Buttons(tuple(still))
        case Menu():
            return replace(part, code=f"{MENU}:-:{number}", enabled=False)
        case _:
            return part


def _problems(problems: Sequence[Problem], *, fallback: Sequence[str] = ()) -> str:
    """One a line, as many as there is room for; `fallback` where there are none."""
    lines = [f"- {neutral(shorten(str(problem), PROBLEM))}" for problem in problems]
    lines = lines or [f"- {neutral(sentence)}" for sentence in fallback]
    return "\n".join(_fitting(lines, ROOM, rest=f"; {CHECK} lists all"))


def _group(heading: str, lines: Sequence[str]) -> str:
    if not lines:
        return ""
    return "\n".join([f"**{heading}** ({len(lines):,})", *_fitting([f"- {line}" for line in lines], GROUP)])


def _fitting(lines: Sequence[str], room: int, *, rest: str = "") -> list[str]:
    """As many lines as `room` characters hold, at least one; then how many more there are, and `rest`."""
    kept: list[str] = []
    for line in lines:
        room -= len(line) + 1
        if kept and room < 0:
            break
        kept.append(line)
    more = len(lines) - len(kept)
    return [*kept, f"… and {more:,} more{rest}"] if more else kept


def _ids(ids: Sequence[str]) -> str:
    shown = [_code(id_) for id_ in ids[:12]]
    more = f" and {len(ids) - len(shown):,} more" if len(ids) > len(shown) else ""
    return ", ".join(shown) + more


def _code(id_: str) -> str:
    return f"`{id_}`"


def _renamed(one: Changed) -> str:
    also = f"; also {', '.join(one.fields)}" if one.fields else ""
    return f"{_code(one.former or '')} → {_code(one.id)}{also}"


def _retired(one: Retired, dates: Dates) -> str:
    heir = f", succeeded by {_code(one.successor)}" if one.successor else ""
    return f"{_code(one.id)} on {dates.day(one.on)}{heir}"


def _tally(name: str, tally: Tally) -> str:
    figures = {"new": tally.added, "changed": tally.changed, "gone": tally.removed or 0}
    return f"{name}: {', '.join(f'{n:,} {what}' for what, n in figures.items() if n)}"


def _counted(counts: Mapping[str, int]) -> str:
    """`9 files, 54 entries, 1 warning`; what there is none of is left out, and errors are said elsewhere."""
    figures: Iterable[tuple[str, int]] = ((name, n) for name, n in counts.items() if n and name != "errors")
    return ", ".join(f"{n:,} {_one(name) if n == 1 else name}" for name, n in figures)


def _one(plural: str) -> str:
    return f"{plural.removesuffix('ies')}y" if plural.endswith("ies") else plural.removesuffix("s")


def _entries(n: int) -> str:
    return "1 entry" if n == 1 else f"{n:,} entries"


def _problem_count(n: int) -> str:
    return "1 problem" if n == 1 else f"{n:,} problems"
