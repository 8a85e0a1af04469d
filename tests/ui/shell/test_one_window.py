"""What a window leaves behind when another takes its place."""

import gc
import weakref
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from crmdesk.app import Program
from crmdesk.models.core import i18n
from crmdesk.models.core.settings import Settings
from crmdesk.ui.kit import theme
from crmdesk.ui.shell.assembly import Assembly
from crmdesk.ui.shell.main_window import MainWindow
from tests.ui.shell.conftest import TwoScreens


@pytest.fixture
def program(
    qtbot: Any, qapp: QApplication, tmp_path: Path, template: Path, monkeypatch: pytest.MonkeyPatch
) -> Generator[Program, None, None]:
    monkeypatch.setattr(qapp, "quit", lambda: None)
    database = tmp_path / "office.db"
    database.write_bytes(template.read_bytes())
    made = Program(qapp, Settings(language="en", theme="light"), TwoScreens)
    made.begin(str(database))
    yield made
    if made.assembly is not None:
        made.assembly.window.close()
    made.deleteLater()
    i18n.use_language("en")
    theme.apply(qapp, "light")
    gc.unfreeze()


def living(program: Program) -> "weakref.ref[Assembly]":
    assert program.assembly is not None
    return weakref.ref(program.assembly)


def window_of(program: Program) -> MainWindow:
    assert program.assembly is not None
    return program.assembly.window


@pytest.mark.parametrize("way", ["language", "database"])
def test_that_nothing_of_a_window_outlives_it_though_it_was_frozen(
    qtbot: Any, program: Program, tmp_path: Path, way: str
) -> None:
    gone = living(program)
    gc.freeze()  # as soon as all stands, so that no collection walks through it
    if way == "language":
        window_of(program).commands.run("view.language.zh_TW")
    else:
        program.turn_to(str(tmp_path / "second.db"))
    qtbot.waitUntil(lambda: gone() is None)
    assert gc.get_freeze_count() > 0, "what stands now is not walked through either"


def test_that_the_pointer_says_that_the_window_is_made_anew(
    qtbot: Any, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[object] = []

    def look(*_given: object) -> None:
        cursor = QGuiApplication.overrideCursor()
        shown.append(None if cursor is None else cursor.shape())

    monkeypatch.setattr(TwoScreens, "connect_to", look)
    monkeypatch.setattr(MainWindow, "restore", look)
    first = window_of(program)
    first.commands.run("view.language.zh_CN")
    qtbot.waitUntil(lambda: window_of(program) is not first)
    assert shown == [Qt.CursorShape.WaitCursor] * 2
    assert QGuiApplication.overrideCursor() is None


def test_that_a_window_dressed_for_the_next_one_is_not_painted_any_more(
    qtbot: Any, program: Program
) -> None:
    first = window_of(program)
    first.commands.run("view.language.zh_TW")
    assert not first.updatesEnabled()
    qtbot.waitUntil(lambda: window_of(program) is not first)
    assert window_of(program).updatesEnabled()
    window_of(program).commands.run("view.theme.dark")
    assert window_of(program).updatesEnabled()


def test_that_changing_the_language_leaves_no_translator_behind(
    qtbot: Any, qapp: QApplication, program: Program
) -> None:
    before = len(qapp.findChildren(QTranslator))
    for language in ("zh_CN", "zh_TW", "zh_CN", "zh_TW"):
        first = window_of(program)
        first.commands.run(f"view.language.{language}")
        qtbot.waitUntil(lambda first=first: window_of(program) is not first)
    qtbot.waitUntil(lambda: len(qapp.findChildren(QTranslator)) <= before)
