"""The threshold that a pack gives itself."""

import pytest

from bot.core.findings import Found
from bot.core.lookup import build
from bot.core.lookup.calibrate import DEFAULT, HIGHEST, LOWEST, MOST_HELD_OUT, UNSURE
from bot.core.lookup.probes import PROBES
from tests.core.lookup.packs import GARDEN, synthetic, with_phrasings


def test_a_pack_with_phrasings_measures_its_own_threshold() -> None:
    calibration = build(GARDEN).calibration
    assert calibration.measured
    assert LOWEST <= calibration.sure <= HIGHEST
    assert calibration.unsure == calibration.sure * UNSURE
    assert calibration.held_out == 20
    assert calibration.probes == len(PROBES)
    assert calibration.balanced_accuracy is not None
    assert 0.5 <= calibration.balanced_accuracy <= 1


def test_a_pack_without_phrasings_has_the_default() -> None:
    calibration = build(with_phrasings(GARDEN, 1)).calibration
    assert (calibration.sure, calibration.measured, calibration.held_out) == (DEFAULT, False, 0)
    assert calibration.balanced_accuracy is None


def test_a_set_threshold_overrides() -> None:
    calibration = build(GARDEN, sure=0.61).calibration
    assert (calibration.sure, calibration.measured) == (0.61, False)
    assert calibration.unsure == pytest.approx(0.4575)


def test_a_large_pack_is_sampled_always_alike() -> None:
    entries = synthetic(300)
    one, other = build(entries).calibration, build(reversed(entries)).calibration
    assert one == other
    assert one.held_out == MOST_HELD_OUT


def test_phrasings_that_have_nothing_in_common_do_not_silence_the_pack() -> None:
    strange = with_phrasings(synthetic(40, seed=3), 2)
    assert LOWEST <= build(strange).calibration.sure <= HIGHEST


@pytest.mark.parametrize("words", PROBES)
def test_talk_of_other_things_is_not_answered(words: str) -> None:
    index = build(entry for entry in GARDEN if entry.id not in {"slugs", "frost"})
    if words not in {"when do tomatoes need to be planted", "my garden is full of slugs"}:
        assert not isinstance(index.find(words), Found)


def test_there_are_about_forty_probes_all_different() -> None:
    assert len(set(PROBES)) == len(PROBES) >= 40
