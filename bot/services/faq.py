"""A question in, an answer or an honest miss out, and one ask remembered."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.core.asks import Ask, Choice, Gap, Opinion, Outcome, Verdict, Via
from bot.core.errors import MemberError
from bot.core.findings import Close, Found, Match, Missing
from bot.core.flood import Flood
from bot.core.history import Kind
from bot.core.pack import Entry, Pack
from bot.core.scope import Concern, concern
from bot.core.scrub import scrub
from bot.services.asks import AskRecorder
from bot.services.popularity import Popularity
from bot.services.shelf import Shelf

OTHERS = 5  # entries offered beside or instead of an answer


@dataclass(frozen=True, slots=True)
class Occasion:
    """One interaction of a member. `member_id` stops floods in memory and goes no further. `at` is aware UTC."""

    id: int
    guild_id: int | None
    member_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Answered:
    """`entry` answers. `ask_id` is what an opinion about it refers to."""

    ask_id: int
    entry: Entry
    pack: Pack


@dataclass(frozen=True, slots=True)
class Offered:
    """Not sure: `entries` to choose from for ask `ask_id`; `share` is carried on to the choice."""

    ask_id: int
    words: str
    entries: tuple[Entry, ...]
    share: bool


@dataclass(frozen=True, slots=True)
class Missed:
    """Nothing fits `words`."""

    words: str


@dataclass(frozen=True, slots=True)
class Declined:
    """Outside what the bot is for; nothing was stored."""

    concern: Concern


Result = Answered | Offered | Missed | Declined


class FaqService:
    """The use cases around an entry. Lookup and suggestions stay in memory; what is recorded goes to `recorder`."""

    def __init__(
        self,
        *,
        shelf: Shelf,
        recorder: AskRecorder,
        popularity: Popularity,
        flood: Flood,
        presses: Flood,
        monotonic: Callable[[], float],
    ) -> None:
        """`flood` bounds a member's asks, `presses` their choices and verdicts; `monotonic`: seconds for both."""
        self._shelf = shelf
        self._recorder = recorder
        self._popularity = popularity
        self._flood = flood
        self._presses = presses
        self._monotonic = monotonic

    def suggest(self, words: str, *, guild_id: int | None, limit: int = 25) -> tuple[Entry, ...]:
        """At most `limit` entries, best first. Without words: pinned ones, then those asked most in this server."""
        stock = self._shelf.stock
        pack = stock.pack
        if words.strip():
            return _entries(pack, stock.index.suggest(words, limit))
        asked: Counter[str] = Counter()
        for entry_id, asks in self._popularity.order(guild_id).items():
            asked[pack.history(Kind.ENTRY).current(entry_id)] += asks
        ranked = sorted(pack.entries.values(), key=lambda entry: (not entry.pinned, -asked[entry.id]))
        return tuple(ranked[:limit])

    async def ask(self, words: str, occasion: Occasion, *, share: bool = False) -> Result:
        """Look `words` up (an entry's id, or anything typed) and remember the ask.

        Raises MemberError where the member asks faster than ten times a minute; nothing is recorded then.
        """
        stock = self._shelf.stock
        picked = stock.pack.resolve(words)
        via = Via.PICKED if picked else Via.TYPED
        if via is Via.TYPED and (what := concern(words)) is not None:
            return Declined(what)
        self._slow_down(occasion, self._flood)
        if picked:
            return await self._answer(picked, stock.pack, occasion, via=via)
        match stock.index.find(words):
            case Found(match=found):
                return await self._answer(stock.pack.entries[found.entry_id], stock.pack, occasion, via=via)
            case Close(matches=matches):
                await self._remember(occasion, Outcome.CLOSE, via=via)
                return Offered(occasion.id, words, _entries(stock.pack, matches)[:OTHERS], share)
            case Missing():
                kept = scrub(words)
                gap = Gap(occasion.id, occasion.guild_id, kept, occasion.at) if kept else None
                await self._remember(occasion, Outcome.MISSING, via=via, gap=gap)
                return Missed(words)

    async def open(self, entry_id: str, occasion: Occasion) -> Answered:
        """Show an entry reached from another one: an ask of its own. Raises MemberError where it is gone."""
        pack = self._shelf.stock.pack
        entry = _entry(pack, entry_id)
        self._slow_down(occasion, self._flood)
        return await self._answer(entry, pack, occasion, via=Via.BROWSE)

    async def choose(self, ask_id: int, entry_id: str, occasion: Occasion) -> Answered:
        """Take an entry from the pick list of ask `ask_id`. Choosing again replaces the choice."""
        pack = self._shelf.stock.pack
        entry = _entry(pack, entry_id)
        self._slow_down(occasion, self._presses)
        await self._recorder.remember(Choice(ask_id, occasion.guild_id, entry.id))
        return Answered(ask_id, entry, pack)

    async def choose_none(self, ask_id: int, words: str, occasion: Occasion) -> Missed:
        """*None of these*: the words on the card become a gap."""
        self._slow_down(occasion, self._presses)
        kept = scrub(words)
        gap = Gap(ask_id, occasion.guild_id, kept, occasion.at) if kept else None
        await self._recorder.remember(Choice(ask_id, occasion.guild_id, None, gap))
        return Missed(words)

    async def judge(self, ask_id: int, entry_id: str, verdict: Verdict, occasion: Occasion) -> Answered:
        """Keep a reader's verdict; the last one counts."""
        pack = self._shelf.stock.pack
        entry = _entry(pack, entry_id)
        self._slow_down(occasion, self._presses)
        await self._recorder.remember(Opinion(ask_id, occasion.guild_id, verdict))
        return Answered(ask_id, entry, pack)

    def others(self, entry_id: str) -> tuple[Entry, ...]:
        """At most five entries nearest to this one, best first, without it."""
        stock = self._shelf.stock
        near = stock.index.search(_entry(stock.pack, entry_id).question, OTHERS + 1)
        return tuple(entry for entry in _entries(stock.pack, near) if entry.id != entry_id)[:OTHERS]

    async def _answer(self, entry: Entry, pack: Pack, occasion: Occasion, *, via: Via) -> Answered:
        await self._remember(occasion, Outcome.FOUND, via=via, entry_id=entry.id)
        self._popularity.add(occasion.guild_id, entry.id)
        return Answered(occasion.id, entry, pack)

    async def _remember(
        self, occasion: Occasion, outcome: Outcome, *, via: Via, entry_id: str | None = None, gap: Gap | None = None
    ) -> None:
        # The server's own zone comes with its settings; until then a day is a UTC day.
        day = occasion.at.astimezone(UTC).date()
        ask = Ask(occasion.id, occasion.guild_id, entry_id, outcome, via, occasion.at, day)
        await self._recorder.remember(ask, *([gap] if gap else []))

    def _slow_down(self, occasion: Occasion, flood: Flood) -> None:
        wait = flood.allow(occasion.member_id, self._monotonic())
        if wait > 0:
            seconds = int(wait) + 1
            unit = "second" if seconds == 1 else "seconds"
            raise MemberError(f"That is a lot at once. Try again in {seconds} {unit}.")


def _entry(pack: Pack, entry_id: str) -> Entry:
    """The entry that `entry_id` leads to today, also where it was renamed or something succeeded it."""
    entry = pack.resolve(entry_id)
    if entry is None:
        raise MemberError("That entry is no longer in the FAQ. Ask again with `/faq ask` to see what took its place.")
    return entry


def _entries(pack: Pack, matches: Sequence[Match]) -> tuple[Entry, ...]:
    return tuple(pack.entries[match.entry_id] for match in matches)
