"""What a person typed, made harmless: it can neither ping, nor link, nor break the layout, and it can be read back."""

import re
import unicodedata

ZERO_WIDTH_SPACE = "\u200b"
MARKS_PER_CHARACTER = 4  # stacked combining marks beyond this spill over the neighbouring lines
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def clean(text: str) -> str:
    """NFC in one line, without control, format, private and unassigned characters and without towers of marks."""
    if text.isascii() and text.isprintable():  # most of what there is, and nothing in it is unwanted
        return " ".join(text.split())
    kept: list[str] = []
    marks = 0
    for character in unicodedata.normalize("NFC", text):
        category = unicodedata.category(character)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if marks > MARKS_PER_CHARACTER:
            continue
        if category == "Cc" or category.startswith("Z"):
            kept.append(" ")
        elif category[0] != "C":
            kept.append(character)
    return unicodedata.normalize("NFC", " ".join("".join(kept).split()))


def neutral(text: str) -> str:
    """`clean(text)` as Discord markdown that shows exactly those characters.

    Discord takes a backslash before any ASCII punctuation as "show the next character"; that ends mentions,
    timestamps, links, and emphasis alike. The zero-width space keeps `@everyone` from being found by a plain search.
    """
    return _PUNCTUATION.sub(r"\\\1", clean(text)).replace("@", "@" + ZERO_WIDTH_SPACE)


def typed(shown: str) -> str:
    """The inverse of `neutral`: `typed(neutral(text)) == clean(text)`."""
    return _ESCAPED.sub(r"\1", shown.replace(ZERO_WIDTH_SPACE, ""))


def shorten(text: str, limit: int) -> str:
    """`text` in at most `limit` characters; a cut is shown by an ellipsis and falls between words where it can."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    words = cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut
    return words.rstrip(" ,.;:") + "…"


def cut(shown: str, limit: int) -> str:
    """`shown`, which came from `neutral`, in at most `limit` characters; a cut is shown by an ellipsis.

    A cut never falls inside an escape: its backslash would stand at the end for all to see.
    """
    if len(shown) <= limit:
        return shown
    kept = shown[: limit - 1]
    backslashes = len(kept) - len(kept.rstrip("\\"))
    return kept[: len(kept) - backslashes % 2] + "…"
