"""What complaints and service orders have in common: a case goes through steps, each stamped.

Each kind of case has tables of its own; what is done to them is written once.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models import schema
from crmdesk.models.core.errors import CrmError


@dataclass(frozen=True, slots=True)
class CaseTables:
    """The tables of one kind of case; `key` is the column of its `parts` that names the case.

    The parts are told by name: most of them nobody asks for before the case is deleted.

    `gone` and `closed` are the codes of what it says when it was deleted, or runs no more.
    """

    case: type[Any]
    key: str
    step: type[Any]
    pause: type[Any]
    parts: tuple[str, ...]
    gone: str
    closed: str

    def get(self, session: Session, case_id: int) -> Any:
        """The case; raises CrmError `gone`."""
        case = session.get(self.case, case_id)
        if case is None:
            raise CrmError(self.gone)
        return case

    def get_open(self, session: Session, case_id: int) -> Any:
        """The case, if its clocks still run; raises CrmError `gone` or `closed`."""
        case = self.get(session, case_id)
        if case.status != "open":
            raise CrmError(self.closed)
        return case

    def of(self, part: type[Any]) -> Any:
        """The column of a part that names the case."""
        return getattr(part, self.key)

    def children(self, session: Session, part: type[Any], case_id: int) -> list[Any]:
        """Its rows of one kind, as they were written."""
        query = select(part).where(self.of(part) == case_id).order_by(part.id)
        return list(session.scalars(query))

    def owner(self, case: Any) -> dict[str, int]:
        """The columns that say whose a row is."""
        return {self.key: case.id, "customer_id": case.customer_id}

    def delete(self, session: Session, case_id: int) -> None:
        """Delete it with all its parts; raises CrmError `gone`."""
        case = self.get(session, case_id)
        for part in self.parts:
            for row in self.children(session, getattr(schema, part), case_id):
                session.delete(row)
        session.flush()
        session.delete(case)
