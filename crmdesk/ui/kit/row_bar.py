"""The few buttons that lie over the row under the mouse, or else over the current one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QCursor, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QToolButton

from crmdesk.ui.kit.widgets.buttons import IconButton


class RowBar(QFrame):
    """Real buttons, moved from row to row, so a list of thousands has them once.

    `index()` says for which row they stand now. Where `allowed(index)` is false there is no bar.
    """

    def __init__(
        self,
        view: QAbstractItemView,
        allowed: Callable[[QModelIndex], bool],
        *,
        top: int | None = None,
        right: int = 12,
    ) -> None:
        super().__init__(view.viewport())
        self.setObjectName("row_bar")
        self.setProperty("role", "rowbar")
        self._view, self._allowed = view, allowed
        self._top, self._right = top, right
        self._index = QPersistentModelIndex()
        self._fits: list[tuple[QToolButton, Callable[[QModelIndex], bool]]] = []
        self._buttons: list[tuple[str, QToolButton]] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(2, 2, 2, 2)
        self._row.setSpacing(0)
        view.viewport().installEventFilter(self)
        view.installEventFilter(self)
        view.selectionModel().currentChanged.connect(lambda *_now: self.place())
        self.hide()

    def add(
        self,
        name: str,
        role: str,
        tip: str,
        shortcut: str,
        run: Callable[[QModelIndex], None],
        *,
        fits: Callable[[QModelIndex], bool] | None = None,
    ) -> QToolButton:
        """A button that does `run` with the row it stands on; it is there only where it `fits`."""
        button = IconButton(role, tip, shortcut, size=16, token="text")
        button.setObjectName(name)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard has keys for each
        button.clicked.connect(lambda: run(self.index()))
        self._row.addWidget(button)
        self._buttons.append((role, button))
        if fits is not None:
            self._fits.append((button, fits))
        return button

    def index(self) -> QModelIndex:
        """The row the bar stands on."""
        if not self._index.isValid():
            return QModelIndex()
        return self._view.model().index(self._index.row(), self._index.column())

    def marks(self) -> list[tuple[str, int]]:
        """The icon of each button, and how far its middle will be from the list's right edge."""
        found: list[tuple[str, int]] = []
        right = self._right + self._row.contentsMargins().right()
        for role, button in reversed(self._buttons):
            width = button.sizeHint().width()
            found.append((role, right + width // 2))
            right += width + self._row.spacing()
        return found

    def place(self) -> None:
        """Go to where the bar belongs now; called when rows move."""
        index = self._wanted()
        self._index = QPersistentModelIndex(index)
        rect = self._view.visualRect(index)
        if not index.isValid() or rect.height() == 0:
            self.hide()
            return
        for button, fits in self._fits:
            button.setVisible(fits(index))
        size = self.sizeHint()
        top = rect.top() + (
            (rect.height() - size.height()) // 2 if self._top is None else self._top
        )
        left = self._view.viewport().width() - size.width() - self._right
        self.setGeometry(QRect(QPoint(left, top), size))
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The mouse moves, or the list gains or loses the keyboard."""
        kind = event.type()
        if kind in (QEvent.Type.MouseMove, QEvent.Type.Leave, QEvent.Type.FocusIn,
                    QEvent.Type.FocusOut):  # fmt: skip
            self.place()
        return super().eventFilter(watched, event)

    def _wanted(self) -> QModelIndex:
        viewport = self._view.viewport()
        at = viewport.mapFromGlobal(QCursor.pos())
        if viewport.rect().contains(at) and viewport.window().isActiveWindow():
            hovered = self._view.indexAt(at)
            if hovered.isValid() and self._allowed(hovered):
                return hovered
        current = self._view.currentIndex()
        if self._view.hasFocus() and current.isValid() and self._allowed(current):
            return current
        return QModelIndex()


def add_row_keys(
    view: QAbstractItemView, keys: Mapping[str, Callable[[QModelIndex], None]]
) -> None:
    """Keys that do something with the current row while the list has the keyboard."""
    for key, run in keys.items():
        shortcut = QShortcut(QKeySequence(key), view)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(lambda run=run: run(view.currentIndex()))
