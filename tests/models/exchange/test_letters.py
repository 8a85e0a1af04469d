"""The list of addresses for letters: who gets one, how she is addressed, and who gets none."""

import csv
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import Cancelled, CrmError
from crmdesk.models.customers.consents import record_consent
from crmdesk.models.exchange.export.addressee import (
    addressed_company,
    addressed_person,
    envelope_address,
    is_complete,
    named_salutation,
)
from crmdesk.models.exchange.export.letters import Letter, export_letters, letters_to
from crmdesk.models.exchange.records.customers import Address, Consent, Person
from tests.support.builders import add_customer
from tests.support.databases import NOW
from tests.support.exchange import bring_in, contact, record

ROAD = "文三路1号"
HOME = Address("home", f"浙江省杭州市{ROAD}", "", "浙江省", "杭州市", ROAD, "310012")
WORK = Address("work", "杭州市中山路2号", "中国", "浙江省", "杭州市", "中山路2号", "310000")


@pytest.mark.parametrize(
    ("person", "china", "taiwan"),
    [
        (Person("王大明"), "王大明 收", "王大明 君 收"),
        (Person("王大明", gender="male"), "王大明 先生 收", "王大明 先生 收"),
        (Person("王芳", gender="female"), "王芳 女士 收", "王芳 小姐 收"),
        (Person("王芳", salutation="王女士"), "王芳 女士 收", "王芳 女士 收"),
        (Person("王芳", salutation="王总"), "王芳 收", "王芳 君 收"),
        (Person("王芳", salutation="王总", gender="female"), "王芳 女士 收", "王芳 小姐 收"),
        (Person("王芳", title="采购经理"), "王芳 经理 收", "王芳 经理 收"),
        (Person("張三", salutation="張老師"), "張三 老師 收", "張三 老師 收"),
        (Person("王经理"), "王经理 收", "王经理 收"),
        (Person("Jane Smith", gender="female"), "Ms Jane Smith", "Ms Jane Smith"),
        (Person("Jane  Smith"), "Jane Smith", "Jane Smith"),
    ],
)
def test_that_one_is_addressed_by_custom_and_no_gender_is_guessed(
    person: Person, china: str, taiwan: str
) -> None:
    assert addressed_person(person, "CN") == china
    assert addressed_person(person, "TW") == taiwan


def test_that_a_company_is_addressed_where_nobody_is_known() -> None:
    assert addressed_company("宏达公司") == "宏达公司 收"
    assert addressed_company("Acme Ltd") == "Acme Ltd"


@pytest.mark.parametrize(
    ("address", "line"),
    [
        (HOME, "浙江省杭州市文三路1号"),
        (WORK, "浙江省杭州市中山路2号"),
        (Address("", "杭州文三路1号"), "杭州文三路1号"),
        (Address("", "上海市中山路", "", "上海市", "上海市", "中山路"), "上海市中山路"),
        (Address("", "1 Main St", "US", "NY", "Albany", "1 Main St"), "1 Main St, Albany, NY"),
        (Address("", "文三路1号\n二楼"), "文三路1号 二楼"),
    ],
)
def test_that_the_whole_address_stands_in_one_line(address: Address, line: str) -> None:
    assert envelope_address(address) == line
    assert is_complete(address)


@pytest.mark.parametrize(
    "address",
    [
        Address("", "浙江省杭州市", "", "浙江省", "杭州市"),
        Address("", "中国 310000", "中国", postcode="310000"),
        Address("", "浙江"),
        Address("", ""),
    ],
)
def test_that_a_mere_town_is_no_address(address: Address) -> None:
    assert not is_complete(address)


def test_that_a_letter_to_her_home_does_not_name_her_company() -> None:
    person = record("张伟", company="宏达", salutation="张总", number="K1", addresses=(HOME,))
    assert letters_to(person, "CN") == [
        Letter("310012", f"浙江省杭州市{ROAD}", "", "张伟 收", "张总", "", "K1")
    ]
    person.addresses = (WORK,)
    [letter] = letters_to(person, "CN")
    assert isinstance(letter, Letter)
    assert (letter.company, letter.country) == ("宏达", "中国")


def test_that_a_letter_to_a_company_goes_to_its_first_contact_and_to_whom_lives_elsewhere() -> None:
    people = (contact("李娜", gender="female", addresses=(HOME,)), contact("王芳", title="经理"))
    company = record("宏达", kind="company", contacts=people, addresses=(WORK,))
    found = [letter[2:5] for letter in letters_to(company, "CN") if isinstance(letter, Letter)]
    assert found == [("宏达", "王芳 经理 收", "Hello"), ("宏达", "李娜 女士 收", "Hello")]
    alone = record("宏达", kind="company", addresses=(WORK,))
    [letter] = letters_to(alone, "CN")
    assert letter[2:5] == ("", "宏达 收", "Hello")


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"kind": "internal", "addresses": (HOME,)}, "internal"),
        ({"addresses": (HOME,), "consents": (Consent("letter", given=False),)}, "refused"),
        ({}, "none"),
        ({"addresses": (Address("", "杭州市", "", "", "杭州市"),)}, "incomplete"),
    ],
)
def test_that_it_is_said_why_there_is_no_letter(fields: dict[str, Any], reason: str) -> None:
    assert letters_to(record("张伟", **fields), "CN") == reason


def test_that_the_list_has_one_row_a_recipient_and_a_sheet_of_those_left_out(
    db: Database, tmp_path: Path
) -> None:
    bring_in(db, record("张伟", addresses=(HOME,)), record("=李娜", addresses=(WORK,)))
    refused = add_customer(db, "王芳", address="杭州市文三路9号")
    with db.write("customer.edit", name="") as session:
        record_consent(session, refused, "letter", given=True, how="", now=NOW)
        record_consent(session, refused, "letter", given=False, how="电话", now=NOW)
    add_customer(db, "陈静")
    found = export_letters(db, tmp_path / "a.xlsx")
    assert (found.letters, found.skipped) == (2, 2)
    book = load_workbook(tmp_path / "a.xlsx")
    letters, none = ([*sheet.iter_rows(values_only=True)] for sheet in book)
    assert book.sheetnames == ["Letters", "No letters"]
    assert letters[0][:4] == ("Postcode", "Address", "Company", "Recipient")
    assert [row[3] for row in letters[1:]] == ["张伟 收", "=李娜"]
    assert book["Letters"]["D3"].data_type == "s"
    assert book["Letters"]["A2"].number_format == "@"
    assert [row[1:] for row in none[1:]] == [
        ("王芳", "Wants no letters"),
        ("陈静", "No postal address"),
    ]


def test_that_it_can_be_csv_for_a_word_processor(db: Database, tmp_path: Path) -> None:
    bring_in(db, record("张伟", addresses=(HOME,)))
    export_letters(db, tmp_path / "a.csv")
    rows = list(csv.reader((tmp_path / "a.csv").read_text("utf-8-sig").splitlines()))
    assert rows[1][:4] == ["310012", f"浙江省杭州市{ROAD}", "", "张伟 收"]
    with pytest.raises(CrmError, match=r"export\.format"):
        export_letters(db, tmp_path / "a.vcf")


def test_that_nobody_to_write_to_is_an_empty_list(db: Database, tmp_path: Path) -> None:
    assert export_letters(db, tmp_path / "a.xlsx", [99]).letters == 0
    assert load_workbook(tmp_path / "a.xlsx").worksheets[0].max_row == 1


def test_that_a_cancelled_list_leaves_the_old_file(db: Database, tmp_path: Path) -> None:
    add_customer(db, "张伟")
    (tmp_path / "a.xlsx").write_text("old")

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        export_letters(db, tmp_path / "a.xlsx", progress=stop)
    assert (tmp_path / "a.xlsx").read_text() == "old"


def test_that_behind_a_dear_stands_a_name_rather_than_a_greeting() -> None:
    known, unknown = record("张伟", salutation="张哥"), record("李娜")
    assert named_salutation(known, is_person=True) == "张哥"
    assert named_salutation(unknown, is_person=True) == "李娜"
    assert named_salutation(record("大通"), is_person=False) == "customer"
