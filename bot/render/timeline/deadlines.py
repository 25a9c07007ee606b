"""The card of what is due in the next 12 months."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from bot.core.codes import MENU, Action, encode
from bot.core.pack import Source
from bot.core.plan import Deadline
from bot.core.plan.wording import group_name, listed
from bot.core.settings import Language
from bot.core.timelines.calendar import CalendarRule
from bot.core.timelines.stages import Group
from bot.render.card import CHARACTERS, Card, Menu, Option, Text, Tone
from bot.render.dates import day
from bot.render.neutral import neutral
from bot.render.timeline.words import ADVICE, fitting, months, span, stage_name, support

ALL = "all"  # in the menu of stages

Concerns = tuple[Deadline, tuple[Group, ...]]


def deadlines_card(
    due: Sequence[Concerns],
    *,
    stage: Group | None,
    as_of: date,
    sources: Mapping[str, Source],
    language: Language = Language.ENGLISH,
) -> Card:
    """`due`: each with the groups that it concerns; those are told where no `stage` was named."""
    whose = f"for {group_name(stage)}" if stage else "in all stages"
    head = f"## The next 12 months {whose}\n-# As of {day(as_of, language)}"
    if not due:
        nothing = "Nothing dated is known here for that time."
        return Card(Tone.NOTICE, (Text(f"{head}\n{nothing}"), Text(ADVICE), _stages(stage)))
    more = "-# … and {} later ones. " + ("Choose your stage below to see those that concern you." if not stage else "")
    lines = ["\n".join(_entry(one, groups, stage, sources, language)) for one, groups in due]
    shown = fitting(lines, CHARACTERS - len(head) - len(ADVICE), more.rstrip())
    return Card(Tone.ANSWER, (Text("\n".join((head, *shown))), Text(ADVICE), _stages(stage)))


def _stages(stage: Group | None) -> Menu:
    """Whatever was asked for, another look is one press away."""
    every = Option("All stages", ALL)
    options = (every, *(Option(stage_name(group), group.value) for group in Group))
    return Menu(encode(MENU, Action.DUE), "Stage", options, chosen=stage.value if stage else ALL)


def _entry(
    one: Deadline, groups: tuple[Group, ...], stage: Group | None, sources: Mapping[str, Source], language: Language
) -> Iterator[str]:
    rule = one.rule
    when = span(one.dates, language) if rule.precision == "day" else months(one.dates, language)
    yield f"**{when}** {neutral(rule.title)}"
    whom = [] if stage else [listed([group_name(group) for group in groups], "and")]
    supported = support(rule, stale=one.stale, language=language)
    yield f"-# {' · '.join((*whom, neutral(rule.country), supported, *_source(rule, sources)))}"


def _source(rule: CalendarRule, sources: Mapping[str, Source]) -> Iterator[str]:
    """The first source that has an address; it stands for the others."""
    known = [sources[name] for name in rule.sources if name in sources]
    first = next((one for one in known if one.url), None)
    if first is not None and first.url is not None:
        # A parenthesis in the address would end the link.
        yield f"[{neutral(first.org)}]({first.url.replace('(', '%28').replace(')', '%29')})"
    elif known:
        yield neutral(known[0].org)
