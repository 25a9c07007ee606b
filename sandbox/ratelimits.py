"""Discord's rate limits: a bucket per route and place, 50 requests a second for the bot, and the count of invalid ones.

Source: Discord's reference, "Rate Limits". Only headers are documented, values are not: those here are what bots see.
"""

import hashlib
import math
from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta

import orjson
from aiohttp import web

from sandbox.clock import Clock
from sandbox.wire import API, Handler, template_of

GLOBAL_PER_SECOND = 50
INVALID_LIMIT = 10_000
INVALID_WINDOW = timedelta(minutes=10)
VIA = "1.1 google"
"""discord.py takes a 429 without a `Via` header for a ban by Cloudflare, and gives up at once."""

_KEPT_BUCKETS = 4096


@dataclass(frozen=True, slots=True)
class Limit:
    """`count` requests in each window of `seconds`, which opens with the first of them."""

    count: int
    seconds: float


DEFAULT_LIMIT = Limit(50, 1.0)
LIMITS = {
    ("POST", "/channels/{channel_id}/messages"): Limit(5, 5.0),
    ("PATCH", "/channels/{channel_id}/messages/{message_id}"): Limit(5, 5.0),
    ("DELETE", "/channels/{channel_id}/messages/{message_id}"): Limit(5, 1.0),
    ("POST", "/channels/{channel_id}/messages/bulk-delete"): Limit(1, 1.0),
    ("PUT", "/channels/{channel_id}/messages/pins/{message_id}"): Limit(5, 4.0),
    ("DELETE", "/channels/{channel_id}/messages/pins/{message_id}"): Limit(5, 4.0),
    ("PATCH", "/channels/{channel_id}"): Limit(5, 15.0),
    ("PUT", "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me"): Limit(1, 0.25),
    ("POST", "/webhooks/{webhook_id}/{webhook_token}"): Limit(5, 2.0),
    ("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/@original"): Limit(5, 2.0),
    ("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"): Limit(5, 2.0),
}

# "Interaction endpoints are not bound to the bot's global rate limit"; their webhook carries no bot token either.
_OUTSIDE_GLOBAL = ("/interactions/", "/webhooks/")
_MAJOR = ("channel_id", "guild_id", "webhook_id", "webhook_token", "interaction_id")


def too_many_requests(
    retry_after: float, *, scope: str = "user", global_: bool = False, via: bool = True, code: int | None = None
) -> web.Response:
    """429 as documented: body and headers agree. `scope` is user, shared or global; without `via` it is a ban's."""
    body = {"message": "You are being rate limited.", "retry_after": round(retry_after, 3), "global": global_}
    if code is not None:
        body["code"] = code
    headers = {
        "Retry-After": str(math.ceil(retry_after)),
        "X-RateLimit-Reset-After": f"{retry_after:.3f}",
        "X-RateLimit-Scope": "global" if global_ else scope,
    }
    if global_:
        headers["X-RateLimit-Global"] = "true"
    if via:
        headers["Via"] = VIA
    return web.Response(status=429, body=orjson.dumps(body), content_type="application/json", headers=headers)


def banned(retry_after: float) -> web.Response:
    """What Cloudflare answers an address that went over the invalid-request limit: a page, and no `Via`."""
    page = "<html><title>Access denied</title><h1>Error 1015: You are being rate limited (cloudflare)</h1></html>"
    headers = {"Retry-After": str(math.ceil(retry_after))}
    return web.Response(status=429, text=page, content_type="text/html", headers=headers)


@dataclass(slots=True)
class _Bucket:
    name: str
    limit: Limit
    resets_at: datetime
    used: int = 0

    def headers(self, now: datetime) -> dict[str, str]:
        return {
            "X-RateLimit-Limit": str(self.limit.count),
            "X-RateLimit-Remaining": str(max(0, self.limit.count - self.used)),
            "X-RateLimit-Reset": f"{self.resets_at.timestamp():.3f}",
            "X-RateLimit-Reset-After": f"{self.left(now):.3f}",
            "X-RateLimit-Bucket": self.name,
        }

    def left(self, now: datetime) -> float:
        return max(0.0, (self.resets_at - now).total_seconds())


class RateLimits:
    """Adds `X-RateLimit-*` to every REST answer and, while `enforce` is on, answers 429 to what goes over.

    `enforce` may be switched at any time; headers are sent either way. `invalid_limit` is how many 401, 403 and 429
    (shared ones excepted) an address may draw in ten minutes before every answer is Cloudflare's.
    """

    def __init__(self, *, clock: Clock, enforce: bool = True) -> None:
        self._clock = clock
        self.enforce = enforce
        self.global_per_second = GLOBAL_PER_SECOND
        self.invalid_limit = INVALID_LIMIT
        self._limits = dict(LIMITS)
        self._buckets: dict[tuple[str, ...], _Bucket] = {}
        self._second: tuple[datetime, int] | None = None
        self._invalid: deque[datetime] = deque()

    def limit(self, method: str, template: str, *, count: int, seconds: float) -> None:
        """Sets the limit of one route, such as "POST" and "/channels/{channel_id}/messages"."""
        self._limits[method, template] = Limit(count, seconds)
        self._buckets = {key: kept for key, kept in self._buckets.items() if key[:2] != (method, template)}

    def clear(self) -> None:
        """Back to the usual limits, with every bucket full and no invalid request counted."""
        self._limits = dict(LIMITS)
        self.global_per_second = GLOBAL_PER_SECOND
        self.invalid_limit = INVALID_LIMIT
        self._buckets.clear()
        self._second = None
        self._invalid.clear()

    @property
    def invalid_requests(self) -> int:
        """How many of the last ten minutes' requests count as invalid."""
        horizon = self._clock.now() - INVALID_WINDOW
        while self._invalid and self._invalid[0] <= horizon:
            self._invalid.popleft()
        return len(self._invalid)

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Stands inside the wire's middleware and outside the fault script's."""
        if not request.path.startswith(API):
            return await handler(request)
        if self.enforce and self.invalid_requests >= self.invalid_limit:
            return banned((self._invalid[0] + INVALID_WINDOW - self._clock.now()).total_seconds())
        now = self._clock.now()
        template = template_of(request)
        refusal = self._over_global(template, now) if self.enforce else None
        bucket = self._bucket(request, template, now)
        if refusal is None and self.enforce and bucket.used >= bucket.limit.count:
            refusal = too_many_requests(bucket.left(now))
        if refusal is None:
            bucket.used += 1
        response = refusal or await handler(request)
        if not response.prepared:
            for name, value in bucket.headers(self._clock.now()).items():
                response.headers.setdefault(name, value)
        self._count_invalid(response)
        return response

    def _bucket(self, request: web.Request, template: str, now: datetime) -> _Bucket:
        places = (value for name in _MAJOR if (value := request.match_info.get(name)))
        return self._bucket_for((request.method, template, *places), now)

    def _bucket_for(self, key: tuple[str, ...], now: datetime) -> _Bucket:
        """The bucket of a method, a template and the ids that count apart; a new one when its window has passed."""
        bucket = self._buckets.get(key)
        if bucket is None or bucket.resets_at <= now:
            if len(self._buckets) >= _KEPT_BUCKETS:
                self._buckets = {key: kept for key, kept in self._buckets.items() if kept.resets_at > now}
            limit = self._limits.get((key[0], key[1]), DEFAULT_LIMIT)
            name = hashlib.blake2b(f"{key[0]} {key[1]}".encode(), digest_size=16).hexdigest()
            bucket = self._buckets[key] = _Bucket(name, limit, now + timedelta(seconds=limit.seconds))
        return bucket

    def _over_global(self, template: str, now: datetime) -> web.Response | None:
        if template.startswith(_OUTSIDE_GLOBAL):
            return None
        if self._second is None or self._second[0] <= now:
            self._second = (now + timedelta(seconds=1), 0)
        until, used = self._second
        if used >= self.global_per_second:
            return too_many_requests((until - now).total_seconds(), global_=True)
        self._second = (until, used + 1)
        return None

    def _count_invalid(self, response: web.StreamResponse) -> None:
        shared = response.headers.get("X-RateLimit-Scope") == "shared"
        if response.status in {401, 403} or (response.status == 429 and not shared):
            self._invalid.append(self._clock.now())
