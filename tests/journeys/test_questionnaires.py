"""Twenty to be called: a ready questionnaire, put by telephone, a low score made a complaint."""

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QListWidget, QPlainTextEdit, QPushButton, QWidget
from sqlalchemy import select

from crmdesk.models.schema import Complaint
from tests.support.builders import add_customer
from tests.support.driver import Desk


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Started, with three customers and a ready questionnaire."""
    desk.start()
    for name, salutation in (("张三丰", "张总"), ("王芳", "王姐"), ("李四", "")):
        add_customer(desk.db, name=name, salutation=salutation, phone="")
    desk.settle()
    desk.window.show_screen("surveys")
    desk.settle()
    desk.press("begin", desk.window.screen_widget("surveys"))
    desk.until(lambda: bool(desk.window.findChildren(QWidget, "ready_menu")))
    [menu] = desk.window.findChildren(QWidget, "ready_menu")
    menu.actions()[0].trigger()
    menu.close()
    desk.press("save", desk.dialog("questionnaire_dialog"))
    desk.closed("questionnaire_dialog")
    desk.settle()
    return desk


def asked(dialog: QDialog, name: str) -> str:
    found = dialog.findChild(QLabel, name)
    assert found is not None
    return found.text()


def test_that_two_are_asked_one_after_the_other_and_the_unhappy_one_is_cared_for(
    office: Desk,
) -> None:
    office.open_customer("张三丰")
    office.settle()
    office.customers.results.table.select_ids(office.ids()[-2:])
    office.key("Ctrl+Shift+Q")
    dialog = office.dialog("survey_call")
    office.until(lambda: asked(dialog, "survey_queue") == "1 of 2")
    first = dialog.windowTitle()
    assert first == "Satisfaction after delivery"
    office.keys("2", "Return", "4", "Return")
    office.type("late twice")
    office.keys("Return", "Return")
    office.until(lambda: office.sees("Dissatisfied", dialog))
    office.key("C")
    complaint = office.dialog("complaint_dialog")
    with office.db.read() as session:
        assert "late twice" in session.scalars(select(Complaint.words)).one()
    office.key("Esc", on=complaint)
    office.closed("complaint_dialog")
    office.until(lambda: asked(dialog, "survey_queue") == "2 of 2")
    office.key("Esc", on=dialog)
    office.closed("survey_call")
    office.window.show_screen("customers")
    office.click_row("张三丰")
    scored = []
    for name in office.names():
        office.click_row(name)
        office.until(lambda name=name: office.stored().name == name)  # type: ignore[misc]
        scored += [score] if (score := office.stored().score) is not None else []
    assert [(one.csat, one.nps) for one in scored] == [(2, 4)]


def test_that_what_was_answered_is_undone_and_stays_after_a_restart(office: Desk) -> None:
    office.open_customer("李四")
    office.settle()
    office.key("Ctrl+Shift+Q")
    dialog = office.dialog("survey_call")
    office.keys("5", "Return", "1", "0", "Return", "Return", "Return")
    office.closed("survey_call")
    del dialog
    office.until(lambda: any("NPS 10" in line or "Satisfaction after delivery" in line
                             for line in office.lines("timeline")))  # fmt: skip
    assert office.stored().score is not None
    office.start_again()
    office.open_customer("李四")
    office.settle()
    assert office.stored().score is not None
    office.key("Ctrl+Z")
    office.until(lambda: office.stored().score is None)


def test_that_a_standard_answer_is_put_into_what_one_writes(office: Desk) -> None:
    office.open_customer("王芳")
    office.settle()
    office.key("Ctrl+L")
    office.type("/答 ")
    answers = office.dialog("answers")
    office.click(office.find(QPushButton, "begin", answers))
    listed = office.find(QListWidget, "answer_list", answers)
    office.until(lambda: listed.count() == 20)
    office.type("dealer")
    office.until(lambda: listed.count() == 1)
    office.key("Return")
    office.closed("answers")
    words = office.find(QPlainTextEdit, "log_words")
    office.until(lambda: words.toPlainText().startswith("Welcome, 王姐!"))
    office.key("Return", on=words)
    office.until(lambda: any("Welcome, 王姐!" in line for line in office.lines("timeline")))
