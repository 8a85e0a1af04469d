"""What can be done with the rows selected is offered in words, or as icons where room is short."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.ui.kit.widgets.selection_bar import SelectionBar


class Asked(QObject):
    merge = Signal()


def test_that_icons_have_to_do_where_there_is_no_room_for_words(qtbot: QtBot) -> None:
    asked, window, bar = Asked(), QWidget(), SelectionBar("bar")
    QVBoxLayout(window).addWidget(bar)
    qtbot.addWidget(window)
    button = bar.add_act("merge", "Merge the selected customers", "merge", asked.merge, "Ctrl+M")
    bar.show_count(7)
    window.resize(600, 40)
    window.show()
    qtbot.waitUntil(lambda: button.text() == "Merge the selected customers")
    window.resize(160, 40)
    qtbot.waitUntil(lambda: button.text() == "")
    assert button.toolTip() == "Merge the selected customers (Ctrl+M)"
    assert button.accessibleName() == "Merge the selected customers"
    window.resize(600, 40)
    qtbot.waitUntil(lambda: button.text() == "Merge the selected customers")
