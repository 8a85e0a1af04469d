"""What we rely on in Qt and in the machine that shows it."""

import ast
import sys

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFontDatabase
from pytestqt.qtbot import QtBot

from tests.support.source import modules


class _Switch(QObject):
    turned = Signal(bool)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="True is never freed there")
def test_that_sending_a_signal_leaves_true_alone(qtbot: QtBot) -> None:
    """PySide6 6.12.0 on Python 3.11 drops a reference each time, and aborts after hundreds."""
    switch = _Switch()
    seen: list[bool] = []
    switch.turned.connect(seen.append)
    before = sys.getrefcount(True)
    for _ in range(100):
        switch.turned.emit(True)
    assert len(seen) == 100
    seen.clear()
    assert abs(sys.getrefcount(True) - before) < 50


def test_that_signals_carry_what_qt_knows_or_any_object() -> None:
    """With a class of Python as its type PySide cannot disconnect "destroyed" any more, and who
    waits for the end of that widget waits forever."""
    known = {"bool", "float", "int", "object", "str"}
    found = [
        f"{path}:{call.lineno}"
        for path in modules("crmdesk/ui")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "Signal"
        and any(
            not (isinstance(of, ast.Name) and (of.id in known or of.id.startswith("Q")))
            for of in call.args
        )
    ]
    assert not found


def test_that_chinese_can_be_painted(qtbot: QtBot) -> None:
    """Without such a font every picture silently shows boxes; `make setup` installs one."""
    systems = QFontDatabase.WritingSystem
    assert QFontDatabase.families(systems.SimplifiedChinese)
    assert QFontDatabase.families(systems.TraditionalChinese)
