"""Gift lists as they are shown: who gets what, what it comes to, what to think of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from crmdesk.models.care.gift_actions import get_list
from crmdesk.models.care.gift_drafts import GiftListDraft
from crmdesk.models.care.gift_rules import load_gift_settings
from crmdesk.models.care.gift_warnings import (
    Notice,
    last_gift,
    load_known,
    notices,
    planned_in,
    spent_in,
)
from crmdesk.models.core.i18n import _
from crmdesk.models.core.money import say_money
from crmdesk.models.schema import (
    Address,
    Contact,
    Customer,
    CustomerSummary,
    Gift,
    GiftList,
    Phone,
    Staff,
)


@dataclass(frozen=True, slots=True)
class GiftListRow:
    """A list with its counts and sums; money in minor units of `currency`."""

    id: int
    name: str
    occasion: str
    day: date | None
    budget: int | None
    per_person: int | None
    currency: str
    gifts: int = 0
    bought: int = 0
    given: int = 0
    cost: int = 0

    @property
    def over(self) -> bool:
        """Whether it costs more than it may."""
        return self.budget is not None and self.cost > self.budget


@dataclass(frozen=True, slots=True)
class GiftRow:
    """One line: `year` is what gifts to her come to this year, this one included."""

    id: int
    customer_id: int
    customer: str
    kind: str
    company: str
    contact_id: int | None
    contact: str
    salutation: str
    name: str
    price: int | None
    currency: str
    staff_id: int | None
    staff: str
    way: str
    status: str
    note: str
    given_on: date | None
    phone: str
    address: str
    year: int
    last: str
    notices: tuple[Notice, ...]

    @property
    def who(self) -> str:
        """The person it is for."""
        return self.contact or self.customer

    @property
    def tone(self) -> str:
        """That of the gravest notice."""
        tones = [notice.tone for notice in self.notices]
        return "red" if "red" in tones else "amber" if tones else ""


def load_lists(session: Session) -> list[GiftListRow]:
    """All lists, what comes soonest or was latest first."""
    counts = [
        func.coalesce(func.sum(case((Gift.status == status, 1), else_=0)), 0)
        for status in ("bought", "given")
    ]
    query = (
        select(
            GiftList.id, GiftList.name, GiftList.occasion, GiftList.day, GiftList.budget,
            GiftList.per_person, GiftList.currency, func.count(Gift.id), *counts,
            func.coalesce(func.sum(Gift.price), 0), GiftList.created_at,
        )
        .outerjoin(Gift, Gift.list_id == GiftList.id)
        .group_by(GiftList.id)
        .order_by(GiftList.id.desc())
    )  # fmt: skip
    rows = sorted(
        session.execute(query), key=lambda row: row.day or row.created_at.date(), reverse=True
    )
    return [GiftListRow(*row[:-1]) for row in rows]


def load_list_draft(session: Session, list_id: int) -> GiftListDraft:
    """What stands in it now, to be changed. Raises CrmError "gift_list.gone"."""
    row = get_list(session, list_id)
    return GiftListDraft(row.name, row.occasion, row.day, row.budget, row.per_person)


def load_gifts(session: Session, list_id: int, today: date, zone: tzinfo) -> list[GiftRow]:
    """The gifts of a list by the name of who gets them; nothing where the list is gone."""
    around = session.get(GiftList, list_id)
    if around is None:
        return []
    rows = session.execute(_rows(list_id)).all()
    customers = sorted({row.customer_id for row in rows})
    reach = _Reach(session, customers)
    look = _Look(session, around, rows, today, zone)
    return [
        GiftRow(
            row.id, row.customer_id, row.customer, row.kind, row.company or "", row.contact_id,
            row.contact, row.called if row.contact_id else row.salutation, row.name, row.price,
            around.currency, row.staff_id, row.staff, row.way, row.status, row.note, row.given_on,
            reach.phone(row), reach.address(row), look.year(row), look.last(row),
            tuple(look.notices(row)),
        )
        for row in rows
    ]  # fmt: skip


class _Look:
    """What is to be thought of with each gift of a list."""

    def __init__(
        self, session: Session, around: GiftList, rows: Sequence[Any], today: date, zone: tzinfo
    ) -> None:
        customers = sorted({row.customer_id for row in rows})
        self._around, self._today = around, today
        self._day = around.day or today
        self._known = load_known(session, customers, today, zone)
        self._planned = planned_in(session, customers, self._day.year)
        self._limit = load_gift_settings(session).yearly
        self._here: dict[tuple[int, int | None], list[int]] = {}
        for row in rows:
            self._here.setdefault(_person(row), []).append(row.price or 0)

    def year(self, row: Any) -> int:
        person = _person(row)
        return spent_in(self._known, person, self._day.year) + self._planned.get(person, 0)

    def last(self, row: Any) -> str:
        before = last_gift(self._known, _person(row), self._day, self._around.id)
        return before.name if before else ""

    def notices(self, row: Any) -> list[Notice]:
        around, person = self._around, _person(row)
        festive = around.occasion != "thanks"
        found = list(
            notices(
                self._known, person, row.name, festive=festive, today=self._today,
                day=around.day, list_id=around.id,
            )
        )  # fmt: skip
        here = self._here[person]
        if len(here) > 1:
            found.append(Notice("amber", _("Stands on this list twice.")))
        if around.per_person is not None and sum(here) > around.per_person:
            most = say_money(around.per_person, around.currency)
            found.append(Notice("amber", _("More than the {amount} a person.").format(amount=most)))
        if self._limit is not None and (spent := self.year(row)) > self._limit:
            told = _("{spent} in {year}: more than the limit of {amount} a person.")
            total, most = (say_money(sum_, around.currency) for sum_ in (spent, self._limit))
            told = told.format(spent=total, year=self._day.year, amount=most)
            found.append(Notice("red", told))
        return found


class _Reach:
    """Telephone and address of whom one brings a gift: her own, else the company's."""

    def __init__(self, session: Session, customers: Sequence[int]) -> None:
        self._phones = _first(
            session, Phone, func.coalesce(func.nullif(Phone.e164, ""), Phone.raw), customers
        )
        self._addresses = _first(session, Address, Address.raw, customers)

    def phone(self, row: Any) -> str:
        return self._phones.get(_person(row)) or row.phone or ""

    def address(self, row: Any) -> str:
        own = self._addresses.get(_person(row))
        return own or self._addresses.get((row.customer_id, None), "")


def _first(
    session: Session, table: Any, column: Any, customers: Sequence[int]
) -> dict[tuple[int, int | None], str]:
    query = (
        select(table.customer_id, table.contact_id, column)
        .where(table.customer_id.in_(customers))
        .order_by(table.position, table.id)
    )
    found: dict[tuple[int, int | None], str] = {}
    for customer, contact, value in session.execute(query):
        found.setdefault((customer, contact), value)
    return found


def _person(row: Any) -> tuple[int, int | None]:
    return row.customer_id, row.contact_id


def _rows(list_id: int) -> Any:
    return (
        select(
            Gift.id, Gift.customer_id, Gift.contact_id, Gift.name, Gift.price, Gift.staff_id,
            Gift.way, Gift.status, Gift.note, Gift.given_on, Customer.name.label("customer"),
            Customer.kind, Customer.company, Customer.salutation,
            func.coalesce(Contact.name, "").label("contact"),
            func.coalesce(Contact.salutation, "").label("called"),
            func.coalesce(Staff.name, "").label("staff"), CustomerSummary.phone,
        )
        .join(Customer, Customer.id == Gift.customer_id)
        .outerjoin(CustomerSummary, CustomerSummary.customer_id == Gift.customer_id)
        .outerjoin(Contact, Contact.id == Gift.contact_id)
        .outerjoin(Staff, Staff.id == Gift.staff_id)
        .where(Gift.list_id == list_id)
        .order_by(CustomerSummary.sort_name, Gift.id)
    )  # fmt: skip
