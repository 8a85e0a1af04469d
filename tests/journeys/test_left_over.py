"""What Friday left undone is moved on with a reason on Monday morning, and told again."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QLabel, QListWidget

from crmdesk.models.schema import FollowUp
from crmdesk.ui.today.items import RowItem
from crmdesk.ui.today.left_over_line import LeftOverLine
from crmdesk.ui.today.panel import TodayPanel
from tests.support.builders import add_customer, add_follow_up
from tests.support.driver import Desk

SHANGHAI = ZoneInfo("Asia/Shanghai")
FRIDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 23)


def at(desk: Desk, text: str) -> None:
    """It is now this time in Shanghai."""
    desk.clock.now = datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def spoken(desk: Desk) -> list[str]:
    panel = desk.find(TodayPanel, "today_panel")
    return [item.spoken() for item in panel.model.items() if isinstance(item, RowItem)]


def test_that_what_friday_left_is_moved_on_monday_with_two_keys(desk: Desk) -> None:
    at(desk, "2026-11-20 17:00")
    desk.start()
    follow_up = add_follow_up(desk.db, add_customer(desk.db, "王建国"), FRIDAY, "问报价")
    desk.key("Ctrl+1")
    desk.until(lambda: len(spoken(desk)) == 1)
    at(desk, "2026-11-23 09:00")
    desk.find(TodayPanel, "today_panel").check_day()
    desk.settle()
    line = desk.find(LeftOverLine, "left_over")
    assert "1" in line.findChild(QLabel).text()  # type: ignore[union-attr]
    desk.key("M")
    dialog = desk.dialog("left_over_dialog")
    assert desk.find(QListWidget, "left_over_list", dialog).count() == 1
    desk.key("Space")  # the first reason: no answer
    desk.key("Return")
    desk.closed("left_over_dialog")
    desk.until(lambda: not line.isVisible())
    with desk.db.read() as session:
        assert session.get_one(FollowUp, follow_up).due_on == MONDAY
    assert "moved once: No answer" in spoken(desk)[0]
    desk.key("Ctrl+Z")
    desk.until(lambda: line.isVisible())
