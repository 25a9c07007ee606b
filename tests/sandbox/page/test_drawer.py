"""The drawer at the foot of the page: the wire as it is spoken, and what a person breaks."""

import re
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from playwright.async_api import Browser, Locator, Page, expect

from sandbox.clock import ManualClock
from sandbox.place import Place
from sandbox.server import serve
from tests.sandbox.page.neutral import neutral_bot
from tests.sandbox.page.screen import box, last, run
from tests.support.browser import Tabs, browser_test, tabs

pytestmark = [*browser_test, pytest.mark.long]


async def opened(tab: Tabs) -> Page:
    """Ada with the drawer open."""
    ada = await tab.page_for("Ada", "questions")
    await ada.get_by_role("button", name="Wire").click()
    await expect(ada.locator("#tool-panel")).to_be_visible()
    return ada


def rows(page: Page, words: str) -> Locator:
    return page.locator("#tool-rows > li:not([hidden])", has_text=words)


async def breaks(page: Page, what: str) -> None:
    await page.get_by_role("button", name="Break something").click()
    await page.get_by_role("menuitem", name=what).click()


async def test_an_exchange_opens_to_its_bodies(bot: Place, tab: Tabs) -> None:
    ada = await opened(tab)
    await run(ada, "/echo", words="over the wire")
    answered = rows(ada, "/callback").last
    await expect(answered).to_contain_text("POST")
    await expect(answered).to_contain_text(re.compile(r"20[04]"))
    await expect(answered).to_contain_text(re.compile(r"[\d.]+ ms"))
    await expect(rows(ada, "INTERACTION_CREATE")).to_have_count(1)
    await answered.locator("summary").click()
    await expect(answered.get_by_role("region", name="Sent by the bot")).to_contain_text('"content": "over the wire"')
    await answered.locator("summary").click()
    await expect(answered.locator("pre").first).to_be_hidden()


async def test_the_list_is_filtered_by_kind_and_by_words(bot: Place, tab: Tabs) -> None:
    ada = await opened(tab)
    await run(ada, "/echo", words="hello")
    await expect(rows(ada, "/callback")).to_have_count(1)
    await ada.get_by_role("radio", name="Gateway").check()
    await expect(rows(ada, "/callback")).to_have_count(0)
    await expect(rows(ada, "READY")).to_have_count(1)
    await ada.get_by_role("searchbox").fill("interaction_c")
    await expect(rows(ada, "")).to_have_count(1)
    await ada.get_by_role("radio", name="Problems").check()
    await expect(ada.get_by_text("Nothing here fits the filter.")).to_be_visible()


async def test_what_discord_would_refuse_is_red_and_counted(bot: Place, tab: Tabs) -> None:
    ada = await opened(tab)
    headers = {"Authorization": f"Bot {bot.token}"}
    questions = next(one for one in bot.world.channels.values() if one.name == "questions")
    async with aiohttp.ClientSession() as session:
        address = f"{bot.url}/api/v10/channels/{questions.id}/messages"
        async with session.post(address, json={"content": "x" * 2001}, headers=headers) as answer:
            assert answer.status == 400
    await expect(ada.get_by_text("1 refused")).to_be_visible()
    await ada.get_by_role("radio", name="Problems").check()
    wrong = rows(ada, "/messages").locator(".wire-row.wrong")
    await expect(wrong).to_contain_text("content: Must be 2000 or fewer in length.")
    await expect(wrong.locator(".wire-status")).to_have_text("400")


async def test_the_drawer_is_closed_at_first_and_each_tab_remembers_its_own(bot: Place, tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "questions")
    ben = await tab.page_for("Ben", "questions")
    await expect(ada.locator("#tool-panel")).to_be_hidden()
    await ada.get_by_role("button", name="Wire").focus()
    await ada.keyboard.press("Enter")
    await expect(ada.get_by_role("searchbox")).to_be_focused()
    await ada.reload()
    await expect(ada.locator("#tool-panel")).to_be_visible()
    await expect(rows(ada, "READY")).to_have_count(1)
    await ben.reload()
    await expect(ben.locator("#tool-panel")).to_be_hidden()
    await ada.get_by_role("searchbox").focus()
    await ada.keyboard.press("Escape")
    await expect(ada.locator("#tool-panel")).to_be_hidden()
    await expect(ada.get_by_role("button", name="Wire")).to_be_focused()


@pytest.mark.parametrize(
    ("fault", "sign", "resumes"),
    [
        ("Drop the connection", "RESUMED", "resumed 1 time"),
        ("Ask it to reconnect", "RESUMED", "resumed 1 time"),
        ("Invalidate its session", "READY", "resumed 0 times"),
    ],
)
async def test_an_interrupted_bot_is_seen_to_come_back(
    bot: Place, tab: Tabs, fault: str, sign: str, resumes: str
) -> None:
    ada = await opened(tab)
    await expect(ada.locator("#tool-strip")).to_have_text(re.compile("Bot connected since"))
    await expect(rows(ada, "READY")).to_have_count(1)
    await breaks(ada, fault)
    await expect(rows(ada, sign)).to_have_count(2 if sign == "READY" else 1, timeout=20_000)
    await expect(ada.locator("#tool-state")).to_contain_text(resumes)
    await expect(ada.locator("#tool-strip")).to_have_text(re.compile("Bot connected since"))
    await run(ada, "/echo", words="back again")
    await expect(last(ada)).to_contain_text("back again")


@pytest.mark.parametrize(
    ("fault", "label", "words"),
    [
        ("429", "next request: 429, retry after 2 s", "429"),
        ("502", "next request: 502", "502"),
        ("Connection reset", "next request: connection reset", "cut off"),
    ],
)
async def test_a_spoilt_answer_is_announced_and_happens_once(
    bot: Place, tab: Tabs, fault: str, label: str, words: str
) -> None:
    ada = await opened(tab)
    await breaks(ada, fault)
    await expect(ada.locator(".tool-chip.armed")).to_have_text(label)
    await run(ada, "/echo", words="hello")
    await expect(rows(ada, "/callback").first).to_contain_text(words)
    await expect(rows(ada, "/callback").first).to_contain_text("fault script")
    await expect(ada.locator(".tool-chip.armed")).to_have_count(0)
    assert not bot.faults.pending


async def test_a_slow_bot_is_said_not_to_respond(browser: Browser) -> None:
    clock = ManualClock(datetime.now(UTC))
    async with serve(clock=clock) as place, neutral_bot(place), tabs(browser, place.url) as tab:
        ada = await opened(tab)
        await breaks(ada, "Slow")
        await expect(ada.locator(".tool-chip.armed")).to_have_text("next request: held back 4 s")
        await run(ada, "/echo", words="late")
        await expect(last(ada)).to_contain_text("Sending the command…")
        await expect(ada.locator(".tool-chip.armed")).to_have_count(0)
        clock.advance(timedelta(seconds=3))
        await expect(last(ada).get_by_role("alert")).to_have_text("The application did not respond")
        clock.advance(timedelta(seconds=1))
        await expect(rows(ada, "10062")).to_have_count(1)


async def test_offline_ends_by_itself_and_the_bot_recovers(browser: Browser) -> None:
    clock = ManualClock(datetime.now(UTC))
    async with serve(clock=clock) as place, neutral_bot(place), tabs(browser, place.url) as tab:
        ada = await opened(tab)
        await breaks(ada, "Offline for 10 seconds")
        await expect(ada.locator("#tool-strip")).to_have_text(re.compile(r"Bot not connected.*offline until"))
        await expect(ada.get_by_text("Bot is not connected. Commands and buttons work once it is.")).to_be_visible()
        clock.advance(timedelta(seconds=10))
        await expect(ada.locator(".tool-chip.armed")).to_have_count(0)
        await expect(ada.locator("#tool-strip")).to_have_text(re.compile("Bot connected since"), timeout=20_000)
        await box(ada).click()
        await run(ada, "/echo", words="online")
        await expect(last(ada)).to_contain_text("online")


async def test_clear_takes_everything_back(bot: Place, tab: Tabs) -> None:
    ada = await opened(tab)
    await breaks(ada, "502")
    await breaks(ada, "429")
    await expect(ada.locator("#tool-state .armed")).to_have_count(2)
    await breaks(ada, "Clear")
    await expect(ada.locator("#tool-state .armed")).to_have_count(0)
    assert not bot.faults.pending
