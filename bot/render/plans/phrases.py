"""What the files of a plan say, each thing in one way."""

from bot.core.levels import Level
from bot.core.plan.days import DateRange
from bot.core.plan.values import Milestone, Plan, PlannedStage, Precision, years
from bot.core.plan.wording import academic, day, days, length, months

NO_ADVICE = "This is career information and no advice: ask the program or the board before you count on a date."

WHOLE = "The whole route, from its first stage, with the usual degree and no years added"

LEVELS = {
    Level.SEED: "as our guide states it",
    Level.VERIFIED: "read at an official or primary source",
    Level.SECONDARY: "read on a third-party page",
    Level.DATED: "dated, so check again before you rely on it",
    Level.DERIVED: "worked out from other facts",
    Level.UNVERIFIED: "general knowledge, no source read",
}


def route(plan: Plan) -> str:
    """United States: MD or DO, residency, ACGME pain fellowship. Anesthesiology."""
    named = f"{plan.pathway.country}: {plan.pathway.title}"
    return f"{named}. {plan.specialty.title}" if plan.specialty else named


def total(plan: Plan) -> str:
    """13 academic years, or 2 months where there is less than one; "" where nothing is ahead."""
    return academic(plan.months) if plan.stages else ""


def course(plan: Plan) -> str:
    """20 Aug 2026 to 30 Jun 2039, 13 academic years; "" where nothing is ahead. Of less than a year only the days."""
    if plan.starts is None or plan.ends is None:
        return ""
    first, last = day(plan.starts), plan.ends
    end = day(last.latest) if last.certain else f"a day between {day(last.earliest)} and {day(last.latest)}"
    return f"{first} to {end}" if plan.months.max < 12 else f"{first} to {end}, {total(plan)}"


def stage_days(stage: PlannedStage) -> str:
    """20 Aug 2026 to 15 May 2030; or where there is a range: begins on one day, ends between two."""
    if stage.starts.certain and stage.ends.certain:
        return f"{days(stage.starts)} to {days(stage.ends)}"
    return f"begins {edge(stage.starts)}, ends {edge(stage.ends)}"


def edge(dates: DateRange) -> str:
    """On 30 Jun 2039; between 30 Jun 2039 and 30 Jun 2040."""
    if dates.certain:
        return f"on {day(dates.earliest)}"
    return f"between {day(dates.earliest)} and {day(dates.latest)}"


def takes(stage: PlannedStage) -> str:
    """4 years; 1 to 2 years, within another stage."""
    inside = "" if stage.adds else ", within another stage"
    return f"{length(stage.months)}{inside}"


def when(milestone: Milestone) -> str:
    """17 Mar 2034; Jan 2029 to Sep 2029; date not known."""
    if milestone.dates is None:
        return "date not known"
    return days(milestone.dates) if milestone.precision is Precision.DAY else months(milestone.dates)


def age(plan: Plan, born: int | None) -> str:
    """You turn 39 in the year in which it ends; "" where nobody said when, or nothing is ahead."""
    if born is None or plan.ends is None:
        return ""
    ages = sorted({plan.ends.earliest.year - born, plan.ends.latest.year - born})
    return f"You turn {' to '.join(map(str, ages))} in the year in which it ends."


def span(months_: tuple[int, int]) -> str:
    """13, or 13 to 14: years, without a dash."""
    least, most = (f"{years(one):g}" for one in months_)
    return least if least == most else f"{least} to {most}"
