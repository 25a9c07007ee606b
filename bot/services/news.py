"""News for members, told once and privately with what they do next."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

import structlog

from bot.core.news import News
from bot.core.storage import StoreError
from bot.services.ports import NewsSource

Tell = Callable[[Sequence[News]], Awaitable[int]]  # how many of them it told, from the first


class NewsService:
    """Knows in memory who has news, so that nobody else's reply costs a look into the database."""

    def __init__(self, *, sources: Sequence[NewsSource], now: Callable[[], datetime]) -> None:
        """`now`: aware UTC."""
        self._sources = sources
        self._now = now
        self._waiting: set[int] = set()
        self._telling: set[int] = set()  # whose news is on its way; who was erased meanwhile is not among them
        self._log = structlog.get_logger("preceptor.news")

    async def begin(self) -> None:
        """Learns who has news from before. Raises StoreUnavailableError."""
        for source in self._sources:
            self._waiting |= await source.untold()

    def arrived(self, member_id: int | None) -> None:
        """There is something for the member; for nobody where None."""
        if member_id is not None:
            self._waiting.add(member_id)

    def waits_for(self, member_id: int) -> bool:
        return member_id in self._waiting

    async def deliver(self, member_id: int, tell: Tell) -> None:
        """Hands the member's news to `tell`, and takes down that they know what it told once that returns.

        What it left out, what could not be told, or not be taken down, comes with a later reply. Nobody is told twice
        by two replies at once. Raises what `tell` raises.
        """
        if member_id not in self._waiting or member_id in self._telling:
            return
        self._waiting.discard(member_id)
        self._telling.add(member_id)
        again = True  # also when cancelled: whether the member saw it nobody knows, and twice is no harm
        try:
            found = [(source, list(await source.news(member_id))) for source in self._sources]
            every = [news for _, some in found for news in some]
            told = left = await tell(every) if every else 0
            for source, some in found:
                now, left = some[:left], max(0, left - len(some))
                if now:
                    await source.told([news.id for news in now], at=self._now())
            again = told < len(every)
        except StoreError as error:
            self._log.warning("a member’s news could not be read or taken down; it comes again", why=str(error))
        finally:
            if again and member_id in self._telling:
                self._waiting.add(member_id)
            self._telling.discard(member_id)

    def forget(self, member_id: int) -> bool:
        """Lets go of the member; False where there was nothing for them."""
        known = member_id in self._waiting or member_id in self._telling
        self._waiting.discard(member_id)
        self._telling.discard(member_id)
        return known
