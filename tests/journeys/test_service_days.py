"""A device that is broken on a Friday: received, assigned, paused for a part, fed back."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from crmdesk.models.service.drafts import GroupDraft
from crmdesk.models.service.groups import add_group
from crmdesk.models.service.queries import (
    ServiceFilter,
    ServicePage,
    ServiceStanding,
    find_ids,
    load_page,
    load_standing,
)
from crmdesk.ui.service.dialog import ServiceDialog
from tests.support.builders import add_customer, add_interaction, add_staff
from tests.support.driver import Desk

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(desk: Desk, text: str) -> None:
    """It is now this time in Shanghai."""
    desk.clock.now = datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def stored(desk: Desk) -> tuple[ServicePage, ServiceStanding]:
    """The one service order and how it stands."""
    with desk.db.read() as session:
        [found] = find_ids(session, ServiceFilter(None))
        page = load_page(session, found)
        standing = load_standing(session, found, desk.clock())
    assert page is not None
    assert standing is not None
    return page, standing


def state(desk: Desk, code: str) -> str:
    clock = stored(desk)[1].clocks.get(code)
    return clock.state if clock is not None else ""


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Friday, 20 November, half past four."""
    at(desk, "2026-11-20 16:30")
    desk.start()
    add_customer(desk.db, name="张三丰", phone="13800138000")
    wang = add_staff(desk.db, "Wang")
    with desk.db.write("service.group", group="printers") as session:
        add_group(session, GroupDraft("printers", wang, 8))
    desk.settle()
    return desk


def receive(desk: Desk) -> QDialog:
    """Ctrl+Shift+S, who, what, which group: the service order stands."""
    desk.key("Ctrl+Shift+S")
    dialog = desk.dialog("service_dialog")
    desk.pick(desk.find(QLineEdit, "customer", dialog), "zsf", "张三丰")
    desk.type("paper jam, ten times a day", into=desk.find(QWidget, "words", dialog))
    desk.press("choice_1", dialog)
    desk.key("Ctrl+Return")
    desk.until(lambda: stored(desk)[0].row.step == 2)
    desk.settle()
    return dialog


def test_that_a_service_order_is_seen_through_over_a_weekend_and_a_wait_for_parts(
    office: Desk,
) -> None:
    dialog = receive(office)
    assert stored(office)[0].row.handler == "Wang"
    assert office.sees("First reaction · 2 h left", dialog)
    at(office, "2026-11-20 17:00")
    office.press("finish", dialog)  # Wang, as the group proposed
    office.until(lambda: stored(office)[0].row.step == 3)
    office.settle()
    assert state(office, "reaction") == "kept"

    at(office, "2026-11-23 10:00")  # Monday: an hour and a half of eight is gone
    office.press("clock_parts", dialog)
    office.type("the roller", into=office.find(QLineEdit, "reason"))
    office.press("save", office.dialog("pause_dialog"))
    office.closed("pause_dialog")
    office.key("Esc", on=dialog)
    office.closed("service_dialog")
    [customer] = office.ids()
    at(office, "2026-11-24 15:00")
    add_interaction(office.db, customer, "when is it coming?", direction="in", at=office.clock())
    office.settle()
    assert state(office, "completion") == "paused"  # she calling brings no parts

    office.window.show_screen("service")
    office.until(lambda: any("stands still" in line for line in office.lines("service_orders")))
    office.assembly.navigator.open_service(stored(office)[0].row.id)
    dialog = office.dialog("service_dialog")
    office.press("clock_resume", dialog)
    office.until(lambda: state(office, "completion") == "running")
    assert isinstance(dialog, ServiceDialog)
    office.type("new roller", into=dialog.pages.work.work.rows[0].text)
    office.press("choice_goodwill", dialog)
    office.press("finish", dialog)
    office.until(lambda: stored(office)[0].row.step == 4)
    office.settle()
    assert state(office, "completion") == "kept"

    office.press("finish", dialog)  # nobody said how it was
    assert stored(office)[0].row.status == "open"
    at(office, "2026-11-25 09:30")
    office.press("choice_5", dialog)
    office.press("finish", dialog)
    office.closed("service_dialog")
    page, standing = stored(office)
    assert (page.row.status, page.row.score, page.confirmed_by) == ("closed", 5, "张三丰")
    assert sorted(page.stamps) == [1, 2, 3, 4]
    assert [pause.waits_for for pause in standing.pauses] == ["parts"]
    assert state(office, "feedback") == "kept"
    office.key("Ctrl+Z")
    assert stored(office)[0].row.status == "open"


def test_that_an_unhappy_customer_is_handed_to_the_complaints_and_back(office: Desk) -> None:
    dialog = receive(office)
    office.key("Ctrl+J", on=dialog)
    complaint = office.dialog("complaint_dialog")
    linked = stored(office)[0].complaint_id
    assert linked is not None
    office.key("Ctrl+Shift+S", on=complaint)
    office.settle()
    with office.db.read() as session:
        assert len(find_ids(session, ServiceFilter(None))) == 1
    for name in ("complaint_dialog", "service_dialog"):
        office.key("Esc", on=office.dialog(name))
        office.closed(name)
