"""A chart takes no longer than it may, and whoever asks meanwhile hardly notices. `bench/chart.py` has the figures."""

import json
import subprocess
import sys
from statistics import median
from typing import Any

from tests.support.specification import ROOT


def measured() -> dict[str, Any]:
    command = (sys.executable, "bench/chart.py", "--drawings", "10", "--json")
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=100)
    assert done.stdout, done.stderr
    run: dict[str, Any] = json.loads(done.stdout)
    return run


def test_a_new_chart_takes_a_fifth_of_a_second_and_the_loop_gets_its_turns() -> None:
    """By processor time, and the better of at most three runs: the machine does other things too."""
    for _ in range(3):
        run = measured()
        if median(run["lags"]) <= 20:
            break
    assert len(run["drawings"]) == len(run["processor"]) == 10
    assert median(run["processor"]) <= 200, run
    assert median(run["lags"]) <= 20, run
