"""What must not stand in a text because of what Discord makes of it."""

import re
from collections.abc import Iterator

# What Discord turns into a mention, a timestamp, an emoji or a link of its own.
_TOKEN = re.compile(
    r"@(?:everyone|here)\b|<(?:@[!&]?|#|t:|/[^<>\n]{1,100}:|a?:\w{1,32}:)[^<>\n]{1,40}>|<id:[^<>\n]{1,40}>"
)
_BODY = r"(?:[^\s()<>\[\]]|\([^\s()<>\[\]]*\))+"
# Any scheme before "//", and those that need none. The whole address is taken, lest one inside another is found: an
# archive's https address may well end in an http one.
_LINK = re.compile(
    rf"(?<![a-z0-9+.-])(?:[a-z][a-z0-9+.-]{{1,30}}://|(?:mailto|javascript|vbscript|sms|magnet):(?!\s)"
    rf"|tel:(?=[+\d])|data:(?=[a-z]+/)|file:(?=/)|https?:(?=/)){_BODY}",
    re.IGNORECASE,
)
_MASKED = re.compile(rf"\]\(\s*<?({_BODY})")
_TRAILING = ".,;:!?'\"*_"


def misshown(text: str) -> list[str]:
    """What Discord would show as something else than these characters, each once, sorted."""
    return sorted(set(_TOKEN.findall(text)))


def wrong_links(text: str) -> list[str]:
    """Where links lead that are not https, bare or in `[words](…)`, each once, sorted."""
    return sorted({address for address in _addresses(text) if not address.lower().startswith("https://")})


def https_links(text: str) -> list[str]:
    """Where its links lead that are https, each once, in their order."""
    return [address for address in dict.fromkeys(_addresses(text)) if address.lower().startswith("https://")]


def _addresses(text: str) -> Iterator[str]:
    if ":" not in text and "](" not in text:  # most texts: looking at each of their characters is not needed
        return
    yield from (found[0].rstrip(_TRAILING) for found in _LINK.finditer(text))
    yield from (found[1].rstrip(_TRAILING) for found in _MASKED.finditer(text))
