"""Formatting of Discord that is begun and not ended, or that Discord would not take for formatting at all.

Read as Discord reads it: a mark ends at the next one of its kind, wherever that stands; headings, small print, quotes
and items of lists are read each by itself; code, addresses and what follows a backslash hold no marks.
"""

import re
from collections.abc import Iterator

_BLOCK = re.compile(r"(?P<line>(?:#{1,3}|-#) +)|(?P<item> *(?:[-*]|\d{1,9}\.) +)|(?P<quote>> )")
_FENCE = re.compile(r"```.*?```", re.DOTALL)
_PART = re.compile(r"\n|\\[^0-9A-Za-z\s]|https?://[^\s<>\"]+|`+|\*+|_+|~+|\|+")
_MARKS = ("**", "__", "~~", "||")
_SPANS = {mark: re.compile(rf"{re.escape(mark)}((?:\\.|[^\\])+?){re.escape(mark)}", re.DOTALL) for mark in _MARKS[2:]}
_SPANS |= {
    mark: re.compile(rf"{re.escape(mark)}((?:\\.|[^\\])+?){re.escape(mark)}(?!{re.escape(mark[0])})", re.DOTALL)
    for mark in _MARKS[:2]
}
_CODE = re.compile(r"(`+)(?!`).*?[^`]\1(?!`)", re.DOTALL)
_AFTER_ADDRESS = ".,:;!?'*_~|])"

_HEADING = re.compile(r"^(?:#{2,6}|-#|#(?=[A-Z]))(?=[^\s#\d])[^\n]*|^#{4,6} +\S[^\n]*", re.MULTILINE)
_APART = re.compile(r"\[[^\[\]\n]+\][ \t]+\(<?https://[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*>?\)")
_TORN = re.compile(r"\[[^\[\]\n]+\]\(https://[^\s()<>]+[ \t]+[^\s()\"'][^()\n]*\)")
_TURNED = re.compile(r"\([^()\n]+\)\[https://[^\s\[\]]+\]")


def halves(text: str) -> list[tuple[str, str]]:
    """Each mark without its other half, with the words around it; one of each kind is enough to be told."""
    if not any(mark in text for mark in (*_MARKS, "`")) or text.count("```") % 2:
        return []
    found: dict[str, str] = {}
    for mark, around in _alone(_FENCE.sub(" ", text), blocks=True):
        found.setdefault(mark, around)
    return sorted(found.items())


def wrong_headings(text: str) -> list[str]:
    """Lines that look like a heading or small print and are none, in their order."""
    return [found[0] for found in _HEADING.finditer(_FENCE.sub(" ", text))] if "#" in text else []


def torn_links(text: str) -> list[str]:
    """What looks like `[words](address)` and is shown as it is, in its order."""
    if "https://" not in text:
        return []
    bare = _FENCE.sub(" ", text)
    return [found[0] for pattern in (_APART, _TORN, _TURNED) for found in pattern.finditer(bare)]


def _alone(text: str, *, blocks: bool) -> Iterator[tuple[str, str]]:
    """Marks without another half. `blocks`: lines may begin something that is read by itself."""
    at = 0
    while at < len(text):
        if blocks and (at == 0 or text[at - 1] == "\n") and (block := _BLOCK.match(text, at)):
            lines, at = _block(text, block)
            yield from _alone(lines, blocks=False)
            continue
        part = _PART.search(text, at)
        if part is None:
            return
        at = part.end()
        if part[0][0] == "h":
            at -= len(part[0]) - len(part[0].rstrip(_AFTER_ADDRESS))
        elif part[0][0] == "`":
            code = _CODE.match(text, part.start())
            if code:
                at = code.end()
            elif not _stands_apart(text, part.start(), at):
                yield "`", _around(text, part.start(), at)
        elif part[0][:2] in _MARKS:
            inside, at = _span(text, part)
            if inside is not None:
                yield from _alone(inside, blocks=False)
            elif _is_meant(text, part):
                yield part[0][:2], _around(text, part.start(), at)


def _span(text: str, run: re.Match[str]) -> tuple[str | None, int]:
    """What stands between the mark at the beginning of `run` and its other half, None without one, and the end."""
    found = _SPANS[run[0][:2]].match(text, run.start())
    return (None, run.end()) if found is None else (found[1], found.end())


def _is_meant(text: str, run: re.Match[str]) -> bool:
    """Whether the lonely `run` was meant as formatting: not `2 ** 3`, `2**3`, `snake__case` or a line of them."""
    before, after = text[max(run.start() - 1, 0) : run.start()], text[run.end() : run.end() + 1]
    longest = 3 if run[0][0] in "*_" else 2
    if len(run[0]) > longest or _stands_apart(text, run.start(), run.end()):
        return False
    if run[0][0] == "_":
        return not (before.isalnum() and after.isalnum())
    return not (before.isdigit() and after.isdigit())


def _stands_apart(text: str, start: int, end: int) -> bool:
    return not text[max(start - 1, 0) : start].strip() and not text[end : end + 1].strip()


def _block(text: str, block: re.Match[str]) -> tuple[str, int]:
    """The text of the block that begins with `block`, and where it ends."""
    end = _line_end(text, block.end())
    inside = text[block.end() : end]
    while end < len(text):
        following = text[end + 1 : _line_end(text, end + 1)]
        if block["quote"] and following.startswith("> "):
            inside += "\n" + following[2:]
        elif block["item"] and following.strip() and not _BLOCK.match(following):
            inside += "\n" + following
        else:
            break
        end += 1 + len(following)
    return inside, end + 1


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _around(text: str, start: int, end: int, size: int = 30) -> str:
    """A few words from the mark on, or up to it where hardly anything of its line follows."""
    line_end = _line_end(text, start)
    if line_end - end >= size // 3:
        after = text[start:line_end]
        return after if len(after) <= size else f"{after[: size - 1]}…"
    before = text[text.rfind("\n", 0, start) + 1 : line_end]
    return before if len(before) <= size else f"…{before[1 - size :]}"
