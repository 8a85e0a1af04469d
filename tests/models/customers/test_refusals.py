import hashlib
from datetime import UTC, datetime

from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.customers.actions import delete_customer
from crmdesk.models.customers.bulk import delete_customers
from crmdesk.models.customers.consents import consent_now, record_consent
from crmdesk.models.customers.refusals import (
    ERASED,
    Traces,
    count_refusals,
    load_refusals,
    remember_refusals,
)
from crmdesk.models.schema import Refusal, Setting
from tests.support.builders import add_customer

NOW = datetime(2026, 11, 21, tzinfo=UTC)
PHONE = "13912345678"


def refuse(db: Database, customer: int, *, given: bool = False) -> None:
    with db.write("customer.consent", name="") as session:
        record_consent(session, customer, "sms", given=given, how="", now=NOW)


def remember(db: Database, traces: Traces) -> None:
    with db.write("customer.erase", number="") as session:
        remember_refusals(session, ERASED, [traces], now=NOW)


def known(db: Database, traces: Traces) -> set[str]:
    with db.read() as session:
        refusals = load_refusals(session)
    return refusals.of(traces) if refusals else set()


def test_that_a_person_is_known_again_by_mobile_mail_account_or_number_with_name(
    db: Database,
) -> None:
    remember(
        db,
        Traces("张三", "杭州晨光有限公司", "K000007", ("+8613912345678", "+8657188880000"),
               ("San@Example.com",), ("zhangsan_1",)),
    )  # fmt: skip
    for traces in (
        Traces(phones=("+8613912345678",)),
        Traces(emails=("san@example.COM ",)),
        Traces(wechats=("ZhangSan_1",)),
        Traces("張三", phones=("+8657188880000",)),
        Traces("张三", number="k000007"),
        Traces("张 三", "晨光"),
    ):
        assert known(db, traces) == {ERASED}, traces
    for traces in (
        Traces("张三"),
        Traces("李四", phones=("+8657188880000",)),
        Traces("李四", number="K000007"),
        Traces("张三", "别的公司"),
    ):
        assert known(db, traces) == set(), traces


def test_that_the_list_holds_neither_name_nor_number(db: Database) -> None:
    remember(db, Traces("张三", phones=("+8613912345678",)))
    with db.read() as session:
        told = repr([(row.kind, row.digest) for row in session.scalars(select(Refusal))])
        salt = session.get_one(Setting, "refusal_salt").value["value"]
        assert count_refusals(session) == (1, 0)
    assert "13912345678" not in told
    assert hashlib.sha256(b"phone:+8613912345678").hexdigest() not in told
    assert len(salt) == 64


def test_that_a_refused_channel_is_refused_again_after_deletion(db: Database) -> None:
    customer = add_customer(db, "张三", phone=PHONE)
    refuse(db, customer)
    with db.write("customer.delete", name="") as session:
        delete_customer(session, customer)
    again = add_customer(db, "张三丰", phone=PHONE)
    with db.read() as session:
        assert consent_now(session, again) == {"sms": False}


def test_that_a_refusal_an_import_brought_outlives_deletion_of_many(db: Database) -> None:
    customer = add_customer(db, "张三", phone=PHONE)
    refuse(db, customer)
    with db.write("setup") as session:
        for row in session.scalars(select(Refusal)):
            session.delete(row)
    with db.write("customers.delete", count=1) as session:
        delete_customers(session, [customer])
    assert known(db, Traces(phones=("+8613912345678",))) == {"sms"}


def test_that_who_agrees_after_all_is_forgotten(db: Database) -> None:
    customer = add_customer(db, "张三", phone=PHONE)
    refuse(db, customer)
    refuse(db, customer, given=True)
    assert known(db, Traces(phones=("+8613912345678",))) == set()
