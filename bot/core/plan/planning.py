"""From a pathway, choices and a place in life to a plan."""

from datetime import date

from bot.core.plan.days import MonthRange, elapsed
from bot.core.plan.lengths import stretches
from bot.core.plan.lineup import lineup
from bot.core.plan.milestones import milestones
from bot.core.plan.notes import Drawn, assumptions, warnings
from bot.core.plan.schedule import schedule, summed
from bot.core.plan.standing import standing
from bot.core.plan.values import Anchor, Choices, Plan, PlanError, Possible, Request
from bot.core.plan.wording import group_name
from bot.core.timelines.routes import Pathway
from bot.core.timelines.table import Timelines


def plan(timelines: Timelines, pathway: Pathway, choices: Choices, anchor: Anchor, today: date) -> Plan:
    """How it is computed says docs/timelines.md. Raises PlanError with a sentence that says what would make sense."""
    asked = Request(table=timelines, pathway=pathway, choices=choices, anchor=anchor, today=today)
    line = lineup(timelines, pathway, choices, anchor)
    stand = standing(timelines, line, anchor, today)
    if stand.index >= len(line.parts) > 0 and anchor.until is not None:
        raise PlanError(f"The end of {group_name(anchor.stage)} is not planned here. Leave out when it ends.")
    ahead = stretches(asked, line, stand)
    planned = schedule(timelines, line, ahead, anchor, stand)
    done = stand.done if planned and planned[0].stage is ahead[0].part.stage else 0
    found = milestones(asked, line, planned, done)
    drawn = Drawn(asked=asked, line=line, stand=stand, ahead=ahead, planned=planned, milestones=found)
    shown = {one.id for one in planned}
    ids = {part.stage.id for part in line.parts}
    total = timelines.total(pathway)
    start = planned[0].starts.earliest if planned else today
    ends = (max(p.ends.earliest for p in planned), max(p.ends.latest for p in planned)) if planned else (start, start)
    return Plan(
        pathway=pathway,
        specialty=line.specialty,
        degree=line.degree if line.degree is not None and line.degree.id in ids else None,
        choices=choices,
        anchor=anchor,
        today=today,
        done=tuple(part.stage for part in line.parts[: max(0, stand.index)] if part.stage.id not in shown),
        stages=tuple(planned),
        months=summed(timelines, planned),
        possible=Possible(
            MonthRange(total.min, total.max) if total else MonthRange(0, 0), pathway.shortest, pathway.longest
        ),
        elapsed=(elapsed(start, ends[0]), elapsed(start, ends[1])),
        milestones=tuple(found),
        assumptions=tuple(assumptions(drawn)),
        warnings=tuple(warnings(drawn)),
    )
