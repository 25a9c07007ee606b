"""The commands of /timeline."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.core.timelines.names import Name
from bot.core.timelines.stages import Group
from bot.dpy.replies import show
from bot.dpy.tree import Choices, suggestion
from bot.render.card import OPTION_TEXT
from bot.render.neutral import shorten
from bot.render.timeline.words import stage_name
from bot.services.charts import Charts
from bot.services.timelines import TimelineService, Wish
from cogs.timeline.results import agenda, comparison, moment, tell

Words = app_commands.Range[str, 1, 100]  # characters
STAGES = [app_commands.Choice(name=stage_name(group), value=group.value) for group in Group]


@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
class TimelineCog(
    commands.GroupCog, group_name="timeline", group_description="Your way into pain medicine, with dates"
):
    """Carries what a member says of themselves to TimelineService. Every answer is for them alone."""

    def __init__(self, *, timelines: TimelineService, charts: Charts) -> None:
        self._timelines = timelines
        self._charts = charts

    @app_commands.command(name="plan", description="A dated plan from where you stand; menus below it change it")
    @app_commands.describe(
        stage="Where you are now",
        since="The month in which this year of it began, like 2026-08 (otherwise its last beginning)",
        route="Country and kind of training (otherwise the usual one)",
        degree="The degree on the way",
        year="Which year of the stage you are in (otherwise the first)",
        specialty="What the residency is in",
        fellowship_years="How long the fellowship is to be",
        gap_years="Years off that are still to come",
        research_years="Years of research that are still to come",
        born="Year of birth, to see how old you will be; it is not kept",
    )
    @app_commands.choices(stage=STAGES)
    async def plan(
        self,
        interaction: discord.Interaction[Any],
        *,
        stage: str,
        since: Words | None = None,
        route: Words | None = None,
        degree: Words | None = None,
        year: app_commands.Range[int, 1, 40] | None = None,
        specialty: Words | None = None,
        fellowship_years: app_commands.Range[int, 1, 2] | None = None,
        gap_years: app_commands.Range[int, 0, 20] | None = None,
        research_years: app_commands.Range[int, 0, 20] | None = None,
        born: app_commands.Range[int, 1900, 2200] | None = None,
    ) -> None:
        wish = Wish(
            stage=stage,
            since=since,
            route=route,
            degree=degree,
            year=year,
            specialty=specialty,
            fellowship_years=fellowship_years,
            gap_years=gap_years,
            research_years=research_years,
            born=born,
        )
        await tell(interaction, await self._timelines.plan(wish, moment(interaction)), self._charts)

    @app_commands.command(name="compare", description="Two specialties side by side: where their ways part")
    @app_commands.describe(
        specialty_a="The first one",
        specialty_b="The second one",
        stage="Where you are now (otherwise counted from the beginning)",
        since="The month in which this year of it began, like 2026-08 (otherwise its last beginning)",
    )
    @app_commands.choices(stage=STAGES)
    async def compare(
        self,
        interaction: discord.Interaction[Any],
        specialty_a: Words,
        specialty_b: Words,
        stage: str | None = None,
        since: Words | None = None,
    ) -> None:
        found = await self._timelines.compare(specialty_a, specialty_b, stage, since, moment(interaction))
        await show(interaction, comparison(found))

    @app_commands.command(name="deadlines", description="Applications and exams of the next 12 months, with sources")
    @app_commands.describe(stage="Where you are now (otherwise those of all stages)")
    @app_commands.choices(stage=STAGES)
    async def deadlines(self, interaction: discord.Interaction[Any], stage: str | None = None) -> None:
        await show(interaction, agenda(await self._timelines.deadlines(stage, moment(interaction))))

    @plan.autocomplete("route")
    @suggestion
    async def suggest_routes(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        """The value is an id, as for the others below."""
        return _choices(self._timelines.suggest_routes(typed))

    @plan.autocomplete("degree")
    @suggestion
    async def suggest_degrees(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        return _choices(self._timelines.suggest_degrees(typed, route=_route(interaction)))

    @plan.autocomplete("specialty")
    @suggestion
    async def suggest_specialties(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        return _choices(self._timelines.suggest_specialties(typed, route=_route(interaction)))

    @compare.autocomplete("specialty_a")
    @suggestion
    async def suggest_first(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        return _choices(self._timelines.suggest_specialties(typed))

    @compare.autocomplete("specialty_b")
    @suggestion
    async def suggest_second(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        return _choices(self._timelines.suggest_specialties(typed))


def _route(interaction: discord.Interaction[Any]) -> str | None:
    """What stands in the option `route` so far."""
    said = getattr(interaction.namespace, "route", None)
    return said if isinstance(said, str) else None


def _choices(names: tuple[Name, ...]) -> Choices:
    titles = [f"{one.about}: {one.title}" if one.about else one.title for one in names]
    return [
        app_commands.Choice(name=shorten(title, OPTION_TEXT), value=one.id)
        for title, one in zip(titles, names, strict=True)
    ]
