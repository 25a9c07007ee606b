"""Moderators are told in the channel that they chose; where that is not possible, nothing breaks."""

import asyncio
from collections.abc import Collection, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app.opening import link_service
from bot.core.settings import Setting
from bot.core.sightings import Sighting
from bot.dpy.notices import Notices
from bot.render.card import Card, Text, Tone
from bot.render.links import broken
from bot.services.links import LinkService
from bot.store.tables import link_checks, link_notices
from sandbox.kinds import ChannelType
from sandbox.membership import set_permissions
from sandbox.model import Guild
from sandbox.permissions import Permission
from sandbox.pilot import Pilot
from sandbox.server import Place
from tests.journeys.test_settings import STUDY, bot_role, channel
from tests.store.samples import NOON
from tests.support.lists import of_the_bot
from tests.support.log import Log
from tests.support.rows import rows
from tests.support.running import Running

CARD = Card(Tone.NOTICE, (Text("## Something to look at"),))
LIST = """\
id: journals
title: Journals
description: What the field reads.
resources:
  - id: pain-physician
    title: Pain Physician
    description: Interventional techniques.
    kind: journal
    audience: []
    cost: free
    checked: 2026-11-01
    url: https://painphysician.example/
    url_level: page-seen
"""


@pytest.fixture
def guild(place: Place) -> Guild:
    return next(one for one in place.world.guilds.values() if one.name == STUDY)


@pytest.fixture
def content(content: Path) -> Path:
    (content / "resources").mkdir()
    (content / "resources" / "journals.yaml").write_text(LIST, encoding="utf-8")
    return content


@pytest.fixture
async def notices(preceptor: Running) -> Notices:
    while not preceptor.app.uplink.greeted:
        await asyncio.sleep(0.01)
    return Notices(uplink=preceptor.app.uplink, settings=preceptor.app.services.settings)


async def chosen(preceptor: Running, place: Place, guild: Guild) -> None:
    staff = channel(place, guild, "moderators")
    await preceptor.app.services.settings.change(guild.id, Setting.NOTICES, staff.id)


async def test_a_notice_is_posted_in_the_channel_that_the_server_chose(
    notices: Notices, preceptor: Running, place: Place, pilot: Pilot, guild: Guild
) -> None:
    assert not await notices.tell(guild.id, CARD), "no channel is chosen"
    await chosen(preceptor, place, guild)
    assert await notices.tell(guild.id, CARD)
    [posted] = pilot.person("Olga").in_guild(STUDY).in_channel("moderators").sees()
    assert "Something to look at" in posted.text


async def test_a_notice_that_was_told_and_not_taken_down_is_there_once(
    notices: Notices, preceptor: Running, place: Place, pilot: Pilot, guild: Guild
) -> None:
    await chosen(preceptor, place, guild)
    for card in (CARD, CARD, Card(Tone.NOTICE, (Text("## Something else"),))):
        assert await notices.tell(guild.id, card)
    other = next(one for one in place.world.guilds.values() if one.name != STUDY)
    there = next(one for one in place.world.channels_of(other.id) if one.type is ChannelType.TEXT)
    await preceptor.app.services.settings.change(other.id, Setting.NOTICES, there.id)
    assert await notices.tell(other.id, CARD)
    assert [one.channel_id for one in of_the_bot(place.world, there.id)] == [there.id], "each server has its own"
    seen = pilot.person("Olga").in_guild(STUDY).in_channel("moderators").sees()
    assert [one.title for one in seen] == ["Something to look at", "Something else"]


async def test_a_right_that_is_missing_is_named_in_the_log_and_is_no_fault(
    notices: Notices, preceptor: Running, place: Place, guild: Guild, log: Log
) -> None:
    await chosen(preceptor, place, guild)
    staff = channel(place, guild, "moderators")
    del staff.overwrites[bot_role(guild).id]
    assert not await notices.tell(guild.id, CARD)
    [line] = log.with_(event="moderators cannot be told: the bot lacks rights")
    assert line["lacks"] == ["View Channel"]
    for role in guild.roles.values():
        set_permissions(place.world, guild, role, Permission(role.permissions) | Permission.ADMINISTRATOR)
    assert await notices.tell(guild.id, CARD), "and is tried again when it is there"


async def test_a_channel_that_is_gone_and_a_server_that_the_bot_is_not_in_are_no_fault(
    notices: Notices, preceptor: Running, guild: Guild, log: Log
) -> None:
    settings = preceptor.app.services.settings
    await settings.change(guild.id, Setting.NOTICES, 1234567890123)
    await settings.change(99, Setting.NOTICES, 1234567890123)
    assert not await notices.tell(guild.id, CARD)
    assert not await notices.tell(99, CARD)
    assert [line["why"] for line in log.with_(event="moderators cannot be told")] == ["GoneError", "AbsentError"]


async def test_nothing_is_posted_while_there_is_no_connection(
    notices: Notices, preceptor: Running, place: Place, guild: Guild
) -> None:
    await chosen(preceptor, place, guild)
    client, preceptor.app.uplink.client = preceptor.app.uplink.client, None
    asked = len(place.wire.exchanges)
    assert not await notices.tell(guild.id, CARD)
    assert len(place.wire.exchanges) == asked
    preceptor.app.uplink.client = client


class Failing:
    """Visits that find every page gone, the day before and now."""

    async def look(self, urls: Collection[str]) -> Sequence[Sighting]:
        return [Sighting(url, False, "gone", NOON + timedelta(days=n)) for url in urls for n in (0, 1)]


async def test_a_link_that_does_not_open_is_marked_and_told_in_the_servers_words(
    notices: Notices, preceptor: Running, place: Place, pilot: Pilot, guild: Guild
) -> None:
    await chosen(preceptor, place, guild)
    app = preceptor.app
    links = link_service(app.config, app.store, app.services.overlays, notices)
    assert isinstance(links, LinkService)
    links._sightings = Failing()
    links._now = lambda: NOON + timedelta(days=1)
    await links.round()
    await links.round()
    assert app.services.overlays.view(guild.id).under_review == {"pain-physician"}
    [posted] = pilot.person("Olga").in_guild(STUDY).in_channel("moderators").sees()
    assert "A link does not open" in posted.text
    assert "**Pain Physician** (Journals): its site says that there is no such page" in posted.text


async def test_a_bot_that_does_not_visit_links_starts_without_what_it_saw_before(preceptor: Running) -> None:
    store = preceptor.app.store
    await store.links.keep(await Failing().look(["https://painphysician.example/"]))
    await store.links.tell(7, {"https://painphysician.example/"}, at=NOON)
    await preceptor.app._keep_links(preceptor.stop)
    assert await rows(preceptor, link_checks) == await rows(preceptor, link_notices) == []


def test_many_links_fit_into_one_notice_and_what_people_typed_stays_text() -> None:
    items = [(f"**Item** {n} @everyone" + "x" * 200, ("L" * 90, "M" * 90), "slow") for n in range(300)]
    card = broken(items)
    text = "\n".join(part.content for part in card.parts if isinstance(part, Text))
    assert len(text) <= 4000
    assert "300 links do not open" in text
    assert "and 290 more" in text
    assert "@everyone" not in text
    listed = broken([("A page", ("*Good* [things](https://x.example)",), "slow")])
    assert "\\*Good\\*" in "\n".join(part.content for part in listed.parts if isinstance(part, Text))
    assert "- **\\*\\*Item" in text
