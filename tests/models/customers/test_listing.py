"""Which customers a list shows, in which order, and what stands in its lines."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.customers import listing
from crmdesk.models.customers.filters import NOBODY, CustomerFilter, from_json, to_json
from crmdesk.models.customers.listing import count_customers, count_values, find_ids, find_list
from crmdesk.models.customers.rows import CustomerRow, RowSales, load_rows
from crmdesk.models.orders.drafts import LineDraft
from crmdesk.models.schema import CustomField, CustomValue, Phone, Source, Tag
from tests.support.builders import (
    add_complaint,
    add_contact,
    add_customer,
    add_follow_up,
    add_interaction,
    add_order,
    add_staff,
)

TODAY = date(2026, 11, 21)


def names(db: Database, sort: str = "", *, descending: bool = False, **parts: object) -> list[str]:
    """The names found, in order."""
    chosen = CustomerFilter(**parts)  # type: ignore[arg-type]
    with db.read() as session:
        ids = find_ids(session, chosen, sort, descending=descending, now=db.now())
        rows = load_rows(session, ids)
    return [rows[key].name for key in ids]


def row_of(db: Database, customer_id: int) -> CustomerRow:
    with db.read() as session:
        return load_rows(session, [customer_id])[customer_id]


def tag_id(db: Database, name: str) -> int:
    with db.read() as session:
        return session.scalars(select(Tag.id).where(Tag.name == name)).one()


def test_that_names_go_by_pinyin_unless_another_order_is_asked(db: Database) -> None:
    for name in ("张伟", "李娜", "Anna", "陈静"):
        add_customer(db, name)
    assert names(db) == ["Anna", "陈静", "李娜", "张伟"]
    assert names(db, "name", descending=True) == ["张伟", "李娜", "陈静", "Anna"]
    assert names(db, "created") == ["张伟", "李娜", "Anna", "陈静"]
    assert names(db, "number", descending=True) == ["陈静", "Anna", "李娜", "张伟"]
    assert names(db, "no such order") == names(db)


def test_that_words_are_ordered_by_pinyin_and_empty_ones_come_last(db: Database) -> None:
    owner = add_staff(db, "安然")
    add_customer(db, "甲", company="中联", owner_id=owner, source="展会", region="上海")
    add_customer(db, "乙", company="博雅", owner_id=db.staff_id, source="百度", region="北京")
    add_customer(db, "丙")
    for order in ("company", "region", "source"):
        assert names(db, order) == ["乙", "甲", "丙"], order
        assert names(db, order, descending=True) == ["甲", "乙", "丙"], order
    assert names(db, "owner")[0] in {"甲", "乙"}
    assert names(db, "owner")[2] == "丙"


def test_that_stages_are_ordered_as_a_customer_passes_them(db: Database) -> None:
    add_customer(db, "甲", stage="lost")
    add_customer(db, "乙", stage="potential")
    add_customer(db, "丙", stage="customer")
    assert names(db, "stage") == ["乙", "丙", "甲"]


def test_that_numbers_in_a_custom_field_are_ordered_as_numbers(db: Database) -> None:
    keys = [add_customer(db, name) for name in ("甲", "乙", "丙", "丁")]
    with db.write("customer.edit", name="") as session:
        field = CustomField(name="车位", kind="number")
        session.add(field)
        session.flush()
        for key, value in zip(keys, ("10", "9", "待定"), strict=False):
            session.add(CustomValue(customer_id=key, field_id=field.id, value=value))
        field_id = field.id
    order = f"field:{field_id}"
    assert names(db, order) == ["乙", "甲", "丙", "丁"]
    assert row_of(db, keys[0]).fields == {field_id: "10"}


def test_that_each_part_of_a_filter_lets_through_what_it_says(db: Database) -> None:
    add_customer(db, "甲", kind="company", stage="customer", region="上海", source="展会")
    add_customer(db, "乙", owner_id=db.staff_id, tags=("VIP", "华东"))
    add_customer(db, "丙", tags=("价格敏感",), stage="lost")
    with db.read() as session:
        source = session.scalars(select(Source.id).where(Source.name == "展会")).one()
    assert names(db, kinds=("company",)) == ["甲"]
    assert names(db, stages=("customer", "lost")) == ["丙", "甲"]
    assert names(db, tags=(tag_id(db, "VIP"), tag_id(db, "价格敏感"))) == ["丙", "乙"]
    assert names(db, owners=(db.staff_id,)) == ["乙"]
    assert names(db, owners=(NOBODY,)) == ["丙", "甲"]
    assert names(db, sources=(source,)) == ["甲"]
    assert names(db, sources=(source, NOBODY)) == ["丙", "甲", "乙"]
    assert names(db, regions=("上海",)) == ["甲"]
    assert names(db, regions=("",), stages=("lost",)) == ["丙"]


def test_that_days_of_last_contact_are_those_of_the_office(db: Database) -> None:
    now = db.now()  # 10:30 in Shanghai
    add_interaction(db, add_customer(db, "甲"), at=now - timedelta(hours=1))
    add_interaction(db, add_customer(db, "乙"), at=now - timedelta(days=7, hours=10))
    add_interaction(db, add_customer(db, "丙"), at=now - timedelta(days=7, hours=11))
    add_customer(db, "丁")
    assert set(names(db, last_contact="within:7")) == {"甲", "乙"}
    assert set(names(db, last_contact="without:30")) == {"丁"}
    assert names(db, last_contact="never") == ["丁"]
    assert names(db, "last_contact", descending=True) == ["甲", "乙", "丙", "丁"]


def test_that_due_follow_ups_are_those_of_today_and_before(db: Database) -> None:
    for name, days in (("甲", -1), ("乙", 0), ("丙", 7), ("丁", 8)):
        add_follow_up(db, add_customer(db, name), TODAY + timedelta(days=days))
    add_customer(db, "戊")
    found = {
        code: "".join(names(db, "follow_up", follow_up=code))
        for code in ("overdue", "today", "week", "any", "none")
    }
    assert found == {
        "overdue": "甲",
        "today": "甲乙",
        "week": "甲乙丙",
        "any": "甲乙丙丁",
        "none": "戊",
    }
    assert names(db, "follow_up", descending=True)[-1] == "戊"


def test_that_open_complaints_can_be_asked_for(db: Database) -> None:
    add_complaint(db, add_customer(db, "甲"))
    add_complaint(db, add_customer(db, "乙"), status="closed")
    assert names(db, complaints=True) == ["甲"]


def test_that_words_and_chips_narrow_each_other(db: Database) -> None:
    add_customer(db, "王伟", stage="lost")
    add_customer(db, "王小伟", stage="customer")
    add_customer(db, "李伟", stage="lost")
    assert names(db, text="王") == ["王伟", "王小伟"]
    assert names(db, text="wangwei") == ["王伟"]
    assert names(db, text="王", stages=("lost",)) == ["王伟"]
    assert names(db, "created", descending=True, text="伟") == ["李伟", "王小伟", "王伟"]
    assert names(db, text="没有这个人") == []


def test_that_a_search_of_many_hits_says_that_there_are_more(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crmdesk.models.derived.search.CAP", 2)
    for name in ("王一", "王二", "王三"):
        add_customer(db, name)
    with db.read() as session:
        found = find_list(session, CustomerFilter("王"), now=db.now())
        assert (len(found.ids), found.capped) == (2, True)
        assert len(find_ids(session, CustomerFilter("王"), now=db.now())) == 3
        by_name = find_list(session, CustomerFilter("王"), "name", now=db.now())
        assert (len(by_name.ids), by_name.capped) == (3, False)
        assert count_values(session, "kinds", CustomerFilter("王"), now=db.now()) == {}


def test_that_a_sort_of_many_hits_reads_the_whole_column(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "MOST_IN", 1)
    monkeypatch.setattr("crmdesk.models.customers.orders.MOST_IN", 1)
    for name, region in (("王一", "上海"), ("王二", "北京"), ("李三", "广州")):
        add_customer(db, name, region=region)
    assert names(db, "region", text="王") == ["王二", "王一"]


def test_that_counts_say_what_a_click_would_bring(db: Database) -> None:
    owner = add_staff(db, "陈静")
    add_customer(db, "甲", owner_id=owner, tags=("VIP",), kind="company")
    add_customer(db, "乙", owner_id=owner)
    add_customer(db, "丙", tags=("VIP",))
    with db.read() as session:
        everybody = CustomerFilter()
        counts = {
            part: count_values(session, part, everybody, now=db.now())
            for part in ("owners", "kinds", "tags")
        }
        narrowed = count_values(session, "owners", CustomerFilter(kinds=("person",)), now=db.now())
        searched = count_values(session, "owners", CustomerFilter("乙"), now=db.now())
        assert count_customers(session) == 3
    assert counts == {
        "owners": {owner: 2, None: 1},
        "kinds": {"company": 1, "person": 2},
        "tags": {tag_id(db, "VIP"): 2},
    }
    assert narrowed == {owner: 1, None: 1}
    assert searched == {owner: 1}


def test_that_a_line_holds_all_a_column_may_show(db: Database) -> None:
    key = add_customer(
        db, "云帆科技", kind="company", phones=("13800138000", "021-55550100转8"), tags=("VIP",),
        source="展会", owner_id=db.staff_id, region="上海", industry="软件",
    )  # fmt: skip
    add_contact(db, key, "王芳", role="decision")
    add_interaction(db, key)
    add_follow_up(db, key, TODAY)
    add_complaint(db, key)
    row = row_of(db, key)
    assert (row.number, row.kind, row.company, row.contact) == ("K000001", "company", "", "王芳")
    assert [phone.text for phone in row.phones] == ["138 0013 8000", "021-5555 0100 ext. 8"]
    assert [tag.name for tag in row.tags] == ["VIP"]
    assert (row.source, row.owner, row.region, row.industry) == ("展会", "Me", "上海", "软件")
    assert (row.last_contact, row.interactions) == (db.now() - timedelta(hours=1), 1)
    assert (row.next_follow_up, row.open_complaints) == (TODAY, 1)


def test_that_a_customer_never_spoken_with_has_no_last_contact(db: Database) -> None:
    assert row_of(db, add_customer(db)).last_contact is None


def test_that_a_number_of_a_contact_names_whose_it_is(db: Database) -> None:
    key = add_customer(db, "云帆科技", kind="company")
    contact = add_contact(db, key, "王芳")
    with db.write("customer.edit", name="") as session:
        session.add(
            Phone(customer_id=key, contact_id=contact, raw="13800138000", e164="+8613800138000")
        )
    assert row_of(db, key).phones[0].of == "王芳"


def test_that_an_id_deleted_meanwhile_is_absent(db: Database) -> None:
    with db.read() as session:
        assert load_rows(session, [4711]) == {}


def test_that_a_filter_comes_back_from_json_as_it_was() -> None:
    chosen = CustomerFilter(
        "王", ("person",), ("lost",), (3,), (NOBODY, 2), ("", "上海"), (1,), "without:90", "today",
        complaints=True,
        unnoticed=True,
    )  # fmt: skip
    assert from_json(to_json(chosen)) == chosen
    assert to_json(CustomerFilter()) == {}


def test_that_a_stored_filter_of_another_version_is_read_as_far_as_it_goes() -> None:
    stored = {"stages": ["lost", "gold"], "owners": "everybody", "mood": 1, "last_contact": "ever"}
    assert from_json(stored) == CustomerFilter(stages=("lost",))


def test_that_orders_sort_filter_and_fill_columns(db: Database) -> None:
    never = add_customer(db, "阿never")
    old, new = add_customer(db, "陈老"), add_customer(db, "陈新")
    add_order(db, old, [LineDraft("纸", price=9000)], day=date(2025, 1, 5), settled=True)
    add_order(db, new, [LineDraft("纸", price=1000)], day=date(2026, 11, 20), paid=400)

    def ids(sort: str = "", *, descending: bool = False, bought: str = "") -> list[int]:
        with db.read() as session:
            return find_ids(
                session, CustomerFilter(bought=bought), sort, descending=descending, now=db.now()
            )

    assert ids("last_order") == [old, new, never]
    assert ids("sales", descending=True) == [old, new, never]
    assert ids("owed", descending=True) == [new, old, never]
    assert ids(bought="owing") == [new]
    assert ids(bought="never") == [never]
    assert ids(bought="within:30") == [new]
    assert ids(bought="without:365") == [old]
    with db.read() as session:
        rows = load_rows(session, [never, new])
    assert rows[never].bought is None
    assert rows[new].bought == RowSales(date(2026, 11, 20), 1000, 600, "CNY")
