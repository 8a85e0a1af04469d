"""The ways to reach a customer or one of her contacts: phones, e-mails, addresses, accounts."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.errors import CrmError, Stale
from crmdesk.models.customers.actions import address_row, complete_region, phone_rows
from crmdesk.models.customers.edit import get_customer
from crmdesk.models.office.profile import OfficeSettings
from crmdesk.models.schema import Address, Channel, Contact, Email, Phone

Reachable = Phone | Email | Address | Channel
TABLES: dict[str, type[Any]] = {
    "phone": Phone,
    "email": Email,
    "address": Address,
    "channel": Channel,
}
TYPED = {"phone": "raw", "email": "address", "address": "raw", "channel": "value"}
"""In which column stands what the user typed."""

CHANNEL_FACTS = ("nickname", "remark", "our_phone", "staff_id")


def add_reach(
    session: Session,
    customer_id: int,
    table: str,
    typed: str,
    *,
    office: OfficeSettings,
    label: str = "",
    kind: str = "wechat",
    contact_id: int | None = None,
) -> list[int]:
    """Add what was typed at the end, a phone cell with several numbers as several; their ids.

    `kind` is that of an account (table "channel"). Raises CrmError "reach.empty", "reach.twice"
    for one that is there already, and "customer.email.odd".
    """
    customer = get_customer(session, customer_id)
    if contact_id is not None:
        get_contact(session, contact_id)
    group = reach_of(session, table, customer_id, contact_id)
    added = _made(table, typed, customer_id, office, label, kind)
    if not added:
        raise CrmError("reach.empty")
    for row in added:
        _refuse_twice(row, group)
        row.contact_id, row.position = contact_id, _next_position(group)
        group.append(row)
    session.add_all(added)
    if isinstance(added[0], Address) and contact_id is None:
        complete_region(customer, added[0])
    session.flush()
    return [row.id for row in added]


def edit_reach(
    session: Session, table: str, row_id: int, typed: str, *, expected: str, office: OfficeSettings
) -> None:
    """Put what was typed in the place of `expected`; nothing typed takes it away.

    A phone cell with several numbers keeps the first here and adds the others after it. Raises
    Stale "reach.stale", CrmError "reach.gone" and those of `add_reach`.
    """
    row = get_reach(session, table, row_id)
    if getattr(row, TYPED[table]) != expected:
        raise Stale("reach.stale", value=getattr(row, TYPED[table]))
    if not typed.strip():
        remove_reach(session, table, row_id)
        return
    kind = row.kind if isinstance(row, Channel) else ""
    new = _made(table, typed, row.customer_id, office, row.label, kind)
    if not new:
        raise CrmError("reach.empty")
    group = reach_of(session, table, row.customer_id, row.contact_id)
    others = [other for other in group if other is not row]
    for value in new:
        _refuse_twice(value, others)
    _take_over(row, new[0])
    for value in new[1:]:
        value.contact_id = row.contact_id
        group.insert(group.index(row) + 1, value)
    _number_through(group)
    session.add_all(new[1:])
    session.flush()


def set_label(session: Session, table: str, row_id: int, label: str) -> None:
    """What the user calls it: 手机, 老家, 老板娘 … ; "" for nothing."""
    get_reach(session, table, row_id).label = label.strip()
    session.flush()


def set_channel_fact(
    session: Session,
    row_id: int,
    field: str,
    value: str | int | None,
    *,
    expected: str | int | None,
) -> None:
    """Nickname, remark name, on which of our phones and whose, of an account (CHANNEL_FACTS).

    Raises Stale when it is no longer what was `expected`.
    """
    row = get_reach(session, "channel", row_id)
    current = getattr(row, field)
    if current == value:
        return
    if current != expected:
        raise Stale("reach.stale", value=str(current or ""))
    setattr(row, field, value)
    session.flush()


def remove_reach(session: Session, table: str, row_id: int) -> None:
    """Take a phone, e-mail, address or account away; raises CrmError "reach.gone"."""
    session.delete(get_reach(session, table, row_id))
    session.flush()


def move_reach(session: Session, table: str, row_id: int, by: int) -> None:
    """Move it up (by −1) or down (by 1); the first is the one to call or write to."""
    row = get_reach(session, table, row_id)
    group = reach_of(session, table, row.customer_id, row.contact_id)
    at = group.index(row)
    group.insert(max(0, min(len(group) - 1, at + by)), group.pop(at))
    _number_through(group)
    session.flush()


def get_reach(session: Session, table: str, row_id: int) -> Reachable:
    """The row; raises CrmError "reach.gone" when it was taken away meanwhile."""
    row: Reachable | None = session.get(TABLES[table], row_id)
    if row is None:
        raise CrmError("reach.gone")
    return row


def get_contact(session: Session, contact_id: int) -> Contact:
    """The contact; raises CrmError "contact.gone" when it was removed meanwhile."""
    contact = session.get(Contact, contact_id)
    if contact is None:
        raise CrmError("contact.gone")
    return contact


def reach_of(
    session: Session, table: str, customer_id: int, contact_id: int | None
) -> list[Reachable]:
    """Her own, or those of one contact, in the user's order."""
    kind = TABLES[table]
    query = select(kind).where(kind.customer_id == customer_id, kind.contact_id == contact_id)
    return list(session.scalars(query.order_by(kind.position, kind.id)))


def _made(
    table: str, typed: str, customer_id: int, office: OfficeSettings, label: str, kind: str
) -> list[Reachable]:
    """Rows for what was typed, not stored yet."""
    text = " ".join(typed.split())
    if not text:
        return []
    if table == "phone":
        return list(phone_rows([text], customer_id, office, label=label))
    if table == "email":
        return list(_emails(text, customer_id, label))
    if table == "address":
        return [address_row(text, customer_id, label=label)]
    return [Channel(customer_id=customer_id, kind=kind, label=label, value=text, position=0)]


def _emails(text: str, customer_id: int, label: str) -> Iterator[Email]:
    for word in text.replace(",", " ").replace(";", " ").replace("，", " ").split():
        if "@" not in word.strip("@"):
            raise CrmError("customer.email.odd")
        yield Email(customer_id=customer_id, label=label, address=word, position=0)


def _same(one: Reachable, other: Reachable) -> bool:
    if isinstance(one, Phone) and isinstance(other, Phone):
        if one.e164 or other.e164:
            return (one.e164, one.extension) == (other.e164, other.extension)
        return one.raw == other.raw
    if isinstance(one, Email) and isinstance(other, Email):
        return one.address.casefold() == other.address.casefold()
    if isinstance(one, Address) and isinstance(other, Address):
        return one.raw == other.raw
    return (
        isinstance(one, Channel)
        and isinstance(other, Channel)
        and (one.kind, one.value) == (other.kind, other.value)
    )


def _refuse_twice(row: Reachable, others: Sequence[Reachable]) -> None:
    if any(_same(row, other) for other in others):
        raise CrmError("reach.twice")


def _take_over(row: Reachable, new: Reachable) -> None:
    """The new value in the old row: its label stays unless the new text names one."""
    if isinstance(row, Phone) and isinstance(new, Phone):
        row.raw, row.e164, row.extension = new.raw, new.e164, new.extension
        row.suspect, row.label = new.suspect, new.label or row.label
    elif isinstance(row, Email) and isinstance(new, Email):
        row.address = new.address
    elif isinstance(row, Address) and isinstance(new, Address):
        row.raw = new.raw
        row.country, row.region, row.city = "", new.region, new.city
        row.street, row.postcode = new.street, new.postcode
    elif isinstance(row, Channel) and isinstance(new, Channel):
        row.value = new.value


def _next_position(group: Sequence[Reachable]) -> int:
    return max((row.position for row in group), default=-1) + 1


def _number_through(group: Sequence[Reachable]) -> None:
    for position, row in enumerate(group):
        row.position = position
