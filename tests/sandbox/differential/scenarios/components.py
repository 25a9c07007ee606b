"""Buttons, menus, forms and cards, and what comes of touching them."""

from tests.sandbox.differential.driver import Kind, SomeFile, Someone, SomePlace, SomeRole
from tests.sandbox.differential.play import Play
from tests.sandbox.differential.scenarios.titled import Played, into

PLAYED: Played = {}
played = into(PLAYED)


@played
async def buttons_in_every_style(play: Play) -> None:
    await play.tells("show styles")
    for label in ("primary", "secondary", "success", "danger"):
        await play.presses(label)


@played
async def buttons_that_cannot_be_pressed(play: Play) -> None:
    await play.tells("show styles")
    for label in ("greyed", "Read", "not there"):
        await play.presses(label)


def _pressing(label: str) -> None:
    async def scenario(play: Play) -> None:
        await play.tells("show board")
        await play.presses(label, who="ben")

    PLAYED[f"pressing {label}"] = scenario


for _label in ("Update", "New", "Whisper", "Quiet", "Edit later", "Follow up", "Think", "Form"):
    _pressing(_label)


@played
async def pressing_on_a_private_answer(play: Play) -> None:
    await play.tells("whisper board")
    await play.presses("New", who="ben")
    await play.presses("Update", who="ada")


@played
async def pressing_twice(play: Play) -> None:
    await play.tells("show board")
    await play.presses("Update")
    await play.presses("Update")


@played
async def words_in_a_menu(play: Play) -> None:
    await play.tells("show menus")
    await play.picks("Words", "Option 0")
    await play.picks("Words", "Option 0", "Option 2")
    await play.picks("Words", "Option 0", "Option 1", "Option 2", "Option 3")
    await play.picks("Words", "Option 0", "Option 9")


@played
async def the_same_word_twice_in_a_menu(play: Play) -> None:
    await play.tells("show menus")
    await play.picks("Words", "Option 0", "Option 0")


@played
async def people_in_a_menu(play: Play) -> None:
    await play.tells("show menus")
    await play.picks("People", Someone("ben"), Someone("mia"))


@played
async def a_role_in_a_menu(play: Play) -> None:
    await play.tells("show menus")
    await play.picks("Roles", SomeRole("Mentor"))


@played
async def anyone_in_a_menu(play: Play) -> None:
    await play.tells("show menus")
    await play.picks("Anyone", SomeRole("Mentor"), Someone("ben"))


@played
async def a_place_in_a_menu(play: Play) -> None:
    play.opens("forum", Kind(tags=("Open",)))
    await play.tells("show menus")
    await play.picks("Places", SomePlace("hall"))
    await play.picks("Places", SomePlace("forum"))


@played
async def a_greyed_menu(play: Play) -> None:
    await play.tells("show greyed menu")
    await play.picks("Greyed", SomeRole("Mentor"))


@played
async def a_form_filled_in(play: Play) -> None:
    await play.tells("show form")
    await play.submits(Short="four", Long="a longer text")


@played
async def a_form_from_a_button(play: Play) -> None:
    await play.tells("show board")
    await play.presses("Form")
    await play.submits(Short="four", Long="a longer text")


@played
async def a_form_with_its_preset_left(play: Play) -> None:
    await play.tells("show form")
    await play.submits(Short="four")


@played
async def a_form_with_an_optional_field_emptied(play: Play) -> None:
    await play.tells("show form")
    await play.submits(Short="four", Long="")


@played
async def a_form_filled_in_badly(play: Play) -> None:
    await play.tells("show form")
    await play.submits(Short="f")
    await play.submits(Short="sixsix")
    await play.submits(Long="no short one")
    await play.submits(Short="four")


@played
async def a_form_sent_twice(play: Play) -> None:
    await play.tells("show form")
    await play.submits(Short="four")
    await play.submits(Short="five")


@played
async def a_form_of_somebody_else(play: Play) -> None:
    await play.tells("show form", who="ada")
    await play.submits(who="ben", Short="four")


@played
async def a_form_with_menus_and_files(play: Play) -> None:
    await play.tells("show big form")
    await play.fills(
        {"Fruit": ["Pear"], "People": [Someone("ben"), Someone("mia")], "Papers": [SomeFile("a.txt")], "Words": "few"}
    )


@played
async def a_form_with_what_is_optional_left(play: Play) -> None:
    await play.tells("show big form")
    await play.fills({"Fruit": ["Apple"]})


@played
async def a_form_with_a_required_menu_left(play: Play) -> None:
    await play.tells("show big form")
    await play.fills({"Words": "few"})


@played
async def a_form_with_ticks(play: Play) -> None:
    await play.tells("show ticks")
    await play.fills({"One": "Blue", "Some": ["North", "West"], "Agreed": True})


@played
async def a_form_with_too_many_ticks(play: Play) -> None:
    await play.tells("show ticks")
    await play.fills({"One": "Blue", "Some": ["North", "South", "West"]})


@played
async def a_form_in_answer_to_a_form(play: Play) -> None:
    await play.tells("show form after form")
    await play.submits(Word="one")


@played
async def a_card(play: Play) -> None:
    await play.tells("show card")
    await play.presses("Beside")
    await play.presses("Inside")


def _simply(what: str) -> None:
    async def scenario(play: Play) -> None:
        await play.tells(what)

    PLAYED[f"told to {what}"] = scenario


for _what in (
    "show card with file",
    "show card with a missing file",
    "text beside a card",
    "card without its flag",
    "text onto a card",
    "text into a card",
):
    _simply(_what)
