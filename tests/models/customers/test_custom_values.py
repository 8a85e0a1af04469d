"""Custom fields: typed by kind, kept as canonical text."""

from datetime import date

import pytest
from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError, Stale
from crmdesk.models.customers.custom_values import canonical, set_custom
from crmdesk.models.schema import CustomField, CustomValue
from tests.support.builders import add_customer


def add_field(db: Database, name: str, kind: str = "text") -> int:
    with db.write("list.add", name=name) as session:
        field = CustomField(name=name, kind=kind, choices=["是", "否"])
        session.add(field)
        session.flush()
        return field.id


def put(db: Database, customer: int, field: int, typed: str, *, expected: str = "") -> None:
    with db.write("customer.edit", name="") as session:
        set_custom(session, customer, field, typed, expected=expected)


def values(db: Database) -> list[str]:
    with db.read() as session:
        return list(session.scalars(select(CustomValue.value)))


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("text", " 有机 认证 ", "有机 认证"),
        ("number", "１,２００.５０", "1200.5"),
        ("number", "-3", "-3"),
        ("number", "1e3", "1000"),
        ("date", "2026/3/5", "2026-03-05"),
        ("date", date(2026, 3, 5), "2026-03-05"),
        ("choice", "是", "是"),
        ("choice", None, ""),
    ],
)
def test_that_values_are_kept_as_canonical_text(
    kind: str, typed: str | date | None, kept: str
) -> None:
    assert canonical(kind, typed, ("是", "否")) == kept


@pytest.mark.parametrize(
    ("kind", "typed", "code"),
    [
        ("number", "许多", "fact.number"),
        ("number", "NaN", "fact.number"),
        ("date", "昨天", "fact.date"),
        ("date", "2026-2-30", "fact.date"),
        ("choice", "也许", "fact.choice"),
    ],
)
def test_that_what_does_not_fit_the_kind_is_refused(kind: str, typed: str, code: str) -> None:
    with pytest.raises(CrmError) as refused:
        canonical(kind, typed, ("是", "否"))
    assert refused.value.code == code


def test_that_a_value_is_set_changed_and_taken_away(db: Database) -> None:
    customer, field = add_customer(db), add_field(db, "年采购额", "number")
    put(db, customer, field, "1200")
    assert values(db) == ["1200"]
    put(db, customer, field, "1,500", expected="1200")
    assert values(db) == ["1500"]
    put(db, customer, field, "", expected="1500")
    assert values(db) == []


def test_that_a_value_a_colleague_typed_is_not_written_over(db: Database) -> None:
    customer, field = add_customer(db), add_field(db, "备用")
    put(db, customer, field, "甲")
    with pytest.raises(Stale):
        put(db, customer, field, "乙")


def test_that_a_field_deleted_meanwhile_is_named(db: Database) -> None:
    with pytest.raises(CrmError) as refused:
        put(db, add_customer(db), 4711, "甲")
    assert refused.value.code == "field.gone"
