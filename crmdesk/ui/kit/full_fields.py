"""A line says when it is full, and shows its beginning as soon as one writes elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QApplication, QLineEdit, QToolTip, QWidget

from crmdesk.models.core.i18n import _

SHOWN = 8000  # ms
_KNOWN = "says_when_full"


def show_beginning(field: QLineEdit) -> None:
    """Of words that are longer than the field; Qt shows their end."""
    field.home(False)  # noqa: FBT003 - Qt's signature


class FullFields(QObject):
    """Listens to every line one writes in, from when the keyboard first comes to it."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        application.focusChanged.connect(self._on_focus)

    def _on_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        if isinstance(old, QLineEdit) and new is not None and new.window() is old.window():
            show_beginning(old)
        if isinstance(new, QLineEdit) and not new.property(_KNOWN):
            new.setProperty(_KNOWN, True)  # noqa: FBT003 - Qt's signature
            new.inputRejected.connect(self._on_full)

    def _on_full(self) -> None:
        field = self.sender()
        if isinstance(field, QLineEdit) and len(field.text()) >= field.maxLength():
            told = _("This field takes {most:,} characters. The rest was not taken over.")
            place = field.mapToGlobal(QPoint(0, field.height()))
            QToolTip.showText(place, told.format(most=field.maxLength()), field, msecShowTime=SHOWN)
