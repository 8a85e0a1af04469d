"""The most usual books of all: a header, a row a customer, few surprises."""

from datetime import date

from tests.support.corpus import OfficeBook
from tests.support.office_files import Sheet, old_workbook, text_table, workbook

CLASSIC = OfficeBook(
    "客户资料.xls",
    "the classic columns of a trading firm, telephones and faxes, QQ, products",
    old_workbook(
        Sheet(
            "Sheet1",
            [
                (
                    "客户名称",
                    "联系人",
                    "电话",
                    "手机",
                    "传真",
                    "QQ",
                    "邮箱",
                    "地址",
                    "邮编",
                    "主营产品",
                    "业务员",
                    "备注",
                ),
                (
                    "杭州宏达五金有限公司",
                    "周宏达",
                    "0571-88170101",
                    13800170101,
                    "0571-88170102",
                    10170101,
                    "zhd@hongda.cn",
                    "杭州市萧山区市心路1号",
                    311200,
                    "螺丝、螺母",
                    "小王",
                    "月结60天",
                ),
                (
                    "绍兴丽华布业",
                    "徐丽华（女）",
                    "85170103-8001",
                    "13800170103/13900170103",
                    "同电话",
                    None,
                    "无",
                    "绍兴柯桥轻纺城东区2号",
                    None,
                    "面料",
                    "小李",
                    None,
                ),
                (
                    "金先生",
                    "金先生",
                    None,
                    "13800170104",
                    None,
                    None,
                    None,
                    None,
                    None,
                    None,
                    "小王",
                    "上门客户",
                ),
            ],
        )
    ),
    """
company 杭州宏达五金有限公司
    phone +8657188170101
    fax 0571-88170102
    address 杭州市萧山区市心路1号
    city 杭州市
    postcode 311200
    region 浙江
    field 主营产品 = 螺丝、螺母
    owner 小王
    note 月结60天
    contact 周宏达
        phone +8613800170101 (mobile)
        qq 10170101
        email zhd@hongda.cn
company 绍兴丽华布业
    phone +8657185170103 x8001
    fax 85170103-8001
    address 绍兴柯桥轻纺城东区2号
    field 主营产品 = 面料
    owner 小李
    contact 徐丽华
        gender female
        phone +8613800170103 (mobile)
        phone +8613900170103 (mobile)
person 金先生
    salutation 金先生
    gender male
    phone +8613800170104 (mobile)
    owner 小王
    note 上门客户
""",
)

OWNERS = OfficeBook(
    "业主信息登记.xlsx",
    "flats and their owners, merged buildings, areas, parking lots, tenants",
    workbook(
        Sheet(
            "1号楼",
            [
                ("阳光花园业主信息登记表",),
                (
                    "楼栋",
                    "单元",
                    "房号",
                    "业主姓名",
                    "业主电话",
                    "面积(㎡)",
                    "入住日期",
                    "车位",
                    "租客",
                    "租客电话",
                ),
                (
                    "1号楼",
                    "1单元",
                    "101",
                    "何平",
                    "13800170201",
                    89.5,
                    date(2015, 6, 1),
                    "A-01",
                    None,
                    None,
                ),
                (
                    None,
                    None,
                    "102",
                    "吕品、田甜",
                    "13800170202、13900170202",
                    120,
                    "2015.7",
                    "无",
                    "小于",
                    "13700170202",
                ),
                (None, "2单元", "201", "空置", None, 89.5, None, None, None, None),
            ],
            ("A1:J1", "A3:A5", "B3:B4"),
        )
    ),
    """
person 何平
    phone +8613800170201
    field 楼栋 = 1号楼
    field 单元 = 1单元
    field 房号 = 101
    field 面积(㎡) = 89.5
    field 入住日期 = 2015-06-01
    field 车位 = A-01
person 吕品
    phone +8613800170202
    field 楼栋 = 1号楼
    field 单元 = 1单元
    field 房号 = 102
    field 面积(㎡) = 120
    field 入住日期 = 2015.7
    field 车位 = 无
    contact 田甜
        phone +8613900170202
    contact 小于
        salutation 小于
        role 租客
        phone +8613700170202
problem 1号楼 5 row.nobody
""",
)

FAIR = OfficeBook(
    "展会收集名片.xlsx",
    "one row a card: company, name, title, several mails, what they want, how warm they are",
    workbook(
        Sheet(
            "0305展会",
            [
                (
                    "序号",
                    "公司名称",
                    "姓名",
                    "职位",
                    "手机号",
                    "座机",
                    "E-mail",
                    "网站",
                    "意向产品",
                    "意向程度",
                    "是否加微信",
                    "跟进人",
                    "备注",
                ),
                (
                    1,
                    "苏州博远机械有限公司",
                    "顾文斌",
                    "采购总监",
                    "13800170301",
                    "0512-68170301",
                    "gwb@boyuan.com/purchase@boyuan.com",
                    "www.boyuan.com",
                    "数控车床",
                    "★★★",
                    "已加",
                    "小周",
                    "要报价，3月底前",
                ),
                (
                    2,
                    "上海启明电子",
                    "Linda Gu 顾琳",
                    None,
                    "13800170302",
                    None,
                    None,
                    None,
                    "传感器",
                    "★",
                    "未加",
                    "小周",
                    None,
                ),
                (
                    3,
                    None,
                    "马先生（没名片）",
                    None,
                    "13800170303",
                    None,
                    None,
                    None,
                    "配件",
                    None,
                    None,
                    "小吴",
                    None,
                ),
            ],
        )
    ),
    """
person 顾文斌
    company 苏州博远机械有限公司
    title 采购总监
    phone +8613800170301 (mobile)
    phone +8651268170301 (work)
    email gwb@boyuan.com
    email purchase@boyuan.com
    web www.boyuan.com
    field 意向产品 = 数控车床
    field 意向程度 = ★★★
    field 是否加微信 = 是
    owner 小周
    note 要报价，3月底前
person Linda Gu 顾琳
    company 上海启明电子
    phone +8613800170302 (mobile)
    field 意向产品 = 传感器
    field 意向程度 = ★
    field 是否加微信 = 否
    owner 小周
person 马先生
    salutation 马先生
    gender male
    phone +8613800170303 (mobile)
    wechat.remark 马先生（没名片）
    tag 没名片
    field 意向产品 = 配件
    owner 小吴
""",
)

TAIWAN_CUSTOMERS = OfficeBook(
    "客戶基本資料.csv",
    "Big5, as a Taiwanese accounting program exports it",
    text_table(
        [
            (
                "客戶編號",
                "客戶簡稱",
                "客戶全名",
                "負責人",
                "聯絡人",
                "電話1",
                "電話2",
                "傳真",
                "統一編號",
                "發票地址",
                "送貨地址",
                "業務人員",
                "付款方式",
                "月結日",
            ),
            (
                "T001",
                "大同",
                "大同貿易股份有限公司",
                "林志明",
                "陳怡君",
                "02-27170401",
                "0912-170-401",
                "02-27170402",
                "04595257",
                "台北市中山區民生東路三段1號",
                "新北市五股區五工路2號",
                "王小華",
                "月結30天",
                "25",
            ),
            (
                "T002",
                "永豐",
                "永豐五金行",
                "",
                "張老闆",
                "(04)23170403",
                "",
                "",
                "",
                "",
                "台中市西區美村路3號",
                "王小華",
                "現金",
                "",
            ),
        ],
        "big5",
    ),
    """
company 大同貿易股份有限公司
    number T001
    field 客戶簡稱 = 大同
    phone +886227170401
    fax 02-27170402
    invoice.tax_number 04595257
    invoice.address 台北市中山區民生東路三段1號
    address 新北市五股區五工路2號
    city 新北市
    region 新北市
    owner 王小華
    field 付款方式 = 月結30天
    field 月結日 = 25
    contact 林志明
    contact 陳怡君
        phone +886912170401
company 永豐五金行
    number T002
    field 客戶簡稱 = 永豐
    phone +886423170403
    address 台中市西區美村路3號
    city 台中市
    region 台中市
    owner 王小華
    field 付款方式 = 現金
    contact 張老闆
        salutation 張老闆
""",
    country="TW",
    area_code="02",
)

CRM_EXPORT = OfficeBook(
    "accounts_export.csv",
    "English, from another customer program: ids, owners, types, annual revenue, last activity",
    text_table(
        [
            (
                "Account Name",
                "Account Number",
                "Type",
                "Phone",
                "Website",
                "Industry",
                "Billing Street",
                "Billing City",
                "Billing Zip",
                "Billing Country",
                "Annual Revenue",
                "Account Owner",
                "Last Activity Date",
                "Primary Contact",
                "Description",
            ),
            (
                "Blue Ocean Trading Co., Ltd.",
                "AC-0001",
                "Customer",
                "+86 571 8817 0501",
                "https://blueocean.cn",
                "Trading",
                "1 Wensan Road",
                "Hangzhou",
                "310012",
                "China",
                "1,200,000",
                "Tom Li",
                "2026-02-14",
                "Jane Wang",
                "Key account",
            ),
            (
                "Green Hill Ltd",
                "AC-0002",
                "Prospect",
                "0571-88170502",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "Tom Li",
                "",
                "",
                "",
            ),
        ],
        "utf-8",
    ),
    """
company Blue Ocean Trading Co., Ltd.
    number AC-0001
    field Type = Customer
    phone +8657188170501
    web https://blueocean.cn
    industry Trading
    address 1 Wensan Road, Hangzhou, 310012, China
    city Hangzhou
    postcode 310012
    field Annual Revenue = 1200000
    owner Tom Li
    field Last Activity Date = 2026-02-14
    note Key account
    contact Jane Wang
company Green Hill Ltd
    number AC-0002
    field Type = Prospect
    phone +8657188170502
    owner Tom Li
""",
)

BOOKS = (CLASSIC, OWNERS, FAIR, TAIWAN_CUSTOMERS, CRM_EXPORT)
