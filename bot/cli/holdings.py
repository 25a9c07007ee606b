"""What is in a database and what does not add up, for people and for programs."""

from collections.abc import Iterator
from datetime import date

from bot.core.audit import Audit, Waiting


def plain(audit: Audit, waiting: Waiting) -> dict[str, object]:
    """For JSON: `{version, bytes, rows, counted, days, first_day, last_day, waiting, problems}`.

    `rows` has a number for each table; `counted` are the asks on `days` local days, those whose day is sealed too;
    `waiting` is the spool. What damage keeps from being read is null.
    """
    held = audit.holdings
    return {
        "version": held.version if held else None,
        "bytes": held.size if held else None,
        "rows": dict(held.rows) if held else None,
        "counted": held.counted if held and audit.compared else None,
        "days": held.days if held and audit.compared else None,
        "first_day": held.first_day.isoformat() if held and held.first_day else None,
        "last_day": held.last_day.isoformat() if held and held.last_day else None,
        "waiting": {"records": waiting.records, "damaged": waiting.damaged, "bytes": waiting.size},
        "problems": list(problems(audit, waiting)),
    }


def told(audit: Audit) -> str:
    """One line: what is in it."""
    held = audit.holdings
    if held is None:
        return "What is in it cannot be read."
    parts = [f"{counted(held.rows.get('asks', 0), 'ask')}, {counted(held.rows.get('gaps', 0), 'gap')}"]
    if held.first_day and held.last_day:
        parts.append(f"{counted(held.counted, 'ask')} counted {on_days(held.days, held.first_day, held.last_day)}")
    parts.append(f"version {held.version}, {size(held.size)}")
    return "; ".join(parts)


def problems(audit: Audit, waiting: Waiting) -> Iterator[str]:
    """Everything that does not add up, a sentence each."""
    yield from (f"damaged: {line}" for line in audit.damage)
    yield from (f"{table}: rows whose parent is missing" for table in audit.orphans)
    for each in audit.differences:
        where = f"server {each.guild_id}" if each.guild_id else "direct messages"
        yield f"{where}, {each.day.isoformat()}: {counted(each.counted, 'ask')} counted, {each.recorded:,} recorded"
    if waiting.damaged:
        yield f"spool: {counted(waiting.damaged, 'line')} cannot be read"


def counted(number: int, one: str) -> str:
    return f"{number:,} {one}" if number == 1 else f"{number:,} {one}s"


def day(when: date) -> str:
    return f"{when.day} {when:%b %Y}"


def on_days(number: int, first: date, last: date) -> str:
    return f"on {day(first)}" if number == 1 else f"on {number:,} days from {day(first)} to {day(last)}"


def size(number: int) -> str:
    """Bytes as people read them: 812 bytes, 1.4 MB."""
    if number < 1000:
        return f"{number} bytes"
    amount = float(number)
    for unit in ("kB", "MB", "GB"):
        amount /= 1000
        if amount < 1000 or unit == "GB":
            break
    return f"{amount:,.1f} {unit}"
