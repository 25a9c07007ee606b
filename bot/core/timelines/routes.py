"""Pathways, and what is chosen and added along them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.core.levels import Level
from bot.core.timelines.stages import Choice, Group, Months


@dataclass(frozen=True, slots=True)
class Step:
    """A stage in its place on a pathway. `months` are those of the stage, or the pathway's own instead of them."""

    stage: str
    months: Months | None  # None: as long as the specialty says
    optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pathway:
    """A route of training from start to finish; without steps it is a milestone on top of other routes.

    The first of `specialties` and of `degrees` is assumed where none is chosen; empty: there is nothing to choose.
    A degree is the id of a stage that is a step, is a variant of one, or replaces some. `certificate` counts where
    there is no specialty to decide; `certificate_note` is what is known in words. `modifiers` may be applied here.
    `total` is the range over all steps that are not optional, with the typical length if there is one; `stated` is
    what somebody else says it is, to be shown beside it. `shortest` and `longest` say what the ends would take. The
    `default` pathway is assumed where none is chosen.
    """

    id: str
    country: str
    title: str
    steps: tuple[Step, ...]
    specialties: tuple[str, ...]
    degrees: tuple[str, ...]
    certificate: str | None
    certificate_note: str
    modifiers: tuple[str, ...]
    total: Months | None
    stated: Months | None
    shortest: str
    longest: str
    default: bool
    level: Level
    sources: tuple[str, ...]
    checked: date
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Specialty:
    """What a residency is in. `months` count from the first year after medical school. `certificate` leads to pain
    medicine; where it is None, `certificate_note` says why. `split` is what the years consist of.
    """

    id: str
    title: str
    months: Months
    split: str
    board: str
    certificate: str | None
    certificate_note: str
    share: str
    aliases: tuple[str, ...]
    level: Level
    sources: tuple[str, ...]
    checked: date
    note: str


class EffectKind(StrEnum):
    """What a modifier does to a plan."""

    INSERT = "insert"  # a stage more
    LENGTHEN = "lengthen"  # months more in a stage of `groups`
    STRETCH = "stretch"  # a stage takes its months divided by the share of full time
    ABSENCE = "absence"  # days away, of which some cost nothing
    EXPLAIN = "explain"  # no number of its own


class Side(StrEnum):
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Effect:
    """`months` are for each one chosen; None where the stage or the rule in words has them.

    An inserted `stage` stands where the pathway has a step of it; else on `side` of the first, or after the last,
    stage of the first of `groups` that the pathway has, unless the stage itself says what it interrupts. Without
    `stage` the months go by the modifier's title. `beyond`: so many of the number chosen are no extra. `specialties`
    narrows it, where empty to none. Of an absence, `free_days` cost nothing, `approved_days` more need a consent, and
    after `review_months` away it is decided anew what to repeat.
    """

    kind: EffectKind
    months: int | None = None
    stage: str | None = None
    side: Side | None = None
    groups: tuple[Group, ...] = ()
    beyond: int = 0
    specialties: tuple[str, ...] = ()
    free_days: int | None = None
    approved_days: int | None = None
    review_months: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Modifier:
    """Something that life adds to a pathway. `default` of them are in a plan, at most `max` make sense."""

    id: str
    title: str
    text: str
    effect: Effect
    choice: Choice | None
    default: int
    max: int | None
    level: Level
    sources: tuple[str, ...]
    checked: date
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What is earned after training; a milestone, never a stage.

    `base` says who can have it, `specialties` are those of the content. `exam` and `maintenance` are None where nobody
    has looked. `costs` carry their year. `milestone` is the calendar rule that dates it, None where no date is known;
    `practice_months` of work come between the training and it.
    """

    id: str
    title: str
    board: str
    family: str
    base: str
    specialties: tuple[str, ...]
    prerequisites: tuple[str, ...]
    prerequisites_level: Level | None
    exam: str | None
    maintenance: str | None
    costs: tuple[str, ...]
    milestone: str | None
    practice_months: int
    level: Level
    sources: tuple[str, ...]
    checked: date
    note: str
