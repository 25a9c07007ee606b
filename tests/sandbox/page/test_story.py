"""One story from end to end, with pictures: a member asks, a mentor answers, a moderator keeps a list."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from sandbox.place import Place
from tests.sandbox.page.screen import begin, box, last, run
from tests.support.browser import Tabs, browser_test

pytestmark = [*browser_test, pytest.mark.long]

QUESTION = "How do I find a programme that takes people who trained abroad?"
ANSWER = """\
Three things helped me:
- **write early**, before the places are announced
- ask whether they take your kind of permit
- name the people you want to learn from
I can read your letter"""


async def test_a_question_is_asked_in_a_form_answered_in_a_thread_and_a_list_is_pinned(
    bot: Place, tab: Tabs, pictures: Path
) -> None:
    ada = await tab.page_for("Ada", "questions")
    await _asks(ada, pictures)

    mia = await tab.page_for("Mia", "questions", colours="light")
    await _answers(mia, pictures)

    # Ada sees that something was written in her thread, and reads it.
    unread = ada.get_by_role("button", name=re.compile(f"{QUESTION[:20]}.*unread"))
    await unread.click()
    await expect(last(ada)).to_contain_text("write early")
    await expect(ada.locator(".message").first).to_contain_text(QUESTION)

    max_ = await tab.page_for("Max", "resources")
    await _keeps_a_list(max_, pictures)
    await _watches_the_wire(max_, pictures)

    nell = await tab.page_for("Nell", "resources", width=360, height=740, colours="light")
    await nell.get_by_role("button", name="Pinned messages").click()
    await expect(nell.get_by_role("dialog")).to_contain_text("To read before an interview")
    await expect(nell.get_by_role("button", name="Unpin")).to_have_count(0)
    await nell.screenshot(path=pictures / "story-6-newcomer.png")
    assert bot.wire.refusals == ()


async def _asks(ada: Page, pictures: Path) -> None:
    await box(ada).click()
    await ada.keyboard.type("/a")
    await expect(ada.get_by_role("option").first).to_contain_text("Ask the mentors; they answer in a thread")
    await ada.screenshot(path=pictures / "story-1-commands.png")
    await ada.keyboard.press("Enter")
    await ada.keyboard.press("Enter")
    form = ada.get_by_role("dialog", name="Ask the mentors")
    await form.get_by_role("textbox", name="Your question").fill(QUESTION)
    await form.get_by_role("radio", name="Resident").check()
    await form.get_by_role("checkbox", name="Training").check()
    await expect(form).to_contain_text("This form goes to Bot.")
    await ada.screenshot(path=pictures / "story-2-form.png")
    await form.get_by_role("button", name="Submit").click()
    asked = last(ada)
    await expect(asked.get_by_role("heading")).to_have_text("A question for the mentors")
    await expect(asked).to_contain_text(QUESTION)
    await expect(asked).to_contain_text("@Ada · Resident, Training")
    await expect(asked.locator(".message-above")).to_contain_text("Ada used /ask")
    await expect(asked.locator(".thread-card")).to_contain_text(QUESTION[:40])


async def _answers(mia: Page, pictures: Path) -> None:
    await mia.locator(".thread-card").click()
    await expect(mia.locator(".message").first).to_contain_text(QUESTION)
    free = datetime.now(UTC) + timedelta(days=3)
    await box(mia).fill(f"{ANSWER} <t:{int(free.timestamp())}:R>.")
    await mia.keyboard.press("Enter")
    answer = last(mia)
    await expect(answer.locator("strong")).to_have_text("write early")
    await expect(answer.get_by_role("listitem")).to_have_count(3)
    await expect(answer.locator("time.timestamp")).to_have_text("in 3 days")
    await mia.mouse.move(0, 0)
    await mia.screenshot(path=pictures / "story-3-thread.png")


async def _keeps_a_list(max_: Page, pictures: Path) -> None:
    await begin(max_, "/reading")
    await max_.keyboard.press("Enter")
    await expect(last(max_)).to_contain_text("Bot pinned a message to this channel.")
    await max_.get_by_role("button", name="Pinned messages").click()
    pins = max_.get_by_role("dialog", name="Pinned messages")
    await expect(pins.get_by_role("heading", name="To read before an interview")).to_be_visible()
    await expect(pins.get_by_role("link", name="How places are given")).to_be_visible()
    await expect(pins.get_by_role("button", name="Unpin")).to_be_visible()
    await max_.screenshot(path=pictures / "story-4-pinned.png")
    await max_.keyboard.press("Escape")


async def _watches_the_wire(max_: Page, pictures: Path) -> None:
    await max_.get_by_role("button", name="Wire").click()
    await max_.get_by_role("button", name="Break something").click()
    await max_.get_by_role("menuitem", name="502").click()
    await expect(max_.locator(".tool-chip.armed")).to_have_text("next request: 502")
    await run(max_, "/echo", words="Is everything well?")
    spoilt = max_.locator(".wire-row.wrong", has_text="/callback")
    await expect(spoilt).to_contain_text("502")
    await expect(spoilt.locator(".wire-problems")).to_contain_text("fault script")
    # The bot tries again by itself, and is heard.
    await expect(last(max_)).to_contain_text("Only you can see this")
    await expect(last(max_)).to_contain_text("Is everything well?")
    await spoilt.locator("summary").click()
    await expect(spoilt.get_by_role("region", name="Sent by the bot")).to_contain_text("Is everything well?")
    await max_.screenshot(path=pictures / "story-5-wire.png")
    await max_.keyboard.press("Escape")
