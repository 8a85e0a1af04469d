"""The import as its user sees it: look, choose, import, take back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.journal.actions import undo
from crmdesk.models.schema import Customer, Order
from crmdesk.ui.exchange.import_dialog import ImportDialog
from crmdesk.ui.exchange.importer import Preview
from crmdesk.ui.kit.jobs import JobRunner
from tests.support.builders import add_customer

Opener = Callable[[Path], ImportDialog]
BOOK = (
    ("客户姓名", "手机", "公司", "爱车"),
    ("张伟", "13800138000", "杭州云帆建材有限公司", "轿车"),
    ("李娜", "139 1111 2222", "", "货车"),
    ("王芳", "1.38E+10", "", ""),
)


def _book(path: Path, rows: tuple[tuple[str, ...], ...] = BOOK) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


@pytest.fixture
def open_import(qtbot: QtBot, db: Database, jobs: JobRunner) -> Opener:
    def opened(path: Path) -> ImportDialog:
        dialog = ImportDialog(db, jobs, path)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return opened


def _wait_for_preview(qtbot: QtBot, dialog: ImportDialog) -> None:
    qtbot.waitUntil(lambda: dialog.pages.isVisible() and dialog.buttons.apply.isEnabled())


def _press(qtbot: QtBot, dialog: ImportDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button is not None
    assert button.isVisible(), name
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def _names(db: Database) -> list[str]:
    with db.read() as session:
        return list(session.scalars(select(Customer.name).order_by(Customer.id)))


def test_that_a_closed_import_gives_back_what_it_read(
    qtbot: QtBot, db: Database, open_import: Opener, tmp_path: Path
) -> None:
    dialog = open_import(_book(tmp_path / "book.xlsx"))
    shown: list[Preview] = []
    dialog._importer.previewed.connect(shown.append)
    _wait_for_preview(qtbot, dialog)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.buttons.close_button.click()
    qtbot.waitUntil(lambda: not shown[0].plan.rows and not shown[0].understanding.customers)


def test_that_nothing_is_written_before_the_button_says_so(
    qtbot: QtBot, db: Database, open_import: Opener, tmp_path: Path
) -> None:
    dialog = open_import(_book(tmp_path / "book.xlsx"))
    _wait_for_preview(qtbot, dialog)
    assert dialog.pages.plan.model("create").rowCount() == 3
    assert dialog.pages.plan.model("problem").rowCount() == 1
    problem = (
        dialog.pages.plan.model("problem")
        .row_at(dialog.pages.plan.model("problem").index(0, 0))
        .row
    )
    assert (problem.row, problem.column, problem.value) == (4, "B", "1.38E+10")
    _press(qtbot, dialog, "close")
    assert not dialog.isVisible()
    assert _names(db) == []


def test_that_an_import_says_what_it_did_and_one_undo_takes_it_back(
    qtbot: QtBot, db: Database, open_import: Opener, tmp_path: Path
) -> None:
    dialog = open_import(_book(tmp_path / "book.xlsx"))
    _wait_for_preview(qtbot, dialog)
    assert dialog.buttons.apply.text() == "Import 3 customers"
    with qtbot.waitSignal(dialog.imported):
        _press(qtbot, dialog, "apply")
    qtbot.waitUntil(dialog.report.isVisible)
    assert _names(db) == ["张伟", "李娜", "王芳"]
    with qtbot.waitSignal(dialog.undo_asked):
        _press(qtbot, dialog, "undo")
    undo(db)
    assert _names(db) == []


def test_that_customers_known_already_are_shown_old_and_new(
    qtbot: QtBot, db: Database, open_import: Opener, tmp_path: Path
) -> None:
    add_customer(db, name="张伟", phone="13800138000")
    dialog = open_import(_book(tmp_path / "book.xlsx"))
    _wait_for_preview(qtbot, dialog)
    changed = dialog.pages.plan.model("update")
    assert changed.rowCount() == 1
    assert "杭州云帆建材有限公司" in changed.index(0, 3).data()


def test_that_a_file_that_cannot_be_imported_is_refused_in_one_sentence(
    qtbot: QtBot, db: Database, open_import: Opener, tmp_path: Path
) -> None:
    path = tmp_path / "letter.xlsx"
    path.write_bytes(b"PK\x03\x04 not a workbook at all")
    dialog = open_import(path)
    qtbot.waitUntil(lambda: dialog._refused is not None)
    assert not dialog.buttons.apply.isVisible()
    assert dialog.findChild(QMessageBox) is None
    with qtbot.waitSignal(dialog.another_asked):
        _press(qtbot, dialog, "begin")


def test_that_importing_the_same_file_again_has_nothing_to_do(
    qtbot: QtBot, db: Database, open_import: Opener, tmp_path: Path
) -> None:
    path = _book(tmp_path / "book.xlsx")
    first = open_import(path)
    _wait_for_preview(qtbot, first)
    with qtbot.waitSignal(first.imported):
        _press(qtbot, first, "apply")
    first.done(0)
    again = open_import(path)
    qtbot.waitUntil(lambda: again.pages.plan.model("skip").rowCount() == 3)
    assert not again.buttons.apply.isEnabled()


ORDERS = (
    ("订单号", "日期", "客户", "电话", "产品", "数量", "单价", "金额"),
    ("S1", "2026-03-05", "张伟", "13800138000", "打印纸", "2", "125.5", "251"),
    ("S1", "2026-03-05", "张伟", "13800138000", "硒鼓", "1", "99", "99"),
    ("S2", "", "李娜", "13900139000", "打印纸", "1", "125.5", "125.5"),
)


def test_that_orders_go_through_the_same_dialog(
    qtbot: QtBot, db: Database, open_import: Opener, tmp_path: Path
) -> None:
    dialog = open_import(_book(tmp_path / "orders.xlsx", ORDERS))
    _wait_for_preview(qtbot, dialog)
    assert dialog.buttons.apply.text() == "Import 2 customers, 1 order"
    new = dialog.pages.plan.model("create")
    assert new.index(0, 3).data() == "S1 · 2026-03-05 · 打印纸 × 2 · 251"
    assert dialog.pages.plan.model("merge").index(0, 3).data() == "Goes to row 2, 张伟"
    assert str(dialog.pages.plan.model("skip").index(0, 3).data()).startswith("It has no date")
    with qtbot.waitSignal(dialog.imported):
        _press(qtbot, dialog, "apply")
    with db.read() as session:
        assert session.scalars(select(Order.amount)).all() == [35_000]
    undo(db)
    assert _names(db) == []
