"""Cards of resource lists as a member leafs through them, finds something in them, or suggests something for them."""

from collections.abc import Collection, Sequence

from bot.core.codes import BUTTON, FORM, MENU, Action, encode
from bot.core.resources import Cost, Resource, ResourceKind, ResourceList
from bot.core.suggestions import TITLE, WHY, Suggestion
from bot.core.topics import Page, page, page_with
from bot.render.card import (
    ADDRESS,
    OPTION_TEXT,
    Button,
    Buttons,
    Card,
    Linked,
    Menu,
    Option,
    Part,
    Rule,
    Text,
    Tone,
)
from bot.render.dates import Dates
from bot.render.form import OPTIONS, Field, Form, Pick
from bot.render.links import MARK
from bot.render.neutral import cut, neutral, shorten

EVERYBODY = "-"  # in a code: no audience was chosen
ITEMS = 5  # on one page
ROOM = 3000  # characters of them
# Characters of an item's parts as they are shown; content keeps to them anyway, a server's own items may not.
NAMED, SAID, NOTE = 160, 600, 120
QUOTE = 100  # of what was typed
WHY_HINT = "What it offers. Once approved, it stays in the server’s list, without your name"

KINDS = {
    ResourceKind.TRAINING_BODY: "Training body",
    ResourceKind.PROGRAM_SEARCH: "Search for programs",
    ResourceKind.CME: "CME",
    ResourceKind.PREMED: "For premeds",
}
COSTS = {
    Cost.FREE: "free",
    Cost.FREE_CORE: "core free, extras paid",
    Cost.MEMBERS: "with membership",
    Cost.PAID: "paid",
    Cost.MIXED: "cost varies",
    Cost.UNKNOWN: "cost not looked up",
}


def overview(
    lists: Sequence[tuple[ResourceList, int]],
    *,
    total: int,
    audience: str | None,
    audiences: Sequence[str],
    number: int = 0,
    unknown: str | None = None,
) -> Card:
    """Page `number` of the lists with something for `audience`, `total` in all.

    `unknown`: what was typed and is no list or audience.
    """
    shown = page(lists, number)
    lines = [f"## Resources\n{_count(len(lists), 'list')}, {_count(total, 'entry')}{_for(audience)}"]
    if unknown is not None:
        lines.append(f"There is no list or audience “{neutral(shorten(unknown, QUOTE))}”. Choose below.")
    if not lists:
        lines.append(_nothing(audience))
    lines += _where(shown, "List")
    options = tuple(
        Option(shorten(one.title, OPTION_TEXT), one.id, shorten(_count(items, "entry"), OPTION_TEXT))
        for one, items in shown.items
    )
    parts: list[Part] = [Text("\n".join(lines))]
    if options:
        parts.append(Menu(encode(MENU, Action.LISTED, audience or EVERYBODY), "Choose a list", options))
    parts += _whom(EVERYBODY, audience, audiences)
    who = audience or EVERYBODY
    turns = []
    if shown.number:
        turns.append(Button("Previous page", encode(BUTTON, Action.LISTS, who, shown.number - 1)))
    if shown.number < shown.pages - 1:
        turns.append(Button("Next page", encode(BUTTON, Action.LISTS, who, shown.number + 1)))
    return Card(Tone.ASKING, (*parts, Buttons(tuple(turns))) if turns else tuple(parts))


def leaf(
    shown: ResourceList,
    items: Sequence[Resource],
    *,
    lists: Sequence[ResourceList],
    audience: str | None,
    audiences: Sequence[str],
    doubtful: Collection[str] = (),
    pinned: Collection[str] = (),
    number: int = 0,
    dates: Dates,
) -> Card:
    """Page `number`, from 0, of what a list has for `audience`; the last one where there are not that many any more.

    `doubtful` and `pinned` are ids of items whose link is under review, or which this server put first.
    """
    texts = [item(one, dates, doubtful=one.id in doubtful, pinned=one.id in pinned) for one in items]
    runs = _runs([len(part.content) for part in texts])
    number = min(max(number, 0), len(runs) - 1)
    first, last = runs[number]
    head = f"## {_shown(shown.title, NAMED)}\n{_shown(shown.description, SAID)}\n"
    place = f"-# {_count(len(items), 'entry')}{_for(audience)}"
    if len(runs) > 1:
        place = f"-# Entries {first + 1} to {last} of {len(items)}{_for(audience)}, page {number + 1} of {len(runs)}"
    parts: list[Part] = [Text(head + place), Rule(), *texts[first:last]]
    if not items:
        or_else = "Choose another list, or everybody." if audience else "Choose another list."
        parts.append(Text(f"This list has nothing{_for(audience)}. {or_else}"))
    parts.append(Rule())
    parts += _other_lists(shown, lists, audience)
    parts += _whom(shown.id, audience, audiences)
    who = audience or EVERYBODY
    buttons = [Button("◂ All lists", encode(BUTTON, Action.LISTS, who, _number_of(shown, lists)))]
    if number:
        buttons.append(Button("Previous page", encode(BUTTON, Action.LISTED, shown.id, who, number - 1)))
    if number < len(runs) - 1:
        buttons.append(Button("Next page", encode(BUTTON, Action.LISTED, shown.id, who, number + 1)))
    return Card(Tone.ANSWER, (*parts, Buttons(tuple(buttons))))


def item(
    resource: Resource,
    dates: Dates,
    *,
    doubtful: bool = False,
    pinned: bool = False,
    within: Sequence[ResourceList] = (),
) -> Text | Linked:
    """A resource with what it is, for whom, what it costs and when somebody looked; its link as a button beside it.

    `within`: the lists that show it, where those are worth saying.
    """
    lines = [f"**{_shown(resource.title, NAMED)}**"]
    if resource.description and resource.description != resource.title:
        lines.append(_shown(resource.description, SAID))
    if resource.look_for:
        lines.append(f"Look for: {_shown(resource.look_for, NOTE)}")
    note = f": {_shown(resource.cost_note, NOTE)}" if resource.cost_note else ""
    whom = cut(listed_words([plural(one) for one in resource.audience]), NOTE) or "everybody"
    facts = [
        kind(resource.kind),
        f"for {whom}",
        f"{COSTS[resource.cost]}{note}",
        f"checked {dates.day(resource.checked)}",
    ]
    if pinned:
        facts.insert(0, "pinned here")
    lines.append(f"-# {' · '.join(facts)}")
    if within:
        lines.append(f"-# In {cut(listed_words([one.title for one in within]), SAID)}")
    if doubtful:
        lines.append(MARK)
    content = "\n".join(lines)
    if resource.url is None or len(resource.url) > ADDRESS:
        return Text(content)
    return Linked(content, "Open", resource.url)


def hits(
    words: str,
    found: Sequence[tuple[Resource, Sequence[ResourceList]]],
    *,
    doubtful: Collection[str],
    may_suggest: bool,
    dates: Dates,
) -> Card:
    """What fits the words, best first; where nothing does, that, and what can be done then."""
    browse = Button("Browse all lists", encode(BUTTON, Action.LISTS, EVERYBODY, 0))
    suggest = Button("Suggest a link", encode(BUTTON, Action.PROPOSE))
    buttons = Buttons((browse, suggest) if may_suggest else (browse,))
    quoted = f"“{neutral(shorten(words, QUOTE))}”"
    if not found:
        ways = "Try other words, look through the lists"
        ways += ", or suggest a link that belongs there." if may_suggest else "."
        text = f"## Nothing fits\nNone of the lists has anything for {quoted}. {ways}"
        return Card(Tone.NOTICE, (Text(text), buttons))
    parts: list[Part] = [Text(f"## {_count(len(found), 'resource')} for {quoted}"), Rule()]
    room = ROOM
    for resource, within in found:
        part = item(resource, dates, doubtful=resource.id in doubtful, within=within)
        room -= len(part.content)
        if room < 0:
            break
        parts.append(part)
    return Card(Tone.ANSWER, (*parts, Rule(), buttons))


def single(resource: Resource, within: Sequence[ResourceList], *, doubtful: bool, dates: Dates) -> Card:
    """One resource by itself, picked by its title."""
    shown = item(resource, dates, doubtful=doubtful, within=within)
    return Card(
        Tone.ANSWER, (shown, Buttons((Button("Browse all lists", encode(BUTTON, Action.LISTS, EVERYBODY, 0)),)))
    )


def proposal(audiences: Sequence[str]) -> Form:
    """Asks for something that belongs into the lists."""
    fields: list[Field | Pick] = [
        Field("Link", "The page itself, beginning with https://", 1000),
        Field("Title", "What it is called", TITLE),
        Field("Why", WHY_HINT, WHY, tall=True),
    ]
    options = tuple((plural(one).capitalize(), one) for one in audiences[:OPTIONS])
    if options:
        fields.append(
            Pick("For whom", "Leave it empty if it is for everybody", options, most=len(options), required=False)
        )
    return Form("Suggest a link", encode(FORM, Action.PROPOSE), tuple(fields))


def taken(suggestion: Suggestion) -> Card:
    text = (
        "## Thank you\n"
        f"“{neutral(suggestion.title)}” waits for the moderators of this server. Once they have decided, you see it "
        "under the answer to whatever command you use next.\n"
        "-# I keep your id with it until then, to tell you; `/privacy delete` takes it back. What is approved becomes "
        "part of this server’s list and stays, without your name."
    )
    return Card(Tone.ANSWER, (Text(text),))


def listed(resource: Resource, within: Sequence[ResourceList], *, doubtful: bool, dates: Dates) -> Card:
    """What was suggested stands in the lists already: here it is."""
    shown = item(resource, dates, doubtful=doubtful, within=within)
    return Card(Tone.NOTICE, (Text("## The lists have that already"), shown))


def waiting(suggestion: Suggestion) -> Card:
    """Somebody else, or the same member, suggested it before."""
    about = Linked(f"**{neutral(suggestion.title)}**\n{neutral(suggestion.draft.link)}", "Open", suggestion.draft.link)
    return Card(Tone.NOTICE, (Text("## That waits for the moderators already"), about))


def listed_words(words: Sequence[str]) -> str:
    """Neutralised, as a list in a sentence; empty for none."""
    *first, last = [neutral(one) for one in words] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def plural(audience: str) -> str:
    """`resident` as people say it: residents."""
    words = audience.replace("-", " ")
    return words if words.endswith("s") else f"{words}s"


def kind(of: ResourceKind) -> str:
    return KINDS.get(of) or of.value.replace("-", " ").capitalize()


def _runs(sizes: Sequence[int]) -> list[tuple[int, int]]:
    """Where each page begins and ends: at most ITEMS and, but for one, ROOM characters; one empty page for none."""
    runs: list[tuple[int, int]] = []
    first, room = 0, ROOM
    for place, size in enumerate(sizes):
        if place > first and (place - first == ITEMS or size > room):
            runs.append((first, place))
            first, room = place, ROOM
        room -= size
    return [*runs, (first, len(sizes))]


def _nothing(audience: str | None) -> str:
    if audience is not None:
        return f"There is nothing{_for(audience)} here. Choose another audience, or everybody."
    return "The moderators of this server show nothing here at the moment."


def _other_lists(shown: ResourceList, lists: Sequence[ResourceList], audience: str | None) -> list[Part]:
    near = page(lists, _number_of(shown, lists)).items
    if not near:
        return []
    options = tuple(Option(shorten(one.title, OPTION_TEXT), one.id) for one in near)
    code = encode(MENU, Action.LISTED, audience or EVERYBODY)
    return [Menu(code, "Choose another list", options, chosen=shown.id)]


def _number_of(shown: ResourceList, lists: Sequence[ResourceList]) -> int:
    """The page of all lists on which this one stands."""
    ids = [one.id for one in lists]
    return page_with(ids, shown.id) if shown.id in ids else 0


def _whom(list_id: str, audience: str | None, audiences: Sequence[str]) -> list[Part]:
    """The menu of audiences, the chosen one among the first 24 in any case."""
    if not audiences:
        return []
    near = list(audiences[: OPTIONS - 1])
    if audience is not None and audience not in near:
        near[-1] = audience
    options = (Option("For everybody", EVERYBODY), *(Option(f"For {plural(one)}"[:OPTION_TEXT], one) for one in near))
    return [Menu(encode(MENU, Action.WHOM, list_id), "For whom?", options, chosen=audience or EVERYBODY)]


def _where(shown: Page[tuple[ResourceList, int]], what: str) -> list[str]:
    if shown.pages == 1:
        return []
    last = shown.first + len(shown.items)
    return [f"-# {what}s {shown.first + 1} to {last} of {shown.total}, page {shown.number + 1} of {shown.pages}"]


def _for(audience: str | None) -> str:
    return f" for {neutral(plural(audience))}" if audience else ""


def _shown(text: str, limit: int) -> str:
    return neutral(shorten(text, limit))


def _count(number: int, what: str) -> str:
    plurals = {"entry": "entries"}
    return f"{number:,} {what}" if number == 1 else f"{number:,} {plurals.get(what, f'{what}s')}"
