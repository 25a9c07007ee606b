"""The JSON Schemas that editors check with, held against the loader."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from bot.content.files import read
from bot.content.kinds import FOLDERS
from bot.content.loader import load
from bot.content.nodes import parse
from bot.content.places import Notes
from bot.content.schema import HIDDEN, files_of, schemas
from bot.core.problems import ProblemKind
from bot.render.faq import excesses
from tests.content.cases import Case, cases
from tests.content.samples import TODAY

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "content"
VALIDATORS = {name: jsonschema_rs.Draft202012Validator(schema) for name, schema in schemas().items()}

# Told of the folder, of a file that is no YAML, or of a page that was visited: no schema is asked.
ELSEWHERE = {
    ProblemKind.DEAD_LINK,
    ProblemKind.MOVED_LINK,
    ProblemKind.DOUBTFUL_LINK,
    ProblemKind.NO_CONTENT_FOLDER,
    ProblemKind.UNUSED_FILE,
    ProblemKind.MISSING_FILE,
    ProblemKind.NO_ENTRIES,
    ProblemKind.VANISHED_ID,
    ProblemKind.BROKEN_LOCK,
    ProblemKind.NOT_JSON,
    ProblemKind.UNLABELLED_QUERY,
}
# Told of a file before there is a value of it that could be checked.
BEFORE = {
    ProblemKind.NOT_A_FILE,
    ProblemKind.UNREADABLE_FILE,
    ProblemKind.EMPTY_FILE,
    ProblemKind.FILE_TOO_LARGE,
    ProblemKind.FOLDER_TOO_LARGE,
    ProblemKind.TOO_MANY_FILES,
    ProblemKind.NOT_UTF8,
    ProblemKind.INVISIBLE_CHARACTER,
    ProblemKind.YAML_SYNTAX,
    ProblemKind.YAML_MARKUP,
    ProblemKind.SECOND_DOCUMENT,
    ProblemKind.TOO_DEEP,
    ProblemKind.TOO_MANY_VALUES,
    ProblemKind.KEY_NOT_TEXT,
    ProblemKind.DUPLICATE_KEY,
    ProblemKind.LONG_NUMBER,
    ProblemKind.MORE_ERRORS,
}
# Told of values that are fine each by itself: they take other values, the day of today, or more than a pattern.
BEYOND = {
    ProblemKind.TEXT_IN_COMMENT,
    ProblemKind.DUPLICATE_ID,
    ProblemKind.UNKNOWN_ID,
    ProblemKind.RENAMED_ID,
    ProblemKind.RETIRED_ID,
    ProblemKind.ALREADY_LISTED,
    ProblemKind.RELATED_TO_ITSELF,
    ProblemKind.FORMER_ID_IN_USE,
    ProblemKind.FORMER_ID_OF_TWO,
    ProblemKind.CIRCULAR_SUCCESSION,
    ProblemKind.DUPLICATE_WORDS,
    ProblemKind.DUPLICATE_TITLE,
    ProblemKind.FUTURE_DATE,
    ProblemKind.STALE_CHECK,
    ProblemKind.CONTRADICTED_LEVEL,
    ProblemKind.UNUSED_SOURCE,
    ProblemKind.YEAR_IN_TITLE,
    ProblemKind.REVERSED_RANGE,
    ProblemKind.CONTRADICTION,
    ProblemKind.UNCLEAR_DAY,
    ProblemKind.UNHOOKED_RULE,
    ProblemKind.UNEXPLAINED,
    ProblemKind.NO_LENGTH,
    ProblemKind.REPEATED_STAGE,
    ProblemKind.INCOMPLETE_EFFECT,
    ProblemKind.UNPLACED_STAGE,
    ProblemKind.WRONG_TOTAL,
    ProblemKind.SECOND_DEFAULT,
    ProblemKind.UNKNOWN_COUNTRY,
    ProblemKind.RECHECK_DUE,
    ProblemKind.MENTION,
    ProblemKind.UNSAFE_LINK,
    ProblemKind.OPEN_CODE,
    ProblemKind.LONE_MARK,
    ProblemKind.WRONG_HEADING,
    ProblemKind.TORN_LINK,
    ProblemKind.CARD_TOO_LARGE,
    ProblemKind.MORE_WARNINGS,
}
# Everything else a schema says too.
EXPRESSED = set(ProblemKind) - ELSEWHERE - BEFORE - BEYOND


def values_in(folder: Path) -> Iterator[tuple[str, Any]]:
    """Each file for which there is a schema, and the value of it, where it could be read to its end."""
    for file in read(folder).files:
        notes = Notes(file.name)
        root = parse(file.text, notes) if file.name.endswith(".yaml") else None
        if root is not None and not notes.failed:
            yield file.name, root.value


def schema_takes(file: str, value: Any) -> bool:
    return VALIDATORS[file.partition("/")[0].removesuffix(".yaml")].is_valid(value)


def kinds_in(folder: Path) -> dict[str, set[ProblemKind]]:
    """What the loader says of each file."""
    kinds: dict[str, set[ProblemKind]] = {}
    for problem in load(folder, today=TODAY, measure=excesses).report.problems:
        kinds.setdefault(problem.file, set()).add(problem.kind)
    return kinds


@pytest.mark.parametrize("case", [c for c in cases() if c.kind not in ELSEWHERE | BEFORE], ids=str)
def test_schema_and_loader_give_the_same_verdict_on_the_corpus(case: Case, tmp_path: Path) -> None:
    case.write(tmp_path / "content")
    said = kinds_in(tmp_path / "content")
    for file, value in values_in(tmp_path / "content"):
        assert schema_takes(file, value) is (said.get(file, set()) <= BEYOND), (file, said)


@pytest.fixture(scope="module")
def said_alone(tmp_path_factory: pytest.TempPathFactory) -> dict[ProblemKind, list[bool]]:
    """For each kind that is the only one said of some file of the corpus (beyond those BEYOND): does the schema take
    such a file?"""
    found: dict[ProblemKind, list[bool]] = {}
    for case in cases():
        if case.kind in ELSEWHERE | BEFORE | {"good"}:
            continue
        folder = tmp_path_factory.mktemp("alone") / "content"
        case.write(folder)
        said = kinds_in(folder)
        for file, value in values_in(folder):
            kinds = said.get(file, set())
            for kind in kinds:
                if kinds - BEYOND <= {kind}:
                    found.setdefault(kind, []).append(schema_takes(file, value))
    return found


@pytest.mark.parametrize("kind", sorted(BEYOND))
def test_what_is_said_to_be_beyond_a_schema_is(kind: ProblemKind, said_alone: dict[ProblemKind, list[bool]]) -> None:
    assert said_alone.get(kind), "the corpus has no file of which this is said"
    assert all(said_alone[kind])


@pytest.mark.parametrize("kind", sorted(EXPRESSED))
def test_what_a_schema_can_say_it_says(kind: ProblemKind, said_alone: dict[ProblemKind, list[bool]]) -> None:
    assert said_alone.get(kind), "the corpus has no file of which this alone is said"
    assert not any(said_alone[kind])


def test_a_kind_stands_in_one_list() -> None:
    assert len(ELSEWHERE) + len(BEFORE) + len(BEYOND) == len(ELSEWHERE | BEFORE | BEYOND)


def test_the_shipped_content_is_fine_in_an_editor() -> None:
    checked = dict(values_in(CONTENT))
    assert len(checked) > 5
    assert [name for name, value in checked.items() if not schema_takes(name, value)] == []


def test_the_schemas_beside_the_content_are_those_of_today() -> None:
    kept = {path.name: path.read_text(encoding="utf-8") for path in (CONTENT / HIDDEN).iterdir()}
    made = {f"{name}.json": f"{json.dumps(one, ensure_ascii=False, indent=2)}\n" for name, one in schemas().items()}
    assert kept == made, "write them anew: .venv/bin/python -m bot schema --out content/.schemas"


def test_each_kind_of_file_has_a_schema_that_is_one() -> None:
    assert schemas().keys() == {*FOLDERS, "sources"}
    for schema in schemas().values():
        jsonschema_rs.meta.validate(schema)
        assert schema["$id"].startswith("urn:")
        assert "://" not in json.dumps({key: value for key, value in schema.items() if key != "$schema"}).replace(
            "^https://", ""
        ).replace("begins with https://", "")


def parts_of(schema: Any) -> Iterator[dict[str, Any]]:
    """Every schema inside `schema` that is of a mapping with keys of its own."""
    if isinstance(schema, dict):
        if "additionalProperties" in schema:
            yield schema
        schema = list(schema.values())
    if isinstance(schema, list):
        for inner in schema:
            yield from parts_of(inner)


@pytest.mark.parametrize("name", schemas())
def test_an_editor_explains_each_key_and_allows_no_other(name: str) -> None:
    for part in parts_of(schemas()[name]):
        for key, value in part.get("properties", {}).items():
            assert re.fullmatch(r"\S.{6,130}\.", value.get("description", "")), (name, part.get("title"), key)
        assert part["additionalProperties"] is False or "propertyNames" in part


def test_vs_code_finds_the_schema_of_each_file_as_the_page_shows() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert settings == {
        "yaml.schemas": {f"content/{HIDDEN}/{name}.json": f"content/{files_of(name)}" for name in schemas()}
    }
    page = (CONTENT / "README.md").read_text(encoding="utf-8")
    [shown] = re.findall(r"^```json\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert json.loads(shown) == settings
    [line] = re.findall(r"\$schema=(\S+)`", page)
    assert (CONTENT / "faq" / line).resolve() == CONTENT / HIDDEN / "faq.json"
