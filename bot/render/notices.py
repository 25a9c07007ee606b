"""Short cards that no feature owns: refusals, mistakes, faults."""

from collections.abc import Sequence

from bot.core.policy import Audience
from bot.render.card import Card, Text, Tone
from bot.render.neutral import clean, cut, neutral

_GIVEN_BACK = 3800  # characters; the sentence above them needs the rest
FEW = 20  # characters: as many as a word that confirms something may have


def told(sentence: str, *texts: str) -> Card:
    """A sentence for a member whose action cannot work. `texts`, where it has `{}`, are shown as they were written."""
    return Card(Tone.NOTICE, (Text(sentence.format(*map(neutral, texts)) if texts else sentence),))


def refused(audience: Audience) -> Card:
    who = "an administrator of this server"
    if audience is Audience.OPERATORS:
        who = "whoever runs the bot to put your user id under `operators` in its settings"
    return told(f"This is for {audience.value}. If you should be able to use it, ask {who}.")


def outdated_control() -> Card:
    return told("That button is from an older version of me. Use `/faq ask` to get a fresh one.")


def outdated_command() -> Card:
    return told(
        "That command has changed since your Discord loaded it. Press Ctrl+R, or restart the app, and try again."
    )


def lost_form(texts: Sequence[str]) -> Card:
    """A form that was open while the bot restarted: what was typed is given back, in the order of its fields."""
    return told(f"I was restarted while this form was open, so it was not sent. {_given_back(texts)}")


def with_words(card: Card, texts: Sequence[str]) -> Card:
    """`card`, which says why a form came to nothing, and what was typed into it; a word or two are not worth it."""
    if sum(len(clean(text)) for text in texts) <= FEW:
        return card
    room = _GIVEN_BACK - card.characters
    return Card(card.tone, (*card.parts, Text(cut(_given_back(texts), room))))


def _given_back(texts: Sequence[str]) -> str:
    kept = "\n\n".join(neutral(text) for text in texts if clean(text)) or "It was empty."
    return f"Here is what you wrote:\n{cut(kept, _GIVEN_BACK)}"


def restarting() -> Card:
    return told("I am restarting and will be back in a few seconds. Please try again then.")


def fault(reference: str) -> Card:
    """Something is wrong on our side. `reference` is found again in the log."""
    return Card(
        Tone.TROUBLE,
        (
            Text(
                "Something went wrong on my side, sorry. Please try again in a minute; if it happens again, tell a "
                f"moderator this reference: `{reference}`"
            ),
        ),
    )
