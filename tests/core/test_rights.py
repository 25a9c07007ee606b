import pytest

from bot.core.rights import ADMINISTRATOR, MAKE_FORUM, NEEDS, VIEW_CHANNEL, lacking
from bot.core.settings import CHANNELS, Setting

EVERYTHING = sum({need.bit for needs in NEEDS.values() for need in needs})


@pytest.mark.parametrize("setting", CHANNELS)
def test_each_right_that_is_missing_is_named_and_no_other(setting: Setting) -> None:
    assert lacking(NEEDS[setting], EVERYTHING) == ()
    assert lacking(NEEDS[setting], ADMINISTRATOR) == (), "an administrator may everything"
    for need in NEEDS[setting]:
        [lack] = lacking(NEEDS[setting], EVERYTHING & ~need.bit, 7)
        assert (lack.need, lack.channel_id) == (need, 7)


def test_what_a_hidden_channel_would_need_besides_is_not_guessed() -> None:
    [lack] = lacking(NEEDS[Setting.FORUM], 0, 7)
    assert lack.need.bit == VIEW_CHANNEL


def test_a_right_of_the_whole_server_has_no_channel() -> None:
    [lack] = lacking((MAKE_FORUM,), 0)
    assert (lack.need.name, lack.channel_id) == ("Manage Channels", None)


def test_every_setting_that_names_a_channel_says_what_it_needs_there() -> None:
    assert set(NEEDS) == set(CHANNELS)
