"""What goes wrong in a method that Qt calls is an error, and not the end of the program."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import delete


class Careless(QWidget):
    """Counts on what is not there any more."""

    def __init__(self) -> None:
        super().__init__()
        self.gone = QWidget(self)
        delete(self.gone)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.gone.setFocus()


def test_that_a_widget_that_is_gone_is_an_error_to_whoever_pressed_the_key(qtbot: Any) -> None:
    widget = Careless()
    qtbot.addWidget(widget)
    with pytest.raises(RuntimeError, match="already deleted"):
        qtbot.keyClick(widget, Qt.Key.Key_A)
