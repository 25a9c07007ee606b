"""The menus under a plan: they change it in place, after a restart too, and for whoever opened it alone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.core.codes import MENU, Action, encode
from bot.core.plan.state import Field, PlanState, packed
from bot.core.timelines.stages import Group
from bot.store.tables import metadata
from sandbox.pilot import Person, Pilot, Reply
from sandbox.server import Place
from tests.content.timeline_samples import FILE, FILE_NAME, timelines_in
from tests.support.forged import answer_to, press
from tests.support.log import Log
from tests.support.plans import FILES, SHIPPED, chosen, read, same
from tests.support.rows import rows
from tests.support.running import Running, running, settings

COLLEGE = {"stage": "undergraduate", "since": "2026-08"}

# What is picked in which menu, and what the plan says then.
CHANGES = (
    ("Specialty", "PM&R (physiatry)", "**30 Jun 2039** Training complete"),
    ("Gap years", "2 years", "**30 Jun 2041** Training complete"),
    ("Degree", "Medical school, MD-PhD", "**Medical school, MD-PhD** · 8 years"),
    ("Research years", "1 year", "### Stages"),
    ("Fellowship", "2 years", "**Second fellowship** · 1 year"),
    ("Specialty", "Interventional radiology, integrated", "**Residency** · 6 years"),
    ("Gap years", "none", "**Interventional radiology, integrated**"),
    ("Degree", "Medical school, three-year MD", "**Medical school, three-year MD** · 3 years"),
    ("Research years", "none", "**Second fellowship** · 1 year"),
    ("Fellowship", "1 year", "**30 Jun 2040** Training complete"),
)


async def test_a_plan_is_changed_ten_times_across_a_restart(place: Place, tmp_path: Path) -> None:
    config = settings(place, tmp_path, SHIPPED)
    async with opened(place, tmp_path) as (ada, first, _):
        shown = first
        for change in CHANGES[:5]:
            shown = await changed(ada, shown, *change)
    async with running(place, config) as bot:
        pilot = settling(place, bot)
        ada = pilot.person("Ada")
        for change in CHANGES[5:]:
            shown = await changed(ada, shown, *change)
        assert same(shown, first)
        assert len(ada.sees()) == 1
        assert not pilot.person("Ben").sees()
        kept = {table.name for table in metadata.sorted_tables if await rows(bot, table)}
        assert kept <= {"command_syncs", "guilds", "meta"}


async def changed(ada: Person, reply: Reply, menu: str, option: str, said: str) -> Reply:
    """The plan once `option` was picked; it says so, has files of its own, and the others are gone."""
    before = {one.id for one in reply.message.attachments} if reply.message else set()
    shown = await ada.picks(reply, option, placeholder=menu)
    assert same(shown, reply)
    assert chosen(shown)[menu] == option
    assert said in read(shown), read(shown)
    assert {other: each for other, each in chosen(shown).items() if other != menu} == {
        other: each for other, each in chosen(reply).items() if other != menu
    }
    assert shown.message is not None
    assert [one.filename for one in shown.message.attachments] == FILES
    assert not before & {one.id for one in shown.message.attachments}
    assert all(ada.pilot.place.files.get(one) is None for one in before)
    return shown


def settling(place: Place, bot: Running) -> Pilot:
    async def settle() -> None:
        assert await bot.app.hand.drain(10) == 0

    return Pilot(place, settle=settle)


@asynccontextmanager
async def opened(place: Place, folder: Path) -> AsyncIterator[tuple[Person, Reply, Pilot]]:
    """A bot that runs, somebody in it, and their plan."""
    async with running(place, settings(place, folder, SHIPPED)) as bot:
        pilot = settling(place, bot)
        ada = pilot.person("Ada")
        yield ada, await ada.runs("/timeline plan", **COLLEGE), pilot


async def test_somebody_elses_plan_cannot_be_changed_whatever_the_code_says(
    place: Place, tmp_path: Path, log: Log
) -> None:
    async with opened(place, tmp_path) as (_, reply, pilot):
        place.rate_limits.enforce = False
        ben = pilot.person("Ben")
        for menu in reply.selects:
            said = answer_to(ben, await press(ben, menu.custom_id, menu=next(iter(menu.options.values()))))
            assert said == "This plan belongs to whoever opened it. Open one of your own with `/timeline plan`."
        assert not log.with_(level="error")


def forged(ada: Person, field: Field = Field.SPECIALTY, **changes: object) -> str:
    """A code that nobody was given, in Ada's name."""
    values = {"opener": ada.id, "stage": Group.UNDERGRADUATE, "route": "us_standard"} | changes
    return encode(MENU, Action.PLAN, *packed(PlanState(**values), field))  # type: ignore[arg-type]  # of several types


async def test_a_forged_code_is_answered_by_what_to_do(place: Place, tmp_path: Path, log: Log) -> None:
    async with opened(place, tmp_path) as (ada, _, _):
        place.rate_limits.enforce = False
        gone = "What this menu offers was changed since the plan was made. Make a new one with `/timeline plan`."
        tries = (
            (forged(ada, route="to_the_moon"), "pmr", gone),
            (forged(ada, route=None), "pmr", gone),
            (forged(ada, specialty="wizardry"), "pmr", gone),
            (forged(ada, degree="apprentice"), "pmr", gone),
            (forged(ada), "wizardry", gone),
            (forged(ada, Field.DEGREE), "residency", "is no degree of the pathway"),
            (forged(ada, Field.ROUTE), "to_the_moon", gone),
            (forged(ada, Field.ROUTE), "uk_anaesthetics", "has no stage called undergraduate"),
            (forged(ada, Field.GAP_YEARS), "-1", gone),
            (forged(ada, Field.GAP_YEARS), "99", gone),
            (forged(ada, Field.GAP_YEARS), "31", "choose 5 at most"),
            (forged(ada, Field.FELLOWSHIP_YEARS), "3", "choose 2 at most"),
            (forged(ada, year=63), "pmr", "so there is no year 63"),
            (forged(ada, year=0), "pmr", "Years are counted from 1"),
            (forged(ada, born=2410), "pmr", "A year of birth lies between 1900 and"),
            (f"s1:p:{'_' * 19}:us_standard::", "pmr", "I cannot read this menu any more."),
        )
        for custom_id, value, said in tries:
            assert said in answer_to(ada, await press(ada, custom_id, menu=value)).replace("\\", ""), (custom_id, value)
        assert not log.with_(level="error")


async def test_another_route_keeps_what_it_knows_and_says_what_it_does_not(place: Place, tmp_path: Path) -> None:
    async with opened(place, tmp_path) as (ada, first, _):
        second = await ada.picks(first, "1 year", placeholder="Gap years")
        third = await ada.picks(second, "PM&R (physiatry)", placeholder="Specialty")
        away = await ada.picks(third, "Anesthesiology and Royal College pain medicine", placeholder="Route")
        text = read(away)
        assert away.title == "Anesthesiology and Royal College pain medicine"
        assert "Left out, because this route has no place for it: specialty." in text
        assert list(chosen(away)) == ["Gap years", "Research years", "Route"]
        assert chosen(away)["Gap years"] == "1 year"
        back = await ada.picks(away, "The guide's own pathway", placeholder="Route")
        assert "Left out" not in back.text
        assert chosen(back)["Specialty"] == "PM&R (physiatry)"
        assert chosen(back)["Fellowship"] == "1–2 years"
        assert "academic years" in back.text


async def rewritten(content: Path, text: str, log: Log) -> None:
    """Replace the file of timelines and wait until it is live (at most ten seconds)."""
    before = len(log.with_(event="content loaded"))
    (content / FILE_NAME).write_text(text, encoding="utf-8")
    async with asyncio.timeout(10):
        while len(log.with_(event="content loaded")) == before:
            await asyncio.sleep(0.02)


async def test_what_was_renamed_is_found_and_what_has_gone_is_told(place: Place, tmp_path: Path, log: Log) -> None:
    content = timelines_in(tmp_path / "content", FILE)
    async with running(place, settings(place, tmp_path, content)) as bot:
        ada = settling(place, bot).person("Ada")
        reply = await ada.runs("/timeline plan", stage="medical_school", specialty="gas", degree="school")
        renamed = FILE.replace("{id: gas,", "{id: anesthesia, renamed_from: [gas],")
        await rewritten(content, renamed.replace("specialties: [gas]", "specialties: [anesthesia]"), log)
        changed = await ada.picks(reply, "Fast school")
        assert "**Gas** · Utopia" in changed.text
        assert ":route:fast:anesthesia" in changed.selects[0].custom_id
        await rewritten(content, FILE.replace("id: route", "id: another"), log)
        told = await ada.picks(changed, "School")
        assert "What this menu offers was changed since the plan was made." in told.text
        assert not same(told, changed)
        assert ada.sees_again(changed).text == changed.text, "the plan stays as it was"
