"""Numbers with their unit."""

from pytestqt.qtbot import QtBot

from crmdesk.ui.kit.widgets.number_box import NumberBox


def test_that_the_number_keeps_off_the_border(qtbot: QtBot) -> None:
    box = NumberBox(maximum=200, step=5)
    qtbot.addWidget(box)
    box.setSuffix(" min")
    box.show()
    assert box.lineEdit().textMargins().left() == 9
    assert (box.maximum(), box.singleStep()) == (200, 5)
