"""List and board: by clock, by step, by keyboard."""

from datetime import timedelta

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crmdesk.models.core.db import Database
from crmdesk.ui.complaints.board_tab import BoardTab
from crmdesk.ui.complaints.panel import ComplaintsPanel
from tests.support.builders import add_complaint, add_customer
from tests.support.databases import asked
from tests.support.navigator import RecordingNavigator
from tests.ui.complaints.conftest import MONDAY, OpenPanel


def _three(db: Database) -> tuple[int, int, int]:
    fresh = add_complaint(db, add_customer(db, "甲"), "新", step=2, opened_at=MONDAY)
    late = add_complaint(db, add_customer(db, "乙"), "迟", step=2,
                         opened_at=MONDAY - timedelta(days=3))  # fmt: skip
    done = add_complaint(db, add_customer(db, "丙"), "完", step=5, status="closed",
                         closing="confirmed", opened_at=MONDAY - timedelta(days=3),
                         closed_at=MONDAY - timedelta(days=1))  # fmt: skip
    return fresh, late, done


def _board(panel: ComplaintsPanel) -> BoardTab:
    board = panel.tab("board")
    assert isinstance(board, BoardTab)
    return board


def test_that_the_list_is_ordered_by_clock_and_says_how_late(
    qtbot: QtBot, db: Database, open_panel: OpenPanel
) -> None:
    fresh, late, done = _three(db)
    panel = open_panel("list")
    model = panel.list.model
    qtbot.waitUntil(lambda: model.ids() == [late, fresh])
    clock = [model.index(row, 2).data() for row in range(2)]
    assert clock == ["First response · 6 h late", "First response · 2 h left"]
    panel.list.order.set_values(["step"])
    panel.list.status.set_values([])
    panel.list.refresh()
    qtbot.waitUntil(lambda: model.ids() == [fresh, late, done])
    assert model.index(2, 2).data() == ""


def test_that_the_board_shows_a_column_for_each_step_and_the_closed_of_late(
    qtbot: QtBot, db: Database, open_panel: OpenPanel
) -> None:
    fresh, late, done = _three(db)
    panel = open_panel("board")
    board = _board(panel)
    qtbot.waitUntil(lambda: board.columns[2].ids() == [late, fresh])
    assert board.columns[6].ids() == [done]
    assert not board.columns[1].isVisible()
    panel.grab()


def test_that_cards_are_walked_and_opened_by_keyboard(
    qtbot: QtBot, db: Database, open_panel: OpenPanel, navigator: RecordingNavigator
) -> None:
    _fresh, late, done = _three(db)
    panel = open_panel("board")
    board = _board(panel)
    qtbot.waitUntil(lambda: bool(board.columns[2].ids()))
    column = board.columns[2]
    column.setCurrentRow(0)
    column.setFocus()
    qtbot.waitUntil(column.hasFocus)
    qtbot.keyClick(column, Qt.Key.Key_Return)
    assert navigator.went[-1] == ("open_complaint", (late, None))
    qtbot.keyClick(column, Qt.Key.Key_Right)
    last = board.columns[6]
    qtbot.waitUntil(last.hasFocus)
    assert panel.current_customer() is not None
    qtbot.keyClick(last, Qt.Key.Key_Return)
    assert navigator.went[-1] == ("open_complaint", (done, None))


def test_that_search_and_person_narrow_list_and_board(
    qtbot: QtBot, db: Database, open_panel: OpenPanel
) -> None:
    fresh, _late, _done = _three(db)
    panel = open_panel("board")
    board = _board(panel)
    panel.search.setText("甲")
    qtbot.waitUntil(lambda: board.columns[2].ids() == [fresh])
    panel.tabs.setCurrentIndex(0)
    qtbot.waitUntil(lambda: panel.list.model.ids() == [fresh])
    panel.search.setText("nobody")
    qtbot.waitUntil(lambda: panel.list.model.ids() == [])


def test_that_what_is_logged_from_the_list_is_about_the_row_in_front(
    qtbot: QtBot, db: Database, open_panel: OpenPanel
) -> None:
    customer = add_customer(db, "甲")
    complaint = add_complaint(db, customer, opened_at=MONDAY)
    panel = open_panel("list")
    qtbot.waitUntil(lambda: panel.list.model.ids() == [complaint])
    assert panel.current_customer() is None
    panel.list.table.select_id(complaint)
    with asked(db) as questions:  # at every key pressed
        assert panel.current_customer() == customer
    assert not questions
    panel.tabs.setCurrentIndex(2)
    assert panel.current_customer() is None
