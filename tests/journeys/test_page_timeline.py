"""A plan, two plans side by side, and what is due soon, as people read them at a desk and on a phone."""

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.journeys.test_page_members import within_the_screen
from tests.sandbox.page.screen import begin, last, option
from tests.support.browser import Tabs, browser, browser_test, pictures
from tests.support.demo_page import folder, tab

__all__ = ["browser", "folder", "pictures", "tab"]
pytestmark = browser_test

# So tall that a whole card is in the picture.
SIZES: dict[str, dict[str, Any]] = {
    "desk": {"width": 1280, "height": 2700},
    "phone": {"width": 390, "height": 3400},
}


async def pick(page: Page, name: str, typed: str, entry: str) -> None:
    """A suggestion for an option of the command that is being typed."""
    adding = page.get_by_role("button", name=f"Add option {name}")
    if await adding.count():
        await adding.click()
    await option(page, name).fill(typed)
    await page.get_by_role("option", name=entry).first.click()


@pytest.mark.parametrize("size", SIZES)
async def test_a_plan_is_read_and_changed_in_place(tab: Tabs, pictures: Path, size: str) -> None:
    ada = await tab.page_for("Ada", "questions", **SIZES[size])
    await begin(ada, "/timeline plan")
    await pick(ada, "stage", "Undergrad", "Undergraduate")
    await ada.keyboard.press("Enter")
    await expect(last(ada).get_by_role("heading").first).to_have_text("MD or DO, residency, ACGME pain fellowship")
    await ada.wait_for_timeout(1500)
    await within_the_screen(ada)
    await ada.screenshot(path=pictures / f"timeline-plan-{size}.png")


@pytest.mark.parametrize("size", SIZES)
async def test_two_specialties_are_compared(tab: Tabs, pictures: Path, size: str) -> None:
    ada = await tab.page_for("Ada", "questions", **SIZES[size])
    await begin(ada, "/timeline compare")
    await pick(ada, "specialty_a", "anes", "Anesthesiology")
    await pick(ada, "specialty_b", "ir_", "Interventional radiology")
    await ada.keyboard.press("Enter")
    await expect(last(ada)).to_contain_text("They part at residency.")
    await within_the_screen(ada)
    await ada.screenshot(path=pictures / f"timeline-compare-{size}.png")


@pytest.mark.parametrize("size", SIZES)
async def test_deadlines_are_read(tab: Tabs, pictures: Path, size: str) -> None:
    ada = await tab.page_for("Ada", "questions", **SIZES[size])
    await begin(ada, "/timeline deadlines")
    await ada.keyboard.press("Enter")
    await expect(last(ada)).to_contain_text("The next 12 months in all stages")
    await within_the_screen(ada)
    await ada.screenshot(path=pictures / f"timeline-deadlines-{size}.png")
