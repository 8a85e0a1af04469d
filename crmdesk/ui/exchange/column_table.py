"""The columns of a sheet in a table: each row drops a list of what it may become."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.ui.exchange.column_lines import ColumnLine
from crmdesk.ui.exchange.column_words import TONES, state_tip
from crmdesk.ui.kit.cells import PAD, PillCell, TextCell
from crmdesk.ui.kit.data_table import DataTable
from crmdesk.ui.kit.icons import icon_pixmap
from crmdesk.ui.kit.paint import draw_text, font
from crmdesk.ui.kit.table import Column, PagedTableModel
from crmdesk.ui.kit.theme import tokens
from crmdesk.ui.kit.tokens import FONT

BECOMES = "becomes"


@dataclass(frozen=True, slots=True)
class DropCell:
    """What a column becomes, in a frame like that of a drop-down list."""

    def paint(self, painter: QPainter, rect: QRect, row: Any) -> bool:
        frame = rect.adjusted(PAD, 3, -PAD, -4)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(tokens().field))
        painter.setPen(QColor(tokens().strong_border))
        painter.drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.restore()
        arrow = icon_pixmap("chevron-down", 14, tokens().muted, painter.device().devicePixelRatio())
        painter.drawPixmap(frame.right() - 20, frame.center().y() - 6, arrow)
        colour = tokens().muted if row.state == "left" else tokens().text
        return draw_text(painter, frame.adjusted(9, 0, -26, 0), row.becomes, colour, font(FONT))


def line_columns() -> list[Column]:
    """Letter, heading, samples, meaning, certainty."""
    return [
        Column("letter", "", lambda row: row.guess.letter, width=56, least=48,
               cell=TextCell(lambda row: row.guess.letter, muted=True), fixed=True),
        Column("header", _("Column"), _header, width=170, least=120, fixed=True,
               cell=TextCell(_header, bold=True)),
        Column("samples", _("For example"), lambda row: " · ".join(row.guess.samples), width=270,
               least=150,
               cell=TextCell(lambda row: " · ".join(row.guess.samples), muted=True),
               tip=lambda row: "\n".join(row.guess.samples), fixed=True),
        Column(BECOMES, _("Becomes"), lambda row: row.becomes, width=250, least=190,
               cell=DropCell(), fixed=True),
        Column("certain", _("Certainty"), lambda row: row.says, width=190, fixed=True,
               cell=PillCell(lambda row: row.says, lambda row: TONES[row.state]),
               tip=lambda row: state_tip(row.state, row.guess)),
    ]  # fmt: skip


class ColumnTable(DataTable):
    """`asked(line, place, typed)`: the list of meanings is wanted below `place` (global), by a
    click, Enter or the first letter typed. `cleared(line)`: Del leaves a column out."""

    asked = Signal(object, QRect, str)
    cleared = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("import_columns", PagedTableModel(line_columns(), lambda _ids: {}),
                         parent=parent)  # fmt: skip
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSortingEnabled(False)
        self.setAccessibleName(_("Columns of the file"))
        self.verticalHeader().setDefaultSectionSize(40)
        self._lines: dict[int, ColumnLine] = {}
        self.clicked.connect(self._on_clicked)
        self.opened.connect(lambda _id: self.ask(""))

    def restyle(self) -> None:
        """Rows are high enough for the frame of a list."""
        super().restyle()
        self.verticalHeader().setDefaultSectionSize(40)

    def show_lines(self, lines: Sequence[ColumnLine]) -> None:
        """These columns; the row stood on and the place scrolled to stay."""
        self._lines = {line.guess.index: line for line in lines}
        self._model.set_ids(list(self._lines), self._lines)
        if lines and self.current_id() is None:
            self.select_id(lines[0].guess.index)

    def stand_on(self, column: int) -> None:
        """Go to the row of a column."""
        self.select_id(column)

    def ask(self, typed: str) -> None:
        """Want the list of meanings for the row stood on."""
        line = self._current()
        if line is None:
            return
        place = next(at for at, one in enumerate(self._model.columns) if one.key == BECOMES)
        cell = self.visualRect(self._model.index(self.currentIndex().row(), place))
        below = QRect(self.viewport().mapToGlobal(cell.topLeft()), cell.size())
        self.asked.emit(line, below.adjusted(PAD, 3, -PAD, -4), typed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self._current()
        text = event.text()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if line is not None and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit(line)
        elif plain and text.isprintable() and text.strip():
            self.ask(text)
        else:
            super().keyPressEvent(event)

    def _current(self) -> ColumnLine | None:
        column = self.current_id()
        return None if column is None else self._lines.get(column)

    def _on_clicked(self, index: QModelIndex) -> None:
        if self._model.columns[index.column()].key == BECOMES:
            self.ask("")


def _header(line: ColumnLine) -> str:
    return line.guess.header.strip() or _("(no header)")
