"""The list of what can be wrong, held against the code that says so."""

import re

import pytest

from bot.core.problems import Problem, ProblemKind
from tests.house.source import project_sources


def test_every_kind_is_said_somewhere_in_the_bot() -> None:
    said = {
        name
        for source in project_sources("bot")
        for name in re.findall(r"\bProblemKind\.([A-Z0-9_]+)\b", "\n".join(source.lines))
    }
    assert said == {kind.name for kind in ProblemKind}


@pytest.mark.parametrize("kind", ProblemKind)
def test_a_kind_has_the_name_it_has_in_code_and_one_line_of_meaning(kind: ProblemKind) -> None:
    assert kind.value == kind.name.lower().replace("_", "-")
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", kind.value)
    assert re.fullmatch(r"[^\n]{10,109}[^\n.]", kind.meaning)


@pytest.mark.parametrize("kind", ProblemKind)
def test_how_bad_it_is_follows_from_its_kind(kind: ProblemKind) -> None:
    assert Problem("a.yaml", 1, 1, "", kind, "this is wrong.").level == kind.level
    assert kind.level in ("error", "warning")
