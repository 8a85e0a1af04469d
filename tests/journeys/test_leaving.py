"""She saves and closes the window in the same breath: it is in the file, or she is told."""

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox, QPlainTextEdit, QPushButton
from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.open import open_database
from crmdesk.models.schema import Draft, Interaction
from tests.support.builders import add_customer
from tests.support.databases import open_copy
from tests.support.driver import Desk

WORDS = "she wants twenty chairs by Friday"


@pytest.fixture
def typed(desk: Desk) -> QPlainTextEdit:
    """A customer's page, and what she said typed into it."""
    db = open_copy(desk.database, desk.database.with_name("made.db"), desk.clock)
    add_customer(db, name="王芳")
    db.close()
    desk.database = desk.database.with_name("made.db")
    desk.start()
    desk.open_customer("王芳")
    composer = desk.find(QPlainTextEdit, "log_words")
    desk.type(WORDS, into=composer)
    return composer


def written(db: Database) -> tuple[list[str], list[str]]:
    with db.read() as session:
        logged = list(session.scalars(select(Interaction.text)))
        kept = [str(draft.data) for draft in session.scalars(select(Draft))]
        return logged, [words for words in kept if WORDS in words]


def test_that_what_was_saved_right_before_closing_is_in_the_file(
    desk: Desk, typed: QPlainTextEdit
) -> None:
    desk.qtbot.keyClick(typed, "\r")
    desk.leave()
    db = open_database(desk.database, clock=desk.clock, create=False)
    assert written(db) == ([WORDS], [])
    db.close()


def not_written() -> list[QMessageBox]:
    tops = QApplication.topLevelWidgets()
    return [top for top in tops if top.objectName() == "not_written" and top.isVisible()]


def test_that_who_leaves_a_drive_that_is_full_is_told_and_may_stay(
    desk: Desk, typed: QPlainTextEdit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_self: object, *_action: object, **_params: object) -> None:
        raise CrmError("database.full", path="/office.db", free=0, need=1)

    with monkeypatch.context() as patched:
        patched.setattr(Database, "write", full)
        desk.qtbot.keyClick(typed, "\r")
        desk.window.close()
        [box] = not_written()
        assert "is full" in box.informativeText()
        assert not desk.window.isVisible()
        desk.qtbot.keyClick(box, "\x1b")
        desk.until(desk.window.isVisible)
        for failure in desk.window.findChildren(QMessageBox, "failure"):
            failure.close()
    assert typed.toPlainText() == WORDS
    desk.qtbot.keyClick(typed, "\r")
    desk.leave()
    assert not_written() == []
    db = open_database(desk.database, clock=desk.clock, create=False)
    assert written(db) == ([WORDS], [])
    db.close()


def test_that_who_is_told_may_leave_all_the_same(
    desk: Desk, typed: QPlainTextEdit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_self: object, *_action: object, **_params: object) -> None:
        raise CrmError("database.gone", path="/office.db")

    with monkeypatch.context() as patched:
        patched.setattr(Database, "write", gone)
        desk.window.close()
        [box] = not_written()
        button = box.findChild(QPushButton, "leave")
        assert button is not None
        button.click()
        assert not desk.program.session.is_open
    assert not desk.window.isVisible()
