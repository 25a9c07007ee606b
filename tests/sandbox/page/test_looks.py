"""The page at every width and in both colours, seen and measured."""

import pytest
from playwright.async_api import expect

from sandbox.place import Place
from tests.sandbox.page.screen import last, run
from tests.support.browser import Colours, Tabs, browser_test

pytestmark = [*browser_test, pytest.mark.long]

CONTRAST = """() => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255];
  };
  const over = (top, under) => top.slice(0, 3).map((value, at) => value * top[3] + under[at] * (1 - top[3]));
  const ground = (element) => {
    if (!element) return [255, 255, 255];
    const own = rgba(getComputedStyle(element).backgroundColor);
    return own[3] === 1 ? own.slice(0, 3) : over(own, ground(element.parentElement));
  };
  const light = (colour) => {
    const linear = (value) => value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    const [r, g, b] = colour.map((value) => linear(value / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const faint = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    const shown = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    if (!node.data.trim() || !shown || element.closest('button:disabled, .hidden, noscript')) continue;
    const under = ground(element);
    const lights = [light(over(rgba(getComputedStyle(element).color), under)), light(under)];
    const [one, other] = lights.sort((a, b) => b - a);
    const ratio = (one + 0.05) / (other + 0.05);
    if (ratio < 4.5) faint.push(`${ratio.toFixed(2)} ${node.data.trim().slice(0, 40)}`);
  }
  return faint;
}"""
"""Visible texts with less contrast than WCAG 2.2 asks for (criterion 1.4.3: 4.5 to 1)."""


UNNAMED = """() => [...document.querySelectorAll('button, a, input, textarea')].filter(
  (one) => !one.ariaLabel && !one.textContent.trim() && !one.labels?.length).length"""


@pytest.mark.parametrize("colours", ["dark", "light"])
async def test_every_text_has_enough_contrast(bot: Place, tab: Tabs, colours: Colours) -> None:
    ada = await tab.page_for("Ada", "questions", colours=colours)
    await run(ada, "/card")
    await run(ada, "/embed")
    await run(ada, "/echo", words="**bold** `code` <t:0:R> <@1> ||hidden||\n> quote\n-# small")
    await expect(last(ada)).to_contain_text("Only you can see this")
    assert await ada.evaluate(CONTRAST) == []
    await run(ada, "/form")
    await expect(ada.get_by_role("dialog")).to_be_visible()
    assert await ada.evaluate(CONTRAST) == []


@pytest.mark.parametrize("width", [320, 760, 1280, 1920])
async def test_nothing_sticks_out_at_any_width(bot: Place, tab: Tabs, width: int) -> None:
    ada = await tab.page_for("Ada", "questions", width=width, height=700)
    await run(ada, "/card")
    await expect(last(ada).locator(".container")).to_be_visible()
    assert await ada.evaluate("document.documentElement.scrollWidth") == width
    for part in ("#composer", ".container", ".top"):
        edges = await ada.locator(part).last.evaluate(
            "(element) => [element.getBoundingClientRect().left, element.getBoundingClientRect().right]"
        )
        assert edges[0] >= 0
        assert edges[1] <= width


async def test_on_a_small_screen_channels_and_members_are_drawers(place: Place, tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "questions", width=320, height=640)
    channels = ada.get_by_role("navigation", name="Channels")
    await expect(channels).to_be_hidden()
    await ada.get_by_role("button", name="Servers and channels").click()
    await channels.get_by_role("button", name="resources").click()
    await expect(channels).to_be_hidden()
    await expect(ada).to_have_title("#resources · Ada · Sandbox")
    await ada.get_by_role("button", name="Members").click()
    await expect(ada.get_by_role("complementary", name="Members")).to_contain_text("Mentor — 1")
    await ada.keyboard.press("Escape")
    await expect(ada.get_by_role("complementary", name="Members")).to_be_hidden()


async def test_the_parts_of_the_page_are_named(place: Place, tab: Tabs) -> None:
    ada = await tab.page_for("Ada", "questions")
    for role, name in (
        ("navigation", "Servers"),
        ("navigation", "Channels"),
        ("complementary", "Members"),
        ("log", "Messages"),
    ):
        await expect(ada.get_by_role(role, name=name)).to_be_visible()  # type: ignore[arg-type]
    await expect(ada.get_by_role("main")).to_be_visible()
    unnamed = await ada.evaluate(UNNAMED)
    assert unnamed == 0
