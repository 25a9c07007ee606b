"""Plans for members over the shipped content and over one that changes, at times and in zones of our choosing."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.content.loader import Loaded, load
from bot.core.errors import MemberError
from bot.core.pack import Pack
from bot.core.plan.state import Field
from bot.core.problems import Report
from bot.core.settings import DEFAULTS, GuildSettings, Language
from bot.core.timelines.stages import Group
from bot.core.timelines.table import Timelines
from bot.services.shelf import Shelf, stocked
from bot.services.timelines import Moment, TimelineService, Wish, month_of
from tests.content.samples import TODAY, loaded
from tests.content.timeline_samples import FILE, timelines_in
from tests.core.plan.shipped import CONTENT

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
ADA = Moment(7, 1, NOON)
STUDENT = Wish(stage="medical_school", since="2026-08")


class Chosen:
    """Settings of servers, as the service asks for them."""

    def __init__(self, settings: GuildSettings = DEFAULTS) -> None:
        self.settings = settings

    async def of(self, guild_id: int | None) -> GuildSettings:
        return DEFAULTS if guild_id is None else self.settings


def service(pack: Pack | None = None, settings: GuildSettings = DEFAULTS) -> TimelineService:
    shown = pack or loaded(CONTENT).pack
    assert shown is not None
    shelf = Shelf(stocked(replace(shown, entries={}), Report(), at=NOON))  # no index to build
    return TimelineService(shelf=shelf, settings=Chosen(settings))  # type: ignore[arg-type]  # all that is asked of it


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("2026-08", date(2026, 8, 1)),
        ("2026-8", date(2026, 8, 1)),
        (" 2026/08 ", date(2026, 8, 1)),
        ("8/2026", date(2026, 8, 1)),
        ("08.2026", date(2026, 8, 1)),
        ("August 2026", date(2026, 8, 1)),
        ("aug. 2026", date(2026, 8, 1)),
        ("Sept 2026", date(2026, 9, 1)),
        ("2200-12", date(2200, 12, 1)),
    ],
)
def test_a_month_is_read_as_people_write_it(typed: str, first: date) -> None:
    assert month_of(typed) == first


@pytest.mark.parametrize(
    "typed", ["", "2026", "2026-00", "2026-13", "26-08", "08-26", "soon", "Augustus 2026", "２０２６-08", "-1-2026"]
)
def test_what_is_no_month_is_told_how_one_looks(typed: str) -> None:
    with pytest.raises(MemberError, match="like `2026-08`"):
        month_of(typed)


@pytest.mark.parametrize("typed", ["1899-12", "2201-01", "0000-01"])
def test_a_month_out_of_reach_is_told_the_reach(typed: str) -> None:
    with pytest.raises(MemberError, match="from 1900 to 2200"):
        month_of(typed)


async def test_a_plan_carries_all_it_was_made_of() -> None:
    wish = Wish(
        stage="Medical School",
        since="2026-08",
        route="us_standard",
        degree="MD_DO",
        year=2,
        specialty="gas",
        fellowship_years=2,
        research_years=1,
        born=2001,
    )
    planned = await service().plan(wish, ADA)
    state = planned.state
    assert (state.opener, state.stage, state.year, state.since) == (7, Group.MEDICAL_SCHOOL, 2, date(2026, 8, 1))
    assert (state.route, state.degree, state.specialty) == ("us_standard", "md_do", "anesthesiology")
    assert (state.fellowship_years, state.gap_years, state.research_years, state.born) == (2, 0, 1, 2001)
    assert planned.plan.choices == state.choices
    assert planned.plan.anchor == state.anchor


async def test_what_was_not_chosen_stays_open_so_that_the_plan_says_it_was_assumed() -> None:
    planned = await service().plan(STUDENT, ADA)
    assert (planned.state.route, planned.state.specialty, planned.state.degree) == ("us_standard", None, None)
    assert any("specialty is Anesthesiology, because" in one.text for one in planned.plan.assumptions)


@pytest.mark.parametrize("stage", ["residency", "postbacc", "high_school"])
async def test_a_press_a_year_later_changes_the_plan_that_was_shown_and_makes_no_other(stage: str) -> None:
    served = service()
    shown = await served.plan(Wish(stage=stage), ADA)
    later = Moment(7, 1, datetime(2027, 11, 24, 12, tzinfo=UTC))
    again = await served.change(shown.state, Field.FELLOWSHIP_YEARS, "1", later)
    assert shown.state.asked == date(2026, 11, 24)
    assert again.plan.stages == shown.plan.stages
    assert again.plan.today == date(2027, 11, 24)
    assert (await served.plan(Wish(stage=stage), later)).plan.stages != shown.plan.stages


async def test_a_month_that_was_named_needs_no_day_beside_it() -> None:
    assert (await service().plan(STUDENT, ADA)).state.asked is None


async def test_today_is_the_day_in_the_servers_zone() -> None:
    late = Moment(7, 1, datetime(2026, 6, 30, 23, tzinfo=UTC))
    berlin = GuildSettings(zone="Europe/Berlin", language=Language.GERMAN)
    resident = Wish(stage="residency")
    here = await service(settings=berlin).plan(resident, late)
    assert (here.plan.today, here.plan.starts, here.language) == (date(2026, 7, 1), date(2026, 7, 1), Language.GERMAN)
    there = await service().plan(resident, late)
    assert (there.plan.today, there.plan.starts, there.language) == (
        date(2026, 6, 30),
        date(2025, 7, 1),
        Language.ENGLISH,
    )
    private = await service(settings=berlin).plan(resident, replace(late, guild_id=None))
    assert private.plan.today == date(2026, 6, 30)
    assert (await service(settings=berlin).deadlines(None, late)).as_of == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"stage": "retirement"}, "Pick one from the list: high school, "),
        ({"year": 0}, "go from 1 to 63"),
        ({"gap_years": -1}, "Gap years go from 0 to 31"),
        ({"research_years": 32}, "Research years go from 0 to 31"),
        ({"fellowship_years": 0}, "Years of fellowship go from 1 to 3"),
        ({"born": 1899}, "between 1900 and 2026"),
        ({"born": 2027}, "between 1900 and 2026"),
        ({"route": "ca_standard", "degree": "wizard"}, "I know no such degree. Leave it out on this route."),
    ],
)
async def test_nonsense_is_told_what_would_make_sense(changes: dict[str, object], said: str) -> None:
    with pytest.raises(MemberError, match=said):
        await service().plan(replace(STUDENT, **changes), ADA)  # type: ignore[arg-type]  # one of several typed fields


async def test_a_pack_without_routes_says_so() -> None:
    empty = Pack({}, {}, "digest", timelines=Timelines())
    with pytest.raises(MemberError, match="No routes are written down yet"):
        await service(empty).plan(STUDENT, ADA)
    assert service(empty).suggest_routes("") == ()
    assert (await service(empty).deadlines(None, ADA)).due == ()


async def test_a_change_is_for_whoever_opened_the_plan() -> None:
    timelines = service()
    planned = await timelines.plan(STUDENT, ADA)
    with pytest.raises(MemberError, match="belongs to whoever opened it"):
        await timelines.change(planned.state, Field.SPECIALTY, "pmr", Moment(8, 1, NOON))
    changed = await timelines.change(planned.state, Field.SPECIALTY, "pmr", ADA)
    assert changed.state == replace(planned.state, specialty="pmr")


async def test_what_a_route_has_no_place_for_comes_back_with_one_that_has() -> None:
    timelines = service()
    shown = await timelines.plan(Wish(stage="medical_school", since="2026-09"), ADA)
    chosen = ((Field.SPECIALTY, "emergency_medicine"), (Field.DEGREE, "md_3yr"), (Field.FELLOWSHIP_YEARS, "2"))
    for field, value in chosen:
        shown = await timelines.change(shown.state, field, value, ADA)
    first, fields = shown, {field for field, _ in chosen}
    for route in ("uk_anaesthetics", "de_standard", "us_standard"):
        shown = await timelines.change(shown.state, Field.ROUTE, route, ADA)
        if route != "us_standard":
            assert set(shown.dropped) == fields, route
            assert not any("you named none" in one.text for one in shown.plan.assumptions), route
    assert (shown.state, shown.plan, shown.dropped) == (first.state, first.plan, ())


async def test_a_menu_of_another_route_changes_one_thing_and_loses_nothing_of_the_rest() -> None:
    timelines = service()
    shown = await timelines.plan(Wish(stage="undergraduate", specialty="pmr", gap_years=1), ADA)
    shown = await timelines.change(shown.state, Field.ROUTE, "ca_standard", ADA)
    assert shown.dropped == (Field.SPECIALTY,)
    shown = await timelines.change(shown.state, Field.GAP_YEARS, "2", ADA)
    assert (shown.dropped, shown.plan.choices.gap_years, shown.state.specialty) == ((Field.SPECIALTY,), 2, "pmr")


@pytest.mark.parametrize(
    ("field", "value"), [(Field.SPECIALTY, "pmr"), (Field.DEGREE, "md_phd"), (Field.ROUTE, "ca_standard")]
)
async def test_a_change_made_twice_is_made_once(field: Field, value: str) -> None:
    timelines = service()
    planned = await timelines.plan(Wish(stage="undergraduate"), ADA)
    once = await timelines.change(planned.state, field, value, ADA)
    assert (await timelines.change(once.state, field, value, ADA)).plan == once.plan


async def test_ids_that_were_renamed_or_succeeded_lead_on(tmp_path: Path) -> None:
    timelines = service(made(tmp_path, FILE))
    state = (await timelines.plan(Wish(stage="medical_school", specialty="gas", degree="fast"), ADA)).state
    text = FILE.replace("{id: gas,", "{id: anesthesia, renamed_from: [gas],").replace("[gas]", "[anesthesia]")
    text = text.replace("renamed_from: [anesthesia]", "renamed_from: [gas]")
    text = text.replace("  - id: route\n", "  - id: way\n    renamed_from: [route]\n")
    later = await service(made(tmp_path, text)).change(state, Field.DEGREE, "school", ADA)
    assert (later.state.route, later.state.specialty, later.state.degree) == ("way", "anesthesia", "school")


async def test_the_comparison_is_on_a_route_that_has_both() -> None:
    timelines = service()
    found = await timelines.compare("PM&R", "neurology", "residency", "2026-07", ADA)
    assert (found.a.pathway.id, found.a.choices.specialty, found.b.choices.specialty) == (
        "us_standard",
        "pmr",
        "neurology",
    )
    assert found.stage_named
    assert found.comparison.apart == (0, 0)
    whole = await timelines.compare("pmr", "neurology", None, None, ADA)
    assert (whole.stage_named, whole.a.anchor.stage) == (False, Group.HIGH_SCHOOL)


async def test_two_specialties_without_a_common_route_cannot_be_compared(tmp_path: Path) -> None:
    text = FILE.replace(
        "specialties:\n",
        "specialties:\n  - {id: knife, title: Knife, months: {min: 60, max: 60}, board: B, certificate: null, "
        "certificate_note: There is none., level: verified, sources: [guide], checked: 2026-11-24}\n",
        1,
    )
    with pytest.raises(MemberError, match="No route has both Gas and Knife"):
        await service(made(tmp_path, text)).compare("gas", "knife", None, None, ADA)


async def test_a_deadline_of_several_stages_stands_once_with_all_of_them() -> None:
    agenda = await service().deadlines(None, ADA)
    assert len({one.deadline.rule.id for one in agenda.due}) == len(agenda.due)
    dates = [one.deadline.dates for one in agenda.due]
    assert dates == sorted(dates)
    [mcat] = [one for one in agenda.due if one.deadline.rule.id == "mcat"]
    assert mcat.groups == (Group.UNDERGRADUATE, Group.GAP, Group.POSTBACC)
    mine = await service().deadlines("gap", ADA)
    assert {one.groups for one in mine.due} == {(Group.GAP,)}
    assert "mcat" in {one.deadline.rule.id for one in mine.due}


async def test_suggestions_are_at_most_as_many_as_discord_shows() -> None:
    pack = loaded(CONTENT).pack
    assert pack is not None
    [one] = [one for one in pack.timelines.specialties.values() if one.id == "pmr"]
    many = {f"s{number}": replace(one, id=f"s{number}", title=f"Kind {number}") for number in range(60)}
    crowded = replace(pack, timelines=replace(pack.timelines, specialties=many))
    assert len(service(crowded).suggest_specialties("")) == 25
    assert len(service(crowded).suggest_specialties("kind 5", route="no such route")) == 11
    assert [name.id for name in service().suggest_degrees("", route="us_md_phd")] == ["md_phd"]


def made(root: Path, text: str) -> Pack:
    found: Loaded = load(timelines_in(root, text), today=TODAY)
    assert found.pack is not None, found.report
    return found.pack
