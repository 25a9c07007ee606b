"""Every documented limit: what goes to it is taken, one more is refused, and at the right place."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import discord
import pytest
import pytest_asyncio

from sandbox.checks import Checks
from sandbox.clock import ManualClock
from sandbox.errors import DiscordError
from sandbox.model import ATTACHMENT_SIZE_LIMIT
from tests.sandbox.bad_bodies import (
    BULK_DELETE,
    CALLBACK,
    CHANNEL,
    COMMANDS,
    FOLLOWUP,
    MESSAGE,
    THREAD,
    answer,
    argument,
    button,
    choice,
    command,
    container,
    label,
    layout,
    link,
    modal,
    option,
    row,
    section,
    select,
    text,
    text_input,
)
from tests.sandbox.test_checks import WITH_FILE, places
from tests.sandbox.worldkit import Scene, file, scene


@dataclass(frozen=True)
class Limit:
    """`body(most)` is taken; `body(most + 1)` is refused at `at`, or with `code` alone where that is not 50035."""

    name: str
    most: int
    at: str
    body: Callable[[int], Any]
    route: tuple[str, str] = MESSAGE
    code: int = 50035
    context: dict[str, Any] = field(default_factory=dict)


def xs(n: int) -> str:
    return "x" * n


def embed(**parts: Any) -> dict[str, Any]:
    return {"embeds": [parts]}


def rows(*held: dict[str, Any]) -> dict[str, Any]:
    return {"content": "x", "components": list(held)}


def card(n: int) -> dict[str, Any]:
    """A layout of `n` components, all but one inside containers of at most eight."""
    containers, rest = divmod(n, 9)
    held = [container(*[text()] * 8) for _ in range(containers)]
    return layout(*held, *[text()] * rest)


IN_ROW = "components.0.components.0"
INNER = "data.components.0.component"
LIMITS = [
    Limit("content", 2000, "content", lambda n: {"content": xs(n)}),
    Limit("content of a follow-up", 2000, "content", lambda n: {"content": xs(n)}, FOLLOWUP),
    Limit("content of an answer", 2000, "data.content", lambda n: answer(4, content=xs(n)), CALLBACK),
    Limit("nonce", 25, "nonce", lambda n: {"content": "x", "nonce": xs(n)}),
    Limit("embeds", 10, "embeds", lambda n: {"embeds": [{"title": "t"}] * n}),
    Limit("title", 256, "embeds.0.title", lambda n: embed(title=xs(n))),
    Limit("description", 4096, "embeds.0.description", lambda n: embed(description=xs(n))),
    Limit("fields", 25, "embeds.0.fields", lambda n: embed(fields=[{"name": "n", "value": "v"}] * n)),
    Limit("field name", 256, "embeds.0.fields.0.name", lambda n: embed(fields=[{"name": xs(n), "value": "v"}])),
    Limit("field value", 1024, "embeds.0.fields.0.value", lambda n: embed(fields=[{"name": "n", "value": xs(n)}])),
    Limit("footer", 2048, "embeds.0.footer.text", lambda n: embed(footer={"text": xs(n)})),
    Limit("author", 256, "embeds.0.author.name", lambda n: embed(author={"name": xs(n)})),
    Limit(
        "characters of all embeds",
        6000,
        "embeds",
        lambda n: {"embeds": [{"description": xs(4000)}, {"description": xs(n - 4000)}]},
    ),
    Limit("rows", 5, "components", lambda n: rows(*(row(button(str(k))) for k in range(n)))),
    Limit("buttons of a row", 5, "components.0.components", lambda n: rows(row(*(button(str(k)) for k in range(n))))),
    Limit("label", 80, f"{IN_ROW}.label", lambda n: rows(row(button(label=xs(n))))),
    Limit("custom_id", 100, f"{IN_ROW}.custom_id", lambda n: rows(row(button(xs(n))))),
    Limit("address", 512, f"{IN_ROW}.url", lambda n: rows(row(link(url="https://example.org/" + xs(n - 20))))),
    Limit("options", 25, f"{IN_ROW}.options", lambda n: rows(row(select(*(option(str(k)) for k in range(n)))))),
    Limit("placeholder", 150, f"{IN_ROW}.placeholder", lambda n: rows(row(select(placeholder=xs(n))))),
    Limit("components, nested", 40, "data.components", card, CALLBACK),
    Limit(
        "text of a layout",
        4000,
        "data.components",
        lambda n: layout(text(xs(2000)), section(text(xs(n - 2000)))),
        CALLBACK,
    ),
    Limit(
        "gallery",
        10,
        "data.components.0.items",
        lambda n: layout({"type": 12, "items": [{"media": {"url": "https://example.org/a.png"}}] * n}),
        CALLBACK,
    ),
    Limit("texts of a section", 3, "data.components.0.components", lambda n: layout(section(*[text()] * n)), CALLBACK),
    Limit("choices", 25, "data.choices", lambda n: answer(8, choices=[choice()] * n), CALLBACK),
    Limit("choice name", 100, "data.choices.0.name", lambda n: answer(8, choices=[choice(xs(n))]), CALLBACK),
    Limit("choice value", 100, "data.choices.0.value", lambda n: answer(8, choices=[choice(value=xs(n))]), CALLBACK),
    Limit("modal title", 45, "data.title", lambda n: modal(label(), title=xs(n)), CALLBACK),
    Limit(
        "inputs of a modal",
        5,
        "data.components",
        lambda n: modal(*(label(text_input(str(k))) for k in range(n))),
        CALLBACK,
    ),
    Limit("label of an input", 45, "data.components.0.label", lambda n: modal(label(label=xs(n))), CALLBACK),
    Limit("value of an input", 4000, f"{INNER}.value", lambda n: modal(label(text_input(value=xs(n)))), CALLBACK),
    Limit("commands", 100, "", lambda n: [command(name=f"c{k}") for k in range(n)], COMMANDS, code=30032),
    Limit("message menus", 15, "", lambda n: [{"name": f"m{k}", "type": 3} for k in range(n)], COMMANDS, code=30032),
    Limit("command name", 32, "0.name", lambda n: [command(name=xs(n))], COMMANDS),
    Limit("command description", 100, "0.description", lambda n: [command(description=xs(n))], COMMANDS),
    Limit(
        "options of a command", 25, "0.options", lambda n: [command(*(argument(f"o{k}") for k in range(n)))], COMMANDS
    ),
    Limit(
        "choices of an option",
        25,
        "0.options.0.choices",
        lambda n: [command(argument(choices=[choice(str(k), str(k)) for k in range(n)]))],
        COMMANDS,
    ),
    Limit("thread name", 100, "name", lambda n: {"name": xs(n), "type": 11}, THREAD, context={"channel_type": 0}),
    Limit(
        "tags of a post",
        5,
        "applied_tags",
        lambda n: {"name": "t", "message": {"content": "x"}, "applied_tags": list(range(n))},
        THREAD,
        context={"channel_type": 15},
    ),
    Limit(
        "tags of a forum",
        20,
        "available_tags",
        lambda n: {"available_tags": [{"name": str(k)} for k in range(n)]},
        CHANNEL,
    ),
    Limit("bulk delete", 100, "messages", lambda n: {"messages": [str(k) for k in range(n)]}, BULK_DELETE),
]


@pytest.fixture(scope="module", params=[pytest.param(None, id="rules alone"), *WITH_FILE])
def checks(request: pytest.FixtureRequest) -> Checks:
    return Checks(openapi=request.param)


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.name)
def test_the_limit_is_taken_and_one_more_is_not(limit: Limit, checks: Checks) -> None:
    checks.body(*limit.route, limit.body(limit.most), context=limit.context)
    with pytest.raises(DiscordError) as refused:
        checks.body(*limit.route, limit.body(limit.most + 1), context=limit.context)
    assert (refused.value.status, refused.value.code) == (400, limit.code)
    assert limit.code != 50035 or limit.at in places(refused.value.errors)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(datetime(2031, 3, 5, 12, tzinfo=UTC))


@pytest_asyncio.fixture
async def here(clock: ManualClock) -> AsyncIterator[Scene]:
    async with scene(clock=clock) as one:
        one.place.rate_limits.enforce = False
        yield one


async def code_of(deed: Any) -> int:
    with pytest.raises(discord.HTTPException) as refused:
        await deed
    return refused.value.code


async def test_a_hundred_global_commands_and_as_many_again_in_a_server(here: Scene) -> None:
    ids: dict[str, Any] = {"application_id": here.world.application.id, "guild_id": here.guild_id}
    for template in (
        "/applications/{application_id}/commands",
        "/applications/{application_id}/guilds/{guild_id}/commands",
    ):
        here.place.rate_limits.limit("POST", template, count=1000, seconds=1)
        route = discord.http.Route("POST", template, **ids)
        await here.bot.http.request(discord.http.Route("PUT", template, **ids), json=[])
        for number in range(100):
            await here.bot.http.request(route, json=command(name=f"c{number}"))
        # The same name is the same command; another one is one too many.
        await here.bot.http.request(route, json=command(name="c7", description="New"))
        assert await code_of(here.bot.http.request(route, json=command(name="more"))) == 30032
        await here.bot.http.request(route, json={"name": "A menu", "type": 3})


async def test_a_file_of_ten_mebibytes_and_not_a_byte_more(here: Scene) -> None:
    channel = await here.channel("questions")
    sent = await channel.send(file=file("whole.bin", bytes(ATTACHMENT_SIZE_LIMIT)))
    assert sent.attachments[0].size == ATTACHMENT_SIZE_LIMIT
    with pytest.raises(discord.HTTPException) as large:
        await channel.send(file=file("more.bin", bytes(ATTACHMENT_SIZE_LIMIT + 1)))
    assert (large.value.status, large.value.code) == (413, 40005)
    with pytest.raises(discord.HTTPException) as together:
        await channel.send(files=[file(f"{n}.bin", bytes(9 * 1024 * 1024)) for n in range(3)])
    assert (together.value.status, together.value.code) == (413, 40005)


async def test_a_token_serves_for_fifteen_minutes_and_not_a_second_more(here: Scene, clock: ManualClock) -> None:
    await here.ada.runs("/kinds", words="some")
    interaction = here.bot.seen["interaction"]
    clock.advance(interaction.created_at + timedelta(minutes=15) - clock.now())
    await interaction.edit_original_response(content="in time")
    clock.advance(timedelta(seconds=1))
    # discord.py itself gives up on an expired token: the request is made by hand.
    ids: dict[str, Any] = {"a": here.world.application.id, "t": interaction.token}
    for method, path in (
        ("PATCH", "/webhooks/{a}/{t}/messages/@original"),
        ("GET", "/webhooks/{a}/{t}/messages/@original"),
        ("DELETE", "/webhooks/{a}/{t}/messages/@original"),
        ("POST", "/webhooks/{a}/{t}"),
    ):
        body: Any = {"json": {"content": "late"}} if method in {"PATCH", "POST"} else {}
        with pytest.raises(discord.HTTPException) as expired:
            await here.bot.http.request(discord.http.Route(method, path, **ids), **body)
        assert (expired.value.status, expired.value.code) == (401, 50027)


async def test_the_same_nonce_is_new_again_after_five_minutes(here: Scene, clock: ManualClock) -> None:
    route = discord.http.Route("POST", "/channels/{c}/messages", c=here.channel_id("questions"))
    elsewhere = discord.http.Route("POST", "/channels/{c}/messages", c=here.channel_id("resources"))
    body = {"content": "once", "nonce": "n", "enforce_nonce": True}
    first = await here.bot.http.request(route, json=body)
    clock.advance(timedelta(minutes=5))
    assert (await here.bot.http.request(route, json=body))["id"] == first["id"]
    assert (await here.bot.http.request(elsewhere, json=body))["id"] == first["id"], "it is the author's, wherever"
    assert (await here.bot.http.request(route, json=body | {"enforce_nonce": False}))["id"] != first["id"]
    clock.advance(timedelta(minutes=5, seconds=1))
    assert (await here.bot.http.request(route, json=body))["id"] != first["id"]
