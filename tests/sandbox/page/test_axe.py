"""axe-core looks at every state of the page: nothing serious may stand in anybody's way."""

from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, expect

from sandbox.place import Place
from tests.sandbox.page.screen import begin, box, last, option, run
from tests.support.browser import Colours, Tabs, browser_test

pytestmark = [*browser_test, pytest.mark.long]

GRAVE = ("serious", "critical")


async def problems(page: Page) -> list[str]:
    """What axe-core finds serious or critical, each with the first element it is about."""
    found: dict[str, Any] = (await Axe().run(page)).response
    return [
        f"{one['impact']} {one['id']}: {one['nodes'][0]['html'][:160]}"
        for one in found["violations"]
        if one["impact"] in GRAVE
    ]


@pytest.mark.parametrize("colours", ["dark", "light"])
async def test_nothing_grave_in_any_state_of_the_page(bot: Place, tab: Tabs, colours: Colours) -> None:
    ada = await tab.page_for("Ada", "questions", colours=colours)
    await run(ada, "/card")
    await run(ada, "/embed")
    await run(ada, "/tray")
    await run(ada, "/echo", words="**bold** `code` <t:0:R> <@1> ||hidden||\n> quote\n- list\n-# small")
    await expect(last(ada)).to_contain_text("Only you can see this")
    assert await problems(ada) == []

    await box(ada).click()
    await ada.keyboard.type("/")
    await expect(ada.get_by_role("option").first).to_be_visible()
    assert await problems(ada) == []
    await box(ada).fill("")

    await begin(ada, "/kinds")
    await option(ada, "count").fill("many")
    await ada.keyboard.press("Enter")
    await expect(ada.locator(".composer-problem")).to_contain_text("whole number")
    assert await problems(ada) == []
    await ada.keyboard.press("Escape")
    await ada.keyboard.press("Escape")

    await last(ada).page.get_by_role("button", name="A person", exact=True).click()
    await expect(ada.get_by_role("option").first).to_be_visible()
    assert await problems(ada) == []
    await ada.keyboard.press("Escape")

    await run(ada, "/survey")
    await ada.get_by_role("button", name="Submit").click()
    await expect(ada.get_by_role("alert").filter(has_text="This is required.").first).to_be_visible()
    assert await problems(ada) == []
    await ada.keyboard.press("Escape")


@pytest.mark.parametrize("colours", ["dark", "light"])
async def test_nothing_grave_in_menus_pins_posts_and_the_drawer(bot: Place, tab: Tabs, colours: Colours) -> None:
    max_ = await tab.page_for("Max", "questions", colours=colours)
    await run(max_, "/reading")
    await expect(last(max_)).to_contain_text("pinned a message")
    await max_.get_by_role("button", name="Pinned messages").click()
    await expect(max_.get_by_role("button", name="Unpin")).to_be_visible()
    assert await problems(max_) == []
    await max_.keyboard.press("Escape")

    await max_.locator(".container").click(button="right")
    await expect(max_.get_by_role("menu")).to_be_visible()
    assert await problems(max_) == []
    await max_.keyboard.press("Escape")

    await max_.get_by_role("button", name="Wire").click()
    await max_.locator(".wire-row summary", has_text="/callback").last.click()
    await expect(max_.locator(".wire-row pre").first).to_be_visible()
    assert await problems(max_) == []
    await max_.get_by_role("button", name="Break something").click()
    await expect(max_.get_by_role("menu")).to_be_visible()
    assert await problems(max_) == []
    await max_.keyboard.press("Escape")

    await max_.get_by_role("button", name="ask-a-mentor").click()
    await max_.get_by_role("button", name="New post").click()
    await expect(max_.get_by_role("dialog")).to_be_visible()
    assert await problems(max_) == []


async def test_nothing_grave_on_a_small_screen(bot: Place, tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "questions", width=320, height=640)
    await run(ada, "/card")
    await expect(last(ada).locator(".container")).to_be_visible()
    assert await problems(ada) == []
    await ada.get_by_role("button", name="Servers and channels").click()
    await expect(ada.get_by_role("navigation", name="Channels")).to_be_visible()
    assert await problems(ada) == []
    await ada.keyboard.press("Escape")
    await ada.get_by_role("button", name="Wire").click()
    await expect(ada.locator("#tool-panel")).to_be_visible()
    assert await problems(ada) == []
    assert await ada.evaluate("document.documentElement.scrollWidth") == 320
