"""Plans: from a pathway and a place in life to dated stages and milestones. docs/timelines.md says how."""

from bot.core.plan.comparison import Comparison, compare
from bot.core.plan.deadlines import Deadline, deadlines
from bot.core.plan.planning import plan
from bot.core.plan.values import Anchor, Choices, PartTime, Plan, PlanError

__all__ = [
    "Anchor",
    "Choices",
    "Comparison",
    "Deadline",
    "PartTime",
    "Plan",
    "PlanError",
    "compare",
    "deadlines",
    "plan",
]
