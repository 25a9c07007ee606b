from pathlib import Path

import pytest

from bot.links.cache import LinkCache


@pytest.fixture
def cache(tmp_path: Path) -> LinkCache:
    """Nothing was visited before."""
    return LinkCache(tmp_path / "cache")
