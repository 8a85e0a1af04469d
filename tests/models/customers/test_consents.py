"""Yes and no by channel: all kept, the newest counts, a refusal outlives undo."""

import pytest

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.customers.consents import consent_now, record_consent
from crmdesk.models.journal.actions import undo
from tests.support.builders import add_customer
from tests.support.databases import FakeClock


def say(db: Database, customer: int, channel: str, *, given: bool) -> None:
    with db.write("customer.consent", name="") as session:
        record_consent(session, customer, channel, given=given, how="电话", now=db.now())


def now(db: Database, customer: int) -> dict[str, bool]:
    with db.read() as session:
        return consent_now(session, customer)


def test_that_the_newest_word_counts(db: Database, clock: FakeClock) -> None:
    customer = add_customer(db)
    assert now(db, customer) == {}
    say(db, customer, "sms", given=True)
    clock.advance(days=1)
    say(db, customer, "sms", given=False)
    assert now(db, customer) == {"sms": False}


def test_that_undo_takes_back_a_yes_but_never_a_no(db: Database) -> None:
    customer = add_customer(db)
    say(db, customer, "sms", given=True)
    undo(db)
    assert now(db, customer) == {}
    say(db, customer, "sms", given=False)
    undo(db)
    assert now(db, customer) == {"sms": False}


def test_that_an_unknown_channel_is_refused(db: Database) -> None:
    with pytest.raises(CrmError) as refused:
        say(db, add_customer(db), "pigeon", given=True)
    assert refused.value.code == "fact.choice"
