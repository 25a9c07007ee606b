"""The YAML parser's complaints, in words that tell an editor what to change."""

import yaml

from bot.content.places import Place, quoted
from bot.core.problems import ProblemKind

# What libyaml says -> (what is wrong, what to do). Whatever is not here is passed on in its own words.
_SENTENCES = {
    "mapping values are not allowed in this context": (
        "a colon followed by a space starts a value here, where none can start.",
        "Put the text in quotes, or check the indentation.",
    ),
    "block sequence entries are not allowed in this context": (
        "a list item cannot start here.",
        'Start it on its own line, or put the text in quotes if it begins with "- ".',
    ),
    "mapping keys are not allowed in this context": (
        "a key cannot start here.",
        'Put the text in quotes if it begins with "? ".',
    ),
    "could not find expected ':'": ("this line has no colon after its key.", "Write it as `key: value`."),
    "found unexpected end of stream": ("a quotation mark is opened and never closed.", "Close it."),
    "found unexpected document indicator": (
        'a line of "---" or "..." stands inside quoted text.',
        "Close the quotation mark before it.",
    ),
    "found unknown escape character": (
        "this backslash sequence is unknown in double quotes.",
        "Use single quotes, or write the backslash twice.",
    ),
    "found invalid Unicode character escape code": (
        "this backslash sequence names no character.",
        "Write the character itself.",
    ),
    "did not find expected hexdecimal number": (
        "this backslash sequence is cut short.",
        "Write the character itself.",
    ),
    "did not find expected key": (
        "this line does not belong to what stands above it.",
        "Indent it like the keys above it; text after a closing quotation mark belongs inside the quotes.",
    ),
    "did not find expected '-' indicator": (
        "a list item is expected here.",
        'Start it with "- ", indented like the items above it.',
    ),
    "did not find expected ',' or ']'": (
        "a list in square brackets is not closed.",
        'Separate its items with commas and end it with "]".',
    ),
    "did not find expected ',' or '}'": (
        "a mapping in braces is not closed.",
        'Separate its pairs with commas and end it with "}".',
    ),
    "did not find expected node content": (
        "a value is expected here.",
        "Write it, put it in quotes, or close the bracket above.",
    ),
    "did not find expected <document start>": (
        "this stands after the end of the content.",
        "Delete it, or check the indentation.",
    ),
    "did not find expected comment or line break": (
        'only a line break may follow "|" or ">".',
        "Begin the text on the next line, indented.",
    ),
    "found a tab character where an indentation space is expected": ("a tab is used for indentation.", "Use spaces."),
    "found a tab character that violates indentation": ("a tab is used for indentation.", "Use spaces."),
}
# These are noticed lines after the mistake, which is where the bracket, the quotation mark or the key began.
_NOTICED_LATE = ("did not find expected ','", "found unexpected", "could not find expected ':'")
_CANNOT_START = "found character that cannot start any token"
_MARKUP = ("anchor", "alias", "tag", "directive")  # things that the guard refuses anyway, here even misspelt


def explained(error: yaml.YAMLError, text: str) -> tuple[Place, ProblemKind, str, str]:
    """Place, kind, message and hint for an error that PyYAML raised on `text`."""
    kind = ProblemKind.YAML_SYNTAX
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Place(1, 1), kind, f"this is not YAML: {error}.", ""
    place = Place(error.problem_mark.line + 1, error.problem_mark.column + 1)
    opened = error.context_mark
    problem, context = error.problem or "", error.context or ""
    line = _line(text, place.line)
    character = line[place.column - 1 : place.column]
    if "\t" in (character, *line[: len(line) - len(line.lstrip())]):
        return Place(place.line, line.index("\t") + 1), kind, "a tab is used for indentation.", "Use spaces."
    if problem == _CANNOT_START:
        return place, kind, f"text cannot begin with {quoted(character)} here.", "Put it in quotes."
    if any(word in context for word in _MARKUP):
        return place, ProblemKind.YAML_MARKUP, "this markup of YAML is not used here.", "Put the text in quotes."
    message, hint = _SENTENCES.get(problem, (f"this is not YAML: {problem}.", ""))
    if opened is not None and problem.startswith(_NOTICED_LATE):
        return Place(opened.line + 1, opened.column + 1), kind, message, hint
    return place, kind, message, hint


def _line(text: str, number: int) -> str:
    lines = text.splitlines()
    return lines[number - 1] if number <= len(lines) else ""
