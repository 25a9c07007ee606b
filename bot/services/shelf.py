"""The shelf: holder of the last good content."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.lookup import Index, build
from bot.core.pack import Pack
from bot.core.problems import Report


@dataclass(frozen=True, slots=True)
class Stock:
    """Content that is live: `pack`, its `index`, since when (aware UTC), and the warnings it came with."""

    pack: Pack
    index: Index
    loaded_at: datetime
    report: Report


def stocked(pack: Pack, report: Report, *, at: datetime) -> Stock:
    """`pack` made ready to answer. Builds the index, which takes a while for large packs: call it in a thread."""
    return Stock(pack, build(pack.entries.values()), at, report)


class Shelf:
    """Readers take `stock` once per piece of work and keep it: content may be exchanged between two looks."""

    def __init__(self, stock: Stock) -> None:
        self._stock = stock
        self._pending: Report | None = None

    @property
    def stock(self) -> Stock:
        return self._stock

    @property
    def pending_report(self) -> Report | None:
        """Why the content offered last is not live; None where it is."""
        return self._pending

    def offer(self, pack: Pack | None, report: Report, *, at: datetime) -> bool:
        """Make `pack` the stock; where `report` holds errors, keep the last good one. True where `pack` is live.

        Builds the index first, so it is called in a thread; the exchange itself is one assignment. The same content
        again keeps its index and its time.
        """
        if pack is None or report.errors:
            self._pending = report
            return False
        same = pack.digest == self._stock.pack.digest
        self._stock = replace(self._stock, report=report) if same else stocked(pack, report, at=at)
        self._pending = None
        return True
