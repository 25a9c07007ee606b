"""The YAML parser's complaints, in words that tell an operator what to change. None of them quotes the file."""

import yaml

_BACKSLASH = (
    "this backslash sequence is unknown in double quotes.",
    "Use single quotes, or write the backslash twice.",
)
# What PyYAML begins with -> (what is wrong, what to do).
_SENTENCES = {
    "mapping values are not allowed": (
        "a colon followed by a space starts a value here, where none can start.",
        "Put the text in quotes, or check the indentation.",
    ),
    "could not find expected ':'": ("this line has no colon after its name.", "Write it as `name: value`."),
    "expected <block end>": ("this does not belong to what stands above it.", "Indent it like the line above it."),
    "expected ',' or ']'": ("a list in square brackets is not closed.", 'End it with "]".'),
    "expected ',' or '}'": ("a group in braces is not closed.", 'End it with "}".'),
    "found unexpected end of stream": ("a quotation mark is opened and never closed.", "Close it."),
    "expected the node content": ("a value is expected here.", "Write it, or put it in quotes if it is text."),
    "sequence entries are not allowed": ("a list item cannot start here.", "Start it on its own line."),
    "found unknown escape character": _BACKSLASH,
    "expected escape sequence": _BACKSLASH,
}
# These are noticed lines after the mistake, which is where the bracket, the quotation mark or the name began.
_NOTICED_LATE = ("expected ','", "found unexpected end", "could not find expected ':'")
_CANNOT_START = "found character"
_NOT_YAML = ("this is not YAML.", "Compare it with config.example.yaml.")


def explained(error: yaml.YAMLError, text: str) -> tuple[int, int, str, str]:
    """Line, column, what is wrong and what to do, for an error that PyYAML raised on `text`."""
    if isinstance(error, yaml.reader.ReaderError):
        before = text[: int(error.position)]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        return line, column, "this character cannot be seen and has no business here.", "Delete it."
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return 1, 1, *_NOT_YAML
    problem = error.problem or ""
    late = error.context_mark if problem.startswith(_NOTICED_LATE) else None
    mark = late or error.problem_mark
    line, column = mark.line + 1, mark.column + 1
    if problem.startswith(_CANNOT_START):
        if "'\\t'" in problem:
            return line, column, "a tab is used for indentation.", "Use spaces."
        return line, column, "text cannot begin with this character.", "Put it in quotes."
    found = next((sentences for start, sentences in _SENTENCES.items() if problem.startswith(start)), _NOT_YAML)
    return line, column, *found
