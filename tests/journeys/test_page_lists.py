"""A moderator posts a list at the page, and sees it kept right: after an edit, a deletion and a right taken away."""

import re
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect

from bot.core.settings import Setting
from sandbox.membership import set_permissions
from sandbox.model import Guild
from sandbox.permissions import Permission
from sandbox.server import Place
from tests.sandbox.page.screen import begin, last, option
from tests.support.browser import browser, browser_test, pictures, tabs
from tests.support.lists import of_the_bot
from tests.support.running import Running, running, settings
from tests.support.specification import ROOT
from tests.support.strict import strict_place

__all__ = ["browser", "pictures"]
pytestmark = browser_test

BEFORE, AFTER = "ASRA Pain Medicine", "ASRA Pain Medicine, renamed"


@pytest_asyncio.fixture(loop_scope="session")
async def place() -> AsyncIterator[Place]:
    async with strict_place() as place:
        yield place


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The shipped content, to be edited."""
    return Path(shutil.copytree(ROOT / "content", tmp_path / "content"))


@pytest_asyncio.fixture(loop_scope="session")
async def preceptor(place: Place, tmp_path: Path, content: Path) -> AsyncIterator[Running]:
    async with running(place, settings(place, tmp_path, content)) as bot:
        yield bot


def study(place: Place) -> Guild:
    return next(one for one in place.world.guilds.values() if one.name == "Pain Study Group")


def channel_id(place: Place, name: str) -> int:
    return next(one.id for one in place.world.channels_of(study(place).id) if one.name == name)


def granted(place: Place, right: Permission, *, yes: bool) -> None:
    """The bot's own role has `right`, or lacks it."""
    guild = study(place)
    role = next(role for role in guild.roles.values() if role.managed)
    rights = Permission(role.permissions) | right
    set_permissions(place.world, guild, role, rights if yes else rights & ~right)


async def run(page: Page, command: str) -> Locator:
    """The private answer; what is posted meanwhile stands below it."""
    answers = page.locator("#messages > .message.ephemeral")
    before = await answers.count()
    await begin(page, command)
    await page.keyboard.press("Enter")
    await expect(answers).to_have_count(before + 1)
    return answers.last


async def add(page: Page, name: str, words: str) -> None:
    """An optional option, its entry picked from what is offered."""
    await page.get_by_role("button", name=f"Add option {name}").click()
    await option(page, name).fill(words)
    await page.get_by_role("option", name=re.compile(words)).first.click()


async def post_societies(page: Page, pictures: Path) -> None:
    await begin(page, "/lists post")
    await option(page, "list").fill("soci")
    await page.get_by_role("option", name="Societies to join").click()
    await add(page, "pin", "True")
    await page.keyboard.press("Enter")
    offered = page.locator(".message.ephemeral").filter(has=page.get_by_role("button", name="Post", exact=True))
    await expect(offered).to_contain_text("12 entries, in 1 message, pinned")
    await offered.scroll_into_view_if_needed()
    await page.screenshot(path=pictures / "lists-preview.png")
    await offered.get_by_role("button", name="Post", exact=True).click()
    await expect(page.locator(".message.ephemeral").filter(has_text="is shown in")).to_be_visible()


async def test_a_list_is_posted_once_and_kept_right(
    place: Place, preceptor: Running, browser: Browser, pictures: Path
) -> None:
    guild, resources, notices = study(place), channel_id(place, "resources"), channel_id(place, "moderators")
    await preceptor.app.services.settings.change(guild.id, Setting.NOTICES, notices)
    async with tabs(browser, place.url) as tab:
        max_ = await tab.page_for("Max", "resources", width=1280, height=1100)
        ada = await tab.page_for("Ada", "resources", width=1280, height=1100)
        await post_societies(max_, pictures)
        shown = ada.locator("#messages > .message").filter(has_text="Societies to join").first
        await expect(shown).to_contain_text(BEFORE)
        await expect(shown.get_by_role("link", name="American Academy of Pain Medicine (AAPM)")).to_be_visible()
        [first] = of_the_bot(place.world, resources)
        assert first.pinned

        # An edit in YAML: the very message shows it within two seconds.
        path = preceptor.app.config.content / "resources" / "societies.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace(f"title: {BEFORE}", f'title: "{AFTER}"'))
        await expect(shown).to_contain_text(AFTER, timeout=2000)
        assert [message.id for message in of_the_bot(place.world, resources)] == [first.id]
        await shown.scroll_into_view_if_needed()
        await ada.screenshot(path=pictures / "lists.png")

        # Deleted by mistake: back, and pinned, with the next sync.
        mine = max_.locator("#messages > .message:not(.ephemeral)").filter(has_text=AFTER).first
        await mine.hover()
        await mine.get_by_role("button", name="More for the message by Bot").click()
        await max_.get_by_role("menuitem", name="Delete message").click()
        await expect(shown).to_have_count(0)
        await expect(await run(max_, "/lists sync")).to_contain_text("sent 1 message, pinned the first")
        [second] = of_the_bot(place.world, resources)
        assert second.pinned
        await expect(ada.locator("#messages > .message").filter(has_text=AFTER).first).to_be_visible()

        # A right is taken away: moderators are told what to grant, where they wanted to be told, and in the status.
        granted(place, Permission.PIN_MESSAGES, yes=False)
        await expect(await run(max_, "/lists sync")).to_contain_text("I lack Pin Messages")
        told = await tab.page_for("Max", "moderators", width=1280, height=700)
        await expect(last(told)).to_contain_text("A posted list needs you")
        await expect(last(told)).to_contain_text("I lack Pin Messages (to pin its first message)")
        await told.screenshot(path=pictures / "lists-notice.png")
        granted(place, Permission.PIN_MESSAGES, yes=True)
        await expect(await run(max_, "/lists sync")).to_contain_text("as it should be")
        status = await run(max_, "/lists status")
        await expect(status).to_contain_text("Societies to join in #resources")
        await expect(status).not_to_contain_text("I lack")
        await status.scroll_into_view_if_needed()
        await max_.screenshot(path=pictures / "lists-status.png")

        # Withdrawn only after a question that says what would go.
        await begin(max_, "/lists withdraw")
        await option(max_, "list").fill("soci")
        await max_.get_by_role("option", name="Societies to join").click()
        await max_.keyboard.press("Enter")
        asked = max_.locator(".message.ephemeral").filter(has_text="Withdraw “Societies to join” from #resources?")
        await expect(asked).to_contain_text("Its 1 message (go there) is removed for everybody")
        assert [message.id for message in of_the_bot(place.world, resources)] == [second.id]
        await asked.get_by_role("button", name="Withdraw", exact=True).click()
        await expect(max_.locator(".message.ephemeral").filter(has_text="is withdrawn")).to_be_visible()
        assert of_the_bot(place.world, resources) == []
