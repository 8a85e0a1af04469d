"""How one addresses somebody, told in the cell of her name."""

import pytest

from tests.support.books import understood

PHONE = "13800138000"


@pytest.mark.parametrize(
    ("cell", "name", "salutation", "gender"),
    [
        ("陈美丽 女士", "陈美丽", "陈女士", "female"),
        ("王五 先生", "王五", "王先生", "male"),
        ("欧阳美丽 女士", "欧阳美丽", "欧阳女士", "female"),
        ("赵六（女士）", "赵六", "赵女士", "female"),
        ("赵六(先生)", "赵六", "赵先生", "male"),
        ("小梁（梁志明）", "梁志明", "小梁", ""),
        ("小梁（采购）", "小梁", "", ""),
    ],
)
@pytest.mark.parametrize("contact", [False, True])
def test_that_the_cell_of_a_name_says_how_to_address_her(
    cell: str, name: str, salutation: str, gender: str, *, contact: bool
) -> None:
    if contact:
        rows = [("公司名称", "联系人", "手机"), ("大华建材有限公司", cell, PHONE)]
        person = understood(*rows).customers[0].contacts[0]
    else:
        person = understood(("姓名", "手机"), (cell, PHONE)).customers[0]
        assert person.tags == (("采购",) if "采购" in cell and not person.title else ())
    assert (person.name, person.gender, person.note) == (name, gender, "")
    if salutation:
        assert person.salutation == salutation
