"""Books of members and of offices, with what Excel and tills do to them."""

from datetime import date

from tests.support.corpus import OfficeBook
from tests.support.office_files import (
    Formula,
    Sheet,
    Shown,
    web_table,
    workbook,
)

MEMBERS = OfficeBook(
    "会员档案.xlsx",
    "cards with zeros in front, levels, points, yes and no in every habit, Excel's own dates",
    workbook(
        Sheet(
            "会员",
            [
                ("美丽人生会所会员档案", None, None, None, None, None, None, None, None, None),
                (
                    "会员卡号",
                    "姓名",
                    "手机",
                    "会员等级",
                    "积分",
                    "生日",
                    "入会日期",
                    "是否加微信",
                    "短信同意",
                    "储值余额",
                ),
                (
                    "000123",
                    "林心如",
                    "13800138301",
                    "金卡",
                    1280,
                    Shown(date(1985, 3, 12), 31),
                    "2024.5.1",
                    "√",
                    "√",
                    "¥3,000",
                ),
                (
                    "000124",
                    "苏有朋",
                    "13800138302",
                    "银卡",
                    "2,560分",
                    Shown(date(1990, 10, 1), 58),
                    "2024年5月",
                    "是",
                    "否",
                    "0.3万",
                ),
                (
                    "000125",
                    "范冰",
                    "13800138303",
                    "普通",
                    0,
                    None,
                    date(2024, 5, 1),
                    "Y",
                    "Y",
                    None,
                ),
                ("000126", "周杰", "13800138304", "金", "-", None, "24/5/1", "1", "×", 12.5),
                ("000127", "张铁林", "13800138305", "VIP", "积分清零", None, "", "×", "", "-"),
                ("本页小计", None, None, None, 3840),
            ],
            ("A1:J1",),
        )
    ),
    """
person 林心如
    number 000123
    phone +8613800138301 (mobile)
    field 会员等级 = 金卡
    field 积分 = 1280
    birthday 1985-3-12
    field 入会日期 = 2024-05-01
    field 是否加微信 = 是
    consent sms given
    field 储值余额 = 3000
person 苏有朋
    number 000124
    phone +8613800138302 (mobile)
    field 会员等级 = 银卡
    field 积分 = 2560
    birthday 1990-10-1
    note 入会日期：2024年5月
    field 是否加微信 = 是
    consent sms refused
    field 储值余额 = 3000
person 范冰
    number 000125
    phone +8613800138303 (mobile)
    field 会员等级 = 普通
    field 积分 = 0
    field 入会日期 = 2024-05-01
    field 是否加微信 = 是
    consent sms given
person 周杰
    number 000126
    phone +8613800138304 (mobile)
    field 会员等级 = 金卡
    field 入会日期 = 2024-05-01
    field 是否加微信 = 是
    consent sms refused
    field 储值余额 = 12.5
person 张铁林
    number 000127
    phone +8613800138305 (mobile)
    field 会员等级 = VIP
    note 积分：积分清零
    field 是否加微信 = 否
problem 会员 G4 cell.date
problem 会员 E7 cell.number
""",
)

EXCEL_ACCIDENTS = OfficeBook(
    "办公室通讯录(最新)(2).xlsx",
    "formulas, error values, lost digits, identity numbers, texts with green corners",
    workbook(
        Sheet(
            "Sheet1",
            [
                ("姓名", "手机号", "身份证号", "邮箱", "微信号", "所在城市", "备注"),
                (
                    Formula('="高"&"圆圆"', "高圆圆"),
                    "13800138401",
                    "330102198503121234",
                    Formula('HYPERLINK("mailto:gyy@qq.com","gyy@qq.com")', "gyy@qq.com"),
                    "gyy_0401",
                    Formula("VLOOKUP(A2,X:Y,2,0)", "#N/A"),
                    "#REF!",
                ),
                ("陈坤", 1.38e10, 330102198503121234, "ck@163.com ", "同手机", "杭州", "#N/A"),
                ("黄渤", "1.38E+10", None, None, None, "青岛", "另一个手机13900139403"),
                ("徐峥", "'13800138404", None, "xz＠qq．com", "xuzheng", "上海", "已离职"),
                ("王宝强", 13800138405.0, None, "mailto:wbq@qq.com", "/", "石家庄", "勿扰"),
            ],
        )
    ),
    """
person 高圆圆
    phone +8613800138401 (mobile)
    email gyy@qq.com
    wechat gyy_0401
person 陈坤
    phone +8613800000000 (mobile)
    email ck@163.com
    wechat 13800000000
    address 杭州
    city 杭州
    region 浙江
person 黄渤
    phone +8613900139403
    address 青岛
    city 青岛
    region 山东
    note 手机号：1.38E+10
    note 另一个手机13900139403
person 徐峥
    phone +8613800138404 (mobile)
    email xz@qq.com
    wechat xuzheng
    address 上海
    city 上海
    region 上海
    note 已离职
person 王宝强
    phone +8613800138405 (mobile)
    email wbq@qq.com
    address 石家庄
    city 石家庄
    region 河北
    note 勿扰
problem Sheet1 C2 cell.identity
problem Sheet1 C3 cell.digits_lost
problem Sheet1 B4 cell.phone.lost
""",
)

SHOP_EXPORT = OfficeBook(
    "会员导出20260305.xls",
    "a web page named .xls from a till: numbers as text, 0000-00-00, no-break spaces",
    web_table(
        [
            (
                "会员编号",
                "会员姓名",
                "会员手机",
                "性别",
                "会员生日",
                "会员级别",
                "累计消费",
                "最近消费",
                "所属门店",
                "状态",
            ),
            (
                "VIP0001",
                "罗大佑",
                "13800138501",
                "男",
                "1985-03-12",
                "金卡会员",
                "12,800.00元",
                "2026-02-14 18:30",
                "文三路店",
                "正常",
            ),
            (
                "VIP0002",
                "齐秦",
                "13800138502",
                "男",
                "0000-00-00",
                "银卡会员",
                "0.00元",
                "",
                "西湖店",
                "停用",
            ),
            (
                "VIP0003",
                "孟庭苇",
                "13800138503",
                "女",
                "03-12",
                "",
                "860.50元",
                "2026-01-01 09:05",
                "文三路店",
                "正常",
            ),
        ],
        "gb2312",
    ),
    """
person 罗大佑
    number VIP0001
    phone +8613800138501 (mobile)
    gender male
    birthday 1985-3-12
    field 会员等级 = 金卡会员
    field 累计消费 = 12800
    field 最近消费 = 2026-02-14 18:30
    field 所属门店 = 文三路店
    field 状态 = 正常
person 齐秦
    number VIP0002
    phone +8613800138502 (mobile)
    gender male
    field 会员等级 = 银卡会员
    field 累计消费 = 0
    field 所属门店 = 西湖店
    field 状态 = 停用
person 孟庭苇
    number VIP0003
    phone +8613800138503 (mobile)
    gender female
    birthday 3-12
    field 累计消费 = 860.5
    field 最近消费 = 2026-01-01 09:05
    field 所属门店 = 文三路店
    field 状态 = 正常
""",
)

BOOKS = (
    MEMBERS,
    EXCEL_ACCIDENTS,
    SHOP_EXPORT,
)
