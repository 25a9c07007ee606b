"""Discord's markdown as the page draws it: the modules themselves, in the browser."""

import pytest
from playwright.async_api import Page

from tests.support.browser import browser_test

pytestmark = browser_test

RENDER = """async (text) => {
  const { markdown } = await import('/page/static/js/markdown/render.js');
  const names = {
    userName: (id) => ({ 7: 'Ada' })[id] ?? null, roleName: (id) => ({ 8: 'Mentor' })[id] ?? null,
    channelName: (id) => ({ 9: 'questions' })[id] ?? null, openChannel: () => {},
  };
  return markdown(text, names).innerHTML;
}"""


MENTION = '<span class="mention">'

PUT = f"""async (text) => {{
  const parsed = new DOMParser().parseFromString(await ({RENDER})(text), 'text/html');
  document.body.replaceChildren(...parsed.body.childNodes);
}}"""

TIMED = f"""async (text) => {{
  const start = performance.now();
  await ({RENDER})(text);
  return performance.now() - start;
}}"""


async def drawn(page: Page, text: str) -> str:
    html: str = await page.evaluate(RENDER, text)
    return html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("plain", "<p>plain</p>"),
        ("two\nlines", "<p>two\nlines</p>"),
        ("**bold** *lean* _lean_", "<p><strong>bold</strong> <em>lean</em> <em>lean</em></p>"),
        ("__under__ ~~gone~~", "<p><u>under</u> <s>gone</s></p>"),
        ("***both***", "<p><strong><em>both</em></strong></p>"),
        ("**bold *and lean* again**", "<p><strong>bold <em>and lean</em> again</strong></p>"),
        ("`a **b**` and ``c ` d``", "<p><code>a **b**</code> and <code>c ` d</code></p>"),
        ("snake_case_name and 2 * 3 * 4", "<p>snake_case_name and 2 * 3 * 4</p>"),
        ("**never closed", "<p>**never closed</p>"),
        (r"\*not lean\* \<t:1:R>", "<p>*not lean* &lt;t:1:R&gt;</p>"),
        (r"why\? one\, \$2 \"so\" \a \\", '<p>why? one, $2 "so" \\a \\</p>'),
        (r"\- no list", "<p>- no list</p>"),
        (
            "# One\n## Two\n### Three",
            '<h3 class="heading-1">One</h3><h4 class="heading-2">Two</h4><h5 class="heading-3">Three</h5>',
        ),
        ("#no heading", "<p>#no heading</p>"),
        ("-# small", '<p class="subtext">small</p>'),
        ("> one\n> two\nafter", "<blockquote><p>one\ntwo</p></blockquote><p>after</p>"),
        (">>> all\nof it", "<blockquote><p>all\nof it</p></blockquote>"),
        ("- a\n- b\n  - c", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"),
        ("3. c\n4. d", '<ol start="3"><li>c</li><li>d</li></ol>'),
        ("- a\n1. b", '<ul><li>a</li></ul><ol start="1"><li>b</li></ol>'),
        ("```py\nx = 1\n```", '<pre data-language="py" tabindex="0"><code>x = 1</code></pre>'),
        (
            "<@7> <@!7> <@&8> <@5>",
            f"<p>{MENTION}@Ada</span> {MENTION}@Ada</span> {MENTION}@Mentor</span> {MENTION}@unknown-user</span></p>",
        ),
        (
            "<#9> <#5>",
            '<p><button class="mention" type="button">#questions</button> <span class="mention"># No access</span></p>',
        ),
        ("</faq ask:12> <:wave:345>", '<p><span class="mention">/faq ask</span> :wave:</p>'),
    ],
)
async def test_marks_become_elements(blank: Page, text: str, html: str) -> None:
    assert await drawn(blank, text) == html


@pytest.mark.parametrize(
    ("text", "address", "words"),
    [
        ("see https://example.org/a_b_c.", "https://example.org/a_b_c", "https://example.org/a_b_c"),
        ("(https://example.org/x)", "https://example.org/x", "https://example.org/x"),
        ("<https://example.org/y>", "https://example.org/y", "https://example.org/y"),
        ("[the **page**](https://example.org/z)", "https://example.org/z", "the page"),
        ('[words](https://example.org/w "a title")', "https://example.org/w", "words"),
        ("[(b)](https://example.org/a_(b))", "https://example.org/a_(b)", "(b)"),
    ],
)
async def test_links_open_elsewhere_and_tell_nothing(blank: Page, text: str, address: str, words: str) -> None:
    await blank.evaluate(PUT, text)
    link = blank.get_by_role("link", name=words, exact=True)
    assert await link.get_attribute("href") == address
    assert await link.get_attribute("target") == "_blank"
    assert await link.get_attribute("rel") == "noopener noreferrer"


@pytest.mark.parametrize(
    "text", ["[x](javascript:alert(1))", "[x](data:text/html,x)", "<javascript:alert(1)>", "[x](/page)"]
)
async def test_only_the_web_can_be_linked_to(blank: Page, text: str) -> None:
    assert "<a" not in await drawn(blank, text)


SAFE = """async (addresses) => {
  const { safeUrl } = await import('/page/static/js/dom.js');
  return addresses.map(safeUrl);
}"""


async def test_an_address_that_is_not_of_the_web_is_none(blank: Page) -> None:
    bad = [
        "javascript:alert(1)",
        " JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "http://",
    ]
    assert await blank.evaluate(SAFE, bad) == [None] * len(bad)
    assert await blank.evaluate(SAFE, ["https://example.org/a"]) == ["https://example.org/a"]


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x onerror=alert(1)>",
        "<script>alert(1)</script>",
        "[<b>](https://example.org)<iframe>",
        "```html\n<img src=x>\n```",
        "`<img src=x>`",
        "# <img src=x>",
        "- <svg onload=alert(1)>",
    ],
)
async def test_markup_stays_text(blank: Page, text: str) -> None:
    html = await drawn(blank, text)
    assert not any(f"<{tag}" in html for tag in ("img", "script", "iframe", "svg", "b>"))
    assert "&lt;" in html


async def test_a_timestamp_reads_as_a_date_in_the_style_asked_for(blank: Page) -> None:
    html = await drawn(blank, "<t:1930485900:D> <t:1930485900:t> <t:0:R> <t:99999999999999:f>")
    assert "5 March 2031" in html
    assert "years ago" in html
    assert "&lt;t:99999999999999:f&gt;" in html  # no such instant


@pytest.mark.parametrize(
    "bomb",
    [
        "*" * 4000,
        "**a" * 1300,
        "*a **b " * 570,
        "[" * 4000,
        "[a](" * 1000,
        "> " * 2000,
        "||" * 2000,
        "`" * 4000,
        "<" * 4000,
        "_" * 4000,
        "\n".join(" " * depth + "- x" for depth in range(85)),
        "http://" * 570,
        "~~*__**" * 570,
        "```" * 1300,
    ],
    ids=lambda bomb: bomb[:7].strip(),
)
async def test_a_bomb_of_marks_is_drawn_at_once(blank: Page, bomb: str) -> None:
    took: float = await blank.evaluate(TIMED, bomb)
    assert took < 250  # milliseconds
