"""Books as offices in Taiwan keep them, and two in English."""

from datetime import date

from tests.support.corpus import OfficeBook
from tests.support.office_files import Sheet, text_table, workbook

CUSTOMERS = OfficeBook(
    "客戶資料表.xlsx",
    "統一編號, years of the Republic, extensions with #, LINE, postcodes in front",
    workbook(
        Sheet(
            "客戶",
            [
                ("客戶資料表", None, None, None, None, None, None, None, None, None),
                ("製表日期：115/3/5",),
                (
                    "公司名稱",
                    "統一編號",
                    "發票抬頭",
                    "聯式",
                    "聯絡人",
                    "職稱",
                    "電話",
                    "行動電話",
                    "LINE ID",
                    "地址",
                ),
                (
                    "大同貿易股份有限公司",
                    "04595257",
                    "大同貿易股份有限公司",
                    "三聯",
                    "陳怡君",
                    "採購經理",
                    "02-2712-3456#12",
                    "0912-345-678",
                    "yijun_chen",
                    "10491台北市中山區民生東路三段100號",
                ),
                (
                    "永和豆漿店",
                    "-",
                    None,
                    "二聯",
                    "林老闆",
                    None,
                    "(02)29251234",
                    "0922345679",
                    "同手機",
                    "新北市永和區中正路5號",
                ),
                (
                    "高雄海產行",
                    70759028,
                    None,
                    None,
                    "王小姐",
                    None,
                    "07-2011234 分機 8",
                    None,
                    None,
                    "高雄市鹽埕區大勇路7號",
                ),
                ("合計：3 筆",),
            ],
            ("A1:J1",),
        )
    ),
    """
company 大同貿易股份有限公司
    invoice.tax_number 04595257
    invoice.title 大同貿易股份有限公司
    invoice.kind three_part
    phone +886227123456 x12
    address 10491台北市中山區民生東路三段100號
    city 台北市
    postcode 10491
    region 台北市
    contact 陳怡君
        title 採購經理
        phone +886912345678 (mobile)
        line yijun_chen
company 永和豆漿店
    invoice.kind two_part
    phone +886229251234
    address 新北市永和區中正路5號
    city 新北市
    region 新北市
    contact 林老闆
        salutation 林老闆
        phone +886922345679 (mobile)
        line 0922345679
company 高雄海產行
    invoice.tax_number 70759028
    phone +88672011234 x8
    address 高雄市鹽埕區大勇路7號
    city 高雄市
    region 高雄市
    contact 王小姐
        salutation 王小姐
        gender female
""",
    country="TW",
    area_code="02",
)

MEMBERS = OfficeBook(
    "會員名冊.csv",
    "Big5; birthdays of the Republic, lunar ones, points, member levels",
    text_table(
        [
            (
                "會員編號",
                "姓名",
                "性別",
                "生日",
                "手機",
                "電話",
                "會員等級",
                "點數",
                "縣市",
                "地址",
                "備註",
            ),
            (
                "A0001",
                "林美玲",
                "女",
                "75/3/12",
                "0912-345-001",
                "",
                "金卡",
                "1,250",
                "台北市",
                "大安區仁愛路四段1號",
                "",
            ),
            (
                "A0002",
                "黃志明",
                "男",
                "民國68年10月5日",
                "0922 345 002",
                "2345-6789",
                "銀卡",
                "320",
                "新北市",
                "板橋區文化路一段2號",
                "素食",
            ),
            (
                "A0003",
                "張雅婷",
                "女",
                "農曆八月十五",
                "0933345003",
                "03-3345678",
                "普卡",
                "0",
                "桃園市",
                "",
                "不要打電話",
            ),
            (
                "A0004",
                "陳先生",
                "先生",
                "1979/10/05",
                "0912345004",
                "",
                "VIP",
                "",
                "",
                "",
                "介紹人：林美玲",
            ),
        ],
        "big5",
    ),
    """
person 林美玲
    number A0001
    gender female
    birthday 1986-3-12
    phone +886912345001 (mobile)
    field 會員等級 = 金卡
    field 點數 = 1250
    region 台北市
    address 大安區仁愛路四段1號
    city 台北市
person 黃志明
    number A0002
    gender male
    birthday 1979-10-5
    phone +886922345002 (mobile)
    phone +886223456789
    field 會員等級 = 銀卡
    field 點數 = 320
    region 新北市
    address 板橋區文化路一段2號
    city 新北市
    note 素食
person 張雅婷
    number A0003
    gender female
    birthday lunar 8-15
    phone +886933345003 (mobile)
    phone +88633345678
    field 會員等級 = 普卡
    field 點數 = 0
    region 桃園市
    address 桃園市
    city 桃園市
    note 不要打電話
person 陳先生
    salutation 陳先生
    number A0004
    gender male
    birthday 1979-10-5
    phone +886912345004 (mobile)
    field 會員等級 = VIP
    note 介紹人：林美玲
""",
    country="TW",
    area_code="02",
)

SMALL_OFFICE = OfficeBook(
    "Client list 2026.xlsx",
    "English: a title, first and last names, several phones, yes and no, a total",
    workbook(
        Sheet(
            "Clients",
            [
                ("Client list - confidential",),
                (),
                (
                    "First Name",
                    "Last Name",
                    "Company",
                    "Job Title",
                    "Cell",
                    "Office Phone",
                    "E-mail",
                    "Birthday",
                    "Newsletter?",
                    "Notes",
                ),
                (
                    "Ada",
                    "Lovelace",
                    "Engine Works Ltd",
                    "Director",
                    "138 0013 1001",
                    "0571-88131001 x12",
                    "ada@engine.cn",
                    date(1985, 3, 12),
                    "Yes",
                    "prefers tea",
                ),
                (
                    "Grace",
                    "Hopper",
                    "Navy Trading Co., Ltd.",
                    "Buyer",
                    "+86 13800131002",
                    None,
                    "grace@navy.cn / gh@navy.cn",
                    "March 12",
                    "No",
                    None,
                ),
                (
                    "Wei",
                    "Zhang",
                    None,
                    None,
                    "13800131003",
                    None,
                    "n/a",
                    "12/25/1988",
                    "y",
                    "call after 5pm",
                ),
                ("Total: 3 clients",),
            ],
        )
    ),
    """
person Ada Lovelace
    company Engine Works Ltd
    title Director
    phone +8613800131001 (mobile)
    phone +8657188131001 x12 (work)
    email ada@engine.cn
    birthday 1985-3-12
    field Newsletter? = Yes
    note prefers tea
person Grace Hopper
    company Navy Trading Co., Ltd.
    title Buyer
    phone +8613800131002 (mobile)
    email grace@navy.cn
    email gh@navy.cn
    birthday 3-12
    field Newsletter? = No
person Wei Zhang
    phone +8613800131003 (mobile)
    birthday 1988-12-25
    field Newsletter? = Yes
    note call after 5pm
""",
)

GUESTS = OfficeBook(
    "guests.tsv",
    "English headers over Chinese guests, semicolons and tabs, VIP levels, balances",
    text_table(
        [
            (
                "Member No.",
                "Name",
                "Gender",
                "Phone",
                "Level",
                "Points",
                "Balance",
                "City",
                "Remarks",
            ),
            ("0001", "王伟", "M", "13800131101", "Gold", "1,200", "¥300.50", "Hangzhou", ""),
            (
                "0002",
                "李娜 Lina",
                "F",
                "13800131102;13900131102",
                "Silver",
                "80",
                "-",
                "Ningbo",
                "window seat",
            ),
        ],
        "utf-8",
        delimiter="\t",
        line="\n",
    ),
    """
person 王伟
    number 0001
    gender male
    phone +8613800131101
    field Level = Gold
    field Points = 1200
    field Balance = 300.5
    address Hangzhou
    city Hangzhou
person 李娜 Lina
    number 0002
    gender female
    phone +8613800131102
    phone +8613900131102
    field Level = Silver
    field Points = 80
    address Ningbo
    city Ningbo
    note window seat
""",
)

BOOKS = (CUSTOMERS, MEMBERS, SMALL_OFFICE, GUESTS)
