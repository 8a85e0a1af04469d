"""An import is one line of the journal however many it brought: counted, listed by pages, found by
each of its customers."""

from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.journal.actions import undo
from crmdesk.models.logbook.browse import find_change_sets, load_entries
from crmdesk.models.logbook.details import PAGE, Reader, load_details, load_lines
from crmdesk.models.logbook.filters import JournalFilter
from crmdesk.models.schema import Customer
from tests.support.builders import add_customer
from tests.support.exchange import bring_in, record

ZONE = ZoneInfo("Asia/Shanghai")
READER = Reader(1, "CN", ZONE)
MANY = PAGE + 20


def test_that_an_import_is_counted_listed_and_found_by_its_customers(db: Database) -> None:
    before = add_customer(db, "王芳")
    result = bring_in(db, *(record(f"客户{n}", f"138{n:08}") for n in range(MANY)))
    imported = result.change_set or 0
    with db.read() as session:
        entry = load_entries(session, [imported])[imported]
        details = load_details(session, imported, READER)
        lines, _more = load_lines(session, imported, READER, details.more)
        one = session.scalar(select(Customer.id).where(Customer.name == "客户7")) or 0
        of_one, of_other = (
            find_change_sets(
                session, JournalFilter(customer=who), today=date(2026, 11, 21), zone=ZONE
            )
            for who in (one, before)
        )
    assert (entry.customers, entry.customer_id is not None) == (MANY, True)
    assert {count.thing: count.count for count in details.counts}["Customer"] == MANY
    names = [line.which for line in (*details.lines, *lines) if line.thing == "Customer"]
    assert names == [f"客户{n}" for n in range(MANY)]
    assert of_one == [imported]
    assert imported not in of_other
    taken = undo(db, imported)
    with db.read() as session:
        gone = load_details(session, taken, READER)
    assert gone.lines[0].which == "客户0"
    assert gone.lines[0].customer == "客户0"
