"""Without a browser, browser tests say so in one line; in CI they fail."""

import os
import subprocess
import sys
from pathlib import Path

from tests.house.source import ROOT

TESTS = "import pytest\npytestmark = pytest.mark.browser\ndef test_a(): pass\ndef test_b(): pass\n"


def run_without_a_browser(folder: Path, *, ci: str) -> str:
    (folder / "test_page.py").write_text(TESTS, encoding="utf-8")
    pytest = [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), "-p", "tests.house.browser"]
    done = subprocess.run(
        [*pytest, folder / "test_page.py"],
        cwd=ROOT,
        env={**os.environ, "PATH": str(folder), "CI": ci},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def test_where_there_is_no_browser_one_line_says_so(tmp_path: Path) -> None:
    output = run_without_a_browser(tmp_path, ci="")
    assert "2 skipped" in output
    assert output.count("no browser here") == 1


def test_in_ci_a_missing_browser_is_a_failure(tmp_path: Path) -> None:
    output = run_without_a_browser(tmp_path, ci="true")
    assert "2 errors" in output
    assert "none of chromium, chromium-browser, google-chrome is installed" in output
