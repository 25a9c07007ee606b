"""What earlier visits came to is remembered, for as long as it is worth something."""

import json
import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.links.cache import FILE, MAX_BYTES, LinkCache
from bot.links.health import Health, LinkResult
from tests.links.site import START

WORKING = {Health.FINE, Health.MOVED, Health.EXPOSED}
UNASKED = {Health.SPARED, Health.UNASKED}
URL = "https://site.test/page"


def result(health: Health, url: str = URL) -> LinkResult:
    return LinkResult(url, health, START, 200, "https://site.test/new", "because")


def saved(folder: Path, *results: LinkResult) -> LinkCache:
    cache = LinkCache(folder)
    cache.keep(results)
    cache.save(START)
    assert not cache.trouble
    return LinkCache(folder)


@pytest.mark.parametrize("health", Health)
def test_each_kind_of_result_comes_back_as_long_as_it_should(health: Health, tmp_path: Path) -> None:
    cache = saved(tmp_path, result(health))
    kept = timedelta(0) if health in UNASKED else timedelta(days=7 if health in WORKING else 1)
    for age in (timedelta(0), timedelta(hours=23), timedelta(days=1), timedelta(days=6, hours=23), timedelta(days=7)):
        found = cache.recall(URL, START + age)
        assert (found is not None) is (age < kept), age
        if found:
            assert found == LinkResult(URL, health, START, 200, "https://site.test/new", "because", remembered=True)


def test_a_result_from_the_future_does_not_count(tmp_path: Path) -> None:
    assert saved(tmp_path, result(Health.FINE)).recall(URL, START - timedelta(seconds=1)) is None


def test_what_no_longer_counts_leaves_the_file(tmp_path: Path) -> None:
    cache = saved(tmp_path, result(Health.GONE, "https://a.test/"), result(Health.FINE, "https://b.test/"))
    cache.save(START + timedelta(days=2))
    assert list(json.loads((tmp_path / FILE).read_text())["links"]) == ["https://b.test/"]


def test_a_new_result_replaces_the_old(tmp_path: Path) -> None:
    cache = saved(tmp_path, result(Health.FINE))
    cache.keep([result(Health.GONE)])
    found = cache.recall(URL, START)
    assert found
    assert found.health is Health.GONE


def test_a_visit_that_was_spared_does_not_wipe_out_an_earlier_one(tmp_path: Path) -> None:
    cache = saved(tmp_path, result(Health.FINE))
    cache.keep([result(Health.SPARED)])
    assert cache.recall(URL, START)


def test_only_its_owner_may_read_what_was_visited(tmp_path: Path) -> None:
    saved(tmp_path / "deep" / "cache", result(Health.FINE))
    assert stat.S_IMODE((tmp_path / "deep" / "cache").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "deep" / "cache" / FILE).stat().st_mode) == 0o600


NOW = '"visited": "2031-03-05T12:00:00+00:00"'


def file_with(kept: str, version: int = 1) -> str:
    return f'{{"version": {version}, "links": {{"{URL}": {kept}}}}}'


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", "null", '"links"', "{}", '{"version": 1}', '{"version": 1, "links": []}', "[" * 100_000),
        file_with(f'{{"health": "fine", {NOW}}}', version=2),
        file_with(f'{{"health": "good", {NOW}}}'),
        file_with('{"health": "fine", "visited": "2031-03-05T12:00:00"}'),
        file_with('{"health": "fine", "visited": "yesterday"}'),
        file_with(f"{{{NOW}}}"),
        file_with(f'{{"health": "gone", {NOW}, "detail": "\\u001b[2J"}}'),
        file_with('"fine"'),
    ],
    ids=lambda text: text[:90],
)
def test_a_file_that_makes_no_sense_is_as_good_as_none(text: str, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(text)
    cache = LinkCache(tmp_path)
    assert cache.recall(URL, START) is None
    cache.keep([result(Health.FINE)])
    cache.save(START)
    assert LinkCache(tmp_path).recall(URL, START)


@given(data=st.binary(max_size=200))
def test_no_bytes_break_it(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("cache")
    (folder / FILE).write_bytes(data)
    assert LinkCache(folder).recall(URL, START) is None


def test_a_file_beyond_all_measure_is_not_read(tmp_path: Path) -> None:
    saved(tmp_path, result(Health.FINE))
    with (tmp_path / FILE).open("ab") as file:
        file.write(b" " * MAX_BYTES)
    assert LinkCache(tmp_path).recall(URL, START) is None


def test_what_is_refused_above_is_taken_when_it_is_right(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(file_with(f'{{"health": "gone", {NOW}, "detail": "because"}}'))
    assert LinkCache(tmp_path).recall(URL, START)


def test_one_damaged_result_costs_no_other(tmp_path: Path) -> None:
    saved(tmp_path, result(Health.FINE, "https://a.test/"), result(Health.FINE, "https://b.test/"))
    content = json.loads((tmp_path / FILE).read_text())
    content["links"]["https://a.test/"]["health"] = 7
    (tmp_path / FILE).write_text(json.dumps(content))
    cache = LinkCache(tmp_path)
    assert cache.recall("https://a.test/", START) is None
    assert cache.recall("https://b.test/", START)


def test_saving_is_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved(tmp_path, result(Health.FINE, "https://a.test/"))
    before = (tmp_path / FILE).read_bytes()
    cache = LinkCache(tmp_path)
    cache.keep([result(Health.GONE, "https://b.test/")])

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    cache.save(START)
    assert cache.trouble == f"{tmp_path / FILE}: no space left on device"
    assert (tmp_path / FILE).read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [FILE], "half a file was left behind"
    monkeypatch.undo()
    cache.save(START)
    assert not cache.trouble
    assert LinkCache(tmp_path).recall("https://b.test/", START)


def test_a_folder_that_cannot_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = LinkCache(tmp_path / "file" / "cache")
    cache.keep([result(Health.FINE)])
    cache.save(START)
    assert "not a directory" in cache.trouble
    assert cache.recall(URL, START), "what is known is not lost with it"
