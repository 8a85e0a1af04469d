"""Greeted from the page Today: copied, logged, on to the next."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtWidgets import QApplication, QMenu, QToolButton, QToolTip
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.journal.actions import undo
from crmdesk.models.schema import Channel, Customer, Interaction
from crmdesk.ui.today.items import RowItem
from crmdesk.ui.today.kinds.table import pressing, reason
from crmdesk.ui.today.panel import TodayPanel
from crmdesk.ui.today.words import to_say
from crmdesk.ui.today.words_dialog import WordsDialog
from tests.support.builders import add_customer, add_follow_up, add_promise
from tests.support.databases import FakeClock
from tests.support.navigator import RecordingNavigator
from tests.ui.today.conftest import OpenPanel

BEFORE_MOON = datetime(2026, 9, 23, 2, tzinfo=UTC)


@pytest.fixture
def open_panel(open_panel: OpenPanel, clock: FakeClock) -> OpenPanel:
    def opened() -> TodayPanel:
        clock.now = BEFORE_MOON
        return open_panel()

    return opened


def known(db: Database, name: str, salutation: str) -> int:
    customer = add_customer(db, name, phone="13900139000")
    with db.write("customer.edit", name="") as session:
        row = session.get_one(Customer, customer)
        row.stage, row.salutation = "customer", salutation
        session.add(Channel(customer_id=customer, kind="wechat", value=f"wx_{customer}"))
    return customer


def names(panel: TodayPanel) -> list[str]:
    return [item.row.name for item in panel.model.items() if isinstance(item, RowItem)]


def sent(db: Database) -> list[tuple[int, str, str, str | None]]:
    with db.read() as session:
        query = select(
            Interaction.customer_id, Interaction.kind, Interaction.text, Interaction.occasion
        ).order_by(Interaction.id)
        return [tuple(row) for row in session.execute(query)]  # type: ignore[misc]


def test_that_three_keys_greet_and_go_on(
    qtbot: QtBot,
    db: Database,
    open_panel: OpenPanel,
    navigator: RecordingNavigator,
) -> None:
    ids = [known(db, name, f"{name[0]}总") for name in ("王一", "李二", "张三")]
    panel = open_panel()
    assert names(panel) == ["王一", "李二", "张三"]
    first = panel.current_row()
    assert first is not None
    assert pressing(first, panel.office) == ("Mid-Autumn Festival in 2 days")
    assert to_say(first).startswith("王总，")
    qtbot.keyClick(panel.view, Qt.Key.Key_C)
    assert QGuiApplication.clipboard().text().startswith("王总，")
    qtbot.waitUntil(lambda: names(panel) == ["李二", "张三"])
    row = panel.current_row()
    assert row is not None
    assert row.name == "李二"
    assert sent(db)[0][0] == ids[0]
    assert sent(db)[0][1] == "wechat"
    assert sent(db)[0][3] == "moon:2026-09-25"
    qtbot.waitUntil(lambda: navigator.said == [f"Copied for 王一, logged · WeChat wx_{ids[0]}"])
    qtbot.keyClick(panel.view, Qt.Key.Key_C)
    qtbot.waitUntil(lambda: names(panel) == ["张三"])
    undo(db)
    qtbot.waitUntil(lambda: names(panel) == ["李二", "张三"])


def test_that_e_changes_the_words_before_they_are_copied(
    qtbot: QtBot, db: Database, open_panel: OpenPanel
) -> None:
    known(db, "王一", "王总")
    panel = open_panel()
    qtbot.keyClick(panel.view, Qt.Key.Key_E)
    dialog = panel.findChild(WordsDialog, "words_dialog")
    assert dialog is not None
    dialog.text.setPlainText("王总，中秋快乐，改天去看您。")
    dialog.submit()
    qtbot.waitUntil(lambda: names(panel) == [])
    assert QGuiApplication.clipboard().text() == "王总，中秋快乐，改天去看您。"
    assert sent(db)[0][2] == "王总，中秋快乐，改天去看您。"


def test_that_the_menu_offers_every_text_by_every_way(
    qtbot: QtBot, db: Database, open_panel: OpenPanel
) -> None:
    known(db, "王一", "王总")
    panel = open_panel()
    row = panel.current_row()
    assert row is not None
    assert row.greeting is not None
    menu = panel.commands.menu(row, QPoint())
    others = menu.findChild(QMenu, "other_words")
    assert others is not None
    texts = [action.toolTip() for action in others.actions() if not action.isSeparator()]
    assert texts == [text for way in row.greeting.ways
                     for text in row.greeting.variants(way.channel)]  # fmt: skip
    chosen = next(action for action in others.actions() if action.toolTip() == texts[-1])
    chosen.trigger()
    qtbot.waitUntil(lambda: names(panel) == [])
    assert (sent(db)[0][1], sent(db)[0][2]) == ("call", texts[-1])
    menu.close()


def test_that_c_and_e_leave_rows_without_a_greeting_alone(
    qtbot: QtBot, db: Database, open_panel: OpenPanel, clock: FakeClock
) -> None:
    customer = known(db, "守丧", "王总")
    with db.write("customer.edit", name="") as session:
        row = session.get_one(Customer, customer)
        row.birthday_calendar, row.birthday_month, row.birthday_day = "solar", 9, 23
        row.bereaved_on = BEFORE_MOON.date()
    panel = open_panel()
    assert names(panel) == ["守丧"]
    QGuiApplication.clipboard().setText("before")
    qtbot.keyClick(panel.view, Qt.Key.Key_C)
    qtbot.keyClick(panel.view, Qt.Key.Key_E)
    assert QGuiApplication.clipboard().text() == "before"
    assert panel.findChild(WordsDialog, "words_dialog") is None
    assert sent(db) == []


def test_that_a_row_about_money_says_it_can_wait_over_the_new_year(
    db: Database, open_panel: OpenPanel
) -> None:
    add_follow_up(db, add_customer(db, "王一"), BEFORE_MOON.date(), "催款")
    panel = open_panel()
    row = panel.current_row()
    assert row is not None
    assert reason(row, panel.office) == "催款"
    assert reason(replace(row, rests=True), panel.office) == (
        "催款 · no word about money before the Lantern Festival is over"
    )


def test_that_the_button_to_copy_stands_only_on_rows_with_words(
    qtbot: QtBot, db: Database, open_panel: OpenPanel
) -> None:
    add_follow_up(db, add_customer(db, "李二"), BEFORE_MOON.date(), "送样品")
    known(db, "王一", "王总")
    panel = open_panel()
    button = panel.findChild(QToolButton, "row_greet")
    assert button is not None
    assert button.isHidden()
    panel.view.setCurrentIndex(panel.model.index_of(("festival", 2)))
    qtbot.waitUntil(button.isVisible)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: names(panel) == ["李二"])


def test_that_words_that_are_no_greeting_are_copied_and_nothing_is_logged(
    qtbot: QtBot,
    db: Database,
    open_panel: OpenPanel,
    navigator: RecordingNavigator,
) -> None:
    customer = add_customer(db, "王一", phone="13900139000", salutation="王总")
    add_promise(db, customer, BEFORE_MOON.date(), "周五前寄样品")
    panel = open_panel()
    qtbot.keyClick(panel.view, Qt.Key.Key_C)
    words = QGuiApplication.clipboard().text()
    assert words.startswith("王总，")
    assert "周五前寄样品" in words
    assert navigator.said == ["Copied for 王一 · SMS 139 0013 9000"]
    assert names(panel) == ["王一"]
    qtbot.keyClick(panel.view, Qt.Key.Key_E)
    dialog = panel.findChild(WordsDialog, "words_dialog")
    assert dialog is not None
    assert dialog.windowTitle() == "Words for 王一"
    dialog.text.setPlainText("王总，样品今天寄出。")
    dialog.submit()
    assert QGuiApplication.clipboard().text() == "王总，样品今天寄出。"
    with db.read() as session:
        assert list(session.scalars(select(Interaction.id))) == []


def test_that_a_row_shows_all_of_its_words_where_the_mouse_rests(
    qtbot: QtBot, db: Database, open_panel: OpenPanel
) -> None:
    known(db, "王一", "王总")
    panel = open_panel()
    row = panel.current_row()
    assert row is not None
    told = panel.model.data(panel.view.currentIndex())
    assert to_say(row) in str(told)
    rect = panel.view.visualRect(panel.view.currentIndex())
    place = panel.view.viewport().mapToGlobal(rect.center())
    event = QHelpEvent(QEvent.Type.ToolTip, rect.center(), place)
    QApplication.sendEvent(panel.view.viewport(), event)
    qtbot.waitUntil(lambda: to_say(row) in QToolTip.text())
    QToolTip.hideText()
