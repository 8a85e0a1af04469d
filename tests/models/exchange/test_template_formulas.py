"""Formulas after one row has become many: every total still covers all of them."""

import pytest

from crmdesk.models.exchange.export.template.formulas import Stretch

ROW_5_BECOMES_5_TO_8 = Stretch("名单", 5, 3)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("=SUM(F5:F5)", "=SUM(F5:F8)"),
        ("=SUM(F5)", "=SUM(F5:F8)"),
        ("=sum($F$5)", "=sum($F$5:$F$8)"),
        ("=SUM(F4:F6)", "=SUM(F4:F9)"),
        ("=SUM(F1:F4)", "=SUM(F1:F4)"),
        ("=SUM(F6:F7)", "=SUM(F9:F10)"),
        ("=F5*2", "=F5*2"),
        ("=F6*F$4", "=F9*F$4"),
        ("=IF(A7>0,AVERAGE(C5,D5),\"F5\")", "=IF(A10>0,AVERAGE(C5:C8,D5:D8),\"F5\")"),
        ("=SUM(F:F)-SUM(5:5)", "=SUM(F:F)-SUM(5:8)"),
        ("=SUM($5:$6)", "=SUM($5:$9)"),
        ("=SUM(其他!F5)", "=SUM(其他!F5)"),
        ("=SUM('名单'!F5:G5)", "=SUM('名单'!F5:G8)"),
        ("=COUNTIF(B5:B5,\"=*公司\")", "=COUNTIF(B5:B8,\"=*公司\")"),
        ("=SUM(金额)+ROW()", "=SUM(金额)+ROW()"),
        ("={1,2}+F5", "={1,2}+F5"),
        ("=SUM((F5,G5))", "=SUM((F5:F8,G5:G8))"),
    ],
)  # fmt: skip
def test_that_a_formula_beside_the_row_covers_all_of_them(before: str, after: str) -> None:
    assert ROW_5_BECOMES_5_TO_8.formula(before, "名单") == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("=C5*D5", "=C5*D5"),
        ("=SUM(C5:E5)", "=SUM(C5:E5)"),
        ("=C5/$C$6", "=C5/$C$9"),
        ("=SUM(C$5:C5)", "=SUM(C$5:C5)"),
        ("=C5/SUM(C$4:C$6)", "=C5/SUM(C$4:C$9)"),
        ("=B$4", "=B$4"),
    ],
)
def test_that_a_formula_in_the_row_stays_with_its_row(before: str, after: str) -> None:
    assert ROW_5_BECOMES_5_TO_8.formula(before, "名单", inside=True) == after


def test_that_another_sheet_names_the_stretched_one_by_its_name() -> None:
    stretched = ROW_5_BECOMES_5_TO_8
    assert stretched.formula("=SUM(F5)+SUM(名单!F5)", "总计") == "=SUM(F5)+SUM(名单!F5:F8)"
    assert Stretch("it's", 5, 3).formula("=SUM('it''s'!A5)", "b") == "=SUM('it''s'!A5:A8)"


def test_that_areas_move_and_grow() -> None:
    assert ROW_5_BECOMES_5_TO_8.area("A1:F5 B5 C6 D7:D9") == "A1:F8 B5:B8 C9 D10:D12"


def test_that_one_row_changes_nothing() -> None:
    assert Stretch("名单", 5, 0).formula("=SUM(F5)+F6", "名单") == "=SUM(F5)+F6"
