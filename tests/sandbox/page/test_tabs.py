"""Who looks where: viewers, channels, links, several tabs, lost connections."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect
from yarl import URL

from sandbox.place import Place
from sandbox.server import serve
from tests.sandbox.page.neutral import neutral_bot
from tests.sandbox.page.screen import begin, box, last, option
from tests.support.browser import Tabs, browser_test

pytestmark = [*browser_test, pytest.mark.long]


async def test_each_tab_keeps_its_own_viewer(place: Place, tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "questions")
    max_ = await tab.page_for("Max", "moderators")
    channels = ada.get_by_role("navigation", name="Channels")
    await expect(channels.get_by_role("button", name="moderators")).to_have_count(0)
    await ada.get_by_role("button", name=re.compile("You are Ada.*Member")).click()
    await expect(ada.get_by_role("menuitemradio")).to_have_count(6)
    await ada.get_by_role("menuitemradio", name="Max Moderator").click()
    await channels.get_by_role("button", name="moderators").click()
    await expect(ada).to_have_title("#moderators · Max · Sandbox")
    await expect(max_).to_have_title("#moderators · Max · Sandbox")
    await ada.get_by_role("button", name=re.compile("You are Max")).click()
    await ada.get_by_role("menuitemradio", name=re.compile("Nell")).click()
    await expect(ada.get_by_role("button", name=re.compile("You are Nell.*Newcomer, no roles"))).to_be_visible()
    await expect(channels.get_by_role("button", name="moderators")).to_have_count(0)
    await expect(max_).to_have_title("#moderators · Max · Sandbox")


async def test_an_address_opens_the_same_view_elsewhere(place: Place, tab: Tabs) -> None:
    mia = await tab.page_for("Mia", "questions")
    await mia.get_by_role("button", name="resources").click()
    await expect(mia).to_have_title("#resources · Mia · Sandbox")
    other = await tab.open(mia.url.removeprefix(place.url))
    await expect(other).to_have_title("#resources · Mia · Sandbox")


async def test_messages_elsewhere_mark_their_channel_unread(place: Place, tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "questions")
    ben = await tab.page_for("Ben", "resources")
    await box(ben).fill("A new book")
    await ben.keyboard.press("Enter")
    unread = ada.get_by_role("button", name=re.compile("resources.*unread"))
    await expect(unread).to_be_visible()
    await unread.click()
    await expect(last(ada)).to_contain_text("A new book")
    await expect(ada.get_by_role("button", name=re.compile("resources.*unread"))).to_have_count(0)


async def test_the_focus_stays_where_it_was_when_the_channels_change(place: Place, tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "questions")
    ben = next(user for user in place.world.users.values() if user.shown == "Ben")
    resources = next(channel for channel in place.world.channels.values() if channel.name == "resources")
    welcome = ada.get_by_role("button", name="welcome")
    await welcome.focus()
    await place.acts.say(ben.id, resources.id, "A new book")
    await expect(ada.get_by_role("button", name=re.compile("resources.*unread"))).to_be_visible()
    await expect(welcome).to_be_focused()


async def test_the_page_says_when_the_bot_is_not_there_and_when_it_is(place: Place, tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "questions")
    hint = ada.get_by_text("Bot is not connected. Commands and buttons work once it is.")
    await expect(hint).to_be_visible()
    async with neutral_bot(place):
        await expect(hint).to_be_hidden()
        await box(ada).fill("/")
        await expect(ada.get_by_role("option").first).to_be_visible()
    await expect(hint).to_be_visible()


async def test_a_lost_connection_comes_back_by_itself_with_what_was_missed(browser: Browser, tmp_path: Path) -> None:
    state = tmp_path / "place.json"
    async with serve(state=state) as before:
        port = URL(before.url).port
        # Chromium itself writes every refused connection into the console: those are expected here.
        opened = Tabs(browser, before.url)
        ada = await opened.page_for("Ada", "questions")
        await ada.evaluate("() => { window.kept = true; }")
    lost = ada.get_by_text("The sandbox cannot be reached. Trying again…")
    await expect(lost).to_be_visible()
    async with serve(state=state, port=port or 0) as after:
        ben = next(user for user in after.world.users.values() if user.shown == "Ben")
        questions = next(channel for channel in after.world.channels.values() if channel.name == "questions")
        await after.acts.say(ben.id, questions.id, "while you were away")
        await expect(lost).to_be_hidden()
        await expect(last(ada)).to_contain_text("while you were away")
        await after.acts.say(ben.id, questions.id, "and now")
        await expect(last(ada)).to_contain_text("and now")
        assert await ada.evaluate("window.kept") is True
    await opened.close()


async def test_an_address_with_a_name_nobody_has_opens_as_the_first_person(browser: Browser, place: Place) -> None:
    opened = Tabs(browser, place.url)
    page = await opened.page_for("Zoe", "nowhere")
    await expect(page).to_have_title(re.compile(r"#welcome · \w+ · Sandbox"))
    await opened.close()


async def test_a_complaint_about_the_connection_goes_when_it_is_back_and_others_stay(
    browser: Browser, tmp_path: Path
) -> None:
    state = tmp_path / "place.json"
    unreachable = "The sandbox cannot be reached. Is it still running?"
    async with serve(state=state) as before:
        port = URL(before.url).port
        opened = Tabs(browser, before.url)
        ada, ben = await opened.page_for("Ada", "questions"), await opened.page_for("Ben", "questions")
    await expect(ada.get_by_text("Trying again…")).to_be_visible()
    await box(ada).fill("Anyone?")
    await ada.keyboard.press("Enter")
    await expect(ada.locator(".composer-problem")).to_have_text(unreachable)
    await box(ben).fill("x" * 2001)
    await ben.keyboard.press("Enter")
    async with serve(state=state, port=port or 0):
        for page in (ada, ben):
            await expect(page.get_by_text("Trying again…")).to_be_hidden()
        await expect(ada.locator(".composer-problem")).to_be_empty()
        await expect(box(ada)).to_have_value("Anyone?")
        await expect(ben.locator(".composer-problem")).to_contain_text("this one has 2001")
    await opened.close()


async def test_a_complaint_goes_when_one_types(bot: Place, tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "questions")
    problem = ada.locator(".composer-problem")
    await box(ada).fill("x" * 2001)
    await ada.keyboard.press("Enter")
    await expect(problem).not_to_be_empty()
    await ada.keyboard.press("Backspace")
    await expect(problem).to_be_empty()
    await box(ada).fill("")
    await begin(ada, "/kinds")
    await option(ada, "count").fill("many")
    await ada.keyboard.press("Enter")
    await expect(problem).not_to_be_empty()
    await ada.keyboard.press("Backspace")
    await expect(problem).to_be_empty()


async def test_an_empty_channel_says_how_to_begin_until_something_is_said(place: Place, tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "welcome")
    hint = ada.get_by_text("Type / to see what Bot can do here.")
    await expect(ada.get_by_text("This is where #welcome begins.")).to_be_visible()
    await expect(hint).to_be_hidden()
    async with neutral_bot(place):
        await expect(hint).to_be_visible()
        await box(ada).fill("Hello")
        await ada.keyboard.press("Enter")
        await expect(last(ada)).to_contain_text("Hello")
        await expect(hint).to_be_hidden()
