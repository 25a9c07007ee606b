"""What no single value of a pathway can be asked."""

from collections.abc import Iterable, Mapping, Sequence, Set

from bot.content.desk import Desk
from bot.content.placed import Placed
from bot.content.shapes.timelines import PathwayShape
from bot.content.timelines import timelines_of
from bot.core.history import Kind
from bot.core.problems import ProblemKind
from bot.core.timelines.routes import Pathway
from bot.core.timelines.stages import Stage
from bot.core.timelines.table import Timelines


def check(desk: Desk, doubtful: Set[tuple[Kind, str]]) -> None:
    """Note what is wrong with the order of stages, with totals, and with what is assumed.

    Nothing is said that rests on a `doubtful` part, which has its problem already.
    """
    pathways = desk.items(Kind.PATHWAY, PathwayShape)
    stages = {name for kind, name in doubtful if kind is Kind.STAGE}
    table = timelines_of(desk)
    for pathway in pathways:
        _qualified(pathway)
        made = table.pathways.get(pathway.id)
        if made is None or pathway.fit.value is None or (Kind.PATHWAY, pathway.id) in doubtful:
            continue
        _choices(pathway, made, table)
        if not stages & {step.stage for step in made.steps}:
            _placed(pathway, made, table.stages)
            _degrees(pathway, [name for name in made.degrees if name not in stages], made, table.stages)
            lengths = {(Kind.SPECIALTY, name) for name in made.specialties}
            if _measured(pathway, made, table) and not lengths & doubtful:
                _total(pathway, made, table)
    _default(pathways)


def _qualified(pathway: Placed[PathwayShape]) -> None:
    """Note a pathway that says nothing of a certificate."""
    given = pathway.node.children
    has = {name for name in ("certificate", "certificate_note", "specialties") if name in given and given[name].value}
    if isinstance(pathway.node.value, dict) and not has:
        message = "nothing says which certificate it leads to."
        hint = "Add certificate, or certificate_note where none is known."
        pathway.note((), ProblemKind.UNEXPLAINED, message, hint)


def _placed(pathway: Placed[PathwayShape], made: Pathway, stages: Mapping[str, Stage]) -> None:
    """Note a stage that lies inside, interrupts or overlaps one that does not come before it."""
    before: set[str] = set()
    for index, step in enumerate(made.steps):
        stage = stages[step.stage]
        for host in (stage.inside, stage.interrupts, stage.overlaps):
            if host is not None and host.stage not in before:
                message = f'"{stage.id}" belongs to "{host.stage}", which does not come before it.'
                where = ("steps", index, "stage")
                pathway.note(where, ProblemKind.UNPLACED_STAGE, message, f'Put "{host.stage}" before it.')
        before.add(step.stage)


def _degrees(pathway: Placed[PathwayShape], degrees: Iterable[str], made: Pathway, stages: Mapping[str, Stage]) -> None:
    """Note those of `degrees` that could stand nowhere on the pathway."""
    on_it = {step.stage for step in made.steps}
    for name in degrees:
        stage = stages.get(name)
        if stage is None or name in on_it or stage.variant_of in on_it:
            continue
        if not stage.replaces or not set(stage.replaces) <= on_it:
            where = ("degrees", made.degrees.index(name))
            message = f'"{name}" can take the place of no stage here.'
            hint = "Name a step, a variant of one, or a stage that replaces some."
            pathway.note(where, ProblemKind.UNPLACED_STAGE, message, hint)


def _choices(pathway: Placed[PathwayShape], made: Pathway, table: Timelines) -> None:
    """Note a modifier for a choice that a stage or another one answers: nobody could say which is meant."""
    stages = (table.stages[step.stage] for step in made.steps)
    taken: dict[str, str] = {stage.choice: stage.id for stage in stages if stage.choice}
    for index, name in enumerate(made.modifiers):
        modifier = table.modifiers.get(name)
        if modifier is None or modifier.choice is None:
            continue
        first = taken.setdefault(modifier.choice, name)
        if first != name:
            message = f'"{first}" and "{name}" both answer the choice {modifier.choice}.'
            pathway.note(("modifiers", index), ProblemKind.CONTRADICTION, message, "Delete one of the two.")


def _measured(pathway: Placed[PathwayShape], made: Pathway, table: Timelines) -> bool:
    """Whether each step has a length; notes those that have none."""
    missing = [
        index
        for index, step in enumerate(made.steps)
        if step.months is None and (table.stages[step.stage].months is None and not made.specialties)
    ]
    for index in missing:
        message = "the specialty decides how long this takes, and the pathway has none to choose."
        pathway.note(("steps", index), ProblemKind.NO_LENGTH, message, "Add specialties, or months to this step.")
    return not missing


def _total(pathway: Placed[PathwayShape], made: Pathway, table: Timelines) -> None:
    """Note a total that is not what the stages add up to."""
    found, said = table.total(made), made.total
    if found is None or found.min > found.max:
        return
    if said is None:
        hint = f"Add total: {{min: {found.min}, max: {found.max}}}."
        pathway.note((), ProblemKind.WRONG_TOTAL, "nobody says what its stages add up to.", hint)
    elif (said.min, said.max) != (found.min, found.max):
        message = f"its stages add up to {found.min} to {found.max} months, not {said.min} to {said.max}."
        pathway.note(("total",), ProblemKind.WRONG_TOTAL, message, "Mend the total, or the months of a step.")
    elif said.typical is not None and found.typical is None:
        message = "the stages have no typical length together, for one of them has none."
        pathway.note(("total", "typical"), ProblemKind.WRONG_TOTAL, message, "Delete it, or give that stage one.")
    elif said.typical is not None and said.typical != found.typical:
        message = f"its stages typically add up to {found.typical} months, not {said.typical}."
        pathway.note(("total", "typical"), ProblemKind.WRONG_TOTAL, message, "Mend the total, or the months of a step.")


def _default(pathways: Sequence[Placed[PathwayShape]]) -> None:
    first: Placed[PathwayShape] | None = None
    for pathway in pathways:
        node = pathway.node.children.get("default")
        if node is None or node.value is not True:
            continue
        if first is not None:
            message = f'"{first.id}" is the one that is assumed where none is chosen.'
            pathway.note(("default",), ProblemKind.SECOND_DEFAULT, message, "Delete one of the two.")
        first = first or pathway
