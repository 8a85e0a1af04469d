"""Service orders, contract visits and ending contracts on the page Today."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from crmdesk.models.core.db import Database
from crmdesk.models.today.queries import load_today
from crmdesk.models.today.rows import Section
from tests.support.builders import (
    add_contact,
    add_customer,
    add_service_contract,
    add_service_order,
    add_staff,
)
from tests.support.databases import FakeClock

TODAY = date(2026, 11, 21)
ZONE = ZoneInfo("Asia/Shanghai")


def section(db: Database, code: str, *staff: int, **limits: int) -> Section:
    with db.read() as session:
        page = load_today(session, TODAY, ZONE, now=db.now(), staff=staff, limits=limits)
    return next(one for one in page.sections if one.code == code)


def test_that_the_service_order_whose_clock_runs_out_first_stands_first(
    db: Database, clock: FakeClock
) -> None:
    company = add_customer(db, "华兴机械", kind="company", phone="010-88888888")
    contact = add_contact(db, company, "李工")
    now = clock.now
    clock.now = now - timedelta(days=3)
    old = add_service_order(db, company, "停机", contact_id=contact)
    clock.now = now
    new = add_service_order(db, add_customer(db, "张伟"))
    found = section(db, "service")
    assert [row.id for row in found.rows] == [old, new]
    first = found.rows[0]
    assert (first.name, first.company, first.text, first.step) == ("李工", "华兴机械", "停机", 2)
    assert first.clock is not None
    assert first.clock[0] == "reaction"
    assert len(section(db, "service", service=1).rows) == 1


def test_that_only_ones_own_stand_on_ones_page(db: Database) -> None:
    other = add_staff(db, "王工")
    add_service_order(db, add_customer(db))
    add_service_contract(db, add_customer(db), [date(2026, 11, 25)], staff_id=other)
    assert section(db, "service", other).total == 0
    assert section(db, "contracts", other).total == 1
    assert section(db, "contracts", db.staff_id).total == 0


def test_that_visits_due_stand_before_contracts_that_end(db: Database) -> None:
    customer = add_customer(db, "张伟")
    days = (date(2026, 11, 10), date(2026, 12, 1), date(2026, 12, 20))
    add_service_contract(db, customer, days, ends_on=date(2026, 12, 31))
    found = section(db, "contracts")
    assert [(row.source, row.due_on) for row in found.rows] == [
        ("service_visit", date(2026, 11, 10)),
        ("service_visit", date(2026, 12, 1)),
        ("service_contract", date(2026, 12, 31)),
    ]
    assert found.total == 3
    few = section(db, "contracts", contracts=1)
    assert (few.total, len(few.rows)) == (3, 1)


def test_that_each_row_has_words_to_say(db: Database) -> None:
    customer = add_customer(db, "张伟", salutation="张总", phone="13800138000")
    add_service_order(db, customer)
    add_service_contract(db, customer, [date(2026, 11, 25)], ends_on=date(2026, 12, 31))
    rows = [*section(db, "service").rows, *section(db, "contracts").rows]
    said = [row.greeting.words("call") if row.greeting else "" for row in rows]
    assert len(set(said)) == 3
    assert all(words.startswith("张总") for words in said)


def test_that_an_office_without_contracts_sees_none(db: Database) -> None:
    assert section(db, "contracts").total == 0
    assert section(db, "service").total == 0
