"""Facts edited where they stand: typed, checked, stored, never over somebody else's words."""

from datetime import date

import pytest
from sqlalchemy import select

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError, Stale
from crmdesk.models.core.i18n import use_language
from crmdesk.models.customers.edit import set_fact, set_typed_fact
from crmdesk.models.customers.facts import FACTS, FactValue, fact_of, read_fact
from crmdesk.models.schema import Customer, StageChange
from tests.support.builders import add_customer

TODAY = date(2026, 11, 21)


def put(
    db: Database, customer: int, field: str, value: FactValue, *, expected: FactValue = ""
) -> None:
    with db.write("customer.edit", name="") as session:
        set_fact(session, customer, field, value, expected=expected, today=TODAY)


def type_in(db: Database, customer: int, field: str, typed: str, expected: FactValue = "") -> None:
    with db.write("customer.edit", name="") as session:
        set_typed_fact(session, customer, field, typed, expected=expected, today=TODAY)


def fact(db: Database, customer: int, field: str) -> FactValue:
    with db.read() as session:
        return fact_of(session.get_one(Customer, customer), field)


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("title", " 采购  经理 ", "采购 经理"),
        ("company", "杭州西湖文化传媒", "杭州西湖文化传媒"),
        ("note", "第一行\n第二行\n", "第一行\n第二行"),
        ("gender", "Female", "female"),
        ("preferred_hour", "周三上午", "周三上午"),
        ("preferred_hour", "morning", "morning"),
        ("diet", "Halal、no_alcohol 不吃香菜", "halal no_alcohol 不吃香菜"),
        ("birthday", "农历八月十五", Birthday("lunar", None, 8, 15)),
        ("birthday", "1988-3-5", Birthday("solar", 1988, 3, 5)),
    ],
)
def test_that_what_is_typed_is_kept_as_it_is_meant(
    db: Database, field: str, typed: str, kept: FactValue
) -> None:
    customer = add_customer(db)
    type_in(db, customer, field, typed, None if field == "birthday" else "")
    assert fact(db, customer, field) == kept


def test_that_choices_are_understood_in_the_language_spoken() -> None:
    use_language("zh_CN")
    try:
        assert read_fact("gender", "女") == "female"
        assert read_fact("diet", "清真、不饮酒") == "halal no_alcohol"
    finally:
        use_language("en")


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        ("name", "  ", "customer.name.empty"),
        ("number", "", "customer.number.empty"),
        ("stage", "永远", "fact.choice"),
        ("gender", "蓝色", "fact.choice"),
        ("birthday", "不知道", "fact.birthday"),
    ],
)
def test_that_what_cannot_be_meant_is_refused_with_a_reason(
    db: Database, field: str, typed: str, code: str
) -> None:
    customer = add_customer(db, "张伟")
    before = fact(db, customer, field)
    with pytest.raises(CrmError) as refused:
        type_in(db, customer, field, typed, before)
    assert refused.value.code == code
    assert fact(db, customer, field) == before


def test_that_words_of_a_colleague_are_not_written_over(db: Database) -> None:
    customer = add_customer(db)
    put(db, customer, "title", "总监")
    with pytest.raises(Stale) as refused:
        put(db, customer, "title", "经理", expected="")
    assert refused.value.code == "fact.stale"
    assert fact(db, customer, "title") == "总监"


def test_that_typing_what_a_colleague_typed_is_no_quarrel(db: Database) -> None:
    customer = add_customer(db)
    put(db, customer, "title", "总监")
    put(db, customer, "title", "总监", expected="")
    assert fact(db, customer, "title") == "总监"


def test_that_a_stage_keeps_the_day_it_was_entered(db: Database) -> None:
    customer = add_customer(db)
    put(db, customer, "stage", "interested", expected="potential")
    with db.read() as session:
        rows = session.execute(
            select(StageChange.stage, StageChange.on).order_by(StageChange.id)
        ).all()
        assert session.get_one(Customer, customer).stage_since == TODAY
    assert [tuple(row) for row in rows] == [("potential", TODAY), ("interested", TODAY)]


def test_that_a_number_of_another_customer_is_refused(db: Database) -> None:
    customer = add_customer(db, number="A1")
    add_customer(db, number="A2")
    with pytest.raises(CrmError) as refused:
        put(db, customer, "number", "A2", expected="A1")
    assert refused.value.code == "customer.number.taken"


def test_that_a_group_has_one_top(db: Database) -> None:
    top = add_customer(db, "集团", kind="company")
    middle = add_customer(db, "分公司", kind="company", parent_id=top)
    bottom = add_customer(db, "门店", kind="company", parent_id=middle)
    for other in (top, bottom):
        with pytest.raises(CrmError) as refused:
            put(db, top, "parent_id", other, expected=None)
        assert refused.value.code == "customer.circle"


def test_that_a_source_typed_for_the_first_time_joins_the_list(db: Database) -> None:
    first, second = add_customer(db), add_customer(db, "李娜")
    type_in(db, first, "source_id", "广交会", None)
    type_in(db, second, "source_id", "广交会", None)
    assert fact(db, first, "source_id") == fact(db, second, "source_id") is not None


def test_that_a_fact_of_a_customer_who_is_gone_is_refused(db: Database) -> None:
    with pytest.raises(CrmError) as refused:
        put(db, 4711, "title", "经理")
    assert refused.value.code == "customer.gone"


def test_that_every_fact_is_a_column_and_has_a_name(db: Database) -> None:
    columns = set(Customer.__table__.columns.keys()) | {"birthday"}
    assert set(FACTS) <= columns
