"""Headers of several rows: group titles over the columns they cover."""

import pytest

from crmdesk.models.exchange.records.understood import SheetUnderstanding
from crmdesk.models.exchange.sheets.understand import understand
from tests.support.books import OFFICE, Row, merged_book, targets, understood


def merged(rows: list[Row], *ranges: str, **options: object) -> SheetUnderstanding:
    return understand(merged_book(rows, *ranges), office=OFFICE, **options).sheets[0]  # type: ignore[arg-type]


COMPANY = ("大华公司", "王芳", "13800138000", "0571-88888888", "老客户")


@pytest.mark.parametrize("told", [True, False])
def test_that_a_group_covers_its_own_columns_only(told: bool) -> None:
    rows = [
        ("公司名称", "联系人", "联系方式", "", "备注"),
        ("", "", "手机", "座机", ""),
        COMPANY,
    ]
    ranges = ["A1:A2", "B1:B2", "C1:D1", "E1:E2"] if told else []
    sheet = merged(rows, *ranges)
    assert (sheet.header_first, sheet.header_row) == (1, 2)
    assert targets(sheet) == [
        "company", "contact1.name", "contact1.phone@mobile", "phone@work", "note",
    ]  # fmt: skip
    assert [guess.header for guess in sheet.columns] == [
        "公司名称", "联系人", "手机", "座机", "备注",
    ]  # fmt: skip
    assert len(sheet.customers) == 1


def test_that_contacts_stand_under_groups_of_their_own() -> None:
    rows = [
        ("单位", "联系人1", "", "第二联系人", "", "备用联系人"),
        ("", "姓名", "电话", "姓名", "电话", "姓名"),
        ("大华公司", "王芳", "13800138000", "李强", "13900139000", "赵敏"),
    ]
    sheet = merged(rows, "B1:C1", "D1:E1")
    assert targets(sheet)[:5] == [
        "company", "contact1.name", "contact1.phone", "contact2.name", "contact2.phone",
    ]  # fmt: skip
    assert [contact.name for contact in sheet.customers[0].contacts][:2] == ["王芳", "李强"]


def test_that_labels_stand_under_what_they_label() -> None:
    rows = [
        ("姓名", "电话", "", "", "地址", ""),
        ("", "办公", "家庭", "前台", "公司", "送货"),
        ("张三", "0571-88888888", "0571-66666666", "0571-77777777", "文三路1号", "文三路2号"),
    ]
    (record,) = merged(rows, "A1:A2", "B1:D1", "E1:F1").customers
    assert [phone.label for phone in record.phones] == ["work", "home", "前台"]
    assert [address.label for address in record.addresses] == ["work", "送货"]


def test_that_parts_of_two_addresses_stay_apart() -> None:
    rows = [
        ("公司", "送货地址", "", "", "注册地址", ""),
        ("", "省", "市", "详细地址", "城市", "街道"),
        ("大华公司", "浙江省", "杭州市", "文三路1号", "宁波市", "中山路2号"),
    ]
    (record,) = merged(rows, "A1:A2", "B1:D1", "E1:F1").customers
    first, second = sorted(record.addresses, key=lambda address: address.city, reverse=True)
    assert (first.label, first.region, first.city, first.street) == (
        "送货", "浙江省", "杭州市", "文三路1号",
    )  # fmt: skip
    assert (second.label, second.city, second.street) == ("注册", "宁波市", "中山路2号")


def test_that_somebody_elses_number_is_not_the_customers() -> None:
    rows = [
        ("姓名", "手机", "紧急联系人", "", "配偶", ""),
        ("", "", "姓名", "电话", "姓名", "电话"),
        ("张三", "13800138000", "李四", "13900139000", "王五", "13700137000"),
    ]
    sheet = merged(rows, "A1:A2", "B1:B2", "C1:D1", "E1:F1")
    assert targets(sheet)[2:] == [
        "contact1.name@紧急联系人", "contact1.phone", "contact2.name@配偶", "contact2.phone",
    ]  # fmt: skip
    (record,) = sheet.customers
    assert len(record.phones) == 1
    assert [(contact.name, contact.role) for contact in record.contacts] == [
        ("李四", "紧急联系人"), ("王五", "配偶"),
    ]  # fmt: skip


def test_that_a_header_may_have_three_rows() -> None:
    rows = [
        ("序号", "客户信息", "", "", "", "备注"),
        ("", "基本信息", "", "联系方式", "", ""),
        ("", "姓名", "性别", "手机", "微信", ""),
        (1.0, "张三", "男", "13800138000", "zs1980", "老客户"),
    ]
    sheet = merged(rows, "A1:A3", "B1:E1", "B2:C2", "D2:E2", "F1:F3")
    assert (sheet.header_first, sheet.header_row) == (1, 3)
    assert targets(sheet) == ["ignored", "name", "gender", "phone@mobile", "wechat", "note"]


def test_that_a_title_over_everything_is_no_group() -> None:
    rows = [("2025年客户名录", "", ""), ("姓名", "手机", "备注"), ("张三", "13800138000", "")]
    sheet = merged(rows, "A1:C1")
    assert (sheet.header_first, sheet.header_row) == (2, 2)
    assert sheet.skipped == [(1, "title")]


def test_that_invoice_data_stand_under_their_group() -> None:
    rows = [
        ("公司名称", "开票信息", "", "", ""),
        ("", "抬头", "税号", "开户行", "账号"),
        ("大华公司", "大华有限公司", "91330100MA27XF6Q2B", "工商银行", "12345678"),
    ]
    (record,) = merged(rows, "A1:A2", "B1:E1").customers
    assert record.invoices[0].title == "大华有限公司"
    assert (record.invoices[0].bank, record.invoices[0].account) == ("工商银行", "12345678")


def test_that_rows_of_data_never_join_the_header() -> None:
    rows = [("姓名", "城市", "备注"), ("张三", "杭州", ""), ("李四", "", "老客户")]
    sheet = understood(*rows)
    assert (sheet.header_first, sheet.header_row) == (1, 1)
    assert [record.name for record in sheet.customers] == ["张三", "李四"]


def test_that_the_user_may_say_which_rows_are_the_header() -> None:
    rows = [
        ("名册", "", "", ""),
        ("甲", "乙", "", "丙"),
        ("", "手机", "座机", ""),
        ("张三", "13800138000", "0571-88888888", "x"),
    ]
    sheet = understood(*rows, header_rows={"Sheet1": (2, 3)})
    assert (sheet.header_first, sheet.header_row) == (2, 3)
    assert [guess.header for guess in sheet.columns][:1] == ["甲"]
    assert [row for row, _ in sheet.skipped] == [1]


def test_that_a_header_of_two_rows_is_known_again_on_the_next_page() -> None:
    header: list[Row] = [("姓名", "联系方式", ""), ("", "手机", "座机")]
    rows = [
        *header,
        ("张三", "13800138000", ""),
        ("第 1 页 共 2 页", "", ""),
        *header,
        ("李四", "13900139000", ""),
    ]
    sheet = merged(rows, "A1:A2", "B1:C1", "A5:A6", "B5:C5")
    assert [record.name for record in sheet.customers] == ["张三", "李四"]
    assert sheet.skipped == [(4, "page"), (5, "header"), (6, "header")]


def test_that_somebodys_part_in_the_company_may_be_the_group() -> None:
    rows = [
        ("单位", "老板", "", "财务", ""),
        ("", "姓名", "电话", "姓名", "电话"),
        ("大华公司", "王总", "13800138000", "钱会计", "13900139000"),
    ]
    (company,) = merged(rows, "A1:A2", "B1:C1", "D1:E1").customers
    told = [(one.name, one.role, one.phones[0].raw) for one in company.contacts]
    assert told == [("王总", "decision", "13800138000"), ("钱会计", "finance", "13900139000")]


def test_that_a_line_above_the_header_is_no_group() -> None:
    rows = [("业务员：陈丽", "", "日期：2025-3-5"), ("姓名", "手机", "地址"), ("张三", "1", "杭州")]
    sheet = understood(*rows)
    assert (sheet.header_first, sheet.header_row, sheet.skipped) == (2, 2, [(1, "title")])


def test_that_figures_stand_under_the_group_of_their_years() -> None:
    rows = [
        ("客户名称", "销售额", "", "电话"),
        ("", "2023年", "2024年", ""),
        ("大华公司", "100", "200", "13800138000"),
    ]
    sheet = merged(rows, "A1:A2", "B1:C1", "D1:D2")
    assert dict(sheet.customers[0].custom) == {"销售额 2023年": "100", "销售额 2024年": "200"}


def test_that_a_group_without_a_rest_still_narrows() -> None:
    rows = [("客户", "", "介绍人"), ("姓名", "手机", "电话"), ("张三", "13800138000", "139")]
    assert targets(merged(rows, "A1:B1"))[2] != "phone#2"
