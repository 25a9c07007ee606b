import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.long
def test_killed_before_any_deed_a_backup_and_a_restore_leave_the_old_files_whole_and_complete_when_rerun(
    tmp_path: Path,
) -> None:
    said = subprocess.run(
        [sys.executable, "-m", "tests.store.interruptions", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        timeout=110,
    )
    found = json.loads(said.stdout.splitlines()[-1])
    for each in found.values():
        assert each["rounds"] > 10
        assert each["wrong"] == {}
