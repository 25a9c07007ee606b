"""One visit to one page: what is asked, how often, and what is made of the answer."""

import asyncio
import errno
import socket
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

import aiohttp
from yarl import URL

from bot.links.addresses import Reach, literal
from bot.links.health import Health, LinkResult
from bot.links.manners import Clock, LeftAloneError, Manners, Pace
from bot.links.network import RefusedAddressError

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
_MEANT = frozenset({410, 429})  # other errors may be what a site answers to every HEAD
_NO_SUCH_NAME = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})
_CUT_OFF = frozenset({errno.ENETUNREACH, errno.ENETDOWN})


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    location: str | None = None
    retry_after: str | None = None

    @property
    def redirects(self) -> bool:
        return self.status in _REDIRECTS

    @property
    def certain(self) -> bool:
        """Whether another kind of request would hardly be answered otherwise."""
        return self.status < 400 or self.status in _MEANT


@dataclass(frozen=True, slots=True)
class _Failure:
    """Why there is no answer. Not `certain` where the site took the connection: it may answer another request."""

    health: Health
    detail: str = ""
    certain: bool = True


_SPARED = _Failure(Health.SPARED, "it asked to be left alone for a while")


class _Trail:
    """Where a link has led so far."""

    def __init__(self, start: URL) -> None:
        self._start = start
        self.here = start
        self._seen = {start}
        self._lasting = True  # every redirect so far was for good
        self._moved_to = start
        self._exposed = False

    def follow(self, answer: _Answer) -> _Failure | None:
        """Go where `answer` leads, or say why not."""
        try:
            target = self.here.join(URL(answer.location or "")).with_fragment(None)
        except ValueError:
            return _Failure(Health.FAILING, "it redirects to what is no address")
        if not answer.location:
            return _Failure(Health.FAILING, "it redirects without saying where")
        self._exposed |= (self.here.scheme, target.scheme) == ("https", "http")
        self._lasting &= answer.status in _FOR_GOOD
        if self._lasting and target.scheme == "https":
            self._moved_to = target
        circle = target in self._seen
        self._seen.add(target)
        self.here = target
        return _Failure(Health.CIRCLING, "it redirects in a circle") if circle else None

    def result(self, url: str, end: _Answer | _Failure, now: datetime, status: int | None) -> LinkResult:
        if isinstance(end, _Failure):
            return LinkResult(url, end.health, now, status, self._elsewhere(self.here), end.detail)
        health = _health_of(end.status)
        target = self.here
        if health is Health.FINE and self._exposed:
            health = Health.EXPOSED
        elif health is Health.FINE and self._moved_to != self._start:
            health, target = Health.MOVED, self._moved_to
        return LinkResult(url, health, now, end.status, self._elsewhere(target))

    def _elsewhere(self, target: URL) -> str | None:
        return None if target == self._start else str(target)


class Visitor:
    """Visits pages through `session`. Any number of visits may go on at a time; `pace` and `slots` hold them back."""

    def __init__(
        self,
        *,
        session: aiohttp.ClientSession,
        reach: Reach,
        manners: Manners,
        clock: Clock,
        pace: Pace,
        slots: asyncio.Semaphore,
    ) -> None:
        self._session = session
        self._reach = reach
        self._manners = manners
        self._clock = clock
        self._pace = pace
        self._slots = slots

    async def visit(self, url: str) -> LinkResult:
        """The health of `url`, a part of the page (`#…`) left aside. Nothing that a site can do is raised."""
        try:
            trail = _Trail(URL(url).with_fragment(None))
        except ValueError:
            return LinkResult(url, Health.BEYOND, self._clock.now(), detail="it is not an address")
        status = None
        for _ in range(self._manners.redirects + 1):
            answer = await self._ask(trail.here)
            if isinstance(answer, _Failure):
                return trail.result(url, answer, self._clock.now(), status)
            status = answer.status
            if not answer.redirects:
                return trail.result(url, answer, self._clock.now(), status)
            if failure := trail.follow(answer):
                return trail.result(url, failure, self._clock.now(), status)
        many = _Failure(Health.CIRCLING, f"it redirects more than {self._manners.redirects} times")
        return trail.result(url, many, self._clock.now(), status)

    async def _ask(self, page: URL) -> _Answer | _Failure:
        """HEAD, which costs a site least; GET where it does not take HEAD, or answers it with what may be untrue."""
        if failure := _out_of_reach(page, self._reach):
            return failure
        answer = await self._request("HEAD", page)
        if answer.certain:
            return answer
        second = await self._request("GET", page)
        return answer if second == _SPARED else second

    async def _request(self, method: str, page: URL) -> _Answer | _Failure:
        """One answer; two tries where the site asks for a pause that it can have."""
        host = host_of(page)
        answer: _Answer | _Failure
        for final in (False, True):
            try:
                async with self._pace.turn(host):
                    async with self._slots:
                        answer = await self._send(method, page)
                    pause = self._wanted_pause(answer)
                    if pause is None:
                        break
                    self._pace.hold(host, min(pause, self._manners.patience))
                    if final or pause > self._manners.patience:
                        self._pace.leave_alone(host)
                        break
            except LeftAloneError:
                return _SPARED
        return answer

    async def _send(self, method: str, page: URL) -> _Answer | _Failure:
        """The head of an answer; its body is left where it is."""
        headers = {"Range": "bytes=0-0"} if method == "GET" else {}
        try:
            async with self._session.request(method, page, headers=headers, allow_redirects=False) as response:
                return _Answer(response.status, response.headers.get("Location"), response.headers.get("Retry-After"))
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            return _failure(error)

    def _wanted_pause(self, answer: _Answer | _Failure) -> float | None:
        """Seconds for which the site wants not to be asked; infinite where it only says that it is asked too often."""
        if isinstance(answer, _Failure) or answer.status not in (429, 503):
            return None
        seconds = _seconds(answer.retry_after, self._clock.now())
        return float("inf") if seconds is None and answer.status == 429 else seconds


def host_of(page: URL) -> str:
    """The host as one word, however it is spelt."""
    return (page.raw_host or "").lower().rstrip(".")


def _out_of_reach(page: URL, reach: Reach) -> _Failure | None:
    """Why `page` is not even asked for. What its name leads to is looked at when it is connected to."""
    host = host_of(page)
    if page.scheme not in ("http", "https") or not host:
        return _Failure(Health.BEYOND, "it is no address of the web")
    if page.raw_user is not None or page.raw_password is not None:
        return _Failure(Health.BEYOND, "it carries a user name or a password")
    if page.port not in reach.ports:
        return _Failure(Health.BEYOND, f"it names port {page.port}")
    if literal(host) is not None and not reach.allows_text(host):
        return _Failure(Health.PRIVATE, host)
    return None


def _health_of(status: int) -> Health:
    if status in (404, 410):
        return Health.GONE
    if 500 <= status < 600:
        return Health.FAILING
    # 416: there is a page, but it has not even one byte.
    return Health.FINE if status < 400 or status == 416 else Health.GUARDED


def _seconds(retry_after: str | None, now: datetime) -> float | None:
    """A Retry-After header, a number of seconds or a date, as seconds from `now`; None where it is neither."""
    text = (retry_after or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        return max(0.0, (parsedate_to_datetime(text) - now).total_seconds())
    except (ValueError, TypeError, OverflowError):  # no date, or one without its zone
        return None


def _failure(error: Exception) -> _Failure:
    match error:
        case aiohttp.ClientSSLError():
            why = str(getattr(getattr(error, "certificate_error", None), "verify_message", "")).rstrip(".")
            found = _Failure(Health.UNTRUSTED, why or "no encrypted connection could be made")
        case aiohttp.ClientConnectorError():
            found = _unconnected(error)
        case aiohttp.ConnectionTimeoutError():
            found = _Failure(Health.SLOW)
        case TimeoutError():
            found = _Failure(Health.SLOW, certain=False)
        case aiohttp.InvalidURL():
            found = _Failure(Health.BEYOND, "it is no address of the web")
        case aiohttp.ClientResponseError():
            found = _Failure(Health.UNREACHABLE, "its answer is not HTTP, or too long", certain=False)
        case _:
            found = _Failure(Health.UNREACHABLE, "it breaks the connection off", certain=False)
    return found


def _unconnected(error: aiohttp.ClientConnectorError) -> _Failure:
    cause = error.os_error
    if isinstance(cause, RefusedAddressError):
        return _Failure(Health.PRIVATE, str(cause))
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        unknown = cause.errno in _NO_SUCH_NAME
        return _Failure(Health.NO_HOST) if unknown else _Failure(Health.UNASKED, "its name could not be looked up")
    if cause.errno in _CUT_OFF:
        return _Failure(Health.UNASKED, "there is no way to it from here")
    return _Failure(Health.UNREACHABLE, "it takes no connections")
