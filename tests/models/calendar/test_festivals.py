"""When one greets, where, and when nobody is asked for money."""

from datetime import date, timedelta

import pytest
from borax.calendars.lunardate import LunarDate

from crmdesk.models.calendar.festivals import (
    Festival,
    OwnDay,
    festivals,
    festivals_between,
    money_rests,
    solstice,
)


def day_of(region: str, year: int, code: str, **where: bool) -> date:
    (found,) = [one for one in festivals(region, year, **where) if one.code == code]
    return found.day


@pytest.mark.parametrize(
    ("year", "spring", "lantern", "dragon", "qixi", "moon", "double_nine"),
    [
        (2019, "02-05", "02-19", "06-07", "08-07", "09-13", "10-07"),
        (2020, "01-25", "02-08", "06-25", "08-25", "10-01", "10-25"),  # leap fourth month
        (2023, "01-22", "02-05", "06-22", "08-22", "09-29", "10-23"),  # leap second month
        (2025, "01-29", "02-12", "05-31", "08-29", "10-06", "10-29"),  # leap sixth month
        (2026, "02-17", "03-03", "06-19", "08-19", "09-25", "10-18"),
        (2027, "02-06", "02-20", "06-09", "08-08", "09-15", "10-08"),
    ],
)
def test_that_feasts_of_the_moon_fall_on_known_days(
    year: int, spring: str, lantern: str, dragon: str, qixi: str, moon: str, double_nine: str
) -> None:
    told = dict(
        zip(
            ("spring", "lantern", "dragon", "qixi", "moon", "chongyang"),
            (spring, lantern, dragon, qixi, moon, double_nine),
            strict=True,
        )
    )
    for code, day in told.items():
        assert f"{day_of('CN', year, code):%m-%d}" == day, code
    assert day_of("CN", year, "eve") == day_of("CN", year, "spring") - timedelta(days=1)


def test_that_every_year_has_its_feasts_of_the_moon_on_their_lunar_day() -> None:
    for year in range(1910, 2090):
        for one in festivals("CN", year):
            if one.code in ("spring", "lantern", "dragon", "qixi", "moon", "chongyang"):
                lunar = LunarDate.from_solar_date(one.day.year, one.day.month, one.day.day)
                assert not lunar.leap
                assert lunar.month == {"spring": 1, "lantern": 1, "dragon": 5, "qixi": 7,
                                       "moon": 8, "chongyang": 9}[one.code]  # fmt: skip
        codes = [one.code for one in festivals("CN", year)]
        assert all(codes.count(code) == 1 for code in ("eve", "spring", "dragon", "moon"))


def test_that_the_end_of_the_lunar_year_may_stand_in_the_next_solar_one() -> None:
    assert day_of("CN", 2026, "laba") == date(2026, 1, 26)
    assert day_of("CN", 2027, "laba") == date(2027, 1, 15)
    assert day_of("TW", 2027, "weiya") == date(2027, 1, 23)


def test_that_the_little_new_year_is_a_day_later_in_the_south() -> None:
    assert day_of("CN", 2026, "xiaonian") == date(2026, 2, 10)
    assert day_of("CN", 2026, "xiaonian", south=True) == date(2026, 2, 11)


@pytest.mark.parametrize(
    ("year", "day"), [(1980, 22), (2019, 22), (2020, 21), (2021, 21), (2023, 22), (2026, 22)]
)
def test_that_the_winter_solstice_falls_on_known_days(year: int, day: int) -> None:
    assert solstice(year) == date(year, 12, day)


def test_that_each_region_has_its_own_days_and_nobody_those_of_the_dead() -> None:
    assert day_of("CN", 2026, "teachers") == date(2026, 9, 10)
    assert day_of("TW", 2026, "teachers") == date(2026, 9, 28)
    assert day_of("TW", 2026, "fathers") == date(2026, 8, 8)
    assert day_of("HK", 2026, "christmas") == date(2026, 12, 25)
    assert festivals("none", 2026) == []
    assert "national" not in [one.code for one in festivals("TW", 2026)]
    for region in ("CN", "TW", "HK"):
        days = [one.day for one in festivals(region, 2026)]
        assert date(2026, 4, 5) not in days  # 清明
        assert date(2026, 8, 27) not in days  # 中元


def test_that_a_day_of_the_office_stands_among_them() -> None:
    own = [OwnDay("office", "十周年", 2, 29)]
    found = festivals_between("CN", date(2026, 2, 20), date(2026, 3, 5), own=own)
    assert found == [
        Festival("office", date(2026, 2, 28), name="十周年"),
        Festival("lantern", date(2026, 3, 3)),
    ]


def test_that_nobody_asks_for_money_from_new_years_eve_to_the_lanterns() -> None:
    assert not money_rests(date(2026, 2, 15))
    assert money_rests(date(2026, 2, 16))
    assert money_rests(date(2026, 3, 3))
    assert not money_rests(date(2026, 3, 4))
