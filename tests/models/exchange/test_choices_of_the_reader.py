"""What the user says about a file: which sheets, which kinds, which header; and that it stays."""

from collections.abc import Mapping
from pathlib import Path

from openpyxl import Workbook
from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.exchange.habits import habits_of, with_habits
from crmdesk.models.exchange.importing import (
    ReadChoices,
    carry_out,
    import_file,
    make_plan,
    understand_book,
)
from crmdesk.models.exchange.mappings import forget_mappings, layout_of, load_told
from crmdesk.models.exchange.planning.plan import ImportChoices
from crmdesk.models.exchange.reading.book import read_book
from crmdesk.models.exchange.records.understood import SheetUnderstanding
from crmdesk.models.exchange.sheets.glance import glance_at, more_rows
from crmdesk.models.exchange.sheets.understand import understand
from crmdesk.models.schema import CustomField
from tests.support.books import make_book, merged_book, understood

PEOPLE = [("姓名", "手机"), ("张伟", "13800138000"), ("李娜", "13900139000")]
HELP = [("姓名", "说明"), ("王小明", "写全名")]


def _sheets(kinds: Mapping[str, str]) -> list[SheetUnderstanding]:
    book = make_book(PEOPLE, HELP, names=["客户", "填写说明"])
    return understand(book, kinds=kinds).sheets


def test_that_a_sheet_can_be_left_out_and_one_left_out_be_read() -> None:
    assert [(sheet.kind, sheet.ignored) for sheet in _sheets({})] == [
        ("customers", ""),
        ("", "instructions"),
    ]
    chosen = _sheets({"客户": "", "填写说明": "customers"})
    assert [(sheet.kind, sheet.ignored) for sheet in chosen] == [
        ("", "unwanted"),
        ("customers", ""),
    ]
    assert [len(sheet.customers) for sheet in chosen] == [0, 1]


def test_that_a_hidden_sheet_is_read_where_somebody_says_so() -> None:
    book = make_book(PEOPLE, PEOPLE, names=["客户", "旧客户"])
    list(book.sheets())[1].hidden = True
    assert [sheet.name for sheet in understand(book).sheets] == ["客户"]
    assert len(understand(book, kinds={"旧客户": "customers"}).customers) == 4


def test_that_a_sheet_is_what_somebody_says_it_is() -> None:
    rows = [("名", "日子", "东西"), ("张伟", "2026-3-5", "打印纸")]
    told = {0: "customer", 1: "ordered_on", 2: "product"}
    sheet = understand(
        make_book(rows), kinds={"Sheet1": "orders"}, mapping={"Sheet1": told}
    ).sheets[0]
    assert [order.text for order in sheet.orders] == ["2026-03-05 · 打印纸"]
    wrong = understand(
        make_book(rows), kinds={"Sheet1": "orders"}, mapping={"Sheet1": {0: "hobbies"}}
    ).sheets[0]
    assert wrong.columns[0].target is None


def test_that_a_field_of_ones_own_is_of_the_kind_chosen() -> None:
    rows = [("姓名", "手机", "等次"), ("张伟", "13800138000", "3"), ("李娜", "13900139000", "5")]
    assert understood(*rows).custom_kinds == {"等次": "text"}
    for kind in ("number", "choice", "text"):
        assert understood(*rows, field_kinds={"等次": kind}).custom_kinds == {"等次": kind}
    words = [*rows, ("王芳", "13700137000", "高"), ("赵敏", "13600136000", "低")]
    assert understood(*words, field_kinds={"等次": "date"}).custom_kinds == {"等次": "text"}


def test_that_one_sees_the_rows_as_they_stand_and_what_became_of_them() -> None:
    rows = [
        ("客户资料", "", ""),
        ("姓名", "联系方式", ""),
        ("", "手机", "座机"),
        ("张伟", "13800138000", ""),
        ("李娜", "13900139000", ""),
        ("合计", "2", ""),
    ]
    book = merged_book(rows, "A1:C1", "B2:C2", "A2:A3")
    found = understand(book).sheets
    glance = glance_at(next(book.sheets()), found)
    assert glance.rows[1] == (2, ("姓名", "联系方式", ""))
    assert dict(glance.marks) == {1: "title", 2: "header", 3: "header", 6: "totals"}
    assert len(glance.merged) == 3


def test_that_a_long_sheet_is_looked_at_page_by_page() -> None:
    book = make_book([("姓名",), *((f"客户{n}",) for n in range(2, 1001))], batch=300)
    glance = glance_at(next(book.sheets()), [])
    assert [number for number, _ in glance.rows] == list(range(1, 201))
    assert more_rows(book, "Sheet1", 201)[0] == (201, ("客户201",))
    assert [number for number, _ in more_rows(book, "Sheet1", 901)] == list(range(901, 1001))
    assert more_rows(book, "nobody", 1) == []


def test_that_habits_come_back_as_they_were() -> None:
    read = ReadChoices(
        group_by_company=True,
        header_rows={"客户": (2, 3), "B": 0},
        sheet_names={"张伟": "owner"},
        kinds={"说明": ""},
        field_kinds={"等次": "number"},
    )
    choices = ImportChoices("update", fill_only=True)
    assert with_habits(ReadChoices(), ImportChoices(), habits_of(read, choices)) == (read, choices)
    assert habits_of(ReadChoices(), ImportChoices()) == {}


def test_that_what_was_chosen_for_a_file_is_remembered_and_can_be_forgotten(
    db: Database, tmp_path: Path
) -> None:
    path = tmp_path / "book.xlsx"
    book = Workbook()
    assert book.active is not None
    for row in [("姓名", "手机", "等次"), ("张伟", "13800138000", "3")]:
        book.active.append(row)
    book.save(path)
    opened = read_book(path)
    first = understand_book(db, opened, ReadChoices())
    layout = layout_of(first)
    [shape] = [sheet.shape for sheet in first.sheets]
    read = ReadChoices(
        columns={shape: {2: "custom@级别"}}, field_kinds={"级别": "number"}, layout=layout
    )
    found = understand_book(db, opened, read)
    opened.close()
    choices = ImportChoices("skip")
    carry_out(db, found, make_plan(db, found, choices), read, choices)
    with db.read() as session:
        told = load_told(session, [layout, shape])
        assert session.scalars(select(CustomField.kind)).all() == ["number"]
    assert told[layout].habits == {"field_kinds": {"级别": "number"}, "mode": "skip"}
    assert told[shape].columns == {2: "custom@级别"}
    with db.write("view") as session:
        forget_mappings(session, [layout, shape])
    with db.read() as session:
        assert load_told(session, [layout, shape]) == {}


def test_that_columns_chosen_now_stand_beside_those_remembered(
    db: Database, tmp_path: Path
) -> None:
    path = tmp_path / "book.csv"
    path.write_text("姓名,手机,甲,乙\n张伟,13800138000,a,b\n", encoding="utf-8")
    opened = read_book(path)
    [sheet] = understand_book(db, opened, ReadChoices()).sheets
    import_file(db, path, read=ReadChoices(columns={sheet.key: {2: "hobbies"}}))
    [sheet] = understand_book(db, opened, ReadChoices()).sheets
    assert str(sheet.columns[2].target) == "hobbies"
    now = understand_book(db, opened, ReadChoices(columns={sheet.shape: {3: "note"}}))
    assert [str(guess.target) for guess in now.sheets[0].columns[2:]] == ["hobbies", "note"]
    opened.close()


def test_that_what_somebody_decided_is_not_doubted_any_more() -> None:
    rows = [("张伟", "13800138000", "轿车"), ("李娜", "13900139000", "货车")]
    doubts = understand(make_book(rows)).doubts
    assert [doubt.code for doubt in doubts] == ["header.none", "column.nameless"]
    told = {2: "note.line@C"}
    decided = understand(make_book(rows), header_rows={"Sheet1": 0}, mapping={"Sheet1": told})
    assert decided.doubts == []
    assert decided.customers[0].note == "Column C: 轿车"


def test_that_a_heading_may_be_said_to_stand_in_the_last_row() -> None:
    rows = [("张伟", "13800138000", "王芳"), ("客户", "手机", "联系人")]
    for told, row in ((2, 2), ((1, 2), 2), (40, 40)):
        sheet = understand(make_book(rows), header_rows={"Sheet1": told}).sheets[0]
        assert sheet.header_row == row
