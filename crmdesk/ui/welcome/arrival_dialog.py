"""The offer to go on in what another computer handed over, with a look inside first."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.backups.luggage import Luggage
from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.buttons import PlainButton, PrimaryButton
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.picture import Picture
from crmdesk.ui.kit.widgets.room import KeepsWhole
from crmdesk.ui.welcome.luggage_words import say_luggage


class ArrivalDialog(QDialog):
    """`taken` when she goes on here; `here` is what this computer has until now, `warned` what
    else she has to know before."""

    taken = Signal()

    def __init__(
        self,
        path: Path,
        brought: Luggage,
        here: Luggage | None,
        now: datetime,
        parent: QWidget | None = None,
        warned: str = "",
    ) -> None:
        super().__init__(parent)
        self.setObjectName("arrival")
        self.setWindowTitle(_("From the old computer"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(520)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 20)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(Picture("database", 36, "blue"))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(_("Go on here with this customer book?"), "heading"))
        words.addWidget(label(path.name, "secondary", wrap=True))
        head.addLayout(words, 1)
        column.addLayout(head)
        column.addWidget(_card(_("In the file"), brought, now))
        if here is not None:
            column.addWidget(_card(_("On this computer until now"), here, now))
            if _is_older(brought, here):
                newer = _(
                    "What is here is newer than the file: what was written since is not in it."
                )
                column.addWidget(label(newer, "problem", wrap=True))
            kept = _("What is here now is not lost: it is kept in a file beside the database.")
            column.addWidget(label(kept, "hint", wrap=True))
        if warned:
            column.addWidget(label(warned, "problem", wrap=True))
        column.addLayout(self._buttons())
        self.go_on.setFocus()
        KeepsWhole(self)

    def _buttons(self) -> QHBoxLayout:
        self.go_on = PrimaryButton(_("Go on here"))
        self.go_on.setObjectName("go_on_here")
        self.go_on.clicked.connect(lambda: self._take())
        cancel = PlainButton(_("Cancel"))
        cancel.clicked.connect(lambda: self.reject())
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(cancel)
        row.addWidget(self.go_on)
        return row

    def _take(self) -> None:
        self.accept()
        self.taken.emit()


def _card(title: str, luggage: Luggage, now: datetime) -> Card:
    card = Card(title)
    grid = QGridLayout()
    grid.setColumnStretch(1, 1)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    for row, (name, text) in enumerate(say_luggage(luggage, now)):
        grid.addWidget(label(name, "secondary"), row, 0)
        grid.addWidget(label(text, wrap=True), row, 1)
    card.add(grid)
    return card


def _is_older(brought: Luggage, here: Luggage) -> bool:
    if here.newest is None or not here.customers:
        return False
    return brought.newest is None or brought.newest < here.newest
