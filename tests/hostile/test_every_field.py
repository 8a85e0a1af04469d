"""Every field somebody can write in, found by itself, takes anything."""

import shutil
import time
from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from crmdesk.models.core.settings import Settings
from crmdesk.models.demo.book import legacy_book
from crmdesk.models.demo.showcase import Showcase, make_showcase, typed
from crmdesk.models.open import open_database
from crmdesk.ui.kit import theme
from crmdesk.ui.shell.screens import AllFeatures
from crmdesk.ui.shell.tour import NOW
from crmdesk.ui.shell.tour_stage import Stage
from tests.soak.place import fields, name_of
from tests.support.hostile_words import WORDS
from tests.support.markup import read_as_markup

ELSEWHERE = ("view.", "file.quit", "file.open", "file.new", "file.move", "edit.undo", "edit.redo",
             "help.", "file.print")  # fmt: skip
"""Commands that leave this office, or open nothing one writes in."""
LONGEST = 3.0  # seconds of work for a megabyte: 0.6 while much else goes on, minutes if quadratic
HUGE = "好abc <b>%s {x} " * 70_000
SHORT = "".join(words for words in WORDS.values() if len(words) < 1000) + "\x00\ud83d"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Showcase]:
    folder = tmp_path_factory.mktemp("fields")
    db = open_database(folder / "full.db", clock=lambda: NOW)
    shown = make_showcase(db)
    db.close()
    legacy_book(folder / typed("book"), 40, seed=7)
    (folder / typed("no_book")).write_bytes(b"%PDF-1.7\n")
    return folder, shown


@pytest.fixture
def stage(
    qtbot: QtBot, qapp: QApplication, office: tuple[Path, Showcase], tmp_path: Path
) -> Generator[Stage, None, None]:
    folder, shown = office
    theme.apply(qapp, "light", "comfortable")
    copy = shutil.copy(folder / "full.db", tmp_path / "open.db")
    made = Stage(Path(copy), Settings(), AllFeatures, NOW, shown, folder)
    yield made
    made.close()
    qtbot.waitUntil(lambda: not isValid(made.window))


def test_that_every_field_takes_anything(qtbot: QtBot, stage: Stage) -> None:
    """Of every screen, and of every dialog that a command opens about a customer."""
    stage.go.open_customer(stage.known.rich)
    _rest(qtbot, stage)
    names = [one.id for one in stage.commands if not one.id.startswith(ELSEWHERE)]
    tried: set[str] = set()
    slow: dict[str, float] = {}
    for name in names:
        stage.commands.run(name)
        _rest(qtbot, stage)
        for field in _fields():
            if not isValid(field) or not field.isVisible() or name_of(field) in tried:
                continue
            tried.add(name_of(field))
            for words in (SHORT, HUGE, ""):
                took = _paste(field, words)
                if not isValid(field):
                    break
                if took > LONGEST:
                    slow[f"{name_of(field)} {len(words)}"] = took
            assert not list(read_as_markup())
        stage.clear()
        _rest(qtbot, stage)
    assert not slow
    assert len(tried) > 40


def _rest(qtbot: QtBot, stage: Stage) -> None:
    qtbot.wait(10)
    qtbot.waitUntil(stage.quiet)
    assert not _failures()


def _fields() -> list[QWidget]:
    window = QApplication.activeModalWidget()
    places = [window] if window is not None else QApplication.topLevelWidgets()
    return [field for place in places if place.isVisible() for field in fields(place)]


def _paste(field: QWidget, words: str) -> float:
    """Over all that stands there, as Ctrl+A and Ctrl+V do; how long the thread of the window
    worked."""
    field.setFocus()
    QGuiApplication.clipboard().setText(words)
    control = Qt.KeyboardModifier.ControlModifier
    began = time.thread_time()
    QTest.keyClick(field, Qt.Key.Key_A, control)
    QTest.keyClick(field, Qt.Key.Key_V if words else Qt.Key.Key_X, control)
    QApplication.processEvents()
    return time.thread_time() - began


def _failures() -> list[str]:
    return [
        top.text()
        for top in QApplication.topLevelWidgets()
        if isinstance(top, QMessageBox) and top.objectName() == "failure" and top.isVisible()
    ]
