"""The box at the bottom: messages, the picker of commands, and their options."""

from playwright.async_api import expect

from sandbox.place import Place
from tests.sandbox.page.neutral_cards import png
from tests.sandbox.page.screen import begin, box, last, option, run
from tests.support.browser import Tabs, browser_test

pytestmark = browser_test


async def test_a_message_is_seen_by_everyone_at_once(place: Place, tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "questions")
    mia = await tab.page_for("Mia", "questions")
    await box(ada).fill("Is anyone **here**?")
    await ada.keyboard.press("Enter")
    for page in (ada, mia):
        await expect(last(page).locator(".author").first).to_have_text("Ada")
        await expect(last(page).locator("strong")).to_have_text("here")
    await expect(box(ada)).to_have_value("")


async def test_shift_and_enter_begin_a_new_line(place: Place, tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "questions")
    await box(ada).click()
    await ada.keyboard.type("one")
    await ada.keyboard.press("Shift+Enter")
    await ada.keyboard.type("two")
    await ada.keyboard.press("Enter")
    await expect(last(ada).locator(".markdown")).to_have_text("one\ntwo")


async def test_a_message_too_long_stays_in_the_box_with_a_reason(place: Place, tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "questions")
    await box(ada).fill("x" * 2001)
    await ada.keyboard.press("Enter")
    await expect(ada.get_by_role("alert").filter(has_text="2000 characters at most; this one has 2001")).to_be_visible()
    await expect(box(ada)).to_have_value("x" * 2001)


async def test_the_picker_lists_what_this_person_may_use(bot: Place, tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "questions")
    await box(ada).click()
    await ada.keyboard.type("/")
    picker = ada.get_by_role("listbox", name="Commands")
    await expect(picker).to_contain_text("/garden plant")
    await expect(picker).to_contain_text("Plants something")
    await expect(picker).not_to_contain_text("/tidy")
    await expect(picker).not_to_contain_text("Count the words")
    max_ = await tab.page_for("Max", "questions")
    await box(max_).click()
    await max_.keyboard.type("/ti")
    await expect(max_.get_by_role("option")).to_have_count(1)
    await expect(max_.get_by_role("option")).to_contain_text("/tidy")


async def test_the_picker_is_driven_by_keys_and_named_to_screen_readers(bot: Place, tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "questions")
    await box(ada).click()
    await ada.keyboard.type("/garden")
    await expect(ada.get_by_role("option")).to_have_count(2)
    await expect(box(ada)).to_have_attribute("aria-expanded", "true")
    first = await box(ada).get_attribute("aria-activedescendant")
    await ada.keyboard.press("ArrowDown")
    second = await box(ada).get_attribute("aria-activedescendant")
    assert first != second
    await expect(ada.locator(f"#{second}")).to_contain_text("/garden water")
    await ada.keyboard.press("Escape")
    await expect(box(ada)).to_have_attribute("aria-expanded", "false")
    await ada.keyboard.type(" ")
    await ada.keyboard.press("ArrowUp")
    await ada.keyboard.press("Tab")
    await expect(ada.locator(".command-name")).to_have_text("/garden water")
    await ada.keyboard.press("Escape")
    await expect(box(ada)).to_be_focused()


async def test_a_command_typed_in_full_takes_what_follows_as_its_words(bot: Place, tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "questions")
    await box(ada).fill("/echo hello there")
    await expect(option(ada, "words")).to_have_value("hello there")
    await ada.keyboard.press("Enter")
    await expect(last(ada)).to_contain_text("hello there")
    await expect(last(ada).locator(".message-above")).to_contain_text("Ada used /echo")


async def test_what_is_missing_or_wrong_is_said_before_anything_is_sent(bot: Place, tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "questions")
    complaint = ada.locator(".composer-problem")
    await begin(ada, "/echo")
    await ada.keyboard.press("Enter")
    await expect(complaint).to_have_text("“words” is required.")
    await expect(option(ada, "words")).to_be_focused()
    await expect(option(ada, "words")).to_have_attribute("aria-invalid", "true")
    await ada.keyboard.type("x")
    await expect(complaint).to_have_text("")
    await ada.keyboard.press("Enter")
    await expect(complaint).to_have_text("“words” needs at least 2 characters; this has 1.")
    await ada.keyboard.press("Escape")
    assert not bot.world.interactions


async def test_every_kind_of_option_is_entered_in_its_own_way(bot: Place, tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "questions")
    complaint = ada.locator(".composer-problem")
    await begin(ada, "/kinds")
    for wrong, reason in (
        ("many", "a whole number, such as 12"),
        ("10", "must be 9 or less"),
        ("0", "must be 1 or more"),
    ):
        await option(ada, "count").fill(wrong)
        await ada.keyboard.press("Enter")
        await expect(complaint).to_contain_text(reason)
    await option(ada, "count").fill("3")
    for name, typed in (
        ("ratio", ".5"),
        ("colour", "bl"),
        ("person", "mi"),
        ("place", "res"),
        ("role", "ment"),
        ("loud", "t"),
    ):
        await ada.get_by_role("button", name=f"Add option {name}").click()
        await expect(option(ada, name)).to_be_focused()
        await ada.keyboard.type(typed)
        if name != "ratio":
            await ada.keyboard.press("Tab")
    await expect(option(ada, "person")).to_have_value("Mia")
    await ada.get_by_role("button", name="Send /kinds").click()
    await expect(last(ada).locator(".markdown")).to_have_text(
        "count=3 ratio=0.5 colour='b' loud=True person=mia place=resources role=Mentor"
    )


async def test_a_file_is_handed_to_a_command_and_its_picture_shown(bot: Place, tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "questions")
    await begin(ada, "/keep")
    await ada.get_by_role("button", name="Send /keep").click()
    await expect(ada.locator(".composer-problem")).to_have_text("“file” is required.")
    picture = png(40, 30, (200, 60, 60))
    await option(ada, "file").set_input_files({"name": "scan.png", "mimeType": "image/png", "buffer": picture})
    await ada.get_by_role("button", name="Send /keep").click()
    await expect(last(ada)).to_contain_text(f"{len(picture)} bytes")
    shown = last(ada).get_by_role("img", name="scan.png")
    assert await shown.evaluate("(image) => image.decode().then(() => image.naturalWidth)") == 40


async def test_suggestions_follow_the_keys_and_free_words_still_go(bot: Place, tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "questions")
    await begin(ada, "/fruit")
    await expect(ada.get_by_role("option")).to_have_text(["Apple", "Apricot", "Banana", "Cherry"])
    await ada.keyboard.type("ap")
    await expect(ada.get_by_role("option")).to_have_text(["Apple", "Apricot"])
    await ada.keyboard.press("ArrowDown")
    await ada.keyboard.press("ArrowDown")
    await ada.keyboard.press("Enter")
    await expect(option(ada, "name")).to_have_value("Apricot")
    await ada.keyboard.press("Enter")
    await expect(last(ada)).to_contain_text("A fine ripe apricot.")
    await begin(ada, "/fruit")
    await ada.keyboard.type("mango")
    await expect(ada.get_by_text("No suggestions.")).to_be_visible()
    await ada.keyboard.press("Enter")
    await expect(last(ada)).to_contain_text("A fine mango.")


async def test_suggestions_are_asked_for_when_the_keys_rest(bot: Place, tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "questions")
    await begin(ada, "/fruit")
    await expect(ada.get_by_role("option")).to_have_count(4)
    await ada.keyboard.type("banan")
    await expect(ada.get_by_role("option")).to_have_text(["Banana"])
    asked = [one.data["options"][0]["value"] for one in bot.world.interactions.values()]
    assert asked == ["", "banan"]


async def test_an_optional_option_goes_away_with_backspace_and_so_does_the_command(bot: Place, tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "questions")
    await begin(ada, "/echo")
    await ada.get_by_role("button", name="Add option share").click()
    await expect(option(ada, "share")).to_be_focused()
    await ada.keyboard.press("Backspace")
    await expect(option(ada, "share")).to_have_count(0)
    await expect(option(ada, "words")).to_be_focused()
    await ada.keyboard.press("Backspace")
    await expect(box(ada)).to_be_focused()


async def test_commands_work_in_the_conversation_with_the_bot(bot: Place, tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "Bot")
    await run(ada, "/echo", words="just us")
    await expect(last(ada)).to_contain_text("just us")


async def test_a_command_that_is_gone_is_refused_in_words_and_what_was_typed_stays(bot: Place, tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "questions")
    await begin(ada, "/echo")
    await option(ada, "words").fill("hello")
    bot.world.commands.clear()
    await ada.keyboard.press("Escape")
    await ada.keyboard.press("Enter")
    await expect(ada.locator(".composer-problem")).to_contain_text("echo")
    await expect(option(ada, "words")).to_have_value("hello")
