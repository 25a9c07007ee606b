"""The picture of a plan, and what it says to those who do not see it.

matplotlib is imported by the first drawing: that takes half a second and 30 MiB, which nobody should wait for who only
wants an answer. Nothing here touches its global state, so that it may be drawn in a thread.
"""

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from bot.core.plan.values import Plan
from bot.render.plans.layout import sheet
from bot.render.plans.palette import EDGE, GROUND
from bot.render.plans.phrases import age, route, stage_days, total, when
from bot.render.plans.sheet import Bar, Diamond, Line, Sheet, Words

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.font_manager import FontProperties
    from matplotlib.transforms import Transform

ALT = 1024  # Discord's OpenAPI file: MessageAttachmentRequest.description
SCALE = 2  # pixels of the picture for one of the sheet


def draw(plan: Plan, born: int | None) -> bytes:
    """A PNG, 780 pixels wide, for a phone of 390. The same bytes for the same inputs."""
    return _painted(sheet(plan, born, _width))


def warm() -> None:
    """Import what drawing needs, and draw once: the first time takes longer."""
    words = Words("Plan 0123456789", 10, 30, 100, 12, EDGE)
    bold = Words("Plan", 10, 50, 100, 12, EDGE, bold=True)
    _width(words.text, 12, False)
    _painted(Sheet(200, 100, (words, bold, Bar(10, 60, 100, 10, EDGE, hatched=True), Diamond(150, 60, 6, EDGE))))


def alt(plan: Plan, born: int | None) -> str:
    """What the picture shows, in at most 1,024 characters. What does not fit is counted."""
    head = " ".join(filter(None, (f"Chart of a plan. {route(plan)}.", f"{total(plan)}." if plan.stages else "")))
    if not plan.stages:
        head = f"{head} No stages are ahead."
    tail = age(plan, born)
    stages = [f"{one.stage.title}: {stage_days(one)}." for one in plan.stages]
    milestones = [f"{one.title}: {when(one)}." for one in plan.milestones]
    for cut in range(len(stages) + len(milestones) + 1):
        kept = max(len(milestones) - cut, 0)
        left = max(len(stages) - max(cut - len(milestones), 0), 0)
        text = " ".join(
            filter(
                None,
                (
                    head,
                    *stages[:left],
                    _more(len(stages) - left, "stage"),
                    tail,
                    *milestones[:kept],
                    _more(len(milestones) - kept, "milestone"),
                ),
            )
        )
        if len(text) <= ALT:
            return text
    return head[:ALT]


def _more(number: int, what: str) -> str:
    return f"And {number} more {what}{'' if number == 1 else 's'}." if number else ""


def _painted(drawing: Sheet) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.transforms import Affine2D

    figure = Figure(figsize=(drawing.width / 72, drawing.height / 72), dpi=72 * SCALE, facecolor=GROUND)
    FigureCanvasAgg(figure)
    place = Affine2D().scale(SCALE, -SCALE).translate(0, drawing.height * SCALE)
    for height, part in enumerate(drawing.parts):
        artist = _artist(part, place)
        artist.set_zorder(height)
        figure.add_artist(artist)
    out = BytesIO()
    # Without the version of matplotlib in it: the same plan is the same file after an update that draws alike.
    figure.savefig(out, format="png", metadata={"Software": None}, pil_kwargs={"compress_level": 4})
    return out.getvalue()


def _artist(part: Words | Bar | Diamond | Line, place: "Transform") -> "Artist":
    from matplotlib.lines import Line2D
    from matplotlib.patches import Polygon, Rectangle
    from matplotlib.text import Text

    match part:
        case Words():
            # parse_math: a "$" in a title is a "$".
            return Text(
                part.x,
                part.y,
                _readable(part.text),
                color=part.colour,
                fontproperties=_font(part.size, part.bold),
                transform=place,
                parse_math=False,
                usetex=False,
            )
        case Bar():
            return Rectangle(
                (part.x, part.y),
                part.width,
                part.height,
                facecolor=GROUND if part.hatched else part.colour,
                edgecolor=part.colour if part.hatched else GROUND,
                hatch="////" if part.hatched else None,
                hatch_linewidth=1.0,
                linewidth=0.8 if part.hatched else 0.4,
                transform=place,
            )
        case Diamond():
            x, y, size = part.x, part.y, part.size
            corners = [(x - size, y), (x, y - size), (x + size, y), (x, y + size)]
            return Polygon(corners, facecolor=part.colour, edgecolor=GROUND, linewidth=0.8, transform=place)
        case Line():
            return Line2D([part.x, part.to_x], [part.y, part.to_y], color=part.colour, linewidth=0.8, transform=place)


@lru_cache(maxsize=16)
def _font(size: float, bold: bool) -> "FontProperties":
    from matplotlib.font_manager import FontProperties

    return FontProperties(family="DejaVu Sans", size=size, weight="bold" if bold else "normal")


def _width(text: str, size: float, bold: bool) -> float:
    """In pixels of the sheet. Letter by letter, without kerning: a tenth of the time, and half a percent too wide."""
    return sum(_advance(letter, size, bold) for letter in _readable(text))


@lru_cache(maxsize=4096)
def _advance(letter: str, size: float, bold: bool) -> float:
    from matplotlib.font_manager import findfont, get_font

    font = get_font(findfont(_font(size, bold)))
    font.set_size(size, 72 * SCALE)
    return font.load_char(ord(letter)).horiAdvance / 64 / SCALE


def _readable(text: str) -> str:
    """The text with a box for each letter that the typeface lacks; matplotlib would warn of every one."""
    known = _letters()
    return "".join(letter if ord(letter) in known else "\N{WHITE SQUARE}" for letter in text)


@lru_cache(maxsize=1)
def _letters() -> frozenset[int]:
    from matplotlib.font_manager import findfont, get_font

    return frozenset(get_font(findfont(_font(12.0, False))).get_charmap())
