"""Who is spoken of, as patterns over folded text (`bot.core.lookup.fold.key`), and how patterns are put together."""

import re

RELATIVE = (
    r"(?:mom|mum|mother|dad|father|parents?|wife|husband|spouse|partner|girlfriend|boyfriend|fiancee?|son|daughter|kid|"
    r"child|baby|toddler|brother|sister|sibling|grandma|grandpa|grandmother|grandfather|nan|aunt|uncle|cousin|friend|"
    r"roommate|neighbou?r|co ?resident|co ?worker|colleague|classmate)"
)
SOMEBODY = rf"(?:i|im|ive|he|hes|she|shes|they|theyre|my (?:\w+ )?{RELATIVE})"


def any_of(*patterns: str) -> re.Pattern[str]:
    """One pattern that finds whole words, single spaces between them."""
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b")
