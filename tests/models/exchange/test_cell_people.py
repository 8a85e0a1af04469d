"""Several people in one cell become several; what is not sure stays as it was written."""

import pytest

from crmdesk.models.exchange.sheets.cell_people import people_of
from tests.support.books import understood

PHONE = "13800138000"


def told(text: str) -> list[tuple[str, ...]]:
    return [
        tuple(filter(None, (one.title, one.name, one.note, one.phone))) for one in people_of(text)
    ]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("张三/李四", [("张三",), ("李四",)]),
        ("王芳 13800138000；李明 13900139000", [("王芳", PHONE), ("李明", "13900139000")]),
        ("王芳13800138000李明13900139000", [("王芳", PHONE), ("李明", "13900139000")]),
        ("采购小胡13800138000", [("采购", "小胡", PHONE)]),
        ("卢师傅（已离职）13800138000", [("卢师傅", "已离职", PHONE)]),
        ("王芳（采购）", []),
        ("胡经理13800138000\n财务小施0571-88886666转6",
         [("胡经理", PHONE), ("财务", "小施", "0571-88886666转6")]),
        ("0571-88886666", [("0571-88886666",)]),
        ("王建国", []),
        ("李会计", []),
        ("欧阳 娜娜", []),
        ("杭州大华/宁波海昌", []),
        ("A建材王总-杭州", []),
        ("王芳、门口的保安", []),
    ],
)  # fmt: skip
def test_that_people_are_told_apart(text: str, people: list[tuple[str, ...]]) -> None:
    if text == "王芳（采购）":
        people = [("采购", "王芳")] if people_of(text) else []
    assert told(text) == people


def test_that_two_names_are_a_customer_and_a_contact_with_a_number_each() -> None:
    sheet = understood(("姓名", "电话"), ("张三/李四", "13800138000/13900139000"))
    (record,) = sheet.customers
    assert (record.name, [contact.name for contact in record.contacts]) == ("张三", ["李四"])
    assert record.phones[0].e164 == "+8613800138000"
    assert record.contacts[0].phones[0].e164 == "+8613900139000"


def test_that_whose_number_it_is_is_its_label() -> None:
    sheet = understood(("姓名", "手机"), ("杨帆", "13800138000（老公）、13900139000（停机）"))
    first, second = sheet.customers[0].phones
    assert (first.label, first.suspect) == ("老公", False)
    assert (second.label, second.suspect) == ("停机", True)


def test_that_a_name_beside_a_number_of_a_company_is_a_contact() -> None:
    rows = [("公司名称", "电话"), ("大华公司", "王芳13800138000 李明13900139000")]
    (record,) = understood(*rows).customers
    assert {contact.name: contact.phones[0].e164 for contact in record.contacts} == {
        "王芳": "+8613800138000",
        "李明": "+8613900139000",
    }
    assert record.phones == ()


@pytest.mark.parametrize(
    ("note", "count"),
    [
        ("另一个手机13900139000", 2),
        ("备用电话：139 0013 9000", 2),
        ("13900139000", 2),
        ("周末看房；座机0571-88886666", 2),
        ("老公电话13900139000", 1),
        ("介绍人老王13900139000", 1),
        ("另一个手机13800138000", 1),
    ],
)
def test_that_a_second_number_of_hers_in_the_note_is_one_of_hers(note: str, count: int) -> None:
    (record,) = understood(("姓名", "手机", "备注"), ("张三", PHONE, note)).customers
    assert len(record.phones) == count
    assert record.note == note


def test_that_the_same_in_wechat_is_an_account() -> None:
    (record,) = understood(("姓名", "手机"), ("张三", "13800138000（微信同号）")).customers
    assert [channel.value for channel in record.channels] == [PHONE]
