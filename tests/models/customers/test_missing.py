"""The gaps worth a question while she is on the phone."""

from datetime import date

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.core.db import Database
from crmdesk.models.customers.missing import missing_facts, missing_label
from crmdesk.models.customers.page import load_page
from crmdesk.models.customers.reach import add_reach
from crmdesk.models.office.settings import load_office
from tests.support.builders import add_contact, add_customer, add_phone


def missing(db: Database, customer: int, country: str = "CN") -> tuple[str, ...]:
    with db.read() as session:
        page = load_page(session, customer, today=date(2026, 11, 21))
    assert page is not None
    return missing_facts(page, country)


def test_that_a_bare_name_lacks_the_few_most_useful_facts(db: Database) -> None:
    assert missing(db, add_customer(db)) == ("phone", "salutation", "birthday", "wechat")


def test_that_a_company_is_asked_for_a_contact_and_invoice_data(db: Database) -> None:
    company = add_customer(db, "云帆科技", kind="company", phone="010-88886666", source="展会")
    assert missing(db, company) == ("contact", "address", "invoice", "owner_id")


def test_that_the_phone_of_a_contact_is_a_phone(db: Database) -> None:
    company = add_customer(db, "云帆科技", kind="company")
    add_phone(db, company, "13588886666", contact_id=add_contact(db, company, "陈经理"))
    assert missing(db, company) == ("address", "invoice", "source_id", "owner_id")


def test_that_a_full_archive_lacks_nothing(db: Database) -> None:
    customer = add_customer(
        db,
        company="云帆科技",
        salutation="张总",
        phone="13800138000",
        wechat="zhang",
        birthday=Birthday("solar", None, 3, 5),
        source="展会",
        owner_id=db.staff_id,
    )
    assert missing(db, customer) == ()


def test_that_nobody_who_writes_by_line_is_asked_for_wechat(db: Database) -> None:
    customer = add_customer(db)
    with db.write("customer.reach", name="") as session:
        office = load_office(session)
        add_reach(session, customer, "channel", "lin375", office=office, kind="line")
    assert "wechat" not in missing(db, customer)


def test_that_in_taiwan_one_asks_for_line(db: Database) -> None:
    assert missing(db, add_customer(db), "TW") == ("phone", "salutation", "birthday", "line")


def test_that_every_gap_has_a_name(db: Database) -> None:
    for kind in ("person", "company", "internal"):
        for country in ("CN", "TW"):
            gaps = missing(db, add_customer(db, kind=kind), country)
            assert all(missing_label(gap) for gap in gaps)
