"""/content: moderators see what is live and what is not, and operators decide."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.core.settings import Setting
from bot.store.tables import asks
from sandbox.interactions import open_interaction
from sandbox.pilot import Person, Pilot, Reply
from sandbox.refusals import DisabledError
from sandbox.server import Place
from tests.support.log import Log
from tests.support.pack import ENTRIES, write_pack
from tests.support.rows import rows
from tests.support.running import Running, running, settings

ANSWER = "Steady hands, **listening**, and patience."
EDITED = ENTRIES.replace(ANSWER, "Three kinds of patience.")
BROKEN = EDITED.replace("checked: 2026-11-01", "checked: soon", 1)
ONE_LEFT = ENTRIES.partition("  - id: skills")[0].replace("    related: [skills]\n", "")


@pytest.fixture
async def preceptor(place: Place, tmp_path: Path, content: Path, log: Log) -> AsyncIterator[Running]:
    """The bot, with Olga as its operator."""
    config = settings(place, tmp_path, content)
    operators = (Pilot(place).person("Olga").id,)
    async with running(place, config.model_copy(update={"operators": operators})) as bot:
        yield bot


async def until_logged(log: Log, event: str, n: int = 1) -> None:
    async with asyncio.timeout(10):
        while sum(str(line["event"]).startswith(event) for line in log.lines) < n:
            await asyncio.sleep(0.02)


async def forge(person: Person, place: Place, reply: Reply, **options: Any) -> Reply:
    """`person` sends the command that led to `reply`, past whatever their Discord offers them."""
    assert reply.interaction is not None
    channel = place.world.channel(person.channel_id)
    data = reply.interaction.data
    if options:
        [sub] = data["options"]
        given = [{"type": 5, "name": name, "value": value} for name, value in options.items()]
        data = data | {"options": [sub | {"options": given}]}
    forged = open_interaction(place.world, reply.interaction.type, user_id=person.id, channel=channel, data=data)
    await person.pilot.settled()
    while forged.state == "pending":
        await asyncio.sleep(0.01)
    return person.sees()[-1]


async def test_the_status_tells_its_times_as_the_server_does(pilot: Pilot, preceptor: Running, place: Place) -> None:
    guild = next(one for one in place.world.guilds.values() if one.name == "Pain Study Group")
    await preceptor.app.services.settings.change(guild.id, Setting.ZONE, "Asia/Kolkata")
    status = await pilot.person("Max").in_guild(guild.name).in_channel("questions").runs("/content status")
    assert re.search(r"Live since \*\*\d+ \w+ \d{4}, \d\d:\d\d Asia/Kolkata\*\*", status.text)


async def test_the_status_of_good_content_is_for_moderators_alone_to_see(pilot: Pilot) -> None:
    assert not [command for command in pilot.person("Ada").commands() if command.startswith("/content")]
    status = await pilot.person("Max").runs("/content status")
    assert status.ephemeral
    assert "3 entries" in status.text
    assert "Training 2 · Becoming 1" in status.text
    assert "The files are what is live." in status.text


async def test_broken_yaml_is_reported_by_place_while_the_old_answer_stays(
    pilot: Pilot, content: Path, log: Log
) -> None:
    ada, max_ = pilot.person("Ada"), pilot.person("Max")
    write_pack(content, BROKEN)
    await until_logged(log, "content has problems")
    assert ANSWER in (await ada.runs("/faq ask", question="skills")).text
    text = (await max_.runs("/content status")).text.replace("\\", "")
    assert 'faq/test.yaml:8:14 entries[0].checked: "soon" is not a date.' in text
    write_pack(content, EDITED)
    await until_logged(log, "content loaded")
    assert "The files are what is live." in (await max_.runs("/content status")).text
    assert "Three kinds of patience." in (await ada.runs("/faq ask", question="skills")).text


async def test_a_preview_shows_the_card_of_the_files_with_controls_that_record_nothing(
    pilot: Pilot, preceptor: Running, content: Path, log: Log
) -> None:
    max_ = pilot.person("Max")
    write_pack(content, BROKEN)
    await until_logged(log, "content has problems")
    assert "skills" in [choice.value for choice in await max_.types("/content preview", id="ski")]
    note = await max_.runs("/content preview", id="skills")
    assert "Members see another version of it now. It waits for 1 problem elsewhere" in note.text
    await pilot.settled()
    card = max_.sees()[-1]
    assert card.ephemeral
    assert "Three kinds of patience." in card.text
    assert card.buttons == ["That helped", "Not what I meant"]
    with pytest.raises(DisabledError):
        await max_.presses(card, "That helped")
    assert await rows(preceptor, asks) == []


async def test_a_difference_is_what_the_files_would_change(pilot: Pilot, content: Path, log: Log) -> None:
    max_ = pilot.person("Max")
    assert "No difference" in (await max_.runs("/content diff")).text
    write_pack(content, BROKEN.replace("id: leave", "id: time-off"))
    await until_logged(log, "content has problems")
    text = (await max_.runs("/content diff")).text
    assert "**New** (1)\n- `time-off`" in text
    assert "- `skills`: answer" in text
    assert "until the problems of their files are mended** (2)\n- `how-long`\n- `leave`" in text


async def test_what_would_drop_too_much_waits_until_the_operator_says_that_it_is_meant(
    pilot: Pilot, place: Place, content: Path, log: Log
) -> None:
    ada, max_, olga = (pilot.person(name) for name in ("Ada", "Max", "Olga"))
    write_pack(content, ONE_LEFT)
    await until_logged(log, "content would drop too many entries")
    assert ANSWER in (await ada.runs("/faq ask", question="skills")).text
    status = (await max_.runs("/content status")).text
    assert "2 of 3 entries (67%) would go without a word: `skills`, `leave`." in status

    refused = await max_.runs("/content reload", confirm=True)
    assert "This is for the bot’s operators, because it concerns every server." in refused.text
    assert "whoever runs the bot" in refused.text
    again = await olga.runs("/content reload")
    assert "A load waits for an operator." in again.text
    assert again.ephemeral
    assert "This is for the bot’s operators" in (await forge(ada, place, again, confirm=True)).text
    assert "`leave`" in (await max_.runs("/content status")).text, "nothing happened"

    taken = await olga.runs("/content reload", confirm=True)
    assert "Live from now on: 1 entry. Before: 3.\nGone: `skills`, `leave`." in taken.text
    assert ANSWER not in (await ada.runs("/faq ask", question="skills")).text
    assert "The files are what is live." in (await max_.runs("/content status")).text
    assert "Nothing new" in (await olga.runs("/content reload")).text


async def test_an_administrator_who_is_no_operator_is_refused_too(
    place: Place, tmp_path: Path, content: Path, log: Log
) -> None:
    async with running(place, settings(place, tmp_path, content)) as bot:

        async def settle() -> None:
            assert await bot.app.hand.drain(5) == 0

        refused = await Pilot(place, settle=settle).person("Olga").runs("/content reload", confirm=True)
        assert "This is for the bot’s operators" in refused.text


async def test_a_restart_loads_what_is_there(place: Place, tmp_path: Path, content: Path, log: Log) -> None:
    config = settings(place, tmp_path, content)
    async with running(place, config):
        write_pack(content, ONE_LEFT)
        await until_logged(log, "content would drop too many entries")
    async with running(place, config) as bot:
        assert list(bot.app.shelf.stock.pack.entries) == ["how-long"]


async def test_readers_who_call_an_answer_out_of_date_are_counted_without_names(
    pilot: Pilot, preceptor: Running, content: Path
) -> None:
    ada, max_ = pilot.person("Ada"), pilot.person("Max")
    answer = await ada.runs("/faq ask", question="skills")
    sorry = await ada.presses(answer, "Not what I meant")
    await ada.presses(sorry, "This is out of date")
    text = (await max_.runs("/content status")).text.replace("\\", "")
    assert "- 1 × Which skills does a pain specialist need? (`skills`, checked 1 Nov 2026)" in text
    assert "Ada" not in text
