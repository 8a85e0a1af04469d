"""The real rows of a sheet, as they stand in the file: where the heading is, what is no data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.exchange.reading.merges import Merge
from crmdesk.models.exchange.sheets.glance import HEADER, PAGE, Glance, TextRow
from crmdesk.models.exchange.vocabulary.cells import column_letter
from crmdesk.ui.kit.paint import font
from crmdesk.ui.kit.theme import on_change, tokens
from crmdesk.ui.kit.tokens import FONT

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_MEASURED, _WIDEST, _NARROWEST = 40, 240, 64


def mark_text(mark: str) -> str:
    """What a row is that is no data."""
    texts = {
        HEADER: pgettext("row", "heading"),
        "again": pgettext("row", "heading again"),
        "title": pgettext("row", "title"),
        "totals": pgettext("row", "totals"),
        "page": pgettext("row", "page number"),
        "remark": pgettext("row", "remark"),
        "nobody": pgettext("row", "nobody"),
        "anybody": pgettext("row", "anybody"),
        "empty": pgettext("row", "empty"),
    }
    return texts.get(mark, "")


class SheetModel(QAbstractTableModel):
    """Rows read so far; further ones are asked for by `more(first row)` as one scrolls down."""

    more = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[TextRow] = []
        self._marks: Mapping[int, str] = {}
        self._meanings: Mapping[int, str] = {}
        self._width, self._ended, self._asked = 0, True, False

    def show(self, glance: Glance, meanings: Mapping[int, str]) -> None:
        """The same rows with other marks stand still; others begin at the top."""
        old = self._rows[: len(glance.rows)]
        if old and old == list(glance.rows):
            self._marks, self._meanings = glance.marks, meanings
            self._say_changed()
            return
        self.beginResetModel()
        self._rows, self._marks, self._meanings = list(glance.rows), glance.marks, meanings
        self._width = max((len(cells) for _, cells in glance.rows), default=0)
        self._ended, self._asked = len(glance.rows) < PAGE, False
        self.endResetModel()

    def add(self, rows: Sequence[TextRow]) -> None:
        """Rows that were asked for."""
        self._asked, self._ended = False, len(rows) < PAGE
        if rows:
            at = len(self._rows)
            self.beginInsertRows(QModelIndex(), at, at + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()

    def number(self, row: int) -> int:
        """The row of the file, from 1."""
        return self._rows[row][0]

    def place(self, number: int) -> int:
        """Where a row of the file stands here, -1 where it does not."""
        return next((at for at, (row, _) in enumerate(self._rows) if row == number), -1)

    def widest(self, column: int) -> str:
        """The longest of the first texts of a column; titles may run over their neighbours."""
        rows = self._rows[:_MEASURED]
        cells = (cells for number, cells in rows if self._marks.get(number, HEADER) == HEADER)
        return max((row[column] for row in cells if column < len(row)), key=len, default="")

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else self._width

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._ended and not self._asked

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._asked = True
            self.more.emit(self._rows[-1][0] + 1)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        number, cells = self._rows[index.row()]
        mark = self._marks.get(number, "")
        if role in (Role.DisplayRole, Role.ToolTipRole):
            text = cells[index.column()] if index.column() < len(cells) else ""
            return text.replace("\n", " ") if role == Role.DisplayRole else text or None
        if role == Role.AccessibleTextRole:
            text = cells[index.column()] if index.column() < len(cells) else ""
            return f"{mark_text(mark)}: {text}" if mark else text
        return _look(mark, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return self._row_head(section, role)
        if role == Role.DisplayRole:
            meaning = self._meanings.get(section, "")
            letter = column_letter(section)
            return f"{letter}  {meaning}" if meaning else letter
        if role == Role.ToolTipRole:
            return self._meanings.get(section) or None
        if role == Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def _row_head(self, row: int, role: int) -> Any:
        number = self._rows[row][0]
        if role == Role.DisplayRole:
            mark = mark_text(self._marks.get(number, ""))
            return f"{mark}  {number}" if mark else str(number)
        if role == Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _say_changed(self) -> None:
        last = self.index(len(self._rows) - 1, self._width - 1)
        self.dataChanged.emit(self.index(0, 0), last)
        self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self._rows) - 1)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self._width - 1)


def _look(mark: str, role: int) -> Any:
    """Headings stand out, what is no data steps back."""
    if role == Role.BackgroundRole and mark == HEADER:
        return QColor(tokens().blue_soft)
    if role == Role.ForegroundRole and mark:
        return QColor(tokens().blue if mark == HEADER else tokens().muted)
    if role == Role.FontRole and mark == HEADER:
        return font(FONT, bold=True)
    if role == Role.FontRole and mark:
        leaning = QFont(font(FONT))
        leaning.setItalic(True)
        return leaning
    return None


class SheetPreview(QTableView):
    """`picked(first, last, further)`: the user says the heading stands in these rows of the file
    (several where one cell covers them), or, with Shift, that it goes on to here."""

    picked = Signal(int, int, bool)

    def __init__(
        self, more: Callable[[int], None] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sheet_preview")
        self.setAccessibleName(_("Rows of the file"))
        self.sheet = SheetModel(self)
        self.setModel(self.sheet)
        self._spans: Sequence[Merge] = ()
        self._sized = -1
        if more is not None:
            self.sheet.more.connect(more)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        rows = self.verticalHeader()
        rows.setDefaultSectionSize(28)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for header in (rows, self.horizontalHeader()):
            header.setHighlightSections(False)
        self.horizontalHeader().setMinimumSectionSize(40)
        on_change(self, "restyle")

    def show_glance(self, glance: Glance, meanings: Mapping[int, str]) -> None:
        """A sheet as it stands, its columns headed by what they become."""
        self.sheet.show(glance, meanings)
        if list(self._spans) != list(glance.merged):
            self._span(glance)
        self._size()

    def restyle(self) -> None:
        """Take over the colours in force."""
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            tall = self.rowSpan(index.row(), index.column())
            self._pick(index.row(), event.modifiers(), tall)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() in keys and self.currentIndex().isValid():
            self._pick(self.currentIndex().row(), event.modifiers())
        else:
            super().keyPressEvent(event)

    def _pick(self, row: int, keys: Qt.KeyboardModifier, tall: int = 1) -> None:
        further = bool(keys & Qt.KeyboardModifier.ShiftModifier)
        first = self.sheet.number(row)
        self.picked.emit(first, first + tall - 1, further)

    def _span(self, glance: Glance) -> None:
        """Merged cells as one, as the file shows them."""
        self.clearSpans()
        self._spans = list(glance.merged)
        for merge in glance.merged:
            top, bottom = self.sheet.place(merge.top), self.sheet.place(merge.bottom)
            wide = min(merge.right, self.sheet.columnCount() - 1) - merge.left + 1
            if top >= 0 and bottom >= top and wide > 0 and (bottom > top or wide > 1):
                self.setSpan(top, merge.left, bottom - top + 1, wide)

    def _size(self) -> None:
        """Columns as wide as what stands in them, measured once for each sheet."""
        shown = hash(tuple(self.sheet.widest(column) for column in range(self._counted())))
        if shown == self._sized:
            return
        self._sized = shown
        metrics = self.fontMetrics()
        for column in range(self._counted()):
            title = str(self.sheet.headerData(column, Qt.Orientation.Horizontal))
            texts = (self.sheet.widest(column), title)
            width = max(metrics.horizontalAdvance(text[:60]) for text in texts) + 28
            self.setColumnWidth(column, min(max(width, _NARROWEST), _WIDEST))

    def _counted(self) -> int:
        return min(self.sheet.columnCount(), 80)
