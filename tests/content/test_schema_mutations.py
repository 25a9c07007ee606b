"""Good content with anything done to one of its values: schema and loader must still agree on it."""

import copy
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.content.files import read
from bot.content.nodes import parse
from bot.content.places import Notes
from bot.core.problems import ProblemKind
from tests.content.cases import BASE
from tests.content.test_schema import BEYOND, kinds_in, schema_takes, values_in

GOOD: dict[str, Any] = dict(values_in(BASE))

# Characters of this Python's Unicode: newer ones may be letters for one side and nothing for the other.
CHARACTERS = st.characters(exclude_categories=("Cs", "Cn", "Co"))
TEXTS = st.one_of(
    st.text(CHARACTERS, max_size=30),
    st.text(st.sampled_from(" \t\n\r\u00a0\u2003\u3000.?!aé1½_"), max_size=6),
    st.builds(lambda text, size: text * size, st.sampled_from(["a", "é", "😀", "ab "]), st.integers(0, 3_200)),
)
IDS = st.one_of(
    st.from_regex(r"[a-zA-Z0-9_-]{0,42}", fullmatch=True), st.sampled_from(["guide", "steps", "a\n", "aa "])
)
DAYS = st.one_of(
    st.dates().map(str),
    st.from_regex(r"[0-9]{4}-(0[0-9]|1[0-3])-([0-2][0-9]|3[0-2])", fullmatch=True),
    st.sampled_from(["1900-02-29", "2000-02-29", "2023-02-29", "2026-11-24T00:00", " 2026-11-24", "0000-01-01"]),
)
ADDRESSES = st.builds(
    "".join,
    st.lists(
        st.sampled_from(["https://", "http://", "a", ".", "/", "?", "#", "@", "<", '"', " ", "ü", ":8"]), max_size=8
    ),
)
WORDS = st.sampled_from(["seed", "verified", "student", "free", "society", "page-seen", "unverified", "Seed", "none"])
NUMBERS = st.one_of(st.integers(-(10**17), 10**17), st.sampled_from([1799, 1800, 2200, 2201]), st.just(0.5))
SCALARS = st.one_of(st.none(), st.booleans(), NUMBERS, TEXTS, IDS, DAYS, ADDRESSES, WORDS)
VALUES = st.one_of(
    SCALARS,
    st.lists(st.one_of(SCALARS, IDS), max_size=25),
    st.lists(IDS, max_size=25),
    st.dictionaries(IDS, SCALARS, max_size=3),
)


def paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to each value inside `value`, and to itself."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, child in inner for found in paths(child, (*path, key)))]


@st.composite
def mutants(draw: st.DrawFn) -> tuple[str, Any]:
    """A file of the good folder with one or two of its values replaced, left out, doubled, or joined by a new key."""
    file = draw(st.sampled_from(sorted(GOOD)))
    value = copy.deepcopy(GOOD[file])
    for _ in range(draw(st.integers(1, 2))):
        path = draw(st.sampled_from(paths(value)))
        holder, here = value, value
        for step in path:
            holder, here = here, here[step]
        match draw(st.sampled_from(["replace", "leave out", "double", "add"])):
            case "replace" if path:
                holder[path[-1]] = draw(VALUES)
            case "replace":
                value = draw(VALUES)
            case "leave out" if path:
                del holder[path[-1]]
            case "double" if isinstance(here, list) and here:
                here.append(copy.deepcopy(draw(st.sampled_from(here))))
            case "add" if isinstance(here, dict):
                here[draw(st.one_of(st.sampled_from(["retired", "url_level", "look_for", "note"]), IDS))] = draw(VALUES)
    return file, value


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutants())
def test_schema_and_loader_give_the_same_verdict_on_anything(mutant: tuple[str, Any]) -> None:
    file, value = mutant
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent)
        for name, good in GOOD.items():
            (folder / name).parent.mkdir(exist_ok=True)
            text = json.dumps(value if name == file else good, ensure_ascii=False)  # JSON is YAML
            (folder / name).write_text(text, encoding="utf-8")
        read_back = dict(values_in(folder))
        if file not in read_back:
            assert_unreadable(folder, file)
            return
        assert read_back[file] == value
        said = kinds_in(folder).get(file, set())
        assert schema_takes(file, value) is (said <= BEYOND), (file, said)


def assert_unreadable(folder: Path, file: str) -> None:
    """Not left out by accident: there is a problem before any value of it."""
    texts = {one.name: one.text for one in read(folder).files}
    notes = Notes(file)
    assert file not in texts or parse(texts[file], notes) is None or notes.failed


def test_a_whole_number_with_a_point_is_the_one_thing_that_a_schema_lets_pass(tmp_path: Path) -> None:
    """JSON has one kind of number; the loader asks for digits alone."""
    folder = shutil.copytree(BASE, tmp_path / "content")
    text = (folder / "sources.yaml").read_text(encoding="utf-8")
    (folder / "sources.yaml").write_text(text.replace("year: 2025", "year: 2025.0"), encoding="utf-8")
    assert schema_takes("sources.yaml", dict(values_in(folder))["sources.yaml"])
    assert kinds_in(folder)["sources.yaml"] == {ProblemKind.WRONG_TYPE}
