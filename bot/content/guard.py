"""YAML as a stream of events, cut off before it can do harm.

Nothing is composed or constructed here: PyYAML's composer recurses, so that 50 KB of `[` end the process, and aliases
multiply. The parser below it works with a stack of its own and hands out one event at a time.
"""

from collections.abc import Iterator

import yaml

from bot.content.places import WHOLE_FILE, Notes, Place, quoted
from bot.content.syntax import explained
from bot.core.problems import ProblemKind

MAX_DEPTH = 32
MAX_EVENTS = 60_000

_Said = tuple[ProblemKind, str, str]  # the kind, what is wrong, what to do
_TOO_DEEP = (ProblemKind.TOO_DEEP, f"this is nested more than {MAX_DEPTH} levels deep.", "Check the brackets.")
_TOO_MANY = (ProblemKind.TOO_MANY_VALUES, "the file holds too many values.", "Split it into several files.")
_SECOND_DOCUMENT = (
    ProblemKind.SECOND_DOCUMENT,
    "a second document starts here.",
    'Delete the line "---", or use two files.',
)
_DIRECTIVE = (ProblemKind.YAML_MARKUP, "directives are not used here.", 'Delete the lines that begin with "%".')


def events(text: str, notes: Notes) -> Iterator[yaml.Event]:
    """Events of the one document in `text`.

    Anchors, aliases, tags and directives are noted and reading goes on, so that everything else in the file is seen
    too. Errors of syntax, a second document and excess of depth or size are noted and end the stream early.
    """
    depth = documents = 0
    try:
        for count, event in enumerate(iter(yaml.CSafeLoader(text).get_event, None), start=1):
            excess: _Said | None = _TOO_MANY if count > MAX_EVENTS else None
            if isinstance(event, yaml.NodeEvent):
                for said in _markup(event):
                    notes.add(place_of(event), (), *said)
                if isinstance(event, yaml.CollectionStartEvent):
                    depth += 1
                    excess = _TOO_DEEP if depth > MAX_DEPTH else excess
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                excess = _SECOND_DOCUMENT if documents > 1 else excess
                if event.version or event.tags:
                    notes.add(place_of(event), (), *_DIRECTIVE)
            if excess is not None:
                notes.add(place_of(event), (), *excess)
                return
            yield event
    except yaml.YAMLError as error:
        place, kind, message, hint = explained(error, text)
        notes.add(place, (), kind, message, hint)


def place_of(event: yaml.Event) -> Place:
    """Where `event` starts."""
    mark = event.start_mark
    return WHOLE_FILE if mark is None else Place(mark.line + 1, mark.column + 1)


def _markup(event: yaml.NodeEvent) -> tuple[_Said, ...]:
    """What is to be said about the alias, or the anchor and the tag, of `event`."""
    tag = getattr(event, "tag", None)  # an alias has none
    if event.anchor is None and tag is None:
        return ()
    if isinstance(event, yaml.AliasEvent):
        message = f"the alias {quoted(f'*{event.anchor}')} is not used here."
        return ((ProblemKind.YAML_MARKUP, message, "Write the value out, or put it in quotes."),)
    found = []
    if event.anchor is not None:
        found.append(f"the anchor {quoted(f'&{event.anchor}')} is not used here.")
    if tag is not None:
        found.append(f"the tag {quoted(tag.replace('tag:yaml.org,2002:', '!!'))} is not used here.")
    return tuple((ProblemKind.YAML_MARKUP, message, "Delete it, or put the text in quotes.") for message in found)
