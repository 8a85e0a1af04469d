"""The report: how quickly, how well, how often again, and why."""

from datetime import date

import pytest

from crmdesk.models.complaints.actions import save_lesson
from crmdesk.models.complaints.drafts import (
    ActionDraft,
    LessonDraft,
    ProposeDraft,
    ResolveDraft,
    VerifyDraft,
)
from crmdesk.models.complaints.report import Report, load_report
from crmdesk.models.core.db import Database
from tests.models.complaints.conftest import Handling
from tests.support.builders import add_customer

STEPS = (ProposeDraft(("换货",), 0), ResolveDraft((ActionDraft("换货"),), "", 8800))


def _report(db: Database) -> Report:
    with db.read() as session:
        return load_report(session, date(2026, 10, 1), date(2026, 11, 30), db.now())


def _solve(clerk: Handling, complaint: int, answered: str, solved: str) -> None:
    clerk.at(answered)
    clerk.finish(complaint, VerifyDraft("三块裂", "middle"))
    clerk.at(solved)
    clerk.finish(complaint, *STEPS)


def test_that_a_period_without_complaints_says_nothing(db: Database) -> None:
    report = _report(db)
    assert [month.name for month in report.months] == ["2026-10", "2026-11"]
    assert (report.total.complaints, report.total.response_hours, report.total.score) == (
        0,
        None,
        None,
    )


def test_that_times_are_working_times_and_shares_those_kept(db: Database, clerk: Handling) -> None:
    clerk.at("2026-11-20 17:00")
    quick = clerk.open("甲", product="地板")
    clerk.at("2026-11-20 17:00")
    slow = clerk.open("乙", product="木门")
    _solve(clerk, quick, "2026-11-23 09:30", "2026-11-23 17:00")
    _solve(clerk, slow, "2026-11-23 17:00", "2026-11-26 10:00")
    clerk.call(quick, satisfied=True, score=5)
    clerk.call(slow, satisfied=False, score=2)
    clerk.finish(slow, *STEPS)
    clerk.call(slow, satisfied=True, score=4)
    with db.write("complaint.edit", name="") as session:
        save_lesson(session, quick, LessonDraft("运输"))
    total = _report(db).total
    assert (total.complaints, total.closed, total.repeats, total.unreachable) == (2, 2, 0, 0)
    assert total.response_hours == pytest.approx((1.5 + 8.0) / 2 + 0.0)
    assert (total.response_kept, total.resolution_kept) == (0.5, 0.5)
    assert (total.satisfied, total.score, total.cost) == (0.5, 4.5, 17600)
    groups = _report(db).groups
    assert [(row.name, row.complaints) for row in groups["cause"]] == [("运输", 1), ("", 1)]
    assert [row.name for row in groups["product"]] == ["地板", "木门"]
    assert [row.name for row in groups["staff"]] == ["Me"]


def test_that_a_customer_who_complains_again_within_half_a_year_is_counted(
    db: Database, clerk: Handling
) -> None:
    often, seldom = add_customer(db, name="甲"), add_customer(db, name="乙")
    clerk.at("2026-03-02 09:00")
    clerk.open(customer=seldom)
    clerk.at("2026-09-01 09:00")
    clerk.open(customer=often)
    clerk.at("2026-11-20 09:00")
    clerk.open(customer=often)
    clerk.open(customer=seldom)
    assert _report(db).total.repeats == 1


def test_that_an_open_one_is_judged_once_it_is_late(db: Database, clerk: Handling) -> None:
    clerk.at("2026-11-23 09:00")
    clerk.open()
    assert _report(db).total.response_kept is None
    clerk.at("2026-11-23 14:00")
    total = _report(db).total
    assert (total.response_kept, total.resolution_kept) == (0.0, None)
