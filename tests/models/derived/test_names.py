"""Same names, cores of company names, persons and companies."""

import pytest

from crmdesk.models.derived.names import company_core, guess_kind, same_name_key, split_person


def test_that_one_name_written_differently_has_one_key() -> None:
    assert same_name_key("李 娜") == same_name_key("李娜") == same_name_key("李　娜")
    assert same_name_key("張三") == same_name_key("张三")
    assert same_name_key("阿不都·克里木") == same_name_key("阿不都•克里木")
    assert same_name_key("ＡＤＡ") == same_name_key("Ada")
    assert same_name_key("张三") != same_name_key("章三")


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("浙江省杭州市云帆科技有限公司", "云帆科技"),
        ("杭州云帆科技有限公司", "云帆科技"),
        ("杭州雲帆科技股份有限公司", "云帆科技"),
        ("云帆科技（杭州）有限公司", "云帆科技"),
        ("云帆科技集团有限公司", "云帆科技"),
        ("云帆科技集团", "云帆科技"),
        ("云帆科技", "云帆科技"),
        ("上海示例贸易有限责任公司", "示例贸易"),
        ("Acme Trading Co., Ltd.", "acme trading"),
        ("ACME GmbH", "acme"),
    ],
)
def test_that_the_core_tells_a_company_apart(name: str, core: str) -> None:
    assert company_core(name) == core


@pytest.mark.parametrize(
    "name",
    ["北京银行", "杭州科技", "云帆科技杭州分公司", "南京大学", "中国石油", "公司", "(公司)", ""],
)
def test_that_nothing_of_its_own_is_taken_from_a_name(name: str) -> None:
    assert company_core(name) == name.strip("()")


def test_that_surname_and_given_name_are_split() -> None:
    assert split_person("欧阳娜娜") == ("欧阳", "娜娜")
    assert split_person("張三丰") == ("張", "三丰")
    assert split_person("云帆科技") == ("", "云帆科技")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("张三", "person"),
        ("欧阳娜娜", "person"),
        ("Ada Lovelace", "person"),
        ("阿不都·克里木", "person"),
        ("杭州云帆科技有限公司", "company"),
        ("云帆建材店", "company"),
        ("杭州银行", "company"),
        ("ACME GmbH", "company"),
        ("云帆", ""),
        ("好店", ""),
        ("", ""),
        ("好" * 300_000, ""),  # in no time; minutes, once
    ],
)
def test_that_persons_and_companies_are_told_apart(text: str, kind: str) -> None:
    assert guess_kind(text) == kind
