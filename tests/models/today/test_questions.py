"""Every start of the program waits for this page: it asks little, however much is on it."""

import re
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import event

from crmdesk.models.core.db import Database
from crmdesk.models.schema import Customer
from crmdesk.models.schema.base import Base
from crmdesk.models.today.queries import load_today
from crmdesk.models.today.sources import TABLES
from tests.support.builders import (
    add_complaint,
    add_contact,
    add_customer,
    add_follow_up,
    add_interaction,
    add_promise,
)
from tests.support.databases import NOW

TODAY = date(2026, 11, 21)
FEW, MANY = 10, 32
"""Questions to an office with nothing to do, and with something of everything: a new source may
raise MANY by what it must ask, FEW by one at most."""


FOLLOWING = {"customer_summary", "change", "change_set"}
"""Written along with a table of TABLES."""


def questions(db: Database, day: date = TODAY) -> list[str]:
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if statement.startswith(("SELECT", "WITH")):
            asked.append(statement)

    event.listen(db.storage.engine, "before_cursor_execute", note)
    try:
        with db.read() as session:
            load_today(session, TODAY, ZoneInfo("Asia/Shanghai"), now=NOW, day=day)
    finally:
        event.remove(db.storage.engine, "before_cursor_execute", note)
    return asked


def test_that_an_office_with_nothing_to_do_is_asked_few_questions(db: Database) -> None:
    assert len(questions(db)) <= FEW


def test_that_the_number_of_questions_does_not_grow_with_the_rows(db: Database) -> None:
    company = add_customer(db, "华兴机械", kind="company", phone="010-88888888")
    for number in range(12):
        contact = add_contact(db, company, f"联系人{number}")
        customer = add_customer(db, f"客户{number}", phone="13900139000")
        add_interaction(db, customer, direction="in", kind="wechat")
        for days in (-1, 0, 1):
            add_follow_up(db, company, TODAY + timedelta(days=days), contact_id=contact)
            add_promise(db, customer, TODAY + timedelta(days=days))
        add_complaint(db, customer)
        with db.write("customer.edit", name="") as session:
            row = session.get_one(Customer, customer)
            row.birthday_calendar, row.birthday_month, row.birthday_day = "solar", 11, 22
    asked = questions(db)
    assert len(asked) <= MANY, "\n".join(asked)
    assert len(questions(db, TODAY + timedelta(days=1))) <= MANY
    read = {table for one in asked for table in re.findall(r'(?:FROM|JOIN) "?(\w+)', one)}
    assert (read & set(Base.metadata.tables)) - TABLES <= FOLLOWING


def test_that_every_table_read_is_one_there_is() -> None:
    assert set(Base.metadata.tables) >= TABLES
