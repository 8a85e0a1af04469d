"""A plausible Chinese office, made up: the same for the same seed and day, of any size.

Demo data is not journaled (there is nobody who did it), but its derived tables are right; only a
few deeds of the last days are.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from itertools import count
from operator import itemgetter
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.orm import Session

from crmdesk.models.core.changes import log_of
from crmdesk.models.core.db import Database, storage_of
from crmdesk.models.core.jobs import Progress, silent
from crmdesk.models.customers.numbers import reserve_numbers
from crmdesk.models.demo.complaint_care import Care, add_improvements
from crmdesk.models.demo.complaints import Complaints
from crmdesk.models.demo.customers import Customers, Office
from crmdesk.models.demo.deeds import add_deeds
from crmdesk.models.demo.giving import add_gifts
from crmdesk.models.demo.history import History
from crmdesk.models.demo.messages import add_messages
from crmdesk.models.demo.notices import add_notices
from crmdesk.models.demo.orders import Orders
from crmdesk.models.demo.plans import add_plans
from crmdesk.models.demo.promises import Promises
from crmdesk.models.demo.rhythms import add_rhythms
from crmdesk.models.demo.seasons import Seasons
from crmdesk.models.demo.service import add_service
from crmdesk.models.demo.surveys import add_standard_answers, add_surveys
from crmdesk.models.demo.talks import products
from crmdesk.models.demo.words import country, home, lists_of, said, words
from crmdesk.models.derived.index import refresh_terms, tidy_index
from crmdesk.models.derived.sales import refresh_sales
from crmdesk.models.derived.summary import refresh_summaries
from crmdesk.models.office.profile import OfficeSettings
from crmdesk.models.office.settings import load_office, reserve_counter, save_office
from crmdesk.models.orders.actions import COUNTER, own_number
from crmdesk.models.schema import (
    Base,
    Complaint,
    Contact,
    CustomField,
    Order,
    Product,
    Promise,
    Source,
    Staff,
    Tag,
)

STEP = 2000
"""Customers a transaction."""
_HOMES = {
    "CN": OfficeSettings(area_code="0571"),
    "TW": OfficeSettings(country="TW", area_code="02", zone="Asia/Taipei", currency="TWD"),
}
_MOST_CONTACTS = 5
_MOST_ORDERS = 24
_MOST_PROMISES = 4


def generate(
    db: Database,
    customers: int = 500,
    *,
    seed: int = 1,
    today: date,
    history: bool = True,
    progress: Progress = silent,
    where: str = "",
) -> None:
    """Fill a database with made-up customers and, unless told otherwise, three years of history
    before `today`; `where` is CN or TW, by default where the language spoken is at home."""
    with lists_of(where or home()):
        _generate(db, customers, f"{seed}/{today}", today, history=history, progress=progress)


def _generate(
    db: Database, customers: int, seed: str, today: date, *, history: bool, progress: Progress
) -> None:
    with db.write("demo") as session:
        office = _set_up(session)
        goods = _goods(session)
        zone = ZoneInfo(load_office(session).zone)
    maker = _Maker(seed, office, goods, today, zone)
    for start in range(0, customers, STEP):
        part = min(STEP, customers - start)
        with db.write("demo", bulk=True) as session:
            maker.make(session, part, history=history)
        progress(start + part, customers)
    tidy_index(db)
    with db.write("demo") as session:
        if history:
            add_improvements(session, office.staff, datetime.combine(today, time(), zone))
            add_gifts(session, office.staff, today, zone)
            add_plans(session, office.staff, today, zone)
            add_service(session, office.staff, today, zone)
            add_surveys(session, office.staff, today, zone)
            add_standard_answers(session, today, zone)
            add_rhythms(session, office.staff, today, zone)
            add_messages(session, office.staff, today, zone)
            add_notices(session, office.staff, today, zone)
        session.flush()
        log_of(session).rows.clear()  # nobody did it; what is derived was written by each
        session.execute(text("ANALYZE"))
    if history:
        add_deeds(db, today)


class _Maker:
    """Makes customers with their history, some thousand at a time."""

    def __init__(
        self, seed: str, office: Office, goods: Mapping[str, int], today: date, zone: ZoneInfo
    ) -> None:
        rng = random.Random(seed)
        self._seasons = Seasons(today, zone)
        self._customers = Customers(rng, office, today, self._seasons.first)
        rows = self._customers.rows
        self._history = History(rng, rows, office, self._seasons)
        care = Care(random.Random(f"{seed}/care"), rows)
        self._complaints = Complaints(rng, rows, self._seasons, care, office.staff)
        self._promises = Promises(random.Random(f"{seed}/promises"), rows, self._seasons)
        self._orders = Orders(random.Random(f"{seed}/orders"), rows, self._seasons, goods)

    def make(self, session: Session, number: int, *, history: bool) -> None:
        """Make, insert, derive."""
        storage = storage_of(session)
        ids = storage.reserve_ids(session, "customer", number)
        contacts = iter(
            storage.reserve_ids(session, Contact.__tablename__, number * _MOST_CONTACTS)
        )
        complaints = iter(storage.reserve_ids(session, Complaint.__tablename__, number))
        orders = iter(storage.reserve_ids(session, Order.__tablename__, number * _MOST_ORDERS))
        promises = iter(
            storage.reserve_ids(session, Promise.__tablename__, number * _MOST_PROMISES)
        )
        complaint_numbers = _complaint_numbers(session)
        for customer_id, told in zip(ids, reserve_numbers(session, number), strict=True):
            made = self._customers.make(customer_id, told, contacts)
            if history and made.stage:
                self._history.add(made)
                self._promises.add(made, promises)
                self._orders.add(made, orders)
            if history and self._complaints.wants(made):
                self._complaints.add(made, complaints, complaint_numbers)
        _number_orders(session, self._customers.rows.get(Order.__tablename__, []))
        for table in Base.metadata.sorted_tables:
            if rows := self._customers.rows.pop(table.name, None):
                session.execute(insert(table), rows)
        refresh_summaries(session, ids)
        refresh_sales(session, ids)
        refresh_terms(session, ids)


def _complaint_numbers(session: Session) -> Iterator[str]:
    for _ in count():
        yield f"T{reserve_counter(session, 'complaint', 1).start:06}"


def _number_orders(session: Session, orders: Sequence[dict[str, Any]]) -> None:
    """In the order of their days."""
    numbers = reserve_counter(session, COUNTER, len(orders)) if orders else range(0)
    for row, number in zip(sorted(orders, key=itemgetter("ordered_on")), numbers, strict=True):
        row["number"] = own_number(number)


def _goods(session: Session) -> dict[str, int]:
    """What the office sells, by name."""
    rows: list[dict[str, object]] = [
        {
            "name": product.name,
            "unit": product.unit,
            "price": product.price * 100,
            "cost": product.price * 68,
        }
        for product in products()
    ]
    ids = _insert(session, Product, rows)
    return {str(row["name"]): id_ for row, id_ in zip(rows, ids, strict=True)}


def _set_up(session: Session) -> Office:
    """The office's settings, people and lists."""
    save_office(session, replace(_HOMES[country()], name=said("office")))
    me, *others = words("office", "staff")
    first = session.scalars(select(Staff.id).order_by(Staff.id).limit(1)).one()
    session.execute(update(Staff).where(Staff.id == first).values(name=me))
    staff = [first, *_insert(session, Staff, [{"name": name} for name in others])]
    session.execute(delete(Source))  # those of any new office, some of the same names
    sources = _insert(session, Source, [{"name": name} for name in words("office", "sources")])
    told = [word.split("#") for word in words("office", "tags")]
    tags = _insert(session, Tag, [{"name": name, "color": color} for name, color in told])
    bought, paid, ends = said("fields").split()
    fields: list[dict[str, object]] = [
        {"name": bought, "kind": "number", "choices": [], "position": 0},
        {"name": paid, "kind": "choice", "choices": said("payments").split(), "position": 1},
        {"name": ends, "kind": "date", "choices": [], "position": 2},
    ]
    return Office(
        tuple(staff), tuple(sources), tuple(tags), tuple(_insert(session, CustomField, fields))
    )


def _insert(session: Session, table: type[Base], rows: list[dict[str, object]]) -> list[int]:
    ids = storage_of(session).reserve_ids(session, table.__tablename__, len(rows))
    session.execute(insert(table), [{"id": key, **row} for key, row in zip(ids, rows, strict=True)])
    return list(ids)
