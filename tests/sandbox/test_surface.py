"""What the sandbox speaks: all that our bot needs, the rest by name, and the page that lists it in agreement."""

import ast
import asyncio
import inspect
import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from discord.state import ConnectionState

from sandbox.checks import Checks
from sandbox.faults import Faults
from sandbox.gateway.opcodes import Close
from sandbox.pilot import Person, Pilot, Reply
from sandbox.rest.app import unwritten, written
from sandbox.server import serve
from tests.sandbox.example_bot import MyClient
from tests.sandbox.worldkit import OPENAPI

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "sandbox.md").read_text(encoding="utf-8")

USED = {
    ("request", "GET /applications/{application_id}/commands"),
    ("request", "DELETE /channels/{channel_id}/messages/{message_id}"),
    ("request", "GET /channels/{channel_id}"),
    ("request", "GET /channels/{channel_id}/messages"),
    ("request", "GET /channels/{channel_id}/messages/{message_id}"),
    ("request", "GET /gateway/bot"),
    ("request", "GET /guilds/{guild_id}"),
    ("request", "GET /guilds/{guild_id}/channels"),
    ("request", "GET /guilds/{guild_id}/members/{user_id}"),
    ("request", "GET /oauth2/applications/@me"),
    ("request", "GET /users/@me"),
    ("request", "GET /users/@me/guilds"),
    ("request", "PATCH /channels/{channel_id}/messages/{message_id}"),
    ("request", "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original"),
    ("request", "POST /channels/{channel_id}/messages"),
    ("request", "POST /guilds/{guild_id}/channels"),
    ("request", "POST /interactions/{interaction_id}/{interaction_token}/callback"),
    ("request", "POST /webhooks/{webhook_id}/{webhook_token}"),
    ("request", "PUT /channels/{channel_id}/messages/pins/{message_id}"),
    ("request", "PUT /applications/{application_id}/commands"),
    ("event", "INTERACTION_CREATE"),
    ("event", "READY"),
}
"""What crosses the wire in the journeys of our bot. A test reads it off them; whoever needs more enters it here."""

NAMES = (
    "faq",
    "browse",
    "menu",
    "commands",
    "boundary",
    "content",
    "editing",
    "wire",
    "settings",
    "roll",
    "authority",
    "privacy",
    "timeline",
    "timeline_menus",
    "lists",
    "resources",
    "suggestions",
    "items",
)
JOURNEYS = [f"tests/journeys/test_{name}.py" for name in NAMES]

MEANT = {
    *(f"{method} /channels/{{channel_id}}/messages/{{message_id}}" for method in ("GET", "PATCH", "DELETE")),
    *(f"{method} /channels/{{channel_id}}/messages/pins/{{message_id}}" for method in ("PUT", "DELETE")),
    *(f"{method} /channels/{{channel_id}}" for method in ("GET", "PATCH")),
    *(f"{method} /webhooks/{{webhook_id}}/{{webhook_token}}/messages/@original" for method in ("PATCH", "DELETE")),
    "GET /channels/{channel_id}/messages",
    "GET /channels/{channel_id}/messages/pins",
    "POST /channels/{channel_id}/threads",
    "POST /channels/{channel_id}/messages/{message_id}/threads",
    "GET /channels/{channel_id}/threads/archived/public",
    "GET /guilds/{guild_id}/threads/active",
    "GET /guilds/{guild_id}",
    "GET /guilds/{guild_id}/channels",
    "GET /guilds/{guild_id}/roles",
    "GET /guilds/{guild_id}/members/{user_id}",
    "GET /users/@me/guilds",
    "POST /users/@me/channels",
    "POST /webhooks/{webhook_id}/{webhook_token}",
}
"""What posted lists, follow-ups in a forum, settings and the daily look at our servers need besides."""


def done() -> set[str]:
    return {f"{route.method} {route.template}" for route in written()}


@pytest.mark.long
@pytest.mark.timeout(600)
def test_what_our_bot_causes_is_what_is_written_down_here(tmp_path: Path) -> None:
    traffic = tmp_path / "traffic.json"
    command = (sys.executable, "-m", "pytest", "-q", "-p", "tests.sandbox.traffic", "-m", "not browser", *JOURNEYS)
    ran = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "TRAFFIC": str(traffic)}, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout[-3000:]
    seen = {(kind, what) for kind, what in json.loads(traffic.read_text())}
    assert {one for one in seen if one[0] == "request"} == {one for one in USED if one[0] == "request"}
    # A bot on a slow machine may have to resume; that is no other event than those it must know anyway.
    assert {one for one in seen if one[0] == "event"} - {("event", "RESUMED")} == {
        one for one in USED if one[0] == "event"
    }


def test_what_our_bot_needs_is_done() -> None:
    assert {what for kind, what in USED if kind == "request"} | MEANT <= done()


@pytest.mark.skipif(OPENAPI is None, reason="Discord's OpenAPI file is not at hand: its other routes are not known")
async def test_every_other_route_of_discords_says_by_name_that_it_is_not_there(
    caplog: pytest.LogCaptureFixture,
) -> None:
    missing = unwritten(Checks(openapi=OPENAPI))
    assert len(missing) > 100
    caplog.set_level(logging.ERROR, logger="sandbox")
    async with serve(openapi=OPENAPI) as place, aiohttp.ClientSession() as http:
        place.rate_limits.enforce = False

        async def ask(method: str, template: str) -> None:
            path = re.sub(r"\{\w+\}", "1", template)
            async with http.request(method, f"{place.url}/api/v10{path}") as answer:
                body = await answer.json()
                assert (answer.status, body["code"]) == (501, 0), (method, template)

        for method, template in missing:
            await ask(method, template)
    named = {message.removeprefix("not written: ") for message in caplog.messages}
    assert named >= {f"{method} {template}" for method, template in missing}


def table(heading: str) -> list[list[str]]:
    """The cells of the first table below a heading of the page."""
    section = re.split(r"^#+ ", PAGE.partition(f"\n{heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
    rows = [
        [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        for line in section.splitlines()
        if line[:1] == "|"
    ]
    assert len(rows) > 2, heading
    return rows[2:]


def without_blocks(text: str) -> str:
    return re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)


def ticked(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


def test_the_page_lists_the_routes() -> None:
    listed = [f"{method} {ticked(path)[0]}" for methods, path, _ in table("### Routes") for method in methods.split()]
    assert sorted(listed) == sorted(done())


def events_sent() -> set[str]:
    """Names of Discord's events that stand in the code as what is told."""
    known = {name.removeprefix("parse_").upper() for name in dir(ConnectionState) if name.startswith("parse_")}
    return known & {
        text for path in (ROOT / "sandbox").rglob("*.py") if path.name != "intents.py" for text in texts(path)
    }


def texts(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_the_page_lists_the_events() -> None:
    listed = [name for names, _ in table("### Events") for name in ticked(names)]
    assert sorted(listed) == sorted(events_sent())


def test_the_page_lists_the_close_codes() -> None:
    assert [int(code) for code, _ in table("### Close codes")] == sorted(Close)


def public(kind: type) -> set[str]:
    return {name for name, member in vars(kind).items() if not name.startswith("_") and callable(member)}


def test_the_page_lists_the_pilots_words() -> None:
    cells = [word for words, _ in table("### What people do: the pilot's words") for word in ticked(words)]
    said = {tuple(cell.partition("(")[0].split(".")) for cell in cells}
    assert {word for who, word in said if who == "pilot"} == public(Pilot)
    assert {word for who, word in said if who == "ada"} == public(Person)
    section = PAGE.partition("A reply has ")[2].partition("\n\n")[0]
    shown = {name for name in (*vars(Reply), *Reply.__dataclass_fields__) if not name.startswith("_")}
    assert {one.partition("(")[0] for one in ticked(section)} == shown


@pytest.mark.parametrize("deed", [Faults.next, Faults.gateway], ids=lambda deed: deed.__name__)
def test_the_page_names_every_argument_of_the_fault_script(deed: Callable[..., Any]) -> None:
    section = PAGE.partition("### What goes wrong: the fault script")[2].partition("\n## ")[0]
    arguments = inspect.signature(deed).parameters.keys() - {"self", "method", "pattern"}
    assert arguments <= set(ticked(section))


def test_the_page_lists_the_options() -> None:
    for module in ("sandbox", "sandbox.run"):
        shown = subprocess.run(
            (sys.executable, "-m", module, "--help"), capture_output=True, check=True, text=True, cwd=ROOT
        )
        options = set(re.findall(r"(--[a-z]+)", shown.stdout)) - {"--help", "--module"}
        assert options
        assert options <= set(ticked(without_blocks(PAGE))), module


async def test_the_test_on_the_page_passes() -> None:
    [code] = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    found: dict[str, Any] = {"asyncio": asyncio}
    exec(compile(code, "docs/sandbox.md", "exec"), found)  # noqa: S102 - the page's own example
    await found["test_a_greeting"](MyClient)
