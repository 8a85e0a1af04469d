"""Whom an import brought and whom it changed can be asked for as a list."""

from crmdesk.models.core.db import Database
from crmdesk.models.customers.filters import CustomerFilter, from_json, imported_by, to_json
from crmdesk.models.customers.listing import find_ids
from crmdesk.models.exchange.applying.batches import batch_of
from tests.support.builders import add_customer
from tests.support.databases import NOW, FakeClock
from tests.support.exchange import bring_in, record


def test_that_an_import_is_a_filter_of_the_list(db: Database, clock: FakeClock) -> None:
    known = add_customer(db, "张伟", phone="13800138000")
    clock.advance(minutes=5)
    result = bring_in(
        db, record("张伟", "13800138000", title="经理"), record("李娜", "13900139000")
    )
    assert result.change_set is not None
    with db.read() as session:
        batch = batch_of(session, result.change_set)

        def shown(kind: str) -> list[int]:
            return find_ids(session, CustomerFilter(imported=f"{kind}:{batch}"), now=NOW)

        assert shown("new") == list(result.customers)
        assert shown("changed") == [known]
        assert find_ids(session, CustomerFilter(imported="new:99"), now=NOW) == []


def test_that_only_what_names_an_import_is_read() -> None:
    chosen = CustomerFilter(imported="new:12")
    assert from_json(to_json(chosen)) == chosen
    assert from_json({"imported": "new:0; drop"}) == CustomerFilter()
    assert imported_by("changed:7") == ("changed", 7)
    assert imported_by("") is None
