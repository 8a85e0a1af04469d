"""What was left undone yesterday: one quiet line, one key, a reason for each or for all."""

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from crmdesk.models.core.db import Database
from crmdesk.models.journal.actions import undo
from crmdesk.models.schema import FollowUp, Promise
from crmdesk.ui.kit.later_menu import WhenDialog
from crmdesk.ui.today.items import RowItem
from crmdesk.ui.today.kinds.table import reason
from crmdesk.ui.today.left_over_dialog import LeftOverDialog
from crmdesk.ui.today.panel import TodayPanel
from tests.support.builders import add_customer, add_follow_up, add_promise
from tests.support.databases import FakeClock
from tests.support.navigator import RecordingNavigator
from tests.ui.today.conftest import OpenPanel

FRIDAY = date(2026, 11, 20)
TODAY = date(2026, 11, 21)


def dialog_of(qtbot: QtBot, panel: TodayPanel) -> LeftOverDialog:
    qtbot.waitUntil(lambda: panel.findChild(LeftOverDialog, "left_over_dialog") is not None)
    dialog = panel.findChild(LeftOverDialog, "left_over_dialog")
    assert dialog is not None
    return dialog


def choose(dialog: LeftOverDialog, code: str) -> None:
    chip = dialog.findChild(QPushButton, f"choice_{code}")
    assert chip is not None
    chip.click()


def test_that_nothing_is_said_where_nothing_was_left(db: Database, open_panel: OpenPanel) -> None:
    add_follow_up(db, add_customer(db), TODAY)
    add_follow_up(db, add_customer(db), FRIDAY - timedelta(days=1))
    assert open_panel().left_over.isHidden()


def test_that_m_moves_all_of_it_to_today_with_one_reason(
    qtbot: QtBot, db: Database, open_panel: OpenPanel, navigator: RecordingNavigator
) -> None:
    follow_up = add_follow_up(db, add_customer(db, "张伟"), FRIDAY)
    promise = add_promise(db, add_customer(db, "李娜"), FRIDAY)
    panel = open_panel()
    assert panel.left_over.text.text() == "2 left undone yesterday"
    qtbot.keyClick(panel.view, Qt.Key.Key_M)
    dialog = dialog_of(qtbot, panel)
    dialog.grab()
    choose(dialog, "no_answer")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(panel.left_over.isHidden)
    with db.read() as session:
        assert session.get_one(FollowUp, follow_up).due_on == TODAY
        assert session.get_one(Promise, promise).due_on == TODAY
    told = [
        reason(item.row, item.office) for item in panel.model.items() if isinstance(item, RowItem)
    ]
    assert all("moved once: No answer" in why for why in told)
    qtbot.waitUntil(lambda: navigator.said == ["Moved to Today: 2 things – No answer"])
    undo(db)
    qtbot.waitUntil(panel.left_over.isVisible)


def test_that_each_can_have_a_reason_of_its_own(
    qtbot: QtBot, db: Database, open_panel: OpenPanel
) -> None:
    ids = [add_follow_up(db, add_customer(db, name), FRIDAY) for name in ("张伟", "李娜")]
    panel = open_panel()
    button = panel.findChild(QPushButton, "left_over_move")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    dialog = dialog_of(qtbot, panel)
    dialog.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    dialog.reason.setText("她出差，周一回来")
    dialog.to.set_text("2026-11-23")
    dialog.submit()
    qtbot.waitUntil(lambda: dialog.list.count() == 1)
    assert not dialog.reason.text()
    choose(dialog, "not_needed")
    assert not dialog.to.isEnabled()
    dialog.submit()
    qtbot.waitUntil(panel.left_over.isHidden)
    with db.read() as session:
        first, second = (session.get_one(FollowUp, key) for key in ids)
        assert (first.due_on, first.status) == (date(2026, 11, 23), "open")
        assert (second.status, second.result) == ("dropped", "Needed no more")


def test_that_nothing_is_moved_without_a_reason(
    qtbot: QtBot, db: Database, open_panel: OpenPanel
) -> None:
    add_follow_up(db, add_customer(db), FRIDAY)
    panel = open_panel()
    qtbot.keyClick(panel.view, Qt.Key.Key_M)
    dialog = dialog_of(qtbot, panel)
    assert not dialog.save_button.isEnabled()
    dialog.reject()


def test_that_the_line_is_put_away_for_the_day_and_comes_back_the_next(
    qtbot: QtBot, db: Database, open_panel: OpenPanel, clock: FakeClock
) -> None:
    add_follow_up(db, add_customer(db), FRIDAY)
    add_follow_up(db, add_customer(db), TODAY)
    panel = open_panel()
    away = panel.findChild(QToolButton, "left_over_away")
    assert away is not None
    qtbot.mouseClick(away, Qt.MouseButton.LeftButton)
    assert panel.left_over.isHidden()
    assert open_panel().left_over.isHidden()
    clock.advance(days=1)
    panel.check_day()
    qtbot.waitUntil(panel.left_over.isVisible)
    assert panel.left_over.text.text() == "2 left undone since Fri"


def test_that_r_moves_the_current_row_with_a_reason(
    qtbot: QtBot, db: Database, open_panel: OpenPanel
) -> None:
    follow_up = add_follow_up(db, add_customer(db, "张伟"), TODAY)
    panel = open_panel()
    qtbot.keyClick(panel.view, Qt.Key.Key_R)
    dialog = dialog_of(qtbot, panel)
    choose(dialog, "moved")
    dialog.to.set_text("2026-11-24")
    dialog.submit()
    qtbot.waitUntil(lambda: panel.model.rowCount() == 0)
    with db.read() as session:
        assert session.get_one(FollowUp, follow_up).due_on == date(2026, 11, 24)


def test_that_l_takes_a_day_with_its_reason_and_the_row_tells_it(
    qtbot: QtBot, db: Database, open_panel: OpenPanel
) -> None:
    follow_up = add_follow_up(db, add_customer(db, "张伟"), FRIDAY)
    panel = open_panel()
    qtbot.keyClick(panel.view, Qt.Key.Key_L)
    menu = panel.findChild(QMenu, "later_menu")
    assert menu is not None
    menu.actions()[-1].trigger()
    dialog = panel.findChild(WhenDialog, "when_dialog")
    assert dialog is not None
    dialog.when.set_text("2026-11-21")
    dialog.why.setText("没打通")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: (row := panel.current_row()) is not None and row.moved == 1)
    row = panel.current_row()
    assert row is not None
    assert (row.id, row.section) == (follow_up, "today")
    assert "moved once: 没打通" in reason(row, panel.office)
