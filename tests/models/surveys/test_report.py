"""CSAT and NPS of a period, by month, staff and product."""

from datetime import date

import pytest

from crmdesk.models.core.db import Database
from crmdesk.models.surveys.report import load_report
from crmdesk.models.surveys.responses import decline_response
from crmdesk.models.surveys.rules import say_nps
from tests.support.builders import add_customer
from tests.support.databases import FakeClock
from tests.support.surveys import add_questionnaire, add_response

FIRST, LAST = date(2026, 11, 1), date(2027, 1, 31)


def answered(db: Database, survey: int, csat: str, nps: str, product: str = "") -> None:
    add_response(db, survey, add_customer(db), csat, nps, product=product)


def test_that_scores_are_counted_as_one_says_them(db: Database) -> None:
    survey = add_questionnaire(db)
    for csat, nps in (("5", "10"), ("4", "9"), ("3", "7"), ("1", "2")):
        answered(db, survey, csat, nps)
    customer = add_customer(db)
    with db.write("survey.decline", name="") as session:
        decline_response(session, survey, customer, now=db.now())
    with db.read() as session:
        total = load_report(session, FIRST, LAST).total
    assert (total.responses, total.declined, total.low) == (4, 1, 1)
    assert (total.promoters, total.passives, total.detractors, total.nps) == (2, 1, 1, 25)
    assert total.csat == pytest.approx(3.25)
    assert total.satisfied == pytest.approx(0.5)


def test_that_months_are_those_of_the_office_across_a_new_year(
    db: Database, clock: FakeClock
) -> None:
    survey = add_questionnaire(db)
    clock.advance(days=40, hours=13, minutes=45)  # 31 December 16:15 UTC: already January there
    answered(db, survey, "5", "")
    with db.read() as session:
        months = load_report(session, FIRST, LAST).months
    assert [(month.name, month.responses) for month in months] == [
        ("2026-11", 0), ("2026-12", 0), ("2027-01", 1),
    ]  # fmt: skip
    assert (months[2].csat, months[2].nps, months[0].csat) == (5, None, None)


def test_that_products_and_questionnaires_stand_apart(db: Database) -> None:
    one, other = add_questionnaire(db), add_questionnaire(db)
    answered(db, one, "5", "", "打印纸")
    answered(db, one, "4", "", "打印纸")
    answered(db, other, "2", "", "墨盒")
    with db.read() as session:
        report = load_report(session, FIRST, LAST)
        alone = load_report(session, FIRST, LAST, questionnaire_id=other)
        nobody = load_report(session, FIRST, LAST, staff_id=99)
    found = [(row.name, row.responses, row.csat) for row in report.groups["product"]]
    assert found == [("打印纸", 2, 4.5), ("墨盒", 1, 2)]
    assert (alone.total.responses, nobody.total.responses) == (1, 0)
    assert nobody.total.csat is None


def test_that_a_period_without_answers_is_empty_and_not_an_error(db: Database) -> None:
    with db.read() as session:
        report = load_report(session, FIRST, LAST)
    assert report.total.responses == 0
    assert report.groups["staff"] == ()


@pytest.mark.parametrize(("nps", "said"), [(42, "+42"), (0, "0"), (-8, "-8"), (None, "")])
def test_that_an_nps_of_nothing_has_no_sign(nps: int | None, said: str) -> None:
    assert say_nps(nps) == said
