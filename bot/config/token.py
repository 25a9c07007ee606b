"""The token: from one of two variables, and never anywhere else."""

from collections.abc import Mapping
from pathlib import Path

from pydantic_core import PydanticCustomError

from bot.config.problems import Problem
from bot.config.values import said

HINT = "Set DISCORD_TOKEN, or DISCORD_TOKEN_FILE with the path of a file that holds it."


def looks_real(token: str) -> bool:
    """Discord's tokens have three parts."""
    return token.count(".") == 2


def read_token(environment: Mapping[str, str], *, needed: bool) -> tuple[str | None, list[Problem]]:
    """The token of `environment`, None where there is none. No message shows it, nor where it is kept."""
    token, file = environment.get("DISCORD_TOKEN", "").strip(), environment.get("DISCORD_TOKEN_FILE", "").strip()
    try:
        if token and file:
            raise said("DISCORD_TOKEN is set as well.", "Keep one of the two.")
        token = _checked(_read(file) if file else token)
    except PydanticCustomError as error:
        context = error.context or {}
        name = "DISCORD_TOKEN_FILE" if file else "DISCORD_TOKEN"
        return None, [Problem(name, 0, 0, "", str(context["what"]), str(context["hint"]))]
    if needed and not token:
        return None, [Problem("no token", 0, 0, "", HINT[0].lower() + HINT[1:])]
    return token or None, []


def _read(file: str) -> str:
    try:
        token = Path(file).read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:  # not there, not ours to read, not text, no path at all
        if looks_real(file) and "/" not in file:
            raise said("this is a token, not the path of a file.", "Set DISCORD_TOKEN instead.") from None
        why = error.strerror if isinstance(error, OSError) and error.strerror else "it is not text"
        raise said(f"the file cannot be read ({why}).", "Check the path and who may read it.") from None
    if not token:
        raise said("the file is empty.", "Put the token into it.")
    return token


def _checked(token: str) -> str:
    if token and not (token.isascii() and token.isprintable() and " " not in token):
        raise said("the token has white space or odd characters in it.", "Copy the token again.")
    return token
