"""Address books as other programs write them: Outlook, Foxmail, Google, telephones old and new."""

from tests.support.corpus import OfficeBook
from tests.support.office_files import plain, text_table

OUTLOOK = OfficeBook(
    "outlook联系人.CSV",
    "Outlook in Chinese, GBK: names in parts, 0/0/00, addresses in parts, faxes",
    text_table(
        [
            (
                "英文称谓",
                "名",
                "中间名",
                "姓",
                "中文称谓",
                "单位",
                "部门",
                "职务",
                "商务地址 街道",
                "商务地址 市/县",
                "商务地址 省/市/自治区",
                "商务地址 邮政编码",
                "商务地址 国家/地区",
                "商务传真",
                "商务电话",
                "商务电话 2",
                "住宅电话",
                "移动电话",
                "电子邮件地址",
                "电子邮件类型",
                "电子邮件显示名称",
                "电子邮件 2 地址",
                "附注",
                "生日",
                "网页",
                "性别",
                "敏感度",
            ),
            (
                "",
                "建国",
                "",
                "王",
                "先生",
                "杭州大华建材有限公司",
                "销售部",
                "经理",
                "文三路1号",
                "杭州市",
                "浙江省",
                "310012",
                "中国",
                "0571-88132002",
                "0571-88132001",
                "0571-88132003",
                "",
                "13800132001",
                "wjg@dahua.cn",
                "SMTP",
                "王建国 (wjg@dahua.cn)",
                "",
                "每月十号对账",
                "1985/3/12",
                "http://www.dahua.cn",
                "男",
                "普通",
            ),
            (
                "",
                "小明",
                "",
                "李",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "0571-88132005",
                "13800132005",
                "/o=ExchangeLabs/cn=lxm",
                "EX",
                "李小明",
                "lxm@163.com",
                "",
                "0/0/00",
                "",
                "未指定",
                "普通",
            ),
        ],
        "gb18030",
    ),
    """
person 王建国
    gender male
    salutation 王先生
    company 杭州大华建材有限公司
    field 部门 = 销售部
    title 经理
    phone +8657188132001 (work)
    phone +8657188132003 (work)
    phone +8613800132001 (mobile)
    fax 0571-88132002 (work)
    email wjg@dahua.cn
    address 浙江省杭州市文三路1号 (work)
    city 杭州市
    postcode 310012
    region 浙江
    note 每月十号对账
    birthday 1985-3-12
    web http://www.dahua.cn
person 李小明
    phone +8657188132005 (home)
    phone +8613800132005 (mobile)
    email lxm@163.com
""",
)

OUTLOOK_TAIWAN = OfficeBook(
    "連絡人.CSV",
    "Outlook in Chinese of Taiwan, Big5",
    text_table(
        [
            (
                "頭銜",
                "名字",
                "中間名",
                "姓氏",
                "稱謂",
                "公司",
                "部門",
                "職稱",
                "商務 - 街",
                "商務 - 市/鎮",
                "商務 - 縣/市",
                "商務 - 郵遞區號",
                "商務電話",
                "住家電話",
                "行動電話",
                "電子郵件地址",
                "電子郵件 2 地址",
                "生日",
                "記事",
            ),
            (
                "",
                "怡君",
                "",
                "陳",
                "小姐",
                "大同貿易股份有限公司",
                "採購部",
                "經理",
                "民生東路三段100號",
                "中山區",
                "台北市",
                "10491",
                "02-2712-3456",
                "",
                "0912-345-678",
                "chen@datong.tw",
                "",
                "1986/3/12",
                "喜歡先看樣品",
            ),
            (
                "",
                "志明",
                "",
                "林",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "(07)2011234",
                "",
                "lin@gmail.com",
                "",
                "0/0/00",
                "",
            ),
        ],
        "big5",
    ),
    """
person 陳怡君
    salutation 陳小姐
    gender female
    company 大同貿易股份有限公司
    field 部門 = 採購部
    title 經理
    address 台北市中山區民生東路三段100號 (work)
    city 中山區
    postcode 10491
    region 台北市
    phone +886227123456 (work)
    phone +886912345678 (mobile)
    email chen@datong.tw
    birthday 1986-3-12
    note 喜歡先看樣品
person 林志明
    phone +88672011234 (home)
    email lin@gmail.com
""",
    country="TW",
    area_code="02",
)


def _quoted(text: str) -> str:
    return "".join(f"={byte:02X}" for byte in text.encode("gb2312"))


_QP = "CHARSET=GB2312;ENCODING=QUOTED-PRINTABLE"
OLD_PHONE = OfficeBook(
    "诺基亚备份.vcf",
    "vCards 2.1 of an old telephone: GB2312, quoted-printable over several lines, bare types",
    plain(
        f"""BEGIN:VCARD
VERSION:2.1
N;{_QP}:{_quoted("王")};{_quoted("建国")};;;
TEL;CELL:13800132101
TEL;WORK:0571-88132101
ORG;{_QP}:{_quoted("杭州大华建材有限公司")[:60]}=
{_quoted("杭州大华建材有限公司")[60:]}
NOTE;{_QP}:{_quoted("每月十号对账")}
END:VCARD
BEGIN:VCARD
VERSION:2.1
N;{_QP}:{_quoted("李姐")}
TEL;CELL;PREF:13800132102
TEL;HOME:88132102
EMAIL;INTERNET:lijie@163.com
BDAY:19850312
ADR;HOME;{_QP}:;;{_quoted("文三路1号")};{_quoted("杭州市")};{_quoted("浙江省")};310012;
END:VCARD
BEGIN:VCARD
VERSION:2.1
N:10086
TEL;VOICE:10086
END:VCARD
""",
        "ascii",
    ),
    """
person 王建国
    company 杭州大华建材有限公司
    phone +8613800132101 (mobile)
    phone +8657188132101 (work)
    note 每月十号对账
person 李姐
    phone +8613800132102 (mobile)
    phone +8657188132102 (home)
    email lijie@163.com
    birthday 1985-3-12
    address 浙江省杭州市文三路1号 (home)
    city 杭州市
    postcode 310012
    region 浙江
person 10086
    phone 10086
""",
)

NEW_PHONE = OfficeBook(
    "iCloud 名片.vcf",
    "vCards 3.0 of a new telephone: labels of one's own, a birthday without year, a company",
    plain(
        """BEGIN:VCARD
VERSION:3.0
N:张;三丰;;;
FN:张三丰
ORG:武当文化传媒有限公司;市场部
TITLE:总监
TEL;type=CELL;type=VOICE;type=pref:138 0013 2201
item1.TEL:0571-88132201
item1.X-ABLabel:前台
EMAIL;type=INTERNET;type=WORK:zsf@wudang.cn
item2.ADR;type=WORK:;;解放路1号;杭州市;浙江省;310000;中国
BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-12
NOTE:第一行\\n第二行\\, 带逗号
CATEGORIES:客户,重要
IMPP;X-SERVICE-TYPE=QQ:x-apple:10001234
END:VCARD
BEGIN:VCARD
VERSION:3.0
N:;;;;
FN:武当文化传媒有限公司
ORG:武当文化传媒有限公司;
X-ABShowAs:COMPANY
TEL;type=MAIN:0571-88132202
URL:https://wudang.cn
END:VCARD
"""
    ),
    """
person 张三丰
    company 武当文化传媒有限公司
    field 部门 = 市场部
    title 总监
    phone +8613800132201 (mobile)
    phone +8657188132201 (前台)
    email zsf@wudang.cn (work)
    address 浙江省杭州市解放路1号 (work)
    city 杭州市
    postcode 310000
    region 浙江
    birthday 3-12
    note 第一行
    note 第二行, 带逗号
    tag 客户
    tag 重要
    qq 10001234
company 武当文化传媒有限公司
    phone +8657188132202
    web https://wudang.cn
""",
)

FOXMAIL = OfficeBook(
    "foxmail地址簿.csv",
    "Foxmail: surname, given name, e-mail, office phone",
    text_table(
        [
            (
                "姓",
                "名",
                "姓名",
                "电子邮件地址",
                "手机",
                "职位",
                "公司",
                "办公电话1",
                "办公电话2",
                "家庭电话1",
                "个人主页",
                "附注",
            ),
            (
                "周",
                "敏",
                "周敏",
                "zhoumin@hc.cn",
                "13800132301",
                "采购",
                "宁波海昌贸易有限公司",
                "0574-87132301",
                "0574-87132302",
                "",
                "",
                "",
            ),
            ("", "", "sales@abc.com", "sales@abc.com", "", "", "", "", "", "", "", "群发地址"),
        ],
        "gb18030",
    ),
    """
person 周敏
    email zhoumin@hc.cn
    phone +8613800132301 (mobile)
    title 采购
    company 宁波海昌贸易有限公司
    phone +8657487132301 (work)
    phone +8657487132302 (work)
person sales@abc.com
    email sales@abc.com
    note 群发地址
""",
)

GOOGLE = OfficeBook(
    "contacts(google).csv",
    "Google contacts: several values with :::, labels in columns beside",
    text_table(
        [
            (
                "First Name",
                "Middle Name",
                "Last Name",
                "Organization Name",
                "Organization Title",
                "Birthday",
                "Notes",
                "Labels",
                "E-mail 1 - Label",
                "E-mail 1 - Value",
                "Phone 1 - Label",
                "Phone 1 - Value",
                "Phone 2 - Label",
                "Phone 2 - Value",
                "Address 1 - Formatted",
            ),
            (
                "伟",
                "",
                "刘",
                "杭州云帆建材有限公司",
                "经理",
                "1985-03-12",
                "",
                "客户 ::: * myContacts",
                "* Work",
                "liuwei@yunfan.cn ::: lw@qq.com",
                "Mobile",
                "+86 138 0013 2401",
                "Work",
                "+86 571 8813 2401 ::: +86 571 8813 2402",
                "浙江省杭州市滨江区江南大道1号",
            ),
        ],
        "utf-8",
    ),
    """
person 刘伟
    company 杭州云帆建材有限公司
    title 经理
    birthday 1985-3-12
    tag 客户
    email liuwei@yunfan.cn (work)
    email lw@qq.com (work)
    phone +8613800132401 (mobile)
    phone +8657188132401 (work)
    phone +8657188132402 (work)
    address 浙江省杭州市滨江区江南大道1号
    city 杭州市
    region 浙江
""",
)

BOOKS = (OUTLOOK, OUTLOOK_TAIWAN, OLD_PHONE, NEW_PHONE, FOXMAIL, GOOGLE)
