"""The stream of one customer, as it is read, narrowed, changed and undone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.models.core.db import Database
from crmdesk.models.journal.actions import undo
from crmdesk.models.orders.drafts import LineDraft
from crmdesk.models.promises.actions import keep_promise
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.timeline.items import DayItem, EntryItem
from crmdesk.ui.timeline.panel import TimelinePanel
from crmdesk.ui.timeline.words import pills_of, title_of
from tests.support.builders import (
    add_complaint,
    add_contact,
    add_customer,
    add_interaction,
    add_order,
    add_promise,
    add_service_order,
)
from tests.support.databases import NOW
from tests.support.navigator import RecordingNavigator


class PlainComposer(QWidget):
    """Remembers about whom one writes."""

    def __init__(self) -> None:
        super().__init__()
        self.customer = 0
        self.focused = False

    @property
    def widget(self) -> QWidget:
        return self

    def show_customer(self, customer_id: int) -> None:
        self.customer = customer_id

    def set_low(self, *, low: bool) -> None:
        self.low = low

    def focus_text(self) -> None:
        self.focused = True

    def preset(self, **known: Any) -> None:
        self.known = known

    def on_unfold(self, tell: Callable[[bool], None]) -> None:
        self.unfold = tell


@pytest.fixture
def edited() -> list[int]:
    return []


@pytest.fixture
def panel(
    qtbot: QtBot,
    db: Database,
    jobs: JobRunner,
    hub: DataHub,
    navigator: RecordingNavigator,
    edited: list[int],
) -> TimelinePanel:
    made = TimelinePanel(
        db,
        jobs,
        hub,
        navigator,
        PlainComposer(),
        lambda entry, _parent: edited.append(entry),
    )
    made.resize(520, 800)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def days_ago(number: float) -> Any:
    return NOW - timedelta(days=number)


def texts(panel: TimelinePanel) -> list[str]:
    return [item.entry.text for item in panel.model.items() if isinstance(item, EntryItem)]


@pytest.fixture
def show(qtbot: QtBot, panel: TimelinePanel) -> Callable[[int], None]:
    def shown(customer_id: int) -> None:
        with qtbot.waitSignals([panel.feed.loaded, panel.feed.counted]):
            panel.show_customer(customer_id)

    return shown


def stand_on(panel: TimelinePanel, text: str) -> None:
    for item in panel.model.items():
        if isinstance(item, EntryItem) and item.entry.text == text:
            panel.view.setFocus()
            panel.view.setCurrentIndex(panel.model.index_of(item.key))


def test_that_what_happened_stands_under_its_day(
    db: Database, panel: TimelinePanel, show: Callable[[int], None]
) -> None:
    customer = add_customer(db)
    add_interaction(db, customer, "早", at=days_ago(0.1))
    add_interaction(db, customer, "前", at=days_ago(3))
    add_complaint(db, customer, "漏油", words="漏了", opened_at=days_ago(3.01))
    show(customer)
    days = [item.day.day for item in panel.model.items() if isinstance(item, DayItem)]
    assert days == [21, 18]
    assert texts(panel) == ["早", "前", "漏了"]
    assert panel.area.currentWidget() is panel.view
    assert "Outgoing call" in panel.model.index(1, 0).data()


def test_that_a_customer_without_history_is_told_how_to_begin(
    qtbot: QtBot, db: Database, panel: TimelinePanel, show: Callable[[int], None]
) -> None:
    show(add_customer(db))
    button = panel.area.currentWidget().findChild(QPushButton, "begin")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    composer = panel.findChild(PlainComposer)
    assert composer is not None
    assert composer.focused


def test_that_an_entry_logged_elsewhere_appears_and_disturbs_nothing(
    qtbot: QtBot, db: Database, panel: TimelinePanel, show: Callable[[int], None]
) -> None:
    customer = add_customer(db)
    for number in range(40):
        add_interaction(db, customer, f"第{number}次", at=days_ago(number + 1))
    show(customer)
    stand_on(panel, "第30次")
    top = panel.model.item_at(panel.view.indexAt(QPoint(5, 0)))
    add_interaction(db, customer, "刚才")
    qtbot.waitUntil(lambda: texts(panel)[0] == "刚才")
    stood_on = panel.model.item_at(panel.view.currentIndex())
    assert isinstance(stood_on, EntryItem)
    assert stood_on.entry.text == "第30次"
    assert panel.model.item_at(panel.view.indexAt(QPoint(5, 0))) == top


def test_that_another_customer_begins_unfiltered_at_the_top(
    qtbot: QtBot, db: Database, panel: TimelinePanel, show: Callable[[int], None]
) -> None:
    one, other = add_customer(db), add_customer(db, "李娜")
    add_interaction(db, one, "一")
    add_interaction(db, other, "二")
    show(one)
    panel.narrowing.search.setText("没有")
    qtbot.waitUntil(lambda: not texts(panel))
    show(other)
    assert texts(panel) == ["二"]
    assert panel.narrowing.search.text() == ""
    composer = panel.findChild(PlainComposer)
    assert composer is not None
    assert composer.customer == other


def test_that_chips_narrow_it_to_kinds(
    qtbot: QtBot, db: Database, panel: TimelinePanel, show: Callable[[int], None]
) -> None:
    customer = add_customer(db)
    add_interaction(db, customer, "电话")
    add_interaction(db, customer, "拜访", kind="visit")
    add_complaint(db, customer, words="投诉")
    show(customer)
    visits = panel.findChild(QPushButton, "kind_visit")
    assert visits is not None
    assert visits.text() == "Visit 1"
    qtbot.mouseClick(visits, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: texts(panel) == ["拜访"])
    complaints = panel.findChild(QPushButton, "kind_complaint")
    assert complaints is not None
    qtbot.mouseClick(complaints, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: sorted(texts(panel)) == ["投诉", "拜访"])
    everything = panel.findChild(QPushButton, "kind_all")
    assert everything is not None
    qtbot.mouseClick(everything, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(texts(panel)) == 3)


def test_that_kinds_without_room_stand_in_a_menu_until_they_are_chosen(
    qtbot: QtBot, db: Database, panel: TimelinePanel, show: Callable[[int], None]
) -> None:
    customer = add_customer(db)
    for kind in ("call", "visit", "meeting", "email", "sms", "wechat", "letter", "note"):
        add_interaction(db, customer, kind, kind=kind)
    panel.resize(300, 800)
    show(customer)
    letters = panel.findChild(QPushButton, "kind_letter")
    others = panel.findChild(QToolButton, "kind_others")
    assert letters is not None
    assert others is not None
    assert letters.isHidden()
    qtbot.mouseClick(others, Qt.MouseButton.LeftButton)
    menu = panel.findChild(QMenu)
    assert menu is not None
    next(action for action in menu.actions() if action.text() == "Letter 1").trigger()
    menu.close()
    qtbot.waitUntil(lambda: texts(panel) == ["letter"])
    assert letters.isVisible()
    assert letters.geometry().right() < panel.narrowing.kinds.width()
    panel.resize(1200, 800)
    qtbot.waitUntil(others.isHidden)


def test_that_a_search_finds_both_scripts_and_can_be_cleared(
    qtbot: QtBot, db: Database, panel: TimelinePanel, show: Callable[[int], None]
) -> None:
    customer = add_customer(db)
    add_interaction(db, customer, "报价")
    add_interaction(db, customer, "送货")
    show(customer)
    panel.narrowing.search.setText("報價")
    qtbot.waitUntil(lambda: texts(panel) == ["报价"])
    panel.grab()  # the hit is painted
    panel.narrowing.search.setText("没有")
    qtbot.waitUntil(lambda: panel.area.currentWidget().findChild(QPushButton, "begin") is not None)
    clear = panel.area.currentWidget().findChild(QPushButton, "begin")
    assert clear is not None
    qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(texts(panel)) == 2)


def test_that_scrolling_reads_further_pages(
    qtbot: QtBot, db: Database, panel: TimelinePanel, show: Callable[[int], None]
) -> None:
    customer = add_customer(db)
    for number in range(130):
        add_interaction(db, customer, f"{number}", at=days_ago(number / 4))
    show(customer)
    assert len(texts(panel)) == 60
    bar = panel.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: len(texts(panel)) == 120)
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: len(texts(panel)) == 130)
    assert texts(panel) == [f"{number}" for number in range(130)]
    assert panel.model.more is None
    days = [item.day for item in panel.model.items() if isinstance(item, DayItem)]
    assert days == sorted(set(days), reverse=True)


def test_that_delete_takes_an_entry_away_and_undo_brings_it_back(
    qtbot: QtBot,
    db: Database,
    panel: TimelinePanel,
    navigator: RecordingNavigator,
    show: Callable[[int], None],
) -> None:
    customer = add_customer(db)
    add_interaction(db, customer, "留下", at=days_ago(2))
    add_interaction(db, customer, "写错了")
    show(customer)
    stand_on(panel, "写错了")
    qtbot.keyClick(panel.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: texts(panel) == ["留下"])
    qtbot.waitUntil(lambda: navigator.said == ["Log entry deleted"])
    undo(db)
    qtbot.waitUntil(lambda: texts(panel) == ["写错了", "留下"])


def test_that_a_complaint_can_be_deleted_and_opened_too(
    qtbot: QtBot,
    db: Database,
    panel: TimelinePanel,
    navigator: RecordingNavigator,
    show: Callable[[int], None],
) -> None:
    customer = add_customer(db)
    complaint = add_complaint(db, customer, words="漏了")
    show(customer)
    stand_on(panel, "漏了")
    qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert navigator.went == [("open_complaint", (complaint, None))]
    qtbot.keyClick(panel.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: texts(panel) == [])
    qtbot.waitUntil(lambda: navigator.said == ["Complaint deleted"])


def test_that_f2_and_the_button_of_the_row_edit(
    qtbot: QtBot,
    db: Database,
    panel: TimelinePanel,
    edited: list[int],
    show: Callable[[int], None],
) -> None:
    customer = add_customer(db)
    entry = add_interaction(db, customer, "一")
    show(customer)
    stand_on(panel, "一")
    qtbot.keyClick(panel.view, Qt.Key.Key_F2)
    button = panel.view.findChild(QToolButton, "edit_entry")
    assert button is not None
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert edited == [entry, entry]


def test_that_the_menu_copies_and_notes_a_follow_up(
    qtbot: QtBot,
    db: Database,
    panel: TimelinePanel,
    navigator: RecordingNavigator,
    show: Callable[[int], None],
) -> None:
    customer = add_customer(db)
    add_interaction(db, customer, "一")
    show(customer)
    stand_on(panel, "一")
    qtbot.keyClick(panel.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Outgoing call\n一"
    panel.view.customContextMenuRequested.emit(
        panel.view.visualRect(panel.view.currentIndex()).center()
    )
    menu = panel.findChild(QMenu, "entry_menu")
    assert menu is not None
    action = next(one for one in menu.actions() if one.text() == "New follow-up")
    action.trigger()
    menu.close()
    assert navigator.went == [("open_follow_up", (None, customer))]


def test_that_a_long_entry_opens_and_shuts(
    qtbot: QtBot, db: Database, panel: TimelinePanel, show: Callable[[int], None]
) -> None:
    customer = add_customer(db)
    add_interaction(db, customer, "\n".join(f"第{number}行" for number in range(12)))
    show(customer)
    index = panel.model.index(1, 0)
    low = panel.view.visualRect(index).height()
    words = panel.view.visualRect(index).center() + QPoint(0, 10)
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=words)
    high = panel.view.visualRect(index).height()
    assert high > low + 100
    panel.view.setFocus()
    qtbot.keyClick(panel.view, Qt.Key.Key_Space)
    assert panel.view.visualRect(index).height() == low


def test_that_a_contact_renamed_shows_its_new_name(
    qtbot: QtBot, db: Database, panel: TimelinePanel, show: Callable[[int], None]
) -> None:
    from crmdesk.models.schema import Contact

    customer = add_customer(db)
    contact = add_contact(db, customer, "李工")
    add_interaction(db, customer, "一", contact_id=contact)
    show(customer)
    with db.write("customer.edit", name="") as session:
        session.get_one(Contact, contact).name = "李总"
    qtbot.waitUntil(
        lambda: any(
            isinstance(item, EntryItem) and item.entry.contact == "李总"
            for item in panel.model.items()
        )
    )
    panel.grab()


def test_that_where_it_is_low_the_details_being_filled_in_get_the_room(
    qtbot: QtBot, db: Database, panel: TimelinePanel, show: Callable[[int], None]
) -> None:
    customer = add_customer(db)
    add_interaction(db, customer, "一")
    show(customer)
    composer = panel.findChild(PlainComposer)
    assert composer is not None
    composer.unfold(True)
    assert panel.view.isVisible()
    composer.unfold(False)
    panel.resize(520, 400)
    composer.unfold(True)
    assert not panel.view.isVisible()
    composer.unfold(False)
    assert panel.view.isVisible()


def test_that_the_search_shows_when_asked_for(
    qtbot: QtBot, db: Database, panel: TimelinePanel, show: Callable[[int], None]
) -> None:
    customer = add_customer(db)
    add_interaction(db, customer, "一")
    show(customer)
    assert not panel.narrowing.search.isVisible()
    button = panel.findChild(QToolButton, "search_timeline")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert panel.narrowing.search.hasFocus()
    panel.view.setFocus()
    qtbot.waitUntil(lambda: not panel.narrowing.search.isVisible())


def test_that_an_order_stands_in_the_stream_and_its_menu_takes_money(
    qtbot: QtBot, db: Database, panel: TimelinePanel, navigator: RecordingNavigator
) -> None:
    her = add_customer(db)
    order = add_order(db, her, [LineDraft("打印纸", price=12_550)], paid=550, status="shipped")
    back = add_order(db, her, [LineDraft("打印纸", quantity=-1000, price=100)], settled=True)
    panel.show_customer(her)
    qtbot.waitUntil(lambda: panel.model.rowCount() == 3)
    items = [item for item in panel.model.items() if isinstance(item, EntryItem)]
    assert [title_of(item.entry) for item in items] == [
        "Return D000002: -¥1",
        "Order D000001: ¥125.50",
    ]
    assert [item.time for item in items] == ["", ""]
    assert pills_of(items[1].entry) == [("Shipped", "amber"), ("Owed ¥120", "red")]
    assert not panel.grab().isNull()
    panel.view.opened.emit(panel.model.index(1, 0))
    panel.view.customContextMenuRequested.emit(
        panel.view.visualRect(panel.model.index(2, 0)).center()
    )
    menu = panel.findChild(QMenu, "entry_menu")
    assert menu is not None
    next(a for a in menu.actions() if a.text() == "Take a payment").trigger()
    menu.close()
    assert navigator.went == [("open_order", (back, None)), ("take_payment", (her, order))]
    panel.view.setFocus()
    panel.view.setCurrentIndex(panel.model.index(1, 0))
    qtbot.keyClick(panel.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: panel.model.rowCount() == 2)
    qtbot.waitUntil(lambda: navigator.said == ["Order deleted"])
    undo(db)
    qtbot.waitUntil(lambda: panel.model.rowCount() == 3)


def test_that_a_promise_stands_in_the_stream_with_what_became_of_it(
    qtbot: QtBot,
    db: Database,
    panel: TimelinePanel,
    navigator: RecordingNavigator,
    show: Callable[[int], None],
) -> None:
    customer = add_customer(db)
    promise = add_promise(db, customer, NOW.date(), "寄样品")
    show(customer)
    [item] = [item for item in panel.model.items() if isinstance(item, EntryItem)]
    assert title_of(item.entry) == "Promised: 寄样品"
    assert pills_of(item.entry) == [("By 21 Nov", "blue")]
    panel.view.setCurrentIndex(panel.model.index_of(item.key))
    panel.view.setFocus()
    qtbot.waitUntil(panel.view.hasFocus)
    qtbot.keyClick(panel.view, Qt.Key.Key_F2)
    assert navigator.went == [("open_promise", (promise, None))]
    with db.write("promise.keep", name="") as session:
        keep_promise(session, promise, on=NOW.date() + timedelta(days=1), now=NOW)

    def pills() -> list[tuple[str, str]]:
        return [
            pill
            for item in panel.model.items()
            if isinstance(item, EntryItem)
            for pill in pills_of(item.entry)
        ]

    qtbot.waitUntil(lambda: pills() == [("Kept late", "amber")])
    qtbot.keyClick(panel.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: pills() == [])


def test_that_a_service_order_noted_elsewhere_appears_and_is_opened(
    qtbot: QtBot, db: Database, panel: TimelinePanel, navigator: RecordingNavigator,
    show: Callable[[int], None],
) -> None:  # fmt: skip
    customer = add_customer(db)
    show(customer)
    order = add_service_order(db, customer, "paper jam")
    qtbot.waitUntil(lambda: texts(panel) == ["paper jam"])
    stand_on(panel, "paper jam")
    qtbot.keyClick(panel.view, Qt.Key.Key_F2)
    assert navigator.went == [("open_service", (order, None))]
    [item] = [one for one in panel.model.items() if isinstance(one, EntryItem)]
    assert title_of(item.entry) == "Service order: paper jam"
    assert pills_of(item.entry) == [("Assign", "blue")]
    qtbot.keyClick(panel.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: navigator.said == ["Service order deleted"])
