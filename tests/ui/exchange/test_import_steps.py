"""The steps of an import as a user takes them: file and sheets, columns, match."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidgetItem, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from crmdesk.models.core.db import Database
from crmdesk.models.schema import Customer, CustomField, CustomValue, OrderLine, Phone
from crmdesk.models.schema import Mapping as Remembered
from tests.support.builders import add_customer
from tests.support.import_wizard import Rows, Wizard, write_book
from tests.support.locked_books import locked_agile, workbook

Opener = Callable[[Path], Wizard]
GOOD: Rows = (
    ("客户姓名", "手机", "公司"),
    ("张伟", "13800138000", "杭州云帆建材有限公司"),
    ("李娜", "139 1111 2222", ""),
)
MESSY: Rows = (
    ("客户通讯录", "", "", "", ""),
    ("客户名称", "联系人", "联系方式", "", "等级"),
    ("", "", "手机", "座机", ""),
    ("杭州大华装饰有限公司", "王芳", "13800138000", "0571-88888888", "金"),
    ("宁波海天贸易商行", "李强", "13911112222", "", "银"),
    ("合计", "2", "", "", ""),
)
MERGED = "A1:E1 C2:D2 A2:A3 B2:B3 E2:E3"
BARE: Rows = (
    ("张伟", "13800138000", "杭州"),
    ("李娜", "13911112222", "上海"),
    ("王芳", "13700137000", "杭州"),
)
LOST: Rows = (
    ("客户姓名", "手机", "车牌号"),
    ("张伟", "13800138000", "浙A12345"),
    ("李娜", "13911112222", "浙A23456"),
    ("王芳", "13700137000", "浙A34567"),
)
HELP: Rows = (("项目", "说明"), ("姓名", "写全名"), ("手机", "11位"))


def _names(db: Database) -> list[str]:
    with db.read() as session:
        return list(session.scalars(select(Customer.name).order_by(Customer.id)))


# the way through


def test_that_a_good_file_is_imported_with_one_key(
    open_wizard: Opener, db: Database, tmp_path: Path
) -> None:
    wizard = open_wizard(write_book(tmp_path / "book.xlsx", GOOD)).at("plan")
    wizard.key(Qt.Key.Key_Return)
    wizard.qtbot.waitUntil(wizard.dialog.report.isVisible)
    assert _names(db) == ["张伟", "李娜"]


def test_that_a_doubtful_file_stops_where_a_look_is_needed(
    open_wizard: Opener, tmp_path: Path
) -> None:
    wizard = open_wizard(write_book(tmp_path / "book.xlsx", BARE)).at("sheets")
    assert "no headings" in wizard.pages.sheets.notice.text()
    assert wizard.find("step_sheets").accessibleName() == "File and sheets: please check"
    for step in ("columns", "match", "plan"):
        wizard.key(Qt.Key.Key_Return)
        wizard.at(step)
    wizard.key(Qt.Key.Key_Return)
    wizard.qtbot.waitUntil(wizard.dialog.report.isVisible)


def test_that_alt_and_an_arrow_walk_through_the_steps(open_wizard: Opener, tmp_path: Path) -> None:
    wizard = open_wizard(write_book(tmp_path / "book.xlsx", GOOD)).at("plan")
    for step in ("match", "columns", "sheets", "sheets"):
        wizard.key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        wizard.at(step)
    wizard.key(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    wizard.at("columns")


def test_that_leaving_asks_nothing_at_any_step(
    open_wizard: Opener, db: Database, tmp_path: Path
) -> None:
    for step in ("sheets", "columns", "match"):
        wizard = open_wizard(write_book(tmp_path / "book.xlsx", GOOD)).at("plan").step(step)
        wizard.key(Qt.Key.Key_Escape)
        assert not wizard.is_open
    assert _names(db) == []


def test_that_a_second_file_may_be_let_go_over_the_dialog(
    open_wizard: Opener, tmp_path: Path
) -> None:
    second = write_book(tmp_path / "second.xlsx", MESSY)
    wizard = open_wizard(write_book(tmp_path / "book.xlsx", GOOD)).at("plan")
    with wizard.qtbot.waitSignal(wizard.dialog.dropped) as dropped:
        wizard.drop(second)
    assert dropped.args == [second]
    assert not wizard.is_open


# file and sheets


def test_that_the_rows_of_the_file_say_what_they_are(open_wizard: Opener, tmp_path: Path) -> None:
    path = write_book(tmp_path / "book.xlsx", MESSY, merged=MERGED)
    wizard = open_wizard(path).at("plan").step("sheets")
    assert wizard.marks() == {1: "title", 2: "heading", 3: "heading", 6: "totals"}
    assert wizard.pages.sheets.heading.text() == "Heading in rows 2–3"
    view = wizard.pages.sheets.preview
    assert view.columnSpan(1, 2) == 2
    assert view.rowSpan(1, 0) == 2
    head = view.sheet.headerData(2, Qt.Orientation.Horizontal)
    assert head == "C  Contact 1 Phone (Mobile)"


def test_that_a_click_says_where_the_heading_stands(open_wizard: Opener, tmp_path: Path) -> None:
    path = write_book(tmp_path / "book.xlsx", MESSY, merged=MERGED)
    wizard = open_wizard(path).at("plan").step("sheets")
    wizard.click_cell(3, 2)
    assert wizard.pages.sheets.heading.text() == "Heading in row 3"
    wizard.click_cell(2, 2, Qt.KeyboardModifier.ShiftModifier)
    assert wizard.pages.sheets.heading.text() == "Heading in rows 2–3"
    wizard.click_cell(2, 2)
    assert wizard.pages.sheets.heading.text() == "Heading in row 2"
    wizard.click_cell(2, 0)
    assert wizard.pages.sheets.heading.text() == "Heading in rows 2–3"
    wizard.press("no_heading")
    assert wizard.pages.sheets.heading.text() == "No heading"
    wizard.press("recognised")
    assert wizard.pages.sheets.heading.text() == "Heading in rows 2–3"
    assert not wizard.pages.sheets.recognised.isVisible()


def test_that_a_heading_nothing_can_be_read_under_is_said_and_mended(
    open_wizard: Opener, tmp_path: Path
) -> None:
    wizard = open_wizard(write_book(tmp_path / "book.xlsx", LOST)).at("plan").step("sheets")
    page, buttons = wizard.pages.sheets, wizard.dialog.buttons
    wizard.click_cell(4, 1)
    assert page.notice.text().startswith("With the heading in row 4 nothing can be read.")
    assert page.choices.kind.currentData() == "customers"
    assert page.list.item(0).checkState() == Qt.CheckState.Checked
    assert page.heading.isVisible()
    assert page.recognised.width() < page.width() // 3
    assert not buttons.next.isEnabled()
    for code in ("columns", "match", "plan"):
        step = wizard.find(f"step_{code}")
        assert isinstance(step, QPushButton)
        assert not step.isEnabled()
        assert step.icon().isNull()
    wizard.click_cell(1, 1)
    assert page.notice.text() == ""
    assert buttons.next.isEnabled()
    assert wizard.step("plan").counts()["created"] == 3


def test_that_the_heading_is_chosen_by_keyboard_too(open_wizard: Opener, tmp_path: Path) -> None:
    path = write_book(tmp_path / "book.xlsx", MESSY, merged=MERGED)
    wizard = open_wizard(path).at("plan").step("sheets")
    view = wizard.pages.sheets.preview
    view.setFocus()
    view.setCurrentIndex(view.sheet.index(2, 0))
    wizard.key(Qt.Key.Key_Space)
    assert wizard.pages.sheets.heading.text() == "Heading in row 3"


def test_that_sheets_are_left_out_and_taken_in(
    open_wizard: Opener, db: Database, tmp_path: Path
) -> None:
    more: Rows = (("姓名", "手机"), ("钱多", "13400134000"))
    names = ("客户", "旧客户", "填表说明")
    wizard = open_wizard(write_book(tmp_path / "book.xlsx", GOOD, more, HELP, names=names))
    wizard.at("plan").step("sheets")
    sheets = wizard.pages.sheets.list
    assert [_said(sheets.item(at)) for at in range(3)] == [
        "客户: Customers · 2 rows",
        "旧客户: Customers · 1 row",
        "填表说明: instructions",
    ]
    sheets.item(0).setCheckState(Qt.CheckState.Unchecked)
    wizard.settle()
    assert _said(sheets.item(0)) == "客户: left out by you"
    assert wizard.counts()["created"] == 1
    sheets.setCurrentRow(2)
    sheets.setFocus()
    wizard.key(Qt.Key.Key_Space)
    assert _said(sheets.item(2)).startswith("填表说明: Customers")
    wizard.key(Qt.Key.Key_Space)
    assert _said(sheets.item(2)) == "填表说明: instructions"
    sheets.item(0).setCheckState(Qt.CheckState.Checked)
    wizard.settle()
    assert wizard.counts()["created"] == 3


def test_that_leaving_every_sheet_out_leaves_nothing_to_import(
    open_wizard: Opener, tmp_path: Path
) -> None:
    wizard = open_wizard(write_book(tmp_path / "book.xlsx", GOOD)).at("plan").step("sheets")
    wizard.pick("kind", "")
    assert not wizard.dialog.buttons.next.isEnabled()
    wizard.key(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert not wizard.find("step_plan").isEnabled()
    assert wizard.pages.current() == "sheets"
    wizard.pick("kind", "customers")
    assert wizard.dialog.buttons.next.isEnabled()
    wizard.step("plan")
    assert wizard.counts()["created"] == 2


def test_that_the_name_of_a_sheet_becomes_owner_or_tag(open_wizard: Opener, tmp_path: Path) -> None:
    more: Rows = (GOOD[0], ("钱多", "13400134000", ""))
    wizard = open_wizard(write_book(tmp_path / "b.xlsx", GOOD, more, names=("华东区", "西南区")))
    wizard.settle()
    wizard.step("sheets").pick("sheet_name", "owner")
    wizard.pick("sheet_name", "tag")
    assert wizard.dialog.shown is not None
    found = wizard.dialog.shown.understanding
    assert found.customers[0].tags == ("华东区",)
    wizard.pick("sheet_name", "")
    assert wizard.dialog.shown.understanding.customers[0].tags == ()


def test_that_another_encoding_is_chosen_where_the_guess_is_wrong(
    open_wizard: Opener, tmp_path: Path
) -> None:
    path = tmp_path / "book.csv"
    path.write_bytes("姓名,手机\n张伟,13800138000\n".encode("gb18030"))
    wizard = open_wizard(path).at("plan").step("sheets")
    encoding = wizard.pages.sheets.choices.encoding
    assert encoding.itemText(0) == "Recognised: Chinese, simplified (GB18030)"
    wizard.pick("encoding", "big5hkscs")
    assert wizard.dialog.shown is not None
    assert wizard.dialog.shown.understanding.encoding == "big5hkscs"
    wizard.pick("encoding", "")
    wizard.step("plan")
    assert wizard.counts()["created"] == 1


def test_that_a_long_file_is_shown_page_by_page(open_wizard: Opener, tmp_path: Path) -> None:
    path = tmp_path / "book.csv"
    rows = "".join(f"王{chr(0x4E00 + n)},1380013{n:04}\n" for n in range(450))
    path.write_text(f"姓名,手机\n{rows}", encoding="utf-8")
    wizard = open_wizard(path)
    wizard.settle()
    wizard.step("sheets")
    view = wizard.pages.sheets.preview
    assert view.sheet.rowCount() == 200
    for expected in (400, 451):
        view.scrollToBottom()
        wizard.qtbot.waitUntil(lambda expected=expected: view.sheet.rowCount() == expected)
        wizard.settle()
    assert view.sheet.number(450) == 451


def test_that_cards_have_no_rows_and_say_so(open_wizard: Opener, tmp_path: Path) -> None:
    path = tmp_path / "cards.vcf"
    path.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:张伟\nTEL:13800138000\nEND:VCARD\n", "utf-8")
    wizard = open_wizard(path).at("plan").step("sheets")
    assert not wizard.pages.sheets.preview.isVisible()
    wizard.step("columns").step("match").step("plan")
    assert wizard.counts()["created"] == 1


# columns


def test_that_each_column_says_what_it_becomes_and_how_sure_that_is(
    open_wizard: Opener, tmp_path: Path
) -> None:
    path = write_book(tmp_path / "book.xlsx", MESSY, merged=MERGED)
    wizard = open_wizard(path).at("plan").step("columns")
    assert wizard.columns() == {
        "A": ("Company", "certain"),
        "B": ("Contact 1 Name", "certain"),
        "C": ("Contact 1 Phone (Mobile)", "probable"),
        "D": ("Phone (Work)", "certain"),
        "E": ("Own field “等级”", "not known: kept as it is"),
    }


def test_that_a_meaning_is_found_by_typing_it(
    open_wizard: Opener, db: Database, tmp_path: Path
) -> None:
    rows: Rows = (("姓名", "手机", "爱车"), ("张伟", "13800138000", "轿车"))
    wizard = open_wizard(write_book(tmp_path / "book.xlsx", rows)).at("plan").step("columns")
    wizard.choose("C", "hobb")
    assert wizard.columns()["C"] == ("Hobbies", "chosen by you")
    wizard.step("plan").press("apply")
    with db.read() as session:
        assert session.scalar(select(Customer.hobbies)) == "轿车"
        assert session.scalar(select(func.count()).select_from(CustomValue)) == 0


@pytest.mark.usefixtures("chinese")
def test_that_the_first_letters_of_the_pinyin_find_a_meaning(
    open_wizard: Opener, tmp_path: Path
) -> None:
    rows: Rows = (("姓名", "手机", "爱车"), ("张伟", "13800138000", "轿车"))
    wizard = open_wizard(write_book(tmp_path / "book.xlsx", rows)).at("plan").step("columns")
    wizard.choose("C", "zy")
    assert wizard.columns()["C"][0] == "职业"


def test_that_a_second_phone_is_the_second_phone(
    open_wizard: Opener, db: Database, tmp_path: Path
) -> None:
    rows: Rows = (("姓名", "手机", "热线"), ("张伟", "13800138000", "13900139000"))
    wizard = open_wizard(write_book(tmp_path / "book.xlsx", rows)).at("plan").step("columns")
    wizard.choose("C", "phone")
    assert wizard.columns()["C"][0] == "Phone 2"
    wizard.step("plan").press("apply")
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(Phone)) == 2


def test_that_typing_in_the_row_of_a_column_opens_the_list(
    open_wizard: Opener, tmp_path: Path
) -> None:
    rows: Rows = (("姓名", "手机", "爱车"), ("张伟", "13800138000", "轿车"))
    wizard = open_wizard(write_book(tmp_path / "book.xlsx", rows)).at("plan").step("columns")
    table = wizard.pages.columns.table
    table.setFocus()
    table.stand_on(2)
    wizard.qtbot.keyClick(table, Qt.Key.Key_T)
    picker = wizard.pages.columns.picker
    wizard.qtbot.waitUntil(picker.isVisible)
    assert picker.search.text() == "t"
    wizard.qtbot.keyClick(picker, Qt.Key.Key_Escape)
    wizard.qtbot.waitUntil(lambda: not picker.isVisible())
    assert wizard.dialog.isVisible()
    wizard.qtbot.keyClick(table, Qt.Key.Key_Delete)
    wizard.settle()
    assert wizard.columns()["C"] == ("Not imported", "chosen by you")


def test_that_a_new_field_is_made_on_the_spot_with_its_kind(
    open_wizard: Opener, db: Database, tmp_path: Path
) -> None:
    rows: Rows = (("姓名", "手机", "等次"), ("张伟", "13800138000", "3"))
    wizard = open_wizard(write_book(tmp_path / "book.xlsx", rows)).at("plan").step("columns")
    wizard.pages.columns.ask("C")
    picker = wizard.pages.columns.picker
    wizard.qtbot.waitUntil(picker.isVisible)
    wizard.qtbot.mouseClick(picker.new, Qt.MouseButton.LeftButton)
    name = picker.form.findChild(QLineEdit, "field_name")
    assert name is not None
    assert name.text() == "等次"
    name.setText("级别")
    picker.form.kind.setCurrentIndex(picker.form.kind.findData("number"))
    wizard.qtbot.keyClick(name, Qt.Key.Key_Return)
    wizard.settle()
    assert wizard.columns()["C"] == ("Own field “级别”", "chosen by you")
    wizard.step("plan").press("apply")
    with db.read() as session:
        made = session.execute(select(CustomField.name, CustomField.kind)).one()
    assert made == ("级别", "number")


def test_that_sheets_with_the_same_heading_are_told_once(
    open_wizard: Opener, tmp_path: Path
) -> None:
    rows: Rows = (("姓名", "手机", "爱车"), ("张伟", "13800138000", "轿车"))
    more: Rows = (rows[0], ("钱多", "13400134000", "货车"))
    wizard = open_wizard(write_book(tmp_path / "b.xlsx", rows, more, names=("华东区", "西南区")))
    wizard.settle()
    wizard.step("columns").choose("C", "hobbies")
    assert wizard.dialog.shown is not None
    found = wizard.dialog.shown.understanding.customers
    assert [record.hobbies for record in found] == ["轿车", "货车"]


def test_that_what_was_chosen_holds_for_the_next_file_and_can_be_forgotten(
    open_wizard: Opener, db: Database, tmp_path: Path
) -> None:
    rows: Rows = (("姓名", "手机", "爱车"), ("张伟", "13800138000", "轿车"))
    first = open_wizard(write_book(tmp_path / "a.xlsx", rows)).at("plan").step("columns")
    first.choose("C", "hobbies")
    first.step("match").press("choice_skip")
    first.step("plan").press("apply")
    first.dialog.done(0)

    again: Rows = (rows[0], ("李娜", "13911112222", "货车"))
    wizard = open_wizard(write_book(tmp_path / "b.xlsx", again)).at("plan").step("columns")
    assert wizard.columns()["C"] == ("Hobbies", "as you chose on 21 Nov")
    assert "21 Nov" in wizard.pages.columns.remembered.text()
    assert wizard.dialog.shown is not None
    assert wizard.dialog.shown.choices.mode == "skip"
    wizard.press("notice_button")
    wizard.qtbot.waitUntil(lambda: wizard.columns()["C"][0] == "Own field “爱车”")
    assert wizard.dialog.shown.choices.mode == "update"
    assert not wizard.pages.columns.remembered.isVisible()
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(Remembered)) == 0


# what the sheets hold

ORDERS: Rows = (
    ("订单号", "日期", "客户", "电话", "产品", "数量", "单价", "金额", "仓位"),
    ("S1", "2026-03-05", "张伟", "13800138000", "打印纸", "2", "125.5", "251", "红"),
    ("S2", "2026-03-06", "李娜", "13900139000", "打印纸", "1", "125.5", "125.5", "蓝"),
)


def test_that_the_user_may_say_what_a_sheet_holds(open_wizard: Opener, tmp_path: Path) -> None:
    wizard = open_wizard(write_book(tmp_path / "orders.xlsx", ORDERS)).at("plan")
    assert wizard.dialog.buttons.apply.text() == "Import 2 customers, 2 orders"
    wizard.step("match")
    assert not wizard.pages.match.group.isVisible()
    wizard.step("sheets").pick("kind", "customers")
    assert wizard.dialog.buttons.apply.text() == "Import 2 customers"


def test_that_a_column_of_orders_can_be_given_another_meaning(
    open_wizard: Opener, db: Database, tmp_path: Path
) -> None:
    wizard = open_wizard(write_book(tmp_path / "orders.xlsx", ORDERS)).at("plan").step("columns")
    assert wizard.columns()["I"][0] == "A line of the note"
    wizard.choose("I", "specif")
    wizard.step("plan").press("apply")
    with db.read() as session:
        assert session.scalars(select(OrderLine.spec).order_by(OrderLine.id)).all() == ["红", "蓝"]


# match


def test_that_the_step_says_how_many_are_new_and_how_many_known(
    open_wizard: Opener, db: Database, tmp_path: Path
) -> None:
    add_customer(db, name="张伟", phone="13800138000")
    wizard = open_wizard(write_book(tmp_path / "book.xlsx", GOOD)).at("plan").step("match")
    counts = wizard.pages.match.counts
    assert counts.numbers() == {"new": 1, "known": 1, "changed": 1, "merged": 0, "skipped": 0}
    wizard.press("choice_skip")
    assert counts.numbers() == {"new": 1, "known": 1, "changed": 0, "merged": 0, "skipped": 1}
    wizard.press("choice_create")
    assert counts.numbers()["new"] == 2
    wizard.press("choice_update")
    assert counts.numbers() == {"new": 1, "known": 1, "changed": 1, "merged": 0, "skipped": 0}


def test_that_people_of_a_company_become_its_contacts(open_wizard: Opener, tmp_path: Path) -> None:
    rows: Rows = (
        ("姓名", "手机", "公司"),
        ("张伟", "13800138000", "云帆建材"),
        ("李娜", "13911112222", "云帆建材"),
    )
    wizard = open_wizard(write_book(tmp_path / "book.xlsx", rows)).at("plan").step("match")
    assert wizard.counts()["created"] == 2
    wizard.press("group_by_company")
    assert wizard.counts()["created"] == 1


def _said(item: QListWidgetItem) -> str:
    return item.text().replace("\n", ": ")


# a locked workbook


def test_that_a_password_is_asked_for_and_asked_again(
    open_wizard: Opener, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "locked.xlsx"
    path.write_bytes(locked_agile(workbook(GOOD), "geheim"))
    wizard = open_wizard(path)
    qtbot.waitUntil(wizard.dialog.locked.isVisible)
    page = wizard.dialog.locked
    assert page.field.echoMode() == QLineEdit.EchoMode.Password
    page.field.eye.trigger()
    assert page.field.echoMode() == QLineEdit.EchoMode.Normal
    qtbot.keyClicks(page.field, "falsch")
    qtbot.keyClick(page.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(page.problem.text()))
    assert page.problem.text() == "This is not the password of locked.xlsx."
    page.field.clear()
    qtbot.keyClicks(page.field, "geheim")
    wizard.press("open_locked")
    wizard.at("plan")
    assert wizard.dialog.focusWidget() is wizard.dialog.buttons.apply
    assert page.field.text() == ""
    assert wizard.counts()["created"] == 2
