"""Who bought for the same festival two years running, asked before the third."""

from collections.abc import Iterator

from crmdesk.models.calendar.festivals import Festival
from crmdesk.models.office.settings import load_office
from crmdesk.models.today.festive_years import due_years
from crmdesk.models.today.rows import Ask, Part, TodayRow


def find(ask: Ask) -> Iterator[Part]:
    """Those not asked yet and without an order this time; the biggest of last year first."""
    due = due_years(load_office(ask.session).country, ask.today)
    if not due:
        return
    from crmdesk.models.today.festive_buyers import buyers, goods_of  # not at every start

    rows: list[TodayRow] = []
    total = 0
    for years in due:
        found = ask.session.execute(buyers(years, ask)).all()
        total += len(found)
        shown = [row.id for row in found[: max(0, ask.limit("festive_orders") - len(rows))]]
        goods = goods_of(ask.session, years.last, shown)
        rows += [_row(customer, years.festival, goods.get(customer, "")) for customer in shown]
    yield Part("festive_orders", total, rows)


def _row(customer: int, festival: Festival, goods: str) -> TodayRow:
    return TodayRow(
        section="festive_orders",
        source="festive_order",
        id=customer,
        customer_id=customer,
        text=goods,
        due_on=festival.day,
        code=festival.code,
        suggests="call",
        words="festive_order",
    )
