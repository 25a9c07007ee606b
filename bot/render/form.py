"""A form, as a value: what opens over Discord's window for somebody to type into."""

from collections.abc import Iterator
from dataclasses import dataclass

# Discord's documentation, "Modal" and "Label".
TITLE = 45
LABEL = 45
HINT = 100
FIELDS = 5


@dataclass(frozen=True, slots=True)
class Field:
    """One line to type. `hint` stands below its label; at most `longest` characters."""

    label: str
    hint: str
    longest: int


@dataclass(frozen=True, slots=True)
class Form:
    """`code` is the whole state, as for a button: a form may be sent after a restart."""

    title: str
    code: str
    fields: tuple[Field, ...]

    def excesses(self) -> list[str]:
        """What would make Discord refuse the form, one sentence each."""
        return list(self._excesses())

    def _excesses(self) -> Iterator[str]:
        if not 1 <= len(self.fields) <= FIELDS:
            yield f"a form has 1 to {FIELDS} fields, not {len(self.fields)}."
        if len(self.title) > TITLE:
            yield f"the title “{self.title}” would have {len(self.title)} characters; Discord allows {TITLE}."
        for field in self.fields:
            if len(field.label) > LABEL:
                yield f"the label “{field.label}” would have {len(field.label)} characters; Discord allows {LABEL}."
            if len(field.hint) > HINT:
                yield f"the hint “{field.hint}” would have {len(field.hint)} characters; Discord allows {HINT}."
