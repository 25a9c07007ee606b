"""Whatever comes in, a check either takes it or refuses it as Discord would."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.checks import Checks
from sandbox.checks.rules import ROUTES
from sandbox.errors import DiscordError
from tests.sandbox.bad_bodies import BODIES
from tests.sandbox.test_checks import OPENAPI


def _keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for one in value.values() for key in _keys(one)}
    return {key for one in value for key in _keys(one)} if isinstance(value, list) else set()


KEYS = sorted({key for bad in BODIES for key in _keys(bad.body)})
LEAVES = st.none() | st.booleans() | st.integers(-2, 30) | st.floats(allow_nan=False) | st.text(max_size=5)
JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6),
    max_leaves=30,
)
CHECKS = [Checks(), *([Checks(openapi=OPENAPI)] if OPENAPI.exists() else [])]


def judge(checks: Checks, route: tuple[str, str], body: Any) -> None:
    try:
        assert isinstance(checks.body(*route, body), tuple)
    except DiscordError as error:
        assert error.status in {400, 403}
        assert error.code == 50035 or error.errors is None


@pytest.mark.parametrize("checks", CHECKS, ids=lambda checks: f"file {checks.tested_against_openapi}")
@settings(max_examples=300, deadline=None)
@given(route=st.sampled_from(ROUTES), body=JSON)
def test_any_json_is_taken_or_refused(checks: Checks, route: tuple[str, str], body: Any) -> None:
    judge(checks, route, body)


@pytest.mark.parametrize("checks", CHECKS, ids=lambda checks: f"file {checks.tested_against_openapi}")
@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_a_body_with_one_value_replaced_is_taken_or_refused(checks: Checks, data: st.DataObject) -> None:
    bad = data.draw(st.sampled_from(BODIES))
    judge(checks, bad.route, with_one_replaced(data, bad.body))


def with_one_replaced(data: st.DataObject, value: Any) -> Any:
    """A copy in which one value, anywhere, is some other JSON."""
    if not value or not isinstance(value, dict | list) or data.draw(st.booleans()):
        return data.draw(JSON)
    key = data.draw(st.sampled_from(list(value) if isinstance(value, dict) else range(len(value))))
    copy = value.copy()
    copy[key] = with_one_replaced(data, value[key])
    return copy
