"""A CustomerFilter as conditions of SQL; the words typed are not among them."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from crmdesk.models.customers.filters import (
    NOBODY,
    CustomerFilter,
    imported_by,
    last_contact_days,
)
from crmdesk.models.schema import (
    NEVER,
    Customer,
    CustomerSales,
    CustomerSummary,
    CustomerTag,
    DataBasis,
    ImportBatch,
    RowFingerprint,
)

_DUE: dict[str, Callable[[date], ColumnElement[bool]]] = {
    "overdue": lambda today: CustomerSummary.next_follow_up < today,
    "today": lambda today: CustomerSummary.next_follow_up <= today,
    "week": lambda today: CustomerSummary.next_follow_up <= today + timedelta(days=7),
    "any": lambda _today: CustomerSummary.next_follow_up.is_not(None),
    "none": lambda _today: CustomerSummary.next_follow_up.is_(None),
}


def conditions(
    chosen: CustomerFilter, *, now: datetime, zone: tzinfo
) -> Iterator[ColumnElement[bool]]:
    """What a customer_summary must fulfil, joined with its customer where `asks_customer`."""
    if chosen.kinds:
        yield Customer.kind.in_(chosen.kinds)
    if chosen.stages:
        yield Customer.stage.in_(chosen.stages)
    if chosen.tags:
        tagged = select(CustomerTag.customer_id).where(CustomerTag.tag_id.in_(chosen.tags))
        yield CustomerSummary.customer_id.in_(tagged)
    if chosen.owners:
        yield _one_of(Customer.owner_id, chosen.owners)
    if chosen.sources:
        yield _one_of(Customer.source_id, chosen.sources)
    if chosen.regions:
        yield Customer.region.in_(chosen.regions)
    yield from _of_summary(chosen, now, zone)


def _of_summary(
    chosen: CustomerFilter, now: datetime, zone: tzinfo
) -> Iterator[ColumnElement[bool]]:
    """What is computed of a customer decides."""
    if chosen.last_contact:
        yield _last_contact(chosen.last_contact, now, zone)
    if chosen.follow_up:
        yield _DUE[chosen.follow_up](now.astimezone(zone).date())
    if chosen.complaints:
        yield CustomerSummary.open_complaints > 0
    if chosen.unnoticed:
        told = select(DataBasis.customer_id).where(DataBasis.noticed_on.is_not(None))
        yield CustomerSummary.customer_id.not_in(told)
    if chosen.bought:
        yield _bought(chosen.bought, now.astimezone(zone).date())
    if found := imported_by(chosen.imported):
        yield from _imported(*found)


def _imported(kind: str, batch: int) -> Iterator[ColumnElement[bool]]:
    """Whom an import was about; the new ones exist since its very moment."""
    rows = select(RowFingerprint.customer_id).where(RowFingerprint.batch_id == batch)
    yield CustomerSummary.customer_id.in_(rows)
    at = select(ImportBatch.at).where(ImportBatch.id == batch).scalar_subquery()
    new = select(Customer.id).where(Customer.created_at >= at)
    among = CustomerSummary.customer_id.in_(new)
    yield among if kind == "new" else ~among


def asks_customer(chosen: CustomerFilter) -> bool:
    """Whether the conditions need the customer beside its summary."""
    return bool(chosen.kinds or chosen.stages or chosen.owners or chosen.sources or chosen.regions)


def _one_of(column: InstrumentedAttribute[Any], ids: Sequence[int]) -> ColumnElement[bool]:
    known = [value for value in ids if value != NOBODY]
    one_of_them: ColumnElement[bool] = column.in_(known)
    return or_(one_of_them, column.is_(None)) if NOBODY in ids else one_of_them


def _bought(code: str, today: date) -> ColumnElement[bool]:
    """Of customers without orders customer_sales has no row."""
    buyers = select(CustomerSales.customer_id)
    since = today - timedelta(days=last_contact_days(code))
    if code == "never":
        return CustomerSummary.customer_id.not_in(buyers)
    if code == "owing":
        buyers = buyers.where(CustomerSales.owed > 0)
    elif code.startswith("within"):
        buyers = buyers.where(CustomerSales.last_order >= since)
    else:
        buyers = buyers.where(CustomerSales.last_order < since)
    return CustomerSummary.customer_id.in_(buyers)


def _last_contact(code: str, now: datetime, zone: tzinfo) -> ColumnElement[bool]:
    """Days are local ones: "within 7" begins seven midnights ago."""
    at = CustomerSummary.last_contact
    if code == "never":
        return at == NEVER
    midnight = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    since = midnight - timedelta(days=last_contact_days(code))
    return at >= since if code.startswith("within") else at < since
