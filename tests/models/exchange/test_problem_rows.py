"""Rows with problems go back to the user, and come back corrected."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import LANGUAGES, use_language
from crmdesk.models.exchange.columns.recognise import recognise
from crmdesk.models.exchange.importing import import_file
from crmdesk.models.exchange.problem_rows import reason_header
from crmdesk.models.exchange.vocabulary.synonyms import IGNORED
from tests.support.builders import add_customer
from tests.support.exchange import customers, write_csv

ROWS = (
    ("客户姓名", "手机", "公司", "生日", "积分"),
    ("张伟", "13800138000", "杭州云帆建材有限公司", "1980-05-01", 12),
    ("李娜", "1.38E+10", "", "", 7),
    ("王芳", "13900139000", "", "明天", 3.5),
)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "老客户"
    for row in ROWS:
        sheet.append(row)
    made.save(tmp_path / "book.xlsx")
    return tmp_path / "book.xlsx"


def given(path: Path) -> list[tuple[Any, ...]]:
    """The rows of the first sheet."""
    return list(load_workbook(path).worksheets[0].iter_rows(values_only=True))


def test_that_rows_with_a_problem_come_back_as_they_were(
    db: Database, book: Path, tmp_path: Path
) -> None:
    import_file(db, book, problems=tmp_path / "wrong.xlsx")
    header, li, wang = given(tmp_path / "wrong.xlsx")
    assert header == (*ROWS[0], "Number", "Import problem")
    assert li[:-1] == ("李娜", "1.38E+10", None, None, 7, "K000002")
    assert "手机 “1.38E+10”" in li[-1]
    assert wang[:-1] == ("王芳", "13900139000", None, "明天", 3.5, "K000003")
    assert load_workbook(tmp_path / "wrong.xlsx").sheetnames == ["老客户"]


def test_that_corrected_rows_find_their_customers(db: Database, book: Path, tmp_path: Path) -> None:
    import_file(db, book, problems=tmp_path / "wrong.xlsx")
    edited = load_workbook(tmp_path / "wrong.xlsx")
    sheet = edited.worksheets[0]
    sheet["A2"], sheet["B2"], sheet["D3"] = "李小娜", "13700137000", "1990-03-04"
    edited.save(tmp_path / "wrong.xlsx")
    result = import_file(db, tmp_path / "wrong.xlsx", problems=tmp_path / "still.xlsx")
    assert result.plan.counts()["updated"] == 2
    assert not (tmp_path / "still.xlsx").exists()
    found = customers(db)
    assert [(one["name"], one["number"]) for one in found] == [
        ("张伟", "K000001"), ("李小娜", "K000002"), ("王芳", "K000003"),
    ]  # fmt: skip
    assert found[1]["phones"][0]["number"] == "+8613700137000"
    assert found[2]["birthday"]["year"] == 1990
    assert list(found[1]["fields"]) == ["积分"]


def test_that_rows_given_back_and_not_corrected_change_nothing(
    db: Database, book: Path, tmp_path: Path
) -> None:
    import_file(db, book, problems=tmp_path / "wrong.xlsx")
    before = customers(db)
    result = import_file(db, tmp_path / "wrong.xlsx")
    assert [row.action for row in result.plan.rows] == ["skip", "skip"]
    assert customers(db) == before


def test_that_a_dry_run_gives_the_rows_without_numbers(
    db: Database, book: Path, tmp_path: Path
) -> None:
    import_file(db, book, problems=tmp_path / "wrong.xlsx", dry_run=True)
    assert [row[-2] for row in given(tmp_path / "wrong.xlsx")] == ["Number", None, None]


def test_that_a_row_left_out_can_be_told_apart_and_comes_back(db: Database, tmp_path: Path) -> None:
    for _ in range(2):
        add_customer(db, "张伟", phone="13800138000")
    path = write_csv(tmp_path / "book.csv", "编号,姓名,手机", ",张伟,13800138000", ",陈静,1")
    import_file(db, path, problems=tmp_path / "wrong.xlsx")
    header, zhang, *_ = given(tmp_path / "wrong.xlsx")
    assert header == ("编号", "姓名", "手机", "Import problem")
    assert zhang[:3] == (None, "张伟", "13800138000")
    assert len(zhang[3]) > 10


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_that_the_column_of_reasons_is_ignored_in_every_language(spoken: str) -> None:
    use_language(spoken)
    title = reason_header()
    use_language("en")
    (_, guess) = recognise(("姓名", title), (["张伟"], ["手机不对"]))
    assert guess.target is not None
    assert guess.target.field == IGNORED


def test_that_cards_with_a_problem_are_named(db: Database, tmp_path: Path) -> None:
    for _ in range(2):
        add_customer(db, "张伟", phone="13800138000")
    path = tmp_path / "cards.vcf"
    path.write_text(
        "BEGIN:VCARD\nVERSION:3.0\nFN:张伟\nTEL:13800138000\nEND:VCARD\n", encoding="utf-8"
    )
    import_file(db, path, problems=tmp_path / "wrong.xlsx")
    assert given(tmp_path / "wrong.xlsx")[1][0] == "张伟"
