import asyncio
import gc
import weakref

import discord

from bot.core.codes import BUTTON, Action, encode
from bot.dpy.layout import Sheet, files, layout, modal
from bot.render.card import (
    Attached,
    Button,
    Buttons,
    Card,
    ChannelMenu,
    Kind,
    Linked,
    Menu,
    Option,
    RoleMenu,
    Rule,
    Text,
    Tone,
)
from bot.render.form import Field, Form, Pick

CARD = Card(
    Tone.ASKING,
    (
        Text("## Hello"),
        Text("marked", mark=7),
        Rule(),
        Buttons((Button("Press", encode(BUTTON, Action.HELPED, 1, "ab")),)),
        Menu("s1:e", "Choose", (Option("One", "1", "first"), Option("Two", "2")), chosen="2"),
        RoleMenu("s1:set:mentors", "Choose a role", 11),
        RoleMenu("s1:set:moderators", "Choose a role"),
        ChannelMenu("s1:set:forum", "Choose a forum", Kind.FORUM, 12),
        Linked("**A page**", "Open", "https://asra.example/"),
    ),
)


async def test_a_card_becomes_components_of_the_same_count_and_order() -> None:
    view = layout(CARD)
    [frame] = view.to_components()  # type: ignore[no-untyped-call]  # of discord.py
    assert frame["accent_color"] == Tone.ASKING.value
    assert [part["type"] for part in frame["components"]] == [10, 10, 14, 1, 1, 1, 1, 1, 9]
    assert frame["components"][1]["id"] == 7
    assert view.total_children_count == CARD.components
    assert view.content_length() == CARD.characters


async def test_a_menu_shows_what_is_chosen_and_lets_a_role_or_channel_be_taken_out_again() -> None:
    [frame] = layout(CARD).to_components()  # type: ignore[no-untyped-call]  # of discord.py
    options, role, none, channel = (row["components"][0] for row in frame["components"][4:8])
    assert [bool(option.get("default")) for option in options["options"]] == [False, True]
    assert (role["type"], role["default_values"]) == (6, [{"id": 11, "type": "role"}])
    assert not none.get("default_values")
    assert (channel["type"], channel["channel_types"]) == (8, [15])
    assert channel["default_values"] == [{"id": 12, "type": "channel"}]
    assert {(one["min_values"], one["max_values"]) for one in (role, none, channel)} == {(0, 1)}


async def test_a_link_stands_beside_its_text() -> None:
    [frame] = layout(CARD).to_components()  # type: ignore[no-untyped-call]  # of discord.py
    section = frame["components"][-1]
    assert section["components"][0]["content"] == "**A page**"
    assert (section["accessory"]["label"], section["accessory"]["url"]) == ("Open", "https://asra.example/")


async def test_every_pressable_part_is_dynamic_so_that_nothing_is_kept() -> None:
    for item in layout(CARD).walk_children():
        assert not item.is_dispatchable() or isinstance(item, discord.ui.DynamicItem)


async def test_a_private_reply_leaves_no_timer_behind() -> None:
    """What discord.py does with the view of a private reply: a timeout of 15 minutes, then into its store."""
    before = asyncio.all_tasks()
    view = layout(CARD)
    assert view.timeout is None
    view.timeout = 15 * 60.0
    store = discord.ui.view.ViewStore(discord.Client(intents=discord.Intents.none())._connection)
    store.add_view(view, 1234)
    assert asyncio.all_tasks() == before
    kept = weakref.ref(view)
    del view
    gc.collect()
    assert kept() is None


async def test_a_sheet_never_times_out() -> None:
    assert Sheet().timeout is None


async def test_a_file_stands_in_the_card_and_can_be_sent_twice() -> None:
    card = Card(Tone.ANSWER, (Text("Here"), Attached("a.json", b"{}")))
    [frame] = layout(card).to_components()  # type: ignore[no-untyped-call]  # of discord.py
    assert frame["components"][1]["file"]["url"] == "attachment://a.json"
    for _ in range(2):
        [sent] = files(card)
        assert (sent.filename, sent.fp.read()) == ("a.json", b"{}")


async def test_a_form_is_not_kept_by_the_library() -> None:
    form = modal(Form("Title", "f1:erase", (Field("Label", "Hint", 20), Field("Second", "Hint", 5))))
    assert form.is_finished()
    sent = form.to_dict()
    assert (sent["title"], sent["custom_id"]) == ("Title", "f1:erase")
    assert [(one["label"], one["component"]["max_length"]) for one in sent["components"]] == [
        ("Label", 20),
        ("Second", 5),
    ]


async def test_a_form_holds_what_is_filled_in_and_chosen_already() -> None:
    options = (("One", "1"), ("Two", "2"))
    form = Form(
        "Title",
        "f1:se:1:ab",
        (
            Field("Tall", "Hint", 20, "words", tall=True, required=False),
            Pick("Some", "Hint", options, ("2",), most=2, required=False),
            Pick("One", "Hint", options),
        ),
    )
    assert form.excesses() == []
    tall, some, one = (label["component"] for label in modal(form).to_dict()["components"])
    assert (tall["style"], tall["value"], tall["required"]) == (2, "words", False)
    assert [option["default"] for option in some["options"]] == [False, True]
    assert (some["min_values"], some["max_values"], some["required"]) == (0, 2, False)
    assert (one["min_values"], one["max_values"], one["required"]) == (1, 1, True)


def test_a_form_that_discord_would_refuse_says_why() -> None:
    options = tuple((str(n), str(n)) for n in range(26))
    fields = (
        Field("A", "", 5, "longer than 5"),
        Field("B", "", 5000),
        Pick("C", "", options),
        Pick("D", "", options[:2], most=3),
    )
    assert len(Form("Title", "f1:erase", fields).excesses()) == 4
