"""The house rules, read back out of every Python file of the project."""

import pytest

from tests.house import habits
from tests.house.habits import Rule
from tests.house.source import Source, project_sources

OURS = ("bot", "cogs", "sandbox", "bench", "tests")
SHIPPED = ("bot", "cogs", "sandbox")
LONG_LIVED = ("bot.services", "bot.dpy", "bot.store", "bot.content", "cogs", "sandbox")

RULES: dict[Rule, tuple[str, ...]] = {
    habits.files_are_short: OURS,
    habits.functions_are_short: OURS,
    habits.nothing_is_declared_global: OURS,
    habits.imports_are_absolute: OURS,
    habits.broad_excepts_give_their_reason: OURS,
    habits.nothing_is_unfinished: OURS,
    habits.instants_know_their_zone: OURS,
    habits.modules_hold_nothing_that_changes: SHIPPED,
    habits.nothing_is_cached_for_ever: LONG_LIVED,
    habits.tests_wait_for_what_they_wait_for: ("tests",),
}

FILLER = "\n".join("    x = 1" for _ in range(habits.MAX_FUNCTION_LINES))

# One breach a line; the rule must name that line.
PLANTED: list[tuple[Rule, str]] = [
    (habits.files_are_short, "x = 1\n" * (habits.MAX_LINES + 1)),
    (habits.functions_are_short, f"async def f():\n{FILLER}"),
    (habits.nothing_is_declared_global, "def f():\n    global x"),
    (habits.imports_are_absolute, "from . import x"),
    (habits.broad_excepts_give_their_reason, "try: f()\nexcept: g()"),
    (habits.broad_excepts_give_their_reason, "try: f()\nexcept Exception: g()"),
    (habits.broad_excepts_give_their_reason, "try: f()\nexcept (ValueError, BaseException) as e: g()"),
    (habits.broad_excepts_give_their_reason, "try: f()\nexcept Exception: g()  # noqa: BLE001"),
    (habits.broad_excepts_give_their_reason, "with contextlib.suppress(Exception): f()"),
    (habits.nothing_is_unfinished, "x = 1  # TODO"),
    (habits.nothing_is_unfinished, '"""A placeholder."""'),
    (habits.nothing_is_unfinished, "def f():\n    raise NotImplementedError"),
    (habits.nothing_is_unfinished, "def f(): ..."),
    (habits.nothing_is_unfinished, "class A:\n    def f(self): pass"),
    (habits.instants_know_their_zone, "x = datetime.now()"),
    (habits.instants_know_their_zone, "x = datetime.datetime.utcnow()"),
    (habits.instants_know_their_zone, "x = date.today()"),
    (habits.modules_hold_nothing_that_changes, "seen = {}"),
    (habits.modules_hold_nothing_that_changes, "seen: dict[int, int] = {}"),
    (habits.modules_hold_nothing_that_changes, "seen = collections.defaultdict(list)"),
    (habits.modules_hold_nothing_that_changes, "lock = asyncio.Lock()"),
    (habits.modules_hold_nothing_that_changes, "NAMES = {1: 2}\ndef f():\n    NAMES[2] = 3"),
    (habits.modules_hold_nothing_that_changes, "NAMES = [1]\ndef f():\n    NAMES.append(3)"),
    (habits.nothing_is_cached_for_ever, "@functools.lru_cache(maxsize=9)\ndef f(): return 1"),
    (habits.tests_wait_for_what_they_wait_for, "time.sleep(1)"),
    (habits.tests_wait_for_what_they_wait_for, "async def f():\n    await asyncio.sleep(0.1)"),
]

FINE: list[tuple[Rule, str]] = [
    (habits.files_are_short, "x = 1\n" * habits.MAX_LINES),
    (
        habits.broad_excepts_give_their_reason,
        "try: f()\n# The boundary: whatever it is becomes a reply.\nexcept Exception: g()",
    ),
    (habits.broad_excepts_give_their_reason, "try: f()\nexcept Exception: g()  # noqa: BLE001  # the boundary"),
    (habits.broad_excepts_give_their_reason, "try: f()\nexcept ValueError: g()"),
    (habits.nothing_is_unfinished, "class P(Protocol):\n    def f(self) -> int: ..."),
    (habits.nothing_is_unfinished, "ui.Select(placeholder='Pick one')"),
    (habits.nothing_is_unfinished, "@overload\ndef f(): ..."),
    (habits.nothing_is_unfinished, "class A(B):\n    def f(self): 'What B does here is not wanted.'"),
    (habits.instants_know_their_zone, "x = datetime.now(UTC)"),
    (habits.modules_hold_nothing_that_changes, "NAMES = {1: 2}\ndef f():\n    NAMES = {}\n    NAMES[2] = 3"),
    (habits.modules_hold_nothing_that_changes, "NAMES = set('ab')\n__all__ = []"),
    (habits.tests_wait_for_what_they_wait_for, "async def f():\n    await asyncio.sleep(0)"),
    (habits.tests_wait_for_what_they_wait_for, "while not path.exists():\n    time.sleep(0.01)"),
]


@pytest.fixture(scope="module")
def sources() -> list[Source]:
    """All of ours, read and parsed once for all rules."""
    return project_sources(*OURS)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_rule_holds_everywhere(rule: Rule, sources: list[Source]) -> None:
    concerned = [source for source in sources if source.inside(*RULES[rule])]
    assert concerned, "nothing was read"
    breaches = [breach for source in concerned for breach in rule(source)]
    assert not breaches, "\n".join(breaches)


@pytest.mark.parametrize(("rule", "text"), PLANTED, ids=lambda each: getattr(each, "__name__", repr(each)[:30]))
def test_a_planted_breach_is_found(rule: Rule, text: str) -> None:
    breaches = list(rule(Source("bot/dpy/planted.py", text)))
    assert len(breaches) == 1
    assert breaches[0].startswith("bot/dpy/planted.py:")


@pytest.mark.parametrize(("rule", "text"), FINE, ids=lambda each: getattr(each, "__name__", repr(each)[:30]))
def test_what_a_rule_allows_is_left_alone(rule: Rule, text: str) -> None:
    assert not list(rule(Source("bot/dpy/fine.py", text)))


def test_every_rule_has_a_planted_breach() -> None:
    assert {rule for rule, _ in PLANTED} == set(RULES)
