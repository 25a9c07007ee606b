"""From what TimelineService found to what a member sees."""

import asyncio
from typing import Any

import discord
import structlog

from bot.dpy.replies import hold, replace, show
from bot.render.card import Card
from bot.render.plans.calendar import calendar
from bot.render.plans.chart import alt
from bot.render.plans.plain import plain
from bot.render.timeline.comparison import comparison_card
from bot.render.timeline.deadlines import deadlines_card
from bot.render.timeline.plan import Enclosed, plan_card
from bot.services.charts import BusyError, Charts
from bot.services.timelines import Agenda, Compared, Moment, Planned

DRAWN_WITHIN = 5.0  # seconds; a plan without its picture is better than none


def moment(interaction: discord.Interaction[Any]) -> Moment:
    return Moment(interaction.user.id, interaction.guild_id, interaction.created_at)


async def tell(
    interaction: discord.Interaction[Any], planned: Planned, charts: Charts, *, in_place: bool = False
) -> None:
    """Answer with a plan, for whoever asked alone: at once where its picture is at hand, else after a moment.

    `in_place`: instead of the plan whose menu was used.
    """
    give = replace if in_place else show
    if not _may_attach(interaction):
        await give(interaction, _card(planned, None))
        return
    picture = charts.cached(planned.plan, planned.state.born)
    held = picture is None
    if held:
        await hold(interaction, in_place=in_place)
        picture = await _drawn(planned, charts)
    enclosed = await asyncio.to_thread(_enclosed, planned, picture, interaction)
    await give(interaction, _card(planned, enclosed), held=held)


def comparison(found: Compared) -> Card:
    return comparison_card(found.a, found.b, found.comparison, stage_named=found.stage_named, language=found.language)


def agenda(found: Agenda) -> Card:
    due = [(one.deadline, one.groups) for one in found.due]
    return deadlines_card(due, stage=found.stage, as_of=found.as_of, sources=found.sources, language=found.language)


def _may_attach(interaction: discord.Interaction[Any]) -> bool:
    return interaction.guild_id is None or interaction.app_permissions.attach_files


async def _drawn(planned: Planned, charts: Charts) -> bytes | None:
    log = structlog.get_logger("preceptor.timeline")
    try:
        async with asyncio.timeout(DRAWN_WITHIN):
            return await charts.draw(planned.plan, planned.state.born)
    except BusyError as error:
        log.warning("too many charts are waited for", said=str(error))
        return None
    except Exception as error:  # whatever a drawing fails of, the plan is told without it
        log.exception("a chart could not be drawn", exc_info=error)
        return None


def _enclosed(planned: Planned, picture: bytes | None, interaction: discord.Interaction[Any]) -> Enclosed:
    plan, born = planned.plan, planned.state.born
    return Enclosed(
        chart=picture,
        alt=alt(plan, born),
        calendar=calendar(plan, made=interaction.created_at, sources=planned.sources) if plan.dated else None,
        plain=plain(plan, born, sources=planned.sources),
    )


def _card(planned: Planned, enclosed: Enclosed | None) -> Card:
    return plan_card(
        planned.plan,
        planned.state,
        choosable=planned.menus,
        enclosed=enclosed,
        dropped=planned.dropped,
        language=planned.language,
    )
