"""How one might address somebody, as far as her name tells."""

import pytest

from crmdesk.models.core.i18n import use_language
from crmdesk.models.customers.salutations import offered_salutations


@pytest.mark.parametrize(
    ("name", "first"),
    [("王芳", "王总"), ("欧阳娜娜", "欧阳总"), (" 李理 ", "李总"), ("张伟", "张总")],
)
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_that_a_chinese_surname_is_addressed_in_chinese(
    name: str, first: str, language: str
) -> None:
    use_language(language)
    try:
        offered = offered_salutations(name)
    finally:
        use_language("en")
    assert offered[0] == first
    assert len(set(offered)) == 6


@pytest.mark.parametrize("name", ["王总", "李经理", "陳經理", "陈姐", "张老师", "赵总监"])
def test_that_who_is_called_by_a_salutation_already_keeps_it(name: str) -> None:
    assert offered_salutations(name) == (name,)


@pytest.mark.parametrize("name", ["", "  ", "13800138000"])
def test_that_nothing_is_offered_where_there_is_no_surname(name: str) -> None:
    assert offered_salutations(name) == ()
