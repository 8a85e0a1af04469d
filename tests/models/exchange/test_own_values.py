"""Columns that become fields of the user's own: levels, points, money, days, yes and no."""

from datetime import date
from pathlib import Path

import pytest

from crmdesk.models.core.db import Database
from crmdesk.models.exchange.importing import import_file
from crmdesk.models.exchange.records.understood import SheetUnderstanding
from crmdesk.models.exchange.vocabulary.cells import Cell
from crmdesk.models.office.queries import load_fields
from tests.support.books import understood
from tests.support.exchange import write_csv


def sheet_of(header: str, *cells: Cell) -> SheetUnderstanding:
    rows = [(f"张{number}", cell) for number, cell in enumerate(cells)]
    return understood(("姓名", header), *rows)


def values(sheet: SheetUnderstanding) -> list[str]:
    return [
        dict(record.custom).get(name, "") for record in sheet.customers for name in _name(sheet)
    ]


def _name(sheet: SheetUnderstanding) -> list[str]:
    target = sheet.columns[1].target
    assert target is not None
    return [target.label]


@pytest.mark.parametrize(
    ("header", "name", "cells", "expected", "kind"),
    [
        ("欠款", "欠款", ["¥1,200.00", "1.2万", "壹仟贰佰元整", "-"], ["1200", "12000", "1200", ""],
         "number"),
        ("会员积分", "积分", [1280, "2,560分", "0"], ["1280", "2560", "0"], "number"),
        ("紅利點數", "點數", ["1,250", 0], ["1250", "0"], "number"),
        ("会员级别", "会员等级", ["金", "银卡", "VIP"], ["金卡", "银卡", "VIP"], "choice"),
        ("會員等級", "會員等級", ["金卡", "銀"], ["金卡", "銀卡"], "choice"),
        ("客户等级", "客户等级", ["A类", "B类"], ["A类", "B类"], "choice"),
        ("入会日期", "入会日期", ["2024.5.1", date(2024, 5, 2), "24/5/3"],
         ["2024-05-01", "2024-05-02", "2024-05-03"], "date"),
        ("是否加微信", "是否加微信", ["√", "是", "Y", "1", "×", "未加"],
         ["是", "是", "是", "是", "否", "否"], "choice"),
        ("合同", "合同", ["√", "", "×"], ["是", "", "否"], "choice"),
        ("Newsletter?", "Newsletter?", ["y", "No"], ["Yes", "No"], "choice"),
        ("过敏史", "过敏史", ["无", "-", "海鲜"], ["无", "", "海鲜"], "text"),
        ("预算", "预算", ["300万", "200-250万", "面议"], ["300万", "200-250万", "面议"], "text"),
        ("下次预约", "下次预约", ["2026-03-12 14:30"], ["2026-03-12 14:30"], "text"),
    ],
)  # fmt: skip
def test_that_a_header_says_what_its_cells_are(
    header: str, name: str, cells: list[Cell], expected: list[str], kind: str
) -> None:
    sheet = sheet_of(header, *cells)
    assert (_name(sheet), values(sheet)) == ([name], expected)
    assert sheet.custom_kinds[name] == kind


def test_that_one_odd_cell_of_many_is_reported_and_kept() -> None:
    sheet = sheet_of("欠款", 1, 2, 3, "待核")
    assert [(problem.row, problem.code) for problem in sheet.problems] == [(5, "cell.number")]
    assert sheet.customers[3].note == "欠款：待核"


def test_that_too_many_words_are_no_choice() -> None:
    sheet = sheet_of("客户等级", *(f"级{number}" for number in range(40)))
    assert sheet.custom_kinds["客户等级"] == "text"


def test_that_a_field_of_choices_learns_further_ones(db: Database, tmp_path: Path) -> None:
    for name, level in (("张三", "金"), ("李四", "银")):
        path = write_csv(tmp_path / f"{level}.csv", "姓名,会员级别,积分", f"{name},{level},5")
        import_file(db, path)
    with db.read() as session:
        fields = {field.name: field for field in load_fields(session)}
    assert fields["会员等级"].kind == "choice"
    assert list(fields["会员等级"].choices) == ["金卡", "银卡"]
    assert fields["积分"].kind == "number"


def test_that_a_bare_number_among_days_is_the_day_excel_means() -> None:
    cells: list[Cell] = [date(2025, 9, 12), "2025年8月", "9月5日", 45900, date(2025, 10, 1)]
    assert values(sheet_of("上次保养", *cells)) == [
        "2025-09-12",
        "2025年8月",
        "9月5日",
        "2025-08-31",
        "2025-10-01",
    ]


def test_that_numbers_without_days_around_them_stay() -> None:
    assert values(sheet_of("里程(km)", 45900, "6万", "—", 41200)) == ["45900", "6万", "", "41200"]
