"""Words for what a person does at the page."""

from playwright.async_api import Locator, Page, expect


def box(page: Page) -> Locator:
    """The box for messages and commands."""
    return page.locator("#composer-text")


def option(page: Page, name: str) -> Locator:
    """The input of one option of the command being entered."""
    return page.locator(f'.pill[data-option="{name}"] input')


def last(page: Page) -> Locator:
    """The newest message."""
    return page.locator("#messages > .message").last


async def begin(page: Page, command: str) -> None:
    """Pick a command with the keyboard: "/echo"."""
    await box(page).click()
    await page.keyboard.type(command)
    await expect(page.get_by_role("option").first).to_contain_text(command)
    await page.keyboard.press("Enter")
    await expect(page.locator(".command-name")).to_have_text(command)


async def run(page: Page, command: str, **options: str) -> None:
    """Enter a command whose options are all words, and send it."""
    await begin(page, command)
    for name, words in options.items():
        await option(page, name).fill(words)
        await page.keyboard.press("Escape")
    await page.keyboard.press("Enter")
