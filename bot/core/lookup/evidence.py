"""Whether the best entry stands on enough to be given as the answer, whatever its score.

One shared word scores well in a short question ("help", "do I need a fellowship"), and a question that lies between
two entries scores well in both. Neither deserves an answer; a choice is the honest reply. The limits were chosen on
the development sets; docs/lookup.md has the figures.
"""

from collections.abc import Sequence

from bot.core.findings import Match

COVER = 1 / 3  # of the weight of the question's telling words
LEAD = 0.15  # of the best score, over the second best
LEAD_OF_ONE_WORD = 0.30  # where no more than one telling word is shared


def stands(matches: Sequence[Match], cover: float, number: int) -> bool:
    """Whether the first of `matches`, best first, holds enough of the words and leads the others by enough.

    It holds `number` of the question's telling words, which are `cover` in [0, 1] of their weight. Never true for
    words that say nothing of their own ("what do you do").
    """
    best, second = matches[0].score, matches[1].score if len(matches) > 1 else 0.0
    return cover >= COVER and best - second >= best * (LEAD if number > 1 else LEAD_OF_ONE_WORD)
