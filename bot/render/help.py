"""The card of /help: what one can do, an example each."""

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass

from bot.core.policy import TABLE, Audience
from bot.render.card import Card, Part, Rule, Text, Tone


@dataclass(frozen=True, slots=True)
class Line:
    """A command: what it is good for, and the options of an example.

    `in_dm`: it works in direct messages too. `menu`: it stands in the menu of a message and is not typed.
    """

    command: str
    what: str
    example: str = ""
    in_dm: bool = False
    menu: bool = False


# In the order in which they are shown. A command without a line fails the tests.
LINES = (
    Line("faq ask", "Ask in your own words; the answer names its sources", "question:How long is the training?", True),
    Line("faq browse", "Look through everything there is, topic by topic", "topic:Training", True),
    Line("Answer from FAQ", "in the menu of a message, under Apps: answers it where it stands", menu=True),
    Line("timeline plan", "Your way with dates, from where you stand", "stage:Medical school specialty:pmr", True),
    Line(
        "timeline compare",
        "Two specialties side by side: where their ways part",
        "specialty_a:Anesthesiology specialty_b:PM&R",
        True,
    ),
    Line("timeline deadlines", "What is due in the next 12 months", "stage:Residency", True),
    Line("resources browse", "Links worth opening, list by list", "list:Journals", True),
    Line("resources search", "Find a link by what it offers", "words:board exam", True),
    Line("resources suggest", "Suggest a link to the moderators"),
    Line("help", "What you can do here", in_dm=True),
    Line("privacy show", "What I keep about you, and until when", in_dm=True),
    Line("privacy export", "The same as a file", in_dm=True),
    Line("privacy delete", "Remove what is under your id; counts and words without names stay", in_dm=True),
    Line("stats top", "What is asked most here, without names", "period:7 days by:Topics"),
    Line("lists suggestions", "Decide on the links that members suggested"),
    Line("lists items", "Hide, pin or add items of a list, for this server alone", "list:Journals"),
    Line("content status", "What members get answers from, and which problems its files have"),
    Line("content preview", "An answer as members will see it", "id:how-long"),
    Line("content diff", "What would change if the files became live"),
    Line("lists post", "Show a resource list in a channel and keep it right from then on", "list:Societies to join"),
    Line("lists status", "Which lists are shown where, and what keeps one from being right"),
    Line("lists sync", "Look after them now instead of within the hour", "dry_run:True"),
    Line("lists withdraw", "Take a list out of a channel", "list:Societies to join"),
    Line("setup", "Who is who here, and where things go", "zone:Berlin"),
    Line("content reload", "Read the files again"),
)

HEADINGS = {
    Audience.EVERYONE: "Everybody",
    Audience.MENTORS: "Mentors",
    Audience.MODERATORS: "Moderators",
    Audience.ADMINISTRATORS: "Administrators",
    Audience.OPERATORS: "Operators of the bot",
}


def overview(may: Set[str], *, in_guild: bool, untouched: bool, mention: Callable[[str], str]) -> Card:
    """`may`: commands that the caller may use. `untouched`: nothing was chosen in this server yet.

    `mention` writes a command so that a click begins it.
    """
    parts: list[Part] = []
    if "setup" in may and untouched:
        first = f"## Start here\n{mention('setup')} tells me who is who in this server and where things go. "
        parts += [Text(first + "Everything else works already, with safe defaults."), Rule()]
    parts.append(Text("\n".join(_list(may, in_guild=in_guild, mention=mention))))
    return Card(Tone.ANSWER, tuple(parts))


def _list(may: Set[str], *, in_guild: bool, mention: Callable[[str], str]) -> Iterator[str]:
    yield "## What you can do here"
    for audience, heading in HEADINGS.items():
        lines = [
            line
            for line in LINES
            if line.command in may and TABLE[line.command] is audience and (in_guild or line.in_dm)
        ]
        if lines and audience is not Audience.EVERYONE:
            yield f"### {heading}"
        for line in lines:
            yield f"{f'**{line.command}**' if line.menu else mention(line.command)}: {line.what}"
            if line.example:
                yield f"-# for example `/{line.command} {line.example}`"
    if not in_guild:
        yield "-# In a server there may be more."
