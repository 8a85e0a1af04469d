"""The owner's five numbers and the lists behind them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from crmdesk.models.core.db import Database
from crmdesk.models.daybook.numbers import NUMBERS, Day, Number, load_behind, load_numbers
from crmdesk.models.orders.drafts import LineDraft
from tests.support.builders import (
    add_complaint,
    add_customer,
    add_interaction,
    add_order,
    add_promise,
)
from tests.support.databases import NOW, FakeClock

DAY = Day(date(2026, 11, 21), ZoneInfo("Asia/Shanghai"))


def _price(amount: int) -> list[LineDraft]:
    return [LineDraft("打印纸", price=amount)]


def test_that_an_empty_office_has_five_zeros(db: Database) -> None:
    with db.read() as session:
        assert load_numbers(session, DAY) == dict.fromkeys(NUMBERS, Number())
        assert [list(load_behind(session, name, DAY)) for name in NUMBERS] == [[]] * 5


def test_that_only_what_was_ordered_yesterday_counts(db: Database) -> None:
    customer = add_customer(db, "王建国")
    add_order(db, customer, _price(100), day=DAY.yesterday)
    big = add_order(db, customer, _price(900), day=DAY.yesterday)
    add_order(db, customer, _price(70), day=DAY.yesterday, status="cancelled")
    add_order(db, customer, _price(5), day=DAY.today)
    with db.read() as session:
        number = load_numbers(session, DAY)["sales"]
        rows = load_behind(session, "sales", DAY)
    assert number == Number(2, {"CNY": 1000})
    assert (rows[0].id, rows[0].source, [row.amount for row in rows]) == (big, "order", [900, 100])


def test_that_complaints_of_yesterday_and_today_are_new(db: Database) -> None:
    customer = add_customer(db)
    began = datetime(2026, 11, 19, 16, 0, tzinfo=UTC)  # midnight in Shanghai
    new = add_complaint(db, customer, opened_at=began)
    add_complaint(db, customer, opened_at=began - timedelta(minutes=1))
    with db.read() as session:
        assert load_numbers(session, DAY)["complaints"] == Number(1)
        assert [row.id for row in load_behind(session, "complaints", DAY)] == [new]


def test_that_promises_are_overdue_the_day_after(db: Database) -> None:
    customer = add_customer(db)
    late = add_promise(db, customer, DAY.yesterday)
    add_promise(db, customer, DAY.today)
    with db.read() as session:
        assert load_numbers(session, DAY)["promises"] == Number(1)
        assert [row.id for row in load_behind(session, "promises", DAY)] == [late]


def test_that_money_due_is_what_customers_owe(db: Database) -> None:
    one, two = add_customer(db, "甲"), add_customer(db, "乙")
    add_order(db, one, _price(300))
    add_order(db, two, _price(800))
    add_order(db, add_customer(db, "丙"), _price(50), settled=True)
    with db.read() as session:
        assert load_numbers(session, DAY)["owed"] == Number(2, {"CNY": 1100})
        rows = load_behind(session, "owed", DAY)
    assert [(row.name, row.amount, row.source) for row in rows] == [
        ("乙", 800, "customer"),
        ("甲", 300, "customer"),
    ]


def test_that_big_customers_are_named_when_nobody_spoke_to_them_for_two_months(
    db: Database, clock: FakeClock
) -> None:
    silent, spoken, small, former = (add_customer(db, name) for name in "静谈小旧")
    for customer, amount in ((silent, 9000), (spoken, 8000), (small, 10)):
        add_order(db, customer, _price(amount), day=date(2026, 5, 4))
    add_order(db, former, _price(99000), day=date(2024, 5, 4))
    for number in range(40):
        add_order(db, add_customer(db, f"散客{number}"), _price(20), day=date(2026, 5, 5))
    add_interaction(db, silent, at=NOW - timedelta(days=70))
    add_interaction(db, spoken, at=NOW - timedelta(days=3))
    with db.read() as session:
        rows = load_behind(session, "silent", DAY)
        number = load_numbers(session, DAY)["silent"]
    assert rows[0].name == "静"
    assert "谈" not in {row.name for row in rows}
    assert "旧" not in {row.name for row in rows}
    assert rows[0].at == NOW - timedelta(days=70)
    assert number.count == len(rows)
