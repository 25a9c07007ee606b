"""Leafing through the FAQ and answering somebody's message, as people do it with a mouse and with a thumb."""

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from tests.sandbox.page.screen import begin, box, last
from tests.support.browser import Tabs, browser, browser_test, pictures
from tests.support.demo_page import folder, tab

__all__ = ["browser", "folder", "pictures", "tab"]
pytestmark = browser_test

QUESTION = "How many years does it take to become an interventional pain physician?"
ASKING = (
    "Hey everyone! I am an MS2 and just spent a week in the pain clinic. "
    "How many years does it take to become a pain doctor? My parents keep asking."
)
SIZES: dict[str, dict[str, Any]] = {
    "at a desk": {"width": 1280, "height": 900},
    "on a phone": {"width": 390, "height": 844},
}


async def say(page: Page, *lines: str) -> None:
    for line in lines:
        await box(page).fill(line)
        await page.keyboard.press("Enter")
        await expect(last(page)).to_contain_text(line)


async def choose(page: Page, card: Locator, menu: str, entry: str) -> None:
    """An option of a card's menu."""
    await card.get_by_role("button", name=menu).click()
    await page.get_by_role("option", name=entry).click()


async def within_the_screen(page: Page) -> None:
    """Nothing is wider than the page, and an open list keeps its distance from the edges."""
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for edges in await page.locator(".layer").evaluate_all(
        "(all) => all.map((one) => one.getBoundingClientRect().toJSON())"
    ):
        assert edges["left"] >= 8
        assert edges["right"] <= await page.evaluate("innerWidth") - 8


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
async def test_a_member_leafs_from_topics_to_an_answer_and_back(
    tab: Tabs, pictures: Path, size: dict[str, Any]
) -> None:
    ada = await tab.page_for("Ada", "questions", **size)
    await begin(ada, "/faq browse")
    await ada.keyboard.press("Enter")
    card = ada.locator(".message.ephemeral")
    ben, mia = await tab.page_for("Ben", "questions"), await tab.page_for("Mia", "questions")
    await say(ben, "Morning! Did everybody see the pinned reading list?")
    await say(mia, "Yes, thank you, it kept me up all night.", "In a good way.")
    await say(ben, "Then you will like the second half.", "See you all at the journal club.")
    await expect(last(ada)).to_contain_text("journal club")
    await expect(card.get_by_role("heading")).to_have_text("Browse the FAQ")
    await expect(card).to_contain_text("topics")
    await expect(card).to_contain_text("Only you can see this")
    await card.get_by_role("button", name="Choose a topic").click()
    await expect(ada.get_by_role("option", name="Training")).to_be_visible()
    await within_the_screen(ada)
    if size["width"] > 1000:
        await ada.screenshot(path=pictures / "browse.png")
    await ada.get_by_role("option", name="Training").click()
    await expect(card.get_by_role("heading")).to_have_text("Training")

    await card.get_by_role("button", name="Choose a question").click()
    await expect(ada.get_by_role("option").first).to_have_text(QUESTION)
    await within_the_screen(ada)
    await ada.get_by_role("option", name=QUESTION).click()
    await expect(card.get_by_role("heading")).to_have_text(QUESTION)
    await expect(card).to_contain_text("13 to 14 academic years")
    await expect(card.get_by_role("button", name="Choose a question")).to_have_count(0)
    await within_the_screen(ada)

    await card.get_by_role("button", name="That helped").click()
    await expect(card).to_contain_text("Good to know that it helped")
    await card.get_by_role("button", name="Back to Training").click()
    await expect(card.get_by_role("heading")).to_have_text("Training")
    await card.get_by_role("button", name="All topics").click()
    await expect(card.get_by_role("heading")).to_have_text("Browse the FAQ")
    await expect(card).to_have_count(1)


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
async def test_a_member_answers_somebodys_message_from_its_menu(
    tab: Tabs, pictures: Path, size: dict[str, Any]
) -> None:
    ada = await tab.page_for("Ada", "questions")
    await say(ada, ASKING)
    ben = await tab.page_for("Ben", "questions", **size)
    message = ben.locator(".message", has_text="My parents keep asking")
    await message.hover()
    await message.get_by_role("button", name="More for the message by Ada").click()
    await ben.get_by_role("menuitem", name="Answer from FAQ").click()

    for page in (ben, ada):
        answer = last(page)
        await expect(answer.get_by_role("heading")).to_have_text(QUESTION)
        await expect(answer).to_contain_text("@Ben asked me to answer this message")
        await expect(answer).to_contain_text("13 to 14 academic years")
        await expect(answer).not_to_contain_text("Only you can see this")
    await within_the_screen(ben)
    await last(ben).get_by_role("link", name="this message").click()
    await expect(message).to_be_in_viewport()
    await expect(message).to_be_focused()
    if size["width"] > 1000:
        await ben.screenshot(path=pictures / "menu.png")

    mia = await tab.page_for("Mia", "questions", **size)
    theirs = mia.locator(".message", has_text="My parents keep asking")
    await theirs.hover()
    await theirs.get_by_role("button", name="More for the message by Ada").click()
    await mia.get_by_role("menuitem", name="Answer from FAQ").click()
    again = last(mia)
    await expect(again).to_contain_text("Everybody here was shown this a moment ago: go there.")
    await expect(again).to_contain_text("Only you can see this")
    await again.get_by_role("link", name="go there").click()
    await expect(mia.locator(".message", has_text="@Ben asked me to answer")).to_be_focused()


async def test_a_message_without_a_clear_question_is_answered_after_a_choice(tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "questions")
    await say(ada, "Two things. How many years is the training? And what does a pain doctor earn?")
    await last(ada).get_by_text("Two things").click(button="right")
    await ada.get_by_role("menuitem", name="Answer from FAQ").click()
    offer = last(ada)
    await expect(offer.get_by_role("heading")).to_have_text("Does one of these answer it?")
    await expect(offer).to_contain_text("What you pick is posted here for everybody")
    await choose(ada, offer, "Pick the question that fits", QUESTION)
    await expect(last(ada)).to_contain_text("@Ada asked me to answer this message")
    await expect(last(ada).get_by_role("heading")).to_have_text(QUESTION)
