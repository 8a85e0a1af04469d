from datetime import date

import pytest

from crmdesk.models.calendar.when import When, parse_when, read_when

TODAY = date(2026, 11, 21)  # a Saturday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("今天", "2026-11-21"),
        ("明天", "2026-11-22"),
        ("明日", "2026-11-22"),
        (" 后天 ", "2026-11-23"),
        ("後天", "2026-11-23"),
        ("大后天", "2026-11-24"),
        ("3天后", "2026-11-24"),
        ("三天後", "2026-11-24"),
        ("10日后", "2026-12-01"),
        ("两周后", "2026-12-05"),
        ("2个星期后", "2026-12-05"),
        ("一个月后", "2026-12-21"),
        ("3个月以后", "2027-02-21"),
        ("半个月后", "2026-12-06"),
        ("半年后", "2027-05-21"),
        ("周三", "2026-11-25"),
        ("星期六", "2026-11-28"),
        ("本周日", "2026-11-22"),
        ("周天", "2026-11-22"),
        ("下周", "2026-11-23"),
        ("下周一", "2026-11-23"),
        ("下周5", "2026-11-27"),
        ("下下周三", "2026-12-02"),
        ("下礼拜天", "2026-11-29"),
        ("下禮拜三", "2026-11-25"),
        ("周末", "2026-11-28"),
        ("月底", "2026-11-30"),
        ("下月底", "2026-12-31"),
        ("下个月底", "2026-12-31"),
        ("月初", "2026-12-01"),
        ("月中", "2026-12-15"),
        ("下月5号", "2026-12-05"),
        ("25号", "2026-11-25"),
        ("21号", "2026-11-21"),
        ("20号", "2026-12-20"),
        ("5日", "2026-12-05"),
        ("12月5日", "2026-12-05"),
        ("12月5", "2026-12-05"),
        ("十二月二十五日", "2026-12-25"),
        ("3月5日", "2027-03-05"),
        ("2027年1月3日", "2027-01-03"),
        ("27年1月3日", "2027-01-03"),
        ("明年3月5日", "2027-03-05"),
        ("12/5", "2026-12-05"),
        ("12-5", "2026-12-05"),
        ("２/２９", "2028-02-29"),
        ("2027-01-03", "2027-01-03"),
        ("2027/1/3", "2027-01-03"),
        ("年底", "2026-12-31"),
        ("明年底", "2027-12-31"),
        ("today", "2026-11-21"),
        ("Tomorrow", "2026-11-22"),
        ("day after tomorrow", "2026-11-23"),
        ("next Monday", "2026-11-23"),
        ("friday", "2026-11-27"),
        ("Thurs", "2026-11-26"),
        ("next week", "2026-11-23"),
        ("in 3 days", "2026-11-24"),
        ("2 weeks", "2026-12-05"),
        ("2w", "2026-12-05"),
        ("+3", "2026-11-24"),
        ("end of month", "2026-11-30"),
        ("5 Dec", "2026-12-05"),
        ("December 5", "2026-12-05"),
    ],
)
def test_that_a_day_is_understood_as_people_say_it(text: str, day: str) -> None:
    assert parse_when(text, TODAY) == When(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("text", "day", "time"),
    [
        ("明天下午3点", 22, "15:00"),
        ("明天下午3点半", 22, "15:30"),
        ("明早9点", 22, "09:00"),
        ("明晚八点", 22, "20:00"),
        ("今晚", 21, "19:00"),
        ("周三 14:30", 25, "14:30"),
        ("下周一上午十点一刻", 23, "10:15"),
        ("明天中午", 22, "12:00"),
        ("中午1点", 21, "13:00"),
        ("下午", 21, "14:00"),
        ("16:00", 21, "16:00"),
        ("tomorrow at 3pm", 22, "15:00"),
        ("monday 9:15am", 23, "09:15"),
        ("23号 9：05", 23, "09:05"),
    ],
)
def test_that_a_time_may_follow(text: str, day: int, time: str) -> None:
    assert parse_when(text, TODAY) == When(date(2026, 11, day), time)


@pytest.mark.parametrize(
    "text",
    ["", "报价", "13月5日", "2月30日", "32号", "25:70", "3天", "明白了", "周到", "10箱", "1/2/3"],
)
def test_that_what_is_no_day_is_not_taken_for_one(text: str) -> None:
    assert parse_when(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "day", "time", "rest"),
    [
        ("明天下午3点 给王总报价", 22, "15:00", "给王总报价"),
        ("下周一，發樣品", 23, "", "發樣品"),
        ("monday call back", 23, "", "call back"),
        ("16:00 回电", 21, "16:00", "回电"),
        ("３天后：寄合同", 24, "", "寄合同"),
    ],
)
def test_that_a_day_may_begin_a_sentence(text: str, day: int, time: str, rest: str) -> None:
    assert read_when(text, TODAY) == (When(date(2026, 11, day), time), rest)


def test_that_a_sentence_without_a_day_is_left_whole() -> None:
    assert read_when(" 给王总报价 ", TODAY) == (None, "给王总报价")


def test_that_a_month_later_never_passes_the_end_of_a_short_month() -> None:
    assert parse_when("一个月后", date(2027, 1, 31)) == When(date(2027, 2, 28))


@pytest.mark.parametrize(
    ("today", "text", "day"),
    [
        (date(2027, 1, 31), "一个月后", date(2027, 2, 28)),
        (date(2028, 1, 30), "一个月后", date(2028, 2, 29)),
        (date(2026, 12, 31), "2个月后", date(2027, 2, 28)),
        (date(2026, 5, 30), "一个月后", date(2026, 6, 30)),
    ],
)
def test_that_a_month_on_is_the_same_day_or_the_months_last(
    today: date, text: str, day: date
) -> None:
    assert parse_when(text, today) == When(day)
