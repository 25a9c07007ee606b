"""A member sees what is kept of them, takes it along and has it removed, at the page."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.journeys.test_page_members import SIZES, within_the_screen
from tests.sandbox.page.screen import begin, last
from tests.support.browser import Tabs, browser, browser_test, pictures
from tests.support.demo_page import folder, tab

__all__ = ["browser", "folder", "pictures", "tab"]
pytestmark = browser_test


async def run(page: Page, command: str) -> None:
    await begin(page, command)
    await page.keyboard.press("Enter")


async def confirm(page: Page, word: str) -> None:
    await run(page, "/privacy delete")
    dialog = page.get_by_role("dialog")
    await expect(dialog).to_contain_text("It cannot be undone. Counts without names stay.")
    await dialog.get_by_role("textbox", name="Type DELETE to confirm").fill(word)
    await within_the_screen(page)
    await dialog.get_by_role("button", name="Submit").click()


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
async def test_a_member_sees_takes_along_and_removes_what_is_kept(
    tab: Tabs, pictures: Path, size: dict[str, Any]
) -> None:
    ada = await tab.page_for("Ada", "questions", **size)
    await run(ada, "/privacy show")
    await expect(last(ada).get_by_role("heading").first).to_have_text("What I keep about you")
    await expect(last(ada)).to_contain_text("under your id: nothing; nothing there names you.")
    await expect(last(ada)).to_contain_text("Only you can see this")
    await within_the_screen(ada)
    if size["width"] > 1000:
        await ada.screenshot(path=pictures / "privacy.png")

    await run(ada, "/privacy export")
    await expect(last(ada).get_by_role("heading")).to_have_text("All that I keep about you")
    async with ada.expect_download() as coming:
        await last(ada).get_by_role("link", name="Download preceptor-about-you.json").click()
    about = json.loads(Path(await (await coming.value).path()).read_text(encoding="utf-8"))
    assert about["kept_under_your_id"] == {}
    assert about["erased_at"] is None

    await confirm(ada, "yes please")
    await expect(last(ada)).to_contain_text("Nothing was deleted: the word was not DELETE.")
    await confirm(ada, "delete")
    await expect(last(ada).get_by_role("heading").first).to_have_text("Done")
    await run(ada, "/privacy show")
    await expect(last(ada)).to_contain_text("had everything removed on")
    await within_the_screen(ada)
