"""Books with habits of their own: area codes apart, months as columns, everything in one cell."""

from datetime import datetime

from tests.support.corpus import OfficeBook
from tests.support.office_files import Sheet, plain, text_table, web_table, workbook, xml_table

AREA_CODES = OfficeBook(
    "单位电话簿.csv",
    "GB18030; area code, number and extension in columns of their own, semicolons between cells",
    text_table(
        [
            ("单位", "区号", "电话", "分机", "传真", "邮编", "地址"),
            ("杭州市第一百货商场", "0571", "87061001", "801", "87061002", "310003", "延安路1号"),
            ("上海豫园商城", "021", "63551003", "", "", "200010", "上海市黄浦区方浜中路2号"),
            ("本市邮局", "", "87061005", "", "", "", ""),
        ],
        "gb18030",
        delimiter=";",
    ),
    """
company 杭州市第一百货商场
    phone +8657187061001 x801
    fax 87061002
    address 延安路1号
    postcode 310003
company 上海豫园商城
    phone +862163551003
    address 上海市黄浦区方浜中路2号
    postcode 200010
    city 上海市
    region 上海
company 本市邮局
    phone +8657187061005
""",
)

MONTHS = OfficeBook(
    "2025年客户销售统计.xlsx",
    "months as columns, sums at the end of rows and of the sheet, persons and companies mixed",
    workbook(
        Sheet(
            "销售",
            [
                ("客户名称", "电话", "1月", "2月", "3月", "合计", "欠款余额"),
                ("张三", "13800150101", 1200, 0, 800.5, 2000.5, 0),
                ("大华建材经营部", "0571-88150102", "", 3000, "", 3000, "1,500"),
                ("李姐", "13800150103", 500, 500, 500, 1500, None),
                ("合计", None, 1700, 3500, 1300.5, 6500.5, 1500),
            ],
        )
    ),
    """
person 张三
    phone +8613800150101
    field 1月 = 1200
    field 2月 = 0
    field 3月 = 800.5
    field 合计 = 2000.5
    field 欠款余额 = 0
company 大华建材经营部
    phone +8657188150102
    field 2月 = 3000
    field 合计 = 3000
    field 欠款余额 = 1500
person 李姐
    salutation 李姐
    phone +8613800150103
    field 1月 = 500
    field 2月 = 500
    field 3月 = 500
    field 合计 = 1500
""",
)

CONSIGNEES = OfficeBook(
    "收货地址.csv",
    "name, number and address in one cell, behind a number and a courier's mark",
    text_table(
        [
            ("序号", "收货信息", "货品"),
            ("1", "张三，13800150201，浙江省杭州市西湖区文三路1号3幢201室", "龙井2盒"),
            ("2", "李四 13900150202 江苏省苏州市姑苏区观前街2号", "碧螺春1盒"),
            ("3", "收货人：王五\n电话：13700150203\n地址：上海市浦东新区世纪大道3号", "普洱"),
        ],
        "utf-8",
    ),
    """
person 张三
    phone +8613800150201
    address 浙江省杭州市西湖区文三路1号3幢201室
    city 杭州市
    region 浙江
    field 货品 = 龙井2盒
person 李四
    phone +8613900150202
    address 江苏省苏州市姑苏区观前街2号
    city 苏州市
    region 江苏
    field 货品 = 碧螺春1盒
person 王五
    phone +8613700150203
    address 上海市浦东新区世纪大道3号
    city 上海市
    region 上海
    field 货品 = 普洱
""",
)

CLINIC = OfficeBook(
    "顾客护理档案.xls",
    "HTML in UTF-8: visits left, allergies, doctors, days with hours, mixed marks",
    web_table(
        [
            (
                "顾客姓名",
                "联系手机",
                "出生年月日",
                "剩余次数",
                "过敏史",
                "首次到店日期",
                "下次预约",
                "护理师",
                "是否敏感肌",
                "微信",
                "备注",
            ),
            (
                "许晴晴",
                "13800150301",
                "1990/10/1",
                "3次",
                "无",
                "2025-3-8",
                "2026-03-12 14:30",
                "小美",
                "是",
                "同手机号",
                "喜欢安静的房间",
            ),
            (
                "王鸥鸥",
                "138-0015-0302",
                "90.10.1",
                "0",
                "海鲜",
                "2025年3月8日",
                "",
                "小丽",
                "否",
                "wo_1990",
                "勿推销",
            ),
            (
                "孙俪俪",
                "13800150303（停机）",
                "10月1日",
                "十次",
                "-",
                "3月8日",
                "",
                "小美",
                "√",
                "",
                "",
            ),
        ],
        "utf-8",
    ),
    """
person 许晴晴
    phone +8613800150301 (mobile)
    birthday 1990-10-1
    field 剩余次数 = 3
    field 过敏史 = 无
    field 首次到店日期 = 2025-03-08
    field 下次预约 = 2026-03-12 14:30
    field 护理师 = 小美
    field 是否敏感肌 = 是
    wechat 13800150301
    note 喜欢安静的房间
person 王鸥鸥
    phone +8613800150302 (mobile)
    birthday 1990-10-1
    field 剩余次数 = 0
    field 过敏史 = 海鲜
    field 首次到店日期 = 2025-03-08
    field 护理师 = 小丽
    field 是否敏感肌 = 否
    wechat wo_1990
    note 勿推销
person 孙俪俪
    phone +8613800150303? (停机)
    birthday 10-1
    field 剩余次数 = 10
    field 首次到店日期 = 2026-03-08
    field 护理师 = 小美
    field 是否敏感肌 = 是
""",
)

REFUSALS = OfficeBook(
    "短信群发名单.xlsx",
    "who may not be written to, several numbers a person by carrier, a sheet of instructions",
    workbook(
        Sheet(
            "填写说明", [("1、请勿修改表头",), ("2、手机号码必填",), ("3、日期格式：2026-01-01",)]
        ),
        Sheet(
            "名单",
            [
                ("姓名（必填）", "手机号码*", "拒收短信", "电话勿扰", "同意微信", "分组"),
                ("赵一", "移动13800150401 联通13000150401", "", "是", "是", "老客户;VIP"),
                ("钱二", "13800150402", "√", "", "", "新客户"),
                ("孙三", "13800150403", "否", "N", "拒绝", ""),
            ],
        ),
        Sheet("黑名单", [("姓名", "手机号码"), ("李四", "13800150404")], hidden=True),
    ),
    """
person 赵一
    phone +8613800150401 (mobile)
    phone +8613000150401 (mobile)
    consent call refused
    consent wechat given
    tag 老客户
    tag VIP
person 钱二
    phone +8613800150402 (mobile)
    consent sms refused
    tag 新客户
person 孙三
    phone +8613800150403 (mobile)
    consent sms given
    consent call given
    consent wechat refused
problem 填写说明 1 sheet.instructions
""",
)

VILLAGE = OfficeBook(
    "村民联系册.xls",
    "heads of families, members in one cell, months and days apart, hanzi numbers",
    xml_table(
        Sheet(
            "一组",
            [
                ("户主", "家庭人口", "联系电话", "生日月", "生日日", "家庭住址", "备注"),
                ("王老五", "四", 13800150501, 8, 15, "文三村1组3号", None),
                ("李寡妇", "2人", "88150502", None, None, "文三村1组5号", "儿子李强13900150502"),
            ],
        )
    ),
    """
person 王老五
    field 家庭人口 = 四
    phone +8613800150501
    birthday 8-15
    address 文三村1组3号 (home)
person 李寡妇
    field 家庭人口 = 2人
    phone +8657188150502
    address 文三村1组5号 (home)
    note 儿子李强13900150502
""",
)

VISITING_CARDS = OfficeBook(
    "名片扫描.csv",
    "as a card scanner writes it: English and Chinese, titles in brackets, several companies",
    text_table(
        [
            ("Name", "Title", "Company", "Mobile", "Tel", "Fax", "Email", "Address", "Scan Date"),
            (
                "陈明 Ming Chen",
                "总经理 General Manager",
                "深圳市创新科技有限公司",
                "+86-13800150601",
                "0755-2615 0601*118",
                "0755-26150602",
                "ming.chen@chuangxin.com",
                "深圳市南山区科技园南区1号 518057",
                "2026/2/28",
            ),
            (
                "王芳（经理）",
                "",
                "广州白云皮具厂",
                "13800150603；13900150603",
                "020-86150603",
                "",
                "wf@by.cn",
                "广州市白云区石井街3号",
                "2026/2/28",
            ),
            (
                "Smith, John",
                "Buyer",
                "Acme Inc.",
                "+1 (415) 555-2671",
                "",
                "",
                "",
                "San Francisco",
                "2026/3/1",
            ),
        ],
        "utf-8",
    ),
    """
person 陈明 Ming Chen
    title 总经理 General Manager
    company 深圳市创新科技有限公司
    phone +8613800150601 (mobile)
    phone +8675526150601 x118
    fax 0755-26150602
    email ming.chen@chuangxin.com
    address 深圳市南山区科技园南区1号 518057
    city 深圳市
    postcode 518057
    region 广东
    field Scan Date = 2026-02-28
person 王芳
    title 经理
    company 广州白云皮具厂
    phone +8613800150603 (mobile)
    phone +8613900150603 (mobile)
    phone +862086150603
    email wf@by.cn
    address 广州市白云区石井街3号
    city 广州市
    region 广东
    field Scan Date = 2026-02-28
person Smith, John
    title Buyer
    company Acme Inc.
    phone +14155552671 (mobile)
    address San Francisco
    field Scan Date = 2026-03-01
""",
)

LINES = OfficeBook(
    "客戶電話.txt",
    "Taiwan, UTF-16: no header, name and number by tabs, floors and lanes in addresses",
    plain(
        "林先生\t0912-345-701\t台北市大安區忠孝東路四段1巷2弄3號4樓\n"
        "王太太\t02-2345-6702\t新北市板橋區文化路一段5號之1\n"
        "陳老師\t(04)2345-6703#22\t台中市西屯區台灣大道三段6號\n",
        "utf-16",
    ),
    """
person 林先生
    salutation 林先生
    gender male
    phone +886912345701
    address 台北市大安區忠孝東路四段1巷2弄3號4樓
    city 台北市
    region 台北市
person 王太太
    salutation 王太太
    gender female
    phone +886223456702
    address 新北市板橋區文化路一段5號之1
    city 新北市
    region 新北市
person 陳老師
    salutation 陳老師
    phone +886423456703 x22
    address 台中市西屯區台灣大道三段6號
    city 台中市
    region 台中市
""",
    country="TW",
    area_code="02",
)

TILL = OfficeBook(
    "收银系统导出.xlsx",
    "times beside days, text numbers, a header below two blank rows and a picture's title",
    workbook(
        Sheet(
            "report",
            [
                (None, None, None),
                (None, "会员明细报表", None),
                (None, "统计时间：2026-01-01 至 2026-03-05", None),
                (None, None, None),
                (None, "卡号", "会员名称", "手机", "余额", "积分", "等级", "开卡时间", "状态"),
                (
                    None,
                    "8001",
                    "孙悟空",
                    "13800150701",
                    "100.00",
                    "1000",
                    "金卡",
                    datetime.fromisoformat("2024-05-01 12:30"),
                    "正常",
                ),
                (
                    None,
                    "8002",
                    "猪八戒",
                    "13800150702",
                    "-20.5",
                    "0",
                    "银卡",
                    datetime.fromisoformat("2024-06-01"),
                    "挂失",
                ),
                (None, "合计", "2", None, "79.5", "1000", None, None, None),
            ],
            ("B2:I2", "B3:I3"),
        )
    ),
    """
person 孙悟空
    number 8001
    phone +8613800150701 (mobile)
    field 余额 = 100
    field 积分 = 1000
    field 等级 = 金卡
    field 开卡时间 = 2024-05-01 12:30:00
    field 状态 = 正常
person 猪八戒
    number 8002
    phone +8613800150702 (mobile)
    field 余额 = -20.5
    field 积分 = 0
    field 等级 = 银卡
    field 开卡时间 = 2024-06-01
    field 状态 = 挂失
""",
)

BOOKS = (
    AREA_CODES,
    MONTHS,
    CONSIGNEES,
    CLINIC,
    REFUSALS,
    VILLAGE,
    VISITING_CARDS,
    LINES,
    TILL,
)
