"""Words as they are compared: without case, accents, apostrophes and punctuation.

NFKD and case folding as in the Unicode standard (chapters 3.11 and 3.13). All marks are dropped, which also costs
scripts that write vowels as marks some precision; it costs both sides of a comparison the same.
"""

import re
import unicodedata

LONGEST_TOKEN = 40
APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`´＇"))
DROPPED = {"Mn", "Mc", "Me", "Cf"}  # marks, and what is invisible: soft hyphens, joiners, marks of direction
TOKEN = re.compile(r"[^\W_]+")


def fold(words: str) -> str:
    """Lower case without marks, apostrophes and invisible characters: `What's Café` → `whats cafe`.

    Punctuation and spaces stay.
    """
    if words.isascii():
        return words.lower().replace("'", "").replace("`", "")
    plain = unicodedata.normalize("NFKD", words.translate(APOSTROPHES)).casefold()
    # Case folding can bring marks back (İ), and a compatibility form can decompose into an apostrophe.
    plain = unicodedata.normalize("NFKD", plain).translate(APOSTROPHES)
    return "".join(char for char in plain if unicodedata.category(char) not in DROPPED)


def tokens(words: str) -> list[str]:
    """Runs of letters and digits in order, each cut to `LONGEST_TOKEN` characters; empty where there are none."""
    return [token[:LONGEST_TOKEN] for token in TOKEN.findall(fold(words))]


def key(words: str) -> str:
    """What two texts share when they say exactly the same. Empty only for empty or invisible text.

    Text without a letter or digit (`???`, emoji) is its own folded self.
    """
    folded = fold(words)
    return " ".join(TOKEN.findall(folded)) or " ".join(folded.split())
