"""A plan as plain text that is read from top to bottom, for those who listen to it."""

import re
from collections.abc import Iterable, Mapping

from bot.core.pack import Source
from bot.core.plan.days import Elapsed
from bot.core.plan.values import Milestone, Plan, PlannedStage
from bot.core.plan.wording import counted, day, listed, spent
from bot.render.plans.phrases import LEVELS, NO_ADVICE, WHOLE, age, edge, span, total, when


def plain(plan: Plan, born: int | None, *, sources: Mapping[str, Source] | None = None) -> str:
    """Sentences, one a line, an empty line between parts. No tables, dashes or marks: those are read out or lost.

    Without `sources` nothing is said of where a date is from. Their addresses stand in the calendar file alone.
    """
    parts = [
        _head(plan),
        *(_stage(number, stage, len(plan.stages)) for number, stage in enumerate(plan.stages, 1)),
        _totals(plan, born),
        _part("Milestones, in the order of their dates:", (_milestone(one, sources or {}) for one in plan.milestones)),
        _part("What this plan assumes:", (one.text for one in plan.assumptions)),
        _part("What to look into:", (one.text for one in plan.warnings)),
        [NO_ADVICE],
    ]
    return spoken("\n\n".join("\n".join(part) for part in parts if part)) + "\n"


def spoken(text: str) -> str:
    """Without the signs that a voice swallows or spells out: 13–14 is 13 to 14."""
    text = re.sub(r"(?<=\w)[–—](?=\w)", " to ", text)
    text = re.sub(r"\s*[–—]\s*", ", ", text)
    for sign, word in (("…", ""), ("·", ","), ("&", "and"), ("→", "to"), ("≤", "at most "), ("≥", "at least ")):
        text = text.replace(sign, word)
    return re.sub(r"[*_|~`#<>\[\]{}\\^•◆]", "", text)


def _head(plan: Plan) -> list[str]:
    specialty = [f"Specialty: {plan.specialty.title}."] if plan.specialty else []
    degree = [f"Degree: {plan.degree.title}."] if plan.degree else []
    done = [f"Behind you: {', '.join(one.title for one in plan.done)}."] if plan.done else []
    ahead = [] if plan.stages else ["No stages are ahead."]
    named = f"Your plan for {plan.pathway.country}: {plan.pathway.title}."
    return [named, *specialty, *degree, f"Computed on {day(plan.today)}.", *done, *ahead]


def _stage(number: int, stage: PlannedStage, count: int) -> list[str]:
    inside = [] if stage.adds else ["It lies within another stage and adds nothing to the total."]
    months = f"{stage.months.min} to {stage.months.max}" if stage.months.min != stage.months.max else stage.months.min
    if stage.months.min % 12 == 0 and stage.months.max % 12 == 0:
        shown = span((stage.months.min, stage.months.max))
        takes = f"It takes {shown} {'year' if shown == '1' else 'years'}."
    else:
        takes = f"It takes {months} {'month' if months == 1 else 'months'}."
    edges = [f"It begins {edge(stage.starts)}.", f"It ends {edge(stage.ends)}."]
    return [f"Stage {number} of {count}: {stage.stage.title}.", *edges, takes, *inside]


def _totals(plan: Plan, born: int | None) -> list[str]:
    if not plan.stages:
        return []
    first, last = plan.elapsed
    calendar = _time(first) if first == last else f"at least {_time(first)}; at most {_time(last)}"
    least, most = plan.possible.months.min, plan.possible.months.max
    ends = (("The shortest", plan.possible.shortest), ("The longest", plan.possible.longest))
    return [
        f"In all: {total(plan)}.",
        f"On the calendar: {calendar}.",
        f"{WHOLE}: {span((least, most))} academic years.",
        *(f"{name}: {text}" for name, text in ends if text),
        *filter(None, [age(plan, born)]),
    ]


def _time(value: Elapsed) -> str:
    """12 years, 10 months and 10 days, without those that are none."""
    named = ((value.years, "year"), (value.months, "month"), (value.days, "day"))
    shown = [counted(number, one, f"{one}s") for number, one in named if number]
    if len(shown) < 2:
        return "".join(shown) or spent(value)
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def _milestone(one: Milestone, sources: Mapping[str, Source]) -> str:
    said = [f"{one.title}: {when(one)}."]
    if one.rule is not None:
        orgs = list(dict.fromkeys(sources[name].org for name in one.rule.sources if name in sources))
        level = LEVELS[one.rule.level]
        said.append(f"{level[:1].upper()}{level[1:]}.")
        said += [f"From {listed(orgs, 'and')}."] if orgs else []
        said.append(f"Check again on {day(one.rule.recheck)}.")
    if one.stale:
        said.append("This rule should have been looked at again by now.")
    return " ".join(said)


def _part(heading: str, texts: Iterable[str]) -> list[str]:
    found = list(texts)
    return [heading, *found] if found else []
