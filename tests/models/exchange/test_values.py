"""Cells become values; what cannot is reported and kept."""

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.core.sentences import MESSAGES
from crmdesk.models.customers.phones import parse_phones
from crmdesk.models.exchange.cleaning.plain_phones import plain_numbers
from crmdesk.models.exchange.planning.outcomes import outcome_text
from crmdesk.models.exchange.records.customers import CustomerRecord
from crmdesk.models.exchange.records.understood import OfficeHints, Problem
from crmdesk.models.exchange.vocabulary.cells import Cell
from tests.support.books import understood

AREA = "0571"


def one(header: str, cell: Cell, **options: OfficeHints) -> tuple[CustomerRecord, list[Problem]]:
    sheet = understood(("姓名", header), ("张三", cell), **options)
    return sheet.customers[0], sheet.problems


def numbers(cell: Cell, header: str = "电话") -> list[str | None]:
    return [phone.e164 for phone in one(header, cell)[0].phones]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (13800138000.0, ["+8613800138000"]),
        ("138 0013 8000", ["+8613800138000"]),
        ("\u202a+86 138-0013-8000\u202c", ["+8613800138000"]),
        ("88888888转802", ["+8657188888888"]),
        ("０５７１－８８８８８８８８", ["+8657188888888"]),
        ("13800138000/13900139000", ["+8613800138000", "+8613900139000"]),
        ("无", []),
        ("-", []),
        ("", []),
    ],
)
def test_that_phone_cells_are_read(cell: Cell, expected: list[str | None]) -> None:
    assert numbers(cell) == expected


def test_that_labels_come_from_the_header_unless_the_cell_knows_better() -> None:
    record, _ = one("手机", "13800138000/办公 0571-88888888")
    assert [phone.label for phone in record.phones] == ["mobile", "work"]


def test_that_a_number_that_lost_its_end_is_reported_and_kept() -> None:
    record, problems = one("手机", "1.38E+10")
    assert record.phones == ()
    assert record.note == "手机：1.38E+10"
    assert problems == [Problem("Sheet1", 2, "B", "手机", "1.38E+10", "cell.phone.lost")]


@pytest.mark.parametrize("number", ["1380013800", "1370581005", "138001380001", 1380013800.0])
def test_that_a_mobile_of_another_length_is_reported_and_stays(number: Cell) -> None:
    record, problems = one("手机", number)
    assert [phone.e164 for phone in record.phones] == [None]
    assert [problem.code for problem in problems] == ["cell.phone.digits"]
    assert outcome_text(problems[0]) == "Imported as it stands; please check the digits."


@pytest.mark.parametrize(
    ("header", "cell", "code"),
    [
        ("银行账号", "6.22202E+18", "cell.digits_lost"),
        ("银行卡号", "6.22202E+18", "cell.digits_lost"),
        ("税号", "9133010012345678", "tax.length"),
        ("税号", "91330100MA2OIZ1X0S", "tax.check"),
        ("税号", "91330100MA2ABCDE0K", ""),
        ("税号", "330100123456789", ""),
        ("税号", "无", ""),
        ("税号", "DE123456789", ""),
        ("银行账号", "6222021202041701419", ""),
    ],
)
def test_that_a_number_that_cannot_be_right_is_reported_and_stays(
    header: str, cell: str, code: str
) -> None:
    record, problems = one(header, cell)
    assert [problem.code for problem in problems] == [code] * bool(code)
    told = [value for invoice in record.invoices for value in invoice]
    if cell != "无":
        assert cell in (*told, *(value for _, value in record.custom))


def test_that_text_in_a_phone_column_is_reported_and_kept() -> None:
    record, problems = one("手机", "问李姐")
    assert (record.phones, record.note) == ((), "手机：问李姐")
    assert [problem.code for problem in problems] == ["cell.phone.none"]


PLAIN_NUMBER = (
    r"((电话|手机|座机)[:：])?"
    r"(0(10|2[0-9]|[3-9][0-9]{2})[- ]?[2-9][0-9]{2,3}[- ]?[0-9]{4}([转-][0-9]{1,6})?"
    r"|(\+86[- ]?)?1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4}|[2-9][0-9]{6,7})"
)


@settings(max_examples=500, deadline=None)
@given(
    st.from_regex(
        rf"{PLAIN_NUMBER}([/、；;] ?{PLAIN_NUMBER})?",
        fullmatch=True,
    )
)
def test_that_the_short_cut_for_plain_numbers_changes_nothing(text: str) -> None:
    record, _ = one("电话", text)
    assert list(record.phones) == parse_phones(text, area_code=AREA)
    assert list(plain_numbers(text, "", "") or parse_phones(text)) == parse_phones(text)


NOTES = st.one_of(
    st.sampled_from(["本人", "微信同号", "停机", "移动", "手机", "电话", "转", "分机", "晚上打"]),
    st.from_regex(r"[\u4e00-\u9fff]{1,9}", fullmatch=True),
)


@settings(max_examples=200, deadline=None)
@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), NOTES, st.sampled_from(["（）", "()"]))
def test_that_the_short_cut_for_numbers_with_a_note_changes_nothing(
    number: str, note: str, brackets: str
) -> None:
    text = f"{number}{brackets[0]}{note}{brackets[1]}"
    known = parse_phones(text, label="mobile")
    assert list(plain_numbers(text, "mobile", "") or known) == known


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=30))
def test_that_no_phone_cell_is_ever_lost(text: str) -> None:
    sheet = understood(("姓名", "手机"), ("张三", text))
    digits = "".join(filter(str.isdecimal, text))
    (record,) = sheet.customers
    kept = record.note + "".join(phone.raw for phone in record.phones)
    assert len(digits) < 2 or all(digit in kept for digit in digits)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (date(1980, 3, 5), Birthday("solar", 1980, 3, 5)),
        (datetime.fromisoformat("1980-03-05"), Birthday("solar", 1980, 3, 5)),
        ("1980.3.5", Birthday("solar", 1980, 3, 5)),
        ("1980年3月5日", Birthday("solar", 1980, 3, 5)),
        ("3月5日", Birthday("solar", None, 3, 5)),
        ("农历八月初三", Birthday("lunar", None, 8, 3)),
        (29285.0, Birthday("solar", 1980, 3, 5)),
        (19800305.0, Birthday("solar", 1980, 3, 5)),
        ("0/0/00", None),
    ],
)
def test_that_birthdays_are_read(cell: Cell, expected: Birthday | None) -> None:
    record, problems = one("生日", cell)
    assert (record.birthday, problems) == (expected, [])


def test_that_the_header_may_say_lunar() -> None:
    assert one("农历生日", "8-15")[0].birthday == Birthday("lunar", None, 8, 15)
    assert one("农历生日", date(1980, 8, 15))[0].birthday == Birthday("lunar", 1980, 8, 15)


def test_that_the_years_of_the_republic_count_in_taiwan_only() -> None:
    taiwan = OfficeHints(country="TW", area_code="02")
    assert one("生日", "75/3/12", office=taiwan)[0].birthday == Birthday("solar", 1986, 3, 12)
    assert one("生日", "75/3/12")[0].birthday == Birthday("solar", 1975, 3, 12)


def test_that_a_birthday_nobody_understands_is_reported_and_kept() -> None:
    record, problems = one("生日", "春天")
    assert (record.birthday, record.note) == (None, "生日：春天")
    assert [problem.code for problem in problems] == ["cell.birthday"]


@settings(max_examples=200, deadline=None)
@given(
    st.dates(date(1930, 1, 1), date(2030, 12, 31)),
    st.sampled_from(
        [
            "{0.year}-{0.month}-{0.day}",
            "{0.year}/{0.month:02d}/{0.day:02d}",
            "{0.year}.{0.month}.{0.day}",
            "{0.year}年{0.month}月{0.day}日",
        ]
    ),
)
def test_that_a_day_is_read_in_every_habit(day: date, pattern: str) -> None:
    record, problems = one("状态起始日", pattern.format(day))
    assert (record.stage_since, problems) == (day, [])


def test_that_a_day_without_year_is_the_last_one() -> None:
    assert one("状态起始日", "3月5日")[0].stage_since == date(2026, 3, 5)
    assert one("状态起始日", "12月5日")[0].stage_since == date(2025, 12, 5)
    nowhere = OfficeHints(today=None)
    assert one("状态起始日", "3月5日", office=nowhere)[1][0].code == "cell.date"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("a@b.cn", ["a@b.cn"]),
        ("ａ＠ｂ.cn", ["a@b.cn"]),
        ("a@b.cn; c@d.cn", ["a@b.cn", "c@d.cn"]),
        ("张三 <a@b.cn>", ["a@b.cn"]),
        ("mailto:a@b.cn", ["a@b.cn"]),
        ("/o=ExchangeLabs/cn=x", []),
    ],
)
def test_that_addresses_are_found_in_cells(cell: str, expected: list[str]) -> None:
    record, problems = one("邮箱", cell)
    assert [email.address for email in record.emails] == expected
    assert problems == []


def test_that_a_bad_address_is_reported_and_kept() -> None:
    record, problems = one("邮箱", "zhang at x")
    assert (record.emails, record.note) == ((), "邮箱：zhang at x")
    assert [problem.code for problem in problems] == ["cell.email"]


def test_that_long_numbers_that_lost_digits_are_reported() -> None:
    record, problems = one("爱车编号", 338877665544332211.0)
    assert [problem.code for problem in problems] == ["cell.digits_lost"]
    assert record.custom[0][0] == "爱车编号"


def test_that_identity_numbers_are_left_out_unless_asked_for() -> None:
    record, problems = one("身份证号", "330102198001011234")
    assert "330102198001011234" not in repr(record)
    assert [(problem.code, problem.value) for problem in problems] == [("cell.identity", "")]
    rows = [("姓名", "身份证号"), ("张三", "330102198001011234")]
    asked = understood(*rows, mapping={"Sheet1": {1: "custom@身份证号"}})
    assert asked.customers[0].custom == (("身份证号", "**************1234"),)


def test_that_what_cannot_be_seen_is_taken_out() -> None:
    record, _ = one("备注", "一\u200b二\x07三\u3000\r\n四\xa0")
    assert record.note == "一二三\n四" or record.note.split() == ["一二三", "四"]
    broken, problems = one("爱车", "宝\ud800马")
    assert broken.custom == (("爱车", "宝\ufffd马"),)
    assert [problem.code for problem in problems] == ["cell.unreadable"]


@pytest.mark.parametrize("word", ["男", "先生", "M", "male", "男性"])
def test_that_gender_goes_by_many_words(word: str) -> None:
    assert one("性别", word)[0].gender == "male"


def test_that_an_unknown_gender_among_known_ones_is_reported() -> None:
    rows = [("姓名", "性别"), *[(f"张{n}", "男") for n in range(9)], ("李四", "双")]
    sheet = understood(*rows)
    assert [problem.code for problem in sheet.problems] == ["cell.choice"]
    assert sheet.customers[-1].note == "性别：双"


def test_that_tags_are_split() -> None:
    assert one("标签", 'VIP，老客户、"a,b";VIP')[0].tags == ("VIP", "老客户", "a,b")


def test_that_numbers_keep_their_zeros_and_lose_their_point() -> None:
    sheet = understood(("编号", "姓名"), ("00012", "张三"), (12.0, "李四"))
    assert [record.number for record in sheet.customers] == ["00012", "12"]


def test_that_names_spaced_for_looks_are_closed() -> None:
    sheet = understood(("姓名", "手机"), ("张　三", "1"), ("Anna Maria", "2"))
    assert [record.name for record in sheet.customers] == ["张三", "Anna Maria"]


def test_that_every_problem_has_a_sentence() -> None:
    rows = [("姓名", "手机", "邮箱", "生日"), ("张三", "1.38E+10", "x", "y")]
    assert all(problem.code in MESSAGES for problem in understood(*rows).problems)
