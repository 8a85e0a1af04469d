"""Questionnaires answered: saved one by one, finished, scored, on the timeline, undone."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.customers.actions import delete_customer
from crmdesk.models.customers.consents import consent_now
from crmdesk.models.duplicates.choices import MergeDraft
from crmdesk.models.duplicates.merge import merge_customers
from crmdesk.models.interactions.actions import delete_interaction
from crmdesk.models.journal.actions import redo, undo
from crmdesk.models.schema import (
    Customer,
    CustomerSummary,
    Interaction,
    Question,
    Questionnaire,
    SurveyAnswer,
    SurveyResponse,
)
from crmdesk.models.surveys.actions import (
    archive_questionnaire,
    delete_questionnaire,
    edit_questionnaire,
)
from crmdesk.models.surveys.drafts import ClosingDraft, QuestionDraft, QuestionnaireDraft
from crmdesk.models.surveys.queries import (
    ResponseFilter,
    count_scopes,
    find_ids,
    load_draft,
    load_questionnaires,
    load_questions,
    load_response,
)
from crmdesk.models.surveys.ready import READY, ready_made
from crmdesk.models.surveys.responses import (
    answer_question,
    begin_response,
    decline_response,
    delete_response,
    finish_response,
    note_unreached,
    plan_responses,
)
from crmdesk.models.timeline.queries import count_kinds, load_page
from tests.support.builders import add_customer, add_interaction
from tests.support.databases import FakeClock
from tests.support.surveys import ARCHIVE, CSAT, add_questionnaire, add_response, question_ids


def count(db: Database, table: type) -> int:
    with db.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_that_each_answer_is_kept_and_can_be_gone_on_with(db: Database) -> None:
    survey, customer = add_questionnaire(db), add_customer(db)
    begun = add_response(db, survey, customer, "4", closing=None)
    with db.write("survey.answer", name="") as session:
        again = begin_response(session, survey, customer, now=db.now())
        answer_question(session, again, question_ids(db, survey)[1], "9")
    assert again == begun
    with db.read() as session:
        page = load_response(session, begun)
    assert [one.value for one in page.answers] == ["4", "9", "", "", ""]
    assert (page.row.status, page.row.csat, page.row.nps, page.row.answered) == ("open", 4, 9, 2)


def test_that_an_answer_changed_or_taken_back_changes_the_score(db: Database) -> None:
    survey, customer = add_questionnaire(db), add_customer(db)
    response = add_response(db, survey, customer, "4", "9", closing=None)
    scale, nps, *_rest = question_ids(db, survey)
    with db.write("survey.answer", name="") as session:
        answer_question(session, response, scale, "2")
        answer_question(session, response, nps, "")
    with db.read() as session:
        row = load_response(session, response).row
    assert (row.csat, row.nps) == (2, None)


def test_that_what_does_not_fit_the_question_is_refused(db: Database) -> None:
    survey, customer = add_questionnaire(db), add_customer(db)
    scale = question_ids(db, survey)[0]
    response = add_response(db, survey, customer, closing=None)
    other = add_response(db, add_questionnaire(db, ARCHIVE), customer, closing=None)
    with db.write("survey.answer", name="") as session:
        with pytest.raises(Invalid) as raised:
            answer_question(session, response, scale, "7")
        with pytest.raises(CrmError, match=r"survey\.question\.gone"):
            answer_question(session, other, scale, "4")
    assert raised.value.fields == {"answer": "answer.scale"}


def test_that_a_finished_one_is_a_call_in_the_log_told_once(db: Database, clock: FakeClock) -> None:
    survey, customer = add_questionnaire(db), add_customer(db)
    add_interaction(db, customer, "报价")
    response = add_response(db, survey, customer, "5", "9", "朋友介绍", closing=None)
    clock.advance(minutes=4)
    with db.write("survey.finish", name="") as session:
        finish_response(session, response, ClosingDraft(gift="台历"), now=db.now())
    with db.read() as session:
        page = load_page(session, customer)
        kinds = count_kinds(session, customer)
        call = session.scalars(select(Interaction).where(Interaction.purpose == "survey")).one()
        summary = session.get_one(CustomerSummary, customer)
        minutes, text, last = call.minutes, call.text, summary.last_contact
    assert [entry.kind for entry in page.entries] == ["survey_response", "call"]
    assert (page.entries[0].title, page.entries[0].csat, page.entries[0].nps) == (
        "满意度回访", 5, 9,
    )  # fmt: skip
    assert kinds == {"call": 1, "survey_response": 1}
    assert minutes == 4
    assert text.startswith("满意度回访: NPS 9 · Very satisfied\n总体满意吗: 5")
    assert last == db.now()


def test_that_an_answer_that_is_required_must_be_given(db: Database) -> None:
    survey, customer = add_questionnaire(db), add_customer(db)
    with pytest.raises(Invalid) as raised:
        add_response(db, survey, customer, "", "9")
    assert raised.value.fields["answer"] == "survey.answer.required"


def test_that_consent_and_gift_are_noted_with_it(db: Database) -> None:
    survey, customer = add_questionnaire(db), add_customer(db)
    closing = ClosingDraft("台历", "很客气", (("wechat", True), ("sms", False)))
    response = add_response(db, survey, customer, "5", closing=closing)
    with db.read() as session:
        row = load_response(session, response).row
        assert consent_now(session, customer) == {"wechat": True, "sms": False}
    assert (row.gift, row.note) == ("台历", "很客气")


def test_that_planned_ones_wait_once_each_and_are_taken_up(db: Database) -> None:
    survey = add_questionnaire(db)
    people = [add_customer(db, name) for name in ("张三", "李四", "王五")]
    with db.write("survey.plan", count=3, questionnaire="") as session:
        first = plan_responses(session, survey, people, now=db.now())
        again = plan_responses(session, survey, [people[1], people[1], 999], now=db.now())
    assert again == [first[1]]
    assert add_response(db, survey, people[1], "5") == first[1]
    with db.read() as session:
        assert find_ids(session, ResponseFilter("waiting")) == [first[0], first[2]]
        assert count_scopes(session, ResponseFilter())["waiting"] == 2


def test_that_who_would_not_answer_and_who_was_not_reached_are_told_apart(db: Database) -> None:
    survey, one, other = add_questionnaire(db), add_customer(db, "张三"), add_customer(db, "李四")
    with db.write("survey.plan", count=2, questionnaire="") as session:
        first, second = plan_responses(session, survey, [one, other], now=db.now())
    with db.write("survey.decline", name="") as session:
        decline_response(session, survey, one, now=db.now(), reason="没空")
    with db.write("survey.unreached", name="") as session:
        note_unreached(session, survey, other, now=db.now())
    with db.read() as session:
        rows = {row.id: row.status for row in session.scalars(select(SurveyResponse))}
        outcomes = set(session.scalars(select(Interaction.outcome)))
        kinds = count_kinds(session, one), count_kinds(session, other)
    assert rows == {first: "declined", second: "planned"}
    assert outcomes == {"declined", "no_answer"}
    assert kinds == ({"survey_response": 1}, {"call": 1})


def test_that_one_undo_takes_a_finished_one_back_whole(db: Database) -> None:
    survey, customer = add_questionnaire(db), add_customer(db)
    add_response(db, survey, customer, "5", "9")
    undo(db)
    with db.read() as session:
        assert [row.status for row in session.scalars(select(SurveyResponse))] == ["open"]
    assert [count(db, table) for table in (SurveyAnswer, Interaction)] == [2, 0]
    redo(db)
    with db.read() as session:
        assert [row.status for row in session.scalars(select(SurveyResponse))] == ["done"]
        assert count_kinds(session, customer) == {"survey_response": 1}


def test_that_who_would_not_answer_at_all_can_be_undone(db: Database) -> None:
    survey, customer = add_questionnaire(db), add_customer(db)
    with db.write("survey.decline", name="") as session:
        decline_response(session, survey, customer, now=db.now())
    undo(db)
    assert [count(db, table) for table in (SurveyResponse, Interaction)] == [0, 0]


def test_that_a_deleted_one_leaves_the_call_and_undo_brings_it_back(db: Database) -> None:
    survey, customer = add_questionnaire(db), add_customer(db)
    response = add_response(db, survey, customer, "5", "9")
    with db.write("survey.response.delete", name="") as session:
        delete_response(session, response)
    with db.read() as session:
        assert count_kinds(session, customer) == {"call": 1}
    undo(db)
    with db.read() as session:
        assert count_kinds(session, customer) == {"survey_response": 1}


def test_that_a_deleted_log_entry_leaves_the_answers(db: Database) -> None:
    survey, customer = add_questionnaire(db), add_customer(db)
    add_response(db, survey, customer, "5", "9")
    with db.write("interaction.delete", name="") as session:
        delete_interaction(session, session.scalars(select(Interaction.id)).one())
    with db.read() as session:
        assert count_kinds(session, customer) == {"survey_response": 1}


def test_that_answers_go_with_a_deleted_customer_and_come_back(db: Database) -> None:
    survey, customer = add_questionnaire(db), add_customer(db)
    add_response(db, survey, customer, "5", "9")
    with db.write("customer.delete", name="") as session:
        delete_customer(session, customer)
    assert (count(db, SurveyResponse), count(db, SurveyAnswer)) == (0, 0)
    undo(db)
    assert (count(db, SurveyResponse), count(db, SurveyAnswer)) == (1, 2)


def test_that_a_merge_keeps_the_answers_of_both(db: Database) -> None:
    survey = add_questionnaire(db)
    one, other = add_customer(db, "张三"), add_customer(db, "张三")
    add_response(db, survey, one, "5", "9")
    add_response(db, survey, other, "5", "9")  # the very same call, so the entries are folded
    with db.write("customers.merge", count=2, name="张三") as session:
        kept = merge_customers(session, MergeDraft((one, other)), now=db.now())
    with db.read() as session:
        owners = set(session.scalars(select(SurveyResponse.customer_id)))
        assert owners == {kept} == set(session.scalars(select(SurveyAnswer.customer_id)))
        assert session.scalar(select(func.count()).select_from(Customer)) == 1
    undo(db)
    with db.read() as session:
        assert set(session.scalars(select(SurveyResponse.customer_id))) == {one, other}


def test_that_a_question_taken_out_stays_where_it_was_answered(db: Database) -> None:
    survey, customer = add_questionnaire(db), add_customer(db)
    response = add_response(db, survey, customer, "5", "9")
    with db.write("survey.edit", name="") as session:
        draft = load_draft(session, survey)
        kept = (draft.questions[0], QuestionDraft("text", "新的问题"))
        edit_questionnaire(session, survey, QuestionnaireDraft("改名", kept))
    with db.read() as session:
        assert [one.text for one in load_questions(session, survey)] == ["总体满意吗？", "新的问题"]
        told = [(one.question.text, one.value) for one in load_response(session, response).answers]
        assert session.scalar(select(func.count()).select_from(Question)) == 3
    assert told == [("总体满意吗？", "5"), ("新的问题", ""), ("愿意推荐我们吗？", "9")]


def test_that_a_questionnaire_put_aside_is_asked_no_more(db: Database) -> None:
    survey = add_questionnaire(db)
    with db.write("survey.archive", name="") as session:
        archive_questionnaire(session, survey, archived=True)
    with db.read() as session:
        assert load_questionnaires(session) == []
        assert [row.archived for row in load_questionnaires(session, archived=True)] == [True]


def test_that_a_deleted_questionnaire_comes_back_with_its_answers(db: Database) -> None:
    survey, customer = add_questionnaire(db), add_customer(db)
    add_response(db, survey, customer, "5", "9")
    with db.write("survey.delete", name="") as session:
        delete_questionnaire(session, survey)
    assert [count(db, kind) for kind in (Questionnaire, Question, SurveyResponse)] == [0, 0, 0]
    undo(db)
    assert [count(db, kind) for kind in (Questionnaire, Question, SurveyResponse)] == [1, 5, 1]


def test_that_the_list_tells_what_came_of_each(db: Database) -> None:
    survey = add_questionnaire(db)
    for name, csat, nps in (("张三", "5", "10"), ("李四", "2", "3"), ("王五", "4", "")):
        add_response(db, survey, add_customer(db, name), csat, nps)
    with db.read() as session:
        [row] = load_questionnaires(session)
        counts = count_scopes(session, ResponseFilter())
    assert (row.questions, row.answered, row.waiting, row.nps) == (5, 3, 0, 0)
    assert row.csat == pytest.approx(11 / 3)
    assert (counts["done"], counts["low"]) == (3, 1)


@pytest.mark.parametrize("code", READY)
def test_that_the_ready_made_ones_can_be_stored_as_they_are(db: Database, code: str) -> None:
    draft = ready_made(code)
    assert draft.problems() == {}
    assert "{salutation}" in draft.thanks
    assert question_ids(db, add_questionnaire(db, draft))


def test_that_in_taiwan_one_asks_for_line() -> None:
    assert "line" in {question.field for question in ready_made("archive", "TW").questions}
    assert "line" not in {question.field for question in ready_made("archive", "HK").questions}


def test_that_a_questionnaire_says_what_it_lacks() -> None:
    assert set(QuestionnaireDraft().problems()) == {"name", "questions"}
    few = QuestionDraft("single", "?", ("一",))
    assert QuestionnaireDraft("x", (few,)).problems() == {"questions": "survey.choices.few"}
    twice = QuestionDraft("single", "?", ("一", "一 "))
    assert QuestionnaireDraft("x", (twice,)).problems() == {"questions": "survey.choices.twice"}
    assert CSAT.problems() == {}


def test_that_a_question_asked_another_way_leaves_what_was_answered(db: Database) -> None:
    survey, customer = add_questionnaire(db), add_customer(db)
    response = add_response(db, survey, customer, "5", "9", "网上")
    with db.write("survey.edit", name="") as session:
        draft = load_draft(session, survey)
        hear = replace(draft.questions[2], kind="nps", choices=())
        questions = (draft.questions[0], hear, replace(draft.questions[3], kind="single"))
        edit_questionnaire(session, survey, replace(draft, questions=questions))
    with db.write("survey.answer", name="") as session:
        answer_question(session, response, question_ids(db, survey)[0], "4")
    with db.read() as session:
        page = load_response(session, response)
    told = {(one.question.kind, one.value) for one in page.answers if one.value}
    assert told == {("scale", "4"), ("nps", "9"), ("single", "网上")}
    assert [one.question.dropped for one in page.answers] == [False, False, False, True, True]
    assert question_ids(db, survey)[2] == draft.questions[3].id  # nobody answered that one
