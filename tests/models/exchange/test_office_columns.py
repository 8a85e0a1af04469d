"""What columns of an office's own list mean beside one another; cells of several facts."""

import pytest

from crmdesk.models.exchange.cleaning.invoices import read_invoice_cell
from crmdesk.models.exchange.records.customers import Address, Consent, CustomerRecord
from tests.support.books import targets, understood

TAX = "91330100MA27XF6Q2B"


def only(*rows: tuple[object, ...]) -> CustomerRecord:
    (record,) = understood(*rows).customers
    return record


def test_that_a_role_with_a_number_beside_it_is_a_contact() -> None:
    record = only(
        ("单位全称", "老板", "老板电话", "采购", "采购手机", "财务电话"),
        ("大华公司", "王总", "13800138000", "小李", "13900139000", "0571-88881111"),
    )
    boss, buyer = record.contacts
    assert (boss.name, boss.role, boss.phones[0].e164) == ("王总", "decision", "+8613800138000")
    assert (buyer.name, buyer.role, buyer.phones[0].label) == ("小李", "purchasing", "mobile")
    assert [phone.e164 for phone in record.phones] == ["+8657188881111"]


def test_that_a_role_without_a_number_is_no_person() -> None:
    sheet = understood(("姓名", "财务", "电话"), ("张三", "月结", "13800138000"))
    assert targets(sheet) == ["name", "custom@财务", "phone"]


def test_that_names_in_wechat_name_whoever_has_no_other() -> None:
    first, second = understood(
        ("昵称", "备注名", "微信号"), ("晴天", "孙晴", "qing"), ("风", "A建材王总-杭州", "w")
    ).customers
    assert (first.name, first.channels[0].nickname) == ("孙晴", "晴天")
    assert (second.name, second.industry) == ("王总", "建材")


def test_that_a_nickname_without_wechat_is_a_field() -> None:
    assert targets(understood(("姓名", "昵称"), ("张三", "小三")))[1] == "custom@昵称"


def test_that_area_code_and_extension_of_their_own_columns_belong_to_the_number() -> None:
    record = only(
        ("姓名", "区号", "电话", "分机", "手机"), ("张三", "021", "63551003", "801", "13800138000")
    )
    assert [(phone.e164, phone.extension) for phone in record.phones] == [
        ("+862163551003", "801"),
        ("+8613800138000", ""),
    ]


def test_that_a_yes_below_a_refusal_is_a_refusal() -> None:
    record = only(("姓名", "拒收短信", "电话勿扰", "同意微信"), ("张三", "√", "否", "Y"))
    assert set(record.consents) == {
        Consent("sms", False), Consent("call", True), Consent("wechat", True),
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        f"名称：大华公司\n税号：{TAX}\n地址、电话：杭州市文三路1号 0571-88881111"
        "\n开户行及账号：工商银行文三支行 1202020209900011111",
        f"杭州大华有限公司 税号 {TAX} 杭州市文三路1号 0571-88881111 工商银行文三支行"
        " 1202020209900011111",
        f"杭州大华有限公司，{TAX}，杭州市文三路1号，0571-88881111，工商银行文三支行，"
        "1202020209900011111",
    ],
)
def test_that_invoice_data_of_one_cell_are_told_apart(text: str) -> None:
    invoice = read_invoice_cell(text)
    assert invoice is not None
    assert (invoice.tax_number, invoice.address) == (TAX, "杭州市文三路1号")
    assert (invoice.phone, invoice.bank, invoice.account) == (
        "0571-88881111", "工商银行文三支行", "1202020209900011111",
    )  # fmt: skip


def test_that_a_cell_without_invoice_data_is_a_note() -> None:
    record = only(("公司", "开票资料"), ("大华公司", "不开票"))
    assert (record.invoices, record.note) == ((), "开票资料：不开票")


@pytest.mark.parametrize(
    ("text", "name", "company", "address"),
    [
        ("张姐 13800138000 杭州市西湖区文三路1号", "张姐", "", "杭州市西湖区文三路1号"),
        ("王建国 大华建材有限公司 13800138000", "王建国", "大华建材有限公司", ""),
        ("张三，13800138000，浙江省杭州市文三路1号", "张三", "", "浙江省杭州市文三路1号"),
    ],
)
def test_that_a_person_in_one_breath_is_taken_apart(
    text: str, name: str, company: str, address: str
) -> None:
    record = only(("收货信息",), (text,))
    assert (record.name, record.company) == (name, company)
    assert record.phones[0].e164 == "+8613800138000"
    assert [found.raw for found in record.addresses] == ([address] if address else [])


@pytest.mark.parametrize(
    ("name", "told", "salutation", "gender"),
    [
        ("王总", "", "王总", ""),
        ("李小姐", "", "李小姐", "female"),
        ("老陈", "", "老陈", ""),
        ("王建国", "先生", "王先生", "male"),
        ("王建国", "王哥", "王哥", ""),
        ("李建工", "", "", ""),
        ("王芳", "", "", ""),
    ],
)
def test_that_whoever_is_named_so_is_addressed_so(
    name: str, told: str, salutation: str, gender: str
) -> None:
    record = only(("姓名", "称呼"), (name, told))
    assert (record.salutation, record.gender) == (salutation, gender)


@pytest.mark.parametrize(
    ("region", "city", "expected"),
    [
        ("浙江省", "", ("浙江", "")),
        ("浙江温州", "", ("浙江", "温州")),
        ("浙北", "", ("浙北", "")),
        ("", "杭州市", ("浙江", "杭州市")),
        ("", "上海", ("上海", "上海")),
    ],
)
def test_that_regions_are_written_one_way(
    region: str, city: str, expected: tuple[str, str]
) -> None:
    header = tuple(filter(None, ("姓名", "地区" if region else "", "城市" if city else "")))
    record = only(header, tuple(filter(None, ("张三", region, city))))
    places: tuple[Address, ...] = record.addresses
    assert (record.region, places[0].city if places else "") == expected


def test_that_a_row_counted_for_itself_takes_no_company_from_above() -> None:
    first, second, third = understood(
        ("序号", "公司名称", "姓名", "手机", "意向"),
        (1, "大华公司", "张三", "13800138000", "高"),
        (2, "小华公司", "李四", "13900139000", "低"),
        (3, "", "王五", "13700137000", ""),
    ).customers
    assert [first.company, second.company, third.company] == ["大华公司", "小华公司", ""]


def test_that_whoever_is_in_charge_of_a_company_is_its_contact() -> None:
    first, second = understood(
        ("代理商", "负责人", "手机"),
        ("杭州云帆贸易有限公司", "王建国", "13800138000"),
        ("宁波海昌商行", "赵敏", "13900139000"),
    ).customers
    assert [(one.name, one.owner, one.contacts[0].name) for one in (first, second)] == [
        ("杭州云帆贸易有限公司", "", "王建国"),
        ("宁波海昌商行", "", "赵敏"),
    ]
    assert first.contacts[0].phones[0].e164 == "+8613800138000"


def test_that_family_are_contacts_and_say_what_they_are() -> None:
    record = only(
        ("姓名", "父亲姓名", "父亲电话", "紧急联系人"),
        ("赵小宝", "赵大", "13800138000", "钱英"),
    )
    assert {(contact.name, contact.role) for contact in record.contacts} == {
        ("赵大", "父亲"),
        ("钱英", "紧急联系人"),
    }
    assert record.phones == ()


def test_that_a_person_who_is_her_own_company_is_a_person() -> None:
    record = only(("客户名称", "联系人", "手机"), ("金先生", "金先生", "13800138000"))
    assert (record.kind, record.name, record.contacts) == ("person", "金先生", ())


def test_that_no_city_of_a_form_is_a_city() -> None:
    record = only(("姓名", "省", "市", "详细地址"), ("张三", "上海", "市辖区", "世纪大道3号"))
    assert (record.region, record.addresses[0].city) == ("上海", "上海")
