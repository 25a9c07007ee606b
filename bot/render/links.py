"""What moderators are told of links that do not open."""

from collections.abc import Sequence

from bot.render.card import Card, Text, Tone
from bot.render.neutral import neutral, shorten

SHOWN = 10
WORD = "Link under review"
MARK = f"-# ⚠ {WORD}: it did not open on two days"
"""The line below an item in every list, from the second day until its page opens again."""

_FOUND = {
    "gone": "its site says that there is no such page",
    "no-host": "there is no site of that name any more",
    "private": "only its own network can open it",
    "failing": "its site reports an error of its own",
    "slow": "its site did not answer in time",
    "unreachable": "its site cannot be reached",
    "untrusted": "its site is not secure",
    "circling": "it leads in a circle",
}


def found(health: str) -> str:
    """What a visit found, as the rest of a sentence; `health` as in docs/links.md."""
    return _FOUND.get(health, "it did not open")


def broken(items: Sequence[tuple[str, tuple[str, ...], str]]) -> Card:
    """`items`: title, titles of the lists, health. At least one."""
    lines = [_line(*item) for item in items[:SHOWN]]
    if len(items) > SHOWN:
        lines.append(f"- and {len(items) - SHOWN:,} more")
    many = len(items) > 1
    head = f"## {len(items):,} links do not open" if many else "## A link does not open"
    told = (
        f"I tried on two days. {'These items are' if many else 'This item is'} marked “{WORD}” in the lists here. "
        "The mark goes by itself once the page opens again."
    )
    return Card(
        Tone.NOTICE,
        (
            Text("\n".join((head, told, *lines))),
            Text("-# Look at the page in a browser. Moderators can hide an item, or put another in its place."),
        ),
    )


def _line(title: str, lists: tuple[str, ...], health: str) -> str:
    return f"- **{neutral(shorten(title, 120))}** ({neutral(shorten(', '.join(lists), 100))}): {found(health)}"
