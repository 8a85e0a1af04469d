"""Identity numbers stay out, children are told of."""

from datetime import date
from typing import Any

import pytest

from crmdesk.models.exchange.records.understood import OfficeHints, SheetUnderstanding
from crmdesk.models.exchange.vocabulary.identities import is_identity, masked, stands_within
from tests.support.books import understood

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    "number",
    [
        "11010519491231002X",
        "110105491231002",
        "A123456789",
        "A800000014",
        "A123456(3)",
        "AB987654(3)",
    ],
)
def test_that_papers_are_known_by_their_check_digit(number: str) -> None:
    assert is_identity(number)
    assert is_identity(number.lower())


@pytest.mark.parametrize(
    "number",
    ["110105194912310021", "110105491331002", "A123456788", "A123456(4)", "13800138000",
     "91330100MA2AXXXX0K", "K000001", "E12345678"],
)  # fmt: skip
def test_that_other_numbers_are_no_papers(number: str) -> None:
    assert not is_identity(number)


def test_that_a_masked_number_shows_its_end() -> None:
    assert masked("11010519491231002X") == "**************002X"
    assert masked("123") == "123"


def codes(found: SheetUnderstanding) -> list[tuple[str, int, str]]:
    return [(problem.code, problem.row, problem.column) for problem in found.problems]


def read(*rows: tuple[Any, ...], **options: Any) -> SheetUnderstanding:
    return understood(*rows, office=OfficeHints(today=TODAY), **options)


@pytest.mark.parametrize(
    ("header", "number"),
    [("编号信息", "11010519491231002X"), ("护照号", "E12345678"), ("Passport No.", "E12345678"),
     ("證件", "A123456789"), ("香港身份證", "A123456(3)")],
)  # fmt: skip
def test_that_a_column_of_papers_is_left_out_by_header_or_by_content(
    header: str, number: str
) -> None:
    found = read(("姓名", "手机", header), ("张三", "13800000001", number))
    assert number not in repr(found.customers)
    assert codes(found) == [("cell.identity", 2, "C")]


def test_that_papers_kept_on_purpose_are_masked() -> None:
    rows = [("姓名", "资料"), ("张三", "11010519491231002X")]
    found = read(*rows, mapping={"Sheet1": {1: "custom@资料"}})
    assert found.customers[0].custom == (("资料", "**************002X"),)


def test_that_papers_in_notes_stay_and_are_told_once() -> None:
    note = "身份证11010519491231002X，已核对"
    found = read(("姓名", "备注"), ("张三", note), ("李四", note))
    assert found.customers[1].note == note
    assert codes(found) == [("identity.in_note", 2, "B")]
    assert found.problems[0].params == {"n": 2}
    assert not stands_within("订单110105194912310021")


def test_that_children_are_told_of_once_by_their_birthdays() -> None:
    found = read(
        ("姓名", "生日"), ("大人", "1980-01-01"), ("小明", "2015-03-01"), ("小红", "2013-12-01"),
        ("刚满", "2012-11-21"),
    )  # fmt: skip
    assert codes(found) == [("child.birthday", 3, "B")]
    assert found.problems[0].params == {"n": 2}
    assert len(found.customers) == 4


def test_that_children_are_told_of_by_what_a_column_is_called() -> None:
    found = read(("姓名", "手机", "宝宝生日"), ("张三", "13800000001", "2009-01-02"))
    assert codes(found) == [("child.heading", 2, "C")]
