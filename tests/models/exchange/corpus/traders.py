"""Books of those who trade: abroad, by regions, over the counter, with flowers."""

from datetime import date

from tests.support.corpus import OfficeBook
from tests.support.office_files import Sheet, old_workbook, web_table, workbook

EXPORTERS = OfficeBook(
    "foreign buyers 2026.xlsx",
    "English titles, WhatsApp, dates as English writes them, several mails, ranks of stars",
    workbook(
        Sheet(
            "Clients",
            [
                (
                    "No.",
                    "Company Name",
                    "Contact Person",
                    "Position",
                    "Country",
                    "Email",
                    "WhatsApp",
                    "Wechat",
                    "Website",
                    "Products interested",
                    "First contact",
                    "Last quote",
                    "Sales",
                    "Remarks",
                ),
                (
                    1,
                    "Al Noor General Trading LLC",
                    "Mr. Ahmed Hassan",
                    "Purchasing Manager",
                    "UAE",
                    "ahmed@alnoor.ae\nsales@alnoor.ae",
                    "+971 50 123 4567",
                    None,
                    "www.alnoor.ae",
                    "LED lamps",
                    "15-Mar-2026",
                    "USD 12,500",
                    "Cindy",
                    "wants OEM",
                ),
                (
                    2,
                    "Müller GmbH",
                    "Anna Müller",
                    "CEO",
                    "Germany",
                    "a.mueller@mueller.example",
                    "+49 151 23456789",
                    "anna_mueller",
                    None,
                    "panels",
                    "Apr 2, 2026",
                    None,
                    "Cindy",
                    None,
                ),
                (
                    3,
                    None,
                    "Carlos",
                    None,
                    "Mexico",
                    "carlos@gmail.example",
                    "0052 55 1234 5678",
                    None,
                    None,
                    "LED lamps",
                    "5/6/2026",
                    None,
                    "Leo",
                    "met at Canton Fair",
                ),
            ],
        )
    ),
    """
company Al Noor General Trading LLC
    country UAE
    web www.alnoor.ae
    field Products interested = LED lamps
    field First contact = 2026-03-15
    field Last quote = USD 12,500
    owner Cindy
    note wants OEM
    contact Mr. Ahmed Hassan
        title Purchasing Manager
        email ahmed@alnoor.ae
        email sales@alnoor.ae
        phone +971501234567 (WhatsApp)
company Müller GmbH
    country Germany
    field Products interested = panels
    field First contact = 2026-04-02
    owner Cindy
    contact Anna Müller
        title CEO
        email a.mueller@mueller.example
        phone +4915123456789 (WhatsApp)
        wechat anna_mueller
person Carlos
    country Mexico
    email carlos@gmail.example
    phone +525512345678 (WhatsApp)
    field Products interested = LED lamps
    field First contact = 2026-05-06
    owner Leo
    note met at Canton Fair
""",
)

DEALERS = OfficeBook(
    "2026经销商名录.xlsx",
    "a sheet a region, provinces merged, same as above in cells, quotas in 万, a sheet of sums",
    workbook(
        Sheet(
            "华东区",
            [
                (
                    "省份",
                    "城市",
                    "经销商名称",
                    "负责人",
                    "手机",
                    "代理品牌",
                    "年任务(万)",
                    "信用额度",
                    "签约日期",
                ),
                (
                    "浙江",
                    "杭州",
                    "杭州鑫源电器商行",
                    "汤国良",
                    "13800180701",
                    "方太",
                    120,
                    "20万",
                    date(2025, 1, 1),
                ),
                (
                    None,
                    "同上",
                    "西湖厨电专卖店",
                    "毛小云",
                    "13800180702",
                    "老板",
                    60,
                    "10万",
                    "同上",
                ),
                (None, "宁波", "宁波甬上家电城", "邵总", "13800180703", "方太", 80, None, "同上"),
                (
                    "江苏",
                    "南京",
                    "南京金陵家电有限公司",
                    "石磊",
                    "13800180704",
                    "〃",
                    150,
                    "30万",
                    date(2024, 7, 1),
                ),
            ],
            ("A2:A4",),
        ),
        Sheet(
            "华南区",
            [
                (
                    "省份",
                    "城市",
                    "经销商名称",
                    "负责人",
                    "手机",
                    "代理品牌",
                    "年任务(万)",
                    "信用额度",
                    "签约日期",
                ),
                (
                    "广东",
                    "深圳",
                    "深圳市鹏程厨卫经营部",
                    "黄志强",
                    "13800180705",
                    "老板",
                    200,
                    "50万",
                    date(2025, 3, 15),
                ),
            ],
        ),
        Sheet(
            "汇总",
            [
                ("大区", "家数", "年任务合计"),
                ("华东区", 4, 410),
                ("华南区", 1, 200),
                ("合计", 5, 610),
            ],
        ),
    ),
    """
company 杭州鑫源电器商行
    region 浙江
    city 杭州
    address 浙江杭州
    contact 汤国良
        phone +8613800180701 (mobile)
    field 代理品牌 = 方太
    field 年任务(万) = 120
    field 信用额度 = 200000
    field 签约日期 = 2025-01-01
    tag 华东区
company 西湖厨电专卖店
    region 浙江
    city 杭州
    address 浙江杭州
    contact 毛小云
        phone +8613800180702 (mobile)
    field 代理品牌 = 老板
    field 年任务(万) = 60
    field 信用额度 = 100000
    field 签约日期 = 2025-01-01
    tag 华东区
company 宁波甬上家电城
    region 浙江
    city 宁波
    address 浙江宁波
    contact 邵总
        salutation 邵总
        phone +8613800180703 (mobile)
    field 代理品牌 = 方太
    field 年任务(万) = 80
    field 签约日期 = 2025-01-01
    tag 华东区
company 南京金陵家电有限公司
    region 江苏
    city 南京
    address 江苏南京
    contact 石磊
        phone +8613800180704 (mobile)
    field 代理品牌 = 方太
    field 年任务(万) = 150
    field 信用额度 = 300000
    field 签约日期 = 2024-07-01
    tag 华东区
company 深圳市鹏程厨卫经营部
    region 广东
    city 深圳
    address 广东深圳
    contact 黄志强
        phone +8613800180705 (mobile)
    field 代理品牌 = 老板
    field 年任务(万) = 200
    field 信用额度 = 500000
    field 签约日期 = 2025-03-15
    tag 华南区
problem 华东区 B3 cell.ditto
problem 华东区 I3 cell.ditto
problem 华东区 F5 cell.ditto
problem 汇总 1 sheet.statistics
""",
)

LEDGER = OfficeBook(
    "批发部流水账.xlsx",
    "a shop's day book: names once, dates same as above, walk-in customers, goods returned",
    workbook(
        Sheet(
            "11月",
            [
                ("日期", "客户", "电话", "品名", "数量", "单位", "单价", "金额", "已付", "备注"),
                (
                    "11.3",
                    "老刘饭店",
                    "13800180901",
                    "海天酱油",
                    5,
                    "箱",
                    96,
                    480,
                    480,
                    None,
                ),
                ("同上", "同上", None, "金龙鱼油", 2, "桶", 65, 130, 0, "月底结"),
                ("〃", "阿香小吃", "13800180902", "面粉", 10, "袋", 52, 520, 520, None),
                ("11.4", "散客", None, "海天酱油", 1, "瓶", 9.5, 9.5, 9.5, None),
                ("〃", "零售", None, "面粉", 1, "袋", 55, 55, 55, None),
                ("11.5", "阿香小吃", None, "面粉", -1, "袋", 52, -52, -52, "退破袋"),
                ("合计", None, None, None, None, None, None, 1142.5),
            ],
        )
    ),
    """
company 老刘饭店
    stage customer
    phone +8613800180901
    order 2026-11-03 海天酱油 × 5 = 480
    order 2026-11-03 金龙鱼油 × 2 = 130
company 阿香小吃
    stage customer
    phone +8613800180902
    order 2026-11-03 面粉 × 10 = 520
    order 2026-11-05 面粉 × -1 = -52
problem 11月 A2 cell.year
problem 11月 A3 cell.ditto
problem 11月 A5 cell.year
problem 11月 A7 cell.year
problem 11月 B3 cell.ditto
problem 11月 B5 order.anybody
problem 11月 B6 order.anybody
""",
)

FLORIST = OfficeBook(
    "花店预订登记.xls",
    "who ordered, for whom it is, with which card: the one who receives is not the customer",
    old_workbook(
        Sheet(
            "2026年11月",
            [
                (
                    "订购人",
                    "订购人电话",
                    "收花人",
                    "收花人电话",
                    "收花地址",
                    "送达日期",
                    "花束",
                    "价格",
                    "卡片内容",
                    "付款",
                ),
                (
                    "方先生",
                    "13800181401",
                    "宋小姐",
                    "13900181401",
                    "杭州市西湖区黄龙路5号1201",
                    "11月20日",
                    "99朵红玫瑰",
                    599,
                    "生日快乐",
                    "微信",
                ),
                (
                    "杭州云帆科技有限公司",
                    "0571-88181402",
                    "开业典礼",
                    None,
                    "滨江区网商路600号",
                    "11月22日",
                    "开业花篮一对",
                    398,
                    "生意兴隆",
                    "月结",
                ),
            ],
        )
    ),
    """
person 方先生
    salutation 方先生
    gender male
    phone +8613800181401
    field 收花人 = 宋小姐
    field 收花人电话 = 13900181401
    field 收花地址 = 杭州市西湖区黄龙路5号1201
    field 送达日期 = 2026-11-20
    field 花束 = 99朵红玫瑰
    field 价格 = 599
    field 卡片内容 = 生日快乐
    field 付款 = 微信
company 杭州云帆科技有限公司
    phone +8657188181402
    field 收花人 = 开业典礼
    field 收花地址 = 滨江区网商路600号
    field 送达日期 = 2026-11-22
    field 花束 = 开业花篮一对
    field 价格 = 398
    field 卡片内容 = 生意兴隆
    field 付款 = 月结
""",
)

COUNTER = OfficeBook(
    "客户对接表.xls",
    "a web page named .xls: whom we know there, what they said last, when to call again",
    web_table(
        [
            ("跟进客户一览（截至2026-11-20）",),
            (
                "单位名称",
                "对接人",
                "对接人电话",
                "微信号",
                "意向",
                "最近沟通",
                "沟通内容",
                "下次跟进",
                "销售",
            ),
            (
                "嘉兴市第一医院检验科",
                "俞主任",
                "13800181301",
                "yu_zr",
                "高",
                "2026-11-18",
                "试用装已寄",
                "2026-11-25",
                "小顾",
            ),
            (
                "海宁皮革城管委会",
                "郁科长 / 小沈",
                "13800181302 / 13900181302",
                "",
                "中",
                "2026-11-10",
                "要走招标",
                "2026-12-1",
                "小顾",
            ),
            ("桐乡市实验中学", "", "0573-88181303", "", "低", "", "", "", "小顾"),
        ],
        "utf-8",
        spans=("A1:I1",),
    ),
    """
company 嘉兴市第一医院检验科
    field 意向 = 高
    field 最近沟通 = 2026-11-18
    field 沟通内容 = 试用装已寄
    field 下次跟进 = 2026-11-25
    owner 小顾
    contact 俞主任
        salutation 俞主任
        phone +8613800181301
        wechat yu_zr
company 海宁皮革城管委会
    field 意向 = 中
    field 最近沟通 = 2026-11-10
    field 沟通内容 = 要走招标
    field 下次跟进 = 2026-12-01
    owner 小顾
    contact 郁科长
        salutation 郁科长
        phone +8613800181302
    contact 小沈
        salutation 小沈
        phone +8613900181302
company 桐乡市实验中学
    field 意向 = 低
    phone +8657388181303
    owner 小顾
""",
)

BOOKS = (EXPORTERS, DEALERS, LEDGER, FLORIST, COUNTER)
