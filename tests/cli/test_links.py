"""`check --links` as an editor, a script and a terminal see it."""

import asyncio
import contextlib
import json
import os
import pty
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest

from bot.cli.check import check
from bot.cli.links import Visited, _cache_folder, visit, visitor
from bot.content.links import Link
from bot.links.cache import LinkCache
from bot.links.checker import LinkChecker
from bot.links.health import Health, LinkResult
from tests.content.samples import TODAY, entry_with, folder_of
from tests.house.source import ROOT
from tests.links.site import (
    AGENT,
    QUICK,
    Answer,
    FakeClock,
    Names,
    Site,
    network,
    response,
    serving_meanwhile,
    trusting,
)
from tests.support.processes import environment

NOW = datetime(2031, 3, 5, 12, tzinfo=UTC)


def link(url: str = "https://a.example/x") -> Link:
    return Link(url, "sources.yaml", 2, 47, "sources.guide.url")


def sentences(*results: LinkResult) -> list[str]:
    """What an editor reads of links with these results."""
    visited = Visited([link(result.url) for result in results], {result.url: result for result in results})
    return [f"{problem.level}: {problem.message} {problem.hint}" for problem in visited._problems()]


SENTENCES = {
    Health.FINE: None,
    Health.GUARDED: None,
    Health.SPARED: None,
    Health.MOVED: 'warning: the page has moved for good. Write "https://a.example/new".',
    Health.EXPOSED: 'warning: the way to this page leads over one without https. Write "https://a.example/new".',
    Health.GONE: (
        'error: this leads to "https://a.example/new", and there is no such page (404). '
        "Find its new address, or take the link out."
    ),
    Health.NO_HOST: (
        'error: this leads to "https://a.example/new", and there is no site of that name. '
        "Check the spelling, or take the link out."
    ),
    Health.PRIVATE: (
        'error: this leads to "https://a.example/new", and only its own network can open the reason. '
        "Link to a public page."
    ),
    Health.BEYOND: (
        'warning: this leads to "https://a.example/new", and it was not visited, because the reason. '
        "Open it in a browser."
    ),
    Health.FAILING: (
        'warning: this leads to "https://a.example/new", and its site reports an error of its own (503). '
        "Open it in a browser, or check again tomorrow."
    ),
    Health.SLOW: (
        'warning: this leads to "https://a.example/new", and its site did not answer in time. '
        "Open it in a browser, or check again tomorrow."
    ),
    Health.UNREACHABLE: (
        'warning: this leads to "https://a.example/new", and its site cannot be reached: the reason. '
        "Open it in a browser, or check again tomorrow."
    ),
    Health.UNTRUSTED: (
        'warning: this leads to "https://a.example/new", and its site is not secure: the reason. '
        "Link elsewhere, if browsers warn of it too."
    ),
    Health.CIRCLING: (
        'warning: this leads to "https://a.example/new", and it cannot be followed: the reason. '
        "Link to the page where a browser ends up."
    ),
    Health.UNASKED: (
        'warning: this leads to "https://a.example/new", and it could not be visited: the reason. Check again later.'
    ),
}
STATUS = {Health.GONE: 404, Health.FAILING: 503}


@pytest.mark.parametrize("health", Health)
def test_each_kind_of_result_has_its_sentence_or_is_no_problem(health: Health) -> None:
    """Sure enough to fail a check are pages that are gone, names that are none and addresses inside a network."""
    detail = "" if health in STATUS else "the reason"
    result = LinkResult("https://a.example/x", health, NOW, STATUS.get(health), "https://a.example/new", detail)
    fine = LinkResult("https://b.example/", Health.FINE, NOW, 200)  # somebody answered
    said = SENTENCES[health]
    assert sentences(result, fine) == ([] if said is None else [said])
    assert health.dead is bool(said and said.startswith("error"))


def test_the_page_about_links_has_each_health_with_its_level() -> None:
    text = (ROOT / "docs" / "links.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z-]+)` \| .+ \| (\S+) \|$", text, re.MULTILINE)
    assert dict(rows) == {health.value: (SENTENCES[health] or "–").partition(":")[0] for health in Health}
    assert len(rows) == len(Health)


def test_where_a_link_leads_straight_to_its_end_nothing_is_said_of_the_way() -> None:
    gone = LinkResult("https://a.example/x", Health.GONE, NOW, 410)
    assert sentences(gone) == ["error: there is no such page (410). Find its new address, or take the link out."]


def test_a_page_that_moved_to_the_front_page_is_gone() -> None:
    moved = LinkResult("https://a.example/x", Health.MOVED, NOW, 200, "https://www.a.example/")
    home = LinkResult("https://b.example/", Health.MOVED, NOW, 200, "https://www.b.example/")
    assert sentences(moved, home) == [
        (
            "warning: the page is gone: its site leads to its front page instead. "
            'Find the page there, or write "https://www.a.example/".'
        ),
        'warning: the page has moved for good. Write "https://www.b.example/".',
    ]


def test_a_way_that_ends_without_https_asks_for_another_page() -> None:
    exposed = LinkResult("https://a.example/x", Health.EXPOSED, NOW, 200, "http://a.example/x")
    assert sentences(exposed) == [
        'warning: this leads to "http://a.example/x". Link to a page with https, or take the link out.'
    ]


def content(folder: Path, *urls: str) -> Path:
    """A content folder with these links in its sources."""
    sources = [f'  source-{number}: {{org: A, title: B, url: "{url}", year: 2025}}' for number, url in enumerate(urls)]
    named = ", ".join(f"source-{number}" for number in range(len(urls)))
    return folder_of(folder, entry_with(sources=f"[{named}]", level="verified"), "\n".join(["sources:", *sources, ""]))


class Web:
    """Sites of several names that are all `site`; a new one for each run, as the command line has it."""

    def __init__(self, site: Site, cache: Path) -> None:
        self._site = site
        self._cache = cache
        self._clock = FakeClock().clock

    def url(self, path: str, host: str = "a.example") -> str:
        return self._site.url(path, host=host, scheme="https")

    def visit(self, links: Sequence[Link]) -> Visited:
        names = Names({f"{letter}.example": ["127.0.0.1"] for letter in "abc"})
        there = network(self._site, names=names, tls=trusting())
        cache = LinkCache(self._cache)
        checker = LinkChecker(cache=cache, agent=AGENT, network=there, manners=QUICK, clock=self._clock)
        return visit(links, checker=checker, show=False)

    def check(self, folder: Path, *, as_json: bool = False, strict: bool = False, lock: bool = False) -> int:
        return check(folder, today=TODAY, measure=None, as_json=as_json, strict=strict, lock=lock, visit=self.visit)


@pytest.fixture
def web(tmp_path: Path) -> Iterator[Web]:
    answers = {
        "/page": response(200),
        "/old": response(301, Location="/page"),
        "/shut": response(403),
        "/busy": response(429),
    }
    with serving_meanwhile(Site(answers), tls=True) as site:
        yield Web(site, tmp_path / "cache")


def test_a_dead_link_fails_the_check_at_its_place(web: Web, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = content(tmp_path / "content", web.url("/page"), web.url("/none"), web.url("/old"), web.url("/shut"))
    assert web.check(folder) == 1
    assert capsys.readouterr().out.splitlines() == [
        (
            f"{folder}/sources.yaml:3:37 sources.source-1.url: there is no such page (404). "
            "Find its new address, or take the link out."
        ),
        (
            f"{folder}/sources.yaml:4:37 sources.source-2.url: the page has moved for good. "
            f'Write "{web.url("/page")}". (warning)'
        ),
        "1 entry, 4 sources, 1 error, 1 warning",
        "4 links: 1 fine, 1 moved, 1 gone, 1 guarded",
        "Not checked, because these sites turn programs away: a.example.",
    ]


def test_sites_that_turn_programs_away_fail_nothing(
    web: Web, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    urls = [web.url("/page"), web.url("/shut", "b.example"), web.url("/busy"), web.url("/page#again"), web.url("/late")]
    assert web.check(content(tmp_path / "content", *urls)) == 0
    assert capsys.readouterr().out.splitlines() == [
        "1 entry, 5 sources, 0 problems",
        "5 links: 2 fine, 2 guarded, 1 spared",
        "Not checked, because these sites turn programs away: a.example, b.example.",
        "Not checked, because these sites want to be left alone for a while: a.example.",
    ]


def test_a_page_that_moved_fails_a_strict_check_alone(web: Web, tmp_path: Path) -> None:
    folder = content(tmp_path / "content", web.url("/old"), web.url("/shut"))
    assert web.check(folder) == 0
    assert web.check(folder, strict=True) == 1
    assert web.check(content(tmp_path / "other", web.url("/shut")), strict=True) == 0


def test_a_dead_link_is_no_reason_against_locking_ids(
    web: Web, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = content(tmp_path / "content", web.url("/none"))
    assert web.check(folder, lock=True) == 1
    assert "ids.lock holds 1 id, 1 of them new." in capsys.readouterr().out
    assert "entry fellowship-length" in (folder / "ids.lock").read_text()


def test_a_second_run_says_the_same_from_memory(web: Web, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = content(tmp_path / "content", web.url("/page"), web.url("/none"))
    assert web.check(folder) == 1
    first = capsys.readouterr().out.splitlines()
    web._site.requests.clear()
    assert web.check(folder) == 1
    assert capsys.readouterr().out.splitlines() == [*first[:-1], f"{first[-1]}; 2 known from earlier visits"]
    assert not web._site.requests


def test_links_of_broken_content_are_visited_too(web: Web, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = content(tmp_path / "content", web.url("/none"))
    (folder / "faq" / "b.yaml").write_text("entries: 3\n")
    assert web.check(folder) == 1
    assert capsys.readouterr().out.splitlines()[-2] == "1 entry, 1 source, 2 errors"


def test_a_program_gets_every_link_with_its_health(
    web: Web, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = content(tmp_path / "content", web.url("/page"), web.url("/none"))
    assert web.check(folder, as_json=True) == 1
    found = json.loads(capsys.readouterr().out)
    assert (found["counts"]["errors"], found["counts"]["warnings"]) == (1, 0)
    assert [(problem["kind"], problem["level"]) for problem in found["problems"]] == [("dead-link", "error")]
    assert [problem["path"] for problem in found["problems"]] == ["sources.source-1.url"]
    assert found["links"][0] == {
        "url": web.url("/page"),
        "file": "sources.yaml",
        "line": 2,
        "column": 37,
        "path": "sources.source-0.url",
        "health": "fine",
        "visited": "2031-03-05T12:00:00+00:00",
        "status": 200,
        "leads_to": None,
        "detail": "",
        "remembered": False,
    }
    assert found["links"][1]["health"] == "gone"


def test_without_a_network_the_check_is_to_be_tried_again(
    web: Web, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = content(tmp_path / "content", "https://d.example/", "https://e.example/", "https://d.example:22/")
    there = network(web._site, Site(port=443), names=Names({}))
    checker = LinkChecker(cache=LinkCache(tmp_path), agent=AGENT, network=there, manners=QUICK, clock=FakeClock().clock)

    def visits(links: Sequence[Link]) -> Visited:
        return visit(links, checker=checker, show=False)

    assert check(folder, today=TODAY, measure=None, as_json=False, visit=visits) == 75
    assert capsys.readouterr().out.splitlines() == [
        (
            f"{folder}/sources.yaml:4:37 sources.source-2.url: it was not visited, because it names port 22. "
            "Open it in a browser. (warning)"
        ),
        "1 entry, 3 sources, 1 warning",
        "3 links: 2 no host, 1 beyond",
        "No site answered at all. Is this machine online? Nothing is held against the links.",
    ]


@pytest.mark.parametrize("value", ["true", "1", "yes", "anything"])
def test_ci_asks_nobody_whatever_it_says(value: str, tmp_path: Path) -> None:
    with pytest.raises(click.UsageError, match="CI does not do"):
        visitor({"CI": value, "HOME": str(tmp_path)}, cache_folder=None, show=False)


@pytest.mark.parametrize("value", ["", "0", "false", "False", "no"])
def test_a_machine_that_says_it_is_not_ci_is_believed(value: str, tmp_path: Path) -> None:
    visits = visitor({"CI": value, "HOME": str(tmp_path)}, cache_folder=None, show=False)
    assert visits([]) == Visited([], {})


@pytest.mark.parametrize(
    ("environ", "where"),
    [
        ({"HOME": "/h"}, "/h/.cache/preceptor"),
        ({"HOME": "/h", "XDG_CACHE_HOME": "/x"}, "/x/preceptor"),
        ({"HOME": "/h", "XDG_CACHE_HOME": "x"}, "/h/.cache/preceptor"),
        ({"XDG_CACHE_HOME": "/x"}, "/x/preceptor"),
    ],
)
def test_visits_are_remembered_where_caches_belong(environ: dict[str, str], where: str) -> None:
    assert _cache_folder(environ) == Path(where)


@pytest.mark.parametrize("environ", [{}, {"HOME": ""}, {"XDG_CACHE_HOME": "x"}])
def test_without_a_home_a_folder_has_to_be_named(environ: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(click.UsageError, match="--link-cache"):
        visitor(environ, cache_folder=None, show=False)
    assert visitor(environ, cache_folder=tmp_path, show=False)([]) == Visited([], {})


def outside_ci(**more: str) -> dict[str, str]:
    return {name: value for name, value in environment(**more).items() if name != "CI"}


def typed(*arguments: object, env: Mapping[str, str]) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "bot", *map(str, arguments)]
    return subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def inside(tmp_path: Path) -> Path:
    """Content with a link that is refused before anybody is asked, so that nothing leaves this machine."""
    return content(tmp_path / "content", "https://10.0.0.1/page")


def test_the_command_visits_and_remembers(inside: Path, tmp_path: Path) -> None:
    done = typed("check", inside, "--links", "--link-cache", tmp_path / "mine", env=outside_ci())
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.splitlines() == [
        (
            f"{inside}/sources.yaml:2:37 sources.source-0.url: only its own network can open 10.0.0.1. "
            "Link to a public page."
        ),
        "1 entry, 1 source, 1 error",
        "1 link: 1 private",
    ]
    again = typed("check", inside, "--links", "--link-cache", tmp_path / "mine", env=outside_ci())
    assert again.stdout.splitlines()[-1] == "1 link: 1 private; 1 known from earlier visits"


def test_a_cache_that_cannot_be_written_is_said_and_stops_nobody(inside: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = typed("check", inside, "--links", "--link-cache", tmp_path / "file" / "cache", env=outside_ci())
    assert done.stdout.splitlines()[-1] == "1 link: 1 private"
    assert done.stderr.startswith("The results could not be kept: ")


def test_the_command_refuses_in_ci_and_without_links_it_does_not_care(inside: Path, tmp_path: Path) -> None:
    refused = typed("check", inside, "--links", env=environment(CI="true", HOME=str(tmp_path)))
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "CI does not do" in refused.stderr
    assert typed("check", inside, env=environment(CI="true")).returncode == 0
    assert not (tmp_path / ".cache").exists()


def test_a_check_without_links_loads_nothing_that_could_ask(inside: Path) -> None:
    code = (
        "import sys\nfrom bot.__main__ import main\n"
        "try: main(['check', sys.argv[1]])\nexcept SystemExit: pass\n"
        "print({'aiohttp', 'bot.links.network', 'rich.progress'} & set(sys.modules))"
    )
    command = [sys.executable, "-c", code, str(inside)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.splitlines()[-1] == "set()"


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_a_terminal_sees_a_bar_and_a_program_none(more: tuple[str, ...], inside: Path, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    env = outside_ci(TERM="xterm", COLUMNS="100")
    command = [sys.executable, "-m", "bot", "check", str(inside), "--links", "--link-cache", str(tmp_path / "c"), *more]
    running = subprocess.Popen(command, env=env, cwd=ROOT, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # Linux says EIO when the other side has been closed
        while part := os.read(ours, 65536):
            shown += part
    os.close(ours)
    assert running.wait(timeout=60) == 1
    assert (b"Visiting links" in shown) is (not more)


STOPPED = """
import sys
from datetime import date
from pathlib import Path
from bot.cli.check import check
from bot.cli.links import visit
from bot.links.cache import LinkCache
from bot.links.checker import LinkChecker
from bot.links.manners import Manners
from tests.links.site import Names, Site, network, trusting

folder, port, cache = Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
names = Names({"a.example": ["127.0.0.1"]})
there = network(Site(port=port), names=names, tls=trusting())
checker = LinkChecker(cache=LinkCache(cache), agent="x", network=there, manners=Manners(gap=0))
visits = lambda links: visit(links, checker=checker, show=False)
sys.exit(check(folder, today=date(2026, 11, 24), measure=None, as_json=False, visit=visits))
"""


@pytest.mark.parametrize(("known", "code"), [("/page", 0), ("/gone", 1)])
def test_ctrl_c_ends_it_with_what_is_known(known: str, code: int, tmp_path: Path) -> None:
    asked = threading.Event()

    async def never(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.set()
        await reader.read()

    answers: dict[str, Answer] = {"/page": response(200), "/gone": response(410), "/never": never}
    with serving_meanwhile(Site(answers), tls=True) as site:
        urls = [site.url(path, "a.example", "https") for path in (known, "/never")]  # one after the other
        folder = content(tmp_path / "content", *urls)
        command = [sys.executable, "-c", STOPPED, str(folder), str(site.port), str(tmp_path / "cache")]
        running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert asked.wait(30)
        running.send_signal(signal.SIGINT)
        out, error = running.communicate(timeout=30)
    assert (running.returncode, error) == (code, "")
    assert out.splitlines()[-2:] == [
        f"2 links: 1 {'gone' if code else 'fine'}",
        "Stopped before 1 link could be visited. The same command goes on from here.",
    ]
    kept = json.loads((tmp_path / "cache" / "links.json").read_text())["links"]
    assert list(kept) == urls[:1]
