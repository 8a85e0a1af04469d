"""On which ground a customer's data are held, and whether she was told (PIPL art. 13 and 17, Taiwan
個資法 §8 and §19)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from crmdesk.models.core.changes import note_created
from crmdesk.models.core.db import context_of, storage_of
from crmdesk.models.core.errors import CrmError
from crmdesk.models.customers.grounds import BASES
from crmdesk.models.schema import Base, Customer, DataBasis

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class BasisDraft:
    """`basis` "" is the office's own; a day of notice is not in the future (`today`)."""

    basis: str = ""
    noticed_on: date | None = None
    how: str = ""
    today: date | None = None

    def problems(self) -> dict[str, str]:
        """Field name -> message code."""
        found = {}
        if self.basis and self.basis not in BASES:
            found["basis"] = "fact.choice"
        if self.noticed_on and self.today and self.noticed_on > self.today:
            found["noticed_on"] = "basis.future"
        return found


@dataclass(frozen=True, slots=True)
class BasisRow:
    """What is noted of one customer; `basis` "" follows the office."""

    basis: str = ""
    noticed_on: date | None = None
    how: str = ""


def load_basis(session: Session, customer_id: int) -> BasisRow:
    """What counts: the newest row, and where that tells no notice, the newest that does."""
    query = (
        select(DataBasis.basis, DataBasis.noticed_on, DataBasis.how)
        .where(DataBasis.customer_id == customer_id)
        .order_by(DataBasis.at.desc(), DataBasis.id.desc())
    )
    rows = session.execute(query).all()
    basis = next((row.basis for row in rows if row.basis), "")
    told = next(((row.noticed_on, row.how) for row in rows if row.noticed_on), (None, ""))
    return BasisRow(basis, *told)


def set_basis(session: Session, ids: Sequence[int], draft: BasisDraft, *, now: datetime) -> int:
    """Note it for customers, in place of what was noted; returns how many there were.

    Raises CrmError "customer.gone" where one alone was meant and is no more.
    """
    staff = context_of(session).staff_id
    values = {"basis": draft.basis, "noticed_on": draft.noticed_on, "how": draft.how.strip()}
    count = 0
    for start in range(0, len(ids), _AT_ONCE):
        part = ids[start : start + _AT_ONCE]
        there = list(session.scalars(select(Customer.id).where(Customer.id.in_(part))))
        noted = select(DataBasis).where(DataBasis.customer_id.in_(there)).order_by(DataBasis.at)
        known = {row.customer_id: row for row in session.scalars(noted)}
        for row in known.values():
            if any(getattr(row, name) != value for name, value in values.items()):
                for name, value in values.items():
                    setattr(row, name, value)
                row.at, row.staff_id = now, staff
        for row in session.scalars(noted):
            if row is not known[row.customer_id]:  # merging left it
                session.delete(row)
        new = [key for key in there if key not in known]
        _insert(session, new, values | {"at": now, "staff_id": staff})
        count += len(there)
    session.flush()
    if len(ids) == 1 and not count:
        raise CrmError("customer.gone")
    return count


def _insert(session: Session, ids: Iterable[int], values: dict[str, object]) -> None:
    table = Base.metadata.tables[DataBasis.__tablename__]
    rows = [{"customer_id": key, **values} for key in ids]
    if not rows:
        return
    reserved = storage_of(session).reserve_ids(session, table.name, len(rows))
    for row_id, row in zip(reserved, rows, strict=True):
        row["id"] = row_id
        note_created(session, table, int(str(row["customer_id"])), [row])
    session.execute(insert(table), rows)
