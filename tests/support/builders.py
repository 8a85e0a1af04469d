"""Records for tests, made the way the program makes them; each returns the id of the new row."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, select

from crmdesk.models.core.changes import log_of, note_bulk
from crmdesk.models.core.db import Database, storage_of
from crmdesk.models.customers.actions import create_customer
from crmdesk.models.customers.drafts import CustomerDraft
from crmdesk.models.customers.reach import add_reach
from crmdesk.models.office.settings import load_office
from crmdesk.models.orders.actions import place_order
from crmdesk.models.orders.drafts import LineDraft, OrderDraft
from crmdesk.models.promises.actions import make_promise
from crmdesk.models.promises.drafts import PromiseDraft
from crmdesk.models.schema import Complaint, Contact, Customer, FollowUp, Interaction, Staff
from crmdesk.models.service.actions import receive_order
from crmdesk.models.service.contracts import ContractDraft, add_contract
from crmdesk.models.service.drafts import ReceiveDraft


def add_customer(db: Database, name: str = "张伟", **fields: Any) -> int:
    """A customer; `fields` are those of CustomerDraft, a single phone may be given as `phone`."""
    if phone := fields.pop("phone", ""):
        fields["phones"] = (phone,)
    draft = CustomerDraft(name=name, **fields)
    with db.write("customer.create", name=name) as session:
        return create_customer(session, draft, now=db.now(), office=load_office(session))


def add_staff(db: Database, name: str) -> int:
    """A colleague."""
    with db.write("list.add", name=name) as session:
        return _add(session, Staff(name=name))


def let_go(db: Database, staff_id: int) -> None:
    """A colleague leaves: nothing new is given to her."""
    with db.write("list.edit", name="") as session:
        session.get_one(Staff, staff_id).active = False


def add_contact(db: Database, customer_id: int, name: str, **columns: Any) -> int:
    """A person inside a company customer."""
    with db.write("customer.edit", name=name) as session:
        return _add(session, Contact(customer_id=customer_id, name=name, **columns))


def add_phone(
    db: Database, customer_id: int, typed: str, *, contact_id: int | None = None
) -> list[int]:
    """Another number of a customer, or of one of its contacts."""
    with db.write("customer.reach", name="") as session:
        office = load_office(session)
        return add_reach(session, customer_id, "phone", typed, office=office, contact_id=contact_id)


def add_interaction(
    db: Database,
    customer_id: int,
    text: str = "谈了报价",
    *,
    at: datetime | None = None,
    **columns: Any,
) -> int:
    """A log entry, a call made an hour ago unless said otherwise."""
    at = at or db.now() - timedelta(hours=1)
    values = {"kind": "call", "direction": "out", "staff_id": db.staff_id} | columns
    with db.write("interaction.log", name="") as session:
        row = Interaction(customer_id=customer_id, text=text, at=at, created_at=db.now(), **values)
        return _add(session, row)


def add_follow_up(
    db: Database, customer_id: int, due_on: date, text: str = "回访", **columns: Any
) -> int:
    """An open follow-up."""
    with db.write("follow_up.add", name="") as session:
        row = FollowUp(
            customer_id=customer_id, due_on=due_on, text=text, created_at=db.now(), **columns
        )
        return _add(session, row)


def add_promise(db: Database, customer_id: int, due_on: date, text: str = "寄样品") -> int:
    """A promise, open."""
    with db.write("promise.make", name="") as session:
        return make_promise(session, PromiseDraft(customer_id, text, due_on), now=db.now())


def add_complaint(db: Database, customer_id: int, subject: str = "送货太慢", **columns: Any) -> int:
    """A complaint, open at its first step unless said otherwise."""
    with db.write("complaint.open", name="") as session:
        count = session.scalar(select(func.count()).select_from(Complaint)) or 0
        values = {"number": f"T{count + 1:06d}", "opened_at": db.now()} | columns
        row = Complaint(customer_id=customer_id, subject=subject, **values)
        return _add(session, row)


def add_order(
    db: Database,
    customer_id: int,
    lines: Sequence[LineDraft] = (LineDraft("打印纸", price=2000),),
    *,
    day: date = date(2026, 11, 20),
    **fields: Any,
) -> int:
    """An order of yesterday unless said otherwise; `fields` are those of OrderDraft."""
    with db.write("order.create", name="") as session:
        draft = OrderDraft(customer_id, day, tuple(lines), **fields)
        return place_order(session, draft, now=db.now())


def add_service_order(db: Database, customer_id: int, words: str = "卡纸", **fields: Any) -> int:
    """A service order just received; `fields` are those of ReceiveDraft."""
    with db.write("service.receive", name="") as session:
        return receive_order(session, ReceiveDraft(customer_id, words, **fields), now=db.now())


def add_service_contract(
    db: Database, customer_id: int, days: Sequence[date] = (), **fields: Any
) -> int:
    """A contract of this year with visits by these days; `fields` are those of ContractDraft."""
    values = {
        "level": "金牌", "starts_on": date(2026, 1, 1), "ends_on": date(2027, 12, 31)
    } | fields  # fmt: skip
    with db.write("contract.add", name="") as session:
        draft = ContractDraft(customer_id, days=tuple(days), **values)
        return add_contract(session, draft, now=db.now())


def bulk_customers(db: Database, names: list[str], *, defer: bool = True) -> list[int]:
    """Customers as a bulk import writes them, with the index to come later."""
    with db.write("import", bulk=True) as session:
        ids = storage_of(session).reserve_ids(session, "customer", len(names))
        rows = [
            {
                "id": key,
                "number": f"K{key:06d}",
                "kind": "person",
                "name": name,
                "created_at": db.now(),
            }
            for key, name in zip(ids, names, strict=True)
        ]
        session.execute(insert(Customer), rows)
        note_bulk(session, "customer", ids)
        log_of(session).defer_search = defer
    return list(ids)


def _add(session: Any, row: Any) -> int:
    session.add(row)
    session.flush()
    return int(row.id)
