"""An administrator sets a server up; what is missing is named; no server knows anything of another."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from bot.core.settings import DEFAULTS, GuildSettings
from bot.store.tables import asks, guild_settings
from sandbox.interactions import open_interaction
from sandbox.kinds import ChannelType, InteractionType
from sandbox.membership import join, set_permissions, set_roles
from sandbox.model import Channel, Guild, Interaction, Role
from sandbox.permissions import Permission
from sandbox.pilot import Person, Pilot, Reply
from sandbox.server import Place
from tests.support.log import Log
from tests.support.rows import rows
from tests.support.running import Running

STUDY, READERS = "Pain Study Group", "Night Shift Readers"
MODERATORS, MENTORS = "Choose the moderator role", "Choose the mentor role"
FORUM, NOTICES = "Choose a forum channel", "Choose a text channel"


@pytest.fixture
def guild(place: Place) -> Guild:
    return next(one for one in place.world.guilds.values() if one.name == STUDY)


@pytest.fixture
def olga(pilot: Pilot) -> Person:
    return pilot.person("Olga").in_guild(STUDY)


def bot_role(guild: Guild) -> Role:
    return next(role for role in guild.roles.values() if role.managed)


def role(guild: Guild, name: str) -> Role:
    return next(one for one in guild.roles.values() if one.name == name)


def channel(place: Place, guild: Guild, name: str) -> Channel:
    return next(one for one in place.world.channels_of(guild.id) if one.name == name)


def take(place: Place, guild: Guild, *rights: Permission, back: bool = False) -> None:
    """Takes rights from everybody and from the bot, or gives them to it again."""
    for one in guild.roles.values():
        if not one.permissions & Permission.ADMINISTRATOR:
            now = Permission(one.permissions)
            for right in rights:
                now = now | right if back and one.managed else now & ~right
            set_permissions(place.world, guild, one, now)


async def kept(preceptor: Running, guild: Guild) -> GuildSettings:
    """What the database holds, past the bot's memory."""
    return await preceptor.app.store.settings.read(guild.id)


def requests(place: Place) -> Iterator[str]:
    return (f"{one.method} {one.template}" for one in place.wire.exchanges)


async def test_a_server_is_set_up_choice_by_choice_and_each_is_kept_at_once(
    olga: Person, place: Place, preceptor: Running, guild: Guild
) -> None:
    panel = await olga.runs("/setup")
    assert panel.ephemeral
    assert panel.title == "Settings of this server"
    assert "Nothing is chosen yet" in panel.text
    panel = await olga.picks(panel, "Moderator", placeholder=MODERATORS)
    moderator = role(guild, "Moderator").id
    assert f"Saved: the moderator role is now <@&{moderator}>." in panel.text
    assert (await kept(preceptor, guild)).moderators == moderator
    assert "Not chosen yet: mentor role, mentors’ forum, channel for notices." in panel.text, "half done works"

    panel = await olga.picks(panel, "Mentor", placeholder=MENTORS)
    panel = await olga.picks(panel, "ask-a-mentor", placeholder=FORUM)
    panel = await olga.picks(panel, "moderators", placeholder=NOTICES)
    panel = await olga.picks(panel, "Europe/Berlin", placeholder="Choose a time zone")
    panel = await olga.picks(panel, "Français", placeholder="Choose a language")
    settings = await kept(preceptor, guild)
    assert settings.mentors == role(guild, "Mentor").id
    assert settings.forum == channel(place, guild, "ask-a-mentor").id
    assert settings.notices == channel(place, guild, "moderators").id
    assert (settings.zone, settings.language.value) == ("Europe/Berlin", "fr")
    assert "Nothing is missing for what is chosen." in panel.text
    assert "Not chosen yet" not in panel.text
    again = await olga.runs("/setup")
    assert "Europe/Berlin, where it is" in again.text
    assert [one.custom_id for one in again.selects] == [one.custom_id for one in panel.selects]


async def test_every_change_can_be_taken_back_and_taken_out(olga: Person, preceptor: Running, guild: Guild) -> None:
    panel = await olga.picks(await olga.runs("/setup"), "Mentor", placeholder=MENTORS)
    panel = await olga.picks(panel, "Moderator", placeholder=MENTORS)
    panel = await olga.presses(panel, "Undo: mentor role")
    assert "Taken back" in panel.text
    assert (await kept(preceptor, guild)).mentors == role(guild, "Mentor").id
    panel = await olga.presses(panel, "Undo: mentor role")
    assert (await kept(preceptor, guild)).mentors == role(guild, "Moderator").id, "back and forth"
    panel = await olga.picks(panel, placeholder=MENTORS)
    assert (await kept(preceptor, guild)).mentors is None
    assert "the mentor role is now not chosen" in panel.text


async def test_a_panel_that_is_behind_undoes_nothing(
    olga: Person, pilot: Pilot, preceptor: Running, guild: Guild, place: Place
) -> None:
    max_ = pilot.person("Max").in_guild(STUDY)
    set_roles(place.world, guild, max_.id, {role(guild, "Administrator").id})
    behind = await olga.picks(await olga.runs("/setup"), "Mentor", placeholder=MENTORS)
    await max_.picks(await max_.runs("/setup"), "Moderator", placeholder=MODERATORS)
    told = await olga.presses(behind, "Undo: mentor role")
    assert "Something else was changed since then" in told.text
    settings = await kept(preceptor, guild)
    assert (settings.mentors, settings.moderators) == (role(guild, "Mentor").id, role(guild, "Moderator").id)


async def test_what_is_lacking_is_named_by_channel_and_right_and_gone_once_it_is_granted(
    olga: Person, place: Place, guild: Guild
) -> None:
    take(place, guild, Permission.MANAGE_THREADS, Permission.SEND_MESSAGES)
    panel = await olga.picks(await olga.runs("/setup"), "ask-a-mentor", placeholder=FORUM)
    forum = channel(place, guild, "ask-a-mentor")
    assert f"**Send Messages** in <#{forum.id}>: to post a question" in panel.text
    assert f"**Manage Threads** in <#{forum.id}>: to tag answered questions" in panel.text
    assert "View Channel" not in panel.text
    take(place, guild, Permission.MANAGE_THREADS, Permission.SEND_MESSAGES, back=True)
    panel = await olga.presses(panel, "Check again")
    assert "I lack" not in panel.text
    assert "Nothing is missing" in panel.text


async def test_a_channel_that_the_bot_cannot_see_is_named_too(olga: Person, place: Place, guild: Guild) -> None:
    staff = channel(place, guild, "moderators")
    del staff.overwrites[bot_role(guild).id]
    panel = await olga.picks(await olga.runs("/setup"), "moderators", placeholder=NOTICES)
    assert f"**View Channel** in <#{staff.id}>" in panel.text
    assert f"**Send Messages** in <#{staff.id}>" not in panel.text, "that is not known yet"


async def test_rights_are_asked_of_discord_and_not_of_a_cache(olga: Person, place: Place, guild: Guild) -> None:
    await olga.picks(await olga.runs("/setup"), "ask-a-mentor", placeholder=FORUM)
    await olga.runs("/setup", check=True)
    asked = set(requests(place))
    assert "GET /guilds/{guild_id}" in asked
    assert "GET /guilds/{guild_id}/members/{user_id}" in asked
    assert "GET /channels/{channel_id}" in asked


async def test_the_check_alone_says_the_same_later(olga: Person, place: Place, guild: Guild) -> None:
    await olga.picks(await olga.runs("/setup"), "ask-a-mentor", placeholder=FORUM)
    check = await olga.runs("/setup", check=True)
    assert check.title == "Check"
    assert "Nothing is missing" in check.text
    take(place, guild, Permission.MANAGE_THREADS)
    check = await olga.presses(check, "Check again")
    assert check.title == "Check"
    assert "**Manage Threads** in" in check.text


async def test_the_forum_is_made_with_tags_by_whoever_may_and_once(
    olga: Person, place: Place, preceptor: Running, guild: Guild
) -> None:
    panel = await olga.runs("/setup")
    told = await olga.presses(panel, "Create the forum")
    assert "**Manage Channels** in this server: to create the forum" in told.text
    assert "POST /guilds/{guild_id}/channels" not in set(requests(place)), "a lack is named, no error met"
    take(place, guild, Permission.MANAGE_CHANNELS, back=True)
    made, told = await asyncio.gather(*(olga.presses(panel, "Create the forum") for _ in range(2)))
    assert "being created already" in told.text
    forum_id = (await kept(preceptor, guild)).forum
    assert forum_id is not None
    forum = place.world.channels[forum_id]
    assert [tag.name for tag in forum.available_tags] == ["Open", "Claimed", "Answered", "Solved", "Closed"]
    assert f"Saved: the mentors’ forum is now <#{forum.id}>." in made.text
    assert "Create the forum" not in made.buttons
    assert list(requests(place)).count("POST /guilds/{guild_id}/channels") == 1
    # One of which nobody could take note, because the database was away: it is found again and taken.
    await olga.presses(await olga.runs("/setup"), "Undo: mentors’ forum")
    await olga.presses(await olga.runs("/setup"), "Create the forum")
    assert (await kept(preceptor, guild)).forum == forum.id
    assert list(requests(place)).count("POST /guilds/{guild_id}/channels") == 1


@pytest.mark.refused
async def test_a_forum_that_discord_refuses_is_said_in_a_sentence(
    olga: Person, place: Place, guild: Guild, preceptor: Running
) -> None:
    take(place, guild, Permission.MANAGE_CHANNELS, back=True)
    panel = await olga.runs("/setup")
    place.faults.next("POST", "/guilds/*/channels", status=400, code=50024)
    told = await olga.presses(panel, "Create the forum")
    assert "turn on Community" in told.text
    place.faults.next("POST", "/guilds/*/channels", status=403, code=50013)
    told = await olga.presses(panel, "Create the forum")
    assert "**Manage Channels**" in told.text
    assert await kept(preceptor, guild) == DEFAULTS


async def test_a_deleted_role_and_a_deleted_channel_are_noticed(olga: Person, place: Place, guild: Guild) -> None:
    panel = await olga.picks(await olga.runs("/setup"), "Mentor", placeholder=MENTORS)
    panel = await olga.picks(panel, "ask-a-mentor", placeholder=FORUM)
    del guild.roles[role(guild, "Mentor").id]
    del place.world.channels[channel(place, guild, "ask-a-mentor").id]
    panel = await olga.presses(panel, "Check again")
    assert "**Mentor role**: deleted in Discord; choose another" in panel.text
    assert "- The mentors’ forum that was chosen has been deleted" in panel.text
    assert "Create the forum" in panel.buttons
    check = await olga.runs("/setup", check=True)
    assert "- The mentor role that was chosen has been deleted" in check.text


@pytest.mark.refused
@pytest.mark.parametrize("status", [500, 403, 404])
async def test_an_outage_is_no_deletion_and_costs_only_the_check(
    olga: Person, place: Place, guild: Guild, preceptor: Running, status: int
) -> None:
    """Only Discord's own code for "unknown channel" says that one is gone."""
    panel = await olga.picks(await olga.runs("/setup"), "ask-a-mentor", placeholder=FORUM)
    place.faults.next("GET", "/channels/*", status=status, code=0, times=None)
    panel = await olga.picks(panel, "Mentor", placeholder=MENTORS)
    assert "Discord did not tell me just now" in panel.text
    assert "deleted" not in panel.text
    assert (await kept(preceptor, guild)).mentors == role(guild, "Mentor").id, "the choice is kept all the same"


async def test_a_server_with_the_commands_and_without_the_bot_is_told_so(
    olga: Person, place: Place, guild: Guild
) -> None:
    panel = await olga.runs("/setup")
    del guild.members[place.world.application.bot_user_id]
    interaction = forged(olga, place, guild, {"custom_id": "b1:check:1", "component_type": 2, "id": 1}, on=panel)
    await answered(interaction)
    assert "not me: I was invited without the scope" in olga.sees_again(panel).text


async def test_a_time_zone_is_found_by_typing_a_city_typos_and_all(
    olga: Person, preceptor: Running, guild: Guild
) -> None:
    choices = await olga.types("/setup", zone="berln")
    assert choices[0].value == "Europe/Berlin"
    panel = await olga.runs("/setup", zone=choices[0].value)
    assert "Saved: the time zone is now Europe/Berlin." in panel.text
    assert "Saved: the time zone is now America/New_York." in (await olga.runs("/setup", zone="new york")).text
    offer = await olga.runs("/setup", zone="EST")
    assert offer.title == "Which time zone?"
    assert (await kept(preceptor, guild)).zone == "America/New_York", "nothing is guessed"
    panel = await olga.picks(offer, "EST5EDT")
    assert panel.title == "Settings of this server"
    assert (await kept(preceptor, guild)).zone == "EST5EDT"
    nothing = await olga.runs("/setup", zone="xyzzy *x*")
    assert nothing.title == "No such time zone"


async def test_a_day_and_a_date_are_the_servers_own(
    olga: Person, pilot: Pilot, preceptor: Running, guild: Guild, place: Place
) -> None:
    ada = pilot.person("Ada").in_guild(STUDY).in_channel("questions")
    await olga.runs("/setup", zone="Pacific/Kiritimati")
    await olga.picks(await olga.runs("/setup"), "Deutsch", placeholder="Choose a language")
    reply = await ada.runs("/faq ask", question="how-long")
    assert "Checked 1. Nov. 2026" in reply.text
    assert "Checked 1. Nov. 2026" in (await ada.presses(reply, "That helped")).text
    elsewhere = await ada.in_guild(READERS).runs("/faq ask", question="how-long")
    assert "Checked 1 Nov 2026" in elsewhere.text, "the other server chose nothing"
    await olga.runs("/setup", zone="Etc/GMT+12")
    await ada.runs("/faq ask", question="how-long")
    await pilot.settled()
    days = [ask.day for ask in await rows(preceptor, asks)]
    assert days[0] > days[2], "the same hour, a day apart"
    top = await olga.runs("/stats top", period="7d")
    assert "1 ask" in top.text, "tomorrow in Kiritimati has not come yet where the server is now"


async def test_a_moderator_by_role_moderates_in_their_server_alone(
    olga: Person, pilot: Pilot, place: Place, guild: Guild
) -> None:
    ben = pilot.person("Ben").in_guild(STUDY)
    helper = Role(place.world.ids.next(), guild.id, "Helper", position=9)
    guild.roles[helper.id] = helper
    set_roles(place.world, guild, ben.id, {helper.id})
    data = {"id": command_id(place, "stats"), "name": "stats", "type": 1, "options": [{"name": "top", "type": 1}]}

    async def asked(person: Person) -> str:
        interaction = forged(person, place, place.world.guilds[person.guild_id or 0], data, command="stats top")
        await answered(interaction)
        return person.sees()[-1].text

    assert "This is for moderators" in await asked(ben)
    await olga.picks(await olga.runs("/setup"), "Helper", placeholder=MODERATORS)
    assert "Most asked" in await asked(ben)
    assert "This is for moderators" in await asked(ben.in_guild(READERS))


async def test_nobody_makes_everybody_a_moderator(olga: Person, preceptor: Running, guild: Guild) -> None:
    told = await olga.picks(await olga.runs("/setup"), "@everyone", placeholder=MODERATORS)
    assert "Everybody has @everyone" in told.text
    assert await kept(preceptor, guild) == DEFAULTS


@pytest.mark.parametrize("what", ["role", "channel"])
async def test_what_belongs_to_another_server_cannot_be_chosen(
    olga: Person, place: Place, preceptor: Running, guild: Guild, what: str
) -> None:
    """With a forged press: a client offers only what is in the server."""
    readers = next(one for one in place.world.guilds.values() if one.name == READERS)
    foreign = next(iter(readers.roles)) if what == "role" else channel(place, readers, "general").id
    setting, kind = ("mentors", 6) if what == "role" else ("notices", 8)
    panel = await olga.runs("/setup")
    data = {"custom_id": f"s1:set:{setting}", "component_type": kind, "id": 1, "values": [str(foreign)]}
    await answered(forged(olga, place, guild, data, on=panel))
    assert "does not belong to this server" in olga.sees()[-1].text
    assert await kept(preceptor, guild) == DEFAULTS
    assert await kept(preceptor, readers) == DEFAULTS


@pytest.mark.parametrize(
    "sent",
    [
        ("s1:set:zone", ["Mars/Olympus"]),
        ("s1:set:language", ["xx"]),
        ("s1:set:zone", []),
        ("s1:set:colour", ["red"]),
        ("b1:undo:99", None),
        ("b1:undo:-1", None),
        ("b1:check:7", None),
        ("b1:forum:1", None),
    ],
)
async def test_a_forged_press_changes_nothing_and_gets_a_sentence(
    olga: Person, place: Place, preceptor: Running, guild: Guild, sent: tuple[str, list[str] | None]
) -> None:
    custom_id, values = sent
    panel = await olga.runs("/setup")
    forge(panel, place, custom_id, menu=values is not None)
    data: dict[str, Any] = {"custom_id": custom_id, "component_type": 2 if values is None else 3, "id": 1}
    await answered(forged(olga, place, guild, data | ({} if values is None else {"values": values}), on=panel))
    assert "went wrong" not in olga.sees()[-1].text
    assert olga.sees()[-1].message is not panel.message
    assert await kept(preceptor, guild) == DEFAULTS


async def test_settings_of_two_servers_have_nothing_to_do_with_each_other(
    olga: Person, pilot: Pilot, place: Place, preceptor: Running, guild: Guild
) -> None:
    there = olga.in_guild(READERS)
    readers = place.world.guilds[there.guild_id or 0]
    first = await olga.picks(await olga.runs("/setup"), "Mentor", placeholder=MENTORS)
    assert "Nothing is chosen yet" in (await there.runs("/setup")).text
    await there.runs("/setup", zone="Asia/Tokyo")
    assert (await kept(preceptor, guild)).zone == "UTC"
    # The same custom_id means the server in which it is pressed: both are at revision 1.
    await olga.presses(first, "Undo: mentor role")
    assert (await kept(preceptor, readers)).zone == "Asia/Tokyo"
    assert [row.guild_id for row in await rows(preceptor, guild_settings)] == sorted([guild.id, readers.id])


async def test_the_bot_says_nothing_when_it_is_added_and_help_leads_to_setup(
    pilot: Pilot, place: Place, preceptor: Running, log: Log
) -> None:
    olga = pilot.person("Olga")
    fresh = Guild(place.world.ids.next(), "Fresh", olga.id)
    fresh.roles[fresh.id] = Role(fresh.id, fresh.id, "@everyone", int(Permission.VIEW_CHANNEL))
    place.world.guilds[fresh.id] = fresh
    hall = Channel(place.world.ids.next(), ChannelType.TEXT, "hall", fresh.id)
    place.world.channels[hall.id] = hall
    join(place.world, fresh, olga.id)
    join(place.world, fresh, place.world.application.bot_user_id)
    await pilot.settled()
    assert place.world.messages_in(hall.id) == []
    shown = await olga.in_guild("Fresh").runs("/help")
    assert shown.title == "Start here"
    assert "</setup:" in shown.text
    assert "Fresh" not in log.getvalue()


async def test_help_shows_what_each_may_do_and_works_in_direct_messages(pilot: Pilot, olga: Person) -> None:
    ada = pilot.person("Ada")
    for person, staff in ((ada, False), (ada.in_dm(), False), (pilot.person("Max"), True), (olga, True)):
        shown = await person.runs("/help")
        assert shown.ephemeral or person.guild_id is None
        assert "</faq ask:" in shown.text
        assert ("</stats top:" in shown.text) is staff
    assert "In a server there may be more" in (await ada.in_dm().runs("/help")).text
    await olga.picks(await olga.runs("/setup"), "Mentor", placeholder=MENTORS)
    assert (await olga.runs("/help")).title == "What you can do here"


def command_id(place: Place, name: str) -> str:
    return next(str(one.id) for one in place.world.commands.values() if one.name == name)


def forge(reply: Reply, place: Place, custom_id: str, *, menu: bool) -> None:
    """Puts a control into the message that the bot never made."""
    assert reply.message is not None
    message = place.world.messages[reply.message.id]
    row = message.components[0]["components"]
    old = next(one for one in row if one["type"] == 1 and one["components"][0]["type"] == (3 if menu else 2))
    old["components"][0]["custom_id"] = custom_id


def forged(
    person: Person,
    place: Place,
    guild: Guild,
    data: dict[str, Any],
    *,
    on: Reply | None = None,
    command: str | None = None,
) -> Interaction:
    """An interaction that no client would send."""
    type_ = InteractionType.APPLICATION_COMMAND if on is None else InteractionType.MESSAGE_COMPONENT
    message_id = on.message.id if on is not None and on.message is not None else None
    where = place.world.channels[person.channel_id]
    assert where.guild_id == guild.id
    return open_interaction(
        place.world, type_, user_id=person.id, channel=where, data=data, command_name=command, message_id=message_id
    )


async def answered(interaction: Interaction) -> None:
    async with asyncio.timeout(5):
        while interaction.state in ("pending", "deferred") and not interaction.followup_ids:
            await asyncio.sleep(0.005)
