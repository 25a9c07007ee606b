"""What single values have to be. Each check raises what is wrong and what to do about it, and shows no value."""

from ipaddress import ip_address
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

DISCORD = "https://discord.com"
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def said(what: str, hint: str) -> PydanticCustomError:
    """The error of a value, in two sentences."""
    return PydanticCustomError("said", "{what} {hint}", {"what": what, "hint": hint})


def whole(value: object) -> object:
    """Refuses what pydantic would take for a whole number: `true` as 1, `1.0` as 1."""
    if isinstance(value, bool | float):
        kind = "true or false" if isinstance(value, bool) else "a number with a point"
        raise said(f"expected a whole number, found {kind}.", "Write it in digits, without quotes.")
    return value


def usable_path(path: Path) -> Path:
    """Refuses paths that name nothing, or that no system call takes."""
    text = str(path)
    if not text.isprintable():
        raise said("the path holds a character that cannot be seen.", "Write it anew.")
    if text in ("", "."):
        raise said("expected the path of a folder, found none.", "Name the folder.")
    return path


Folder = Annotated[Path, AfterValidator(usable_path)]


def usable_endpoint(address: str) -> str:
    """Discord itself, or a sandbox on this machine, without the slash at the end."""
    if address.rstrip("/") == DISCORD:
        return DISCORD
    try:
        parts = urlsplit(address)
        loopback = parts.scheme == "http" and parts.hostname in _LOOPBACK and bool(parts.port)
    except ValueError:  # brackets that do not close, a port that is no number or too large a one
        loopback = False
        parts = urlsplit("")
    bare = not (parts.query or parts.fragment or parts.username is not None or parts.path not in ("", "/"))
    if not (loopback and bare and address.isprintable()):
        raise said(
            "this is no address that the bot may connect to.",
            f'Give "{DISCORD}", or a sandbox on this machine such as "http://127.0.0.1:8370".',
        )
    return address.rstrip("/")


def usable_host(address: str) -> str:
    """An address to listen on, in its usual spelling. Names are refused: what they lead to may change."""
    try:
        return str(ip_address(address))
    except ValueError:
        raise said("this is no address of a machine.", 'Give "127.0.0.1" or another one in digits.') from None
