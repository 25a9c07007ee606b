"""One thing wrong with the settings, said to the person who made them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """`source` is the file or the variable; `line` and `column` count from 1, both 0 where there is no line to name.

    `name` is the setting, with dots, empty for the source itself. `what` is wrong, and `hint` says what to do about it.
    """

    source: str
    line: int
    column: int
    name: str
    what: str
    hint: str = ""

    def __str__(self) -> str:
        """`file:line:column name: what. hint`, the form editors and terminals turn into a link."""
        place = f"{self.source}:{self.line}:{self.column}" if self.line else self.source
        text = f"{place} {self.name}: {self.what}" if self.name else f"{place}: {self.what}"
        return f"{text} {self.hint}" if self.hint else text
