"""Service orders in the timeline."""

from datetime import timedelta

from crmdesk.models.core.db import Database
from crmdesk.models.timeline.entries import TimelineFilter
from crmdesk.models.timeline.queries import count_kinds, load_page
from tests.support.builders import add_customer, add_interaction, add_service_order
from tests.support.databases import FakeClock


def test_that_a_service_order_stands_where_it_was_received(db: Database, clock: FakeClock) -> None:
    customer = add_customer(db)
    order = add_service_order(db, customer, "打印机卡纸\n一天十次")
    clock.now += timedelta(hours=2)
    add_interaction(db, customer, at=clock.now)
    with db.read() as session:
        first, second = load_page(session, customer).entries
        assert (first.source, second.source, second.id) == ("interaction", "service", order)
        assert (second.title, second.status, second.step) == ("打印机卡纸", "open", 2)
        assert count_kinds(session, customer)["service"] == 1
        only = load_page(session, customer, TimelineFilter(frozenset({"service"})))
        assert [entry.id for entry in only.entries] == [order]
        found = load_page(session, customer, TimelineFilter(text="十次"))
        assert [entry.id for entry in found.entries] == [order]


def test_that_pages_meet_at_service_orders_of_one_instant(db: Database) -> None:
    customer = add_customer(db)
    made = [add_service_order(db, customer) for _time in range(5)]
    found, before = [], None
    with db.read() as session:
        while True:
            page = load_page(session, customer, before=before, limit=2)
            found += [entry.id for entry in page.entries]
            if page.next is None:
                break
            before = page.next
    assert found == made[::-1]
