"""What is done about made-up complaints beside their steps: waiting, asking for help, improving."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from crmdesk.models.complaints.improvements import load_causes
from crmdesk.models.core.db import storage_of
from crmdesk.models.demo.belongings import Made, Rows
from crmdesk.models.demo.words import lines, pick
from crmdesk.models.schema import Complaint, Improvement, ImprovementCall

_STATUSES = ("done", "open", "closed")
_VERDICTS = {"open": (), "done": ("better", "unreached", ""), "closed": ("better", "better")}


class Care:
    """Adds rows of its own chance, so that the rest of the office stays as it was."""

    def __init__(self, rng: random.Random, rows: Rows) -> None:
        self._rng, self._rows = rng, rows

    def wait(self, made: Made, complaint_id: int, at: datetime) -> None:
        """The clock stands still since then."""
        self._row(
            "complaint_pause", made, complaint_id, at, until=None,
            reason=pick(self._rng, lines("complaints", "waits")), staff_id=made.owner,
        )  # fmt: skip

    def ask(self, made: Made, complaint_id: int, at: datetime, boss: int) -> None:
        """The boss was asked to step in."""
        self._row(
            "complaint_escalation", made, complaint_id, at, to_id=boss, staff_id=made.owner,
            reason=pick(self._rng, lines("complaints", "escalations")),
        )  # fmt: skip

    def _row(
        self, table: str, made: Made, complaint_id: int, at: datetime, **columns: object
    ) -> None:
        row = {"customer_id": made.id, "complaint_id": complaint_id, "at": at, **columns}
        self._rows[table].append(row)


def add_improvements(session: Session, staff: Sequence[int], now: datetime) -> None:
    """Measures against the commonest causes: one to be verified, one under way, one that proved
    itself."""
    rng = random.Random(f"{now}/improvements")
    ids = storage_of(session).reserve_ids(session, Improvement.__tablename__, len(_STATUSES))
    titles, said = lines("complaints", "improved"), lines("complaints", "verdicts")
    causes = [cause for cause in load_causes(session) if len(cause.complaints) > 1]
    for at, (key, status, cause) in enumerate(zip(ids, _STATUSES, causes, strict=False)):
        begun = now - timedelta(days=20 + 25 * at)
        done = begun + timedelta(days=9) if status != "open" else None
        row = {
            "id": key,
            "title": titles[at % len(titles)],
            "cause": cause.text,
            "staff_id": staff[at % len(staff)],
            "status": status,
            "created_at": begun,
            "due_on": (begun + timedelta(days=12)).date() if status != "open" else
            (now + timedelta(days=6)).date(),
            "done_at": done,
            "closed_at": begun + timedelta(days=15) if status == "closed" else None,
        }  # fmt: skip
        session.execute(insert(Improvement), row)
        _add_calls(session, key, cause.complaints[:4], status, begun, rng, said)


def _add_calls(
    session: Session,
    improvement: int,
    complaints: Sequence[int],
    status: str,
    begun: datetime,
    rng: random.Random,
    said: Sequence[str],
) -> None:
    query = select(Complaint.id, Complaint.customer_id).where(Complaint.id.in_(complaints))
    owners = {row.id: row.customer_id for row in session.execute(query)}
    known = _VERDICTS[status]
    rows = []
    for at, complaint in enumerate(complaints):
        verdict = known[at % len(known)] if known else ""
        rows.append(
            {
                "improvement_id": improvement,
                "complaint_id": complaint,
                "customer_id": owners[complaint],
                "verdict": verdict,
                "at": begun + timedelta(days=10 + at) if verdict else None,
                "staff_id": 1 if verdict else None,
                "text": pick(rng, said) if verdict == "better" else "",
            }
        )
    ids = storage_of(session).reserve_ids(session, ImprovementCall.__tablename__, len(rows))
    session.execute(
        insert(ImprovementCall), [{"id": key, **row} for key, row in zip(ids, rows, strict=True)]
    )
