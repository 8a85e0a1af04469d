"""Who is stored already of those a text names, and what the text would add to them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from crmdesk.models.core.i18n import _
from crmdesk.models.core.jobs import Progress, silent
from crmdesk.models.customers.duplicates import MOST_SHOWN, find_duplicates
from crmdesk.models.customers.invoice_text import InvoiceDraft, invoice_block
from crmdesk.models.customers.phones import parse_phones
from crmdesk.models.customers.places import province_of
from crmdesk.models.derived.hanzi import normalise
from crmdesk.models.derived.names import same_name_key
from crmdesk.models.exchange.paste.chats import Chat
from crmdesk.models.exchange.paste.drafts import PasteDraft, split_label
from crmdesk.models.exchange.planning.match import Keys, Matcher
from crmdesk.models.exchange.records.customers import CustomerRecord
from crmdesk.models.exchange.records.say import label_of, note_line, say
from crmdesk.models.exchange.stored.customers import Part
from crmdesk.models.exchange.stored.dossier import Dossier, load_dossiers
from crmdesk.models.office.profile import OfficeSettings
from crmdesk.models.schema import Channel, Customer, Phone

FILLED = ("salutation", "company", "title", "industry", "region", "birthday")
"""Facts that fill a blank; where another value stands, the new one goes to the note."""
ACCOUNTS = ("qq", "line", "web")


@dataclass(frozen=True, slots=True)
class Addition:
    """Something new for a stored customer: `field` of a draft or "note", in words."""

    field: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody stored whom the text may mean.

    `certain` by the rules by which an import matches, or by the very account of a chat; `reason`
    is phone, email, account, name_company, company, name or shown.
    """

    id: int
    number: str
    name: str
    company: str
    reason: str
    certain: bool
    additions: tuple[Addition, ...]


def find_known(
    session: Session,
    drafts: Sequence[PasteDraft],
    office: OfficeSettings,
    *,
    shown: int | None = None,
    progress: Progress = silent,
) -> list[tuple[Known, ...]]:
    """For each draft the likeliest few, the certain one first.

    `shown` is the customer in front of the user: certain where the name is hers, and among them
    for a chat and for facts of nobody named. Raises what `progress` raises.
    """
    likely: list[tuple[dict[int, str], int | None]] = []
    for done, draft in enumerate(drafts, start=1):
        likely.append(_likely(session, draft, office, shown))
        progress(done, len(drafts))
    ids = dict.fromkeys(key for reasons, _same_ in likely for key in reasons)
    dossiers = load_dossiers(session, Part(list(ids))) if ids else {}
    return [
        _told(draft, reasons, same, dossiers, office)
        for draft, (reasons, same) in zip(drafts, likely, strict=True)
    ]


def _likely(
    session: Session, draft: PasteDraft, office: OfficeSettings, shown: int | None
) -> tuple[dict[int, str], int | None]:
    """Who it might be and why, and who it is."""
    if draft.is_empty:
        return {}, None
    found = find_duplicates(session, draft.customer(office.country), office)
    accounts = _by_account(session, draft)
    reasons = dict.fromkeys(accounts, "account") | {one.id: one.reason for one in found}
    same = _same(session, list(reasons), draft, office) if reasons else None
    if same is None and len(accounts) == 1 and not draft.phones:
        same = accounts[0]
    if shown is not None:
        if same is None and reasons.get(shown, "").startswith("name"):
            same = shown
        if draft.chat or not draft.name:
            reasons.setdefault(shown, "shown")
    return reasons, same


def _told(
    draft: PasteDraft,
    reasons: Mapping[int, str],
    same: int | None,
    dossiers: Mapping[int, Dossier],
    office: OfficeSettings,
) -> tuple[Known, ...]:
    found = [
        Known(
            key,
            dossiers[key].record.number,
            dossiers[key].record.name,
            dossiers[key].record.company,
            reason,
            key == same,
            tuple(additions_to(dossiers[key].record, draft, office)),
        )
        for key, reason in reasons.items()
        if key in dossiers
    ]
    return tuple(sorted(found, key=lambda one: not one.certain))


def additions_to(
    record: CustomerRecord, draft: PasteDraft, office: OfficeSettings
) -> Iterator[Addition]:
    """What a text says that is not stored yet; nothing stored is overwritten."""
    yield from _facts(record, draft, office)
    known = {phone.e164 or phone.raw for phone in record.phones}
    for text in draft.phones:
        label, number = split_label(text)
        told = parse_phones(number, area_code=office.area_code, country=office.country, label=label)
        if any((phone.e164 or phone.raw) not in known for phone in told):
            yield Addition("phones", label_of("phones"), text)
    emails = {email.address.casefold() for email in record.emails}
    for email in draft.emails:
        if email.casefold() not in emails:
            yield Addition("emails", label_of("emails"), email)
    yield from _accounts(record, draft)
    addresses = {_plain(address.raw) for address in record.addresses}
    if draft.address and _plain(draft.address) not in addresses:
        yield Addition("address", label_of("addresses"), draft.address)
    for tag in draft.tags:
        if tag not in record.tags:
            yield Addition("tags", label_of("tags"), tag)
    if draft.has_invoice and not _has_invoice(record, draft.invoice):
        block = invoice_block(draft.invoice, country=office.country)
        yield Addition("invoice", _("Invoice data"), block)


def known_speaker(
    session: Session, chat: Chat | None, staff: Collection[str], office: OfficeSettings
) -> str:
    """Of several speakers, none of them one of us, the first who is stored already."""
    if chat is None or len(chat.speakers) < 2 or not set(chat.speakers).isdisjoint(staff):
        return ""
    drafts = [PasteDraft(name=speaker, remark=speaker) for speaker in chat.speakers]
    known = zip(chat.speakers, find_known(session, drafts, office), strict=True)
    return next((speaker for speaker, found in known if found), "")


def region_of(draft: PasteDraft) -> str:
    """The province as the list shows it: 浙江."""
    return province_of(draft.region) or draft.region


def _facts(record: CustomerRecord, draft: PasteDraft, office: OfficeSettings) -> Iterator[Addition]:
    called = (record.salutation, draft.salutation, draft.remark, "")
    if same_name_key(draft.name) != same_name_key(record.name) and draft.name not in called:
        yield _line("name", draft.name)
    told = {name: getattr(draft, name) for name in ("salutation", "company", "title", "industry")}
    told |= {"region": region_of(draft), "birthday": draft.born(office.country)}
    for name, value in told.items():
        stored = getattr(record, name)
        if not value or value == stored or (record.kind == "company" and value == record.name):
            continue
        if stored:
            yield _line(name, value)
        else:
            yield Addition(name, label_of(name), say(name, value))


def _line(name: str, value: object) -> Addition:
    return Addition("note", label_of("note"), note_line(name, value))


def _accounts(record: CustomerRecord, draft: PasteDraft) -> Iterator[Addition]:
    known = {(channel.kind, normalise(channel.value)) for channel in record.channels}
    for kind in ("wechat", *ACCOUNTS):
        value = getattr(draft, kind)
        if value and (kind, normalise(value)) not in known:
            yield Addition(kind, label_of(kind), value)
    names = {name for it in record.channels for name in (it.remark, it.nickname, record.name)}
    if draft.remark and draft.remark not in names | {record.name}:
        yield Addition("remark", label_of("wechat.remark"), draft.remark)


def _has_invoice(record: CustomerRecord, invoice: InvoiceDraft) -> bool:
    told = [field.name for field in fields(InvoiceDraft) if getattr(invoice, field.name)]
    return any(
        all(_plain(getattr(known, name)) == _plain(getattr(invoice, name)) for name in told)
        for known in record.invoices
    )


def _plain(text: str) -> str:
    return normalise(text).replace(" ", "")


def _by_account(session: Session, draft: PasteDraft) -> list[int]:
    """Who has the same account, or is called so in WeChat."""
    conditions = [
        (Channel.kind == kind) & (Channel.value == value)
        for kind in ("wechat", "qq", "line")
        if (value := getattr(draft, kind))
    ]
    if draft.remark:
        named = or_(Channel.remark == draft.remark, Channel.nickname == draft.remark)
        conditions.append((Channel.kind == "wechat") & named)
    if not conditions:
        return []
    query = select(Channel.customer_id).where(or_(*conditions)).distinct().limit(MOST_SHOWN)
    return list(session.scalars(query.order_by(Channel.customer_id)))


def _same(
    session: Session, ids: Sequence[int], draft: PasteDraft, office: OfficeSettings
) -> int | None:
    """Whom an import would take it for."""
    keys = Keys()
    columns = (Customer.id, Customer.number, Customer.kind, Customer.name, Customer.company)
    rows = session.execute(select(*columns).where(Customer.id.in_(ids)).order_by(Customer.id))
    for ref, number, kind, name, company in rows:
        keys.know(ref, name, name if kind == "company" else company or "", number)
    phones = select(Phone.customer_id, Phone.e164).where(Phone.customer_id.in_(ids))
    for ref, e164 in session.execute(phones):
        keys.know_phones(ref, [e164] if e164 else [])
    told = tuple(
        phone
        for text in draft.phones
        for phone in parse_phones(text, area_code=office.area_code, country=office.country)
    )
    record = CustomerRecord(
        name=draft.shown_name,
        kind=draft.kind,
        company="" if draft.kind == "company" else draft.company,
        phones=told,
    )
    return Matcher(keys).match(record).ref
