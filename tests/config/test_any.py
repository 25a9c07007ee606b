"""Whatever stands in a file or an environment, it is settings or it is problems; and no problem tells a secret."""

import tempfile
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.config import Config, ConfigError, read_config
from bot.config.names import dotted_names, variables

SECRET = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcdE.s3cr3t"
NAMES = sorted({part for name in dotted_names() for part in name.split(".")})
ODD_NAMES = ["token", "<<", "=", "_cli_parse_args", "_env_file", "self", "model_config", "__class__", "", "1", "null"]

names = st.sampled_from([*NAMES, *ODD_NAMES]) | st.text(max_size=8)
plain = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.dates()
    | st.datetimes()
    | st.text(max_size=20)
    | st.sampled_from([SECRET, "info", "json", "sqlite+aiosqlite:///x.db", "http://127.0.0.1:1", "https://discord.com"])
)
values = st.recursive(
    plain,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(names | st.integers() | st.booleans(), inner, max_size=3)
    ),
    max_leaves=12,
)
sections = st.fixed_dictionaries({}, optional=dict.fromkeys([*NAMES, *ODD_NAMES], values))
mappings = sections | st.dictionaries(names, values, max_size=5)
environments = st.dictionaries(
    st.sampled_from([*variables(), "PRECEPTOR_TOKEN", "PRECEPTOR_X", "DISCORD_TOKEN", "DISCORD_TOKEN_FILE"]),
    st.text(st.characters(exclude_characters="\0"), max_size=20)
    | st.sampled_from(
        [SECRET, '{"level": "debug"}', "[1]", "7", "json", "/dev/null", "{", '{"a": 1e999}', '"\\ud800"']
    ),
    max_size=4,
)


def outcome(text: str | bytes, environment: dict[str, str] | None = None, *, need_token: bool = False) -> list[str]:
    """The problems of `text` as a file of settings; none for settings. Anything else raised fails the test."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "config.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
        try:
            config = read_config(path, environment or {}, need_token=need_token)
        except ConfigError as error:
            assert error.problems
            assert SECRET not in str(error)
            return error.problems
        assert isinstance(config, Config)
        assert SECRET not in repr(config.token)
        return []


@given(mappings)
def test_any_mapping_is_settings_or_problems(mapping: dict[str, Any]) -> None:
    outcome(yaml.safe_dump(mapping, allow_unicode=True))


@given(mappings, st.booleans())
def test_any_mapping_written_in_another_style_is_settings_or_problems(mapping: dict[str, Any], flow: bool) -> None:
    outcome(yaml.safe_dump(mapping, default_flow_style=flow, default_style='"' if flow else None))


@given(st.text(st.sampled_from("log:leve database\n\t -?[]{}&*!|>'\"%@`#\\0~<=.…")))
def test_any_text_is_settings_or_problems(text: str) -> None:
    outcome(text)


@given(st.binary(max_size=40))
def test_any_bytes_are_settings_or_problems(raw: bytes) -> None:
    outcome(raw)


@given(environments, st.booleans())
def test_any_environment_is_settings_or_problems(environment: dict[str, str], need_token: bool) -> None:
    outcome("log: {level: debug}", environment, need_token=need_token)


@given(sections, environments)
def test_any_mapping_under_any_environment_is_settings_or_problems(
    mapping: dict[str, Any], environment: dict[str, str]
) -> None:
    outcome(yaml.safe_dump(mapping), environment)


@given(st.sampled_from(sorted(variables())), st.sampled_from(sorted(dotted_names())))
def test_a_secret_in_the_wrong_place_is_never_shown(variable: str, name: str) -> None:
    section, _, leaf = name.rpartition(".")
    text = f"{section}: {{{leaf}: {SECRET}}}" if section else f"{leaf}: {SECRET}"
    broken = [
        text,
        f"{text}: {SECRET}",
        f"{text} '{SECRET}",
        f"- {SECRET}",
        SECRET,
        f"{text}\n\t{SECRET}",
        f"!{SECRET} a",
    ]
    for one in [*broken, f"&{SECRET} a", f"*{SECRET}", f"{{{SECRET}: {SECRET}}}", f'"\\{SECRET}"']:
        outcome(one, {variable: SECRET, "DISCORD_TOKEN_FILE": SECRET})
