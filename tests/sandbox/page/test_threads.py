"""Forums, threads, pins and files, made by the bot while people look."""

import io
from typing import TypeVar

import discord
import pytest
from playwright.async_api import expect

from sandbox.place import Place
from tests.sandbox.page.neutral import NeutralBot
from tests.sandbox.page.screen import box, last, run
from tests.support.browser import Tabs, browser_test

pytestmark = [*browser_test, pytest.mark.long]

Kind = TypeVar("Kind", bound=discord.abc.GuildChannel)


async def channel(place: Place, bot: NeutralBot, name: str, kind: type[Kind]) -> Kind:
    """A channel as the bot knows it."""
    found = await bot.fetch_channel(next(one.id for one in place.world.channels.values() if one.name == name))
    assert isinstance(found, kind)
    return found


async def test_posts_appear_in_the_open_forum_and_are_answered(place: Place, thinker: NeutralBot, tab: Tabs) -> None:
    forum = await channel(place, thinker, "ask-a-mentor", discord.ForumChannel)
    mia = await tab.page_for("Mia", "ask-a-mentor")
    await expect(mia.get_by_text("No posts yet.")).to_be_visible()
    await expect(mia.get_by_text("Open a post to write in it, or begin a new one.")).to_be_visible()
    opened = discord.utils.get(forum.available_tags, name="Open")
    assert opened is not None
    post = await forum.create_thread(name="How long is the road?", content="Ada **asks**.", applied_tags=[opened])
    card = mia.locator(".post")
    await expect(card.locator(".post-title")).to_have_text("How long is the road?")
    await expect(card.locator(".post-tag")).to_have_text("Open")
    await expect(card.locator(".post-text")).to_have_text("Ada asks.")
    await card.get_by_role("button").click()
    await expect(last(mia).locator("strong")).to_have_text("asks")
    await box(mia).fill("About fourteen years.")
    await mia.keyboard.press("Enter")
    await expect(last(mia)).to_contain_text("About fourteen years.")
    await post.thread.edit(archived=True, locked=True)
    await expect(mia.get_by_text("This thread is locked")).to_be_visible()
    await mia.get_by_role("button", name="ask-a-mentor").click()
    await expect(card).to_contain_text("closed")


async def test_a_thread_hangs_below_its_channel_and_its_message(place: Place, thinker: NeutralBot, tab: Tabs) -> None:
    questions = await channel(place, thinker, "questions", discord.TextChannel)
    ada = await tab.page_for("Ada", "questions")
    message = await questions.send("Which exams?")
    await expect(last(ada)).to_contain_text("Which exams?")
    await message.create_thread(name="Exam dates")
    channels = ada.get_by_role("navigation", name="Channels")
    await expect(channels.get_by_role("button", name="Exam dates")).to_be_visible()
    await ada.locator(".thread-card").click()
    await expect(ada).to_have_title("#Exam dates · Ada · Sandbox")
    await expect(ada.locator(".message").first).to_contain_text("Which exams?")


async def test_pins_edits_and_deletions_are_seen_as_they_happen(place: Place, thinker: NeutralBot, tab: Tabs) -> None:
    questions = await channel(place, thinker, "questions", discord.TextChannel)
    ada = await tab.page_for("Ada", "questions")
    message = await questions.send("A list")
    shown = ada.locator(".message", has_text="A list")
    await expect(shown).to_be_visible()
    await message.edit(content="A better list")
    await expect(ada.locator(".message", has_text="A better list")).to_contain_text("(edited)")
    await message.pin()
    await expect(ada.get_by_text("pinned a message to this channel.")).to_be_visible()
    await expect(ada.locator(".message.pinned")).to_contain_text("A better list")
    await message.delete()
    await expect(ada.locator(".message", has_text="A better list")).to_have_count(0)


async def test_a_file_can_be_fetched(place: Place, thinker: NeutralBot, tab: Tabs) -> None:
    questions = await channel(place, thinker, "questions", discord.TextChannel)
    ada = await tab.page_for("Ada", "questions")
    await questions.send("The plan:", file=discord.File(io.BytesIO(b"BEGIN:VCALENDAR\r\n"), "plan.ics"))
    await expect(last(ada)).to_contain_text("17 B")
    async with ada.expect_download() as started:
        await last(ada).get_by_role("link", name="Download plan.ics").click()
    fetched = await (await started.value).path()
    assert fetched.read_bytes() == b"BEGIN:VCALENDAR\r\n"


async def test_a_reply_names_what_it_answers(place: Place, thinker: NeutralBot, tab: Tabs) -> None:
    questions = await channel(place, thinker, "questions", discord.TextChannel)
    ada = await tab.page_for("Ada", "questions")
    message = await questions.send("## First\nwords")
    await message.reply("Second")
    await expect(last(ada).locator(".message-above")).to_contain_text("Bot First")


async def test_a_post_is_written_by_hand_with_its_tags(place: Place, tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "ask-a-mentor")
    mia = await tab.page_for("Mia", "ask-a-mentor")
    await ada.get_by_role("button", name="New post").click()
    form = ada.get_by_role("dialog", name="New post")
    await form.get_by_role("button", name="Post").click()
    await expect(form.get_by_role("alert").filter(has_text="This is required.")).to_have_count(2)
    await form.get_by_role("textbox", name="Title").fill("Where to begin?")
    await form.get_by_role("checkbox", name="Open").check()
    await form.get_by_role("textbox", name="Message").fill("I have **no** idea.")
    await form.get_by_role("button", name="Post").click()
    await expect(ada).to_have_title("#Where to begin? · Ada · Sandbox")
    await expect(last(ada).locator("strong")).to_have_text("no")
    await expect(box(ada)).to_be_focused()
    card = mia.locator(".post")
    await expect(card.locator(".post-tag")).to_have_text("Open")
    await card.get_by_role("button").click()
    await box(mia).fill("Here.")
    await mia.keyboard.press("Enter")
    await expect(last(ada)).to_contain_text("Here.")


async def test_a_thread_is_begun_by_hand_and_commands_work_in_it(bot: Place, tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "questions")
    await box(ada).fill("Who comes along?")
    await ada.keyboard.press("Enter")
    await last(ada).get_by_text("Who comes along?").click(button="right")
    await ada.get_by_role("menuitem", name="Create thread").click()
    await ada.get_by_role("textbox", name="Name").fill("The journey")
    await ada.keyboard.press("Enter")
    await expect(ada).to_have_title("#The journey · Ada · Sandbox")
    await expect(box(ada)).to_be_focused()
    await run(ada, "/fruit", name="fig")
    await expect(last(ada)).to_contain_text("A fine fig.")
    await box(ada).fill("I do.")
    await ada.keyboard.press("Enter")
    await expect(last(ada)).to_contain_text("I do.")
