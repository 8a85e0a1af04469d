"""Promises and follow-ups come in from sheets of ours, once, and to those they are about."""

from pathlib import Path

from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.exchange.importing import import_file
from crmdesk.models.journal.actions import undo
from crmdesk.models.schema import FollowUp, Promise, PromiseMove
from tests.support.builders import add_customer
from tests.support.exchange import row_counts
from tests.support.office_files import Sheet, workbook

PROMISES = [
    ("Customer number", "Customer", "Promise", "Promised at", "Due on", "Due time",
     "Promise status", "Moved from", "Moved to", "Handled by"),
    ("K000001", "王芳", "寄样品", "2026-11-02 10:00", "2026-11-05", "14:30", "Kept", "2026-11-04",
     "2026-11-05", "小李"),
    ("K000001", "王芳", "报价", "2026-11-03 09:00", "2026-11-08", "", "", "", "", ""),
    ("K000009", "谁", "报价", "2026-11-03 09:00", "2026-11-08", "", "", "", "", ""),
]  # fmt: skip
FOLLOW_UPS = [
    ("Customer number", "Customer", "Follow-up", "Due on", "Due time", "Follow-up status", "Size"),
    ("K000001", "王芳", "回访", "2026-11-20", "09:00", "Open", "large"),
]


def test_that_promises_and_follow_ups_come_to_their_customers_once(
    db: Database, tmp_path: Path
) -> None:
    wang = add_customer(db, name="王芳")
    path = tmp_path / "tasks.xlsx"
    workbook(Sheet("Promises", PROMISES), Sheet("Follow-ups", FOLLOW_UPS))(path)
    before = row_counts(db)
    result = import_file(db, path)
    assert [problem.code for problem in result.plan.problems] == ["customer.unknown"]
    with db.read() as session:
        said = list(session.execute(select(Promise.customer_id, Promise.text, Promise.status)))
        moved = list(session.scalars(select(PromiseMove.customer_id)))
        tasks = list(session.execute(select(FollowUp.text, FollowUp.due_time, FollowUp.result)))
    assert sorted(map(tuple, said)) == [(wang, "寄样品", "kept"), (wang, "报价", "open")]
    assert moved == [wang]
    assert [tuple(task) for task in tasks] == [("回访", "09:00", "Size：large")]
    assert import_file(db, path).change_set is None
    undo(db)
    assert row_counts(db) == before
