"""Messages as they are shown and pressed."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import Browser, expect

from sandbox.clock import ManualClock
from sandbox.place import Place
from sandbox.server import serve
from tests.sandbox.page.neutral import NeutralBot, neutral_bot
from tests.sandbox.page.screen import box, last, run
from tests.support.browser import Tabs, browser_test, tabs

pytestmark = [*browser_test, pytest.mark.long]


async def test_a_private_answer_is_seen_by_nobody_else_and_can_be_dismissed(bot: Place, tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "questions")
    ben = await tab.page_for("Ben", "questions")
    again = await tab.page_for("Ada", "questions")
    await run(ada, "/echo", words="for me alone")
    for page in (ada, again):
        await expect(last(page)).to_contain_text("for me alone")
        await expect(last(page)).to_contain_text("Only you can see this")
    await box(ben).fill("Good evening")
    await ben.keyboard.press("Enter")
    await expect(last(ben)).to_contain_text("Good evening")
    await expect(ben.locator("#messages")).not_to_contain_text("for me alone")
    await ada.get_by_role("button", name="Dismiss message").click()
    for page in (ada, again):
        await expect(page.locator("#messages")).not_to_contain_text("for me alone")


async def test_hostile_words_are_words(bot: Place, tab: Tabs) -> None:
    hostile = "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>"
    ada = await tab.page_for("Ada", "questions")
    await box(ada).fill(hostile)
    await ada.keyboard.press("Enter")
    await expect(last(ada).locator(".markdown")).to_have_text(hostile)
    await run(ada, "/echo", words=hostile)
    await expect(last(ada).locator(".markdown")).to_have_text(hostile)
    await expect(ada.locator("#messages img, #messages script")).to_have_count(0)
    await expect(ada).to_have_title("#questions · Ada · Sandbox")


async def test_a_card_shows_everything_on_it(bot: Place, tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "questions")
    await run(ada, "/card")
    card = last(ada).locator(".container")
    await expect(card.get_by_role("heading", name="The garden")).to_be_visible()
    await expect(card.locator("strong")).to_have_text("green")
    for described in ("A small view", "A green field"):
        picture = card.get_by_role("img", name=described)
        await expect(picture).to_be_visible()
        assert await picture.evaluate("(image) => image.decode().then(() => image.naturalWidth)") == 320
    edge = await card.evaluate("(element) => getComputedStyle(element, '::before').backgroundColor")
    assert edge == "rgb(63, 143, 122)"
    await expect(card.get_by_role("button", name="Asleep")).to_be_disabled()
    link = card.get_by_role("link", name="Read on")
    assert await link.get_attribute("href") == "https://example.org/garden"
    assert await link.get_attribute("rel") == "noopener noreferrer"
    await card.get_by_role("button", name="Praise").click()
    await expect(last(ada)).to_contain_text("Pressed Praise.")


async def test_several_options_of_a_select_are_chosen_with_keys(bot: Place, tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "questions")
    await run(ada, "/card")
    select = last(ada).get_by_role("button", name="Choose tools")
    await select.focus()
    await ada.keyboard.press("Enter")
    await expect(ada.get_by_role("option")).to_have_count(3)
    await ada.keyboard.press("Enter")
    await ada.keyboard.press("ArrowDown")
    await ada.keyboard.press("ArrowDown")
    await ada.keyboard.press("Enter")
    await expect(ada.get_by_role("option", selected=True)).to_have_count(2)
    await ada.keyboard.press("Escape")
    await expect(last(ada)).to_contain_text("Tools: spade, hose")
    await expect(last(ada)).to_contain_text("(edited)")


async def test_people_are_chosen_from_a_searched_list(bot: Place, tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "questions")
    await run(ada, "/card")
    await last(ada).get_by_role("button", name="Who helped?").click()
    await ada.get_by_role("option", name="Mia").click()
    await expect(last(ada)).to_contain_text("Helped by mia.")


@pytest.mark.parametrize(
    ("menu", "chosen", "answer"),
    [
        ("A tree", "Elm", "Options: Elm"),
        ("A role", "@Mentor", "Roles: Mentor"),
        ("A person or a role", "Mia", "Either: mia"),
        ("A text channel", "#resources", "Channels: resources"),
    ],
)
async def test_each_kind_of_select_lists_its_own_kind(
    bot: Place, tab: Tabs, menu: str, chosen: str, answer: str
) -> None:
    ada = await tab.page_for("Ada", "questions")
    await run(ada, "/tray")
    await last(ada).get_by_role("button", name=menu, exact=True).click()
    await ada.get_by_role("option", name=chosen).click()
    await expect(last(ada)).to_contain_text(answer)


async def test_a_gallery_is_described_and_a_file_in_a_card_can_be_fetched(bot: Place, tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "questions")
    await run(ada, "/tray")
    for tree in ("oak", "elm", "ash"):
        await expect(last(ada).get_by_role("img", name=f"A leaf of {tree}")).to_be_visible()
    await expect(last(ada).locator(".file-card")).to_have_count(1)
    await expect(last(ada).locator(".file-card")).to_contain_text("12 B")
    async with ada.expect_download() as started:
        await last(ada).get_by_role("link", name="Download trees.csv").click()
    assert (await (await started.value).path()).read_bytes() == b"oak,elm,ash\n"


async def test_a_deleted_message_vanishes(bot: Place, tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "questions")
    await run(ada, "/card")
    await last(ada).get_by_role("button", name="Bury").click()
    await expect(ada.locator(".container")).to_have_count(0)


async def test_an_embed_is_shown_and_loads_nothing_from_elsewhere(bot: Place, tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "questions")
    await run(ada, "/embed")
    embed = last(ada).get_by_role("article", name="Embed")
    await expect(embed.locator(".embed-title strong")).to_have_text("title")
    await expect(embed).to_contain_text("A foot")
    await expect(embed.locator("img")).to_have_count(0)
    await expect(embed.get_by_role("link", name="open")).to_have_attribute("href", "https://example.org/picture.png")


async def test_a_bot_that_thinks_is_waited_for(place: Place, thinker: NeutralBot, tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "questions")
    await run(ada, "/slow")
    await expect(last(ada)).to_contain_text("Bot is thinking…")
    thinker.release.set()
    await expect(last(ada)).to_contain_text("Thought through.")
    await expect(last(ada)).not_to_contain_text("thinking")


async def test_silence_is_said_to_be_silence(browser: Browser) -> None:
    clock = ManualClock(datetime.now(UTC))
    async with serve(clock=clock) as place, neutral_bot(place), tabs(browser, place.url) as tab:
        ada = await tab.page_for("Ada", "questions")
        await run(ada, "/silent")
        await expect(last(ada)).to_contain_text("Sending the command…")
        clock.advance(timedelta(seconds=3))
        await expect(last(ada).get_by_role("alert")).to_have_text("The application did not respond")
        await ada.get_by_role("button", name="Dismiss message").click()
        await expect(ada.locator("#messages")).not_to_contain_text("/silent")
        await run(ada, "/card")
        await last(ada).get_by_role("button", name="Wait").click()
        await expect(last(ada).get_by_role("button", name="Wait")).to_have_attribute("aria-busy", "true")
        clock.advance(timedelta(seconds=3))
        await expect(last(ada).get_by_role("alert")).to_have_text("The application did not respond")


async def test_a_messages_menu_has_the_bots_commands(bot: Place, tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "questions")
    await box(ada).fill("three little words")
    await ada.keyboard.press("Enter")
    await last(ada).get_by_text("three little words").click(button="right")
    await ada.get_by_role("menuitem", name="Count the words").click()
    await expect(last(ada)).to_contain_text("3 words")
    await expect(last(ada).locator(".message-above")).to_contain_text("Ada used Count the words")
    first = ada.locator(".message", has_text="three little words").first
    await first.hover()
    await first.get_by_role("button", name="More for the message by Ada").click()
    await ada.keyboard.press("c")
    await expect(ada.get_by_role("menuitem", name="Create thread")).to_be_focused()
    await ada.keyboard.press("c")
    await expect(ada.get_by_role("menuitem", name="Copy text")).to_be_focused()
    await ada.keyboard.press("Escape")
    await expect(first.get_by_role("button", name="More for the message by Ada")).to_be_focused()


async def test_relative_times_follow_the_clock(place: Place, tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "questions")
    soon = datetime.now(UTC) + timedelta(seconds=30)
    await ada.clock.install(time=datetime.now(UTC))
    await ada.evaluate("import('/page/static/js/time.js').then((time) => time.keepRelativeTimesFresh())")
    await box(ada).fill(f"It begins <t:{int(soon.timestamp())}:R>")
    await ada.keyboard.press("Enter")
    await expect(last(ada).locator("time.timestamp")).to_contain_text("seconds")
    await ada.clock.fast_forward(120_000)
    await expect(last(ada).locator("time.timestamp")).to_have_text("2 minutes ago")
