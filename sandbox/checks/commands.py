"""Rules for application commands. Source: Discord's reference, "Application Commands"."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sandbox.checks.callbacks import check_choice_value
from sandbox.checks.form import Form, Path, kind_of, mapping, objects
from sandbox.errors import DiscordError
from sandbox.kinds import CommandType, OptionType

MAX_COMMANDS = {CommandType.CHAT_INPUT: 100, CommandType.USER: 15, CommandType.MESSAGE: 15}
MAX_OPTIONS = 25
MAX_NAME = 32
MAX_DESCRIPTION = 100
MAX_CHARACTERS = 8000
"""Of names, descriptions and values of a command with its options and choices; of translations the longest counts."""

_GROUPING = (OptionType.SUB_COMMAND, OptionType.SUB_COMMAND_GROUP)
_WITH_CHOICES = (OptionType.STRING, OptionType.INTEGER, OptionType.NUMBER)
_DEVANAGARI_AND_THAI = (("\u0900", "\u097f"), ("\u0e00", "\u0e7f"))


def check_commands(form: Form, commands: Any) -> None:
    """The whole list of a bulk overwrite. With too many of a type the verdict is 30032."""
    taken: dict[int, set[str]] = defaultdict(set)
    counts: Counter[int] = Counter()
    for path, command in objects((), commands):
        check_command(form, path, command)
        kind = kind_of(command) or CommandType.CHAT_INPUT
        text = "Application command names must be unique"
        form.once((*path, "name"), command.get("name"), taken[kind], "APPLICATION_COMMANDS_DUPLICATE_NAME", text)
        counts[kind] += 1
    for kind, limit in MAX_COMMANDS.items():
        if counts[kind] > limit:
            form.verdict = DiscordError(400, 30032, f"Maximum number of application commands reached ({limit})")


def check_command(form: Form, path: Path, command: Mapping[str, Any], *, partial: bool = False) -> None:
    """One command; `partial` for an edit, which names only what changes."""
    kind = kind_of(command) or CommandType.CHAT_INPUT
    if kind not in (*CommandType, 4):
        form.choices((*path, "type"), (1, 2, 3, 4))
    if "name" in command or not partial:
        _check_name(form, path, command, chat=kind == CommandType.CHAT_INPUT)
    if kind == CommandType.CHAT_INPUT:
        if "description" in command or not partial:
            form.filled(path, command, "description", MAX_DESCRIPTION)
        _check_translations(form, path, command)
        _check_options(form, (*path, "options"), command.get("options"), (*_GROUPING, *_plain()))
    elif kind in (CommandType.USER, CommandType.MESSAGE):
        for key in ("description", "options"):
            if command.get(key):
                text = f"Context menu commands cannot have {key}"
                form.complain((*path, key), "APPLICATION_COMMAND_INVALID_FIELD", text)
    for key, allowed in (("contexts", (0, 1, 2)), ("integration_types", (0, 1))):
        listed = command.get(key)
        for index, value in enumerate(listed if isinstance(listed, list) else ()):
            if value not in allowed:
                form.choices((*path, key, index), allowed)
    if _characters(command) > MAX_CHARACTERS:
        text = f"Command exceeds maximum size ({MAX_CHARACTERS})"
        form.complain(path, "APPLICATION_COMMAND_TOO_LARGE", text)


def _plain() -> tuple[OptionType, ...]:
    return tuple(kind for kind in OptionType if kind not in _GROUPING)


def _check_name(form: Form, path: Path, holder: Mapping[str, Any], *, chat: bool) -> None:
    names = {(*path, "name"): holder.get("name")}
    for language, translated in mapping(holder.get("name_localizations")).items():
        names[(*path, "name_localizations", language)] = translated
    for place, name in names.items():
        if name is None or (isinstance(name, str) and not name.strip()):
            form.required(place)
        form.length(place, name, 1, MAX_NAME)
        if chat and isinstance(name, str) and name and not _is_chat_name(name):
            form.complain(place, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


def _is_chat_name(name: str) -> bool:
    """Lower-case letters, numbers, `-`, `_`, `'`, and the whole of Devanagari and Thai."""
    return name == name.lower() and all(_may_stand_in_name(character) for character in name)


def _may_stand_in_name(character: str) -> bool:
    by_script = any(first <= character <= last for first, last in _DEVANAGARI_AND_THAI)
    return character in "-_'" or by_script or unicodedata.category(character)[0] in "LN"


def _check_translations(form: Form, path: Path, holder: Mapping[str, Any]) -> None:
    for language, translated in mapping(holder.get("description_localizations")).items():
        form.length((*path, "description_localizations", language), translated, 1, MAX_DESCRIPTION)


def _check_options(form: Form, path: Path, options: Any, allowed: Iterable[OptionType]) -> None:
    allowed = tuple(allowed)
    form.length(path, options, 0, MAX_OPTIONS)
    held = objects(path, options)
    names: set[str] = set()
    optional_before = False
    for place, option in held:
        kind = kind_of(option)
        if kind not in allowed:
            form.choices((*place, "type"), map(int, allowed))
            continue
        code = "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS"
        form.once((*place, "name"), option.get("name"), names, code, "Option name already exists")
        if kind not in _GROUPING:
            if option.get("required") and optional_before:
                text = "Required options must be placed before non-required options"
                form.complain((*place, "required"), "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", text)
            optional_before = optional_before or not option.get("required")
        _check_option(form, place, option, OptionType(kind))
    kinds = {kind_of(option) in _GROUPING for _, option in held}
    if len(kinds) > 1:
        text = "Sub-command and sub-command group option types are mutually exclusive to all other types"
        form.complain(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", text)


def _check_option(form: Form, path: Path, option: Mapping[str, Any], kind: OptionType) -> None:
    _check_name(form, path, option, chat=True)
    form.filled(path, option, "description", MAX_DESCRIPTION)
    _check_translations(form, path, option)
    if kind == OptionType.SUB_COMMAND_GROUP:
        _check_options(form, (*path, "options"), option.get("options"), (OptionType.SUB_COMMAND,))
        return
    if kind == OptionType.SUB_COMMAND:
        _check_options(form, (*path, "options"), option.get("options"), _plain())
        return
    _check_option_choices(form, path, option, kind)
    form.between((*path, "min_length"), option.get("min_length"), 0, 6000)
    form.between((*path, "max_length"), option.get("max_length"), 1, 6000)
    form.ordered(path, option, "min_length", "max_length")
    form.ordered(path, option, "min_value", "max_value")


def _check_option_choices(form: Form, path: Path, option: Mapping[str, Any], kind: OptionType) -> None:
    choices = option.get("choices")
    place = (*path, "choices")
    form.length(place, choices, 0, MAX_OPTIONS)
    if option.get("autocomplete") and choices:
        text = "Autocomplete and choices are mutually exclusive"
        form.complain((*path, "autocomplete"), "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES", text)
    for key in ("choices", "autocomplete"):
        if option.get(key) and kind not in _WITH_CHOICES:
            text = f"Options of this type cannot have {key}"
            form.complain((*path, key), "APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID", text)
    names: set[str] = set()
    for where, choice in objects(place, choices):
        form.filled(where, choice, "name", MAX_DESCRIPTION)
        check_choice_value(form, (*where, "value"), choice.get("value"), kind)
        code = "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS"
        form.once((*where, "name"), choice.get("name"), names, code, "Choice name already exists")


def _characters(holder: Mapping[str, Any]) -> int:
    total = 0
    for key in ("name", "description"):
        texts = [holder.get(key), *mapping(holder.get(f"{key}_localizations")).values()]
        total += max((len(text) for text in texts if isinstance(text, str)), default=0)
    value = holder.get("value")
    total += len(value) if isinstance(value, str) else 0
    for key in ("options", "choices"):
        total += sum(_characters(one) for _, one in objects((), holder.get(key)))
    return total
