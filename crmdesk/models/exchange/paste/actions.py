"""Storing what was pasted: new customers, and what is new of those who are there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import context_of
from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.customers.actions import create_customer
from crmdesk.models.customers.edit import get_customer, set_fact
from crmdesk.models.customers.facts import fact_of
from crmdesk.models.customers.invoices import add_invoice
from crmdesk.models.customers.named import tag_ids
from crmdesk.models.customers.phones import parse_phones
from crmdesk.models.customers.reach import add_reach
from crmdesk.models.customers.refusals import ERASED, Traces, load_refusals
from crmdesk.models.exchange.paste.drafts import PasteDraft, split_label
from crmdesk.models.exchange.paste.known import ACCOUNTS, FILLED, additions_to, region_of
from crmdesk.models.exchange.stored.customers import Part
from crmdesk.models.exchange.stored.dossier import load_dossiers
from crmdesk.models.interactions.actions import log_interaction
from crmdesk.models.interactions.drafts import InteractionDraft
from crmdesk.models.office.profile import OfficeSettings
from crmdesk.models.schema import Address, Channel, CustomerTag, Interaction


@dataclass(frozen=True, slots=True)
class PasteTarget:
    """A person to store; `into` is the customer she is added to, called `name`, None makes her a
    new one."""

    draft: PasteDraft
    into: int | None = None
    name: str = ""


def store_pasted(
    session: Session, people: Sequence[PasteTarget], *, now: datetime, office: OfficeSettings
) -> list[int]:
    """Store them all; the ids in their order.

    Raises Invalid for a draft with problems, CrmError "customer.gone" for one to be added to that
    was deleted meanwhile.
    """
    return [
        _create(session, one.draft, now, office)
        if one.into is None
        else _add(session, one.into, one.draft, now, office)
        for one in people
    ]


def _create(session: Session, draft: PasteDraft, now: datetime, office: OfficeSettings) -> int:
    if problems := draft.problems(office.country):
        raise Invalid(problems)
    if (refusals := load_refusals(session)) and ERASED in refusals.of(_traces(draft, office)):
        raise CrmError("refused.pasted", name=draft.shown_name)
    new = replace(
        draft.customer(office.country),
        phones=(),
        wechat="",
        region=region_of(draft),
        owner_id=context_of(session).staff_id,
    )
    customer = create_customer(session, new, now=now, office=office)
    for phone in draft.phones:
        _reach(session, customer, "phones", phone, office)
    for kind in ("wechat", *ACCOUNTS):
        _reach(session, customer, kind, getattr(draft, kind), office)
    _name_in_wechat(session, customer, draft.remark)
    _add_address(session, customer, draft)
    _add_invoice(session, customer, draft)
    _log(session, customer, draft, now, office)
    return customer


def _traces(draft: PasteDraft, office: OfficeSettings) -> Traces:
    """What she would be known by."""
    numbers = (
        number.e164
        for text in draft.phones
        for number in parse_phones(
            split_label(text)[1], area_code=office.area_code, country=office.country
        )
    )
    return Traces(
        draft.shown_name,
        draft.company,
        phones=tuple(filter(None, numbers)),
        emails=tuple(draft.emails),
        wechats=(draft.wechat,),
    )


def _add(
    session: Session, customer: int, draft: PasteDraft, now: datetime, office: OfficeSettings
) -> int:
    get_customer(session, customer)
    record = load_dossiers(session, Part([customer]))[customer].record
    notes = [draft.rest] if draft.rest and not draft.as_log else []
    for addition in additions_to(record, draft, office):
        if addition.field == "note":
            notes.append(addition.value)
        elif addition.field in FILLED:
            _fill(session, customer, addition.field, draft, now, office)
        elif addition.field == "tags":
            for tag in tag_ids(session, [addition.value]):
                session.add(CustomerTag(customer_id=customer, tag_id=tag))
        elif addition.field == "remark":
            _name_in_wechat(session, customer, draft.remark)
        elif addition.field == "address":
            _add_address(session, customer, draft)
        elif addition.field == "invoice":
            _add_invoice(session, customer, draft)
        else:
            _reach(session, customer, addition.field, addition.value, office)
    _add_notes(session, customer, notes)
    _log(session, customer, draft, now, office)
    return customer


def _fill(
    session: Session,
    customer: int,
    field: str,
    draft: PasteDraft,
    now: datetime,
    office: OfficeSettings,
) -> None:
    value = {"birthday": draft.born(office.country), "region": region_of(draft)}
    today = local_day(now, office_zone(office.zone))
    expected = fact_of(get_customer(session, customer), field)
    new = value[field] if field in value else str(getattr(draft, field))
    set_fact(session, customer, field, new, expected=expected, today=today)


def _reach(session: Session, customer: int, field: str, typed: str, office: OfficeSettings) -> None:
    """A number, mail address or account, unless she has it."""
    if not typed.strip():
        return
    table = {"phones": "phone", "emails": "email"}.get(field, "channel")
    label, number = split_label(typed) if table == "phone" else ("", typed)
    try:
        add_reach(session, customer, table, number, office=office, label=label, kind=field)
    except CrmError as error:
        if error.code != "reach.twice":
            raise


def _name_in_wechat(session: Session, customer: int, remark: str) -> None:
    """The name as written is kept with her account, or alone where none is known."""
    if not remark:
        return
    query = select(Channel).where(
        Channel.customer_id == customer, Channel.kind == "wechat", Channel.remark == ""
    )
    account = session.scalars(query.order_by(Channel.position, Channel.id)).first()
    if account is None:
        session.add(Channel(customer_id=customer, kind="wechat", value="", remark=remark))
    else:
        account.remark = remark
    session.flush()


def _add_address(session: Session, customer: int, draft: PasteDraft) -> None:
    parts = (draft.region, draft.city, draft.district, draft.street)
    raw = draft.address.strip() or "".join(part.strip() for part in parts)
    if not raw:
        return
    before = select(Address.position).where(Address.customer_id == customer)
    session.add(
        Address(
            customer_id=customer,
            raw=raw,
            region=draft.region.strip(),
            city=draft.city.strip(),
            street=f"{draft.district}{draft.street}".strip(),
            postcode=draft.postcode.strip(),
            position=max(session.scalars(before), default=-1) + 1,
        )
    )
    session.flush()


def _add_invoice(session: Session, customer: int, draft: PasteDraft) -> None:
    if draft.has_invoice:
        title = draft.invoice.title or draft.company or draft.shown_name
        add_invoice(session, customer, replace(draft.invoice, title=title))


def _add_notes(session: Session, customer: int, notes: Sequence[str]) -> None:
    row = get_customer(session, customer)
    told = [note for note in notes if note not in row.note]
    if told:
        row.note = "\n".join(filter(None, (row.note, *told)))
        session.flush()


def _log(
    session: Session, customer: int, draft: PasteDraft, now: datetime, office: OfficeSettings
) -> None:
    """The chat on its own day, and what else was said as of now. A chat in which we had the last
    word waits for no answer, whoever began it.
    """
    if draft.chat.strip():
        at = now
        if draft.chat_at is not None:
            at = min(now, draft.chat_at.replace(tzinfo=office_zone(office.zone)))
        chat = InteractionDraft(
            customer, kind="wechat", text=draft.chat, direction=draft.direction, at=at
        )
        entry = session.get(Interaction, log_interaction(session, chat, now=now))
        if entry is not None and draft.answered:
            entry.needs_reply = False
    if draft.rest.strip() and draft.as_log:
        log_interaction(session, InteractionDraft(customer, kind="note", text=draft.rest), now=now)
