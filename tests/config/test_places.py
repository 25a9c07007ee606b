"""What an operator reads about a file of settings: where, what, and what to do."""

from pathlib import Path

import pytest

from bot.config import ConfigError, read_config

NAMES = "discord, content, database, operators, log, retention, links, health"
ANSWERS = {
    "a misspelt name": ("retention:\n  gap: 3", ['2:3 retention.gap: no such setting. Did you mean "gaps"?']),
    "a name of elsewhere": ("level: info", ['1:1 level: no such setting. Did you mean "log.level"?']),
    "a name in capitals": ("Log-Level: info\nLOG: {}", [
        f"1:1 Log-Level: no such setting. Known here: {NAMES}.",
        '2:1 LOG: no such setting. Did you mean "log"?',
    ]),
    "a name like nothing": ("log: {tea: 1}", ["1:7 log.tea: no such setting. Known here: level, format."]),
    "a token": ("discord:\n  bot_token: x", [
        ("2:3 discord.bot_token: no such setting. "
        "Set DISCORD_TOKEN, or DISCORD_TOKEN_FILE with the path of a file that holds it."),
    ]),
    "a name twice": ("log: {level: info}\ncontent: a\nlog: {level: tea}", [
        "3:1 log: is already set in line 1. Delete one of the two, or bring them together.",
    ]),
    "a name twice in a section": ("log:\n  level: info\n  level: [debug, {a: b}]", [
        "3:3 log.level: is already set in line 2. Delete one of the two, or bring them together.",
    ]),
    "a group for a value": ("content: {a: b}", [
        "1:10 content: expected the path of a folder, found settings. Put it in quotes.",
    ]),
    "a value for a group": ("log: info", [
        ("1:6 log: expected settings, found other text. "
        "Write its settings on lines of their own below it, indented; or delete the line."),
    ]),
    "a group with nothing in it": ("# all gone\nlog:\n", [
        ("2:5 log: expected settings, found nothing. "
        "Write its settings on lines of their own below it, indented; or delete the line."),
    ]),
    "a number for a list": ("operators: 123", [
        ("1:12 operators: expected a list, found a number. "
        "Write it in square brackets, its items separated by commas."),
    ]),
    "text for a number": ("operators: [1, me]", [
        "1:16 operators[1]: expected a whole number, found other text. Write it in digits, without quotes.",
    ]),
    "true for a number": ("retention: {asks: true}", [
        "1:19 retention.asks: expected a whole number, found true or false. Write it in digits, without quotes.",
    ]),
    "a number for text": ("database: 7", ["1:11 database: expected text, found a number. Put it in quotes."]),
    "a word that YAML takes for false": ("log: {level: off}", [
        "1:14 log.level: expected debug, info, warning or error, found true or false. Write one of them.",
    ]),
    "a date that never was": ("content: 2026-02-30", [
        "1:10 content: this value cannot be read. Put it in quotes if it is text.",
    ]),
    "a folder without a name": ("content: ''", [
        "1:10 content: expected the path of a folder, found none. Name the folder.",
    ]),
    "a folder that no system takes": ('content: "a\\0b"', [
        "1:10 content: the path holds a character that cannot be seen. Write it anew.",
    ]),
    "too many days": ("retention: {asks: 5000}", [
        "1:19 retention.asks: this must be at most 3,650. Choose another number.",
    ]),
    "no port": ("health: {port: 65536}", [
        "1:16 health.port: this must be at most 65,535. Choose another number.",
    ]),
    "a name for an address": ("health: {host: localhost}", [
        '1:16 health.host: this is no address of a machine. Give "127.0.0.1" or another one in digits.',
    ]),
    "no user id": ("operators: [0]", ["1:13 operators[0]: this must be at least 1. Choose another number."]),
    "a tab": ("log:\n\tlevel: info", ["2:1: a tab is used for indentation. Use spaces."]),
    "a line without a colon": ("log: {level: info}\ncontent\n", [
        "2:1: this line has no colon after its name. Write it as `name: value`.",
    ]),
    "two colons": ("content: a: b", [
        ("1:11: a colon followed by a space starts a value here, where none can start. "
        "Put the text in quotes, or check the indentation."),
    ]),
    "an open bracket": ("operators: [1, 2\n", ['1:12: a list in square brackets is not closed. End it with "]".']),
    "an open brace": ("log: {level: info\n", ['1:6: a group in braces is not closed. End it with "}".']),
    "an open quotation mark": ("content: 'a\n", ["1:10: a quotation mark is opened and never closed. Close it."]),
    "a line out of place": ("log:\n  level: info\n - a", [
        "3:2: this does not belong to what stands above it. Indent it like the line above it.",
    ]),
    "a backslash": ('content: "C:\\Users"', [
        "1:15: this backslash sequence is unknown in double quotes. Use single quotes, or write the backslash twice.",
    ]),
    "a sign at the beginning": ("content: @home", ["1:10: text cannot begin with this character. Put it in quotes."]),
    "an anchor": ("log: &a {level: info}", [
        ("1:6: anchors (&), aliases (*) and tags (!) are not used here. "
        "Write the value out, or put it in quotes if it is text."),
    ]),
    "an alias": ("content: *a", [
        ("1:10: anchors (&), aliases (*) and tags (!) are not used here. "
        "Write the value out, or put it in quotes if it is text."),
    ]),
    "a tag": ("content: !!python/name:os.system x", [
        ("1:10: anchors (&), aliases (*) and tags (!) are not used here. "
        "Write the value out, or put it in quotes if it is text."),
    ]),
    "a second document": ("content: a\n---\ncontent: b", [
        '2:1: a second document starts here. Delete the line "---".',
    ]),
    "a list": ("- content", ["1:1: this is not a list of settings. Write one `name: value` a line."]),
    "deep brackets": ("log: " + "[" * 5000, ["1:15: this is nested too deep. Check the brackets."]),
    "a name that is no text": ("[a]: b", ["1:1: the name of a setting must be text. Check the brackets."]),
    "a control character": ("content: a\nlog: \x07", [
        "2:6: this character cannot be seen and has no business here. Delete it.",
    ]),
    "a name that would reach the library": ("_cli_parse_args: true", [
        ("1:1 _cli_parse_args: no such setting. "
        "Known here: discord, content, database, operators, log, retention, links, health."),
    ]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ANSWERS.values(), ids=ANSWERS.keys())
def test_each_mistake_is_named_with_its_place_and_what_to_do(tmp_path: Path, text: str, expected: list[str]) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as raised:
        read_config(path, {})
    assert raised.value.problems == [f"{path}:{sentence}" for sentence in expected]


@pytest.mark.parametrize("text", ["", "\n", "---\n", "# nothing\n", "{}", "\ufefflog: {level: debug}\n", "log: {}"])
def test_a_file_may_leave_out_what_it_likes(tmp_path: Path, text: str) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(text, encoding="utf-8")
    assert read_config(path, {}).retention.gaps == 90


def test_a_file_that_is_no_text_says_so(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_bytes(b"content: \xff\xfe")
    with pytest.raises(ConfigError, match=r"is not text in UTF-8\. Save it again as UTF-8\."):
        read_config(path, {})


@pytest.mark.parametrize("name", [
    "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcdE.secret", "secret of four words", "secret" * 6, "sécret",
])  # fmt: skip
def test_a_name_that_looks_like_a_secret_is_not_shown(tmp_path: Path, name: str) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(f"{name}: x\nlog: {{{name}: x}}", encoding="utf-8")
    with pytest.raises(ConfigError) as raised:
        read_config(path, {})
    assert len(raised.value.problems) == 2
    assert name not in str(raised.value)
