"""What may be kept of words that found no answer: the question, without anything that leads to a person or a place."""

import re
import unicodedata

LONGEST = 100  # characters
_READ = 600  # characters; some patterns take time that grows with the square

_STREETS = "street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|court|ct|terrace|highway|hwy|parkway|pkwy"
_SPANS_OF_TIME = "years?|yrs?|months?|weeks?|days?|hours?|minutes?|of"
_ENDINGS = "com|org|net|edu|gov|info|io|gg|me|co|app|dev|health|uk|de|ca|au|in|us|eu|fr|nl|ch"

# In the order they are removed: what may contain other things goes first. Each match becomes a space.
_REMOVED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"```.*?(?:```|$)",
        r"`[^`]*`|`",
        r"<(?:[@#]|a?:|/|t:|id:|https?:|mailto:)[^<>]*>",
        r"\S*://\S*",
        r"\S*[@＠﹫]\S*",
        r"\S+\s*[(\[]\s*at\s*[)\]]\s*\S+",
        r"\S+\s+at\s+\S+\s+dot\s+\w+",
        rf"\b(?:www\.\S+|(?:[\w-]+\.)+(?:(?:{_ENDINGS})\b(?:/\S*)?|[a-z]{{2,}}/\S*))",
        rf"\b\d{{1,5}}[a-z]?\s+(?!(?:{_SPANS_OF_TIME})\b)(?:[\w'’.-]+\s+){{1,3}}(?:{_STREETS})\b\.?",
        r"\b\w+(?:straße|strasse|str\.)\s*\d+\w?\b",
        r"\bp\.?\s?o\.?\s+box\s+\w+",
        r"\b[a-z]{1,2}\d[a-z\d]?\s?\d[a-z]{2}\b",  # UK postcodes
        r"[+(]*\d(?:[\s().,/–-]{0,3}\d){6,}",  # seven digits and more, however they are grouped
        r"\d{1,3}(?:[.,'’]\d{3})+",
        r"\S*\d{3,}\S*",
    )
)


def scrub(words: str) -> str:
    """At most `LONGEST` characters without code, links, addresses, names with @, Discord's marks and long numbers.

    NFC, one line, single spaces, no control or invisible characters; empty where no letter or digit is left. Scrubbing
    twice changes nothing.
    """
    kept = _visible(words)
    while True:
        # Taking one thing out can bring the parts of another together, and so can cutting.
        fewer = kept
        for pattern in _REMOVED:
            fewer = pattern.sub(" ", fewer)
        fewer = _cut(" ".join(fewer.split()), LONGEST)
        if fewer == kept:
            return kept if any(map(str.isalnum, kept)) else ""
        kept = fewer


def _visible(words: str) -> str:
    """NFC; controls and separators as spaces; formats, surrogates, private and unassigned characters dropped."""
    shown = []
    for char in unicodedata.normalize("NFC", _cut(words, _READ)):
        category = unicodedata.category(char)
        if category in {"Cc", "Zl", "Zp", "Zs"}:
            shown.append(" ")
        elif not category.startswith("C"):
            shown.append(char)
    # What stood between two characters may have kept them from being composed.
    return unicodedata.normalize("NFC", "".join(shown))


def _cut(words: str, longest: int) -> str:
    """The beginning of `words`, up to the last whole word that fits; a single longer word is cut through."""
    if len(words) <= longest:
        return words
    return words[: longest + 1].rpartition(" ")[0] or words[:longest]
