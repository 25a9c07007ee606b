"""What would change if what stands in the files became live."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field, fields
from types import MappingProxyType

from bot.core.history import Kind, Retired
from bot.core.pack import Entry, Pack

# A load that drops a larger share of the live entries looks like a mistake: a folder half copied, a file lost.
MOST_DROPPED = 0.30


@dataclass(frozen=True, slots=True)
class Changed:
    """An entry that differs in `fields`, named as in the YAML. `former` is its live id where it has another now."""

    id: str
    fields: tuple[str, ...]
    former: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many things of one kind come, differ and go. `removed` is None where not all files could be read."""

    added: int
    changed: int
    removed: int | None


@dataclass(frozen=True, slots=True)
class Changes:
    """Entries one by one, in the order of their files; other things by the name of their kind, where any differ.

    `renamed` may differ otherwise too. `unread` are live ids of which nothing can be said before problems are mended.
    """

    added: tuple[str, ...] = ()
    changed: tuple[Changed, ...] = ()
    renamed: tuple[Changed, ...] = ()
    retired: tuple[Retired, ...] = ()
    removed: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    others: Mapping[str, Tally] = field(default_factory=lambda: MappingProxyType({}))


def compare(live: Pack, files: Pack, *, unread: Set[str] = frozenset(), whole: bool = True) -> Changes:
    """From `live` to `files`. `unread`: live ids that may well stand in files that cannot be used yet.

    `whole` says that all files could be used.
    """
    history = files.history(Kind.ENTRY)
    former = {history.current(id_): id_ for id_ in live.entries if id_ not in files.entries}
    changed, renamed, added = [], [], []
    for id_, entry in files.entries.items():
        old = live.entries.get(former.get(id_, id_))
        if old is None:
            added.append(id_)
        elif id_ in former:
            renamed.append(Changed(id_, _different(old, entry), former[id_]))
        elif old != entry:
            changed.append(Changed(id_, _different(old, entry)))
    left = [id_ for id_ in live.entries if history.current(id_) not in files.entries]
    stones = {id_: history.retired[history.current(id_)] for id_ in left if history.current(id_) in history.retired}
    gone = [id_ for id_ in left if id_ not in stones]
    return Changes(
        added=tuple(added),
        changed=tuple(changed),
        renamed=tuple(renamed),
        retired=tuple(stones.values()),
        removed=tuple(id_ for id_ in gone if id_ not in unread),
        unread=tuple(id_ for id_ in gone if id_ in unread),
        others=_others(live, files, whole=whole),
    )


def dropped(live: Pack, files: Pack) -> tuple[str, ...]:
    """Live ids that would lead nowhere any more: neither there, nor renamed, nor retired."""
    history = files.history(Kind.ENTRY)
    return tuple(
        id_ for id_ in live.entries if files.resolve(id_) is None and history.current(id_) not in history.retired
    )


def too_many(ids: tuple[str, ...], live: Pack) -> bool:
    """Whether dropping `ids` needs somebody who says that it is meant."""
    return len(ids) > MOST_DROPPED * len(live.entries)


def _different(old: Entry, new: Entry) -> tuple[str, ...]:
    names = (one.name for one in fields(Entry) if one.name != "id")
    return tuple(name for name in names if getattr(old, name) != getattr(new, name))


def _others(live: Pack, files: Pack, *, whole: bool) -> Mapping[str, Tally]:
    tallies = {}
    befores, afters = _tables(live), _tables(files)
    for name, before in befores.items():
        after = afters[name]
        tally = Tally(
            added=len(after.keys() - before.keys()),
            changed=sum(after[id_] != before[id_] for id_ in after.keys() & before.keys()),
            removed=len(before.keys() - after.keys()) if whole else None,
        )
        if tally.added or tally.changed or tally.removed:
            tallies[name] = tally
    return MappingProxyType(tallies)


def _tables(pack: Pack) -> Mapping[str, Mapping[str, object]]:
    """What a pack holds beside its entries, by the plural that people read; the parts of the timelines one by one."""
    own = {"sources": pack.sources, "lists": pack.lists, "resources": pack.resources}
    return own | pack.timelines.parts
