"""A workbook of ours as somebody in Excel gives it back, for pictures of what is compared."""

from __future__ import annotations

from pathlib import Path

from crmdesk.models.core.db import Database
from crmdesk.models.customers.edit import set_fact
from crmdesk.models.customers.filters import CustomerFilter
from crmdesk.models.customers.listing import find_ids
from crmdesk.models.exchange.export.run import ExportRequest, export
from crmdesk.models.exchange.vocabulary.fields import Target, header_of
from crmdesk.models.schema import Customer

_CUSTOMERS = 12
_FIRST = 2
"""The row below the header."""


def returned_book(db: Database, path: Path, title: str, name: str) -> None:
    """Export some people and edit the workbook: a title changed, one changed here too, a company
    blanked, a row deleted, and a new one with this name."""
    now = db.now()
    with db.read() as session:
        ids = find_ids(session, CustomerFilter(kinds=("person",)), now=now)[:_CUSTOMERS]
    export(db, path, ExportRequest(ids=ids))
    with db.read() as session:
        changed = session.get_one(Customer, ids[1])
        called, before = changed.name, changed.title
    with db.write("customer.edit", name=called) as session:
        new = f"{title}（{name[:1]}）"
        set_fact(session, ids[1], "title", new, expected=before, today=now.date())
    _edit(path, title, name)


def _edit(path: Path, title: str, name: str) -> None:
    from openpyxl import load_workbook

    book = load_workbook(path)
    sheet = book.worksheets[0]
    headers = [cell.value for cell in sheet[1]]
    wanted = {field: header_of(Target(field)) for field in ("name", "title", "company", "note")}
    places = {
        field: headers.index(header) + 1 for field, header in wanted.items() if header in headers
    }
    for row in (_FIRST, _FIRST + 1):
        sheet.cell(row, places["title"], title)
    sheet.cell(_FIRST, places.get("note", places["title"]), title)
    sheet.cell(_FIRST + 2, places["company"], "")
    sheet.delete_rows(_FIRST + 4)
    sheet.cell(sheet.max_row + 1, places["name"], name)
    book.save(path)
