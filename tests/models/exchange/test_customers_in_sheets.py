"""Rows become persons and companies, with contacts where the file has them."""

from crmdesk.models.exchange.records.customers import Address, Channel, Invoice
from crmdesk.models.exchange.sheets.understand import understand
from tests.support.books import make_book, understood


def test_that_a_row_with_a_name_is_a_person_and_one_without_a_company() -> None:
    sheet = understood(("姓名", "公司"), ("张三", "大华公司"), ("", "小华公司"), ("李四", ""))
    found = [(record.kind, record.name, record.company) for record in sheet.customers]
    assert found == [
        ("person", "张三", "大华公司"),
        ("company", "小华公司", ""),
        ("person", "李四", ""),
    ]


def test_that_words_for_no_company_are_none() -> None:
    rows = [(f"张{number}", words) for number, words in enumerate(("个人", "個人", "-", "无"))]
    sheet = understood(("姓名", "单位名称"), *rows, ("", "个人"), group_by_company=True)
    assert [(r.kind, r.company) for r in sheet.customers] == [("person", "")] * 4


def test_that_rows_of_one_company_become_its_contacts() -> None:
    sheet = understood(
        ("公司名称", "联系人", "联系人手机"),
        ("大华公司", "王总", "13800138000"),
        ("", "李工", "13900139000"),
        ("小华公司", "赵姐", "13700137000"),
        ("大华公司", "钱会计", "13600136000"),
    )
    assert [record.name for record in sheet.customers] == ["大华公司", "小华公司"]
    great = sheet.customers[0]
    assert [contact.name for contact in great.contacts] == ["王总", "李工", "钱会计"]
    assert [row for row, _ in great.folded] == [3, 5]
    assert great.contacts[1].phones[0].e164 == "+8613900139000"


def test_that_different_numbers_never_become_one() -> None:
    sheet = understood(
        ("编号", "公司", "联系人"), ("1", "大华公司", "王总"), ("2", "大华公司", "李工")
    )
    assert [record.number for record in sheet.customers] == ["1", "2"]


def test_that_persons_group_by_company_when_asked() -> None:
    rows = [
        ("姓名", "公司", "手机", "地址"),
        ("张三", "大华公司", "13800138000", "杭州市西湖区1号"),
        ("李四", "大华公司", "13900139000", ""),
        ("王五", "", "13700137000", ""),
    ]
    sheet = understood(*rows, group_by_company=True)
    assert [(r.kind, r.name) for r in sheet.customers] == [
        ("company", "大华公司"),
        ("person", "王五"),
    ]
    company = sheet.customers[0]
    assert [contact.name for contact in company.contacts] == ["张三", "李四"]
    assert company.phones == ()
    assert company.addresses[0].city == "杭州市"
    assert [row for row, _ in company.folded] == [3]


def test_that_a_contact_without_a_name_leaves_her_number_to_the_company() -> None:
    sheet = understood(("公司", "联系人", "联系人手机"), ("大华公司", "", "13800138000"))
    (company,) = sheet.customers
    assert company.contacts == ()
    assert company.phones[0].e164 == "+8613800138000"


def test_that_somebody_known_by_number_only_is_called_by_it() -> None:
    (record,) = understood(("姓名", "手机"), ("", "13800138000")).customers
    assert (record.kind, record.name) == ("person", "13800138000")


def test_that_the_fingerprint_is_that_of_the_filled_cells() -> None:
    first = understood(("姓名", "手机", "备注"), ("张三", "13800138000", "")).customers[0]
    second = understood(("姓名", "手机"), ("张三", 13800138000.0)).customers[0]
    other = understood(("姓名", "手机"), ("张三", "13800138001")).customers[0]
    assert first.digest == second.digest != other.digest


def test_that_addresses_are_taken_apart_by_the_table_only() -> None:
    rows = [("姓名", "地址"), ("张三", "浙江省杭州市西湖区文三路1号"), ("李四", "鼓楼区中山路2号")]
    first, second = understood(*rows).customers
    assert first.addresses[0][1:6] == (
        "浙江省杭州市西湖区文三路1号", "", "浙江省", "杭州市", "西湖区文三路1号",
    )  # fmt: skip
    assert first.region == "浙江"
    assert second.addresses[0].city == ""


def test_that_province_and_city_columns_complete_the_address() -> None:
    (record,) = understood(
        ("姓名", "省份", "城市", "区县", "详细地址", "邮编"),
        ("张三", "浙江省", "杭州市", "西湖区", "文三路1号", "310012"),
    ).customers
    assert record.addresses == (
        Address("", "文三路1号", "", "浙江省", "杭州市", "西湖区文三路1号", "310012"),
    )
    (elsewhere,) = understood(("姓名", "城市"), ("张三", "杭州市")).customers
    assert elsewhere.addresses[0].city == "杭州市"


def test_that_parts_of_names_are_put_together() -> None:
    chinese = understood(("姓", "名", "手机"), ("张", "三丰", "1")).customers[0]
    western = understood(("First Name", "Last Name"), ("Ada", "Lovelace")).customers[0]
    assert (chinese.name, western.name) == ("张三丰", "Ada Lovelace")


def test_that_parts_of_birthdays_are_put_together() -> None:
    rows = [("显示名称", "出生年份", "出生月份", "出生日"), ("张三", "1980", "3", "5")]
    birthday = understood(*rows).customers[0].birthday
    assert birthday is not None
    assert (birthday.year, birthday.month, birthday.day) == (1980, 3, 5)


def test_that_channels_and_invoices_are_grouped() -> None:
    (record,) = understood(
        ("公司", "微信", "微信昵称", "QQ", "发票抬头", "税号", "开户行"),
        ("大华公司", "wx1", "大华", "12345", "大华公司", "91330100MA27XF6Q2B", "工行"),
    ).customers
    assert record.channels == (
        Channel("wechat", "wx1", nickname="大华"),
        Channel("qq", "12345"),
    )
    assert record.invoices == (
        Invoice(title="大华公司", tax_number="91330100MA27XF6Q2B", bank="工行"),
    )


def test_that_two_invoice_facts_in_one_cell_are_told_apart() -> None:
    (record,) = understood(
        ("公司", "开户行及账号", "地址电话"),
        ("大华公司", "工商银行杭州支行 1202020209900011111", "杭州市文三路1号 0571-88888888"),
    ).customers
    (invoice,) = record.invoices
    assert (invoice.bank, invoice.account) == ("工商银行杭州支行", "1202020209900011111")
    assert (invoice.address, invoice.phone) == ("杭州市文三路1号", "0571-88888888")


def test_that_a_wechat_of_the_same_number_is_that_number() -> None:
    (record,) = understood(("姓名", "手机", "微信"), ("张三", "13800138000", "同手机")).customers
    assert record.channels == (Channel("wechat", "13800138000"),)


def test_that_a_company_is_not_its_own_employer() -> None:
    name = "杭州大华有限公司"
    (record,) = understood(("姓名", "公司"), (name, name)).customers
    assert (record.kind, record.name, record.company) == ("company", name, "")


def test_that_several_notes_are_lines_of_one() -> None:
    rows = [("姓名", "备注", "说明"), ("张三", "一", "二")]
    assert understood(*rows).customers[0].note == "一\n二"


def test_that_unknown_columns_are_fields_of_their_own() -> None:
    rows = [("姓名", "爱车", "车牌"), ("张三", "宝马", "")]
    assert understood(*rows).customers[0].custom == (("爱车", "宝马"),)


def test_that_all_sheets_are_read_but_those_hidden() -> None:
    rows = [("姓名", "手机"), ("张三", "13800138000")]
    book = make_book(rows, [("甲",), ("乙",)], rows, names=("一月", "说明", "二月"))
    hidden = list(book.sheets())[2]
    hidden.hidden = True
    found = understand(book)
    assert [sheet.kind for sheet in found.sheets] == ["customers", ""]
    assert len(understand(book, sheet="二月").customers) == 1
