"""Random acts on gifts and service plans, for the test that undoes everything."""

import random
from collections.abc import Callable
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.care.gift_actions import (
    NewGift,
    add_gift,
    add_gifts,
    delete_gifts,
    delete_list,
    edit_gift,
    edit_gifts,
    give_gifts,
    make_list,
    mark_gifts,
)
from crmdesk.models.care.gift_drafts import GiftDraft, GiftListDraft, ManyGiftsDraft
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.plans.actions import delete_plan, deliver, edit_plan, make_plan, take_back
from crmdesk.models.plans.drafts import DeliveryDraft, PlanDraft, ServiceDraft
from crmdesk.models.plans.queries import load_draft
from crmdesk.models.schema import Base, Contact, Customer, Gift, GiftList, PlanService, ServicePlan

Step = Callable[[Session, Database, random.Random], object]
GIFTS = ("茶叶", "月饼 2盒", "")


def _any(session: Session, table: type[Base], chance: random.Random) -> int:
    ids = list(session.scalars(select(table.id).order_by(table.id)))  # type: ignore[attr-defined]
    if not ids:
        raise CrmError("nothing")
    return int(chance.choice(ids))


def _list(session: Session, db: Database, chance: random.Random) -> object:
    last = session.scalar(select(GiftList.id).order_by(GiftList.id.desc()).limit(1))
    draft = GiftListDraft(
        "中秋", chance.choice(("moon", "birthday")), date(2026, 9, 25), copy_from=last
    )
    made = make_list(session, draft, now=db.now())
    people = session.scalars(select(Customer.id).order_by(Customer.id).limit(3)).all()
    gifts = [NewGift((customer, None), chance.choice(GIFTS), 9_900) for customer in people]
    return add_gifts(session, made, gifts, now=db.now())


def _gift(session: Session, db: Database, chance: random.Random) -> object:
    customer = _any(session, Customer, chance)
    contact = session.scalar(select(Contact.id).where(Contact.customer_id == customer).limit(1))
    draft = GiftDraft(customer, contact, chance.choice(GIFTS), chance.choice((None, 5_000)))
    if chance.random() < 0.5:
        return edit_gift(session, _any(session, Gift, chance), draft)
    return add_gift(session, _any(session, GiftList, chance), draft, now=db.now())


def _give(session: Session, db: Database, chance: random.Random) -> object:
    return give_gifts(session, [_any(session, Gift, chance)], on=db.now().date(), now=db.now())


def _mark(session: Session, db: Database, chance: random.Random) -> object:
    status = chance.choice(("planned", "bought"))
    return mark_gifts(session, [_any(session, Gift, chance)], status)


def _plan(session: Session, db: Database, chance: random.Random) -> object:
    first = date(2026, 1, 1) + timedelta(days=400 * chance.randint(0, 3))
    services = tuple(ServiceDraft(text) for text in chance.sample(("培训", "报告", "巡检"), 2))
    draft = PlanDraft(
        _any(session, Customer, chance), first, first + timedelta(days=364), staff=(1,),
        contacts=tuple(session.scalars(select(Contact.id))), services=services,
    )  # fmt: skip
    return make_plan(session, draft, now=db.now())


def _edit_plan(session: Session, db: Database, chance: random.Random) -> object:
    plan = _any(session, ServicePlan, chance)
    draft = load_draft(session, plan)
    services = tuple(chance.sample(draft.services, len(draft.services) // 2))
    return edit_plan(
        session, plan, PlanDraft(draft.customer_id, draft.starts_on, draft.ends_on,
                                 goals=f"{chance.random()}", services=services),
    )  # fmt: skip


def _deliver(session: Session, db: Database, chance: random.Random) -> object:
    service = _any(session, PlanService, chance)
    if chance.random() < 0.3:
        return take_back(session, service)
    return deliver(session, service, DeliveryDraft(db.now().date(), text="做完"), now=db.now())


CARING: tuple[Step, ...] = (
    _list, _list, _gift, _gift, _give, _give, _mark, _plan, _plan, _edit_plan, _deliver, _deliver,
    lambda s, db, c: edit_gifts(s, [_any(s, Gift, c)], ManyGiftsDraft("酒", 100)),
    lambda s, db, c: delete_gifts(s, [_any(s, Gift, c)]),
    lambda s, db, c: delete_list(s, _any(s, GiftList, c)),
    lambda s, db, c: delete_plan(s, _any(s, ServicePlan, c)),
)  # fmt: skip
