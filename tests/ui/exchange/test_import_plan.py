"""The preview of an import as its user works with it: open, take out, decide, compare."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.customers.edit import set_fact
from crmdesk.models.journal.actions import undo
from crmdesk.models.schema import Customer
from crmdesk.ui.exchange.import_dialog import ImportDialog
from crmdesk.ui.exchange.plan_cells import ARROW
from crmdesk.ui.exchange.plan_lines import Line, row_lines
from crmdesk.ui.exchange.plan_model import Head
from crmdesk.ui.exchange.plan_tab import PlanTab
from crmdesk.ui.kit.jobs import JobRunner
from tests.support.builders import add_customer
from tests.support.comeback import exported
from tests.support.databases import NOW

Opener = Callable[[Path], ImportDialog]
ROWS = (
    ("客户姓名", "手机", "公司", "备注"),
    ("张伟", "13800138000", "杭州云帆建材有限公司", "要两箱"),
    ("李娜", "13911112222", "", ""),
    ("王芳", "13700137000", "", ""),
)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in ROWS:
        sheet.append(row)
    made.save(tmp_path / "book.xlsx")
    return tmp_path / "book.xlsx"


@pytest.fixture
def open_plan(qtbot: QtBot, db: Database, jobs: JobRunner) -> Opener:
    """The dialog at its last step."""

    def opened(path: Path) -> ImportDialog:
        dialog = ImportDialog(db, jobs, path)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: bool(dialog.pages.current()))
        dialog.pages.turn_to("plan")
        return dialog

    return opened


def _tab(dialog: ImportDialog, code: str) -> PlanTab:
    return dialog.pages.plan.turn_to(code)


def _titles(dialog: ImportDialog) -> list[str]:
    tabs = dialog.pages.plan.tabs
    return [tabs.tabText(at) for at in range(tabs.count()) if tabs.isTabVisible(at)]


def _entry(tab: PlanTab, row: int) -> Head | Line:
    found = tab.model.row_at(tab.model.index(row, 0))
    assert isinstance(found, Head | Line)
    return found


def _key(qtbot: QtBot, tab: PlanTab, row: int, key: Qt.Key) -> None:
    tab.table.setCurrentIndex(tab.model.index(row, 0))
    tab.table.setFocus()
    qtbot.keyClick(tab.table, key)


def _click(qtbot: QtBot, tab: PlanTab, row: int, x: int) -> None:
    rect = tab.table.visualRect(tab.model.index(row, 0))
    at = QPoint(rect.left() + x, rect.center().y())
    qtbot.mouseClick(tab.table.viewport(), Qt.MouseButton.LeftButton, pos=at)


def _choose(qtbot: QtBot, tab: PlanTab, row: int, text: str) -> None:
    """By the menu of a row."""
    tab.table.select_id(tab.model.ids()[row])
    qtbot.keyClick(tab.table, Qt.Key.Key_Menu)
    menu = tab.findChild(QMenu, "plan_menu")
    assert menu is not None
    (action,) = [one for one in menu.actions() if text in one.text()]
    action.trigger()
    menu.close()


def _apply(qtbot: QtBot, dialog: ImportDialog) -> None:
    qtbot.waitUntil(dialog.buttons.apply.isEnabled)
    with qtbot.waitSignal(dialog.imported):
        dialog.buttons.apply.click()


def _names(db: Database) -> list[str]:
    with db.read() as session:
        return list(session.scalars(select(Customer.name).order_by(Customer.id)))


def test_that_a_row_opens_to_all_that_will_be_stored(
    qtbot: QtBot, db: Database, open_plan: Opener, book: Path
) -> None:
    tab = _tab(open_plan(book), "create")
    assert tab.model.count() == 3
    _key(qtbot, tab, 0, Qt.Key.Key_Return)
    lines = [entry for row in range(1, 8) if isinstance(entry := _entry(tab, row), Line)]
    told = {line.label: line.new for line in lines}
    assert told["Company"] == "杭州云帆建材有限公司"
    assert told["Note"] == "要两箱"
    assert told["Number"] == "given by crmdesk"
    _key(qtbot, tab, 0, Qt.Key.Key_Left)
    assert tab.model.rowCount() == 3
    _key(qtbot, tab, 0, Qt.Key.Key_Right)
    assert tab.model.rowCount() > 3


def test_that_a_row_shows_what_it_says_apart_from_what_is_merged_into_it(
    open_plan: Opener, qtbot: QtBot, tmp_path: Path
) -> None:
    made = Workbook()
    sheet = made.worksheets[0]
    for row in (
        ("姓名", "手机", "备注", "车型"),
        ("老王（开出租的）", "13705810011", "刹车片快换了", "大众朗逸"),
        ("陈美丽", "13705810022", "", "别克"),
        ("老王（开出租的）", "13705810011", "第二台车", "比亚迪秦"),
    ):
        sheet.append(row)
    made.save(tmp_path / "garage.xlsx")
    dialog = open_plan(tmp_path / "garage.xlsx")
    shown = dialog.shown
    assert shown is not None
    lines = row_lines(shown.plan.rows[0], shown.plan, shown.tabs, shown.plan.picks)
    at = next(at for at, line in enumerate(lines) if line.label == "Merged")
    own, added = lines[:at], lines[at + 1 :]
    assert lines[at].new == "What row 4 says is put together with it."
    assert {line.new for line in own} >= {"刹车片快换了", "大众朗逸"}
    assert [line.new for line in added] == ["第二台车", "比亚迪秦"]
    assert all(line.new for line in lines)


def test_that_space_and_the_box_take_a_row_out_and_the_counts_follow(
    qtbot: QtBot, db: Database, open_plan: Opener, book: Path
) -> None:
    dialog = open_plan(book)
    tab = _tab(dialog, "create")
    _key(qtbot, tab, 1, Qt.Key.Key_Space)
    assert _entry(tab, 1).taken is False
    qtbot.waitUntil(lambda: _titles(dialog)[0] == "New 2")
    assert _titles(dialog)[3] == "Skipped 1"
    assert _entry(tab, 1).taken is False
    _click(qtbot, tab, 2, ARROW + 8)
    qtbot.waitUntil(lambda: _titles(dialog)[0] == "New 1")
    _click(qtbot, tab, 1, ARROW + 8)
    qtbot.waitUntil(lambda: _titles(dialog)[0] == "New 2")
    _apply(qtbot, dialog)
    assert _names(db) == ["张伟", "李娜"]


def test_that_the_arrow_opens_with_the_mouse(
    qtbot: QtBot, db: Database, open_plan: Opener, book: Path
) -> None:
    tab = _tab(open_plan(book), "create")
    _click(qtbot, tab, 0, 12)
    assert tab.model.rowCount() > 3
    _click(qtbot, tab, 0, 12)
    assert tab.model.rowCount() == 3


def test_that_a_whole_tab_is_taken_out_at_once(
    qtbot: QtBot, db: Database, open_plan: Opener, book: Path
) -> None:
    dialog = open_plan(book)
    tab = _tab(dialog, "create")
    tab.all.click()
    menu = tab.findChild(QMenu, "plan_menu")
    assert menu is not None
    next(one for one in menu.actions() if one.text() == "Import none").trigger()
    menu.close()
    qtbot.waitUntil(lambda: _titles(dialog)[0] == "New 0")
    assert not dialog.buttons.apply.isEnabled()


def test_that_rows_are_found_by_name_and_phone(
    qtbot: QtBot, db: Database, open_plan: Opener, book: Path
) -> None:
    tab = _tab(open_plan(book), "create")
    tab.search.setText("李")
    qtbot.waitUntil(lambda: tab.model.count() == 1)
    tab.search.setText("0137")
    qtbot.waitUntil(lambda: [_entry(tab, 0).row.name] == ["王芳"])  # type: ignore[union-attr]
    tab.search.setText("nobody")
    qtbot.waitUntil(lambda: not tab.table.isVisible())
    tab.search.clear()
    qtbot.waitUntil(lambda: tab.model.count() == 3)


def test_that_one_changed_field_can_be_refused(
    qtbot: QtBot, db: Database, open_plan: Opener, book: Path
) -> None:
    customer = add_customer(db, "张伟", phone="13800138000", company="旧公司")
    dialog = open_plan(book)
    tab = _tab(dialog, "update")
    _key(qtbot, tab, 0, Qt.Key.Key_Return)
    company = next(
        row
        for row in range(1, tab.model.rowCount())
        if isinstance(entry := _entry(tab, row), Line) and entry.label == "Company"
    )
    entry = _entry(tab, company)
    assert isinstance(entry, Line)
    assert (entry.old, entry.new, entry.taken) == ("旧公司", "杭州云帆建材有限公司", True)
    _key(qtbot, tab, company, Qt.Key.Key_Space)
    assert _entry(tab, company).taken is False
    _apply(qtbot, dialog)
    with db.read() as session:
        found = session.get_one(Customer, customer)
        assert (found.company, found.note) == ("旧公司", "要两箱")


def test_that_a_row_with_the_same_mobile_can_be_told_to_be_the_same_person(
    qtbot: QtBot, db: Database, open_plan: Opener, book: Path
) -> None:
    add_customer(db, "张大伟", phone="13800138000")
    dialog = open_plan(book)
    tab = _tab(dialog, "create")
    _choose(qtbot, tab, 0, "The same person: update 张大伟")
    qtbot.waitUntil(lambda: _titles(dialog)[:2] == ["New 2", "Changed 1"])
    _apply(qtbot, dialog)
    assert _names(db) == ["张伟", "李娜", "王芳"]


def test_that_a_known_customer_can_be_made_anew(
    qtbot: QtBot, db: Database, open_plan: Opener, book: Path
) -> None:
    add_customer(db, "张伟", phone="13800138000")
    dialog = open_plan(book)
    _choose(qtbot, _tab(dialog, "update"), 0, "A new customer")
    qtbot.waitUntil(lambda: _titles(dialog)[:2] == ["New 3", "Changed 0"])
    tab = _tab(dialog, "create")
    _choose(qtbot, tab, 0, "Update the customer")
    qtbot.waitUntil(lambda: _titles(dialog)[:2] == ["New 2", "Changed 1"])


def test_that_a_tab_says_why_it_is_empty(
    qtbot: QtBot, db: Database, open_plan: Opener, book: Path
) -> None:
    dialog = open_plan(book)
    assert _titles(dialog) == ["New 3", "Changed 0", "Merged 0", "Skipped 0", "Problems 0"]
    tab = _tab(dialog, "merge")
    assert not tab.table.isVisible()
    assert not tab.search.isVisible()


def test_that_an_edited_export_shows_only_its_differences(
    qtbot: QtBot, db: Database, open_plan: Opener, tmp_path: Path
) -> None:
    zhang = add_customer(db, "张伟", phone="13800138000", title="经理", company="宏达")
    li = add_customer(db, "李娜", phone="13911112222")
    edited = exported(db, tmp_path / "ours.xlsx")
    with db.write("customer.edit", name="") as session:
        set_fact(session, zhang, "title", "董事长", expected="经理", today=NOW.date())
    edited.put("张伟", Job_title="总经理", Company="")
    edited.drop("李娜")
    dialog = open_plan(edited.save())
    assert _titles(dialog) == [
        "New 0", "Changed 0 · 1 to decide", "Merged 0", "Skipped 1", "Problems 0",
        "Missing in the file 1",
    ]  # fmt: skip
    assert dialog.pages.plan.banner.isVisible()
    assert "21 Nov 2026 (Sat) 10:30" in dialog.pages.plan.banner.text(), "in the office's hours"
    tab = _tab(dialog, "update")
    _key(qtbot, tab, 0, Qt.Key.Key_Return)
    lines = [_entry(tab, row) for row in range(1, tab.model.rowCount())]
    kinds = {line.kind: line for line in lines if isinstance(line, Line)}
    conflict = kinds["conflict"]
    assert (conflict.old, conflict.new, conflict.was) == ("董事长", "总经理", "经理")
    assert kinds["emptied"].taken is False
    missing = _tab(dialog, "missing")
    _key(qtbot, missing, 0, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog.buttons.apply.isEnabled())
    tab = _tab(dialog, "update")
    _choose(qtbot, tab, 0, "Update the customer")
    at = next(row for row in range(tab.model.rowCount()) if _entry(tab, row) == conflict)
    _key(qtbot, tab, at, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: _titles(dialog)[1] == "Changed 1")
    _apply(qtbot, dialog)
    with db.read() as session:
        assert session.get_one(Customer, zhang).title == "总经理"
        assert session.get_one(Customer, zhang).company == "宏达"
        assert session.get(Customer, li) is None
    undo(db)
    assert _names(db) == ["张伟", "李娜"]


def test_that_rows_with_problems_are_given_back_and_corrected(
    qtbot: QtBot, db: Database, open_plan: Opener, tmp_path: Path
) -> None:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (*ROWS, ("陈静", "1.38E+10", "", "")):
        sheet.append(row)
    made.save(tmp_path / "老客户.xlsx")
    dialog = open_plan(tmp_path / "老客户.xlsx")
    _apply(qtbot, dialog)
    qtbot.waitUntil(dialog.report.save.isVisible)
    dialog.report.save.click()
    asked = dialog.findChild(QFileDialog)
    assert asked is not None
    assert asked.selectedFiles()[0].endswith("老客户 problem rows.xlsx")
    asked.close()
    dialog.saver.save(tmp_path / "wrong.xlsx")
    qtbot.waitUntil(dialog.report.saved.isVisible)
    rows = list(load_workbook(tmp_path / "wrong.xlsx").worksheets[0].iter_rows(values_only=True))
    assert [row[0] for row in rows] == ["客户姓名", "陈静"]


def test_that_what_is_selected_is_decided_together(
    qtbot: QtBot, db: Database, open_plan: Opener, book: Path
) -> None:
    dialog = open_plan(book)
    tab = _tab(dialog, "create")
    tab.table.select_ids(tab.model.ids()[:2], tab.model.ids()[0])
    assert tab.all.text() == "Selected ones…"
    tab.all.click()
    menu = tab.findChild(QMenu, "plan_menu")
    assert menu is not None
    next(one for one in menu.actions() if one.text() == "Import none").trigger()
    menu.close()
    qtbot.waitUntil(lambda: _titles(dialog)[0] == "New 1")
    tab.table.setFocus()
    qtbot.keyClick(tab.table, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: _titles(dialog)[0] == "New 3")
    assert tab.table.selected_count() == 2


def test_that_who_is_new_is_shown_in_the_list_afterwards(
    qtbot: QtBot, db: Database, open_plan: Opener, book: Path
) -> None:
    dialog = open_plan(book)
    _apply(qtbot, dialog)
    qtbot.waitUntil(dialog.report.isVisible)
    link = dialog.findChild(QPushButton, "show_new")
    assert link is not None
    with qtbot.waitSignal(dialog.report.show_asked) as asked:
        link.click()
    assert asked.args == ["new"]
    assert dialog.findChild(QPushButton, "show_changed") is None


def test_that_an_opened_row_shows_a_remark_name_without_an_account(
    open_plan: Opener, tmp_path: Path
) -> None:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (("姓名", "手机"), ("A建材王总-杭州", "13800138000")):
        sheet.append(row)
    made.save(tmp_path / "book.xlsx")
    dialog = open_plan(tmp_path / "book.xlsx")
    tab = _tab(dialog, "create")
    tab.model.open(tab.model.shown()[0], opened=True)
    entries = [_entry(tab, row) for row in range(tab.model.rowCount())]
    shown = [entry.new for entry in entries if isinstance(entry, Line)]
    assert "A建材王总-杭州" in shown
