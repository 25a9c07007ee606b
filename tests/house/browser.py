"""A rule for tests that need a browser. A pytest plugin: `-p tests.house.browser`."""

import os
import shutil

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def browser() -> str | None:
    """Path of a Chromium or Chrome of this machine, None where there is none."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Browser tests are left out, in one line of the summary, where no browser is found; in CI that is a failure."""
    if item.get_closest_marker("browser") and browser() is None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"CI=true, and none of {', '.join(BROWSERS)} is installed", pytrace=False)
        pytest.skip(f"no browser here ({', '.join(BROWSERS)}): browser tests are left out")
