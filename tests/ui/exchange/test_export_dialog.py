"""The export as its user sees it."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from crmdesk.models.core.db import Database
from crmdesk.models.exchange.vocabulary.fields import Target
from crmdesk.ui.exchange.export_dialog import ExportDialog, ExportScope
from crmdesk.ui.kit.jobs import JobRunner
from tests.support.builders import add_customer


def _dialog(qtbot: QtBot, db: Database, jobs: JobRunner, scope: ExportScope) -> ExportDialog:
    dialog = ExportDialog(db, jobs, scope)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def _write(qtbot: QtBot, dialog: ExportDialog, path: Path) -> None:
    dialog.write(path)
    qtbot.waitUntil(lambda: dialog.save_button.isEnabled() and not dialog.progress.isVisible())


def _cells(path: Path, sheet: int = 0) -> list[tuple[object, ...]]:
    return list(load_workbook(path).worksheets[sheet].iter_rows(values_only=True))


def test_that_the_list_as_seen_is_written_in_its_order_with_its_columns(
    qtbot: QtBot, db: Database, jobs: JobRunner, tmp_path: Path
) -> None:
    ids = [add_customer(db, name=name) for name in ("甲", "乙", "丙")]
    scope = ExportScope(ids[::-1], [Target("name"), Target("number")], [])
    dialog = _dialog(qtbot, db, jobs, scope)
    _write(qtbot, dialog, tmp_path / "list.xlsx")
    rows = _cells(tmp_path / "list.xlsx")
    assert [row[0] for row in rows[1:]] == ["丙", "乙", "甲"]
    assert len(rows[0]) == 2
    assert dialog.outcome.open_folder.isVisible()


def test_that_the_selected_come_first_when_there_are_any(
    qtbot: QtBot, db: Database, jobs: JobRunner, tmp_path: Path
) -> None:
    ids = [add_customer(db, name=name) for name in ("甲", "乙", "丙")]
    dialog = _dialog(qtbot, db, jobs, ExportScope(ids, [Target("name")], ids[1:2]))
    _write(qtbot, dialog, tmp_path / "chosen.xlsx")
    assert len(_cells(tmp_path / "chosen.xlsx")) == 2


def test_that_everything_brings_log_and_complaints(
    qtbot: QtBot, db: Database, jobs: JobRunner, tmp_path: Path
) -> None:
    add_customer(db, name="甲")
    dialog = _dialog(qtbot, db, jobs, ExportScope([], [], []))
    everything = dialog.findChild(QRadioButton, "all")
    assert everything is not None
    assert everything.isChecked()
    _write(qtbot, dialog, tmp_path / "all.xlsx")
    assert len(load_workbook(tmp_path / "all.xlsx").sheetnames) == 7


@pytest.mark.parametrize("ending", ["csv", "vcf"])
def test_that_other_kinds_of_file_are_written(
    qtbot: QtBot, db: Database, jobs: JobRunner, tmp_path: Path, ending: str
) -> None:
    customer = add_customer(db, name="张伟", phone="13800138000")
    dialog = _dialog(qtbot, db, jobs, ExportScope([customer], [Target("name")], []))
    dialog.format.set_value(ending)
    _write(qtbot, dialog, tmp_path / f"list.{ending}")
    assert "张伟" in (tmp_path / f"list.{ending}").read_text("utf-8-sig")
