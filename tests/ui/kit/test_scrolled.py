"""An area that scrolls up and down, and never to the side."""

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.ui.kit.widgets.scroll_area import scrolled


def test_that_going_to_a_wide_field_moves_nothing_to_the_side(qtbot: QtBot) -> None:
    content = QWidget()
    wide = QLineEdit()
    wide.setMinimumWidth(400)
    QVBoxLayout(content).addWidget(wide)
    area = scrolled(content)
    qtbot.addWidget(area)
    area.resize(300, 120)
    area.show()
    qtbot.waitExposed(area)
    area.ensureVisible(content.width(), 0)
    assert area.horizontalScrollBar().value() == 0
