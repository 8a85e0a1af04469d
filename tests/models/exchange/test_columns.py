"""Columns are known by header, by content and by what stands beside them."""

import pytest

from crmdesk.models.exchange.header.titles import read_header
from crmdesk.models.exchange.vocabulary.fields import Target
from tests.support.books import targets, understood

OUTLOOK_CN = (
    "英文称谓,名,中间名,姓,中文称谓,单位,部门,职务,商务地址 街道,商务地址 街道 2,"
    "商务地址 市/县,商务地址 省/市/自治区,商务地址 邮政编码,商务地址 国家/地区,住宅地址 街道,"
    "住宅地址 市/县,助理的电话,商务传真,商务电话,商务电话 2,单位主要电话,住宅传真,住宅电话,"
    "移动电话,其他电话,寻呼机,电子邮件地址,电子邮件类型,电子邮件显示名称,电子邮件 2 地址,附注,"
    "生日,性别,业余爱好,网页"
)
OUTLOOK_TW = (
    "頭銜,名字,中間名,姓氏,稱謂,公司,部門,職稱,商務 - 街,商務 - 街 2,商務 - 市/鎮,商務 - 縣/市,"
    "商務 - 郵遞區號,商務 - 國家/地區,住家 - 街,商務電話,商務電話 2,住家電話,行動電話,電子郵件地址,"
    "電子郵件 2 地址,生日,記事,嗜好,網頁"
)
OUTLOOK_EN = (
    "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,"
    "Business Street 2,Business City,Business State,Business Postal Code,Business Country/Region,"
    "Business Phone,Business Phone 2,Home Phone,Mobile Phone,E-mail Address,E-mail 2 Address,"
    "Birthday,Notes,Web Page"
)


def fields(header: str, *values: str) -> dict[str, str]:
    """Header → target, for a comma-separated header line above one row."""
    names = header.split(",")
    sheet = understood(names, list(values) or [f"x{n}" for n in range(len(names))])
    return dict(zip(names, targets(sheet), strict=True))


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("姓 名", "name"),
        ("*姓名（必填）", "name"),
        ("姓名：", "name"),
        ("客户姓名", "name"),
        ("聯絡電話", "phone"),
        ("手机号码", "phone@mobile"),
        ("手机(必填)", "phone@mobile"),
        ("办公电话", "phone@work"),
        ("电话（办公）", "phone@work"),
        ("家庭电话2", "phone#2@home"),
        ("电话3", "phone#3"),
        ("联系人1 电话2", "contact1.phone#2"),
        ("联系人二", "contact2.name"),
        ("Contact 2 E-mail", "contact2.email"),
        ("联系人职务", "contact1.title"),
        ("電子郵件 2 地址", "email#2"),
        ("姓名 Name", "name"),
        ("Phone 2 - Value", "phone#2"),
        ("统一社会信用代码", "invoice.tax_number"),
        ("农历生日", "birthday@lunar"),
        ("所属行业", "industry"),
    ],
)
def test_that_headers_are_known_as_people_write_them(header: str, target: str) -> None:
    found = read_header(header)
    assert found is not None
    assert str(found[0]) == target


@pytest.mark.parametrize(
    "header", ["紧急联系人电话", "电话费", "商务地址 邮箱", "老公手机号", "年龄"]
)
def test_that_a_known_word_inside_another_says_nothing(header: str) -> None:
    assert read_header(header) is None


def test_that_outlook_is_read_in_chinese() -> None:
    found = fields(OUTLOOK_CN)
    assert found["名"] == "name.given"
    assert found["姓"] == "name.family"
    assert found["单位"] == "company"
    assert found["商务地址 街道 2"] == "address.street@work"
    assert found["商务地址 省/市/自治区"] == "address.region@work"
    assert found["住宅地址 市/县"] == "address.city@home"
    assert found["商务电话 2"].startswith("phone#")
    assert found["商务传真"] == "fax@work"
    assert found["电子邮件类型"] == "ignored"
    assert found["电子邮件 2 地址"] == "email#2"
    assert found["助理的电话"] == "custom@助理的电话"
    assert found["附注"] == "note"


def test_that_outlook_is_read_in_taiwan_and_in_english() -> None:
    taiwan = fields(OUTLOOK_TW)
    assert (taiwan["名字"], taiwan["姓氏"]) == ("name.given", "name.family")
    assert taiwan["商務 - 街 2"] == "address.street@work"
    assert taiwan["商務 - 縣/市"] == "address.region@work"
    assert taiwan["行動電話"].endswith("@mobile")
    assert taiwan["記事"] == "note"
    english = fields(OUTLOOK_EN)
    assert english["Title"] == "salutation"
    assert english["Job Title"] == "title"
    assert english["Business Country/Region"] == "address.country@work"
    assert english["E-mail 2 Address"] == "email#2"


def test_that_other_programs_exports_are_read() -> None:
    express = fields(
        "姓名,电子邮件地址,家庭所在街道,家庭所在城市,家庭电话,公司所在街道,商务电话,公司,职务"
    )
    assert express["家庭所在城市"] == "address.city@home"
    thunderbird = fields(
        "名字,姓氏,显示名称,主要电子邮件,备用电子邮件,移动电话号码,出生年份,出生月份,出生日"
    )
    assert thunderbird["显示名称"] == "name"
    assert thunderbird["备用电子邮件"] == "email#2"
    google = fields(
        "First Name,Last Name,Organization Name,Labels,E-mail 1 - Value,Phone 1 - Label,"
        "Phone 1 - Value,Address 1 - Formatted,Address 1 - City"
    )
    assert google["Phone 1 - Label"] == "phone.label"
    assert google["Address 1 - Formatted"] == "address"
    foxmail = fields("姓名,电子邮件地址,手机,职位,办公电话1,foxaddrID")
    assert foxmail["办公电话1"].endswith("@work")
    assert foxmail["foxaddrID"] == "ignored"


def test_that_columns_of_one_name_do_not_overwrite_each_other() -> None:
    found = understood(("姓名", "电话", "电话", "爱车", "爱车", "公司", "公司"), tuple("abcdefg"))
    assert targets(found) == [
        "name", "phone", "phone#2", "custom@爱车", "custom@爱车2", "company", "custom@公司",
    ]  # fmt: skip


def test_that_a_generic_name_is_a_company_beside_persons() -> None:
    assert targets(understood(("客户名称", "姓名"), ("大华", "张三")))[0] == "company"
    sheet = understood(("客户名称", "联系人"), ("杭州大华有限公司", "王总"))
    assert targets(sheet)[0] == "company"
    alone = understood(("客户名称", "电话"), ("杭州大华有限公司", "1"), ("张三", "2"))
    assert [record.kind for record in alone.customers] == ["company", "person"]


def test_that_contacts_without_a_company_are_the_customers() -> None:
    sheet = understood(("联系人", "联系电话"), ("张三", "13800138000"))
    assert targets(sheet) == ["name", "phone"]


def test_that_personal_columns_beside_a_contact_are_hers() -> None:
    sheet = understood(
        ("公司", "联系人", "职务", "手机", "电话", "传真"),
        ("大华公司", "王总", "总经理", "13800138000", "0571-88888888", "0571-88888889"),
    )
    assert targets(sheet) == [
        "company", "contact1.name", "contact1.title", "contact1.phone@mobile", "phone", "fax",
    ]  # fmt: skip


def test_that_a_person_in_charge_is_ours_or_theirs_by_what_stands_there() -> None:
    companies = [(f"大华{n}公司", name) for n, name in enumerate(["王芳", "李强"] * 10)]
    assert targets(understood(("公司", "负责人"), *companies))[1] == "owner"
    heads = [
        (f"大华{n}公司", f"王{name}芳") for n, name in enumerate("一二三四五六七八九十甲乙丙丁戊己")
    ]
    assert targets(understood(("公司", "负责人"), *heads))[1] == "contact1.name"


def test_that_words_we_do_not_know_make_a_choice_a_field_of_its_own() -> None:
    found = fields("姓名,状态", "张三", "已付款")
    assert found["状态"] == "custom@状态"
    assert fields("姓名,状态", "张三", "意向")["状态"] == "stage"


def test_that_a_column_without_header_and_sense_goes_to_the_note() -> None:
    (record,) = understood(("姓名", ""), ("张三", "看着办")).customers
    assert record.note == "Column B: 看着办"


def test_that_a_mapping_overrules_what_was_recognised() -> None:
    rows = [("姓名", "甲"), ("张三", "13800138000")]
    sheet = understood(*rows, mapping={"Sheet1": {1: "phone@mobile"}})
    assert sheet.customers[0].phones[0].e164 == "+8613800138000"
    dropped = understood(*rows, mapping={sheet.shape: {1: ""}})
    assert dropped.customers[0].custom == ()


@pytest.mark.parametrize(
    "target",
    [Target("phone", 2, 1, "work"), Target("custom", label="a@b#2"), Target("address.city", 3)],
)
def test_that_targets_survive_as_text(target: Target) -> None:
    assert Target.parse(str(target)) == target
