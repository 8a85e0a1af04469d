"""Who a row is: number, mobile and name, name and company; never the name alone."""

import pytest

from crmdesk.models.core.db import Database
from tests.support.builders import add_customer
from tests.support.exchange import bring_in, codes, counts, customers, only, record


def test_that_a_number_with_the_same_name_is_the_same_customer(db: Database) -> None:
    add_customer(db, "张伟", number="007")
    result = bring_in(db, record("张 伟", number="007", title="经理"))
    assert counts(result) == (0, 1, 0, 0)


def test_that_a_number_with_the_same_phone_is_the_same_customer_under_a_new_name(
    db: Database,
) -> None:
    add_customer(db, "张伟", number="007", phone="0571-88881234")
    assert counts(bring_in(db, record("张建国", "0571-88881234", number="007"))) == (0, 1, 0, 0)
    assert only(db)["name"] == "张建国"


def test_that_a_number_of_somebody_else_is_not_taken_away(db: Database) -> None:
    add_customer(db, "张伟", number="007", phone="13800138000")
    result = bring_in(db, record("李娜", "13900139000", number="007"))
    assert counts(result) == (1, 0, 0, 0)
    assert codes(result) == ["number.taken"]
    first, second = customers(db)
    assert (first["name"], first["number"]) == ("张伟", "007")
    assert second["number"] not in ("", "007")
    assert "007" in second["note"]


def test_that_numbers_are_kept_with_their_zeros_and_never_given_twice(db: Database) -> None:
    bring_in(db, record("张伟"), record("李娜", number="000012"), record("王芳", number="K000001"))
    numbers = [customer["number"] for customer in customers(db)]
    assert numbers[1:] == ["000012", "K000001"]
    assert len(set(numbers)) == 3


@pytest.mark.parametrize("name", ["张伟", "張偉", " 张 伟", "张·伟"])
def test_that_mobile_and_name_together_are_one_customer(db: Database, name: str) -> None:
    add_customer(db, "张伟", phone="138 0013 8000")
    assert counts(bring_in(db, record(name, "+86 13800138000", title="经理")))[:2] == (0, 1)


def test_that_a_mobile_under_another_name_is_only_a_hint(db: Database) -> None:
    add_customer(db, "张伟", phone="13800138000")
    result = bring_in(db, record("李娜", "13800138000"))
    assert counts(result) == (1, 0, 0, 0)
    assert codes(result) == ["match.same_mobile"]
    assert result.plan.problems[0].params == {"name": "张伟"}


def test_that_a_landline_and_a_name_are_not_enough(db: Database) -> None:
    add_customer(db, "张伟", phone="0571-88881234")
    assert counts(bring_in(db, record("张伟", "0571-88881234")))[0] == 1


def test_that_a_name_is_never_enough(db: Database) -> None:
    add_customer(db, "张伟")
    assert counts(bring_in(db, record("张伟", email="a@b.cn")))[0] == 1


def test_that_name_and_company_are_one_customer_though_the_company_is_written_otherwise(
    db: Database,
) -> None:
    add_customer(db, "张伟", company="杭州宏达建材有限公司", phone="13800138000")
    result = bring_in(db, record("张伟", "13900139000", company="宏达建材"))
    assert counts(result) == (0, 1, 0, 0)
    assert [phone["raw"] for phone in only(db)["phones"]] == ["13800138000", "13900139000"]


def test_that_a_company_is_known_again_by_its_own_name(db: Database) -> None:
    add_customer(db, "杭州宏达建材有限公司", kind="company")
    result = bring_in(db, record("杭州宏达建材有限公司", kind="company", industry="建材"))
    assert counts(result) == (0, 1, 0, 0)


def test_that_two_that_fit_are_left_alone(db: Database) -> None:
    for _ in range(2):
        add_customer(db, "张伟", company="宏达建材", phone="13800138000")
    for fits in (record("张伟", "13800138000"), record("张伟", company="宏达建材", title="经理")):
        result = bring_in(db, fits)
        assert counts(result) == (0, 0, 0, 1)
        assert codes(result) == ["match.ambiguous"]


def test_that_different_numbers_never_become_one(db: Database) -> None:
    result = bring_in(
        db,
        record("张伟", "13800138000", number="1", company="宏达建材"),
        record("张伟", "13800138000", number="2", company="宏达建材"),
    )
    assert counts(result) == (2, 0, 0, 0)


def test_that_different_numbers_never_become_one_beside_a_row_without_number(db: Database) -> None:
    result = bring_in(
        db,
        record("王芳"),
        record("张伟", "13800138000", number="1", company="宏达建材"),
        record("张伟", "13800138000", number="2", company="宏达建材"),
    )
    assert counts(result) == (3, 0, 0, 0)


def test_that_rows_of_one_file_find_each_other(db: Database) -> None:
    result = bring_in(
        db,
        record("张伟", "13800138000"),
        record("李娜", "13900139000"),
        record("張偉", "13800138000", email="a@b.cn", number="88"),
        record("张伟", number="88", title="经理"),
    )
    assert counts(result) == (2, 0, 2, 0)
    first = customers(db)[0]
    assert (first["number"], first["emails"][0]["address"]) == ("88", "a@b.cn")


def test_that_two_equal_rows_of_a_file_are_one_customer_whatever_they_hold(db: Database) -> None:
    assert counts(bring_in(db, record("张伟"), record("张伟"))) == (1, 0, 1, 0)


def test_that_the_same_file_again_changes_nothing(db: Database) -> None:
    rows = [
        record("张伟"),
        record("李娜", "13900139000", tags=("VIP",)),
        record("王芳", number="3"),
    ]
    bring_in(db, *rows)
    before = customers(db)
    again = bring_in(db, *rows)
    assert counts(again) == (0, 0, 0, 3)
    assert again.change_set is None
    assert customers(db) == before


def test_that_a_row_seen_before_does_not_undo_what_the_office_changed_since(db: Database) -> None:
    row = record("张伟", "13800138000", title="经理")
    bring_in(db, row)
    bring_in(db, record("张伟", "13800138000", title="总经理"))
    assert counts(bring_in(db, row)) == (0, 0, 0, 1)


def test_that_create_always_creates(db: Database) -> None:
    row = record("张伟", "13800138000", number="1")
    bring_in(db, row)
    result = bring_in(db, row, mode="create")
    assert counts(result) == (1, 0, 0, 0)
    assert codes(result) == ["number.taken"]
