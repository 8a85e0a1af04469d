"""How large dialogs are on the screen they open on."""

from PySide6.QtWidgets import QDialog, QVBoxLayout
from pytestqt.qtbot import QtBot

from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.room import KeepsWhole


def test_that_nothing_a_dialog_says_is_squeezed(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    dialog.setMinimumWidth(300)
    column = QVBoxLayout(dialog)
    for _line in range(12):
        column.addWidget(label("Some words that go on and on in a second line", wrap=True))
    KeepsWhole(dialog)
    dialog.open()
    qtbot.waitExposed(dialog)

    def whole() -> bool:
        return dialog.height() >= column.totalHeightForWidth(dialog.width())

    qtbot.waitUntil(whole)
    before = dialog.height()
    column.addWidget(label("and one more, that comes later", wrap=True))
    qtbot.waitUntil(lambda: dialog.height() > before and whole())
    dialog.reject()
