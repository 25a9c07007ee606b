"""What falls on the way."""

from typing import Any

from whenever import Date, Weekday

from tests.oracle.days import backwards, forwards, month_of, months_later
from tests.oracle.request import Request
from tests.oracle.route import specialty_of
from tests.oracle.schedule import Dated
from tests.oracle.standing import Standing
from tests.oracle.table import Row, Table, month_day

Span = tuple[Date, Date]


def milestones(table: Table, request: Request, stand: Standing, dated: list[Dated]) -> list[dict[str, Any]]:
    if request.stage == "practice" and table.pathways[request.route]["steps"]:
        return []
    specialty, pathway = specialty_of(table, request), table.pathways[request.route]
    named = (specialty if specialty is not None else pathway).get("certificate")
    certificate = table.certificates[named] if named else None
    found: list[tuple[str, Span, str]] = []
    if dated:
        found.append(("training_complete", whole_last(dated), "day"))
    for rule in table.calendar.values():
        if rule["kind"] == "certification" and (certificate is None or certificate.get("milestone") != rule["id"]):
            continue
        if "specialties" in rule and (specialty is None or specialty["id"] not in rule["specialties"]):
            continue
        if "when" not in rule and "until" not in rule:
            continue
        on = next((each for each in dated if each.part.id in rule["hook"]["stages"]), None)
        if on is not None:
            span, precision = dates_of(rule, edges(stand, on, rule["hook"]["edge"]))
            found.append((rule["id"], span, precision))
            if certificate is not None and certificate.get("milestone") == rule["id"]:
                found.append(("certification", span, precision))
    kept = [each for each in found if each[1][1] >= dated[0].first[0]]
    shown = [shape(*each) for each in sorted(kept, key=lambda each: (each[1][0], each[1][1], each[0]))]
    leads = any(each.part.row.get("certifies", True) for each in dated) or not pathway["steps"]
    if certificate is not None and "milestone" not in certificate and leads:
        shown.append({"id": "certification", "date": None, "precision": "unknown"})
    return shown


def shape(name: str, span: Span, precision: str) -> dict[str, Any]:
    days = [span[0].format_iso(), span[1].format_iso()]
    single = precision == "day" and span[0] == span[1]
    return {"id": name, "date": days[0] if single else days, "precision": precision}


def whole_last(dated: list[Dated]) -> Span:
    """The last day of all, at the earliest and at the latest."""
    return max(each.last[0] for each in dated), max(each.last[1] for each in dated)


def edges(stand: Standing, on: Dated, edge: str) -> Span:
    if edge == "end":
        return on.last
    if on.part is stand.current:
        began = months_later(on.first[0], -on.part.done)
        return began, began
    return on.first


def dates_of(rule: Row, edge: Span) -> tuple[Span, str]:
    """The days of a rule, and whether they are known to the day or to the month."""
    whens = [rule[name] for name in ("when", "until") if name in rule]
    span = days_of(whens[0], edge[0])[0], days_of(whens[-1], edge[1])[1]
    if rule.get("about") or any(by_month(when) for when in whens):
        return (month_of(span[0])[0], month_of(span[1])[1]), "month"
    return span, "day"


def by_month(when: Row) -> bool:
    return "months_after" in when or ("month" in when and "nth" not in when)


def days_of(when: Row, edge: Date) -> Span:
    """First and last day that `when` stands for, counted from one day."""
    if "months_after" in when:
        return month_of(months_later(edge, when["months_after"]))
    year = edge.year + when.get("years", 0)
    if when.get("next"):
        # A day at the end of a year may be moved into the next.
        year = next(each for each in range(edge.year - 1, edge.year + 9) if in_year(when, each)[0] > edge)
    return in_year(when, year)


def in_year(when: Row, year: int) -> Span:
    if "day" in when:
        month, day = month_day(when["day"])
        first = last = Date(year, month, day)
    elif "nth" in when:
        first = last = weekday(year, when)
    else:
        first, last = month_of(Date(year, when["month"], 1))
    moved = when.get("shift_days", 0)
    return first.add(days=moved), last.add(days=moved)


def weekday(year: int, when: Row) -> Date:
    """The first, second, third, fourth or last such weekday of the month."""
    wanted = Weekday[when["weekday"].upper()]
    first, last = month_of(Date(year, when["month"], 1))
    if when["nth"] == "last":
        return next(day for day in backwards(last) if day.day_of_week() == wanted)
    day = next(day for day in forwards(first) if day.day_of_week() == wanted)
    return day.add(days=7 * ("first", "second", "third", "fourth").index(when["nth"]))
