"""Lists other programs give away: a web shop, WeChat, WeCom, DingTalk, a till in Taiwan."""

from tests.support.corpus import OfficeBook
from tests.support.office_files import Sheet, plain, text_table, workbook

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

BOOKS = (WEB_ORDERS, WECHAT_GROUP, WECOM_CUSTOMERS, ADDRESS_BOOK, TAIWAN_SHOP)
