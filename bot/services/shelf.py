"""The shelf: holder of the last good content."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType

from bot.core.catalogue import Catalogue
from bot.core.changes import dropped, too_many
from bot.core.editing import Fate, Pending, Spot
from bot.core.lookup import Index, build
from bot.core.pack import Pack
from bot.core.problems import Report
from bot.services.ports import LoadedContent


@dataclass(frozen=True, slots=True)
class Stock:
    """Content that is live: `pack`, its `index`, the `catalogue` of its lists, since when (aware UTC), and what
    the load said of it.
    """

    pack: Pack
    index: Index
    catalogue: Catalogue
    loaded_at: datetime
    report: Report
    counts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    spots: Mapping[str, Spot] = field(default_factory=lambda: MappingProxyType({}))

    def told_by(self, loaded: LoadedContent) -> "Stock":
        """With what `loaded`, a load of the same pack, says of it."""
        return replace(self, report=loaded.report, counts=loaded.counts, spots=loaded.spots)


def stocked(pack: Pack, report: Report, *, at: datetime) -> Stock:
    """`pack` made ready to answer. Builds the indexes, which takes a while for large packs: call it in a thread."""
    return Stock(pack, build(pack.entries.values()), Catalogue(pack), at, report)


@dataclass(frozen=True, slots=True)
class Shelved:
    """What is live, and what stands in the files beside it: None where that is the same."""

    stock: Stock
    pending: Pending | None = None


class Shelf:
    """Readers take `stock` or `now` once per piece of work and keep it: content may be exchanged between two looks."""

    def __init__(self, stock: Stock) -> None:
        self._now = Shelved(stock)

    @property
    def now(self) -> Shelved:
        return self._now

    @property
    def stock(self) -> Stock:
        return self._now.stock

    def offer(self, loaded: LoadedContent, *, at: datetime, confirmed: bool = False) -> Fate:
        """Make `loaded` the stock, or keep the last good one: for errors, or because too many entries would go.

        Somebody can say that the latter is meant: `confirmed`. Builds the index first, so it is called in a thread, one
        at a time; the exchange itself is one assignment. The same content again keeps its index and its time.
        """
        stock = self._now.stock
        pack = loaded.pack
        if pack is None:
            self._now = Shelved(stock, Pending(loaded.draft, loaded.report, loaded.spots, at))
            return Fate.REFUSED
        if pack.digest == stock.pack.digest:
            self._now = Shelved(stock.told_by(loaded))
            return Fate.SAME
        gone = dropped(stock.pack, pack)
        if too_many(gone, stock.pack) and not confirmed:
            self._now = Shelved(stock, Pending(pack, loaded.report, loaded.spots, at, gone))
            return Fate.HELD
        self._now = Shelved(stocked(pack, loaded.report, at=at).told_by(loaded))
        return Fate.TAKEN
