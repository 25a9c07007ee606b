"""A form, as a value: what opens over Discord's window for somebody to type into."""

from collections.abc import Iterator
from dataclasses import dataclass

# Discord's documentation, "Modal" and "Label".
TITLE = 45
LABEL = 45
HINT = 100
FIELDS = 5


OPTIONS = 25
TYPED = 4000  # characters in a field


@dataclass(frozen=True, slots=True)
class Field:
    """Something to type. `hint` stands below its label; at most `longest` characters, `filled` stands in it already.

    `tall`: several lines of it are seen. Not `required`: it may stay empty.
    """

    label: str
    hint: str
    longest: int
    filled: str = ""
    tall: bool = False
    required: bool = True


@dataclass(frozen=True, slots=True)
class Pick:
    """Some of at most 25 options, which are (label, value), at most `most`; none where it is not `required`.

    `chosen` are the values that are chosen already.
    """

    label: str
    hint: str
    options: tuple[tuple[str, str], ...]
    chosen: tuple[str, ...] = ()
    most: int = 1
    required: bool = True


@dataclass(frozen=True, slots=True)
class Form:
    """`code` is the whole state, as for a button: a form may be sent after a restart.

    What is sent is one text for each field in their order; that of a `Pick` has its values with commas between them.
    """

    title: str
    code: str
    fields: tuple[Field | Pick, ...]

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
            match field:
                case Field(filled=filled, longest=longest):
                    if not len(filled) <= longest <= TYPED:
                        held = f"{len(filled)} of {longest}"
                        yield f"“{field.label}” would hold {held} characters; Discord allows {TYPED}."
                case Pick(options=options, most=most):
                    if not 1 <= len(options) <= OPTIONS or most > len(options):
                        yield f"“{field.label}” would have {len(options)} options; Discord allows 1 to {OPTIONS}."
