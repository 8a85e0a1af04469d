"""The page one begins the day with."""

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.journal.actions import undo
from crmdesk.models.schema import Customer, FollowUp, Interaction, Promise
from crmdesk.ui.kit.done_dialog import DoneDialog
from crmdesk.ui.kit.promise_dialogs import MoveDialog
from crmdesk.ui.today.items import MoreItem, RowItem, SectionItem
from crmdesk.ui.today.kinds.table import pressing, reason
from crmdesk.ui.today.panel import TodayPanel
from tests.support.builders import (
    add_complaint,
    add_customer,
    add_follow_up,
    add_interaction,
    add_promise,
    add_staff,
)
from tests.support.databases import NOW, FakeClock
from tests.support.keyboard import type_text
from tests.support.navigator import RecordingLog, RecordingNavigator
from tests.ui.today.conftest import OpenPanel

TODAY = date(2026, 11, 21)


def born(db: Database, name: str, month: int, day: int, **parts: Any) -> int:
    customer = add_customer(db, name, phone="13900139000")
    with db.write("customer.edit", name="") as session:
        row = session.get_one(Customer, customer)
        row.birthday_calendar, row.birthday_month, row.birthday_day = "solar", month, day
        for column, value in parts.items():
            setattr(row, column, value)
    return customer


def rows(panel: TodayPanel) -> list[str]:
    return [item.row.name for item in panel.model.items() if isinstance(item, RowItem)]


def sections(panel: TodayPanel) -> dict[str, int]:
    return {i.code: i.total for i in panel.model.items() if isinstance(i, SectionItem)}


def told(panel: TodayPanel, name: str) -> str:
    item = next(i for i in panel.model.items() if isinstance(i, RowItem) and i.row.name == name)
    return f"{pressing(item.row, item.office)} | {reason(item.row, item.office)}"


def stand_on(panel: TodayPanel, name: str) -> None:
    for item in panel.model.items():
        if isinstance(item, RowItem) and item.row.name == name:
            panel.view.setCurrentIndex(panel.model.index_of(item.key))


def test_that_each_row_says_why_in_words(db: Database, open_panel: OpenPanel) -> None:
    add_follow_up(db, add_customer(db, "逾期"), TODAY - timedelta(days=3), "催款", due_time="09:00")
    add_follow_up(db, add_customer(db, "今天"), TODAY, "报价", due_time="14:30")
    add_follow_up(db, add_customer(db, "明天"), TODAY + timedelta(days=1), "")
    born(db, "寿星", 11, 23, birthday_year=1976)
    born(db, "守丧", 11, 21, birthday_calendar="lunar", birthday_month=10, birthday_day=13,
         bereaved_on=date(2026, 6, 1))  # fmt: skip
    add_complaint(db, add_customer(db, "投诉"), "漏油", step=2, opened_at=NOW - timedelta(days=2))
    panel = open_panel()
    assert sections(panel) == {
        "overdue": 1, "today": 1, "tomorrow": 1, "birthdays": 2, "complaints": 1
    }  # fmt: skip
    assert told(panel, "逾期") == "3 days late | 09:00 催款"
    assert told(panel, "今天") == "Due today | 报价"
    assert told(panel, "明天") == "Due tomorrow | Follow-up"
    assert told(panel, "寿星") == ("Birthday in 2 days | 23 Nov Mon · turns 50 · a round birthday")
    assert "Birthday today" in told(panel, "守丧")
    assert "in mourning" in told(panel, "守丧")
    assert told(panel, "投诉") == ("First response · 12 h late | 漏油 · step 2: Calm and verify")
    panel.grab()


def test_that_the_first_row_has_the_keyboard_and_the_day_is_named(
    db: Database, open_panel: OpenPanel
) -> None:
    customer = add_customer(db)
    add_follow_up(db, customer, TODAY)
    panel = open_panel()
    assert panel.current_customer() == customer
    assert panel.subtitle.text() == "21 Nov Sat"


def begin_of(panel: TodayPanel) -> QPushButton:
    button = panel.area.currentWidget().findChild(QPushButton, "begin")
    assert button is not None
    return button


def test_that_an_office_without_customers_is_led_to_its_address_book(
    qtbot: QtBot, open_panel: OpenPanel, navigator: RecordingNavigator
) -> None:
    panel = open_panel()
    qtbot.mouseClick(begin_of(panel), Qt.MouseButton.LeftButton)
    assert navigator.went == [("open_import", (None,))]


def test_that_a_day_without_anybody_leads_to_those_not_spoken_to_for_long(
    qtbot: QtBot, db: Database, open_panel: OpenPanel, navigator: RecordingNavigator
) -> None:
    add_customer(db)
    panel = open_panel()
    qtbot.mouseClick(begin_of(panel), Qt.MouseButton.LeftButton)
    ((went, (chosen,)),) = navigator.went
    assert went == "find_customers"
    assert chosen.last_contact == "without:90"  # type: ignore[attr-defined]
    assert "customer" in chosen.stages  # type: ignore[attr-defined]


def say_done(qtbot: QtBot, panel: TodayPanel, words: str) -> None:
    """D, a line of what was said, Enter."""
    panel.activateWindow()
    panel.view.setFocus()
    qtbot.waitUntil(panel.view.hasFocus)
    qtbot.keyClick(panel.view, Qt.Key.Key_D)
    enter_words(qtbot, panel, words)


def enter_words(qtbot: QtBot, panel: TodayPanel, words: str) -> None:
    dialog = panel.findChild(DoneDialog)
    assert dialog is not None
    type_text(qtbot, dialog.words, words)
    qtbot.keyClick(dialog.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.findChild(DoneDialog) is None)


def test_that_d_is_done_and_the_next_one_is_current(
    qtbot: QtBot, db: Database, open_panel: OpenPanel
) -> None:
    for name in ("甲", "乙", "丙"):
        add_follow_up(db, add_customer(db, name), TODAY)
    panel = open_panel()
    stand_on(panel, "乙")
    say_done(qtbot, panel, "样品收到了")
    qtbot.waitUntil(lambda: rows(panel) == ["甲", "丙"])
    with db.read() as session:
        assert session.scalars(select(Interaction.text)).all() == ["样品收到了"]
    assert panel.current_row() is not None
    assert panel.current_row().name == "丙"  # type: ignore[union-attr]
    say_done(qtbot, panel, "")
    qtbot.waitUntil(lambda: rows(panel) == ["甲"])
    assert panel.current_row().name == "甲"  # type: ignore[union-attr]
    undo(db)
    qtbot.waitUntil(lambda: rows(panel) == ["甲", "丙"])


def test_that_l_and_a_digit_put_it_off(qtbot: QtBot, db: Database, open_panel: OpenPanel) -> None:
    follow_up = add_follow_up(db, add_customer(db, "甲"), TODAY)
    panel = open_panel()
    qtbot.keyClick(panel.view, Qt.Key.Key_L)
    menu = panel.findChild(QMenu, "later_menu")
    assert menu is not None
    qtbot.keyClick(menu, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: sections(panel) == {"tomorrow": 1})
    with db.read() as session:
        assert session.get_one(FollowUp, follow_up).due_on == TODAY + timedelta(days=1)


def test_that_what_a_key_means_depends_on_why_she_stands_there(
    qtbot: QtBot,
    db: Database,
    open_panel: OpenPanel,
    navigator: RecordingNavigator,
    log: RecordingLog,
) -> None:
    due = add_customer(db, "跟进", phone="13800138000")
    follow_up = add_follow_up(db, due, TODAY, "催款")
    lucky = born(db, "寿星", 11, 22)
    angry = add_customer(db, "投诉")
    complaint = add_complaint(db, angry)
    panel = open_panel()
    stand_on(panel, "跟进")
    qtbot.keyClick(panel.view, Qt.Key.Key_G)
    qtbot.keyClick(panel.view, Qt.Key.Key_F2)
    qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    qtbot.keyClick(panel.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "13800138000"
    stand_on(panel, "寿星")
    for key in (Qt.Key.Key_D, Qt.Key.Key_L, Qt.Key.Key_F2):
        qtbot.keyClick(panel.view, key)
    stand_on(panel, "投诉")
    for key in (Qt.Key.Key_D, Qt.Key.Key_G, Qt.Key.Key_F2):
        qtbot.keyClick(panel.view, key)
    assert log.asked == [
        {"customer": due, "contact_id": None, "follow_up": (follow_up, "催款")},
        {"customer": lucky, "contact_id": None, "purpose": "care", "text": "Birthday wishes"},
        {"customer": angry, "contact_id": None, "purpose": "service"},
    ]
    assert navigator.went == [
        ("open_follow_up", (follow_up, None)),
        ("open_customer", (due,)),
        ("open_follow_up", (None, lucky)),
        ("open_customer", (lucky,)),
        ("open_complaint", (complaint, None)),
        ("open_complaint", (complaint, None)),
    ]


def test_that_who_was_greeted_leaves_the_page(
    qtbot: QtBot, db: Database, open_panel: OpenPanel
) -> None:
    lucky = born(db, "寿星", 11, 22)
    panel = open_panel()
    assert rows(panel) == ["寿星"]
    add_interaction(db, lucky, "生日快乐", purpose="care")
    qtbot.waitUntil(lambda: rows(panel) == [])


def test_that_a_click_on_the_number_copies_it(
    qtbot: QtBot, db: Database, open_panel: OpenPanel
) -> None:
    add_follow_up(db, add_customer(db, "甲", phone="010-88886666"), TODAY)
    panel = open_panel()
    item = panel.model.items()[1]
    assert isinstance(item, RowItem)
    rect = panel.view.visualRect(panel.model.index(1, 0))
    delegate = panel.view.itemDelegate()
    at = delegate.phone_rect(rect, item).center()  # type: ignore[attr-defined]
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert QGuiApplication.clipboard().text() == "01088886666"


def test_that_the_buttons_of_a_row_and_its_menu_act_too(
    qtbot: QtBot,
    db: Database,
    open_panel: OpenPanel,
    navigator: RecordingNavigator,
) -> None:
    customer = add_customer(db, "甲")
    add_follow_up(db, customer, TODAY)
    panel = open_panel()
    qtbot.waitUntil(panel.view.hasFocus)
    stand_on(panel, "甲")
    button = panel.view.findChild(QToolButton, "row_open")
    assert button is not None
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert navigator.went == [("open_customer", (customer,))]
    rect = panel.view.visualRect(panel.view.currentIndex())
    panel.view.customContextMenuRequested.emit(QPoint(20, rect.center().y()))
    menu = panel.findChild(QMenu, "today_menu")
    assert menu is not None
    done = next(action for action in menu.actions() if action.text().startswith("Done"))
    done.trigger()
    menu.close()
    enter_words(qtbot, panel, "")
    qtbot.waitUntil(lambda: rows(panel) == [])


def test_that_a_long_section_shows_more_when_asked(
    qtbot: QtBot, db: Database, open_panel: OpenPanel
) -> None:
    customer = add_customer(db)
    for number in range(30):
        add_follow_up(db, customer, TODAY - timedelta(days=number + 1))
    panel = open_panel()
    more = panel.model.items()[-1]
    assert isinstance(more, MoreItem)
    assert (more.left, len(rows(panel))) == (10, 20)
    panel.view.setCurrentIndex(panel.model.index_of(more.key))
    qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(rows(panel)) == 30)


def test_that_a_new_day_turns_the_page(
    qtbot: QtBot, db: Database, clock: FakeClock, open_panel: OpenPanel
) -> None:
    add_follow_up(db, add_customer(db, "甲"), TODAY)
    panel = open_panel()
    assert sections(panel) == {"today": 1}
    clock.advance(days=1)
    panel.check_day()
    qtbot.waitUntil(lambda: sections(panel) == {"overdue": 1})


def test_that_one_may_see_only_ones_own(qtbot: QtBot, db: Database, open_panel: OpenPanel) -> None:
    colleague = add_staff(db, "小李")
    add_follow_up(db, add_customer(db, "我的"), TODAY, staff_id=1)
    add_follow_up(db, add_customer(db, "她的"), TODAY, staff_id=colleague)
    panel = open_panel()
    assert panel.staff.isVisible()
    panel.staff.set_values([colleague])
    panel.staff.changed.emit([colleague])
    qtbot.waitUntil(lambda: rows(panel) == ["她的"])
    panel.grab()


def test_that_a_promise_shows_the_day_before_and_is_kept_or_moved_in_place(
    qtbot: QtBot, db: Database, open_panel: OpenPanel
) -> None:
    kept = add_promise(db, add_customer(db, "王芳"), TODAY + timedelta(days=1), "寄样品")
    add_promise(db, add_customer(db, "李娜"), TODAY - timedelta(days=2), "回电话")
    add_follow_up(db, add_customer(db, "张伟"), TODAY + timedelta(days=1), "报价")
    panel = open_panel()
    assert sections(panel) == {"overdue": 1, "tomorrow": 2}
    assert told(panel, "李娜") == "2 days late | Promised: 回电话"
    assert rows(panel) == ["李娜", "王芳", "张伟"]
    stand_on(panel, "李娜")
    qtbot.keyClick(panel.view, Qt.Key.Key_L)
    dialog = panel.findChild(MoveDialog)
    assert dialog is not None
    dialog.due.set_text("下周一 等客户回来")
    dialog.submit()
    qtbot.waitUntil(lambda: rows(panel) == ["王芳", "张伟"])
    panel.activateWindow()
    panel.view.setFocus()
    qtbot.waitUntil(panel.view.hasFocus)
    stand_on(panel, "王芳")
    qtbot.keyClick(panel.view, Qt.Key.Key_D)
    qtbot.waitUntil(lambda: rows(panel) == ["张伟"])
    with db.read() as session:
        assert session.get_one(Promise, kept).status == "kept"


def test_that_complaints_that_are_late_stand_before_all_else(
    db: Database, open_panel: OpenPanel
) -> None:
    add_follow_up(db, add_customer(db, "逾期"), TODAY - timedelta(days=3))
    add_complaint(db, add_customer(db, "投诉"), step=2, opened_at=NOW)
    assert rows(open_panel()) == ["逾期", "投诉"]
    add_complaint(db, add_customer(db, "超时"), step=2, opened_at=NOW - timedelta(days=2))
    assert rows(open_panel()) == ["超时", "投诉", "逾期"]


def test_that_t_dials_the_number_and_copies_it_where_nothing_dials(
    qtbot: QtBot,
    db: Database,
    open_panel: OpenPanel,
    navigator: RecordingNavigator,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialled: list[str] = []
    answers = [True, False]

    def dial(url: QUrl) -> bool:
        dialled.append(url.toString())
        return answers.pop(0)

    monkeypatch.setattr(QDesktopServices, "openUrl", dial)
    add_follow_up(db, add_customer(db, "张伟", phone="13900139000"), TODAY)
    panel = open_panel()
    qtbot.keyClick(panel.view, Qt.Key.Key_T)
    assert dialled == ["tel:+8613900139000"]
    button = panel.findChild(QToolButton, "row_call")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "13900139000"
    assert navigator.said[-1] == "No program here dials. The number was copied."


def test_that_who_has_no_number_has_no_button_to_call(db: Database, open_panel: OpenPanel) -> None:
    add_follow_up(db, add_customer(db, "张伟"), TODAY)
    panel = open_panel()
    button = panel.findChild(QToolButton, "row_call")
    assert button is not None
    assert button.isHidden()
