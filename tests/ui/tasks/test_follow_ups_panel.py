"""Follow-ups: listed by when they are due, done and put off in place."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QMenu, QMessageBox, QPushButton, QToolButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.journal.actions import undo
from crmdesk.models.schema import FollowUp, Interaction
from crmdesk.ui.kit.done_dialog import DoneDialog
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.later_menu import WhenDialog
from crmdesk.ui.tasks.panel import FollowUpsPanel
from tests.support.builders import add_contact, add_customer, add_follow_up, add_staff
from tests.support.keyboard import type_text
from tests.support.navigator import RecordingLog, RecordingNavigator

TODAY = date(2026, 11, 21)


@pytest.fixture
def open_panel(
    qtbot: QtBot,
    db: Database,
    jobs: JobRunner,
    hub: DataHub,
    navigator: RecordingNavigator,
    log: RecordingLog,
) -> Callable[[], FollowUpsPanel]:
    def opened() -> FollowUpsPanel:
        panel = FollowUpsPanel(db, jobs, hub, navigator, log)
        panel.resize(1000, 600)
        qtbot.addWidget(panel)
        panel.show()
        qtbot.waitExposed(panel)
        panel.activateWindow()
        panel.table.setFocus()
        with db.read() as session:
            expected = session.scalars(select(FollowUp.id).where(FollowUp.status == "open"))
            count = len(expected.all())
        qtbot.waitUntil(lambda: panel.model.rowCount() == count)
        return panel

    return opened


def day(offset: int) -> date:
    return TODAY + timedelta(days=offset)


def enter(qtbot: QtBot, panel: FollowUpsPanel, words: str = "") -> None:
    """What was said, in the dialog of D."""
    dialog = panel.findChild(DoneDialog)
    assert dialog is not None
    type_text(qtbot, dialog.words, words)
    qtbot.keyClick(dialog.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.findChild(DoneDialog) is None)


def logged(db: Database) -> list[Interaction]:
    with db.read() as session:
        return list(session.scalars(select(Interaction)))


def stored(db: Database, follow_up: int) -> FollowUp:
    with db.read() as session:
        return session.get_one(FollowUp, follow_up)


def shown(panel: FollowUpsPanel, column: int = 2) -> list[str]:
    return [panel.model.index(row, column).data() for row in range(panel.model.rowCount())]


def test_that_the_list_begins_with_the_most_overdue_and_counts_the_groups(
    qtbot: QtBot, db: Database, open_panel: Callable[[], FollowUpsPanel]
) -> None:
    customer = add_customer(db, phone="13800138000")
    for text, offset in (("later", 9), ("overdue", -3), ("today", 0)):
        add_follow_up(db, customer, day(offset), text)
    panel = open_panel()
    assert shown(panel) == ["overdue", "today", "later"]
    assert shown(panel, 0) == ["3 days late", "Today", "30 Nov"]
    assert shown(panel, 3) == ["138 0013 8000"] * 3
    assert panel.subtitle.text() == "3 follow-ups"
    chip = panel.findChild(QPushButton, "scope_overdue")
    assert chip is not None
    assert chip.text() == "Overdue 1"
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown(panel) == ["overdue"])
    assert panel.current_customer() == customer


def test_that_d_is_done_and_undo_opens_it_again(
    qtbot: QtBot,
    db: Database,
    open_panel: Callable[[], FollowUpsPanel],
    navigator: RecordingNavigator,
) -> None:
    customer = add_customer(db)
    first, second = (add_follow_up(db, customer, day(n), str(n)) for n in (-1, 0))
    panel = open_panel()
    panel.table.select_id(first)
    qtbot.keyClick(panel.table, Qt.Key.Key_D)
    enter(qtbot, panel)
    qtbot.waitUntil(lambda: panel.model.ids() == [second])
    assert stored(db, first).status == "done"
    qtbot.waitUntil(lambda: navigator.said == ["Done: 张伟"])
    undo(db)
    qtbot.waitUntil(lambda: panel.model.ids() == [first, second])


def test_that_many_are_done_at_once_and_undone_at_once(
    qtbot: QtBot,
    db: Database,
    open_panel: Callable[[], FollowUpsPanel],
    navigator: RecordingNavigator,
) -> None:
    ids = [add_follow_up(db, add_customer(db, f"客户{n}"), day(n)) for n in range(3)]
    panel = open_panel()
    panel.table.select_ids(ids, ids[0])
    qtbot.keyClick(panel.table, Qt.Key.Key_D)
    enter(qtbot, panel)
    qtbot.waitUntil(lambda: panel.model.ids() == [])
    qtbot.waitUntil(lambda: navigator.said == ["Done: 客户0 and 2 more"])
    undo(db)
    qtbot.waitUntil(lambda: panel.model.ids() == ids)


def test_that_l_offers_other_days_and_one_digit_takes_one(
    qtbot: QtBot, db: Database, open_panel: Callable[[], FollowUpsPanel]
) -> None:
    follow_up = add_follow_up(db, add_customer(db), day(-5), due_time="09:00")
    panel = open_panel()
    qtbot.keyClick(panel.table, Qt.Key.Key_L)
    menu = panel.findChild(QMenu, "later_menu")
    assert menu is not None
    qtbot.keyClick(menu, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: stored(db, follow_up).due_on == day(1))
    assert stored(db, follow_up).due_time == "09:00"


def test_that_another_day_may_be_said_in_words(
    qtbot: QtBot, db: Database, open_panel: Callable[[], FollowUpsPanel]
) -> None:
    follow_up = add_follow_up(db, add_customer(db), day(-5))
    panel = open_panel()
    qtbot.keyClick(panel.table, Qt.Key.Key_L)
    menu = panel.findChild(QMenu, "later_menu")
    assert menu is not None
    qtbot.keyClick(menu, Qt.Key.Key_O)
    dialog = panel.findChild(WhenDialog)
    assert dialog is not None
    save = dialog.findChild(QPushButton, "save")
    assert save is not None
    assert not save.isEnabled()
    type_text(qtbot, dialog.when.line, "in 3 days 10:30")
    qtbot.keyClick(dialog.when.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: stored(db, follow_up).due_on == day(3))
    assert stored(db, follow_up).due_time == "10:30"


def test_that_every_other_act_has_its_key(
    qtbot: QtBot,
    db: Database,
    open_panel: Callable[[], FollowUpsPanel],
    navigator: RecordingNavigator,
    log: RecordingLog,
) -> None:
    customer = add_customer(db, phone="13800138000")
    contact = add_contact(db, customer, "李工")
    follow_up = add_follow_up(db, customer, TODAY, "催合同", contact_id=contact)
    panel = open_panel()
    qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    qtbot.keyClick(panel.table, Qt.Key.Key_F2)
    qtbot.keyClick(panel.table, Qt.Key.Key_G)
    qtbot.keyClick(panel.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert navigator.went == [
        ("open_customer", (customer,)),
        ("open_follow_up", (follow_up, None)),
    ]
    assert log.asked == [
        {"customer": customer, "contact_id": contact, "follow_up": (follow_up, "催合同")}
    ]
    assert QGuiApplication.clipboard().text() == "13800138000"
    qtbot.keyClick(panel.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: panel.model.ids() == [])
    undo(db)
    qtbot.waitUntil(lambda: panel.model.ids() == [follow_up])


def test_that_the_buttons_of_a_row_and_its_menu_do_the_same(
    qtbot: QtBot, db: Database, open_panel: Callable[[], FollowUpsPanel]
) -> None:
    first, second = (add_follow_up(db, add_customer(db), day(n), str(n)) for n in (0, 1))
    panel = open_panel()
    qtbot.waitUntil(panel.table.hasFocus)
    panel.table.select_id(second)
    button = panel.findChild(QToolButton, "row_done")
    assert button is not None
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    enter(qtbot, panel)
    qtbot.waitUntil(lambda: panel.model.ids() == [first])
    panel.table.select_id(first)
    menu = panel.commands.menu(panel.rows())
    drop = next(action for action in menu.actions() if action.text().startswith("Drop"))
    drop.trigger()
    menu.close()
    qtbot.waitUntil(lambda: panel.model.ids() == [])
    assert stored(db, first).status == "dropped"


def test_that_it_shows_one_persons_and_says_when_there_are_none(
    qtbot: QtBot,
    db: Database,
    open_panel: Callable[[], FollowUpsPanel],
    navigator: RecordingNavigator,
) -> None:
    colleague = add_staff(db, "小李")
    customer = add_customer(db)
    add_follow_up(db, customer, TODAY, "mine", staff_id=1)
    add_follow_up(db, customer, TODAY, "hers", staff_id=colleague)
    panel = open_panel()
    panel.staff.set_values([colleague])
    panel.staff.changed.emit([colleague])
    qtbot.waitUntil(lambda: shown(panel) == ["hers"])
    panel.scopes.choose("closed")
    qtbot.waitUntil(lambda: shown(panel) == [])
    clear = panel.area.currentWidget().findChild(QPushButton, "begin")
    assert clear is not None
    qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(shown(panel)) == 2)
    panel.model.sort(2, Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: shown(panel) == ["mine", "hers"])
    panel.grab()


def test_that_an_office_without_follow_ups_is_told_what_they_are_for(
    qtbot: QtBot,
    open_panel: Callable[[], FollowUpsPanel],
    navigator: RecordingNavigator,
) -> None:
    panel = open_panel()
    qtbot.waitUntil(lambda: panel.area.currentWidget() is not panel.table)
    begin = panel.area.currentWidget().findChild(QPushButton, "begin")
    assert begin is not None
    qtbot.mouseClick(begin, Qt.MouseButton.LeftButton)
    assert navigator.went == [("open_follow_up", (None, None))]


def test_that_the_first_follow_up_of_all_takes_a_key_at_once(
    qtbot: QtBot, db: Database, open_panel: Callable[[], FollowUpsPanel]
) -> None:
    panel = open_panel()
    panel.table.setFocus()
    follow_up = add_follow_up(db, add_customer(db), day(0))
    qtbot.waitUntil(lambda: panel.table.currentIndex().isValid())
    panel.table.setFocus()
    qtbot.waitUntil(panel.table.hasFocus)
    qtbot.keyClick(panel.table, Qt.Key.Key_D)
    enter(qtbot, panel)
    qtbot.waitUntil(lambda: stored(db, follow_up).status == "done")


def test_that_a_line_of_what_was_said_is_logged_and_the_next_step_planned(
    qtbot: QtBot, db: Database, open_panel: Callable[[], FollowUpsPanel]
) -> None:
    customer = add_customer(db, "张伟")
    contact = add_contact(db, customer, "李工")
    follow_up = add_follow_up(db, customer, day(0), "催合同", contact_id=contact, channel="visit")
    panel = open_panel()
    qtbot.keyClick(panel.table, Qt.Key.Key_D)
    dialog = panel.findChild(DoneDialog)
    assert dialog is not None
    assert dialog.kind.value() == "visit"
    qtbot.keyClick(dialog.words, Qt.Key.Key_2)
    assert (dialog.kind.value(), dialog.words.text()) == ("wechat", "")
    enter(qtbot, panel, "合同寄出了。下一步周五问收到没有")
    qtbot.waitUntil(lambda: stored(db, follow_up).status == "done")
    [entry] = logged(db)
    assert (entry.kind, entry.contact_id, entry.text) == (
        "wechat", contact, "合同寄出了。下一步周五问收到没有",
    )  # fmt: skip
    assert stored(db, follow_up).interaction_id == entry.id
    with db.read() as session:
        [step] = session.scalars(select(FollowUp).where(FollowUp.status == "open"))
    assert (step.text, step.due_on) == ("问收到没有", day(6))
    undo(db)
    assert logged(db) == []
    assert stored(db, follow_up).status == "open"


def test_that_a_follow_up_nobody_answered_is_put_off_with_why(
    qtbot: QtBot, db: Database, open_panel: Callable[[], FollowUpsPanel]
) -> None:
    follow_up = add_follow_up(db, add_customer(db, "张伟"), day(0), "催合同", due_time="10:00")
    panel = open_panel()
    qtbot.keyClick(panel.table, Qt.Key.Key_D)
    dialog = panel.findChild(DoneDialog)
    assert dialog is not None
    button = dialog.outcome.findChild(QAbstractButton, "choice_inconvenient")
    assert button is not None
    button.click()
    dialog.again.setText("")
    dialog.again.textEdited.emit("")
    assert not dialog.save_button.isEnabled()
    dialog.again.set_day(day(3))
    enter(qtbot, panel, "在开会")
    qtbot.waitUntil(lambda: stored(db, follow_up).due_on == day(3))
    kept = stored(db, follow_up)
    assert (kept.status, kept.due_time, kept.why) == ("open", "10:00", "Bad moment, 在开会")
    [entry] = logged(db)
    assert (entry.outcome, entry.text) == ("inconvenient", "在开会")


def test_that_esc_does_nothing_and_asks_before_words_are_lost(
    qtbot: QtBot, db: Database, open_panel: Callable[[], FollowUpsPanel]
) -> None:
    follow_up = add_follow_up(db, add_customer(db), day(0))
    panel = open_panel()
    qtbot.keyClick(panel.table, Qt.Key.Key_D)
    dialog = panel.findChild(DoneDialog)
    assert dialog is not None
    type_text(qtbot, dialog.words, "她在开会")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    box = dialog.findChild(QMessageBox, "discard")
    assert box is not None
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert dialog.words.text() == "她在开会"
    assert stored(db, follow_up).status == "open"
    enter(qtbot, panel)
    assert [entry.text for entry in logged(db)] == ["她在开会"]


def test_that_the_reason_for_another_day_is_kept_and_shown(
    qtbot: QtBot, db: Database, open_panel: Callable[[], FollowUpsPanel]
) -> None:
    follow_up = add_follow_up(db, add_customer(db), day(-5), "催合同")
    panel = open_panel()
    qtbot.keyClick(panel.table, Qt.Key.Key_L)
    menu = panel.findChild(QMenu, "later_menu")
    assert menu is not None
    qtbot.keyClick(menu, Qt.Key.Key_O)
    dialog = panel.findChild(WhenDialog)
    assert dialog is not None
    type_text(qtbot, dialog.when.line, "tomorrow")
    type_text(qtbot, dialog.why, "客户出差")
    qtbot.keyClick(dialog.why, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: stored(db, follow_up).why == "客户出差")
    qtbot.waitUntil(lambda: shown(panel) == ["催合同 · put off: 客户出差"])


def test_that_several_are_handed_to_somebody_at_once(
    qtbot: QtBot,
    db: Database,
    open_panel: Callable[[], FollowUpsPanel],
    navigator: RecordingNavigator,
) -> None:
    colleague = add_staff(db, "小李")
    ids = [add_follow_up(db, add_customer(db, f"客户{n}"), day(n), staff_id=1) for n in range(2)]
    panel = open_panel()
    panel.table.select_ids(ids, ids[0])
    qtbot.keyClick(panel.table, Qt.Key.Key_A)
    menu = panel.findChild(QMenu, "hand_menu")
    assert menu is not None
    qtbot.keyClick(menu, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: {stored(db, one).staff_id for one in ids} == {colleague})
    qtbot.waitUntil(lambda: navigator.said == ["客户0 and 1 more handed to 小李"])
    undo(db)
    assert {stored(db, one).staff_id for one in ids} == {1}
