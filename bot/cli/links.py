"""`check --links`: what became of the pages that the content links to, at the places where it names them."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import aclosing, contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import MappingProxyType

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from yarl import URL

from bot.content.links import Link
from bot.content.loader import Loaded
from bot.content.places import quoted
from bot.core.problems import Problem, ProblemKind, Report
from bot.links.cache import LinkCache
from bot.links.checker import LinkChecker
from bot.links.health import Health, LinkResult, offline
from bot.links.manners import agent

_LATER = "Open it in a browser, or check again tomorrow."
_DEAD, _MOVED, _DOUBTFUL = ProblemKind.DEAD_LINK, ProblemKind.MOVED_LINK, ProblemKind.DOUBTFUL_LINK

# What kind of problem it is, what is said, and what to do; `{}` stands for the reason or the status. Health that is
# missing here is no problem: a site that turns programs away may well show the page to people.
_SENTENCES: Mapping[Health, tuple[ProblemKind, str, str]] = MappingProxyType(
    {
        Health.GONE: (_DEAD, "there is no such page ({}).", "Find its new address, or take the link out."),
        Health.NO_HOST: (_DEAD, "there is no site of that name.", "Check the spelling, or take the link out."),
        Health.PRIVATE: (_DEAD, "only its own network can open {}.", "Link to a public page."),
        Health.BEYOND: (_DOUBTFUL, "it was not visited, because {}.", "Open it in a browser."),
        Health.FAILING: (_DOUBTFUL, "its site reports an error of its own ({}).", _LATER),
        Health.SLOW: (_DOUBTFUL, "its site did not answer in time.", _LATER),
        Health.UNREACHABLE: (_DOUBTFUL, "its site cannot be reached: {}.", _LATER),
        Health.UNTRUSTED: (_DOUBTFUL, "its site is not secure: {}.", "Link elsewhere, if browsers warn of it too."),
        Health.CIRCLING: (_DOUBTFUL, "it cannot be followed: {}.", "Link to the page where a browser ends up."),
        Health.UNASKED: (_DOUBTFUL, "it could not be visited: {}.", "Check again later."),
    }
)


@dataclass(frozen=True, slots=True)
class Visited:
    """The `links` of the content with the `results` that are known, by address; all of them, unless it was stopped."""

    links: Sequence[Link]
    results: Mapping[str, LinkResult]

    @property
    def offline(self) -> bool:
        return offline(self.results.values())

    def added_to(self, loaded: Loaded) -> Loaded:
        """`loaded` with the problems of its links. Their errors fail the check, and leave the pack what it was."""
        report = Report.of([*loaded.report.problems, *self._problems()])
        counts = {**loaded.counts, "errors": len(report.errors), "warnings": len(report.warnings)}
        return replace(loaded, report=report, counts=MappingProxyType(counts))

    def lines(self) -> Iterator[str]:
        """What there is to say beside the problems."""
        urls = {link.url for link in self.links}
        known = Counter(result.health for result in self.results.values())
        parts = [f"{known[health]:,} {health.value.replace('-', ' ')}" for health in Health if known[health]]
        earlier = sum(result.remembered for result in self.results.values())
        yield f"{_count(len(urls))}: {', '.join(parts) or 'none visited'}" + (
            f"; {earlier:,} known from earlier visits" if earlier else ""
        )
        for health, why in (
            (Health.GUARDED, "turn programs away"),
            (Health.SPARED, "want to be left alone for a while"),
        ):
            if hosts := self._hosts(health):
                yield f"Not checked, because these sites {why}: {hosts}."
        if self.offline:
            yield "No site answered at all. Is this machine online? Nothing is held against the links."
        if missing := len(urls) - len(self.results):
            yield f"Stopped before {_count(missing)} could be visited. The same command goes on from here."

    def plain(self) -> list[dict[str, object]]:
        """For programs: each link in its order; `health` and what follows from it is null where it was not visited."""
        return [asdict(link) | _plain(self.results.get(link.url)) for link in self.links]

    def _problems(self) -> Iterator[Problem]:
        cut_off = self.offline
        for link in self.links:
            result = self.results.get(link.url)
            if result is None or (cut_off and result.health.silent and not result.remembered):
                continue
            if said := _said(result):
                yield Problem(link.file, link.line, link.column, link.path, *said)

    def _hosts(self, health: Health) -> str:
        hosts = Counter(URL(result.url).host or "" for result in self.results.values() if result.health is health)
        return ", ".join(f"{host} ({number:,})" if number > 1 else host for host, number in sorted(hosts.items()))


def visit(links: Sequence[Link], *, checker: LinkChecker, show: bool) -> Visited:
    """Visit all `links`, with a progress bar on standard error if `show`. Ctrl-C ends it with what is known by then."""
    results: dict[str, LinkResult] = {}
    with suppress(KeyboardInterrupt):
        asyncio.run(_collect(list(dict.fromkeys(link.url for link in links)), checker, results, show=show))
    return Visited(links, results)


def visitor(
    environ: Mapping[str, str], *, cache_folder: Path | None, show: bool
) -> Callable[[Sequence[Link]], Visited]:
    """What visits links from here. Raises a UsageError in CI, whatever else is asked for: other people's sites are not
    there to be asked by machines at every push, nor is a build to fail because one of them is down.
    """
    if environ.get("CI", "").lower() not in ("", "0", "false", "no"):
        raise click.UsageError("--links asks other people's sites, which CI does not do. Use it where CI is not set.")
    cache = LinkCache(cache_folder or _cache_folder(environ))
    checker = LinkChecker(cache=cache, agent=agent())

    def visits(links: Sequence[Link]) -> Visited:
        visited = visit(links, checker=checker, show=show)
        if cache.trouble:
            click.echo(f"The results could not be kept: {cache.trouble}", err=True)
        return visited

    return visits


async def _collect(urls: Sequence[str], checker: LinkChecker, into: dict[str, LinkResult], *, show: bool) -> None:
    with _bar(len(urls), show=show) as advance:
        async with aclosing(checker.check(urls)) as results:
            async for result in results:
                into[result.url] = result
                advance()


@contextmanager
def _bar(total: int, *, show: bool) -> Iterator[Callable[[], None]]:
    columns = (TextColumn("Visiting links"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not show) as progress:
        task = progress.add_task("", total=total)
        yield lambda: progress.advance(task)


def _cache_folder(environ: Mapping[str, str]) -> Path:
    """`preceptor` in the user's cache folder (XDG Base Directory Specification: only absolute paths count)."""
    for folder in (Path(environ.get("XDG_CACHE_HOME", "")), Path(environ.get("HOME", "")) / ".cache"):
        if folder.is_absolute():
            return folder / "preceptor"
    raise click.UsageError("There is no home folder to remember visits in. Name a folder with --link-cache.")


def _said(result: LinkResult) -> tuple[ProblemKind, str, str] | None:
    """Kind, message and hint for a link that has a problem."""
    there = quoted(result.leads_to, limit=500) if result.leads_to else ""
    if result.health is Health.MOVED:
        if URL(result.leads_to or "").path == "/" != URL(result.url).path:
            hint = f"Find the page there, or write {there}."
            return _MOVED, "the page is gone: its site leads to its front page instead.", hint
        return _MOVED, "the page has moved for good.", f"Write {there}."
    if result.health is Health.EXPOSED:
        if (result.leads_to or "").startswith("https://"):
            return _MOVED, "the way to this page leads over one without https.", f"Write {there}."
        return _DOUBTFUL, f"this leads to {there}.", "Link to a page with https, or take the link out."
    if result.health not in _SENTENCES:
        return None
    kind, sentence, hint = _SENTENCES[result.health]
    message = sentence.format(result.detail or result.status)
    return kind, f"this leads to {there}, and {message}" if there else message, hint


def _plain(result: LinkResult | None) -> dict[str, object]:
    if result is None:
        return dict.fromkeys(("health", "status", "leads_to", "detail", "visited", "remembered"))
    plain = asdict(result) | {"health": result.health.value, "visited": result.visited.isoformat(timespec="seconds")}
    del plain["url"]
    return plain


def _count(number: int) -> str:
    return f"{number:,} link" if number == 1 else f"{number:,} links"
