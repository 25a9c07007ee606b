"""Cards about posted lists, for moderators: before they are posted, how they stand, and what one needs."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from bot.core.codes import BUTTON, Action, encode
from bot.core.postings.moves import Edit, Keep, Move, Pin, Post, Withdraw
from bot.core.postings.values import Listed, Posting, State, Trouble
from bot.core.rights import PIN, POSTING, lacking
from bot.render.card import Button, Buttons, Card, Style, Text, Tone
from bot.render.dates import Dates
from bot.render.faq import Place
from bot.render.neutral import neutral, shorten

ROOM = 3600  # characters of a card's text
PAGED = 3000  # and of a page's lines
TITLE = 150

Mention = Callable[[str], str]
"""Writes a command, so that a click begins it where its id is known."""


def plainly(command: str) -> str:
    return f"`/{command}`"


def preview(listed: Listed, messages: int, channel_id: int, *, pin: bool) -> Card:
    """What would be posted, and the buttons to do it or not."""
    entries = _count(len(listed.resources), "entry", "entries")
    pinned = ", pinned" if messages == 1 else ", the first of them pinned"
    text = (
        f"## Post “{_title(listed.list.title)}” in <#{channel_id}>?\n"
        f"{entries}, in {_count(messages, 'message', 'messages')}"
        f"{pinned if pin else ''}. From then on I change {'it' if messages == 1 else 'them'} in "
        "place whenever the list changes. "
        f"Above you see {'how it will look' if messages == 1 else 'the first of them'}."
    )
    post = Button("Post", encode(BUTTON, Action.POST_LIST, channel_id, listed.list.id, int(pin)), Style.DONE)
    return Card(Tone.ASKING, (Text(text), Buttons((post, Button("Cancel", encode(BUTTON, Action.CANCEL))))))


def there_already(title: str, posting: Posting) -> Card:
    return Card(
        Tone.NOTICE,
        (
            Text(
                f"“{_title(title)}” is shown in <#{posting.channel_id}> already{_link(posting)}. I keep it right there."
            ),
        ),
    )


def cancelled() -> Card:
    return Card(Tone.NOTICE, (Text("Nothing was changed."),))


def posted(title: str, posting: Posting, mention: Mention = plainly) -> Card:
    """What came of it."""
    if posting.trouble is not None and not posting.parts:
        return Card(Tone.TROUBLE, (Text(f"“{_title(title)}” is not posted yet. {_need(posting, mention)}"),))
    messages = _count(len(posting.parts), "message", "messages")
    text = f"“{_title(title)}” is shown in <#{posting.channel_id}> now, in {messages}{_link(posting)}."
    if posting.trouble is not None:
        return Card(Tone.TROUBLE, (Text(f"{text} {_need(posting, mention)}"),))
    return Card(Tone.ANSWER, (Text(f"{text} I keep it right from here on."),))


def still_at_it(mention: Mention = plainly) -> Card:
    text = f"This takes longer than I can let you wait. I go on by myself; {mention('lists status')} says how far I am."
    return Card(Tone.NOTICE, (Text(text),))


def to_withdraw(title: str, posting: Posting, mention: Mention = plainly) -> Card:
    """What a list's withdrawal would remove, and the buttons to do it or not."""
    give_up = posting.stuck and posting.trouble is not Trouble.OUTAGE
    text = f"## Withdraw “{_title(title)}” from <#{posting.channel_id}>?\n{_goes(posting, mention)}"
    code = encode(BUTTON, Action.WITHDRAW, posting.id, int(give_up))
    withdraw = Button("Withdraw", code, Style.RISKY)
    return Card(Tone.ASKING, (Text(text), Buttons((withdraw, Button("Keep it", encode(BUTTON, Action.CANCEL))))))


def _goes(posting: Posting, mention: Mention) -> str:
    n = len(posting.parts)
    it, messages = ("it", "1 message") if n == 1 else ("them", f"{n:,} messages")
    if posting.trouble is Trouble.CHANNEL:
        return "The channel has been deleted, and its messages with it: this ends the posting."
    if posting.stuck:
        if posting.trouble is Trouble.OUTAGE:
            return "I am removing it already. Discord did not answer the last time; I try again by myself."
        what = f"its {messages}{_link(posting)}" if n else "it"
        return f"I could not remove {what} yet. *Withdraw* tries once more; what still stays then, I leave and forget."
    if not n:
        unsure = "Whether a message of it is there is not sure: I look for it, and remove it."
        return unsure if posting.sending else "No message of it is left there."
    anew = f" {mention('lists post')} shows the list anew, at the end of the channel."
    return (
        f"Its {messages}{_link(posting)} {'is' if n == 1 else 'are'} removed for everybody, and links to {it} lead "
        f"nowhere then.{'' if posting.trouble is Trouble.LIST else anew}"
    )


def busy(command: str, mention: Mention = plainly) -> Card:
    """It has not even begun."""
    text = "I am still busy with the lists of this server, and nothing was changed. "
    text += f"Use {mention(command)} again in a minute."
    return Card(Tone.TROUBLE, (Text(text),))


def withdrawn(title: str, left: Posting, mention: Mention = plainly, *, forgotten: bool = False) -> Card:
    """`left` has a trouble where it could not be removed; `forgotten`: nobody will try it again."""
    if left.trouble is None:
        return Card(Tone.ANSWER, (Text(f"“{_title(title)}” is withdrawn, and its messages are removed."),))
    if forgotten:
        rest = ""
        if n := len(left.parts):
            stay = "stays" if n == 1 else "stay"
            rest = f" Its {_count(n, 'message', 'messages')} {stay} in <#{left.channel_id}> until somebody deletes "
            rest += f"{'it' if n == 1 else 'them'}{_link(left)}."
        return Card(Tone.NOTICE, (Text(f"“{_title(title)}” is withdrawn: I forgot it.{rest}"),))
    text = f"“{_title(title)}” cannot be removed from <#{left.channel_id}> yet. {_need(left, mention)}"
    again = (
        f"Or delete its {_count(len(left.parts), 'message', 'messages')} yourself and use {mention('lists withdraw')} "
        "once more: then I forget them."
    )
    return Card(Tone.TROUBLE, (Text(f"{text}\n{again}"),))


def synced(postings: Sequence[tuple[str, Posting, Sequence[Move]]], *, dry: bool, mention: Mention = plainly) -> Card:
    """What was done to each posting, or would be: its list's title, how it stands, and the moves."""
    if not postings:
        return _nothing(mention)
    lines = [
        f"**{_title(title)}** in <#{posting.channel_id}>: {_outcome(posting, moves, mention, dry=dry)}"
        for title, posting, moves in sorted(postings, key=lambda one: one[1].trouble is None)
    ]
    heading = "## What a sync would do now" if dry else "## Looked after"
    wrong = any(posting.trouble for _, posting, _ in postings)
    return Card(Tone.TROUBLE if wrong else Tone.ANSWER, (Text(_fitted(heading, lines)),))


def status(postings: Sequence[tuple[str, Posting]], dates: Dates, number: int = 0, mention: Mention = plainly) -> Card:
    """Where which list is shown, in which version, when it was looked at last, and what is wrong; troubles first.

    `number` of the page, from 0; the last one where there are not so many.
    """
    if not postings:
        return _nothing(mention)
    first = sorted(postings, key=lambda one: one[1].trouble is None)
    pages = _paged(["\n".join(_standing(title, posting, dates, mention)) for title, posting in first])
    number = min(number, len(pages) - 1)
    wrong = sum(posting.trouble is not None for _, posting in postings)
    heading = "## Posted lists"
    if len(pages) > 1:
        heading += (
            f"\n-# {len(postings)} of them, {wrong or 'none'} in need of something · page {number + 1} of {len(pages)}"
        )
    turns = [Button("Previous", encode(BUTTON, Action.STATUS, number - 1))] if number else []
    turns += [Button("Next", encode(BUTTON, Action.STATUS, number + 1))] if number + 1 < len(pages) else []
    text = Text("\n".join((heading, *pages[number])))
    return Card(Tone.TROUBLE if wrong else Tone.ANSWER, (text, Buttons(tuple(turns))) if turns else (text,))


def notice(title: str, posting: Posting) -> Card:
    """For the channel for notices: what a posting needs."""
    text = f"## A posted list needs you\n“{_title(title)}” in <#{posting.channel_id}>: {_need(posting, plainly)}"
    return Card(Tone.TROUBLE, (Text(text),))


def _standing(title: str, posting: Posting, dates: Dates, mention: Mention) -> Iterator[str]:
    yield f"**{_title(title)}** in <#{posting.channel_id}>{_link(posting)}"
    facts = [_count(len(posting.parts), "message", "messages")]
    if posting.version:
        facts.append(f"version `{posting.version}`")
    if posting.changed:
        facts.append(f"changed {dates.moment(posting.changed)}")
    facts.append(f"checked {dates.moment(posting.checked)}" if posting.checked else "not checked yet")
    yield f"-# {' · '.join(facts)}"
    if posting.trouble is not None:
        yield _need(posting, mention)
    elif posting.state is State.LEAVING:
        yield "It is being removed."


_NEEDS: Mapping[Trouble, str] = {
    Trouble.RIGHTS: (
        "I lack {lacking}. An administrator grants it in the channel’s settings → Permissions, for my role. Then I go "
        "on within the hour, or at once with {sync}."
    ),
    Trouble.CHANNEL: (
        "The channel has been deleted. {post} shows the list elsewhere, and {withdraw} ends this posting."
    ),
    Trouble.LIST: "The list is not in my content any more. {withdraw} removes its messages.",
    Trouble.PINS: (
        "It is posted and not pinned: the channel has as many pinned messages as Discord allows. Unpin one, and use "
        "{sync}."
    ),
    Trouble.REFUSED: (
        "Discord refuses it and does not say why. {sync} tries again; if that does not help, tell whoever runs me."
    ),
    Trouble.ABSENT: "I am not in this server. Invite me again, with the scope `bot`.",
    Trouble.OUTAGE: "Discord did not answer. I try again by myself.",
}


def _need(posting: Posting, mention: Mention) -> str:
    """What is wrong with a posting that has a trouble, and what to do about it."""
    needs = (*POSTING, PIN)
    missing = lacking(needs, ~posting.lacks & sum(need.bit for need in needs))
    listed = " and ".join(f"**{one.need.name}** ({one.need.purpose})" for one in missing)
    commands = {name: mention(f"lists {name}") for name in ("post", "sync", "withdraw")}
    return _NEEDS[posting.trouble or Trouble.OUTAGE].format(lacking=listed, **commands)


def _outcome(posting: Posting, moves: Sequence[Move], mention: Mention, *, dry: bool) -> str:
    """The moves, and what is wrong: either alone where there is nothing of the other."""
    if posting.trouble is None:
        return _moves(moves, dry=dry)
    moving = any(not isinstance(move, Keep) for move in moves)
    return f"{_moves(moves, dry=dry)}. {_need(posting, mention)}" if moving else _need(posting, mention)


def _moves(moves: Sequence[Move], *, dry: bool) -> str:
    """Send 1 message, change 2."""
    verbs = {
        Post: ("sent", "send"),
        Edit: ("changed", "change"),
        Withdraw: ("removed", "remove"),
        Keep: ("kept", "keep"),
    }
    counts = Counter(type(move) for move in moves)
    said = []
    for kind, (past, present) in verbs.items():
        if (n := counts[kind]) and (dry or kind is not Keep):
            said.append(f"{present if dry else past} {_count(n, 'message', 'messages')}")
    if counts[Pin]:
        said.append("pin the first" if dry else "pinned the first")
    if not said or counts.keys() == {Keep}:
        return "as it should be"
    return ", ".join(said)


def _nothing(mention: Mention) -> Card:
    return Card(Tone.NOTICE, (Text(f"No list is posted in this server. {mention('lists post')} posts one."),))


def _paged(lines: Sequence[str]) -> Sequence[Sequence[str]]:
    """The lines in their order, as many on each page as fit; at least one page."""
    pages: list[list[str]] = [[]]
    for line in lines:
        if pages[-1] and sum(map(len, pages[-1])) + len(pages[-1]) + len(line) > PAGED:
            pages.append([])
        pages[-1].append(line)
    return pages


def _fitted(heading: str, lines: Sequence[str]) -> str:
    """As many of the lines as fit, those with a trouble being as long as they are, and how many are left out."""
    kept = [heading]
    for number, line in enumerate(lines):
        if sum(map(len, kept)) + len(kept) + len(line) > ROOM:
            kept.append(f"-# and {len(lines) - number} more")
            break
        kept.append(line)
    return "\n".join(kept)


def _link(posting: Posting) -> str:
    if not posting.parts:
        return ""
    place = Place(posting.guild_id, posting.channel_id)
    return f" ([go there]({place.message(posting.parts[0].message_id)}))"


def _title(title: str) -> str:
    return neutral(shorten(title, TITLE))


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
