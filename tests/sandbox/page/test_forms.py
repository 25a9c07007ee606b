"""Forms that a bot opens."""

from playwright.async_api import Page, expect

from sandbox.place import Place
from tests.sandbox.page.screen import last, run
from tests.support.browser import Tabs, browser_test

pytestmark = browser_test


async def opened(tab: Tabs) -> Page:
    ada = await tab.page_for("Ada", "questions")
    await run(ada, "/form")
    await expect(ada.get_by_role("dialog", name="Plant a tree")).to_be_visible()
    return ada


async def test_a_form_is_filled_with_the_keyboard_and_answered(bot: Place, tab: Tabs) -> None:
    ada = await opened(tab)
    await expect(ada.get_by_role("textbox", name="Name")).to_be_focused()
    await ada.keyboard.type("Elm")
    await ada.keyboard.press("Tab")
    await ada.keyboard.type("It was here first")
    await ada.keyboard.press("Tab")
    await ada.keyboard.press("Enter")
    await ada.keyboard.press("ArrowDown")
    await ada.keyboard.press("Enter")
    await ada.keyboard.press("Tab")
    await ada.keyboard.press("Space")
    await ada.keyboard.press("Tab")
    await ada.keyboard.press("Tab")
    await ada.keyboard.press("Enter")
    await expect(ada.get_by_role("dialog")).to_have_count(0)
    await expect(last(ada)).to_contain_text("Elm / It was here first / Sand / Full")


async def test_a_form_says_what_is_wrong_with_it_and_sends_nothing(bot: Place, tab: Tabs) -> None:
    ada = await opened(tab)
    before = len(bot.world.interactions)
    form = ada.get_by_role("dialog")
    await form.get_by_role("textbox", name="Name").fill("ab")
    await form.get_by_role("button", name="Submit").click()
    await expect(form.get_by_role("alert").filter(has_text="At least 3 characters; this has 2.")).to_be_visible()
    await expect(form.get_by_role("alert").filter(has_text="This is required.")).to_have_count(2)
    await expect(form.get_by_role("textbox", name="Name")).to_be_focused()
    assert len(bot.world.interactions) == before


async def test_closing_a_form_keeps_nothing_and_gives_the_focus_back(bot: Place, tab: Tabs) -> None:
    ada = await opened(tab)
    await ada.keyboard.type("Elm")
    await ada.keyboard.press("Escape")
    await expect(ada.get_by_role("dialog")).to_have_count(0)
    await expect(ada.locator("#composer-text")).to_be_focused()
    await run(ada, "/form")
    await expect(ada.get_by_role("textbox", name="Name")).to_have_value("")
