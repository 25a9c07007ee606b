"""Redirects are followed by hand: a few, each looked at like the first address."""

import pytest

from bot.links.cache import LinkCache
from bot.links.health import Health, LinkResult
from tests.links.site import Names, Site, network, response, serving, trusting, visited


async def one(url: str, site: Site, cache: LinkCache) -> LinkResult:
    return (await visited([url], network=network(site), cache=cache))[url]


@pytest.mark.parametrize("status", [301, 308])
async def test_a_page_that_moved_for_good_comes_with_its_new_address(status: int, cache: LinkCache) -> None:
    async with serving(Site(), tls=True) as site:
        site.answers = {"/old": response(status, Location="/new?a=b"), "/new?a=b": response(200)}
        there = network(site, tls=trusting())
        old, part = site.url("/old", scheme="https"), site.url("/old#part", scheme="https")
        results = await visited([old, part], network=there, cache=cache)
        assert results[old].health is Health.MOVED
        assert results[old].leads_to == site.url("/new?a=b", scheme="https")
        assert results[part].leads_to == site.url("/new?a=b#part", scheme="https")
    assert site.asked == ["HEAD /old", "HEAD /new?a=b"]


@pytest.mark.parametrize("status", [302, 303, 307])
async def test_a_page_that_is_elsewhere_today_is_fine(status: int, cache: LinkCache) -> None:
    """Every DOI redirects like this, and is the address to write."""
    async with serving(Site({"/doi": response(status, Location="/page"), "/page": response(200)})) as site:
        result = await one(site.url("/doi"), site, cache)
    assert (result.health, result.leads_to) == (Health.FINE, site.url("/page"))


async def test_only_what_leads_there_for_good_is_worth_writing(cache: LinkCache) -> None:
    async with serving(Site(), tls=True) as site:
        site.answers = {
            "/old": response(301, Location="/lasting"),
            "/lasting": response(302, Location="/today"),
            "/today": response(308, Location="/end"),
            "/end": response(200),
        }
        url = site.url("/old", scheme="https")
        result = (await visited([url], network=network(site, tls=trusting()), cache=cache))[url]
    assert (result.health, result.leads_to) == (Health.MOVED, site.url("/lasting", scheme="https"))


async def test_three_redirects_are_followed_and_no_more(cache: LinkCache) -> None:
    answers = {f"/{number}": response(302, Location=f"/{number + 1}") for number in range(5)}
    async with serving(Site({**answers, "/4": response(200)})) as site:
        few, many = await one(site.url("/1"), site, cache), await one(site.url("/0"), site, cache)
    assert few.health is Health.FINE
    assert (many.health, many.detail) == (Health.CIRCLING, "it redirects more than 3 times")
    assert len(site.requests) == 8


@pytest.mark.parametrize("path", ["/a", "/self", "/part"])
async def test_a_circle_is_left_at_once(path: str, cache: LinkCache) -> None:
    answers = {
        "/a": response(301, Location="/b"),
        "/b": response(302, Location="/a"),
        "/self": response(302, Location="self", Set_Cookie="seen=yes"),
        "/part": response(302, Location="#part"),
    }
    async with serving(Site(answers)) as site:
        result = await one(site.url(path), site, cache)
    assert (result.health, result.detail) == (Health.CIRCLING, "it redirects in a circle")
    assert len(site.requests) == (2 if path == "/a" else 1)


async def test_where_a_redirect_ends_is_what_counts(cache: LinkCache) -> None:
    async with serving(Site({"/old": response(301, Location="/gone"), "/gone": response(410)})) as site:
        result = await one(site.url("/old"), site, cache)
    assert (result.health, result.status, result.leads_to) == (Health.GONE, 410, site.url("/gone"))


@pytest.mark.parametrize(
    ("location", "health", "detail"),
    [
        (None, Health.FAILING, "it redirects without saying where"),
        ("", Health.FAILING, "it redirects without saying where"),
        ("http://[::1", Health.FAILING, "it redirects to what is no address"),
        ("http://site.test:99999/", Health.FAILING, "it redirects to what is no address"),
        ("app://open", Health.BEYOND, "it is no address of the web"),
        ("file:///etc/passwd", Health.BEYOND, "it is no address of the web"),
        ("//site.test:22/", Health.BEYOND, "it names port 22"),
        ("//me:secret@site.test/", Health.BEYOND, "it carries a user name or a password"),
        ("//10.0.0.1:{port}/", Health.PRIVATE, "10.0.0.1"),
        ("//169.254.169.254:{port}/latest/meta-data/", Health.PRIVATE, "169.254.169.254"),
        ("//[::ffff:127.0.0.1]:{port}/", Health.PRIVATE, "::ffff:7f00:1"),
        ("//inside.test:{port}/", Health.PRIVATE, "192.168.0.1"),
        ("//nowhere.test:{port}/", Health.NO_HOST, ""),
        ("http://xn--zzzzzzzzzz-.test:{port}/", Health.NO_HOST, ""),
    ],
)
async def test_each_redirect_is_looked_at_like_the_first_address(
    location: str | None, health: Health, detail: str, cache: LinkCache
) -> None:
    names = Names({"site.test": ["127.0.0.1"], "inside.test": ["192.168.0.1"]})
    async with serving(Site()) as site:
        headers = {} if location is None else {"Location": location.format(port=site.port)}
        site.answers = {"/": response(302, **headers)}
        result = (await visited([site.url("/")], network=network(site, names=names), cache=cache))[site.url("/")]
    assert (result.health, result.detail) == (health, detail)
    assert site.asked == ["HEAD /"]


async def test_a_way_from_https_to_http_is_said_and_one_to_https_is_welcome(cache: LinkCache) -> None:
    async with serving(Site()) as bare, serving(Site(), tls=True) as safe:
        bare.answers = {
            "/page": response(200),
            "/up": response(301, Location=safe.url("/page", scheme="https")),
        }
        safe.answers = {
            "/page": response(200),
            "/down": response(301, Location=bare.url("/page")),
            "/detour": response(301, Location=bare.url("/up")),
        }
        up = bare.url("/up")
        down, detour, page = (safe.url(path, scheme="https") for path in ("/down", "/detour", "/page"))
        there = network(bare, safe, tls=trusting())
        results = await visited([up, down, detour], network=there, cache=cache)
    assert {url: (result.health, result.leads_to) for url, result in results.items()} == {
        up: (Health.MOVED, page),
        down: (Health.EXPOSED, bare.url("/page")),
        detour: (Health.EXPOSED, page),
    }


async def test_nobody_is_told_to_write_an_address_without_https(cache: LinkCache) -> None:
    async with serving(Site({"/old": response(301, Location="/new"), "/new": response(200)})) as site:
        result = await one(site.url("/old"), site, cache)
    assert result.health is Health.FINE
