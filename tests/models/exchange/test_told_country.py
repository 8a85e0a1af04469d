"""A list from Taiwan in an office on the mainland is read as there."""

import pytest

from crmdesk.models.calendar.birthday import Birthday
from tests.support.books import Row, understood

HEADER = ("病歷號", "姓名", "生日", "行動電話", "市話", "初診日期")
ROWS: list[Row] = [
    ("A1", "陳怡君", "75/3/12", "0912-345-678", "02-2345-6789#12", "112.5.6"),
    ("A2", "林志豪", "民國68年12月1日", "0923456789", "(04)2222-3333", "1100101"),
    ("A3", "黃淑芬", "", "+886 933 111 222", "", "45900"),
]


def test_that_landlines_beside_mobiles_of_taiwan_are_taiwanese() -> None:
    people = understood(HEADER, *ROWS).customers
    found = [[(phone.e164, phone.extension) for phone in one.phones] for one in people]
    assert found == [
        [("+886912345678", ""), ("+886223456789", "12")],
        [("+886923456789", ""), ("+886422223333", "")],
        [("+886933111222", "")],
    ]


@pytest.mark.parametrize(
    ("number", "e164"), [("13800138000", "+8613800138000"), ("0755-88886666", "+8675588886666")]
)
def test_that_a_number_of_the_mainland_leaves_the_sheet_there(number: str, e164: str) -> None:
    other: Row = ("A4", "王芳", "75/3/12", number, "88888888", "")
    *_, record = understood(HEADER, *ROWS, other).customers
    assert [phone.e164 for phone in record.phones] == [e164, "+8657188888888"]
    assert record.birthday == Birthday("solar", 1975, 3, 12)


def test_that_all_days_of_such_a_sheet_count_the_years_of_the_republic() -> None:
    people = understood(HEADER, *ROWS).customers
    assert [dict(one.custom)["初診日期"] for one in people] == [
        "2023-05-06",
        "2021-01-01",
        "2025-08-31",
    ]
    assert people[0].birthday == Birthday("solar", 1986, 3, 12)
    assert people[1].birthday == Birthday("solar", 1979, 12, 1)


def test_that_birthdays_of_the_republic_make_the_other_days_so() -> None:
    header = ("姓名", "生日", "初診日期")
    rows: list[Row] = [("陳怡君", "民國75年3月12日", "112.5.6"), ("林志豪", "0681201", "1100101")]
    people = understood(header, *rows).customers
    assert [dict(one.custom)["初診日期"] for one in people] == ["2023-05-06", "2021-01-01"]
    assert people[1].birthday == Birthday("solar", 1979, 12, 1)


def test_that_seven_digits_on_the_mainland_are_no_day_of_the_republic() -> None:
    record = understood(("姓名", "手机", "生日"), ("张三", "13800138000", "1100101")).customers[0]
    assert record.birthday is None


@pytest.mark.parametrize(
    ("text", "number", "extension"),
    [
        ("02-27112345", "+886227112345", ""),
        ("(02)2711-2345#12", "+886227112345", "12"),
        ("04-23170403", "+886423170403", ""),
        ("(07)345-6789", "+88673456789", ""),
    ],
)
def test_that_a_lone_landline_of_taiwan_is_one_in_a_list_of_the_mainland(
    text: str, number: str, extension: str
) -> None:
    sheet = understood(("姓名", "电话"), ("陳淑芬", text), ("李强", "13800138000"))
    (phone,) = sheet.customers[0].phones
    assert (phone.e164, phone.extension, phone.suspect) == (number, extension, False)
    assert sheet.customers[1].phones[0].e164 == "+8613800138000"
