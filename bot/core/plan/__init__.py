"""Plans: from a pathway and a place in life to dated stages and milestones. docs/timelines.md says how."""

from bot.core.plan.planning import plan
from bot.core.plan.values import Anchor, Choices, PartTime, Plan, PlanError

__all__ = ["Anchor", "Choices", "PartTime", "Plan", "PlanError", "plan"]
