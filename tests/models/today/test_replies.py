"""Customers on Today who wait for an answer."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from crmdesk.models.core.db import Database
from crmdesk.models.today.queries import load_today
from crmdesk.models.today.rows import Section
from tests.support.builders import add_contact, add_customer, add_interaction, add_staff
from tests.support.databases import NOW

ZONE = ZoneInfo("Asia/Shanghai")


def _replies(db: Database, staff: tuple[int, ...] = ()) -> Section:
    with db.read() as session:
        page = load_today(session, date(2026, 11, 21), ZONE, now=NOW, staff=staff)
    return next(section for section in page.sections if section.code == "replies")


def test_that_who_wrote_and_waits_stands_there_once(db: Database) -> None:
    customer = add_customer(db, "明达建材", kind="company")
    contact = add_contact(db, customer, "王芳")
    first = add_interaction(
        db, customer, "在吗", kind="wechat", direction="in", at=NOW - timedelta(days=1)
    )
    add_interaction(
        db, customer, "请发报价", kind="wechat", direction="in", contact_id=contact,
        at=NOW - timedelta(hours=20),
    )  # fmt: skip
    section = _replies(db)
    [row] = section.rows
    assert (section.total, row.id, row.source, row.code) == (1, first, "reply", "wechat")
    assert (row.text, row.name, row.company) == ("请发报价", "王芳", "明达建材")
    assert row.clock is not None
    assert (row.clock[0], row.clock[1].tone) == ("reply", "red")


def test_that_each_sees_those_of_hers(db: Database) -> None:
    owner = add_staff(db, "李经理")
    customer = add_customer(db, "王建国", owner_id=owner)
    add_interaction(db, customer, kind="sms", direction="in")
    assert _replies(db, (owner,)).total == 1
    assert _replies(db, (db.staff_id,)).total == 0


def test_that_an_answered_message_is_gone(db: Database) -> None:
    customer = add_customer(db)
    add_interaction(db, customer, kind="sms", direction="in", at=NOW - timedelta(hours=2))
    add_interaction(db, customer, kind="sms", direction="out", at=NOW - timedelta(hours=1))
    assert _replies(db) == Section("replies")
