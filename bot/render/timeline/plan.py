"""The card of a plan."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.core.plan.alternatives import Menu as Choosable
from bot.core.plan.state import Field, PlanState
from bot.core.plan.values import Milestone, Plan, PlannedStage
from bot.core.plan.wording import length, listed, year_span
from bot.core.settings import Language
from bot.render.card import CHARACTERS, Attached, Card, Part, Picture, Rule, Text, Tone
from bot.render.neutral import neutral
from bot.render.timeline import words
from bot.render.timeline.menus import NAMES, menus
from bot.render.timeline.words import ADVICE, academic, course, fitting, support, when

CHART, CALENDAR, PLAIN = "plan.png", "plan.ics", "plan.txt"
ENDS = ("training_complete", "certification")  # they stand at the top

# Characters at the most. Together with the texts that are always there they stay below what Discord allows.
HEAD, STAGES, MILESTONES, WARNINGS, ASSUMPTIONS = 900, 1000, 950, 450, 450


@dataclass(frozen=True, slots=True)
class Enclosed:
    """What goes along with a plan. `chart` is None where it could not be drawn; `alt` is what it says."""

    chart: bytes | None
    alt: str
    calendar: bytes
    plain: str


def plan(
    plan: Plan,
    state: PlanState,
    *,
    choosable: Sequence[Choosable],
    enclosed: Enclosed | None,
    dropped: Sequence[Field] = (),
    language: Language = Language.ENGLISH,
) -> Card:
    """`enclosed` is None where no files may be attached. `dropped`: choices that had no place on a new route."""
    rest = "in plan.txt below" if enclosed else "in the files that `/timeline plan` gives you in a direct message"
    more = f"-# … and {{}} more {rest}"
    texts: list[Part] = [Text(_head(plan, dropped, language))]
    if enclosed is not None and enclosed.chart is not None:
        texts.append(Picture(CHART, enclosed.chart, enclosed.alt))
    if plan.stages:
        stages = fitting([_stage(one, language) for one in plan.stages], STAGES, more)
        texts.append(Text("\n".join(("### Stages", *stages))))
    ahead = [_milestone(one, language) for one in _ahead(plan)]
    if ahead:
        texts += (Rule(), Text("\n".join(("### What comes when", *fitting(ahead, MILESTONES, more)))))
    notes = [*_notes("Look into", plan.warnings, WARNINGS, more), *_notes("Assumed", plan.assumptions, ASSUMPTIONS, more)]
    texts += (Rule(), *notes, Text("\n".join((*_lacking(enclosed), ADVICE))))
    attached = () if enclosed is None else (Attached(CALENDAR, enclosed.calendar), Attached(PLAIN, enclosed.plain.encode()))
    parts = (*texts, *menus(choosable, state), *attached)
    return Card(Tone.ANSWER, parts)
