"""What stands on the screen and can be reached there: by the mouse, where nothing lies over it."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

TEXT = (QLineEdit, QPlainTextEdit, QTextEdit)
CLICKED = (QAbstractButton, QTabBar, QComboBox, QAbstractSpinBox)


def front() -> QWidget | None:
    """The window that takes keys and clicks: a menu, the uppermost dialog, or one of several."""
    popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
    return popup or modal


def windows() -> list[QWidget]:
    """Those that stand side by side, the main window first."""
    shown = [
        top
        for top in QApplication.topLevelWidgets()
        if top.isVisible() and top.isEnabled() and top.isWindow() and not isinstance(top, QMenu)
    ]
    return sorted(shown, key=lambda top: (top.objectName() != "main_window", top.objectName()))


def reachable(window: QWidget, kinds: tuple[type[QWidget], ...]) -> list[QWidget]:
    """Everything of these kinds one sees and may use, in the order it was made."""
    if isinstance(window, QPrintPreviewDialog):
        return []  # its buttons ask the system's printers
    return [
        widget
        for kind in kinds
        for widget in window.findChildren(kind)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.window() is window
        and not widget.visibleRegion().isEmpty()
    ]


def views(window: QWidget) -> list[QAbstractItemView]:
    found = reachable(window, (QAbstractItemView,))
    return [view for view in found if isinstance(view, QAbstractItemView)]


def fields(window: QWidget) -> list[QWidget]:
    return [field for field in reachable(window, TEXT) if not _read_only(field)]


def hit(widget: QWidget, at: QPoint) -> tuple[QWidget, QPoint]:
    """Whom a click there really meets: what lies on top."""
    window = widget.window()
    place = widget.mapTo(window, at)
    met = window.childAt(place) or window
    return met, met.mapFrom(window, place)


def lineage(widget: QWidget) -> Iterator[QWidget]:
    """The widget and all around it."""
    inside: QWidget | None = widget
    while inside is not None:
        yield inside
        inside = inside.parentWidget()


def name_of(widget: QWidget) -> str:
    """As somebody who repeats it would look for it."""
    names = [part.objectName() or type(part).__name__ for part in lineage(widget)]
    return ".".join(reversed([name for name in names if not name.startswith("qt_")][:4]))


def _read_only(field: QWidget) -> bool:
    return isinstance(field, TEXT) and field.isReadOnly()
