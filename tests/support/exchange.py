"""Files as if they had been read: records for tests of matching, planning and applying."""

from hashlib import blake2b
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from crmdesk.models.core.db import Database
from crmdesk.models.core.jobs import Progress, silent
from crmdesk.models.customers.phones import parse_phones
from crmdesk.models.exchange.columns.recognise import ColumnGuess
from crmdesk.models.exchange.export.customer_json import list_json
from crmdesk.models.exchange.importing import ImportResult, ReadChoices, carry_out, make_plan
from crmdesk.models.exchange.planning.plan import ImportChoices, Mode
from crmdesk.models.exchange.records.customers import Channel, ContactRecord, CustomerRecord, Email
from crmdesk.models.exchange.records.understood import SheetUnderstanding, Understanding
from crmdesk.models.exchange.vocabulary.fields import Target
from crmdesk.models.schema import Base, Customer

COLUMNS = ("number", "name", "phone", "company", "kind", "region", "parent", "referrer")


def record(name: str, phone: str = "", **fields: Any) -> CustomerRecord:
    """A row of a file; `phone` may hold several numbers, `email` and `wechat` one each."""
    digest = blake2b(repr((name, phone, fields)).encode(), digest_size=8).hexdigest()
    if email := fields.pop("email", ""):
        fields["emails"] = (Email("", email),)
    if wechat := fields.pop("wechat", ""):
        fields["channels"] = (Channel("wechat", wechat),)
    fields.setdefault("kind", "person")
    made = CustomerRecord.__new__(CustomerRecord)  # holds what the row has, as read ones do
    made.__dict__.update(name=name, row=0, sheet="客户", digest=digest, **fields)
    if phone:
        made.phones = tuple(parse_phones(phone))
    return made


def contact(name: str, phone: str = "", **fields: Any) -> ContactRecord:
    """A person inside a company."""
    return ContactRecord(name=name, phones=tuple(parse_phones(phone)), **fields)


def understood(*records: CustomerRecord, columns: tuple[str, ...] = COLUMNS) -> Understanding:
    """A workbook of one sheet with these rows, from row 2 on."""
    for row, found in enumerate(records, start=2):
        found.row = row
    guesses = [
        ColumnGuess(index, field, Target(field), 1.0, ()) for index, field in enumerate(columns)
    ]
    sheet = SheetUnderstanding("客户", "customers", 1, 1.0, guesses, "shape", list(records))
    return Understanding("book.xlsx", "xlsx", None, [sheet])


def bring_in(
    db: Database,
    *records: CustomerRecord,
    mode: Mode = "update",
    fill_only: bool = False,
    columns: tuple[str, ...] = COLUMNS,
    progress: Progress = silent,
) -> ImportResult:
    """Import these rows."""
    file, choices = understood(*records, columns=columns), ImportChoices(mode, fill_only)
    plan = make_plan(db, file, choices, progress)
    return carry_out(db, file, plan, ReadChoices(), choices, progress)


def counts(result: ImportResult) -> tuple[int, int, int, int]:
    """created, updated, merged, skipped"""
    found = result.plan.counts()
    return found["created"], found["updated"], found["merged"], found["skipped"]


def codes(result: ImportResult) -> list[str]:
    """The codes of the problems."""
    return [problem.code for problem in result.plan.problems]


def customers(db: Database) -> list[dict[str, Any]]:
    """Every customer as scripts see them, by id."""
    with db.read() as session:
        return list(list_json(session, list(session.scalars(select(Customer.id).order_by("id")))))


def only(db: Database) -> dict[str, Any]:
    """The one customer there is."""
    (found,) = customers(db)
    return found


def row_counts(db: Database) -> dict[str, int]:
    """How many rows each table has that is not empty; the journal's own left out."""
    found = {}
    with db.read() as session:
        for table in Base.metadata.sorted_tables:
            if table.name not in ("change", "change_set", "setting"):
                found[table.name] = session.scalar(select(func.count()).select_from(table)) or 0
    return {name: count for name, count in found.items() if count}


def write_csv(path: Path, *lines: str) -> Path:
    """A small CSV file in UTF-8."""
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
