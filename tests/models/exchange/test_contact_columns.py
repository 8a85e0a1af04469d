"""Several people in one row, and whose each column is."""

import pytest

from crmdesk.models.exchange.records.customers import CustomerRecord
from tests.support.books import Row, targets, understood


def told(*rows: Row) -> list[str]:
    return targets(understood(*rows))


def people(record: CustomerRecord) -> dict[str, list[str]]:
    return {contact.name: [phone.raw for phone in contact.phones] for contact in record.contacts}


FOUR = ("大华公司", "王芳", "13800138000", "李强", "13900139000")
BOTH = {"王芳": ["13800138000"], "李强": ["13900139000"]}


@pytest.mark.parametrize(
    "header",
    [
        ("公司", "联系人1", "电话1", "联系人2", "电话2"),
        ("公司", "联系人", "电话", "联系人", "电话"),
        ("公司", "联系人一", "手机", "联系人二", "手机"),
        ("公司", "联系人", "联系人电话", "联系人", "联系人电话"),
        ("客户名称", "姓名", "电话", "姓名", "电话"),
        ("公司", "联系人1", "联系人1电话", "联系人2", "联系人2电话"),
    ],
)
def test_that_each_person_has_the_number_behind_her_name(header: Row) -> None:
    (company,) = understood(header, FOUR).customers
    assert (company.kind, company.name) == ("company", "大华公司")
    assert people(company) == BOTH
    assert company.phones == ()


def test_that_names_first_and_numbers_behind_go_together_by_their_order() -> None:
    (company,) = understood(
        ("公司", "联系人1", "联系人2", "电话1", "电话2"),
        ("大华公司", "王芳", "李强", "13800138000", "13900139000"),
    ).customers
    assert people(company) == BOTH


def test_that_what_follows_the_last_person_is_the_companys() -> None:
    (company,) = understood(
        ("公司", "联系人", "手机", "联系人", "手机", "电话", "传真", "邮箱", "备注"),
        (*FOUR, "0571-88888888", "0571-88888889", "a@dahua.cn", "老客户"),
    ).customers
    assert people(company) == BOTH
    assert [phone.raw for phone in company.phones] == ["0571-88888888"]
    assert (company.emails[0].address, company.note) == ("a@dahua.cn", "老客户")


def test_that_a_person_may_bring_another() -> None:
    (first,) = understood(
        ("地址", "姓名1", "电话1", "姓名2", "电话2"),
        ("文三路1号", "王芳", "13800138000", "李强", "13900139000"),
    ).customers
    assert (first.kind, first.name) == ("person", "王芳")
    assert [phone.raw for phone in first.phones] == ["13800138000"]
    assert people(first) == {"李强": ["13900139000"]}


def test_that_an_e_mail_beside_the_contact_is_hers() -> None:
    found = told(
        ("公司", "公司邮箱", "联系人", "职务", "手机", "邮箱", "LINE"),
        ("大华公司", "a@dahua.cn", "王芳", "经理", "13800138000", "wang@dahua.cn", "wangf"),
    )
    assert found[5:] == ["contact1.email", "contact1.line"]
    assert found[1] == "email@work"


def test_that_notes_are_about_those_in_whose_rows_they_stand() -> None:
    several = understood(
        ("公司", "联系人", "手机", "备注"),
        ("大华公司", "王芳", "13800138000", "决策"),
        ("", "李强", "13900139000", "收货"),
    )
    assert [contact.note for contact in several.customers[0].contacts] == ["决策", "收货"]
    alone = understood(("公司", "联系人", "手机", "备注"), ("大华公司", "王芳", "1", "月结"))
    assert alone.customers[0].note == "月结"


def test_that_names_below_an_unknown_header_are_names() -> None:
    rows = [("车牌", "本人", "手机"), ("浙A12345", "邓超", "13800138000"), ("浙A1", "何勇", "1")]
    sheet = understood(*rows)
    assert [record.name for record in sheet.customers] == ["邓超", "何勇"]
    assert sheet.columns[1].confidence < 0.65
    assert told(("姓名", "介绍人"), ("张三", "李四"))[1] == "referrer"
    assert told(("车牌", "业务", "手机"), ("浙A12345", "邓超", "13800138000"))[1] != "name"


def test_that_a_header_nobody_knows_is_helped_by_its_content() -> None:
    rows = [
        ("甲", "乙", "丙"),
        *((f"王{n}芳", f"1380013800{i}", "x") for i, n in enumerate("一二三")),
    ]
    sheet = understood(*rows)
    assert targets(sheet)[:2] == ["name", "phone@mobile"]
    assert sheet.confidence < 0.65
    assert len(sheet.customers) == 3


def test_that_an_empty_column_takes_no_place() -> None:
    assert told(("姓名", "称呼", "称谓"), ("张三", "", "张总"))[2] == "salutation"
    phones = told(("姓名", "手机", "手机"), ("张三", "", "13800138000"))
    assert phones[2] == "phone@mobile"


def test_that_contents_against_a_header_are_marked() -> None:
    rows = [("姓名", "手机", "邮箱"), *[("13800138000", "张三", "在职")] * 3]
    sheet = understood(*rows)
    assert [guess.against for guess in sheet.columns] == [True, True, True]
    assert not any(g.against for g in understood(("姓名", "手机"), ("张三", "无")).columns)
