"""Cards to leaf through the FAQ: its topics, and the entries of one."""

from collections.abc import Callable
from typing import Any

from bot.core.codes import BUTTON, MENU, Action, encode
from bot.core.pack import Entry
from bot.core.topics import Page, Topic
from bot.render.card import OPTION_TEXT, Button, Buttons, Card, Menu, Option, Part, Text, Tone
from bot.render.neutral import neutral, shorten

QUOTE = 100  # characters of what was typed and is no topic
NAMED = 10  # topics that a sentence names


def topics(page: Page[Topic], *, entries: int, unknown: str | None = None) -> Card:
    """A page of all topics. `entries`: how many there are under all of them; `unknown`: what was typed and is none."""
    lines = [f"## Browse the FAQ\n{_count(entries, 'question')} in {_count(page.total, 'topic')}"]
    if unknown is not None:
        lines.append(f"There is no topic “{neutral(shorten(unknown, QUOTE))}”. There is {_names(page)}.")
    options = tuple(
        Option(shorten(topic.title, OPTION_TEXT), topic.id, _count(len(topic.entries), "question"))
        for topic in page.items
    )
    parts: list[Part] = [Text("\n".join([*lines, *_where(page, "Topic")]))]
    parts.append(Menu(encode(MENU, Action.TOPIC), "Choose a topic", options))
    turns = _turns(page, lambda number: encode(BUTTON, Action.TOPICS, number))
    return Card(Tone.ASKING, (*parts, Buttons(turns)) if turns else tuple(parts))


def leaf(topic: Topic, page: Page[Entry], *, of_topics: int) -> Card:
    """A page of the entries of `topic`, with the way back to page `of_topics` of all topics."""
    lines = [f"## {neutral(topic.title)}\n{_count(page.total, 'question')}", *_where(page, "Question")]
    options = tuple(Option(shorten(entry.question, OPTION_TEXT), entry.id) for entry in page.items)
    back = Button("◂ All topics", encode(BUTTON, Action.TOPICS, of_topics))
    turns = _turns(page, lambda number: encode(BUTTON, Action.TOPIC, topic.id, number))
    menu = Menu(encode(MENU, Action.READ), "Choose a question", options)
    return Card(Tone.ASKING, (Text("\n".join(lines)), menu, Buttons((back, *turns))))


def _turns(page: Page[Any], code: Callable[[int], str]) -> tuple[Button, ...]:
    """Buttons to the pages before and after this one, where there are such."""
    before = [Button("Previous page", code(page.number - 1))] if page.number else []
    after = [Button("Next page", code(page.number + 1))] if page.number < page.pages - 1 else []
    return (*before, *after)


def _where(page: Page[Any], what: str) -> list[str]:
    """Which of them these are; nothing where they are all."""
    if page.pages == 1:
        return []
    first, last = page.first + 1, page.first + len(page.items)
    span = f"{what} {first:,}" if first == last else f"{what}s {first:,} to {last:,}"
    return [f"-# {span} of {page.total:,}, page {page.number + 1} of {page.pages}"]


def _names(page: Page[Topic]) -> str:
    """Some of the topics, as a list in a sentence."""
    named = [topic.title for topic in page.items[:NAMED]]
    more = page.total - len(named)
    if more:
        return f"{', '.join(named)} and {more} more"
    return " and ".join(filter(None, [", ".join(named[:-1]), named[-1]]))


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
