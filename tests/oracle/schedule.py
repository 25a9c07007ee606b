"""When each stage begins and ends."""

from dataclasses import dataclass

from whenever import Date

from tests.oracle.days import end, first_day_after, months_later, months_until, stretched, working_days_later
from tests.oracle.request import RefusedError, Request
from tests.oracle.route import Part, specialty_of
from tests.oracle.standing import Standing
from tests.oracle.table import Table


@dataclass
class Dated:
    """A stage with its earliest and latest first and last days. `spared` are months that overlap the one before it."""

    part: Part
    first: tuple[Date, Date]
    last: tuple[Date, Date]
    spared: int = 0


def schedule(table: Table, request: Request, stand: Standing) -> list[Dated]:
    if stand.current is not None and request.until is not None:
        expect(table, request, stand, request.until)
    dated: list[Dated] = []
    # Who is in a research year after it is away from that.
    residency = next((part for part in stand.ahead if part.group == "residency" and part.host is None), None)
    for part in stand.ahead:
        spared = 0
        host = next((each for each in dated if each.part.id == part.host), None)
        if stand.current is not None and stand.since is not None and not comes_later(stand, part):
            first = (stand.since, stand.since)
        elif host is not None:
            first = inside(table, part, host)
        elif not dated:
            day = first_day_after(table.year(part.row), school_ends(request))
            first = (day, day)
        else:
            first, spared = following(table, part, dated)
        year = table.year(part.row)
        last = (end(year, first[0], part.least), end(year, first[1], part.most))
        if part is stand.current and request.until is not None:
            last = (request.until, request.until)
        dated.append(Dated(part, first, last, spared))
        if part is residency:
            dated[-1].last = away(table, request, stand, part, last)
    if request.leave_days and residency is None:
        raise RefusedError("no residency to be away from")
    return dated


def comes_later(stand: Standing, part: Part) -> bool:
    """Whether a stage is neither the current one nor what the current one lies in."""
    return part is not stand.current and (stand.current is None or part.id != stand.current.host)


def school_ends(request: Request) -> Date:
    if request.until is not None:
        return request.until
    if request.since is not None:
        return max(request.today, request.since.replace(day=1))
    return request.today


def expect(table: Table, request: Request, stand: Standing, until: Date) -> None:
    """Set the months of the current stage by the day on which it is expected to end."""
    part, since = stand.current, stand.since
    assert part is not None and since is not None
    if until < since:
        raise RefusedError("it ends before it begins")
    part.least = part.most = months_until(table.year(part.row), since, until)
    for host in stand.ahead:
        if host.id == part.host:
            host.most = max(part.least, host.most)
            host.least = part.least


def following(table: Table, part: Part, dated: list[Dated]) -> tuple[tuple[Date, Date], int]:
    """The first days of a stage that follows others, and the months by which it overlaps the one before it."""
    year = table.year(part.row)
    earliest = first_day_after(year, max(each.last[0] for each in dated))
    latest = first_day_after(year, max(each.last[1] for each in dated))
    overlap = part.row.get("overlaps")
    host = dated[-1]
    if overlap is None or overlap["stage"] != host.part.id:
        return (earliest, latest), 0
    allowed = max(months_later(host.last[0].add(days=1), -overlap["max_months"]), host.first[0])
    earliest = allowed if year is None else year.next_opening(allowed)
    return (earliest, latest), min(overlap["max_months"], host.part.least)


def inside(table: Table, part: Part, host: Dated) -> tuple[Date, Date]:
    """The first days of a stage that lies in another."""
    year = table.year(part.row)
    in_by = stretched(max(part.row["inside"]["after_months"] - host.part.done, 0), host.part.percent)
    earliest = months_later(host.first[0], in_by)
    latest = months_later(host.last[1].add(days=1), -part.most)
    if year is not None:
        earliest, latest = year.next_opening(earliest), year.last_opening(latest)
    return earliest, max(earliest, latest)


def away(table: Table, request: Request, stand: Standing, part: Part, last: tuple[Date, Date]) -> tuple[Date, Date]:
    """The last days of a residency that grows by working days of leave."""
    days = request.leave_days
    if not days:
        return last
    specialty = specialty_of(table, request)
    modifier = table.choices(table.pathways[request.route]).get("leave_days")
    if days < 0 or modifier is None or specialty is None:
        raise RefusedError("no leave here")
    effect = modifier["effect"]
    if specialty["id"] not in effect["specialties"] or days * 3 > part.longest * 65:
        raise RefusedError("no such leave")
    if part is stand.current and request.until is not None:
        raise RefusedError("its end is known, and leave moves it")
    free, approved = effect["free_days"], effect["approved_days"]
    return (
        working_days_later(last[0], max(0, days - free - approved)),
        working_days_later(last[1], max(0, days - free)),
    )
