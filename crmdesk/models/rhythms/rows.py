"""Return visits as lists show them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, tzinfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmdesk.models.care.ways import Reach
from crmdesk.models.rhythms.due import load_visits
from crmdesk.models.rhythms.visits import Visit
from crmdesk.models.schema import Customer, CustomerSummary, Staff


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One line of the list; `id` is the customer's: she is called once, whatever for.

    `phone` is "" where she does not want to be called (`no_calls`).
    """

    visit: Visit
    customer: str
    salutation: str
    company: str
    kind: str
    staff: str
    phone: str
    no_calls: bool

    @property
    def id(self) -> int:
        return self.visit.customer_id

    @property
    def customer_id(self) -> int:
        return self.visit.customer_id

    @property
    def contact_id(self) -> int | None:
        """The customer herself is called."""
        return None

    @property
    def contact(self) -> str:
        return ""


def load_rows(
    session: Session, today: date, zone: tzinfo, customers: Collection[int]
) -> dict[int, VisitRow]:
    """List rows of these customers; one deleted meanwhile is simply absent."""
    if not customers:
        return {}
    visits = load_visits(session, today, zone, customers)
    reach = Reach(session, list(customers))
    query = (
        select(
            Customer.id, Customer.name, Customer.salutation,
            func.coalesce(Customer.company, "").label("company"), Customer.kind,
            func.coalesce(Staff.name, "").label("staff"),
            func.coalesce(CustomerSummary.phone, "").label("phone"),
        )
        .outerjoin(CustomerSummary, CustomerSummary.customer_id == Customer.id)
        .outerjoin(Staff, Staff.id == Customer.owner_id)
        .where(Customer.id.in_(customers))
    )  # fmt: skip
    found: dict[int, VisitRow] = {}
    for row in session.execute(query):
        refuses = "call" in reach.refused(row.id)
        if row.id in visits:
            told = (row.name, row.salutation, row.company, row.kind, row.staff)
            phone = "" if refuses else row.phone
            found[row.id] = VisitRow(visits[row.id], *told, phone, refuses)
    return found
