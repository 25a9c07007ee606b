"""Cards of what members suggested, for the moderators who decide on it, and of what came of it, for those members."""

from collections.abc import Sequence

from bot.core.codes import BUTTON, FORM, MENU, Action, encode
from bot.core.news import Ending, News
from bot.core.resources import Cost, ResourceKind, ResourceList
from bot.core.suggestions import REASON, TITLE, WHY, Suggestion
from bot.core.topics import page, page_with
from bot.render.card import OPTION_TEXT, Button, Buttons, Card, Linked, Menu, Option, Part, Rule, Style, Text, Tone
from bot.render.dates import Dates
from bot.render.form import Field, Form, Pick
from bot.render.neutral import cut, neutral, shorten
from bot.render.resources import COSTS, kind, listed_words, plural

TOLD = 3500  # characters of all news together


def desk(
    suggestion: Suggestion,
    *,
    number: int,
    total: int,
    before: int | None,
    after: int | None,
    lists: Sequence[ResourceList],
    into: ResourceList,
    note: str | None,
    dates: Dates,
) -> Card:
    """One that waits, `number` of `total`, with what can be done. `before` and `after` are the ids of those beside it.

    `into` is the list into which it would go, `note` what was just done.
    """
    draft = suggestion.draft
    parts: list[Part] = [] if note is None else [Text(note), Rule()]
    whom = listed_words([plural(one) for one in draft.audience]) or "everybody"
    said = f"\n> {neutral(draft.why)}" if draft.why else ""
    about = f"**{neutral(draft.title)}**\n{neutral(draft.link)}{said}\n"
    facts = f"-# For {whom} · suggested {dates.moment(suggestion.at)}"
    parts.append(Text(f"## Suggestions\n{number} of {total} that wait, the oldest first"))
    parts.append(Linked(about + facts, "Open", draft.link))
    ids = [one.id for one in lists]
    near = page(lists, page_with(ids, into.id)).items
    options = tuple(Option(shorten(one.title, OPTION_TEXT), one.id) for one in near)
    parts.append(Text("-# Into which list:"))
    parts.append(Menu(encode(MENU, Action.INTO, suggestion.id), "Into which list?", options, chosen=into.id))
    parts.append(
        Buttons(
            (
                Button("Approve", encode(BUTTON, Action.APPROVE, suggestion.id, into.id), Style.DONE),
                Button("Edit and approve", encode(BUTTON, Action.EDIT, suggestion.id, into.id)),
                Button("Reject", encode(BUTTON, Action.REJECT, suggestion.id), Style.RISKY),
            )
        )
    )
    turns = [] if before is None else [Button("Previous", encode(BUTTON, Action.SUGGESTIONS, before))]
    turns += [] if after is None else [Button("Next", encode(BUTTON, Action.SUGGESTIONS, after))]
    return Card(Tone.ASKING, (*parts, Buttons(tuple(turns))) if turns else tuple(parts))


def nothing_waits(note: str | None = None) -> Card:
    text = "## Suggestions\nNothing waits. Members suggest links with `/resources suggest`."
    return Card(Tone.NOTICE, (Text(note), Rule(), Text(text)) if note else (Text(text),))


def approved(suggestion: Suggestion, into: ResourceList, title: str) -> str:
    """`title` is the one under which it stands there."""
    other = "" if title == suggestion.title else f", as “{neutral(title)}”"
    return f"Listed: “{neutral(suggestion.title)}” stands in {neutral(into.title)} now{other}."


def rejected(suggestion: Suggestion) -> str:
    return f"Rejected: “{neutral(suggestion.title)}”. Whoever suggested it reads your reason with their next command."


def editing(suggestion: Suggestion, into: ResourceList, likely: ResourceKind) -> Form:
    """Asks how it should stand in the list, with what the member typed filled in."""
    draft = suggestion.draft
    kinds = tuple((kind(one), one.value) for one in ResourceKind)
    costs = tuple((COSTS[one].capitalize(), one.value) for one in Cost)
    return Form(
        shorten(f"Into {into.title}", 45),
        encode(FORM, Action.EDIT, suggestion.id, into.id),
        (
            Field("Link", "Beginning with https://", 1000, draft.link),
            Field("Title", "As the list will show it", TITLE, draft.title),
            Field("Description", "What it offers, in a sentence or two", WHY, draft.why, tall=True),
            Pick("Kind", "What it is", kinds, (likely.value,)),
            Pick("Cost", "What it costs to use", costs, (Cost.UNKNOWN.value,)),
        ),
    )


def rejecting(suggestion: Suggestion) -> Form:
    """Asks why not."""
    return Form(
        "Reject this suggestion",
        encode(FORM, Action.REJECT, suggestion.id),
        (Field("Reason", "Whoever suggested it reads this", REASON, tall=True),),
    )


def news(every: Sequence[News]) -> tuple[Card, int]:
    """To a member, below the answer to something else, and how many of `every`, from the first, stand in it."""
    lines = ["## News for you"]
    for one in every:
        line = _news(one)
        if len(lines) > 1 and len("\n".join((*lines, line))) > TOLD:
            break
        lines.append(line)
    told = len(lines) - 1
    small = "-# Only you see this, and only once."
    if told < len(every):
        small += f" {len(every) - told} more with your next command."
    return Card(Tone.NOTICE, (Text(cut("\n".join(lines), TOLD)), Text(small))), told


def _news(one: News) -> str:
    about = f"“{neutral(one.about)}”"
    if one.ending is Ending.LISTED:
        other = f", as “{neutral(one.named)}”" if one.named else ""
        return f"{about}, which you suggested, is in the list **{neutral(one.words)}** now{other}. Thank you!"
    return f"{about}, which you suggested, was not taken into the lists.\n> {neutral(one.words)}"
