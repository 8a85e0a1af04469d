"""Books of those who trade: abroad, by regions, in web shops, in groups of WeChat, in Taiwan."""

from datetime import date

from tests.support.corpus import OfficeBook
from tests.support.office_files import Sheet, old_workbook, plain, text_table, web_table, workbook

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

WEB_ORDERS = OfficeBook(
    "订单列表_20261120.csv",
    "a web shop's list of orders: provinces apart, tabs behind numbers, a refund, messages",
    text_table(
        [
            (
                "订单号",
                "订单状态",
                "买家昵称",
                "收货人/提货人",
                "收货人手机号/提货人手机号",
                "收货人省份",
                "收货人城市",
                "收货人地区",
                "详细收货地址/提货地址",
                "商品名称",
                "商品规格",
                "商品数量",
                "商品单价",
                "订单实付金额",
                "订单创建时间",
                "买家备注",
                "商家备注",
            ),
            (
                "E20261118001\t",
                "已发货",
                "暖暖",
                "罗小满",
                "13800180801\t",
                "浙江省",
                "杭州市",
                "滨江区",
                "江南大道1号2幢301室",
                "手工曲奇",
                "500g",
                "2",
                "45.00",
                "90.00",
                "2026-11-18 10:22:31",
                "送人的，请包装好",
                "",
            ),
            (
                "E20261118002\t",
                "交易完成",
                "路过的风",
                "邓超群",
                "13800180802\t",
                "上海市",
                "上海市",
                "浦东新区",
                "世纪大道8号",
                "芝士蛋糕",
                "6寸",
                "1",
                "128.00",
                "118.00",
                "2026-11-18 15:00:00",
                "",
                "老客户减10",
            ),
            (
                "E20261119003\t",
                "交易关闭",
                "暖暖",
                "罗小满",
                "13800180801\t",
                "浙江省",
                "杭州市",
                "滨江区",
                "江南大道1号2幢301室",
                "芝士蛋糕",
                "8寸",
                "1",
                "168.00",
                "168.00",
                "2026-11-19 09:00:00",
                "",
                "买家取消",
            ),
        ],
        "gb18030",
    ),
    """
person 罗小满
    stage customer
    address 浙江省杭州市滨江区江南大道1号2幢301室
    city 杭州市
    region 浙江
    phone +8613800180801
    order E20261118001 2026-11-18 手工曲奇 500g × 2 = 90 shipped
    order E20261119003 2026-11-19 芝士蛋糕 8寸 × 1 = 168 cancelled
person 邓超群
    stage customer
    address 上海市浦东新区世纪大道8号
    city 上海市
    region 上海
    phone +8613800180802
    order E20261118002 2026-11-18 芝士蛋糕 6寸 × 1 = 118 done
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

WECHAT_GROUP = OfficeBook(
    "团购群成员.txt",
    "members of a group in WeChat, copied out: number of the house, name, what they are",
    plain(
        "序号\t群昵称\t微信昵称\t微信号\t备注\n"
        "1\t3-501王姐\t岁月静好\twang_501\t楼长\n"
        "2\t5栋202 小陈\t陈小生活\tchen202\t\n"
        "3\t团长-李敏\t敏敏\tlimin_tz\t团长\n"
        "4\t7-1103\t大海\tdahai1103\t\n"
        "5\tA阿芳烘焙\t阿芳烘焙\tafang_bake\t供应商\n",
        "utf-16",
    ),
    """
person 王姐
    salutation 王姐
    wechat wang_501
    wechat.nickname 岁月静好
    wechat.remark 3-501王姐
    tag 3-501
    note 楼长
person 小陈
    salutation 小陈
    wechat chen202
    wechat.nickname 陈小生活
    wechat.remark 5栋202 小陈
    tag 5栋202
person 李敏
    wechat limin_tz
    wechat.nickname 敏敏
    wechat.remark 团长-李敏
    tag 团长
    note 团长
person 大海
    wechat dahai1103
    wechat.nickname 大海
    wechat.remark 7-1103
person 阿芳
    salutation 阿芳
    industry 烘焙
    wechat afang_bake
    wechat.nickname 阿芳烘焙
    wechat.remark A阿芳烘焙
    note 供应商
""",
)

WECOM_CUSTOMERS = OfficeBook(
    "企业微信客户列表.xlsx",
    "WeCom's list of customers: nickname, remark, who added her and when, whence, tags by group",
    workbook(
        Sheet(
            "客户列表",
            [
                (
                    "客户名称",
                    "备注",
                    "描述",
                    "添加人",
                    "添加时间",
                    "来源",
                    "手机",
                    "企业",
                    "邮箱",
                    "地址",
                    "职务",
                    "电话",
                    "客户等级",
                ),
                (
                    "岁月如歌",
                    "江总-台州阀门",
                    "3月展会认识",
                    "林晓",
                    "2026-03-08 10:21",
                    "扫描名片",
                    "13800181001",
                    "台州恒通阀门厂",
                    None,
                    None,
                    "总经理",
                    None,
                    "重要",
                ),
                (
                    "Lucy",
                    "Lucy 方",
                    None,
                    "林晓",
                    "2026-04-01 09:00",
                    "扫一扫",
                    None,
                    None,
                    None,
                    None,
                    None,
                    None,
                    "一般",
                ),
                (
                    "大刘",
                    "刘志远",
                    None,
                    "周凯",
                    "2026-05-12 14:30",
                    "微信联系人",
                    "13800181003",
                    None,
                    "lzy@qq.com",
                    None,
                    None,
                    None,
                    "一般",
                ),
            ],
        )
    ),
    """
person 江总
    salutation 江总
    title 总经理
    company 台州恒通阀门厂
    wechat.nickname 岁月如歌
    wechat.remark 江总-台州阀门
    tag 台州阀门
    note 3月展会认识
    owner 林晓
    field 添加时间 = 2026-03-08 10:21
    source 扫描名片
    phone +8613800181001 (mobile)
    field 客户等级 = 重要
person Lucy 方
    wechat.nickname Lucy
    owner 林晓
    field 添加时间 = 2026-04-01 09:00
    wechat.remark Lucy 方
    source 扫一扫
    field 客户等级 = 一般
person 刘志远
    wechat.nickname 大刘
    owner 周凯
    field 添加时间 = 2026-05-12 14:30
    wechat.remark 刘志远
    source 微信联系人
    phone +8613800181003 (mobile)
    email lzy@qq.com
    field 客户等级 = 一般
""",
)

ADDRESS_BOOK = OfficeBook(
    "通讯录导出_钉钉.xlsx",
    "an office program's address book: instructions above, departments with dashes, own ids",
    workbook(
        Sheet(
            "员工信息表",
            [
                ("填写须知：\n1. 带*为必填项；\n2. 部门上下级用-隔开；\n3. 请勿修改表头",),
                (
                    "员工UserID",
                    "*姓名",
                    "*手机号",
                    "*部门",
                    "职位",
                    "工号",
                    "邮箱",
                    "办公地点",
                    "备注",
                ),
                (
                    "manager001",
                    "祝青",
                    "+86-13800181101",
                    "杭州大通物资有限公司-销售部",
                    "经理",
                    "A001",
                    "zq@datong.cn",
                    "5楼",
                    None,
                ),
                (
                    "01234567890",
                    "蓝天",
                    "+86-13800181102",
                    "杭州大通物资有限公司-采购部",
                    "采购员",
                    "A002",
                    None,
                    "3楼",
                    "周三休息",
                ),
            ],
            ("A1:I1",),
        )
    ),
    """
person 祝青
    phone +8613800181101 (mobile)
    field 部门 = 杭州大通物资有限公司-销售部
    title 经理
    field 员工UserID = manager001
    field 工号 = A001
    email zq@datong.cn
    field 办公地点 = 5楼
person 蓝天
    phone +8613800181102 (mobile)
    field 部门 = 杭州大通物资有限公司-采购部
    title 采购员
    field 员工UserID = 01234567890
    field 工号 = A002
    field 办公地点 = 3楼
    note 周三休息
""",
)

TAIWAN_SHOP = OfficeBook(
    "會員資料.csv",
    "Big5: numbers of firms, years of the Republic, LINE, landlines with #, points, invoices",
    text_table(
        [
            (
                "會員編號",
                "姓名/寶號",
                "統一編號",
                "聯絡人",
                "市話",
                "行動電話",
                "LINE ID",
                "生日",
                "入會日",
                "點數",
                "發票聯式",
                "送貨地址",
                "備註",
            ),
            (
                "M0001",
                "陳淑芬",
                "",
                "",
                "(02)2711-1234",
                "0912-181-201",
                "shufen_c",
                "75/3/12",
                "112/5/1",
                "320",
                "二聯",
                "台北市大安區和平東路一段10號3樓",
                "不要香菜",
            ),
            (
                "M0002",
                "大發便當店",
                "12345675",
                "吳老闆",
                "02-27112345#12",
                "0922181202",
                "",
                "",
                "民國111年10月8日",
                "1,050",
                "三聯",
                "新北市板橋區文化路二段5號",
                "月結",
            ),
            (
                "M0003",
                "林媽媽",
                "",
                "",
                "",
                "0933 181 203",
                "0933181203",
                "農曆8月15",
                "113.1.20",
                "0",
                "二聯",
                "",
                "",
            ),
        ],
        "big5",
    ),
    """
person 陳淑芬
    number M0001
    phone +886227111234 (work)
    phone +886912181201 (mobile)
    line shufen_c
    birthday 1986-3-12
    field 入會日 = 2023-05-01
    field 點數 = 320
    invoice.kind two_part
    address 台北市大安區和平東路一段10號3樓
    city 台北市
    region 台北市
    note 不要香菜
company 大發便當店
    number M0002
    phone +886227112345 x12 (work)
    phone +886922181202 (mobile)
    invoice.tax_number 12345675
    invoice.kind three_part
    field 入會日 = 2022-10-08
    field 點數 = 1050
    address 新北市板橋區文化路二段5號
    city 新北市
    region 新北市
    note 月結
    contact 吳老闆
        salutation 吳老闆
person 林媽媽
    salutation 林媽媽
    number M0003
    phone +886933181203 (mobile)
    line 0933181203
    birthday lunar 8-15
    field 入會日 = 2024-01-20
    field 點數 = 0
    invoice.kind two_part
""",
    country="TW",
    area_code="02",
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

BOOKS = (
    EXPORTERS,
    DEALERS,
    WEB_ORDERS,
    LEDGER,
    WECHAT_GROUP,
    WECOM_CUSTOMERS,
    ADDRESS_BOOK,
    TAIWAN_SHOP,
    COUNTER,
    FLORIST,
)
