"""A box says whose it is, reads nothing as markup, and is gone when it is closed."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

from crmdesk.ui.kit.message_box import TITLE, message_box


def test_that_a_customers_words_stand_there_as_they_are(qtbot: Any, window: QWidget) -> None:
    box = message_box(window, "asked", QMessageBox.Icon.Question, "<h1>王芳</h1>", "<b>a</b>")
    box.open()
    shown = {one.text(): one.textFormat() for one in box.findChildren(QLabel) if one.text()}
    assert shown["<h1>王芳</h1>"] == Qt.TextFormat.PlainText
    assert shown["<b>a</b>"] == Qt.TextFormat.PlainText
    assert box.windowTitle() == TITLE
    box.reject()
    qtbot.waitUntil(lambda: window.findChild(QMessageBox, "asked") is None)
