"""What the user does to a service order, step by step."""

from datetime import datetime

from sqlalchemy.orm import Session

from crmdesk.models.cases.pausing import PauseDraft, end_pause, pause
from crmdesk.models.cases.stamps import stamp
from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import context_of
from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.office.settings import load_office, next_counter
from crmdesk.models.schema import Customer, ServiceGroup, ServiceOrder, ServicePart, ServiceWork
from crmdesk.models.service.drafts import (
    SUBJECT_LENGTH,
    AssignDraft,
    FeedbackDraft,
    ReceiveDraft,
    StepDraft,
    WorkDraft,
)
from crmdesk.models.service.parts import SERVICE, get_order
from crmdesk.models.service.rules import ASSIGN, FEEDBACK, RECEIVE, WORK
from crmdesk.models.service.warranty import running_contract


def receive_order(session: Session, draft: ReceiveDraft, *, now: datetime) -> int:
    """Store a new service order, its first step done, and return its id.

    Whoever is in charge of its group of questions has it; a running contract of the customer
    covers it. Raises Invalid when the draft has problems, and CrmError "customer.gone" when the
    customer was deleted meanwhile.
    """
    if problems := draft.problems():
        raise Invalid(problems)
    if session.get(Customer, draft.customer_id) is None:
        raise CrmError("customer.gone")
    office = load_office(session)
    order = ServiceOrder(
        customer_id=draft.customer_id,
        number=f"S{next_counter(session, 'service_order'):06}",
        opened_at=now,
        currency=office.currency,
        step=ASSIGN,
        subject="",
    )
    today = local_day(now, office_zone(office.zone))
    order.contract_id = running_contract(session, order.customer_id, today)
    _write_received(session, order, draft)
    session.add(order)
    session.flush()
    stamp(session, SERVICE, order, RECEIVE, now)
    return order.id


def edit_received(session: Session, order_id: int, draft: ReceiveDraft) -> None:
    """Change what step 1 holds; who received it, and when, stays. Raises Invalid."""
    if problems := draft.problems():
        raise Invalid(problems)
    _write_received(session, get_order(session, order_id), draft)


def _write_received(session: Session, order: ServiceOrder, draft: ReceiveDraft) -> None:
    first_line = (draft.words.strip().splitlines() or [""])[0]
    order.subject = draft.subject.strip() or first_line[:SUBJECT_LENGTH]
    order.words, order.channel = draft.words.strip(), draft.channel
    order.contact_id = draft.contact_id
    order.product, order.serial = draft.product.strip(), draft.serial.strip()
    order.warranty_until = draft.warranty_until
    order.wanted_on, order.wanted_time = draft.wanted_on, draft.wanted_time
    group = None if draft.group_id is None else session.get(ServiceGroup, draft.group_id)
    changed = order.group_id != draft.group_id
    order.group_id = draft.group_id
    if order.handler_id is None or (changed and order.step <= ASSIGN):
        person = group.staff_id if group is not None else order.handler_id
        order.handler_id = person or context_of(session).staff_id


def save_step(
    session: Session, order_id: int, draft: StepDraft, *, finish: bool, now: datetime
) -> None:
    """Keep what was typed on the page of step 2 or 3; with `finish` the step is done.

    Raises Invalid when a step to be finished lacks something, and CrmError "service.order" when
    an earlier step is not done.
    """
    order = get_order(session, order_id)
    step = ASSIGN if isinstance(draft, AssignDraft) else WORK
    if finish:
        if problems := draft.problems():
            raise Invalid(problems)
        if order.step < step:
            raise CrmError("service.order")
    if isinstance(draft, AssignDraft):
        order.handler_id = draft.handler_id or order.handler_id
        order.appointment_on = draft.appointment_on
        order.appointment_time = draft.appointment_time
        order.address = draft.address.strip()
    else:
        _write_work(session, order, draft, now)
    if finish and order.step == step:
        order.step = step + 1
        stamp(session, SERVICE, order, step, now)


def _write_work(session: Session, order: ServiceOrder, draft: WorkDraft, now: datetime) -> None:
    order.charge, order.fee, order.paid_on = draft.charge, draft.fee, draft.paid_on
    if draft.charge != "paid":
        order.fee = order.paid_on = None
    rows = SERVICE.children(session, ServiceWork, order.id)
    me = context_of(session).staff_id
    for place, line in enumerate(draft.work):
        row = rows[place] if place < len(rows) else None
        if row is None:
            row = ServiceWork(**SERVICE.owner(order), at=now, staff_id=me)
            session.add(row)
        row.text, row.on_day = line.text.strip(), line.on_day
        row.minutes, row.place = line.minutes, line.place
        row.staff_id = line.staff_id or row.staff_id
    for row in rows[len(draft.work) :]:
        session.delete(row)
    used = SERVICE.children(session, ServicePart, order.id)
    for place, part in enumerate(draft.parts):
        row = used[place] if place < len(used) else ServicePart(**SERVICE.owner(order))
        row.name, row.quantity, row.cost = part.name.strip(), part.quantity, part.cost
        session.add(row)
    for row in used[len(draft.parts) :]:
        session.delete(row)


def feed_back(session: Session, order_id: int, draft: FeedbackDraft, *, now: datetime) -> None:
    """The customer was told and said how it was: the service order is done.

    Of one that is closed only the words change. Raises Invalid, and CrmError "service.order"
    before step 4.
    """
    if problems := draft.problems():
        raise Invalid(problems)
    order = get_order(session, order_id)
    if order.step < FEEDBACK:
        raise CrmError("service.order")
    keep_feedback(session, order_id, draft)
    if order.status == "open":
        order.status, order.closed_at = "closed", now
        end_pause(session, SERVICE, order, now)
        stamp(session, SERVICE, order, FEEDBACK, now)


def keep_feedback(session: Session, order_id: int, draft: FeedbackDraft) -> None:
    """Keep what was typed on the last page, to go on with later."""
    order = get_order(session, order_id)
    order.told, order.score = draft.told.strip(), draft.score
    order.confirmed_by = draft.confirmed_by.strip()


def note_payment(session: Session, order_id: int, *, now: datetime) -> None:
    """The fee was paid today."""
    zone = office_zone(load_office(session).zone)
    get_order(session, order_id).paid_on = local_day(now, zone)


def reopen_order(session: Session, order_id: int) -> None:
    """Take a finished service order up again at step 3: it is not right after all."""
    order = get_order(session, order_id)
    order.status, order.closed_at, order.step = "open", None, WORK


def pause_order(session: Session, order_id: int, draft: PauseDraft, *, now: datetime) -> None:
    """Stop the clocks until the customer is heard of, or the parts are there.

    Raises Invalid, and CrmError "service.closed" where there is no clock any more.
    """
    pause(session, SERVICE, order_id, draft, now=now)


def resume_order(session: Session, order_id: int, *, now: datetime) -> None:
    """Let the clocks run on."""
    end_pause(session, SERVICE, get_order(session, order_id), now)


def delete_order(session: Session, order_id: int) -> None:
    """Delete a service order with all its steps; a complaint it belongs with stays."""
    SERVICE.delete(session, order_id)
