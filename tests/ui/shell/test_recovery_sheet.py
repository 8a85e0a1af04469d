"""The recovery sheet: on the screen and on paper, for which file, of which day."""

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox, QWidget

from crmdesk.models.protection.recovery import key_of_code, write_code
from crmdesk.ui.shell.recovery_sheet import RecoveryDialog

KEY = f"x'{bytes(range(32)).hex()}{bytes(16).hex()}'"
DAY = date(2026, 11, 21)


def test_that_the_sheet_says_code_file_and_day(qtbot: Any, window: QWidget) -> None:
    dialog = RecoveryDialog(KEY, Path("/home/office/customers.db"), DAY, window)
    dialog.open()
    shown = [dialog.findChild(QLabel, f"group_{at}").text() for at in range(1, 15)]
    assert key_of_code(" ".join(shown), bytes(16)) == KEY
    printed = dialog.sheet().document.toPlainText()
    assert all(group in printed for group in write_code(KEY))
    for told in ("customers.db", "/home/office", "2026", "void", "house key"):
        assert told in printed
    dialog.reject()


def test_that_it_is_saved_as_a_pdf(qtbot: Any, window: QWidget, tmp_path: Path) -> None:
    dialog = RecoveryDialog(KEY, Path("/home/office/customers.db"), DAY, window)
    dialog.open()
    dialog.save_button.click()
    asked = dialog.findChild(QFileDialog)
    asked.fileSelected.emit(str(tmp_path / "sheet.pdf"))
    asked.reject()
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert dialog.saved.text() == "Saved as sheet.pdf"
    dialog.print_button.click()
    preview = dialog.findChild(QWidget, "print_preview")
    assert preview.isVisible()
    preview.close()
    dialog.reject()


def test_that_a_sheet_that_cannot_be_saved_is_told_over_it(
    qtbot: Any, window: QWidget, tmp_path: Path
) -> None:
    dialog = RecoveryDialog(KEY, Path("/home/office/customers.db"), DAY, window)
    dialog.open()
    dialog.save_button.click()
    asked = dialog.findChild(QFileDialog)
    asked.fileSelected.emit(str(tmp_path / "gone" / "sheet.pdf"))
    asked.reject()
    box = dialog.findChild(QMessageBox, "failure")
    assert "sheet.pdf cannot be written" in box.text()
    assert dialog.saved.text() == ""
    box.close()
    dialog.reject()
