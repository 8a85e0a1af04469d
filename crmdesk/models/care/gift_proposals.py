"""Whom to give something: who got it last year, bought for the feast, buys most, has a birthday."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta, tzinfo
from typing import Any

from sqlalchemy import func, null, select
from sqlalchemy.orm import Session

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.calendar.festivals import festivals
from crmdesk.models.calendar.lunar import lunar_days, round_age, solar_days
from crmdesk.models.care.gift_actions import get_list
from crmdesk.models.care.gift_rules import is_birthday, same_season
from crmdesk.models.care.gift_warnings import Notice, load_known, notices
from crmdesk.models.care.ways import Person
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.office.settings import load_office
from crmdesk.models.schema import Contact, Customer, CustomerSummary, Gift, GiftList, Order
from crmdesk.models.schema.order import CANCELLED

BIG, BUYERS = 20, 40
"""So many of the biggest, and of those who bought before the feast, are proposed."""
WEEKS = timedelta(weeks=4)
AHEAD = timedelta(days=90)
"""Birthdays so far ahead of a list without a day of its own."""
YEAR = timedelta(days=365)
REASONS = ("last", "feast", "birthday", "big")
_PART = 500


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who, why (codes of REASONS), what she got last time; `amount` is what she bought in a year
    and `day` her birthday, where that is why.
    """

    person: Person
    name: str = ""
    company: str = ""
    kind: str = "person"
    reasons: tuple[str, ...] = ()
    gift: str = ""
    price: int | None = None
    amount: int = 0
    day: date | None = None
    notices: tuple[Notice, ...] = ()


@dataclass(slots=True)
class _Gathered:
    reasons: list[str] = field(default_factory=list)
    gift: str = ""
    price: int | None = None
    amount: int = 0
    day: date | None = None


def propose(session: Session, list_id: int, today: date, zone: tzinfo) -> list[Proposal]:
    """Those not on the list yet: who has the most reasons first, then who buys most.

    Raises CrmError "gift_list.gone".
    """
    around = get_list(session, list_id)
    found: dict[Person, _Gathered] = {}
    _last_time(session, around, found)
    if is_birthday(around.occasion):
        _birthdays(session, around, today, found)
    else:
        _feast_buyers(session, around, found)
        _biggest(session, around, today, found)
    there = set(session.scalars(select(Gift.customer_id).where(Gift.list_id == list_id)))
    wanted = {person: told for person, told in found.items() if person[0] not in there}
    rows = _named(session, wanted)
    known = load_known(session, sorted({row.person[0] for row in rows}), today, zone)
    rows = [
        replace(
            row,
            notices=tuple(
                notices(known, row.person, row.gift, festive=around.occasion != "thanks",
                        today=today, day=around.day)
            ),
        )
        for row in rows
    ]  # fmt: skip
    return sorted(rows, key=_rank)


def reason_text(code: str) -> str:
    """Why somebody is proposed."""
    return {
        "last": pgettext("gift", "Got one last time"),
        "feast": pgettext("gift", "Bought for this feast"),
        "birthday": pgettext("gift", "Birthday"),
        "big": pgettext("gift", "Big customer"),
    }[code]


def last_list(session: Session, around: GiftList) -> GiftList | None:
    """The newest list for the same occasion before this one's season, or None."""
    query = select(GiftList).where(GiftList.occasion == around.occasion, GiftList.id != around.id)
    for found in session.scalars(query.order_by(GiftList.day.desc(), GiftList.id.desc())):
        if around.day is None or found.day is None:
            if found.id < around.id:
                return found
        elif found.day < around.day and not same_season(found.day, around.day):
            return found
    return None


def spokespeople(session: Session, companies: Iterable[int]) -> dict[int, int]:
    """Who takes a gift for a company: who decides, else the first who stands there."""
    found: dict[int, int] = {}
    for part in _parts(sorted(set(companies))):
        query = (
            select(Contact.customer_id, Contact.id)
            .where(Contact.customer_id.in_(part))
            .order_by(Contact.role != "decision", Contact.position, Contact.id)
        )
        for customer, contact in session.execute(query):
            found.setdefault(customer, contact)
    return found


def persons(session: Session, customers: Sequence[int]) -> list[Person]:
    """Each customer with the person of it who gets the gift, in the order given."""
    spoken = spokespeople(session, customers)
    return [(customer, spoken.get(customer)) for customer in customers]


def _rank(row: Proposal) -> tuple[int, int, int, str]:
    last = 0 if "last" in row.reasons else 1
    return last, -len(row.reasons), -row.amount, row.name


def _last_time(session: Session, around: GiftList, found: dict[Person, _Gathered]) -> None:
    before = last_list(session, around)
    if before is None:
        return
    for row in session.scalars(select(Gift).where(Gift.list_id == before.id)):
        told = found.setdefault((row.customer_id, row.contact_id), _Gathered())
        told.reasons.append("last")
        told.gift, told.price = row.name, row.price


def _feast_buyers(session: Session, around: GiftList, found: dict[Person, _Gathered]) -> None:
    """Who bought in the four weeks before the feast a year ago."""
    if around.day is None:
        return
    country = load_office(session).country
    then = festivals(country, around.day.year - 1)
    day = next((one.day for one in then if one.code == around.occasion), around.day - YEAR)
    _add_sums(session, _sums(session, day - WEEKS, day, BUYERS), "feast", found)


def _biggest(
    session: Session, around: GiftList, today: date, found: dict[Person, _Gathered]
) -> None:
    """Who bought most in the last twelve months."""
    _add_sums(session, _sums(session, today - YEAR, today + timedelta(days=1), BIG), "big", found)


def _sums(session: Session, first: date, last: date, most: int) -> dict[int, int]:
    amount = func.sum(Order.amount)
    query = (
        select(Order.customer_id, amount)
        .where(Order.ordered_on >= first, Order.ordered_on < last, Order.status != CANCELLED)
        .group_by(Order.customer_id)
        .having(amount > 0)
        .order_by(amount.desc(), Order.customer_id)
        .limit(most)
    )
    return {customer: int(total) for customer, total in session.execute(query)}


def _add_sums(
    session: Session, sums: dict[int, int], code: str, found: dict[Person, _Gathered]
) -> None:
    known = {customer: person for person in found for customer in (person[0],)}
    for customer, contact in persons(session, list(sums)):
        told = found.setdefault(known.get(customer, (customer, contact)), _Gathered())
        told.reasons.append(code)
        told.amount = max(told.amount, sums[customer])


def _birthdays(
    session: Session, around: GiftList, today: date, found: dict[Person, _Gathered]
) -> None:
    first = around.day or today
    last = first + AHEAD
    kept = {("solar", month, day, False): at for month, day, at in solar_days(first, last)}
    for month, number, leap, at in lunar_days(first, last):
        kept.setdefault(("lunar", month, number, leap), at)
    months = {month for _calendar, month, _day, _leap in kept}
    for person, birthday in _born(session, months):
        leap = birthday.leap and birthday.calendar == "lunar"
        day = kept.get((birthday.calendar, birthday.month, birthday.day, leap))
        if day is None or (around.occasion == "grand" and not round_age(birthday, day)):
            continue
        told = found.setdefault(person, _Gathered())
        told.reasons.append("birthday")
        told.day = day


def _born(session: Session, months: set[int]) -> Iterator[tuple[Person, Birthday]]:
    """Customers who buy and whose birthday is in these months, and their people."""
    buying = Customer.stage.in_(("customer", "returning"))
    own = select(Customer.id, null(), *_columns(Customer)).where(
        buying, Customer.birthday_month.in_(months)
    )
    theirs = (
        select(Contact.customer_id, Contact.id, *_columns(Contact))
        .join(Customer, Customer.id == Contact.customer_id)
        .where(buying, Contact.birthday_month.in_(months))
    )
    for query in (own, theirs):
        for customer, contact, calendar, year, month, day, leap in session.execute(query):
            yield (customer, contact), Birthday(calendar, year, month, day, bool(leap))


def _columns(table: Any) -> tuple[Any, ...]:
    return (
        table.birthday_calendar, table.birthday_year, table.birthday_month, table.birthday_day,
        table.birthday_leap,
    )  # fmt: skip


def _named(session: Session, found: dict[Person, _Gathered]) -> list[Proposal]:
    """Those who still are there, colleagues and the lost left out."""
    customers = sorted({customer for customer, _contact in found})
    names = _names(session, customers)
    contacts = _contact_names(session, customers)
    rows = []
    for person, told in found.items():
        row = names.get(person[0])
        contact = contacts.get(person[1] or 0, "")
        if row is None or (person[1] is not None and not contact):
            continue
        name, company, kind = row
        rows.append(
            Proposal(
                person, contact or name, name if contact else company,
                "person" if contact else kind, tuple(dict.fromkeys(told.reasons)),
                told.gift, told.price, told.amount, told.day,
            )
        )  # fmt: skip
    return rows


def _names(session: Session, customers: Sequence[int]) -> dict[int, tuple[str, str, str]]:
    found: dict[int, tuple[str, str, str]] = {}
    for part in _parts(customers):
        query = (
            select(Customer.id, Customer.name, Customer.company, Customer.kind)
            .outerjoin(CustomerSummary, CustomerSummary.customer_id == Customer.id)
            .where(Customer.id.in_(part), Customer.kind != "internal", Customer.stage != "lost")
        )
        found |= {row.id: (row.name, row.company or "", row.kind) for row in session.execute(query)}
    return found


def _contact_names(session: Session, customers: Sequence[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for part in _parts(customers):
        query = select(Contact.id, Contact.name).where(Contact.customer_id.in_(part))
        found |= {row.id: row.name for row in session.execute(query)}
    return found


def _parts(customers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(customers), _PART):
        yield customers[start : start + _PART]


def say_reasons(row: Proposal) -> str:
    """All of them in one line."""
    return pgettext("list", ", ").join(reason_text(code) for code in row.reasons) or _("Chosen")
