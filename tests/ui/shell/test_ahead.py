"""What is made ready before it is asked for."""

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.shell import ahead
from crmdesk.ui.shell.ahead import Ahead

MODULE = "crmdesk.ui.shell.about"


@pytest.fixture
def jobs(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[JobRunner]:
    monkeypatch.setattr(ahead, "DELAY", 1)
    runner = JobRunner()
    yield runner
    runner.shutdown()


def test_that_modules_come_first_and_pieces_in_turn(
    qtbot: QtBot, jobs: JobRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, MODULE, raising=False)
    parent, made = QObject(), []
    pieces = (lambda: made.append(MODULE in sys.modules), lambda: made.append("second"))
    Ahead(jobs, (MODULE,), pieces, parent)
    qtbot.waitUntil(lambda: made == [True, "second"])


def test_that_nothing_is_built_for_a_window_that_is_gone(qtbot: QtBot, jobs: JobRunner) -> None:
    parent, made = QObject(), []
    Ahead(jobs, (), [lambda: made.append("piece")], parent)
    parent.deleteLater()
    qtbot.wait(60)
    assert made == []


def test_that_nothing_is_built_once_the_jobs_have_ended(qtbot: QtBot, jobs: JobRunner) -> None:
    parent, made = QObject(), []
    Ahead(jobs, (), [lambda: (made.append("last"), jobs.shutdown()), made.clear], parent)
    qtbot.waitUntil(lambda: made == ["last"])
    qtbot.wait(60)
    assert made == ["last"]


def test_that_it_goes_on_where_one_stays_after_all(qtbot: QtBot, jobs: JobRunner) -> None:
    parent, made = QObject(), []
    pieces = [lambda: (made.append("first"), jobs.stopping.emit()), lambda: made.append("second")]
    Ahead(jobs, (), pieces, parent)
    qtbot.waitUntil(lambda: made == ["first"])
    qtbot.wait(60)
    assert made == ["first"]
    jobs.staying.emit()
    qtbot.waitUntil(lambda: made == ["first", "second"])


def test_that_no_screen_is_built_while_the_file_is_closed(qtbot: QtBot, jobs: JobRunner) -> None:
    parent, made = QObject(), []
    pieces = [lambda: (made.append("first"), jobs.rest()), lambda: made.append("second")]
    Ahead(jobs, (), pieces, parent)
    qtbot.waitUntil(lambda: made == ["first"])
    qtbot.wait(60)
    assert made == ["first"]
    jobs.go_on()
    qtbot.waitUntil(lambda: made == ["first", "second"])
