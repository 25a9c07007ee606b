"""`health`: ask the running bot whether it is ready, in one line."""

import http.client
import json
from collections.abc import Mapping
from typing import Any

import click
import orjson

from bot.cli.codes import CONFIGURATION, FINE, PROBLEMS

PATIENCE = 5.0  # seconds; the bot answers within about one
MOST = 64 * 1024  # bytes of an answer
ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  # not listened on: asked through this machine


def health(*, host: str, port: int, as_json: bool) -> int:
    """Print what GET /readyz of `host` and `port` says. The exit code: 0 ready, 1 not ready or not there, 78 off.

    JSON: `{ready, signs: {name: {fine, says, …}}}`, with `error` in place of the signs where nobody answered.
    """
    if port == 0:
        click.echo("health.port is 0: the bot tells nobody whether it is well. Set a port to ask it.", err=True)
        return CONFIGURATION
    try:
        found = _asked(ANYWHERE.get(host, host), port)
    except (OSError, http.client.HTTPException, ValueError) as error:
        why = _why(error, f"{host}, port {port}")
        click.echo(json.dumps({"ready": False, "error": why}) if as_json else f"not ready: {why}")
        return PROBLEMS
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
    else:
        click.echo(_line(found))
    return FINE if found["ready"] is True else PROBLEMS


def _asked(host: str, port: int) -> Mapping[str, Any]:
    connection = http.client.HTTPConnection(host, port, timeout=PATIENCE)
    try:
        connection.request("GET", "/readyz", headers={"Connection": "close"})
        found = orjson.loads(connection.getresponse().read(MOST))
        if not (isinstance(found, dict) and isinstance(found.get("ready"), bool) and _are_signs(found.get("signs"))):
            raise ValueError("not an answer of Preceptor")
        return found
    finally:
        connection.close()


def _are_signs(found: object) -> bool:
    if not isinstance(found, dict):
        return False
    return all(isinstance(sign, dict) and {"fine", "says"} <= sign.keys() for sign in found.values())


def _line(found: Mapping[str, Any]) -> str:
    ready = found["ready"] is True
    said = [str(sign["says"]) for sign in found["signs"].values() if ready or not sign["fine"]]
    line = f"{'ready' if ready else 'not ready'}: {'; '.join(said)}"
    return "".join(character if character.isprintable() else " " for character in line)


def _why(error: Exception, place: str) -> str:
    match error:
        case ConnectionRefusedError():
            return f"nobody listens at {place}. Is the bot running, with the same settings?"
        case TimeoutError():
            return f"no answer from {place} within {PATIENCE:.0f} seconds"
        case OSError():
            return f"{place} cannot be reached: {error.strerror or error}"
        case _:
            return f"another program answers at {place}. Is health.port in the settings the right one?"
