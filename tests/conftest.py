"""In which order the suite runs."""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with long batteries first: one that begins when all others are done keeps everybody waiting."""
    long = {item.path for item in items if item.get_closest_marker("long")}
    items.sort(key=lambda item: item.path not in long)
