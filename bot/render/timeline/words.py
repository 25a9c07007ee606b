"""How these cards put days, levels and names, and how they make room."""

from collections.abc import Sequence

from bot.core.levels import Level
from bot.core.plan.days import DateRange, Elapsed
from bot.core.plan.values import Milestone, Plan, Precision
from bot.core.plan.wording import counted, group_name
from bot.core.settings import Language
from bot.core.timelines.calendar import CalendarRule
from bot.core.timelines.stages import Group
from bot.render.dates import day, month

ADVICE = (
    "-# This is career information, not advice. Before you count on a date, ask the program, the board, or your "
    "school’s advisor."
)

# On a phone a line of small print has room for 45 characters: for one of these and a day.
LEVELS = {
    Level.SEED: "our guide",
    Level.VERIFIED: "official source",
    Level.SECONDARY: "third-party page",
    Level.DATED: "dated source",
    Level.DERIVED: "worked out",
    Level.UNVERIFIED: "no source read",
}


def stage_name(group: Group) -> str:
    """Medical school."""
    return group_name(group).capitalize()


def span(dates: DateRange, language: Language) -> str:
    """5 Mar 2031, or 5 Mar 2031 to 7 Mar 2031."""
    first, last = day(dates.earliest, language), day(dates.latest, language)
    return first if dates.certain else f"{first} to {last}"


def months(dates: DateRange, language: Language) -> str:
    """Mar 2031, or Mar 2031 to May 2031."""
    first, last = month(dates.earliest, language), month(dates.latest, language)
    return first if first == last else f"{first} to {last}"


def course(starts: DateRange, ends: DateRange, language: Language) -> str:
    """1 Jul 2030 → 30 Jun 2034; in two lines where either is a range."""
    if starts.certain and ends.certain:
        return f"{span(starts, language)} → {span(ends, language)}"
    return f"begins {span(starts, language)}\nends {span(ends, language)}"


def when(milestone: Milestone, language: Language) -> str:
    if milestone.dates is None:
        return "Date not known"
    if milestone.precision is Precision.DAY:
        return span(milestone.dates, language)
    return months(milestone.dates, language)


def support(rule: CalendarRule, *, stale: bool, language: Language) -> str:
    """How well a date is supported, and until when to trust that."""
    recheck = day(rule.recheck, language)
    again = f"should have been checked again on {recheck}: look it up" if stale else f"check again on {recheck}"
    return f"{LEVELS[rule.level]}, {again}"


def calendar(plan: Plan) -> str:
    """12 years 10 months 10 days, or from so much to so much; without those that are none."""
    first, last = map(_spent, plan.elapsed)
    return first if first == last else f"{first} to {last}"


def _spent(value: Elapsed) -> str:
    named = ((value.years, "year"), (value.months, "month"), (value.days, "day"))
    return " ".join(counted(number, one, f"{one}s") for number, one in named if number) or "no time"


def where(plan: Plan, language: Language) -> str:
    """Where the plan begins: in which stage, which year of it, since when."""
    anchor = plan.anchor
    year = "" if anchor.year == 1 and anchor.stage in (Group.HIGH_SCHOOL, Group.PRACTICE) else f", year {anchor.year}"
    since = "" if anchor.since is None else f", since {month(anchor.since, language)}"
    return f"from {group_name(anchor.stage)}{year}{since}"


def fitting(lines: Sequence[str], room: int, more: str) -> list[str]:
    """As many of `lines`, from the first on, as fit into `room` characters with their line breaks.

    Where not all do, the last line is `more` with how many are left in the place of `{}`. Nothing where not even
    that fits.
    """
    if sum(len(line) + 1 for line in lines) <= room:
        return list(lines)
    kept: list[str] = []
    used = len(more.format(len(lines))) + 1
    for line in lines:
        used += len(line) + 1
        if used > room:
            break
        kept.append(line)
    left = more.format(len(lines) - len(kept))
    return [*kept, left] if len(left) + 1 <= room else []
