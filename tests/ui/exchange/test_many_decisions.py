"""Decisions about thousands of rows, looks that are stopped, and words too long for a narrow
window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from crmdesk.models.core.db import Database
from crmdesk.models.exchange.export.run import ExportRequest, export
from crmdesk.models.exchange.planning.picks import RowPick
from crmdesk.ui.exchange.import_dialog import ImportDialog
from crmdesk.ui.exchange.plan_wraps import in_widths
from crmdesk.ui.kit.jobs import JobRunner
from tests.support.builders import add_customer
from tests.support.office_files import Sheet, text_table, workbook

Opener = Callable[[Path], ImportDialog]


@pytest.fixture
def opened(qtbot: QtBot, db: Database, jobs: JobRunner) -> Opener:
    def at_last_step(path: Path) -> ImportDialog:
        dialog = ImportDialog(db, jobs, path)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: bool(dialog.pages.current()))
        dialog.pages.turn_to("plan")
        return dialog

    return at_last_step


@pytest.fixture
def many(tmp_path: Path) -> Path:
    rows = [("姓名", "手机"), *((f"王小{at}", f"138{at:08}") for at in range(2500))]
    path = tmp_path / "many.csv"
    text_table(rows, "utf-8-sig")(path)
    return path


def _take_out_all(qtbot: QtBot, dialog: ImportDialog) -> None:
    tab = dialog.pages.plan.turn_to("create")
    tab.table.selectAll()
    tab.table.setFocus()
    qtbot.keyClick(tab.table, Qt.Key.Key_Space)


def test_that_thousands_of_rows_are_taken_out_beside_the_windows_thread(
    qtbot: QtBot, opened: Opener, many: Path
) -> None:
    dialog = opened(many)
    qtbot.waitUntil(dialog.buttons.apply.isEnabled)
    _take_out_all(qtbot, dialog)
    assert not dialog.pages.plan.picks().rows  # not in this turn of the loop
    assert not dialog.buttons.apply.isEnabled()
    qtbot.waitUntil(lambda: dialog.shown is not None and bool(dialog.shown.choices.picks.rows))
    assert dialog.shown is not None
    assert dialog.shown.plan.counts()["skipped"] == 2500


def test_that_a_decision_made_meanwhile_is_not_lost(
    qtbot: QtBot, opened: Opener, many: Path
) -> None:
    dialog = opened(many)
    qtbot.waitUntil(dialog.buttons.apply.isEnabled)
    _take_out_all(qtbot, dialog)
    page, key = dialog.pages.plan, ("other", 1)
    page.decide(page.picks().with_rows([key], RowPick("create")))
    qtbot.waitUntil(lambda: len(page.picks().rows) == 2501)


def test_that_a_look_can_be_stopped_and_takes_the_last_choice_back(
    qtbot: QtBot, opened: Opener, many: Path
) -> None:
    dialog = opened(many)
    qtbot.waitUntil(dialog.buttons.apply.isEnabled)
    before = dialog.shown
    page = dialog.pages.plan
    page.decide(page.picks().with_rows([("", 2)], RowPick("skip")))
    assert not dialog.buttons.apply.isEnabled()
    dialog.buttons.stop.click()
    qtbot.waitUntil(dialog.buttons.apply.isEnabled)
    assert dialog.shown is before
    assert not page.picks().rows
    assert not dialog.buttons.stop.isVisible()


def test_that_the_report_tells_customers_from_orders(
    qtbot: QtBot, opened: Opener, tmp_path: Path
) -> None:
    path = tmp_path / "both.xlsx"
    workbook(
        Sheet("客户", [("姓名", "手机"), ("王芳", "13800138000"), ("李强", "13900139000")]),
        Sheet(
            "订单",
            [
                ("订单号", "日期", "客户", "产品", "数量", "金额"),
                ("A1", "2026-11-01", "王芳", "面粉", 2, 100),
            ],
        ),
    )(path)
    dialog = opened(path)
    qtbot.waitUntil(dialog.buttons.apply.isEnabled)
    assert "2 customers" in dialog.buttons.apply.text()
    assert "1 order" in dialog.buttons.apply.text()
    with qtbot.waitSignal(dialog.imported):
        dialog.buttons.apply.click()
    told = [one.text() for one in dialog.report.findChildren(QLabel)]
    assert "2 customers, 1 order" in told


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", [""]),
        ("short", ["short"]),
        ("这一行的内容", ["这一行的", "内容"]),
        ("一二三四，五六", ["一二三四，", "五六"]),
        ("hello the world", ["hello", "the", "world"]),
        ("12345678901", ["12345678", "901"]),
    ],
)
def test_that_long_words_are_broken_where_one_would(text: str, parts: list[str]) -> None:
    assert list(in_widths(text, 8)) == parts


def test_that_a_csv_of_ours_says_it_does_not_know_its_day(
    qtbot: QtBot, opened: Opener, db: Database, tmp_path: Path
) -> None:
    add_customer(db, name="王芳")
    path = tmp_path / "ours.csv"
    export(db, path, ExportRequest())
    dialog = opened(path)
    assert dialog.pages.plan.banner.isVisibleTo(dialog.pages.plan)
    assert ".xlsx" in dialog.pages.plan.banner.text()


def test_that_a_foreign_list_says_nothing_of_exports(
    qtbot: QtBot, opened: Opener, many: Path
) -> None:
    dialog = opened(many)
    assert not dialog.pages.plan.banner.isVisibleTo(dialog.pages.plan)
