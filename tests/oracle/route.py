"""Which stages a plan has: section "Which stages"."""

from dataclasses import dataclass

from tests.oracle.request import RefusedError, Request
from tests.oracle.table import Row, Table


@dataclass(eq=False)
class Part:
    """One stage of a plan. `least` and `most` are months, `longest` the most of its own range.

    `group` is where its years count.
    """

    row: Row
    group: str
    least: int
    most: int
    longest: int
    done: int = 0
    percent: int = 100

    @property
    def id(self) -> str:
        return str(self.row["id"])

    @property
    def host(self) -> str | None:
        """The id of the stage that it lies in."""
        return self.row["inside"]["stage"] if "inside" in self.row else None


Step = tuple[Row, Row | None]
"""A stage and the months that the pathway gives it."""


def specialty_of(table: Table, request: Request) -> Row | None:
    """The chosen specialty, or the first of the pathway; None where the pathway has none."""
    names = table.pathways[request.route].get("specialties", [])
    if request.specialty is not None and request.specialty not in names:
        raise RefusedError("no such specialty on this pathway")
    name = request.specialty or (names[0] if names else None)
    return None if name is None else table.specialties[name]


def parts_of(table: Table, request: Request) -> list[Part]:
    """All stages of the way, those that are done too, in order."""
    pathway = table.pathways[request.route]
    steps: list[Step] = [(table.stages[step["stage"]], step.get("months")) for step in pathway["steps"]]
    steps = with_degree(table, pathway, request, steps)
    specialty = specialty_of(table, request)
    kept: list[Part] = []
    gap_at: int | None = None
    for row, months in steps:
        if row["group"] == "gap" and row.get("optional"):
            gap_at = len(kept)
        elif not row.get("optional") or row["group"] == request.stage:
            kept.append(part_of(row, months, specialty))
    choices = table.choices(pathway)
    fellowship(table, request, choices, kept)
    gap(table, request, choices, kept, gap_at)
    research(table, request, choices, kept)
    return kept


def with_degree(table: Table, pathway: Row, request: Request, steps: list[Step]) -> list[Step]:
    if request.degree is None:
        return steps
    if request.degree not in pathway.get("degrees", []):
        raise RefusedError("no such degree on this pathway")
    chosen = table.stages[request.degree]
    if any(row["id"] == chosen["id"] for row, _ in steps):
        return steps
    if "variant_of" in chosen:
        return [(chosen, None) if row["id"] == chosen["variant_of"] else (row, months) for row, months in steps]
    replaced = [at for at, (row, _) in enumerate(steps) if row["id"] in chosen["replaces"]]
    between = steps[replaced[0] : replaced[-1] + 1]
    # Nothing optional finds a place inside the program that stands in.
    stay = [step for step in between if step[0]["id"] not in chosen["replaces"] and not step[0].get("optional")]
    return [*steps[: replaced[0]], (chosen, None), *stay, *steps[replaced[-1] + 1 :]]


def part_of(row: Row, months: Row | None, specialty: Row | None) -> Part:
    if row.get("by_specialty"):
        assert specialty is not None, row["id"]
        months = specialty["months"]
    elif months is None:
        months = row["months"]
    least, most = months["min"], months["max"]
    if "typical" in months:
        least = most = months["typical"]
    return Part(row, row["group"], least, most, months["max"])


def fellowship(table: Table, request: Request, choices: dict[str, Row], parts: list[Part]) -> None:
    years = request.fellowship_years
    if years is None:
        return
    own = [part for part in parts if part.row.get("choice") == "fellowship_years"]
    if behind(request, parts, "fellowship") and (own or years != 1):
        raise RefusedError("the fellowship is behind")
    if own:
        (part,) = own
        if not part.row["months"]["min"] <= 12 * years <= part.longest:
            raise RefusedError("the fellowship takes no such time")
        part.least = part.most = part.longest = 12 * years
    elif "fellowship_years" in choices:
        modifier = choices["fellowship_years"]
        if not 1 <= years <= modifier["max"]:
            raise RefusedError("no such number of fellowships")
        for _ in range(years - modifier["effect"]["beyond"]):
            row = table.stages[modifier["effect"]["stage"]]
            months = modifier["effect"]["months"]
            last = [at for at, part in enumerate(parts) if part.group == "fellowship"][-1]
            parts.insert(last + 1, Part(row, "fellowship", months, months, months))
    else:
        raise RefusedError("nothing to choose about the fellowship")


def first_of(parts: list[Part], group: str) -> int | None:
    """Where the first stage of a group stands."""
    return next((at for at, part in enumerate(parts) if part.group == group), None)


def behind(request: Request, parts: list[Part], group: str) -> bool:
    """Whether all stages of the group come before the first of the group in which the member stands."""
    if request.stage == "practice":
        return True
    here = first_of(parts, request.stage)
    return here is not None and all(at < here for at, part in enumerate(parts) if part.group == group)


def gap(table: Table, request: Request, choices: dict[str, Row], parts: list[Part], at: int | None) -> None:
    """Put the gap years in; `at` is where the pathway has them as an optional step."""
    years = request.gap_years
    if years < 0:
        raise RefusedError("less than no gap years")
    if request.stage == "gap" and parts:
        years = max(years, request.year)
    if years == 0:
        return
    if "gap_years" not in choices:
        raise RefusedError("no gap years on this pathway")
    if years > choices["gap_years"]["max"]:
        raise RefusedError("too many gap years")
    school = first_of(parts, "medical_school")
    if school is None or request.stage == "medical_school" or behind(request, parts, "medical_school"):
        raise RefusedError("medical school is not ahead")
    here = first_of(parts, request.stage)
    if at is None or (here is not None and at <= here):
        at = school
    effect = choices["gap_years"]["effect"]
    row = table.stages[effect["stage"]]
    parts.insert(at, Part(row, "gap", 12 * years, 12 * years, 12 * years))


def research(table: Table, request: Request, choices: dict[str, Row], parts: list[Part]) -> None:
    years = request.research_years
    if years < 0:
        raise RefusedError("less than no research years")
    if years == 0:
        return
    if "research_years" not in choices:
        raise RefusedError("no research years on this pathway")
    if years > choices["research_years"]["max"]:
        raise RefusedError("too many research years")
    row = table.stages[choices["research_years"]["effect"]["stage"]]
    for group in ("medical_school", "residency"):
        own = [at for at, part in enumerate(parts) if part.group == group]
        if own and not behind(request, parts, group):
            at = own[-1]
            hosts = [parts[each].id for each in own]
            while at + 1 < len(parts) and parts[at + 1].host in hosts:
                at += 1
            parts.insert(at + 1, Part(row, group, 12 * years, 12 * years, 12 * years))
            return
    raise RefusedError("medical school and residency are behind")
