"""Words being typed survive, belong to one member of staff, and leave no trace in the journal."""

from sqlalchemy import func, select

from crmdesk.models.core.db import Database
from crmdesk.models.journal.drafts import drop_draft, load_draft, save_draft
from crmdesk.models.schema import ChangeSet
from tests.support.databases import NOW


def keep(db: Database, key: str, **data: str) -> None:
    with db.write("draft") as session:
        save_draft(session, key, data)


def test_that_the_newest_words_of_a_place_are_offered_again(db: Database) -> None:
    keep(db, "customer.new", name="王")
    keep(db, "customer.new", name="王芳")
    with db.read() as session:
        words = load_draft(session, "customer.new", db.staff_id)
    assert words is not None
    assert (words.data, words.at) == ({"name": "王芳"}, NOW)


def test_that_another_member_of_staff_has_drafts_of_her_own(db: Database) -> None:
    keep(db, "customer.new", name="王芳")
    with db.read() as session:
        assert load_draft(session, "customer.new", db.staff_id + 1) is None


def test_that_a_dropped_draft_is_gone(db: Database) -> None:
    keep(db, "composer:1", text="第一")
    for _again in range(2):
        with db.write("draft") as session:
            drop_draft(session, "composer:1")
    with db.read() as session:
        assert load_draft(session, "composer:1", db.staff_id) is None


def test_that_drafts_leave_no_trace_in_the_journal(db: Database) -> None:
    keep(db, "composer:1", text="第一")
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(ChangeSet)) == 0
