"""The picture of a plan: whole, readable, and the same each time."""

import hashlib
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.core.plan import Plan
from bot.core.plan.values import Precision
from bot.render.plans.chart import ALT, SCALE, alt, draw, warm
from bot.render.plans.chart import _width as measure
from bot.render.plans.layout import LANES, WIDTH, _kind, cut, sheet, wrapped
from bot.render.plans.palette import BARS, DAY, EDGE, GRID, GROUND, MONTHS, MUTED, TEXT, contrast
from bot.render.plans.phrases import when
from bot.render.plans.sheet import Bar, Diamond, Line, Sheet, Words
from tests.core.plan.shipped import Anchor, Choices, Group, college, planned, timelines
from tests.core.plan.test_laws import MANY, Request, asked, computed

ROOT = Path(__file__).parents[3]
OPENAPI = ROOT.parent / "shared" / "reference" / "discord-openapi.json"
BORN = st.none() | st.integers(1900, 2026)


def laid(plan: Plan, born: int | None = None) -> Sheet:
    return sheet(plan, born, measure)


def texts(drawn: Sheet) -> list[str]:
    return [part.text for part in drawn.parts if isinstance(part, Words)]


def bars(drawn: Sheet, *, hatched: bool) -> list[Bar]:
    """Those of stages."""
    found = [part for part in drawn.parts if isinstance(part, Bar) and part.colour != MONTHS]
    return [bar for bar in found if bar.hatched is hatched]


def two_days() -> Plan:
    anchor = Anchor(stage=Group.FELLOWSHIP, since=date(2026, 7, 1), until=date(2026, 7, 2))
    return planned("us_standard", anchor, today=date(2026, 7, 1))


def pixels(picture: bytes) -> Image.Image:
    image = Image.open(BytesIO(picture))
    image.load()
    return image.convert("RGB")


def ran(program: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", program]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@given(asked(), BORN)
@settings(max_examples=150, deadline=None, suppress_health_check=MANY)
def test_everything_stands_inside_the_picture_and_no_text_on_another(request: Request, born: int | None) -> None:
    drawn = laid(computed(request), born)
    assert drawn.width == WIDTH
    words = [part for part in drawn.parts if isinstance(part, Words)]
    for part in drawn.parts:
        left, top, right, bottom = _box(part)
        assert 0 <= left <= right <= drawn.width, part
        assert 0 <= top <= bottom <= drawn.height, part
    for one, other in combinations(map(_box, words), 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart, (one, other)


def _box(part: Words | Bar | Diamond | Line) -> tuple[float, float, float, float]:
    """Left, top, right, bottom; of words from the height of a capital to where a g ends."""
    match part:
        case Words():
            return part.x, part.y - 0.78 * part.size, part.x + part.width, part.y + 0.24 * part.size
        case Bar():
            return part.x, part.y, part.x + part.width, part.y + part.height
        case Diamond():
            return part.x - part.size, part.y - part.size, part.x + part.size, part.y + part.size
        case Line():
            return min(part.x, part.to_x), min(part.y, part.to_y), max(part.x, part.to_x), max(part.y, part.to_y)


@pytest.mark.parametrize("route", timelines().pathways)
def test_the_picture_is_drawn_to_its_edges_and_not_over_them(route: str) -> None:
    stage = next((timelines().stages[step.stage].group for step in timelines().pathways[route].steps), Group.PRACTICE)
    image = pixels(draw(planned(route, Anchor(stage=stage)), 2004))
    assert image.width == WIDTH * SCALE
    ground = tuple(bytes.fromhex(GROUND[1:]))
    edges = [(0, 0, image.width, 4), (0, image.height - 4, image.width, image.height)]
    edges += [(0, 0, 4, image.height), (image.width - 4, 0, image.width, image.height)]
    for edge in edges:
        assert {colour for _, colour in image.crop(edge).getcolors(1 << 16) or ()} == {ground}


def test_text_is_wide_as_it_was_measured() -> None:
    """The line of a title, looked up in the picture: from its first to its last pixel that is not ground."""
    plan = college("us_seed")
    line = next(part for part in laid(plan).parts if isinstance(part, Words))
    image = pixels(draw(plan, None))
    top, bottom = int((line.y - line.size) * SCALE), int((line.y + 2) * SCALE)
    box = Image.eval(image.crop((0, top, image.width, bottom)).convert("L"), lambda value: 255 * (value > 60)).getbbox()
    assert box is not None
    assert box[2] - box[0] == pytest.approx(line.width * SCALE, rel=0.03)


def test_letters_can_be_read_on_a_phone() -> None:
    for plan in (college(), college("us_seed"), two_days()):
        assert min(part.size for part in laid(plan, 2004).parts if isinstance(part, Words)) >= 11


def test_colours_can_be_told_from_the_ground() -> None:
    """The ground is the picture's own, so what Discord has around it does not matter."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)  # WCAG's well known near miss
    colours = {part.colour for plan in (college("us_seed"), two_days()) for part in laid(plan, 2004).parts}
    assert colours <= {TEXT, MUTED, GRID, EDGE, DAY, MONTHS, *BARS.values()}
    assert {
        part.colour for plan in (college(), two_days()) for part in laid(plan, 2004).parts if isinstance(part, Words)
    } == {TEXT, MUTED}
    assert min(contrast(TEXT, GROUND), contrast(MUTED, GROUND)) >= 4.5
    assert min(contrast(colour, GROUND) for colour in (*BARS.values(), DAY, MONTHS, EDGE)) >= 3
    assert set(BARS) == set(Group)
    image = pixels(draw(college(), None))
    assert image.getpixel((1, 1)) == tuple(bytes.fromhex(GROUND[1:]))


def test_lines_behind_words_do_not_disturb_them() -> None:
    assert contrast(GRID, GROUND) < 1.6
    assert contrast(MUTED, GRID) >= 4.5


def test_what_is_certain_is_filled_and_what_is_not_is_hatched() -> None:
    assert len(bars(laid(college()), hatched=False)) == 4
    assert not bars(laid(college()), hatched=True)
    drawn = laid(college("us_seed"))
    *_, fellowship = bars(drawn, hatched=False)
    (unsure, key) = bars(drawn, hatched=True)
    assert unsure.x == pytest.approx(fellowship.x + fellowship.width, abs=0.1)
    assert unsure.width == pytest.approx(fellowship.width, rel=0.05)  # 12 to 24 months
    assert key.y > unsure.y
    assert "may begin or end in this time" in texts(drawn)
    assert "may begin or end in this time" not in texts(laid(college()))


def test_a_stage_that_may_lie_anywhere_is_hatched_alone() -> None:
    """The UK's year of pain: at the earliest it is over before it begins at the latest."""
    plan = planned("uk_anaesthetics", Anchor(stage=Group.MEDICAL_SCHOOL))
    pain = BARS[Group.FELLOWSHIP]
    assert not [bar for bar in bars(laid(plan), hatched=False) if bar.colour == pain]
    assert [bar for bar in bars(laid(plan), hatched=True) if bar.colour == pain]


@given(asked())
@settings(max_examples=60, deadline=None, suppress_health_check=MANY)
def test_every_milestone_but_the_edges_of_stages_is_marked(request: Request) -> None:
    plan = computed(request)
    drawn = laid(plan)
    points = stretches = 0
    for kinds in LANES.values():
        marked = [one for one in plan.milestones if one.dates is not None and _kind(one) in kinds]
        days = {one.dates for one in marked if one.precision is Precision.DAY and one.dates and one.dates.certain}
        points += len(days)
        stretches += bool({one.dates for one in marked} - days)
    key = ("on this day" in texts(drawn), "within this time" in texts(drawn))
    assert key == (points > 0, stretches > 0)
    assert sum(isinstance(part, Diamond) for part in drawn.parts) == points + key[0]
    assert sum(isinstance(part, Bar) and part.colour == MONTHS for part in drawn.parts) >= stretches + key[1]
    unknown = [one.title for one in plan.milestones if one.dates is None]
    assert any(text.startswith("Date not known") for text in texts(drawn)) is bool(unknown)


def test_a_milestone_stands_on_its_day() -> None:
    drawn = laid(college())
    plan = college()
    first, last = date(2026, 8, 20), max(one.dates.latest for one in plan.milestones if one.dates)
    expected = 14 + (WIDTH - 28) * (date(2034, 3, 17) - first).days / ((last - first).days + 1)
    assert any(part.x == pytest.approx(expected) for part in drawn.parts if isinstance(part, Diamond))


def test_the_age_stands_below_the_years_of_whoever_said_when() -> None:
    found = texts(laid(college(), 2004))
    years = [int(text) for text in found if text.isdecimal()]
    ages = [int(text.removeprefix("age ")) for text in found if text.startswith("age ")]
    assert years
    assert ages == [year - 2004 for year in years]
    assert not [text for text in texts(laid(college())) if text.startswith("age ")]


def test_nobody_is_younger_than_nothing() -> None:
    plan = planned("us_standard", Anchor(stage=Group.UNDERGRADUATE, since=date(1990, 8, 1)))
    found = texts(laid(plan, 1999))
    ages = [text for text in found if text.startswith("age ")]
    assert ages == [f"age {year - 1999}" for year in map(int, filter(str.isdecimal, found)) if year >= 1999]
    assert "1992" in found


def test_a_plan_of_two_days_names_months_and_can_be_seen() -> None:
    drawn = laid(two_days())
    assert "Jul 2026" in texts(drawn)
    assert "1 Jul 2026 to 2 Jul 2026" in texts(drawn)
    (bar,) = bars(drawn, hatched=False)
    assert bar.width >= 3


def test_with_nothing_ahead_the_picture_says_so() -> None:
    plan = planned("us_standard", Anchor(stage=Group.PRACTICE))
    assert "All stages of this pathway are behind you" in " ".join(texts(laid(plan, 1980)))
    assert pixels(draw(plan, 1980)).height < 400
    diploma = planned("eu_edpm", Anchor(stage=Group.PRACTICE))
    assert "This route has no stages of its own" in " ".join(texts(laid(diploma)))
    assert any(text.startswith("Date not known: Earliest certification") for text in texts(laid(diploma)))


@pytest.mark.parametrize("title", ["$x^2$ and $", "Ä" * 80, "Training \N{SYRINGE} 医学", "W " * 40, "_a_ \\frac{}"])
def test_any_title_can_be_drawn(title: str) -> None:
    plan = college()
    first, *rest = plan.stages
    odd = replace(plan, stages=(replace(first, stage=replace(first.stage, title=title)), *rest))
    odd = replace(odd, pathway=replace(odd.pathway, title=title))
    for part in laid(odd).parts:
        if isinstance(part, Words):
            assert part.x + part.width <= WIDTH
    assert draw(odd, None).startswith(b"\x89PNG")


def test_the_same_inputs_are_the_same_bytes_in_another_process_too() -> None:
    program = (
        "import hashlib;from tests.core.plan.shipped import college;from bot.render.plans.chart import draw;"
        "print(hashlib.sha256(draw(college('us_seed'), 2004)).hexdigest())"
    )
    seeds = {**os.environ, "PYTHONHASHSEED": "7"}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=seeds, capture_output=True, text=True, check=True
    )
    picture = draw(college("us_seed"), 2004)
    assert done.stdout.strip() == hashlib.sha256(picture).hexdigest()
    assert picture == draw(college("us_seed"), 2004)
    assert set(Image.open(BytesIO(picture)).info) <= {"dpi"}, "no dates, no versions"


def test_drawing_brings_in_matplotlib_late_and_never_its_global_half(tmp_path: Path) -> None:
    program = (
        "import sys, bot.render.plans.chart as chart\n"
        "assert 'matplotlib' not in sys.modules\n"
        "chart.warm()\n"
        "assert 'matplotlib.figure' in sys.modules and 'matplotlib.pyplot' not in sys.modules\n"
    )
    home = tmp_path / "home"
    home.mkdir(mode=0o500)
    where = {**os.environ, "MPLCONFIGDIR": str(tmp_path / "data" / "matplotlib"), "HOME": str(home)}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=where, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert [path.name.partition("-")[0] for path in (tmp_path / "data" / "matplotlib").iterdir()] == ["fontlist"]
    assert not list(home.iterdir())


def test_warming_up_leaves_nothing_to_import() -> None:
    warm()
    before = set(sys.modules)
    draw(college(), None)
    assert set(sys.modules) == before


@given(asked(), BORN)
@settings(max_examples=150, deadline=None, suppress_health_check=MANY)
def test_the_alternative_text_reads_the_plan_and_fits(request: Request, born: int | None) -> None:
    plan = computed(request)
    text = alt(plan, born)
    assert 0 < len(text) <= ALT
    assert text.startswith("Chart of a plan.")
    for one in plan.stages:
        assert one.stage.title in text
    left = re.search(r"And (\d+) more milestone", text)
    shown = sum(f" {one.title}: {when(one)}." in text for one in plan.milestones)
    assert shown + (int(left[1]) if left else 0) == len(plan.milestones)


def test_the_alternative_text_counts_what_it_leaves_out() -> None:
    plan = college()
    text = alt(plan, 2004)
    assert "Bachelor's degree: 20 Aug 2026 to 15 May 2030." in text
    assert "You turn 35 in the year in which it ends." in text
    named = sum(f" {one.title}: " in text for one in plan.milestones)
    assert text.endswith(f"And {len(plan.milestones) - named} more milestones.")
    crowd = replace(plan, stages=plan.stages * 8, milestones=())
    assert "more stages." in alt(crowd, None)
    assert len(alt(crowd, None)) <= ALT


@pytest.mark.skipif(not OPENAPI.exists(), reason="Discord's OpenAPI file is not beside this checkout")
def test_the_alternative_text_has_the_length_that_discord_takes() -> None:
    schemas = json.loads(OPENAPI.read_text(encoding="utf-8"))["components"]["schemas"]
    assert schemas["MessageAttachmentRequest"]["properties"]["description"]["maxLength"] == ALT


def test_long_text_is_wrapped_and_then_cut() -> None:
    def letters(text: str) -> float:
        return float(len(text))

    assert wrapped("one two three", 8, letters, 3) == ["one two", "three"]
    assert wrapped("one two three four", 8, letters, 2) == ["one two", "three f…"]
    assert wrapped("", 8, letters, 2) == []
    assert cut("abcdefghijk", 5, letters) == "abcd…"
    assert cut("abc", 5, letters) == "abc"


def test_choices_that_make_a_plan_long_still_fit() -> None:
    choices = Choices(gap_years=5, research_years=2, fellowship_years=2, degree="md_phd")
    drawn = laid(college("us_standard", choices), 2008)
    assert drawn.height < 2.2 * drawn.width
