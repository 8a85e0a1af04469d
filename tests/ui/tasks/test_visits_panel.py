"""Return visits: listed with their reason, made, put off, handed over and left out in place."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.customers.consents import record_consent
from crmdesk.models.journal.actions import undo
from crmdesk.models.schema import FollowUp, Interaction
from crmdesk.ui.kit.done_dialog import DoneDialog
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.skip_dialog import SkipDialog
from crmdesk.ui.tasks.panel import FollowUpsPanel
from crmdesk.ui.tasks.screen import FollowUpsScreen
from crmdesk.ui.tasks.visits_panel import VisitsPanel
from tests.support.builders import add_customer, add_interaction, add_order, add_staff
from tests.support.keyboard import type_text
from tests.support.navigator import RecordingLog, RecordingNavigator

TODAY = date(2026, 11, 21)
AT = datetime(2026, 11, 21, 2, tzinfo=UTC)


def silent(db: Database, name: str, days: int, stage: str = "interested", **more: Any) -> int:
    customer = add_customer(db, name, stage=stage, **more)
    add_interaction(db, customer, at=AT - timedelta(days=days))
    return customer


def all_rows(db: Database, table: Any) -> list[Any]:
    with db.read() as session:
        return list(session.scalars(select(table).order_by(table.id)))


@pytest.fixture
def panel(
    qtbot: QtBot,
    db: Database,
    jobs: JobRunner,
    hub: DataHub,
    navigator: RecordingNavigator,
    log: RecordingLog,
) -> VisitsPanel:
    add_staff(db, "小李")
    made = VisitsPanel(db, jobs, hub, navigator, log)
    made.resize(1000, 600)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


@pytest.fixture
def key(qtbot: QtBot, panel: VisitsPanel) -> Callable[[Qt.Key], None]:
    def pressed(pressed_key: Qt.Key) -> None:
        qtbot.waitUntil(lambda: panel.table.currentIndex().isValid())
        panel.table.setFocus()
        qtbot.waitUntil(panel.table.hasFocus)
        qtbot.keyClick(panel.table, pressed_key)

    return pressed


def choose_outcome(dialog: DoneDialog, code: str) -> None:
    button = dialog.outcome.findChild(QAbstractButton, f"choice_{code}")
    assert button is not None
    button.click()


def shown(panel: VisitsPanel, column: int = 2) -> list[str]:
    return [panel.model.index(row, column).data() for row in range(panel.model.rowCount())]


def test_that_each_row_says_why_and_each_group_how_many(
    qtbot: QtBot, db: Database, panel: VisitsPanel
) -> None:
    bought = silent(db, "王芳", 20, "customer")
    day = TODAY - timedelta(days=4)
    add_order(db, bought, day=day, delivered_on=day, number="D7")
    silent(db, "李娜", 16, phone="13800138000")
    silent(db, "赵敏", 40, "potential")
    qtbot.waitUntil(
        lambda: (
            shown(panel)
            == [
                "Order D7 delivered 4 days ago: is all well?",
                "An interested customer, no contact for 16 days; called every 14 days",
            ]
        )
    )
    assert shown(panel, 0) == ["Yesterday", "2 days late"]
    assert shown(panel, 3) == ["", "138 0013 8000"]
    chip = panel.findChild(QPushButton, "scope_silent:30")
    assert chip is not None
    assert chip.text() == "No contact for 30 days 1"
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown(panel) == ["no contact for 40 days"])


def test_that_a_visit_is_logged_in_place_and_undone(
    qtbot: QtBot, db: Database, panel: VisitsPanel, key: Any, navigator: RecordingNavigator
) -> None:
    customer = silent(db, "李娜", 16)
    key(Qt.Key.Key_D)
    dialog = panel.findChild(DoneDialog)
    assert dialog is not None
    type_text(qtbot, dialog.words, "都好，下一步下周一送目录")
    qtbot.keyClick(dialog.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.model.ids() == [])
    entry = all_rows(db, Interaction)[-1]
    assert (entry.customer_id, entry.purpose, entry.kind) == (customer, "care", "call")
    step, visit = sorted(all_rows(db, FollowUp), key=lambda row: row.status, reverse=True)
    assert (step.text, step.status) == ("送目录", "open")
    assert (visit.origin, visit.status, visit.interaction_id) == ("rhythm", "done", entry.id)
    qtbot.waitUntil(lambda: navigator.said == ["Return visit logged: 李娜"])
    undo(db)
    qtbot.waitUntil(lambda: panel.model.ids() == [customer])


def test_that_a_visit_without_words_is_logged_as_one(
    qtbot: QtBot, db: Database, panel: VisitsPanel, key: Any
) -> None:
    silent(db, "李娜", 16)
    key(Qt.Key.Key_D)
    dialog = panel.findChild(DoneDialog)
    assert dialog is not None
    qtbot.keyClick(dialog.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.model.ids() == [])
    assert all_rows(db, Interaction)[-1].text == "Return visit"


def test_that_a_visit_nobody_answered_is_logged_and_due_again_tomorrow(
    qtbot: QtBot, db: Database, panel: VisitsPanel, key: Any, navigator: RecordingNavigator
) -> None:
    customer = silent(db, "李娜", 16)
    key(Qt.Key.Key_D)
    dialog = panel.findChild(DoneDialog)
    assert dialog is not None
    assert not dialog.again.isVisible()
    choose_outcome(dialog, "no_answer")
    assert dialog.again.isVisible()
    assert dialog.save_button.text() == "Log, and put off"
    qtbot.keyClick(dialog.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.model.ids() == [])
    assert all_rows(db, Interaction)[-1].outcome == "no_answer"
    [kept] = all_rows(db, FollowUp)
    assert (kept.origin, kept.status, kept.due_on) == ("rhythm", "open", TODAY + timedelta(days=1))
    assert (kept.text, kept.why) == ("Return visit", "No answer")
    qtbot.waitUntil(lambda: navigator.said == ["Not reached, again on Tomorrow: 李娜"])
    undo(db)
    qtbot.waitUntil(lambda: panel.model.ids() == [customer])


def test_that_a_row_that_comes_back_is_the_one_selected(
    qtbot: QtBot, db: Database, panel: VisitsPanel, key: Any
) -> None:
    first, second, third = (silent(db, name, 20 - n) for n, name in enumerate("甲乙丙"))
    qtbot.waitUntil(lambda: panel.model.ids() == [first, second, third])
    panel.table.select_id(second)
    key(Qt.Key.Key_L)
    menu = panel.findChild(QMenu, "later_menu")
    assert menu is not None
    qtbot.keyClick(menu, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: panel.model.ids() == [first, third])
    undo(db)
    qtbot.waitUntil(lambda: panel.model.ids() == [first, second, third])
    assert panel.table.selected_ids() == [second]
    assert panel.table.current_id() == second


def test_that_one_put_off_becomes_a_follow_up(
    qtbot: QtBot, db: Database, panel: VisitsPanel, key: Any
) -> None:
    first = silent(db, "李娜", 16)
    key(Qt.Key.Key_L)
    menu = panel.findChild(QMenu, "later_menu")
    assert menu is not None
    qtbot.keyClick(menu, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: panel.model.ids() == [])
    [kept] = all_rows(db, FollowUp)
    assert (kept.customer_id, kept.due_on) == (first, TODAY + timedelta(days=1))
    assert kept.text == "Return visit"


def test_that_a_colleague_makes_it_instead(
    qtbot: QtBot, db: Database, panel: VisitsPanel, key: Any
) -> None:
    silent(db, "王芳", 20)
    key(Qt.Key.Key_A)
    menu = panel.findChild(QMenu, "hand_menu")
    assert menu is not None
    qtbot.keyClick(menu, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: panel.model.ids() == [])
    handed = all_rows(db, FollowUp)[-1]
    assert (handed.staff_id, handed.due_on) == (2, TODAY)


def test_that_one_is_left_out_with_a_reason(
    qtbot: QtBot, db: Database, panel: VisitsPanel, key: Any
) -> None:
    customer = silent(db, "李娜", 16)
    key(Qt.Key.Key_N)
    dialog = panel.findChild(SkipDialog)
    assert dialog is not None
    type_text(qtbot, dialog.why, "昨天刚见过")
    qtbot.keyClick(dialog.why, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.model.ids() == [])
    [kept] = all_rows(db, FollowUp)
    assert (kept.status, kept.result) == ("dropped", "昨天刚见过")
    undo(db)
    qtbot.waitUntil(lambda: panel.model.ids() == [customer])


def test_that_who_wants_no_calls_is_written_to(
    qtbot: QtBot, db: Database, panel: VisitsPanel, key: Any
) -> None:
    customer = silent(db, "李娜", 16, phone="13800138000")
    with db.write("customer.consent", name="") as session:
        record_consent(session, customer, "call", given=False, how="", now=db.now())
    qtbot.waitUntil(lambda: shown(panel, 3) == ["wants no calls"])
    key(Qt.Key.Key_D)
    dialog = panel.findChild(DoneDialog)
    assert dialog is not None
    assert dialog.kind.value() == "wechat"
    dialog.reject()


def test_that_an_empty_list_says_what_stands_here(qtbot: QtBot, panel: VisitsPanel) -> None:
    qtbot.waitUntil(lambda: panel.area.currentWidget() is not panel.table)
    assert panel.area.currentWidget().findChild(QPushButton, "begin") is not None
    panel.grab()


def test_that_one_click_leads_from_the_follow_ups_to_the_visits_and_back(
    qtbot: QtBot,
    db: Database,
    jobs: JobRunner,
    hub: DataHub,
    navigator: RecordingNavigator,
    log: RecordingLog,
) -> None:
    customer = silent(db, "李娜", 16)
    screen = FollowUpsScreen(db, jobs, hub, navigator, log)
    qtbot.addWidget(screen)
    screen.resize(1000, 600)
    screen.show()
    for name, kind in (("visits", VisitsPanel), ("follow_ups", FollowUpsPanel)):
        chip = screen.currentWidget().findChild(QPushButton, f"turn_to_{name}")
        assert chip is not None
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
        assert isinstance(screen.currentWidget(), kind)
    screen.turn_to("visits")
    qtbot.waitUntil(lambda: screen.current_customer() == customer)


def test_that_a_list_nobody_sees_is_read_again_when_it_is_seen(
    qtbot: QtBot, db: Database, panel: VisitsPanel
) -> None:
    qtbot.waitUntil(lambda: panel.area.currentWidget().findChild(QPushButton, "begin") is not None)
    panel.hide()
    customer = silent(db, "李娜", 16)
    qtbot.wait(150)
    assert panel.model.ids() == []
    panel.show()
    qtbot.waitUntil(lambda: panel.model.ids() == [customer])
