"""What does not fit into a line is not left out in silence."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextOption
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QToolTip, QWidget
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


def test_that_a_long_line_shows_its_beginning_once_one_writes_elsewhere(
    qtbot: QtBot, qapp: QApplication
) -> None:
    listening = FullFields(qapp)
    window = QWidget()
    first, second = QLineEdit(window), QLineEdit(window)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    first.setText("客户想把两百把椅子分三批送，第一批月底前到")
    second.setFocus()
    qtbot.waitUntil(second.hasFocus)
    assert first.cursorPosition() == 0
    listening.deleteLater()


def test_that_a_word_without_an_end_is_laid_out_in_no_time(
    qtbot: QtBot, qapp: QApplication
) -> None:
    listening = FullFields(qapp)
    editor = QPlainTextEdit()
    qtbot.addWidget(editor)
    editor.show()
    editor.activateWindow()
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    usual = editor.wordWrapMode()
    QGuiApplication.clipboard().setText("<b>" * 100_000)  # took seconds, and four times that twice
    qtbot.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert len(editor.toPlainText()) == 300_000
    assert editor.wordWrapMode() == QTextOption.WrapMode.WrapAnywhere
    editor.setPlainText("words " * 10_000)
    editor.setPlainText("")
    assert editor.wordWrapMode() == usual
    listening.deleteLater()
