"""Finding a route, a specialty or a degree by what a member types: its id, its title, or what else it is called."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.core.lookup.fold import key
from bot.core.timelines.routes import Pathway
from bot.core.timelines.table import Timelines

BEGINNING = 3  # letters; with fewer the beginning of a name is no name yet
LIKE = 80.0  # of 100: below it, what was typed is another word and no slip of the finger


@dataclass(frozen=True, slots=True)
class Name:
    """`also` are other words for it; `about` a few words that tell it from others, or "".

    Where `whole`, the beginning of its title or of another word says too little to mean it; that of its id does not.
    """

    id: str
    title: str
    also: tuple[str, ...] = ()
    about: str = ""
    whole: bool = False


def routes(table: Timelines) -> tuple[Name, ...]:
    """The assumed one first, else in the order of their files."""
    ordered = sorted(table.pathways.values(), key=lambda one: not one.default)
    return tuple(Name(one.id, one.title, (one.country,), one.country, whole=True) for one in ordered)


def specialties(table: Timelines, pathway: Pathway | None = None) -> tuple[Name, ...]:
    """Those of a pathway; without one, all of them."""
    ids: Iterable[str] = table.specialties if pathway is None else pathway.specialties
    return tuple(Name(one.id, one.title, one.aliases) for one in map(table.specialties.__getitem__, ids))


def degrees(table: Timelines, pathway: Pathway | None = None) -> tuple[Name, ...]:
    """Those of a pathway; without one, of all."""
    pathways = table.pathways.values() if pathway is None else (pathway,)
    ids = dict.fromkeys(degree for one in pathways for degree in one.degrees)
    return tuple(Name(one, table.stages[one].title) for one in ids)


def named(among: Sequence[Name], words: str) -> Name | None:
    """The one that goes by these words, in any case and punctuation, or that alone begins with them.

    None where none does, or more than one. "anes" is Anesthesiology, although a longer title begins with that one.
    Of a route only the id has beginnings: that the title of one happens to begin with "anes" names no route.
    """
    said = _key(words)
    by_id = [one for one in among if _key(one.id) == said]
    found = by_id or [one for one in among if said in map(_key, (one.title, *one.also))]
    if found or len(said) < BEGINNING:
        return found[0] if len(found) == 1 else None
    begun = [one for one in among if any(word.startswith(said) for word in _beginning(one))]
    inner = [one for one in begun if all(_key(other.title).startswith(_key(one.title)) for other in begun)]
    return inner[0] if len(inner) == 1 else None


def like(among: Sequence[Name], words: str) -> tuple[Name, ...]:
    """Those that hold what is being typed, the ones beginning with it first; else those a slip away. All without."""
    said = _key(words)
    holding = [one for one in among if any(said in word for word in _keys(one))]
    if not holding:
        scored = [(max(fuzz.partial_ratio(said, word) for word in _keys(one)), one) for one in among]
        return tuple(one for score, one in sorted(scored, key=lambda pair: -pair[0]) if score >= LIKE)
    return tuple(sorted(holding, key=lambda one: not any(word.startswith(said) for word in _keys(one))))


def _beginning(name: Name) -> list[str]:
    """The words whose beginning may stand for it."""
    return [_key(name.id)] if name.whole else _keys(name)


def _keys(name: Name) -> list[str]:
    return [_key(word) for word in (name.title, name.id, *name.also)]


def _key(words: str) -> str:
    return key(words.replace("_", " "))
