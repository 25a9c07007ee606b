from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.core.settings import GuildSettings, Language
from bot.render.dates import LANGUAGES, MONTHS, Dates, day, month


@pytest.mark.parametrize(
    ("when", "english", "german", "french", "spanish"),
    [
        (date(2031, 3, 5), "5 Mar 2031", "5. März 2031", "5 mars 2031", "5 mar 2031"),
        (date(2031, 1, 1), "1 Jan 2031", "1. Jan. 2031", "1er janv. 2031", "1 ene 2031"),
        (date(2030, 12, 31), "31 Dec 2030", "31. Dez. 2030", "31 déc. 2030", "31 dic 2030"),
        (date(2032, 2, 29), "29 Feb 2032", "29. Feb. 2032", "29 févr. 2032", "29 feb 2032"),
        (date(2031, 8, 9), "9 Aug 2031", "9. Aug. 2031", "9 août 2031", "9 ago 2031"),
    ],
)
def test_a_date_is_written_as_its_readers_write_it(
    when: date, english: str, german: str, french: str, spanish: str
) -> None:
    assert [day(when, language) for language in Language] == [english, german, french, spanish]
    assert day(when) == english


@pytest.mark.parametrize("language", Language)
def test_no_two_days_of_a_year_read_alike(language: Language) -> None:
    days = {day(date(2031, 1, 1) + timedelta(days=n), language) for n in range(365)}
    assert len(days) == 365


def test_every_language_has_its_months_and_its_name() -> None:
    assert set(MONTHS) == set(LANGUAGES) == set(Language)
    assert all(len(set(months)) == 12 for months in MONTHS.values())


def test_a_moment_is_told_on_the_clock_and_in_the_language_of_the_server() -> None:
    late = datetime(2031, 3, 5, 23, 5, tzinfo=UTC)
    assert Dates().moment(late) == "5 Mar 2031, 23:05 UTC"
    german = GuildSettings(zone="Europe/Berlin", language=Language.GERMAN)
    assert Dates.of(german).moment(late) == "6. März 2031, 00:05 Europe/Berlin"
    assert Dates(tz=ZoneInfo("America/Sao_Paulo")).moment(late) == "5 Mar 2031, 20:05 America/Sao_Paulo"


def test_where_a_zone_is_unknown_here_the_clock_says_that_it_is_utc() -> None:
    assert (
        Dates.of(GuildSettings(zone="Atlantis/Port")).moment(datetime(2031, 3, 5, 9, tzinfo=UTC)).endswith("09:00 UTC")
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.ENGLISH, "Mar 2031"),
        (Language.GERMAN, "März 2031"),
        (Language.FRENCH, "mars 2031"),
        (Language.SPANISH, "mar 2031"),
    ],
)
def test_a_month_is_written_as_its_readers_write_it(language: Language, said: str) -> None:
    assert month(date(2031, 3, 5), language) == said
