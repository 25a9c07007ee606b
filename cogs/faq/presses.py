"""What the buttons and menus under an answer do."""

from bot.core.asks import Verdict
from bot.dpy.presses import Press
from bot.dpy.replies import marked, replace, show
from bot.render import faq as cards
from bot.services.faq import Answered, FaqService
from cogs.faq.results import card_of, occasion


class FaqPresses:
    """The arguments of each press are those that `bot.render.faq` puts into its code."""

    def __init__(self, *, faq: FaqService) -> None:
        self._faq = faq

    async def helped(self, press: Press) -> None:
        """*That helped*: their own card says thank you; on one that all see, the thanks are for the reader alone."""
        answered = await self._judge(press, Verdict.HELPED)
        if is_own(press):
            card = cards.answer(answered.entry, answered.pack, ask_id=answered.ask_id, verdict=Verdict.HELPED)
            await replace(press.interaction, card)
        else:
            await show(press.interaction, cards.thanks())

    async def missed(self, press: Press) -> None:
        """*Not what I meant*: other entries, and a way to say that this one is out of date."""
        answered = await self._judge(press, Verdict.MISSED)
        if marked(press.interaction.message, cards.THANKS_MARK):  # the last press wins: that thank-you goes
            await replace(press.interaction, cards.answer(answered.entry, answered.pack, ask_id=answered.ask_id))
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
        [chosen] = press.values
        if chosen == cards.NONE_OF_THESE:
            words = cards.asked(marked(press.interaction.message, cards.ASKED_MARK))
            missed = await self._faq.choose_none(int(ask_id), words, occasion(press.interaction))
            await replace(press.interaction, card_of(missed))
            return
        answered = await self._faq.choose(int(ask_id), chosen, occasion(press.interaction))
        if share == "1":  # the list goes, so that one ask is posted once
            await replace(press.interaction, cards.posted(answered.entry))
            await show(press.interaction, card_of(answered), private=False)
        else:
            await replace(press.interaction, card_of(answered))

    async def _judge(self, press: Press, verdict: Verdict) -> Answered:
        ask_id, entry_id = press.code.args
        return await self._faq.judge(int(ask_id), entry_id, verdict, occasion(press.interaction))


def is_own(press: Press) -> bool:
    """Whether only the presser sees the message."""
    message = press.interaction.message
    return message is not None and message.flags.ephemeral
