"""A made-up office worth looking at: the demo, a morning's work in its journal, and who is who."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmdesk.models.calendar.festivals import OwnDay
from crmdesk.models.care.rules import CareSettings, save_care
from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.customers.actions import create_customer
from crmdesk.models.customers.bulk import tag_customers
from crmdesk.models.customers.drafts import CustomerDraft
from crmdesk.models.customers.files import FileDraft, attach_file
from crmdesk.models.customers.filters import CustomerFilter
from crmdesk.models.customers.views import View, save_view
from crmdesk.models.demo.generate import generate
from crmdesk.models.demo.words import country, home, lines, lists_of, said
from crmdesk.models.interactions.actions import log_interaction
from crmdesk.models.interactions.drafts import InteractionDraft
from crmdesk.models.office.settings import load_office
from crmdesk.models.schema import (
    Complaint,
    Contact,
    Customer,
    CustomerSales,
    FollowUp,
    Interaction,
    Order,
    Phone,
)
from crmdesk.models.tasks.actions import postpone_follow_up

CUSTOMERS = 300
DOUBLES = 6
_BARE = {"CN": "13905710000", "TW": "0912000571"}
WORK = "tour"
"""The list of words in resources/names."""


@dataclass(frozen=True, slots=True)
class Showcase:
    """Customers and records that show what there is to see.

    `name` is that of the `rich` one, `order` her last; `complaints` are open ones by the step to
    do.
    """

    rich: int
    name: str
    company: int
    bare: int
    complaints: Mapping[int, int]
    order: int


def make_showcase(db: Database, where: str = "") -> Showcase:
    """Fill an empty database; the same for the same day. `where` is CN or TW, by default where the
    language spoken is at home."""
    with lists_of(where or home()):
        return _make(db)


def _make(db: Database) -> Showcase:
    with db.read() as session:
        today = local_day(db.now(), office_zone(load_office(session).zone))
    generate(db, CUSTOMERS, today=today, where=country())
    bare = _create(db)
    _doubles(db)
    with db.read() as session:
        rich, company = _rich(session), _company(session)
        complaints = _complaints(session)
        order = _last_order(session, rich)
        names = {row.id: row.name for row in session.execute(select(Customer.id, Customer.name))}
    _work(db, rich, names, today)
    return Showcase(rich, names[rich], company, bare, complaints, order)


def _doubles(db: Database) -> None:
    """Who was typed in a second time, in a hurry: fuel for cleaning up."""
    with db.read() as session:
        people = session.execute(
            select(Customer.name, Phone.raw)
            .join(Phone, Phone.customer_id == Customer.id)
            .where(Customer.kind == "person", Phone.contact_id.is_(None), Phone.position == 0)
            .order_by(Customer.id)
            .limit(DOUBLES)
        ).all()
    for at, (name, phone) in enumerate(people):
        shorter = f"{name[0]}{said('called').split()[0]}" if at % 3 == 2 else name
        with db.write("customer.create", name=shorter) as session:
            draft = CustomerDraft(name=shorter, phones=(phone[:-1] if at == 4 else phone,))
            create_customer(session, draft, now=db.now(), office=load_office(session))


def typed(what: str, where: str = "") -> str:
    """The words for a picture in which somebody is typing, there or where this language is."""
    with lists_of(where or home()):
        return lines(WORK, what)[0]


def _create(db: Database) -> int:
    name = typed("bare", country())
    with db.write("customer.create", name=name) as session:
        draft = CustomerDraft(name=name, phones=(_BARE[country()],))
        return create_customer(session, draft, now=db.now(), office=load_office(session))


def _rich(session: Session) -> int:
    """The person with orders, a birthday, an open follow-up and a complaint who was spoken to
    most."""
    talks = select(func.count(Interaction.id)).where(Interaction.customer_id == Customer.id)
    query = select(Customer.id).where(
        Customer.kind == "person",
        Customer.birthday_month.is_not(None),
        Customer.id.in_(select(FollowUp.customer_id).where(FollowUp.status == "open")),
    )
    complained = Customer.id.in_(select(Complaint.customer_id)).desc()
    bought = Customer.id.in_(select(CustomerSales.customer_id)).desc()
    order = (bought, complained, talks.scalar_subquery().desc(), Customer.id)
    return session.scalars(query.order_by(*order).limit(1)).one()


def _last_order(session: Session, customer: int) -> int:
    query = select(Order.id).where(Order.customer_id == customer)
    return session.scalars(query.order_by(Order.ordered_on.desc(), Order.id.desc()).limit(1)).one()


def _company(session: Session) -> int:
    """The company with most contacts."""
    query = select(Contact.customer_id).group_by(Contact.customer_id)
    order = func.count().desc()
    return session.scalars(query.order_by(order, Contact.customer_id).limit(1)).one()


def _complaints(session: Session) -> dict[int, int]:
    first = func.min(Complaint.id).label("first")
    query = select(Complaint.step, first).where(Complaint.status == "open")
    return {row.step: row.first for row in session.execute(query.group_by(Complaint.step))}


def _work(db: Database, rich: int, names: Mapping[int, str], today: date) -> None:
    """What the clerk did since nine o'clock."""
    others = [row_id for row_id in names if row_id != rich]
    logged = lines(WORK, "logs")
    for customer, text in zip((rich, *others), logged, strict=False):
        with db.write("interaction.log", name=names[customer]) as session:
            draft = InteractionDraft(customer, text=text, outcome="agreed", minutes=6)
            log_interaction(session, draft, now=db.now() - timedelta(minutes=40))
    _postpone(db, names, today)
    with db.write("customer.file", name=names[rich]) as session:
        contract = FileDraft(typed("file", country()), typed("logs", country()).encode())
        attach_file(session, rich, contract, kind="contract", now=db.now())
    _tag(db, others[:24])
    with db.write("setup") as session:
        chosen = CustomerFilter(stages=("customer", "returning"), last_contact="without:90")
        save_view(session, View(name=typed("view", country()), filter=chosen, sort="last_contact"))
        feast = today + timedelta(days=2)
        save_care(
            session,
            CareSettings(own=(OwnDay("office", lines(WORK, "feast")[0], feast.month, feast.day),)),
        )


def _postpone(db: Database, names: Mapping[int, str], today: date) -> None:
    with db.read() as session:
        query = select(FollowUp.id, FollowUp.customer_id).where(FollowUp.due_on == today)
        due = session.execute(query.order_by(FollowUp.id).limit(1)).first()
    if due is not None:
        with db.write("follow_up.later", name=names[due.customer_id]) as session:
            postpone_follow_up(session, due.id, today + timedelta(days=3))


def _tag(db: Database, ids: Sequence[int]) -> None:
    tag = typed("tags", country())
    with db.write("customers.tag", count=len(ids), tag=tag) as session:
        tag_customers(session, ids, tag)
