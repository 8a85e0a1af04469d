"""An interested customer is called every fortnight, over the end of the year."""

from datetime import datetime
from zoneinfo import ZoneInfo

from crmdesk.models.schema import FollowUp, Interaction
from crmdesk.ui.kit.done_dialog import DoneDialog
from crmdesk.ui.tasks.visits_panel import VisitsPanel
from crmdesk.ui.today.items import RowItem
from crmdesk.ui.today.panel import TodayPanel
from tests.support.builders import add_customer, add_interaction
from tests.support.driver import Desk

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(desk: Desk, text: str) -> None:
    """It is now this time in Shanghai."""
    desk.clock.now = datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def spoken(desk: Desk) -> list[str]:
    panel = desk.find(TodayPanel, "today_panel")
    panel.check_day()
    desk.settle()
    return [item.spoken() for item in panel.model.items() if isinstance(item, RowItem)]


def test_that_who_showed_interest_is_called_every_fortnight_over_the_new_year(desk: Desk) -> None:
    at(desk, "2026-12-23 09:00")
    desk.start()
    her = add_customer(desk.db, "王芳", stage="interested", phone="13800138000")
    add_interaction(desk.db, her, at=datetime(2026, 12, 9, 10, tzinfo=SHANGHAI))
    desk.key("Ctrl+Shift+R")
    panel = desk.find(VisitsPanel, "visits_panel")
    desk.until(lambda: panel.model.ids() == [her])
    desk.until(lambda: panel.table.currentIndex().isValid())
    desk.key("D")
    dialog = desk.find(DoneDialog, "done_dialog")
    desk.type("要看样品。下一步周五送样品", dialog.words)
    desk.key("Return")
    desk.until(lambda: panel.model.ids() == [])
    with desk.db.read() as session:
        step = session.query(FollowUp).where(FollowUp.status == "open").one()
        assert (step.text, f"{step.due_on}") == ("送样品", "2026-12-25")
        assert session.query(Interaction).count() == 2
    at(desk, "2026-12-25 09:00")
    desk.key("Alt+1")
    desk.until(lambda: any("送样品" in told for told in spoken(desk)))
    desk.key("D")
    dialog = desk.find(DoneDialog, "done_dialog")
    desk.type("样品收下了", dialog.words)
    desk.key("Return")
    desk.until(lambda: spoken(desk) == [])
    at(desk, "2027-01-07 09:00")
    assert spoken(desk) == []
    at(desk, "2027-01-08 09:00")
    desk.until(lambda: any("14" in told and "王芳" in told for told in spoken(desk)))
    desk.key("Ctrl+Z")  # what was said on the 25th
    desk.until(lambda: any("送样品" in told for told in spoken(desk)))
