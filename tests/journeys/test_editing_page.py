"""An editor at work beside the demo: real files, two real processes, a real browser."""

import asyncio
import re
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from playwright.async_api import Browser, Locator, Page, expect

from bot.content.loader import load
from bot.core.pack import Entry
from tests.journeys.test_page import ask
from tests.sandbox.page.screen import begin, last, option
from tests.support.browser import Tabs, browser, browser_test, pictures, tabs
from tests.support.demo import address_of, demo_arguments, free_port
from tests.support.pack import ENTRIES, write_pack
from tests.support.processes import process
from tests.support.specification import ROOT

__all__ = ["browser", "pictures"]
pytestmark = browser_test


@asynccontextmanager
async def demo(browser: Browser, folder: Path, content: Path) -> AsyncIterator[Tabs]:
    arguments = demo_arguments(folder, free_port())
    arguments[arguments.index("--content") + 1] = str(content)
    async with process(*arguments) as running:
        url, _ = await address_of(running)
        async with tabs(browser, url) as opened:
            yield opened
        running.terminate()
        await asyncio.wait_for(running.communicate(), 20)


async def until_logged(folder: Path, event: str) -> None:
    async with asyncio.timeout(20):
        while event not in (folder / "bot.log").read_text():
            await asyncio.sleep(0.05)


async def runs(page: Page, command: str) -> Locator:
    """A command without options; what it is answered."""
    await begin(page, command)
    await page.keyboard.press("Enter")
    return last(page)


def first_two(content: Path) -> tuple[Path, Entry, Entry]:
    """A file of the shipped content and the first two entries in it."""
    pack = load(content, today=datetime.now(UTC).date()).pack
    assert pack is not None
    file = content / "faq" / "becoming.yaml"
    first, second, *_ = re.findall(r"^  - id: (\S+)", file.read_text(), re.MULTILINE)
    return file, pack.entries[first], pack.entries[second]


def edit(file: Path, change: Callable[[str], str]) -> int:
    """Change a file; the line of the first difference."""
    before = file.read_text()
    after = change(before)
    file.write_text(after)
    lines = zip(before.splitlines(), after.splitlines(), strict=False)
    return next(number for number, (old, new) in enumerate(lines, 1) if old != new)


async def test_an_edit_is_in_the_next_answer_and_a_mistake_in_the_status(
    browser: Browser, tmp_path: Path, pictures: Path
) -> None:
    folder, content = tmp_path / "demo", tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    file, entry, other = first_two(content)
    async with demo(browser, folder, content) as tab:
        ada = await tab.page_for("Ada", "questions")
        max_ = await tab.page_for("Max", "moderators", width=1280, height=900)
        answer = await ask(ada, entry.question)
        await expect(answer).to_contain_text("Checked")
        await expect(answer).not_to_contain_text("An editor wrote this a moment ago.")

        edit(file, lambda text: text.replace("answer: |\n", "answer: |\n      An editor wrote this a moment ago.\n", 1))
        await until_logged(folder, "content loaded")
        await expect(await ask(ada, entry.question)).to_contain_text("An editor wrote this a moment ago.")

        line = edit(file, lambda text: text.replace(f"checked: {entry.checked}", "checked: yesterday", 1))
        await until_logged(folder, "content has problems")
        await expect(await ask(ada, entry.question)).to_contain_text("An editor wrote this a moment ago.")
        status = await runs(max_, "/content status")
        await expect(status).to_contain_text("1 problem in the files")
        await expect(status).to_contain_text(
            f'faq/becoming.yaml:{line}:14 entries[0].checked: "yesterday" is not a date. Write it as year-month-day'
        )
        await expect(status).to_contain_text("Only you can see this")
        await max_.screenshot(path=pictures / "content-status.png")

        await begin(max_, "/content preview")
        await option(max_, "id").fill(other.id)
        await expect(max_.get_by_role("option").first).to_contain_text(f"{other.id}: {other.question[:40]}")
        await max_.keyboard.press("Enter")
        await max_.keyboard.press("Enter")
        preview = last(max_)
        await expect(preview.get_by_role("heading")).to_have_text(other.question)
        await expect(preview.get_by_role("button", name="That helped")).to_be_disabled()


async def test_the_operator_of_the_demo_decides_whether_much_may_go(browser: Browser, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    content = write_pack(tmp_path / "content")
    async with demo(browser, folder, content) as tab:
        max_ = await tab.page_for("Max", "moderators")
        olga = await tab.page_for("Olga", "moderators")
        write_pack(content, ENTRIES.partition("  - id: skills")[0].replace("    related: [skills]\n", ""))
        await until_logged(folder, "content would drop too many entries")
        await expect(await runs(max_, "/content status")).to_contain_text(
            "2 of 3 entries (67%) would go without a word"
        )
        await expect(await runs(max_, "/content reload")).to_contain_text("This is for the bot’s operators")
        await expect(await runs(olga, "/content reload")).to_contain_text("A load waits for an operator.")
        await begin(olga, "/content reload")
        await olga.get_by_role("button", name="Add option confirm").click()
        await option(olga, "confirm").fill("true")
        await olga.keyboard.press("Enter")
        await olga.keyboard.press("Enter")
        await expect(last(olga)).to_contain_text("Live from now on: 1 entry. Before: 3.")
        await expect(await runs(max_, "/content status")).to_contain_text("The files are what is live.")
