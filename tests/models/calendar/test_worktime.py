"""Clocks run while the office is open, and at no other time."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.models.calendar.holidays import Special
from crmdesk.models.calendar.week import PRESETS, Week, read_day, say_day
from crmdesk.models.calendar.worktime import WorkingTime

SHANGHAI = ZoneInfo("Asia/Shanghai")
OFFICE = WorkingTime(PRESETS["office"], SHANGHAI, "CN")
SHOP = WorkingTime(PRESETS["shop"], SHANGHAI)
BERLIN = WorkingTime(PRESETS["office"], ZoneInfo("Europe/Berlin"))
NIGHT = WorkingTime(Week((((0, 360), (1320, 1440)),) * 7), ZoneInfo("Europe/Berlin"))

OFFICES = st.sampled_from([OFFICE, SHOP, BERLIN, NIGHT])
INSTANTS = st.integers(0, 60 * 24 * 800).map(
    lambda minutes: datetime(2024, 12, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
SPANS = st.integers(0, 60 * 24 * 20).map(lambda minutes: timedelta(minutes=minutes))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-11-23 09:00", 2, "2026-11-23 11:00"),
        ("2026-11-23 11:00", 2, "2026-11-23 14:00"),  # over the noon break
        ("2026-11-23 17:30", 2, "2026-11-24 10:30"),  # over night
        ("2026-11-20 17:00", 2, "2026-11-23 10:00"),  # over a weekend
        ("2026-11-21 10:30", 2, "2026-11-23 11:00"),  # begun on a Saturday
        ("2026-11-23 16:00", 2, "2026-11-23 18:00"),  # to the last minute
        ("2026-02-13 17:00", 2, "2026-02-14 10:00"),  # a Saturday worked before 春节
        ("2026-02-14 17:00", 2, "2026-02-24 10:00"),  # nine days off
        ("2026-09-30 17:00", 2, "2026-10-08 10:00"),  # 国庆
        ("2025-12-31 17:00", 2, "2026-01-04 10:00"),  # a year's end, and the Sunday worked after it
        ("2026-12-31 17:00", 2, "2027-01-04 10:00"),  # 元旦 of a year not published yet
        ("2026-11-23 03:00", 0, "2026-11-23 09:00"),
    ],
)
def test_that_hours_are_counted_while_the_office_is_open(start: str, hours: int, end: str) -> None:
    assert OFFICE.add(at(start), timedelta(hours=hours)) == at(end)


def test_that_a_working_day_is_as_long_as_the_office_is_open() -> None:
    assert OFFICE.day == timedelta(hours=8)
    assert SHOP.day == timedelta(hours=12)
    assert OFFICE.add(at("2026-11-20 15:00"), OFFICE.days(1)) == at("2026-11-23 15:00")
    assert SHOP.add(at("2026-02-16 15:00"), SHOP.days(1)) == at("2026-02-17 15:00")


def test_that_a_day_of_the_offices_own_overrules_week_and_region() -> None:
    fair, outing = date(2026, 11, 21), date(2026, 10, 9)
    days = [Special(fair, "展会", works=True), Special(outing, "团建")]
    work = WorkingTime(PRESETS["office"], SHANGHAI, "CN", {day.day: day for day in days})
    assert work.is_open(at("2026-11-21 10:00"))
    assert not OFFICE.is_open(at("2026-11-21 10:00"))
    assert not work.is_open(at("2026-10-09 10:00"))
    assert work.next_open(at("2026-10-08 20:00")) == at("2026-10-10 09:00")


def test_that_the_night_summer_time_begins_is_an_hour_shorter() -> None:
    zone = ZoneInfo("Europe/Berlin")
    begin = datetime(2026, 3, 28, 22, tzinfo=zone)
    assert NIGHT.between(begin, datetime(2026, 3, 29, 6, tzinfo=zone)) == timedelta(hours=7)
    begin = datetime(2026, 10, 24, 22, tzinfo=zone)
    assert NIGHT.between(begin, datetime(2026, 10, 25, 6, tzinfo=zone)) == timedelta(hours=9)


@given(OFFICES, INSTANTS, SPANS)
def test_that_what_was_added_lies_between(
    work: WorkingTime, start: datetime, span: timedelta
) -> None:
    end = work.add(start, span)
    assert end >= start
    assert work.between(start, end) == span


@given(OFFICES, INSTANTS, INSTANTS, INSTANTS)
def test_that_spans_add_up(
    work: WorkingTime, one: datetime, other: datetime, third: datetime
) -> None:
    first, middle, last = sorted((one, other, third))
    whole = work.between(first, last)
    assert work.between(first, middle) + work.between(middle, last) == whole
    assert timedelta() <= whole <= last - first


@given(OFFICES, INSTANTS, SPANS, SPANS)
def test_that_more_time_is_never_up_earlier(
    work: WorkingTime, start: datetime, span: timedelta, more: timedelta
) -> None:
    assert work.add(start, span) <= work.add(start, span + more)


@given(OFFICES, INSTANTS)
def test_that_it_opens_at_the_next_moment_it_is_open(work: WorkingTime, start: datetime) -> None:
    opens = work.next_open(start)
    assert work.is_open(opens)
    assert work.between(start, opens) == timedelta()


def test_that_an_office_closed_for_years_still_answers() -> None:
    first = date(2026, 1, 1)
    closed = {
        first + timedelta(days=n): Special(first + timedelta(days=n), "") for n in range(1200)
    }
    work = WorkingTime(PRESETS["office"], SHANGHAI, "none", closed)
    start = at("2026-01-05 10:00")
    assert work.add(start, timedelta(hours=2)) == start + timedelta(hours=2)
    assert work.next_open(start) == start


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("9-12 13-18", "09:00-12:00, 13:00-18:00"),
        ("9：00～21：30", "09:00-21:30"),
        ("9点半到18点", "09:30-18:00"),
        ("10:00—24:00", "10:00-24:00"),
        ("８：３０－１１：３０、１３：３０－１７：３０", "08:30-11:30, 13:30-17:30"),
        ("", ""),
    ],
)
def test_that_hours_are_read_as_people_type_them(typed: str, said: str) -> None:
    day = read_day(typed)
    assert day is not None
    assert say_day(day) == said
    assert read_day(said) == day


@pytest.mark.parametrize("typed", ["18-9", "9", "9-25", "9-12 11-18", "上午", "9:75-10", "-"])
def test_that_hours_that_make_no_sense_are_not_read(typed: str) -> None:
    assert read_day(typed) is None


def test_that_a_week_says_what_is_wrong_with_it() -> None:
    assert Week(((),) * 7).problems() == {"week": "hours.never"}
    wrong = Week((((600, 700), (650, 800)), *((),) * 6))
    assert wrong.problems() == {"day_1": "hours.overlap"}
    assert PRESETS["office"].problems() == {}
