from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QListWidget, QPushButton

from crmdesk.models.core.db import Database
from crmdesk.ui.shell.assembly import Assembly
from crmdesk.ui.shell.main_window import MainWindow
from crmdesk.ui.shell.matching import fit, keys_of
from crmdesk.ui.shell.palette import Palette
from crmdesk.ui.shell.palette_delegate import EntryRole
from tests.support.builders import add_customer
from tests.ui.shell.conftest import TwoScreens


@pytest.fixture
def palette(qtbot: Any, window: MainWindow) -> Palette:
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    found = window.findChild(Palette)
    assert found is not None
    assert found.isVisible()
    return found


def shown(palette: Palette) -> list[str]:
    rows: QListWidget = palette.list
    return [rows.item(at).text() for at in range(rows.count())]


def test_that_a_screen_is_reached_by_a_few_letters(
    qtbot: Any, window: MainWindow, palette: Palette
) -> None:
    qtbot.keyClicks(palette.field, "cust")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.current_screen() == "customers"
    assert palette.isHidden()


def test_that_a_customer_is_found_and_opened(
    qtbot: Any, db: Database, assembly: Assembly, features: TwoScreens, palette: Palette
) -> None:
    customer = add_customer(db, name="张伟")
    qtbot.keyClicks(palette.field, "zhangw")
    qtbot.waitUntil(lambda: "张伟" in shown(palette))
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert features.asked == [("customer", customer)]


def test_that_a_command_is_done(qtbot: Any, window: MainWindow, palette: Palette) -> None:
    qtbot.keyClicks(palette.field, "shortc")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    dialog = window.findChild(object, "shortcuts")
    assert dialog.isVisible()
    dialog.close()


def test_that_arrows_step_over_headings_and_round_the_ends(qtbot: Any, palette: Palette) -> None:
    assert palette.list.currentRow() == 1
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.list.currentRow() == palette.list.count() - 1
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.list.currentRow() == 1


def test_that_escape_gives_the_keyboard_back(
    qtbot: Any, window: MainWindow, palette: Palette
) -> None:
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert palette.isHidden()


def test_that_it_is_left_though_what_had_the_keyboard_is_gone(
    qtbot: Any, assembly: Assembly, window: MainWindow
) -> None:
    held = QPushButton(window)
    held.show()
    held.setFocus()
    qtbot.waitUntil(lambda: window.focusWidget() is held)
    assembly.palette.open("shortc")
    held.deleteLater()  # the first page was filled from another computer
    QCoreApplication.sendPostedEvents(held, QEvent.Type.DeferredDelete)
    qtbot.keyClick(assembly.palette.field, Qt.Key.Key_Return)
    assert assembly.palette.isHidden()
    dialog = window.findChild(object, "shortcuts")
    assert dialog.isVisible()
    dialog.close()


def test_that_who_is_not_found_is_offered_to_be_new(
    qtbot: Any, jobs: Any, palette: Palette
) -> None:
    qtbot.keyClicks(palette.field, "qqqq")
    qtbot.waitUntil(lambda: jobs.running() == 0)
    qtbot.waitUntil(lambda: shown(palette) == ["Customers", "New customer “qqqq”"])


@pytest.mark.parametrize(
    ("typed", "title", "rank"),
    [
        ("设置", "设置…", 0),
        ("cust", "New customer", 1),
        ("户", "新建客户", 2),
        ("xjkh", "新建客户", 3),
        ("xinjian", "新建客户", 4),
        ("kh", "新建客户", 5),
        ("ncm", "New customer", 6),
        ("导入", "導入", 0),
        ("z", "新建客户", None),
        ("q", "Quit now", 0),
    ],
)
def test_that_titles_fit_by_beginning_word_pinyin_and_letters(
    typed: str, title: str, rank: int | None
) -> None:
    assert fit(typed, keys_of(title)) == rank


def test_that_a_company_found_is_marked_as_one(qtbot: Any, db: Database, palette: Palette) -> None:
    add_customer(db, "云帆科技", kind="company")
    palette.field.setText("云帆")
    qtbot.waitUntil(lambda: "云帆科技" in shown(palette))
    entry = palette.list.item(shown(palette).index("云帆科技")).data(EntryRole)
    assert entry.icon == "company"
