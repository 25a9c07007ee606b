"""simcord's side, through what it offers to tests."""

from collections.abc import AsyncIterator, Awaitable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

import discord
import simcord
from simcord.backend import serializers
from simcord.backend.errors import BackendError, SetupError
from simcord.results import InteractionResult, ResponseMessage

from tests.sandbox.differential import setting
from tests.sandbox.differential.commands import teach
from tests.sandbox.differential.driver import Kind, NotLetError, Outcome, SomeFile, Someone, SomePlace, SomeRole
from tests.sandbox.differential.neutral_bot import NeutralBot
from tests.sandbox.differential.shown import Facts, facts, label_of, modal_text, walk

_REFUSALS = (SetupError, BackendError)


@asynccontextmanager
async def theirs() -> AsyncIterator["Theirs"]:
    bot = NeutralBot()
    teach(bot)
    async with simcord.run(bot, check_errors=False, approved_intents=discord.Intents.default()) as env:
        yield Theirs(env, bot)


class Theirs:
    name = "simcord"

    def __init__(self, env: Any, bot: NeutralBot) -> None:
        self.bot = bot
        self._env = env
        self._backend = env.backend
        owner = env.create_user(setting.OWNER)
        self._guild = env.create_guild(setting.SERVER, owner=owner)
        self._backend.edit_role(self._guild.id, self._guild.id, {"permissions": setting.EVERYONE})
        self._bot_role = next(one for one in self._guild.roles.values() if one._role.managed)
        self._backend.edit_role(self._guild.id, self._bot_role.id, {"permissions": setting.INVITED_WITH})
        self._roles = {
            one.name: self._guild.create_role(
                one.name, permissions=discord.Permissions(one.permissions), mentionable=one.mentionable
            )
            for one in setting.ROLES
        }
        self._people = {
            name: self._guild.add_member(env.create_user(name), roles=[self._roles[one] for one in roles])
            for name, roles in setting.PEOPLE.items()
        }
        self._places: dict[str, Any] = {}
        self._forms: dict[str, InteractionResult] = {}
        self._names = {env.bot.user.id: setting.BOT, self._guild.id: "everyone", self._guild.owner.id: setting.OWNER}
        self._names |= {one.id: name for name, one in (*self._people.items(), *self._roles.items())}

    def fresh(self) -> None:
        self._places.clear()
        self._forms.clear()

    def _place(self, name: str) -> Any:
        if name not in self._places:
            raise NotLetError(f"there is no place {name!r}")
        return self._places[name]

    def open(self, name: str, kind: Kind) -> None:
        everyone, bot = self._guild.default_role, self._bot_role
        overwrites: dict[Any, discord.PermissionOverwrite] = {}
        none = discord.Permissions.none()
        if kind.only:
            view = discord.Permissions(view_channel=True)
            overwrites[everyone] = discord.PermissionOverwrite.from_pair(none, view)
            overwrites[self._roles[kind.only]] = discord.PermissionOverwrite.from_pair(view, none)
            overwrites[bot] = discord.PermissionOverwrite.from_pair(view, none)
        if kind.everyone_lacks:
            denied = discord.Permissions(kind.everyone_lacks)
            overwrites[everyone] = discord.PermissionOverwrite.from_pair(none, denied)
        if kind.bot_lacks:
            overwrites[bot] = discord.PermissionOverwrite.from_pair(none, discord.Permissions(kind.bot_lacks))
        if kind.forum:
            channel = self._guild.create_forum_channel(name)
            none_of = {"moderated": False, "emoji_id": None, "emoji_name": None}
            tags = [{"id": str(self._backend.snowflake()), "name": one} | none_of for one in kind.tags]
            self._backend.edit_channel(channel.id, {"available_tags": tags})
        else:
            channel = self._guild.create_text_channel(name, overwrites=overwrites)
        self._places[name] = channel
        self._names[channel.id] = name

    def enter(self, name: str) -> None:
        threads = [one for place in tuple(self._places.values()) for one in place.threads if one.name == name]
        if not threads:
            raise NotLetError(f"there is no thread {name!r}")
        self._places[name] = threads[-1]
        self._names[threads[-1].id] = name

    def id_of(self, name: str) -> int:
        return int(self._places[name].id if name in self._places else self._people[name].id)

    async def runs(self, who: str, at: str, command: str, options: Mapping[str, Any]) -> Outcome:
        given = {key: self._handle(value) for key, value in options.items()}
        if at == "dm":
            return await self._outcome(who, self._people[who].user.slash(command, **given))
        return await self._outcome(who, self._people[who].slash(self._place(at), command, **given))

    async def types(self, who: str, at: str, command: str, options: Mapping[str, Any]) -> list[str]:
        *filled, focused = options
        given = {key: self._handle(options[key]) for key in filled}
        actor = self._people[who]
        try:
            choices = await actor.autocomplete(self._place(at), command, focused, options[focused], **given)
        except _REFUSALS as error:
            raise NotLetError(str(error)) from error
        return [one["name"] for one in choices]

    async def chooses(self, who: str, at: str, entry: str, on: Someone | str) -> Outcome:
        target = self._people[on.name] if isinstance(on, Someone) else self._message(who, at, on)
        return await self._outcome(who, self._people[who].context_menu(self._place(at), entry, target))

    async def presses(self, who: str, at: str, label: str) -> Outcome:
        message = self._with(who, at, lambda one: one["type"] == 2 and label_of(one) == label)
        return await self._outcome(who, self._actor(who, at).click(message, label=label))

    async def picks(self, who: str, at: str, placeholder: str, chosen: Sequence[Any]) -> Outcome:
        message = self._with(who, at, lambda one: one.get("placeholder") == placeholder)
        menu = next(one for one in walk(message.components) if one.get("placeholder") == placeholder)
        values = self._values(menu, chosen)
        return await self._outcome(who, self._actor(who, at).select(message, values, custom_id=menu["custom_id"]))

    async def submits(self, who: str, at: str, fields: Mapping[str, Any]) -> Outcome:
        shown = self._forms.get(who)
        if shown is None or shown.modal is None:
            raise NotLetError("no form was shown")
        inputs = _inputs(shown.modal)
        given = {}
        for label, value in fields.items():
            given[inputs[label]["custom_id"]] = self._filled(inputs[label], value)
        return await self._outcome(who, self._actor(who, at).submit_modal(shown, given))

    async def says(self, who: str, at: str, text: str) -> None:
        try:
            await (self._people[who].send_dm(text) if at == "dm" else self._people[who].send(self._place(at), text))
        except _REFUSALS as error:
            raise NotLetError(str(error)) from error

    def sees(self, who: str, at: str) -> list[Facts]:
        return [facts(self._json(one), self._name) for one in self._history(who, at)]

    def commands(self, who: str, at: str) -> list[str]:
        person = self._people[who]
        offered = person.user.available_commands() if at == "dm" else person.available_commands(self._place(at))
        return sorted(f"/{one}" for one in offered)

    async def passes(self, seconds: float) -> None:
        await self._env.advance_time(seconds)

    async def goes_on(self) -> None:
        self.bot.dispatch("go_on")
        await self._env.settle()

    async def _outcome(self, who: str, doing: Awaitable[InteractionResult]) -> Outcome:
        while not self.bot.rests.empty():
            self.bot.rests.get_nowait()
        try:
            result = await doing
        except _REFUSALS as error:
            raise NotLetError(str(error)) from error
        waits = not self.bot.rests.empty() and self.bot.rests.get_nowait() == "waits"
        if waits:
            return Outcome("waits")
        if not result.acknowledged:
            await self._env.advance_time(3)
            return Outcome("failed")
        if result.modal is not None:
            self._forms[who] = result
            return Outcome("form", modal_text(result.modal, self._name))
        if result._interaction.loading:
            return Outcome("thinking")
        return Outcome("answered" if result.response is not None or result.followups else "quiet")

    def _actor(self, who: str, at: str) -> Any:
        return self._people[who].user if at == "dm" else self._people[who]

    def _history(self, who: str, at: str) -> list[discord.Message]:
        person = self._people[who]
        place = person.user.dm_channel if at == "dm" else self._place(at)
        try:
            messages: list[discord.Message] = place.history(viewer=person.user if at == "dm" else person)
        except _REFUSALS as error:
            raise NotLetError(str(error)) from error
        return messages

    def _json(self, message: discord.Message) -> dict[str, Any]:
        stored = self._backend.get_message(message.channel.id, message.id)
        return dict(serializers.message_payload(self._backend, stored))

    def _message(self, who: str, at: str, text: str) -> ResponseMessage:
        return self._newest(who, at, lambda json: json["content"] == text)

    def _with(self, who: str, at: str, fits: Any) -> ResponseMessage:
        return self._newest(who, at, lambda json: any(fits(one) for one in walk(json["components"])))

    def _newest(self, who: str, at: str, fits: Any) -> ResponseMessage:
        for message in reversed(self._history(who, at)):
            if fits(self._json(message)):
                return ResponseMessage(self._env, self._backend.get_message(message.channel.id, message.id))
        raise NotLetError("there is no such thing to touch")

    def _handle(self, value: Any) -> Any:
        if isinstance(value, Someone):
            return self._people[value.name]
        if isinstance(value, SomeRole):
            return self._roles[value.name]
        if isinstance(value, SomePlace):
            return self._places[value.name]
        return (value.name, value.data) if isinstance(value, SomeFile) else value

    def _values(self, menu: Mapping[str, Any], chosen: Sequence[Any]) -> list[Any]:
        by_label = {one["label"]: one["value"] for one in menu.get("options") or ()}
        return [by_label.get(one, one) if isinstance(one, str) else self._handle(one) for one in chosen]

    def _filled(self, field: Mapping[str, Any], value: Any) -> Any:
        if isinstance(value, list | tuple):
            return self._values(field, value)
        if field["type"] == 21:
            return self._values(field, [value])[0]
        return [self._handle(value)] if isinstance(value, SomeFile) else value

    def _name(self, id: int) -> str:
        return self._names.get(id, "some id")


def _inputs(modal: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in modal["components"]:
        if one["type"] == 18:
            found[one["label"]] = one["component"]
        for inner in one.get("components") or ():
            found[inner["label"]] = inner
    return found
