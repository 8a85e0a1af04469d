"""The people inside a company customer."""

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.core.errors import CrmError, Stale
from crmdesk.models.core.i18n import N_, _
from crmdesk.models.customers import rules
from crmdesk.models.customers.edit import get_customer
from crmdesk.models.customers.facts import FactValue, birthday_of, set_birthday
from crmdesk.models.customers.reach import TABLES, add_reach, get_contact
from crmdesk.models.office.profile import OfficeSettings
from crmdesk.models.schema import (
    Complaint,
    Contact,
    FollowUp,
    Gift,
    Interaction,
    Order,
    PlanMember,
    Promise,
    ServiceContract,
    ServiceOrder,
    SurveyResponse,
)

CONTACT_FACTS: dict[str, str] = {
    "name": N_("Name"),
    "salutation": N_("Salutation"),
    "role": N_("Role"),
    "title": N_("Job title"),
    "department": N_("Department"),
    "gender": N_("Gender"),
    "birthday": N_("Birthday"),
    "note": N_("Note"),
}
USED: tuple[type[Any], ...] = (
    Complaint, FollowUp, Gift, Interaction, Order, PlanMember, Promise, ServiceContract,
    ServiceOrder, SurveyResponse,
)  # fmt: skip
"""Tables in which she is named: their rows stay when she is removed."""
_PHONE = re.compile(r"\+?\d[\d\s()*#/+-]{4,}\d(?:\s*[转轉]\s*\d+)?")


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """A new contact as typed; `phones` holds phone cells, role a code or ""."""

    name: str = ""
    salutation: str = ""
    title: str = ""
    department: str = ""
    role: str = ""
    phones: tuple[str, ...] = ()
    email: str = ""
    note: str = ""

    def problems(self) -> dict[str, str]:
        """Field name -> message code; empty when the draft may be saved."""
        return {} if self.name.strip() else {"name": "contact.name.empty"}


def read_contact(typed: str) -> ContactDraft:
    """A contact from one line as one jots it down: "李工 13900001111 采购 li@example.cn"."""
    phones = tuple(found[0] for found in _PHONE.finditer(typed))
    words = _PHONE.sub(" ", typed).replace("，", " ").replace("、", " ").replace(",", " ").split()
    roles = {text.casefold(): code for code, text in rules.role_texts().items()}
    email = next((word for word in words if "@" in word), "")
    role = next((word for word in words if word.casefold() in roles), "")
    rest = [word for word in words if word not in (email, role)]
    return ContactDraft(
        name=rest[0] if rest else "",
        title=" ".join(rest[1:]),
        role=roles.get(role.casefold(), ""),
        phones=phones,
        email=email,
    )


def contact_label(field: str) -> str:
    """What a contact's fact is called in the user's language."""
    return _(CONTACT_FACTS[field])


def add_contact(
    session: Session, customer_id: int, draft: ContactDraft, *, office: OfficeSettings
) -> int:
    """Add a person at the end of the customer's contacts; returns the id.

    Raises CrmError "contact.name.empty" and those of `add_reach`.
    """
    for code in draft.problems().values():
        raise CrmError(code)
    get_customer(session, customer_id)
    last = select(func.max(Contact.position)).where(Contact.customer_id == customer_id)
    contact = Contact(
        customer_id=customer_id,
        name=draft.name.strip(),
        salutation=draft.salutation.strip(),
        title=draft.title.strip(),
        department=draft.department.strip(),
        role=draft.role,
        note=draft.note.strip(),
        position=(session.scalar(last) or 0) + 1,
    )
    session.add(contact)
    session.flush()
    cells = [("phone", phone) for phone in draft.phones] + [("email", draft.email)]
    for table, cell in cells:
        if cell.strip():
            add_reach(session, customer_id, table, cell, office=office, contact_id=contact.id)
    return contact.id


def set_contact_fact(
    session: Session, contact_id: int, field: str, value: FactValue, *, expected: FactValue
) -> None:
    """Store one of CONTACT_FACTS.

    Raises Stale "fact.stale", CrmError "contact.gone" and "contact.name.empty".
    """
    contact = get_contact(session, contact_id)
    current = birthday_of(contact) if field == "birthday" else getattr(contact, field)
    if current == value:
        return
    if current != expected:
        raise Stale("fact.stale", field=contact_label(field))
    if field == "name" and not value:
        raise CrmError("contact.name.empty")
    if field == "birthday":
        set_birthday(contact, value if isinstance(value, Birthday) else None)
    else:
        setattr(contact, field, value)
    session.flush()


def move_contact(session: Session, contact_id: int, by: int) -> None:
    """Move the contact up (by −1) or down (by 1) in the list."""
    contact = get_contact(session, contact_id)
    query = select(Contact).where(Contact.customer_id == contact.customer_id)
    group = list(session.scalars(query.order_by(Contact.position, Contact.id)))
    at = group.index(contact)
    group.insert(max(0, min(len(group) - 1, at + by)), group.pop(at))
    for position, row in enumerate(group):
        row.position = position
    session.flush()


def remove_contact(session: Session, contact_id: int) -> None:
    """Remove a person; what was talked about with her stays with the customer."""
    contact = get_contact(session, contact_id)
    for used in USED:
        for row in session.scalars(select(used).where(used.contact_id == contact_id)):
            row.contact_id = None
    for table in TABLES.values():
        for reach in session.scalars(select(table).where(table.contact_id == contact_id)):
            session.delete(reach)
    session.flush()
    session.delete(contact)
    session.flush()
