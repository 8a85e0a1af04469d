"""Two or more customers side by side: what each says, what would stay, what comes along."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.calendar.lunar import say_birthday
from crmdesk.models.core.i18n import N_, _
from crmdesk.models.customers.facts import FactValue, fact_of, hidden_facts, label_of
from crmdesk.models.customers.phones import format_phone
from crmdesk.models.customers.rules import channel_kind_text
from crmdesk.models.duplicates.belongings import Belongings, load_belongings
from crmdesk.models.duplicates.choices import (
    JOIN,
    JOINED,
    MERGED,
    OF_PERSON,
    joined,
    keeper_of,
    pickable,
    plain,
    propose,
    propose_text,
)
from crmdesk.models.duplicates.facts import Names, load_names
from crmdesk.models.duplicates.folding import fold
from crmdesk.models.masking import veil
from crmdesk.models.schema import (
    NEVER,
    Address,
    Attachment,
    Channel,
    Complaint,
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
    Order,
    Phone,
    ServiceContract,
    ServiceOrder,
    SurveyResponse,
    Tag,
)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the customers; `contact`: she would become a contact of the company."""

    id: int
    number: str
    name: str
    kind: str
    owner: str
    created_at: datetime
    last_contact: datetime | None
    counts: tuple[tuple[str, int], ...]
    contact: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A fact to choose: what each side says ("" for nothing, None where it cannot be chosen),
    whose is proposed (or JOIN), and both as one text where they may be."""

    key: str | int
    label: str
    values: tuple[str | None, ...]
    proposed: int
    both: str = ""
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Along:
    """What is kept of all: phones, tags …; equal ones once."""

    label: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MergePreview:
    """`keeper` is whose number is proposed to stay; facts that differ come first."""

    sides: tuple[Side, ...]
    keeper: int
    choices: tuple[Choice, ...]
    along: tuple[Along, ...]


_COUNTED: tuple[tuple[type[Any], str], ...] = (
    (Interaction, N_("Log entries")),
    (Order, N_("Orders")),
    (Complaint, N_("Complaints")),
    (ServiceOrder, N_("Service orders")),
    (ServiceContract, N_("Service contracts")),
    (SurveyResponse, N_("Answers to questionnaires")),
    (FollowUp, N_("Follow-ups")),
    (Attachment, N_("Files")),
)


def load_preview(
    session: Session, ids: Sequence[int], *, country: str = "CN", viewer: int | None = None
) -> MergePreview:
    """The customers side by side, the one proposed to stay first.

    What is the owner's own is left out for another `viewer`; it is merged as proposed. Raises
    CrmError "customer.gone". The session must not be committed.
    """
    with session.no_autoflush:
        hands = load_belongings(session, ids)
        customers = [hands.get(key) for key in dict.fromkeys(ids)]
        keeper = keeper_of(customers, {})
        customers.sort(key=lambda customer: (customer is not keeper, customer.id))
        names = load_names(session, customers)
        choices = [
            *_facts(customers, keeper, names, country, viewer),
            *_custom(session, customers, hands),
        ]
        choices.sort(key=lambda choice: (choice.key != "number", not choice.differs))
        return MergePreview(
            tuple(_sides(session, customers, keeper, hands, names)),
            keeper.id,
            tuple(choices),
            tuple(made for made in _along(session, customers, hands, country) if made.items),
        )


def _sides(
    session: Session,
    customers: Sequence[Customer],
    keeper: Customer,
    hands: Belongings,
    names: Names,
) -> Iterator[Side]:
    ids = [customer.id for customer in customers]
    summaries = select(CustomerSummary.customer_id, CustomerSummary.last_contact)
    rows = session.execute(summaries.where(CustomerSummary.customer_id.in_(ids)))
    last = {row.customer_id: row.last_contact for row in rows}
    for customer in customers:
        at = last.get(customer.id, NEVER)
        counts = ((_(label), len(hands.of(table, [customer.id])[0])) for table, label in _COUNTED)
        yield Side(
            customer.id,
            customer.number,
            customer.name,
            customer.kind,
            names.staff.get(customer.owner_id or 0, ""),
            customer.created_at,
            None if at == NEVER else at,
            tuple((label, count) for label, count in counts if count),
            keeper.kind == "company" and customer.kind != "company",
        )


def _facts(
    customers: Sequence[Customer],
    keeper: Customer,
    names: Names,
    country: str,
    viewer: int | None,
) -> Iterator[Choice]:
    hidden = {name for c in customers for name in hidden_facts(c.owner_id, viewer)}
    choosing = pickable(customers)
    for name in MERGED:
        if name in hidden:
            continue
        among = choosing if name in (*OF_PERSON, "name", "number") else customers
        told = {c.id: fact_of(c, name) for c in among}
        if not any(value not in ("", None) for value in told.values()):
            continue
        texts = {key: _say(names, name, value, country) for key, value in told.items()}
        different = {plain(value) for value in told.values() if value not in ("", None)}
        both = ""
        if name in JOINED and len(different) > 1:
            ordered = sorted(among, key=lambda customer: customer is not keeper)
            both = _say(names, name, joined(name, [told[c.id] for c in ordered]), country)
        yield Choice(
            name,
            label_of(name),
            tuple(texts.get(c.id) for c in customers),
            propose(name, among, keeper),
            both,
            len({str(value) for value in told.values() if value not in ("", None)}) > 1,
        )


def _say(names: Names, name: str, value: FactValue, country: str) -> str:
    if isinstance(value, Birthday):
        return say_birthday(value, country=country)
    return names.say(name, value)


def _custom(session: Session, customers: Sequence[Customer], hands: Belongings) -> Iterator[Choice]:
    fields = {row.id: row for row in session.scalars(select(CustomField))}
    by_field: dict[int, dict[int, str]] = {}
    for customer in customers:
        for row in hands.of(CustomValue, [customer.id])[0]:
            by_field.setdefault(row.field_id, {})[customer.id] = row.value
    newest = [c.id for c in sorted(customers, key=lambda c: (c.created_at, c.id), reverse=True)]
    for field_id, told in by_field.items():
        field = fields[field_id]
        different = len(set(told.values())) > 1
        yield Choice(
            field_id,
            field.name,
            tuple(told.get(customer.id, "") for customer in customers),
            propose_text(told, newest),
            "；".join(dict.fromkeys(told.values())) if different and field.kind == "text" else "",
            different,
        )


def _along(
    session: Session, customers: Sequence[Customer], hands: Belongings, country: str
) -> Iterator[Along]:
    """Of all of them, once each: as the merge will leave it."""
    ids = [customer.id for customer in customers]

    def kept(table: type[Any]) -> list[Any]:
        return fold(table, hands.of(table, ids)).kept

    people = [row.name for row in kept(Contact)]
    people += [
        customer.name
        for customer in customers
        if customer.kind != "company" and any(other.kind == "company" for other in customers)
    ]
    tags: Mapping[int, str] = {row.id: row.name for row in session.scalars(select(Tag))}
    phones = (_phone(row, country) for row in kept(Phone))
    accounts = (_account(row) for row in kept(Channel))
    mails = (veil.email(row.customer_id, row.address) for row in kept(Email))
    yield Along(_("Phones"), _texts(phones))
    yield Along(_("E-mails"), _texts(mails))
    yield Along(_("Accounts"), _texts(accounts))
    yield Along(_("Addresses"), _texts(row.raw for row in kept(Address)))
    yield Along(_("Contacts"), _texts(people))
    yield Along(_("Invoice data"), _texts(row.title for row in kept(Invoice)))
    yield Along(_("Tags"), _texts(tags.get(row.tag_id, "") for row in kept(CustomerTag)))
    for table, label in _COUNTED:
        if count := len(kept(table)):
            yield Along(_(label), (f"{count:,}",))


def _texts(items: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, items)))


__all__ = ["JOIN", "Along", "Choice", "MergePreview", "Side", "load_preview"]


def _phone(row: Phone, country: str) -> str:
    shown = format_phone(row.e164 or None, row.extension, country, row.raw)
    return veil.phone(row.customer_id, row.e164 or row.raw, shown, row.extension)


def _account(row: Channel) -> str:
    value = veil.account(row.customer_id, row.value, row.kind) if row.value else row.nickname
    return f"{channel_kind_text(row.kind)} {value}"
