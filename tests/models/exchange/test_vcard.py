"""Cards as phones and programs really write them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.exchange.reading.book import Book, Sheet
from crmdesk.models.exchange.reading.vcard import read_cards
from crmdesk.models.exchange.records.customers import (
    Address,
    Anniversary,
    Channel,
    CustomerRecord,
    Email,
)
from crmdesk.models.exchange.records.understood import SheetUnderstanding
from crmdesk.models.exchange.sheets.cards import understand_cards
from tests.support.books import OFFICE


def cards(data: bytes | str) -> SheetUnderstanding:
    sheet = Sheet(Book(Path("a.vcf")), "", hidden=False)
    sheet.cards = list(read_cards(data if isinstance(data, bytes) else data.encode()))
    return understand_cards(sheet, OFFICE)


def card(*lines: str, version: str = "3.0") -> CustomerRecord:
    text = "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])
    (record,) = cards(text).customers
    return record


def test_that_quoted_printable_is_read_in_any_case_and_encoding() -> None:
    data = (
        b"BEGIN:VCARD\r\nVERSION:2.1\r\n"
        b"FN;encoding=quoted-printable;charset=gb2312:=D5=C5=\r\n=C8=FD\r\nEND:VCARD\r\n"
    )
    assert cards(data).customers[0].name == "张三"


def test_that_raw_bytes_without_a_charset_are_chinese() -> None:
    data = "BEGIN:VCARD\nVERSION:2.1\nFN:张三\nEND:VCARD\n"
    for encoding in ("gb18030", "utf-8", "utf-16", "utf-8-sig"):
        assert cards(data.encode(encoding)).customers[0].name == "张三"


def test_that_a_broken_card_does_not_take_the_next_with_it() -> None:
    text = "BEGIN:VCARD\nFN:张三\nTEL:1\nBEGIN:VCARD\nFN:李四\n:::\nEND:VCARD\nBEGIN:VCARD\nFN:王五"
    assert [record.name for record in cards(text).customers] == ["张三", "李四", "王五"]


def test_that_the_shown_name_comes_before_its_parts() -> None:
    assert card("N:三;张;;;", "FN:张三").name == "张三"
    assert card("N:张;三;;;").name == "张三"
    assert card("N:Doe;John;Q;;").name == "John Q Doe"


def test_that_lines_are_unfolded() -> None:
    assert card("FN:张三", "NOTE:一二", " 三\\n四\\, 五").note == "一二三\n四, 五"


def test_that_numbers_keep_their_labels() -> None:
    record = card(
        "FN:张三",
        "TEL;TYPE=CELL,VOICE:13800138000",
        "TEL;WORK:0571-88888888转802",
        "item1.TEL:13900139000",
        "item1.X-ABLabel:老板手机",
        "TEL;TYPE=WORK,FAX:0571-88888889",
    )
    assert [(phone.label, phone.e164) for phone in record.phones] == [
        ("mobile", "+8613800138000"),
        ("work", "+8657188888888"),
        ("老板手机", "+8613900139000"),
    ]
    assert record.channels == (Channel("fax", "0571-88888889", "work"),)


def test_that_the_rest_of_a_card_is_taken() -> None:
    record = card(
        "FN:张三",
        "ORG:大华公司;采购部",
        "TITLE:经理",
        "EMAIL;TYPE=HOME:a@b.cn",
        "ADR;TYPE=WORK:;;文三路1号;杭州市;浙江省;310012;中国",
        "URL:http://x.cn",
        "X-QQ:12345",
        "IMPP;X-SERVICE-TYPE=WeChat:x-apple:wx1",
        "CATEGORIES:VIP,老客户",
        "ANNIVERSARY:2010-05-20",
        "NICKNAME:小张",
    )
    assert (record.company, record.department, record.title) == ("大华公司", "采购部", "经理")
    assert record.emails == (Email("home", "a@b.cn"),)
    assert record.addresses == (
        Address("work", "浙江省杭州市文三路1号", "中国", "浙江省", "杭州市", "文三路1号", "310012"),
    )
    assert [(channel.kind, channel.value) for channel in record.channels] == [
        ("web", "http://x.cn"),
        ("qq", "12345"),
        ("wechat", "wx1"),
    ]
    assert record.tags == ("VIP", "老客户")
    assert record.anniversaries == (Anniversary("", Birthday("solar", 2010, 5, 20)),)
    assert record.custom == (("Nickname", "小张"),)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("BDAY:19800305", Birthday("solar", 1980, 3, 5)),
        ("BDAY:1980-03-05T00:00:00Z", Birthday("solar", 1980, 3, 5)),
        ("BDAY:1604-03-05", Birthday("solar", None, 3, 5)),
        ("BDAY:--0305", Birthday("solar", None, 3, 5)),
        ("BDAY;X-APPLE-OMIT-YEAR=1904:1904-03-05", Birthday("solar", None, 3, 5)),
        ("X-ALTBDAY;CALSCALE=chinese:1980-08-15", Birthday("lunar", 1980, 8, 15)),
    ],
)
def test_that_birthdays_of_cards_are_read(line: str, expected: Birthday) -> None:
    assert card("FN:张三", line).birthday == expected


def test_that_a_company_card_is_a_company() -> None:
    assert card("FN:大华", "ORG:大华", "X-ABShowAs:COMPANY").kind == "company"
    assert card("ORG:杭州大华有限公司").kind == "company"


def test_that_a_card_that_names_nobody_is_skipped() -> None:
    found = cards("BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\nBEGIN:VCARD\nFN:张三\nEND:VCARD\n")
    assert [record.row for record in found.customers] == [2]
    assert found.skipped == [(1, "empty")]


def test_that_a_bad_property_is_reported_by_its_name() -> None:
    found = cards("BEGIN:VCARD\nFN:张三\nEMAIL:nobody\nBDAY:春天\nEND:VCARD\n")
    assert [(p.row, p.column, p.code) for p in found.problems] == [
        (1, "EMAIL", "cell.email"),
        (1, "BDAY", "cell.birthday"),
    ]
    assert found.customers[0].note == "EMAIL：nobody\nBDAY：春天"


@given(st.binary(max_size=300))
def test_that_any_bytes_between_two_cards_leave_the_second_whole(noise: bytes) -> None:
    data = b"BEGIN:VCARD\nFN:A\n" + noise + b"\nEND:VCARD\nBEGIN:VCARD\nFN:Z\nEND:VCARD\n"
    assert cards(data).customers[-1].name == "Z"
