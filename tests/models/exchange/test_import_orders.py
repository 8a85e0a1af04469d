"""Sheets of orders: whose they are, what they amount to, and that none comes twice."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.derived.refresh import rebuild
from crmdesk.models.exchange.importing import ImportResult, ReadChoices, import_file
from crmdesk.models.exchange.planning.plan import ImportChoices
from crmdesk.models.journal.actions import redo, undo
from crmdesk.models.journal.conflicts import Conflicts
from crmdesk.models.orders.actions import edit_order, take_payment
from crmdesk.models.orders.drafts import LineDraft, OrderDraft, PaymentDraft
from crmdesk.models.schema import (
    Customer,
    CustomerSales,
    Interaction,
    Invoice,
    Order,
    OrderLine,
    Payment,
    Phone,
    Product,
    Staff,
)
from tests.support.builders import add_customer, add_order
from tests.support.exchange import codes, counts, write_csv
from tests.support.snapshots import derived_rows, journaled_rows

HEADER = "订单号,日期,客户,电话,产品,规格,数量,单价,金额,成本,已付,状态,快递单号,业务员,备注"
ORDERS = ReadChoices(kind="orders")


def bring(
    db: Database, folder: Path, *lines: str, header: str = HEADER, **more: Any
) -> ImportResult:
    return import_file(db, write_csv(folder / "orders.csv", header, *lines), **more)


def orders(db: Database) -> list[Order]:
    with db.read() as session:
        return list(session.scalars(select(Order).order_by(Order.id)))


def lines(db: Database) -> list[tuple[Any, ...]]:
    with db.read() as session:
        query = select(OrderLine.name, OrderLine.quantity, OrderLine.price, OrderLine.amount)
        return [tuple(row) for row in session.execute(query.order_by(OrderLine.id))]


def test_that_rows_of_one_number_are_one_order_with_its_lines(db: Database, tmp_path: Path) -> None:
    zhang = add_customer(db, "张伟", phone="13800138000")
    result = bring(
        db,
        tmp_path,
        "S1,2026-03-05,张伟,13800138000,打印纸,A4,3箱,125.5,376.5,300,200,已发货,SF123,小李,急",
        "S1,2026-03-05,张伟,13800138000,硒鼓,12A,1,99,99,,,,,,",
        "S2,2026/3/6,张伟,,打印纸,A4,-1,125.50,-125.5,,,,,,退一箱",
    )
    assert counts(result) == (2, 0, 1, 0)
    assert codes(result) == []
    first, second = orders(db)
    assert (first.number, first.customer_id, first.ordered_on) == ("S1", zhang, date(2026, 3, 5))
    assert (first.amount, first.cost, first.status, first.courier) == (
        47_550, 30_000, "shipped", "SF123",
    )  # fmt: skip
    assert (first.note, first.settled, first.currency) == ("急", False, "CNY")
    assert (second.amount, second.note) == (-12_550, "退一箱")
    assert lines(db) == [
        ("打印纸", 3000, 12_550, 37_650),
        ("硒鼓", 1000, 9900, 9900),
        ("打印纸", -1000, 12_550, -12_550),
    ]
    with db.read() as session:
        assert session.get_one(Staff, first.staff_id).name == "小李"
        assert session.scalars(select(Product.name).order_by(Product.id)).all() == [
            "打印纸",
            "硒鼓",
        ]
        paid = session.scalars(select(Payment)).one()
        assert (paid.order_id, paid.amount, paid.paid_on) == (first.id, 20_000, date(2026, 3, 5))
        sales = session.get_one(CustomerSales, zhang)
        assert (sales.orders, sales.sales, sales.owed) == (2, 35_000, 15_000)


def test_that_the_same_file_changes_nothing_the_second_time(db: Database, tmp_path: Path) -> None:
    told = (
        "S1,2026-03-05,张伟,13800138000,打印纸,A4,3,100,300,,,,,,",
        ",2026-03-06,李娜,13900139000,纸杯,,2,5,10,,,,,,",
        ",2026-03-06,李娜,13900139000,纸杯,,2,5,10,,,,,,",
    )
    assert counts(bring(db, tmp_path, *told)) == (2, 0, 1, 0)
    before = journaled_rows(db)
    again = bring(db, tmp_path, *told)
    assert counts(again) == (0, 0, 0, 3)
    assert again.change_set is None
    assert journaled_rows(db) == before
    assert [order.amount for order in orders(db)] == [30_000, 2000]


def test_that_rows_without_a_number_are_one_order_a_day(db: Database, tmp_path: Path) -> None:
    bring(
        db,
        tmp_path,
        ",2026-03-05,张伟,13800138000,纸,,1,10,10,,,,,,",
        ",2026-03-05,李娜,13900139000,纸,,1,10,10,,,,,,",
        ",2026-03-05,张伟,13800138000,笔,,1,2,2,,,,,,",
        ",2026-03-06,张伟,13800138000,纸,,1,10,10,,,,,,",
    )
    assert [(order.number, order.amount) for order in orders(db)] == [
        ("D000001", 1200),
        ("D000002", 1000),
        ("D000003", 1000),
    ]
    with db.write("order.create", name="") as session:
        counted = session.scalars(select(Order.number)).all()
    assert len(set(counted)) == 3


def test_that_goods_below_an_order_go_on_with_it(db: Database, tmp_path: Path) -> None:
    bring(
        db,
        tmp_path,
        "S1,2026-03-05,张伟,13800138000,纸,,1,10,10,,,,,,",
        ",,,,笔,,1,2,2,,,,,,",
    )
    assert [(order.number, order.amount) for order in orders(db)] == [("S1", 1200)]


def test_that_the_number_of_an_order_tells_whose_its_other_lines_are(
    db: Database, tmp_path: Path
) -> None:
    result = bring(
        db,
        tmp_path,
        "S1,2026-03-05,张伟,13800138000,纸,,1,10,10,,,,,,",
        "S2,2026-03-05,李娜,13900139000,纸,,1,10,10,,,,,,",
        "S1,,,,笔,,1,2,2,,,,,,",
        "S1,,,,,,,,,,5,,,,",
        "S3,,,,笔,,1,2,2,,,,,,",
    )
    assert [(order.number, order.amount) for order in orders(db)] == [("S1", 1200), ("S2", 1000)]
    assert codes(result) == ["order.nobody"]
    with db.read() as session:
        assert session.scalars(select(Payment.amount)).all() == [500]


def test_that_customers_are_found_by_number_phone_or_a_name_only_one_bears(
    db: Database, tmp_path: Path
) -> None:
    seven = add_customer(db, "张伟", number="7")
    one = add_customer(db, "王芳", phone="13800138000")
    other = add_customer(db, "王芳", phone="13900139000")
    alone = add_customer(db, "宏达", kind="company", phone="021-55550100")
    header = "订单号,日期,客户编号,客户,电话,产品,数量,单价"
    result = bring(
        db,
        tmp_path,
        "A,2026-03-05,7,张伟,,纸,1,10",
        "B,2026-03-05,,王芳,13800138000,纸,1,10",
        "C,2026-03-05,,王芳,13900139000,纸,1,10",
        "D,2026-03-05,,宏达,,纸,1,10",
        "E,2026-03-05,,王芳,,纸,1,10",
        "F,2026-03-05,,宏达,13711112222,纸,1,10",
        "G,2026-03-05,,,,纸,1,10",
        "H,2026-03-05,,王 芳,13600001111,纸,1,10",
        header=header,
    )
    found = {order.number: order.customer_id for order in orders(db)}
    assert found["A"] == seven
    assert (found["B"], found["C"], found["D"]) == (one, other, alone)
    assert "E" not in found
    assert codes(result) == ["match.ambiguous", "order.nobody"]
    assert found["F"] == alone  # a landline is no other person's mobile
    with db.read() as session:
        fresh = session.get_one(Customer, found["H"])
        assert (fresh.name, fresh.stage, fresh.kind) == ("王芳", "customer", "person")
        phones = session.scalars(select(Phone.e164).where(Phone.customer_id == fresh.id))
        assert phones.all() == ["+8613600001111"]


def test_that_unknown_customers_are_made_once_with_their_salesperson(
    db: Database, tmp_path: Path
) -> None:
    result = bring(
        db,
        tmp_path,
        "A,2026-03-05,杭州云帆科技有限公司,,纸,,1,10,10,,,,,小李,",
        "B,2026-03-06,杭州云帆科技有限公司,,纸,,1,10,10,,,,,小李,",
    )
    assert counts(result) == (2, 0, 0, 0)
    with db.read() as session:
        made = session.scalars(select(Customer)).one()
        assert (made.name, made.kind, made.number) == ("杭州云帆科技有限公司", "company", "K000001")
        assert session.get_one(Staff, made.owner_id).name == "小李"


def test_that_amounts_are_checked_and_kept_as_written(db: Database, tmp_path: Path) -> None:
    result = bring(
        db,
        tmp_path,
        "A,2026-03-05,张伟,,纸,,3,10,29.99,,,,,,",
        "B,2026-03-05,张伟,,螺丝,,1000,0.035,35,,,,,,",
        "C,2026-03-05,张伟,,纸,,1,￥1，250.50元,,,,,,,",
        "D,2026-03-05,张伟,,设备,,,,12万,,,,,,",
        "E,2026-03-05,张伟,,纸,,几箱,10,20,,,,,,",
        "F,2026-03-05,张伟,,纸,,2,10,-20,,,,,,",
    )
    assert codes(result) == ["amount.differs", "price.fine", "cell.quantity"]
    assert lines(db) == [
        ("纸", 3000, 1000, 2999),
        ("螺丝", 1_000_000, None, 3500),
        ("纸", 1000, 125_050, 125_050),
        ("设备", 1000, 12_000_000, 12_000_000),
        ("纸", 2000, 1000, 2000),
        ("纸", -2000, 1000, -2000),
    ]
    notes = [order.note for order in orders(db)]
    assert "0.035" in notes[1]
    assert notes[4] == "数量：几箱"


def test_that_columns_nobody_knows_stand_in_the_note(db: Database, tmp_path: Path) -> None:
    bring(
        db,
        tmp_path,
        "A,2026-03-05,张伟,纸,1,10,红色,2号库",
        header="订单号,日期,客户,产品,数量,金额,颜色,仓库",
    )
    assert orders(db)[0].note == "颜色：红色\n仓库：2号库"


def test_that_row_numbers_and_identity_numbers_stay_out_of_the_note(
    db: Database, tmp_path: Path
) -> None:
    result = bring(
        db,
        tmp_path,
        "1,A,2026-03-05,张伟,纸,1,10,330106199001011234",
        "2,B,2026-03-05,张伟,纸,1,10,330106199001011234",
        header="序号,订单号,日期,客户,产品,数量,金额,身份证号",
    )
    assert [order.note for order in orders(db)] == ["", ""]
    assert codes(result) == ["cell.identity"]


def test_that_history_without_a_word_of_payment_is_not_owed(db: Database, tmp_path: Path) -> None:
    bring(db, tmp_path, "2026-03-05,张伟,纸,100", header="日期,客户,产品,金额")
    assert orders(db)[0].settled
    with db.read() as session:
        assert session.scalars(select(CustomerSales.owed)).all() == [0]


@pytest.mark.parametrize(
    ("paid", "owed"),
    [("是", 0), ("付清", 0), ("否", 10_000), ("", 10_000), ("30", 7000), ("3十", 10_000)],
)
def test_that_paid_may_be_an_amount_or_a_word(
    db: Database, tmp_path: Path, paid: str, owed: int
) -> None:
    bring(db, tmp_path, f"A,2026-03-05,张伟,,纸,,1,100,100,,{paid},,,,")
    with db.read() as session:
        assert session.scalars(select(CustomerSales.owed)).one() == owed


def test_that_what_is_owed_tells_what_was_paid(db: Database, tmp_path: Path) -> None:
    bring(db, tmp_path, "A,2026-03-05,张伟,纸,100,30", header="订单号,日期,客户,产品,金额,欠款")
    with db.read() as session:
        assert session.scalars(select(Payment.amount)).one() == 7000
        assert session.scalars(select(CustomerSales.owed)).one() == 3000


def test_that_a_payment_told_in_every_row_counts_once(db: Database, tmp_path: Path) -> None:
    bring(
        db,
        tmp_path,
        "A,2026-03-05,张伟,,纸,,1,60,60,,100,,,,",
        "A,2026-03-05,张伟,,笔,,1,40,40,,100,,,,",
        "B,2026-03-05,张伟,,纸,,1,60,60,,60,,,,",
        "B,2026-03-05,张伟,,笔,,1,40,40,,40,,,,",
    )
    with db.read() as session:
        assert session.scalars(select(Payment.amount).order_by(Payment.id)).all() == [
            10_000,
            6000,
            4000,
        ]


def test_that_the_amount_of_a_whole_order_is_not_lost(db: Database, tmp_path: Path) -> None:
    result = bring(
        db,
        tmp_path,
        "A,2026-03-05,张伟,纸,1,,500",
        "A,2026-03-05,张伟,笔,2,,500",
        "B,2026-03-05,张伟,纸,1,100,150",
        "B,2026-03-05,张伟,笔,1,40,150",
        header="订单号,日期,客户,产品,数量,单价,订单金额",
    )
    assert [order.amount for order in orders(db)] == [50_000, 14_000]
    assert codes(result) == ["total.differs"]


def test_that_a_row_of_money_alone_is_a_payment_on_account(db: Database, tmp_path: Path) -> None:
    her = add_customer(db, "张伟")
    add_order(db, her, [LineDraft("纸", price=10_000)])
    told = ",2026-03-05,张伟,,,,,,,,60,,,,定金"
    bring(db, tmp_path, told, read=ORDERS)
    with db.read() as session:
        paid = session.scalars(select(Payment)).one()
        assert (paid.order_id, paid.amount, paid.note) == (None, 6000, "定金")
        assert session.get_one(CustomerSales, her).owed == 4000
    assert counts(bring(db, tmp_path, told, read=ORDERS)) == (0, 0, 0, 1)


def test_that_an_order_without_a_date_is_left_out_and_told(db: Database, tmp_path: Path) -> None:
    result = bring(db, tmp_path, "A,,张伟,,纸,,1,10,10,,,,,,", "B,上个月,李娜,,纸,,1,10,10,,,,,,")
    assert counts(result) == (0, 0, 0, 2)
    assert codes(result) == ["order.undated", "cell.date"]


def test_that_a_stored_order_stays_and_a_difference_is_told(db: Database, tmp_path: Path) -> None:
    her = add_customer(db, "张伟")
    add_customer(db, "李娜")
    add_order(db, her, [LineDraft("纸", price=1000)], number="A")
    same = bring(db, tmp_path, "A,2026-11-20,张伟,,纸,,1,10,10,,,,,,")
    assert (counts(same), codes(same)) == ((0, 0, 0, 1), [])
    other = bring(db, tmp_path, "A,2026-11-20,张伟,,纸,,2,10,20,,,,,,")
    assert (counts(other), codes(other)) == ((0, 0, 0, 1), ["order.differs"])
    taken = bring(db, tmp_path, "A,2026-11-20,李娜,,纸,,1,10,10,,,,,,")
    assert (counts(taken), codes(taken)) == ((0, 0, 0, 1), ["order.number.taken"])


def test_that_an_order_typed_before_is_known_without_a_number(db: Database, tmp_path: Path) -> None:
    her = add_customer(db, "张伟")
    add_order(db, her, [LineDraft("纸", price=1000)])
    assert counts(bring(db, tmp_path, ",2026-11-20,张伟,,纸,,1,10,10,,,,,,")) == (0, 0, 0, 1)


def test_that_a_number_two_customers_bear_is_given_to_the_first(
    db: Database, tmp_path: Path
) -> None:
    result = bring(
        db,
        tmp_path,
        "A,2026-11-20,张伟,,纸,,1,10,10,,,,,,",
        "A,2026-11-20,李娜,,纸,,1,10,10,,,,,,",
    )
    assert [order.number for order in orders(db)] == ["A", "D000001"]
    assert codes(result) == ["order.number.taken"]


def test_that_an_undo_takes_orders_customers_and_products_back_and_a_redo_brings_them(
    db: Database, tmp_path: Path
) -> None:
    her = add_customer(db, "张伟", phone="13800138000")
    add_order(db, her)
    before = journaled_rows(db), derived_rows(db)
    bring(
        db,
        tmp_path,
        "A,2026-03-05,张伟,13800138000,纸,,1,60,60,,100,,,小李,",
        "B,2026-03-05,李娜,13900139000,笔,,1,40,40,,,,,,",
    )
    after = journaled_rows(db), derived_rows(db)
    rebuild(db, lambda _done, _total: None)
    assert (journaled_rows(db), derived_rows(db)) == after
    undo(db)
    assert (journaled_rows(db), derived_rows(db)) == before
    redo(db)
    assert (journaled_rows(db), derived_rows(db)) == after


def test_that_an_undo_leaves_an_order_somebody_changed_or_was_paid_for(
    db: Database, tmp_path: Path
) -> None:
    keys = [add_customer(db, name) for name in ("张伟", "李娜", "王芳")]
    result = bring(
        db, tmp_path, *(f"{n},2026-03-05,{n},,纸,,1,10,10,,,,,," for n in ("张伟", "李娜", "王芳"))
    )
    first, second, _third = orders(db)
    with db.write("order.edit", name="") as session:
        edit_order(
            session, first.id, OrderDraft(keys[0], first.ordered_on, (LineDraft("布", price=1),))
        )
    with db.write("order.payment", name="") as session:
        take_payment(session, PaymentDraft(keys[1], 5, db.now().date(), second.id), now=db.now())
    with pytest.raises(Conflicts) as refused:
        undo(db, result.change_set)
    named = {conflict.customer for conflict in refused.value.conflicts} - {""}
    assert named == {"张伟", "李娜"}
    undo(db, result.change_set, skip_conflicts=True)
    assert [order.number for order in orders(db)] == ["张伟", "李娜"]


def test_that_a_dry_run_writes_nothing(db: Database, tmp_path: Path) -> None:
    before = journaled_rows(db)
    result = bring(db, tmp_path, "A,2026-03-05,张伟,,纸,,1,10,10,,,,,,", dry_run=True)
    assert counts(result) == (1, 0, 0, 0)
    assert journaled_rows(db) == before


def test_that_orders_are_known_by_their_header_and_wanted_ones_by_less(
    db: Database, tmp_path: Path
) -> None:
    scant = "张伟,2026-03-05,纸", "客户,日期,产品"
    with pytest.raises(CrmError, match=r"file\.no_customers"):
        bring(db, tmp_path, "张伟", header="客户", read=ORDERS)
    result = bring(db, tmp_path, scant[0], header=scant[1], read=ORDERS)
    assert counts(result) == (1, 0, 0, 0)
    assert orders(db)[0].amount == 0


def test_that_a_sheet_taken_for_orders_can_be_wanted_as_customers(
    db: Database, tmp_path: Path
) -> None:
    told = "张伟,13800138000,2026-03-05,纸,1,10"
    header = "客户,电话,日期,产品,数量,金额"
    bring(db, tmp_path, told, header=header, read=ReadChoices(kind="customers"))
    assert orders(db) == []
    with db.read() as session:
        assert session.scalars(select(Customer.name)).all() == ["张伟"]


def test_that_creating_anew_still_finds_whose_order_it_is(db: Database, tmp_path: Path) -> None:
    her = add_customer(db, "张伟")
    bring(db, tmp_path, "A,2026-03-05,张伟,,纸,,1,10,10,,,,,,", choices=ImportChoices("create"))
    assert [order.customer_id for order in orders(db)] == [her]


def test_that_a_log_as_offices_keep_it_is_imported(db: Database, tmp_path: Path) -> None:
    her = add_customer(db, "张伟", phone="13800138000")
    add_customer(db, "张伟")
    result = import_file(
        db,
        write_csv(
            tmp_path / "log.csv",
            "日期,客户,电话,方式,内容,人员,心情",
            "2026-03-05 10:30,张伟,13800138000,电话,谈了报价,小李,好",
        ),
        read=ReadChoices(kind="interactions"),
    )
    assert counts(result) == (1, 0, 0, 0)
    with db.read() as session:
        talk = session.scalars(select(Interaction)).one()
        assert (talk.customer_id, talk.kind) == (her, "call")
        assert talk.text == "谈了报价\n心情：好"
        assert session.get_one(Staff, talk.staff_id).name == "小李"


def test_that_a_log_without_telephones_is_known_by_its_header(db: Database, tmp_path: Path) -> None:
    add_customer(db, "张伟")
    result = import_file(
        db,
        write_csv(tmp_path / "log.csv", "日期,客户,方式,内容,人员", "3月5日,张伟,拜访,看样,小李"),
    )
    assert counts(result) == (1, 0, 0, 0)
    with db.read() as session:
        assert session.scalars(select(Interaction.kind)).all() == ["visit"]


def test_that_invoice_data_comes_with_the_customers(db: Database, tmp_path: Path) -> None:
    told = write_csv(
        tmp_path / "invoices.csv",
        "客户,电话,发票抬头,税号,开户行,账号,地址电话",
        "云帆科技有限公司,021-55550100,云帆科技有限公司,91310115MA1K4LAX35,工商银行浦东支行,"
        "1001234509300112233,上海市浦东新区张江路1号 021-55550100",
    )
    assert counts(import_file(db, told)) == (1, 0, 0, 0)
    with db.read() as session:
        invoice = session.scalars(select(Invoice)).one()
    assert (invoice.title, invoice.tax_number) == ("云帆科技有限公司", "91310115MA1K4LAX35")
    assert (invoice.bank, invoice.account) == ("工商银行浦东支行", "1001234509300112233")
    assert (invoice.address, invoice.phone) == ("上海市浦东新区张江路1号", "021-55550100")
