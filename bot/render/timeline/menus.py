"""The menus under a plan. A menu that is closed says what it is about and what is chosen in one line."""

from collections.abc import Sequence

from bot.core.codes import MENU, Action, encode
from bot.core.plan.alternatives import Alternative
from bot.core.plan.alternatives import Menu as Choosable
from bot.core.plan.state import Field, PlanState, packed
from bot.render.card import OPTION_TEXT, OPTIONS, Menu, Option
from bot.render.neutral import shorten

NAMES = {
    Field.SPECIALTY: "Specialty",
    Field.DEGREE: "Degree",
    Field.GAP_YEARS: "Gap years",
    Field.RESEARCH_YEARS: "Research years",
    Field.FELLOWSHIP_YEARS: "Fellowship",
    Field.ROUTE: "Route",
}


def menus(found: Sequence[Choosable], state: PlanState) -> list[Menu]:
    return [
        Menu(
            encode(MENU, Action.PLAN, *packed(state, one.field)),
            NAMES[one.field],
            tuple(_option(one, each) for each in _shown(one)),
            chosen=one.chosen,
        )
        for one in found
    ]


def _option(menu: Choosable, one: Alternative) -> Option:
    label = f"{NAMES[menu.field]}: {one.title}" if one.value == menu.chosen else one.title
    return Option(shorten(label, OPTION_TEXT), one.value, shorten(one.about, OPTION_TEXT) or None)


def _shown(menu: Choosable) -> Sequence[Alternative]:
    """The first ones that a menu has room for, and the chosen one in any case. The command suggests all of them."""
    first = menu.alternatives[:OPTIONS]
    chosen = [one for one in menu.alternatives[OPTIONS:] if one.value == menu.chosen]
    return (*first[: OPTIONS - len(chosen)], *chosen)
