"""One customer, one page: all of her in a handful of indexed questions."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from typing import Any, TypeVar

from sqlalchemy import Select
from sqlalchemy.orm import Session

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.calendar.lunar import age_on, next_occurrence, round_age, zodiac
from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.customers import page_queries
from crmdesk.models.customers.balance import load_balance
from crmdesk.models.customers.bought import load_bought, prepare_bought
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
    PromiseRow,
    Relative,
    ScoreRow,
    StageRow,
    TagRow,
    TalkRow,
    Warn,
)
from crmdesk.models.customers.rules import in_mourning
from crmdesk.models.customers.unanswered import waiting_since
from crmdesk.models.office.settings import load_office
from crmdesk.models.schema import (
    NEVER,
    Address,
    Anniversary,
    Channel,
    Contact,
    Customer,
    CustomerSummary,
    Email,
    Invoice,
    Phone,
    StageChange,
)

T = TypeVar("T")
_REACH: tuple[tuple[type[Any], type[Any]], ...] = (
    (PhoneRow, Phone),
    (EmailRow, Email),
    (ChannelRow, Channel),
    (AddressRow, Address),
)


def load_page(
    session: Session, customer_id: int, *, today: date, viewer: int | None = None
) -> CustomerPage | None:
    """The page, or None when there is no such customer (any more).

    `viewer` is the member of staff who looks: what is the owner's own is left out for others.
    """
    her = {"customer": customer_id}
    found = session.execute(page_queries.customer(), her).first()
    if found is None:
        return None
    customer, owner, source, summary = found
    ask = _Asker(session, customer_id)
    birthday = birthday_of(customer)
    phones, emails, channels, addresses = (ask.reach(kind, table) for kind, table in _REACH)
    consents = ask.rows(page_queries.consents(), ConsentRow)
    follow_up = ask.first(page_queries.next_follow_up(), FollowUpRow)
    promises = ask.rows(page_queries.promises(), PromiseRow)
    contacts = ask.records(page_queries.contacts())
    plans, service, repairing = session.execute(page_queries.beside(), her).one()
    hidden = hidden_facts(customer.owner_id, viewer)
    return CustomerPage(
        id=customer_id, created_at=customer.created_at,
        facts={name: fact_of(customer, name) for name in FACTS if name not in hidden},
        hidden=hidden, owner=owner or "", source=source or "", birthday=birthday,
        occasion=_occasion(birthday, today), zodiac=zodiac(birthday) if birthday else None,
        last_contact=summary.last_contact if summary and summary.last_contact > NEVER else None,
        interactions=summary.interactions if summary else 0,
        phones=_own(phones), emails=_own(emails), addresses=_own(addresses),
        contacts=tuple(_contact(row, phones, emails, channels) for row in contacts),
        invoices=ask.rows(page_queries.owned(InvoiceRow, Invoice, Invoice.position), InvoiceRow),
        anniversaries=_anniversaries(ask.records(page_queries.anniversaries()), today),
        channels=_own(channels), consents=consents, tags=ask.rows(page_queries.tags(), TagRow),
        customs=ask.rows(page_queries.customs(), CustomRow),
        files=ask.rows(page_queries.files(), FileRow),
        talks=ask.rows(page_queries.talks(), TalkRow),
        stages=ask.rows(page_queries.owned(StageRow, StageChange, StageChange.on), StageRow),
        next_follow_up=follow_up, promises=promises, parent=ask.relative(customer.parent_id),
        children=ask.rows(page_queries.children(), Relative),
        referrer=ask.relative(customer.referrer_id),
        referred=ask.rows(page_queries.referred(), Relative),
        warnings=(*_warnings(customer, summary, (follow_up, promises), consents, today),
                  *_pending(session, customer_id, today, repairing)),
        bought=load_bought(session, customer_id, today),
        balance=load_balance(session, customer_id, today), plans=plans, service=service,
        score=ask.first(page_queries.score(), ScoreRow),
    )  # fmt: skip


def load_talks(session: Session, customer_id: int, limit: int) -> tuple[TalkRow, ...]:
    """More of the last contacts than the page shows, newest first."""
    query = page_queries.talks().limit(limit)
    return _Asker(session, customer_id).rows(query, TalkRow)


def prepare(session: Session) -> None:
    """Ask every question once about nobody, so that the first page opens as fast as the rest."""
    ask = _Asker(session, 0)
    for kind, table in _REACH:
        ask.reach(kind, table)
    for query in (
        page_queries.customer(), page_queries.contacts(), page_queries.consents(),
        page_queries.anniversaries(), page_queries.tags(), page_queries.customs(),
        page_queries.files(), page_queries.talks(), page_queries.next_follow_up(),
        page_queries.promises(), page_queries.beside(), page_queries.score(),
        page_queries.name(), page_queries.children(), page_queries.referred(),
        page_queries.owned(StageRow, StageChange, StageChange.on),
        page_queries.owned(InvoiceRow, Invoice, Invoice.position),
    ):  # fmt: skip
        session.execute(query, {"customer": 0}).all()
    waiting_since(session, 0, NEVER)
    prepare_bought(session)
    load_balance(session, 0, NEVER.date())
    _occasion(Birthday("lunar", 1970, 1, 1), date(2026, 1, 1))


class _Asker:
    """Asks the page's questions about one customer."""

    def __init__(self, session: Session, customer_id: int) -> None:
        self._session, self._her = session, {"customer": customer_id}

    def rows(self, query: page_queries.Rows, kind: Callable[..., T]) -> tuple[T, ...]:
        """The answers as frozen rows."""
        return tuple(kind(*row) for row in self._session.execute(query, self._her))

    def first(self, query: page_queries.Rows, kind: Callable[..., T]) -> T | None:
        """The first of them, if there is one."""
        return next(iter(self.rows(query, kind)), None)

    def records(self, query: Select[T]) -> Sequence[T]:
        """The answers as whole records."""
        return self._session.scalars(query, self._her).all()

    def reach(self, kind: Callable[..., T], table: Any) -> tuple[T, ...]:
        """Phones, e-mails … of hers and of her contacts, in the user's order."""
        return self.rows(page_queries.owned(kind, table, table.position), kind)

    def relative(self, customer_id: int | None) -> Relative | None:
        """Another customer by name."""
        if customer_id is None:
            return None
        name = self._session.scalar(page_queries.name(), {"customer": customer_id})
        return None if name is None else Relative(customer_id, name)


def _own(rows: Sequence[T], contact_id: int | None = None) -> tuple[T, ...]:
    """Those of the customer herself, or of one of her contacts."""
    return tuple(row for row in rows if row.contact_id == contact_id)  # type: ignore[attr-defined]


def _contact(
    row: Contact,
    phones: Sequence[PhoneRow],
    emails: Sequence[EmailRow],
    channels: Sequence[ChannelRow],
) -> ContactRow:
    return ContactRow(
        row.id, row.name, row.salutation, row.gender, row.title, row.department, row.role,
        row.note, birthday_of(row), _own(phones, row.id), _own(emails, row.id),
        _own(channels, row.id),
    )  # fmt: skip


def _anniversaries(rows: Iterable[Anniversary], today: date) -> tuple[AnniversaryRow, ...]:
    found = []
    for row in rows:
        day = Birthday(row.calendar, row.year, row.month, row.day, row.leap)
        found.append(AnniversaryRow(row.id, row.label, day, next_occurrence(day, today)))
    return tuple(sorted(found, key=lambda row: (row.next_on, row.id)))


def _occasion(birthday: Birthday | None, today: date) -> Occasion | None:
    if birthday is None:
        return None
    on = next_occurrence(birthday, today)
    return Occasion(on, age_on(birthday, on), round_age(birthday, on) is not None)


def _warnings(
    customer: Customer,
    summary: CustomerSummary | None,
    due: tuple[FollowUpRow | None, Sequence[PromiseRow]],
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
    follow_up, promises = due
    if late := [row for row in promises if row.due_on < today]:
        yield Warn("promise", count=len(late), day=late[0].due_on)
    if follow_up is not None and follow_up.due_on < today:
        yield Warn("overdue", day=follow_up.due_on)


def _pending(session: Session, customer_id: int, today: date, repairing: int) -> Iterator[Warn]:
    """She wrote and waits for an answer, or something of hers is being repaired."""
    since = waiting_since(session, customer_id, datetime.combine(today, time(), UTC))
    if since is not None:
        yield Warn("reply", day=local_day(since, office_zone(load_office(session).zone)))
    if repairing:
        yield Warn("service", count=repairing)


def refused_channels(consents: Sequence[ConsentRow]) -> tuple[str, ...]:
    """Channels whose newest word is no; `consents` newest first."""
    newest: dict[str, bool] = {}
    for row in consents:
        newest.setdefault(row.channel, row.given)
    return tuple(channel for channel, given in newest.items() if not given)
