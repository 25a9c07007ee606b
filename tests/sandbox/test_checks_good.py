"""Bodies that go to the very limit, or look odd, and are right."""

from typing import Any

import pytest

from sandbox.checks import Checks
from tests.sandbox.bad_bodies import (
    CALLBACK,
    CHANNEL,
    COMMAND_EDIT,
    COMMANDS,
    EDIT,
    LAYOUT,
    MESSAGE,
    ORIGINAL,
    SUBMIT,
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
from tests.sandbox.test_checks import OPENAPI

Good = tuple[str, tuple[str, str], Any, dict[str, Any]]


def embeds_of(characters: int) -> list[dict[str, Any]]:
    """Two embeds with so many characters together, and blanks around them that do not count."""
    return [{"description": "x" * 3000 + "  "}, {"description": "x" * (characters - 3000)}]


def channel_menu(*types: int) -> dict[str, Any]:
    return {"type": 8, "custom_id": "c", "channel_types": list(types)}


GOOD: list[Good] = [
    ("2000 characters", MESSAGE, {"content": "x" * 2000}, {}),
    ("a forward", MESSAGE, {"message_reference": {"type": 1, "message_id": 1, "channel_id": 2}}, {}),
    ("a file and nothing else", MESSAGE, {}, {"files": ["a.png"]}),
    ("an edit that empties the text", EDIT, {"content": ""}, {}),
    ("an edit that empties everything but the card", EDIT, {"content": None, "embeds": []}, {"flags_before": LAYOUT}),
    ("6000 characters of embeds", CALLBACK, answer(4, embeds=embeds_of(6000)), {}),
    (
        "users listed and roles parsed",
        MESSAGE,
        {"content": "x", "allowed_mentions": {"parse": ["roles"], "users": []}},
        {},
    ),
    ("nobody pinged", MESSAGE, {"content": "x", "allowed_mentions": {"parse": []}}, {}),
    ("a number as nonce", MESSAGE, {"content": "x", "nonce": 2**60}, {}),
    ("five rows of five", MESSAGE, {"components": [row(*(button(f"{r}{n}") for n in range(5))) for r in range(5)]}, {}),
    ("one menu of 25", MESSAGE, {"components": [row(select(*(option(str(n)) for n in range(25))))]}, {}),
    ("a link into Discord", MESSAGE, {"components": [row(link(url="discord://-/channels/1/2"))]}, {}),
    ("a button with an emoji alone", MESSAGE, {"components": [row(button(label=None, emoji={"name": "🔥"}))]}, {}),
    ("a shop button", MESSAGE, {"components": [row({"type": 2, "style": 6, "sku_id": "7"})]}, {}),
    ("40 nested components", CALLBACK, layout(container(*[text("x")] * 19), container(*[text("x")] * 19)), {}),
    ("4000 characters of text", CALLBACK, layout(text("x" * 2000), section(text("x" * 2000))), {}),
    ("ids of zero", CALLBACK, layout(text() | {"id": 0}, text() | {"id": 0}), {}),
    ("a message made a layout", ORIGINAL, {"content": None, "flags": LAYOUT, "components": [text()]}, {}),
    ("a deferral for one", CALLBACK, answer(5, flags=64), {"interaction_type": 2}),
    ("a deferral without data", CALLBACK, {"type": 5}, {"interaction_type": 2}),
    ("a quiet acknowledgement", CALLBACK, {"type": 6}, {"interaction_type": 3}),
    ("an update after a button's modal", CALLBACK, answer(7, content="x"), SUBMIT | {"from_message": True}),
    ("no choices at all", CALLBACK, answer(8, choices=[]), {"interaction_type": 4}),
    ("25 long choices", CALLBACK, answer(8, choices=[choice("x" * 100, "y" * 100)] * 25), {"option_type": 3}),
    ("a whole number for a number", CALLBACK, answer(8, choices=[choice(value=1)]), {"option_type": 10}),
    ("five labels", CALLBACK, modal(*(label(text_input(str(n))) for n in range(5))), {"interaction_type": 2}),
    ("rows as they used to be", CALLBACK, modal(row(text_input(label="Name"))), {"interaction_type": 3}),
    ("a checkbox", CALLBACK, modal(label({"type": 23, "custom_id": "c"})), {}),
    ("a name in Thai", COMMANDS, [command(name="ถาม", name_localizations={"hi": "प्रश्न"})], {}),
    ("a name with an apostrophe", COMMANDS, [command(name="what's-up_2")], {}),
    ("one name, three types", COMMANDS, [command(name="a"), *({"name": "a", "type": kind} for kind in (2, 3))], {}),
    ("a hundred commands", COMMANDS, [command(name=f"c{number}") for number in range(100)], {}),
    ("no commands", COMMANDS, [], {}),
    ("a channel of any kind", COMMANDS, [command(argument("a", 7, channel_types=[0, 2, 5, 13, 15, 16]))], {}),
    ("a menu of media channels", MESSAGE, {"components": [row(channel_menu(16))]}, {}),
    ("a private thread", THREAD, {"name": "t", "type": 12}, {"channel_type": 0}),
    ("only a new description", COMMAND_EDIT, {"description": "New"}, {}),
    ("needed before optional", COMMANDS, [command(argument("a", required=True), argument("b"))], {}),
    ("groups and subcommands", COMMANDS, [command(argument("g", 2, options=[argument("s", 1)]), argument("t", 1))], {}),
    ("a post with five tags", THREAD, {"name": "t", "applied_tags": [1, 2, 3, 4, 5], "message": {"content": "x"}}, {}),
    ("a thread that is closed", CHANNEL, {"archived": True, "locked": True}, {"channel_type": 11}),
    ("a long guide for a forum", CHANNEL, {"topic": "x" * 4096}, {"channel_type": 15}),
]


@pytest.mark.parametrize("file", [False, True], ids=["rules alone", "file and rules"])
@pytest.mark.parametrize(("route", "body", "context"), [good[1:] for good in GOOD], ids=[good[0] for good in GOOD])
def test_a_good_body_is_taken(route: tuple[str, str], body: Any, context: dict[str, Any], file: bool) -> None:
    if file and not OPENAPI.exists():
        pytest.skip("Discord's OpenAPI file is not at hand: only the rules were tested")
    assert Checks(openapi=OPENAPI if file else None).body(*route, body, context=context) == ()
