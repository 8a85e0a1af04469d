"""Creating and deleting a customer; what is edited on her page stands in modules of its own."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.core.i18n import _
from crmdesk.models.customers.drafts import CustomerDraft
from crmdesk.models.customers.named import source_id, tag_ids
from crmdesk.models.customers.numbers import is_taken, next_number, retire_numbers
from crmdesk.models.customers.phones import parse_phones
from crmdesk.models.customers.places import province_of, split_address
from crmdesk.models.customers.refusals import keep_refusals, repeat_refusals
from crmdesk.models.office.profile import OfficeSettings
from crmdesk.models.schema import (
    Address,
    Base,
    Channel,
    Customer,
    CustomerOwned,
    CustomerTag,
    DistinctPair,
    Email,
    Phone,
    StageChange,
)

_BETWEEN_EMAILS = re.compile(r"[\s,;，；、]+")


def create_customer(
    session: Session, draft: CustomerDraft, *, now: datetime, office: OfficeSettings
) -> int:
    """Store a new customer with its phones, e-mails, WeChat, address and tags; return its id.

    Raises Invalid when the draft has problems, CrmError "customer.number.taken" for a number that
    another customer bears.
    """
    if problems := draft.problems():
        raise Invalid(problems)
    number = draft.number.strip()
    if number and is_taken(session, number):
        raise CrmError("customer.number.taken", number=number)
    today = local_day(now, office_zone(office.zone))
    customer = _customer(draft, number or next_number(session), now)
    customer.source_id = source_id(session, draft.source)
    customer.stage_since = today
    session.add(customer)
    session.flush()
    session.add(StageChange(customer_id=customer.id, stage=customer.stage, on=today))
    reached_by = list(_reached_by(draft, customer.id, office))
    for row in reached_by:
        if isinstance(row, Address):
            complete_region(customer, row)
    session.add_all(reached_by)
    for tag in tag_ids(session, draft.tags):
        session.add(CustomerTag(customer_id=customer.id, tag_id=tag))
    session.flush()
    repeat_refusals(session, customer.id, _("refused before she was deleted"), now=now)
    return customer.id


def delete_customer(session: Session, customer_id: int) -> None:
    """Delete a customer and all it owns; who had it as parent or referrer has none any more.

    Raises CrmError "customer.gone" when it was deleted meanwhile.
    """
    customer = session.get(Customer, customer_id)
    if customer is None:
        raise CrmError("customer.gone")
    keep_refusals(session, [customer_id])
    pointing = or_(Customer.parent_id == customer_id, Customer.referrer_id == customer_id)
    for other in session.scalars(select(Customer).where(pointing)):
        other.parent_id = None if other.parent_id == customer_id else other.parent_id
        other.referrer_id = None if other.referrer_id == customer_id else other.referrer_id
    session.flush()
    for owned in owned_tables():  # children first, so that undo brings parents back first
        for row in session.scalars(select(owned).where(owned.customer_id == customer_id)):
            session.delete(row)
        session.flush()
    for pair in session.scalars(select(DistinctPair).where(DistinctPair.other_id == customer_id)):
        session.delete(pair)
    retire_numbers(session, [customer.number])
    session.delete(customer)
    session.flush()


def owned_tables() -> list[type[CustomerOwned]]:
    """Every kind of row a customer owns, those that point to others of them first."""
    classes = {mapper.local_table: mapper.class_ for mapper in Base.registry.mappers}
    ordered = (classes.get(table) for table in reversed(Base.metadata.sorted_tables))
    return [found for found in ordered if found is not None and issubclass(found, CustomerOwned)]


def _customer(draft: CustomerDraft, number: str, now: datetime) -> Customer:
    company = draft.company.strip() if draft.kind != "company" else ""
    customer = Customer(
        number=number,
        kind=draft.kind,
        name=draft.name.strip(),
        company=company or None,
        salutation=draft.salutation.strip(),
        gender=draft.gender,
        title=draft.title.strip(),
        stage=draft.stage,
        industry=draft.industry.strip(),
        region=draft.region.strip(),
        owner_id=draft.owner_id,
        parent_id=draft.parent_id,
        referrer_id=draft.referrer_id,
        note=draft.note.strip(),
        created_at=now,
    )
    if draft.birthday is not None:
        for part, value in asdict(draft.birthday).items():
            setattr(customer, f"birthday_{part}", value)
    return customer


def _reached_by(draft: CustomerDraft, customer_id: int, office: OfficeSettings) -> Iterator[Base]:
    for position, address in enumerate(filter(None, _BETWEEN_EMAILS.split(draft.email))):
        yield Email(customer_id=customer_id, address=address, position=position)
    for kind, account in (("wechat", draft.wechat.strip()), ("line", draft.line.strip())):
        if account:
            yield Channel(customer_id=customer_id, kind=kind, value=account)
    if address := draft.address.strip():
        yield address_row(address, customer_id)
    yield from phone_rows(draft.phones, customer_id, office)


def address_row(text: str, customer_id: int, label: str = "") -> Address:
    """An address as typed, taken apart as an import would."""
    parts = split_address(text)._asdict()
    return Address(customer_id=customer_id, label=label, raw=text, position=0, **parts)


def complete_region(customer: Customer, address: Address) -> None:
    """Her region, where nobody told it, is the province her address names."""
    if not customer.region:
        customer.region = province_of(address.region) or address.region


def phone_rows(
    texts: Iterable[str],
    customer_id: int,
    office: OfficeSettings,
    *,
    contact_id: int | None = None,
    label: str = "",
) -> Iterator[Phone]:
    """One row for each number in texts as typed; each text may hold several."""
    numbers = (
        number
        for text in texts
        for number in parse_phones(
            text, area_code=office.area_code, country=office.country, label=label
        )
    )
    for position, number in enumerate(numbers):
        yield Phone(
            customer_id=customer_id,
            contact_id=contact_id,
            label=number.label,
            raw=number.raw,
            e164=number.e164 or "",
            extension=number.extension,
            suspect=number.suspect,
            position=position,
        )
