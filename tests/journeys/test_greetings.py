"""A lunar birthday of a year with a leap month, and a festival, greeted from Today by keys."""

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit
from sqlalchemy import select

from crmdesk.models.schema import Channel, Customer, Interaction
from crmdesk.ui.today.items import RowItem
from crmdesk.ui.today.panel import TodayPanel
from tests.support.builders import add_customer
from tests.support.driver import Desk

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(desk: Desk, text: str) -> None:
    """It is now this time in Shanghai."""
    desk.clock.now = datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def known(desk: Desk, name: str, **columns: object) -> int:
    customer = add_customer(desk.db, name, phone="13900139000")
    with desk.db.write("customer.edit", name=name) as session:
        row = session.get_one(Customer, customer)
        row.stage = "customer"
        for column, value in columns.items():
            setattr(row, column, value)
        session.add(Channel(customer_id=customer, kind="wechat", value=f"wx{customer}"))
    return customer


def waiting(desk: Desk) -> list[str]:
    panel = desk.find(TodayPanel, "today_panel")
    return [item.row.name for item in panel.model.items() if isinstance(item, RowItem)]


def logged(desk: Desk) -> list[tuple[str, str]]:
    with desk.db.read() as session:
        query = select(Interaction.occasion, Interaction.text).where(Interaction.purpose == "care")
        return [(row.occasion or "", row.text) for row in session.execute(query)]


def test_that_a_lunar_birthday_in_a_leap_month_year_is_greeted_by_keys(desk: Desk) -> None:
    # 2025 has a leap sixth month: the plain 初三 is 27 June, the leap one 27 July.
    born = {"birthday_calendar": "lunar", "birthday_year": 1965, "birthday_month": 6}
    at(desk, "2025-06-27 09:00")
    desk.start()
    known(desk, "王建国", salutation="王总", birthday_day=3, **born)
    known(desk, "李娜", salutation="李姐", birthday_day=3, birthday_leap=True, **born)
    desk.key("Ctrl+1")
    desk.until(lambda: waiting(desk) == ["王建国"])
    desk.settle()
    desk.key("C")
    desk.until(lambda: waiting(desk) == [])
    assert QGuiApplication.clipboard().text().startswith("王总，")
    assert "六十大寿" in QGuiApplication.clipboard().text()
    at(desk, "2025-07-29 09:00")  # hers was two days ago: it can still be made good
    desk.find(TodayPanel, "today_panel").check_day()
    desk.until(lambda: waiting(desk) == ["李娜"])
    desk.settle()
    desk.key("E")
    dialog = desk.dialog("words_dialog")
    words = desk.find(QPlainTextEdit, "text", dialog).toPlainText()
    assert words.startswith("李姐，")
    desk.key("Ctrl+Return")
    desk.until(lambda: waiting(desk) == [])
    assert [occasion for occasion, _text in logged(desk)] == [
        "birthday:2025-06-27", "birthday:2025-07-27"
    ]  # fmt: skip
    desk.key("Ctrl+Z")
    desk.until(lambda: waiting(desk) == ["李娜"])


def test_that_three_customers_are_wished_a_good_mid_autumn_in_three_keys(desk: Desk) -> None:
    at(desk, "2026-09-24 09:00")
    desk.start()
    for name in ("王建国", "李娜", "张敏"):
        known(desk, name)
    desk.key("Ctrl+1")
    desk.until(lambda: waiting(desk) == ["王建国", "李娜", "张敏"])
    desk.settle()
    for left in (["李娜", "张敏"], ["张敏"], []):
        desk.key("C")
        desk.until(lambda left=left: waiting(desk) == left)
        desk.settle()
    assert [occasion for occasion, _text in logged(desk)] == ["moon:2026-09-25"] * 3
    assert all("中秋" in text for _occasion, text in logged(desk))
