"""Birthdays: read, said, and on which day they are kept."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crmdesk.models.calendar.lunar import (
    Birthday,
    age_on,
    lunar_days,
    next_occurrence,
    parse_birthday,
    round_age,
    say_birthday,
    solar_days,
    zodiac,
)
from crmdesk.models.core import i18n


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    i18n.use_language("en")


def lunar(month: int, day: int, year: int | None = None, *, leap: bool = False) -> Birthday:
    return Birthday("lunar", year, month, day, leap)


def solar(month: int, day: int, year: int | None = None) -> Birthday:
    return Birthday("solar", year, month, day)


def test_that_a_lunar_birthday_moves_from_year_to_year() -> None:
    mid_autumn = lunar(8, 15)
    assert next_occurrence(mid_autumn, date(1978, 1, 1)) == date(1978, 9, 17)
    assert next_occurrence(mid_autumn, date(2025, 1, 1)) == date(2025, 10, 6)
    assert next_occurrence(mid_autumn, date(2025, 10, 6)) == date(2025, 10, 6)
    assert next_occurrence(mid_autumn, date(2025, 10, 7)) == date(2026, 9, 25)


def test_that_the_twelfth_month_falls_into_the_next_solar_year() -> None:
    assert next_occurrence(lunar(12, 23), date(2026, 12, 1)) == date(2027, 1, 30)
    assert next_occurrence(lunar(12, 23), date(2027, 1, 1)) == date(2027, 1, 30)


def test_that_a_leap_month_birthday_is_kept_in_the_ordinary_month_of_other_years() -> None:
    in_leap = lunar(6, 1, leap=True)
    assert next_occurrence(in_leap, date(2025, 1, 1)) == date(2025, 7, 25)
    assert next_occurrence(lunar(6, 1), date(2025, 1, 1)) == date(2025, 6, 25)
    ordinary = next_occurrence(lunar(6, 1), date(2026, 1, 1))
    assert next_occurrence(in_leap, date(2026, 1, 1)) == ordinary


def test_that_day_thirty_of_a_short_month_is_kept_on_its_last_day() -> None:
    eves = [next_occurrence(lunar(12, 30), date(year, 1, 10)) for year in (2024, 2025, 2026)]
    assert eves == [date(2024, 2, 9), date(2025, 1, 28), date(2026, 2, 16)]


def test_that_29_february_is_kept_before_the_month_ends() -> None:
    assert next_occurrence(solar(2, 29), date(2026, 1, 1)) == date(2026, 2, 28)
    assert next_occurrence(solar(2, 29), date(2028, 1, 1)) == date(2028, 2, 29)


def test_that_age_counts_completed_years_in_the_birthdays_own_calendar() -> None:
    assert age_on(solar(3, 5, 1988), date(2026, 3, 4)) == 37
    assert age_on(solar(3, 5, 1988), date(2026, 3, 5)) == 38
    assert age_on(lunar(8, 3, 1968), date(2026, 9, 12)) == 57
    assert age_on(lunar(8, 3, 1968), date(2026, 9, 13)) == 58
    assert age_on(solar(3, 5), date(2026, 3, 5)) is None
    assert round_age(solar(3, 5, 1966), date(2026, 3, 5)) == 60
    assert round_age(solar(3, 5, 1967), date(2026, 3, 5)) is None


def test_that_the_animal_changes_at_the_spring_festival() -> None:
    assert zodiac(solar(2, 16, 1988)) == "Rabbit"
    assert zodiac(solar(2, 17, 1988)) == "Dragon"
    assert zodiac(lunar(12, 30, 1987)) == "Rabbit"
    assert zodiac(solar(2, 17)) is None
    i18n.use_language("zh_CN")
    assert zodiac(lunar(8, 3, 1968)) == "猴"


@example(month=12, day=30, leap=False, today=date(2025, 1, 10))  # the twelfth month has 29 days
@example(month=6, day=1, leap=True, today=date(2025, 1, 1))  # this year has that leap month
@example(month=6, day=1, leap=True, today=date(2026, 1, 1))
@given(
    month=st.integers(1, 12),
    day=st.integers(1, 30),
    leap=st.booleans(),
    today=st.dates(date(1950, 1, 1), date(2095, 1, 1)),
)
def test_that_the_days_asked_in_bulk_agree_with_one_birthday_asked_alone(
    month: int, day: int, *, leap: bool, today: date
) -> None:
    birthday = lunar(month, day, leap=leap)
    kept = next_occurrence(birthday, today)
    around = lunar_days(kept - timedelta(days=40), kept + timedelta(days=40))
    assert [at for m, d, in_leap, at in around if (m, d, in_leap) == (month, day, leap)] == [kept]


@given(st.dates(date(2000, 1, 1), date(2000, 12, 31)), st.dates(date(1950, 1, 1), date(2095, 1, 1)))
def test_that_solar_days_in_bulk_agree_too(born: date, today: date) -> None:
    kept = next_occurrence(solar(born.month, born.day), today)
    assert kept >= today
    around = solar_days(kept - timedelta(days=2), kept + timedelta(days=2))
    assert [at for m, d, at in around if (m, d) == (born.month, born.day)] == [kept]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1968年农历八月初三", lunar(8, 3, 1968)),
        ("一九六八年八月初三", lunar(8, 3, 1968)),
        ("农历1968-08-03", lunar(8, 3, 1968)),
        ("1968.8.3(农历)", lunar(8, 3, 1968)),
        ("1968年8月3日（阴历）", lunar(8, 3, 1968)),
        ("農曆8月3日", lunar(8, 3)),
        ("阴历腊月廿三", lunar(12, 23)),
        ("农历十二月二十三", lunar(12, 23)),
        ("臘月廿三", lunar(12, 23)),
        ("冬月十二", lunar(11, 12)),
        ("八月十五", lunar(8, 15)),
        ("正月初十", lunar(1, 10)),
        ("农历闰六月初一", lunar(6, 1, leap=True)),
        ("1988/3/5", solar(3, 5, 1988)),
        ("1988-03-05 00:00:00", solar(3, 5, 1988)),
        ("19880305", solar(3, 5, 1988)),
        ("88.3.5", solar(3, 5, 1988)),
        ("32207", solar(3, 5, 1988)),
        ("八八年三月五日", solar(3, 5, 1988)),
        ("3/5/1988", solar(3, 5, 1988)),
        ("25/12/1988", solar(12, 25, 1988)),
        ("5 March 1988", solar(3, 5, 1988)),
        ("3-5", solar(3, 5)),
        ("３月５日", solar(3, 5)),
        ("--0305", solar(3, 5)),
        ("1604-03-05", solar(3, 5)),
        ("阳历八月十五", solar(8, 15)),
        ("民國75年3月12日", solar(3, 12, 1986)),
        ("民國75/3/12", solar(3, 12, 1986)),
        ("民国68.10.5", solar(10, 5, 1979)),
        ("一九八五年三月十二", solar(3, 12, 1985)),
        ("一九八五年三月廿二", lunar(3, 22, 1985)),
        ("2000-02-29", solar(2, 29, 2000)),
    ],
)
def test_that_a_birthday_is_read_as_people_write_it(text: str, expected: Birthday) -> None:
    assert parse_birthday(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0/0/00",
        "2-30",
        "1990-02-29",
        "13月5日",
        "农历八月三十一",
        "1990",
        "属猴",
        "不详",
        "3000-1-1",
    ],
)
def test_that_what_is_no_birthday_is_not_guessed(text: str) -> None:
    assert parse_birthday(text) is None


def test_that_taiwan_counts_years_from_1912() -> None:
    assert parse_birthday("75/3/12", country="TW") == solar(3, 12, 1986)
    assert parse_birthday("1986/3/12", country="TW") == solar(3, 12, 1986)


def test_that_a_birthday_is_said_as_people_say_it() -> None:
    i18n.use_language("zh_CN")
    assert say_birthday(lunar(8, 3, 1968)) == "农历1968年八月初三"
    assert say_birthday(lunar(12, 23)) == "农历腊月廿三"
    assert say_birthday(lunar(6, 1, leap=True)) == "农历闰六月初一"
    assert say_birthday(solar(3, 5, 1988)) == "1988年3月5日"
    i18n.use_language("zh_TW")
    assert say_birthday(lunar(12, 20)) == "農曆臘月二十"
    assert say_birthday(solar(3, 12, 1986), country="TW") == "民國75年3月12日"


birthdays = st.builds(
    lunar,
    st.integers(1, 12),
    st.integers(1, 30),
    st.none() | st.integers(1850, 2100),
    leap=st.booleans(),
) | st.builds(
    lambda day, with_year: solar(day.month, day.day, day.year if with_year else None),
    st.dates(date(1850, 1, 1), date(2100, 12, 31)),
    st.booleans(),
)


@given(birthdays, st.sampled_from(["zh_CN", "zh_TW", "en"]), st.sampled_from(["", "CN", "TW"]))
def test_that_what_is_said_is_read_back_as_itself(
    birthday: Birthday, language: str, country: str
) -> None:
    i18n.use_language(language)
    assert parse_birthday(say_birthday(birthday, country=country)) == birthday


@given(
    st.text(alphabet="0123456789-/.年月日号农历阴闰初十廿腊正 ()（）一二三", max_size=20)
    | st.text(max_size=20)
)
def test_that_no_text_raises(text: str) -> None:
    parse_birthday(text)
