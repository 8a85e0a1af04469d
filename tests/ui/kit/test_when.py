from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from crmdesk.ui.kit.dates import parse_day
from crmdesk.ui.kit.when import full_when, next_weekday, say_day, say_due, say_when

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 21, 6, 32, tzinfo=UTC)  # 14:32 on a Saturday in Shanghai
TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("at", "in_english", "in_chinese"),
    [
        (NOW, "Today 14:32", "今天 14:32"),
        (datetime(2026, 11, 20, 16, 5, tzinfo=UTC), "Today 00:05", "今天 00:05"),
        (datetime(2026, 11, 20, 9, 5, tzinfo=UTC), "Yesterday 17:05", "昨天 17:05"),
        (datetime(2026, 11, 22, 1, 0, tzinfo=UTC), "Tomorrow 09:00", "明天 09:00"),
        (datetime(2026, 11, 18, 1, 0, tzinfo=UTC), "18 Nov", "11月18日"),
        (datetime(2024, 3, 1, 1, 0, tzinfo=UTC), "1 Mar 2024", "2024年3月1日"),
    ],
)
def test_that_an_instant_is_said_as_short_as_it_stays_clear(
    request: pytest.FixtureRequest, at: datetime, in_english: str, in_chinese: str
) -> None:
    assert say_when(at, NOW, ZONE) == in_english
    request.getfixturevalue("chinese")
    assert say_when(at, NOW, ZONE) == in_chinese


def test_that_the_full_date_says_everything(chinese: None) -> None:
    assert full_when(NOW, ZONE) == "2026年11月21日（周六）14:32"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 18), "逾期 3 天"),
        (date(2026, 11, 20), "昨天"),
        (TODAY, "今天"),
        (date(2026, 11, 22), "明天"),
        (date(2026, 11, 25), "周三"),
        (date(2026, 12, 25), "12月25日"),
        (date(2027, 1, 2), "2027年1月2日"),
    ],
)
def test_that_a_day_due_is_said_by_its_distance(chinese: None, day: date, said: str) -> None:
    assert say_due(day, TODAY) == said


def test_that_a_day_alone_is_said_without_a_time(chinese: None) -> None:
    assert [say_day(date(2026, 11, day), TODAY) for day in (20, 21, 22, 1)] == [
        "昨天",
        "今天",
        "明天",
        "11月1日",
    ]


def test_that_next_monday_is_never_today() -> None:
    assert next_weekday(date(2026, 11, 23), 0) == date(2026, 11, 30)
    assert next_weekday(TODAY, 0) == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("明天", date(2026, 11, 22)),
        ("昨天", date(2026, 11, 20)),
        ("下周三", date(2026, 11, 25)),
        ("11-18", date(2027, 11, 18)),
        ("20261118", date(2026, 11, 18)),
        ("２０２６．３．１", date(2026, 3, 1)),
        ("2024年3月1日", date(2024, 3, 1)),
        ("26/3/1", date(2026, 3, 1)),
        ("115/3/12", date(2026, 3, 12)),
        ("2026-2-30", None),
        ("", None),
        ("随便", None),
    ],
)
def test_that_days_are_understood_as_people_type_them(typed: str, day: date | None) -> None:
    assert parse_day(typed, TODAY) == day


def test_that_a_day_in_the_past_is_the_last_one_where_that_is_meant() -> None:
    assert parse_day("12月25日", TODAY, future=False) == date(2025, 12, 25)
    assert parse_day("11月20日", TODAY, future=False) == date(2026, 11, 20)


@pytest.mark.parametrize(
    "text", ["9999-12-31", "99991231", "9999年12月31日", "0001-01-01", "1799-12-31"]
)
def test_that_the_ends_of_all_time_are_no_day(text: str) -> None:
    """A report, a reminder or a week looks at the day after it."""
    assert parse_day(text, TODAY) is None
    assert parse_day(text, TODAY, future=False) is None
