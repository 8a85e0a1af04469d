"""What colleagues did in the last days, through the real actions: the journal of a made-up office
has something to show, and something to take back."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, speaking
from crmdesk.models.customers.actions import create_customer
from crmdesk.models.customers.bulk import assign_customers, delete_customers, tag_customers
from crmdesk.models.customers.consents import record_consent
from crmdesk.models.customers.drafts import CustomerDraft
from crmdesk.models.customers.edit import set_fact
from crmdesk.models.customers.facts import fact_of
from crmdesk.models.customers.reach import add_reach
from crmdesk.models.customers.tags import add_tag
from crmdesk.models.demo.words import country
from crmdesk.models.interactions.actions import log_interaction
from crmdesk.models.interactions.drafts import InteractionDraft
from crmdesk.models.journal.actions import undo
from crmdesk.models.journal.records import keep_record
from crmdesk.models.masking.rules import mask_phone
from crmdesk.models.office.settings import load_office
from crmdesk.models.schema import Customer, Interaction, Phone, Staff, Tag
from crmdesk.models.tasks.actions import add_follow_up
from crmdesk.models.tasks.drafts import FollowUpDraft

_LEAST, _COLLEAGUES = 30, 3
"""An office of fewer customers or people did nothing worth telling."""
_PHONES = {"CN": "13900000177", "TW": "0912000177"}

Deed = Callable[[Session, int, date, datetime], None]


@dataclass(frozen=True, slots=True)
class _Done:
    """One thing done: so many days ago at a time, by which colleague, with which customer."""

    days: int
    at: time
    who: int
    run: Callable[[Database, datetime], None]


def add_deeds(db: Database, today: date) -> None:
    """Let the colleagues work; the journal says they did it then."""
    with db.read() as session:
        zone = ZoneInfo(load_office(session).zone)
        staff = list(session.scalars(select(Staff.id).order_by(Staff.id)))
        known = list(session.scalars(select(Customer.id).order_by(Customer.id).limit(_LEAST)))
        tag = session.scalar(select(Tag.name).order_by(Tag.id)) or ""
    if len(known) < _LEAST or len(staff) < _COLLEAGUES:
        return
    colleagues = staff[1:]
    with speaking({"CN": "zh_CN", "TW": "zh_TW"}[country()]):
        for deed in sorted(_deeds(known, tag), key=lambda deed: (-deed.days, deed.at)):
            at = datetime.combine(today - timedelta(days=deed.days), deed.at, zone)
            with _as(db, colleagues[deed.who % len(colleagues)], at):
                deed.run(db, at)


@contextmanager
def _as(db: Database, staff_id: int, at: datetime) -> Iterator[None]:
    """Somebody else sits here, at another time."""
    me, clock = db.staff_id, db.now
    db.staff_id, db.now = staff_id, lambda: at
    try:
        yield
    finally:
        db.staff_id, db.now = me, clock


def _deeds(known: Sequence[int], tag: str) -> Iterator[_Done]:
    edit, reach = "customer.edit", "customer.reach"
    wechat = partial(_fact, field="preferred_channel", value="wechat")
    some = known[20:_LEAST]
    yield _Done(6, time(9, 2), 2, _with(known[3], edit, wechat))
    yield _Done(5, time(13, 33), 1, _with(known[13], "interaction.log", _talk))
    yield _Done(4, time(16, 12), 0, _with(known[12], reach, _address))
    yield _Done(3, time(10, 5), 2, _with(known[11], edit, _owner))
    yield _Done(2, time(9, 12), 1, partial(_tag_some, some=some, tag=tag))
    yield _Done(2, time(9, 13), 1, partial(_assign_some, some=some))
    yield _Done(2, time(14, 20), 1, _with(known[10], "customer.tags", partial(_tag, tag=tag)))
    yield _Done(1, time(9, 47), 0, _with(known[9], "follow_up.add", _task))
    yield _Done(1, time(11, 18), 2, _with(known[8], "customer.consent", _agree))
    yield _Done(1, time(13, 30), 1, _try_out)
    yield _Done(1, time(15, 3), 2, _with(known[7], reach, _phone))
    yield _Done(1, time(16, 40), 0, _with(known[5], edit, _mistake))
    yield _Done(1, time(16, 41), 0, lambda db, _at: _take_back(db))
    yield _Done(1, time(17, 26), 1, _with(known[6], "interaction.log", _talk))
    yield _Done(1, time(17, 48), 2, partial(_export, some=some))
    yield _Done(1, time(8, 31), 1, partial(_look, customer=known[0]))
    early = partial(_fact, field="preferred_hour", value="morning")
    yield _Done(1, time(8, 40), 1, _with(known[4], edit, early))
    yield _Done(1, time(8, 52), 0, _with(known[3], "interaction.log", _talk))


def _with(customer: int, action: str, deed: Deed) -> Callable[[Database, datetime], None]:
    def run(db: Database, at: datetime) -> None:
        with db.read() as session:
            name = session.scalar(select(Customer.name).where(Customer.id == customer))
        with db.write(action, name=name) as session:
            deed(session, customer, at.date(), at)

    return run


def _take_back(db: Database) -> None:
    undo(db)


def _export(db: Database, at: datetime, *, some: Sequence[int]) -> None:
    """A file for the post: noted, though nothing changed."""
    file = _("Letters {day}").format(day=at.date()) + ".xlsx"
    keep_record(db, "record.export", customers=some, count=len(some), file=file, whom="selected")


def _look(db: Database, _at: datetime, *, customer: int) -> None:
    """At a number that was masked."""
    with db.read() as session:
        name = session.scalar(select(Customer.name).where(Customer.id == customer))
        phone = session.scalar(select(Phone.raw).where(Phone.customer_id == customer)) or ""
    if phone:
        masked = mask_phone(phone)
        keep_record(db, "record.reveal", customers=[customer], name=name, what=masked)


def _try_out(db: Database, at: datetime) -> None:
    """Somebody learns how it is done, and clears up."""
    name = _("Practice")
    with db.write("customer.create", name=name) as session:
        draft = CustomerDraft(name=name)
        made = create_customer(session, draft, now=at, office=load_office(session))
    with db.write("customer.delete", name=name) as session:
        delete_customers(session, [made])


def _tag_some(db: Database, _at: datetime, *, some: Sequence[int], tag: str) -> None:
    with db.write("customers.tag", count=len(some), tag=tag) as session:
        tag_customers(session, some, tag)


def _assign_some(db: Database, _at: datetime, *, some: Sequence[int]) -> None:
    with db.read() as session:
        name = session.scalar(select(Staff.name).where(Staff.id == db.staff_id))
    with db.write("customers.assign", count=len(some), owner=name) as session:
        assign_customers(session, some, db.staff_id)


def _fact(
    session: Session, customer: int, today: date, _at: datetime, *, field: str, value: str
) -> None:
    now = fact_of(session.get_one(Customer, customer), field)
    set_fact(session, customer, field, value, expected=now, today=today)


def _mistake(session: Session, customer: int, today: date, _at: datetime) -> None:
    """The wrong row was stood on."""
    now = str(fact_of(session.get_one(Customer, customer), "stage"))
    wrong = "dormant" if now == "lost" else "lost"
    set_fact(session, customer, "stage", wrong, expected=now, today=today)


def _owner(session: Session, customer: int, today: date, _at: datetime) -> None:
    now = session.get_one(Customer, customer).owner_id
    other = session.scalar(select(func.max(Staff.id)).where(Staff.id != (now or 0)))
    set_fact(session, customer, "owner_id", other, expected=now, today=today)


def _talk(session: Session, customer: int, _today: date, at: datetime) -> None:
    """Much the same as last time."""
    before = select(Interaction.text).where(Interaction.text != "").order_by(Interaction.id.desc())
    words = session.scalar(before.where(Interaction.customer_id == customer))
    text = words or session.scalar(before) or "…"
    log_interaction(
        session, InteractionDraft(customer, text=text, direction="out", purpose="care"), now=at
    )


def _phone(session: Session, customer: int, _today: date, _at: datetime) -> None:
    office = load_office(session)
    phone = _PHONES.get(office.country, _PHONES["CN"])
    add_reach(session, customer, "phone", phone, office=office, label="mobile")


def _address(session: Session, customer: int, _today: date, _at: datetime) -> None:
    """A neighbour's."""
    others = select(Customer.region).where(Customer.region != "").order_by(Customer.id)
    region = session.scalar(others) or "…"
    office = load_office(session)
    add_reach(session, customer, "address", f"{region} 18", office=office)


def _agree(session: Session, customer: int, _today: date, at: datetime) -> None:
    record_consent(session, customer, "sms", given=True, how="", now=at)


def _task(session: Session, customer: int, today: date, at: datetime) -> None:
    words = session.scalar(select(Interaction.text).where(Interaction.text != "").limit(1)) or "…"
    draft = FollowUpDraft(customer, today + timedelta(days=5), text=words[:30])
    add_follow_up(session, draft, now=at)


def _tag(session: Session, customer: int, _today: date, _at: datetime, *, tag: str) -> None:
    add_tag(session, customer, tag)
