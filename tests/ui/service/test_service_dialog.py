"""The service order dialog, from the call to the feedback."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.models.cases.pausing import PARTS
from crmdesk.models.core.db import Database
from crmdesk.models.journal.actions import undo
from crmdesk.models.orders.drafts import LineDraft
from crmdesk.models.schema import ServiceOrder
from crmdesk.models.service.drafts import GroupDraft, PartLine
from crmdesk.models.service.groups import add_group
from crmdesk.models.service.queries import ServiceFilter, find_ids, load_standing
from crmdesk.ui.kit.cases.pause_dialog import PauseDialog
from tests.support.builders import (
    add_customer,
    add_order,
    add_service_order,
    add_staff,
    let_go,
)
from tests.support.cases import press
from tests.support.navigator import RecordingNavigator
from tests.ui.service.conftest import Opener, only, receive


def test_that_a_service_order_is_walked_from_the_call_to_the_feedback(
    qtbot: QtBot, db: Database, open_dialog: Opener, navigator: RecordingNavigator
) -> None:
    wang = add_staff(db, "Wang")
    with db.write("service.group", group="printers") as session:
        group = add_group(session, GroupDraft("printers", wang))
    dialog = open_dialog(customer_id=add_customer(db, name="张伟"))
    page = dialog.receive
    qtbot.waitUntil(page.words.hasFocus)
    qtbot.keyClicks(page.words, "paper jam since Monday")
    press(qtbot, dialog, f"choice_{group}")
    assert page.in_charge.text() == "In charge: Wang"
    qtbot.keyClicks(page.product, "printer P50")
    qtbot.keyClicks(page.serial, "SN7")
    press(qtbot, dialog, "finish")
    qtbot.waitUntil(lambda: dialog.step == 2)
    assert dialog.pages.assign.handler.currentData() == wang
    dialog.pages.assign.appointment.show_when(date(2026, 11, 24), "")
    qtbot.keyClicks(dialog.pages.assign.appointment.hour, "2pm")
    press(qtbot, dialog, "finish")
    qtbot.waitUntil(lambda: dialog.step == 3)
    work = dialog.pages.work
    qtbot.keyClicks(work.work.rows[0].text, "new roller")
    work.work.rows[0].minutes.setValue(40)
    qtbot.keyClicks(work.parts.rows[0].text, "roller")
    work.parts.rows[0].quantity.setText("2")
    qtbot.keyClicks(work.parts.rows[0].cost, "36")
    press(qtbot, dialog, "choice_paid")
    qtbot.keyClicks(work.fee, "120")
    press(qtbot, dialog, "finish")
    qtbot.waitUntil(lambda: dialog.step == 4)
    feedback = dialog.pages.feedback
    assert feedback.confirmed_by.text() == "张伟"
    press(qtbot, dialog, "choice_5")
    press(qtbot, dialog, "finish")
    qtbot.waitUntil(lambda: not dialog.isVisible())
    stored = only(db)
    assert (stored.row.status, stored.row.score, stored.row.fee) == ("closed", 5, 12000)
    assert (stored.row.appointment_time, stored.serial) == ("14:00", "SN7")
    assert (stored.work[0].minutes, stored.parts) == (40, (PartLine("roller", 2000, 3600),))
    assert stored.row.unpaid
    assert navigator.said[0] == "Service order recorded"


def test_that_it_is_not_finished_without_feedback(
    qtbot: QtBot, db: Database, open_dialog: Opener
) -> None:
    order = receive(db, add_customer(db), step=4)
    dialog = open_dialog(order_id=order)
    press(qtbot, dialog, "finish")
    problem = dialog.findChild(QLabel, "score_problem")
    assert problem is not None
    assert problem.text() == "Ask for a score from 1 to 5."
    assert only(db).row.status == "open"


def test_that_a_bad_score_points_to_a_complaint(
    qtbot: QtBot, db: Database, open_dialog: Opener, navigator: RecordingNavigator
) -> None:
    dialog = open_dialog(order_id=receive(db, add_customer(db), step=4))
    assert not dialog.pages.feedback.unhappy.isVisible()
    press(qtbot, dialog, "choice_2")
    assert dialog.pages.feedback.unhappy.isVisible()
    press(qtbot, dialog, "complain")
    qtbot.waitUntil(lambda: bool(navigator.went))
    complaint = only(db).complaint_id
    assert navigator.went == [("open_complaint", (complaint, None))]
    undo(db)
    assert only(db).complaint_id is None


def test_that_warranty_is_known_from_the_order_and_proposes_who_pays(
    qtbot: QtBot, db: Database, open_dialog: Opener
) -> None:
    customer = add_customer(db)
    add_order(db, customer, [LineDraft("pump", price=100)], day=date(2026, 6, 1))
    dialog = open_dialog(customer_id=customer)
    page = dialog.receive
    qtbot.keyClicks(page.words, "it leaks")
    qtbot.keyClicks(page.product, "pump")
    page.product.editingFinished.emit()
    assert page.until.day() == date(2027, 5, 31)
    assert page.warranty_line.text() == "Under warranty until 2027-05-31: free of charge"
    press(qtbot, dialog, "finish")
    qtbot.waitUntil(lambda: dialog.step == 2)
    press(qtbot, dialog, "finish")
    qtbot.waitUntil(lambda: dialog.step == 3)
    assert dialog.pages.work.charge.value() == "warranty"
    assert not dialog.pages.work.fee.isVisible()


def test_that_a_day_typed_by_hand_is_not_overruled(
    qtbot: QtBot, db: Database, open_dialog: Opener
) -> None:
    customer = add_customer(db)
    add_order(db, customer, [LineDraft("pump", price=100)], day=date(2026, 6, 1))
    page = open_dialog(customer_id=customer).receive
    page.until.set_day(date(2030, 1, 1))
    qtbot.keyClicks(page.product, "pump")
    page.product.editingFinished.emit()
    assert page.until.day() == date(2030, 1, 1)


def test_that_words_typed_and_left_are_there_again(
    qtbot: QtBot, db: Database, open_dialog: Opener
) -> None:
    order = receive(db, add_customer(db), step=3)
    dialog = open_dialog(order_id=order)
    qtbot.keyClicks(dialog.pages.work.work.rows[0].text, "looked at it")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    again = open_dialog(order_id=order)
    assert again.pages.work.work.rows[0].text.text() == "looked at it"
    press(qtbot, again, "save")
    qtbot.waitUntil(lambda: not again.isVisible())
    assert (only(db).row.step, only(db).work[0].text) == (3, "looked at it")


def test_that_waiting_for_parts_is_one_button(
    qtbot: QtBot, db: Database, open_dialog: Opener
) -> None:
    order = receive(db, add_customer(db), step=3)
    dialog = open_dialog(order_id=order)
    press(qtbot, dialog, "clock_parts")
    form = dialog.findChild(PauseDialog)
    assert form is not None
    qtbot.keyClicks(form.reason, "the roller")
    form.submit()
    qtbot.waitUntil(lambda: dialog.clocks.note.text() == "Waiting for parts: the roller")
    with db.read() as session:
        standing = load_standing(session, order, db.now())
    assert standing is not None
    assert standing.clocks.waits_for == PARTS
    assert not dialog.clocks.parts.isVisible()
    press(qtbot, dialog, "clock_resume")
    qtbot.waitUntil(lambda: dialog.clocks.parts.isVisible())


def test_that_it_prints_with_a_line_to_sign(
    qtbot: QtBot, db: Database, open_dialog: Opener, tmp_path: Path
) -> None:
    dialog = open_dialog(order_id=receive(db, add_customer(db, name="张伟"), step=4))
    printing, page = dialog.buttons._printing, dialog.saving.order
    text = printing.sheet(page).document.toPlainText()
    for part in ("Service order S000001", "张伟", "paper jam", "new roller", "Signature"):
        assert part in text
    printing.write_pdf(page, dialog, tmp_path / "one.pdf")
    assert (tmp_path / "one.pdf").stat().st_size > 1000


def test_that_earlier_service_of_the_customer_is_one_click_away(
    qtbot: QtBot, db: Database, open_dialog: Opener, navigator: RecordingNavigator
) -> None:
    customer = add_customer(db)
    before = receive(db, customer, words="first")
    dialog = open_dialog(order_id=receive(db, customer, words="second"))
    link = next(
        one for one in dialog.facts.findChildren(QWidget) if one.toolTip() == "S000001 · first"
    )
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert navigator.went == [("open_service", (before, None))]


def test_that_deleting_can_be_undone_from_the_word_that_tells_of_it(
    qtbot: QtBot, db: Database, open_dialog: Opener, navigator: RecordingNavigator
) -> None:
    dialog = open_dialog(order_id=receive(db, add_customer(db)))
    press(qtbot, dialog, "delete")
    qtbot.waitUntil(lambda: not dialog.isVisible())
    with db.read() as session:
        assert find_ids(session, ServiceFilter(None)) == []
    qtbot.waitUntil(lambda: navigator.said == ["Service order deleted"])
    undo(db)
    assert only(db).row.number == "S000001"


def test_that_a_time_that_is_none_is_refused(
    qtbot: QtBot, db: Database, open_dialog: Opener
) -> None:
    dialog = open_dialog(order_id=receive(db, add_customer(db)))
    hour = dialog.pages.assign.appointment.hour
    assert isinstance(hour, QLineEdit)
    qtbot.keyClicks(hour, "soon")
    press(qtbot, dialog, "finish")
    problem = dialog.findChild(QLabel, "appointment_problem")
    assert problem is not None
    assert problem.text() == "A time looks like 14:30."


def test_that_it_stays_with_whom_it_was_though_she_has_left(
    db: Database, open_dialog: Opener
) -> None:
    wang = add_staff(db, "Wang")
    with db.write("service.group", group="printers") as session:
        group = add_group(session, GroupDraft("printers", wang))
    order = add_service_order(db, add_customer(db), group_id=group)
    with db.write("service.assign", name="") as session:
        session.get_one(ServiceOrder, order).handler_id = wang
    let_go(db, wang)
    dialog = open_dialog(order_id=order)
    assert dialog.pages.assign.handler.currentData() == wang
