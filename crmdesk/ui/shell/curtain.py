"""Takes everything off the screen and brings it back: windows, dialogs, previews, what comes late.

The windows live on out of sight, so no word in them is lost, typed or half typed.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QToolTip, QWidget
from shiboken6 import isValid

from crmdesk.ui.kit.form import FormDialog

_PASSING = (Qt.WindowType.Popup, Qt.WindowType.ToolTip, Qt.WindowType.SplashScreen)


class Writing:
    """Where the keyboard was in a window. A dialog that is shown again gives it to its default
    button, or marks the whole line, which the next key would then overwrite."""

    def __init__(self, widget: QWidget | None) -> None:
        self._widget = widget
        line = widget if isinstance(widget, QLineEdit) else None
        if widget is not None and line is None:
            line = widget.findChild(QLineEdit)  # of a number, of a list one may type into
        self._line = line
        if line is not None:
            self._cursor = line.cursorPosition()
            self._marked = line.selectionStart(), line.selectionLength()

    def go_on(self) -> None:
        """The keyboard there again, between the same letters."""
        if self._widget is None or not isValid(self._widget):
            return
        self._widget.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
        if self._line is not None and isValid(self._line):
            start, length = self._marked
            self._line.deselect()
            self._line.setCursorPosition(self._cursor)
            if length:
                self._line.setSelection(start, length)


class Curtain(QObject):
    """`draw` hides every window but one, `lift` shows them where they were."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.before: QWidget | None = None  # what may be seen, while drawn
        self._hidden: list[QWidget] = []
        self._active: QWidget | None = None
        self._writing: dict[QWidget, Writing] = {}

    @property
    def drawn(self) -> bool:
        """Whether nothing else may be seen."""
        return self.before is not None

    @property
    def covers_typing(self) -> bool:
        """Whether a form that nobody saved stands behind it."""
        return any(isinstance(window, FormDialog) for window in self._alive())

    def draw(self, before: QWidget, *, shown: bool) -> None:
        """Hide all but this window, and whatever opens later; it is not `shown` where there was
        nothing to be seen. An editor that loses the keyboard with its whole window goes on."""
        self._active, self.before = QApplication.activeWindow(), before
        if shown:
            before.show()
        while (popup := QApplication.activePopupWidget()) is not None and popup.isVisible():
            popup.close()
        QToolTip.hideText()
        tops = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
        self._hidden = sorted((one for one in tops if not self._may_be_seen(one)), key=_depth)
        self._writing = {window: Writing(window.focusWidget()) for window in self._hidden}
        for window in reversed(self._hidden):
            window.hide()
        if shown:
            before.activateWindow()
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def lift(self) -> None:
        """Everything as it was, the keyboard where it was."""
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        shown, before = self._alive(), self.before
        self._hidden, self.before = [], None
        for window in shown:
            window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, on=False)
            window.show()
            if window in self._writing:
                self._writing[window].go_on()
        if before is not None:
            before.hide()
        last = self._active if self._active in shown else next(reversed(shown), None)
        front = QApplication.activeModalWidget() or last
        self._active, self._writing = None, {}
        if front is not None:
            front.raise_()
            front.activateWindow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What opens by itself meanwhile (an answer, a failure) waits with the others."""
        if (
            event.type() == QEvent.Type.Show
            and isinstance(watched, QWidget)
            and watched.isWindow()
            and not self._may_be_seen(watched)
        ):
            watched.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)  # before it is on screen
            QTimer.singleShot(0, self, lambda: self._put_away(watched))
        return super().eventFilter(watched, event)

    def _put_away(self, late: QWidget) -> None:
        if not self.drawn or not isValid(late) or not late.isVisible():
            return
        late.hide()
        if late.windowType() not in _PASSING and late not in self._hidden:
            self._hidden.append(late)

    def _alive(self) -> list[QWidget]:
        return [window for window in self._hidden if isValid(window)]

    def _may_be_seen(self, window: QWidget) -> bool:
        """The one in front of the curtain with what belongs to it; the menu of the tray."""
        place: QWidget | None = window
        while place is not None and place is not self.before:
            place = place.parentWidget()
        return place is not None or window.objectName() == "tray_menu"


def _depth(window: QWidget) -> int:
    """How many windows it belongs to: a dialog is shown after its window."""
    parent = window.parentWidget()
    return 0 if parent is None else 1 + _depth(parent)
