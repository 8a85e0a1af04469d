"""Erasing a person for good: what will happen in numbers, and doing it.

It cannot be undone. Where orders must be kept by law, they stay with their sums under a customer
without name or number; everything else goes, from the journal too. What SQLite leaves behind in
freed pages and in the WAL is overwritten after the commit (`StorageEngine.overwrite_freed`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Table, delete, func, select, update
from sqlalchemy.orm import Session

from crmdesk.models.core.changes import RowChange, log_of, note_updated
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _
from crmdesk.models.customers.actions import owned_tables
from crmdesk.models.customers.numbers import next_number, retire_numbers
from crmdesk.models.customers.refusals import ERASED, keep_refusals, remember_refusals
from crmdesk.models.derived.index import refresh_terms
from crmdesk.models.derived.sales import refresh_sales
from crmdesk.models.derived.summary import refresh_summaries
from crmdesk.models.journal.records import note_record
from crmdesk.models.office.settings import load_value, save_value
from crmdesk.models.privacy.known import Known, get_known
from crmdesk.models.privacy.rewriting import forget_beside, forget_in_journal
from crmdesk.models.privacy.settings import load_law
from crmdesk.models.schema import Base, Change, Customer, Order

_BOUGHT = ("order_line", "payment", "order")
"""What stays of a customer whose orders are kept."""
_FREE: dict[str, dict[str, Any]] = {
    "order": {"note": "", "delivery": "", "courier": "", "contact_id": None},
    "payment": {"note": ""},
}
_KEPT_FACTS = frozenset(
    {"id", "number", "kind", "stage", "stage_since", "source_id", "created_at", "country"}
)
_WIPE = "wipe_due"


@dataclass(frozen=True, slots=True)
class Outlook:
    """What erasing somebody would do: rows by table that go, orders that stay, lines of the
    journal; `stays_with` is the customer she was a contact of, and `number` its name then; `alone`
    says that nothing stays of the customer at all."""

    number: str
    name: str
    gone: dict[str, int] = field(default_factory=dict)
    orders_kept: int = 0
    lines: int = 0
    stays_with: str = ""

    @property
    def alone(self) -> bool:
        return not self.orders_kept


def foresee_erasure(session: Session, customer_id: int, *, today: date) -> Outlook:
    """In numbers, before anybody decides; raises CrmError "customer.gone" where there is neither
    the customer nor anything about her in the journal."""
    known = get_known(session, customer_id)
    if not known.name:
        raise CrmError("customer.gone")
    since = _kept_since(session, today)
    gone = {}
    for owned in owned_tables():
        rows = select(func.count()).where(owned.customer_id == customer_id)
        if count := session.scalar(rows.select_from(owned)):
            gone[owned.__tablename__] = count
    kept = len(_kept_orders(session, customer_id, since))
    if kept:
        gone["order"] = gone.get("order", 0) - kept
        for name in ("order_line", "payment"):
            gone.pop(name, None)
    lines = select(func.count()).where(Change.customer_id.in_(known.ids)).select_from(Change)
    told = {name: count for name, count in gone.items() if count}
    return Outlook(known.number, known.name, told, kept, session.scalar(lines) or 0)


def erase_customer(
    session: Session, customer_id: int, *, today: date, now: datetime, remember: bool = True
) -> bool:
    """Erase one customer, stored or deleted before, in this write; whether anything stays.

    With `remember` no import brings her back. Raises CrmError "customer.gone" as
    `foresee_erasure`. The write's own params must not hold her name.
    """
    known = get_known(session, customer_id)
    if not known.name:
        raise CrmError("customer.gone")
    kept = _kept_orders(session, customer_id, _kept_since(session, today))
    customer = session.get(Customer, customer_id)
    label = _("Deleted customer {number}").format(number=known.number)
    if customer is not None:
        keep_refusals(session, [customer_id])
        _delete_owned(session, customer_id, kept)
        _unlink(session, customer_id)
        if kept:
            _make_nameless(session, customer, known)
            label = customer.name
        else:
            retire_numbers(session, [customer.number])
            session.execute(delete(Customer).where(Customer.id == customer_id))
            session.expunge(customer)
    if remember:
        remember_refusals(session, ERASED, [known.traces()], now=now)
    session.flush()
    forget_in_journal(session, known, label)
    forget_beside(session, known, label)
    _refresh(session, customer_id)
    _note(session, customer_id, stays=bool(kept))
    note_wipe(session)
    return bool(kept)


def erase(db: Database, customer_id: int, *, today: date, remember: bool = True) -> bool:
    """Erase and overwrite what is left in the file; False where the latter has to wait because
    somebody else is reading (`wipe` tries again)."""
    with db.read() as session:
        number = get_known(session, customer_id).number
    with db.write("customer.erase", number=number) as session:
        erase_customer(session, customer_id, today=today, now=db.now(), remember=remember)
    return wipe(db)


def note_wipe(session: Session) -> None:
    """The freed places are to be overwritten after this write."""
    save_value(session, _WIPE, {"value": True})


def wipe(db: Database) -> bool:
    """Overwrite the freed places of the file; whether it was possible."""
    if not db.storage.overwrite_freed():
        return False
    with db.write("privacy.wiped") as session:
        save_value(session, _WIPE, {"value": False})
    return True


def copies_aside(db: Database) -> list[str]:
    """The names of copies that updates left beside the file; no rule ever deletes them."""
    path: Path | None = getattr(db.storage, "path", None)
    if path is None:
        return []
    return sorted(copy.name for copy in path.parent.glob(f"{path.stem}.before-*{path.suffix}"))


def wipe_is_due(session: Session) -> bool:
    """Whether something was erased and its freed places could not be overwritten yet."""
    return bool(load_value(session, _WIPE).get("value"))


def _kept_since(session: Session, today: date) -> date | None:
    """The first day whose orders are kept; None keeps none."""
    years = load_law(session).keep_years
    if not years:
        return None
    day = min(today.day, 28) if today.month == 2 else today.day
    return today.replace(year=today.year - years, day=day)


def _kept_orders(session: Session, customer_id: int, since: date | None) -> list[int]:
    """The orders that must be kept; with none, nothing has to."""
    if since is None:
        return []
    orders = select(Order.id).where(Order.customer_id == customer_id, Order.ordered_on >= since)
    return list(session.scalars(orders))


def _delete_owned(session: Session, customer_id: int, kept: Sequence[int]) -> None:
    """Everything she owns, those that point to others first; of orders only the old ones."""
    for name, values in _FREE.items():
        table = Base.metadata.tables[name]
        hers = table.c.customer_id == customer_id
        session.execute(update(table).where(hers).values(values))
    for owned in owned_tables():
        table = Base.metadata.tables[owned.__tablename__]
        gone = delete(table).where(table.c.customer_id == customer_id)
        if kept and table.name in _BOUGHT:
            gone = gone.where(_not_of(table, kept))
        session.execute(gone)
    pair = Base.metadata.tables["distinct_pair"]
    session.execute(delete(pair).where(pair.c.other_id == customer_id))
    session.expire_all()


def _not_of(table: Table, kept: Sequence[int]) -> Any:
    """Rows that belong to none of these orders; money on account is kept with them."""
    if table.name == "order":
        return table.c.id.not_in(kept)
    order = table.c.order_id
    return (
        order.not_in(kept)
        if table.name == "order_line"
        else order.is_not(None) & order.not_in(kept)
    )


def _unlink(session: Session, customer_id: int) -> None:
    """Who had her as parent or referrer has none any more."""
    table = Base.metadata.tables["customer"]
    for column in (table.c.parent_id, table.c.referrer_id):
        pointing = list(session.scalars(select(table.c.id).where(column == customer_id)))
        session.execute(update(table).where(column == customer_id).values({column.name: None}))
        for other in pointing:
            change = (other, {column.name: customer_id}, {column.name: None})
            note_updated(session, "customer", other, [change])


def _make_nameless(session: Session, customer: Customer, known: Known) -> None:
    """The customer without anything that tells a person; a number that is a phone goes too."""
    digits = "".join(filter(str.isdigit, customer.number))
    if len(digits) >= 7 and any(digits in phone for phone in known.phones):
        customer_number = next_number(session)
    else:
        customer_number = customer.number
    table = Base.metadata.tables["customer"]
    blank: dict[str, Any] = {"number": customer_number}
    for column in table.columns:
        if column.name not in _KEPT_FACTS:
            blank[column.name] = None if column.nullable else _empty(column.type.python_type)
    blank["name"] = _("Deleted customer {number}").format(number=customer_number)
    session.execute(update(table).where(table.c.id == customer.id).values(blank))
    session.refresh(customer)


def _empty(kind: type) -> Any:
    return kind()


def _refresh(session: Session, customer_id: int) -> None:
    refresh_summaries(session, [customer_id])
    refresh_sales(session, [customer_id])
    refresh_terms(session, [customer_id])


def _note(session: Session, customer_id: int, *, stays: bool) -> None:
    """One line in the journal that something was done, and nothing of what it was done to; where
    she stays nameless, one more keeps an undo of her import from taking her orders."""
    note_record(session, [customer_id])
    log = log_of(session)
    for key in [key for key, row in log.rows.items() if row.customer_id == customer_id]:
        del log.rows[key]
    if stays:
        log.add(RowChange("customer", customer_id, customer_id, {}, {}))
    log.touched |= {(owned.__tablename__, 0) for owned in owned_tables()}
    log.touched |= {("customer", customer_id), ("customer_summary", customer_id)}
