"""The demo as a newcomer meets it: two real processes, a real browser, the shipped content."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect

from tests.sandbox.page.screen import begin, last, option
from tests.support.browser import Tabs, browser, browser_test, pictures, tabs
from tests.support.demo import address_of, demo_arguments, free_port
from tests.support.processes import output_of, process

__all__ = ["browser", "pictures"]
pytestmark = browser_test

QUESTION = "How many years does it take to become an interventional pain physician?"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a running demo, not there before."""
    return tmp_path / "demo"


@pytest_asyncio.fixture(loop_scope="session")
async def tab(folder: Path, browser: Browser) -> AsyncIterator[Tabs]:
    async with process(*demo_arguments(folder, free_port())) as running:
        url, _ = await address_of(running)
        async with tabs(browser, url) as opened:
            yield opened
        running.terminate()
        await asyncio.wait_for(running.communicate(), 20)
    # Whoever looks into the log for the first time finds nothing to worry about.
    logged = "".join((folder / name).read_text() for name in ("bot.log", "sandbox.log"))
    assert not re.findall(r".*\[(?:warning|error).*|.*Traceback.*", logged)
    assert "connected" in logged


async def ask(page: Page, words: str) -> Locator:
    """`/faq ask` in these words, which no suggestion stands for; the answer."""
    await begin(page, "/faq ask")
    await option(page, "question").fill(words)
    await expect(page.get_by_role("option").first).to_be_visible()
    await page.keyboard.press("Escape")
    await page.keyboard.press("Enter")
    return last(page)


async def test_a_member_asks_with_a_typo_and_a_moderator_sees_it_counted(
    tab: Tabs, folder: Path, pictures: Path
) -> None:
    ada = await tab.page_for("Ada", "questions", width=1280, height=1000)
    await expect(ada.get_by_text("is not connected")).to_be_hidden()
    answer = await ask(ada, "how many yaers untill i am a pain doctor")
    await expect(answer.get_by_role("heading")).to_have_text(QUESTION)
    await expect(answer).to_contain_text("13 to 14 academic years")
    await expect(answer).to_contain_text("Checked 24 Nov 2026")
    await expect(answer).to_contain_text("Only you can see this")
    await expect(answer.get_by_role("button", name="That helped")).to_be_visible()
    await ada.screenshot(path=pictures / "demo.png")

    await answer.get_by_role("button", name="That helped").click()
    await expect(answer).to_contain_text("Good to know that it helped")

    max_ = await tab.page_for("Max", "questions")
    await expect(max_.get_by_text(QUESTION)).to_have_count(0)
    await begin(max_, "/stats top")
    await max_.keyboard.press("Enter")
    await expect(last(max_)).to_contain_text("Most asked questions")
    await expect(last(max_)).to_contain_text(QUESTION)
    await expect(last(max_)).to_contain_text("1 ask in all; 0 found nothing")

    code, out, _ = await output_of("-m", "bot", "top", "--config", str(folder / "config.yaml"))
    assert code == 0
    assert QUESTION in " ".join(out.split())


async def test_suggestions_come_while_typing_and_staff_commands_are_hidden(tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "questions")
    await begin(ada, "/faq ask")
    await expect(ada.get_by_role("option")).to_have_count(25)  # as many as Discord shows
    await option(ada, "question").fill("how long")
    await expect(ada.get_by_role("option").first).to_have_text(QUESTION)
    await ada.keyboard.press("ArrowDown")
    await ada.keyboard.press("Enter")
    await ada.keyboard.press("Enter")
    await expect(last(ada).get_by_role("heading")).to_have_text(QUESTION)


async def test_unsure_words_offer_a_menu_and_other_words_an_honest_miss(tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "questions")
    offer = await ask(ada, "how hard are the boards and is it worth it for the money")
    await expect(offer.get_by_role("heading")).to_have_text("Did you mean one of these?")
    await offer.get_by_role("button", name="Pick the question that fits").click()
    await ada.get_by_role("option", name="None of these").click()
    await expect(offer.get_by_role("heading")).to_have_text("Not in the FAQ")
    miss = await ask(ada, "best pizza in <b>Rome</b>")
    await expect(miss).to_contain_text("best pizza in <b>Rome</b>")
    await expect(miss.get_by_role("heading")).to_have_text("Not in the FAQ")
