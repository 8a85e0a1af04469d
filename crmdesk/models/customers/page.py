"""One customer, one page: all of her in a handful of indexed questions."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.calendar.lunar import age_on, next_occurrence, round_age, zodiac
from crmdesk.models.customers.facts import FACTS, birthday_of, fact_of, hidden_facts
from crmdesk.models.customers.page_rows import (
    AddressRow,
    AnniversaryRow,
    ChannelRow,
    ConsentRow,
    ContactRow,
    CustomerPage,
    CustomRow,
    EmailRow,
    FileRow,
    FollowUpRow,
    InvoiceRow,
    Occasion,
    PhoneRow,
    Relative,
    StageRow,
    TagRow,
    TalkRow,
    Warn,
)
from crmdesk.models.schema import (
    NEVER,
    Address,
    Anniversary,
    Attachment,
    Channel,
    Consent,
    Contact,
    Customer,
    CustomerSummary,
    CustomerTag,
    CustomField,
    CustomValue,
    Email,
    FollowUp,
    Interaction,
    Invoice,
    Phone,
    Source,
    Staff,
    StageChange,
    Tag,
)

T = TypeVar("T")
LAST_TALKS = 3
TALK_TEXT = 240
MOST_RELATIVES = 200


def load_page(
    session: Session, customer_id: int, *, today: date, viewer: int | None = None
) -> CustomerPage | None:
    """The page, or None when there is no such customer (any more).

    `viewer` is the member of staff who looks: what is the owner's own is left out for others.
    """
    found = session.execute(_customer(customer_id)).first()
    if found is None:
        return None
    customer, owner, source, summary = found
    birthday = birthday_of(customer)
    reach = _Reach(session, customer_id)
    consents = _consents(session, customer_id)
    follow_up = _next_follow_up(session, customer_id)
    hidden = hidden_facts(customer.owner_id, viewer)
    facts = {name: fact_of(customer, name) for name in FACTS if name not in hidden}
    return CustomerPage(
        id=customer_id,
        facts=facts,
        hidden=hidden,
        owner=owner or "",
        source=source or "",
        birthday=birthday,
        occasion=_occasion(birthday, today),
        zodiac=zodiac(birthday) if birthday else None,
        created_at=customer.created_at,
        last_contact=summary.last_contact if summary and summary.last_contact > NEVER else None,
        interactions=summary.interactions if summary else 0,
        phones=reach.own(reach.phones),
        emails=reach.own(reach.emails),
        addresses=reach.own(reach.addresses),
        channels=reach.own(reach.channels),
        contacts=_contacts(session, customer_id, reach),
        invoices=_owned(session, InvoiceRow, Invoice, customer_id, Invoice.position),
        anniversaries=_anniversaries(session, customer_id, today),
        consents=consents,
        tags=_tags(session, customer_id),
        customs=_customs(session, customer_id),
        files=_files(session, customer_id),
        talks=_talks(session, customer_id),
        stages=_owned(session, StageRow, StageChange, customer_id, StageChange.on),
        next_follow_up=follow_up,
        parent=_relative(session, customer.parent_id),
        children=_relatives(session, Customer.parent_id, customer_id),
        referrer=_relative(session, customer.referrer_id),
        referred=_relatives(session, Customer.referrer_id, customer_id),
        warnings=tuple(_warnings(customer, summary, follow_up, consents, today)),
    )


def _customer(customer_id: int) -> Select[Customer, str, str, CustomerSummary]:
    return (
        select(Customer, Staff.name, Source.name, CustomerSummary)
        .outerjoin(Staff, Staff.id == Customer.owner_id)
        .outerjoin(Source, Source.id == Customer.source_id)
        .outerjoin(CustomerSummary, CustomerSummary.customer_id == Customer.id)
        .where(Customer.id == customer_id)
    )


def _owned(
    session: Session, kind: type[T], table: Any, customer_id: int, *order: Any
) -> tuple[T, ...]:
    """The customer's rows of a table whose columns are named as the fields of `kind`."""
    columns = [getattr(table, field.name) for field in fields(kind)]  # type: ignore[arg-type]
    query = select(*columns).where(table.customer_id == customer_id).order_by(*order, table.id)
    return tuple(kind(*row) for row in session.execute(query))


class _Reach:
    """All ways to reach a customer and her contacts, asked for once."""

    def __init__(self, session: Session, customer_id: int) -> None:
        self.phones = _owned(session, PhoneRow, Phone, customer_id, Phone.position)
        self.emails = _owned(session, EmailRow, Email, customer_id, Email.position)
        self.addresses = _owned(session, AddressRow, Address, customer_id, Address.position)
        self.channels = _owned(session, ChannelRow, Channel, customer_id, Channel.position)

    @staticmethod
    def own(rows: Sequence[T], contact_id: int | None = None) -> tuple[T, ...]:
        """Those of the customer herself, or of one of her contacts."""
        return tuple(row for row in rows if row.contact_id == contact_id)  # type: ignore[attr-defined]


def _contacts(session: Session, customer_id: int, reach: _Reach) -> tuple[ContactRow, ...]:
    query = select(Contact).where(Contact.customer_id == customer_id)
    return tuple(
        ContactRow(
            row.id, row.name, row.salutation, row.gender, row.title, row.department, row.role,
            row.note, birthday_of(row), reach.own(reach.phones, row.id),
            reach.own(reach.emails, row.id), reach.own(reach.channels, row.id),
        )
        for row in session.scalars(query.order_by(Contact.position, Contact.id))
    )  # fmt: skip


def _anniversaries(session: Session, customer_id: int, today: date) -> tuple[AnniversaryRow, ...]:
    found = []
    for row in session.scalars(select(Anniversary).where(Anniversary.customer_id == customer_id)):
        day = Birthday(row.calendar, row.year, row.month, row.day, row.leap)
        found.append(AnniversaryRow(row.id, row.label, day, next_occurrence(day, today)))
    return tuple(sorted(found, key=lambda row: (row.next_on, row.id)))


def _consents(session: Session, customer_id: int) -> tuple[ConsentRow, ...]:
    """All of them, newest first."""
    query = (
        select(Consent.id, Consent.channel, Consent.given, Consent.at, Consent.how, Staff.name)
        .outerjoin(Staff, Staff.id == Consent.staff_id)
        .where(Consent.customer_id == customer_id)
        .order_by(Consent.at.desc(), Consent.id.desc())
    )
    rows = (ConsentRow(*row) for row in session.execute(query))
    return tuple(replace(row, staff=row.staff or "") for row in rows)


def _tags(session: Session, customer_id: int) -> tuple[TagRow, ...]:
    query = (
        select(Tag.id, Tag.name, Tag.color)
        .join(CustomerTag, CustomerTag.tag_id == Tag.id)
        .where(CustomerTag.customer_id == customer_id)
        .order_by(CustomerTag.id)
    )
    return tuple(TagRow(*row) for row in session.execute(query))


def _customs(session: Session, customer_id: int) -> tuple[CustomRow, ...]:
    query = (
        select(
            CustomField.id, CustomField.name, CustomField.kind, CustomField.choices,
            CustomValue.value,
        )
        .outerjoin(
            CustomValue,
            (CustomValue.field_id == CustomField.id) & (CustomValue.customer_id == customer_id),
        )
        .order_by(CustomField.position, CustomField.id)
    )  # fmt: skip
    return tuple(
        CustomRow(row.id, row.name, row.kind, tuple(row.choices), row.value or "")
        for row in session.execute(query)
    )


def _files(session: Session, customer_id: int) -> tuple[FileRow, ...]:
    query = (
        select(
            Attachment.id, Attachment.name, Attachment.kind, Attachment.size, Attachment.added_at,
            func.coalesce(Staff.name, ""),
        )
        .outerjoin(Staff, Staff.id == Attachment.staff_id)
        .where(Attachment.customer_id == customer_id)
        .order_by(Attachment.added_at.desc(), Attachment.id.desc())
    )  # fmt: skip
    return tuple(FileRow(*row) for row in session.execute(query))


def _talks(session: Session, customer_id: int) -> tuple[TalkRow, ...]:
    query = (
        select(
            Interaction.id, Interaction.kind, Interaction.direction, Interaction.at,
            func.coalesce(Staff.name, ""), func.substr(Interaction.text, 1, TALK_TEXT),
        )
        .outerjoin(Staff, Staff.id == Interaction.staff_id)
        .where(Interaction.customer_id == customer_id)
        .order_by(Interaction.at.desc(), Interaction.id.desc())
        .limit(LAST_TALKS)
    )  # fmt: skip
    return tuple(TalkRow(*row) for row in session.execute(query))


def _next_follow_up(session: Session, customer_id: int) -> FollowUpRow | None:
    query = (
        select(FollowUp.id, FollowUp.due_on, FollowUp.due_time, FollowUp.text)
        .where(FollowUp.customer_id == customer_id, FollowUp.status == "open")
        .order_by(FollowUp.due_on, FollowUp.due_time, FollowUp.id)
        .limit(1)
    )
    row = session.execute(query).first()
    return None if row is None else FollowUpRow(*row)


def _relative(session: Session, customer_id: int | None) -> Relative | None:
    if customer_id is None:
        return None
    name = session.scalar(select(Customer.name).where(Customer.id == customer_id))
    return None if name is None else Relative(customer_id, name)


def _relatives(
    session: Session, by: InstrumentedAttribute[int | None], customer_id: int
) -> tuple[Relative, ...]:
    """The customers that name this one as parent or referrer, with what happened there."""
    summary = aliased(CustomerSummary)
    query = (
        select(
            Customer.id, Customer.name, func.coalesce(summary.interactions, 0),
            func.coalesce(summary.open_complaints, 0),
        )
        .outerjoin(summary, summary.customer_id == Customer.id)
        .where(by == customer_id)
        .order_by(summary.sort_name, Customer.id)
        .limit(MOST_RELATIVES)
    )  # fmt: skip
    return tuple(Relative(*row) for row in session.execute(query))


def _occasion(birthday: Birthday | None, today: date) -> Occasion | None:
    if birthday is None:
        return None
    on = next_occurrence(birthday, today)
    return Occasion(on, age_on(birthday, on), round_age(birthday, on) is not None)


def _warnings(
    customer: Customer,
    summary: CustomerSummary | None,
    follow_up: FollowUpRow | None,
    consents: Sequence[ConsentRow],
    today: date,
) -> Iterator[Warn]:
    """What to know before one speaks, the gravest first."""
    if customer.warning:
        yield Warn("text", words=(customer.warning,))
    if summary is not None and summary.open_complaints:
        yield Warn("complaints", count=summary.open_complaints)
    if in_mourning(customer.bereaved_on, today):
        yield Warn("mourning", day=customer.bereaved_on)
    if refused := refused_channels(consents):
        yield Warn("refused", words=refused)
    if follow_up is not None and follow_up.due_on < today:
        yield Warn("overdue", day=follow_up.due_on)


def in_mourning(bereaved_on: date | None, today: date) -> bool:
    """Within a year of a death in the family nobody sends festival or birthday greetings."""
    return bereaved_on is not None and 0 <= (today - bereaved_on).days < 365


def refused_channels(consents: Sequence[ConsentRow]) -> tuple[str, ...]:
    """Channels whose newest word is no; `consents` newest first."""
    newest: dict[str, bool] = {}
    for row in consents:
        newest.setdefault(row.channel, row.given)
    return tuple(channel for channel, given in newest.items() if not given)
