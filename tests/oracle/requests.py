"""Requests at random, mostly such as members make, some of them nonsense. The same number makes the same request."""

from random import Random

from whenever import Date

from tests.oracle.request import Request
from tests.oracle.table import Row, Table

GROUPS = (
    *("high_school", "undergraduate", "gap", "postbacc"),
    *("medical_school", "residency", "fellowship", "practice"),
)
# Where one is easily one off: leap days, ends of months and years, openings, last days of academic years, neighbours.
EDGES = (
    *((2, 28), (2, 29), (3, 1), (12, 31), (1, 1), (4, 30), (10, 31), (5, 14), (5, 15), (5, 16), (5, 20), (5, 21)),
    *((6, 29), (6, 30), (7, 1), (7, 2), (7, 31), (8, 1), (8, 2), (8, 19), (8, 20), (8, 21), (8, 31), (9, 1)),
)


def request_of(table: Table, number: int) -> Request:
    random = Random(f"plan {number}")
    # Every so often one thing at least is asked for that hardly makes sense.
    wild = random.random() < 0.2
    route = random.choice([*table.pathways, "us_standard", "us_standard"])
    pathway = table.pathways[route]
    degree = pick(random, pathway.get("degrees", []), sorted(table.stages), 0.4, wild)
    stage = stage_of(random, table, pathway, degree, wild)
    today = day_of(random)
    since = since_of(random, today) if random.random() < 0.6 else None
    specialty = pick(random, pathway.get("specialties", []), sorted(table.specialties), 0.7, wild)
    return Request(
        route=route,
        stage=stage,
        year=year_of(random, stage, wild),
        today=today,
        since=since,
        until=until_of(random, stage, since or today, wild),
        specialty=specialty,
        degree=degree,
        gap_years=number_of(random, 5, 0.25 if stage in ("high_school", "undergraduate", "gap") else 0.02, wild),
        research_years=number_of(random, 2, 0.2 if stage != "fellowship" else 0.04, wild),
        fellowship_years=fellowship_of(random, route, wild),
        repeated=repeated_of(random, table, pathway, stage, wild),
        leave_days=leave_of(random, route, specialty, wild),
        part_time=part_time_of(random, table, pathway, stage, wild),
    )


def pick(random: Random, own: list[str], all_of_them: list[str], often: float, wild: bool) -> str | None:
    """One of `own`; rarely, where nonsense is meant, one of all there are."""
    if wild and random.random() < 0.1:
        return random.choice(all_of_them)
    return random.choice(own) if own and random.random() < often else None


def groups_of(table: Table, pathway: Row) -> list[str]:
    """The groups that a pathway has, at least as optional steps."""
    own = {table.stages[step["stage"]]["group"] for step in pathway["steps"]}
    return [group for group in GROUPS if group in own]


def stage_of(random: Random, table: Table, pathway: Row, degree: str | None, wild: bool) -> str:
    if wild and random.random() < 0.3:
        return random.choice(GROUPS)
    own = groups_of(table, pathway)
    if degree == "bs_md":
        own = [group for group in own if group not in ("gap", "postbacc", "medical_school")]
    if "gap_years" in pathway.get("modifiers", []) and degree != "bs_md":
        own.append("gap")
    chances = [*own, *own, *own, "high_school", "high_school", "practice" if random.random() < 0.3 else "high_school"]
    return random.choice(chances)


def year_of(random: Random, stage: str, wild: bool) -> int:
    if wild and random.random() < 0.2:
        return random.choice((0, -1, 10, 13, 40))
    most = {"undergraduate": 5, "gap": 3, "medical_school": 6, "residency": 7, "practice": 9}.get(stage, 1)
    if stage == "fellowship":
        return random.choice((1, 1, 1, 1, 2, 3))
    return random.choice((1, random.randint(1, most)))


def day_of(random: Random) -> Date:
    year = random.choice(
        (random.randint(2020, 2045), random.randint(2020, 2045), random.randint(1950, 2160), random.randint(2150, 2199))
        if random.random() < 0.3
        else (2026, 2027, 2028, 2036, 2099, 2100)
    )
    if random.random() < 0.4:
        month, day = random.choice(EDGES)
        return Date(year, month, min(day, Date(year, month, 1).days_in_month()))
    return Date(year, 1, 1).add(days=random.randint(0, 365))


def since_of(random: Random, today: Date) -> Date:
    """A day of a month, mostly of one in which academic years begin; it stands for the month."""
    if random.random() < 0.04:
        return Date(random.choice((1899, 1900, 1904, 2199, 2201)), random.choice((1, 2, 7, 12)), 1)
    first = today.replace(day=1).add(months=random.randint(-50, 20))
    if random.random() < 0.6:
        first = first.replace(month=random.choice((6, 7, 8, 9)))
    return first if random.random() < 0.8 else first.add(days=random.randint(1, 27))


def until_of(random: Random, stage: str, around: Date, wild: bool) -> Date | None:
    if random.random() > (0.05 if stage == "practice" else 0.2):
        return None
    if wild and random.random() < 0.3:
        return around.subtract(days=random.randint(0, 700))
    found = around.add(days=random.choice((random.randint(0, 60), random.randint(0, 2000))))
    if random.random() < 0.5:
        month, day = random.choice(EDGES)
        return Date(found.year, month, min(day, Date(found.year, month, 1).days_in_month())).add(months=12)
    return found


def number_of(random: Random, most: int, often: float, wild: bool) -> int:
    if wild and random.random() < 0.1:
        return random.choice((-1, most + 1, 1))
    return random.randint(1, most) if random.random() < often else 0


def fellowship_of(random: Random, route: str, wild: bool) -> int | None:
    if wild and random.random() < 0.2:
        return random.randint(-1, 4)
    most = {"in_standard": 3}.get(route, 2 if route.startswith("us_") else 0)
    return random.randint(1, most) if most and random.random() < 0.35 else None


def repeated_of(random: Random, table: Table, pathway: Row, stage: str, wild: bool) -> tuple[str, ...]:
    if wild and random.random() < 0.2:
        return tuple(random.choice(GROUPS) for _ in range(random.randint(1, 4)))
    own = [group for group in groups_of(table, pathway) if group not in ("gap", "postbacc")]
    ahead = [group for group in own if GROUPS.index(group) >= GROUPS.index(stage)]
    if not ahead or random.random() > 0.2:
        return ()
    return tuple(random.choice(ahead) for _ in range(random.choice((1, 1, 1, 2, 3))))


def leave_of(random: Random, route: str, specialty: str | None, wild: bool) -> int:
    if wild and random.random() < 0.2:
        return random.choice((-1, 1, 130, 779, 780, 1040, 1041, 1300, 1301, 5000))
    often = 0.5 if specialty in (None, "anesthesiology", "combined_anesthesiology") else 0.03
    if not route.startswith("us_") or random.random() > often:
        return 0
    return random.choice((1, 79, 80, 81, 100, 119, 120, 121, 125, 126, 127, 129, 130, 131, 200, 260))


def part_time_of(random: Random, table: Table, pathway: Row, stage: str, wild: bool) -> tuple[int, str | None] | None:
    if wild and random.random() < 0.2:
        return random.choice((-5, 0, 1, 10, 49, 50, 60, 100, 101)), random.choice((None, *GROUPS))
    if "part_time" not in pathway.get("modifiers", []) or random.random() > 0.25:
        return None
    able = {
        row["group"]
        for step in pathway["steps"]
        if (row := table.stages[step["stage"]]).get("part_time") in ("allowed", "arranged")
    }
    ahead = [group for group in GROUPS if group in able and GROUPS.index(group) >= GROUPS.index(stage)]
    if not ahead or ahead == ["postbacc"]:
        return None
    group = random.choice(ahead)
    return random.choice((50, 60, 66, 75, 80, 90, 99, 100)), None if group == stage and random.random() < 0.5 else group
