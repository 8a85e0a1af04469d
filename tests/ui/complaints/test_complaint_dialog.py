"""The complaint dialog, as a clerk with a customer on the phone uses it."""

from collections.abc import Callable, Generator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from crmdesk.models.complaints.queries import ComplaintPage, find_ids, load_complaint
from crmdesk.models.core.db import Database
from crmdesk.models.journal.actions import undo
from crmdesk.models.schema import Draft
from crmdesk.ui.complaints.dialog import ComplaintDialog
from crmdesk.ui.complaints.panel import ComplaintsPanel
from crmdesk.ui.kit.cases.step_page import StepPage
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from tests.support.builders import add_complaint, add_contact, add_customer, add_staff, let_go
from tests.support.cases import opening_dialogs, press
from tests.support.navigator import RecordingNavigator

Opener = Callable[..., ComplaintDialog]


@pytest.fixture
def open_dialog(
    qtbot: QtBot, db: Database, jobs: JobRunner, navigator: RecordingNavigator
) -> Generator[Opener, None, None]:
    yield from opening_dialogs(qtbot, partial(ComplaintDialog, db, jobs, DataHub(db), navigator))


def _kept(db: Database) -> int:
    with db.read() as session:
        kept = select(func.count()).where(Draft.key.contains("complaint:"))
        return session.scalar(kept) or 0


def _only(db: Database) -> ComplaintPage:
    with db.read() as session:
        (found,) = find_ids(session, status=None)
        page = load_complaint(session, found)
    assert page is not None
    return page


def test_that_a_complaint_is_walked_from_the_first_word_to_the_call_back(
    qtbot: QtBot, db: Database, open_dialog: Opener, navigator: RecordingNavigator
) -> None:
    customer = add_customer(db, name="张伟")
    dialog = open_dialog(customer_id=customer)
    qtbot.waitUntil(dialog.listen.words.hasFocus)
    qtbot.keyClicks(dialog.listen.words, "three boards are cracked")
    press(qtbot, dialog, "choice_angry")
    press(qtbot, dialog, "finish")
    qtbot.waitUntil(lambda: dialog.step == 2)
    qtbot.keyClicks(dialog.pages.verify.facts, "three of forty boards")
    press(qtbot, dialog, "choice_high")
    press(qtbot, dialog, "finish")
    qtbot.waitUntil(lambda: dialog.step == 3)
    _row, offer, mark = dialog.pages.propose.solutions._rows[0]
    assert mark is not None
    qtbot.keyClicks(offer, "exchange")
    mark.click()
    press(qtbot, dialog, "finish")
    qtbot.waitUntil(lambda: dialog.step == 4)
    done = dialog.pages.resolve.actions_done.rows[0].text
    qtbot.keyClicks(done, "exchanged on Wednesday")
    qtbot.keyClicks(dialog.pages.resolve.cost, "88.5")
    press(qtbot, dialog, "finish")
    qtbot.waitUntil(lambda: dialog.step == 5)
    press(qtbot, dialog, "choice_True")
    dialog.pages.confirm.satisfied.findChild(QPushButton, "choice_True").click()
    press(qtbot, dialog, "choice_5")
    press(qtbot, dialog, "finish")
    qtbot.waitUntil(lambda: not dialog.isVisible())
    page = _only(db)
    assert (page.row.status, page.row.closing, page.row.severity) == ("closed", "confirmed", "high")
    assert (page.words, page.mood, page.cost) == ("three boards are cracked", "angry", 8850)
    assert navigator.said[0] == "Complaint recorded"


def test_that_a_new_complaint_needs_a_customer_and_says_so_under_the_field(
    qtbot: QtBot, db: Database, open_dialog: Opener
) -> None:
    dialog = open_dialog()
    press(qtbot, dialog, "finish")
    problem = dialog.findChild(QLabel, "customer_problem")
    assert problem is not None
    assert problem.text() == "Whose complaint is it? Find or create the customer."
    qtbot.waitUntil(dialog.listen.picker.hasFocus)
    with db.read() as session:
        assert find_ids(session) == []


def test_that_the_customer_is_found_as_one_types(
    qtbot: QtBot, db: Database, open_dialog: Opener
) -> None:
    customer = add_customer(db, name="欧阳娜娜")
    add_contact(db, customer, "李秘书")
    dialog = open_dialog()
    dialog.listen.picker.setFocus()
    qtbot.waitUntil(dialog.listen.picker.hasFocus)
    qtbot.keyClicks(dialog.listen.picker, "oynn")
    qtbot.waitUntil(lambda: dialog.listen.picker.list.count() > 1)
    qtbot.keyClick(dialog.listen.picker, Qt.Key.Key_Return)
    assert dialog.listen.picker.customer_id() == customer
    assert dialog.listen.contact.itemText(1) == "李秘书"


def test_that_an_unknown_customer_can_be_created_from_here(
    qtbot: QtBot, db: Database, open_dialog: Opener, navigator: RecordingNavigator
) -> None:
    dialog = open_dialog()
    dialog.listen.picker.setFocus()
    qtbot.waitUntil(dialog.listen.picker.hasFocus)
    qtbot.keyClicks(dialog.listen.picker, "Ada")
    qtbot.waitUntil(lambda: dialog.listen.picker.list.count() == 1)
    qtbot.keyClick(dialog.listen.picker, Qt.Key.Key_Return)
    assert navigator.went == [("new_customer", ("Ada",))]
    created = add_customer(db, name="Ada Wong")
    qtbot.waitUntil(lambda: dialog.listen.picker.customer_id() == created)


def test_that_a_half_done_step_can_be_left_and_taken_up_again(
    qtbot: QtBot, db: Database, open_dialog: Opener
) -> None:
    complaint = add_complaint(db, add_customer(db), step=2)
    dialog = open_dialog(complaint_id=complaint)
    qtbot.keyClicks(dialog.pages.verify.facts, "asked the store")
    press(qtbot, dialog, "save")
    qtbot.waitUntil(lambda: not dialog.isVisible())
    again = open_dialog(complaint_id=complaint)
    assert again.step == 2
    assert again.pages.verify.facts.toPlainText() == "asked the store"


def test_that_words_typed_and_not_saved_are_there_again(
    qtbot: QtBot, db: Database, open_dialog: Opener
) -> None:
    customer = add_customer(db)
    dialog = open_dialog(customer_id=customer)
    qtbot.keyClicks(dialog.listen.words, "half a senten")
    qtbot.waitUntil(lambda: _kept(db) == 1)
    dialog.hide()  # as if the program had been killed here: nothing is closed or saved
    again = open_dialog()
    assert again.listen.words.toPlainText() == "half a senten"
    assert again.listen.picker.customer_id() == customer
    press(qtbot, again, "finish")
    qtbot.waitUntil(lambda: _kept(db) == 0)


def test_that_later_steps_are_closed_until_the_earlier_are_done(
    db: Database, open_dialog: Opener
) -> None:
    dialog = open_dialog(complaint_id=add_complaint(db, add_customer(db), step=2))
    enabled = {step: button.isEnabled() for step, button in dialog.rail.buttons.items()}
    assert enabled == {1: True, 2: True, 3: False, 4: False, 5: False}


def test_that_not_reached_is_no_close(qtbot: QtBot, db: Database, open_dialog: Opener) -> None:
    complaint = add_complaint(db, add_customer(db), step=5)
    dialog = open_dialog(complaint_id=complaint)
    press(qtbot, dialog, "choice_False")
    press(qtbot, dialog, "finish")
    qtbot.waitUntil(lambda: len(_only(db).calls) == 1)
    assert _only(db).row.status == "open"
    qtbot.waitUntil(lambda: dialog.pages.confirm._attempts.count() == 1)
    assert not dialog.buttons.unreachable.isVisible()


def test_that_the_dialog_of_a_complaint_undone_closes_itself(
    qtbot: QtBot, db: Database, open_dialog: Opener
) -> None:
    dialog = open_dialog(complaint_id=add_complaint(db, add_customer(db)))
    undo(db)
    qtbot.waitUntil(lambda: not dialog.isVisible())


def test_that_a_complaint_saved_elsewhere_appears_in_the_open_list(
    qtbot: QtBot, db: Database, jobs: JobRunner, navigator: RecordingNavigator
) -> None:
    hub = DataHub(db)
    panel = ComplaintsPanel(db, jobs, hub, navigator)
    qtbot.addWidget(panel)
    panel.show()
    qtbot.waitExposed(panel)
    panel.activateWindow()
    complaint = add_complaint(db, add_customer(db, name="张伟"), "送货太慢")
    qtbot.waitUntil(lambda: panel.list.model.rowCount() == 1)
    assert panel.list.model.index(0, 0).data() == "张伟"
    panel.list.table.select_id(complaint)
    panel.list.table.setFocus()
    qtbot.waitUntil(panel.list.table.hasFocus)
    qtbot.keyClick(panel.list.table, Qt.Key.Key_Return)
    assert navigator.went[-1] == ("open_complaint", (complaint, None))
    qtbot.keyClick(panel.list.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: panel.list.model.rowCount() == 0)
    qtbot.waitUntil(lambda: navigator.said == ["Complaint deleted"])


def test_that_a_page_is_made_when_it_is_turned_to(db: Database, open_dialog: Opener) -> None:
    dialog = open_dialog(complaint_id=add_complaint(db, add_customer(db), step=2))
    made = {type(page).__name__ for page in dialog.findChildren(StepPage)}
    assert made == {"ListenPage", "VerifyPage"}


def test_that_a_complaint_becomes_a_service_order_with_one_key(
    qtbot: QtBot, db: Database, open_dialog: Opener, navigator: RecordingNavigator
) -> None:
    complaint = add_complaint(db, add_customer(db), "pump leaks", words="it leaks", step=2)
    dialog = open_dialog(complaint_id=complaint)
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(
        dialog.pages.verify.facts,
        Qt.Key.Key_S,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    qtbot.waitUntil(lambda: bool(navigator.went))
    [(name, (made, _customer))] = navigator.went
    assert name == "open_service"
    assert made is not None
    assert _only(db).service == "S000001"
    again = open_dialog(complaint_id=complaint)
    assert again.buttons.serve.text() == "Service order S000001"


def test_that_it_stays_with_whom_it_was_though_she_has_left(
    db: Database, open_dialog: Opener
) -> None:
    wang = add_staff(db, "Wang")
    complaint = add_complaint(db, add_customer(db), handler_id=wang)
    let_go(db, wang)
    dialog = open_dialog(complaint_id=complaint)
    assert dialog.listen.handler.currentData() == wang
    assert dialog.listen.handler.currentText() == "Wang"
