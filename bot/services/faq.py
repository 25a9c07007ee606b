"""A question in, an answer or an honest miss out, and one ask remembered."""

from collections import Counter
from collections.abc import Callable, Sequence

from bot.core.asks import Ask, Choice, Gap, Opinion, Outcome, Verdict, Via
from bot.core.errors import MemberError
from bot.core.findings import Close, Finding, Found, Match, Missing
from bot.core.flood import Flood
from bot.core.history import Kind
from bot.core.lookup import hear, sentences
from bot.core.pack import Entry, Pack
from bot.core.scope import concern, concern_in
from bot.core.scrub import scrub
from bot.core.settings import Language
from bot.core.topics import Topic, like, named, page, page_with, topics
from bot.services.asks import AskRecorder
from bot.services.popularity import Popularity
from bot.services.results import (
    Answered,
    Barred,
    Declined,
    Leaf,
    Missed,
    Occasion,
    Offered,
    Publicity,
    Read,
    Result,
    Topics,
)
from bot.services.settings import SettingsService
from bot.services.shelf import Shelf
from bot.services.showings import Showings

OTHERS = 5  # entries offered beside or instead of an answer


class FaqService:
    """The use cases around an entry. Lookup and suggestions stay in memory; what is recorded goes to `recorder`."""

    def __init__(
        self,
        *,
        shelf: Shelf,
        recorder: AskRecorder,
        popularity: Popularity,
        settings: SettingsService,
        flood: Flood,
        presses: Flood,
        showings: Showings,
        monotonic: Callable[[], float],
    ) -> None:
        """`flood` bounds a member's asks, `presses` their choices and verdicts; `monotonic`: seconds for both."""
        self._shelf = shelf
        self._recorder = recorder
        self._popularity = popularity
        self._settings = settings
        self._flood = flood
        self._presses = presses
        self._showings = showings
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
            return await self._answer(picked, stock.pack, occasion, via=via, share=share)
        finding = stock.index.find(words)
        return await self._conclude(finding, words, stock.pack, occasion, via=via, share=share)

    async def answer_message(self, text: str, occasion: Occasion, *, mine: bool) -> Result:
        """Look up what somebody's message asks, to be answered where it stands, and remember the ask.

        `text` may be empty; `mine`: the bot wrote it. Raises MemberError where there is nothing to look up, or where
        the member asks too fast.
        """
        if mine:
            raise MemberError("I wrote that message myself. Choose one in which somebody asks something.")
        if not any(True for _ in sentences(text)):
            raise MemberError(
                "There are no words in that message that I could look up. Type its question into `/faq ask` instead."
            )
        if (what := concern_in(text)) is not None:
            return Declined(what)
        self._slow_down(occasion, self._flood)
        stock = self._shelf.stock
        heard = hear(stock.index, text)
        return await self._conclude(heard.finding, heard.words, stock.pack, occasion, via=Via.MENU, share=True)

    async def open(self, entry_id: str, occasion: Occasion) -> Answered:
        """Show an entry reached from another one: an ask of its own. Raises MemberError where it is gone."""
        pack = self._shelf.stock.pack
        entry = _entry(pack, entry_id)
        self._slow_down(occasion, self._flood)
        return await self._answer(entry, pack, occasion, via=Via.BROWSE)

    async def choose(self, ask_id: int, entry_id: str, occasion: Occasion, *, share: bool = False) -> Answered:
        """Take an entry from the pick list of ask `ask_id`. Choosing again replaces the choice."""
        pack = self._shelf.stock.pack
        entry = _entry(pack, entry_id)
        self._slow_down(occasion, self._presses)
        await self._recorder.remember(Choice(ask_id, occasion.guild_id, entry.id))
        language = await self._language(occasion)
        return Answered(ask_id, entry, pack, self._publicity(entry, occasion) if share else None, language=language)

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
        return Answered(ask_id, entry, pack, language=await self._language(occasion))

    def others(self, entry_id: str) -> tuple[Entry, ...]:
        """At most five entries nearest to this one, best first, without it."""
        stock = self._shelf.stock
        near = stock.index.search(_entry(stock.pack, entry_id).question, OTHERS + 1)
        return tuple(entry for entry in _entries(stock.pack, near) if entry.id != entry_id)[:OTHERS]

    def suggest_topics(self, words: str, limit: int = 25) -> tuple[Topic, ...]:
        """At most `limit` topics whose titles hold what is being typed; without words the first ones."""
        return like(topics(self._shelf.stock.pack), words)[:limit]

    def topics(self, number: int = 0) -> Topics:
        """Page `number` of the topics, from 0. Raises MemberError where there is none."""
        return self._topics(number)

    def topic(self, words: str, number: int = 0) -> Leaf | Topics:
        """Page `number` of the entries under a topic, by its id or title; the topics where there is none like that."""
        every = topics(self._shelf.stock.pack)
        topic = named(every, words)
        if topic is None:
            return self._topics(0, unknown=words)
        return Leaf(topic, page(topic.entries, number), page_with([one.id for one in every], topic.id))

    async def read(self, entry_id: str, occasion: Occasion) -> Read:
        """Open an entry while leafing, as `open` does."""
        answered = await self.open(entry_id, occasion)
        entry = answered.entry
        [topic] = [topic for topic in topics(answered.pack) if topic.id == entry.topic]
        return Read(answered, page_with([one.id for one in topic.entries], entry.id))

    def _topics(self, number: int, unknown: str | None = None) -> Topics:
        pack = self._shelf.stock.pack
        if not pack.entries:
            raise MemberError("There is nothing in the FAQ yet.")
        return Topics(page(topics(pack), number), len(pack.entries), unknown)

    async def _conclude(
        self, finding: Finding, words: str, pack: Pack, occasion: Occasion, *, via: Via, share: bool
    ) -> Result:
        match finding:
            case Found(match=found):
                return await self._answer(pack.entries[found.entry_id], pack, occasion, via=via, share=share)
            case Close(matches=matches):
                await self._remember(occasion, Outcome.CLOSE, via=via)
                return Offered(occasion.id, words, _entries(pack, matches)[:OTHERS], share)
            case Missing():
                kept = scrub(words)
                gap = Gap(occasion.id, occasion.guild_id, kept, occasion.at) if kept else None
                await self._remember(occasion, Outcome.MISSING, via=via, gap=gap)
                return Missed(words)

    def _publicity(self, entry: Entry, occasion: Occasion) -> Publicity:
        """Taken last of all, so that a turn goes to whoever sends at once."""
        return self._showings.take(occasion.channel_id, entry.id) if occasion.may_write else Barred()

    async def _answer(self, entry: Entry, pack: Pack, occasion: Occasion, *, via: Via, share: bool = False) -> Answered:
        await self._remember(occasion, Outcome.FOUND, via=via, entry_id=entry.id)
        self._popularity.add(occasion.guild_id, entry.id)
        language = await self._language(occasion)
        return Answered(
            occasion.id, entry, pack, self._publicity(entry, occasion) if share else None, language=language
        )

    async def _remember(
        self, occasion: Occasion, outcome: Outcome, *, via: Via, entry_id: str | None = None, gap: Gap | None = None
    ) -> None:
        day = (await self._settings.of(occasion.guild_id)).day_of(occasion.at)
        ask = Ask(occasion.id, occasion.guild_id, entry_id, outcome, via, occasion.at, day)
        await self._recorder.remember(ask, *([gap] if gap else []))

    async def _language(self, occasion: Occasion) -> Language:
        return (await self._settings.of(occasion.guild_id)).language

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
