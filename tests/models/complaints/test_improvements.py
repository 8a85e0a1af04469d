"""A measure has proved itself when those who complained say so."""

import pytest

from crmdesk.models.complaints.actions import save_lesson
from crmdesk.models.complaints.drafts import LessonDraft
from crmdesk.models.complaints.improvements import (
    ImprovementDraft,
    ImprovementRow,
    VerdictDraft,
    close_improvement,
    delete_improvement,
    edit_improvement,
    finish_improvement,
    load_calls,
    load_causes,
    load_improvements,
    record_verdict,
    start_improvement,
)
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.journal.actions import undo
from tests.models.complaints.conftest import Handling
from tests.support.snapshots import journaled_rows


@pytest.fixture
def measure(db: Database, clerk: Handling) -> int:
    """A measure that answers two complaints of the same cause."""
    found = [clerk.open(name) for name in ("张伟", "李娜")]
    with db.write("complaint.edit", name="") as session:
        for complaint in found:
            save_lesson(session, complaint, LessonDraft("运输无护角", "改用护角"))
    draft = ImprovementDraft("改用护角包装", "运输无护角", complaints=tuple(found))
    with db.write("improvement.start", name="") as session:
        return start_improvement(session, draft, now=db.now())


def _row(db: Database) -> ImprovementRow:
    with db.read() as session:
        [row] = load_improvements(session)
    return row


def _say(db: Database, measure: int, place: int, verdict: str) -> None:
    with db.read() as session:
        calls = sorted(load_calls(session, measure), key=lambda call: call.id)
    with db.write("improvement.call", name="") as session:
        record_verdict(session, calls[place].id, VerdictDraft(verdict), now=db.now())


def _close(db: Database, measure: int) -> None:
    with db.write("improvement.close", name="") as session:
        close_improvement(session, measure, now=db.now())


def test_that_causes_are_counted_with_their_complaints(db: Database, measure: int) -> None:
    with db.read() as session:
        [cause] = load_causes(session)
    assert (cause.text, len(cause.complaints)) == ("运输无护角", 2)


def test_that_a_measure_is_closed_only_when_everybody_noticed(db: Database, measure: int) -> None:
    with db.write("improvement.finish", name="") as session:
        finish_improvement(session, measure, now=db.now())
    _say(db, measure, 0, "better")
    with pytest.raises(CrmError, match=r"improvement\.unverified"):
        _close(db, measure)
    _say(db, measure, 1, "unreached")
    _close(db, measure)
    assert _row(db).status == "closed"


def test_that_one_who_says_it_is_the_same_opens_the_measure_again(
    db: Database, measure: int
) -> None:
    with db.write("improvement.finish", name="") as session:
        finish_improvement(session, measure, now=db.now())
    _say(db, measure, 0, "better")
    _say(db, measure, 1, "same")
    row = _row(db)
    assert (row.status, row.better, row.same, row.verified) == ("open", 1, 1, False)
    with pytest.raises(CrmError, match=r"improvement\.unverified"):
        _close(db, measure)


def test_that_nobody_reached_proves_nothing(db: Database, measure: int) -> None:
    for place in range(2):
        _say(db, measure, place, "unreached")
    assert not _row(db).verified


def test_that_a_call_made_stays_when_its_complaint_is_taken_off_the_list(
    db: Database, measure: int
) -> None:
    _say(db, measure, 0, "better")
    with db.read() as session:
        calls = sorted(load_calls(session, measure), key=lambda call: call.id)
    draft = ImprovementDraft("护角", complaints=(calls[0].complaint_id,))
    with db.write("improvement.edit", name="") as session:
        edit_improvement(session, measure, draft)
    assert _row(db).verified


def test_that_a_measure_needs_a_name_and_somebody_to_ask(db: Database) -> None:
    with pytest.raises(Invalid) as refused, db.write("improvement.start", name="") as session:
        start_improvement(session, ImprovementDraft(" "), now=db.now())
    assert set(refused.value.fields) == {"title", "complaints"}


def test_that_a_deleted_measure_comes_back_with_its_calls(db: Database, measure: int) -> None:
    _say(db, measure, 0, "better")
    before = journaled_rows(db)
    with db.write("improvement.delete", name="") as session:
        delete_improvement(session, measure)
    with db.read() as session:
        assert load_improvements(session) == []
    undo(db)
    assert journaled_rows(db) == before
