"""Orders in the stream: they know their day alone."""

from datetime import UTC, date, datetime

import pytest

from crmdesk.models.core.db import Database
from crmdesk.models.orders.drafts import LineDraft
from crmdesk.models.timeline.entries import TimelineFilter
from crmdesk.models.timeline.queries import count_kinds, load_page
from tests.support.builders import add_complaint, add_customer, add_interaction, add_order

DAY = date(2026, 11, 20)


def stream(db: Database, customer: int, limit: int, **wanted: object) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    before = None
    with db.read() as session:
        while True:
            kinds = TimelineFilter(**wanted)  # type: ignore[arg-type]
            page = load_page(session, customer, kinds, before=before, limit=limit)
            found += [(entry.source, entry.id) for entry in page.entries]
            if page.next is None:
                return found
            before = page.next


@pytest.mark.parametrize("limit", [1, 2, 3, 60])
def test_that_an_order_stands_on_top_of_its_day(db: Database, limit: int) -> None:
    her = add_customer(db)
    evening = add_interaction(db, her, at=datetime(2026, 11, 20, 15, 59, tzinfo=UTC))
    after = add_interaction(db, her, at=datetime(2026, 11, 20, 16, 0, tzinfo=UTC))
    complaint = add_complaint(db, her, opened_at=datetime(2026, 11, 19, 16, 0, tzinfo=UTC))
    before = add_order(db, her, day=date(2026, 11, 19))
    first, second = add_order(db, her, day=DAY), add_order(db, her, day=DAY)
    add_order(db, add_customer(db, "李娜"), day=DAY)
    assert stream(db, her, limit) == [
        ("interaction", after),
        ("order", second),
        ("order", first),
        ("interaction", evening),
        ("complaint", complaint),
        ("order", before),
    ]


def test_that_an_order_says_goods_amount_and_what_is_owed(db: Database) -> None:
    her = add_customer(db)
    lines = [
        LineDraft("打印纸", "A4", "箱", 3000, 12_550),
        LineDraft("硒鼓", quantity=-1000, price=9900),
    ]
    add_order(db, her, lines, day=DAY, paid=20_000, status="shipped")
    with db.read() as session:
        (entry,) = load_page(session, her).entries
    assert (entry.kind, entry.title, entry.status) == ("order", "D000001", "shipped")
    assert (entry.amount, entry.owed, entry.currency) == (27_750, 7750, "CNY")
    assert entry.text == "打印纸 A4 × 3 箱 · 376.50\n硒鼓 × -1 · -99"


def test_that_orders_are_counted_filtered_and_searched(db: Database) -> None:
    her = add_customer(db)
    talk = add_interaction(db, her, "要打印纸")
    order = add_order(db, her, [LineDraft("打印纸", price=100)])
    add_order(db, her, [LineDraft("硒鼓", price=100)])
    with db.read() as session:
        assert count_kinds(session, her) == {"call": 1, "order": 2}
    assert len(stream(db, her, 60, kinds=frozenset({"order"}))) == 2
    assert stream(db, her, 60, kinds=frozenset({"call"})) == [("interaction", talk)]
    assert stream(db, her, 60, text="打印紙") == [("interaction", talk), ("order", order)]


def test_that_pages_meet_where_all_is_of_one_day(db: Database) -> None:
    her = add_customer(db)
    for _number in range(5):
        add_order(db, her, day=DAY)
        add_interaction(db, her, at=datetime(2026, 11, 20, 3, 0, tzinfo=UTC))
    whole = stream(db, her, 60)
    assert len(set(whole)) == 10
    assert all(stream(db, her, limit) == whole for limit in (1, 2, 3, 7, 9, 10))
