"""Gift lists made, gifts put on them, bought, given: what was given stands in the log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.care.gift_drafts import GiftDraft, GiftListDraft, ManyGiftsDraft
from crmdesk.models.care.gift_rules import is_birthday
from crmdesk.models.care.ways import Person
from crmdesk.models.core.db import context_of
from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.interactions.actions import delete_interaction, log_interaction
from crmdesk.models.interactions.drafts import InteractionDraft
from crmdesk.models.office.settings import load_office
from crmdesk.models.schema import Contact, Customer, Gift, GiftList, Interaction


@dataclass(frozen=True, slots=True)
class NewGift:
    """Who is put on a list, and what she may get."""

    person: Person
    name: str = ""
    price: int | None = None
    way: str = ""


def make_list(session: Session, draft: GiftListDraft, *, now: datetime) -> int:
    """Store a list, with the gifts of another one where told; returns its id. Raises Invalid."""
    if problems := draft.problems():
        raise Invalid(problems)
    made = GiftList(currency=load_office(session).currency, created_at=now)
    _fill_list(made, draft)
    session.add(made)
    session.flush()
    if draft.copy_from is not None:
        rows = session.scalars(
            select(Gift).where(Gift.list_id == draft.copy_from).order_by(Gift.id)
        )
        known = [
            NewGift((row.customer_id, row.contact_id), row.name, row.price, row.way) for row in rows
        ]
        add_gifts(session, made.id, known, now=now)
    return made.id


def edit_list(session: Session, list_id: int, draft: GiftListDraft) -> None:
    """Change what a list is for or may cost. Raises Invalid, CrmError "gift_list.gone"."""
    if problems := draft.problems():
        raise Invalid(problems)
    _fill_list(get_list(session, list_id), draft)


def delete_list(session: Session, list_id: int) -> None:
    """Delete a list with its gifts; what was given stays in the log. Raises "gift_list.gone"."""
    gone = get_list(session, list_id)
    for gift in session.scalars(select(Gift).where(Gift.list_id == list_id)):
        session.delete(gift)
    session.flush()
    session.delete(gone)


def add_gifts(session: Session, list_id: int, gifts: Sequence[NewGift], *, now: datetime) -> int:
    """Put people on a list; who stands there already is left as she is. Returns how many came.

    Raises CrmError "gift_list.gone".
    """
    get_list(session, list_id)
    on_it = select(Gift.customer_id, Gift.contact_id).where(Gift.list_id == list_id)
    there = {(row.customer_id, row.contact_id) for row in session.execute(on_it)}
    there |= {(customer, None) for customer, _contact in there}  # the company has somebody already
    added = 0
    for gift in gifts:
        customer, contact = gift.person
        if gift.person in there or session.get(Customer, customer) is None:
            continue
        there.add(gift.person)
        added += 1
        session.add(
            Gift(
                customer_id=customer,
                list_id=list_id,
                contact_id=_contact(session, customer, contact),
                name=gift.name.strip(),
                price=gift.price,
                way=gift.way,
                staff_id=context_of(session).staff_id,
                created_at=now,
            )
        )
    session.flush()
    return added


def add_gift(session: Session, list_id: int, draft: GiftDraft, *, now: datetime) -> int:
    """One gift as typed; the same person may get two. Raises Invalid, "gift_list.gone"."""
    _check(session, draft)
    get_list(session, list_id)
    gift = Gift(customer_id=draft.customer_id, list_id=list_id, created_at=now)
    _fill(session, gift, draft)
    session.add(gift)
    session.flush()
    return gift.id


def edit_gift(session: Session, gift_id: int, draft: GiftDraft) -> None:
    """Change one gift; what the log says of one given follows. Raises Invalid, "gift.gone"."""
    _check(session, draft)
    gift = _existing(session, gift_id)
    gift.customer_id = draft.customer_id
    _fill(session, gift, draft)
    _tell_log(session, gift)


def edit_gifts(session: Session, gift_ids: Sequence[int], draft: ManyGiftsDraft) -> None:
    """Set what was told for many at once. Raises Invalid, CrmError "gift.gone"."""
    if problems := draft.problems():
        raise Invalid(problems)
    for gift_id in gift_ids:
        gift = _existing(session, gift_id)
        for name, value in draft.told().items():
            setattr(gift, name, value)
        _tell_log(session, gift)


def mark_gifts(session: Session, gift_ids: Sequence[int], status: str) -> None:
    """Planned or bought; one that was given was not: its log entry goes. Raises "gift.gone"."""
    for gift_id in gift_ids:
        gift = _existing(session, gift_id)
        entry, gift.interaction_id = gift.interaction_id, None
        gift.status, gift.given_on = status, None
        session.flush()
        if entry is not None and session.get(Interaction, entry) is not None:
            delete_interaction(session, entry)


def give_gifts(session: Session, gift_ids: Sequence[int], *, on: date, now: datetime) -> int:
    """They were given: each becomes a log entry with its cost. Returns how many were new.

    Raises CrmError "gift.gone".
    """
    given = 0
    for gift_id in gift_ids:
        gift = _existing(session, gift_id)
        if gift.status == "given":
            continue
        gift.interaction_id = _log(session, gift, on, now)  # first, so that undo takes it last
        gift.status, gift.given_on = "given", on
        given += 1
    return given


def delete_gifts(session: Session, gift_ids: Sequence[int]) -> None:
    """Take them from their list; what was given stays in the log. Raises CrmError "gift.gone"."""
    for gift_id in gift_ids:
        session.delete(_existing(session, gift_id))


def get_list(session: Session, list_id: int) -> GiftList:
    """Raises CrmError "gift_list.gone"."""
    found = session.get(GiftList, list_id)
    if found is None:
        raise CrmError("gift_list.gone")
    return found


def _log(session: Session, gift: Gift, on: date, now: datetime) -> int:
    around = get_list(session, gift.list_id)
    entry = InteractionDraft(
        customer_id=gift.customer_id,
        contact_id=gift.contact_id,
        kind="gift",
        direction="out",
        purpose="thanks" if around.occasion == "thanks" else "care",
        text=gift.name or around.name,
        cost=gift.price,
    )
    key = log_interaction(session, entry, now=now)
    logged = session.get_one(Interaction, key)
    if gift.staff_id is not None:
        logged.staff_id = gift.staff_id
    day = on if is_birthday(around.occasion) else around.day
    if day is not None:
        code = "birthday" if is_birthday(around.occasion) else around.occasion
        logged.occasion = f"{code}:{day.isoformat()}"
    return key


def _tell_log(session: Session, gift: Gift) -> None:
    entry = session.get(Interaction, gift.interaction_id) if gift.interaction_id else None
    if entry is None:
        return
    entry.customer_id, entry.contact_id = gift.customer_id, gift.contact_id
    if entry.cost != gift.price:
        entry.cost = gift.price
        entry.currency = "" if gift.price is None else load_office(session).currency
    if gift.name:
        entry.text = gift.name


def _fill_list(made: GiftList, draft: GiftListDraft) -> None:
    made.name, made.occasion, made.day = draft.name.strip(), draft.occasion, draft.day
    made.budget, made.per_person = draft.budget, draft.per_person


def _check(session: Session, draft: GiftDraft) -> None:
    if problems := draft.problems():
        raise Invalid(problems)
    if session.get(Customer, draft.customer_id) is None:
        raise CrmError("customer.gone")


def _fill(session: Session, gift: Gift, draft: GiftDraft) -> None:
    gift.contact_id = _contact(session, draft.customer_id, draft.contact_id)
    gift.name, gift.price, gift.note = draft.name.strip(), draft.price, draft.note.strip()
    gift.staff_id, gift.way = draft.staff_id or context_of(session).staff_id, draft.way


def _contact(session: Session, customer_id: int, contact_id: int | None) -> int | None:
    contact = None if contact_id is None else session.get(Contact, contact_id)
    return contact_id if contact is not None and contact.customer_id == customer_id else None


def _existing(session: Session, gift_id: int) -> Gift:
    gift = session.get(Gift, gift_id)
    if gift is None:
        raise CrmError("gift.gone")
    return gift
