"""Short cards that no feature owns: refusals, mistakes, faults."""

from collections.abc import Sequence

from bot.core.policy import Audience
from bot.render.card import Card, Text, Tone
from bot.render.neutral import clean, cut, neutral

_GIVEN_BACK = 3800  # characters; the sentence above them needs the rest


def told(text: str) -> Card:
    """A sentence for the member whose action cannot work."""
    return Card(Tone.NOTICE, (Text(text),))


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
    kept = "\n\n".join(neutral(text) for text in texts if clean(text)) or "It was empty."
    sentence = "I was restarted while this form was open, so it was not sent. Here is what you wrote:"
    return told(f"{sentence}\n{cut(kept, _GIVEN_BACK)}")


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
