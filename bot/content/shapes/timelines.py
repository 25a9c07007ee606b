"""`timelines/*.yaml`. Durations are in months."""

from typing import Annotated, Any

from pydantic import Field

from bot.content.shapes.base import Day, Ids, Key, Keys, Line, MonthDayText, Note, Shape, Title
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
    max: Duration
    typical: Duration | None = None


class TotalShape(Shape):
    """What a whole pathway takes."""

    min: Annotated[int, Field(ge=0, le=2 * LONGEST)]
    max: Annotated[int, Field(ge=0, le=2 * LONGEST)]
    typical: Annotated[int, Field(ge=0, le=2 * LONGEST)] | None = None


class Sourced(Shape):
    """What every part of a timeline has."""

    id: Key
    title: Title
    level: Annotated[Level, Field(strict=False)]
    sources: Ids
    checked: Day
    note: Note | None = None
    renamed_from: Keys = []


class AnchorShape(Sourced):
    """One item of `anchors`."""

    opens: MonthDayText
    closes: MonthDayText | None = None
    exact: bool = True


class WithinShape(Shape):
    """`inside` and `interrupts`."""

    stage: Key
    after_months: Duration


class OverlapShape(Shape):
    """`overlaps`."""

    stage: Key
    max_months: Duration


class ExceptionShape(Shape):
    """One item of `exceptions`."""

    programme: Title
    anchor: Key


class StageShape(Sourced):
    """One item of `stages`."""

    group: Annotated[Group, Field(strict=False)]
    months: MonthsShape | None = None
    by_specialty: bool = False
    anchor: Key | None = None
    at_once: bool = False
    closes: MonthDayText | None = None
    optional: bool = False
    variant_of: Key | None = None
    replaces: Keys = []
    inside: WithinShape | None = None
    interrupts: WithinShape | None = None
    overlaps: OverlapShape | None = None
    choice: Annotated[Choice, Field(strict=False)] | None = None
    part_time: Annotated[PartTime, Field(strict=False)] | None = None
    part_time_min_percent: Percent | None = None
    certifies: bool = True
    exceptions: Annotated[list[ExceptionShape], Field(max_length=20)] = []


class SpecialtyShape(Sourced):
    """One item of `specialties`."""

    months: MonthsShape
    board: Line
    certificate: Key | None
    certificate_note: Note | None = None
    split: Line | None = None
    share: Line | None = None
    aliases: Annotated[list[Title], Field(max_length=20)] = []


class EffectShape(Shape):
    """`effect`."""

    kind: Annotated[EffectKind, Field(strict=False)]
    months: Duration | None = None
    stage: Key | None = None
    side: Annotated[Side, Field(strict=False)] | None = None
    groups: Groups = []
    beyond: Annotated[int, Field(ge=0, le=10)] = 0
    specialties: Keys = []
    free_days: Days | None = None
    approved_days: Days | None = None
    review_months: Duration | None = None


class ModifierShape(Sourced):
    """One item of `modifiers`."""

    text: Note
    effect: EffectShape
    choice: Annotated[Choice, Field(strict=False)] | None = None
    default: Annotated[int, Field(ge=0, le=100)] = 0
    max: Annotated[int, Field(ge=0, le=1_000)] | None = None


class WhenShape(Shape):
    """`when` and `until`: one of a day, a weekday of a month, a month, or months after the edge of the stage."""

    day: MonthDayText | None = None
    month: Annotated[int, Field(ge=1, le=12)] | None = None
    nth: Annotated[Nth, Field(strict=False)] | None = None
    weekday: Annotated[Weekday, Field(strict=False)] | None = None
    months_after: Annotated[int, Field(ge=-LONGEST, le=LONGEST)] | None = None
    shift_days: Annotated[int, Field(ge=-31, le=31)] = 0
    years: Annotated[int, Field(ge=-10, le=10)] = 0
    next: bool = False


class HookShape(Shape):
    """`hook`."""

    stages: Annotated[list[Key], Field(min_length=1, max_length=40)]
    edge: Annotated[Edge, Field(strict=False)]


class RuleShape(Sourced):
    """One item of `calendar`."""

    country: Title
    kind: Annotated[RuleKind, Field(strict=False)]
    rule: Line
    hook: HookShape | None = None
    when: WhenShape | None = None
    until: WhenShape | None = None
    about: bool = False
    specialties: Keys = []
    latest: Line | None = None
    recheck: Day


class CertificateShape(Sourced):
    """One item of `certificates`."""

    board: Line
    family: Title
    base: Line
    specialties: Keys = []
    prerequisites: Annotated[list[Line], Field(max_length=20)]
    prerequisites_level: Annotated[Level, Field(strict=False)] | None = None
    exam: Line | None
    maintenance: Note | None
    costs: Annotated[list[Line], Field(max_length=20)] = []
    milestone: Key | None = None
    practice_months: Duration = 0


class StepShape(Shape):
    """One item of `steps`."""

    stage: Key
    months: MonthsShape | None = None
    optional: bool = False


class PathwayShape(Sourced):
    """One item of `pathways`."""

    country: Title
    steps: Annotated[list[StepShape], Field(max_length=40)]
    specialties: Keys = []
    degrees: Keys = []
    certificate: Key | None = None
    certificate_note: Note | None = None
    modifiers: Keys = []
    total: TotalShape | None = None
    stated: TotalShape | None = None
    shortest: Note | None = None
    longest: Note | None = None
    default: bool = False


class TimelinesShape(Shape):
    """The file as a whole."""

    anchors: list[Any] = []
    stages: list[Any] = []
    specialties: list[Any] = []
    modifiers: list[Any] = []
    calendar: list[Any] = []
    certificates: list[Any] = []
    pathways: list[Any] = []
