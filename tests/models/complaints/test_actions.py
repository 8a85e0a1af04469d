"""The five steps of a complaint, as handbooks of service ask for them."""

from dataclasses import replace

import pytest

from crmdesk.models.complaints.actions import (
    close_unreachable,
    delete_complaint,
    edit_listen,
    open_complaint,
    record_call,
    reopen_complaint,
    save_lesson,
    save_step,
)
from crmdesk.models.complaints.drafts import (
    ActionDraft,
    CallDraft,
    LessonDraft,
    ListenDraft,
    ProposeDraft,
    ResolveDraft,
    StepDraft,
    VerifyDraft,
)
from crmdesk.models.complaints.queries import ComplaintPage, find_ids, load_complaint
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.journal.actions import undo
from tests.support.builders import add_customer
from tests.support.databases import FakeClock
from tests.support.snapshots import journaled_rows

LISTEN = ListenDraft(
    customer_id=None, words="送来的地板有三块裂了\n很生气", mood="angry", channel="call"
)
STEPS: tuple[StepDraft, ...] = (
    VerifyDraft("三块裂，照片已收", "middle"),
    ProposeDraft(("换货", "退款"), accepted=0),
    ResolveDraft((ActionDraft("周三上门换货"),), "送地板蜡一瓶", 8800),
)


def _open(db: Database) -> int:
    customer = add_customer(db, name="张伟")
    with db.write("complaint.open", name="张伟") as session:
        return open_complaint(session, replace(LISTEN, customer_id=customer), now=db.now())


def _finish(db: Database, complaint: int, *drafts: StepDraft) -> None:
    for draft in drafts:
        with db.write("complaint.step", name="张伟", step=2) as session:
            save_step(session, complaint, draft, finish=True, now=db.now())


def _call(db: Database, complaint: int, draft: CallDraft) -> None:
    with db.write("complaint.step", name="张伟", step=5) as session:
        record_call(session, complaint, draft, now=db.now())


def _give_up(db: Database, complaint: int) -> None:
    with db.write("complaint.step", name="张伟", step=5) as session:
        close_unreachable(session, complaint, now=db.now())


def _page(db: Database, complaint: int) -> ComplaintPage:
    with db.read() as session:
        page = load_complaint(session, complaint)
    assert page is not None
    return page


def test_that_a_new_complaint_waits_at_step_two_stamped_with_who_listened(db: Database) -> None:
    page = _page(db, _open(db))
    assert (page.row.number, page.row.step, page.row.status) == ("T000001", 2, "open")
    assert page.row.subject == "送来的地板有三块裂了"
    assert page.stamps[1].at == db.now()
    assert page.stamps[1].staff


def test_that_a_page_saved_half_done_is_there_again_without_being_finished(db: Database) -> None:
    complaint = _open(db)
    with db.write("complaint.edit", name="张伟") as session:
        save_step(session, complaint, VerifyDraft("问过仓库"), finish=False, now=db.now())
    page = _page(db, complaint)
    assert (page.facts, page.row.step, set(page.stamps)) == ("问过仓库", 2, {1})


def test_that_a_step_is_not_finished_without_what_it_asks_for(db: Database) -> None:
    complaint = _open(db)
    with pytest.raises(Invalid) as caught:
        _finish(db, complaint, VerifyDraft("问过仓库"))
    assert caught.value.fields == {"severity": "complaint.severity.empty"}


def test_that_steps_are_done_in_order(db: Database) -> None:
    complaint = _open(db)
    with pytest.raises(CrmError, match=r"complaint\.order"):
        _finish(db, complaint, STEPS[2])
    with pytest.raises(CrmError, match=r"complaint\.order"):
        _call(db, complaint, CallDraft(reached=True, satisfied=True, score=5))


def test_that_only_a_satisfied_call_back_closes(db: Database) -> None:
    complaint = _open(db)
    _finish(db, complaint, *STEPS)
    assert _page(db, complaint).row.status == "open"
    _call(db, complaint, CallDraft(reached=True, satisfied=True, score=5, text="很满意"))
    page = _page(db, complaint)
    assert (page.row.status, page.row.closing) == ("closed", "confirmed")
    assert [call.score for call in page.calls] == [5]
    with db.read() as session:
        assert find_ids(session) == []
        assert find_ids(session, status="closed") == [complaint]


def test_that_a_step_finished_once_more_takes_nothing_back(db: Database, clock: FakeClock) -> None:
    complaint = _open(db)
    _finish(db, complaint, *STEPS)
    before = _page(db, complaint).stamps
    clock.advance(days=1)
    _finish(db, complaint, VerifyDraft("四块裂", "high"))
    page = _page(db, complaint)
    assert (page.facts, page.row.step, page.stamps) == ("四块裂", 5, before)


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (CallDraft(reached=True, score=4), "satisfied"),
        (CallDraft(reached=True, satisfied=True), "score"),
    ],
)
def test_that_whoever_was_reached_says_how_satisfied_she_is(
    db: Database, draft: CallDraft, field: str
) -> None:
    complaint = _open(db)
    _finish(db, complaint, *STEPS)
    with pytest.raises(Invalid) as refused:
        _call(db, complaint, draft)
    assert set(refused.value.fields) == {field}


def test_that_nobody_reached_is_neither_satisfied_nor_scored(db: Database) -> None:
    complaint = _open(db)
    _finish(db, complaint, *STEPS)
    _call(db, complaint, CallDraft(reached=False, satisfied=True, score=5))
    page = _page(db, complaint)
    assert page.row.status == "open"
    assert [(call.satisfied, call.score) for call in page.calls] == [(None, None)]


def test_that_an_unsatisfied_customer_goes_back_to_step_three(db: Database) -> None:
    complaint = _open(db)
    _finish(db, complaint, *STEPS)
    _call(db, complaint, CallDraft(reached=True, satisfied=False, score=2))
    page = _page(db, complaint)
    assert (page.row.status, page.row.step) == ("open", 3)


def test_that_three_attempts_on_different_days_allow_closing_as_unreachable(
    db: Database, clock: FakeClock
) -> None:
    complaint = _open(db)
    _finish(db, complaint, *STEPS)
    for _attempt in range(3):
        _call(db, complaint, CallDraft(reached=False))
    for _day in range(2):
        with pytest.raises(CrmError, match=r"complaint\.unreached"):
            _give_up(db, complaint)
        clock.advance(days=1)
        _call(db, complaint, CallDraft(reached=False))
    _give_up(db, complaint)
    assert _page(db, complaint).row.closing == "unreachable"


def test_that_one_taken_up_again_is_not_given_up_before_its_call_back(
    db: Database, clock: FakeClock
) -> None:
    complaint = _open(db)
    _finish(db, complaint, *STEPS)
    for _day in range(3):
        clock.advance(days=1)
        _call(db, complaint, CallDraft(reached=False))
    _give_up(db, complaint)
    with db.write("complaint.edit", name="张伟") as session:
        reopen_complaint(session, complaint)
    with pytest.raises(CrmError, match=r"complaint\.unreached"):
        _give_up(db, complaint)


def test_that_attempts_late_at_night_count_by_the_offices_day(
    db: Database, clock: FakeClock
) -> None:
    complaint = _open(db)
    _finish(db, complaint, *STEPS)
    clock.now = clock.now.replace(hour=15, minute=59)  # 23:59 in Shanghai
    _call(db, complaint, CallDraft(reached=False))
    clock.advance(minutes=2)
    _call(db, complaint, CallDraft(reached=False))
    assert _page(db, complaint).days_unreached == 2


def test_that_a_closed_complaint_taken_up_again_needs_a_new_solution(db: Database) -> None:
    complaint = _open(db)
    _finish(db, complaint, *STEPS)
    _call(db, complaint, CallDraft(reached=True, satisfied=True, score=4))
    with db.write("complaint.edit", name="张伟") as session:
        reopen_complaint(session, complaint)
    page = _page(db, complaint)
    assert (page.row.status, page.row.step, page.row.closed_at) == ("open", 3, None)


def test_that_solutions_changed_and_dropped_leave_what_was_typed_last(db: Database) -> None:
    complaint = _open(db)
    _finish(db, complaint, *STEPS[:2])
    with db.write("complaint.edit", name="张伟") as session:
        save_step(session, complaint, ProposeDraft(("退款",), 0), finish=False, now=db.now())
    assert [(s.text, s.accepted) for s in _page(db, complaint).solutions] == [("退款", True)]


def test_that_the_lesson_and_the_first_page_can_be_changed_afterwards(db: Database) -> None:
    complaint = _open(db)
    customer = _page(db, complaint).row.customer_id
    with db.write("complaint.edit", name="张伟") as session:
        save_lesson(session, complaint, LessonDraft("运输无护角", "改用护角包装"))
        edit_listen(session, complaint, replace(LISTEN, customer_id=customer, subject="地板开裂"))
    page = _page(db, complaint)
    assert (page.cause, page.improvement, page.row.subject) == (
        "运输无护角",
        "改用护角包装",
        "地板开裂",
    )


def test_that_a_deleted_complaint_comes_back_whole(db: Database) -> None:
    complaint = _open(db)
    _finish(db, complaint, *STEPS)
    before = journaled_rows(db)
    with db.write("complaint.delete", name="张伟") as session:
        delete_complaint(session, complaint)
    with db.read() as session:
        assert load_complaint(session, complaint) is None
    undo(db)
    assert journaled_rows(db) == before


def test_that_a_complaint_is_found_by_customer_words_and_number(db: Database) -> None:
    complaint = _open(db)
    with db.read() as session:
        for text in ("张伟", "地板 裂", "T000001"):
            assert find_ids(session, text=text) == [complaint]
        assert find_ids(session, text="李娜") == []
