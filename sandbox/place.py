"""A running sandbox: everything there is to hold on to."""

from dataclasses import dataclass

from sandbox.acts import Acts
from sandbox.checks import Checks
from sandbox.clock import Clock
from sandbox.faults import Faults
from sandbox.files import Files
from sandbox.gateway import Gateway
from sandbox.ratelimits import RateLimits
from sandbox.wire import Wire
from sandbox.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """`url` is like http://127.0.0.1:8370, without a slash at its end."""

    url: str
    world: World
    clock: Clock
    acts: Acts
    gateway: Gateway
    checks: Checks
    faults: Faults
    rate_limits: RateLimits
    wire: Wire

    @property
    def files(self) -> Files:
        return self.world.files

    @property
    def token(self) -> str:
        return self.world.application.token
