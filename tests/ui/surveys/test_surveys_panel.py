"""The screen of questionnaires: made from ready ones, called, imported, reported, undone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from crmdesk.models.core.db import Database
from crmdesk.models.journal.actions import undo
from crmdesk.models.schema import Customer, Question, Questionnaire, SurveyResponse
from crmdesk.models.surveys.queries import load_draft
from crmdesk.models.surveys.responses import plan_responses
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.surveys.call_dialog import CallDialog
from crmdesk.ui.surveys.choose_dialog import ChooseDialog
from crmdesk.ui.surveys.commands import SurveyCommands
from crmdesk.ui.surveys.edit_dialog import QuestionnaireDialog
from crmdesk.ui.surveys.import_dialog import FormDialog, FormImport
from crmdesk.ui.surveys.panel import SurveysPanel
from crmdesk.ui.surveys.printing import blank_sheet
from crmdesk.ui.surveys.questionnaires_tab import QuestionnairesTab
from crmdesk.ui.surveys.report_tab import ReportTab
from crmdesk.ui.surveys.response_dialog import ResponseDialog
from crmdesk.ui.surveys.responses_tab import ResponsesTab
from tests.support.builders import add_customer
from tests.support.keyboard import type_text
from tests.support.navigator import RecordingNavigator
from tests.support.surveys import ARCHIVE, CSAT, add_questionnaire, add_response


@pytest.fixture
def panel(
    qtbot: QtBot, db: Database, jobs: JobRunner, hub: DataHub, navigator: RecordingNavigator
) -> SurveysPanel:
    made = SurveysPanel(db, jobs, hub, navigator)
    made.resize(1200, 700)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


@pytest.fixture
def commands(db: Database, jobs: JobRunner, navigator: RecordingNavigator) -> SurveyCommands:
    return SurveyCommands(db, jobs, navigator)


def papers(panel: SurveysPanel) -> QuestionnairesTab:
    tab = panel.tab("papers")
    assert isinstance(tab, QuestionnairesTab)
    return tab


def responses(panel: SurveysPanel) -> ResponsesTab:
    panel.turn_to("answers")
    tab = panel.tab("answers")
    assert isinstance(tab, ResponsesTab)
    return tab


def named(tab: QuestionnairesTab | ResponsesTab) -> list[str]:
    return [tab.model.index(row, 0).data() for row in range(tab.model.rowCount())]


def stand_in(qtbot: QtBot, tab: QuestionnairesTab | ResponsesTab) -> None:
    """The keyboard in the list, which no further reading takes away again."""
    qtbot.waitUntil(lambda: not tab._answers.waiting())
    tab.table.setFocus()
    qtbot.waitUntil(tab.table.hasFocus)


def count(db: Database, table: type) -> int:
    with db.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_that_a_fresh_office_begins_with_a_ready_one(
    qtbot: QtBot, db: Database, panel: SurveysPanel, navigator: RecordingNavigator
) -> None:
    tab = papers(panel)
    qtbot.waitUntil(lambda: tab.area.currentWidget() is not tab.table)
    begin = tab.findChild(QPushButton, "begin")
    assert begin is not None
    qtbot.waitUntil(begin.isVisible)
    begin.click()
    menu = tab.findChild(QMenu, "ready_menu")
    assert menu is not None
    assert len(menu.actions()) == 5
    menu.actions()[0].trigger()
    menu.close()
    form = panel.findChild(QuestionnaireDialog, "questionnaire_dialog")
    assert form is not None
    with qtbot.waitSignal(form.accepted):
        form.save_button.click()
    qtbot.waitUntil(lambda: named(tab) == ["Satisfaction after delivery"])
    undo(db)
    qtbot.waitUntil(lambda: named(tab) == [])


def test_that_a_questionnaire_is_made_and_changed_by_keyboard(
    qtbot: QtBot, db: Database, commands: SurveyCommands, window: QWidget
) -> None:
    form = commands.new(window)
    type_text(qtbot, form.name, "新问卷")
    form.questions.focus_new()
    type_text(qtbot, form.questions.text, "满意吗？")
    form.questions.focus_new()
    type_text(qtbot, form.questions.text, "从哪里来？")
    assert not form.save_button.isEnabled()  # a choice without possibilities
    type_text(qtbot, form.questions.choices, "朋友")
    qtbot.keyClick(form.questions.choices, Qt.Key.Key_Return)
    type_text(qtbot, form.questions.choices, "网上")
    qtbot.keyClick(form, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    with qtbot.waitSignal(form.accepted):
        form.submit()
    with db.read() as session:
        key = session.scalars(select(Questionnaire.id)).one()
        draft = load_draft(session, key)
    assert sorted((one.kind, one.text, one.choices) for one in draft.questions) == [
        ("scale", "满意吗？", ()), ("single", "从哪里来？", ("朋友", "网上")),
    ]  # fmt: skip
    commands.edit(key, window)
    again = window.findChildren(QuestionnaireDialog)[-1]
    again.questions.list.setCurrentRow(0)
    drop = again.questions.findChild(QWidget, "drop_question")
    assert drop is not None
    qtbot.mouseClick(drop, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(again.accepted):
        again.submit()
    assert count(db, Question) == 1


def test_that_c_calls_who_waits(
    qtbot: QtBot, db: Database, panel: SurveysPanel, navigator: RecordingNavigator
) -> None:
    survey, customer = add_questionnaire(db), add_customer(db, "王芳")
    tab = papers(panel)
    qtbot.waitUntil(lambda: named(tab) == ["满意度回访"])
    stand_in(qtbot, tab)
    qtbot.keyClick(tab.table, Qt.Key.Key_C)
    assert navigator.said == ["Nobody waits to be asked: select customers in the list."]
    with db.write("survey.plan", count=1, questionnaire="") as session:
        plan_responses(session, survey, [customer], now=db.now())
    qtbot.keyClick(tab.table, Qt.Key.Key_C)
    call = panel.window().findChild(CallDialog, "survey_call")
    assert call is not None
    assert call.head.channel() == "phone"
    call.reject()


def test_that_several_customers_are_planned_and_called_one_by_one(
    qtbot: QtBot, db: Database, commands: SurveyCommands, window: QWidget
) -> None:
    add_questionnaire(db, ARCHIVE)
    add_questionnaire(db, CSAT)
    people = [add_customer(db, name) for name in ("张三", "李四")]
    commands.open(None, people, window)
    choose = window.findChild(ChooseDialog, "choose_questionnaire")
    assert choose is not None
    qtbot.waitExposed(choose)
    qtbot.keyClick(choose, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: window.findChild(CallDialog, "survey_call") is not None)
    call = window.findChild(CallDialog, "survey_call")
    assert call is not None
    assert call.windowTitle() == "满意度回访"
    assert count(db, SurveyResponse) == 2
    call.reject()


def test_that_without_a_questionnaire_one_is_led_to_make_one(
    db: Database, commands: SurveyCommands, window: QWidget, navigator: RecordingNavigator
) -> None:
    commands.open(None, [add_customer(db)], window)
    assert navigator.went == [("show_screen", ("surveys",))]


def test_that_answers_are_listed_searched_and_opened(
    qtbot: QtBot, db: Database, panel: SurveysPanel
) -> None:
    survey = add_questionnaire(db)
    add_response(db, survey, add_customer(db, "张三"), "5", "9")
    add_response(db, survey, add_customer(db, "李四"), "2", "3")
    tab = responses(panel)
    qtbot.waitUntil(lambda: sorted(named(tab)) == ["张三", "李四"])
    tab.search.setText("zs")
    qtbot.waitUntil(lambda: named(tab) == ["张三"])
    tab.search.clear()
    tab.scopes.choose("low")
    qtbot.waitUntil(lambda: named(tab) == ["李四"])
    stand_in(qtbot, tab)
    qtbot.keyClick(tab.table, Qt.Key.Key_Return)
    shown = panel.window().findChild(ResponseDialog, "survey_response")
    assert shown is not None
    shown.accept()
    qtbot.keyClick(tab.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: named(tab) == [])
    undo(db)
    qtbot.waitUntil(lambda: named(tab) == ["李四"])


def test_that_answers_of_a_form_are_taken_into_the_record_after_a_look(
    qtbot: QtBot, db: Database, commands: SurveyCommands, window: QWidget
) -> None:
    customer = add_customer(db, "王芳")
    response = add_response(db, add_questionnaire(db, ARCHIVE), customer, "", "", "钓鱼")
    commands.open(response, (), window)
    shown = window.findChild(ResponseDialog, "survey_response")
    assert shown is not None
    take = shown.findChild(QPushButton, "response_take")
    assert take is not None
    with qtbot.waitSignal(shown.finished):
        take.click()
    with db.read() as session:
        assert session.get_one(Customer, customer).hobbies == "钓鱼"


def test_that_the_report_shows_pictures_and_writes_a_workbook(
    qtbot: QtBot, db: Database, panel: SurveysPanel, navigator: RecordingNavigator, tmp_path: Path
) -> None:
    add_response(db, add_questionnaire(db), add_customer(db), "5", "9", product="打印纸")
    panel.turn_to("report")
    tab = panel.tab("report")
    assert isinstance(tab, ReportTab)
    qtbot.waitUntil(lambda: tab.report is not None and tab.report.total.responses == 1)
    assert tab.numbers.table.item(11, 4).text() == "+100"
    tab.write(tmp_path / "report.xlsx")
    responses(panel).write(tmp_path / "answers.xlsx")
    qtbot.waitUntil(lambda: len(navigator.said) == 2)
    assert (tmp_path / "report.xlsx").stat().st_size > 0
    assert (tmp_path / "answers.xlsx").stat().st_size > 0


def test_that_a_questionnaire_is_printed_with_boxes(db: Database) -> None:
    text = blank_sheet(db, add_questionnaire(db), "王芳", "王总").document.toPlainText()
    assert "王芳" in text
    assert "□ 5 Very satisfied" in text
    assert "□ 朋友介绍" in text
    assert "谢谢王总！" in text


def test_that_deleting_one_with_answers_asks_first(
    qtbot: QtBot, db: Database, panel: SurveysPanel
) -> None:
    add_response(db, add_questionnaire(db), add_customer(db), "5", "9")
    tab = papers(panel)
    qtbot.waitUntil(lambda: named(tab) == ["满意度回访"])
    stand_in(qtbot, tab)
    qtbot.keyClick(tab.table, Qt.Key.Key_Delete)
    box = panel.window().findChild(QDialog, "confirm")
    assert box is not None
    do = box.findChild(QPushButton, "do")
    assert do is not None
    do.click()
    qtbot.waitUntil(lambda: count(db, SurveyResponse) == 0)
    undo(db)
    qtbot.waitUntil(lambda: named(tab) == ["满意度回访"])


FormOf = Callable[[str], FormDialog]


@pytest.fixture
def form_of(
    qtbot: QtBot,
    db: Database,
    jobs: JobRunner,
    navigator: RecordingNavigator,
    window: QWidget,
    tmp_path: Path,
) -> FormOf:
    def opened(text: str) -> FormDialog:
        path = tmp_path / "答卷.csv"
        path.write_text(text, encoding="utf-8")
        FormImport(db, jobs, navigator, window).open(path)
        qtbot.waitUntil(lambda: window.findChild(FormDialog, "form_import") is not None)
        dialog = window.findChild(FormDialog, "form_import")
        assert dialog is not None
        qtbot.waitUntil(lambda: dialog.plan is not None and jobs.running() == 0)
        return dialog

    return opened


HEADER = "序号,提交答卷时间,1、您的姓名,2、手机,3、总体满意吗？,4、愿意推荐我们吗？\n"


def test_that_a_web_form_is_looked_at_decided_and_taken_over(
    qtbot: QtBot, db: Database, jobs: JobRunner, form_of: FormOf, navigator: RecordingNavigator
) -> None:
    survey = add_questionnaire(db)
    add_customer(db, "王芳", phone="13800138000")
    dialog = form_of(
        HEADER
        + "1,2026/11/20 10:00,王芳,13800138000,A.非常满意,9\n"
        + "2,2026/11/20 10:05,李四,13900139000,很棒,8\n"
    )
    assert dialog.paper.currentData() == survey
    assert dialog.take.text() == "Take over 1 answer"
    problems = dialog.findChild(QLabel, "form_problems")
    assert problems is not None
    assert problems.text() == "Row 3, E “3、总体满意吗？”: “很棒”: From 1 to 5."
    assert dialog.rows.table.currentRow() == 1
    menu = dialog.rows.offer()
    assert menu is not None
    menu.actions()[0].trigger()
    menu.close()
    qtbot.waitUntil(lambda: dialog.take.text() == "Take over 2 answers")
    with qtbot.waitSignal(dialog.accepted):
        dialog.take.click()
    assert navigator.said == ["2 answers taken over"]
    assert (count(db, SurveyResponse), count(db, Customer)) == (2, 2)
    undo(db)
    assert (count(db, SurveyResponse), count(db, Customer)) == (0, 1)


def test_that_a_form_makes_its_own_questionnaire(
    qtbot: QtBot, db: Database, form_of: FormOf
) -> None:
    dialog = form_of(HEADER + "1,2026/11/20,王芳,13800138000,5,9\n2,,李四,13900139000,4,7\n")
    create = dialog.rows.findChild(QPushButton, "form_create_all")
    assert create is not None
    heard: list[object] = []
    dialog.rows.decided.connect(heard.append)
    create.click()
    assert len(heard) == 1  # each time everything is planned anew
    qtbot.waitUntil(lambda: dialog.take.text() == "Take over 2 answers")
    with qtbot.waitSignal(dialog.accepted):
        dialog.take.click()
    with db.read() as session:
        assert session.scalars(select(Questionnaire.name)).all() == ["答卷"]
        scores = session.execute(select(SurveyResponse.csat, SurveyResponse.nps)).all()
    assert sorted(map(tuple, scores)) == [(4, 7), (5, 9)]
    undo(db)
    assert (count(db, Questionnaire), count(db, SurveyResponse)) == (0, 0)


def test_that_a_column_is_put_right_by_hand(qtbot: QtBot, db: Database, form_of: FormOf) -> None:
    add_questionnaire(db)
    dialog = form_of("姓名,手机,打分\n王芳,13800138000,5\n")
    assert dialog.plan is not None
    dialog.paper.setCurrentIndex(1)
    qtbot.waitUntil(lambda: dialog.plan is not None and not dialog.plan.rows[0].answers)
    box = dialog.columns.findChildren(QWidget, "column_C")[-1]
    box.setCurrentIndex(1)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: dialog.plan is not None and bool(dialog.plan.rows[0].answers))
    assert list(dialog.plan.rows[0].answers.values()) == ["5"]
    dialog.reject()


def test_that_columns_without_a_question_are_told_and_shown(
    qtbot: QtBot, db: Database, form_of: FormOf
) -> None:
    survey = add_questionnaire(db)
    dialog = form_of(HEADER.strip() + ",您的生日\n1,2026/11/20,王芳,13800138000,5,9,5月1日\n")
    assert dialog.paper.currentData() == survey
    assert dialog.unmatched.text() == "1 column answers no question"
    dialog.unmatched.click()
    assert dialog.tabs.currentWidget() is dialog.columns
    qtbot.waitUntil(lambda: dialog.focusWidget().objectName() == "column_G")
    dialog.reject()


def test_that_after_creating_all_unknown_ones_enter_takes_over(
    qtbot: QtBot, db: Database, form_of: FormOf
) -> None:
    dialog = form_of(HEADER + "1,2026/11/20,王芳,13800138000,5,9\n2,,李四,13900139000,4,7\n")
    dialog.rows.create_all.click()
    qtbot.waitUntil(lambda: dialog.focusWidget() is dialog.take)
    assert dialog.take.text() == "Take over 2 answers"
    dialog.reject()


def test_that_the_questionnaire_taken_over_is_the_one_stood_on(
    qtbot: QtBot, db: Database, panel: SurveysPanel
) -> None:
    one, other = add_questionnaire(db), add_questionnaire(db, ARCHIVE)
    tab = papers(panel)
    qtbot.waitUntil(lambda: tab.model.rowCount() == 2)
    for key in (one, other):
        tab.stand_on(key)
        qtbot.waitUntil(lambda key=key: tab.table.current_id() == key)


def test_that_the_database_is_not_asked_whose_answers_are_in_front(
    qtbot: QtBot, db: Database, panel: SurveysPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That is wanted at every key pressed."""
    survey, customer = add_questionnaire(db), add_customer(db, "王芳")
    with db.write("survey.plan", count=1, questionnaire="") as session:
        plan_responses(session, survey, [customer], now=db.now())
    tab = responses(panel)
    tab.scopes.choose("waiting")
    qtbot.waitUntil(lambda: tab.model.rowCount() == 1)
    tab.table.selectRow(0)
    tab.model.index(0, 0).data()
    monkeypatch.setattr(tab, "_load", lambda _ids: pytest.fail("asked"))
    assert tab.current_customer() == customer
