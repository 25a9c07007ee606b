"""The panel of /setup: what a server has chosen, what is missing for it, and what to choose from."""

from collections.abc import Sequence
from datetime import datetime

from bot.core.codes import BUTTON, MENU, Action, encode
from bot.core.rights import MAKE_FORUM, Lack, Survey
from bot.core.settings import GuildSettings, Language, Setting
from bot.render.card import (
    Button,
    Buttons,
    Card,
    ChannelMenu,
    Kind,
    Menu,
    Option,
    Part,
    RoleMenu,
    Rule,
    Text,
    Tone,
)
from bot.render.dates import LANGUAGES, clock, day
from bot.render.neutral import neutral
from bot.render.rights import NAMES, absent, lack, lacks_of

FORUM_NAME = "ask-a-mentor"
FORUM_TOPIC = "Questions for the mentors, one post each."
FORUM_TAGS = ("Open", "Claimed", "Answered", "Solved", "Closed")

# One press away; every other zone is found by typing.
OFTEN = (
    *("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Toronto"),
    *("America/Sao_Paulo", "UTC", "Europe/London", "Europe/Dublin", "Europe/Berlin", "Europe/Paris", "Europe/Madrid"),
    *("Europe/Zurich", "Europe/Athens", "Africa/Cairo", "Africa/Lagos", "Asia/Dubai", "Asia/Karachi", "Asia/Kolkata"),
    *("Asia/Singapore", "Asia/Tokyo", "Australia/Sydney", "Pacific/Auckland"),
)

ABOUT = {
    Setting.MODERATORS: "Moderates my lists and reads statistics, besides everybody with Manage Server or Manage "
    "Messages.",
    Setting.MENTORS: "Will answer what the FAQ cannot. I cannot take questions to mentors yet: choose it whenever you "
    "like.",
    Setting.FORUM: "Where questions for the mentors will become posts. I do not open any yet.",
    Setting.NOTICES: "Where I tell moderators what needs them. Without one, I tell them nothing.",
    Setting.ZONE: "When a day begins and ends in statistics.",
    Setting.LANGUAGE: "Of the dates in my replies; the months are always written out.",
}

NARROW = (
    "-# Who sees staff commands is Discord’s to say: Server Settings → Integrations, then my name. There each command "
    "can be kept to roles and channels. I check the roles above in any case."
)


def panel(
    settings: GuildSettings, survey: Survey | None, *, now: datetime, note: str | None = None, mention: str
) -> Card:
    """`survey` is None where Discord could not be asked; `now` is aware; `note` says what just happened.

    `mention` is how the command is written, so that a click begins it where its id is known.
    """
    parts: list[Part] = [Text(_heading(settings, note))]
    for setting in Setting:
        parts += [Text(_status(settings, survey, setting, now, mention)), _menu(settings, survey, setting)]
    parts += [Rule(), Text(f"{_standing(settings, survey)}\n{NARROW}"), Buttons(tuple(_buttons(settings, survey)))]
    trouble = survey is None or survey.absent or survey.gone or survey.lacks
    return Card(Tone.TROUBLE if trouble else Tone.ANSWER, tuple(parts))


def check(settings: GuildSettings, survey: Survey | None) -> Card:
    """The self-check alone."""
    fine = survey is not None and not (survey.absent or survey.gone or survey.lacks)
    again = Buttons((Button("Check again", encode(BUTTON, Action.CHECK, 0)),))
    text = f"## Check\n{_standing(settings, survey)}\n{NARROW}"
    return Card(Tone.ANSWER if fine else Tone.TROUBLE, (Text(text), again))


def zones(typed: str, found: Sequence[str], *, now: datetime) -> Card:
    """A search for a zone that found several, or none."""
    if not found:
        sentence = f"## No such time zone\nI know none like “{neutral(typed)}”."
        return Card(Tone.NOTICE, (Text(f"{sentence} Try the nearest large city, in English."),))
    options = tuple(_zone(name, now) for name in found)
    menu = Menu(encode(MENU, Action.SETTING, Setting.ZONE.value), "Pick a time zone", options)
    return Card(Tone.ASKING, (Text(f"## Which time zone?\nThese are like “{neutral(typed)}”."), menu))


def saved(setting: Setting, settings: GuildSettings) -> str:
    return f"Saved: the {NAMES[setting]} is now {_value(settings, setting)}."


def taken_back(setting: Setting, settings: GuildSettings) -> str:
    return f"Taken back. The {NAMES[setting]} is again as it was: {_value(settings, setting)}."


def cannot_make_forum() -> str:
    return lacks_of((Lack(MAKE_FORUM),)) + " Or make a forum yourself and choose it here."


def forum_refused() -> str:
    return (
        "Discord did not let me create a forum here. Some servers have to turn on Community first, under Server "
        "Settings → Enable Community. Or make a forum yourself and choose it here."
    )


def _heading(settings: GuildSettings, note: str | None) -> str:
    lines = ["## Settings of this server"]
    if settings.untouched:
        lines.append("Nothing is chosen yet, and what needs no choice works. Every choice is saved at once.")
    if note:
        lines.append(note)
    return "\n".join(lines)


def _status(settings: GuildSettings, survey: Survey | None, setting: Setting, now: datetime, mention: str) -> str:
    value = _value(settings, setting)
    if survey and setting in survey.gone:
        value = "deleted in Discord; choose another"
    elif setting is Setting.ZONE:
        there = now.astimezone(settings.tz)
        value += f", where it is {clock(there)} on {day(there, settings.language)}"
        value += f". Any other zone: {mention} with `zone`"
    name = NAMES[setting]
    return f"**{name[0].upper()}{name[1:]}**: {value}\n-# {ABOUT[setting]}"


def _value(settings: GuildSettings, setting: Setting) -> str:
    value = settings.value(setting)
    if value is None:
        return "not chosen"
    match setting:
        case Setting.MODERATORS | Setting.MENTORS:
            return f"<@&{value}>"
        case Setting.FORUM | Setting.NOTICES:
            return f"<#{value}>"
        case Setting.LANGUAGE:
            return LANGUAGES[settings.language]
        case _:
            return str(value)


def _menu(settings: GuildSettings, survey: Survey | None, setting: Setting) -> Part:
    code = encode(MENU, Action.SETTING, setting.value)
    value = settings.value(setting)
    # Discord refuses a menu that shows something deleted as chosen.
    chosen = value if isinstance(value, int) and survey and setting not in survey.gone else None
    match setting:
        case Setting.MODERATORS | Setting.MENTORS:
            return RoleMenu(code, f"Choose the {NAMES[setting]}", chosen)
        case Setting.FORUM:
            return ChannelMenu(code, "Choose a forum channel", Kind.FORUM, chosen)
        case Setting.NOTICES:
            return ChannelMenu(code, "Choose a text channel", Kind.TEXT, chosen)
        case Setting.ZONE:
            offered = OFTEN if settings.zone in OFTEN else (settings.zone, *OFTEN)
            return Menu(code, "Choose a time zone", tuple(Option(name, name) for name in offered), chosen=settings.zone)
        case Setting.LANGUAGE:
            options = tuple(Option(LANGUAGES[one], one.value, day(_SAMPLE, one)) for one in Language)
            return Menu(code, "Choose a language", options, chosen=settings.language.value)


_SAMPLE = datetime.fromisoformat("2031-03-05T12:00+00:00")


def _zone(name: str, now: datetime) -> Option:
    there = now.astimezone(GuildSettings(zone=name).tz)
    return Option(name, name, f"{clock(there)} there now")


def _standing(settings: GuildSettings, survey: Survey | None) -> str:
    if survey is None:
        return "Discord did not tell me just now what I may do here. Press *Check again* in a moment."
    if survey.absent:
        return absent()
    lines = [
        f"- The {NAMES[setting]} that was chosen has been deleted" for setting in Setting if setting in survey.gone
    ]
    lines += [f"- I lack {lack(one)}" for one in survey.lacks]
    if lines:
        return "\n".join(["**To mend**", *lines])
    off = [NAMES[setting] for setting in Setting if settings.value(setting) is None]
    return "Nothing is missing for what is chosen." + (f" Not chosen yet: {', '.join(off)}." if off else "")


def _buttons(settings: GuildSettings, survey: Survey | None) -> Sequence[Button]:
    buttons = []
    if settings.last is not None:
        label = f"Undo: {NAMES[settings.last.setting]}"
        buttons.append(Button(label, encode(BUTTON, Action.UNDO, settings.revision)))
    if settings.forum is None or (survey and Setting.FORUM in survey.gone):
        buttons.append(Button("Create the forum", encode(BUTTON, Action.MAKE_FORUM)))
    buttons.append(Button("Check again", encode(BUTTON, Action.CHECK, 1)))
    return buttons
