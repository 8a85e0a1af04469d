"""Who is to be asked a questionnaire stands on Today until she was."""

from datetime import date
from zoneinfo import ZoneInfo

from crmdesk.models.core.db import Database
from crmdesk.models.surveys.responses import begin_response, decline_response, plan_responses
from crmdesk.models.today.queries import load_today
from crmdesk.models.today.rows import TodayRow
from tests.support.builders import add_customer, add_staff
from tests.support.surveys import add_questionnaire


def rows(db: Database, staff: tuple[int, ...] = ()) -> tuple[int, list[TodayRow]]:
    with db.read() as session:
        page = load_today(
            session, date(2026, 11, 21), ZoneInfo("Asia/Shanghai"), now=db.now(), staff=staff
        )
    [section] = [one for one in page.sections if one.code == "surveys"]
    return section.total, list(section.rows)


def test_that_who_waits_stands_there_till_she_was_asked(db: Database) -> None:
    survey = add_questionnaire(db)
    people = [add_customer(db, name, phone=f"1380013800{n}") for n, name in enumerate("甲乙丙")]
    with db.write("survey.plan", count=3, questionnaire="") as session:
        plan_responses(session, survey, people, now=db.now())
    with db.write("survey.answer", name="") as session:
        begin_response(session, survey, people[1], now=db.now())
    with db.write("survey.decline", name="") as session:
        decline_response(session, survey, people[0], now=db.now())
    total, found = rows(db)
    assert total == 2
    assert [(row.name, row.text, row.code) for row in found] == [
        ("乙", "满意度回访", "open"), ("丙", "满意度回访", "planned"),
    ]  # fmt: skip
    assert found[0].phone == "+8613800138001"


def test_that_only_my_own_stand_on_my_page(db: Database) -> None:
    other = add_staff(db, "李娜")
    survey, customer = add_questionnaire(db), add_customer(db)
    with db.write("survey.plan", count=1, questionnaire="") as session:
        plan_responses(session, survey, [customer], now=db.now())
    assert rows(db, (other,))[0] == 0
    assert rows(db, (db.staff_id,))[0] == 1
