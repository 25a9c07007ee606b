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


async def test_bounds_are_kept_before_anything_is_sent(bot: Place, tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "questions")
    await run(ada, "/survey")
    form = ada.get_by_role("dialog", name="About you")
    submit = form.get_by_role("button", name="Submit")
    await expect(form).to_be_visible()
    before = len(bot.world.interactions)
    for topic, problem in (("Needles", "Choose at least 2."), ("Nerves", None), ("Spines", None)):
        await form.get_by_role("checkbox", name=topic).check()
        if problem:
            await submit.click()
            await expect(form.get_by_role("alert").filter(has_text=problem)).to_be_visible()
    await form.get_by_role("checkbox", name="Scans").check()
    await form.get_by_role("textbox", name="About").fill("Much too long")
    await submit.click()
    await expect(form.get_by_role("alert").filter(has_text="Choose at most 3.")).to_be_visible()
    await expect(form.get_by_role("alert").filter(has_text="At most 10 characters; this has 13.")).to_be_visible()
    assert len(bot.world.interactions) == before
    await form.get_by_role("checkbox", name="Scans").uncheck()
    await form.get_by_role("textbox", name="About").fill("Me")
    await form.get_by_role("textbox", name="About").fill("Me.")
    await form.get_by_role("checkbox", name="Send me news").check()
    await form.get_by_role("button", name="Mentor").click()
    await ada.get_by_role("option", name="Mia").click()
    await submit.click()
    await expect(last(ada)).to_contain_text("Needles, Nerves, Spines / None / mia / True / Me.")
