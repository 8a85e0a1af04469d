"""A message answered from Today, and the report of the day to the boss's group, by keys."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from crmdesk.ui.today.items import RowItem
from crmdesk.ui.today.panel import TodayPanel
from tests.support.builders import add_customer, add_follow_up, add_interaction
from tests.support.driver import Desk

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(desk: Desk, text: str) -> datetime:
    """It is now this time in Shanghai."""
    desk.clock.now = datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)
    return desk.clock.now


def waiting(desk: Desk) -> list[str]:
    panel = desk.find(TodayPanel, "today_panel")
    items = panel.model.items()
    return [item.row.name for item in items if isinstance(item, RowItem)]


def test_that_a_message_is_answered_from_today_and_reported_by_keys(desk: Desk) -> None:
    now = at(desk, "2026-11-23 09:00")
    desk.start()
    customer = add_customer(desk.db, "王建国", salutation="王总", company="明达建材")
    add_interaction(desk.db, customer, "在吗？请发报价", kind="wechat", direction="in", at=now)
    desk.until(lambda: waiting(desk) == ["王建国"])
    at(desk, "2026-11-23 11:00")
    desk.settle()
    desk.key("D")
    dialog = desk.dialog("quick_log")
    desk.until(lambda: desk.find(QPlainTextEdit, "log_words", dialog).isEnabled())
    desk.type("报价发了")
    desk.key("Return")
    desk.closed("quick_log")
    desk.until(lambda: waiting(desk) == [])
    add_follow_up(desk.db, customer, date(2026, 11, 24), "送样品", due_time="10:00")
    desk.settle()
    desk.key("Ctrl+D")
    report = desk.dialog("report_dialog")
    text = desk.find(QPlainTextEdit, "report_text", report)
    desk.until(lambda: "Answers to messages: 1" in text.toPlainText())
    assert "half of them within 2 h" in text.toPlainText()
    assert "1. 10:00 王总 (明达建材): 送样品" in text.toPlainText()
    desk.key("Ctrl+Return")
    desk.closed("report_dialog")
    assert QGuiApplication.clipboard().text().startswith("Daily report · Me · 23 Nov Mon")
