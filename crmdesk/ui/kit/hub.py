"""What a commit touched, told to every open screen."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from crmdesk.models.core.db import Changes, Database


class DataHub(QObject):
    """Says on the GUI thread which rows a commit of any thread touched."""

    changed = Signal(object)  # Changes
    opened = Signal()  # what was shown before the database was open can be asked of it
    _posted = Signal(object)

    def __init__(self, db: Database, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._posted.connect(self.changed, Qt.ConnectionType.QueuedConnection)
        db.on_commit = self._posted.emit

    def end(self) -> None:
        """The database is closed: what leaving wrote, and what is on its way, is told to nobody."""
        self.blockSignals(True)  # noqa: FBT003 - Qt's signature


def touches(changes: Changes, table: str, row_id: int | None = None) -> bool:
    """Whether `changes` name this row (any row of the table without `row_id`).

    A bulk change says (table, 0) and touches every row.
    """
    if row_id is None:
        return table in _tables(changes)
    return (table, row_id) in changes or (table, 0) in changes


@lru_cache(maxsize=4)
def _tables(changes: Changes) -> frozenset[str]:
    """Looked up once for all who ask: an undone import may name every customer."""
    return frozenset(name for name, _ in changes)
