"""爸爸电话 and 妈妈电话: whose number it is stays to be seen."""

import pytest

from crmdesk.models.exchange.records.understood import SheetUnderstanding
from crmdesk.models.exchange.sheets.understand import understand
from tests.support.books import OFFICE, merged_book, understood

FATHER, MOTHER = "13805710001", "13805710002"


def labels(sheet: SheetUnderstanding) -> dict[str, str]:
    return {phone.raw: phone.label for phone in sheet.customers[0].phones}


@pytest.mark.parametrize("what", ["电话", "手机", "联系电话"])
def test_that_a_parents_number_without_a_name_is_labelled(what: str) -> None:
    sheet = understood(
        ("姓名", f"爸爸{what}", f"妈妈{what}"), ("张梓涵", FATHER, MOTHER), ("李一诺", FATHER, "")
    )
    assert labels(sheet) == {FATHER: "爸爸", MOTHER: "妈妈"}


def below_a_group(*titles: str, rows: tuple[tuple[str, ...], ...]) -> SheetUnderstanding:
    """A list of children with these titles below 家长信息."""
    blank = ("",) * (len(titles) - 1)
    book = [
        ("学号", "姓名", "性别", "出生日期", "家长信息", *blank),
        ("", "", "", "", *titles),
        *(("0001", "张梓涵", "女", "2021.03.15", *row) for row in rows),
    ]
    group = "E1:F1" if len(titles) == 2 else "E1:H1"
    (sheet,) = understand(
        merged_book(book, "A1:A2", "B1:B2", "C1:C2", "D1:D2", group), office=OFFICE
    ).sheets
    return sheet


def test_that_it_is_labelled_below_a_group_as_well() -> None:
    sheet = below_a_group("爸爸电话", "妈妈电话", rows=((FATHER, MOTHER),))
    assert labels(sheet) == {FATHER: "爸爸", MOTHER: "妈妈"}


def test_that_parents_with_names_below_a_group_are_contacts() -> None:
    titles = ("爸爸姓名", "爸爸电话", "妈妈姓名", "妈妈电话")
    sheet = below_a_group(*titles, rows=(("张建国", FATHER, "刘芳", MOTHER),))
    found = [
        (contact.name, contact.role, contact.phones[0].raw, contact.phones[0].label)
        for contact in sheet.customers[0].contacts
    ]
    assert found == [("张建国", "爸爸", FATHER, ""), ("刘芳", "妈妈", MOTHER, "")]


@pytest.mark.parametrize("child", ["幼儿姓名", "娃"])
def test_that_parents_never_take_the_place_of_the_child(child: str) -> None:
    sheet = understood(
        (child, "爸爸姓名", "爸爸电话"),
        ("张梓涵", "张建国", FATHER),
        ("李一诺", "李大勇", MOTHER),
    )
    assert [customer.name for customer in sheet.customers] == ["张梓涵", "李一诺"]
    assert sheet.customers[0].contacts[0].name == "张建国"
