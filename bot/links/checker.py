"""Many links at once, each page asked for once, and nobody in a hurry."""

import asyncio
from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from contextlib import aclosing

from yarl import URL

from bot.links.cache import LinkCache
from bot.links.health import LinkResult, offline
from bot.links.manners import Clock, Manners, Pace
from bot.links.network import Network, session
from bot.links.visit import Visitor, host_of

SAVE_EVERY = 25  # results; whoever is killed has not asked for nothing

_PUBLIC = Network()
_POLITE = Manners()
_CLOCK = Clock()


class LinkChecker:
    """Checks links, from the command line or from a job in the background."""

    def __init__(
        self,
        *,
        cache: LinkCache,
        agent: str,
        network: Network = _PUBLIC,
        manners: Manners = _POLITE,
        clock: Clock = _CLOCK,
    ) -> None:
        """`agent` is what sites are told of who asks (the User-Agent)."""
        self._cache = cache
        self._agent = agent
        self._network = network
        self._manners = manners
        self._clock = clock

    async def check(self, urls: Iterable[str]) -> AsyncGenerator[LinkResult, None]:
        """A result for each of `urls`, once: first those that are remembered, then the others as they come in.

        Whoever may stop in between takes it as `async with contextlib.aclosing(…)`. What is known by then is kept,
        unless no site answered at all.
        """
        to_ask: dict[str, list[str]] = {}  # page -> the links to it, which may name parts of it
        for url in dict.fromkeys(urls):
            page = url.partition("#")[0]
            if kept := self._cache.recall(page, self._clock.now()):
                yield kept.of(url)
            else:
                to_ask.setdefault(page, []).append(url)
        if not to_ask:
            return
        fresh: list[LinkResult] = []
        try:
            async with aclosing(self._visits(list(to_ask))) as results:
                async for result in results:
                    fresh.append(result)
                    for url in to_ask[result.url]:
                        yield result.of(url)
                    if len(fresh) % SAVE_EVERY == 0:
                        await self._save(fresh)
        finally:
            await self._save(fresh)

    async def _save(self, fresh: Sequence[LinkResult]) -> None:
        if not offline(fresh):
            self._cache.keep(fresh)
            await asyncio.to_thread(self._cache.save, self._clock.now())

    async def _visits(self, pages: Sequence[str]) -> AsyncGenerator[LinkResult, None]:
        """Results as they come in. One task a host: its pages wait for each other anyway."""
        results: asyncio.Queue[LinkResult | None] = asyncio.Queue()
        async with session(self._network, self._manners, agent=self._agent) as client:
            visitor = Visitor(
                session=client,
                reach=self._network.reach,
                manners=self._manners,
                clock=self._clock,
                pace=Pace(gap=self._manners.gap, clock=self._clock),
                slots=asyncio.Semaphore(self._manners.at_once),
            )
            tasks = [asyncio.create_task(_each(visitor, group, results)) for group in _by_host(pages).values()]
            try:
                for task in tasks:
                    task.add_done_callback(lambda _: results.put_nowait(None))
                left = len(tasks)
                while left:
                    result = await results.get()
                    if result is None:
                        left -= 1
                    else:
                        yield result
                for task in tasks:
                    task.result()  # what went wrong in one is not swallowed
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)


async def _each(visitor: Visitor, pages: Sequence[str], results: "asyncio.Queue[LinkResult | None]") -> None:
    for page in pages:
        results.put_nowait(await visitor.visit(page))


def _by_host(pages: Iterable[str]) -> Mapping[str, Sequence[str]]:
    groups: dict[str, list[str]] = {}
    for page in pages:
        try:
            host = host_of(URL(page))
        except ValueError:
            host = ""
        groups.setdefault(host, []).append(page)
    return groups
