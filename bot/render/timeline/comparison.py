"""The card of two plans side by side: below each other, stage by stage, for a phone has no room beside."""

from collections.abc import Iterator

from bot.core.plan import Comparison, Plan
from bot.core.plan.comparison import Row, Side
from bot.core.plan.wording import academic, counted, group_name, length
from bot.core.settings import Language
from bot.render.card import CHARACTERS, Card, Rule, Text, Tone
from bot.render.neutral import neutral
from bot.render.timeline.words import ADVICE, calendar, course, fitting, stage_name, support, when, where

MORE = "-# … and {} more stages. `/timeline plan` shows each plan as a whole."


def comparison_card(
    a: Plan, b: Plan, comparison: Comparison, *, stage_named: bool, language: Language = Language.ENGLISH
) -> Card:
    """Both plans are on one route and differ in the specialty. `stage_named`: the member named the stage."""
    head = "\n".join(_head(a, b, comparison, stage_named, language))
    ends = "\n".join(_ends(a, b, comparison, language))
    note = f"-# `/timeline plan` shows one of them with its dates on the way, a chart and a calendar file.\n{ADVICE}"
    room = CHARACTERS - len(head) - len(ends) - len(note)
    rows = fitting(["\n".join(_row(a, b, row, language)) for row in comparison.rows], room, MORE)
    return Card(Tone.ANSWER, (Text(head), *map(Text, rows), Rule(), Text(ends), Rule(), Text(note)))


def _head(a: Plan, b: Plan, comparison: Comparison, stage_named: bool, language: Language) -> Iterator[str]:
    yield f"## {_name(a)} or {_name(b)}"
    yield f"{neutral(a.pathway.country)}: {neutral(a.pathway.title)} · {where(a, language)}"
    if not stage_named:
        yield "-# Counted from the beginning. Name your own stage with `stage`."
    if comparison.parts_at is None:
        yield "**They never part:** every stage has the same days in both."
    else:
        yield f"**They part at {group_name(comparison.parts_at.group)}.**"


def _row(a: Plan, b: Plan, row: Row, language: Language) -> Iterator[str]:
    yield f"### {stage_name(row.group)}"
    if row.a is not None and not row.differs:
        yield f"The same: {_side(row.a, language)}"
        return
    for plan, side in ((a, row.a), (b, row.b)):
        yield f"**{_name(plan)}** · {'not on this way' if side is None else _side(side, language)}"
    if row.apart is not None:
        yield f"-# {_apart(a, b, row.apart)}"


def _side(side: Side, language: Language) -> str:
    return f"{length(side.months)}\n{course(side.starts, side.ends, language)}"


def _ends(a: Plan, b: Plan, comparison: Comparison, language: Language) -> Iterator[str]:
    yield "### In the end"
    for plan in (a, b):
        if plan.stages:
            yield f"**{_name(plan)}**: {academic(plan.months)}, {calendar(plan)} on the calendar"
        for one in plan.milestones:
            if one.id == "certification":
                yield f"{when(one, language)} {neutral(one.title)}"
                if one.rule is not None:
                    yield f"-# {support(one.rule, stale=one.stale, language=language)}"
    if comparison.apart is not None:
        yield f"**{_apart(a, b, comparison.apart)}**"


def _apart(a: Plan, b: Plan, months: tuple[int, int]) -> str:
    """Who ends later, and by how much; the earliest ends first, and the latest where they differ from that."""
    least, most = sorted(months)
    if least == most == 0:
        return "Both end at the same time."
    if least >= 0:
        return f"{_name(b)} ends {_much(least, most)} later."
    if most <= 0:
        return f"{_name(a)} ends {_much(-most, -least)} later."
    return f"{_name(b)} ends between {_length(-least)} earlier and {_length(most)} later."


def _much(least: int, most: int) -> str:
    if least == most:
        return _length(least)
    return f"up to {_length(most)}" if least == 0 else f"{_length(least)} to {_length(most)}"


def _length(months: int) -> str:
    """2 years; 18 months."""
    return counted(months // 12, "year", "years") if months % 12 == 0 else counted(months, "month", "months")


def _name(plan: Plan) -> str:
    return neutral(plan.specialty.title if plan.specialty else plan.pathway.title)
