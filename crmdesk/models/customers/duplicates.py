"""Who seems to be in the archive already, while a new customer is being typed (撞单)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.db import storage_of
from crmdesk.models.customers.drafts import CustomerDraft
from crmdesk.models.customers.phones import parse_phones
from crmdesk.models.customers.refusals import CONTACT, ERASED, Traces, load_refusals
from crmdesk.models.derived.names import company_core, same_name_key
from crmdesk.models.derived.terms import Term, begins_with, query_terms
from crmdesk.models.office.profile import OfficeSettings
from crmdesk.models.schema import NEVER, Channel, Customer, CustomerSummary, Email, Phone, Staff

REASONS = ("phone", "email", "wechat", "line", "name_company", "company", "name")
"""What is the same, the surest first; a name alone says little."""

MOST_SHOWN = 5
_MOST_READ = 200
_LEAST_ACCOUNT, _LEAST_DIGITS = 4, 7


@dataclass(frozen=True, slots=True)
class LikelyDuplicate:
    """A customer that may be the one being typed; `certain` unless only the name is the same."""

    id: int
    number: str
    name: str
    company: str
    owner: str
    last_contact: datetime | None
    reason: str

    @property
    def certain(self) -> bool:
        return self.reason != "name"


def find_duplicates(
    session: Session, draft: CustomerDraft, office: OfficeSettings, *, but: int | None = None
) -> list[LikelyDuplicate]:
    """The likeliest few, the surest first; `but` is the customer being edited."""
    reasons: dict[int, str] = {}
    for reason, customers in (
        ("phone", _same_phone(session, draft.phones, office)),
        ("email", _same_email(session, draft.email)),
        ("wechat", _same_account(session, draft.wechat, ("wechat", "wecom"))),
        ("line", _same_account(session, draft.line, ("line",))),
        *_same_words(session, draft),
    ):
        for customer in customers:
            if customer != but:
                reasons.setdefault(customer, reason)
    ordered = sorted(reasons, key=lambda customer: REASONS.index(reasons[customer]))
    return _load(session, ordered[:MOST_SHOWN], reasons)


def is_erased(session: Session, draft: CustomerDraft, office: OfficeSettings) -> bool:
    """Whether who is being typed asked to be erased and not to be stored again."""
    refusals = load_refusals(session)
    if refusals is None:
        return False
    texts = (text for text in draft.phones if sum(map(str.isdigit, text)) >= _LEAST_DIGITS)
    numbers = (
        number.e164 or ""
        for text in texts
        for number in parse_phones(text, area_code=office.area_code, country=office.country)
    )
    company = draft.name if draft.kind == "company" else draft.company
    traces = Traces(
        draft.name, company, draft.number.strip(), tuple(numbers), tuple(draft.email.split()),
        (draft.wechat, draft.line),
    )  # fmt: skip
    kinds = {ERASED} if draft.kind == "company" else {ERASED, CONTACT}
    return not kinds.isdisjoint(refusals.of(traces))


def _same_phone(session: Session, texts: Iterable[str], office: OfficeSettings) -> Sequence[int]:
    numbers = [
        number.e164
        for text in texts
        if sum(map(str.isdigit, text)) >= _LEAST_DIGITS  # the rest is still being typed
        for number in parse_phones(text, area_code=office.area_code, country=office.country)
        if number.e164
    ]
    if not numbers:
        return ()
    query = select(Phone.customer_id).where(Phone.e164.in_(numbers)).distinct().limit(MOST_SHOWN)
    return session.scalars(query).all()


def _same_email(session: Session, text: str) -> Sequence[int]:
    if "@" not in text:
        return ()
    written = {text.strip(), text.strip().lower()}
    query = select(Email.customer_id).where(Email.address.in_(written)).limit(MOST_SHOWN)
    return session.scalars(query).all()


def _same_account(session: Session, text: str, kinds: Sequence[str]) -> Sequence[int]:
    """By the index of search terms: of accounts themselves there is none."""
    account = text.strip().lower()
    if len(account) < _LEAST_ACCOUNT:
        return ()
    storage = storage_of(session)
    terms = query_terms(account)
    if not terms:
        return ()
    asked = storage.query([(term.text, term.prefix) for term in terms])
    ids = session.scalars(storage.matching(), {"query": asked, "limit": _MOST_READ}).all()
    query = select(Channel.customer_id, Channel.value).where(
        Channel.customer_id.in_(ids), Channel.kind.in_(kinds)
    )
    return [row.customer_id for row in session.execute(query) if row.value.lower() == account]


def _same_words(session: Session, draft: CustomerDraft) -> Iterator[tuple[str, list[int]]]:
    """By company (its core: 公司 and place aside) and by name, together and alone."""
    company = draft.name if draft.kind == "company" else draft.company
    at_company = _of_company(session, company_core(company) if company.strip() else "")
    if draft.kind == "company":
        yield "company", list(at_company)
        return
    named = _named(session, draft.name)
    yield "name_company", sorted(at_company.keys() & set(named))
    yield "company", [key for key, kind in at_company.items() if kind == "company"]
    yield "name", named[:MOST_SHOWN]


def _named(session: Session, name: str) -> list[int]:
    """Customers of just this name, in whatever writing."""
    asked = begins_with(name)
    if asked is None or not name.strip():
        return []
    key = same_name_key(name)
    rows = _read(session, [asked[0]])
    return [row_id for row_id, _kind, known, _company in rows if same_name_key(known) == key]


def _of_company(session: Session, core: str) -> dict[int, str]:
    """The kinds of the companies of this core, and of persons who work for one, by id."""
    terms = query_terms(core)
    if len(core) < 2 or not terms:  # a core of signs is one, and nothing to search for
        return {}
    return {
        row_id: kind
        for row_id, kind, name, company in _read(session, terms)
        if core in (company_core(name), company_core(company or ""))
    }


def _read(session: Session, terms: Sequence[Term]) -> list[tuple[int, str, str, str | None]]:
    storage = storage_of(session)
    query = storage.query([(term.text, term.prefix) for term in terms])
    asked = {"query": query, "limit": _MOST_READ}
    ids = session.scalars(storage.matching(), asked).all()
    columns = select(Customer.id, Customer.kind, Customer.name, Customer.company)
    rows = session.execute(columns.where(Customer.id.in_(ids)))
    return [(row.id, row.kind, row.name, row.company) for row in rows]


def _load(session: Session, ids: Sequence[int], reasons: dict[int, str]) -> list[LikelyDuplicate]:
    query = (
        select(
            Customer.id, Customer.number, Customer.name, Customer.company,
            Staff.name.label("owner"), CustomerSummary.last_contact,
        )
        .join(CustomerSummary, CustomerSummary.customer_id == Customer.id)
        .outerjoin(Staff, Staff.id == Customer.owner_id)
        .where(Customer.id.in_(ids))
    )  # fmt: skip
    found = {
        row.id: LikelyDuplicate(
            row.id, row.number, row.name, row.company or "", row.owner or "",
            None if row.last_contact == NEVER else row.last_contact, reasons[row.id],
        )
        for row in session.execute(query)
    }  # fmt: skip
    return [found[key] for key in ids if key in found]
