"""Lists leafed through and searched, a link suggested and decided on, as people do it with a mouse and with a thumb."""

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from tests.journeys.test_page_members import SIZES, choose, within_the_screen
from tests.journeys.test_page_privacy import run
from tests.sandbox.page.screen import begin, last, option
from tests.support.browser import Tabs, browser, browser_test, pictures
from tests.support.demo_page import folder, tab

__all__ = ["browser", "folder", "pictures", "tab"]
pytestmark = browser_test


TALL = 1200  # pixels: a list from its title to its buttons


def file_of(name: str, size: dict[str, Any]) -> str:
    return f"{name}.png" if size["width"] > 1000 else f"{name}-phone.png"


async def search(page: Page, words: str) -> Locator:
    """The words as they are, no suggestion picked; the card that follows."""
    await begin(page, "/resources search")
    await option(page, "words").fill(words)
    await page.keyboard.press("Escape")
    await page.keyboard.press("Enter")
    await expect(last(page)).to_contain_text(words)
    return last(page)


async def suggest(page: Page, link: str, title: str, why: str) -> None:
    """By the form; what follows is on the newest card."""
    await run(page, "/resources suggest")
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("textbox", name="Link").fill(link)
    await dialog.get_by_role("textbox", name="Title").fill(title)
    await dialog.get_by_role("textbox", name="Why").fill(why)
    await within_the_screen(page)
    await dialog.get_by_role("button", name="Submit").click()
    await expect(dialog).to_have_count(0)


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
async def test_a_member_leafs_through_a_list_and_finds_a_link(tab: Tabs, pictures: Path, size: dict[str, Any]) -> None:
    ada = await tab.page_for("Ada", "questions", **size)
    await run(ada, "/resources browse")
    card = ada.locator(".message.ephemeral").first
    await expect(card.get_by_role("heading")).to_have_text("Resources")
    await expect(card).to_contain_text("12 lists, 58 entries")
    await choose(ada, card, "For everybody", "For residents")
    await expect(card).to_contain_text("entries for residents")
    await choose(ada, card, "Choose a list", "Societies to join")
    await expect(card.get_by_role("heading")).to_have_text("Societies to join")
    await expect(card).to_contain_text("American Society of Interventional Pain Physicians")
    await expect(card).to_contain_text("with membership · checked 24 Nov 2026")
    await expect(card.get_by_role("link", name="Open").first).to_have_attribute("href", "https://asipp.org/")
    await card.get_by_role("button", name="Next page").click()
    await expect(card).to_contain_text("page 2 of")
    await expect(card).not_to_contain_text("American Society of Interventional Pain Physicians")
    await within_the_screen(ada)
    await card.get_by_role("button", name="Previous page").click()
    await expect(card).to_contain_text("page 1 of")
    await ada.set_viewport_size({"width": size["width"], "height": TALL})
    await card.get_by_role("button", name="All lists").scroll_into_view_if_needed()
    await ada.screenshot(path=pictures / file_of("resources", size))
    await ada.set_viewport_size({"width": size["width"], "height": size["height"]})

    found = await search(ada, "board exam questions")
    await expect(found.get_by_role("heading")).to_contain_text("for “board exam questions”")
    await expect(found.get_by_role("link", name="Open").first).to_be_visible()
    await expect(found).to_contain_text("In ")
    await within_the_screen(ada)
    await ada.screenshot(path=pictures / file_of("resources-search", size))
    lost = await search(ada, "unicorn marzipan")
    await expect(lost.get_by_role("heading")).to_have_text("Nothing fits")


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
async def test_a_suggestion_goes_to_a_moderator_and_its_reason_back_to_the_member(
    tab: Tabs, pictures: Path, size: dict[str, Any]
) -> None:
    ada = await tab.page_for("Ada", "questions", **size)
    await suggest(ada, "https://ASIPP.org:443/#home", "Something else", "Because")
    await expect(last(ada).get_by_role("heading")).to_have_text("The lists have that already")
    await expect(last(ada)).to_contain_text("American Society of Interventional Pain Physicians")
    await suggest(ada, "http://tools.example", "Opioid tools", "Conversion of doses, with its limits")
    await expect(last(ada)).to_contain_text("Give its https:// form.")
    await expect(last(ada)).to_contain_text("Here is what you wrote:")
    await suggest(ada, "https://tools.example/opioids", "Opioid tools", "Conversion of doses, with its limits")
    await expect(last(ada).get_by_role("heading")).to_have_text("Thank you")
    await suggest(ada, "https://blog.example/top-10", "Ten tips for the match", "A blog that I like")
    await expect(last(ada).get_by_role("heading")).to_have_text("Thank you")

    max = await tab.page_for("Max", "questions", **size)
    await run(max, "/lists suggestions")
    desk = last(max)
    await expect(desk).to_contain_text("1 of 2 that wait, the oldest first")
    await expect(desk).to_contain_text("Opioid tools")
    await expect(desk.get_by_role("link", name="Open")).to_have_attribute("href", "https://tools.example/opioids")
    await within_the_screen(max)
    await max.screenshot(path=pictures / file_of("suggestions", size))
    await desk.get_by_role("button", name="Approve", exact=True).click()
    await expect(desk).to_contain_text("Listed: “Opioid tools” stands in")
    await expect(desk).to_contain_text("1 of 1 that wait")
    await desk.get_by_role("button", name="Reject").click()
    dialog = max.get_by_role("dialog")
    await dialog.get_by_role("textbox", name="Reason").fill("It sells a course.")
    await dialog.get_by_role("button", name="Submit").click()
    await expect(desk).to_contain_text("Nothing waits.")

    await run(ada, "/help")
    await expect(last(ada).get_by_role("heading")).to_have_text("News for you")
    await expect(last(ada)).to_contain_text("It sells a course.")
    await expect(last(ada)).to_contain_text("“Opioid tools”, which you suggested, is in the list")
    await within_the_screen(ada)


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
async def test_a_moderator_changes_items_and_takes_it_back(tab: Tabs, size: dict[str, Any]) -> None:
    max = await tab.page_for("Max", "questions", **size)
    await begin(max, "/lists items")
    await option(max, "list").fill("societies")
    await max.keyboard.press("Escape")
    await max.keyboard.press("Enter")
    panel = last(max)
    await expect(panel.get_by_role("heading")).to_have_text("Items of Societies to join")
    await within_the_screen(max)
    await choose(max, panel, "Choose an item", "ASRA Pain Medicine")
    await panel.get_by_role("button", name="Hide").click()
    await expect(panel).to_contain_text("Hidden: “ASRA Pain Medicine”")
    await within_the_screen(max)
    await panel.get_by_role("button", name="All items").click()
    await expect(panel).to_contain_text("1 hidden")
    await panel.get_by_role("button", name="Undo hiding it").click()
    await expect(panel).to_contain_text("Shown again: “ASRA Pain Medicine”.")
    await expect(panel).to_contain_text("nothing is changed here")
