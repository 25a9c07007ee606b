"""Where everything stands on the chart of a plan."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from math import ceil

from bot.core.plan.values import Milestone, Plan, PlannedStage, Precision
from bot.core.plan.wording import month, months
from bot.core.timelines.calendar import RuleKind
from bot.render.plans.palette import BARS, DAY, EDGE, GRID, MONTHS, MUTED, TEXT
from bot.render.plans.phrases import course, stage_days
from bot.render.plans.sheet import Bar, Diamond, Line, Measure, Sheet, Words
from bot.render.plans.years import Tick, Years

WIDTH = 390.0  # a phone
MARGIN = 14.0
HEADING, LABEL, SMALL = 15.0, 12.5, 11.5
BAR, MARK = 11.0, 6.0
LEAST = 3.0  # pixels of a bar, so that two days can be seen among years
MORE = "…"

# In this order. The beginnings and ends of stages are the ends of their bars.
LANES = {
    "Applications": (RuleKind.APPLICATION, RuleKind.INTERVIEW),
    "Exams": (RuleKind.EXAM,),
    "Match": (RuleKind.MATCH,),
    "Limits": (RuleKind.LIMIT,),
    "Finish": (RuleKind.CERTIFICATION, None),
}

Part = Words | Bar | Diamond | Line


def sheet(plan: Plan, born: int | None, measure: Measure) -> Sheet:
    """The chart of a plan; its height is what it takes."""
    page = _Page(measure)
    _head(page, plan)
    known = [one for one in plan.milestones if one.dates is not None]
    if plan.stages or known:
        years = _years(plan.stages, known)
        top = page.y
        for stage in plan.stages:
            _stage(page, stage, years)
        for name, kinds in LANES.items():
            _lane(page, name, [one for one in known if _kind(one) in kinds], years)
        _axis(page, years, born, top)
        _key(page, plan)
    else:
        page.text(_nothing(plan), SMALL, TEXT)
    unknown = [one.title for one in plan.milestones if one.dates is None]
    if unknown:
        page.text(f"Date not known: {', '.join(unknown)}", SMALL, MUTED, lines=3)
    return Sheet(WIDTH, float(ceil(page.y + MARGIN)), (*page.behind, *page.parts))


class _Page:
    """Takes parts from the top downwards. `y` is where the next one begins."""

    def __init__(self, measure: Measure) -> None:
        self.measure = measure
        self.y = MARGIN
        self.parts: list[Part] = []
        self.behind: list[Part] = []

    def text(self, text: str, size: float, colour: str, *, bold: bool = False, lines: int = 6) -> None:
        """A paragraph over the whole width, cut after so many lines."""
        for line in wrapped(text, WIDTH - 2 * MARGIN, lambda part: self.measure(part, size, bold), lines):
            self.line(line, MARGIN, size, colour, bold=bold)
            self.y += size * 1.35

    def line(self, text: str, x: float, size: float, colour: str, *, bold: bool = False) -> None:
        """One line at the present height, which stays."""
        self.parts.append(Words(text, x, self.y + size, self.measure(text, size, bold), size, colour, bold))


def wrapped(text: str, room: float, measure: Callable[[str], float], lines: int) -> list[str]:
    """At most so many lines of at most `room`; what does not fit ends in an ellipsis."""
    found: list[str] = []
    words = text.split()
    while words and len(found) < lines:
        taken = 1
        while taken < len(words) and measure(" ".join(words[: taken + 1])) <= room:
            taken += 1
        last = len(found) + 1 == lines and taken < len(words)
        line = " ".join(words[:taken])
        found.append(cut(f"{line} {words[taken]}" if last else line, room, measure))
        words = words[taken:]
    return found


def cut(text: str, room: float, measure: Callable[[str], float]) -> str:
    """`text`, or as much of it as fits with an ellipsis after it."""
    if measure(text) <= room:
        return text
    while text and measure(f"{text.rstrip(' ,')}{MORE}") > room:
        text = text[:-1]
    return f"{text.rstrip(' ,')}{MORE}"


def _head(page: _Page, plan: Plan) -> None:
    page.text(plan.pathway.title, HEADING, TEXT, bold=True, lines=2)
    where = [plan.pathway.country, *([plan.specialty.title] if plan.specialty else [])]
    page.text(", ".join(where), SMALL, MUTED, lines=2)
    if plan.stages:
        page.text(course(plan), SMALL, TEXT, lines=3)
    page.y += 8


def _nothing(plan: Plan) -> str:
    if not plan.pathway.steps:
        return "This route has no stages of its own: it comes on top of another."
    return next((one.text for one in plan.warnings), "Nothing is ahead on this route.")


def _years(stages: Sequence[PlannedStage], known: Sequence[Milestone]) -> Years:
    marked = [one.dates for one in known if one.dates is not None]
    first = min([one.starts.earliest for one in stages] or [one.earliest for one in marked])
    last = max([one.ends.latest for one in stages] + [one.latest for one in marked])
    return Years.over(first, last, MARGIN, WIDTH - MARGIN)


def _stage(page: _Page, stage: PlannedStage, years: Years) -> None:
    title, dates = stage.stage.title, _dates(stage)
    room = WIDTH - 2 * MARGIN
    beside = room - page.measure(dates, SMALL, False) - 10
    if page.measure(title, LABEL, True) <= beside:
        page.line(dates, WIDTH - MARGIN - page.measure(dates, SMALL, False), SMALL, MUTED)
        page.text(title, LABEL, TEXT, bold=True, lines=1)
    else:
        page.text(title, LABEL, TEXT, bold=True, lines=2)
        page.text(dates, SMALL, MUTED, lines=2)
    page.y += 2
    colour = BARS[stage.group]
    sure, unsure = _stretches(stage)
    page.parts += [_bar(page.y, years, *one, colour, hatched=True) for one in unsure]
    page.parts += [_bar(page.y, years, *one, colour) for one in sure]
    page.y += BAR + 9


def _stretches(stage: PlannedStage) -> tuple[list[tuple[date, date]], list[tuple[date, date]]]:
    """What is in the stage however it goes, and what may be."""
    starts, ends = stage.starts, stage.ends
    if starts.latest > ends.earliest:
        return [], [(starts.earliest, ends.latest)]
    unsure = [] if starts.certain else [(starts.earliest, starts.latest)]
    return [(starts.latest, ends.earliest)], [*unsure, *([] if ends.certain else [(ends.earliest, ends.latest)])]


def _bar(y: float, years: Years, first: date, last: date, colour: str, *, hatched: bool = False) -> Bar:
    left, right = years.at(first), years.after(last)
    width = max(right - left, LEAST)
    return Bar(min(left, WIDTH - MARGIN - width), y, width, BAR, colour, hatched)


def _dates(stage: PlannedStage) -> str:
    """Months where that is enough to tell the ends apart."""
    starts, ends = stage.starts, stage.ends
    if (ends.latest - starts.earliest).days < 62:
        return stage_days(stage)
    if starts.certain and ends.certain:
        return f"{month(starts.earliest)} to {month(ends.earliest)}"
    return f"begins {months(starts)}, ends {months(ends)}"


def _kind(milestone: Milestone) -> RuleKind | None:
    """None for the end of training and for certification, whatever rule dates it."""
    return None if milestone.id in ("training_complete", "certification") or not milestone.rule else milestone.rule.kind


def _lane(page: _Page, name: str, milestones: Sequence[Milestone], years: Years) -> None:
    if not milestones:
        return
    label = page.measure(name, LABEL, True)
    page.line(name, MARGIN, LABEL, TEXT, bold=True)
    indent = MARGIN + label + 8
    names = _names([one.title for one in milestones], WIDTH - MARGIN - indent, page.measure)
    for line in names:
        page.line(line, indent, SMALL, MUTED)
        page.y += LABEL * 1.35
    page.y += 3
    middle = page.y + MARK
    stretches, points = [], []
    for one in milestones:
        if one.dates is None:
            continue
        if one.precision is Precision.DAY and one.dates.certain:
            x = min(max(years.at(one.dates.earliest), MARGIN), WIDTH - MARGIN)
            points.append(Diamond(x, middle, MARK, DAY))
        else:
            left, right = years.at(one.dates.earliest), years.after(one.dates.latest)
            width = max(right - left, LEAST)
            stretches.append(Bar(min(left, WIDTH - MARGIN - width), middle - 3, width, 6, MONTHS))
    page.parts += [
        Line(MARGIN, middle, WIDTH - MARGIN, middle, GRID),
        *dict.fromkeys(stretches),
        *dict.fromkeys(points),
    ]
    page.y += 2 * MARK + 9


def _names(titles: Sequence[str], room: float, measure: Measure) -> list[str]:
    """Two lines at most: as many titles as fit, and how many more there are."""

    def width(text: str) -> float:
        return measure(text, SMALL, False)

    for shown in range(len(titles), 0, -1):
        rest = len(titles) - shown
        text = ", ".join(titles[:shown]) + (f" and {rest} more" if rest else "")
        lines = wrapped(text, room, width, 3)
        if len(lines) <= 2 and not any(MORE in line for line in lines):
            return lines
    return wrapped(f"{titles[0]}" + (f" and {len(titles) - 1} more" if len(titles) > 1 else ""), room, width, 2)


def _axis(page: _Page, years: Years, born: int | None, top: float) -> None:
    def age(tick: Tick) -> str:
        return f"age {tick.day.year - born}" if born is not None and tick.day.year >= born else ""

    def width(text: str) -> float:
        return page.measure(text, SMALL, False)

    every = years.ticks(0)
    widest = max((width(text) for tick in every for text in (tick.name, age(tick))), default=0.0)
    bottom = page.y
    page.behind += [Line(tick.x, top, tick.x, bottom + 4, GRID) for tick in years.ticks(widest)]
    page.parts.append(Line(MARGIN, bottom, WIDTH - MARGIN, bottom, EDGE))
    page.y += 6
    _row(page, ((tick.x, tick.name) for tick in years.ticks(widest)), width)
    if born is not None:
        _row(page, ((tick.x, age(tick)) for tick in years.ticks(widest)), width)
    page.y += 6


def _row(page: _Page, names: Iterable[tuple[float, str]], width: Callable[[str], float]) -> None:
    """Names under their ticks, moved inwards at the edges of the picture."""
    free = 0.0
    for x, name in names:
        half = width(name) / 2
        left = min(max(x - half, 4), WIDTH - 4 - 2 * half)
        if name and left >= free:
            page.line(name, left, SMALL, MUTED)
            free = left + 2 * half + 4
    page.y += SMALL * 1.4


def _key(page: _Page, plan: Plan) -> None:
    """What the shapes mean that are in the picture, as many beside each other as fit."""
    diamonds = any(isinstance(part, Diamond) for part in page.parts)
    stretches = any(isinstance(part, Bar) and part.colour == MONTHS for part in page.parts)
    hatched = any(isinstance(part, Bar) and part.hatched for part in page.parts)
    shown = [(diamonds, "on this day"), (stretches, "within this time"), (hatched, "may begin or end in this time")]
    x = MARGIN
    page.y += 2
    for present, text in shown:
        if not present:
            continue
        width = 20 + page.measure(text, SMALL, False)
        if x + width > WIDTH - MARGIN:
            x, page.y = MARGIN, page.y + SMALL * 1.5
        middle = page.y + SMALL * 0.65
        if text == "on this day":
            page.parts.append(Diamond(x + MARK, middle, MARK, DAY))
        elif text == "within this time":
            page.parts.append(Bar(x, middle - 3, 14, 6, MONTHS))
        else:
            colour = BARS[next(one for one in plan.stages if _stretches(one)[1]).group]
            page.parts.append(Bar(x, middle - BAR / 2, 14, BAR, colour, hatched=True))
        page.line(text, x + 20, SMALL, MUTED)
        x += width + 14
    page.y += SMALL * 1.5
