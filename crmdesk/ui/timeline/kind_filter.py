"""Chips that narrow the timeline to some kinds."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.widgets.buttons import IconButton
from crmdesk.ui.kit.widgets.one_line import fitting
from crmdesk.ui.timeline.words import filter_text

GAP = 4


class KindFilter(QWidget):
    """One chip for each kind this customer has, with its number; several may be on at once.

    They take one line: kinds there is no room for stand in a menu, those chosen never.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("kind_filter")
        self._chips: dict[str, QPushButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP)
        self._all = self._chip("all", _("All"))
        self._all.clicked.connect(lambda _on: self.clear())
        self._others = IconButton("more", _("Other kinds"), size=16)
        self._others.setObjectName("kind_others")
        self._others.clicked.connect(lambda: self._open_others())
        self._row.addWidget(self._all)
        self._row.addWidget(self._others)
        self._row.addStretch(1)
        self.hide()

    def kinds(self) -> frozenset[str]:
        """The kinds chosen; empty means all."""
        return frozenset(kind for kind, chip in self._chips.items() if chip.isChecked())

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Offer these kinds; what was chosen stays chosen."""
        chosen = self.kinds()
        if list(counts) != list(self._chips):
            self._build(list(counts), chosen)
        for kind, count in counts.items():
            told = _("{kind} {count}").format(kind=filter_text(kind), count=f"{count:,}")
            self._chips[kind].setText(told)
        self._all.setChecked(not self.kinds())
        self._fold()
        self.setVisible(len(counts) > 1)

    def clear(self) -> None:
        """All kinds again."""
        for chip in self._chips.values():
            chip.setChecked(False)
        self._on_clicked()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._fixed(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _build(self, kinds: list[str], chosen: frozenset[str]) -> None:
        for chip in self._chips.values():
            self._row.removeWidget(chip)
            chip.deleteLater()
        self._chips = {}
        for place, kind in enumerate(kinds, start=1):
            chip = self._chips[kind] = self._chip(kind, "")
            self._row.insertWidget(place, chip)
            chip.setChecked(kind in chosen)
            chip.clicked.connect(lambda _on: self._on_clicked())
        for one, following in pairwise((self._all, *self._chips.values(), self._others)):
            QWidget.setTabOrder(one, following)

    def _chip(self, name: str, text: str) -> QPushButton:
        chip = QPushButton(text, self)
        chip.setObjectName(f"kind_{name}")
        chip.setProperty("role", "smallchip")
        chip.setCheckable(True)
        chip.setAutoDefault(False)
        chip.setCursor(Qt.CursorShape.PointingHandCursor)
        return chip

    def _fixed(self) -> int:
        """The room for all of them and for the others."""
        return self._all.sizeHint().width() + GAP + self._others.sizeHint().width() + GAP

    def _fold(self) -> None:
        widths = {kind: chip.sizeHint().width() + GAP for kind, chip in self._chips.items()}
        room = self.width() + GAP - self._all.sizeHint().width() - GAP
        others = self._others.sizeHint().width() + GAP
        shown = fitting(room, widths, self.kinds(), others)
        for kind, chip in self._chips.items():
            chip.setVisible(kind in shown)
        self._others.setVisible(len(shown) < len(widths))

    def _open_others(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for chip in self._chips.values():
            if chip.isHidden():
                menu.addAction(chip.text()).triggered.connect(lambda _on=False, on=chip: on.click())
        menu.popup(self._others.mapToGlobal(self._others.rect().bottomLeft()))

    def _on_clicked(self) -> None:
        self._all.setChecked(not self.kinds())
        self._fold()
        self.changed.emit()
