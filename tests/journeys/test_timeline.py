"""A member asks for a plan, compares two, and sees what is due; nothing of it is kept."""

import asyncio
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

import pytest

from bot.core.plan import Plan
from bot.store.tables import guilds, metadata
from sandbox.kinds import ComponentType
from sandbox.membership import set_permissions
from sandbox.model import Role
from sandbox.permissions import Permission
from sandbox.pilot import Pilot
from sandbox.server import Place
from tests.support.log import Log
from tests.support.plans import FILES, SHIPPED, chosen, read
from tests.support.rows import rows
from tests.support.running import Running

CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"
COLLEGE = {"stage": "undergraduate", "since": "2026-08"}


@pytest.fixture
def content() -> Path:
    return SHIPPED


async def everything(preceptor: Running) -> dict[str, list[Any]]:
    """All that the database holds, by table, without what the bot writes by itself once it is connected."""
    return {table.name: await rows(preceptor, table) for table in metadata.sorted_tables if table is not guilds}


def requests(place: Place, since: int) -> list[str]:
    """What the bot asked of Discord from the exchange number `since` on."""
    sent = place.wire.exchanges[since:]
    return [f"{one.method} {one.template}" for one in sent if one.direction == "rest"]


async def test_one_step_gives_a_dated_plan_with_its_files_and_its_menus(pilot: Pilot, preceptor: Running) -> None:
    ada, ben = pilot.person("Ada"), pilot.person("Ben")
    before = await everything(preceptor)
    reply = await ada.runs("/timeline plan", **COLLEGE)
    text = read(reply)
    assert reply.ephemeral
    assert reply.title == "MD or DO\\, residency\\, ACGME pain fellowship"
    assert "**Anesthesiology** · United States · from undergraduate, year 1, since Aug 2026" in text
    assert "**13 academic years**, 12 years 10 months 10 days on the calendar" in text
    assert "**30 Jun 2039** Training complete" in text
    assert re.search(r"\*\*Sep 2039\*\* Earliest certification: Pain Medicine\n-# official source, .* 1 Mar 2027", text)
    whole = "The whole route, from its first stage, with the usual degree and no years added"
    assert f"{whole}: 11–17 academic years." in text
    assert "**Residency** · 4 years\n1 Jul 2034 → 30 Jun 2038" in text
    assert "### Assumed\n- The specialty is Anesthesiology, because you named none." in text
    assert "This is career information, not advice. Before you count on a date, ask the program" in text
    assert "<t:" not in reply.text
    assert chosen(reply) == {
        "Specialty": "Anesthesiology",
        "Degree": "Medical school, MD or DO",
        "Gap years": "none",
        "Research years": "none",
        "Fellowship": "1 year",
        "Route": "MD or DO, residency, ACGME pain fellowship",
    }
    assert list(reply.files) == FILES
    assert reply.files["plan.png"].startswith(b"\x89PNG")
    assert reply.files["plan.ics"].startswith(b"BEGIN:VCALENDAR")
    assert "United States" in reply.files["plan.txt"].decode()
    [gallery] = reply.components(ComponentType.MEDIA_GALLERY)
    [picture] = gallery["items"]
    assert picture["description"].startswith("Chart of a plan. United States")
    assert not ben.sees()
    await pilot.settled()
    assert await everything(preceptor) == before, "nothing is kept"


async def test_every_option_is_heard(pilot: Pilot) -> None:
    reply = await pilot.person("Ada").runs(
        "/timeline plan",
        stage="undergraduate",
        since="August 2026",
        route="us_standard",
        degree="md_phd",
        year=2,
        specialty="physiatry",
        fellowship_years=2,
        gap_years=1,
        research_years=1,
        born=2007,
    )
    text = read(reply)
    assert "**PM&R (physiatry)** · United States · from undergraduate, year 2, since Aug 2026" in text
    assert re.search(r"You turn \d\d in the year in which it ends\.", text)
    found = chosen(reply)
    assert found["Degree"] == "Medical school, MD-PhD"
    assert (found["Gap years"], found["Research years"], found["Fellowship"]) == ("1 year", "1 year", "2 years")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"since": "08.26"}, "That is no month I can read. Write year and month, like `2026-08` for August 2026."),
        ({"since": "2026-13"}, "That is no month I can read."),
        ({"since": "1492-10"}, "Plans reach from 1900 to 2200."),
        ({"year": 7}, "Bachelor's degree has years 1 to 5, so there is no year 7."),
        ({"route": "the moon"}, "I know no such route. Pick one from the list, such as MD or DO"),
        ({"specialty": "<@1> **wizardry**"}, "I know no such specialty. Pick one from the list, such as Anesthes"),
        ({"degree": "phd"}, "I know no such degree. Pick one from the list, such as Medical school, MD or DO"),
        ({"route": "ca_standard", "specialty": "pmr"}, "leaves no specialty to choose. Leave it out."),
        ({"gap_years": 9}, "9 gap years are more than a plan can hold: choose 5 at most."),
        ({"route": "uk_anaesthetics"}, "has no stage called undergraduate. Say where you stand in its own stages"),
        ({"born": 2199}, "A year of birth lies between 1900 and 20"),
    ],
)  # fmt: skip
async def test_what_makes_no_plan_is_told_with_what_would(pilot: Pilot, options: dict[str, Any], said: str) -> None:
    reply = await pilot.person("Ada").runs("/timeline plan", **{"stage": "undergraduate", **options})
    assert reply.ephemeral
    assert said in read(reply)
    assert "wizardry" not in reply.text
    assert not reply.files


async def test_it_works_in_direct_messages(pilot: Pilot) -> None:
    ada = pilot.person("Ada").in_dm()
    reply = await ada.runs("/timeline plan", **COLLEGE)
    assert "**30 Jun 2039** Training complete" in reply.text
    assert list(reply.files) == FILES
    changed = await ada.picks(reply, "2 years", placeholder="Gap years")
    assert "**30 Jun 2041** Training complete" in changed.text
    assert "They part at residency" in (await ada.runs("/timeline compare", specialty_a="pmr", specialty_b="fm")).text
    assert "The next 12 months" in (await ada.runs("/timeline deadlines")).text


@pytest.fixture
def no_files(place: Place) -> None:
    """The bot may not attach files anywhere in the servers."""
    for guild in place.world.guilds.values():
        for role in guild.roles.values():
            set_permissions(place.world, guild, role, without(role, Permission.ATTACH_FILES))


def without(role: Role, right: Permission) -> Permission:
    return Permission(role.permissions) & ~(right | Permission.ADMINISTRATOR)


@pytest.mark.usefixtures("no_files")
async def test_without_the_right_to_attach_files_the_plan_comes_without_them_and_says_so(
    pilot: Pilot, place: Place, log: Log
) -> None:
    ada = pilot.person("Ada")
    since = len(place.wire.exchanges)
    reply = await ada.runs("/timeline plan", **COLLEGE)
    assert "**30 Jun 2039** Training complete" in reply.text
    assert "I may not attach files in this channel" in reply.text
    assert "plan.txt" not in reply.text
    assert (reply.files, reply.components(ComponentType.MEDIA_GALLERY), reply.components(ComponentType.FILE)) == (
        {},
        [],
        [],
    )
    changed = await ada.picks(reply, "PM&R (physiatry)")
    assert "PM&R" in read(changed)
    assert requests(place, since) == [f"POST {CALLBACK}"] * 2, "nothing is drawn that could not be sent"
    assert not log.with_(level="error")


async def test_a_chart_that_is_there_is_sent_at_once_and_one_that_is_not_after_a_moment(
    pilot: Pilot, place: Place
) -> None:
    ada = pilot.person("Ada")
    since = len(place.wire.exchanges)
    first = await ada.runs("/timeline plan", **COLLEGE)
    assert requests(place, since) == [f"POST {CALLBACK}", "POST /webhooks/{webhook_id}/{webhook_token}"]
    since = len(place.wire.exchanges)
    second = await ada.runs("/timeline plan", **COLLEGE)
    assert requests(place, since) == [f"POST {CALLBACK}"]
    assert second.files["plan.png"] == first.files["plan.png"]
    since = len(place.wire.exchanges)
    changed = await ada.picks(second, "1 year", placeholder="Gap years")
    assert requests(place, since) == [
        f"POST {CALLBACK}", "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original",
    ]  # fmt: skip
    since = len(place.wire.exchanges)
    await ada.picks(changed, "none", placeholder="Gap years")
    assert requests(place, since) == [f"POST {CALLBACK}"]


@pytest.mark.parametrize("broken", ["raises", "hangs"])
async def test_a_chart_that_cannot_be_drawn_costs_no_plan(
    pilot: Pilot, preceptor: Running, log: Log, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    async def draw(plan: Plan, born: int | None) -> bytes:
        if broken == "raises":
            raise RuntimeError("no font")
        await asyncio.Event().wait()
        raise AssertionError("it waits for ever")

    monkeypatch.setattr("cogs.timeline.results.DRAWN_WITHIN", 0.05)
    monkeypatch.setattr(preceptor.app.services.charts, "draw", draw)
    reply = await pilot.person("Ada").runs("/timeline plan", **COLLEGE)
    assert "**30 Jun 2039** Training complete" in reply.text
    assert "The chart could not be drawn this time." in reply.text
    assert list(reply.files) == ["plan.ics", "plan.txt"]
    assert log.with_(event="a chart could not be drawn")


async def test_a_calendar_without_an_event_is_not_sent(pilot: Pilot, preceptor: Running) -> None:
    reply = await pilot.person("Ada").runs("/timeline plan", stage="practice")
    assert "nothing left to plan" in reply.text
    assert list(reply.files) == ["plan.png", "plan.txt"]


@pytest.mark.refused
@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_plan_survives_a_connection_that_breaks_under_its_first_answer(
    pilot: Pilot, place: Place, log: Log, when: Literal["before", "after"]
) -> None:
    ada = pilot.person("Ada")
    place.faults.next("POST", "/interactions/*/callback", reset=when)
    await ada.runs("/timeline plan", **COLLEGE)
    await pilot.settled()
    [reply] = ada.sees()
    assert "Training complete" in reply.text
    assert list(reply.files) == FILES
    assert not log.with_(level="error")


async def test_what_is_suggested_is_what_there_is(pilot: Pilot) -> None:
    ada = pilot.person("Ada")
    routes = await ada.types("/timeline plan", stage="residency", route="")
    assert routes[0].name == "United States: MD or DO, residency, ACGME pain fellowship"
    assert [one.value for one in await ada.types("/timeline plan", stage="residency", route="india")] == ["in_standard"]
    every = await ada.types("/timeline plan", stage="residency", specialty="")
    seed = await ada.types("/timeline plan", stage="residency", route="us_seed", specialty="")
    assert len(seed) == 4 < len(every)
    assert [one.value for one in await ada.types("/timeline plan", stage="residency", specialty="pmr")] == ["pmr"]
    assert [one.value for one in await ada.types("/timeline plan", stage="gap", degree="phd")] == ["md_phd"]
    found = await ada.types("/timeline compare", specialty_a="pmr", specialty_b="interv")
    assert [one.value for one in found] == ["ir_integrated"]


async def test_two_specialties_stand_below_each_other_with_where_they_part(pilot: Pilot, preceptor: Running) -> None:
    before = await everything(preceptor)
    reply = await pilot.person("Ada").runs(
        "/timeline compare", specialty_a="anesthesiology", specialty_b="ir_integrated", **COLLEGE
    )
    text = read(reply)
    assert reply.ephemeral
    assert reply.title == "Anesthesiology or Interventional radiology\\, integrated"
    assert "**They part at residency.**" in text
    assert "### Medical school\nThe same: 4 years\n1 Aug 2030 → 20 May 2034" in text
    assert "**Anesthesiology** · 4 years\n1 Jul 2034 → 30 Jun 2038" in text
    assert "**Interventional radiology, integrated** · 6 years\n1 Jul 2034 → 30 Jun 2040" in text
    assert "**Anesthesiology**: 13 academic years, 12 years 10 months 10 days on the calendar" in text
    assert "**Interventional radiology, integrated ends 2 years later.**" in text
    assert "career information, not advice" in text
    assert await everything(preceptor) == before


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"specialty_b": "PM&R"}, "These are one and the same specialty."),
        ({"specialty_b": "wizardry"}, "I know no such specialty."),
        ({"specialty_b": "neurology", "since": "soon"}, "That is no month I can read."),
    ],
)
async def test_what_cannot_be_compared_is_told(pilot: Pilot, options: dict[str, str], said: str) -> None:
    reply = await pilot.person("Ada").runs("/timeline compare", specialty_a="pmr", stage="residency", **options)
    assert said in reply.text


async def test_deadlines_are_those_of_all_stages_until_one_is_chosen(pilot: Pilot, preceptor: Running) -> None:
    ada = pilot.person("Ada")
    before = await everything(preceptor)
    reply = await ada.runs("/timeline deadlines")
    text = read(reply)
    assert reply.ephemeral
    assert reply.title == "The next 12 months in all stages"
    assert re.search(r"-# As of \d{1,2} \w{3} 20\d\d\n", text)
    assert re.search(r"\n-# [a-z, ]+ · United States · [a-z -]+, ", text), "in which stages, where, how well supported"
    assert re.search(r"check(ed)? again on \d{1,2} \w{3} \d{4}", text)
    assert "](https://" in text
    mine = await ada.picks(reply, "Medical school")
    assert mine.message is not None
    assert reply.message is not None
    assert mine.message.id == reply.message.id
    assert mine.title == "The next 12 months for medical school"
    assert "Match Day" in mine.text
    assert "residency · United States" not in mine.text
    assert mine.text == (await ada.runs("/timeline deadlines", stage="medical_school")).text
    assert (await ada.picks(mine, "All stages")).text == reply.text
    assert await everything(preceptor) == before


async def test_who_is_too_late_to_apply_reads_it_on_the_card_and_in_the_plain_text(
    pilot: Pilot, preceptor: Running
) -> None:
    ada = pilot.person("Ada")
    today = datetime.now(UTC).date()
    start = today.year if today < date(today.year, 7, 1) else today.year + 1  # who applies does so a year before
    reply = await ada.runs("/timeline plan", stage="fellowship", since=f"{start}-07")
    late = f"All dates known here to apply for Pain medicine fellowship, ACGME from Jul {start} are over"
    assert f"### Look into\n- {late}; the last was Deadlines of pain fellowships" in read(reply)
    assert late in reply.files["plan.txt"].decode()
