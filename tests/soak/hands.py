"""The robot's mouse and keyboard: every press goes the way Qt's own events go."""

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.soak.place import hit

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHORT = 40  # characters typed key by key
REPEATS = 25


def click(widget: QWidget, at: QPoint, *, twice: bool = False) -> None:
    met, place = hit(widget, at)
    QTest.mouseClick(met, LEFT, NONE, place)
    if twice:
        QTest.mouseDClick(met, LEFT, NONE, place)


def ask_menu(widget: QWidget, at: QPoint) -> None:
    """The right button."""
    met, place = hit(widget, at)
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(met, QContextMenuEvent(reason, place, met.mapToGlobal(place)))


def wheel(widget: QWidget, steps: int) -> None:
    middle = QPointF(widget.rect().center())
    turn = QPoint(0, 120 * steps)
    event = QWheelEvent(middle, QPointF(widget.mapToGlobal(middle.toPoint())), QPoint(), turn,
                        Qt.MouseButton.NoButton, NONE, Qt.ScrollPhase.NoScrollPhase,
                        False)  # fmt: skip
    QApplication.sendEvent(widget, event)


def key(widget: QWidget, pressed: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(widget, pressed, modifiers)


def hold(widget: QWidget, pressed: Qt.Key) -> None:
    """A key that repeats itself, on whatever has the keyboard by then.

    Each repeat is an event of its own, between which the window's loop turns, as when the system
    sends them thirty times a second: who holds a key waits for one of them, never for all.
    """
    for _ in range(REPEATS):
        target = QApplication.activePopupWidget() or QApplication.focusWidget() or widget
        if not target.isVisible():
            return
        event = QKeyEvent(QKeyEvent.Type.KeyPress, pressed, NONE, "", True)
        QApplication.sendEvent(target, event)
        QApplication.processEvents()


def write(widget: QWidget, text: str) -> None:
    """Key by key where a key gives the letter, the window's loop turning between them; else as an
    input method hands words over."""
    if text.isascii() and text.isprintable() and len(text) <= SHORT:
        for letter in text:
            QTest.keyClick(widget, letter)
            QApplication.processEvents()
        return
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def paste(widget: QWidget, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    key(widget, Qt.Key.Key_V, CTRL)


def drop(widget: QWidget, path: str) -> None:
    """Let go of a file there."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path)])
    place, copy = widget.rect().center(), Qt.DropAction.CopyAction
    entering = QDragEnterEvent(place, copy, data, LEFT, NONE)
    QApplication.sendEvent(widget, entering)
    if entering.isAccepted():
        QApplication.sendEvent(widget, QDropEvent(QPointF(place), copy, data, LEFT, NONE))
