"""All timelines of a pack, and sums over them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import TypeVar

from bot.core.timelines.calendar import CalendarRule
from bot.core.timelines.routes import Certificate, Modifier, Pathway, Specialty
from bot.core.timelines.stages import Anchor, Months, Stage

V = TypeVar("V")


def _none() -> Mapping[str, V]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Timelines:
    """Everything by id, in the order of its files; every id that is named is there."""

    anchors: Mapping[str, Anchor] = field(default_factory=_none)
    stages: Mapping[str, Stage] = field(default_factory=_none)
    specialties: Mapping[str, Specialty] = field(default_factory=_none)
    modifiers: Mapping[str, Modifier] = field(default_factory=_none)
    calendar: Mapping[str, CalendarRule] = field(default_factory=_none)
    certificates: Mapping[str, Certificate] = field(default_factory=_none)
    pathways: Mapping[str, Pathway] = field(default_factory=_none)

    @property
    def parts(self) -> dict[str, Mapping[str, object]]:
        """Each of them by the plural that people read."""
        names = {"calendar": "calendar rules"}
        return {names.get(one.name, one.name): getattr(self, one.name) for one in fields(self)}

    def total(self, pathway: Pathway) -> Months | None:
        """What the steps that are not optional add up to; None where there are none, or one without a length.

        Stages inside another add nothing, and an overlap makes only the low end shorter. There is a typical length
        where every step has one; where the specialty decides, that of the one that is assumed.
        """
        low = high = 0
        typical: int | None = 0
        steps = [step for step in pathway.steps if not step.optional]
        for step in steps:
            stage = self.stages[step.stage]
            assumed = self._assumed(pathway) if stage.months is None else None
            months = step.months or assumed
            if months is None:
                return None
            if stage.inside is not None:
                continue
            low += months.min - (stage.overlaps.max_months if stage.overlaps else 0)
            high += months.max
            likely = assumed.typical if assumed and months.typical is None else months.typical
            typical = None if typical is None or likely is None or stage.overlaps else typical + likely
        return Months(low, high, typical) if steps else None

    def _assumed(self, pathway: Pathway) -> Months | None:
        return self.specialties[pathway.specialties[0]].months if pathway.specialties else None
