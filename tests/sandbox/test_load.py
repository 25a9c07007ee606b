"""At full speed nothing is lost, and the sandbox forgets as fast as it learns."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.long
def test_a_thousand_interactions_through_one_bot_lose_none_and_leave_no_trace() -> None:
    command = (sys.executable, "bench/sandbox_load.py", "--runs", "1", "--count", "1000", "--messages", "300", "--json")
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=100)
    [run] = json.loads(done.stdout)
    assert (run["interactions"], run["lost"]) == (1000, 0)
    assert run["after"] - run["before"] < 4, run
    assert done.returncode == 0, done.stderr
