"""What is not for this bot: wording of a crisis, emergencies and drugs, and questions about somebody's own body.

Preceptor answers questions about training and careers. A person in danger needs a number to call, and a person in pain
needs their own doctor: both get a fixed card, whatever the FAQ holds, and nothing of it is stored. The rules read
English. They lean towards a needless card where a life may be at stake, and towards an answer everywhere else: "do
pain doctors treat back pain" is a career question.
"""

from enum import StrEnum

from bot.core.lookup.fold import key
from bot.core.lookup.passages import LONGEST, sentences
from bot.core.scope.crisis import is_crisis
from bot.core.scope.danger import is_danger
from bot.core.scope.symptoms import is_about_a_body

_READ = 2000  # characters
_OVERLAP = 200
_SAYS_SOMETHING = 3  # words; shorter sentences are read with their neighbours alone


class Concern(StrEnum):
    """Why words get a fixed card."""

    CRISIS = "crisis"  # self-harm, suicide or despair, of the asker or of somebody they know
    SYMPTOMS = (
        "symptoms"  # a person's own complaint, treatment or dose, or a relative's; drugs sought or taken in excess
    )


def concern(words: str) -> Concern | None:
    """Why `words` (any length) must not be looked up; None where they may be."""
    said = key(words[:_READ])
    if is_crisis(said):
        return Concern.CRISIS
    if is_danger(said) or is_about_a_body(said):
        return Concern.SYMPTOMS
    return None


def concern_in(message: str) -> Concern | None:
    """The same of a whole message: of all of it, and of each sentence, whose end may be what tells."""
    starts = range(0, min(len(message), LONGEST), _READ - _OVERLAP)
    stretches = [message[start : start + _READ] for start in starts]
    stretches += [sentence for sentence, _ in sentences(message) if sentence.count(" ") >= _SAYS_SOMETHING - 1]
    found = {concern(stretch) for stretch in stretches}
    return Concern.CRISIS if Concern.CRISIS in found else Concern.SYMPTOMS if Concern.SYMPTOMS in found else None
