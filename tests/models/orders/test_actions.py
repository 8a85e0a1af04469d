"""Orders, their lines and what was paid for them."""

from datetime import date

import pytest
from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.customers.contacts import remove_contact
from crmdesk.models.derived.refresh import rebuild
from crmdesk.models.journal.actions import undo
from crmdesk.models.orders.actions import (
    delete_order,
    delete_payment,
    edit_order,
    place_order,
    take_payment,
)
from crmdesk.models.orders.drafts import LineDraft, OrderDraft, PaymentDraft
from crmdesk.models.orders.products import (
    delete_product,
    last_price,
    load_products,
    match_products,
)
from crmdesk.models.schema import CustomerSales, Order, OrderLine, Payment, Product
from tests.support.builders import add_contact, add_customer, add_order
from tests.support.snapshots import derived_rows, journaled_rows

TODAY = date(2026, 11, 21)
PAPER = LineDraft("打印纸", "A4", "箱", quantity=3000, price=12_550)


def sales_of(db: Database, customer: int) -> tuple[int, int, int] | None:
    with db.read() as session:
        row = session.get(CustomerSales, customer)
        return None if row is None else (row.orders, row.sales, row.owed)


def test_that_an_order_gets_a_number_its_amount_and_its_product(db: Database) -> None:
    order = add_order(db, add_customer(db), [PAPER, LineDraft("硒鼓", price=9900)])
    with db.read() as session:
        row = session.get_one(Order, order)
        assert (row.number, row.amount, row.currency) == ("D000001", 37_650 + 9900, "CNY")
        lines = session.scalars(select(OrderLine).order_by(OrderLine.position)).all()
        assert [line.amount for line in lines] == [37_650, 9900]
        paper = session.get_one(Product, lines[0].product_id)
        assert (paper.name, paper.spec, paper.unit, paper.price) == ("打印纸", "A4", "箱", 12_550)


def test_that_goods_sold_before_are_the_same_product(db: Database) -> None:
    her = add_customer(db)
    add_order(db, her, [PAPER])
    add_order(db, her, [LineDraft("打印纸", "A4", quantity=1000, price=12_000)])
    add_order(db, her, [LineDraft("打印纸", "A3", price=20_000)])
    with db.read() as session:
        assert [(p.name, p.spec) for p in load_products(session)] == [
            ("打印纸", "A4"),
            ("打印纸", "A3"),
        ]


def test_that_part_of_a_fen_is_rounded_by_halves(db: Database) -> None:
    order = add_order(db, add_customer(db), [LineDraft("螺丝", quantity=1500, price=1)])
    with db.read() as session:
        assert session.get_one(Order, order).amount == 2
    order = add_order(db, add_customer(db), [LineDraft("螺丝", quantity=-1500, price=1)])
    with db.read() as session:
        assert session.get_one(Order, order).amount == -2


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ((), "order.lines.empty"),
        ((LineDraft(" "),), "order.product.empty"),
        ((LineDraft("纸", quantity=0),), "order.quantity.zero"),
        ((LineDraft("纸"),), "order.price.empty"),
    ],
)
def test_that_an_order_without_goods_or_price_is_refused(
    db: Database, lines: tuple[LineDraft, ...], code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        add_order(db, add_customer(db), lines)
    assert refused.value.fields == {"lines": code}


def test_that_the_same_number_is_given_once(db: Database) -> None:
    her = add_customer(db)
    add_order(db, her, [PAPER], number="D000001")
    with pytest.raises(CrmError, match=r"order\.number\.taken"):
        add_order(db, her, [PAPER], number="D000001")
    order = add_order(db, her, [PAPER])
    with db.read() as session:
        assert session.get_one(Order, order).number == "D000002"


def test_that_what_is_owed_goes_down_with_each_payment_and_up_with_its_deletion(
    db: Database,
) -> None:
    her = add_customer(db)
    order = add_order(db, her, [LineDraft("纸", price=10_000)], paid=4000)
    assert sales_of(db, her) == (1, 10_000, 6000)
    with db.write("order.payment", name="") as session:
        payment = take_payment(session, PaymentDraft(her, 1000, TODAY), now=db.now())
    assert sales_of(db, her) == (1, 10_000, 5000)
    with db.write("order.payment.delete", name="") as session:
        delete_payment(session, payment)
    assert sales_of(db, her) == (1, 10_000, 6000)
    with db.write("order.edit", name="") as session:
        draft = OrderDraft(her, TODAY, (LineDraft("纸", price=10_000),), settled=True)
        edit_order(session, order, draft)
    assert sales_of(db, her) == (1, 10_000, 0)


def test_that_returns_and_cancelled_orders_lower_the_sales(db: Database) -> None:
    her = add_customer(db)
    add_order(db, her, [LineDraft("纸", quantity=5000, price=1000)], settled=True)
    add_order(db, her, [LineDraft("纸", quantity=-1000, price=1000)], settled=True)
    add_order(db, her, [LineDraft("纸", price=77)], status="cancelled")
    assert sales_of(db, her) == (2, 4000, 0)


def test_that_amounts_of_another_currency_are_not_added_up(db: Database) -> None:
    her = add_customer(db)
    add_order(db, her, [LineDraft("纸", price=1000)], day=date(2026, 1, 1))
    dollars = add_order(db, her, [LineDraft("纸", price=50)], day=date(2026, 2, 1))
    with db.write("order.edit", name="") as session:
        session.get_one(Order, dollars).currency = "USD"
    assert sales_of(db, her) == (2, 50, 50)


def test_that_fewer_lines_take_the_others_away(db: Database) -> None:
    her = add_customer(db)
    order = add_order(db, her, [PAPER, LineDraft("硒鼓", price=9900)])
    with db.write("order.edit", name="") as session:
        edit_order(session, order, OrderDraft(her, TODAY, (LineDraft("笔", price=200),)))
    with db.read() as session:
        assert session.scalars(select(OrderLine.name)).all() == ["笔"]
        assert session.get_one(Order, order).amount == 200


def test_that_deleting_an_order_takes_lines_and_payments_and_undo_brings_them_back(
    db: Database,
) -> None:
    her = add_customer(db)
    order = add_order(db, her, [PAPER], paid=100)
    before = journaled_rows(db), derived_rows(db)
    with db.write("order.delete", name="") as session:
        delete_order(session, order)
    with db.read() as session:
        assert not session.scalars(select(OrderLine.id)).all()
        assert not session.scalars(select(Payment.id)).all()
    assert sales_of(db, her) is None
    undo(db)
    assert (journaled_rows(db), derived_rows(db)) == before


def test_that_a_product_deleted_leaves_its_name_where_it_was_sold(db: Database) -> None:
    add_order(db, add_customer(db), [PAPER])
    with db.write("list.delete", name="打印纸") as session:
        delete_product(session, session.scalars(select(Product.id)).one())
    with db.read() as session:
        assert session.execute(select(OrderLine.name, OrderLine.product_id)).all() == [
            ("打印纸", None)
        ]


def test_that_an_order_survives_the_contact_who_placed_it(db: Database) -> None:
    company = add_customer(db, "云帆科技", kind="company")
    contact = add_contact(db, company, "王芳")
    order = add_order(db, company, [PAPER], contact_id=contact)
    with db.write("customer.contacts", name="") as session:
        assert session.get_one(Order, order).contact_id == contact
        remove_contact(session, contact)
    with db.read() as session:
        assert session.get_one(Order, order).contact_id is None


def test_that_the_price_offered_is_her_own_last_one(db: Database) -> None:
    her, other = add_customer(db), add_customer(db, "李娜")
    add_order(db, her, [PAPER])
    add_order(db, her, [LineDraft("打印纸", "A4", price=11_000)])
    with db.read() as session:
        product = session.scalars(select(Product.id)).one()
        assert last_price(session, her, product) == 11_000
        assert last_price(session, other, product) == 12_550


def test_that_products_are_found_by_any_word_and_by_pinyin(db: Database) -> None:
    her = add_customer(db)
    add_order(db, her, [PAPER, LineDraft("硒鼓", "HP 12A", price=1)])
    with db.read() as session:
        products = load_products(session)
    assert [p.name for p in match_products(products, "打印紙")] == ["打印纸"]
    assert [p.name for p in match_products(products, "dyz")] == ["打印纸"]
    assert [p.name for p in match_products(products, "hp")] == ["硒鼓"]


def test_that_a_rebuild_finds_the_sales_as_they_are(db: Database) -> None:
    her = add_customer(db)
    add_order(db, her, [PAPER], paid=1)
    before = derived_rows(db)
    rebuild(db, lambda _done, _total: None)
    assert derived_rows(db) == before


def test_that_what_is_deleted_meanwhile_is_named(db: Database) -> None:
    her = add_customer(db)
    draft = OrderDraft(her, TODAY, (PAPER,))
    for code, act in (
        ("order.gone", lambda s: edit_order(s, 99, draft)),
        ("order.gone", lambda s: delete_order(s, 99)),
        ("payment.gone", lambda s: delete_payment(s, 99)),
        ("customer.gone", lambda s: place_order(s, OrderDraft(99, TODAY, (PAPER,)), now=db.now())),
        (
            "customer.gone",
            lambda s: take_payment(s, PaymentDraft(99, 1, TODAY), now=db.now()),
        ),
    ):
        with pytest.raises(CrmError) as refused, db.write("order.edit", name="") as session:
            act(session)
        assert refused.value.code == code


def test_that_a_payment_for_an_order_of_somebody_else_is_refused(db: Database) -> None:
    order = add_order(db, add_customer(db), [PAPER])
    other = add_customer(db, "李娜")
    with (
        pytest.raises(CrmError, match=r"order\.gone"),
        db.write("order.payment", name="") as session,
    ):
        take_payment(session, PaymentDraft(other, 1, TODAY, order), now=db.now())
