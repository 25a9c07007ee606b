"""A posted list, whatever stands in it, is one that Discord takes."""

from hypothesis import given
from hypothesis import strategies as st

from bot.core.settings import Language
from bot.render.card import Card, Text
from bot.render.dates import Dates
from bot.render.lists import digest, pages
from tests.support.lists import listed, resource

ANY = st.text(max_size=2500)


def shown(card: Card) -> str:
    return "\n".join(part.content for part in card.parts if isinstance(part, Text))


@given(st.lists(st.tuples(ANY, st.one_of(st.none(), ANY)), max_size=8))
def test_whatever_an_item_says_each_message_can_be_sent(items: list[tuple[str, str | None]]) -> None:
    resources = [
        resource(number, description=text, url=url and f"https://x.example/{url}")
        for number, (text, url) in enumerate(items)
    ]
    assert all(not page.card.excesses() for page in pages(listed(resources), Dates()))


def test_the_longest_items_fit_one_by_one() -> None:
    worst = [resource(number, description="*" * 5000, url="https://x.example/" + "(" * 330) for number in range(5)]
    made = pages(listed(worst), Dates())
    assert all(not page.card.excesses() for page in made)
    assert len(made) > 1


def test_a_list_says_what_each_item_is_and_when_it_was_looked_at() -> None:
    things = [resource(1, description="Good for a [start].", url="https://x.example/a_(b)"), resource(2)]
    [page] = pages(listed(things, under_review=["thing-1"]), Dates())
    text = shown(page.card)
    assert text.startswith("## Good things\nAll in one place")
    assert "**[Thing 1](https://x.example/a_%28b%29)**\nGood for a \\[start\\]" in text
    assert "-# Society · for students · free · checked 1 Nov 2026\n-# ⚠ Link under review" in text
    assert "**Thing 2**\nLook for “thing 2”" in text
    assert text.endswith("-# 2 entries, as of 1 Nov 2026. This message is kept up to date in place.")
    assert text.count("under review") == 1


def test_a_long_list_begins_with_its_title_and_ends_with_its_date() -> None:
    things = [resource(number, description="x" * 300, url="https://x.example") for number in range(30)]
    first, *between, last = [shown(page.card) for page in pages(listed(things), Dates())]
    assert first.startswith("## Good things\n")
    assert all(text.startswith("### Good things, continued\n") for text in (*between, last))
    assert last.endswith("in place.")
    assert not any("in place." in text for text in (first, *between))


def test_an_empty_list_says_so() -> None:
    [page] = pages(listed([]), Dates())
    assert "Nothing is in this list at the moment." in shown(page.card)


def test_the_digest_is_of_what_is_seen() -> None:
    one, same, other = (
        pages(listed([resource(1, description=text)]), Dates())[0] for text in ("First", "First", "Second")
    )
    assert one.digest == same.digest == digest(one.card)
    assert len(one.digest) == 64
    assert other.digest != one.digest
    german = pages(listed([resource(1, description="First")]), Dates(Language.GERMAN))[0]
    assert german.digest != one.digest
    first, *others = one.card.parts
    assert isinstance(first, Text)
    assert digest(Card(one.card.tone, (Text(first.content, 5000), *others))) == one.digest, "a mark is not seen"
