"""The fingerprints by which the rows of an import are known again, and the batch they belong to."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from crmdesk.models.core.changes import note_bulk
from crmdesk.models.core.db import context_of, storage_of
from crmdesk.models.exchange.applying.writing import RowWriter
from crmdesk.models.exchange.planning.plan import Plan
from crmdesk.models.schema import ImportBatch


class Fingerprints:
    """Writes those of a growing plan, beside the customers they are about.

    The plan will have at most `most`; new customers have the ids from `first` on.
    """

    def __init__(
        self, session: Session, plan: Plan, writer: RowWriter, *, most: int, first: int
    ) -> None:
        self._session, self._plan, self._writer, self._first = session, plan, writer, first
        self._ids = storage_of(session).reserve_ids(session, "row_fingerprint", most)
        self._batch: ImportBatch | None = None
        self._done = 0

    def add(self, now: datetime) -> None:
        """Write what came since; the customers meant are on their way."""
        digests = self._plan.digests[self._done :]
        if not digests:
            return
        rows = [(ref if ref > 0 else self._first - ref - 1, digest) for digest, ref in digests]
        columns, same = ("customer_id", "digest"), {"batch_id": self._begun(now).id}
        first = self._ids[self._done]
        self._writer.add("row_fingerprint", columns, rows, same, first)
        self._done += len(digests)

    def note(self, now: datetime) -> None:
        """After the last: say in the journal what was written, and in the batch what it did."""
        self._begun(now).counts = self._plan.counts()
        note_bulk(self._session, "row_fingerprint", self._ids[: self._done])

    def _begun(self, now: datetime) -> ImportBatch:
        """The batch; one that changes nothing has none."""
        if self._batch is None:
            self._writer.wait()
            self._batch = ImportBatch(
                file=self._plan.file,
                format=self._plan.format,
                encoding=self._plan.encoding or "",
                at=now,
                staff_id=context_of(self._session).staff_id,
                counts={},
            )
            self._session.add(self._batch)
            self._session.flush()
        return self._batch
