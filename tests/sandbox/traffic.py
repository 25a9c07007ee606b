"""A pytest plugin, `-p tests.sandbox.traffic`: writes what crossed every wire of a run to the file TRAFFIC."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from sandbox.wire import Exchange, Wire

SEEN: pytest.StashKey[Any] = pytest.StashKey()


def pytest_configure(config: pytest.Config) -> None:
    seen = config.stash[SEEN] = set()
    record = Wire.record

    def noting(wire: Wire, exchange: Exchange) -> None:
        if exchange.direction == "rest":
            # What Discord does not have or this place does not answer has no template of its own.
            path = exchange.template if exchange.status != 501 else exchange.path
            seen.add(("request", f"{exchange.method} {path}"))
        elif exchange.direction == "gateway-in":
            seen.add(("frame", exchange.method))
        elif exchange.method == "DISPATCH":
            seen.add(("event", exchange.template))
        record(wire, exchange)

    Wire.record = noting  # type: ignore[method-assign,assignment]


def pytest_unconfigure(config: pytest.Config) -> None:
    Path(os.environ["TRAFFIC"]).write_text(json.dumps(sorted(config.stash[SEEN])))
