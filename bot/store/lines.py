"""A record as a line of JSON that knows whether it is whole."""

import json
import zlib
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from bot.core.asks import Ask, Choice, Gap, Opinion, Outcome, Record, Verdict, Via


def line(record: Record) -> bytes:
    """`{"sum": CRC-32 of the record's text, "record": {"kind": …, …}}` and a newline; ASCII, whatever was typed."""
    text = _text({"kind": type(record).__name__.lower(), **asdict(record)})
    return f'{{"sum":{_sum(text)},"record":{text}}}\n'.encode("ascii")


def record(line: bytes) -> Record:
    """Back again. Raises ValueError for a line that is cut short, altered or of an unknown kind."""
    try:
        whole = json.loads(line)
        fields = whole["record"]
        if whole["sum"] != _sum(_text(fields)):
            raise ValueError("the sum does not match")
        return _KINDS[fields.pop("kind")](fields)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a record: {error!r}") from error


def _text(fields: dict[str, Any]) -> str:
    return json.dumps(fields, separators=(",", ":"), default=_iso)


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"cannot write a {type(value).__name__}")


def _sum(text: str) -> int:
    return zlib.crc32(text.encode("ascii"))


def _ask(fields: dict[str, Any]) -> Ask:
    return Ask(
        **{
            **fields,
            "outcome": Outcome(fields["outcome"]),
            "via": Via(fields["via"]),
            "at": datetime.fromisoformat(fields["at"]),
            "day": date.fromisoformat(fields["day"]),
        }
    )


def _gap(fields: dict[str, Any]) -> Gap:
    return Gap(**{**fields, "at": datetime.fromisoformat(fields["at"])})


def _choice(fields: dict[str, Any]) -> Choice:
    gap = fields["gap"]
    return Choice(**{**fields, "gap": None if gap is None else _gap(gap)})


def _opinion(fields: dict[str, Any]) -> Opinion:
    return Opinion(**{**fields, "verdict": Verdict(fields["verdict"])})


_KINDS: dict[str, Callable[[dict[str, Any]], Record]] = {
    "ask": _ask,
    "gap": _gap,
    "choice": _choice,
    "opinion": _opinion,
}
