"""The address books of other programs, with all the columns of the real exports."""

from pathlib import Path
from typing import Any

import pytest

from crmdesk.models.exchange.reading.book import read_book
from crmdesk.models.exchange.records.customers import CustomerRecord
from crmdesk.models.exchange.records.understood import OfficeHints, SheetUnderstanding
from crmdesk.models.exchange.sheets.understand import understand
from tests.support import known_exports as known
from tests.support.books import OFFICE
from tests.support.known_exports import export

TAIWAN = OfficeHints(country="TW", area_code="02", today=OFFICE.today)
Told = dict[str, Any]


def read(
    folder: Path, columns: list[str], rows: list[dict[str, str]], encoding: str,
    office: OfficeHints = OFFICE,
) -> SheetUnderstanding:  # fmt: skip
    path = folder / "contacts.csv"
    path.write_bytes(export(columns, rows, encoding))
    (sheet,) = understand(read_book(path), office=office).sheets
    assert (sheet.problems, sheet.skipped) == ([], [])
    return sheet


def told(record: CustomerRecord) -> Told:
    """What a customer says, in the words of a short list."""
    found: Told = {}
    for name, value in record.__dict__.items():
        if not value or name in ("row", "sheet", "digest", "kind"):
            continue
        match name:
            case "phones":
                value = [f"{one.label} {one.e164} {one.extension}".strip() for one in value]
            case "emails":
                value = [f"{one.label} {one.address}".strip() for one in value]
            case "channels":
                value = [f"{one.kind} {one.label} {one.value}".replace("  ", " ") for one in value]
            case "addresses":
                value = [f"{one.label}: {one.raw} ({one.street}) {one.postcode}".strip()
                         for one in value]  # fmt: skip
            case "birthday":
                value = (value.year, value.month, value.day)
            case "anniversaries":
                value = [(label, day.year, day.month, day.day) for label, day in value]
            case "custom":
                value = dict(value)
        found[name] = value
    return found


def test_that_outlook_is_read_in_simplified_chinese(tmp_path: Path) -> None:
    wang = {
        "英文称谓": "Mr.", "名": "建国", "姓": "王", "中文称谓": "先生",
        "单位": "杭州大华建材有限公司", "部门": "销售部", "职务": "经理",
        "商务地址 街道": "文三路1号", "商务地址 街道 2": "大华楼", "商务地址 街道 3": "3室",
        "商务地址 市/县": "杭州市", "商务地址 省/市/自治区": "浙江省",
        "商务地址 邮政编码": "310012",
        "商务地址 国家/地区": "中华人民共和国", "住宅地址 街道": "中山路2号",
        "住宅地址 市/县": "宁波市", "商务传真": "0571-88888889", "住宅传真": "0571-87654322",
        "商务电话": "0571-88888888", "商务电话 2": "0571-88888887", "回电话": "0571-88880001",
        "车载电话": "13500135000", "单位主要电话": "0571-88880000", "住宅电话": "0571-87654321",
        "移动电话": "13800138000", "寻呼机": "127-1234567", "电子邮件地址": "wang@dahua.cn",
        "电子邮件类型": "SMTP", "电子邮件显示名称": "王建国 (wang@dahua.cn)",
        "电子邮件 2 地址": "/o=DAHUA/ou=First/cn=Recipients/cn=wangjg", "电子邮件 2 类型": "EX",
        "电子邮件 2 显示名称": "王建国", "附注": "老客户\n喜欢喝茶", "类别": "客户;VIP",
        "关键字": "建材", "敏感度": "普通", "优先级": "普通", "私有": "False", "性别": "未指定",
        "生日": "1970-3-5", "纪念日": "2000-5-20", "网页": "http://www.dahua.cn",
        "业余爱好": "钓鱼", "配偶": "李芳", "子女": "王小明", "引用者": "张三",
    }  # fmt: skip
    li = {
        "名": "芳", "姓": "李", "移动电话": "13900139000", "生日": "0/0/00", "纪念日": "0/0/00",
        "性别": "女", "敏感度": "普通", "优先级": "普通", "私有": "False",
    }  # fmt: skip
    first, second = read(tmp_path, known.OUTLOOK_CN, [wang, li], "gb18030").customers
    assert told(first) == {
        "name": "王建国", "salutation": "王先生", "gender": "male", "region": "浙江",
        "company": "杭州大华建材有限公司",
        "department": "销售部", "title": "经理", "tags": ("建材", "客户", "VIP"),
        "referrer": "张三", "hobbies": "钓鱼", "birthday": (1970, 3, 5),
        "anniversaries": [("", 2000, 5, 20)], "note": "老客户\n喜欢喝茶",
        "phones": [
            "work +8657188888888", "work +8657188888887", "+8657188880001", "+8613500135000",
            "work +8657188880000", "home +8657187654321", "mobile +8613800138000",
        ],
        "emails": ["wang@dahua.cn"],
        "channels": [
            "fax work 0571-88888889", "fax home 0571-87654322", "web http://www.dahua.cn",
        ],
        "addresses": [
            "home: 宁波市中山路2号 (中山路2号)",
            "work: 浙江省杭州市文三路1号 大华楼 3室 (文三路1号 大华楼 3室) 310012",
        ],
        "custom": {"英文称谓": "Mr.", "寻呼机": "127-1234567", "配偶": "李芳", "子女": "王小明"},
    }  # fmt: skip
    assert told(second) == {"name": "李芳", "gender": "female", "phones": ["mobile +8613900139000"]}


def test_that_outlook_is_read_in_taiwan(tmp_path: Path) -> None:
    chen = {
        "名字": "怡君", "姓氏": "陳", "稱謂": "小姐", "公司": "大同股份有限公司", "職稱": "經理",
        "商務 - 街": "信義路五段7號", "商務 - 市/鎮": "信義區", "商務 - 縣/市": "台北市",
        "商務 - 郵遞區號": "110", "商務 - 國家/地區": "台灣", "商務傳真": "02-23456780",
        "商務電話": "02-23456789#12", "商務電話 2": "02-23456788", "公司代表線": "02-23450000",
        "住家電話": "02-87654321", "行動電話": "0912-345-678", "電子郵件地址": "chen@tatung.tw",
        "電子郵件類型": "SMTP", "生日": "1975/3/12", "記事": "老客戶", "性別": "未指定",
        "嗜好": "登山", "介紹人": "林志明", "私人": "False", "優先順序": "一般", "敏感度": "一般",
        "類別": "客戶;朋友",
    }  # fmt: skip
    lin = {
        "名字": "志明", "姓氏": "林", "行動電話": "0922333444", "生日": "0/0/00",
        "電子郵件地址": "/o=Ex/cn=x", "電子郵件類型": "EX", "性別": "未指定",
    }  # fmt: skip
    found = read(tmp_path, known.OUTLOOK_TW, [chen, lin], "big5", TAIWAN).customers
    assert [told(record) for record in found] == [
        {
            "name": "陳怡君", "salutation": "陳小姐", "gender": "female",
            "company": "大同股份有限公司", "title": "經理",
            "tags": ("客戶", "朋友"), "referrer": "林志明", "hobbies": "登山", "region": "台北市",
            "birthday": (1975, 3, 12), "note": "老客戶",
            "phones": [
                "work +886223456789 12", "work +886223456788", "work +886223450000",
                "home +886287654321", "mobile +886912345678",
            ],
            "emails": ["chen@tatung.tw"],
            "channels": ["fax work 02-23456780"],
            "addresses": ["work: 台北市信義區信義路五段7號 (信義路五段7號) 110"],
        },
        {"name": "林志明", "phones": ["mobile +886922333444"]},
    ]  # fmt: skip


def test_that_outlook_is_read_in_english(tmp_path: Path) -> None:
    john = {
        "Title": "Mr.", "First Name": "John", "Middle Name": "Q", "Last Name": "Doe",
        "Suffix": "Jr.", "Company": "Acme Ltd", "Job Title": "Buyer",
        "Business Street": "1 Main St", "Business City": "Shanghai",
        "Business Country/Region": "China", "Business Phone": "021-62345678",
        "Callback": "021-62340000", "Car Phone": "13500135000", "Home Fax": "021-62345679",
        "Mobile Phone": "13800138000", "E-mail Address": "john@acme.com", "E-mail Type": "SMTP",
        "E-mail 2 Address": "/o=x/cn=y", "E-mail 2 Type": "EX", "Birthday": "3/5/1980",
        "Anniversary": "0/0/00", "Gender": "Unspecified", "Notes": "Good",
        "Categories": "VIP;Friend", "Priority": "Normal", "Private": "False",
        "Sensitivity": "Normal", "Web Page": "http://acme.com", "Spouse": "Jane",
        "Referred By": "Ann",
    }  # fmt: skip
    (record,) = read(tmp_path, known.OUTLOOK_EN, [john], "utf-8-sig").customers
    assert told(record) == {
        "name": "John Q Doe", "salutation": "Mr.", "company": "Acme Ltd", "title": "Buyer",
        "tags": ("VIP", "Friend"), "referrer": "Ann", "birthday": (1980, 3, 5), "note": "Good",
        "phones": [
            "work +862162345678", "+862162340000", "+8613500135000", "mobile +8613800138000",
        ],
        "emails": ["john@acme.com"],
        "channels": ["fax home 021-62345679", "web http://acme.com"],
        "addresses": ["work: 1 Main St, Shanghai, China (1 Main St)"],
        "custom": {"Suffix": "Jr.", "Spouse": "Jane"},
    }  # fmt: skip


EXPRESS = {
    "名": "三", "姓": "张", "昵称": "小张", "电子邮件地址": "z@a.cn", "移动电话": "13800138000",
    "个人网页": "http://me.cn", "公司所在街道": "中山路2号", "公司所在城市": "宁波市",
    "公司所在地的邮政编码": "315000", "公司网页": "http://dahua.cn", "商务电话": "0574-87654321",
    "商务传真": "0574-87654322", "公司": "大华公司", "职务": "经理", "部门": "采购部",
    "办公地点": "3楼",
}  # fmt: skip
EXPRESS_TOLD = {
    "name": "张三", "company": "大华公司", "title": "经理", "department": "采购部",
    "note": "朋友", "region": "浙江",
    "phones": ["home +8657187654321", "mobile +8613800138000", "work +8657487654321"],
    "emails": ["z@a.cn"],
    "channels": ["fax work 0574-87654322", "web http://me.cn", "web http://dahua.cn"],
    "addresses": [
        "home: 浙江省杭州市文三路1号 (文三路1号) 310012",
        "work: 宁波市中山路2号 (中山路2号) 315000",
    ],
    "custom": {"昵称": "小张", "办公地点": "3楼"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("columns", "home", "name", "note", "encoding"),
    [
        (known.EXPRESS_CN, "家庭", "姓名", "附注", "gb18030"),
        (known.LIVE_MAIL_CN, "住宅", "名字", "注释", "utf-8"),
    ],
)
def test_that_outlook_express_and_live_mail_are_read(
    tmp_path: Path, columns: list[str], home: str, name: str, note: str, encoding: str
) -> None:
    row = EXPRESS | {
        name: "张三", note: "朋友", f"{home}所在街道": "文三路1号", f"{home}所在城市": "杭州市",
        f"{home}所在地的邮政编码": "310012", f"{home}所在省/市/自治区": "浙江省",
        f"{home}电话": "0571-87654321",
    }  # fmt: skip
    (record,) = read(tmp_path, columns, [row], encoding).customers
    assert told(record) == EXPRESS_TOLD


def test_that_a_name_in_parts_only_is_put_together(tmp_path: Path) -> None:
    row = {"名": "四", "姓": "李", "移动电话": "13900139000"}
    (record,) = read(tmp_path, known.LIVE_MAIL_CN, [row], "utf-8").customers
    assert told(record) == {"name": "李四", "phones": ["mobile +8613900139000"]}


def test_that_foxmail_is_read(tmp_path: Path) -> None:
    row = {
        "名": "三", "姓": "张", "姓名": "张三", "昵称": "小张", "电子邮件地址": "z@a.cn;zz@b.cn",
        "手机": "13800138000", "QQ": "12345678", "性别": "男", "生日": "1980-3-5",
        "家庭地址": "杭州市文三路1号", "家庭电话": "0571-87654321", "家庭邮编": "310012",
        "个人主页": "http://me.cn", "公司": "大华公司", "部门": "采购", "职位": "经理",
        "办公地址": "杭州市中山路2号", "办公电话1": "0571-88888888", "办公电话2": "0571-88888887",
        "公司传真": "0571-88888889", "公司邮编": "310013", "公司主页": "http://a.cn",
        "附注": "朋友", "foxaddrID": "1",
    }  # fmt: skip
    (record,) = read(tmp_path, known.FOXMAIL, [row], "gb18030").customers
    assert told(record) == {
        "name": "张三", "gender": "male", "company": "大华公司", "department": "采购",
        "title": "经理", "birthday": (1980, 3, 5), "note": "朋友", "region": "浙江",
        "phones": [
            "mobile +8613800138000", "home +8657187654321", "work +8657188888888",
            "work +8657188888887",
        ],
        "emails": ["z@a.cn", "zz@b.cn"],
        "channels": [
            "qq 12345678", "fax work 0571-88888889", "web http://me.cn", "web http://a.cn",
        ],
        "addresses": [
            "home: 杭州市文三路1号 (文三路1号) 310012", "work: 杭州市中山路2号 (中山路2号) 310013",
        ],
        "custom": {"昵称": "小张"},
    }  # fmt: skip


THUNDERBIRD = {
    "名字": "三", "姓氏": "张", "显示名称": "张三", "呢称": "小张", "主要电子邮件": "z@a.cn",
    "备用电子邮件": "y@a.cn", "工作电话": "0571-88888888", "家庭电话": "0571-87654321",
    "传真号码": "0571-88888889", "移动电话号码": "13800138000", "家庭地址": "文三路1号",
    "家庭地址 2": "二楼", "家庭城市": "杭州市", "家庭省份": "浙江省", "家庭邮编": "310012",
    "工作地址": "中山路2号", "工作城市": "宁波市", "职务": "经理", "部门": "采购",
    "组织": "大华公司", "网页 1": "http://a.cn", "网页 2": "http://b.cn", "出生年份": "1980",
    "出生月份": "3", "出生日": "5", "自定义 1": "爱喝茶", "注释": "朋友",
}  # fmt: skip


@pytest.mark.parametrize("columns", [known.THUNDERBIRD_CN, known.THUNDERBIRD_EN])
def test_that_thunderbird_is_read(tmp_path: Path, columns: list[str]) -> None:
    nobody = {"显示名称": "李四", "移动电话号码": "13900139000", "出生月份": "8", "出生日": "15"}
    names = dict(zip(known.THUNDERBIRD_CN, columns, strict=True))
    rows = [{names[name]: text for name, text in row.items()} for row in (THUNDERBIRD, nobody)]
    first, second = read(tmp_path, columns, rows, "utf-8").customers
    assert told(first) == {
        "name": "张三", "company": "大华公司", "department": "采购", "title": "经理",
        "birthday": (1980, 3, 5), "note": "朋友", "region": "浙江",
        "phones": ["work +8657188888888", "home +8657187654321", "mobile +8613800138000"],
        "emails": ["z@a.cn", "y@a.cn"],
        "channels": ["fax 0571-88888889", "web http://a.cn", "web http://b.cn"],
        "addresses": [
            "home: 浙江省杭州市文三路1号 二楼 (文三路1号 二楼) 310012",
            "work: 宁波市中山路2号 (中山路2号)",
        ],
        "custom": {names["呢称"]: "小张", names["自定义 1"]: "爱喝茶"},
    }  # fmt: skip
    assert told(second) == {
        "name": "李四", "phones": ["mobile +8613900139000"], "birthday": (None, 8, 15),
    }  # fmt: skip


def test_that_googles_old_export_is_read(tmp_path: Path) -> None:
    row = {
        "Name": "张三", "Given Name": "三", "Family Name": "张", "Nickname": "小张",
        "Birthday": "1980-03-05", "Gender": "male", "Occupation": "医生", "Hobby": "钓鱼",
        "Notes": "朋友", "Group Membership": "老客户 ::: * myContacts",
        "E-mail 1 - Type": "* Work", "E-mail 1 - Value": "z@a.cn ::: y@a.cn",
        "E-mail 2 - Type": "Home", "E-mail 2 - Value": "h@a.cn", "IM 1 - Type": "Other",
        "IM 1 - Service": "QQ", "IM 1 - Value": "12345678", "Phone 1 - Type": "Mobile",
        "Phone 1 - Value": "138 0013 8000 ::: +86 139 0013 9000", "Phone 2 - Type": "Work Fax",
        "Phone 2 - Value": "0571-88888889", "Phone 3 - Type": "老板",
        "Phone 3 - Value": "13700137000", "Address 1 - Type": "Home",
        "Address 1 - Formatted": "文三路1号\n杭州市, 浙江省 310012\n中国",
        "Address 1 - Street": "文三路1号", "Address 1 - City": "杭州市",
        "Address 1 - Region": "浙江省", "Address 1 - Postal Code": "310012",
        "Address 1 - Country": "中国", "Organization 1 - Name": "大华公司",
        "Organization 1 - Title": "经理", "Organization 1 - Department": "采购部",
        "Relation 1 - Type": "Spouse", "Relation 1 - Value": "李四", "Website 1 - Type": "Work",
        "Website 1 - Value": "http://a.cn", "Event 1 - Type": "Anniversary",
        "Event 1 - Value": "2010-05-20", "Custom Field 1 - Type": "茶",
        "Custom Field 1 - Value": "龙井",
    }  # fmt: skip
    (record,) = read(tmp_path, known.GOOGLE_OLD, [row], "utf-16").customers
    assert told(record) == {
        "name": "张三", "gender": "male", "company": "大华公司", "department": "采购部",
        "title": "经理", "tags": ("老客户",), "occupation": "医生", "hobbies": "钓鱼",
        "birthday": (1980, 3, 5), "anniversaries": [("Anniversary", 2010, 5, 20)],
        "note": "朋友", "region": "浙江",
        "phones": ["mobile +8613800138000", "mobile +8613900139000", "老板 +8613700137000"],
        "emails": ["work z@a.cn", "work y@a.cn", "home h@a.cn"],
        "channels": ["fax work 0571-88888889", "web work http://a.cn", "qq other 12345678"],
        "addresses": ["home: 文三路1号 杭州市, 浙江省 310012 中国 (文三路1号) 310012"],
        "custom": {
            "Nickname": "小张", "Relation 1 - Type": "Spouse", "Relation 1 - Value": "李四",
            "Custom Field 1 - Type": "茶", "Custom Field 1 - Value": "龙井",
        },
    }  # fmt: skip


def test_that_googles_new_export_is_read(tmp_path: Path) -> None:
    row = {
        "First Name": "三", "Last Name": "张", "Nickname": "小张", "Organization Name": "大华公司",
        "Organization Title": "经理", "Organization Department": "采购部", "Birthday": "--03-05",
        "Notes": "朋友", "Photo": "https://lh3.example/x", "Labels": "老客户 ::: * myContacts",
        "E-mail 1 - Label": "* Work", "E-mail 1 - Value": "z@a.cn", "E-mail 2 - Value": "h@a.cn",
        "Phone 1 - Label": "Mobile", "Phone 1 - Value": "13800138000 ::: 13900139000",
        "Phone 2 - Label": "Home Fax", "Phone 2 - Value": "0571-88888889",
        "Phone 3 - Label": "Main", "Phone 3 - Value": "0571-88888888", "Address 1 - Label": "Work",
        "Address 1 - Formatted": "中山路2号\n宁波市 浙江省", "Address 1 - Street": "中山路2号",
        "Address 1 - City": "宁波市", "Address 1 - Region": "浙江省",
        "Website 1 - Value": "http://a.cn", "Event 1 - Label": "Anniversary",
        "Event 1 - Value": "2010-05-20",
    }  # fmt: skip
    (record,) = read(tmp_path, known.GOOGLE_NEW, [row], "utf-8").customers
    assert told(record) == {
        "name": "张三", "company": "大华公司", "department": "采购部", "title": "经理",
        "tags": ("老客户",), "birthday": (None, 3, 5), "note": "朋友", "region": "浙江",
        "anniversaries": [("Anniversary", 2010, 5, 20)],
        "phones": ["mobile +8613800138000", "mobile +8613900139000", "Main +8657188888888"],
        "emails": ["work z@a.cn", "h@a.cn"],
        "channels": ["fax home 0571-88888889", "web http://a.cn"],
        "addresses": ["work: 中山路2号 宁波市 浙江省 (中山路2号)"],
        "custom": {"Nickname": "小张"},
    }  # fmt: skip


def test_that_the_address_books_of_qq_and_163_are_read(tmp_path: Path) -> None:
    qq = {
        "姓名": "张三", "昵称": "小张", "电子邮件地址": "12345678@qq.com", "邮箱2": "z@a.cn",
        "移动电话": "13800138000", "联系电话": "0571-88888888", "QQ": "12345678",
        "生日": "1980-03-05", "公司": "大华公司", "部门": "采购", "职位": "经理",
        "联系地址": "杭州市文三路1号", "分组": "客户", "备注": "朋友",
    }  # fmt: skip
    blank = {"姓名": "李四", "电子邮件地址": "l@b.cn", "生日": "0-0-0"}
    first, second = read(tmp_path, known.QQ_MAIL, [qq, blank], "gb18030").customers
    same = {
        "name": "张三", "company": "大华公司", "title": "经理", "birthday": (1980, 3, 5),
        "note": "朋友", "region": "浙江", "phones": ["mobile +8613800138000", "+8657188888888"],
    }  # fmt: skip
    assert told(first) == same | {
        "department": "采购", "tags": ("客户",), "emails": ["12345678@qq.com", "z@a.cn"],
        "channels": ["qq 12345678"], "addresses": [": 杭州市文三路1号 (文三路1号)"],
        "custom": {"昵称": "小张"},
    }  # fmt: skip
    assert told(second) == {"name": "李四", "emails": ["l@b.cn"]}
    netease = {
        "姓名": "张三", "邮件地址": "z@163.com", "联系组": "客户;朋友", "手机号码": "13800138000",
        "电话号码": "0571-88888888", "传真号码": "0571-88888889", "即时通讯(QQ)": "12345678",
        "生日": "1980-03-05", "公司": "大华公司", "职位": "经理", "联系地址": "杭州市文三路1号",
        "邮编": "310012", "备注": "朋友",
    }  # fmt: skip
    (record,) = read(tmp_path, known.NETEASE_MAIL, [netease], "gb18030").customers
    assert told(record) == same | {
        "tags": ("客户", "朋友"), "emails": ["z@163.com"],
        "channels": ["qq 12345678", "fax 0571-88888889"],
        "addresses": [": 杭州市文三路1号 (文三路1号) 310012"],
    }  # fmt: skip
