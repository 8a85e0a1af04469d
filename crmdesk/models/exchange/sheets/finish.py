"""Rows become customers: what kind each is, whose contacts stand in it, which rows are one."""

from collections.abc import Iterable
from dataclasses import replace

from crmdesk.models.customers.phones import PhoneValue
from crmdesk.models.derived.hanzi import normalise
from crmdesk.models.exchange.records.customers import ContactRecord, CustomerRecord
from crmdesk.models.exchange.sheets.assemble import add_note
from crmdesk.models.exchange.sheets.gathering import Gatherings
from crmdesk.models.exchange.vocabulary.anybody import is_anybody
from crmdesk.models.exchange.vocabulary.looks import is_company
from crmdesk.models.exchange.vocabulary.texts import is_placeholder

_PRIVATE = frozenset(("个人", "個人", "私人", "个人客户", "個人客戶", "自然人", "无单位", "無單位"))
"""What offices write for a company where there is none."""
_OF_THE_FIRM = ("country", "region", "industry")
_SHOP = ("店", "厂", "廠")
_PERSONAL = ("salutation", "gender", "title", "department", "role", "birthday", "note")
_REACH = ("phones", "emails", "channels", "addresses")


def settle(record: CustomerRecord, *, certain: bool) -> bool:
    """Decide name and kind; False where nothing in the row can name a customer.

    `certain` says the header promised a person's name: then only an unmistakable company is one.
    """
    name = record.name
    if record.company and (record.company in _PRIVATE or is_placeholder(record.company)):
        record.company = ""
    if not name and record.company:
        record.name, record.company = record.company, ""
        record.kind = record.kind or "company"
        return True
    if not name:
        name = record.name = _name_from_contacts(record) or _name_from_reach(record)
    if not record.kind:
        long = len(name) > 3 or name[-1:] in _SHOP
        company = long and is_company(name, certain=certain)
        record.kind = "company" if company else "person"
    if record.company and record.kind == "company" and normalise(record.company) == normalise(name):
        record.company = ""
    return bool(name)


def forget_anybody(record: CustomerRecord) -> bool:
    """Take 散客 and the like off as a name; whoever can be reached is called by that, and keeps the
    word as a tag."""
    told = record.__dict__
    name = told.get("name") or told.get("company", "")
    if not name or not is_anybody(name):
        return False
    record.name = record.company = ""
    if any(name in told for name in ("phones", "emails", "channels", "contacts")):
        record.tags = (*record.tags, name)
    return True


def attach(record: CustomerRecord, contacts: Iterable[ContactRecord]) -> None:
    """Give the contacts of a row to its customer; one without a name says more of the customer."""
    for contact in contacts:
        if len(contact.__dict__) < 2:
            continue
        if contact.name:
            if contact.role and contact.phones:
                contact.phones = tuple(_unlabelled(it, contact.role) for it in contact.phones)
            record.contacts = (*record.contacts, contact)
        else:
            _give(contact, record)


def _unlabelled(phone: PhoneValue, role: str) -> PhoneValue:
    """Who somebody is stands beside her name, not once more at her number."""
    return replace(phone, label="") if phone.label == role else phone


def joined(records: Iterable[CustomerRecord], *, by_company: bool) -> list[CustomerRecord]:
    """Rows that are contacts of a customer above fold into it; with `by_company` persons too.

    Different numbers never become one customer.
    """
    kept: dict[str, CustomerRecord] = {}
    found: list[CustomerRecord] = []
    folded = Gatherings()
    last: CustomerRecord | None = None
    for record in records:
        row = _as_company(record) if by_company and record.company else record
        key = normalise(row.name) if row.kind == "company" and row.contacts else ""
        first = kept.get(key) if key else None
        if first is None and _is_contact_only(row) and last is not None and _agree(row, last):
            first = last
        if first is not None and may_be_one(row, first):
            folded.put(row, first)
            continue
        if key:
            kept[key] = row
        last = row if row.kind == "company" else None
        found.append(row)
    folded.finish()
    return found


def _agree(row: CustomerRecord, first: CustomerRecord) -> bool:
    """Whether nothing a company has only one of says that a row is about another."""
    pairs = ((getattr(row, name), getattr(first, name)) for name in _OF_THE_FIRM)
    return all(not mine or not theirs or mine == theirs for mine, theirs in pairs)


def may_be_one(row: CustomerRecord, first: CustomerRecord) -> bool:
    """Different numbers never become one customer."""
    return not row.number or not first.number or row.number == first.number


def _is_contact_only(record: CustomerRecord) -> bool:
    return record.kind == "contact"


def _name_from_contacts(record: CustomerRecord) -> str:
    """A row with nothing but a contact belongs to the company above it."""
    if not record.contacts:
        return ""
    record.kind = record.kind or "contact"
    return record.contacts[0].name


def _name_from_reach(record: CustomerRecord) -> str:
    """Somebody of whom only a name in WeChat is known is called so, else by her number."""
    for channel in record.channels:
        for text in (channel.remark, channel.nickname):
            if any(map(str.isalpha, text)):
                return text
    for phone in record.phones:
        return phone.raw
    for channel in record.channels:
        if channel.value:
            return channel.value
    for email in record.emails:
        return email.address
    return ""


def as_person(record: CustomerRecord) -> CustomerRecord:
    """A contact with no company above it is a customer of her own."""
    contact, *others = record.contacts
    record.kind, record.name, record.contacts = "person", contact.name, tuple(others)
    _give(contact, record)
    return record


def _give(contact: ContactRecord, record: CustomerRecord) -> None:
    for name in _PERSONAL:
        value = getattr(contact, name)
        if not value:
            continue
        if not getattr(record, name):
            setattr(record, name, value)
        elif isinstance(value, str) and value not in getattr(record, name):
            add_note(record, value)
    for name in _REACH:
        setattr(record, name, getattr(record, name) + getattr(contact, name))


def _as_company(person: CustomerRecord) -> CustomerRecord:
    """The person's company with the person as its contact; the rest is the company's."""
    contact = ContactRecord(row=person.row, name=person.name)
    company = CustomerRecord()
    company.__dict__ |= person.__dict__
    for name in (*_PERSONAL, "phones", "emails", "channels"):
        if name in person.__dict__:
            setattr(contact, name, person.__dict__[name])
            del company.__dict__[name]
    company.name, company.company, company.kind = person.company, "", "company"
    company.contacts = (contact, *person.contacts)
    return company
