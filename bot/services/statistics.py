"""What is asked most."""

from collections import Counter
from collections.abc import Callable
from datetime import date

from bot.core.asks import Outcome
from bot.core.history import Kind
from bot.core.pack import Pack, topic_title
from bot.core.statistics import By, Period, Top, TopRow
from bot.core.windows import days_of
from bot.services.ports import AskCounts

# Where the asks of entries go that are in the pack no longer, when topics are counted. No topic has such an id.
RETIRED = TopRow(id="-", title="No longer in the FAQ", count=0, share=0.0)


class StatisticsService:
    """Daily counts, named by the pack of this moment."""

    def __init__(self, *, reader: AskCounts, titles: Callable[[], Pack]) -> None:
        self._reader = reader
        self._titles = titles

    async def top(self, *, guild_id: int | None, period: Period, by: By, today: date, limit: int = 10) -> Top:
        """The `limit` most asked entries or topics of one server, or of all where `guild_id` is None.

        `today` is the local day of whoever asks. A retired entry keeps the title on its stone; one that left the pack
        without a word is called by its id. The topic of either is not known any more. Raises StoreUnavailableError.
        """
        days = days_of(period, today=today)
        counts = await self._reader.counts(first=days.first, last=days.last, guild_id=guild_id)
        total = sum(count.n for count in counts)
        missed = sum(count.n for count in counts if count.outcome is Outcome.MISSING)
        pack = self._titles()
        sums: Counter[tuple[str, str]] = Counter()
        for count in counts:
            if count.entry_id is not None:
                sums[_named(count.entry_id, by, pack)] += count.n
        best = sorted(sums.items(), key=lambda item: (-item[1], item[0]))[:limit]
        rows = tuple(TopRow(id=id_, title=title, count=n, share=n / total) for (id_, title), n in best)
        return Top(period=period, guild_id=guild_id, total=total, missed=missed, rows=rows)


def _named(asked_id: str, by: By, pack: Pack) -> tuple[str, str]:
    """Id and title of the row that an entry's asks belong to. Asks under a former id count for the entry."""
    history = pack.history(Kind.ENTRY)
    entry_id = history.current(asked_id)
    entry = pack.entries.get(entry_id)
    if by is By.ENTRY:
        stone = history.retired.get(entry_id)
        return entry_id, entry.question if entry else f"{stone.title} (retired)" if stone else entry_id
    return (entry.topic, topic_title(entry.topic)) if entry else (RETIRED.id, RETIRED.title)
