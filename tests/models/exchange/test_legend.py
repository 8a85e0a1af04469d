"""The legend of an export: says what stands where, and is never taken for customers."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import LANGUAGES, use_language
from crmdesk.models.exchange.export.legend import legend_lines
from crmdesk.models.exchange.export.run import ExportRequest, export
from crmdesk.models.exchange.export.sets import offered_targets
from crmdesk.models.exchange.importing import import_file
from crmdesk.models.exchange.vocabulary.fields import CUSTOMER_FIELDS, SHEETS, Target
from crmdesk.models.office.queries import load_fields
from crmdesk.models.schema import CustomField
from tests.support.builders import add_customer
from tests.support.exchange import bring_in, contact, record


@pytest.fixture
def _english_after() -> Iterator[None]:
    yield
    use_language("en")


def legend(db: Database, path: Path, *, logs: bool = False) -> dict[str, tuple[Any, ...]]:
    export(db, path, ExportRequest(logs=logs))
    rows = load_workbook(path).worksheets[1].iter_rows(values_only=True)
    return {str(row[0]): row[1:] for row in rows}


def test_that_every_column_offered_is_explained(db: Database) -> None:
    with db.read() as session:
        targets = offered_targets(session)
        lines = legend_lines(targets, load_fields(session))
    assert len(targets) > len(lines) > len(CUSTOMER_FIELDS) - 10
    assert [line[0] for line in lines if line[0] and not line[1]] == []


def test_that_it_says_which_words_and_how_to_write_days_and_phones(
    db: Database, tmp_path: Path
) -> None:
    add_customer(db, "张伟", phone="13800138000 / 0571-88881234", stage="customer")
    found = legend(db, tmp_path / "a.xlsx")
    assert "Returning" in found["Stage"][1]
    assert found["Stage"][1].count("、") == 5
    label = legend_lines([Target("phone.label")], [])[0]
    assert label[2] == "Mobile、Work、Home、Fax、Other, or words of your own"
    label = legend_lines([Target("address.label")], [])[0]
    assert label[2] == "Work、Home、Other, or words of your own"
    assert "0571-88881234-802" in found["Phone、Phone 2"][2]


def test_that_fields_of_the_office_are_explained_as_it_defined_them(
    db: Database, tmp_path: Path
) -> None:
    bring_in(db, record("张伟", custom=(("爱车", "宝马"), ("相识", "2020-01-02"))))
    with db.write("customer.edit", name="") as session:
        car, since = session.query(CustomField).order_by(CustomField.id)
        car.kind, car.choices = "choice", ["宝马", "大众"]
        since.kind = "date"
    found = legend(db, tmp_path / "a.xlsx")
    assert found["爱车"][1] == "宝马、大众"
    assert "2026-11-21" in found["相识"][2]


def test_that_many_contacts_take_one_line_a_field(db: Database, tmp_path: Path) -> None:
    people = tuple(contact(f"员工{n}", f"1380013800{n}") for n in range(1, 6))
    bring_in(db, record("宏达", kind="company", contacts=people))
    found = legend(db, tmp_path / "a.xlsx")
    assert found["Contact 1 Name、Contact 2 Name、Contact 3 Name …"][0].endswith("in the company.")
    assert "Contact 1 Phone、Contact 2 Phone、Contact 3 Phone …" in found


def test_that_the_other_sheets_are_named(db: Database, tmp_path: Path) -> None:
    found = legend(db, tmp_path / "a.xlsx", logs=True)
    others = {"Contact log", "Complaints", "Orders", "Promises", "Follow-ups"}
    assert others <= set(found)
    assert len(SHEETS) == 1 + len(others)


@pytest.mark.usefixtures("_english_after")
@pytest.mark.parametrize("wrote", LANGUAGES)
def test_that_it_is_not_imported_in_any_language(db: Database, tmp_path: Path, wrote: str) -> None:
    add_customer(db, "张伟", phone="13800138000")
    use_language(wrote)
    export(db, tmp_path / "a.xlsx", ExportRequest())
    use_language("en")
    book = load_workbook(tmp_path / "a.xlsx")
    assert len(book.sheetnames) == 2
    book.worksheets[0]["A1"].value = book.worksheets[0]["A1"].value  # saved by another program
    book.save(tmp_path / "b.xlsx")
    for name in ("a.xlsx", "b.xlsx"):
        plan = import_file(db, tmp_path / name, dry_run=True).plan
        assert len(list(plan.all_rows())) == 1
        assert plan.problems == []
