"""What is in view when something new arrives."""

import pytest
from playwright.async_api import Page, expect

from sandbox.place import Place
from tests.sandbox.page.neutral import NeutralBot
from tests.sandbox.page.screen import box, last, run
from tests.support.browser import Tabs, browser_test

pytestmark = [*browser_test, pytest.mark.long]

LINES = "\n".join(f"line {number}" for number in range(60))


async def phone(tab: Tabs, *, height: int = 568) -> Page:
    return await tab.page_for("Ada", "questions", width=320, height=height)


async def above(page: Page) -> float:
    """By how many pixels the newest message begins above the view; negative where it begins below its edge."""
    distance: float = await page.evaluate(
        """() => {
          const newest = [...document.querySelectorAll("#messages > .message")].at(-1);
          return document.getElementById("scroller").getBoundingClientRect().top - newest.getBoundingClientRect().top;
        }"""
    )
    return distance


async def below(page: Page) -> float:
    """By how many pixels what is shown ends below the view."""
    distance: float = await page.evaluate(
        """() => {
          const { scrollHeight, scrollTop, clientHeight } = document.getElementById("scroller");
          return scrollHeight - scrollTop - clientHeight;
        }"""
    )
    return distance


async def to_the_end(page: Page) -> None:
    await page.locator("#scroller").hover()
    await page.mouse.wheel(0, 10_000)
    while await below(page) > 1:
        await page.wait_for_timeout(10)


async def test_an_answer_taller_than_the_view_is_seen_from_its_beginning(bot: Place, tab: Tabs) -> None:
    ada = await phone(tab, height=420)
    await box(ada).fill("Hello")
    await ada.keyboard.press("Enter")
    await run(ada, "/tray")
    await expect(last(ada)).to_contain_text("trees.csv")
    for picture in await last(ada).locator("img").all():
        assert await picture.evaluate("(image) => image.decode().then(() => image.naturalWidth)")
    assert abs(await above(ada)) <= 1
    assert await below(ada) > 100


async def test_what_fits_is_seen_to_its_end(bot: Place, tab: Tabs) -> None:
    ada = await phone(tab)
    for word in ("first", "second", "third", "fourth", "fifth", "sixth", "seventh"):
        await run(ada, "/echo", words=word)
        await expect(last(ada)).to_contain_text(word)
    assert await below(ada) <= 1


async def test_thinking_that_becomes_a_tall_answer_is_seen_from_its_beginning(
    place: Place, thinker: NeutralBot, tab: Tabs
) -> None:
    ada = await phone(tab)
    await run(ada, "/slow")
    await expect(last(ada)).to_contain_text("thinking")
    [message] = [one for one in place.world.messages.values() if one.author_id == place.world.application.bot_user_id]
    thinker.release.set()
    await expect(last(ada)).to_contain_text("Thought through.")
    await thinker.get_partial_messageable(message.channel_id).get_partial_message(message.id).edit(content=LINES)
    await expect(last(ada)).to_contain_text("line 59")
    assert abs(await above(ada)) <= 1


async def test_one_who_has_read_to_the_end_stays_there_when_the_answer_changes(bot: Place, tab: Tabs) -> None:
    ada = await phone(tab)
    await run(ada, "/card")
    await expect(last(ada)).to_contain_text("Nothing chosen yet")
    await to_the_end(ada)
    await ada.get_by_role("button", name="Choose tools").click()
    await ada.get_by_role("option", name="Rake").click()
    await ada.get_by_role("button", name="Done").click()
    await expect(last(ada)).to_contain_text("Tools: rake")
    assert await below(ada) <= 1


async def test_words_of_ones_own_are_seen_to_their_end(place: Place, tab: Tabs) -> None:
    ada = await phone(tab)
    await box(ada).fill(LINES)
    await ada.keyboard.press("Enter")
    await expect(last(ada)).to_contain_text("line 59")
    assert await below(ada) <= 1
    ben = next(user for user in place.world.users.values() if user.shown == "Ben")
    questions = next(channel for channel in place.world.channels.values() if channel.name == "questions")
    await place.acts.say(ben.id, questions.id, LINES)
    await expect(last(ada)).to_contain_text("Ben")
    assert abs(await above(ada)) <= 1


async def test_one_who_reads_further_up_is_not_moved(bot: Place, tab: Tabs) -> None:
    ada = await phone(tab)
    ben = await tab.page_for("Ben", "questions")
    await box(ada).fill(LINES)
    await ada.keyboard.press("Enter")
    await expect(last(ada)).to_contain_text("line 59")
    await ada.locator("#scroller").hover()
    await ada.mouse.wheel(0, -300)
    while await below(ada) < 290:
        await ada.wait_for_timeout(10)
    before = await ada.evaluate("document.getElementById('scroller').scrollTop")
    await run(ben, "/card")
    await expect(last(ada)).to_contain_text("Nothing chosen yet")
    assert await ada.evaluate("document.getElementById('scroller').scrollTop") == before
