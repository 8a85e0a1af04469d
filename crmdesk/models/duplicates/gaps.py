"""What is missing or stale in the archive, by kind: counted, listed, mended in the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from crmdesk.models.core.i18n import P_, pgettext
from crmdesk.models.customers.rules import STAGES
from crmdesk.models.duplicates.phone_doubts import Doubt, doubt_phone
from crmdesk.models.office.settings import load_office
from crmdesk.models.schema import NEVER, Contact, Customer, CustomerSummary, Phone

GAPS = ("no_phone", "bad_phone", "no_owner", "no_source", "no_stage", "no_contact")
STALE = ("silent", "never")
YEAR = timedelta(days=365)

_TEXTS = {
    "no_phone": P_("gap", "No phone"),
    "bad_phone": P_("gap", "Phone wrong"),
    "no_owner": P_("gap", "No owner"),
    "no_source": P_("gap", "No source"),
    "no_stage": P_("gap", "No stage"),
    "no_contact": P_("gap", "Company without contact"),
    "silent": P_("gap", "No contact for a year"),
    "never": P_("gap", "Never contacted"),
}


@dataclass(frozen=True, slots=True)
class DoubtfulPhone:
    """The first number of a customer that cannot be right, and what is wrong with it."""

    id: int
    raw: str
    doubt: Doubt


def gap_text(kind: str) -> str:
    """What a kind of gap is called."""
    return pgettext("gap", _TEXTS[kind])


def count_gaps(session: Session, kinds: Sequence[str], *, now: datetime) -> dict[str, int]:
    """How many customers each gap has; colleagues (internal) are not counted."""
    columns = [func.count().filter(_condition(kind, now)).label(kind) for kind in kinds]
    query = _joined(select(*columns)).where(Customer.kind != "internal")
    row = session.execute(query).one()
    return {kind: int(count) for kind, count in zip(kinds, row, strict=True)}


def find_gap_ids(session: Session, kind: str, *, now: datetime) -> list[int]:
    """Who has this gap; who is silent comes by how long, the others by name."""
    order = CustomerSummary.last_contact if kind == "silent" else CustomerSummary.sort_name
    query = _joined(select(Customer.id)).where(Customer.kind != "internal", _condition(kind, now))
    return list(session.scalars(query.order_by(order, Customer.id)))


def load_doubtful(session: Session, ids: Sequence[int]) -> dict[int, DoubtfulPhone]:
    """By customer; one whose numbers are all right is absent."""
    office = load_office(session)
    query = select(Phone.customer_id, Phone.id, Phone.raw).where(
        Phone.customer_id.in_(ids), Phone.suspect
    )
    found: dict[int, DoubtfulPhone] = {}
    for customer, key, raw in session.execute(query.order_by(Phone.position, Phone.id)):
        doubt = doubt_phone(raw, country=office.country, area_code=office.area_code)
        found.setdefault(customer, DoubtfulPhone(key, raw, doubt))
    return found


def _joined(query: Any) -> Any:
    return query.select_from(Customer).join(
        CustomerSummary, CustomerSummary.customer_id == Customer.id
    )


def _condition(kind: str, now: datetime) -> ColumnElement[bool]:
    conditions: dict[str, ColumnElement[bool]] = {
        "no_phone": CustomerSummary.phone == "",
        "bad_phone": Customer.id.in_(select(Phone.customer_id).where(Phone.suspect)),
        "no_owner": Customer.owner_id.is_(None),
        "no_source": Customer.source_id.is_(None),
        "no_stage": Customer.stage.not_in(STAGES),
        "no_contact": and_(
            Customer.kind == "company", Customer.id.not_in(select(Contact.customer_id))
        ),
        "silent": and_(
            CustomerSummary.last_contact < now - YEAR, CustomerSummary.last_contact != NEVER
        ),
        "never": CustomerSummary.last_contact == NEVER,
    }
    return conditions[kind]
