"""The real program on a real file, and the address book an office brings along."""

import sys
import threading
from collections.abc import Generator
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from crmdesk.models.core import i18n
from crmdesk.models.core.settings import Settings, save_settings
from crmdesk.ui.kit import theme
from tests.support.databases import FakeClock
from tests.support.driver import Desk

BOOK = (
    ("客户通讯录（内部资料，请勿外传）",),
    ("序号", "客户姓名*", "称呼", "单位名称", "职务", "手机号码（必填）", "微信", "生日", "标签",
     "备 注"),
    (1, "张三丰", "张总", "杭州云帆建材有限公司", "总经理", "138 0013 8000", "zsf888", "1968-2-26",
     "VIP、月结", "每月十号对账"),
    (2, "李四", "李姐", "宁波海昌文化传媒有限公司", "采购", 13911112222, "", "", "", ""),
    (3, "王芳", "", "", "", "137-0000-1111", "", "", "", "喜欢先看样品"),
    (None,),
    (4, " 张三丰　", "", "杭州云帆建材有限公司", "", "0571-8765 4321", "", "", "", ""),
    (5, "赵敏", "", "", "", "电话待补", "", "", "", ""),
)  # fmt: skip


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Ten years of an office in Excel: a title, blanks, one customer twice, one bad number."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in BOOK:
        sheet.append(row)
    path = tmp_path / "address-book.xlsx"
    workbook.save(path)
    return path


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path) -> None:
    """Column widths and sizes of one test are not those of the next, nor the user's."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "qsettings")
    )


@pytest.fixture
def desk(
    qtbot: QtBot,
    qapp: QApplication,
    tmp_path: Path,
    template: Path,
    clock: FakeClock,
    monkeypatch: pytest.MonkeyPatch,
) -> Generator[Desk, None, None]:
    """An office's first day: an empty file, the program not yet started, English spoken."""
    monkeypatch.setattr(qapp, "quit", lambda: None)
    hooks = sys.excepthook, threading.excepthook
    save_settings(Settings(language="en", theme="light"))
    database = tmp_path / "office.db"
    database.write_bytes(template.read_bytes())
    made = Desk(qtbot, database, clock)
    yield made
    for top in QApplication.topLevelWidgets():
        if isinstance(top, QDialog) and top.isVisible():
            top.done(0)
    made.leave()
    sys.excepthook, threading.excepthook = hooks
    i18n.use_language("en")
    theme.apply(qapp, "light")
