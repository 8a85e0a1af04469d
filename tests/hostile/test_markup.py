"""Customers' words are words: no tip and no failure reads them as markup.

That no screen, dialog or sheet does is seen where the scenes of the tour are played.
"""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.ui.kit import theme
from crmdesk.ui.kit.failures import show_failure
from tests.support.hostile_words import MARKUP
from tests.support.markup import read_as_markup


def test_that_tool_tips_are_plain(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light", "comfortable")
    button = QPushButton("x")
    qtbot.addWidget(button)
    button.setToolTip(MARKUP)
    button.show()
    place = button.mapToGlobal(QPoint(2, 2))
    QApplication.sendEvent(button, QHelpEvent(QEvent.Type.ToolTip, QPoint(2, 2), place))
    [tip] = [top for top in QApplication.topLevelWidgets() if top.inherits("QTipLabel")]
    assert isinstance(tip, QLabel)
    assert tip.textFormat() == Qt.TextFormat.PlainText


def test_that_failures_tell_customers_words_as_they_are(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light", "comfortable")
    parent = QWidget()
    qtbot.addWidget(parent)
    show_failure(parent, ValueError(MARKUP))
    box = parent.findChild(QWidget, "failure")
    assert not set(read_as_markup())
    box.close()


def test_that_a_label_somebody_forgot_is_plain(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light", "comfortable")
    label = QLabel(MARKUP)
    qtbot.addWidget(label)
    label.show()
    assert not set(read_as_markup())
    label.setTextFormat(Qt.TextFormat.AutoText)
    assert set(read_as_markup())
