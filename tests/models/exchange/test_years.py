"""Days written without a year: the rows around them say it, or the title, else it is guessed."""

from datetime import date

import pytest

from tests.support.books import understood

HEADER = ("单号", "日期", "客户", "产品", "数量", "单价", "金额")


def row(number: str, day: object) -> tuple[object, ...]:
    return (number, day, "甲公司", "茶", 1, 10, 10)


def days(*rows: tuple[object, ...]) -> list[date | None]:
    return [order.ordered_on for order in understood(*rows).orders]


@pytest.mark.parametrize(
    ("days_told", "expected"),
    [
        (("2025/3/1", "3月8日"), date(2025, 3, 8)),
        (("2025/3/1", "2月27日"), date(2025, 2, 27)),
        (("2024/12/28", "1月3日", "2025/1/5"), date(2025, 1, 3)),
        (("2026/3/1", "12月30日"), date(2025, 12, 30)),
    ],
)
def test_that_the_rows_around_a_day_tell_its_year(
    days_told: tuple[str, ...], expected: date
) -> None:
    told = [row(str(number), day) for number, day in enumerate(days_told)]
    assert days(HEADER, *told)[1] == expected


def test_that_the_title_tells_the_year_where_no_row_does() -> None:
    sheet = understood(("2024年上半年销售明细",), HEADER, row("1", "3月8日"))
    assert [order.ordered_on for order in sheet.orders] == [date(2024, 3, 8)]
    assert sheet.problems == []


def test_that_a_year_nobody_tells_is_said_to_be_guessed() -> None:
    sheet = understood(("2024-2025年销售明细",), HEADER, row("1", "3月8日"))
    assert [order.ordered_on for order in sheet.orders] == [date(2026, 3, 8)]
    assert [(problem.row, problem.code) for problem in sheet.problems] == [(3, "cell.year")]
