"""What is derived is the same whether it was kept with every write or computed anew."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, insert, select, text

from crmdesk.models.core.db import Database
from crmdesk.models.core.jobs import silent
from crmdesk.models.customers.actions import delete_customer
from crmdesk.models.derived.index import index_pending
from crmdesk.models.derived.refresh import rebuild
from crmdesk.models.derived.search import find
from crmdesk.models.journal.actions import undo
from crmdesk.models.orders.drafts import LineDraft
from crmdesk.models.schema import (
    Contact,
    Customer,
    CustomerTag,
    Phone,
    SearchPending,
    Tag,
)
from tests.support.builders import (
    add_complaint,
    add_customer,
    add_follow_up,
    add_interaction,
    add_order,
    bulk_customers,
)
from tests.support.snapshots import derived_rows

_numbers = count(1)


def _name(db: Database, customer: int, word: str) -> None:
    with db.write("customer.edit", name=word) as session:
        session.get_one(Customer, customer).name = word


def _phone(db: Database, customer: int, word: str) -> None:
    with db.write("customer.edit", name=word) as session:
        session.add(Phone(customer_id=customer, raw=word, e164="+8613800138000"))


def _tag(db: Database, customer: int, word: str) -> None:
    with db.write("customers.tag", count=1, tag=word) as session:
        tag = session.scalar(select(Tag).where(Tag.name == word)) or Tag(name=word)
        session.add(tag)
        session.flush()
        known = select(CustomerTag).where(
            CustomerTag.customer_id == customer, CustomerTag.tag_id == tag.id
        )
        if session.scalar(known) is None:
            session.add(CustomerTag(customer_id=customer, tag_id=tag.id))


def _contact(db: Database, customer: int, word: str) -> None:
    with db.write("customer.edit", name=word) as session:
        old = session.scalar(select(Contact).where(Contact.customer_id == customer))
        if old is not None:
            session.delete(old)
        session.add(Contact(customer_id=customer, name=word))


def _talk(db: Database, customer: int, word: str) -> None:
    add_interaction(db, customer, word, at=db.now() - timedelta(days=len(word)))


def _task(db: Database, customer: int, word: str) -> None:
    add_follow_up(db, customer, date(2026, 12, 1 + len(word)), word)


def _complain(db: Database, customer: int, word: str) -> None:
    add_complaint(db, customer, word, number=f"T{next(_numbers)}")


def _buy(db: Database, customer: int, word: str) -> None:
    add_order(db, customer, [LineDraft(word, price=12_550)], paid=550)


def _delete(db: Database, customer: int, word: str) -> None:
    with db.write("customer.delete", name=word) as session:
        delete_customer(session, customer)


def _import(db: Database, customer: int, word: str) -> None:
    bulk_customers(db, [word, f"{word}二"])


STEPS: tuple[Callable[[Database, int, str], None], ...] = (
    *(_name, _phone, _tag, _contact, _talk, _task, _complain, _buy, _delete, _import),
)
words = st.sampled_from(["张三丰", "单雄信", "重庆银行", "VIP", "Müller", "李 娜", "王\U0002b7a9"])
steps = st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 9), words), max_size=8)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=steps, undone=st.integers(0, 3))
def test_that_a_rebuild_changes_nothing(
    db: Database, steps: list[tuple[Any, int, str]], undone: int
) -> None:
    for step, which, word in steps:
        with db.read() as session:
            ids = session.scalars(select(Customer.id).order_by(Customer.id)).all()
        if ids:
            step(db, ids[which % len(ids)], word)
        else:
            add_customer(db, word, phone="13800138000")
    for _ in range(min(undone, len(steps))):
        undo(db)
    index_pending(db, silent)
    kept = derived_rows(db)
    rebuild(db, silent)
    assert derived_rows(db) == kept


def test_that_a_rebuild_repairs_what_went_wrong(db: Database) -> None:
    customer = add_customer(db, "张三")
    kept = derived_rows(db)
    with db.write("damage") as session:
        session.execute(text("UPDATE customer_summary SET sort_name = 'x', interactions = 7"))
        session.execute(insert(SearchPending), {"customer_id": customer})
    rebuild(db, silent)
    assert derived_rows(db) == kept
    with db.read() as session:
        assert find(session, "张三").ids == [customer]


def test_that_a_value_nobody_searches_for_leaves_the_derived_rows_alone(db: Database) -> None:
    customer = add_customer(db, name="张伟")
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(db.storage.engine, "before_cursor_execute", note)
    with db.write("customer.edit", name="张伟") as session:
        session.get_one(Customer, customer).title = "经理"
    event.remove(db.storage.engine, "before_cursor_execute", note)
    assert not [text for text in statements if "customer_s" in text]
