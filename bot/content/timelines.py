"""From the shapes of `timelines/` to the values of the core."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, TypedDict, TypeVar

from bot.content.desk import Desk
from bot.content.placed import Placed
from bot.content.shapes import timelines as shapes
from bot.core.history import Kind
from bot.core.levels import Level
from bot.core.timelines import calendar, routes, stages
from bot.core.timelines.table import Timelines

S = TypeVar("S", bound=shapes.Sourced)
V = TypeVar("V")


def timelines_of(desk: Desk) -> Timelines:
    """Everything that fits its shape; a pathway is left out where one of its stages or specialties is not there."""
    made = {stage.id: stage for stage in map(_stage, _fitting(desk, Kind.STAGE, shapes.StageShape))}
    specialties = _fitting(desk, Kind.SPECIALTY, shapes.SpecialtyShape)
    pathways = _fitting(desk, Kind.PATHWAY, shapes.PathwayShape)
    chosen = _by_id(map(_specialty, specialties))
    return Timelines(
        anchors=_by_id(map(_anchor, _fitting(desk, Kind.ANCHOR, shapes.AnchorShape))),
        stages=MappingProxyType(made),
        specialties=chosen,
        modifiers=_by_id(map(_modifier, _fitting(desk, Kind.MODIFIER, shapes.ModifierShape))),
        calendar=_by_id(map(_rule, _fitting(desk, Kind.RULE, shapes.RuleShape))),
        certificates=_by_id(map(_certificate, _fitting(desk, Kind.CERTIFICATE, shapes.CertificateShape))),
        pathways=_by_id(
            _pathway(value, made)
            for value in pathways
            if {step.stage for step in value.steps} <= made.keys() and set(value.specialties) <= chosen.keys()
        ),
    )


def when_of(value: shapes.WhenShape) -> calendar.When | None:
    """The value of `when` or `until`; None where it does not say one thing."""
    if value.months_after is not None:
        return calendar.Offset(value.months_after)
    day = _day(value.day)
    month = day.month if day else value.month
    if month is None or (value.nth is None) != (value.weekday is None):
        return None
    return calendar.DayOfYear(
        month=month,
        day=day.day if day else None,
        nth=value.nth,
        weekday=value.weekday,
        shift_days=value.shift_days,
        years=value.years,
        next=value.next,
    )


class _Parts(TypedDict):
    """What every part of a timeline has."""

    id: str
    title: str
    level: Level
    sources: tuple[str, ...]
    checked: Any
    note: str


def _parts(value: shapes.Sourced) -> _Parts:
    return {
        "id": value.id,
        "title": value.title,
        "level": value.level,
        "sources": tuple(value.sources),
        "checked": value.checked,
        "note": value.note or "",
    }


def _fitting(desk: Desk, kind: Kind, shape: type[S]) -> list[S]:
    items: list[Placed[S]] = desk.items(kind, shape)
    return [item.fit.value for item in items if item.fit.value is not None]


def _by_id(items: Iterable[Any]) -> Mapping[str, Any]:
    return MappingProxyType({item.id: item for item in items})


def _day(text: str | None) -> stages.MonthDay | None:
    return None if text is None else stages.MonthDay(int(text[:2]), int(text[3:]))


def _months(value: shapes.MonthsShape | shapes.TotalShape) -> stages.Months:
    """A range of one length is typical."""
    typical = value.min if value.typical is None and value.min == value.max else value.typical
    return stages.Months(value.min, value.max, typical)


def _anchor(value: shapes.AnchorShape) -> stages.Anchor:
    opens = stages.MonthDay(int(value.opens[:2]), int(value.opens[3:]))
    return stages.Anchor(opens=opens, closes=_day(value.closes), exact=value.exact, **_parts(value))


def _stage(value: shapes.StageShape) -> stages.Stage:
    return stages.Stage(
        group=value.group,
        months=None if value.by_specialty or value.months is None else _months(value.months),
        anchor=value.anchor,
        at_once=value.at_once,
        closes=_day(value.closes),
        optional=value.optional,
        variant_of=value.variant_of,
        replaces=tuple(value.replaces),
        inside=_within(value.inside),
        interrupts=_within(value.interrupts),
        overlaps=stages.Overlap(value.overlaps.stage, value.overlaps.max_months) if value.overlaps else None,
        choice=value.choice,
        part_time=value.part_time,
        part_time_min_percent=value.part_time_min_percent,
        certifies=value.certifies,
        exceptions=tuple(stages.ProgramException(one.program, one.anchor) for one in value.exceptions),
        **_parts(value),
    )


def _within(value: shapes.WithinShape | None) -> stages.Within | None:
    return stages.Within(value.stage, value.after_months) if value else None


def _specialty(value: shapes.SpecialtyShape) -> routes.Specialty:
    return routes.Specialty(
        months=_months(value.months),
        split=value.split or "",
        board=value.board,
        certificate=value.certificate,
        certificate_note=value.certificate_note or "",
        share=value.share or "",
        aliases=tuple(value.aliases),
        **_parts(value),
    )


def _modifier(value: shapes.ModifierShape) -> routes.Modifier:
    effect = value.effect
    return routes.Modifier(
        text=value.text,
        effect=routes.Effect(
            kind=effect.kind,
            months=effect.months,
            stage=effect.stage,
            side=effect.side,
            groups=tuple(effect.groups),
            beyond=effect.beyond,
            specialties=tuple(effect.specialties),
            free_days=effect.free_days,
            approved_days=effect.approved_days,
            review_months=effect.review_months,
        ),
        choice=value.choice,
        default=value.default,
        max=value.max,
        **_parts(value),
    )


def _rule(value: shapes.RuleShape) -> calendar.CalendarRule:
    return calendar.CalendarRule(
        country=value.country,
        kind=value.kind,
        rule=value.rule,
        hook=calendar.Hook(tuple(value.hook.stages), value.hook.edge) if value.hook else None,
        when=when_of(value.when) if value.when else None,
        until=when_of(value.until) if value.until else None,
        about=value.about,
        specialties=tuple(value.specialties),
        latest=value.latest or "",
        recheck=value.recheck,
        **_parts(value),
    )


def _certificate(value: shapes.CertificateShape) -> routes.Certificate:
    return routes.Certificate(
        board=value.board,
        family=value.family,
        base=value.base,
        specialties=tuple(value.specialties),
        prerequisites=tuple(value.prerequisites),
        prerequisites_level=value.prerequisites_level,
        exam=value.exam,
        maintenance=value.maintenance,
        costs=tuple(value.costs),
        milestone=value.milestone,
        practice_months=value.practice_months,
        **_parts(value),
    )


def _pathway(value: shapes.PathwayShape, made: Mapping[str, stages.Stage]) -> routes.Pathway:
    return routes.Pathway(
        country=value.country,
        steps=tuple(
            routes.Step(
                stage=step.stage,
                months=_months(step.months) if step.months else made[step.stage].months,
                optional=step.optional or made[step.stage].optional,
            )
            for step in value.steps
        ),
        specialties=tuple(value.specialties),
        degrees=tuple(value.degrees),
        certificate=value.certificate,
        certificate_note=value.certificate_note or "",
        modifiers=tuple(value.modifiers),
        total=_months(value.total) if value.total else None,
        stated=_months(value.stated) if value.stated else None,
        shortest=value.shortest or "",
        longest=value.longest or "",
        default=value.default,
        **_parts(value),
    )
