"""The databases and books that are measured, made once and kept in build/bench."""

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert

from crmdesk.models.core.db import Database
from crmdesk.models.demo.book import legacy_book
from crmdesk.models.demo.generate import generate
from crmdesk.models.derived.summary import refresh_summaries
from crmdesk.models.first_page.keep import keep_first_page
from crmdesk.models.open import open_database
from crmdesk.models.schema import Interaction
from tests.bench.measure import telling

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)
BUSY = 10_000
"""Timeline entries of the busiest customer."""


def close_well(path: Path) -> None:
    """Leave the file as a window does that is closed."""
    db = open_database(path)
    keep_first_page(db, ())
    db.close()


class Stock:
    """Files under one folder; what is there is used again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def office(self, customers: int) -> Path:
        """A demo office; customer 1 has BUSY timeline entries, of very many the rest has none."""
        path = self.folder / f"office-{customers}.db"
        if not path.exists():
            with telling(f"making an office of {customers} customers"):
                fresh = self.fresh("new-office.db")
                db = self.open(fresh)
                generate(db, customers, today=TODAY, history=customers < 1_000_000)
                _make_busy(db)
                db.close()
                fresh.rename(path)
        return path

    def book(self, rows: int) -> Path:
        """A messy address book."""
        path = self.folder / f"book-{rows}.xlsx"
        if not path.exists():
            with telling(f"making a book of {rows} rows"):
                legacy_book(path, rows)
        return path

    def copy(self, path: Path, name: str) -> Path:
        """A copy of a database that may be written to."""
        target = self.fresh(name)
        shutil.copyfile(path, target)
        return target

    def fresh(self, name: str) -> Path:
        """A path where no database is."""
        path = self.folder / name
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        return path

    def open(self, path: Path) -> Database:
        return open_database(path, clock=lambda: NOW)


def _make_busy(db: Database) -> None:
    rows = [
        {
            "customer_id": 1,
            "kind": "call",
            "direction": "out",
            "staff_id": 1,
            "text": f"第{number}次联系，谈了年度框架协议的价格和交期。",
            "at": NOW - timedelta(hours=3 * number + 1),
            "created_at": NOW - timedelta(hours=3 * number),
        }
        for number in range(BUSY)
    ]
    with db.write("bench", bulk=True) as session:
        session.execute(insert(Interaction), rows)
        refresh_summaries(session, [1])
