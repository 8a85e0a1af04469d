"""Widgets shown before they have a place: the desktop shows them as windows, for a moment."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget


class Flashes(QObject):
    """While it stands: the names of parts that became windows of their own."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.names: list[str] = []
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.Show
            and isinstance(watched, QWidget)
            and watched.windowType() == Qt.WindowType.Window
            and not isinstance(watched, QMainWindow)
        ):
            self.names.append(f"{type(watched).__name__} {watched.objectName()}")
        return False

    def stop(self) -> None:
        """Watch no more."""
        self.setParent(None)
        self.deleteLater()
