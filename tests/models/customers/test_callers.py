"""Whose number calls, however it comes in."""

import pytest

from crmdesk.models.core.db import Database
from crmdesk.models.customers.callers import Caller, find_callers
from tests.support.builders import add_contact, add_customer, add_phone


def callers(db: Database, number: str) -> list[Caller]:
    with db.read() as session:
        return find_callers(session, number)


@pytest.mark.parametrize("number", ["13800138000", "+8613800138000", "138 0013 8000", "8000"])
def test_that_a_number_finds_its_customer(db: Database, number: str) -> None:
    fang = add_customer(db, "王芳", phone="13800138000")
    add_customer(db, "李四", phone="13911112222")
    assert callers(db, number) == [Caller(fang)]


def test_that_a_contacts_number_tells_who_of_the_company_calls(db: Database) -> None:
    company = add_customer(db, "云帆建材", kind="company")
    contact = add_contact(db, company, "陈经理")
    add_phone(db, company, "13588886666", contact_id=contact)
    assert callers(db, "13588886666") == [Caller(company, contact)]


def test_that_a_number_two_have_names_both_and_one_nobody_has_nobody(db: Database) -> None:
    both = [add_customer(db, name, phone="0571-88886666") for name in ("云帆", "西湖文化")]
    assert [caller.customer_id for caller in callers(db, "057188886666")] == both
    assert callers(db, "13599998888") == []
