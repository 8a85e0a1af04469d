"""Any random sequence of actions, all of them undone, gives the rows back as they were."""

import random
from collections.abc import Callable, Generator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.calendar.holidays import Special
from crmdesk.models.cases.pausing import PARTS, PauseDraft
from crmdesk.models.complaints.actions import delete_complaint, open_complaint, save_step
from crmdesk.models.complaints.drafts import (
    EscalationDraft,
    ListenDraft,
    ProposeDraft,
    VerifyDraft,
)
from crmdesk.models.complaints.improvements import (
    ImprovementDraft,
    VerdictDraft,
    delete_improvement,
    record_verdict,
    start_improvement,
)
from crmdesk.models.complaints.pausing import escalate, pause_clock, resume_clock
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.customers.actions import create_customer, delete_customer
from crmdesk.models.customers.bulk import (
    assign_customers,
    delete_customers,
    set_stage,
    tag_customers,
)
from crmdesk.models.customers.contacts import ContactDraft, add_contact, remove_contact
from crmdesk.models.customers.drafts import CustomerDraft
from crmdesk.models.customers.reach import add_reach, edit_reach, remove_reach
from crmdesk.models.customers.tags import add_tag, remove_tag
from crmdesk.models.duplicates.choices import MergeDraft
from crmdesk.models.duplicates.distinct import mark_distinct
from crmdesk.models.duplicates.merge import merge_customers
from crmdesk.models.interactions.actions import (
    delete_interaction,
    edit_interaction,
    log_interaction,
)
from crmdesk.models.interactions.drafts import InteractionDraft
from crmdesk.models.journal.actions import redo, undo
from crmdesk.models.office.holidays import store_holidays
from crmdesk.models.office.lists import add_entry, delete_entry, merge_entries, rename_entry
from crmdesk.models.office.settings import load_office
from crmdesk.models.open import open_database
from crmdesk.models.orders.actions import delete_order, edit_order, place_order, take_payment
from crmdesk.models.orders.drafts import LineDraft, OrderDraft, PaymentDraft
from crmdesk.models.schema import (
    Base,
    Complaint,
    Contact,
    Customer,
    Improvement,
    ImprovementCall,
    Interaction,
    Order,
    Phone,
    ServiceContract,
    ServiceOrder,
    ServiceVisit,
    Tag,
)
from crmdesk.models.service.actions import delete_order as delete_service
from crmdesk.models.service.actions import feed_back, pause_order, receive_order
from crmdesk.models.service.actions import save_step as save_service
from crmdesk.models.service.contracts import (
    ContractDraft,
    add_contract,
    delete_contract,
    end_contract,
    renew_contract,
)
from crmdesk.models.service.drafts import (
    AssignDraft,
    FeedbackDraft,
    PartLine,
    ReceiveDraft,
    WorkDraft,
    WorkLine,
)
from crmdesk.models.service.linking import complain, serve_complaint
from crmdesk.models.service.visits import VisitDraft, do_visit
from crmdesk.models.tasks.actions import add_follow_up, finish_follow_up
from crmdesk.models.tasks.drafts import FollowUpDraft
from tests.support.calling_steps import CALLING
from tests.support.caring_steps import CARING
from tests.support.databases import FakeClock, open_copy
from tests.support.snapshots import derived_rows, journaled_rows

Step = Callable[[Session, Database, random.Random], object]
NAMES = ("张伟", "李娜", "欧阳娜娜", "單雄信", "Müller")
TAGS = ("VIP", "展会", "华东")
SECRETARY = ContactDraft("陈秘书", phones=("13900000000",))
PLACES = st.lists(st.integers(0, 82), min_size=1, max_size=20)


def _any(session: Session, table: type[Base], chance: random.Random) -> int:
    """The id of some row; without one the step has nothing to do."""
    ids = list(session.scalars(select(table.id).order_by(table.id)))  # type: ignore[attr-defined]
    if not ids:
        raise CrmError("nothing")
    return int(chance.choice(ids))


def _some(session: Session, chance: random.Random) -> list[int]:
    ids = list(session.scalars(select(Customer.id).order_by(Customer.id)))
    return chance.sample(ids, min(len(ids), chance.randint(0, 3)))


def _create(session: Session, db: Database, chance: random.Random) -> object:
    draft = CustomerDraft(
        name=chance.choice(NAMES),
        kind=chance.choice(("person", "company")),
        phones=(f"138{chance.randrange(10**8):08}",),
        tags=tuple(chance.sample(TAGS, chance.randint(0, 2))),
        source=chance.choice(("", "展会")),
    )
    return create_customer(session, draft, now=db.now(), office=load_office(session))


def _edit_phone(session: Session, db: Database, chance: random.Random) -> object:
    phone = session.get_one(Phone, _any(session, Phone, chance))
    typed = chance.choice(("", "010-88888888转8", f"139{chance.randrange(10**8):08}"))
    office = load_office(session)
    return edit_reach(session, "phone", phone.id, typed, expected=phone.raw, office=office)


def _rename(session: Session, db: Database, chance: random.Random) -> object:
    customer = session.get_one(Customer, _any(session, Customer, chance))
    customer.name, customer.note = chance.choice(NAMES), str(chance.random())
    return None


def _merge_customers(session: Session, db: Database, chance: random.Random) -> object:
    draft = MergeDraft(tuple(_some(session, chance)))
    return merge_customers(session, draft, now=db.now())


def _tell_apart(session: Session, db: Database, chance: random.Random) -> object:
    return mark_distinct(session, _some(session, chance), now=db.now())


def _merge(session: Session, db: Database, chance: random.Random) -> object:
    first, second = _any(session, Tag, chance), _any(session, Tag, chance)
    if first != second:
        merge_entries(session, "tag", first, second)
    return None


def _complain(session: Session, db: Database, chance: random.Random) -> object:
    draft = ListenDraft(_any(session, Customer, chance), words="送货太慢")
    complaint = open_complaint(session, draft, now=db.now())
    save_step(session, complaint, VerifyDraft("迟了三天", "low"), finish=True, now=db.now())
    return complaint


def _propose(session: Session, db: Database, chance: random.Random) -> object:
    texts = tuple(chance.sample(("换货", "退款", "折让"), chance.randint(1, 3)))
    complaint = _any(session, Complaint, chance)
    return save_step(session, complaint, ProposeDraft(texts, 0), finish=False, now=db.now())


def _wait(session: Session, db: Database, chance: random.Random) -> object:
    complaint = _any(session, Complaint, chance)
    if chance.random() < 0.5:
        return resume_clock(session, complaint, now=db.now())
    return pause_clock(session, complaint, PauseDraft("等照片"), now=db.now())


def _hand_up(session: Session, db: Database, chance: random.Random) -> object:
    complaint = _any(session, Complaint, chance)
    return escalate(session, complaint, EscalationDraft(1, "要见老板"), now=db.now())


def _improve(session: Session, db: Database, chance: random.Random) -> object:
    draft = ImprovementDraft("双人签字", complaints=(_any(session, Complaint, chance),))
    return start_improvement(session, draft, now=db.now())


def _ask(session: Session, db: Database, chance: random.Random) -> object:
    draft = VerdictDraft(chance.choice(("better", "same", "unreached")))
    return record_verdict(session, _any(session, ImprovementCall, chance), draft, now=db.now())


def _rest(session: Session, db: Database, chance: random.Random) -> object:
    day = db.now().date() + timedelta(days=chance.randint(0, 3))
    return store_holidays(session, [Special(day, "休", works=chance.random() < 0.5)])


def _log(session: Session, db: Database, chance: random.Random) -> object:
    later = (db.now() + timedelta(days=chance.randint(0, 9))).date()
    draft = InteractionDraft(
        _any(session, Customer, chance), text=f"第{chance.randint(1, 99)}次",
        next_on=chance.choice((None, later)),
    )  # fmt: skip
    return log_interaction(session, draft, now=db.now())


def _edit_log(session: Session, db: Database, chance: random.Random) -> object:
    row = session.get_one(Interaction, _any(session, Interaction, chance))
    draft = InteractionDraft(row.customer_id, kind="visit", text="改过的话", at=row.at)
    return edit_interaction(session, row.id, draft, now=db.now())


def _follow_up(session: Session, db: Database, chance: random.Random) -> object:
    due = (db.now() + timedelta(days=chance.randint(-3, 9))).date()
    draft = FollowUpDraft(_any(session, Customer, chance), due, text="回访")
    follow_up = add_follow_up(session, draft, now=db.now())
    if chance.random() < 0.5:
        finish_follow_up(session, follow_up, now=db.now(), result="好")
    return follow_up


def _ordered(customer: int, db: Database, chance: random.Random) -> OrderDraft:
    goods = ("打印纸", "硒鼓", "退货")
    lines = tuple(
        LineDraft(chance.choice(goods), quantity=chance.choice((1000, 2500, -1000)), price=999)
        for _line in range(chance.randint(1, 3))
    )
    return OrderDraft(
        customer,
        db.now().date(),
        lines,
        paid=chance.choice((0, 500)),
        settled=chance.random() < 0.2,
        status=chance.choice(("ordered", "cancelled")),
    )


def _order(session: Session, db: Database, chance: random.Random) -> object:
    return place_order(session, _ordered(_any(session, Customer, chance), db, chance), now=db.now())


def _edit_order(session: Session, db: Database, chance: random.Random) -> object:
    order = session.get_one(Order, _any(session, Order, chance))
    return edit_order(session, order.id, _ordered(order.customer_id, db, chance))


def _pay(session: Session, db: Database, chance: random.Random) -> object:
    order = session.get_one(Order, _any(session, Order, chance))
    to = chance.choice((None, order.id))
    draft = PaymentDraft(order.customer_id, chance.randint(1, 999), db.now().date(), to)
    return take_payment(session, draft, now=db.now())


def _serve(session: Session, db: Database, chance: random.Random) -> object:
    draft = ReceiveDraft(_any(session, Customer, chance), words="卡纸", product="打印机")
    order = receive_order(session, draft, now=db.now())
    if chance.random() < 0.5:
        save_service(session, order, AssignDraft(1), finish=True, now=db.now())
        work = WorkDraft((WorkLine("换滚轮"),), (PartLine("滚轮"),), "paid", 900)
        save_service(session, order, work, finish=True, now=db.now())
    return order


def _feed_back(session: Session, db: Database, chance: random.Random) -> object:
    draft = FeedbackDraft("好了", chance.randint(1, 5), "她")
    return feed_back(session, _any(session, ServiceOrder, chance), draft, now=db.now())


def _wait_for_parts(session: Session, db: Database, chance: random.Random) -> object:
    order = _any(session, ServiceOrder, chance)
    return pause_order(session, order, PauseDraft("等配件", PARTS), now=db.now())


def _contract(session: Session, db: Database, chance: random.Random) -> object:
    today = db.now().date()
    draft = ContractDraft(
        _any(session, Customer, chance), "金牌", today, today + timedelta(days=364),
        every_months=chance.choice((1, 3, 6)),
    )  # fmt: skip
    return add_contract(session, draft, now=db.now())


def _visit(session: Session, db: Database, chance: random.Random) -> object:
    return do_visit(session, _any(session, ServiceVisit, chance), VisitDraft("巡检"), now=db.now())


STEPS: tuple[Step, ...] = (
    *CARING,
    *CALLING,
    _serve,
    _serve,
    _feed_back,
    _wait_for_parts,
    lambda s, db, c: complain(s, _any(s, ServiceOrder, c), now=db.now()),
    lambda s, db, c: serve_complaint(s, _any(s, Complaint, c), now=db.now()),
    lambda s, db, c: delete_service(s, _any(s, ServiceOrder, c)),
    _contract,
    _visit,
    lambda s, db, c: renew_contract(s, _any(s, ServiceContract, c), now=db.now()),
    lambda s, db, c: end_contract(s, _any(s, ServiceContract, c)),
    lambda s, db, c: delete_contract(s, _any(s, ServiceContract, c)),
    _order,
    _order,
    _edit_order,
    _pay,
    lambda s, db, c: delete_order(s, _any(s, Order, c)),
    _create,
    _create,
    _rename,
    _edit_phone,
    _merge,
    _merge_customers,
    _merge_customers,
    _tell_apart,
    _complain,
    _propose,
    _wait,
    _hand_up,
    _improve,
    _ask,
    _rest,
    lambda s, db, c: delete_improvement(s, _any(s, Improvement, c)),
    _log,
    _edit_log,
    _follow_up,
    lambda s, db, c: delete_customer(s, _any(s, Customer, c)),
    lambda s, db, c: delete_customers(s, _some(s, c)),
    lambda s, db, c: tag_customers(s, _some(s, c), c.choice(TAGS)),
    lambda s, db, c: assign_customers(s, _some(s, c), c.choice((None, 1))),
    lambda s, db, c: set_stage(s, _some(s, c), "lost", today=db.now().date()),
    lambda s, db, c: add_tag(s, _any(s, Customer, c), c.choice(TAGS)),
    lambda s, db, c: remove_tag(s, _any(s, Customer, c), c.choice(TAGS)),
    lambda s, db, c: rename_entry(s, "tag", _any(s, Tag, c), f"改名{c.randrange(99)}"),
    lambda s, db, c: delete_entry(s, "tag", _any(s, Tag, c)),
    lambda s, db, c: add_entry(s, "source", f"来源{c.randrange(99)}"),
    lambda s, db, c: delete_complaint(s, _any(s, Complaint, c)),
    lambda s, db, c: delete_interaction(s, _any(s, Interaction, c)),
    lambda s, db, c: add_contact(s, _any(s, Customer, c), SECRETARY, office=load_office(s)),
    lambda s, db, c: remove_contact(s, _any(s, Contact, c)),
    lambda s, db, c: remove_reach(s, "phone", _any(s, Phone, c)),
    lambda s, db, c: add_reach(
        s, _any(s, Customer, c), "email", f"a{c.randrange(99)}@example.com", office=load_office(s)
    ),
)  # fmt: skip


def _do(db: Database, step: Step, chance: random.Random) -> bool:
    """One action; False where it had nothing to do or was refused (then nothing is left of it)."""
    try:
        with db.write("customer.edit", name="") as session:
            step(session, db, chance)
    except CrmError:
        return False
    return session.info.get("change_set") is not None


@pytest.fixture(params=["sqlite", "postgresql"])
def make(
    request: pytest.FixtureRequest, tmp_path: Path, clock: FakeClock
) -> Generator[Callable[[], Database], None, None]:
    """Gives a fresh database for each example."""
    opened: list[Database] = []

    def on_sqlite() -> Database:
        path = tmp_path / f"{len(opened)}.db"
        opened.append(open_copy(request.getfixturevalue("template"), path, clock))
        return opened[-1]

    def on_postgresql() -> Database:
        cluster = request.getfixturevalue("postgres")
        name = cluster.copy_of("migrated", lambda url: open_database(url, clock=clock).close())
        opened.append(open_database(cluster.url(name), clock=clock))
        return opened[-1]

    if request.param == "postgresql":
        request.getfixturevalue("postgres")
    yield on_sqlite if request.param == "sqlite" else on_postgresql
    for db in opened:
        db.close()


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=PLACES, seed=st.integers(0, 9999))
def test_that_undoing_every_action_gives_the_rows_back_and_redoing_brings_them_again(
    make: Callable[[], Database], steps: list[int], seed: int
) -> None:
    db, chance = make(), random.Random(seed)
    before = journaled_rows(db), derived_rows(db)
    done = sum(_do(db, STEPS[step % len(STEPS)], chance) for step in steps)
    after = journaled_rows(db), derived_rows(db)
    for _action in range(done):
        undo(db)
    assert (journaled_rows(db), derived_rows(db)) == before
    for _action in range(done):
        redo(db)
    assert (journaled_rows(db), derived_rows(db)) == after
