"""Service contracts: their visits, their end, their renewal."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from crmdesk.models.calendar.months import next_period
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.interactions.actions import delete_interaction
from crmdesk.models.journal.actions import undo
from crmdesk.models.schema import Interaction
from crmdesk.models.service.contract_queries import (
    ContractFilter,
    count_due,
    find_contracts,
    load_contracts,
    load_draft,
    load_due_visits,
    load_ending,
    load_visit,
    load_visits,
)
from crmdesk.models.service.contracts import (
    ContractDraft,
    add_contract,
    delete_contract,
    edit_contract,
    end_contract,
    renew_contract,
    schedule,
)
from crmdesk.models.service.visits import VisitDraft, do_visit, move_visit, skip_visit
from tests.models.service.conftest import Workshop
from tests.support.builders import add_customer, add_staff
from tests.support.snapshots import journaled_rows

TODAY = date(2026, 11, 21)
YEAR = ContractDraft(
    None,
    "金牌",
    date(2026, 1, 9),
    date(2027, 1, 8),
    fee=600000,
    included="每月巡检",
    every_months=1,
)


def add(db: Database, **changes: Any) -> int:
    customer = changes.pop("customer_id", None) or add_customer(db, name="云帆建材")
    with db.write("contract.add", name="") as session:
        draft = replace(YEAR, customer_id=customer, **changes)
        return add_contract(session, draft, now=db.now())


def visits(db: Database, contract: int) -> list[tuple[str, str]]:
    with db.read() as session:
        return [(f"{one.due_on:%m-%d}", one.status) for one in load_visits(session, contract)]


@pytest.mark.parametrize(
    ("months", "days"),
    [
        (1, 12),
        (3, 4),
        (5, 2),
        (12, 1),
        (13, 0),
    ],
)
def test_that_each_whole_period_has_its_visit(months: int, days: int) -> None:
    assert YEAR.starts_on is not None
    assert YEAR.ends_on is not None
    found = schedule(YEAR.starts_on, YEAR.ends_on, months)
    assert len(found) == days
    assert not found or found[-1] <= YEAR.ends_on


def test_that_a_period_from_the_end_of_january_loses_no_month() -> None:
    found = schedule(date(2026, 1, 31), date(2026, 5, 30), 1)
    assert [f"{day:%m-%d}" for day in found] == ["02-27", "03-30", "04-29", "05-30"]


def test_that_a_contract_owes_its_visits_by_the_end_of_each_period(db: Database) -> None:
    contract = add(db, every_months=6)
    assert visits(db, contract) == [("07-08", "open"), ("01-08", "open")]


def test_that_fixed_days_are_kept_as_they_are(db: Database) -> None:
    days = (date(2026, 9, 1), date(2026, 3, 1))
    contract = add(db, every_months=None, days=days)
    assert visits(db, contract) == [("03-01", "open"), ("09-01", "open")]
    with db.read() as session:
        assert load_draft(session, contract).days == tuple(sorted(days))


def test_that_a_visit_done_is_logged_and_owed_no_more(db: Database) -> None:
    contract = add(db, every_months=6)
    with db.read() as session:
        first = load_visits(session, contract)[0]
    before = journaled_rows(db)
    with db.write("contract.visit", name="") as session:
        logged = do_visit(session, first.id, VisitDraft("清洁、换滤芯", 90), now=db.now())
    with db.read() as session:
        entry = session.get_one(Interaction, logged)
        assert (entry.kind, entry.purpose, entry.minutes) == ("visit", "service", 90)
        done = load_visit(session, first.id)
    assert done is not None
    assert (done.status, done.done_on) == ("done", TODAY)
    with db.write("interaction.delete", name="") as session:
        delete_interaction(session, logged)
    undo(db)
    undo(db)
    assert journaled_rows(db) == before


def test_that_a_visit_is_made_once(db: Database) -> None:
    contract = add(db, every_months=6)
    with db.read() as session:
        first = load_visits(session, contract)[0]
    with db.write("contract.visit.skip", name="") as session:
        skip_visit(session, first.id)
    with db.write("x", name="") as session, pytest.raises(CrmError, match=r"visit\.gone"):
        do_visit(session, first.id, VisitDraft("巡检"), now=db.now())
    with db.write("x", name="") as session, pytest.raises(Invalid):
        do_visit(session, first.id, VisitDraft(), now=db.now())


def test_that_another_rhythm_keeps_what_was_done(db: Database) -> None:
    contract = add(db, every_months=6)
    with db.read() as session:
        first = load_visits(session, contract)[0]
    with db.write("contract.visit", name="") as session:
        do_visit(session, first.id, VisitDraft("巡检"), now=db.now())
    with db.write("contract.edit", name="") as session:
        edit_contract(session, contract, replace(load_draft(session, contract), every_months=4))
    assert visits(db, contract) == [
        ("05-08", "open"), ("07-08", "done"), ("09-08", "open"), ("01-08", "open")
    ]  # fmt: skip


def test_that_visits_stand_ready_ten_days_before_and_when_late(db: Database) -> None:
    wang = add_staff(db, "王工")
    contract = add(db, every_months=None, staff_id=wang,
                   days=(date(2026, 11, 10), date(2026, 12, 1), date(2026, 12, 2)))  # fmt: skip
    with db.read() as session:
        due = load_due_visits(session, TODAY)
        assert [one.due_on.day for one in due] == [10, 1]
        assert load_due_visits(session, TODAY, [wang]) == due
        assert load_due_visits(session, TODAY, [wang + 1]) == []
        assert due[0].staff == "王工"
    with db.write("contract.visit.move", name="") as session:
        move_visit(session, due[0].id, date(2026, 12, 20))
    with db.read() as session:
        assert len(load_due_visits(session, TODAY)) == 1
        assert load_contracts(session, [contract])[contract].next_visit == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("ends", "told", "tone"),
    [
        (date(2027, 1, 21), False, "green"),
        (date(2027, 1, 20), True, "amber"),
        (date(2026, 12, 21), True, "red"),
        (date(2026, 11, 1), True, "red"),
    ],
)
def test_that_its_end_is_told_sixty_and_thirty_days_before(
    db: Database, ends: date, told: bool, tone: str
) -> None:
    contract = add(db, ends_on=ends)
    with db.read() as session:
        assert [row.id for row in load_ending(session, TODAY)] == [contract] * told
        assert load_contracts(session, [contract])[contract].tone(TODAY) == tone
        ending = find_contracts(session, ContractFilter("ending"), TODAY)
    assert ending == [contract] * told


@pytest.mark.parametrize(
    ("starts", "ends", "next_starts", "next_ends"),
    [
        ("2026-01-09", "2027-01-08", "2027-01-09", "2028-01-08"),
        ("2024-03-01", "2025-02-28", "2025-03-01", "2026-02-28"),
        ("2026-01-01", "2026-06-30", "2026-07-01", "2026-12-31"),
        ("2026-01-01", "2026-01-10", "2026-01-11", "2026-01-20"),
    ],
)
def test_that_a_renewal_is_as_long_as_before(
    starts: str, ends: str, next_starts: str, next_ends: str
) -> None:
    found = next_period(date.fromisoformat(starts), date.fromisoformat(ends))
    assert found == (date.fromisoformat(next_starts), date.fromisoformat(next_ends))


def test_that_one_step_renews_it_with_its_visits(db: Database) -> None:
    contract = add(db, every_months=6)
    before = journaled_rows(db)
    with db.write("contract.renew", name="") as session:
        made = renew_contract(session, contract, now=db.now())
    assert visits(db, made) == [("07-08", "open"), ("01-08", "open")]
    with db.read() as session:
        rows = load_contracts(session, [contract, made])
        assert (rows[contract].status, rows[made].status) == ("renewed", "running")
        assert rows[made].fee == 600000
        assert load_ending(session, TODAY) == []
    with db.write("x", name="") as session, pytest.raises(CrmError, match="renewed"):
        renew_contract(session, contract, now=db.now())
    undo(db)
    assert journaled_rows(db) == before


def test_that_the_one_before_goes_on_when_the_renewal_is_deleted(db: Database) -> None:
    contract = add(db, every_months=None, days=(date(2026, 9, 1),))
    with db.write("contract.renew", name="") as session:
        made = renew_contract(session, contract, now=db.now())
    assert visits(db, made) == [("09-01", "open")]
    with db.write("contract.delete", name="") as session:
        delete_contract(session, made)
    with db.read() as session:
        assert load_contracts(session, [contract])[contract].status == "running"


def test_that_an_ended_one_owes_nothing_and_warns_of_nothing(db: Database) -> None:
    contract = add(db, every_months=1)
    with db.write("contract.end", name="") as session:
        end_contract(session, contract)
    assert visits(db, contract) == []
    with db.read() as session:
        assert load_ending(session, TODAY) == []
        assert find_contracts(session, ContractFilter("running"), TODAY) == []
        assert find_contracts(session, ContractFilter(None, "云帆 金牌"), TODAY) == [contract]


def test_that_a_running_contract_covers_a_service_order(db: Database, shop: Workshop) -> None:
    customer = add_customer(db, name="云帆建材")
    contract = add(db, customer_id=customer)
    order = shop.receive(customer)
    assert (shop.page(order).contract_id, shop.page(order).contract) == (contract, "F000001 金牌")
    with db.write("contract.delete", name="") as session:
        delete_contract(session, contract)
    assert shop.page(order).contract_id is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"customer_id": None}, "customer"),
        ({"level": " "}, "level"),
        ({"starts_on": None}, "starts_on"),
        ({"ends_on": None}, "ends_on"),
        ({"ends_on": date(2025, 1, 1)}, "ends_on"),
        ({"every_months": 0}, "every_months"),
        ({"fee": -1}, "fee"),
        ({"every_months": None, "days": (date(2028, 1, 1),)}, "days"),
    ],
)
def test_that_what_a_contract_lacks_is_named(changes: dict[str, Any], field: str) -> None:
    assert list(replace(YEAR, **{"customer_id": 1} | changes).problems()) == [field]


def test_that_a_visit_moved_stays_so_when_the_contract_is_changed(db: Database) -> None:
    contract = add(db, every_months=6)
    with db.read() as session:
        first, second = load_visits(session, contract)
    with db.write("contract.visit.move", name="") as session:
        move_visit(session, first.id, date(2026, 7, 20))
        move_visit(session, second.id, date(2027, 1, 4))
    with db.write("contract.visit", name="") as session:
        do_visit(session, first.id, VisitDraft("巡检"), now=db.now())
    with db.write("contract.edit", name="") as session:
        edit_contract(session, contract, replace(load_draft(session, contract), note="改备注"))
    assert visits(db, contract) == [("07-20", "done"), ("01-04", "open")]
    with db.write("contract.edit", name="") as session:
        longer = replace(load_draft(session, contract), ends_on=date(2027, 7, 8))
        edit_contract(session, contract, longer)
    assert visits(db, contract) == [("07-20", "done"), ("01-04", "open"), ("07-08", "open")]


def test_that_a_contract_given_up_owes_nothing_though_it_is_changed(db: Database) -> None:
    contract = add(db, every_months=1)
    with db.write("contract.end", name="") as session:
        end_contract(session, contract)
    with db.write("contract.edit", name="") as session:
        edit_contract(session, contract, replace(load_draft(session, contract), note="搬走了"))
    assert visits(db, contract) == []


def test_that_a_contract_nobody_has_is_the_customers_owners(db: Database) -> None:
    wang = add_staff(db, "王工")
    customer = add_customer(db, name="云帆建材", owner_id=wang)
    add(db, customer_id=customer, every_months=None, days=(TODAY,), ends_on=date(2027, 1, 2))
    with db.read() as session:
        assert len(load_due_visits(session, TODAY, [wang])) == 1
        assert count_due(session, TODAY, [wang]) == ({TODAY: 1}, 1)
        assert len(load_ending(session, TODAY, [wang])) == 1
        assert count_due(session, TODAY, [wang + 1]) == ({}, 0)


def test_that_fixed_days_of_whole_months_are_the_same_days_a_year_later(db: Database) -> None:
    contract = add(
        db, every_months=None, starts_on=date(2028, 1, 1), ends_on=date(2028, 12, 31),
        days=(date(2028, 2, 29), date(2028, 6, 30)),
    )  # fmt: skip
    with db.write("contract.renew", name="") as session:
        made = renew_contract(session, contract, now=db.now())
    assert visits(db, made) == [("02-28", "open"), ("06-30", "open")]
