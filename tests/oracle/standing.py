"""Where the member stands, and how long each stage takes from there."""

from dataclasses import dataclass

from whenever import Date

from tests.oracle.days import Year, month_of, stretched
from tests.oracle.request import RefusedError, Request
from tests.oracle.route import Part, behind, parts_of
from tests.oracle.table import Row, Table

FIRST_YEAR, LAST_YEAR = 1900, 2200


@dataclass(frozen=True)
class Standing:
    """What is current or ahead, in order. `current` is None where all of it is ahead, or nothing is.

    `left_behind` are the stages that are done. `since` is the day on which the current stage (that year of it) began.
    """

    left_behind: list[Part]
    ahead: list[Part]
    current: Part | None
    since: Date | None


def standing(table: Table, request: Request) -> Standing:
    parts = parts_of(table, request)
    if any(day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR for day in (request.since, request.until)):
        raise RefusedError("too long ago, or too far ahead")
    if request.year < 1:
        raise RefusedError("years count from 1")
    if not parts:
        # A pathway without stages lies on top of others: it is the same wherever somebody stands.
        lengths(table, request, parts, [], None)
        return Standing([], [], None, None)
    if request.stage == "practice":
        refuse_in_practice(table, request, parts)
        return Standing(parts, [], None, None)
    at = 0
    if request.stage == "high_school":
        if request.year != 1:
            raise RefusedError("school has one year here")
        here = None
    else:
        at = current_of(request, parts)
        here = parts[at]
    since = None if here is None else began(table, request, parts, at)
    # A stage that lies in another is named after it, and both are in the plan.
    host = None if here is None else next((part for part in parts if part.id == here.host), None)
    done = [part for part in parts[:at] if part is not host]
    ahead = [part for part in parts if part not in done]
    lengths(table, request, parts, ahead, here)
    if here is not None and host is not None:
        host.least = here.least
        host.most = max(host.least, host.most - here.row["inside"]["after_months"])
    return Standing(done, ahead, here, since)


def refuse_in_practice(table: Table, request: Request, parts: list[Part]) -> None:
    if request.until is not None:
        raise RefusedError("practice has no end")
    lengths(table, request, parts, [], None)


def counted(parts: list[Part], group: str) -> list[int]:
    """Where the stages stand through which the years of a group are counted."""
    own = [at for at, part in enumerate(parts) if part.group == group]
    return [at for at in own if parts[at].host is None] or own


def current_of(request: Request, parts: list[Part]) -> int:
    """Where the current stage stands; notes there what is done of it and how long it is at least."""
    places = counted(parts, request.stage)
    if not places:
        raise RefusedError("not on the way")
    before = 12 * (request.year - 1)
    for at in places:
        if at == places[-1] or before < parts[at].most:
            break
        before -= parts[at].most
    part = parts[at]
    if before >= part.longest:
        raise RefusedError("past the end of the stage")
    part.done = before
    needed = min(before + 12, part.longest)
    part.least = max(part.least, needed)
    part.most = max(part.most, needed)
    return at


def began(table: Table, request: Request, parts: list[Part], at: int) -> Date:
    year = table.year(parts[at].row)
    if request.since is not None:
        return begun_in(year, request.since)
    if year is not None:
        return year.last_opening(request.today)
    for part in reversed(parts[:at]):
        before = table.year(part.row)
        if before is not None:
            return before.last_ended_before(request.today).add(days=1)
    return request.today.replace(day=1)


def begun_in(year: Year | None, since: Date) -> Date:
    first, last = month_of(since)
    if year is None:
        return first
    months = [(first, last)]
    if not year.exact:
        months += [month_of(first.subtract(days=1)), month_of(last.add(days=1))]
    for begin, close in months:
        opening = year.next_opening(begin)
        if opening <= close:
            return opening
    return first


def lengths(table: Table, request: Request, parts: list[Part], ahead: list[Part], here: Part | None) -> None:
    """Repeated years, what is done, part-time."""
    choices = table.choices(table.pathways[request.route])
    repeat(request, choices, parts, ahead, here)
    if here is not None:
        here.least -= here.done
        here.most -= here.done
    part_time(request, choices, parts, ahead, here)


def current_or_ahead(request: Request, parts: list[Part], ahead: list[Part], group: str) -> list[Part]:
    """The stages of a group that are not done. "Behind" goes by group."""
    if behind(request, parts, group):
        return []
    return [part for part in ahead if part.group == group]


def repeat(request: Request, choices: dict[str, Row], parts: list[Part], ahead: list[Part], here: Part | None) -> None:
    if not request.repeated:
        return
    if "repeated_years" not in choices or len(request.repeated) > choices["repeated_years"]["max"]:
        raise RefusedError("not so many repeated years")
    for group in request.repeated:
        own = [part for part in current_or_ahead(request, parts, ahead, group) if part.host is None]
        if group not in choices["repeated_years"]["effect"]["groups"] or not own:
            raise RefusedError("nothing to repeat there")
        if own[0] is here and request.until is not None:
            raise RefusedError("its end is known, and a year of it is repeated")
        own[0].least += 12
        own[0].most += 12


def part_time(
    request: Request, choices: dict[str, Row], parts: list[Part], ahead: list[Part], here: Part | None
) -> None:
    if request.part_time is None:
        return
    percent, group = request.part_time
    if "part_time_percent" not in choices or not 1 <= percent <= 100:
        raise RefusedError("no such part-time")
    own = current_or_ahead(request, parts, ahead, group or request.stage)
    able = [part for part in own if part.row.get("part_time") in ("allowed", "arranged")]
    if not able or any(percent < part.row.get("part_time_min_percent", 1) for part in able):
        raise RefusedError("no part-time there")
    for part in able:
        if part is here and request.until is not None and percent != 100:
            raise RefusedError("its end is known, and it is part-time")
        part.percent = percent
        part.least = stretched(part.least, percent)
        part.most = stretched(part.most, percent)
