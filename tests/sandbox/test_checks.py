"""Planted bad bodies are refused where they are bad."""

import time
from pathlib import Path
from typing import Any

import pytest

from sandbox.checks import Checks
from sandbox.errors import DiscordError
from tests.sandbox.bad_bodies import BODIES, CALLBACK, MESSAGE, Bad, answer, button, layout, row, text

OPENAPI = Path(__file__).parents[3] / "shared" / "reference" / "discord-openapi.json"
WITH_FILE = [pytest.param(OPENAPI, id="file and rules")] if OPENAPI.exists() else []


@pytest.fixture(scope="module", params=[pytest.param(None, id="rules alone"), *WITH_FILE])
def checks(request: pytest.FixtureRequest) -> Checks:
    return Checks(openapi=request.param)


def refusal_of(checks: Checks, bad: Bad) -> DiscordError | None:
    try:
        checks.body(*bad.route, bad.body, context=bad.context)
    except DiscordError as error:
        return error
    return None


def places(errors: Any, path: tuple[str, ...] = ()) -> set[str]:
    """Where a nested error body complains: {"data.embeds.0.title"}."""
    found = set()
    for key, value in (errors or {}).items():
        if key == "_errors":
            assert all(set(one) == {"code", "message"} for one in value)
            found.add(".".join(path))
        else:
            found |= places(value, (*path, key))
    return found


@pytest.mark.parametrize("bad", BODIES, ids=lambda bad: bad.name)
def test_a_bad_body_is_refused_at_its_place(bad: Bad, checks: Checks) -> None:
    error = refusal_of(checks, bad)
    assert error is not None
    assert error.code == bad.code
    if bad.code == 50035:
        assert error.status == 400
        assert bad.at in places(error.errors)


def test_the_corpus_is_large_and_each_of_its_bodies_has_a_name_of_its_own() -> None:
    assert len(BODIES) >= 80
    assert len({(bad.name, bad.route, bad.at) for bad in BODIES}) == len(BODIES)


@pytest.mark.skipif(not OPENAPI.exists(), reason="Discord's OpenAPI file is not at hand: only the rules were tested")
def test_the_rules_find_what_the_file_does_not() -> None:
    from sandbox.checks.openapi import Specification
    from sandbox.checks.rules import held_against

    specification = Specification(OPENAPI)

    def by_rules(bad: Bad) -> bool:
        form = held_against(*bad.route, bad.body, bad.context)
        return bool(form.complaints or form.verdict)

    file_alone = sum(bool(specification.complaints(*bad.route, bad.body)) for bad in BODIES)
    rules_alone = sum(by_rules(bad) for bad in BODIES)
    checks = Checks(openapi=OPENAPI)
    both = sum(refusal_of(checks, bad) is not None for bad in BODIES)
    assert (len(BODIES), file_alone, rules_alone, both) == (210, 106, 210, 210)


@pytest.mark.skipif(not OPENAPI.exists(), reason="Discord's OpenAPI file is not at hand: only the rules were tested")
class TestWithTheFile:
    def test_keys_discord_would_ignore_are_warned_of(self) -> None:
        checks = Checks(openapi=OPENAPI)
        body = answer(4, content="x", colour=1, embeds=[{"title": "t", "colour": 7}])
        assert checks.body(*CALLBACK, body) == ("data.colour: unknown key", "data.embeds.0.colour: unknown key")
        held = layout(row(button(emphasis=True)), text())
        assert checks.body(*CALLBACK, held) == ("data.components.0.components.0.emphasis: unknown key",)
        assert checks.body(*CALLBACK, layout(row(button()), text())) == ()

    def test_snowflakes_may_be_integers(self) -> None:
        reply = {"content": "x", "message_reference": {"message_id": 7, "channel_id": "8"}, "sticker_ids": [9]}
        assert Checks(openapi=OPENAPI).body(*MESSAGE, reply) == ()

    def test_it_is_ready_in_a_tenth_of_a_second(self) -> None:
        took: list[float] = []
        for _ in range(5):  # the shortest counts: what else runs on the machine makes the others longer
            started = time.process_time()
            checks = Checks(openapi=OPENAPI)
            checks.body(*CALLBACK, answer(4, content="x"))
            took.append(time.process_time() - started)
        assert min(took) < 0.1
        assert len(checks.operations()) == 242

    def test_every_schema_compiles(self) -> None:
        checks = Checks(openapi=OPENAPI)
        for method, template in checks.operations():
            if not template.endswith("/permissions"):
                _ = refusal_of(checks, Bad("any", (method, template), "", {}))

    def test_another_json_file_is_no_specification(self, tmp_path: Path) -> None:
        other = tmp_path / "other.json"
        other.write_text("{}")
        with pytest.raises(ValueError, match=r"other\.json is not an OpenAPI 3\.1 document"):
            Checks(openapi=other)


def test_findings_list_what_was_refused() -> None:
    checks = Checks()
    for body in ({"content": "x" * 2001}, {}, {"content": "fine"}):
        refusal_of(checks, Bad("", MESSAGE, "", body))
    assert checks.findings == [
        "POST /channels/{channel_id}/messages content: Must be 2000 or fewer in length.",
        "POST /channels/{channel_id}/messages 50006: Cannot send an empty message",
    ]


def test_the_error_body_is_nested_as_discord_nests_it() -> None:
    error = refusal_of(Checks(), Bad("", CALLBACK, "", answer(4, embeds=[{"title": "x" * 257}])))
    assert error is not None
    assert error.body == {
        "code": 50035,
        "message": "Invalid Form Body",
        "errors": {
            "data": {
                "embeds": {
                    "0": {
                        "title": {
                            "_errors": [{"code": "BASE_TYPE_MAX_LENGTH", "message": "Must be 256 or fewer in length."}]
                        }
                    }
                }
            }
        },
    }
