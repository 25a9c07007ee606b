"""What a server chose for itself: who is who there, where things go, and how its days and dates are told."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, tzinfo
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.core.zones import UTC_NAME


class Language(StrEnum):
    """In which language dates are written; the value is its code in ISO 639-1."""

    ENGLISH = "en"
    GERMAN = "de"
    FRENCH = "fr"
    SPANISH = "es"


class Setting(StrEnum):
    """One thing that a server chooses. Values stand in custom_ids and in the database: they are for ever."""

    MODERATORS = "moderators"  # a role
    MENTORS = "mentors"  # a role
    FORUM = "forum"  # a forum channel, for questions to the mentors
    NOTICES = "notices"  # a text channel, for notices to moderators
    ZONE = "zone"  # an IANA name
    LANGUAGE = "language"


ROLES = (Setting.MODERATORS, Setting.MENTORS)
CHANNELS = (Setting.FORUM, Setting.NOTICES)

Value = int | str | None
"""An id (None: not chosen) for roles and channels, a zone's name, a language's code."""


@dataclass(frozen=True, slots=True)
class Change:
    """The last thing that was changed, and what it was `before`: enough to take it back."""

    setting: Setting
    before: Value


@dataclass(frozen=True, slots=True)
class GuildSettings:
    """A server's choices; without arguments those of a server that has chosen nothing.

    `revision` grows by one with every change, taking one back included.
    """

    moderators: int | None = None
    mentors: int | None = None
    forum: int | None = None
    notices: int | None = None
    zone: str = UTC_NAME
    language: Language = Language.ENGLISH
    revision: int = 0
    last: Change | None = None

    @property
    def untouched(self) -> bool:
        """Nobody has ever chosen anything here."""
        return self.revision == 0

    def value(self, setting: Setting) -> Value:
        """The present value of `setting`."""
        values: dict[Setting, Value] = {
            Setting.MODERATORS: self.moderators,
            Setting.MENTORS: self.mentors,
            Setting.FORUM: self.forum,
            Setting.NOTICES: self.notices,
            Setting.ZONE: self.zone,
            Setting.LANGUAGE: self.language.value,
        }
        return values[setting]

    def with_(self, setting: Setting, value: Value) -> "GuildSettings":
        """With `setting` changed; the same object where it had that value. Raises ValueError for one it cannot have."""
        if value == self.value(setting):
            return self
        last, revision = Change(setting, self.value(setting)), self.revision + 1
        if setting in (Setting.ZONE, Setting.LANGUAGE):
            if not isinstance(value, str):
                raise ValueError(f"{setting} cannot be {value!r}")
            if setting is Setting.ZONE:
                return replace(self, zone=value, revision=revision, last=last)
            return replace(self, language=Language(value), revision=revision, last=last)
        if isinstance(value, str) or (value is not None and value <= 0):
            raise ValueError(f"{setting} cannot be {value!r}")
        return {
            Setting.MODERATORS: replace(self, moderators=value, revision=revision, last=last),
            Setting.MENTORS: replace(self, mentors=value, revision=revision, last=last),
            Setting.FORUM: replace(self, forum=value, revision=revision, last=last),
            Setting.NOTICES: replace(self, notices=value, revision=revision, last=last),
        }[setting]

    def undone(self) -> "GuildSettings":
        """With the last change taken back, which is a change too: undone twice, it stands again."""
        return self if self.last is None else self.with_(self.last.setting, self.last.before)

    @property
    def tz(self) -> tzinfo:
        """The zone; UTC where this machine no longer knows it by its name."""
        try:
            return ZoneInfo(self.zone)
        except (KeyError, ValueError, OSError):  # not found; not a name; a folder of that name
            return UTC

    def day_of(self, at: datetime) -> date:
        """The server's local day at `at`, aware."""
        return at.astimezone(self.tz).date()


DEFAULTS = GuildSettings()
