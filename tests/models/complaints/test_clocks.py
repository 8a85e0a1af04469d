"""First response, resolution and call-back, each in working time."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from crmdesk.models.calendar.holidays import Special
from crmdesk.models.cases.pausing import PauseDraft
from crmdesk.models.complaints.actions import reopen_complaint
from crmdesk.models.complaints.cards import find_in_order, load_board, load_cards, load_standing
from crmdesk.models.complaints.drafts import (
    ActionDraft,
    EscalationDraft,
    ProposeDraft,
    ResolveDraft,
    VerifyDraft,
)
from crmdesk.models.complaints.pausing import escalate, pause_clock, resume_clock
from crmdesk.models.complaints.queries import load_complaint
from crmdesk.models.complaints.rules import CLOSED
from crmdesk.models.complaints.targets import Targets, save_targets
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.journal.actions import undo
from crmdesk.models.office.holidays import store_holidays
from crmdesk.models.schema import Interaction
from tests.models.complaints.conftest import SHANGHAI, Handling
from tests.support.builders import add_customer, add_staff
from tests.support.snapshots import journaled_rows

PROPOSED = ProposeDraft(("换货", "退款"), 0)
RESOLVED = ResolveDraft((ActionDraft("上门换货"),))


def local(at: datetime | None) -> str:
    assert at is not None
    return f"{at.astimezone(SHANGHAI):%m-%d %H:%M}"


def _log(db: Database, customer: int, direction: str, **more: Any) -> None:
    values = {"kind": "call", "purpose": "service", **more}
    with db.write("interaction.log", name="") as session:
        session.add(
            Interaction(customer_id=customer, at=db.now(), created_at=db.now(),
                        direction=direction, **values)
        )  # fmt: skip


def _pause(db: Database, complaint: int, reason: str = "等客户发照片") -> None:
    with db.write("complaint.pause", name="") as session:
        pause_clock(session, complaint, PauseDraft(reason), now=db.now())


def test_that_the_first_response_is_due_in_two_hours_at_every_severity(clerk: Handling) -> None:
    clerk.at("2026-11-20 17:00")  # Friday
    complaint = clerk.open()
    assert local(clerk.clocks(complaint).response.due) == "11-23 10:00"
    clerk.at("2026-11-23 09:50")
    clerk.finish(complaint, VerifyDraft("三块裂", "high"))
    response = clerk.clocks(complaint).response
    assert (response.state, response.used) == ("kept", timedelta(hours=1, minutes=50))


@pytest.mark.parametrize(
    ("severity", "due"),
    [("high", "11-24 10:00"), ("middle", "11-26 10:00"), ("low", "11-30 10:00")],
)
def test_that_resolution_goes_by_severity_and_before_step_two_as_middle(
    clerk: Handling, severity: str, due: str
) -> None:
    clerk.at("2026-11-23 10:00")
    complaint = clerk.open()
    assert local(clerk.clocks(complaint).resolution.due) == "11-26 10:00"
    clerk.finish(complaint, VerifyDraft("三块裂", severity))
    assert local(clerk.clocks(complaint).resolution.due) == due


def test_that_clocks_stand_still_over_the_spring_festival(clerk: Handling) -> None:
    clerk.at("2026-02-13 16:00")  # Friday; Saturday is worked, then nine days off
    complaint = clerk.open()
    clocks = clerk.clocks(complaint)
    assert (local(clocks.response.due), local(clocks.resolution.due)) == (
        "02-13 18:00",
        "02-25 16:00",
    )


def test_that_a_contact_that_goes_out_is_the_first_response_but_an_offer_is_not(
    db: Database, clerk: Handling
) -> None:
    clerk.at("2026-11-23 09:00")
    customer = add_customer(db, name="李娜")
    _log(db, customer, "out")  # before she complained
    clerk.at("2026-11-23 09:10")
    complaint = clerk.open(customer=customer)
    clerk.at("2026-11-23 09:20")
    _log(db, customer, "out", purpose="sales")
    _log(db, customer, "out", outcome="no_answer")
    _log(db, customer, "in")
    assert clerk.clocks(complaint).response.state == "running"
    clerk.at("2026-11-23 09:40")
    _log(db, customer, "out", kind="wechat")
    assert clerk.clocks(complaint).response.stopped == clerk.clock.now
    undo(db)
    assert clerk.clocks(complaint).response.state == "running"


def test_that_a_customer_not_satisfied_sets_the_clock_going_again(clerk: Handling) -> None:
    clerk.at("2026-11-23 09:00")
    complaint = clerk.open()
    clerk.finish(complaint, VerifyDraft("三块裂", "middle"), PROPOSED)
    clerk.at("2026-11-23 15:00")
    clerk.finish(complaint, RESOLVED)
    clocks = clerk.clocks(complaint)
    assert (clocks.resolution.state, clocks.current and clocks.current[0]) == ("kept", "call_back")
    assert clocks.call_back is not None
    assert local(clocks.call_back.due) == "11-24 15:00"
    clerk.at("2026-11-24 10:00")
    clerk.call(complaint, satisfied=False, score=2)
    clocks = clerk.clocks(complaint)
    assert (clocks.resolution.state, clocks.call_back) == ("running", None)
    assert local(clocks.resolution.due) == "11-25 18:00"


def test_that_what_was_offered_in_vain_is_kept_beside_the_new_offer(
    db: Database, clerk: Handling
) -> None:
    complaint = clerk.open()
    clerk.finish(complaint, VerifyDraft("三块裂", "low"), PROPOSED, RESOLVED)
    clerk.clock.advance(days=1)
    clerk.call(complaint, satisfied=False, score=1)
    clerk.clock.advance(hours=1)
    clerk.finish(complaint, ProposeDraft(("全额退款",), 0), ResolveDraft((ActionDraft("已退款"),)))
    with db.read() as session:
        page = load_complaint(session, complaint)
    assert page is not None
    assert [(one.text, one.accepted, one.earlier) for one in page.solutions] == [
        ("换货", True, True), ("退款", False, True), ("全额退款", True, False),
    ]  # fmt: skip
    assert [(one.text, one.earlier) for one in page.actions] == [
        ("上门换货", True),
        ("已退款", False),
    ]


def test_that_one_closed_and_taken_up_again_begins_with_a_clean_page(
    db: Database, clerk: Handling
) -> None:
    complaint = clerk.open()
    clerk.finish(complaint, VerifyDraft("三块裂", "low"), PROPOSED, RESOLVED)
    clerk.clock.advance(days=1)
    clerk.call(complaint, satisfied=True)
    with db.read() as session:
        page = load_complaint(session, complaint)
    assert page is not None
    assert not any(one.earlier for one in page.solutions)
    clerk.clock.advance(days=3)
    with db.write("complaint.edit", name="") as session:
        reopen_complaint(session, complaint)
    with db.read() as session:
        page = load_complaint(session, complaint)
    assert page is not None
    assert all(one.earlier for one in page.solutions)


def test_that_the_clock_waits_for_the_customer_until_she_writes(
    db: Database, clerk: Handling
) -> None:
    clerk.at("2026-11-23 09:00")
    customer = add_customer(db, name="李娜")
    complaint = clerk.open(customer=customer)
    clerk.finish(complaint, VerifyDraft("三块裂", "high"))
    clerk.at("2026-11-23 10:00")
    _pause(db, complaint)
    clerk.at("2026-11-25 10:00")
    clocks = clerk.clocks(complaint)
    assert (clocks.resolution.state, clocks.paused_for) == ("paused", "等客户发照片")
    assert clocks.resolution.used == timedelta(hours=1)
    _log(db, customer, "in")
    clerk.at("2026-11-25 11:00")
    clocks = clerk.clocks(complaint)
    assert (clocks.resolution.state, clocks.resolution.used) == ("running", timedelta(hours=2))
    assert (clocks.paused_for, local(clocks.resolution.due)) == ("", "11-25 18:00")


def test_that_the_clock_is_set_going_by_hand_and_each_act_is_undone(
    db: Database, clerk: Handling
) -> None:
    clerk.at("2026-11-23 09:00")
    complaint = clerk.open()
    before = journaled_rows(db)
    _pause(db, complaint)
    clerk.at("2026-11-23 11:00")
    with db.write("complaint.resume", name="") as session:
        resume_clock(session, complaint, now=db.now())
    assert clerk.clocks(complaint).response.used == timedelta()
    with db.write("complaint.escalate", name="") as session:
        escalate(session, complaint, EscalationDraft(1, "客户要找老板"), now=db.now())
    for _act in range(3):
        undo(db)
    assert journaled_rows(db) == before


def test_that_a_clock_stops_for_a_reason_only_and_a_closed_one_has_none(
    db: Database, clerk: Handling
) -> None:
    complaint = clerk.open()
    with pytest.raises(Invalid):
        _pause(db, complaint, " ")
    clerk.finish(complaint, VerifyDraft("三块裂", "low"), PROPOSED, RESOLVED)
    _pause(db, complaint)
    clerk.clock.advance(hours=1)
    clerk.call(complaint, satisfied=True)
    with db.read() as session:
        standing = load_standing(session, complaint, db.now())
    assert standing is not None
    assert standing.pauses[0].until == db.now()
    with pytest.raises(CrmError, match=r"complaint\.closed"):
        _pause(db, complaint)
    with pytest.raises(CrmError, match=r"complaint\.closed"), db.write("x", name="") as session:
        escalate(session, complaint, EscalationDraft(1, "x"), now=db.now())


def test_that_a_red_clock_proposes_somebody_to_step_in_until_somebody_does(
    db: Database, clerk: Handling
) -> None:
    boss = add_staff(db, "陈总")
    with db.write("setup") as session:
        save_targets(session, Targets(escalate_to=boss))
    clerk.at("2026-11-23 09:00")
    complaint = clerk.open()

    def proposed() -> int | None:
        with db.read() as session:
            standing = load_standing(session, complaint, db.now())
        assert standing is not None
        return standing.propose_to

    assert proposed() is None
    clerk.at("2026-11-23 11:30")
    assert proposed() == boss
    with db.write("complaint.escalate", name="") as session:
        escalate(session, complaint, EscalationDraft(boss, "两小时没人回复"), now=db.now())
    assert proposed() is None
    with db.read() as session:
        standing = load_standing(session, complaint, db.now())
        [card] = load_cards(session, [complaint], db.now()).values()
    assert standing is not None
    [asked] = standing.escalations
    assert (asked.to, asked.by, asked.reason) == ("陈总", "Me", "两小时没人回复")
    assert card.escalated_to == "陈总"
    with pytest.raises(Invalid) as refused, db.write("complaint.escalate", name="") as session:
        escalate(session, complaint, EscalationDraft(), now=db.now())
    assert set(refused.value.fields) == {"to", "reason"}


def test_that_nobody_is_asked_to_step_in_for_himself(db: Database, clerk: Handling) -> None:
    clerk.at("2026-11-23 09:00")
    complaint = clerk.open()
    clerk.at("2026-11-24 09:00")
    with db.read() as session:
        standing = load_standing(session, complaint, db.now())
    assert standing is not None
    assert standing.propose_to is None
    colleague = add_staff(db, "小李")
    with db.read() as session:
        standing = load_standing(session, complaint, db.now())
    assert standing is not None
    assert standing.propose_to == colleague


def test_that_the_most_urgent_stand_first_and_those_that_wait_after_them(
    db: Database, clerk: Handling
) -> None:
    clerk.at("2026-11-23 09:00")
    waiting, calm = clerk.open("甲"), clerk.open("乙")
    clerk.finish(calm, VerifyDraft("裂", "low"))
    _pause(db, waiting)
    done = clerk.open("丁")
    clerk.finish(done, VerifyDraft("裂", "low"), PROPOSED, RESOLVED)
    clerk.call(done, satisfied=True)
    clerk.at("2026-11-23 10:00")
    new = clerk.open("丙")
    with db.read() as session:
        assert find_in_order(session, db.now()) == [new, calm, waiting]
        assert find_in_order(session, db.now(), status=None)[-1] == done
        assert find_in_order(session, db.now(), order="newest") == [new, calm, waiting]
        by_step = find_in_order(session, db.now(), order="step", status=None)
        board = load_board(session, db.now())
    assert by_step[-2:] == [calm, done]
    assert [card.row.id for card in board[2]] == [new, waiting]
    assert [card.row.id for card in board[3]] == [calm]
    assert [card.row.id for card in board[CLOSED]] == [done]


def test_that_the_office_sets_its_own_targets_and_days(db: Database, clerk: Handling) -> None:
    with db.write("setup") as session:
        save_targets(session, Targets(response_hours=4, middle=2))
        store_holidays(session, [Special(date(2026, 11, 24), "厂庆")])
    clerk.at("2026-11-23 16:00")
    clocks = clerk.clocks(clerk.open())
    assert (local(clocks.response.due), local(clocks.resolution.due)) == (
        "11-25 11:00",
        "11-26 16:00",
    )
    assert Targets(amber=5, high=0, response_hours=99).problems().keys() == {
        "amber", "high", "response_hours",
    }  # fmt: skip
