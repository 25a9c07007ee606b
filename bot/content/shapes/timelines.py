"""`timelines/*.yaml`. Durations are in months."""

from typing import Annotated, Any

from pydantic import Field

from bot.content.shapes.base import Day, Ids, Key, Keys, Line, MonthDayText, Note, Once, Shape, Title
from bot.core.levels import Level
from bot.core.timelines.calendar import Edge, Nth, RuleKind, Weekday
from bot.core.timelines.routes import EffectKind, Side
from bot.core.timelines.stages import Choice, Group, PartTime

LONGEST = 240  # months: nothing takes twenty years

Duration = Annotated[int, Field(ge=0, le=LONGEST)]
Days = Annotated[int, Field(ge=0, le=1_000)]
Percent = Annotated[int, Field(ge=1, le=100)]
Groups = list[Annotated[Group, Field(strict=False)]]


class MonthsShape(Shape):
    """How long something takes. Without `typical`, plans carry the range on."""

    min: Duration
    """Months, at the least."""
    max: Duration
    """Months, at the most."""
    typical: Duration | None = None
    """Months, as a plan assumes them; leave it out where nobody says."""


class TotalShape(Shape):
    """What a whole pathway takes."""

    min: Annotated[int, Field(ge=0, le=2 * LONGEST)]
    """Months, at the least."""
    max: Annotated[int, Field(ge=0, le=2 * LONGEST)]
    """Months, at the most."""
    typical: Annotated[int, Field(ge=0, le=2 * LONGEST)] | None = None
    """Months, as a plan assumes them; leave it out where nobody says."""


class Sourced(Shape):
    """What every part of a timeline has."""

    id: Key
    """2 to 24 small letters, digits and underscores. Never change it once it is live: plans and buttons name it."""
    title: Title
    """What it is called; members read it."""
    level: Annotated[Level, Field(strict=False)]
    """How well it is supported."""
    sources: Ids
    """Ids from sources.yaml; [] where there is none."""
    checked: Day
    """The day somebody last compared it with its sources, like 2026-11-24."""
    note: Note | None = None
    """What a member should know beside it, in one line."""
    renamed_from: Keys = []
    """Ids that it had before, so that old plans and buttons still lead here."""


class AnchorShape(Sourced):
    """One item of `anchors`."""

    opens: MonthDayText
    """The day of each year on which a stage begins, like 07-01."""
    closes: MonthDayText | None = None
    """The last day of a stage; without it, the day before opens."""
    exact: bool = True
    """False where only the month of opens is known."""


class WithinShape(Shape):
    """`inside` and `interrupts`."""

    stage: Key
    """The id of the stage around it."""
    after_months: Duration
    """How many months of that have to be over."""


class OverlapShape(Shape):
    """`overlaps`."""

    stage: Key
    """The id of the stage before it."""
    max_months: Duration
    """How many months before the end of that it may begin."""


class ExceptionShape(Shape):
    """One item of `exceptions`."""

    program: Title
    """The program that keeps another academic year."""
    anchor: Key
    """The id of its anchor."""


class StageShape(Sourced):
    """One item of `stages`."""

    group: Annotated[Group, Field(strict=False)]
    """Where in a life it belongs."""
    months: MonthsShape | None = None
    """How long it takes; left out where the specialty decides."""
    by_specialty: bool = False
    """True where the specialty decides how long it takes."""
    anchor: Key | None = None
    """The id of the academic year on whose next opening it begins."""
    at_once: bool = False
    """True where it begins on the day after the stage before."""
    closes: MonthDayText | None = None
    """Its last day, where that is another one than its anchor has."""
    optional: bool = False
    """True for what is in no plan unless it is asked for."""
    variant_of: Key | None = None
    """The id of the stage in whose place it may stand."""
    replaces: Keys = []
    """Ids of the stages in whose place it may stand, all of them together."""
    inside: WithinShape | None = None
    """The stage in which it lies; it adds nothing to that."""
    interrupts: WithinShape | None = None
    """The stage that it interrupts and that goes on afterwards."""
    overlaps: OverlapShape | None = None
    """The stage before whose end it may begin."""
    choice: Annotated[Choice, Field(strict=False)] | None = None
    """The number a member may give that decides how long it takes."""
    part_time: Annotated[PartTime, Field(strict=False)] | None = None
    """Whether it can be done part-time; leave it out where nobody knows."""
    part_time_min_percent: Percent | None = None
    """The least share of full time, in percent."""
    certifies: bool = True
    """False where it does not lead to the certificate of the specialty."""
    exceptions: Annotated[list[ExceptionShape], Field(max_length=20)] = []
    """Programs that keep another academic year."""


class SpecialtyShape(Sourced):
    """One item of `specialties`."""

    months: MonthsShape
    """How long its residency takes, from the first year after medical school."""
    board: Line
    """Who certifies it."""
    certificate: Key | None
    """The id of the certificate it leads to; null where there is none, and certificate_note says why."""
    certificate_note: Note | None = None
    """What a member should read where there is no certificate."""
    split: Line | None = None
    """What the years consist of."""
    share: Line | None = None
    """How many of those in pain medicine come from here, in words."""
    aliases: Annotated[list[Title], Field(max_length=20)] = []
    """Other names of it."""


class EffectShape(Shape):
    """`effect`."""

    kind: Annotated[EffectKind, Field(strict=False)]
    """What it does to a plan."""
    months: Duration | None = None
    """Months for each one chosen."""
    stage: Key | None = None
    """The id of the stage that is inserted."""
    side: Annotated[Side, Field(strict=False)] | None = None
    """On which side of the groups that stage stands."""
    groups: Groups = []
    """The groups of stages it is about."""
    beyond: Annotated[int, Field(ge=0, le=10)] = 0
    """So many of the number chosen are no extra."""
    specialties: Keys = []
    """Ids of the specialties it is for; left out for all."""
    free_days: Days | None = None
    """Days away that cost nothing."""
    approved_days: Days | None = None
    """More days that cost nothing with a consent."""
    review_months: Duration | None = None
    """After so many months away it is decided anew what to repeat."""


class ModifierShape(Sourced):
    """One item of `modifiers`."""

    text: Note
    """What it means for a member, in one line."""
    effect: EffectShape
    """What it does to a plan."""
    choice: Annotated[Choice, Field(strict=False)] | None = None
    """The number a member may give for it."""
    default: Annotated[int, Field(ge=0, le=100)] = 0
    """How many of it are in a plan that nobody changed."""
    max: Annotated[int, Field(ge=0, le=1_000)] | None = None
    """How many of it make sense."""


class WhenShape(Shape):
    """`when` and `until`: one of a day, a weekday of a month, a month, or months after the edge of the stage."""

    day: MonthDayText | None = None
    """A day of the year, like 09-15."""
    month: Annotated[int, Field(ge=1, le=12)] | None = None
    """A month, 1 to 12."""
    nth: Annotated[Nth, Field(strict=False)] | None = None
    """Which weekday of the month; it goes with weekday."""
    weekday: Annotated[Weekday, Field(strict=False)] | None = None
    """Which day of the week; it goes with nth."""
    months_after: Annotated[int, Field(ge=-LONGEST, le=LONGEST)] | None = None
    """Months after the edge of the stage; before it where negative."""
    shift_days: Annotated[int, Field(ge=-31, le=31)] = 0
    """Days to move the day by; -4 from a Friday is the Monday before."""
    years: Annotated[int, Field(ge=-10, le=10)] = 0
    """Years to move it by; -2 is two years earlier."""
    next: bool = False
    """True for the first such day after the edge of the stage."""


class HookShape(Shape):
    """`hook`."""

    stages: Annotated[list[Key], Field(min_length=1, max_length=40), Once()]
    """Ids of the stages of which any may stand in a plan."""
    edge: Annotated[Edge, Field(strict=False)]
    """Which end of the stage it is counted from."""


class RuleShape(Sourced):
    """One item of `calendar`."""

    country: Title
    """The country, as its pathways write it."""
    kind: Annotated[RuleKind, Field(strict=False)]
    """What it is about."""
    rule: Line
    """The rule in words."""
    hook: HookShape | None = None
    """The stage it is counted from."""
    when: WhenShape | None = None
    """When it begins, or happens."""
    until: WhenShape | None = None
    """When it has to be done."""
    about: bool = False
    """True where the day moves a little from year to year."""
    specialties: Keys = []
    """Ids of the specialties it is for; left out for all."""
    latest: Line | None = None
    """The dates last known, in words."""
    recheck: Day
    """The day from which somebody should look again, like 2027-06-01."""


class CertificateShape(Sourced):
    """One item of `certificates`."""

    board: Line
    """Who awards it."""
    family: Title
    """The name it goes by with all boards."""
    base: Line
    """Who can have it, in words."""
    specialties: Keys = []
    """Ids of the specialties it is for."""
    prerequisites: Annotated[list[Line], Field(max_length=20)]
    """What has to be done before, a line each."""
    prerequisites_level: Annotated[Level, Field(strict=False)] | None = None
    """How well the prerequisites are supported, where that differs."""
    exam: Line | None
    """What the exam is; null where nobody has looked."""
    maintenance: Note | None
    """What keeps it valid; null where nobody has looked."""
    costs: Annotated[list[Line], Field(max_length=20)] = []
    """What it costs, each amount with its year."""
    milestone: Key | None = None
    """The id of the calendar rule that dates it."""
    practice_months: Duration = 0
    """Months of work between the training and it."""


class StepShape(Shape):
    """One item of `steps`."""

    stage: Key
    """The id of the stage."""
    months: MonthsShape | None = None
    """How long it takes here, where that differs from the stage."""
    optional: bool = False
    """True for what is in no plan unless it is asked for."""


class PathwayShape(Sourced):
    """One item of `pathways`."""

    country: Title
    """The country it leads through."""
    steps: Annotated[list[StepShape], Field(max_length=40)]
    """Its stages, in their order."""
    specialties: Keys = []
    """Ids of the specialties to choose from; the first is assumed."""
    degrees: Keys = []
    """Ids of the stages to choose a degree from; the first is assumed."""
    certificate: Key | None = None
    """The id of the certificate it leads to, where no specialty decides."""
    certificate_note: Note | None = None
    """What is known of the certificate, in words."""
    modifiers: Keys = []
    """Ids of the modifiers that may be applied."""
    total: TotalShape | None = None
    """What its steps add up to, in months."""
    stated: TotalShape | None = None
    """What somebody else says it takes, in months."""
    shortest: Note | None = None
    """What the shortest way would take."""
    longest: Note | None = None
    """What the longest way would take."""
    default: bool = False
    """True for the one that is assumed where none is chosen."""


class TimelinesShape(Shape):
    """The file as a whole."""

    anchors: list[Any] = []
    """Academic years."""
    stages: list[Any] = []
    """Parts of pathways."""
    specialties: list[Any] = []
    """What a residency is in."""
    modifiers: list[Any] = []
    """What life adds to a pathway."""
    calendar: list[Any] = []
    """What is due when, counted from a stage."""
    certificates: list[Any] = []
    """What is earned after training."""
    pathways: list[Any] = []
    """Routes of training from start to finish."""
