"""What a posted list looks like in its channel, message by message."""

import hashlib
from collections.abc import Sequence

import orjson

from bot.core.postings.splitting import split
from bot.core.postings.values import Listed, Page
from bot.core.resources import Resource
from bot.render.card import Card, Part, Rule, Text, Tone
from bot.render.dates import Dates
from bot.render.links import MARK
from bot.render.neutral import cut, neutral, shorten
from bot.render.resources import COSTS, kind, listed_words, plural

# Characters of one item's parts before they are neutralised, which may double them: an item always fits by itself.
TITLE, WORDS, NOTE, ADDRESS = 150, 400, 100, 1000


def pages(listed: Listed, dates: Dates) -> tuple[Page, ...]:
    """The messages that show a list, at least one, each within Discord's limits."""

    def fits(number: int, run: Sequence[Resource]) -> bool:
        return not _card(listed, dates, run, number, last=True).excesses()

    runs = split(listed.resources, fits=fits)
    cards = [_card(listed, dates, run, n, last=n == len(runs) - 1) for n, run in enumerate(runs)]
    return tuple(Page(digest(card), card) for card in cards)


def digest(card: Card) -> str:
    """SHA-256, in hexadecimal, of everything that is seen of a card of texts."""
    seen: list[object] = [card.tone.value]
    for part in card.parts:
        seen.append(part.content if isinstance(part, Text) else type(part).__name__)
    return hashlib.sha256(orjson.dumps(seen)).hexdigest()


def _card(listed: Listed, dates: Dates, run: Sequence[Resource], number: int, *, last: bool) -> Card:
    parts: list[Part] = [Text(_heading(listed, number))]
    for resource in run:
        parts.append(Text(_item(resource, dates, doubtful=resource.id in listed.under_review)))
    if not listed.resources:
        parts.append(Text("Nothing is in this list at the moment."))
    if last:
        parts += [Rule(), Text(_footer(listed, dates))]
    return Card(Tone.ANSWER, tuple(parts))


def _heading(listed: Listed, number: int) -> str:
    title = neutral(shorten(listed.list.title, TITLE))
    if number:
        return f"### {title}, continued"
    about = neutral(shorten(listed.list.description, WORDS))
    return f"## {title}\n{about}" if about else f"## {title}"


def _item(resource: Resource, dates: Dates, *, doubtful: bool) -> str:
    title = neutral(shorten(resource.title, TITLE))
    address = (resource.url or "").replace("(", "%28").replace(")", "%29")  # a parenthesis would end the link
    if 0 < len(address) <= ADDRESS:
        title = f"[{title}]({address})"
    lines = [f"**{title}**"]
    if resource.description:
        lines.append(neutral(shorten(resource.description, WORDS)))
    if resource.url is None and resource.look_for:
        lines.append(f"Look for “{neutral(shorten(resource.look_for, NOTE))}”")
    cost = COSTS[resource.cost]
    if resource.cost_note:
        cost += f": {neutral(shorten(resource.cost_note, NOTE))}"
    whom = cut(listed_words([plural(one) for one in resource.audience]), NOTE) or "everybody"
    facts = [kind(resource.kind), f"for {whom}", cost, f"checked {dates.day(resource.checked)}"]
    lines.append(f"-# {' · '.join(facts)}")
    if doubtful:
        lines.append(MARK)
    return "\n".join(lines)


def _footer(listed: Listed, dates: Dates) -> str:
    """Of the content alone: nothing that changes by itself."""
    n = len(listed.resources)
    counted = "1 entry" if n == 1 else f"{n:,} entries"
    checked = [resource.checked for resource in listed.resources]
    as_of = f", as of {dates.day(max(checked))}" if checked else ""
    return f"-# {counted}{as_of}. This message is kept up to date in place."
