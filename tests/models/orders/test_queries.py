"""Orders as they are listed, changed, and told in a glance."""

from datetime import date

import pytest

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.customers.bought import load_bought
from crmdesk.models.orders.actions import take_payment
from crmdesk.models.orders.drafts import LineDraft, PaymentDraft
from crmdesk.models.orders.queries import load_account, load_order, load_orders
from crmdesk.models.orders.rules import method_text, status_text, status_tone
from tests.support.builders import add_customer, add_order

TODAY = date(2026, 11, 21)
PAPER = LineDraft("打印纸", "A4", "箱", 3000, 12_550)


def test_that_orders_are_listed_newest_first_with_lines_and_debts(db: Database) -> None:
    her = add_customer(db)
    old = add_order(db, her, [PAPER], day=date(2026, 1, 5), paid=37_650)
    new = add_order(db, her, [PAPER, LineDraft("笔", price=200)], paid=50, courier="SF1")
    settled = add_order(db, her, [PAPER], day=date(2025, 1, 5), settled=True)
    with db.read() as session:
        rows = load_orders(session, her)
        assert [row.id for row in rows] == [new, old, settled]
        assert [(row.amount, row.paid, row.owed) for row in rows] == [
            (37_850, 50, 37_800),
            (37_650, 37_650, 0),
            (37_650, 0, 0),
        ]
        assert [line.name for line in rows[0].lines] == ["打印纸", "笔"]
        assert (rows[0].courier, rows[0].staff) == ("SF1", "Me")
        assert [row.id for row in load_orders(session, her, limit=1)] == [new]


def test_that_an_account_tells_what_was_paid_for_no_order(db: Database) -> None:
    her = add_customer(db)
    with db.read() as session:
        assert load_account(session, her) is None
    add_order(db, her, [PAPER])
    with db.write("order.payment", name="") as session:
        take_payment(session, PaymentDraft(her, 7650, TODAY), now=db.now())
    with db.read() as session:
        account = load_account(session, her)
    assert account is not None
    assert (account.orders, account.sales, account.owed) == (1, 37_650, 30_000)
    assert account.on_account == 7650


def test_that_an_order_to_change_is_the_draft_it_was(db: Database) -> None:
    her = add_customer(db)
    order = add_order(db, her, [PAPER], paid=100, note="急", status="shipped")
    with db.read() as session:
        stored = load_order(session, order)
        with pytest.raises(CrmError, match=r"order\.gone"):
            load_order(session, 99)
    assert (stored.paid, stored.draft.note, stored.draft.status) == (100, "急", "shipped")
    assert stored.draft.lines == (LineDraft("打印纸", "A4", "箱", 3000, 12_550, 37_650),)


def test_that_a_glance_tells_the_last_goods_the_year_and_the_debt(db: Database) -> None:
    her = add_customer(db)
    with db.read() as session:
        assert load_bought(session, her, TODAY) is None
    add_order(db, her, [LineDraft("布", price=5000)], day=date(2025, 11, 21), settled=True)
    add_order(db, her, [LineDraft("笔", price=200), PAPER], day=date(2026, 3, 1), paid=7850)
    add_order(db, her, [LineDraft("布", price=1)], day=date(2026, 6, 1), status="cancelled")
    add_order(
        db, her, [LineDraft("笔", quantity=-1000, price=200)], day=date(2026, 4, 1), settled=True
    )
    with db.read() as session:
        bought = load_bought(session, her, TODAY)
    assert bought is not None
    assert (bought.goods, bought.price, bought.unit) == ("打印纸 A4", 12_550, "箱")
    assert (bought.orders, bought.last_on) == (3, date(2026, 4, 1))
    assert (bought.year, bought.owed) == (37_650, 30_000)


def test_that_words_of_the_offices_own_are_shown_as_they_are() -> None:
    assert [status_text(code) for code in ("shipped", "等货", "")] == ["Shipped", "等货", ""]
    assert [status_tone(code) for code in ("done", "等货")] == ["green", "neutral"]
    assert [method_text(code) for code in ("cash", "抵账")] == ["Cash", "抵账"]
