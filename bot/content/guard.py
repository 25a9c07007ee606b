"""YAML as a stream of events, cut off before it can do harm.

Nothing is composed or constructed here: PyYAML's composer recurses, so that 50 KB of `[` end the process, and aliases
multiply. The parser below it works with a stack of its own and hands out one event at a time.
"""

from collections.abc import Iterator

import yaml

from bot.content.places import WHOLE_FILE, Notes, Place, quoted
from bot.content.syntax import explained

MAX_DEPTH = 32
MAX_EVENTS = 200_000


def events(text: str, notes: Notes) -> Iterator[yaml.Event]:
    """Events of the one document in `text`.

    Anchors, aliases, tags and directives are noted and reading goes on, so that everything else in the file is seen
    too. Errors of syntax, a second document and excess of depth or size are noted and end the stream early.
    """
    depth = documents = 0
    try:
        for count, event in enumerate(yaml.parse(text, Loader=yaml.CSafeLoader), start=1):
            if isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            elif isinstance(event, yaml.NodeEvent):
                _refuse_markup(event, notes)
                depth += isinstance(event, yaml.CollectionStartEvent)
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if event.version or event.tags:
                    notes.add(
                        place_of(event), (), "directives are not used here.", 'Delete the lines that begin with "%".'
                    )
            if depth > MAX_DEPTH:
                notes.add(
                    place_of(event), (), f"this is nested more than {MAX_DEPTH} levels deep.", "Check the brackets."
                )
                return
            if count > MAX_EVENTS:
                notes.add(place_of(event), (), "the file holds too many values.", "Split it into several files.")
                return
            if documents > 1:
                notes.add(
                    place_of(event), (), "a second document starts here.", 'Delete the line "---", or use two files.'
                )
                return
            yield event
    except yaml.YAMLError as error:
        place, message, hint = explained(error, text)
        notes.add(place, (), message, hint)


def place_of(event: yaml.Event) -> Place:
    """Where `event` starts."""
    mark = event.start_mark
    return WHOLE_FILE if mark is None else Place(mark.line + 1, mark.column + 1)


def _refuse_markup(event: yaml.NodeEvent, notes: Notes) -> None:
    if isinstance(event, yaml.AliasEvent):
        notes.add(
            place_of(event),
            (),
            f"the alias {quoted(f'*{event.anchor}')} is not used here.",
            "Write the value out, or put it in quotes.",
        )
        return
    if event.anchor is not None:
        notes.add(
            place_of(event),
            (),
            f"the anchor {quoted(f'&{event.anchor}')} is not used here.",
            "Delete it, or put the text in quotes.",
        )
    tag = getattr(event, "tag", None)
    if tag is not None:
        short = tag.replace("tag:yaml.org,2002:", "!!")
        notes.add(
            place_of(event), (), f"the tag {quoted(short)} is not used here.", "Delete it, or put the text in quotes."
        )
