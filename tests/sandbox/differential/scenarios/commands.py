"""Commands: their options, their choices, who may use them, menus."""

from tests.sandbox.differential.driver import SomeFile, Someone, SomePlace, SomeRole
from tests.sandbox.differential.play import Play
from tests.sandbox.differential.scenarios.titled import Played, into

PLAYED: Played = {}
played = into(PLAYED)


@played
async def an_option_of_every_type(play: Play) -> None:
    await play.runs(
        "everything",
        text="words",
        whole=-3,
        number=2.5,
        truth=True,
        person=Someone("ben"),
        role=SomeRole("Mentor"),
        place=SomePlace("hall"),
        anyone=Someone("mia"),
        file=SomeFile("plan.txt"),
    )


@played
async def a_role_where_anyone_is_asked_for(play: Play) -> None:
    await play.runs("everything", text="words", anyone=SomeRole("Member"))


@played
async def options_left_out(play: Play) -> None:
    await play.runs("everything", text="words")


@played
async def a_required_option_left_out(play: Play) -> None:
    await play.runs("everything", whole=1)


@played
async def an_option_nobody_declared(play: Play) -> None:
    await play.runs("everything", text="words", colour="red")


@played
async def options_of_the_wrong_type(play: Play) -> None:
    await play.runs("everything", text=3)
    await play.runs("everything", text="words", whole="three")
    await play.runs("everything", text="words", whole=2.5)
    await play.runs("everything", text="words", whole=True)
    await play.runs("everything", text="words", truth="yes")
    await play.runs("everything", text="words", number=3)
    await play.runs("everything", text="words", person="ben")


@played
async def an_empty_text(play: Play) -> None:
    await play.runs("everything", text="")


@played
async def texts_at_their_bounds(play: Play) -> None:
    for length in (1, 2, 5, 6):
        await play.runs("bounds", text="x" * length)


@played
async def the_longest_text(play: Play) -> None:
    for length in (6000, 6001):
        await play.runs("find", word="x", other="x" * length)


@played
async def whole_numbers_at_their_bounds(play: Play) -> None:
    for whole in (0, 1, 10, 11):
        await play.runs("bounds", whole=whole)


@played
async def numbers_at_their_bounds(play: Play) -> None:
    for number in (0.4, 0.5, 1.5, 1.6):
        await play.runs("bounds", number=number)


@played
async def whole_numbers_too_large_to_be_sure_of(play: Play) -> None:
    for whole in (2**53 - 1, 2**53, -(2**53) + 1, -(2**53)):
        await play.runs("everything", text="words", whole=whole)


@played
async def choices_on_offer_and_not(play: Play) -> None:
    await play.runs("choose", colour="c24", size=2)
    await play.runs("choose", colour="c25")
    await play.runs("choose", colour="c1", size=3)


@played
async def choices_while_typing(play: Play) -> None:
    for count in (0, 1, 25, 26):
        await play.types("find", word=str(count))


@played
async def choices_that_never_come(play: Play) -> None:
    await play.types("find", word="silence 1")


@played
async def choices_with_long_names(play: Play) -> None:
    for word in ("name 100", "name 101", "value 100", "value 101"):
        await play.types("find", word=word)


@played
async def choices_where_none_are_offered(play: Play) -> None:
    await play.types("find", other="1")


@played
async def what_was_typed_need_not_be_a_choice(play: Play) -> None:
    await play.runs("find", word="anything at all")


@played
async def commands_below_commands(play: Play) -> None:
    await play.runs("group one", word="first")
    await play.runs("group deep two", word="second")
    await play.runs("group", word="third")
    await play.runs("group three", word="fourth")


@played
async def a_command_nobody_registered(play: Play) -> None:
    await play.runs("nowhere")


@played
async def commands_for_some(play: Play) -> None:
    await play.runs("staff", who="ada")
    await play.runs("staff", who="max")
    await play.runs("staff", who="ola")
    await play.runs("admins", who="max")
    await play.runs("admins", who="ola")


@played
async def who_is_offered_what(play: Play) -> None:
    for who in ("ada", "max", "ola"):
        play.offers(who)
    play.offers("ada", at="dm")


@played
async def a_command_in_a_conversation(play: Play) -> None:
    await play.tells("answer", at="dm")
    await play.runs("server", at="dm")
    await play.runs("staff", at="dm")
    play.looks("ada", at="dm")


@played
async def a_channel_of_the_wrong_type(play: Play) -> None:
    from tests.sandbox.differential.driver import Kind

    play.opens("forum", Kind(tags=("Open",)))
    await play.runs("place", where=SomePlace("hall"))
    await play.runs("place", where=SomePlace("forum"))


@played
async def a_menu_of_a_message(play: Play) -> None:
    await play.says("What about it?", who="ben")
    await play.chooses("Quote It", on="What about it?")


@played
async def a_menu_of_an_answer(play: Play) -> None:
    await play.tells("answer")
    await play.chooses("Quote It", on="Here you are", who="ben")


@played
async def a_menu_of_a_person(play: Play) -> None:
    await play.chooses("Greet", on=Someone("mia"))


@played
async def a_menu_of_the_other_kind(play: Play) -> None:
    await play.says("What about it?", who="ben")
    await play.chooses("Greet", on="What about it?")
    await play.chooses("Quote It", on=Someone("mia"))


@played
async def what_both_may_do_here(play: Play) -> None:
    for who in ("ada", "max", "ola"):
        await play.tells("check rights", who=who)
        play.looks(who)
