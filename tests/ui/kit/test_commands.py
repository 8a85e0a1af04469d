"""How keys are named."""

import pytest
from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

from crmdesk.ui.kit.commands import with_shortcut


def test_that_keys_are_named_as_they_stand_on_the_keyboard_in_any_language(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    chinese = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    assert chinese.load("qtbase_zh_TW", folder)
    qapp.installTranslator(chinese)
    try:
        assert with_shortcut("刪除", "Del") == "刪除 (Del)"
        assert with_shortcut("上一步", "Alt+Left") == "上一步 (Alt+←)"
        assert with_shortcut("合併", "Return") == "合併 (Enter)"
        assert with_shortcut("搜尋", "Ctrl+F") == "搜尋 (Ctrl+F)"
    finally:
        qapp.removeTranslator(chinese)
