"""Names as people write them in WeChat: what they say, and what an import makes of them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmdesk.models.exchange.records.customers import Channel
from crmdesk.models.exchange.sheets.remark_names import RemarkName, read_remark
from tests.support.books import understood

READ = [
    ("A建材王总-杭州", {"name": "王总", "salutation": "王总", "industry": "建材",
                    "region": "浙江", "city": "杭州"}),
    ("AAA-李姐 瓷砖", {"name": "李姐", "salutation": "李姐", "industry": "瓷砖"}),
    ("王芳（茶叶）", {"name": "王芳", "industry": "茶叶"}),
    ("刘老师 三中", {"name": "刘老师", "salutation": "刘老师", "tags": ("三中",)}),
    ("客户-张三-2023", {"name": "张三", "tags": ("2023",)}),
    ("0571-老陈", {"name": "老陈", "salutation": "老陈", "region": "浙江", "city": "杭州"}),
    ("瓷砖李姐", {"name": "李姐", "salutation": "李姐", "industry": "瓷砖"}),
    ("石材王总", {"name": "王总", "salutation": "王总", "industry": "石材"}),
    ("华为王总", {"name": "王总", "salutation": "王总", "tags": ("华为",)}),
    ("A01欧阳总 温州", {"name": "欧阳总", "salutation": "欧阳总", "region": "浙江",
                    "city": "温州"}),
    ("王总13800138000", {"name": "王总", "salutation": "王总", "phones": ("13800138000",)}),
    ("陳經理(建材)", {"name": "陳經理", "salutation": "陳經理", "title": "經理",
                 "industry": "建材"}),
    ("王建国经理-万科", {"name": "王建国", "salutation": "王经理", "title": "经理",
                  "tags": ("万科",)}),
    ("林太太-台中", {"name": "林太太", "salutation": "林太太", "city": "台中"}),
    ("VIP-陈总", {"name": "陈总", "salutation": "陈总", "tags": ("VIP",)}),
    ("李工（弱电）上海", {"name": "李工", "salutation": "李工", "industry": "弱电",
                  "region": "上海", "city": "上海"}),
    ("阿强 海鲜", {"name": "阿强", "salutation": "阿强", "industry": "海鲜"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), READ)
def test_that_a_remark_name_is_understood(text: str, expected: dict[str, str]) -> None:
    assert read_remark(text) == RemarkName(text, **expected)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    ["王芳", "王总", "王 芳", "欧阳娜娜", "欧阳 娜娜", "王 小明", "张三/李四", "李小龙老师",
     "杭州云帆建材有限公司", "金华", "茶叶批发", "Anna-Maria Meier", "A家具厂", "Lily-外贸", ""],
)  # fmt: skip
def test_that_nothing_is_read_into_a_plain_name_or_into_what_names_nobody(text: str) -> None:
    assert read_remark(text) is None


def test_that_an_import_understands_such_names_and_keeps_them_as_written() -> None:
    sheet = understood(("姓名", "手机"), ("A建材王总-杭州", "13800138000"), ("李娜", "13900139000"))
    first, second = sheet.customers
    assert (first.name, first.salutation, first.industry) == ("王总", "王总", "建材")
    assert (first.region, first.addresses[0].city) == ("浙江", "杭州")
    assert first.channels == (Channel("wechat", "", remark="A建材王总-杭州"),)
    assert (second.name, second.salutation, second.channels) == ("李娜", "", ())


def test_that_two_words_are_not_taken_for_a_name_set_apart_for_looks() -> None:
    names = ("刘老师 三中", "王芳 茶叶", "欧阳 娜娜", "张　三", "王 小明")
    sheet = understood(("姓名", "电话"), *((name, "13800138000") for name in names))
    told = [(customer.name, customer.industry, customer.tags) for customer in sheet.customers]
    assert told == [
        ("刘老师", "", ("三中",)),
        ("王芳", "茶叶", ()),
        ("欧阳娜娜", "", ()),
        ("张三", "", ()),
        ("王小明", "", ()),
    ]


def test_that_an_account_gets_the_remark_name() -> None:
    sheet = understood(("姓名", "微信号"), ("AAA-李姐 瓷砖", "lijie_88"))
    assert sheet.customers[0].channels == (Channel("wechat", "lijie_88", remark="AAA-李姐 瓷砖"),)


def test_that_a_column_of_remark_names_fills_blanks_of_the_same_person_only() -> None:
    sheet = understood(
        ("姓名", "微信备注", "行业"),
        ("王建国", "A建材王总-杭州", ""),
        ("李娜", "B瓷砖陈总", ""),
        ("", "刘老师 三中", "教育"),
    )
    first, second, third = sheet.customers
    assert (first.name, first.salutation, first.industry) == ("王建国", "王总", "建材")
    assert (second.salutation, second.industry) == ("", "")
    assert second.channels[0].remark == "B瓷砖陈总"
    assert (third.name, third.industry, third.tags) == ("刘老师", "教育", ("三中",))


def test_that_companies_and_names_with_dashes_are_left_alone() -> None:
    names = ["云帆-建材有限公司", "杭州（西湖）酒店", "Anna-Maria Meier", "王芳-总店"]
    sheet = understood(("名称", "电话"), *((name, "13800138000") for name in names[:3]))
    assert [customer.name for customer in sheet.customers] == names[:3]


@settings(max_examples=300, deadline=None)
@given(st.text("A王李建材总姐杭州 -（）0571三中a★１", max_size=14))
def test_that_every_word_of_a_remark_name_goes_somewhere(text: str) -> None:
    found = read_remark(text)
    if found is not None:
        assert found.text == text
        assert found.name
        assert found.name in text.replace("１", "1")
