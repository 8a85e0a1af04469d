"""A promise made in a talk, seen before it is due, broken, and told as broken."""

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QPlainTextEdit
from sqlalchemy import select

from crmdesk.models.schema import Promise
from crmdesk.ui.promises.panel import PromisesPanel
from crmdesk.ui.today.items import RowItem
from crmdesk.ui.today.panel import TodayPanel
from tests.support.builders import add_customer
from tests.support.driver import Desk

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(desk: Desk, text: str) -> None:
    """It is now this time in Shanghai."""
    desk.clock.now = datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def promises(desk: Desk) -> list[tuple[str, str, str]]:
    with desk.db.read() as session:
        return [(row.text, str(row.due_on), row.status) for row in session.scalars(select(Promise))]


def promised_today(desk: Desk) -> list[tuple[str, str]]:
    """Under which heading of Today each promise stands."""
    items = desk.find(TodayPanel, "today_panel").model.items()
    rows = [item.row for item in items if isinstance(item, RowItem)]
    return [(row.section, row.text) for row in rows if row.source == "promise"]


def test_that_a_promise_made_on_the_phone_and_not_kept_is_told_until_it_is_answered_for(
    desk: Desk,
) -> None:
    at(desk, "2026-11-24 10:00")  # a Tuesday
    desk.start()
    add_customer(desk.db, "王建国", salutation="王总")
    desk.open_customer("王建国")
    words = desk.find(QPlainTextEdit, "log_words")
    desk.until(words.isEnabled)
    desk.type("问打印机价格，承诺 周五前寄样品", into=words)
    desk.key("Return", on=words)
    desk.until(lambda: promises(desk) == [("寄样品", "2026-11-27", "open")])

    at(desk, "2026-11-26 09:00")
    desk.leave()
    desk.start()
    desk.until(lambda: promised_today(desk) == [("tomorrow", "寄样品")])

    at(desk, "2026-11-30 09:00")
    desk.leave()
    desk.start()
    desk.until(lambda: promised_today(desk) == [("overdue", "寄样品")])
    desk.window.show_screen("promises")
    panel = desk.find(PromisesPanel, "promises_panel")
    desk.until(lambda: panel.model.rowCount() == 1)
    desk.settle()
    desk.key("N")
    desk.dialog("give_up_promise")
    desk.type("供应商缺货")
    desk.key("Return")
    desk.closed("give_up_promise")
    desk.until(lambda: promises(desk) == [("寄样品", "2026-11-27", "broken")])
    panel.scopes.choose("broken")
    desk.until(lambda: panel.model.rowCount() == 1)
    desk.until(lambda: "0% (0 of 1)" in panel.rates.text())

    desk.menu("edit.undo")
    desk.until(lambda: promises(desk) == [("寄样品", "2026-11-27", "open")])
