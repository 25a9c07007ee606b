"""The sandbox's side: the bot over real sockets, people through the pilot, time by hand."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sandbox.clock import ManualClock
from sandbox.connector import ToSandbox
from sandbox.kinds import ChannelFlag, ChannelType
from sandbox.model import Application, Channel, Guild, Member, Overwrite, Role, Tag, Upload, User
from sandbox.payloads.messages import message_payload
from sandbox.permissions import Permission
from sandbox.pilot import Person, Pilot, Reply
from sandbox.place import Place
from sandbox.ratelimits import LIMITS
from sandbox.refusals import NotPossibleError
from sandbox.server import serve
from sandbox.snowflake import first_at
from sandbox.world import World
from tests.sandbox.differential import setting
from tests.sandbox.differential.commands import teach
from tests.sandbox.differential.driver import Kind, NotLetError, Outcome, SomeFile, Someone, SomePlace, SomeRole
from tests.sandbox.differential.neutral_bot import NeutralBot
from tests.sandbox.differential.shown import Facts, facts, label_of, modal_text, walk
from tests.sandbox.worldkit import OPENAPI, settle

START = datetime(2031, 3, 5, 12, tzinfo=UTC)
PATIENCE = 10.0


@asynccontextmanager
async def ours() -> AsyncIterator["Ours"]:
    clock = ManualClock(START)
    async with serve(_world(clock), openapi=OPENAPI) as place:
        # How fast one may ask is no part of this; with the clock by hand a bot told to wait would wait for ever.
        for method, template in LIMITS:
            place.rate_limits.limit(method, template, count=10_000, seconds=1)
        place.rate_limits.global_per_second = 10_000
        bot = NeutralBot(connector=ToSandbox(place.url))
        teach(bot)
        async with bot:
            await bot.login(place.token)
            running = asyncio.create_task(bot.connect())
            try:
                await place.gateway.wait_ready()
                yield Ours(place, clock, bot)
            finally:
                await bot.close()
                await running


def _world(clock: ManualClock) -> World:
    owner = User(first_at(START - timedelta(days=2)), setting.OWNER)
    bot = User(first_at(START - timedelta(days=1)), setting.BOT, bot=True)
    application = Application(id=bot.id, name=setting.BOT, token="sandbox-token", owner_id=owner.id)
    world = World(application=application, clock=clock)
    guild = Guild(world.ids.next(), setting.SERVER, owner.id)
    world.guilds[guild.id] = guild
    guild.roles[guild.id] = Role(guild.id, guild.id, "@everyone", setting.EVERYONE)
    for one in setting.ROLES:
        role = Role(world.ids.next(), guild.id, one.name, one.permissions, len(guild.roles))
        role.mentionable = one.mentionable
        guild.roles[role.id] = role
    invited = Role(world.ids.next(), guild.id, setting.BOT, setting.INVITED_WITH, len(guild.roles))
    invited.managed, invited.bot_id = True, bot.id
    guild.roles[invited.id] = invited
    roles = {one.name: one.id for one in guild.roles.values()}
    _joins(guild, owner, set())
    world.users |= {owner.id: owner, bot.id: bot}
    _joins(guild, bot, {invited.id})
    for name, held in setting.PEOPLE.items():
        user = world.users.setdefault(id := world.ids.next(), User(id, name))
        _joins(guild, user, {roles[one] for one in held})
        talk = Channel(world.ids.next(), ChannelType.DM, "", recipients=[user.id])
        world.channels[talk.id] = talk
    return world


def _joins(guild: Guild, user: User, role_ids: set[int]) -> None:
    guild.members[user.id] = Member(user.id, guild.id, START, role_ids)


class Ours:
    name = "sandbox"

    def __init__(self, place: Place, clock: ManualClock, bot: NeutralBot) -> None:
        self.bot = bot
        self.place = place
        self._clock = clock
        self._world = place.world
        self._pilot = Pilot(place, settle=settle)
        self._guild = next(iter(self._world.guilds.values()))
        self._places: dict[str, Channel] = {}
        self._forms: dict[str, Reply] = {}
        self._waiting: asyncio.Future[Reply] | None = None
        self._names = {one.id: one.name for one in self._world.users.values()}
        self._names |= {one.id: one.name for one in self._guild.roles.values()}
        self._names[self._guild.id] = "everyone"
        self._ids = {name: id for id, name in self._names.items()}

    def fresh(self) -> None:
        self._places.clear()
        self._forms.clear()

    def open(self, name: str, kind: Kind) -> None:
        channel = Channel(
            self._world.ids.next(), ChannelType.FORUM if kind.forum else ChannelType.TEXT, name, self._guild.id
        )
        everyone, bot = self._guild.id, next(one.id for one in self._guild.roles.values() if one.managed)
        if kind.only:
            view = int(Permission.VIEW_CHANNEL)
            channel.overwrites[everyone] = Overwrite(everyone, "role", deny=view)
            for id in (bot, self._ids[kind.only]):
                channel.overwrites[id] = Overwrite(id, "role", allow=view)
        if kind.everyone_lacks:
            channel.overwrites[everyone] = Overwrite(everyone, "role", deny=kind.everyone_lacks)
        if kind.bot_lacks:
            channel.overwrites[bot] = Overwrite(bot, "role", deny=kind.bot_lacks)
        channel.available_tags = [Tag(self._world.ids.next(), one) for one in kind.tags]
        channel.flags = int(ChannelFlag.REQUIRE_TAG) if kind.tag_required else 0
        self._world.channels[channel.id] = channel
        self._know(name, channel)

    def enter(self, name: str) -> None:
        threads = [one for one in self._world.threads_of(self._guild.id) if one.name == name]
        if not threads:
            raise NotLetError(f"there is no thread {name!r}")
        self._know(name, threads[0])

    def id_of(self, name: str) -> int:
        return self._places[name].id if name in self._places else self._ids[name]

    async def runs(self, who: str, at: str, command: str, options: Mapping[str, Any]) -> Outcome:
        given = {key: self._value(value) for key, value in options.items()}
        return await self._outcome(who, lambda: self._look(who, at).runs(command, **given))

    async def types(self, who: str, at: str, command: str, options: Mapping[str, Any]) -> list[str]:
        given = {key: self._value(value) for key, value in options.items()}
        choices = await self._act(lambda: self._look(who, at).types(command, **given))
        return [one.name for one in choices or ()]

    async def chooses(self, who: str, at: str, entry: str, on: Someone | str) -> Outcome:
        def choose() -> Awaitable[Reply]:
            target = self._ids[on.name] if isinstance(on, Someone) else self._message(who, at, on)
            return self._look(who, at).chooses(entry, on=target)

        return await self._outcome(who, choose)

    async def presses(self, who: str, at: str, label: str) -> Outcome:
        def press() -> Awaitable[Reply]:
            message = self._with(who, at, lambda one: one["type"] == 2 and label_of(one) == label)
            return self._look(who, at).presses(message, label)

        return await self._outcome(who, press)

    async def picks(self, who: str, at: str, placeholder: str, chosen: Sequence[Any]) -> Outcome:
        def pick() -> Awaitable[Reply]:
            message = self._with(who, at, lambda one: one.get("placeholder") == placeholder)
            labels = [one if isinstance(one, str) else one.name for one in chosen]
            return self._look(who, at).picks(message, *labels, placeholder=placeholder)

        return await self._outcome(who, pick)

    async def submits(self, who: str, at: str, fields: Mapping[str, Any]) -> Outcome:
        def submit() -> Awaitable[Reply]:
            if who not in self._forms:
                raise NotPossibleError("no form was shown")
            return self._look(who, at).submits(self._forms[who], self._filled(fields))

        return await self._outcome(who, submit)

    async def says(self, who: str, at: str, text: str) -> None:
        try:
            await self._look(who, at).says(text)
        except NotPossibleError as error:
            raise NotLetError(str(error)) from error

    def sees(self, who: str, at: str) -> list[Facts]:
        try:
            return [facts(self._json(one), self._name) for one in self._look(who, at).sees()]
        except NotPossibleError as error:
            raise NotLetError(str(error)) from error

    def commands(self, who: str, at: str) -> list[str]:
        return sorted(one for one in self._look(who, at).commands() if one.startswith("/"))

    async def passes(self, seconds: float) -> None:
        self._clock.advance(timedelta(seconds=seconds))
        if self._waiting is not None and self._any("pending"):
            # The client learns of it only once it has looked at its clock.
            await asyncio.sleep(0)

    async def goes_on(self) -> None:
        self.bot.dispatch("go_on")
        async with asyncio.timeout(PATIENCE):
            await self.bot.rests.get()
            if self._waiting is not None:
                await self._waiting
        self._waiting = None

    async def _outcome(self, who: str, doing: Callable[[], Awaitable[Reply]]) -> Outcome:
        reply = await self._act(doing)
        if reply is None:
            return Outcome("waits")
        if reply.modal is not None:
            self._forms[who] = reply
            return Outcome("form", modal_text(reply.modal.payload, self._name))
        interaction = reply.interaction
        if interaction is None or reply.failed:
            return Outcome("failed")
        if reply.thinking:
            return Outcome("thinking")
        told = interaction.response_message_id in self._world.messages or interaction.followup_ids
        return Outcome("answered" if told else "quiet")

    async def _act(self, doing: Callable[[], Awaitable[Any]]) -> Any:
        """What came of it; None while the bot waits. Where nobody answers, the three seconds pass."""
        try:
            act = asyncio.ensure_future(doing())
        except NotPossibleError as error:
            raise NotLetError(str(error)) from error
        rest = asyncio.ensure_future(self.bot.rests.get())
        try:
            async with asyncio.timeout(PATIENCE):
                await asyncio.wait({act, rest}, return_when=asyncio.FIRST_COMPLETED)
                if act.done() and act.exception() is not None:
                    rest.cancel()
                elif await rest == "waits":
                    self._waiting = act
                    return None
                elif self._any("pending"):
                    self._clock.advance(timedelta(seconds=3))
                return await act
        except NotPossibleError as error:
            raise NotLetError(str(error)) from error

    def _any(self, state: str) -> bool:
        return any(one.state == state for one in self._world.interactions.values())

    def _know(self, name: str, channel: Channel) -> None:
        self._places[name] = channel
        self._names[channel.id] = name

    def _look(self, who: str, at: str) -> Person:
        person = self._pilot.person(who)
        if at == "dm":
            return person.in_dm()
        if at not in self._places:
            raise NotPossibleError(f"there is no place {at!r}")
        return replace(person, channel_id=self._places[at].id)

    def _json(self, reply: Reply) -> dict[str, Any]:
        assert reply.message is not None
        return message_payload(self._world, reply.message)

    def _message(self, who: str, at: str, text: str) -> Reply:
        return self._newest(who, at, lambda json: json["content"] == text)

    def _with(self, who: str, at: str, fits: Any) -> Reply:
        return self._newest(who, at, lambda json: any(fits(one) for one in walk(json["components"])))

    def _newest(self, who: str, at: str, fits: Any) -> Reply:
        for reply in reversed(self._look(who, at).sees()):
            if fits(self._json(reply)):
                return reply
        raise NotPossibleError("there is no such thing to touch")

    def _value(self, value: Any) -> Any:
        if isinstance(value, Someone | SomeRole):
            return self._ids[value.name]
        if isinstance(value, SomePlace):
            return self._places[value.name].id
        return Upload(value.name, value.data) if isinstance(value, SomeFile) else value

    def _filled(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        return {
            key: [self._value(one) for one in value] if isinstance(value, list | tuple) else self._value(value)
            for key, value in fields.items()
        }

    def _name(self, id: int) -> str:
        return self._names.get(id, "some id")
