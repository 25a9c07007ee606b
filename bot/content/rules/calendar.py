"""What no single value of a calendar rule can be asked."""

from datetime import date

from bot.content.desk import Desk
from bot.content.explain import nearest
from bot.content.placed import Placed
from bot.content.places import Steps
from bot.content.rules import parts
from bot.content.shapes.timelines import PathwayShape, RuleShape, WhenShape
from bot.content.timelines import when_of
from bot.core.history import Kind
from bot.core.problems import ProblemKind
from bot.core.timelines.calendar import DayOfYear, Offset

_ENDS = ("when", "until")


def check(desk: Desk, *, today: date) -> None:
    countries = {text for item in desk.items(Kind.PATHWAY, PathwayShape) for _, text in item.fitting("country")}
    for rule in desk.items(Kind.RULE, RuleShape):
        for end in _ENDS:
            for where, value in rule.shaped(WhenShape, end):
                _clear(rule, where, value)
        _hooked(rule)
        _in_order(rule)
        _recheck(rule, today)
        if desk.whole(Kind.PATHWAY):
            _country(rule, countries)


def _clear(rule: Placed[RuleShape], where: Steps, value: WhenShape) -> None:
    """Note a `when` or `until` that is nothing or several things at once."""
    ways = [name for name in ("day", "month", "months_after") if getattr(value, name) is not None]
    if len(ways) != 1:
        found = f"{' and '.join(ways)} stand here" if ways else "none of them stands here"
        message = f"a day is said by one of day, month and months_after; {found}."
        rule.note(where, ProblemKind.UNCLEAR_DAY, message, "Keep one." if ways else "Add one.")
        return
    if (value.nth is None) != (value.weekday is None):
        message = "nth and weekday belong together."
        rule.note(where, ProblemKind.UNCLEAR_DAY, message, "Add the other, like nth: third with weekday: friday.")
    elif value.nth is not None and value.month is None:
        message = f"a weekday is one of a month, not of {ways[0]}."
        rule.note((*where, "weekday"), ProblemKind.UNCLEAR_DAY, message, f"Write month instead of {ways[0]}.")
    if value.shift_days and value.day is None and value.nth is None:
        message = "only a day can be shifted by days."
        rule.note((*where, "shift_days"), ProblemKind.UNCLEAR_DAY, message, "Delete it, or name a day.")
    if value.months_after is not None and (value.years or value.next):
        name = "years" if value.years else "next"
        message = f"months_after counts from the stage by itself; {name} adds nothing."
        rule.note((*where, name), ProblemKind.CONTRADICTION, message, "Delete it.")
    elif value.years and value.next:
        message = "next finds the year by itself; years adds nothing."
        rule.note((*where, "years"), ProblemKind.CONTRADICTION, message, "Delete one of the two.")


def _hooked(rule: Placed[RuleShape]) -> None:
    given = rule.node.children
    dated = next((end for end in _ENDS if end in given and given[end].value is not None), None)
    if dated and "hook" not in given:
        message = "nothing says from which stage this is counted."
        hint = "Add hook, like hook: {stages: [residency], edge: start}."
        rule.note((dated,), ProblemKind.UNHOOKED_RULE, message, hint)


def _in_order(rule: Placed[RuleShape]) -> None:
    ends = [when_of(value) for end in _ENDS for _, value in rule.shaped(WhenShape, end)]
    match ends:
        case [DayOfYear() as when, DayOfYear() as until]:
            backwards = (
                when.next == until.next and when.in_year(2000 + when.years)[0] > until.in_year(2000 + until.years)[1]
            )
        case [Offset() as when, Offset() as until]:
            backwards = when.months > until.months
        case _:
            backwards = False
    if backwards:
        hint = "Exchange when and until, or let until be in a later year: years: 1."
        rule.note(("until",), ProblemKind.REVERSED_RANGE, "it ends before it begins.", hint)


def _recheck(rule: Placed[RuleShape], today: date) -> None:
    days = {name: text for name in ("recheck", "checked") for _, text in rule.fitting(name)}
    if "recheck" not in days:
        return
    day = date.fromisoformat(days["recheck"])
    if "checked" in days and day <= date.fromisoformat(days["checked"]):
        message = f"{parts.spoken(day)} is not after the day on which it was checked."
        rule.note(("recheck",), ProblemKind.CONTRADICTION, message, "Name the day from which to look again.")
    elif day <= today:
        message = f"to be looked at again since {parts.spoken(day)}."
        hint = "Compare it with its sources; then set checked and recheck anew."
        rule.note(("recheck",), ProblemKind.RECHECK_DUE, message, hint)


def _country(rule: Placed[RuleShape], countries: set[str]) -> None:
    for where, text in rule.fitting("country"):
        if text not in countries:
            hint = nearest(text, countries) or "Write it as the pathways of that country do."
            rule.note(where, ProblemKind.UNKNOWN_COUNTRY, f'no pathway is of "{text}".', hint)
