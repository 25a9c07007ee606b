"""Pinned messages, and going to a message wherever it stands."""

import pytest
from playwright.async_api import expect

from sandbox.model import Message
from sandbox.place import Place
from tests.sandbox.page.screen import box, last
from tests.support.browser import Tabs, browser_test

pytestmark = [*browser_test, pytest.mark.long]


async def said(place: Place, words: list[str]) -> list[Message]:
    """Ada's words in #questions."""
    ada = next(user for user in place.world.users.values() if user.shown == "Ada")
    questions = next(channel for channel in place.world.channels.values() if channel.name == "questions")
    return [await place.acts.say(ada.id, questions.id, one) for one in words]


async def test_a_moderator_pins_from_the_menu_and_everyone_finds_it_behind_the_pin(place: Place, tab: Tabs) -> None:
    await said(place, ["Bring **questions**"])
    max_ = await tab.page_for("Max", "questions")
    ada = await tab.page_for("Ada", "questions")
    await ada.get_by_role("button", name="Pinned messages").click()
    pins = ada.get_by_role("dialog", name="Pinned messages")
    await expect(pins).to_contain_text("Nothing is pinned here yet.")
    await last(max_).get_by_text("questions").click(button="right")
    await max_.get_by_role("menuitem", name="Pin message").click()
    await expect(last(max_)).to_contain_text("Max pinned a message to this channel.")
    # The open list follows.
    await expect(pins.locator("strong")).to_have_text("questions")
    await expect(pins.get_by_role("button", name="Unpin")).to_have_count(0)
    await ada.keyboard.press("Escape")
    await expect(ada.get_by_role("button", name="Pinned messages")).to_be_focused()
    await max_.get_by_role("button", name="Pinned messages").click()
    await max_.get_by_role("button", name="Unpin").click()
    await expect(max_.get_by_role("dialog")).to_contain_text("Nothing is pinned here yet.")
    assert not any(message.pinned for message in place.world.messages.values())


async def test_a_member_is_not_offered_to_pin(place: Place, tab: Tabs) -> None:
    await said(place, ["mine"])
    ada = await tab.page_for("Ada", "questions")
    await last(ada).get_by_text("mine").click(button="right")
    await expect(ada.get_by_role("menuitem", name="Reply")).to_be_visible()
    await expect(ada.get_by_role("menuitem", name="Pin message")).to_have_count(0)


async def test_a_jump_reaches_a_message_that_was_not_fetched(place: Place, tab: Tabs) -> None:
    messages = await said(place, [f"number {n}." for n in range(120)])
    messages[3].pinned, messages[3].pinned_at = True, place.clock.now()
    max_ = await tab.page_for("Max", "questions")
    await expect(max_.locator("#messages")).not_to_contain_text("number 3.")
    await max_.get_by_role("button", name="Pinned messages").click()
    await max_.get_by_role("button", name="Jump").click()
    wanted = max_.locator(".message", has_text="number 3.")
    await expect(wanted).to_be_in_viewport()
    await expect(wanted).to_be_focused()
    await expect(last(max_)).to_contain_text("number 119.")


async def test_a_link_to_a_message_goes_there_from_wherever_it_stands(place: Place, tab: Tabs) -> None:
    messages = await said(place, [f"number {n}." for n in range(120)])
    wanted = messages[3]
    ben = next(user for user in place.world.users.values() if user.shown == "Ben")
    resources = next(channel for channel in place.world.channels.values() if channel.name == "resources")
    address = f"https://discord.com/channels/{wanted.guild_id}/{wanted.channel_id}/{wanted.id}"
    await place.acts.say(ben.id, resources.id, f"It was answered [over there]({address}).")
    page = await tab.page_for("Ada", "resources")
    await last(page).get_by_role("link", name="over there").click()
    there = page.locator(".message", has_text="number 3.")
    await expect(there).to_be_in_viewport()
    await expect(there).to_be_focused()
    await expect(page.locator("#channel-title")).to_have_text("questions")


async def test_a_link_to_a_message_that_one_does_not_see_stays_a_link(place: Place, tab: Tabs) -> None:
    moderators = next(channel for channel in place.world.channels.values() if channel.name == "moderators")
    address = f"https://discord.com/channels/{moderators.guild_id}/{moderators.id}/{moderators.id}"
    await said(place, [f"It was said [elsewhere]({address})."])
    ada = await tab.page_for("Ada", "questions")
    await expect(last(ada).get_by_role("link", name="elsewhere")).to_have_attribute("target", "_blank")
    max_ = await tab.page_for("Max", "questions")
    await last(max_).get_by_role("link", name="elsewhere").click()
    await expect(max_.locator("#channel-title")).to_have_text("moderators")
    await expect(max_.get_by_text("That message is gone")).to_be_visible()


async def test_earlier_messages_come_above_those_that_are_read(place: Place, tab: Tabs) -> None:
    await said(place, [f"number {n}." for n in range(60)])
    ada = await tab.page_for("Ada", "questions")
    await expect(ada.locator(".message")).to_have_count(50)
    await ada.get_by_role("button", name="Show earlier messages").click()
    await expect(ada.locator(".message")).to_have_count(60)
    await expect(ada.get_by_text("number 10.")).to_be_in_viewport()
    await expect(ada.get_by_role("button", name="Show earlier messages")).to_have_count(0)
    await expect(ada.get_by_text("This is where #questions begins.")).to_be_attached()


async def test_a_reply_by_hand_leads_back_to_what_it_answers(place: Place, tab: Tabs) -> None:
    await said(place, ["Which exam first?"])
    mia = await tab.page_for("Mia", "questions")
    await last(mia).get_by_text("Which exam").click(button="right")
    await mia.get_by_role("menuitem", name="Reply").click()
    await expect(mia.get_by_text("Replying to Ada")).to_be_visible()
    await expect(box(mia)).to_be_focused()
    await mia.keyboard.type("The written one.")
    await mia.keyboard.press("Enter")
    await expect(last(mia).locator(".message-above")).to_have_text("AAda Which exam first?")
    await expect(mia.get_by_text("Replying to Ada")).to_be_hidden()
    await last(mia).get_by_role("button", name="Which exam first?").click()
    await expect(mia.locator(".message").first).to_be_focused()
