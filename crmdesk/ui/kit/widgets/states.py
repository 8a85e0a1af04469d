"""The four states of a list worth looking at: loading, empty, no match, error."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _
from crmdesk.models.core.messages import message
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.theme import row_height, tokens
from crmdesk.ui.kit.widgets.buttons import PlainButton, PrimaryButton
from crmdesk.ui.kit.widgets.picture import Picture

LEAST, LOW = 72, 240  # px
PATIENCE = 150  # ms before a skeleton is shown: a quick answer must not flicker


class EmptyState(QWidget):
    """What this is and the one button to begin; `also` is another, quieter way."""

    def __init__(
        self,
        role: str,
        title: str,
        text: str = "",
        button: str = "",
        run: Callable[[], None] | None = None,
        *,
        primary: bool = True,
        also: tuple[str, Callable[[], None]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setSpacing(8)
        self._layout.setContentsMargins(24, 32, 24, 32)
        self._layout.addStretch(2)
        self._picture = Picture(role, 56, "strong_border")
        self._layout.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        self._add(label(title, "heading", wrap=True))
        if text:
            self._add(label(text, "secondary", wrap=True))
        if button and run is not None:
            made = PrimaryButton(button) if primary else PlainButton(button)
            made.setObjectName("begin")
            made.clicked.connect(lambda: run())
            self.setFocusProxy(made)
            self._layout.addSpacing(8)
            self._layout.addWidget(made, 0, Qt.AlignmentFlag.AlignHCenter)
        if also is not None:
            other = PlainButton(also[0], kind="ghost")
            other.setObjectName("begin_otherwise")
            other.clicked.connect(lambda: also[1]())
            self._layout.addWidget(other, 0, Qt.AlignmentFlag.AlignHCenter)
        self._layout.addStretch(3)

    def minimumSizeHint(self) -> QSize:
        """It may take little room in height; then the picture goes."""
        return QSize(super().minimumSizeHint().width(), LEAST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = event.size().height() < LOW
        self._picture.setVisible(not low)
        self._layout.setContentsMargins(24, 0 if low else 32, 24, 0 if low else 32)

    def _add(self, widget: QLabel) -> None:
        widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._layout.addWidget(widget)


class Skeleton(QWidget):
    """Grey bars where rows will be."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().skeleton))
        step = row_height(two_lines=True)
        for number, top in enumerate(range(12, self.height(), step)):
            side = min(step - 16, 32)
            painter.drawEllipse(QRect(12, top, side, side))
            wide = 120 + 37 * number % 90
            painter.drawRoundedRect(QRect(24 + side, top + 4, wide, 10), 5, 5)
            painter.drawRoundedRect(QRect(24 + side, top + 20, wide + 60, 8), 4, 4)
            painter.drawRoundedRect(QRect(self.width() - 140, top + 8, 120, 10), 5, 5)
        painter.end()


class ListArea(QStackedWidget):
    """Shows the list, or why there is none. Give it the list and its empty state."""

    def __init__(self, content: QWidget, empty: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content, self._empty = content, empty
        self._loading: QWidget = Skeleton()
        self._other: QWidget | None = None
        for page in (content, empty, self._loading):
            self.addWidget(page)
        self._timer = QTimer(self, interval=PATIENCE, singleShot=True)
        self._timer.timeout.connect(lambda: self.setCurrentWidget(self._loading))

    def show_loading(self) -> None:
        """Show a skeleton unless the answer comes at once."""
        if not self._timer.isActive() and self.currentWidget() is not self._content:
            self._timer.start()

    def show_content(self) -> None:
        self._turn_to(self._content)

    def show_empty(self) -> None:
        self._turn_to(self._empty)

    def show_no_match(self, searched: str, clear: Callable[[], None]) -> None:
        """Nothing fits: what was searched, one click to clear."""
        text = _("Nothing matches “{text}”.").format(text=searched)
        if not searched:
            text = _("Nothing matches these filters.")
        self._turn_to_other(
            EmptyState("search", text, "", _("Clear search and filters"), clear, primary=False)
        )

    def show_error(self, error: BaseException, again: Callable[[], None]) -> None:
        """The question failed: what happened and a button to ask again."""
        text = message(error.code, **error.params) if isinstance(error, CrmError) else ""
        title = _("This list could not be read.")
        self._turn_to_other(EmptyState("error", title, text, _("Try again"), again, primary=False))

    def _turn_to_other(self, page: QWidget) -> None:
        if self._other is not None:
            self.removeWidget(self._other)
            self._other.deleteLater()
        self._other = page
        self.addWidget(page)
        self._turn_to(page)

    def _turn_to(self, page: QWidget) -> None:
        self._timer.stop()
        self.setCurrentWidget(page)
