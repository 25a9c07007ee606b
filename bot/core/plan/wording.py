"""Numbers, days and names as people read them in a plan's sentences."""

from collections.abc import Sequence
from datetime import date

from bot.core.plan.days import DateRange, Elapsed, MonthRange
from bot.core.plan.values import years
from bot.core.timelines.stages import Group

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(value: date) -> str:
    """5 Mar 2031."""
    return f"{value.day} {month(value)}"


def month(value: date) -> str:
    """Mar 2031."""
    return f"{_MONTHS[value.month - 1]} {value.year}"


def days(value: DateRange) -> str:
    return day(value.earliest) if value.certain else f"{day(value.earliest)} to {day(value.latest)}"


def months(value: DateRange) -> str:
    """Sep 2039, or Jan 2029 to Sep 2029."""
    first, last = month(value.earliest), month(value.latest)
    return first if first == last else f"{first} to {last}"


def year_span(months: MonthRange) -> str:
    """13, or 13–14, or 9.5–11.5: how many years."""
    least, most = years(months.min), years(months.max)
    return f"{least:g}" if least == most else f"{least:g}–{most:g}"


def academic(months: MonthRange) -> str:
    """13 academic years, 1 academic year; 10 months where there is less than one."""
    if months.max < 12:
        return length(months)
    shown = year_span(months)
    return f"{shown} academic {'year' if shown == '1' else 'years'}"


def length(months: MonthRange) -> str:
    """4 years, 1 year, 12–24 months: years where they are whole or half, else months."""
    if months.min % 6 or months.max % 6 or months.max < 12:
        shown = str(months.min) if months.min == months.max else f"{months.min}–{months.max}"
        return f"{shown} month" if shown == "1" else f"{shown} months"
    shown = year_span(months)
    return f"{shown} year" if shown == "1" else f"{shown} years"


def spent(value: Elapsed) -> str:
    """12 years 10 months 10 days."""
    parts = ((value.years, "year"), (value.months, "month"), (value.days, "day"))
    return " ".join(counted(number, name, f"{name}s") for number, name in parts)


def counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def listed(names: Sequence[str], joint: str) -> str:
    """a, b and c."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {joint} {names[-1]}"


def group_name(group: Group) -> str:
    """A group in a sentence: medical school."""
    return group.value.replace("_", " ")


def uncapped(title: str) -> str:
    """A title within a sentence: "Gap years" is "gap years", and "ABA BASIC exam" stays."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title
