"""Where the keyboard goes when a window closes: back to what opened it, else to the box, so that one can go on."""

import asyncio
from collections.abc import Awaitable, Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.async_api import Locator, Page, Route, expect

from sandbox.place import Place
from tests.sandbox.page.screen import begin, box, last, option, run
from tests.support.browser import Tabs, browser_test

pytestmark = [*browser_test, pytest.mark.long]

Opening = Callable[[Page], Awaitable[None]]


async def by_command(page: Page) -> None:
    await run(page, "/form")


async def by_menu(page: Page) -> None:
    """With the mouse, which leaves the focus on the list of messages."""
    await last(page).click(button="right", position={"x": 200, "y": 10})
    await page.get_by_role("menuitem", name="Create thread").click()


async def by_menu_with_a_command_begun(page: Page) -> None:
    await begin(page, "/echo")
    await by_menu(page)


LEAVING: dict[str, Callable[[Page], Awaitable[None]]] = {
    "Escape": lambda page: page.keyboard.press("Escape"),
    "Cancel": lambda page: page.get_by_role("dialog").get_by_role("button", name="Cancel").click(),
    "the cross": lambda page: page.get_by_role("dialog").get_by_role("button", name="Close the form").click(),
}
OPENINGS: dict[str, tuple[Opening, Callable[[Page], Locator]]] = {
    "a command": (by_command, box),
    "the menu of a message": (by_menu, box),
    "the menu of a message, a command being entered": (
        by_menu_with_a_command_begun,
        lambda page: option(page, "words"),
    ),
}


@pytest.mark.parametrize("leave", LEAVING.values(), ids=LEAVING.keys())
@pytest.mark.parametrize(("open_", "home"), OPENINGS.values(), ids=OPENINGS.keys())
async def test_a_window_that_is_left_gives_the_focus_back_to_the_composer(
    bot: Place, tab: Tabs, open_: Opening, home: Callable[[Page], Locator], leave: Opening
) -> None:
    ada = await tab.page_for("Ada", "questions")
    await box(ada).fill("Words to press on.")
    await ada.keyboard.press("Enter")
    await expect(last(ada)).to_contain_text("Words to press on.")
    await open_(ada)
    await expect(ada.get_by_role("dialog")).to_be_visible()
    await leave(ada)
    await expect(ada.get_by_role("dialog")).to_have_count(0)
    await expect(home(ada)).to_be_focused()


@pytest.mark.parametrize("leave", LEAVING.values(), ids=LEAVING.keys())
async def test_a_window_that_a_button_opened_gives_the_focus_back_to_it(
    place: Place, tab: Tabs, leave: Opening
) -> None:
    ada = await tab.page_for("Ada", "ask-a-mentor")
    await ada.get_by_role("button", name="New post").click()
    await expect(ada.get_by_role("dialog", name="New post")).to_be_visible()
    await leave(ada)
    await expect(ada.get_by_role("dialog")).to_have_count(0)
    await expect(ada.get_by_role("button", name="New post")).to_be_focused()


async def test_a_form_that_was_sent_gives_the_focus_back_to_the_composer(bot: Place, tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "questions")
    await run(ada, "/form")
    form = ada.get_by_role("dialog")
    await form.get_by_role("textbox", name="Name").fill("Elm")
    await form.get_by_role("button", name="Soil").click()
    await ada.get_by_role("option", name="Sand").click()
    await form.get_by_role("radio", name="Full").check()
    await form.get_by_role("button", name="Submit").click()
    await expect(last(ada)).to_contain_text("Elm")
    await expect(box(ada)).to_be_focused()


async def slow_to_fetch(page: Page, place: Place) -> None:
    """News arrive while another channel is fetched, so that it is fetched again, and that comes back first."""
    again = asyncio.Event()
    [here] = parse_qs(urlsplit(page.url).query)["channel"]
    asked = [here]

    async def hold(route: Route) -> None:
        [channel] = parse_qs(urlsplit(route.request.url).query)["channel"]
        first = channel not in asked
        asked.append(channel)
        if first:
            place.world.tell("channel", id=int(channel), channel=place.world.channel(int(channel)))
            await asyncio.wait_for(again.wait(), 5)
        elif channel != here:
            again.set()
        await route.continue_()

    await page.route("**/page/api/channel?*", hold)


async def test_a_new_thread_has_the_focus_although_its_news_overtake_it(place: Place, tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "questions")
    await box(ada).fill("Who comes along?")
    await ada.keyboard.press("Enter")
    await expect(last(ada)).to_contain_text("Who comes along?")
    await by_menu(ada)
    await ada.get_by_role("textbox", name="Name").fill("The journey")
    await slow_to_fetch(ada, place)
    await ada.keyboard.press("Enter")
    await expect(ada).to_have_title("#The journey · Ada · Sandbox")
    await expect(box(ada)).to_be_focused()


async def test_a_new_post_has_the_focus_although_its_news_overtake_it(place: Place, tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "ask-a-mentor")
    await ada.get_by_role("button", name="New post").click()
    form = ada.get_by_role("dialog", name="New post")
    await form.get_by_role("textbox", name="Title").fill("Where to begin?")
    await form.get_by_role("textbox", name="Message").fill("No idea.")
    await slow_to_fetch(ada, place)
    await form.get_by_role("button", name="Post").click()
    await expect(ada).to_have_title("#Where to begin? · Ada · Sandbox")
    await expect(box(ada)).to_be_focused()
