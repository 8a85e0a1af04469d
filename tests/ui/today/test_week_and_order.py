"""The week ahead, the order of the rows, whose day it is: by mouse and by keyboard."""

from datetime import date, timedelta

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from crmdesk.models.core.db import Database
from crmdesk.models.schema import Customer, ServiceOrder
from crmdesk.ui.today.items import MoreItem, PartItem, RowItem, SectionItem
from crmdesk.ui.today.panel import TodayPanel
from crmdesk.ui.today.week_strip import DayButton
from tests.support.builders import add_complaint, add_customer, add_follow_up, add_staff
from tests.support.databases import FakeClock
from tests.support.navigator import RecordingNavigator
from tests.ui.today.conftest import OpenPanel

TODAY = date(2026, 11, 21)  # a Saturday
DAY = timedelta(days=1)


def rows(panel: TodayPanel) -> list[str]:
    return [item.row.name for item in panel.model.items() if isinstance(item, RowItem)]


def headings(panel: TodayPanel) -> list[str]:
    return [i.code for i in panel.model.items() if isinstance(i, (SectionItem, PartItem))]


def day_button(panel: TodayPanel, number: int) -> DayButton:
    button = panel.findChild(DayButton, f"day_{number}")
    assert button is not None
    return button


def born(db: Database, name: str, month: int, day: int) -> None:
    customer = add_customer(db, name, phone="13900139000")
    with db.write("customer.edit", name="") as session:
        row = session.get_one(Customer, customer)
        row.birthday_calendar, row.birthday_month, row.birthday_day = "solar", month, day


def test_that_each_day_of_the_week_says_how_much_is_due(
    db: Database, open_panel: OpenPanel
) -> None:
    customer = add_customer(db)
    for days in (0, 2, 2, 6, 7):
        add_follow_up(db, customer, TODAY + days * DAY)
    born(db, "寿星", 11, 23)
    panel = open_panel()
    told = [day_button(panel, number).accessibleName() for number in range(7)]
    assert [name.rsplit(", ", 1)[-1] for name in told] == [
        "1 due", "0 due", "3 due", "0 due", "0 due", "0 due", "1 due"
    ]  # fmt: skip
    assert panel.findChild(DayButton, "day_7") is None
    panel.grab()


def test_that_a_click_turns_to_a_day_and_shows_what_falls_on_it(
    qtbot: QtBot, db: Database, open_panel: OpenPanel
) -> None:
    add_follow_up(db, add_customer(db, "今天"), TODAY)
    add_follow_up(db, add_customer(db, "后天"), TODAY + 2 * DAY)
    add_complaint(db, add_customer(db, "投诉"))
    born(db, "寿星", 11, 23)
    panel = open_panel()
    qtbot.mouseClick(day_button(panel, 2), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: rows(panel) == ["后天", "寿星"])
    assert headings(panel) == ["day", "birthdays"]
    assert "23 Nov" in panel.subtitle.text()
    assert day_button(panel, 2).isChecked()
    assert not day_button(panel, 0).isChecked()


def test_that_arrows_walk_through_the_week_from_the_list_and_from_the_strip(
    qtbot: QtBot, db: Database, open_panel: OpenPanel
) -> None:
    for name, days in (("今天", 0), ("明天", 1), ("后天", 2)):
        add_follow_up(db, add_customer(db, name), TODAY + days * DAY)
    panel = open_panel()
    qtbot.keyClick(panel.view, Qt.Key.Key_Left)  # there is no yesterday
    qtbot.keyClick(panel.view, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: rows(panel) == ["明天"])
    day_button(panel, 1).setFocus()
    qtbot.keyClick(day_button(panel, 1), Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: rows(panel) == ["后天"])
    assert day_button(panel, 2).hasFocus()
    panel.view.setFocus()
    for _step in range(2):
        qtbot.keyClick(panel.view, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: "今天" in rows(panel))


def test_that_a_day_without_anything_says_so(
    qtbot: QtBot, db: Database, open_panel: OpenPanel, navigator: RecordingNavigator
) -> None:
    add_follow_up(db, add_customer(db, "今天"), TODAY)
    panel = open_panel()
    qtbot.mouseClick(day_button(panel, 4), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.model.rowCount() == 0)
    begin = panel.area.currentWidget().findChild(QPushButton, "begin")
    assert begin is not None
    qtbot.mouseClick(begin, Qt.MouseButton.LeftButton)
    assert navigator.went == [("open_follow_up", (None, None))]


def test_that_a_new_day_turns_back_to_today(
    qtbot: QtBot, db: Database, open_panel: OpenPanel, clock: FakeClock
) -> None:
    add_follow_up(db, add_customer(db, "明天"), TODAY + DAY)
    panel = open_panel()
    qtbot.keyClick(panel.view, Qt.Key.Key_Right)
    qtbot.keyClick(panel.view, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: panel.model.rowCount() == 0)
    clock.advance(days=1)
    panel.check_day()
    qtbot.waitUntil(lambda: headings(panel) == ["today"])


def test_that_rows_stand_by_the_hour_and_that_is_remembered(
    qtbot: QtBot, db: Database, open_panel: OpenPanel
) -> None:
    for name, time in (("下午", "15:00"), ("早上", "09:00"), ("晚上", "19:30")):
        add_follow_up(db, add_customer(db, name), TODAY, due_time=time)
    add_follow_up(db, add_customer(db, "逾期"), TODAY - DAY)
    add_follow_up(db, add_customer(db, "明天"), TODAY + DAY)
    born(db, "后天生日", 11, 23)
    panel = open_panel()
    assert headings(panel) == ["overdue", "today", "tomorrow", "birthdays"]
    qtbot.keyClick(panel.view, Qt.Key.Key_H)
    assert rows(panel) == ["早上", "逾期", "下午", "晚上", "明天", "后天生日"]
    assert headings(panel) == ["morning", "afternoon", "evening", "tomorrow", "birthdays"]
    panel.grab()
    again = open_panel()
    assert headings(again)[0] == "morning"
    chip = again.findChild(QPushButton, "order_urgency")
    assert chip is not None
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert headings(again)[0] == "overdue"


def test_that_by_the_hour_the_rest_of_a_long_section_can_be_asked_for(
    qtbot: QtBot, db: Database, open_panel: OpenPanel
) -> None:
    customer = add_customer(db)
    for number in range(25):
        add_follow_up(db, customer, TODAY - DAY, f"第{number}件")
    panel = open_panel()
    qtbot.keyClick(panel.view, Qt.Key.Key_H)
    (more,) = (item for item in panel.model.items() if isinstance(item, MoreItem))
    assert more.spoken() == "Overdue: 5 more"
    panel.view.opened.emit(panel.model.index_of(more.key))
    qtbot.waitUntil(lambda: len(rows(panel)) == 25)


def test_that_whose_day_it_is_is_remembered(
    qtbot: QtBot, db: Database, open_panel: OpenPanel
) -> None:
    colleague = add_staff(db, "小李")
    for name, staff in (("我的", 1), ("她的", colleague)):
        add_follow_up(db, add_customer(db, name), TODAY, staff_id=staff)
    panel = open_panel()
    assert rows(panel) == ["我的", "她的"]
    panel.staff.set_values([1])
    panel.staff.changed.emit([1])
    qtbot.waitUntil(lambda: rows(panel) == ["我的"])
    assert rows(open_panel()) == ["我的"]
    assert panel.staff.text() == "Whose day: Me"
    QSettings().setValue("today/whose", "1,999")
    assert rows(open_panel()) == ["我的"]


def test_that_what_any_source_reads_brings_the_page_up_to_date(
    qtbot: QtBot, db: Database, open_panel: OpenPanel
) -> None:
    customer = add_customer(db, "要服务")
    panel = open_panel()
    assert rows(panel) == []
    with db.write("service.open", name="") as session:
        session.add(
            ServiceOrder(
                customer_id=customer, number="S1", subject="漏水", status="open", step=1,
                opened_at=db.now(),
            )
        )  # fmt: skip
    qtbot.waitUntil(lambda: rows(panel) == ["要服务"])
