"""Lists without a header: names as people keep them in WeChat, beside their numbers."""

from tests.support.books import targets, understood

WECHAT = (
    ("A建材王总-杭州", "13812340000", "2箱"),
    ("0装修李工 宁波", "13812340001", ""),
    ("莉莉美甲", "13812340002", ""),
    ("张姐（二房东）", "", "只有微信"),
    ("B五金刘老板-义乌", "13812340004", ""),
    ("快递小哥陈", "13812340005", ""),
)


def test_that_the_first_words_beside_numbers_are_names() -> None:
    sheet = understood(*WECHAT)
    assert targets(sheet)[:2] == ["name", "phone@mobile"]
    names = [customer.name for customer in sheet.customers]
    assert names[0] == "王总"
    assert names[2] == "莉莉美甲"
    assert sheet.customers[0].channels[0].remark == "A建材王总-杭州"


def test_that_somebody_named_without_a_number_is_kept() -> None:
    sheet = understood(*WECHAT)
    assert len(sheet.customers) == len(WECHAT)
    assert sheet.customers[3].name == "张姐"
    assert "只有微信" in sheet.customers[3].note
    assert sheet.problems == []


def test_that_a_remark_beside_numbers_and_names_stays_a_remark() -> None:
    sheet = understood(("要货很急", "王芳", "13812340000"), ("月底再联系", "李娜", "13812340001"))
    assert [customer.name for customer in sheet.customers] == ["王芳", "李娜"]
