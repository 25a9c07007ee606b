"""One address for one page, however it was typed: what is stored, shown and compared."""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

from bot.core.errors import MemberError

COPY = "Copy it from your browser’s address bar."
LONGEST = 500  # characters; a link button of Discord's takes 512

# Parameters that say where a reader came from and not what they read.
_TRACKING = re.compile(
    r"(utm_\w+|_ga|_gl|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|twclid|ttclid|mc_cid|mc_eid|mkt_tok|"
    r"_hsenc|_hsmi|oly_anon_id|oly_enc_id|vero_id|ref_src)",
    re.IGNORECASE,
)
# Names that lead nowhere outside a house: RFC 6761, RFC 8375, and what routers and companies use.
_HOUSE = ("localhost", "local", "localdomain", "internal", "intranet", "lan", "home", "corp", "private", "home.arpa")
_NOWHERE = ("invalid", "onion", "arpa")

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(?!\d+(?:[/?#]|$))")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
_IN_PATH = "!$&'()*+,;=:@/%"
_IN_QUERY = f"{_IN_PATH}?"


def normal(typed: str) -> str:
    """The https address that `typed` means, at most LONGEST characters of ASCII; the same for the same page.

    Lower-case host in its ASCII form (IDNA 2003), without default port, fragment, tracking parameters, dot segments and
    slashes at the end; escapes as RFC 3986 (6.2.2) has them. `normal(normal(x)) == normal(x)`. Raises MemberError,
    whose sentence says what is wrong with it.
    """
    text = typed.strip()
    if not text or any(unicodedata.category(char)[0] in "CZ" or char in '\\<>"' for char in text):
        raise MemberError(
            "That is no address: it has nothing in it, or spaces. Copy it from your browser’s address bar."
        )
    scheme = _SCHEME.match(text)
    if scheme is None:
        text = f"https://{text.removeprefix('//')}"
    elif scheme[1].lower() == "http":
        raise MemberError(
            "That address begins with http://, which anybody on the way can read. Give its https:// form."
        )
    elif scheme[1].lower() != "https" or not text[len(scheme[0]) :].startswith("//"):
        raise MemberError("Only links that begin with https:// can be listed.")
    try:
        parts = urlsplit(text)
        port = parts.port
        host = _host(parts.hostname or "")
    except (ValueError, UnicodeError) as error:
        raise MemberError(f"I cannot read that address. {COPY}") from error
    if "@" in parts.netloc:
        raise MemberError("That address has a name or a password before an @. Give it without them.")
    place = host if port in (None, 443) else f"{host}:{port}"
    query = "&".join(_kept(parts.query))
    found = f"https://{place}{_path(parts.path)}" + (f"?{query}" if query else "")
    if len(found) > LONGEST:
        raise MemberError(f"That address has {len(found):,} characters; {LONGEST} is the most I can list.")
    return found


def site(address: str) -> str:
    """The host of a normal address."""
    return urlsplit(address).hostname or address


def _host(name: str) -> str:
    """Raises ValueError for no name, MemberError for one that not everybody can open."""
    labels = name.encode("idna").decode("ascii").lower().removesuffix(".").split(".") if name else []
    if labels and (_NUMBER.fullmatch(labels[-1]) or "" in labels or ":" in name):
        raise MemberError("That address is a number instead of a name. Give the one with the site’s name.")
    if len(labels) == 1 or any(labels[-end.count(".") - 1 :] == end.split(".") for end in (*_HOUSE, *_NOWHERE)):
        raise MemberError("That address leads somewhere private: nobody else could open it.")
    if not labels or not all(_LABEL.fullmatch(label) for label in labels) or len(".".join(labels)) > 253:
        raise ValueError("no host")
    return ".".join(labels)


def _path(path: str) -> str:
    kept: list[str] = []
    for segment in _escaped(path, _IN_PATH).split("/")[1:]:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    return "".join(f"/{segment}" for segment in kept).rstrip("/")


def _kept(query: str) -> Iterator[str]:
    """Its parameters in their order, without those that only track."""
    for parameter in _escaped(query, _IN_QUERY).split("&"):
        if parameter and not _TRACKING.fullmatch(parameter.partition("=")[0]):
            yield parameter


def _escaped(text: str, safe: str) -> str:
    """Escapes what has to be, and nothing that need not."""
    whole = quote(re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", text), safe=safe)
    return _ESCAPE.sub(_unescaped, whole)


def _unescaped(escape: re.Match[str]) -> str:
    meant = chr(int(escape[1], 16))
    return meant if meant in _UNRESERVED else escape[0].upper()
