from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.zones import ALSO_CALLED, Zones

ZONES = Zones(available_timezones())


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("berlin", "Europe/Berlin"),
        ("  BERLIN ", "Europe/Berlin"),
        ("berln", "Europe/Berlin"),
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe berl", "Europe/Berlin"),
        ("new yrok", "America/New_York"),
        ("tokio", "Asia/Tokyo"),
        ("los angelos", "America/Los_Angeles"),
        ("san fran", "America/Los_Angeles"),
        ("madird", "Europe/Madrid"),
        ("calcuta", "Asia/Calcutta"),
        ("mumbay", "Asia/Kolkata"),
        ("germany", "Europe/Berlin"),
        ("EST", "America/New_York"),
        ("eastern", "America/New_York"),
        ("america/bog", "America/Bogota"),
        ("utc", "Etc/UTC"),
    ],
)
def test_a_zone_is_found_by_what_people_type(typed: str, first: str) -> None:
    assert ZONES.find(typed)[0] == first


@pytest.mark.parametrize("typed", ["xyzzy", "pizza", "&&&", "12345"])
def test_words_that_are_like_no_zone_find_none(typed: str) -> None:
    assert ZONES.find(typed) == ()
    assert ZONES.exactly(typed) is None


def test_a_name_that_can_mean_one_zone_only_needs_no_list() -> None:
    assert ZONES.exactly("new york") == "America/New_York"
    assert ZONES.exactly("Rome") == "Europe/Rome"
    assert ZONES.exactly("munich") == "Europe/Berlin"
    assert ZONES.exactly("UTC") == "UTC"


@pytest.mark.parametrize("typed", ["EST", "cst", "IST", "CET", "berln", "san", ""])
def test_what_is_not_sure_needs_a_list(typed: str) -> None:
    """EST is a zone without summer time, which nobody means who types it."""
    assert ZONES.exactly(typed) is None
    assert ZONES.find(typed)


def test_every_zone_is_found_by_its_own_name_and_can_be_used() -> None:
    assert len(ZONES.names) > 400
    for name in ZONES.names:
        assert ZoneInfo(name).key == name
        assert name in ZONES.find(name, 3)
        assert len(name) <= 100, "Discord takes no longer choice"


def test_every_other_name_leads_to_a_zone_that_there_is() -> None:
    assert [name for name in ALSO_CALLED if name not in ZONES] == []
    for name, others in ALSO_CALLED.items():
        assert all(name in ZONES.find(other, 3) for other in others)


@given(st.text(max_size=100))
def test_any_words_find_at_most_what_a_menu_holds(typed: str) -> None:
    found = ZONES.find(typed)
    assert len(found) <= 25
    assert len(set(found)) == len(found)
    assert all(name in ZONES for name in found)
    assert ZONES.exactly(typed) in (None, *ZONES.names)


def test_a_machine_without_zones_still_has_utc() -> None:
    assert Zones([]).names == ("UTC",)


def test_every_zone_that_is_a_place_can_be_named_in_full() -> None:
    assert [name for name in ZONES.names if "/" in name and ZONES.exactly(name) != name] == []
