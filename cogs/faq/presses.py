"""What the buttons and menus under an answer do."""

from bot.core.asks import Verdict
from bot.core.codes import Action
from bot.dpy.presses import Press
from bot.dpy.replies import carried, marked, replace, show
from bot.render import faq as cards
from bot.render.card import Card
from bot.services.faq import FaqService
from bot.services.results import Answered
from cogs.faq.results import card_of, occasion, place, tell


class FaqPresses:
    """The arguments of each press are those that `bot.render.faq` puts into its code."""

    def __init__(self, *, faq: FaqService) -> None:
        self._faq = faq

    async def helped(self, press: Press) -> None:
        """*That helped*: their own card says thank you; on one that all see, the thanks are for the reader alone."""
        answered = await self._judge(press, Verdict.HELPED)
        if is_own(press):
            await replace(press.interaction, _again(press, answered, Verdict.HELPED))
        else:
            await show(press.interaction, cards.thanks())

    async def missed(self, press: Press) -> None:
        """*Not what I meant*: other entries, and a way to say that this one is out of date."""
        answered = await self._judge(press, Verdict.MISSED)
        if marked(press.interaction.message, cards.THANKS_MARK):  # the last press wins: that thank-you goes
            await replace(press.interaction, _again(press, answered, None))
        others = self._faq.others(answered.entry.id)
        await show(press.interaction, cards.sorry(answered.entry, others, ask_id=answered.ask_id))

    async def outdated(self, press: Press) -> None:
        answered = await self._judge(press, Verdict.OUTDATED)
        await replace(press.interaction, cards.outdated(answered.entry))

    async def open(self, press: Press) -> None:
        """An entry reached from another: by its own button, or out of a menu."""
        [entry_id] = press.code.args or press.values
        result = await self._faq.open(entry_id, occasion(press.interaction))
        await show(press.interaction, card_of(result))

    async def choose(self, press: Press) -> None:
        """An option of the pick list. The chosen answer goes to the channel only where that was asked for."""
        ask_id, share = press.code.args
        await self._choose(press, ask_id, share=share == "1")

    async def answer(self, press: Press) -> None:
        """An option of the pick list for somebody's message."""
        ask_id, message_id = press.code.args
        where, by = place(press.interaction), press.interaction.user.id
        await self._choose(press, ask_id, share=True, above=cards.in_answer_to(where, int(message_id), member_id=by))

    async def _choose(self, press: Press, ask_id: str, *, share: bool, above: str = "") -> None:
        [chosen] = press.values
        if chosen == cards.NONE_OF_THESE:
            words = cards.asked(marked(press.interaction.message, cards.ASKED_MARK))
            missed = await self._faq.choose_none(int(ask_id), words, occasion(press.interaction))
            await replace(press.interaction, cards.missed_message(missed.words) if above else card_of(missed))
            return
        answered = await self._faq.choose(int(ask_id), chosen, occasion(press.interaction), share=share)
        await tell(press.interaction, answered, above=(above,) if above else (), in_place=True)

    async def _judge(self, press: Press, verdict: Verdict) -> Answered:
        ask_id, entry_id = press.code.args
        return await self._faq.judge(int(ask_id), entry_id, verdict, occasion(press.interaction))


def _again(press: Press, answered: Answered, verdict: Verdict | None) -> Card:
    """The answer in its own place, with the way back that it had."""
    way = carried(press.interaction.message, Action.TOPIC)
    back = cards.Back(way.args[0], int(way.args[1])) if way else None
    return cards.answer(
        answered.entry,
        answered.pack,
        ask_id=answered.ask_id,
        verdict=verdict,
        back=back,
        language=answered.language,
    )


def is_own(press: Press) -> bool:
    """Whether only the presser sees the message."""
    message = press.interaction.message
    return message is not None and message.flags.ephemeral
