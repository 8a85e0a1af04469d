"""Exports: typed workbooks nothing of which is ever a formula, CSV for Excel, vCards for phones."""

import csv
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import Cancelled, CrmError
from crmdesk.models.customers.phones import PhoneValue, parse_phones
from crmdesk.models.exchange.export import run
from crmdesk.models.exchange.export.reach import phone_cell
from crmdesk.models.exchange.export.run import ExportRequest, export
from crmdesk.models.exchange.records.customers import Address, Channel
from crmdesk.models.exchange.vocabulary.fields import Target
from crmdesk.models.exchange.writers.cards import folded
from crmdesk.models.exchange.writers.delimited import guarded
from crmdesk.models.exchange.writers.sheet import Batch, Column, Sheet
from crmdesk.models.exchange.writers.xlsx import write_workbook
from crmdesk.models.schema import Customer
from tests.support.builders import add_customer, add_interaction, add_staff
from tests.support.exchange import bring_in, contact, record


def sheet_of(db: Database, path: Path, request: ExportRequest | None = None) -> Any:
    export(db, path, request or ExportRequest())
    return load_workbook(path).worksheets[0]


def by_header(sheet: Any, row: int = 2) -> dict[str, Any]:
    return {head.value: cell for head, cell in zip(sheet[1], sheet[row], strict=True)}


def test_that_cells_are_typed_and_the_header_is_frozen_and_filtered(
    db: Database, tmp_path: Path
) -> None:
    bring_in(
        db,
        record("张伟", "13800138000", birthday=Birthday("solar", 1985, 3, 12)),
        record("李娜", birthday=Birthday("lunar", None, 8, 15)),
    )
    sheet = sheet_of(db, tmp_path / "a.xlsx")
    cells = by_header(sheet)
    assert sheet.freeze_panes == "D2"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert sheet["A1"].font.bold
    assert (cells["Phone"].value, cells["Phone"].number_format) == ("13800138000", "@")
    assert cells["Birthday"].is_date
    assert cells["Birthday"].value.date() == date(1985, 3, 12)
    assert by_header(sheet, 3)["Birthday"].value == "lunar 8/15"


@pytest.mark.parametrize(
    "name", ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "＝1+1", "=cmd|' /C'!A0"]
)
def test_that_a_name_is_never_run(db: Database, tmp_path: Path, name: str) -> None:
    add_customer(db, name.strip())
    cell = by_header(sheet_of(db, tmp_path / "a.xlsx"))["Name"]
    assert (cell.data_type, cell.value) == ("s", name.strip())
    export(db, tmp_path / "a.csv", ExportRequest())
    text = (tmp_path / "a.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    assert rows[0]["Name"] in (f"'{name.strip()}", name.strip())
    assert not rows[0]["Name"].startswith(("=", "@", "＝"))


def test_that_phones_keep_their_plus_and_minus_in_csv() -> None:
    assert guarded("+86 138 0013 8000") == "+86 138 0013 8000"
    assert guarded("-5") == "-5"
    assert guarded("+1+1") == "'+1+1"


def test_that_csv_begins_with_a_mark_excel_needs(db: Database, tmp_path: Path) -> None:
    add_customer(db, "张伟", note="一行\n两行")
    export(db, tmp_path / "a.csv", ExportRequest())
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_that_an_export_as_seen_has_its_columns_and_its_order(db: Database, tmp_path: Path) -> None:
    first = add_customer(db, "张伟", phone="0571-88881234")
    second = add_customer(db, "李娜", owner_id=add_staff(db, "小李"), tags=("VIP",))
    add_interaction(db, second, at=datetime(2026, 11, 20, 2, 30, tzinfo=UTC))
    targets = [Target(code) for code in ("last_contact", "name", "tags", "owner", "phone")]
    sheet = sheet_of(db, tmp_path / "a.xlsx", ExportRequest([second, first], targets))
    rows = [tuple(cell.value for cell in row) for row in sheet.iter_rows()]
    assert rows == [
        ("Last contact", "Name", "Tags", "Owner", "Phone"),
        (datetime(2026, 11, 20, 10, 30), "李娜", "VIP", "小李", None),  # noqa: DTZ001
        (None, "张伟", None, None, "0571-88881234"),
    ]


def test_that_only_columns_that_hold_something_are_exported(db: Database, tmp_path: Path) -> None:
    first = add_customer(db, "张伟", email="a@b.cn")
    add_customer(db, "李娜", phone="13900139000")
    sheet = sheet_of(db, tmp_path / "a.xlsx", ExportRequest([first]))
    headers = [cell.value for cell in sheet[1]]
    assert "E-mail" in headers
    assert not {"Phone", "Tags", "Birthday", "Invoice title"} & set(headers)


def test_that_contacts_stand_beside_their_company_and_the_fourth_out_of_the_way(
    db: Database, tmp_path: Path
) -> None:
    people = tuple(contact(f"员工{n}", f"1380013800{n}") for n in range(1, 5))
    bring_in(db, record("宏达", kind="company", contacts=people, custom=(("爱车", "宝马"),)))
    sheet = sheet_of(db, tmp_path / "a.xlsx")
    headers = [cell.value for cell in sheet[1]]
    assert headers.index("爱车") < headers.index("Contact 4 Name")
    assert by_header(sheet)["Contact 4 Phone"].value == "13800138004"


def test_that_a_headline_equal_to_another_is_still_a_column_of_its_own(
    db: Database, tmp_path: Path
) -> None:
    bring_in(db, record("张伟", custom=(("Phone", "红色"), ("Phone ", "蓝色"))))
    sheet = sheet_of(db, tmp_path / "a.xlsx")
    assert {"红色", "蓝色"} <= {cell.value for cell in sheet[2]}


def test_that_what_belongs_to_the_owner_alone_is_left_out_for_others(
    db: Database, tmp_path: Path
) -> None:
    colleague = add_staff(db, "小李")
    bring_in(
        db, record("张伟", private_note="私下", income="high"), record("李娜", private_note="我的")
    )
    with db.write("customer.edit", name="张伟") as session:
        session.get_one(Customer, 1).owner_id = colleague
    sheet = sheet_of(db, tmp_path / "a.xlsx")
    assert by_header(sheet)["Private note"].value is None
    assert by_header(sheet, 3)["Private note"].value == "我的"


def test_that_an_empty_office_exports_its_headers(db: Database, tmp_path: Path) -> None:
    assert export(db, tmp_path / "a.xlsx", ExportRequest(logs=True)) == 0
    book = load_workbook(tmp_path / "a.xlsx")
    assert [sheet.title for sheet in book] == [
        "Customers",
        "Legend",
        "Contact log",
        "Complaints",
        "Orders",
        "Promises",
        "Follow-ups",
    ]
    assert book.worksheets[0]["A1"].value == "Number"


def test_that_what_excel_cannot_hold_is_cut_not_refused(tmp_path: Path) -> None:
    rows = [("x" * 40_000, date(1850, 1, 1)), ("kurz", date(2020, 1, 1))]
    sheet = Sheet(
        "s",
        [Column("text"), Column("day", "day")],
        lambda: (Batch.of(rows[at : at + 1]) for at in range(2)),
    )
    write_workbook(tmp_path / "a.xlsx", [sheet])
    found = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert (len(found["A2"].value), found["B2"].value) == (32_767, "1850-01-01")


def test_that_a_vcard_holds_what_a_telephone_can_take(db: Database, tmp_path: Path) -> None:
    bring_in(
        db,
        record(
            "张三丰",
            company="宏达,建材;一部",
            birthday=Birthday("lunar", 1985, 8, 15),
            note="一行\n两行",
            channels=(Channel("wechat", "zsf"), Channel("fax", "0571-1")),
            addresses=(
                Address("work", "杭州文三路1号", "", "浙江省", "杭州市", "文三路1号", "310000"),
            ),
            phones=(PhoneValue("mobile", "13800138000", "+8613800138000"),),
        ),
        record("盛源", kind="company", contacts=(contact("李娜", "13900139000", title="经理"),)),
    )
    assert export(db, tmp_path / "a.vcf", ExportRequest()) == 2
    text = (tmp_path / "a.vcf").read_text("utf-8").replace("\r\n ", "")
    for line in (
        "N:张;三丰;;;",
        "FN:张三丰",
        r"ORG:宏达\,建材\;一部",
        "TEL;TYPE=CELL:+8613800138000",
        "TEL;TYPE=FAX:0571-1",
        "X-ALTBDAY;CALSCALE=chinese:1985-08-15",
        r"NOTE:一行\n两行",
        "X-WECHAT:zsf",
        "ADR;TYPE=WORK:;;文三路1号;杭州市;浙江省;310000;",
        "X-ABSHOWAS:COMPANY",
        "ORG:盛源",
        "TITLE:经理",
    ):
        assert f"{line}\n" in text.replace("\r\n", "\n"), line
    assert text.count("BEGIN:VCARD") == 3


def test_that_lines_of_a_card_are_folded_at_75_octets_between_characters() -> None:
    line = "NOTE:" + "张三丰a" * 40
    pieces = folded(line).split("\r\n")
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert all(piece.startswith(" ") for piece in pieces[1:])
    assert folded(line).replace("\r\n ", "") == line


@pytest.mark.parametrize("name", ["a.pdf", "a", "a.xls"])
def test_that_another_kind_of_file_is_refused(db: Database, tmp_path: Path, name: str) -> None:
    with pytest.raises(CrmError, match=r"export\.format"):
        export(db, tmp_path / name, ExportRequest())


@pytest.mark.parametrize("ending", ["xlsx", "csv", "vcf"])
def test_that_a_file_that_cannot_be_written_is_said_so(
    db: Database, tmp_path: Path, ending: str
) -> None:
    with pytest.raises(CrmError, match=r"export\.unwritable"):
        export(db, tmp_path / "missing" / f"a.{ending}", ExportRequest())


@pytest.mark.parametrize("ending", ["xlsx", "csv", "vcf"])
def test_that_a_cancelled_export_leaves_the_old_file(
    db: Database, tmp_path: Path, ending: str
) -> None:
    add_customer(db, "张伟")
    path = tmp_path / f"a.{ending}"
    path.write_text("old")

    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        export(db, path, ExportRequest(), stop)
    assert path.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir() if "a." in file.name] == [path.name]


def test_that_a_large_export_is_written_beside_and_cancelled_all_the_same(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_customer(db, "张伟")
    export(db, tmp_path / "here.xlsx", ExportRequest())
    monkeypatch.setattr(run, "_LARGE", 1)
    export(db, tmp_path / "beside.xlsx", ExportRequest())
    here, beside = (
        list(load_workbook(tmp_path / f"{name}.xlsx").worksheets[0].values)
        for name in ("here", "beside")
    )
    assert here == beside

    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        export(db, tmp_path / "none.xlsx", ExportRequest(), stop)
    assert {file.name for file in tmp_path.glob("*.xlsx")} == {"here.xlsx", "beside.xlsx"}


def test_that_words_of_ours_are_offered_where_the_workbook_is_edited(
    db: Database, tmp_path: Path
) -> None:
    add_customer(db, "张伟")
    targets = [Target("stage"), Target("consent.sms"), Target("consent.sms.at"), Target("title")]
    sheet = sheet_of(db, tmp_path / "a.xlsx", ExportRequest(targets=targets))
    offered = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation}
    assert offered == {
        "A2:A202": '"Potential,Interested,Customer,Returning,Dormant,Lost"',
        "B2:B202": '"Given,Refused"',
    }


@pytest.mark.parametrize("country", ["CN", "TW", "HK"])
@pytest.mark.parametrize(
    "number",
    ["+864003980053", "+8657188888888", "+8613800138000", "+14155552671", "+886223456789",
     "+886912345678", "+85223456789"],
)  # fmt: skip
@pytest.mark.parametrize("extension", ["", "12", "802"])
def test_that_a_number_written_is_read_as_the_same(
    number: str, country: str, extension: str
) -> None:
    cell = phone_cell("as it was", number, extension, country)
    read = parse_phones(cell, country=country)
    assert [(one.e164, one.extension) for one in read] == [(number, extension)]
