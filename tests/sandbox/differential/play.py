"""One scenario played on one side: what was done, and what came of it for whom."""

from collections.abc import Awaitable, Callable
from typing import Any

from tests.sandbox.differential.driver import Driver, Kind, NotLetError, Outcome, Someone
from tests.sandbox.differential.shown import Facts, plain

Seen = tuple[Facts, ...]
Notes = dict[str, str | Seen]
"""What came of each act, and what each person saw in the end, oldest message first."""

HALL = "hall"
WATCHERS = ("ada", "ben")


class Play:
    """Acts are noted by number; at the end, all that Ada and Ben see in the hall."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        self.notes: Notes = {}
        self._acts = 0
        driver.fresh()
        driver.open(HALL, Kind())

    def opens(self, name: str, kind: Kind | None = None) -> None:
        self.driver.open(name, kind or Kind())

    def enters(self, thread: str) -> None:
        try:
            self.driver.enter(thread)
        except NotLetError:
            self.notes[f"the thread {thread}"] = "is not there"

    async def runs(self, command: str, who: str = "ada", at: str = HALL, **options: Any) -> None:
        await self._act(f"{who} runs /{command}", lambda: self.driver.runs(who, at, command, options))

    async def tells(self, what: str, who: str = "ada", at: str = HALL, where: str = "") -> None:
        """Have the bot do one of its acts, `where` by the name of a place or a person."""
        options = {"what": what} | ({"where": str(self.driver.id_of(where))} if where else {})
        await self._act(f"{who} tells {what}", lambda: self.driver.runs(who, at, "do", options))

    async def types(self, command: str, who: str = "ada", at: str = HALL, **options: Any) -> None:
        async def choices() -> str:
            return ", ".join(await self.driver.types(who, at, command, options)) or "no choices"

        await self._act(f"{who} types /{command}", choices)

    async def chooses(self, entry: str, on: Someone | str, who: str = "ada", at: str = HALL) -> None:
        await self._act(f"{who} chooses {entry}", lambda: self.driver.chooses(who, at, entry, on))

    async def presses(self, label: str, who: str = "ada", at: str = HALL) -> None:
        await self._act(f"{who} presses {label}", lambda: self.driver.presses(who, at, label))

    async def picks(self, placeholder: str, *chosen: Any, who: str = "ada", at: str = HALL) -> None:
        await self._act(f"{who} picks in {placeholder}", lambda: self.driver.picks(who, at, placeholder, chosen))

    async def submits(self, who: str = "ada", at: str = HALL, **fields: Any) -> None:
        await self.fills(fields, who, at)

    async def fills(self, fields: dict[str, Any], who: str = "ada", at: str = HALL) -> None:
        await self._act(f"{who} submits", lambda: self.driver.submits(who, at, fields))

    async def says(self, text: str, who: str = "ada", at: str = HALL) -> None:
        async def say() -> str:
            await self.driver.says(who, at, text)
            return "said"

        await self._act(f"{who} says something", say)

    async def passes(self, seconds: float) -> None:
        await self.driver.passes(seconds)

    async def goes_on(self) -> None:
        async def go() -> str:
            await self.driver.goes_on()
            return "done"

        await self._act("the bot goes on", go)

    def offers(self, who: str, at: str = HALL) -> None:
        self.notes[f"{who} is offered"] = ", ".join(self.driver.commands(who, at))

    def looks(self, who: str, at: str = HALL) -> None:
        """Note every message this person sees there."""
        where = f"{who} sees" + ("" if at == HALL else f" in {at}")
        try:
            seen = self.driver.sees(who, at)
        except NotLetError:
            self.notes[where] = "not let"
            return
        self.notes[where] = tuple(seen)

    def ends(self) -> Notes:
        for who in WATCHERS:
            self.looks(who)
        return self.notes

    async def _act(self, what: str, doing: Callable[[], Awaitable[Outcome | str]]) -> None:
        self._acts += 1
        try:
            outcome = await doing()
        except NotLetError:
            outcome = "not let"
        said = [outcome] if isinstance(outcome, str) else [outcome.state, *([outcome.modal] if outcome.modal else [])]
        codes = self.driver.bot.codes
        said += [f"the bot got {', '.join(codes)}"] if codes else []
        codes.clear()
        self.notes[f"{self._acts} {what}"] = plain("\n".join(said), str)


Scenario = Callable[[Play], Awaitable[None]]
