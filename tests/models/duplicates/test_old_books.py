"""After a merge an old address book still finds the customer, by whichever number it has."""

from crmdesk.models.core.db import Database
from crmdesk.models.duplicates.choices import MergeDraft
from crmdesk.models.duplicates.merge import merge_customers
from tests.support.builders import add_customer
from tests.support.exchange import bring_in, codes, counts, only, record


def merged(db: Database) -> None:
    ids = (
        add_customer(db, "张伟", number="A1", phone="13800138000"),
        add_customer(db, "张伟", number="A2", phone="13800138000"),
    )
    with db.write("customers.merge", name="张伟", count=2) as session:
        merge_customers(session, MergeDraft(ids), now=db.now())


def test_that_a_row_with_the_number_merged_away_updates_the_one_who_stays(db: Database) -> None:
    merged(db)
    result = bring_in(
        db,
        record("张伟", "13800138000", number="A1", title="经理"),
        record("张伟", "13800138000", number="A2", region="杭州"),
    )
    assert counts(result)[0] == 0
    assert codes(result) == []
    assert (only(db)["number"], only(db)["name"]) == ("A1", "张伟")


def test_that_a_number_merged_away_is_not_given_to_a_new_customer(db: Database) -> None:
    merged(db)
    result = bring_in(db, record("李娜", "13900139000", number="A2"))
    assert counts(result) == (1, 0, 0, 0)
    assert codes(result) == ["number.taken"]
