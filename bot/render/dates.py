"""Dates as people read them: day, month by its name, year. In figures alone, 5/3 is March here and May there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from types import MappingProxyType

from bot.core.settings import GuildSettings, Language

# Short names as the Unicode CLDR has them for a month within a date.
MONTHS: Mapping[Language, tuple[str, ...]] = MappingProxyType(
    {
        Language.ENGLISH: ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
        Language.GERMAN: (
            *("Jan.", "Feb.", "März", "Apr.", "Mai", "Juni"),
            *("Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."),
        ),
        Language.FRENCH: (
            *("janv.", "févr.", "mars", "avr.", "mai", "juin"),
            *("juil.", "août", "sept.", "oct.", "nov.", "déc."),
        ),
        Language.SPANISH: ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"),
    }
)

# Each language by the name its speakers have for it.
LANGUAGES: Mapping[Language, str] = MappingProxyType(
    {
        Language.ENGLISH: "English",
        Language.GERMAN: "Deutsch",
        Language.FRENCH: "Français",
        Language.SPANISH: "Español",
    }
)


def day(when: date, language: Language = Language.ENGLISH) -> str:
    """5 Mar 2031, 5. März 2031, 5 mars 2031 (1er mars on the first), 5 mar 2031."""
    number = str(when.day)
    if language is Language.GERMAN:
        number += "."
    elif language is Language.FRENCH and when.day == 1:
        number += "er"
    return f"{number} {MONTHS[language][when.month - 1]} {when.year}"


def month(when: date, language: Language = Language.ENGLISH) -> str:
    """Mar 2031, März 2031, mars 2031, mar 2031."""
    return f"{MONTHS[language][when.month - 1]} {when.year}"


def clock(when: datetime) -> str:
    """14:05, in the zone that `when` is in."""
    return f"{when:%H:%M}"


@dataclass(frozen=True, slots=True)
class Dates:
    """How a server tells dates: in its language and on its clock; without arguments in English and in UTC."""

    language: Language = Language.ENGLISH
    tz: tzinfo = UTC

    @classmethod
    def of(cls, settings: GuildSettings) -> "Dates":
        return cls(settings.language, settings.tz)

    def day(self, when: date) -> str:
        """5 Mar 2031, as `day` has it in the language."""
        return day(when, self.language)

    def moment(self, when: datetime) -> str:
        """5 Mar 2031, 14:02 UTC; the zone by its IANA name, as abbreviations mean different things."""
        local = when.astimezone(self.tz)
        return f"{self.day(local.date())}, {clock(local)} {self.tz}"
