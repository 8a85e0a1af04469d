"""Gifts still to be bought, or bought and still to be given, by the day of their list."""

from datetime import date

from sqlalchemy import func, or_, select

from crmdesk.models.schema import Gift, GiftList
from crmdesk.models.today.rows import Ask, Part, TodayRow


def gift_part(ask: Ask, first: date, last: date) -> Part:
    """Those of lists whose day lies between; what is to be bought before what is to be given."""
    wanted = (Gift.status != "given", GiftList.day.between(first, last))
    mine = () if not ask.staff else (or_(Gift.staff_id.in_(ask.staff), Gift.staff_id.is_(None)),)
    total = ask.session.scalar(
        select(func.count())
        .select_from(Gift)
        .join(GiftList, GiftList.id == Gift.list_id)
        .where(*wanted, *mine)
    )
    query = (
        select(
            Gift.id, Gift.customer_id, Gift.contact_id, Gift.staff_id, Gift.name, Gift.status,
            Gift.list_id, GiftList.name.label("list"), GiftList.day,
        )
        .join(GiftList, GiftList.id == Gift.list_id)
        .where(*wanted, *mine)
        .order_by(GiftList.day, Gift.status.desc(), Gift.id)
        .limit(ask.limit("gifts"))
    )  # fmt: skip
    rows = [
        TodayRow(
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
            due_on=row.day,
        )
        for row in ask.session.execute(query)
    ]
    return Part("gifts", total or 0, rows)
