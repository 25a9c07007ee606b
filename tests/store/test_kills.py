import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def killed(url: str, rounds: int) -> dict[str, int]:
    said = subprocess.run(
        [sys.executable, "-m", "tests.store.kills", url, str(rounds), "20310305"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        timeout=100,
    )
    found: dict[str, int] = json.loads(said.stdout.splitlines()[-1])
    return found


@pytest.mark.parametrize("rounds", [25, pytest.param(200, marks=pytest.mark.long)])
def test_killed_at_any_moment_no_acknowledged_ask_is_lost_and_none_counts_twice(url: str, rounds: int) -> None:
    found = killed(url, rounds)
    assert found["acknowledged"] >= rounds
    assert (found["lost"], found["counted wrongly"], found["damaged"]) == (0, 0, 0)
