"""Answers that go into the customer's record, one by one, as if typed on her page."""

from datetime import date

import pytest
from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.journal.actions import undo
from crmdesk.models.office.settings import load_office
from crmdesk.models.schema import Channel, Customer, CustomField, CustomValue, Email, SurveyAnswer
from crmdesk.models.surveys.drafts import ClosingDraft, QuestionDraft, QuestionnaireDraft
from crmdesk.models.surveys.fields import Proposal, field_texts, load_proposals
from crmdesk.models.surveys.queries import ResponseFilter, find_ids
from crmdesk.models.surveys.responses import settle_answers
from tests.support.builders import add_customer
from tests.support.surveys import ARCHIVE, add_questionnaire, add_response

TODAY = date(2026, 11, 21)


def proposals(db: Database, response: int) -> list[Proposal]:
    with db.read() as session:
        return load_proposals(session, response, load_office(session))


def told(db: Database, response: int) -> list[tuple[str, str, str]]:
    return [(one.field, one.old, one.new) for one in proposals(db, response)]


def settle(db: Database, **decided: tuple[int, ...]) -> None:
    with db.write("survey.take", name="") as session:
        office = load_office(session)
        settle_answers(session, ClosingDraft(**decided), now=db.now(), office=office)  # type: ignore[arg-type]


def test_that_old_and_new_stand_side_by_side(db: Database) -> None:
    customer = add_customer(db, "王芳", wechat="wf1")
    with db.write("customer.edit", name="") as session:
        session.get_one(Customer, customer).hobbies = "钓鱼"
    response = add_response(
        db, add_questionnaire(db, ARCHIVE), customer, "农历八月初三", "wf2", "摄影", "a@b.example"
    )
    assert told(db, response) == [
        ("birthday", "", "lunar 8/3"),
        ("wechat", "wf1", "wf1, wf2"),
        ("hobbies", "钓鱼", "钓鱼、摄影"),
        ("email", "", "a@b.example"),
    ]


def test_that_what_stands_there_already_is_not_asked_again(db: Database) -> None:
    customer = add_customer(db, "王芳", wechat="wf1", email="A@b.example")
    response = add_response(
        db, add_questionnaire(db, ARCHIVE), customer, "", "WF1", "", "a@B.example"
    )
    assert told(db, response) == []


def test_that_the_taken_go_in_and_the_refused_stay_out(db: Database) -> None:
    customer = add_customer(db, "王芳")
    response = add_response(
        db, add_questionnaire(db, ARCHIVE), customer, "1988-3-5", "wf2", "摄影", "a@b.example"
    )
    birthday, wechat, hobbies, email = (one.answer_id for one in proposals(db, response))
    with db.read() as session:
        assert find_ids(session, ResponseFilter("look")) == [response]
    settle(db, taken=(birthday, wechat, email), refused=(hobbies,))
    with db.read() as session:
        her = session.get_one(Customer, customer)
        assert (her.birthday_year, her.birthday_month, her.hobbies) == (1988, 3, "")
        assert session.scalars(select(Channel.value)).all() == ["wf2"]
        assert session.scalars(select(Email.address)).all() == ["a@b.example"]
        assert find_ids(session, ResponseFilter("look")) == []
    assert proposals(db, response) == []
    undo(db)
    with db.read() as session:
        assert session.get_one(Customer, customer).birthday_year is None
        assert set(session.scalars(select(SurveyAnswer.fate))) == {""}
    assert len(proposals(db, response)) == 4


def test_that_what_cannot_stand_in_its_field_says_why(db: Database) -> None:
    response = add_response(
        db, add_questionnaire(db, ARCHIVE), add_customer(db), "明年再说", "", "", ""
    )
    [found] = proposals(db, response)
    assert (found.field, found.new, bool(found.problem)) == ("birthday", "明年再说", True)
    with pytest.raises(CrmError, match=r"fact\.birthday"):
        settle(db, taken=(found.answer_id,))


def test_that_a_field_of_the_office_takes_an_answer(db: Database) -> None:
    with db.write("list.add", name="") as session:
        field = CustomField(name="鞋码", kind="number", choices=[], position=0)
        session.add(field)
        session.flush()
        code = f"custom:{field.id}"
    with db.read() as session:
        assert field_texts(session)[code] == "鞋码"
    draft = QuestionnaireDraft("鞋", (QuestionDraft("number", "几码？", field=code),))
    response = add_response(db, add_questionnaire(db, draft), add_customer(db), "38.0")
    [found] = proposals(db, response)
    assert (found.label, found.old, found.new) == ("鞋码", "", "38")
    settle(db, taken=(found.answer_id,))
    with db.read() as session:
        assert session.scalars(select(CustomValue.value)).all() == ["38"]


def test_that_an_answer_bound_to_a_field_that_is_gone_is_left_alone(db: Database) -> None:
    draft = QuestionnaireDraft("x", (QuestionDraft("text", "?", field="custom:99"),))
    response = add_response(db, add_questionnaire(db, draft), add_customer(db), "38")
    assert proposals(db, response) == []


def test_that_answers_with_nothing_to_decide_wait_for_nobody(db: Database) -> None:
    customer = add_customer(db, "王芳", wechat="wf1", email="a@b.example")
    add_response(db, add_questionnaire(db, ARCHIVE), customer, "", "WF1", "", "a@b.example")
    gone = QuestionnaireDraft("x", (QuestionDraft("text", "?", field="custom:99"),))
    add_response(db, add_questionnaire(db, gone), customer, "38")
    with db.read() as session:
        assert find_ids(session, ResponseFilter("look")) == []
        assert len(find_ids(session, ResponseFilter("done"))) == 2
