from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.settings import CHANNELS, DEFAULTS, ROLES, Change, GuildSettings, Language, Setting

IDS = st.one_of(st.none(), st.integers(min_value=1, max_value=2**63 - 1))
CHANGES = st.one_of(
    st.tuples(st.sampled_from((*ROLES, *CHANNELS)), IDS),
    st.tuples(st.just(Setting.ZONE), st.sampled_from(("UTC", "Europe/Berlin", "Asia/Kolkata"))),
    st.tuples(st.just(Setting.LANGUAGE), st.sampled_from([language.value for language in Language])),
)


@given(st.lists(CHANGES, max_size=8))
def test_a_change_sets_one_thing_and_undoing_it_sets_it_back(changes: list[tuple[Setting, int | str | None]]) -> None:
    settings = DEFAULTS
    for setting, value in changes:
        before, settings = settings, settings.with_(setting, value)
        assert settings.value(setting) == value
        assert all(settings.value(other) == before.value(other) for other in Setting if other is not setting)
        if settings is before:
            continue
        undone = settings.undone()
        assert all(undone.value(one) == before.value(one) for one in Setting)
        assert undone.revision == before.revision + 2, "taking back is a change of its own"
        assert all(undone.undone().value(one) == settings.value(one) for one in Setting)


def test_choosing_what_is_chosen_changes_nothing() -> None:
    settings = DEFAULTS.with_(Setting.MENTORS, 7)
    assert settings.with_(Setting.MENTORS, 7) is settings
    assert settings.last == Change(Setting.MENTORS, None)
    assert DEFAULTS.undone() is DEFAULTS
    assert DEFAULTS.untouched
    assert not settings.untouched


@pytest.mark.parametrize(
    ("setting", "value"),
    [(Setting.FORUM, "7"), (Setting.MODERATORS, 0), (Setting.ZONE, None), (Setting.ZONE, 5), (Setting.LANGUAGE, "xx")],
)
def test_a_value_of_another_kind_is_refused(setting: Setting, value: int | str | None) -> None:
    with pytest.raises(ValueError, match=r"cannot be|not a valid"):
        DEFAULTS.with_(setting, value)


def test_a_day_is_the_servers_own() -> None:
    late = datetime(2031, 3, 5, 23, 30, tzinfo=UTC)
    assert DEFAULTS.day_of(late) == date(2031, 3, 5)
    assert GuildSettings(zone="Europe/Berlin").day_of(late) == date(2031, 3, 6)
    assert GuildSettings(zone="America/New_York").day_of(late - timedelta(hours=20)) == date(2031, 3, 4)
    assert GuildSettings(zone="Pacific/Kiritimati").day_of(late - timedelta(hours=13)) == date(2031, 3, 6)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", "Europe", "a\0b", "x" * 5000])
def test_a_zone_that_is_not_there_any_more_falls_back_to_utc(zone: str) -> None:
    assert GuildSettings(zone=zone).tz is UTC
