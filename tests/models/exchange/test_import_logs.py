"""The sheets 联系记录 and 投诉: whose entry each is, and that none comes twice."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from crmdesk.models.complaints.actions import open_complaint
from crmdesk.models.complaints.drafts import ListenDraft
from crmdesk.models.core.db import Database
from crmdesk.models.core.jobs import silent
from crmdesk.models.derived.refresh import rebuild
from crmdesk.models.exchange.importing import ImportResult, ReadChoices, import_file
from crmdesk.models.journal.actions import redo, undo
from crmdesk.models.schema import (
    Complaint,
    ComplaintSolution,
    ComplaintStep,
    CustomerSummary,
    Interaction,
)
from tests.support.builders import add_complaint, add_contact, add_customer, add_interaction
from tests.support.exchange import codes, counts, write_csv
from tests.support.snapshots import derived_rows, journaled_rows

TALKS = (
    "Customer number,Customer,Contact,Time,Kind of contact,Direction,Content,Minutes,Cost,"
    "Handled by"
)
CASES = (
    "Complaint number,Customer number,Customer,Opened,Subject,Status,Severity,Cost,"
    "Solution,Solution accepted,Step done by,Step done at"
)


def talks(db: Database, folder: Path, *lines: str, **more: Any) -> ImportResult:
    return import_file(db, write_csv(folder / "talks.csv", TALKS, *lines), **more)


def cases(db: Database, folder: Path, *lines: str) -> ImportResult:
    return import_file(db, write_csv(folder / "cases.csv", CASES, *lines))


def test_that_talks_find_their_customer_by_number_or_by_a_name_only_one_bears(
    db: Database, tmp_path: Path
) -> None:
    zhang = add_customer(db, "张伟", number="7")
    company = add_customer(db, "宏达", kind="company")
    person = add_contact(db, company, "李娜")
    for _ in range(2):
        add_customer(db, "王芳")
    result = talks(
        db,
        tmp_path,
        "7,张伟,,2026-11-20 10:30,Call,Outgoing,谈价,5,12.5,老王",
        ",宏达,李 娜,2026-11-20 11:00,Visit,,来看样,,,",
        ",王芳,,2026-11-20,Call,,哪一位,,,",
        ",没有这人,,2026-11-20,Call,,谁,,,",
    )
    assert counts(result) == (2, 0, 0, 2)
    assert codes(result) == ["customer.unknown"] * 2
    with db.read() as session:
        first, second = session.scalars(select(Interaction).order_by(Interaction.id)).all()
    assert (first.customer_id, first.minutes, first.cost, first.currency) == (zhang, 5, 1250, "CNY")
    assert first.at == datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
    assert (first.kind, first.direction, first.text) == ("call", "out", "谈价")
    assert (second.customer_id, second.contact_id) == (company, person)


def test_that_a_talk_does_not_come_twice(db: Database, tmp_path: Path) -> None:
    customer = add_customer(db, "张伟", number="7")
    at = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
    add_interaction(db, customer, "谈价", at=at)
    line = "7,张伟,,2026-11-20 10:30,Call,Outgoing,谈价,,,"
    assert counts(talks(db, tmp_path, line)) == (0, 0, 0, 1)
    other = "7,张伟,,2026-11-20 10:31,Call,Outgoing,谈价,,,"
    assert counts(talks(db, tmp_path, other, other)) == (1, 0, 0, 1)
    assert counts(talks(db, tmp_path, other)) == (0, 0, 0, 1)


def test_that_complaints_bring_their_steps_and_keep_numbers_free(
    db: Database, tmp_path: Path
) -> None:
    customer = add_customer(db, "张伟", number="7")
    result = cases(
        db,
        tmp_path,
        "T000005,7,张伟,2026-11-20 09:00,太慢,Open,High,99.5,换货,Yes,老王,2026-11-20 09:30",
        ",7,张伟,2026-11-21 09:00,又慢,,,,,,,",
    )
    assert counts(result) == (2, 0, 0, 0)
    with db.read() as session:
        first, second = session.scalars(select(Complaint).order_by(Complaint.id)).all()
        solution = session.scalars(select(ComplaintSolution)).one()
        step = session.scalars(select(ComplaintStep)).one()
    assert (first.number, first.severity, first.cost, first.status) == (
        "T000005",
        "high",
        9950,
        "open",
    )
    assert second.number not in ("", "T000005")
    assert (solution.text, solution.accepted, solution.complaint_id) == ("换货", True, first.id)
    assert (step.step, step.at) == (1, datetime(2026, 11, 20, 1, 30, tzinfo=UTC))
    draft = ListenDraft(customer_id=customer, words="还是慢")
    with db.write("complaint.open", name="张伟") as session:
        made = open_complaint(session, draft, now=db.now())
        numbers = list(session.scalars(select(Complaint.number)))
    assert len(set(numbers)) == 3
    assert made


def test_that_a_complaint_is_known_again(db: Database, tmp_path: Path) -> None:
    customer = add_customer(db, "张伟", number="7")
    add_complaint(db, customer, "太慢", opened_at=datetime(2026, 11, 20, 1, 0, tzinfo=UTC))
    line = "T000001,7,张伟,2026-11-20 09:00,太慢,Open,,,,,,"
    assert counts(cases(db, tmp_path, line)) == (0, 0, 0, 1)


def test_that_summaries_and_undo_know_of_imported_talks(db: Database, tmp_path: Path) -> None:
    customer = add_customer(db, "张伟", number="7")
    before = journaled_rows(db)
    talks(db, tmp_path, "7,张伟,,2026-11-20 10:30,Call,,谈价,,,老王")
    cases(db, tmp_path, "T000005,7,张伟,2026-11-20 09:00,太慢,Open,High,,换货,Yes,老王,2026-11-20")
    derived = derived_rows(db)
    rebuild(db, silent)
    assert derived_rows(db) == derived
    with db.read() as session:
        summary = session.get_one(CustomerSummary, customer)
        assert (summary.interactions, summary.open_complaints) == (1, 1)
    after = journaled_rows(db)
    undo(db)
    undo(db)
    assert journaled_rows(db) == before
    redo(db)
    redo(db)
    assert journaled_rows(db) == after


@pytest.mark.parametrize("kind", ["customers", "interactions"])
def test_that_only_sheets_of_the_kind_asked_for_are_taken(
    db: Database, tmp_path: Path, kind: str
) -> None:
    from openpyxl import Workbook

    book = Workbook()
    people = book.worksheets[0]
    people.append(["Name", "Mobile"])
    people.append(["张伟", "13800138000"])
    log = book.create_sheet("Contact log")
    log.append(TALKS.split(","))
    log.append(["", "张伟", "", "2026-11-20 10:30", "Call", "", "谈价", "", "", ""])
    book.save(tmp_path / "both.xlsx")
    result = import_file(db, tmp_path / "both.xlsx", read=ReadChoices(kind=kind))
    assert len(result.plan.rows) == (1 if kind == "customers" else 0)
    assert len(result.plan.interactions) == (0 if kind == "customers" else 1)
    assert counts(import_file(db, tmp_path / "both.xlsx"))[0] == (1 if kind == "customers" else 2)
