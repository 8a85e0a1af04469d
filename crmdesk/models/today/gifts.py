"""Gifts still to be bought, or bought and still to be given, by the day they are for."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.calendar.lunar import next_occurrence
from crmdesk.models.care.gift_rules import BIRTHDAYS
from crmdesk.models.schema import Contact, Customer, Gift, GiftList
from crmdesk.models.today.rows import Ask, Part, TodayRow


def gift_part(ask: Ask, first: date, last: date) -> Part:
    """Those for a day between, or for the one to come that is looked at; what is to be bought
    before what is to be given.
    """
    found = [(day, row) for day, row in _days(ask, first) if first <= day <= last]
    days = ask.week(day for day, _row in found)
    if ask.ahead:
        found = [(day, row) for day, row in found if day == ask.day]
    found.sort(key=lambda one: (one[0], one[1].status != "planned", one[1].id))
    rows = [_row(row, day) for day, row in found[: ask.limit("gifts")]]
    return Part("gifts", len(found), rows, days)


def _days(ask: Ask, first: date) -> Iterator[tuple[date, Any]]:
    """Each gift with the day of its list; on a list for birthdays, with hers."""
    mine = () if not ask.staff else (or_(Gift.staff_id.in_(ask.staff), Gift.staff_id.is_(None)),)
    query = (
        select(
            Gift.id, Gift.customer_id, Gift.contact_id, Gift.staff_id, Gift.name, Gift.status,
            Gift.list_id, GiftList.name.label("list"), GiftList.day, GiftList.occasion,
        )
        .join(GiftList, GiftList.id == Gift.list_id)
        .where(
            Gift.status != "given",
            or_(GiftList.day >= first, GiftList.occasion.in_(BIRTHDAYS)),
            *mine,
        )
    )  # fmt: skip
    rows = ask.session.execute(query).all()
    born = _born(ask, [row for row in rows if row.occasion in BIRTHDAYS])
    for row in rows:
        if row.occasion not in BIRTHDAYS:
            yield row.day, row
        elif (birthday := born.get((row.customer_id, row.contact_id))) is not None:
            yield next_occurrence(birthday, first), row


def _born(ask: Ask, rows: Sequence[Any]) -> dict[tuple[int, int | None], Birthday]:
    if not rows:
        return {}
    found: dict[tuple[int, int | None], Birthday] = {}
    wanted = {row.customer_id for row in rows}
    for owner, contact, table in (
        (Customer.id, None, Customer),
        (Contact.customer_id, Contact.id, Contact),
    ):
        columns: list[Any] = [owner, *((contact,) if contact is not None else ())]
        query = select(
            *columns, table.birthday_calendar, table.birthday_year, table.birthday_month,
            table.birthday_day, table.birthday_leap,
        ).where(owner.in_(wanted), table.birthday_month.is_not(None))  # fmt: skip
        for row in ask.session.execute(query):
            customer, person = row[0], row[1] if contact is not None else None
            calendar, year, month, day, leap = row[-5:]
            found[customer, person] = Birthday(calendar, year, month, day, bool(leap))
    return found


def _row(row: Any, day: date) -> TodayRow:
    return TodayRow(
        section="gifts",
        source="gift",
        id=row.id,
        customer_id=row.customer_id,
        contact_id=row.contact_id,
        staff_id=row.staff_id,
        text=row.name,
        code=row.status,
        step=row.list_id,
        feast_name=row.list,
        due_on=day,
    )
