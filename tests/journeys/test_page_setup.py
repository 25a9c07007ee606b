"""An administrator sets a new server up at the page: from nothing to configured, a missing permission on the way."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect

from bot.core.settings import Language
from sandbox.kinds import ChannelType
from sandbox.membership import set_permissions
from sandbox.model import Guild, Role
from sandbox.permissions import Permission
from sandbox.server import Place
from tests.sandbox.page.screen import begin, last, option
from tests.support.browser import browser, browser_test, pictures, tabs
from tests.support.pack import write_pack
from tests.support.running import Running, running, settings
from tests.support.strict import strict_place

__all__ = ["browser", "pictures"]
pytestmark = browser_test


@pytest_asyncio.fixture(loop_scope="session")
async def place() -> AsyncIterator[Place]:
    async with strict_place() as place:
        yield place


@pytest_asyncio.fixture(loop_scope="session")
async def preceptor(place: Place, tmp_path: Path) -> AsyncIterator[Running]:
    async with running(place, settings(place, tmp_path, write_pack(tmp_path / "content"))) as bot:
        yield bot


def bot_role(guild: Guild) -> Role:
    return next(role for role in guild.roles.values() if role.managed)


def newest_panel(page: Page) -> Locator:
    heading = page.get_by_role("heading", name="Settings of this server")
    return page.locator("#messages > .message").filter(has=heading).last


async def choose(panel: Locator, placeholder: str, label: str) -> None:
    """An entry of the menu that says so while it is empty."""
    await panel.get_by_role("button", name=placeholder).click()
    await panel.page.get_by_role("option", name=re.compile(rf"^{re.escape(label)}\b")).click()


async def grant(place: Place, guild: Guild, right: Permission) -> None:
    role = bot_role(guild)
    set_permissions(place.world, guild, role, Permission(role.permissions) | right)


async def run(page: Page, command: str) -> None:
    await begin(page, command)
    await page.keyboard.press("Enter")


async def begin_anew(olga: Page) -> Locator:
    """Help leads to the panel, which says that nothing is chosen."""
    await run(olga, "/help")
    await expect(last(olga).get_by_role("heading").first).to_have_text("Start here")
    await expect(last(olga)).to_contain_text("Only you can see this")
    await run(olga, "/setup")
    panel = newest_panel(olga)
    await expect(panel.get_by_role("heading").first).to_have_text("Settings of this server")
    await expect(panel).to_contain_text("Nothing is chosen yet")
    return panel


async def choose_who_is_who(panel: Locator) -> None:
    await choose(panel, "Choose the moderator role", "@Moderator")
    await expect(panel).to_contain_text("Saved: the moderator role is now @Moderator.")
    await choose(panel, "Choose the mentor role", "@Mentor")
    await expect(panel).to_contain_text("Saved: the mentor role is now @Mentor.")
    await choose(panel, "Choose a text channel", "#moderators")
    await expect(panel).to_contain_text("Saved: the channel for notices is now #moderators.")


async def slip_and_take_back(panel: Locator) -> None:
    """A choice is taken back with a button, and taken out by choosing it again."""
    await choose(panel, "Choose the mentor role", "@Member")
    await panel.get_by_role("button", name="Undo: mentor role").click()
    await expect(panel).to_contain_text("The mentor role is again as it was: @Mentor.")
    await choose(panel, "Choose a text channel", "#moderators")
    await expect(panel).to_contain_text("the channel for notices is now not chosen")
    await panel.get_by_role("button", name="Undo: channel for notices").click()
    await expect(panel).to_contain_text("again as it was: #moderators.")


async def find_zone(olga: Page, typed: str, first: str) -> Locator:
    """By typing into the command's option; the panel that follows."""
    await begin(olga, "/setup")
    await olga.get_by_role("button", name="Add option zone").click()
    await option(olga, "zone").fill(typed)
    await expect(olga.get_by_role("option").first).to_have_text(first)
    await olga.keyboard.press("ArrowDown")
    await olga.keyboard.press("Enter")
    await olga.keyboard.press("Enter")
    await expect(last(olga)).to_contain_text(f"Saved: the time zone is now {first}.")
    return newest_panel(olga)


async def test_a_new_server_is_set_up_and_a_missing_permission_named_and_granted(
    place: Place, preceptor: Running, browser: Browser, pictures: Path
) -> None:
    guild = next(one for one in place.world.guilds.values() if one.name == "Pain Study Group")
    role = bot_role(guild)
    forum = next(one for one in place.world.channels_of(guild.id) if one.type is ChannelType.FORUM)
    del place.world.channels[forum.id]
    set_permissions(place.world, guild, role, Permission(role.permissions) & ~Permission.MANAGE_THREADS)
    async with tabs(browser, place.url) as tab:
        olga = await tab.page_for("Olga", "moderators", width=1280, height=1400)
        panel = await begin_anew(olga)
        await choose_who_is_who(panel)

        # What is missing is named, granted, and not missing any more: to create the forum, and then to use it.
        await panel.get_by_role("button", name="Create the forum").click()
        await expect(last(olga)).to_contain_text("Manage Channels in this server: to create the forum")
        await grant(place, guild, Permission.MANAGE_CHANNELS)
        await panel.get_by_role("button", name="Create the forum").click()
        await expect(panel).to_contain_text("Saved: the mentors’ forum is now #ask-a-mentor.")
        await expect(panel).to_contain_text("I lack Manage Threads in #ask-a-mentor: to tag answered questions")
        await olga.screenshot(path=pictures / "setup-missing.png")
        await grant(place, guild, Permission.MANAGE_THREADS)
        await panel.get_by_role("button", name="Check again").click()
        await expect(panel).to_contain_text("Nothing is missing for what is chosen.")
        await expect(panel).not_to_contain_text("I lack")

        await choose(panel, "Choose a language", "Deutsch")
        await expect(panel).to_contain_text("Saved: the language of dates is now Deutsch.")
        await slip_and_take_back(panel)
        panel = await find_zone(olga, "berln", "Europe/Berlin")
        await expect(panel).not_to_contain_text("Not chosen yet")
        await olga.screenshot(path=pictures / "setup.png")
        await run(olga, "/help")
        await expect(last(olga).get_by_role("heading").first).to_have_text("What you can do here")
    kept = await preceptor.app.services.settings.of(guild.id)
    assert all((kept.moderators, kept.mentors, kept.forum, kept.notices))
    assert (kept.zone, kept.language) == ("Europe/Berlin", Language.GERMAN)
