"""What no single value of a timeline can be asked: its names, ranges and lengths."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.content.desk import Desk, S
from bot.content.explain import nearest
from bot.content.placed import Placed
from bot.content.places import Steps
from bot.content.rules import calendar, parts, pathways
from bot.content.rules.history import Past
from bot.content.shapes import timelines as shapes
from bot.core.history import Kind
from bot.core.problems import ProblemKind
from bot.core.timelines.routes import EffectKind
from bot.core.timelines.stages import PartTime

# Where a part of a timeline names another: the path to the name (`*`: each item of a list), and what it is a name of.
_NAMES: Mapping[Kind, tuple[tuple[str, Kind], ...]] = {
    Kind.ANCHOR: (),
    Kind.STAGE: (
        ("anchor", Kind.ANCHOR),
        ("variant_of", Kind.STAGE),
        ("replaces.*", Kind.STAGE),
        ("inside.stage", Kind.STAGE),
        ("interrupts.stage", Kind.STAGE),
        ("overlaps.stage", Kind.STAGE),
        ("exceptions.*.anchor", Kind.ANCHOR),
    ),
    Kind.SPECIALTY: (("certificate", Kind.CERTIFICATE),),
    Kind.MODIFIER: (("effect.stage", Kind.STAGE), ("effect.specialties.*", Kind.SPECIALTY)),
    Kind.RULE: (("hook.stages.*", Kind.STAGE), ("specialties.*", Kind.SPECIALTY)),
    Kind.CERTIFICATE: (("specialties.*", Kind.SPECIALTY), ("milestone", Kind.RULE)),
    Kind.PATHWAY: (
        ("steps.*.stage", Kind.STAGE),
        ("specialties.*", Kind.SPECIALTY),
        ("degrees.*", Kind.STAGE),
        ("certificate", Kind.CERTIFICATE),
        ("modifiers.*", Kind.MODIFIER),
    ),
}
_RANGES = ("months", "total", "stated", "steps.*.months")
_NEEDED: Mapping[EffectKind, tuple[str, ...]] = {
    EffectKind.INSERT: ("groups", "side"),
    EffectKind.LENGTHEN: ("groups", "months"),
    EffectKind.STRETCH: (),
    EffectKind.ABSENCE: ("groups", "free_days"),
    EffectKind.EXPLAIN: (),
}


def check(desk: Desk, *, today: date) -> None:
    """Note every problem between the parts of timelines, or in their texts."""
    doubtful: set[tuple[Kind, str]] = set()
    known_sources = desk.known_sources
    names = {kind: _Names(kind, desk.known(kind), Past(desk.trays[kind])) for kind in _NAMES}
    for kind in _NAMES:
        seen: set[str] = set()
        for item in desk.items(kind, shapes.Sourced):
            parts.sources(item, known_sources)
            parts.every_text(item)
            parts.checked(item, today)
            parts.level(item)
            before = item.notes.count
            _whole(item, kind, names)
            if item.notes.count > before or item.id in seen:
                doubtful.add((kind, item.id))
            seen.add(item.id)
    interrupting = {item.id for item in desk.items(Kind.STAGE, shapes.StageShape) if "interrupts" in item.node.children}
    for modifier in desk.items(Kind.MODIFIER, shapes.ModifierShape):
        _modifier(modifier, interrupting)
    specialties = desk.items(Kind.SPECIALTY, shapes.SpecialtyShape)
    for specialty in specialties:
        _explained(specialty)
    parts.titles(specialties, "title", "aliases")
    parts.titles(desk.items(Kind.PATHWAY, shapes.PathwayShape), "title")
    calendar.check(desk, today=today)
    pathways.check(desk, doubtful)


@dataclass(frozen=True, slots=True)
class _Names:
    """What may be named of `kind`; read once, for it is asked for every name."""

    kind: Kind
    known: frozenset[str] | None
    past: Past


def _whole(item: Placed[shapes.Sourced], kind: Kind, names: Mapping[Kind, _Names]) -> None:
    """Note names, ranges and lengths with which nothing can be computed."""
    for path, named in _NAMES[kind]:
        _named(item, path, names[named], own=named is kind)
    for path in _RANGES:
        _ranges(item, path)
    if kind is Kind.STAGE:
        _stage(item)


def _named(item: Placed[S], path: str, names: _Names, *, own: bool) -> None:
    """Note names of nothing, of what went by, of the item itself, and those that stand twice in a list."""
    seen: set[str] = set()
    for where, name in item.named(*path.split(".")):
        if name in seen and "*" in path and path != "exceptions.*.anchor":
            repeated = ProblemKind.REPEATED_ITEM if path.endswith("*") else ProblemKind.REPEATED_STAGE
            item.note(where, repeated, f'"{name}" stands twice in this list.', "Delete one of the two.")
        elif own and name == item.id:
            message = f"{parts.called(names.kind)} needs itself."
            item.note(where, ProblemKind.RELATED_TO_ITSELF, message, "Name another, or delete it.")
        elif (problem := names.past.about(name)) is not None:
            item.note(where, *problem)
        elif names.known is not None and name not in names.known:
            hint = nearest(name, names.known) or f"There is no {names.kind.value.replace('-', ' ')} with this id."
            item.note(where, ProblemKind.UNKNOWN_ID, f'"{name}" is unknown.', hint)
        seen.add(name)


def _ranges(item: Placed[S], path: str) -> None:
    for where, value in item.shaped(shapes.TotalShape, *path.split(".")):
        _range(item, where, value)


def _range(item: Placed[S], where: Steps, value: shapes.TotalShape) -> None:
    if value.min > value.max:
        message = f"the least, {value.min}, is more than the most, {value.max}."
        item.note((*where, "min"), ProblemKind.REVERSED_RANGE, message, "Exchange them, or mend one of them.")
    elif value.typical is not None and not value.min <= value.typical <= value.max:
        message = f"what is typical, {value.typical}, lies outside {value.min} to {value.max}."
        hint = "Mend it, or leave it out where nobody says what is typical."
        item.note((*where, "typical"), ProblemKind.REVERSED_RANGE, message, hint)


def _stage(stage: Placed[S]) -> None:
    """Note lengths, openings and percentages of which only one can hold, or of which there is none."""
    given = stage.node.children
    by_specialty = "by_specialty" in given and given["by_specialty"].value is True
    if ("months",) not in stage.fit.misfits and ("months" in given) == by_specialty:
        if by_specialty:
            message = "it has months, and by_specialty says that the specialty decides."
            stage.note(("months",), ProblemKind.CONTRADICTION, message, "Delete one of the two.")
        elif isinstance(stage.node.value, dict) and ("by_specialty",) not in stage.fit.misfits:
            hint = "Add months, or by_specialty: true."
            stage.note((), ProblemKind.NO_LENGTH, "nobody says how long it takes.", hint)
    if "anchor" in given and "at_once" in given and given["at_once"].value is True:
        message = "it begins at once, and has an anchor to wait for."
        stage.note(("at_once",), ProblemKind.CONTRADICTION, message, "Delete one of the two.")
    part_time = given["part_time"].value if "part_time" in given else None
    if "part_time_min_percent" in given and part_time in (None, PartTime.FORBIDDEN):
        message = "it cannot be done part-time, so there is no least percentage of it."
        stage.note(("part_time_min_percent",), ProblemKind.CONTRADICTION, message, "Add part_time, or delete this.")


def _modifier(modifier: Placed[shapes.ModifierShape], interrupting: set[str]) -> None:
    """Note an effect without what its kind needs, and a default that is more than makes sense."""
    for where, effect in modifier.shaped(shapes.EffectShape, "effect"):
        needed = {name for name in _NEEDED[effect.kind] if not getattr(effect, name)}
        if effect.stage in interrupting:
            needed.discard("side")  # the stage says itself where it stands
        if effect.kind is EffectKind.INSERT and effect.stage is None and effect.months is None:
            needed.add("months")
        for name in sorted(needed):
            hint = f"A modifier with the effect {effect.kind.value} needs it."
            modifier.note(where, ProblemKind.INCOMPLETE_EFFECT, f'the key "{name}" is missing.', hint)
    value = modifier.fit.value
    if value is not None and value.max is not None and value.default > value.max:
        message = f"the default, {value.default}, is more than the most, {value.max}."
        modifier.note(("default",), ProblemKind.REVERSED_RANGE, message, "Mend one of them.")


def _explained(specialty: Placed[shapes.SpecialtyShape]) -> None:
    given = specialty.node.children
    if "certificate" in given and given["certificate"].value is None and "certificate_note" not in given:
        message = "there is no certificate, and nothing says why."
        hint = "Add certificate_note: what a member should read instead."
        specialty.note(("certificate",), ProblemKind.UNEXPLAINED, message, hint)
