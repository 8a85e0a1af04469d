"""What a user does to the steps of an import."""

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.models.core.db import Database
from crmdesk.ui.exchange.import_dialog import ImportDialog
from crmdesk.ui.exchange.import_pages import ImportPages
from crmdesk.ui.kit.jobs import JobRunner

LEFT = Qt.MouseButton.LeftButton
NO_KEY = Qt.KeyboardModifier.NoModifier
Rows = Sequence[Sequence[object]]


def write_book(path: Path, *sheets: Rows, names: Sequence[str] = (), merged: str = "") -> Path:
    """A workbook with these rows; `merged` ranges of its first sheet, apart by blanks."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for at, rows in enumerate(sheets):
        sheet = book.create_sheet(names[at] if at < len(names) else f"Sheet{at + 1}")
        for row in rows:
            sheet.append(list(row))
    for cells in merged.split():
        book.worksheets[0].merge_cells(cells)
    book.save(path)
    return path


class Wizard:
    """The import dialog on a file, and what is done in it."""

    def __init__(self, qtbot: QtBot, db: Database, jobs: JobRunner, path: Path) -> None:
        self.qtbot, self._jobs = qtbot, jobs
        self.dialog = ImportDialog(db, jobs, path)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        qtbot.addWidget(self.dialog)
        self.dialog.show()

    @property
    def is_open(self) -> bool:
        """Whether the dialog is still there."""
        return self.dialog.isVisible()

    @property
    def pages(self) -> ImportPages:
        return self.dialog.pages

    def settle(self) -> None:
        """Until every answer has come."""
        self.qtbot.waitUntil(lambda: self._jobs.running() == 0)
        self.qtbot.wait(10)
        self.qtbot.waitUntil(lambda: self._jobs.running() == 0)

    def at(self, step: str) -> "Wizard":
        """Wait until this step is shown and every answer has come."""
        self.qtbot.waitUntil(lambda: self.pages.isVisible() and self.pages.current() == step)
        self.settle()
        return self

    def find(self, name: str) -> QWidget:
        """The visible widget of this name."""
        found = [it for it in self.dialog.findChildren(QWidget, name) if it.isVisible()]
        assert found, f"nothing to be seen of {name}"
        return found[-1]

    def press(self, name: str) -> None:
        """Click a button; one with a mark on its mark."""
        button = self.find(name)
        mark = QPoint(14, button.height() // 2)
        marked = isinstance(button, (QRadioButton, QCheckBox))
        self.qtbot.mouseClick(button, LEFT, NO_KEY, mark if marked else button.rect().center())
        self.settle()

    def step(self, code: str) -> "Wizard":
        """Click a step."""
        self.press(f"step_{code}")
        return self.at(code)

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = NO_KEY) -> None:
        """Press a key where the keyboard stands."""
        self.qtbot.keyClick(self.dialog.focusWidget() or self.dialog, key, keys)
        self.settle()

    def pick(self, name: str, value: str) -> None:
        """Choose in a drop-down list."""
        box = self.find(name)
        assert isinstance(box, QComboBox)
        box.setCurrentIndex(box.findData(value))
        box.activated.emit(box.currentIndex())
        self.settle()

    def drop(self, path: Path) -> None:
        """Let go of a file over the dialog."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        copy = Qt.DropAction.CopyAction
        entering = QDragEnterEvent(QPoint(300, 200), copy, data, LEFT, NO_KEY)
        QApplication.sendEvent(self.dialog, entering)
        assert entering.isAccepted()
        dropping = QDropEvent(QPointF(300, 200), copy, data, LEFT, NO_KEY)
        QApplication.sendEvent(self.dialog, dropping)

    def columns(self) -> dict[str, tuple[str, str]]:
        """Letter → what the column becomes and how sure that is."""
        lines = self.pages.columns.lines()
        return {line.guess.letter: (line.becomes, line.says) for line in lines}

    def choose(self, letter: str, typed: str) -> None:
        """Give a column another meaning: go to its row, type, Enter."""
        self.pages.columns.ask(letter)
        picker = self.pages.columns.picker
        self.qtbot.waitUntil(picker.isVisible)
        self.qtbot.keyClicks(picker.search, typed)
        self.qtbot.keyClick(picker.search, Qt.Key.Key_Return)
        self.settle()

    def click_cell(self, row: int, column: int, keys: Qt.KeyboardModifier = NO_KEY) -> None:
        """Click a cell of the file (its row from 1) in the preview of its sheet."""
        view = self.pages.sheets.preview
        place = view.visualRect(view.sheet.index(view.sheet.place(row), column)).center()
        self.qtbot.mouseClick(view.viewport(), LEFT, keys, QPoint(place))
        self.settle()

    def marks(self) -> dict[int, str]:
        """Row of the file → what it is, where it is no data."""
        model = self.pages.sheets.preview.sheet
        heads = [
            str(model.headerData(row, Qt.Orientation.Vertical)) for row in range(model.rowCount())
        ]
        parts = [head.rsplit("  ", 1) for head in heads]
        return {int(part[1]): part[0] for part in parts if len(part) == 2}

    def counts(self) -> dict[str, int]:
        """created, updated, merged, skipped of the plan shown."""
        shown = self.dialog.shown
        assert shown is not None
        return shown.plan.counts()
