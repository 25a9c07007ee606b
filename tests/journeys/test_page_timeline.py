"""A plan, two plans side by side, and what is due soon, as people read them at a desk and on a phone."""

from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from tests.journeys.test_page_members import SIZES, choose, within_the_screen
from tests.sandbox.page.screen import begin, last, option
from tests.support.browser import Tabs, browser, browser_test, pictures
from tests.support.demo_page import folder, tab

__all__ = ["browser", "folder", "pictures", "tab"]
pytestmark = browser_test

PHONE = "on a phone"
AROUND = 170  # pixels of the page above and below a message


async def pick(page: Page, name: str, typed: str, entry: str) -> None:
    """A suggestion for an option of the command that is being typed."""
    adding = page.get_by_role("button", name=f"Add option {name}")
    if await adding.count():
        await adding.click()
    await option(page, name).fill(typed)
    await page.get_by_role("option", name=entry).first.click()


async def picture(page: Page, path: Path, size: str) -> None:
    """The newest message as a whole, on a screen as tall as it needs."""
    await within_the_screen(page)
    width = SIZES[size]["width"]
    box = await last(page).bounding_box()
    assert box is not None
    await page.set_viewport_size({"width": width, "height": int(box["height"]) + AROUND})
    await last(page).scroll_into_view_if_needed()
    await page.screenshot(path=path.with_stem(f"{path.stem}-phone") if size == PHONE else path)


async def drawn(card: Locator) -> str:
    """What the picture of a plan says to those who do not see it, once it is there."""
    shown = card.locator("figure img")
    await expect(shown).to_be_visible()
    await shown.evaluate("(one) => one.decode()")
    return await shown.get_attribute("alt") or ""


@pytest.mark.parametrize("size", SIZES)
async def test_a_plan_is_read_changed_in_place_and_taken_along(tab: Tabs, pictures: Path, size: str) -> None:
    ada = await tab.page_for("Ada", "questions", **SIZES[size])
    await begin(ada, "/timeline plan")
    await pick(ada, "stage", "Undergrad", "Undergraduate")
    await ada.keyboard.press("Enter")
    card = last(ada)
    await expect(card.get_by_role("heading").first).to_have_text("MD or DO, residency, ACGME pain fellowship")
    await expect(card).to_contain_text("Anesthesiology · United States · from undergraduate, year 1")
    await expect(card).to_contain_text("Only you can see this")
    assert "Chart of a plan. United States: MD or DO" in await drawn(card)

    await choose(ada, card, "Specialty: Anesthesiology", "Interventional radiology, integrated")
    await expect(card).to_contain_text("15 academic years")
    await choose(ada, card, "Gap years: none", "1 year")
    await expect(card).to_contain_text("16 academic years")
    await expect(card).to_contain_text("Gap before medical school · 1 year")
    await expect(card.get_by_role("button", name="Gap years: 1 year")).to_be_visible()
    assert "Gap before medical school" in await drawn(card)
    await expect(card).to_contain_text("This is career information, not advice.")
    await picture(ada, pictures / "timeline-plan.png", size)

    for name, begins in (("plan.ics", "BEGIN:VCALENDAR"), ("plan.txt", "Your plan for United States")):
        async with ada.expect_download() as coming:
            await card.get_by_role("link", name=f"Download {name}").click()
        assert Path(await (await coming.value).path()).read_text(encoding="utf-8").startswith(begins)


@pytest.mark.parametrize("size", SIZES)
async def test_two_specialties_are_compared(tab: Tabs, pictures: Path, size: str) -> None:
    ada = await tab.page_for("Ada", "questions", **SIZES[size])
    await begin(ada, "/timeline compare")
    await pick(ada, "specialty_a", "anes", "Anesthesiology")
    await pick(ada, "specialty_b", "ir_", "Interventional radiology")
    await pick(ada, "stage", "Med", "Medical school")
    await ada.keyboard.press("Enter")
    card = last(ada)
    await expect(card.get_by_role("heading").first).to_have_text(
        "Anesthesiology or Interventional radiology, integrated"
    )
    await expect(card).to_contain_text("They part at residency.")
    await expect(card).to_contain_text("Interventional radiology, integrated ends 2 years later.")
    await picture(ada, pictures / "timeline-compare.png", size)


@pytest.mark.parametrize("size", SIZES)
async def test_deadlines_are_read_stage_by_stage(tab: Tabs, pictures: Path, size: str) -> None:
    ada = await tab.page_for("Ada", "questions", **SIZES[size])
    await begin(ada, "/timeline deadlines")
    await ada.keyboard.press("Enter")
    card = last(ada)
    await expect(card.get_by_role("heading").first).to_have_text("The next 12 months in all stages")
    await expect(card).to_contain_text("later ones. Choose your stage below to see those that concern you.")
    await within_the_screen(ada)
    await choose(ada, card, "All stages", "Medical school")
    await expect(card.get_by_role("heading").first).to_have_text("The next 12 months for medical school")
    await expect(card).to_contain_text("Match Day")
    await expect(card).to_contain_text("check again on")
    assert await card.get_by_role("link", name="AAMC").first.get_attribute("href")
    await picture(ada, pictures / "timeline-deadlines.png", size)
