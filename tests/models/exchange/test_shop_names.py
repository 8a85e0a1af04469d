"""Shops and institutions are no persons, whoever walks in is nobody, 同上 is what stands above."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from crmdesk.models.core.db import Database
from crmdesk.models.exchange.importing import ReadChoices, import_file
from crmdesk.models.exchange.vocabulary.anybody import is_anybody
from crmdesk.models.exchange.vocabulary.firm_words import is_firm
from crmdesk.models.orders.queries import load_orders
from tests.support.builders import add_customer
from tests.support.corpus import customer_facts
from tests.support.office_files import Sheet, workbook


def imported(db: Database, folder: Path, *rows: Sequence[Any]) -> list[tuple[str, str]]:
    """The facts and problems an import of these rows leaves behind."""
    path = folder / "客户.xlsx"
    workbook(Sheet("Sheet1", rows))(path)
    result = import_file(db, path)
    problems = [("", f"{it.column}{it.row} {it.code}") for it in result.plan.problems]
    return sorted([*customer_facts(db).elements(), *problems])


@pytest.mark.parametrize(
    "name",
    [
        "杭州湖畔茶楼", "小芳花店", "仁和大药房", "第三中学", "东河社区居委会", "东河村委会",
        "老李五金店",
        "宏运4S店", "晓风书屋工作室", "五金店", "同仁诊所(城西)", "得月楼大酒店", "吴山酒楼",
    ],
)  # fmt: skip
def test_that_a_shop_is_no_person_even_below_a_header_for_persons(
    db: Database, tmp_path: Path, name: str
) -> None:
    assert is_firm(name)
    told = imported(db, tmp_path, ("姓名", "电话"), (name, "13800190101"))
    assert (name, "company") in told


@pytest.mark.parametrize("name", ["王大中", "欧阳一中", "李中学", "张店", "司马大会", "白寺"])
def test_that_persons_stay_persons(name: str) -> None:
    assert not is_firm(name)


@pytest.mark.parametrize(
    "name", ["散客", "零售", "现金客户", "臨時客戶", "散客 2", "(散客)", "Walk-in"]
)
def test_that_whoever_walks_in_is_nobody_in_particular(
    db: Database, tmp_path: Path, name: str
) -> None:
    assert is_anybody(name)
    told = imported(
        db, tmp_path, ("客户", "电话", "品牌"), ("王芳", "13800190101", "A"), (name, "", "B")
    )
    assert ("", "3 row.anybody") in told
    assert {whose for whose, _ in told} == {"", "王芳"}


def test_that_a_number_beside_such_a_word_is_kept(db: Database, tmp_path: Path) -> None:
    told = imported(db, tmp_path, ("客户", "电话"), ("散客", "13800190102"))
    assert ("13800190102", "tag 散客") in told


def test_that_sales_over_the_counter_need_a_customer_who_collects_them(
    db: Database, tmp_path: Path
) -> None:
    rows = [
        ("日期", "客户", "品名", "数量", "金额"),
        ("2026-11-02", "散客", "面粉", 1, 55),
        ("2026-11-02", "王芳", "面粉", 2, 110),
    ]
    told = imported(db, tmp_path, *rows)
    assert ("", "B2 order.anybody") in told
    collecting = add_customer(db, name="散客")
    imported(db, tmp_path, *rows)
    with db.read() as session:
        assert len(load_orders(session, collecting)) == 1


@pytest.mark.parametrize("mark", ["同上", "〃", "″", '"', "(同上)"])
def test_that_same_as_above_is_what_stands_above_and_told_once(
    db: Database, tmp_path: Path, mark: str
) -> None:
    told = imported(
        db,
        tmp_path,
        ("姓名", "电话", "公司名称", "签约日期"),
        ("王芳", "13800190101", "大华建材", "2026-3-1"),
        ("李强", "13800190102", mark, mark),
        ("赵敏", "13800190103", mark, "2026-4-1"),
    )
    assert ("李强", "company 大华建材") in told
    assert ("赵敏", "company 大华建材") in told
    assert ("李强", "field 签约日期 = 2026-03-01") in told
    assert [what for whose, what in told if not whose] == ["C3 cell.ditto", "D3 cell.ditto"]


def test_that_same_as_above_goes_on_from_one_batch_to_the_next(
    db: Database, tmp_path: Path
) -> None:
    people = [(f"王小{chr(0x4E00 + at)}", f"138{at:08}", "同上") for at in range(9000)]
    path = tmp_path / "客户.xlsx"
    rows = [("姓名", "手机", "标签"), ("王芳", "13900190101", "老客户"), *people]
    workbook(Sheet("Sheet1", rows))(path)
    plan = import_file(db, path, dry_run=True).plan
    assert {record.tags for record in plan.created} == {("老客户",)}
    assert len(plan.problems) == 1


def test_that_the_first_same_as_above_stays_as_it_is(db: Database, tmp_path: Path) -> None:
    told = imported(db, tmp_path, ("姓名", "电话", "品牌"), ("王芳", "13800190101", "同上"))
    assert ("王芳", "field 品牌 = 同上") in told


def test_that_a_column_of_orders_left_out_by_hand_goes_nowhere(
    db: Database, tmp_path: Path
) -> None:
    path = tmp_path / "orders.xlsx"
    rows = [
        ("订单号", "日期", "客户", "产品", "数量", "金额", "仓位"),
        ("S1", "2026-03-05", "张伟", "打印纸", 2, 251, "红"),
    ]
    workbook(Sheet("S", rows))(path)
    plan = import_file(db, path, dry_run=True).plan
    assert plan.new_orders[0].note == "仓位：红"
    plan = import_file(db, path, read=ReadChoices(columns={"S": {6: ""}}), dry_run=True).plan
    assert plan.new_orders[0].note == ""
