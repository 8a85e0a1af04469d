"""The steps of an import in a row: where one is, what is done, what needs a look."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QIcon
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.paint import font
from crmdesk.ui.kit.tokens import FONT
from crmdesk.ui.kit.widgets.picture import Picture

_ROOM = 56  # edges and an icon


class StepBar(QWidget):
    """`asked(code)`: the user wants to see a step. Arrows move between the steps."""

    asked = Signal(str)

    def __init__(self, steps: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("step_bar")
        self._steps: dict[str, QPushButton] = {}
        self._titles = dict(steps)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for number, (code, title) in enumerate(steps):
            if number:
                row.addWidget(Picture("chevron-right", 14, "strong_border"))
            button = QPushButton(f"{number + 1}  {title}")
            button.setObjectName(f"step_{code}")
            button.setProperty("role", "step")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            widest = QFontMetrics(font(FONT, bold=True)).horizontalAdvance(button.text())
            button.setMinimumWidth(widest + _ROOM)  # else it would grow when it is stood on
            button.clicked.connect(lambda _on=False, code=code: self._on_clicked(code))
            row.addWidget(button)
            self._steps[code] = button
        row.addStretch(1)
        self._current = ""
        self._doubts: dict[str, str] = {}
        self._passable = True

    def current(self) -> str:
        """The code of the step shown."""
        return self._current

    def set_current(self, code: str) -> None:
        """Show where one is."""
        self._current = code
        self._show()

    def set_doubts(self, doubts: dict[str, str]) -> None:
        """Mark the steps that need a look; the tool tip says why."""
        self._doubts = doubts
        self._show()

    def set_passable(self, *, passable: bool) -> None:
        """Whether the steps after the one shown can be gone to; none is done where they cannot."""
        self._passable = passable
        self._show()

    def _show(self) -> None:
        passed, after = self._current in self._steps, False
        for code, button in self._steps.items():
            passed = passed and code != self._current
            button.setEnabled(self._passable or not after)
            after = after or code == self._current
            button.setChecked(code == self._current)
            why = self._doubts.get(code, "")
            button.setToolTip(why)
            done = icon("check", "green") if passed and self._passable else QIcon()
            button.setIcon(icon("warning", "amber") if why else done)
            title = self._titles[code]
            said = _("{step}: please check").format(step=title) if why else title
            button.setAccessibleName(said)

    def _on_clicked(self, code: str) -> None:
        self._show()  # a click by itself turns nothing
        self.asked.emit(code)
