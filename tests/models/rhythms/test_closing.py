"""The checklist of a sale: begun by it, ticked line by line, gone with it."""

from datetime import date, timedelta

import pytest

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import Invalid
from crmdesk.models.customers.edit import set_fact
from crmdesk.models.journal.actions import undo
from crmdesk.models.rhythms.closing import (
    ITEMS,
    Checklist,
    leave_out,
    load_checklist,
    open_checklists,
    reopen,
    tick,
)
from crmdesk.models.rhythms.settings import Rhythms, save_rhythms
from tests.support.builders import add_customer, add_order, add_staff

TODAY = date(2026, 11, 21)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def lists(db: Database, today: date = TODAY, staff: tuple[int, ...] = ()) -> list[Checklist]:
    with db.read() as session:
        return open_checklists(session, today, staff)


def sold(db: Database) -> list[tuple[int, date]]:
    return [(one.customer_id, one.sold_on) for one in lists(db)]


def test_that_an_order_begins_a_checklist_for_two_weeks_and_undo_ends_it(db: Database) -> None:
    customer = add_customer(db)
    add_order(db, customer, day=TODAY)
    [checklist] = lists(db)
    assert checklist == Checklist(customer, TODAY, checklist.items)
    assert [item.code for item in checklist.items] == list(ITEMS)
    assert checklist.open == 5
    assert len(lists(db, TODAY + timedelta(days=14))) == 1
    assert lists(db, TODAY + timedelta(days=15)) == []
    undo(db)
    assert lists(db) == []


def test_that_becoming_a_customer_begins_one_too(db: Database) -> None:
    customer = add_customer(db, stage="interested")
    with db.write("customer.edit", name="") as session:
        set_fact(session, customer, "stage", "customer", expected="interested", today=ago(2))
    assert sold(db) == [(customer, ago(2))]
    add_order(db, customer, day=TODAY)
    assert sold(db) == [(customer, ago(2))]


def test_that_who_buys_every_week_is_left_in_peace(db: Database) -> None:
    weekly, again = add_customer(db), add_customer(db)
    for days in (43, 36, 29, 22, 15, 8, 1):
        add_order(db, weekly, day=ago(days))
    for days in (50, 3):
        add_order(db, again, day=ago(days))
    assert sold(db) == [(again, ago(3))]


def test_that_old_and_cancelled_orders_begin_none(db: Database) -> None:
    customer = add_customer(db)
    add_order(db, customer, day=ago(100))
    add_order(db, customer, day=ago(1), status="cancelled")
    assert lists(db) == []


def test_that_lines_are_ticked_left_out_and_opened_again(db: Database) -> None:
    customer = add_customer(db)
    add_order(db, customer, day=TODAY)
    with db.write("closing.tick", name="", what="") as session:
        tick(session, customer, TODAY, "thanks", now=db.now())
    with db.write("closing.leave", name="", what="") as session:
        leave_out(session, customer, TODAY, "gift", "送过了", now=db.now())
    with db.write("closing.leave", name="", what="") as session, pytest.raises(Invalid):
        leave_out(session, customer, TODAY, "need", "  ", now=db.now())
    items = {item.code: item for item in lists(db)[0].items}
    assert (items["thanks"].status, items["thanks"].staff) == ("done", "Me")
    assert (items["gift"].status, items["gift"].reason) == ("left", "送过了")
    assert items["need"].status == "open"
    with db.write("closing.reopen", name="", what="") as session:
        reopen(session, customer, TODAY, "gift")
    assert lists(db)[0].open == 4
    undo(db)
    assert lists(db)[0].open == 3


def test_that_a_checklist_without_an_open_line_is_shown_no_more_but_kept(db: Database) -> None:
    customer = add_customer(db, "王芳")
    add_order(db, customer, day=TODAY)
    with db.write("closing.tick", name="", what="") as session:
        for code in ITEMS:
            tick(session, customer, TODAY, code, now=db.now())
    assert lists(db) == []
    with db.read() as session:
        told = load_checklist(session, customer, TODAY)
    assert told is not None
    assert (told[0], told[1].open) == ("王芳", 0)


def test_that_the_office_may_do_without_and_each_sees_her_own(db: Database) -> None:
    colleague = add_staff(db, "小李")
    customer = add_customer(db, owner_id=colleague)
    add_order(db, customer, day=TODAY)
    assert len(lists(db, staff=(colleague,))) == 1
    assert lists(db, staff=(1,)) == []
    with db.write("setup") as session:
        save_rhythms(session, Rhythms(pause=0))
    assert lists(db) == []
