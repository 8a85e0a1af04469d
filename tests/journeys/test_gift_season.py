"""Gifts for a feast from last year's list to the log, by keys, over a fake autumn."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QLineEdit
from sqlalchemy import select

from crmdesk.models.care.gift_actions import NewGift, add_gifts, give_gifts, make_list
from crmdesk.models.care.gift_drafts import GiftListDraft
from crmdesk.models.schema import Gift, Interaction
from crmdesk.ui.care.gift_dialog import GiftDialog
from crmdesk.ui.care.gift_dialogs import GiftListDialog
from crmdesk.ui.care.panel import CarePanel
from crmdesk.ui.today.items import RowItem
from crmdesk.ui.today.panel import TodayPanel
from tests.support.builders import add_customer
from tests.support.driver import Desk

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(desk: Desk, text: str) -> None:
    """It is now this time in Shanghai."""
    desk.clock.now = datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def last_year(desk: Desk, *names: str) -> None:
    """Tea for everybody, given."""
    customers = [add_customer(desk.db, name) for name in names]
    with desk.db.write("gift_list.make", title="") as session:
        draft = GiftListDraft("中秋 2025", "moon", date(2025, 10, 6), 100_000)
        made = make_list(session, draft, now=desk.db.now())
        people = [NewGift((customer, None), "茶叶", 20_000) for customer in customers]
        add_gifts(session, made, people, now=desk.db.now())
        gifts = list(session.scalars(select(Gift.id)))
        give_gifts(session, gifts, on=date(2025, 10, 4), now=desk.db.now())


def shown(desk: Desk, column: str) -> list[str]:
    model = desk.find(CarePanel, "care_panel").gifts.model
    at_column = [one.key for one in model.columns].index(column)
    return [model.index(row, at_column).data() for row in range(model.rowCount())]


def today(desk: Desk) -> list[tuple[str, str]]:
    panel = desk.find(TodayPanel, "today_panel")
    rows = [item.row for item in panel.model.items() if isinstance(item, RowItem)]
    return [(row.name, row.code) for row in rows if row.section == "gifts"]


def test_that_last_years_gifts_become_this_years_and_end_in_the_log(desk: Desk) -> None:
    at(desk, "2025-10-04 10:00")
    desk.start()
    last_year(desk, "王建国", "李娜")
    at(desk, "2026-09-10 09:00")
    desk.window.commands.run("gift_list.new")
    form = desk.dialog("gift_list_dialog")
    assert isinstance(form, GiftListDialog)
    form.occasion.setCurrentIndex(form.occasion.findData("moon"))
    assert form.take_over.isChecked()
    desk.key("Return")
    desk.closed("gift_list_dialog")
    desk.until(lambda: shown(desk, "notices") == ["Got 茶叶 last year too."] * 2)
    desk.settle()
    desk.find(CarePanel, "care_panel").gifts.table.setFocus()
    desk.key("F2")
    dialog = desk.dialog("gift_dialog")
    assert isinstance(dialog, GiftDialog)
    name = desk.find(QLineEdit, "name", dialog)
    name.selectAll()
    desk.type("月饼礼盒")
    desk.key("Return")
    desk.closed("gift_dialog")
    desk.until(lambda: sorted(shown(desk, "gift")) == ["月饼礼盒", "茶叶"])
    desk.settle()

    desk.key("Alt+1")  # Today says what is to be bought, then given
    desk.until(lambda: [code for _name, code in today(desk)] == ["planned", "planned"])
    desk.settle()
    desk.key("D")
    desk.until(lambda: sorted(code for _name, code in today(desk)) == ["bought", "planned"])
    desk.settle()
    desk.key("Ctrl+Z")
    desk.until(lambda: [code for _name, code in today(desk)] == ["planned", "planned"])

    panel = desk.window.screen_widget("care")
    assert isinstance(panel, CarePanel)
    desk.window.show_screen("care")
    desk.until(lambda: shown(desk, "status") == ["Planned", "Planned"])
    panel.gifts.table.setFocus()
    panel.gifts.table.selectAll()
    desk.key("G")
    desk.until(lambda: shown(desk, "status") == ["Given", "Given"])
    with desk.db.read() as session:
        query = select(Interaction.text, Interaction.cost, Interaction.occasion).where(
            Interaction.kind == "gift", Interaction.occasion == "moon:2026-09-25"
        )
        given = sorted(tuple(row) for row in session.execute(query))
    assert given == [
        ("月饼礼盒", 20_000, "moon:2026-09-25"), ("茶叶", 20_000, "moon:2026-09-25"),
    ]  # fmt: skip
