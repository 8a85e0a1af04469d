"""What each column of the file means: the guess, samples, and another meaning to choose."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.exchange.columns import NOTE_LINE, ColumnGuess
from crmdesk.models.exchange.fields import BY_CODE, Target, header_of
from crmdesk.models.exchange.understood import SheetUnderstanding
from crmdesk.ui.kit.labels import label, line
from crmdesk.ui.kit.widgets.card import scrolled
from crmdesk.ui.kit.widgets.chips import Pill

SEVERAL = {"phone": 3, "email": 2, "address": 2}
CONTACT_FIELDS = ("name", "title", "phone", "email", "wechat", "birthday", "role")
SURE, LIKELY = 0.85, 0.6


class ColumnsPage(QWidget):
    """`changed(sheet, column, target)`: the user gave a column another meaning ("" for none)."""

    changed = Signal(str, int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._area: QWidget | None = None

    def show_sheets(self, sheets: Sequence[SheetUnderstanding]) -> None:
        """The columns of every sheet that holds something for us."""
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(4, 8, 12, 8)
        for sheet in (sheet for sheet in sheets if sheet.kind):
            if len(sheets) > 1:
                column.addWidget(label(sheet.name, "heading"))
            column.addLayout(self._grid(sheet))
        column.addStretch(1)
        area = scrolled(body)
        if self._area is not None:
            self._layout.removeWidget(self._area)
            self._area.deleteLater()
        self._area = area
        self._layout.addWidget(area)

    def _grid(self, sheet: SheetUnderstanding) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        for at, title in enumerate((_("Column"), _("For example"), _("Becomes"), "")):
            grid.addWidget(label(title, "muted"), 0, at)
        grid.setColumnStretch(1, 1)
        shown = [guess for guess in sheet.columns if guess.samples or guess.header.strip()]
        for row, guess in enumerate(shown, start=1):
            name = guess.header.strip() or _("(no header)")
            caption = label(f"{guess.letter}  {name}")
            caption.setMaximumWidth(240)
            caption.setToolTip(name)
            samples = label(" · ".join(guess.samples)[:120], "secondary")
            samples.setToolTip("\n".join(guess.samples))
            samples.setMinimumWidth(80)
            choice = TargetCombo(sheet.kind, guess)
            choice.setAccessibleName(name)
            choice.setObjectName(f"column_{guess.letter}")
            choice.chosen.connect(
                lambda target, guess=guess: self.changed.emit(sheet.name, guess.index, target)
            )
            grid.addWidget(caption, row, 0)
            grid.addWidget(samples, row, 1)
            grid.addWidget(choice, row, 2)
            grid.addWidget(_confidence(guess), row, 3)
        grid.addWidget(line(), len(shown) + 1, 0, 1, 4)
        return grid


class TargetCombo(QComboBox):
    """The meaning of one column; the long list is filled only when it is opened."""

    chosen = Signal(str)

    def __init__(self, sheet: str, guess: ColumnGuess) -> None:
        super().__init__()
        self._sheet, self._guess, self._full = sheet, guess, False
        self.setMinimumWidth(210)
        self.setMaxVisibleItems(16)
        current = str(guess.target) if guess.target else ""
        self.addItem(target_text(guess.target, sheet), current)
        self.activated.connect(lambda _index: self.chosen.emit(str(self.currentData())))

    def showPopup(self) -> None:
        self.fill()
        super().showPopup()

    def fill(self) -> None:
        """Offer every meaning a column of this sheet may have."""
        if self._full:
            return
        self._full = True
        known = {self.itemData(0)}
        for target in ("", *map(str, offered(self._sheet, self._guess.header.strip()))):
            if target not in known:
                parsed = Target.parse(target) if target else None
                self.addItem(target_text(parsed, self._sheet), target)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling past must not change what a column means


def offered(sheet: str, header: str) -> Sequence[Target]:
    """The meanings to choose from, the usual ones first."""
    fields = BY_CODE[sheet]
    found = [Target("custom", label=header)] if sheet == "customers" and header else []
    for code, field in fields.items():
        if field.imported and code != "custom":
            found += [Target(code, n) for n in range(1, SEVERAL.get(code, 1) + 1)]
    if sheet == "customers":
        found += [
            Target(code, 1, contact)
            for contact in (1, 2)
            for code in CONTACT_FIELDS
            if code in fields
        ]
    return found


def target_text(target: Target | None, sheet: str) -> str:
    """What a column becomes, in words."""
    if target is None:
        return _("Not imported")
    if target.field == NOTE_LINE:
        return _("A line of the note")
    if target.field == "custom":
        return _("Own field “{name}”").format(name=target.label)
    return header_of(target, sheet) if target.field in BY_CODE[sheet] else _("Not imported")


def _confidence(guess: ColumnGuess) -> Pill:
    if guess.target is None or guess.confidence >= SURE:
        return Pill("")
    if guess.confidence >= LIKELY:
        return Pill(_("likely"), "amber")
    return Pill(_("please check"), "amber")
