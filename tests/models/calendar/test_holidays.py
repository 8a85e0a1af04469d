"""Public holidays as the governments publish them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.models.calendar.feasts import easter, qingming
from crmdesk.models.calendar.holiday_names import holiday_text
from crmdesk.models.calendar.holiday_text import read_bytes, read_holidays
from crmdesk.models.calendar.holidays import is_known, special_days

NOTICE = """国务院办公厅关于2026年部分节假日安排的通知
各省、自治区、直辖市人民政府：经国务院批准，现将安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。\
2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
"""


def _off(region: str, year: int) -> list[str]:
    return [f"{day:%m-%d}" for day, one in special_days(region, year).items() if not one.works]


def _worked(region: str, year: int) -> list[str]:
    return [f"{day:%m-%d}" for day, one in special_days(region, year).items() if one.works]


def test_that_the_mainlands_holidays_of_2026_are_those_of_the_notice() -> None:
    read = read_holidays(NOTICE, 2030)
    assert read.left == ()
    assert {one.day: one.works for one in read.days} == {
        day: one.works for day, one in special_days("CN", 2026).items()
    }
    assert read.days[0].name == "元旦"


def test_that_an_unpublished_year_of_the_mainland_has_its_statutory_days() -> None:
    assert (is_known("CN", 2026), is_known("CN", 2027)) == (True, False)
    assert _off("CN", 2027) == [
        "01-01", "02-05", "02-06", "02-07", "02-08", "04-05", "05-01", "05-02", "06-09",
        "09-15", "10-01", "10-02", "10-03",
    ]  # fmt: skip
    assert _worked("CN", 2027) == []


def test_that_taiwans_holidays_of_2026_are_those_of_the_government_calendar() -> None:
    assert _off("TW", 2026) == [
        "01-01", "02-15", "02-16", "02-17", "02-18", "02-19", "02-20", "02-27", "02-28", "04-03",
        "04-04", "04-05", "04-06", "05-01", "06-19", "09-25", "09-28", "10-09", "10-10", "10-25",
        "10-26", "12-25",
    ]  # fmt: skip


def test_that_hong_kongs_holidays_are_those_of_the_gazette() -> None:
    assert _off("HK", 2026) == [
        "01-01", "02-17", "02-18", "02-19", "04-03", "04-04", "04-06", "04-07", "05-01", "05-25",
        "06-19", "07-01", "09-26", "10-01", "10-19", "12-25", "12-26",
    ]  # fmt: skip
    assert _off("HK", 2022)[-2:] == ["12-26", "12-27"]  # Christmas on a Sunday
    assert special_days("none", 2026) == {}


def test_that_easter_and_qingming_fall_where_the_almanac_says() -> None:
    assert [easter(year) for year in (2024, 2025, 2026, 2038)] == [
        date(2024, 3, 31), date(2025, 4, 20), date(2026, 4, 5), date(2038, 4, 25),
    ]  # fmt: skip
    from chinese_calendar import get_solar_terms

    for year in range(1990, 2051):
        [(told, _name)] = get_solar_terms(date(year, 4, 1), date(year, 4, 10))
        assert qingming(year) == told


@pytest.mark.parametrize("region", ["TW", "HK"])
@given(year=st.integers(2026, 2099))
def test_that_no_holiday_is_lost_on_a_weekend(region: str, year: int) -> None:
    days = special_days(region, year)
    rest, statutory = (6, 17) if region == "HK" else (5, 16)
    coinciding = 1 if region == "TW" else 0  # 中秋 may fall on 教師節
    assert sum(day.weekday() < rest for day in days) >= statutory - coinciding


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("1月1日至3日放假调休，共3天。1月4日（周六）上班", "0101 0102 0103 0104w"),
        ("2027年春节：2月4日至10日放假，与周末连休", "0204 0205 0206 0207 0208 0209 0210"),
        ("国庆节、中秋节：9月30日至10月2日放假。10月9日补行上班", "0930 1001 1002 1009w"),
        ("2027-01-01 元旦 休\n2027/1/3,补班,班\n20270206\t春节\t周六", "0101 0103w 0206"),
        ("日期,名称,休/班\n2027.1.9,元旦,班\n2027年5月1日 劳动节", "0109w 0501"),
        ("2027-05-01 劳动节 不上班", "0501"),
    ],
)
def test_that_pasted_holidays_are_understood(text: str, days: str) -> None:
    read = read_holidays(text, 2027)
    assert read.left == ()
    said = [f"{one.day:%m%d}{'w' if one.works else ''}" for one in read.days]
    assert said == days.split()
    assert {one.day.year for one in read.days} == {2027}


@pytest.mark.parametrize("shown", [2024, 2025, 2026])
def test_that_a_notice_without_a_year_is_of_the_year_its_weekdays_fit(shown: int) -> None:
    text = "元旦：1月1日至3日放假调休，共3天。1月4日（周六）上班。"
    read = read_holidays(text, shown)
    assert {one.day.year for one in read.days} == {2025}


def test_that_a_year_named_with_a_date_counts_for_the_dates_after_it() -> None:
    read = read_holidays(
        "一、元旦：2018年12月30日至2019年1月1日放假调休，共3天。2018年12月29日（星期六）上班。\n"
        "二、春节：2月4日至10日放假调休，共7天。2月2日（星期六）、2月3日（星期日）上班。",
        2018,
    )
    assert {one.day: one.works for one in read.days} == {
        day: one.works
        for day, one in (special_days("CN", 2018) | special_days("CN", 2019)).items()
        if date(2018, 12, 29) <= day <= date(2019, 2, 10)
    }


def test_that_a_holiday_over_new_year_keeps_both_years() -> None:
    read = read_holidays("2028年元旦：2027年12月31日至2028年1月2日放假。", 2020)
    assert [one.day for one in read.days] == [
        date(2027, 12, 31) + timedelta(days=number) for number in range(3)
    ]


def test_that_an_ics_calendar_is_read_with_make_up_days() -> None:
    text = (
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20270205\r\n"
        "DTEND;VALUE=DATE:20270207\r\nSUMMARY:春节\r\n （休）\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20270220\r\nSUMMARY:春节补班\r\nEND:VEVENT\r\n"
        "END:VCALENDAR\r\n"
    )
    for data in (text.encode(), text.encode("gb18030"), text.encode("utf-16")):
        read = read_bytes(data, 2030)
        assert [(one.day.day, one.works) for one in read.days] == [
            (5, False),
            (6, False),
            (20, True),
        ]


def test_that_the_calendar_of_taiwans_government_is_read() -> None:
    text = (
        "西元日期,星期,是否放假,備註\n20270101,五,2,開國紀念日\n20270102,六,2,\n20270104,一,0,\n"
        "20270209,二,2,補假\n20270227,六,0,補行上班\n"
    )
    read = read_bytes(text.encode("big5"), 2030)
    assert [(f"{one.day:%m%d}", one.works) for one in read.days] == [
        ("0101", False), ("0209", False), ("0227", True),
    ]  # fmt: skip


def test_that_words_without_days_are_no_holidays() -> None:
    read = read_holidays("今天天气很好\n13月45日放假", 2027)
    assert read.days == ()
    assert read_holidays("", 2027).days == ()


@given(st.text(max_size=80))
def test_that_any_text_is_survived(text: str) -> None:
    read_holidays(text, 2027)
    read_holidays(f"1月{text}日放假", 2027)


def test_that_a_name_of_the_offices_own_stays_as_it_is() -> None:
    assert holiday_text("moon") == "Mid-Autumn Festival"
    assert holiday_text("厂庆") == "厂庆"
