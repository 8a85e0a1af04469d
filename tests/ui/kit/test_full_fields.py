"""What does not fit into a line is not left out in silence."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QToolTip
from pytestqt.qtbot import QtBot

from crmdesk.ui.kit.full_fields import FullFields


def test_that_a_line_says_when_what_is_pasted_does_not_fit(
    qtbot: QtBot, qapp: QApplication
) -> None:
    listening = FullFields(qapp)
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    line.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    QGuiApplication.clipboard().setText("好" * 40_000)
    qtbot.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert len(line.text()) == 32_767
    assert QToolTip.text().startswith("This field takes 32,767 characters.")
    QToolTip.hideText()
    listening.deleteLater()
