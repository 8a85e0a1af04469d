"""Words being typed are not lost."""

import threading
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.journal.drafts import load_draft
from crmdesk.models.journal.queries import load_history
from crmdesk.ui.kit.autosave import EVERY, RARELY, DraftSaver
from crmdesk.ui.kit.jobs import JobRunner


class Form(QObject):
    """A form of one field."""

    def __init__(self, db: Database, jobs: JobRunner, key: str = "form:1") -> None:
        super().__init__()
        self.words: dict[str, Any] = {}
        self.saver = DraftSaver(db, jobs, key, lambda: dict(self.words), self.show, self)

    def show(self, words: dict[str, Any]) -> None:
        self.words = words


@pytest.fixture
def form(qtbot: QtBot, db: Database, jobs: JobRunner) -> Form:
    return Form(db, jobs)


def kept(db: Database, key: str = "form:1") -> dict[str, Any] | None:
    with db.read() as session:
        found = load_draft(session, key, db.staff_id)
    return found.data if found else None


def test_that_words_are_kept_within_a_second_and_come_back(
    qtbot: QtBot, db: Database, jobs: JobRunner, form: Form
) -> None:
    assert not form.saver.begin()
    form.words = {"text": "说了一半"}
    qtbot.waitUntil(lambda: kept(db) == {"text": "说了一半"})
    other = Form(db, jobs)
    assert other.saver.begin()
    assert other.words == {"text": "说了一半"}
    with db.read() as session:
        assert load_history(session) == []  # nothing to undo


def test_that_an_emptied_form_leaves_nothing(qtbot: QtBot, db: Database, form: Form) -> None:
    form.saver.begin()
    form.words = {"text": "x"}
    form.saver.flush()
    qtbot.waitUntil(lambda: kept(db) is not None)
    form.words = {}
    form.saver.flush()
    qtbot.waitUntil(lambda: kept(db) is None)


def test_that_a_finished_form_leaves_nothing(qtbot: QtBot, db: Database, form: Form) -> None:
    form.saver.begin()
    form.words = {"text": "x"}
    form.saver.flush()
    form.saver.stop()
    qtbot.waitUntil(lambda: form.saver.pending() == 0)
    assert kept(db) is None


def test_that_each_place_has_words_of_its_own(qtbot: QtBot, db: Database, form: Form) -> None:
    form.saver.begin()
    form.words = {"text": "一"}
    assert not form.saver.move_to("form:2")
    form.words = {"text": "二"}
    assert form.saver.move_to("form:1")  # even before the writer has come round to it
    assert form.words == {"text": "一"}
    qtbot.waitUntil(lambda: kept(db, "form:2") == {"text": "二"})


def test_that_a_form_opened_anew_shows_words_still_on_their_way(
    qtbot: QtBot, db: Database, jobs: JobRunner, form: Form
) -> None:
    form.saver.begin()
    form.words = {"text": "x"}
    go_on = threading.Event()
    jobs.write(lambda _job: go_on.wait(20))  # a long import
    form.saver.flush()
    assert Form(db, jobs).saver.begin()
    form.saver.stop()
    assert not Form(db, jobs).saver.begin()  # thrown away
    go_on.set()
    qtbot.waitUntil(lambda: form.saver.pending() == 0)


def test_that_words_not_kept_are_tried_again(
    qtbot: QtBot, db: Database, form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    form.saver.begin()
    write = db.write
    monkeypatch.setattr(db, "write", lambda *_args: 1 / 0)
    form.words = {"text": "x"}
    form.saver.flush()
    qtbot.waitUntil(lambda: form.saver.pending() == 0)
    monkeypatch.setattr(db, "write", write)
    form.saver.flush()
    qtbot.waitUntil(lambda: kept(db) == {"text": "x"})


def test_that_a_full_drive_is_told_once_and_tried_ever_more_rarely(
    qtbot: QtBot,
    db: Database,
    jobs: JobRunner,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    forms = [Form(db, jobs, f"form:{number}") for number in (1, 2)]
    told: list[BaseException] = []
    jobs.unkept.connect(told.append)

    def full(*_action: object) -> None:
        raise CrmError("database.full", path="/office.db", free=0, need=1)

    def flush() -> None:
        for form in forms:
            form.saver.flush()
        qtbot.waitUntil(lambda: jobs.running() == 0)

    for form in forms:
        form.saver.begin()
        form.words = {"text": "x"}
    with monkeypatch.context() as patched:
        patched.setattr(db, "write", full)
        for _time in range(9):
            flush()
        assert len(told) == len(caplog.records) == 1
        assert {form.saver._timer.interval() for form in forms} == {RARELY}
    flush()
    assert {form.saver._timer.interval() for form in forms} == {EVERY}
    assert kept(db, "form:2") == {"text": "x"}
    with monkeypatch.context() as patched:
        patched.setattr(db, "write", full)
        forms[0].words = {"text": "xy"}
        flush()
    assert len(told) == 2, "another time"
