from datetime import UTC, datetime
from itertools import combinations
from zoneinfo import available_timezones

import pytest

from bot.core.codes import BUTTON, Action, encode
from bot.core.rights import NEEDS, Lack, Survey
from bot.core.settings import CHANNELS, DEFAULTS, GuildSettings, Language, Setting
from bot.core.zones import Zones
from bot.render import settings as cards
from bot.render.card import Card, ChannelMenu, Menu, RoleMenu, Tone
from tests.render.test_card import buttons_of, text_of

NOW = datetime(2031, 3, 5, 23, 30, tzinfo=UTC)
LONG = 2**63 - 1
FULL = GuildSettings(LONG, LONG - 1, LONG - 2, LONG - 3, "America/Argentina/ComodRivadavia", Language.FRENCH).with_(
    Setting.MENTORS, LONG - 4
)
EVERY_LACK = tuple(Lack(need, LONG) for setting in CHANNELS for need in NEEDS[setting])
MENTION = f"</setup:{LONG}>"


def surveys() -> list[Survey | None]:
    gone = [frozenset(some) for size in range(5) for some in combinations((*Setting,)[:4], size)]
    return [None, Survey(absent=True), *(Survey(some, EVERY_LACK) for some in gone), *(Survey(some) for some in gone)]


@pytest.mark.parametrize("settings", [DEFAULTS, FULL], ids=["nothing chosen", "everything chosen"])
def test_the_panel_fits_into_a_message_whatever_there_is_to_say(settings: GuildSettings) -> None:
    for survey in surveys():
        note = cards.saved(Setting.NOTICES, FULL)
        assert cards.panel(settings, survey, now=NOW, note=note, mention=MENTION).excesses() == []
        assert cards.check(settings, survey).excesses() == []


def test_the_panel_offers_every_setting_once() -> None:
    menus = [part for part in panel(FULL, Survey()).parts if isinstance(part, Menu | RoleMenu | ChannelMenu)]
    assert [menu.code for menu in menus] == [f"s1:set:{setting.value}" for setting in Setting]
    assert [menu.chosen for menu in menus] == [
        *(FULL.moderators, FULL.mentors, FULL.forum, FULL.notices, FULL.zone, FULL.language.value)
    ]
    assert all(menu.chosen in {one.value for one in menu.options} for menu in menus if isinstance(menu, Menu))


def panel(settings: GuildSettings, survey: Survey | None) -> Card:
    return cards.panel(settings, survey, now=NOW, mention="`/setup`")


def test_what_is_deleted_is_said_and_not_shown_as_chosen() -> None:
    card = panel(FULL, Survey(gone=frozenset({Setting.MENTORS, Setting.FORUM})))
    assert card.tone is Tone.TROUBLE
    assert "**Mentor role**: deleted in Discord; choose another" in text_of(card)
    assert "- The mentors’ forum that was chosen has been deleted" in text_of(card)
    chosen = {part.code: part.chosen for part in card.parts if isinstance(part, RoleMenu | ChannelMenu)}
    assert chosen["s1:set:mentors"] is chosen["s1:set:forum"] is None
    assert chosen["s1:set:moderators"] == FULL.moderators
    assert "Create the forum" in [button.label for button in buttons_of(card)]


def test_a_lack_is_named_with_its_channel_and_what_for() -> None:
    need = NEEDS[Setting.FORUM][-1]
    card = panel(FULL, Survey(lacks=(Lack(need, 42),)))
    assert "- I lack **Manage Threads** in <#42>: to tag answered questions" in text_of(card)
    assert card.tone is Tone.TROUBLE


def test_nothing_is_claimed_that_discord_did_not_say() -> None:
    card = panel(FULL, None)
    assert "Nothing is missing" not in text_of(card)
    assert "Check again" in text_of(card)


def test_the_undo_button_is_for_the_change_that_is_shown() -> None:
    assert not [button for button in buttons_of(panel(DEFAULTS, Survey())) if button.label.startswith("Undo")]
    [undo] = [button for button in buttons_of(panel(FULL, Survey())) if button.label.startswith("Undo")]
    assert (undo.label, undo.code) == ("Undo: mentor role", encode(BUTTON, Action.UNDO, FULL.revision))


def test_the_panel_shows_the_servers_clock_and_dates_in_its_language() -> None:
    settings = GuildSettings(zone="Europe/Berlin", language=Language.GERMAN)
    assert "Europe/Berlin, where it is 00:30 on 6. März 2031" in text_of(panel(settings, Survey()))


def test_zones_that_are_often_chosen_are_zones() -> None:
    assert [name for name in cards.OFTEN if name not in Zones(available_timezones())] == []
    assert len(set(cards.OFTEN)) == len(cards.OFTEN) <= 24, "one more is added where another is chosen"


def test_a_search_offers_what_it_found_or_says_what_to_type() -> None:
    found = cards.zones("@everyone *san*", ["America/Los_Angeles"] * 25, now=NOW)
    assert found.excesses() == []
    assert "@everyone" not in text_of(found)
    [menu] = [part for part in found.parts if isinstance(part, Menu)]
    assert menu.options[0].description == "15:30 there now"
    assert "nearest large city" in text_of(cards.zones("x" * 100, [], now=NOW))
