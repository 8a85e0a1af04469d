"""Import and export of a large workbook, beside what openpyxl takes only to read or write it."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from crmdesk.models.core.db import Database
from crmdesk.models.core.jobs import silent
from crmdesk.models.customers.filters import CustomerFilter
from crmdesk.models.customers.listing import find_list
from crmdesk.models.customers.rows import load_rows
from crmdesk.models.derived.index import index_pending
from crmdesk.models.exchange.export.columns import all_targets
from crmdesk.models.exchange.export.run import ExportRequest, export
from crmdesk.models.exchange.export.table import CustomerTable
from crmdesk.models.exchange.importing import import_file
from crmdesk.models.office.settings import load_office
from tests.bench.measure import Row, seconds, telling
from tests.bench.stock import NOW, Stock


def import_and_export(stock: Stock, rows: int) -> Iterator[Row]:
    """A messy book into an empty office, and out again."""
    book = stock.book(rows)
    with telling("openpyxl reads the book"):
        reading, _ = seconds(lambda: _read(book))
    db = stock.open(stock.fresh("import.db"))
    with telling("import"):
        imported, result = seconds(lambda: import_file(db, book))
        shown, _ = seconds(lambda: _show(db))
    with telling("index"):
        indexed, _ = seconds(lambda: index_pending(db, silent))
    counts = result.plan.counts()
    what = f"{rows:,} x 20 .xlsx"
    yield Row(
        f"import {what}, committed and on screen",
        imported + shown,
        "s",
        yardstick="openpyxl read_only",
        measure=reading,
        times=0.3,
        note=str(counts),
    )
    yield from _libreoffice(book, imported + shown)
    yield Row(
        f"import {what}, fully indexed",
        imported + shown + indexed,
        "s",
        yardstick="openpyxl read_only",
        measure=reading,
        times=1.5,
    )
    yield _export(stock, db)
    db.close()


def _export(stock: Stock, db: Database) -> Row:
    """All fields of all customers, beside openpyxl writing the very same cells."""
    with telling("export"):
        exported, count = seconds(lambda: export(db, stock.folder / "out.xlsx", ExportRequest()))
    cells = _exported(db)
    with telling("openpyxl writes the same cells"):
        writing, _ = seconds(lambda: _write(stock.folder / "yardstick.xlsx", cells))
    filled = sum(cell is not None for row in cells for cell in row)
    return Row(
        f"export the same {count:,} customers, all fields",
        exported,
        "s",
        yardstick="openpyxl write_only",
        measure=writing,
        times=0.15,
        note=f"{filled:,} cells in {len(cells[0])} columns",
    )


def _exported(db: Database) -> list[tuple[Any, ...]]:
    """The cells of an export, blank ones None."""
    with db.read() as session:
        office = load_office(session)
        targets = all_targets(session, None, office.country, computed=False)
        table = CustomerTable(session, targets, office, db.staff_id)
        return [
            tuple(None if cell == "" else cell for cell in row)
            for batch in table.batches(session, None, silent)
            for row in batch.rows(len(targets))
        ]


def _read(book: Path) -> list[tuple[Any, ...]]:
    opened = load_workbook(book, read_only=True)
    cells = [tuple(row) for row in opened.worksheets[0].values]
    opened.close()
    return cells


def _write(path: Path, cells: list[tuple[Any, ...]]) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in cells:
        sheet.append(row)
    book.save(path)


def _show(db: Database) -> None:
    with db.read() as session:
        found = find_list(session, CustomerFilter(), now=NOW)
        load_rows(session, found.ids[:200])


def _libreoffice(book: Path, ours: float) -> Iterator[Row]:
    """LibreOffice opening the book, where it is installed."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return
    command = [program, "--headless", "--cat", str(book)]
    with telling("LibreOffice opens the book"):
        opening, _ = seconds(lambda: subprocess.run(command, capture_output=True, check=False))
    yield Row(
        "import beside LibreOffice",
        ours,
        "s",
        yardstick="LibreOffice opening it",
        measure=opening,
        times=1.0,
    )
