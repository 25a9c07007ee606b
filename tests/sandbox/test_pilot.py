"""People do what Discord lets them do, and an ordinary bot answers."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from sandbox.kinds import ComponentType
from sandbox.model import Upload
from sandbox.refusals import (
    BadValueError,
    DisabledError,
    NotAllowedError,
    NotThereError,
    UnknownCommandError,
)
from tests.sandbox.worldkit import Scene, scene


@pytest_asyncio.fixture
async def here() -> AsyncIterator[Scene]:
    async with scene() as one:
        yield one
        assert one.place.wire.refusals == ()


async def test_a_slash_command_is_answered_in_the_channel(here: Scene) -> None:
    reply = await here.ada.runs("/echo", words="hello **you**", share=True)
    assert (reply.text, reply.state, reply.ephemeral) == ("hello **you**", "answered", False)
    assert [one.text for one in here.max.sees()] == ["hello **you**"]


async def test_an_ephemeral_answer_is_seen_by_one_person_until_dismissed(here: Scene) -> None:
    reply = await here.ada.runs("/echo", words="psst")
    assert reply.ephemeral
    assert [one.text for one in here.ada.sees()] == ["psst"]
    assert here.max.sees() == []
    with pytest.raises(NotThereError):
        here.max.dismisses(reply)
    here.ada.dismisses(reply)
    assert here.ada.sees() == []


async def test_every_kind_of_option_arrives_as_what_it_is(here: Scene) -> None:
    await here.ada.runs(
        "/kinds",
        words="some",
        whole=3,
        part=0.5,
        truth=False,
        colour="Blue",
        person=here.max.id,
        place=here.channel_id("resources"),
        role=next(one.id for one in here.world.guilds[here.guild_id].roles.values() if one.name == "Mentor"),
        anyone=here.olga.id,
        paper=Upload("paper.txt", b"to be read", "text/plain"),
    )
    seen = here.bot.seen
    assert (seen["words"], seen["whole"], seen["part"], seen["truth"], seen["colour"]) == ("some", 3, 0.5, False, "b")
    assert (seen["person"].display_name, seen["place"].name, seen["role"].name) == ("Max", "resources", "Mentor")
    assert seen["anyone"].display_name == "Olga"
    assert seen["paper"] == b"to be read"


async def test_an_interaction_says_who_may_do_what(here: Scene) -> None:
    await here.max.runs("/kinds", words="some", place=here.channel_id("moderators"))
    interaction = here.bot.seen["interaction"]
    assert interaction.permissions.manage_messages
    assert not interaction.permissions.administrator
    assert interaction.app_permissions.pin_messages
    assert not interaction.app_permissions.manage_messages
    assert interaction.channel.name == "questions"
    assert interaction.guild_id == here.guild_id
    assert str(interaction.guild_locale) == "en-US"
    assert interaction.context.guild
    assert here.bot.seen["place"].permissions.view_channel


async def test_the_client_refuses_values_that_do_not_fit(here: Scene) -> None:
    for wrong in (
        {"words": "x"},
        {"words": "x" * 21},
        {"words": 5},
        {},
        {"words": "ok", "whole": 10},
        {"words": "ok", "whole": 1.5},
        {"words": "ok", "whole": True},
        {"words": "ok", "part": 1.1},
        {"words": "ok", "truth": "yes"},
        {"words": "ok", "colour": "Green"},
        {"words": "ok", "person": 1},
        {"words": "ok", "place": here.channel_id("ask-a-mentor")},
        {"words": "ok", "place": here.channel_id("moderators")},
        {"words": "ok", "paper": b"bytes"},
        {"words": "ok", "unheard": 1},
    ):
        with pytest.raises(BadValueError):
            await here.ada.runs("/kinds", **wrong)
    assert here.bot.seen == {}


async def test_choices_appear_while_typing(here: Scene) -> None:
    choices = await here.ada.types("/find", ripe=False, name="AP")
    assert [(one.name, one.value) for one in choices] == [("Apple", "apple"), ("Apricot", "apricot")]
    assert here.bot.seen["namespace"] == {"ripe": False, "name": "AP"}
    assert (await here.ada.runs("/find", name="apple")).text == "Found apple"
    with pytest.raises(BadValueError, match="no autocomplete"):
        await here.ada.types("/echo", words="x")


async def test_subcommands_in_groups_are_reached_by_their_full_name(here: Scene) -> None:
    assert (await here.ada.runs("/shelf top look", at="it")).text == "shelf top look it"
    for name in ("/shelf", "/shelf top", "/shelf bottom", "/unheard"):
        with pytest.raises(UnknownCommandError):
            await here.ada.runs(name, at="it")


async def test_commands_are_offered_by_permission(here: Scene) -> None:
    member, moderator, admin = (set(one.commands()) for one in (here.ada, here.max, here.olga))
    assert {"/echo", "/shelf top look", "Count the words", "Greet"} <= member
    assert moderator - member == {"/tidy"}
    assert admin - moderator == {"/rule"}
    with pytest.raises(NotAllowedError):
        await here.ada.runs("/tidy")
    assert (await here.max.runs("/tidy")).text == "Tidied"
    with pytest.raises(NotAllowedError):
        await here.max.runs("/rule")
    assert (await here.olga.runs("/rule")).text == "Ruled"


async def test_a_direct_message_offers_what_works_there(here: Scene) -> None:
    ada = here.ada.in_dm()
    assert "/echo" in ada.commands()
    assert "/here" not in ada.commands()
    with pytest.raises(NotAllowedError):
        await ada.runs("/here")
    await ada.runs("/kinds", words="between us")
    interaction = here.bot.seen["interaction"]
    assert (interaction.guild_id, interaction.user.name, interaction.context.dm_channel) == (None, "ada", True)
    assert (await ada.runs("/echo", words="only us", share=True)).text == "only us"
    assert [one.text for one in ada.sees()] == ["Taken", "only us"]


async def test_a_card_shows_text_buttons_links_and_menus(here: Scene) -> None:
    reply = await here.ada.runs("/card")
    assert reply.title == "The card"
    assert reply.text == "## The card\nPressed 0 times\nA line beside a link"
    assert reply.buttons == ["More", "Not now"]
    assert reply.links == {"Read on": "https://example.org/"}
    assert [one.placeholder for one in reply.selects] == ["Colours"]
    ids = [one["id"] for one in reply.components(*ComponentType)]
    assert sorted(ids) == list(range(1, len(ids) + 1))


async def test_a_press_changes_the_card_in_place(here: Scene) -> None:
    first = await here.ada.runs("/card")
    second = await here.max.presses(first, "More")
    third = await here.ada.presses(second, "More")
    assert [one.text.splitlines()[1] for one in (first, second, third)] == [f"Pressed {n} times" for n in range(3)]
    assert len(here.ada.sees()) == 1
    assert third.message is not None
    assert third.message.edited_at is not None


async def test_what_is_greyed_out_or_not_there_cannot_be_pressed(here: Scene) -> None:
    reply = await here.ada.runs("/card", share=False)
    with pytest.raises(DisabledError):
        await here.ada.presses(reply, "Not now")
    with pytest.raises(NotThereError):
        await here.ada.presses(reply, "Elsewhere")
    with pytest.raises(NotThereError, match="link"):
        await here.ada.presses(reply, "Read on")
    with pytest.raises(NotThereError):
        await here.max.presses(reply, "More")


async def test_menus_are_picked_by_what_they_show(here: Scene) -> None:
    card = await here.ada.runs("/card")
    assert (await here.ada.picks(card, "Red", "Blue")).text == "Chose red, blue"
    with pytest.raises(BadValueError):
        await here.ada.picks(card, "Red", "Blue", "Green")
    desk = await here.ada.runs("/reception")
    assert (await here.ada.picks(desk, "Max", placeholder="Who?")).text == "Chose Max"


async def test_a_modal_is_filled_in_by_its_labels(here: Scene) -> None:
    form = await here.ada.runs("/form")
    assert form.modal is not None
    assert (form.state, form.modal.title, form.modal.fields) == ("modal", "A question", ("Your question", "Topic"))
    with pytest.raises(BadValueError):
        await here.ada.submits(form, {"Your question": "x", "Topic": "Exams"})
    with pytest.raises(NotThereError):
        await here.max.submits(form, {"Your question": "How long?", "Topic": "Exams"})
    reply = await here.ada.submits(form, {"Your question": "How long?", "Topic": "Exams"})
    assert reply.text == "How long? about ex"
    with pytest.raises(NotThereError):
        await here.ada.submits(form, {"Your question": "Again?", "Topic": "Exams"})


async def test_a_modal_opened_by_a_button_knows_the_message(here: Scene) -> None:
    desk = await here.ada.runs("/reception")
    form = await here.max.presses(desk, "Fill in")
    reply = await here.max.submits(form, {"Your question": "How long?"} | {"Topic": "Money"})
    assert reply.message is not None
    assert desk.message is not None
    assert reply.message.interacted_message_id == desk.message.id


async def test_a_quiet_acknowledgement_changes_nothing(here: Scene) -> None:
    desk = await here.ada.runs("/reception")
    after = await here.ada.presses(desk, "Hush")
    assert (after.state, after.text) == ("deferred", "Come in")


async def test_context_menus_get_their_target(here: Scene) -> None:
    said = await here.max.says("one two three")
    assert (await here.ada.chooses("Count the words", on=said)).text == "3 words"
    assert (await here.ada.chooses("Greet", on=here.max.id)).text == "Hello Max"


async def test_people_write_where_they_may(here: Scene) -> None:
    await here.max.in_channel("moderators").says("among us")
    assert "moderators" not in here.ada.channels()
    with pytest.raises(NotThereError):
        here.ada.in_channel("moderators")
    with pytest.raises(BadValueError):
        await here.ada.says(" ")
    nell = here.pilot.person("Nell")
    with pytest.raises(NotThereError):
        nell.in_guild("Night Shift Readers")
    assert here.ada.in_guild("Night Shift Readers").channels() == ["general"]


async def test_pictures_and_files_come_with_the_answer(here: Scene) -> None:
    reply = await here.ada.runs("/picture")
    assert reply.title == "A chart"
    assert reply.files["plan.ics"] == b"BEGIN"
    assert reply.message is not None
    image = reply.message.embeds[0]["image"]
    assert (image["width"], image["height"]) == (32, 16)
    assert image["url"].startswith("https://cdn.discordapp.com/attachments/")
