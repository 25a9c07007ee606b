"""Lists that are posted once and then kept right, by server."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from bot.core.errors import MemberError
from bot.core.postings.failures import (
    AbsentError,
    ChannelGoneError,
    NotAllowedError,
    NotNowError,
    PinsFullError,
    RefusedError,
    WireError,
)
from bot.core.postings.moves import Move
from bot.core.postings.values import PASSING, Listed, Lists, Page, Posting, State, Trouble
from bot.core.rights import PIN_MESSAGES, READ_MESSAGE_HISTORY, VIEW_CHANNEL
from bot.core.settings import GuildSettings
from bot.services.mending import Mender, Mending
from bot.services.pace import Change, Pace
from bot.services.posting_ports import PostingStore, PostingWire
from bot.services.settings import SettingsService

MOST = 50  # postings of one server

FOR_PEOPLE = frozenset(Trouble) - PASSING
"""What moderators are told of: somebody there must act, and can be told."""

_FOLLOWS: Mapping[type[WireError], tuple[Trouble, State]] = {
    NotAllowedError: (Trouble.REFUSED, State.ASIDE),
    RefusedError: (Trouble.REFUSED, State.ASIDE),
    ChannelGoneError: (Trouble.CHANNEL, State.ASIDE),
    AbsentError: (Trouble.ABSENT, State.ASIDE),
    PinsFullError: (Trouble.PINS, State.KEPT),
}

Missing = Mapping[int, int | None]
"""By channel the bits of the permissions that are lacking there; None where there is no such channel."""


@dataclass(frozen=True, slots=True)
class Account:
    """A posting as it stands after a look at it, the title of its list, and the moves that were taken or would be.

    `forgotten`: no row knows of it any more, whatever is left of it in the channel.
    """

    posting: Posting
    title: str
    moves: tuple[Move, ...] = ()
    forgotten: bool = False


@dataclass(frozen=True, slots=True)
class Round:
    """What came of looking after a server. `again`: Discord or the store could not be reached for some of it."""

    accounts: tuple[Account, ...]
    again: bool = False


class PostingService:
    """Everything that concerns one server happens one after the other."""

    def __init__(
        self,
        *,
        store: PostingStore,
        wire: PostingWire,
        pace: Pace,
        settings: SettingsService,
        lists: Callable[[int], Lists],
        current: Callable[[str], str],
        pages: Callable[[Listed, GuildSettings], Sequence[Page]],
        notice: Callable[[Account], Page],
        now: Callable[[], datetime],
    ) -> None:
        """`lists` of a server, `current` the id that a list goes by today; `pages` the messages that show one.

        `notice` makes the message that tells moderators of a trouble. `now` is aware UTC.
        """
        self._store = store
        self._wire = wire
        self._pace = pace
        self._settings = settings
        self.lists = lists
        self._current = current
        self._pages = pages
        self._notice = notice
        self._now = now
        self._mender = Mender(store=store, wire=wire, pace=pace, now=now)
        self._turns: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._posted: dict[int, tuple[str, ...]] = {}  # ids of lists by server, of those that were asked for
        self._forgets = 0  # how often something was taken out of it
        self._log = structlog.get_logger("preceptor.postings")

    async def guilds(self) -> Sequence[int]:
        """Servers with a posting. Raises StoreUnavailableError."""
        return await self._store.guilds()

    async def status(self, guild_id: int) -> tuple[Account, ...]:
        """All postings as they stand in the rows. Raises StoreUnavailableError."""
        lists = self.lists(guild_id)
        return tuple(self._account(posting, lists) for posting in await self._store.of(guild_id))

    async def posted(self, guild_id: int) -> Sequence[tuple[str, str]]:
        """Titles and ids of the lists that are posted in a server, each once: from memory but for the first time.

        Raises StoreUnavailableError.
        """
        ids = self._posted.get(guild_id)
        if ids is None:
            before = self._forgets
            ids = tuple(dict.fromkeys(posting.list_id for posting in await self._store.of(guild_id)))
            if before == self._forgets:  # else what was read may be of yesterday
                self._posted[guild_id] = ids
        lists = self.lists(guild_id)
        return [(self._title(list_id, lists), list_id) for list_id in ids]

    async def purge(self, guild_id: int) -> None:
        """Lets go of what memory knows of a server."""
        self._forget(guild_id)

    def _forget(self, guild_id: int) -> None:
        self._posted.pop(guild_id, None)
        self._forgets += 1

    async def preview(self, guild_id: int, list_id: str) -> tuple[Listed, Sequence[Page]]:
        """A list and the messages that would show it. Raises MemberError where there is none by this id."""
        listed = self.lists(guild_id).get(self._current(list_id))
        if listed is None:
            raise MemberError("There is no list by this name. Start typing in `list` and pick one of the suggestions.")
        return listed, self._pages(listed, await self._settings.of(guild_id))

    async def at(self, guild_id: int, channel_id: int, list_id: str) -> Posting | None:
        """The posting of a list in a channel, under whichever id it was posted. Raises StoreUnavailableError."""
        return next(iter(await self._of(guild_id, list_id, channel_id)), None)

    async def post(self, interaction_id: int, guild_id: int, channel_id: int, list_id: str, *, pin: bool) -> Account:
        """Show a list in a channel of the server from now on; where it is shown already, it is only looked after.

        `interaction_id`: the interaction that asks for it. Raises MemberError, StoreUnavailableError.
        """
        listed, _ = await self.preview(guild_id, list_id)
        async with self._turns[guild_id]:
            there = await self.at(guild_id, channel_id, list_id)
            if there is None and len(await self._store.of(guild_id)) >= MOST:
                raise MemberError(f"This server shows {MOST} lists already. Take one back first: `/lists withdraw`.")
            id_ = there.list_id if there else listed.list.id
            try:
                await self._store.claim(Posting(interaction_id, guild_id, channel_id, id_, pin), at=self._now())
            finally:  # whoever is cancelled meanwhile has written all the same
                self._forget(guild_id)
            looked = await self._round(guild_id, full=True, channel_id=channel_id)
        return next(one for one in looked.accounts if self._current(one.posting.list_id) == listed.list.id)

    async def to_withdraw(self, guild_id: int, list_id: str, channel_id: int | None) -> Account:
        """The posting that is meant, as it stands in the rows. Raises MemberError, StoreUnavailableError."""
        found = await self._of(guild_id, list_id, channel_id)
        if not found:
            raise MemberError("That list is not posted there. `/lists status` says what is posted where.")
        if len(found) > 1:
            where = " and ".join(f"<#{posting.channel_id}>" for posting in found)
            raise MemberError(f"That list is posted in {where}. Say in `channel` which one is meant.")
        return self._account(found[0], self.lists(guild_id))

    async def standing(self, guild_id: int, posting_id: int) -> Posting | None:
        """The posting with this id, as it stands in its row. Raises StoreUnavailableError."""
        return next((one for one in await self._store.of(guild_id) if one.id == posting_id), None)

    async def withdraw(self, guild_id: int, posting_id: int, *, give_up: bool = False) -> Account:
        """Remove the messages of a posting; where they could not be, it has the trouble that keeps them.

        `give_up`: where that is so for the second time, forget the posting and leave what is there. Raises MemberError
        where there is no such posting any more, and StoreUnavailableError.
        """
        async with self._turns[guild_id]:
            lists = self.lists(guild_id)
            posting = await self.standing(guild_id, posting_id)
            if posting is None:
                raise MemberError("That is not posted any more. `/lists status` says what is posted where.")
            await self._store.leave(posting)
            leaving = replace(posting, state=State.LEAVING, trouble=None, lacks=0, told=False)
            account, _ = await self._one(leaving, lists, None)
            if give_up and posting.stuck and account.posting.trouble not in (None, Trouble.OUTAGE):
                await self._remove(posting)  # asked twice: then its messages stay, and nobody looks after them
                account = replace(account, forgotten=True)
        return account

    async def look_after(self, guild_id: int, full: bool, *, asked: bool = False) -> Round:
        """Bring everything in a server to what it should be.

        `full`: ask Discord for rights and messages too, and look at what was set aside. Otherwise only what should be
        seen is compared with what was recorded, which asks nobody anything where nothing changed. `asked`: somebody
        wants it, so that a channel which was deleted is asked for once more.
        """
        async with self._turns[guild_id]:
            looked = await self._round(guild_id, full=full, asked=asked)
            return replace(looked, again=not await self._tell(guild_id) or looked.again)

    async def moves(self, guild_id: int) -> tuple[Account, ...]:
        """What `look_after` would do now; nothing is changed. Raises StoreUnavailableError, WireError."""
        lists, settings = self.lists(guild_id), await self._settings.surely(guild_id)
        accounts = []
        async with self._turns[guild_id]:
            postings = await self._store.of(guild_id)
            missing = await self._missing(guild_id, postings)
            for posting in postings:
                lacks = missing.get(posting.channel_id)
                pages = self._wanted(posting, lists, settings)
                account = self._account(_foreseen(posting, lacks, listed=pages is not None), lists)
                if pages is not None and account.posting.state is not State.ASIDE:
                    seen = await self._mender.look(posting, record=False)
                    account = replace(account, moves=self._mender.moves(seen, pages, pin=not lacks))
                accounts.append(account)
        return tuple(accounts)

    async def _round(self, guild_id: int, *, full: bool, asked: bool = False, channel_id: int | None = None) -> Round:
        lists = self.lists(guild_id)
        postings = [one for one in await self._store.of(guild_id) if channel_id in (None, one.channel_id)]
        aside = [one for one in postings if one.state is State.ASIDE]
        if not full:
            postings = [one for one in postings if one not in aside]
        elif not asked:  # no channel comes back
            postings = [one for one in postings if one not in aside or one.trouble is not Trouble.CHANNEL]
        missing: Missing | None = None
        if full and postings:
            try:
                missing = await self._missing(guild_id, postings)
            except (AbsentError, NotNowError, RefusedError, NotAllowedError) as error:
                absent = isinstance(error, AbsentError)
                found = [await self._failed(posting, lists, error) for posting in postings]
                return Round(tuple(found), again=not absent)
        accounts = []
        again = False
        for posting in postings:
            account, later = await self._one(posting, lists, missing)
            accounts.append(account)
            again = again or later
        return Round(tuple(accounts), again)

    async def _missing(self, guild_id: int, postings: Sequence[Posting]) -> Missing:
        """Two requests, and one for each channel."""
        channels = list(dict.fromkeys(posting.channel_id for posting in postings))
        for _ in range(2 + len(channels)):
            await self._pace.look()
        return await self._wire.lacks(guild_id, channels)

    async def _one(self, posting: Posting, lists: Lists, missing: Missing | None) -> tuple[Account, bool]:
        """One posting looked after, and whether it has to be tried again. `missing`: None for a look at rows alone.

        Where a message may be there that no row knows of, rights are asked for in any case: without them Discord
        lists an empty channel, and the message would be forgotten or sent twice.
        """
        mending = Mending(posting)
        try:
            unsure = missing is None and posting.sending
            known = await self._missing(posting.guild_id, [posting]) if unsure else missing
            lacks = 0 if known is None else known.get(posting.channel_id)
            if lacks is None:
                raise ChannelGoneError("not among the channels of the server")
            if lacks & _needed(posting):
                needed = _needed(posting) if posting.state is State.LEAVING else lacks
                return await self._lacking(posting, lists, lacks & needed), False
            return await self._mend(mending, lists, lacks, full=missing is not None), False
        except WireError as error:
            account = await self._failed(mending.posting, lists, error)
            account = replace(account, moves=tuple(mending.done))
            return account, account.posting.trouble is Trouble.OUTAGE

    async def _mend(self, mended: Mending, lists: Lists, lacks: int, *, full: bool) -> Account:
        posting = mended.posting
        pages = self._wanted(posting, lists, await self._settings.surely(posting.guild_id))
        if pages is None:
            return await self._troubled(posting, lists, Trouble.LIST, State.KEPT)
        unpinnable = bool(lacks) if full else posting.trouble in (Trouble.RIGHTS, Trouble.PINS)
        if full and pages:
            mended.posting = await self._mender.look(posting)
        await self._mender.mend(mended, pages, pin=not unpinnable)
        if posting.state is State.LEAVING:
            await self._remove(posting)
            return Account(
                replace(mended.posting, trouble=None), self._title(posting.list_id, lists), tuple(mended.done)
            )
        if unpinnable and posting.pin:
            if full:
                return await self._lacking(mended.posting, lists, lacks, tuple(mended.done))
        elif full or mended.done or posting.trouble is not None:
            await self._store.checked(mended.posting, at=self._now())
            seen = replace(mended.posting, trouble=None, lacks=0, state=State.KEPT, checked=self._now())
            return Account(seen, self._title(posting.list_id, lists), tuple(mended.done))
        return Account(mended.posting, self._title(posting.list_id, lists), tuple(mended.done))

    def _wanted(self, posting: Posting, lists: Lists, settings: GuildSettings) -> Sequence[Page] | None:
        """The pages that a posting should have, none where it is leaving; None where its list is not there."""
        if posting.state is State.LEAVING:
            return ()
        listed = lists.get(self._current(posting.list_id))
        return None if listed is None else self._pages(listed, settings)

    async def _failed(self, posting: Posting, lists: Lists, error: WireError) -> Account:
        if isinstance(error, NotAllowedError) and (lacks := await self._lacks_of(posting)):
            return await self._lacking(posting, lists, lacks)
        if isinstance(error, ChannelGoneError) and posting.state is State.LEAVING:
            await self._remove(posting)  # its messages went with the channel
            return Account(replace(posting, trouble=None), self._title(posting.list_id, lists))
        self._log.info("a posted list is not right", list=posting.list_id, cause=f"{type(error).__name__}: {error}")
        trouble, state = _FOLLOWS.get(type(error), (Trouble.OUTAGE, None))
        return await self._troubled(posting, lists, trouble, state or posting.state)

    async def _lacks_of(self, posting: Posting) -> int:
        """The bits that are lacking in its channel, 0 where that cannot be found out."""
        try:
            return (await self._missing(posting.guild_id, [posting])).get(posting.channel_id) or 0
        except WireError:
            return 0

    async def _lacking(self, posting: Posting, lists: Lists, lacks: int, moves: tuple[Move, ...] = ()) -> Account:
        """Without the right to pin alone, everything else goes on."""
        if not posting.pin:
            lacks &= ~PIN_MESSAGES
        state = State.ASIDE if lacks & ~PIN_MESSAGES else State.KEPT
        return replace(await self._troubled(posting, lists, Trouble.RIGHTS, state, lacks), moves=moves)

    async def _troubled(
        self, posting: Posting, lists: Lists, trouble: Trouble, state: State, lacks: int = 0
    ) -> Account:
        if posting.state is State.LEAVING:
            state = State.LEAVING
        await self._store.troubled(posting, trouble, lacks=lacks, state=state, at=self._now())
        told = posting.told and (posting.trouble, posting.lacks) == (trouble, lacks)
        now = replace(posting, trouble=trouble, lacks=lacks, state=state, told=told, checked=self._now())
        return Account(now, self._title(posting.list_id, lists))

    async def _tell(self, guild_id: int) -> bool:
        """Moderators are told once of each trouble, where the server has a channel for it. False: try again soon.

        Where that channel does not take it, they are still to be told with a later look: what closed the channel of
        the list has often closed this one too, and is then mended in both.
        """
        untold = [
            account
            for account in await self.status(guild_id)
            if account.posting.trouble in FOR_PEOPLE and not account.posting.told
        ]
        settings = await self._settings.surely(guild_id)
        if settings.notices is None:
            return True
        for account in untold:
            await self._pace.change(settings.notices, Change.SEND)
            trouble = list(Trouble).index(account.posting.trouble or Trouble.OUTAGE)
            nonce = f"{account.posting.id}!{trouble}.{account.posting.lacks % 97}"
            try:
                await self._wire.send(settings.notices, self._notice(account), nonce=nonce)
            except NotNowError:
                return False
            except WireError as error:
                self._log.warning(
                    "moderators could not be told of a posted list", cause=f"{type(error).__name__}: {error}"
                )
                if not isinstance(error, RefusedError):
                    return True  # it takes none of the others either
                continue
            await self._store.told(account.posting)
        return True

    async def _of(self, guild_id: int, list_id: str, channel_id: int | None) -> Sequence[Posting]:
        """The postings of a list, under whichever id it was posted, in that channel or, where None, in any."""
        wanted = self._current(list_id)
        return [
            posting
            for posting in await self._store.of(guild_id)
            if self._current(posting.list_id) == wanted and channel_id in (None, posting.channel_id)
        ]

    async def _remove(self, posting: Posting) -> None:
        try:
            await self._store.remove(posting)
        finally:
            self._forget(posting.guild_id)

    def _account(self, posting: Posting, lists: Lists) -> Account:
        return Account(posting, self._title(posting.list_id, lists))

    def _title(self, list_id: str, lists: Lists) -> str:
        listed = lists.get(self._current(list_id))
        return listed.list.title if listed else list_id


def _needed(posting: Posting) -> int:
    """The bits without which nothing can be done about it."""
    if posting.state is not State.LEAVING:
        return ~PIN_MESSAGES
    return VIEW_CHANNEL | READ_MESSAGE_HISTORY if posting.sending else VIEW_CHANNEL


def _foreseen(posting: Posting, lacks: int | None, *, listed: bool) -> Posting:
    """As a look would leave it, as far as that can be known without one. `lacks`: None where there is no channel."""
    leaving = posting.state is State.LEAVING
    if lacks is None:
        return replace(posting, trouble=Trouble.CHANNEL, lacks=0, state=State.ASIDE)
    if lacks & _needed(posting):
        return replace(posting, trouble=Trouble.RIGHTS, lacks=lacks, state=State.ASIDE)
    state = State.LEAVING if leaving else State.KEPT
    if not listed:
        return replace(posting, trouble=Trouble.LIST, lacks=0, state=state)
    if lacks & PIN_MESSAGES and posting.pin and not leaving:
        return replace(posting, trouble=Trouble.RIGHTS, lacks=PIN_MESSAGES, state=state)
    return replace(posting, trouble=None, lacks=0, state=state)
