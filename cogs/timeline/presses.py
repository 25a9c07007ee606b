"""What the menus under a plan and under deadlines do: each shows something else in the same place."""

from bot.core.errors import MemberError
from bot.core.plan.state import unpacked
from bot.dpy.presses import Press
from bot.dpy.replies import replace
from bot.render.timeline.deadlines import ALL
from bot.services.charts import Charts
from bot.services.timelines import TimelineService
from cogs.timeline.results import agenda, moment, tell


class TimelinePresses:
    """The arguments of a press on a plan are those of `bot.core.plan.state`."""

    def __init__(self, *, timelines: TimelineService, charts: Charts) -> None:
        self._timelines = timelines
        self._charts = charts

    async def plan(self, press: Press) -> None:
        read = unpacked(press.code.args)
        if read is None:
            raise MemberError("I cannot read this menu any more. Make a new plan with `/timeline plan`.")
        state, field = read
        [value] = press.values
        changed = await self._timelines.change(state, field, value, moment(press.interaction))
        await tell(press.interaction, changed, self._charts, in_place=True)

    async def due(self, press: Press) -> None:
        [stage] = press.values
        found = await self._timelines.deadlines(None if stage == ALL else stage, moment(press.interaction))
        await replace(press.interaction, agenda(found))
