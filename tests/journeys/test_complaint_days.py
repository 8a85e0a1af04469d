"""An angry call on a Thursday afternoon, from Ctrl+J to the call-back three days later."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QTabWidget, QWidget

from crmdesk.models.complaints.cards import Standing, load_standing
from crmdesk.models.complaints.queries import ComplaintPage, find_ids, load_complaint
from crmdesk.models.office.hours import load_own_days
from crmdesk.ui.complaints.dialog import ComplaintDialog
from crmdesk.ui.office.holiday_dialogs import PasteDialog
from crmdesk.ui.office.panel import OfficePanel
from tests.support.builders import add_customer, add_interaction, add_staff
from tests.support.driver import Desk

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOTICE = "2027年国庆节：10月1日至7日放假调休，共7天。9月26日（周日）、10月9日（周六）上班。"


def at(desk: Desk, text: str) -> None:
    """It is now this time in Shanghai."""
    desk.clock.now = datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def stored(desk: Desk) -> tuple[ComplaintPage, Standing]:
    """The one complaint and how it stands."""
    with desk.db.read() as session:
        [found] = find_ids(session, status=None)
        page = load_complaint(session, found)
        standing = load_standing(session, found, desk.clock())
    assert page is not None
    assert standing is not None
    return page, standing


def record(desk: Desk) -> QDialog:
    """Ctrl+J, who, what: the complaint stands."""
    desk.key("Ctrl+J")
    dialog = desk.dialog("complaint_dialog")
    desk.pick(desk.find(QLineEdit, "customer", dialog), "zsf", "张三丰")
    desk.type("the pump leaks again!", into=desk.find(QWidget, "words", dialog))
    desk.press("choice_furious", dialog)
    desk.key("Ctrl+Return")
    desk.until(lambda: stored(desk)[0].row.step == 2)
    desk.settle()
    return dialog


def verify(desk: Desk, dialog: QDialog, severity: str) -> None:
    desk.type("the seal is broken", into=desk.find(QWidget, "facts", dialog))
    desk.press(f"choice_{severity}", dialog)
    desk.press("finish", dialog)
    desk.until(lambda: stored(desk)[0].row.step == 3)
    desk.settle()


def propose(desk: Desk, dialog: QDialog, offer: str) -> None:
    assert isinstance(dialog, ComplaintDialog)
    _row, edit, mark = dialog.pages.propose.solutions._rows[0]
    desk.type(offer, into=edit)
    assert mark is not None
    desk.click(mark)
    desk.press("finish", dialog)
    desk.until(lambda: stored(desk)[0].row.step == 4)
    desk.settle()


def resolve(desk: Desk, dialog: QDialog, done: str) -> None:
    assert isinstance(dialog, ComplaintDialog)
    desk.type(done, into=dialog.pages.resolve.actions_done.rows[-1].text)
    desk.press("finish", dialog)
    desk.until(lambda: stored(desk)[0].row.step == 5)
    desk.settle()


def call_back(desk: Desk, dialog: QDialog, *, satisfied: bool, score: int) -> None:
    assert isinstance(dialog, ComplaintDialog)
    page = dialog.pages.confirm
    for row, value in ((page.reached, True), (page.satisfied, satisfied), (page.score, score)):
        button = row.findChild(QPushButton, f"choice_{value}")
        assert button is not None
        desk.click(button)
    desk.press("finish", dialog)


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Thursday, 26 November, a quarter past four."""
    at(desk, "2026-11-26 16:15")
    desk.start()
    add_customer(desk.db, name="张三丰", phone="13800138000")
    desk.settle()
    return desk


def test_that_an_angry_call_is_seen_through_to_the_call_back_over_three_days(office: Desk) -> None:
    boss = add_staff(office.db, "Boss")
    dialog = record(office)
    assert office.sees("First response · 2 h left", dialog)
    at(office, "2026-11-26 16:40")
    verify(office, dialog, "high")
    assert stored(office)[1].clocks.response.state == "kept"
    propose(office, dialog, "a new seal")
    office.press("clock_pause", dialog)
    office.type("photos of the seal", into=office.find(QLineEdit, "reason"))
    office.press("save", office.dialog("pause_dialog"))
    office.closed("pause_dialog")
    office.key("Esc", on=dialog)
    office.closed("complaint_dialog")

    at(office, "2026-11-27 11:00")  # Friday: she writes, the clock runs on by itself
    [customer] = office.ids()
    add_interaction(office.db, customer, "here are the photos", direction="in", at=office.clock())
    office.settle()
    assert stored(office)[1].clocks.resolution.state == "running"
    at(office, "2026-11-30 15:30")  # Monday: a working day of eight hours is over
    office.window.show_screen("complaints")
    office.until(lambda: any("late" in line for line in office.lines("complaints")))
    office.assembly.navigator.open_complaint(stored(office)[0].row.id)
    dialog = office.dialog("complaint_dialog")
    office.press("clock_proposal", dialog)
    form = office.dialog("escalation_dialog")
    office.type("promised for today", into=office.find(QLineEdit, "reason", form))
    office.press("save", form)
    office.closed("escalation_dialog")
    resolve(office, dialog, "seal replaced")
    call_back(office, dialog, satisfied=False, score=2)
    office.until(lambda: stored(office)[0].row.step == 3)
    office.settle()
    assert office.sees("a new seal (accepted)", dialog)

    at(office, "2026-11-30 16:30")
    propose(office, dialog, "a new pump")
    resolve(office, dialog, "pump exchanged")
    at(office, "2026-12-01 09:30")
    call_back(office, dialog, satisfied=True, score=5)
    office.closed("complaint_dialog")
    page, standing = stored(office)
    assert (page.row.status, [call.score for call in page.calls]) == ("closed", [2, 5])
    assert [one.text for one in page.solutions if not one.earlier] == ["a new pump"]
    assert (standing.clocks.resolution.state, len(standing.escalations)) == ("missed", 1)
    assert standing.escalations[0].to_id == boss
    for _act in range(3):
        office.key("Ctrl+Z")
    assert stored(office)[0].row.status == "open"


def test_that_nothing_is_due_in_a_holiday_week_once_the_notice_is_pasted(office: Desk) -> None:
    at(office, "2027-09-30 17:00")  # the Thursday before 国庆
    office.window.show_screen("office")
    panel = office.window.screen_widget("office")
    assert isinstance(panel, OfficePanel)
    panel.show_settings("holidays")
    office.settle()
    office.find(QWidget, "holidays_card").paste(NOTICE)  # type: ignore[attr-defined]
    paste = office.dialog("holiday_paste")
    assert isinstance(paste, PasteDialog)
    office.press("save", paste)
    office.closed("holiday_paste")
    with office.db.read() as session:
        assert len(load_own_days(session)) == 9
    record(office)
    due = stored(office)[1].clocks.response.due
    assert due is not None
    assert f"{due.astimezone(SHANGHAI):%m-%d %H:%M}" == "10-08 10:00"
    at(office, "2027-10-05 11:00")
    assert stored(office)[1].clocks.response.tone == "green"
    at(office, "2027-10-08 10:01")
    assert stored(office)[1].clocks.response.tone == "red"
    office.key("Esc", on=office.dialog("complaint_dialog"))
    office.closed("complaint_dialog")
    office.window.show_screen("complaints")
    office.find(QTabWidget, "complaint_tabs").setCurrentIndex(1)
    office.settle()
    assert office.sees("Calm and verify 1")
