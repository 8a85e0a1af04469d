"""The journal of many years: all ids, and a screenful of lines."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import text

from crmdesk.models.core.db import Database
from crmdesk.models.logbook.browse import find_change_sets, load_entries
from crmdesk.models.logbook.filters import JournalFilter
from tests.bench.measure import Row, busy, middle, milliseconds, percentile
from tests.bench.stock import TODAY, Stock

SETS = 1_000_000
SHOWN = 80
_ZONE = ZoneInfo("Asia/Shanghai")
_MANY = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :sets)
INSERT INTO change_set(at, staff_id, action, params, undoable, row_count, customer_count)
SELECT datetime('2024-01-01', '+' || (i * 90) || ' seconds') || '.000000', 1 + i % 3,
       CASE i % 3 WHEN 0 THEN 'customer.edit' WHEN 1 THEN 'interaction.log' ELSE 'order.edit' END,
       '{"name": "A' || (i % 5000) || '"}', 1, 2, 1
  FROM n
"""


def journal(stock: Stock) -> Iterator[Row]:
    """A million changes scroll as a hundred."""
    db = _office(stock, stock.folder / f"journal-{SETS}.db")
    lines, ids = milliseconds(partial(_screenful, db)), milliseconds(partial(_ids, db), times=5)
    cpu = busy(partial(_screenful, db))
    db.close()
    yield Row(
        f"journal of {SETS:,} changes: a screenful of lines (p95)",
        percentile(lines, 0.95), "ms", most=50,
        note=f"processor time {cpu:.1f} ms",
    )  # fmt: skip
    yield Row(
        f"journal of {SETS:,} changes: every id, beside the window",
        middle(ids), "ms",
    )  # fmt: skip


def _office(stock: Stock, path: Path) -> Database:
    db = stock.open(path)
    with db.read() as session:
        there = session.scalar(text("SELECT max(id) FROM change_set")) or 0
    if there < SETS:
        with db.write("bench", bulk=True) as session:
            session.execute(text(_MANY), {"sets": SETS})
    return db


def _ids(db: Database) -> list[int]:
    with db.read() as session:
        return find_change_sets(session, JournalFilter(), today=TODAY, zone=_ZONE)


def _screenful(db: Database) -> None:
    with db.read() as session:
        load_entries(session, range(SETS // 2, SETS // 2 + SHOWN))
