"""Whatever breaks on the way, and wherever the process dies, the channel ends up with exactly the right messages."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from enum import Enum
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.postings.failures import MessageGoneError, NotNowError
from bot.core.postings.moves import Keep, settled
from bot.core.postings.values import UNKNOWN, Page, Part, Posting, State, Trouble
from bot.services.mending import Mender, Mending
from bot.services.pace import Pace

NOON = datetime(2031, 3, 5, tzinfo=UTC)
CLAIMED = Posting(id=100, guild_id=1, channel_id=2, list_id="things", pin=True)


class Fault(Enum):
    NONE = "none"
    BEFORE = "before"  # the request gets lost
    AFTER = "after"  # its answer gets lost
    DEATH_BEFORE = "death before"
    DEATH_AFTER = "death after"


class DeathError(Exception):
    """kill -9: what was in memory is gone."""


class World:
    """A channel of Discord's and a database, with what goes wrong at each call of either, in order."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = list(faults)
        self.row = CLAIMED
        self.channel: dict[int, tuple[str, int]] = {}  # digest and mark, by message
        self.nonces: dict[str, int] = {}
        self.pinned: set[int] = set()
        self.last = 1000

    def before(self, *, wire: bool) -> Fault:
        fault = self.faults.pop(0) if self.faults else Fault.NONE
        if fault is Fault.DEATH_BEFORE:
            raise DeathError
        if wire and fault is Fault.BEFORE:
            raise NotNowError
        return fault

    def after(self, fault: Fault, *, wire: bool) -> None:
        if fault is Fault.DEATH_AFTER:
            raise DeathError
        if wire and fault is Fault.AFTER:
            raise NotNowError

    def somebody_else_writes(self) -> None:
        self.last += 1


class Wire:
    def __init__(self, world: World) -> None:
        self._world = world

    async def send(self, channel_id: int, page: Page, *, nonce: str, mark: int = 0) -> int:
        fault = self._world.before(wire=True)
        if nonce not in self._world.nonces:
            self._world.last += 1
            self._world.nonces[nonce] = self._world.last
            self._world.channel[self._world.last] = (page.digest, mark)
        self._world.after(fault, wire=True)
        return self._world.nonces[nonce]

    async def edit(self, channel_id: int, message_id: int, page: Page, *, mark: int) -> None:
        fault = self._world.before(wire=True)
        if message_id not in self._world.channel:
            raise MessageGoneError
        self._world.channel[message_id] = (page.digest, mark)
        self._world.after(fault, wire=True)

    async def delete(self, channel_id: int, message_id: int) -> None:
        fault = self._world.before(wire=True)
        if self._world.channel.pop(message_id, None) is None:
            raise MessageGoneError
        self._world.after(fault, wire=True)

    async def pin(self, channel_id: int, message_id: int) -> None:
        fault = self._world.before(wire=True)
        if message_id not in self._world.channel:
            raise MessageGoneError
        self._world.pinned.add(message_id)
        self._world.after(fault, wire=True)

    async def exists(self, channel_id: int, message_id: int) -> bool:
        self._world.after(self._world.before(wire=True), wire=True)
        return message_id in self._world.channel

    async def search(
        self, channel_id: int, *, mark: int, after: int, within: int, turn: Callable[[], Awaitable[None]]
    ) -> Sequence[int]:
        await turn()
        self._world.after(self._world.before(wire=True), wire=True)
        return sorted(id_ for id_, (_, its) in self._world.channel.items() if its == mark and id_ > after)

    async def lacks(self, guild_id: int, channel_ids: Sequence[int]) -> Mapping[int, int | None]:
        return dict.fromkeys(channel_ids, 0)


class Rows:
    """One row; each change is there as a whole or not at all."""

    def __init__(self, world: World) -> None:
        self._world = world

    def _change(self, row: Posting) -> None:
        fault = self._world.before(wire=False)
        self._world.row = replace(row, parts=tuple(sorted(row.parts, key=lambda part: part.message_id)))
        self._world.after(fault, wire=False)

    async def guilds(self) -> Sequence[int]:
        return [CLAIMED.guild_id]

    async def of(self, guild_id: int) -> Sequence[Posting]:
        return [self._world.row]

    async def claim(self, posting: Posting, *, at: datetime) -> None:
        self._change(posting)

    async def begin_send(self, posting: Posting) -> None:
        self._change(replace(self._world.row, sending=True))

    async def found(self, posting: Posting, message_ids: Sequence[int], *, at: datetime) -> None:
        row = self._world.row
        parts = (*row.parts, *(Part(id_, UNKNOWN) for id_ in message_ids))
        self._change(replace(row, parts=parts, sending=False, sends=row.sends + len(message_ids)))

    async def sent(self, posting: Posting, part: Part, *, at: datetime) -> None:
        row = self._world.row
        self._change(replace(row, parts=(*row.parts, part), sending=False, sends=row.sends + 1))

    async def begin_edit(self, posting: Posting, message_id: int) -> None:
        row = self._world.row
        unknown = Part(message_id, UNKNOWN)
        self._change(replace(row, parts=tuple(unknown if one.message_id == message_id else one for one in row.parts)))

    async def edited(self, posting: Posting, part: Part, *, at: datetime) -> None:
        row = self._world.row
        parts = tuple(part if one.message_id == part.message_id else one for one in row.parts)
        self._change(replace(row, parts=parts))

    async def gone(self, posting: Posting, message_id: int, *, at: datetime) -> None:
        row = self._world.row
        self._change(replace(row, parts=tuple(one for one in row.parts if one.message_id != message_id)))

    async def pinned(self, posting: Posting, message_id: int) -> None:
        self._change(replace(self._world.row, pinned=message_id))

    async def checked(self, posting: Posting, *, at: datetime) -> None:
        self._change(self._world.row)

    async def troubled(self, posting: Posting, trouble: Trouble, *, lacks: int, state: State, at: datetime) -> None:
        self._change(self._world.row)

    async def told(self, posting: Posting) -> None:
        self._change(self._world.row)

    async def leave(self, posting: Posting) -> None:
        self._change(self._world.row)

    async def remove(self, posting: Posting) -> None:
        self._change(self._world.row)


async def no_sleep(seconds: float) -> None:
    """Time is not what this is about."""


def mender(world: World) -> Mender:
    """One life of the process."""
    pace = Pace(monotonic=lambda: 0.0, sleep=no_sleep)
    return Mender(store=Rows(world), wire=Wire(world), pace=pace, now=lambda: NOON)


async def one_life(world: World, pages: Sequence[Page]) -> bool:
    """From the row as it is; whether it came to its end."""
    living = mender(world)
    try:
        seen = await living.look(world.row)
        await living.mend(Mending(seen), pages, pin=True)
    except (DeathError, NotNowError):
        return False
    return True


FAULTS = st.sampled_from([*[Fault.NONE] * 4, *Fault])  # most calls go well, so that lives come far
DIGESTS = st.lists(st.sampled_from("abcdef"), max_size=4)
LIFE = st.tuples(DIGESTS, st.lists(FAULTS, max_size=12))


@given(st.lists(LIFE, max_size=4), st.lists(st.integers(0, 3), max_size=3), DIGESTS)
@settings(max_examples=500, deadline=None)
async def test_the_last_life_leaves_exactly_what_is_wanted(
    lives: list[tuple[list[str], list[Fault]]], deleted: list[int], wanted: list[str]
) -> None:
    """Several lives want different things, each meets its faults; people delete messages and write their own."""
    world = World([])
    for digests, faults in lives:
        world.faults = list(faults)
        await one_life(world, [Page(digest, None) for digest in digests])
        world.somebody_else_writes()
        world.nonces.clear()  # Discord remembers them for a few minutes only
    for number in deleted:
        if number < len(world.channel):
            del world.channel[sorted(world.channel)[number]]
    world.faults = []
    pages = [Page(digest, None) for digest in wanted]
    assert await one_life(world, pages)
    assert [digest for _, (digest, _) in sorted(world.channel.items())] == wanted
    assert [(part.message_id, part.digest) for part in world.row.parts] == [
        (id_, digest) for id_, (digest, _) in sorted(world.channel.items())
    ]
    assert not wanted or min(world.channel) in world.pinned
    moves = mender(world).moves(world.row, pages, pin=True)
    assert settled(moves)
    assert all(isinstance(move, Keep) for move in moves)


@given(st.lists(FAULTS, max_size=30))
@settings(max_examples=500, deadline=None)
async def test_at_no_moment_is_there_more_than_one_of_anything(faults: list[Fault]) -> None:
    world = World(faults)
    pages = [Page(digest, None) for digest in "abc"]
    for _ in range(40):
        ended = await one_life(world, pages)
        shown = [digest for _, (digest, _) in sorted(world.channel.items())]
        assert shown == list("abc")[: len(shown)]
        world.nonces.clear()
        if ended:
            break
    assert shown == list("abc")


async def test_one_fault_at_every_call_on_the_way_from_any_list_to_any_other_is_made_up_for() -> None:
    """All of them: what is posted first, what is wanted when it goes wrong, and what is wanted after that."""
    tried = 0
    for first, then, wanted in product(("", "abc", "xbyz"), ("", "a", "abc", "wxyz"), ("", "a", "abc", "xyz")):
        for fault in set(Fault) - {Fault.NONE}:
            for at in range(100):
                world = World([])
                assert await one_life(world, [Page(digest, None) for digest in first])
                world.faults = [*[Fault.NONE] * at, fault]
                if await one_life(world, [Page(digest, None) for digest in then]) and world.faults:
                    break  # it never came to so many calls
                world.faults = []
                world.nonces.clear()
                assert await one_life(world, [Page(digest, None) for digest in wanted])
                shown = "".join(digest for _, (digest, _) in sorted(world.channel.items()))
                assert shown == wanted, (first, then, wanted, fault, at)
                tried += 1
    assert tried > 1000
