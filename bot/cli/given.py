"""Words of the command line as values. What they are not raises click.BadParameter, which says what they could be."""

import re
from calendar import monthrange
from datetime import date

import click

from bot.core.plan import PartTime
from bot.core.timelines.stages import Group


def group(text: str, option: str) -> Group:
    """A stage by the name of its group."""
    if text not in list(Group):
        raise click.BadParameter(f'"{text}" is no stage. Choose one of {", ".join(Group)}.', param_hint=option)
    return Group(text)


def month(text: str | None, option: str) -> date | None:
    """The first day of a month."""
    if text is None:
        return None
    found = _date(f"{text}-01") if re.fullmatch(r"\d{4}-\d{2}", text) else None
    if found is None:
        raise click.BadParameter(f'"{text}" is no month. Write it like 2026-08.', param_hint=option)
    return found


def last_day(text: str | None, option: str) -> date | None:
    """A day; of a month its last."""
    if text is None:
        return None
    first = _date(f"{text}-01") if re.fullmatch(r"\d{4}-\d{2}", text) else None
    if first is not None:
        return first.replace(day=monthrange(first.year, first.month)[1])
    found = _date(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else None
    if found is None:
        message = f'"{text}" is no day. Write it like 2030-05-15, or 2030-05 for the last day of a month.'
        raise click.BadParameter(message, param_hint=option)
    return found


def share(text: str | None, option: str) -> PartTime | None:
    """A percentage of full time, for the stage where one stands or for the one named before it."""
    if text is None:
        return None
    found = re.fullmatch(r"(?:([^=]+)=)?(-?\d{1,6})%?", text)
    if found is None:
        message = f'"{text}" is no share of full time. Write it like 60, or like residency=60.'
        raise click.BadParameter(message, param_hint=option)
    return PartTime(int(found[2]), group(found[1], option) if found[1] else None)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
