"""Gifts for a feast that comes near, visits and services of plans that are due.

One question tells whether there is anything of either; the rest is read only then.
"""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import Date, String, column, exists, or_, select, table

from crmdesk.models.today.rows import Ask, Part

BEFORE, AFTER = timedelta(days=21), timedelta(days=7)
"""Gifts stand here so long before the day of their list, and after it while they are not given."""

# Not the mapped tables: to declare those would slow every start.
_GIFT = table("gift", column("list_id"), column("status", String))
_LIST = table("gift_list", column("id"), column("day", Date), column("occasion", String))
_PLAN = table("service_plan", column("starts_on", Date), column("ends_on", Date))


def find(ask: Ask) -> Iterator[Part]:
    """Gifts to buy and to give, then what plans ask for."""
    gifts = (
        exists()
        .where(_GIFT.c.list_id == _LIST.c.id, _GIFT.c.status != "given")
        .where(
            or_(
                _LIST.c.day.between(ask.today - AFTER, ask.today + BEFORE),
                _LIST.c.occasion.in_(("birthday", "grand")),
            )
        )
    )
    plans = exists().where(_PLAN.c.starts_on <= ask.today, _PLAN.c.ends_on >= ask.today)
    some_gifts, some_plans = ask.session.execute(select(gifts, plans)).one()
    if some_gifts:
        from crmdesk.models.today.gifts import gift_part

        yield gift_part(ask, ask.today - AFTER, ask.today + BEFORE)
    if some_plans:
        from crmdesk.models.today.plans import plan_part

        yield plan_part(ask)
