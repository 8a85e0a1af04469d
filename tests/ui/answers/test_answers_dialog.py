"""Standard answers at hand: found while one types, put in with Enter, kept up without a mouse."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.models.answers.actions import save_answer
from crmdesk.models.answers.drafts import AnswerDraft
from crmdesk.models.answers.queries import load_answers
from crmdesk.models.core.db import Database
from crmdesk.models.journal.actions import undo
from crmdesk.ui.answers.commands import AnswerCommands
from crmdesk.ui.answers.dialog import AnswersDialog
from crmdesk.ui.answers.edit_dialog import AnswerDialog
from crmdesk.ui.interactions.commands import InteractionCommands
from crmdesk.ui.kit.jobs import JobRunner
from tests.support.builders import add_customer
from tests.support.keyboard import type_text
from tests.support.navigator import RecordingNavigator

Open = Callable[..., AnswersDialog]


def add(db: Database, *told: tuple[str, str, str]) -> None:
    with db.write("answer.import", count=len(told)) as session:
        for question, answer, topic in told:
            save_answer(session, AnswerDraft(question, answer, topic), now=db.now())


@pytest.fixture
def answers(
    qtbot: QtBot, db: Database, jobs: JobRunner, navigator: RecordingNavigator, window: QWidget
) -> Open:
    def opened(customer: int | None = None, insert: Callable[[str], None] | None = None) -> (
        AnswersDialog
    ):  # fmt: skip
        dialog = AnswerCommands(db, jobs, navigator).open(customer, window, insert)
        qtbot.waitExposed(dialog)
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        dialog.search.setFocus()
        return dialog

    return opened


def shown(dialog: AnswersDialog) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def test_that_typing_finds_and_enter_copies_with_the_salutation(
    qtbot: QtBot, db: Database, answers: Open, navigator: RecordingNavigator, jobs: JobRunner
) -> None:
    add(db, ("怎么开发票？", "{称呼}，请发我税号。", "发票"), ("多久送到？", "当天送。", "送货"))
    dialog = answers(add_customer(db, "王芳", salutation="王总"))
    assert shown(dialog) == ["怎么开发票？", "多久送到？"]
    type_text(qtbot, dialog.search, "dj")
    assert shown(dialog) == ["多久送到？"] or shown(dialog) == []
    dialog.search.clear()
    type_text(qtbot, dialog.search, "kfp")
    assert shown(dialog) == ["怎么开发票？"]
    text = dialog.findChild(QLabel, "answer_text")
    assert text is not None
    assert text.text() == "王总，请发我税号。"
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == "王总，请发我税号。"
    assert navigator.said == ["Copied"]
    qtbot.waitUntil(lambda: jobs.running() == 0)
    with db.read() as session:
        assert [row.uses for row in load_answers(session)] == [1, 0]


def test_that_arrows_move_in_the_list_while_one_types(
    qtbot: QtBot, db: Database, answers: Open, jobs: JobRunner
) -> None:
    add(db, ("一？", "甲", ""), ("二？", "乙", ""))
    taken: list[str] = []
    dialog = answers(None, taken.append)
    qtbot.keyClick(dialog.search, Qt.Key.Key_Down)
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert taken == ["乙"]
    qtbot.waitUntil(lambda: jobs.running() == 0)


def test_that_one_is_added_changed_and_deleted_by_keyboard(
    qtbot: QtBot, db: Database, answers: Open, jobs: JobRunner
) -> None:
    add(db, ("一？", "甲", "价格"))
    dialog = answers()
    qtbot.keyClick(dialog.search, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = dialog.findChild(AnswerDialog, "answer_dialog")
    assert form is not None
    type_text(qtbot, form.question, "二？")
    type_text(qtbot, form.answer, "乙")
    with qtbot.waitSignal(form.accepted):
        qtbot.keyClick(form.answer, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shown(dialog) == ["一？", "二？"])
    dialog.list.setCurrentRow(0)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog.search, Qt.Key.Key_Delete, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: shown(dialog) == ["二？"])
    undo(db)
    dialog.reload()
    assert shown(dialog) == ["一？", "二？"]
    dialog.reject()


def test_that_a_fresh_office_is_offered_ready_ones(
    qtbot: QtBot, db: Database, answers: Open, navigator: RecordingNavigator
) -> None:
    dialog = answers()
    begin = dialog.findChild(QPushButton, "begin")
    assert begin is not None
    assert begin.isVisible()
    begin.click()
    qtbot.waitUntil(lambda: dialog.list.count() == 20)
    qtbot.waitUntil(lambda: navigator.said == ["20 standard answers taken over"])
    dialog.reject()


def test_that_they_go_out_to_a_workbook_and_come_back(
    qtbot: QtBot, db: Database, answers: Open, navigator: RecordingNavigator, tmp_path: Path
) -> None:
    add(db, ("一？", "甲", "价格"))
    dialog = answers()
    files = dialog._files
    files.write(tmp_path / "qa.xlsx")
    qtbot.waitUntil(lambda: bool(navigator.said))
    files.read(tmp_path / "qa.xlsx")
    qtbot.waitUntil(lambda: len(navigator.said) == 2)
    assert navigator.said == ["Saved as qa.xlsx", "0 standard answers taken over"]
    dialog.reject()


def test_that_a_slash_word_puts_an_answer_into_the_log_entry(
    qtbot: QtBot, db: Database, jobs: JobRunner, navigator: RecordingNavigator, window: QWidget
) -> None:
    add(db, ("怎么开发票？", "{称呼}，请发我税号。", "发票"))
    customer = add_customer(db, "王芳", salutation="王总")
    commands = InteractionCommands(db, jobs, navigator)
    commands.answers = AnswerCommands(db, jobs, navigator).open
    log = commands.log(customer, window)
    qtbot.waitExposed(log)
    type_text(qtbot, log.composer.words, "/答 ")
    dialog = log.findChild(AnswersDialog, "answers")
    assert dialog is not None
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert log.composer.words.toPlainText() == "王总，请发我税号。"
    qtbot.waitUntil(lambda: jobs.running() == 0)
    log.done(0)
