"""The goods of an order being typed, one below the other; there is always room for one more."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from crmdesk.models.orders.drafts import LineDraft
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.money import say_money
from crmdesk.ui.kit.widgets.scroll_area import scrolled
from crmdesk.ui.orders.line_fields import STRETCH, LineFields, Price, Products, titles

SHOWN, HIGH, GAP = 6, 36, 6


class LinesEditor(QWidget):
    """`changed` whenever a line did; `done` when Enter is pressed in a line left blank."""

    changed = Signal()
    done = Signal()

    def __init__(self, jobs: JobRunner, products: Products, price: Price, currency: str) -> None:
        super().__init__()
        self._make = partial(LineFields, jobs, products, price, currency)
        self._currency = currency
        self._rows: list[LineFields] = []
        self.total = label("", "heading")
        self.total.setObjectName("order_total")
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        self._column.addStretch(1)
        self._area = scrolled(inner)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.total)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 6, 0, 0)
        outer.setSpacing(4)
        outer.addLayout(_header())
        outer.addWidget(self._area)
        outer.addLayout(foot)
        self._add()

    def lines(self) -> tuple[LineDraft, ...]:
        """Every line in which something stands."""
        return tuple(line for row in self._rows if (line := row.line()) is not None)

    def unclear(self) -> bool:
        return any(row.unclear() for row in self._rows)

    def rows(self) -> Sequence[LineFields]:
        return self._rows

    def show_lines(self, lines: Sequence[LineDraft]) -> None:
        """Begin with these."""
        for line in lines:
            self._rows[-1].show_line(line)
            self._add()
        self._on_edited()

    def texts(self) -> list[list[str]]:
        """What was typed, line by line."""
        return [row.texts() for row in self._rows if row.line() is not None]

    def show_texts(self, lines: Sequence[Sequence[str]]) -> None:
        for texts in lines:
            self._rows[-1].show_texts(texts)
            self._add()
        self._on_edited()

    def begin(self) -> None:
        self._rows[0].begin()

    def _add(self) -> None:
        row = self._make()
        row.setObjectName(f"line_{len(self._rows)}")
        row.edited.connect(self._on_edited)
        row.finished.connect(lambda: self._go_on(row))
        row.removed.connect(lambda: self._take(row))
        self._rows.append(row)
        self._column.insertWidget(self._column.count() - 1, row)
        self._fit()

    def _on_edited(self) -> None:
        if self._rows[-1].line() is not None:
            self._add()
        total = sum(line.total() for line in self.lines())
        self.total.setText(say_money(total, self._currency))
        self.changed.emit()

    def _go_on(self, row: LineFields) -> None:
        at = self._rows.index(row)
        if at + 1 == len(self._rows):
            self._add()
        self._rows[at + 1].begin()
        self._area.ensureWidgetVisible(self._rows[at + 1])

    def _take(self, row: LineFields) -> None:
        if len(self._rows) == 1:
            return
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._fit()
        self._on_edited()

    def _fit(self) -> None:
        count = min(len(self._rows), SHOWN)
        self._area.setFixedHeight(count * (HIGH + GAP))


def _header() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    for title, stretch in zip(titles(), STRETCH, strict=True):
        caption: QLabel = label(title, "muted")
        caption.setMinimumWidth(40)
        row.addWidget(caption, stretch)
    row.addSpacing(30)
    return row
