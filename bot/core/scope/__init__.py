"""What is not for this bot: wording of a crisis, emergencies and drugs, and questions about somebody's own body.

Preceptor answers questions about training and careers. A person in danger needs a number to call, and a person in pain
needs their own doctor: both get a fixed card, whatever the FAQ holds, and nothing of it is stored. The rules read
English. They lean towards a needless card where a life may be at stake, and towards an answer everywhere else: "do
pain doctors treat back pain" is a career question.
"""

from enum import StrEnum

from bot.core.lookup.fold import key
from bot.core.scope.crisis import is_crisis
from bot.core.scope.danger import is_danger
from bot.core.scope.symptoms import is_about_a_body

_READ = 2000  # characters


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
