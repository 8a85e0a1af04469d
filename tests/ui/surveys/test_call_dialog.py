"""A questionnaire put by telephone: with the keyboard alone, kept answer by answer, resumed."""

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.customers.consents import consent_now
from crmdesk.models.journal.actions import undo
from crmdesk.models.schema import Channel, Complaint, Customer, FollowUp, SurveyResponse
from crmdesk.models.surveys.queries import load_response
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.surveys.call_dialog import CallDialog
from crmdesk.ui.surveys.closing_page import ClosingPage
from tests.support.builders import add_customer
from tests.support.keyboard import type_text
from tests.support.navigator import RecordingNavigator
from tests.support.surveys import ARCHIVE, add_questionnaire

Open = Callable[[int, Sequence[int]], CallDialog]


@pytest.fixture
def call(
    qtbot: QtBot, db: Database, jobs: JobRunner, navigator: RecordingNavigator, window: QWidget
) -> Open:
    def opened(questionnaire: int, customers: Sequence[int]) -> CallDialog:
        dialog = CallDialog(db, jobs, navigator, questionnaire, customers, window)
        dialog.show()
        qtbot.waitExposed(dialog)
        dialog.activateWindow()
        return dialog

    return opened


def press(qtbot: QtBot, dialog: CallDialog, *keys: Qt.Key) -> None:
    """Keys where the cursor stands."""
    for key in keys:
        qtbot.waitUntil(lambda: dialog.focusWidget() is not None)
        qtbot.keyClick(dialog.focusWidget(), key)


def field(dialog: CallDialog) -> QWidget:
    found = dialog.focusWidget()
    assert found is not None
    return found


def text(dialog: CallDialog, name: str) -> str:
    found = dialog.findChild(QLabel, name)
    assert found is not None
    return found.text()


def responses(db: Database) -> list[SurveyResponse]:
    with db.read() as session:
        return list(session.scalars(select(SurveyResponse).order_by(SurveyResponse.id)))


def answers(db: Database, response: int = 0) -> list[str]:
    with db.read() as session:
        page = load_response(session, responses(db)[response].id)
    return [one.value for one in page.answers]


def test_that_digits_and_enter_put_a_whole_questionnaire(
    qtbot: QtBot, db: Database, call: Open, navigator: RecordingNavigator
) -> None:
    customer = add_customer(db, "王芳", salutation="王总", phone="13800138000")
    dialog = call(add_questionnaire(db), [customer])
    assert text(dialog, "survey_opening").startswith("“王总您好")
    press(qtbot, dialog, Qt.Key.Key_5, Qt.Key.Key_Return)
    press(qtbot, dialog, Qt.Key.Key_1, Qt.Key.Key_0, Qt.Key.Key_Return)
    press(qtbot, dialog, Qt.Key.Key_2, Qt.Key.Key_Return)
    press(qtbot, dialog, Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_Return)
    type_text(qtbot, field(dialog), "送货快")
    press(qtbot, dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.closing.isVisible())
    assert text(dialog, "survey_thanks") == "“谢谢王总！”"
    type_text(qtbot, dialog.closing.gift, "台历")
    with qtbot.waitSignal(dialog.finished):
        press(qtbot, dialog, Qt.Key.Key_Return)
    [row] = responses(db)
    assert (row.status, row.csat, row.nps, row.gift) == ("done", 5, 10, "台历")
    assert answers(db) == ["5", "10", "网上", "新品\n样品", "送货快"]
    assert navigator.said == ["Answers of 王芳 noted"]


def test_that_it_goes_on_where_one_stopped_with_what_was_half_typed(
    qtbot: QtBot, db: Database, call: Open
) -> None:
    survey, customer = add_questionnaire(db), add_customer(db)
    dialog = call(survey, [customer])
    press(qtbot, dialog, Qt.Key.Key_4, Qt.Key.Key_Return, Qt.Key.Key_7, Qt.Key.Key_Return)
    press(qtbot, dialog, Qt.Key.Key_1, Qt.Key.Key_Return, Qt.Key.Key_2, Qt.Key.Key_Return)
    type_text(qtbot, field(dialog), "价格再")
    qtbot.waitUntil(lambda: bool(responses(db)) and answers(db)[3] == "价格")
    assert answers(db) == ["4", "7", "朋友介绍", "价格", ""]
    dialog.reject()
    again = call(survey, [customer])
    assert text(again, "survey_place") == "Question 5 of 5"
    assert again.asking.value() == "价格再"
    again.reject()


def test_that_one_may_go_back_and_change_an_answer(qtbot: QtBot, db: Database, call: Open) -> None:
    dialog = call(add_questionnaire(db), [add_customer(db)])
    press(qtbot, dialog, Qt.Key.Key_4, Qt.Key.Key_Return)
    dialog.buttons.back.click()
    assert dialog.asking.value() == "4"
    press(qtbot, dialog, Qt.Key.Key_Right, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(responses(db)) and answers(db)[0] == "5")
    dialog.reject()


def test_that_a_question_that_must_be_answered_is_not_passed(
    qtbot: QtBot, db: Database, call: Open
) -> None:
    dialog = call(add_questionnaire(db), [add_customer(db)])
    press(qtbot, dialog, Qt.Key.Key_Return)
    assert text(dialog, "survey_problem") == "This question must be answered."
    assert text(dialog, "survey_place") == "Question 1 of 5 · must be answered"
    assert responses(db) == []
    dialog.reject()


def test_that_a_low_score_offers_a_complaint_in_one_key(
    qtbot: QtBot, db: Database, call: Open, navigator: RecordingNavigator
) -> None:
    dialog = call(add_questionnaire(db), [add_customer(db)])
    press(qtbot, dialog, Qt.Key.Key_2, *[Qt.Key.Key_Return] * 6)
    qtbot.waitUntil(lambda: dialog.after.isVisible())
    assert text(dialog, "after_title") == "Dissatisfied"
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog, Qt.Key.Key_C)
    with db.read() as session:
        complaint = session.scalars(select(Complaint)).one()
    assert (complaint.subject, complaint.words) == (
        "Low score: Dissatisfied", "总体满意吗: 2 · Dissatisfied",
    )  # fmt: skip
    assert navigator.went == [("open_complaint", (complaint.id, None))]


def test_that_a_low_score_offers_a_follow_up_in_one_key(
    qtbot: QtBot, db: Database, call: Open
) -> None:
    dialog = call(add_questionnaire(db), [add_customer(db)])
    press(qtbot, dialog, Qt.Key.Key_5, Qt.Key.Key_Return, Qt.Key.Key_3, *[Qt.Key.Key_Return] * 5)
    qtbot.waitUntil(lambda: dialog.after.isVisible())
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog, Qt.Key.Key_F)
    with db.read() as session:
        text_of, due = session.execute(select(FollowUp.text, FollowUp.due_on)).one()
    assert text_of == "Ask what went wrong: NPS 3 · Very satisfied"
    assert f"{due}" == "2026-11-21"


def test_that_the_next_customer_follows_by_itself(
    qtbot: QtBot, db: Database, call: Open, navigator: RecordingNavigator
) -> None:
    people = [add_customer(db, name) for name in ("张三", "李四", "王五")]
    dialog = call(add_questionnaire(db), people)
    assert text(dialog, "survey_queue") == "1 of 3"
    press(qtbot, dialog, Qt.Key.Key_5, *[Qt.Key.Key_Return] * 6)
    qtbot.waitUntil(lambda: text(dialog, "survey_queue") == "2 of 3")
    dialog.buttons.unreached.click()
    qtbot.waitUntil(lambda: text(dialog, "survey_queue") == "3 of 3")
    with qtbot.waitSignal(dialog.finished):
        dialog.buttons.decline.click()
    assert [row.status for row in responses(db)] == ["done", "declined"]
    assert navigator.said[1:] == [
        "Noted: 李四 was not reached", "Noted: 王五 would not answer",
    ]  # fmt: skip


def test_that_answers_go_into_the_record_but_for_those_refused(
    qtbot: QtBot, db: Database, call: Open
) -> None:
    customer = add_customer(db, "王芳")
    dialog = call(add_questionnaire(db, ARCHIVE), [customer])
    for typed in ("农历八月初三", "wangfang88", "钓鱼"):
        type_text(qtbot, field(dialog), typed)
        press(qtbot, dialog, Qt.Key.Key_Return)
    press(qtbot, dialog, Qt.Key.Key_Return)
    boxes: dict[str, QCheckBox] = {}

    def all_proposed() -> bool:
        found = dialog.closing.proposals.findChildren(QCheckBox)
        boxes.update({box.objectName(): box for box in found if box.isVisible()})
        return len(boxes) == 3

    qtbot.waitUntil(all_proposed)
    assert "empty → 钓鱼" in boxes["take_hobbies"].text()
    boxes["take_hobbies"].click()
    consent = dialog.closing.findChild(QWidget, "consent_wechat")
    assert consent is not None
    yes = consent.findChild(QPushButton, "choice_yes")
    assert yes is not None
    yes.click()
    with qtbot.waitSignal(dialog.finished):
        dialog.buttons.next.click()
    with db.read() as session:
        stored = session.get_one(Customer, customer)
        assert (stored.birthday_calendar, stored.birthday_month, stored.hobbies) == ("lunar", 8, "")
        assert session.scalars(select(Channel.value)).all() == ["wangfang88"]
        assert consent_now(session, customer) == {"wechat": True}
    undo(db)
    with db.read() as session:
        assert session.get_one(Customer, customer).birthday_calendar == ""
        assert responses(db)[0].status == "open"


@pytest.mark.parametrize(
    ("country", "asked", "left"), [("TW", "line", "wechat"), ("CN", "wechat", "line")]
)
def test_that_consent_is_asked_for_what_people_write_by_there(
    qtbot: QtBot, country: str, asked: str, left: str
) -> None:
    page = ClosingPage(country)
    qtbot.addWidget(page)
    assert page.findChild(QWidget, f"consent_{asked}") is not None
    assert page.findChild(QWidget, f"consent_{left}") is None


def test_that_a_customer_deleted_meanwhile_is_passed_over(
    qtbot: QtBot, db: Database, call: Open
) -> None:
    dialog = call(add_questionnaire(db), [999, add_customer(db, "李四")])
    assert text(dialog, "survey_queue") == "2 of 2"
    dialog.reject()
