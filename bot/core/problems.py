"""What is wrong in a file, said to the person who edits it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Self

ProblemLevel = Literal["error", "warning"]
"""An `error` keeps the pack from being used, a `warning` does not."""


class ProblemKind(StrEnum):
    """What can be wrong, by a name that programs may rely on; each with one line of meaning and its level."""

    meaning: str
    level: ProblemLevel

    def __new__(cls, name: str, meaning: str, level: ProblemLevel = "error") -> Self:
        kind = str.__new__(cls, name)
        kind._value_ = name
        kind.meaning = meaning
        kind.level = level
        return kind

    # Folders and files
    NO_CONTENT_FOLDER = "no-content-folder", "the folder cannot be opened, or holds no content"
    UNUSED_FILE = "unused-file", "a file or folder that is not read", "warning"
    MISSING_FILE = "missing-file", "a file that others need is not there"
    NOT_A_FILE = "not-a-file", "a link, pipe or device in the place of a file, or one in the place of the other"
    UNREADABLE_FILE = "unreadable-file", "a file that cannot be opened, or that changed while it was being read"
    EMPTY_FILE = "empty-file", "a file with nothing in it but blanks and comments"
    FILE_TOO_LARGE = "file-too-large", "a file of more than 1 MiB"
    FOLDER_TOO_LARGE = "folder-too-large", "more than 16 MiB in all"
    TOO_MANY_FILES = "too-many-files", "more than 1,000 files"
    NOT_UTF8 = "not-utf8", "bytes that are not UTF-8, or a mark that says they are something else"
    INVISIBLE_CHARACTER = "invisible-character", "a control character, or a mark that nobody sees"

    # YAML and JSON
    YAML_SYNTAX = "yaml-syntax", "text that cannot be read as YAML"
    YAML_MARKUP = "yaml-markup", "an anchor, alias, tag, merge or directive"
    SECOND_DOCUMENT = "second-document", "a second document in one file"
    TOO_DEEP = "too-deep", "brackets in brackets without end"
    TOO_MANY_VALUES = "too-many-values", "a file of more values than can be read at once"
    KEY_NOT_TEXT = "key-not-text", "a key that is a number, a list or nothing"
    DUPLICATE_KEY = "duplicate-key", "the same key twice in one place"
    LONG_NUMBER = "long-number", "a number of absurd length"
    TEXT_IN_COMMENT = "text-in-comment", "text that YAML takes for a comment", "warning"
    NOT_JSON = "not-json", "a line that cannot be read as JSON"

    # Single values
    UNKNOWN_KEY = "unknown-key", "a key that is not used in its place"
    MISSING_KEY = "missing-key", "a key that has to be there is not"
    WRONG_TYPE = "wrong-type", "text in the place of a list, a number in the place of text, and the like"
    TOO_LONG = "too-long", "a text of too many characters"
    TOO_FEW = "too-few", "a list of too few items"
    TOO_MANY = "too-many", "a list of too many items"
    NOT_A_CHOICE = "not-a-choice", "a word other than those that may stand in its place"
    OUT_OF_RANGE = "out-of-range", "a value beyond what may stand in its place"
    NOT_AN_ID = "not-an-id", "an id of other characters than it may have, or too short or long"
    NOT_A_DATE = "not-a-date", "a date, or a day of the year, that is none"
    NOT_HTTPS = "not-https", "an address that does not begin with https:// or is none"
    EMPTY_TEXT = "empty-text", "a text of nothing but blanks"
    NO_WORDS = "no-words", "a text of nothing but punctuation"
    LINE_BREAK = "line-break", "a line break in a text that is shown on one line"
    OUTER_SPACE = "outer-space", "a space before or after a text that is shown on one line"

    # Ids and what they lead to
    DUPLICATE_ID = "duplicate-id", "two things of one kind with the same id"
    UNKNOWN_ID = "unknown-id", "an id of nothing"
    RENAMED_ID = "renamed-id", "a former name where the present one belongs"
    RETIRED_ID = "retired-id", "the id of something that was retired"
    REPEATED_ITEM = "repeated-item", "the same twice in one list"
    ALREADY_LISTED = "already-listed", 'a resource of a list that is named in its "also" as well'
    RELATED_TO_ITSELF = "related-to-itself", "an entry among its own related ones, or a stage that needs itself"
    FORMER_ID_IN_USE = "former-id-in-use", "a former name that is the id of something else today"
    FORMER_ID_OF_TWO = "former-id-of-two", "a former name that two things claim"
    CIRCULAR_SUCCESSION = "circular-succession", "retired things that succeed each other in a circle"
    VANISHED_ID = "vanished-id", "an id that went out once and is gone without a word"
    BROKEN_LOCK = "broken-lock", "a line of ids.lock that is no kind and id"

    # What goes together, and what stays true
    NO_ENTRIES = "no-entries", "a folder without a single entry"
    DUPLICATE_WORDS = "duplicate-words", "the same question or phrasing in two places"
    DUPLICATE_TITLE = "duplicate-title", "the same title in two things of one kind"
    FUTURE_DATE = "future-date", "a day on which something was done that is yet to come"
    STALE_CHECK = "stale-check", "a comparison with the sources of more than 18 months ago", "warning"
    CONTRADICTED_LEVEL = "contradicted-level", "a level that the number of sources contradicts", "warning"
    UNUSED_SOURCE = "unused-source", "a source that nothing names", "warning"
    YEAR_IN_TITLE = "year-in-title", "a title that ends in the year that is shown after it anyway", "warning"
    NO_ADDRESS = "no-address", "a resource with neither an address nor words to look for"
    ADDRESS_WITHOUT_LEVEL = "address-without-level", "an address of which nobody says how much was seen"
    LEVEL_WITHOUT_ADDRESS = "level-without-address", "what was seen of an address that is not there"
    UNLABELLED_QUERY = "unlabelled-query", "a question to measure with, without the entry that answers it"

    # Timelines
    REVERSED_RANGE = "reversed-range", "a range whose end lies before its beginning, or whose middle lies outside"
    CONTRADICTION = "contradiction", "two values of which only one can hold"
    UNCLEAR_DAY = "unclear-day", "a calendar rule that names no day or month, or several"
    UNHOOKED_RULE = "unhooked-rule", "a dated calendar rule without the stage that it is counted from"
    UNEXPLAINED = "unexplained", "something that is not known, without a sentence that says so"
    NO_LENGTH = "no-length", "a stage of which nobody says how long it takes"
    REPEATED_STAGE = "repeated-stage", "a stage that stands twice on one pathway"
    INCOMPLETE_EFFECT = "incomplete-effect", "the effect of a modifier without something that its kind needs"
    UNPLACED_STAGE = "unplaced-stage", "a stage on a pathway that lacks the stage it belongs to"
    WRONG_TOTAL = "wrong-total", "a total that the stages of the pathway do not add up to"
    SECOND_DEFAULT = "second-default", "a second pathway that is to be assumed where none is chosen"
    UNKNOWN_COUNTRY = "unknown-country", "a calendar rule of a country without a pathway"
    RECHECK_DUE = "recheck-due", "a calendar rule that somebody should have looked at again", "warning"

    # What Discord makes of a text
    MENTION = "mention", "characters that Discord turns into a mention, a timestamp, an emoji or a command"
    UNSAFE_LINK = "unsafe-link", "a link in a text that is not https"
    OPEN_CODE = "open-code", "a block of code that is never closed"
    LONE_MARK = "lone-mark", "a **, __, ~~, || or ` without its other half, so that what follows looks wrong"
    WRONG_HEADING = "wrong-heading", "a line that looks like a heading or small print and is shown as it is", "warning"
    TORN_LINK = "torn-link", "a link that is shown as it is, because words and address do not touch", "warning"
    CARD_TOO_LARGE = "card-too-large", "an answer whose card Discord would refuse"

    # What became of the pages that the content links to; nothing of this keeps a pack from being used
    DEAD_LINK = "dead-link", "a link that leads to no page that anybody could open"
    MOVED_LINK = "moved-link", "a link whose page has another address by now", "warning"
    DOUBTFUL_LINK = "doubtful-link", "a link whose page could not be seen, or only in the open", "warning"

    # When there are too many of them
    MORE_ERRORS = "more-errors", "errors that were only counted, after the first 200 problems of a file"
    MORE_WARNINGS = "more-warnings", "warnings that were only counted, after the first 200 of a file", "warning"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong at one place.

    `file` is relative to the content folder, with `/`. `line` and `column` count from 1; both are 0 where a problem
    concerns the file as a whole. `path` names the value (`entries[3].answer`), empty for the file. `message` says
    what is wrong, `hint` what to do about it (may be empty).
    """

    file: str
    line: int
    column: int
    path: str
    kind: ProblemKind
    message: str
    hint: str = ""

    @property
    def level(self) -> ProblemLevel:
        return self.kind.level

    def __str__(self) -> str:
        """`file:line:column path: message. hint`, the form editors and terminals turn into a link."""
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        text = f"{place} {self.path}: {self.message}" if self.path else f"{place}: {self.message}"
        return f"{text} {self.hint}" if self.hint else text


@dataclass(frozen=True, slots=True)
class Report:
    """All problems of one load, sorted by place."""

    problems: tuple[Problem, ...] = ()

    @classmethod
    def of(cls, problems: Iterable[Problem]) -> "Report":
        return cls(tuple(sorted(set(problems))))

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.level == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.level == "warning")
