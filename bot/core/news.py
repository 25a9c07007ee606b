"""What a member has not learnt yet of something that they began and others ended."""

from dataclasses import dataclass
from enum import Enum


class Ending(Enum):
    """What came of it."""

    LISTED = "listed"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class News:
    """`about` is what the member called it, `words` where it stands now or why it does not: both as they were typed.

    `id` is that of the thing at its source. `named` is what it is called where it stands, empty where that is what the
    member called it, or unknown.
    """

    id: int
    ending: Ending
    about: str
    words: str
    named: str = ""
