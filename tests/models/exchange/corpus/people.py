"""Books whose rows are persons: old customers of shops and of people who travel for a trade."""

from datetime import date

from tests.support.corpus import OfficeBook
from tests.support.office_files import (
    Formula,
    Sheet,
    Shown,
    old_workbook,
    text_table,
    web_table,
    workbook,
)

BUILDING_MATERIALS = OfficeBook(
    "建材店老客户.xlsx",
    "a title, the day it was printed, sums, money in every habit, full-width digits, stray blanks",
    workbook(
        Sheet(
            "Sheet1",
            [
                ("云帆建材老客户通讯录",),
                ("打印日期：2026年3月5日", None, None, None, None, "第 1 页"),
                ("序号", "客户姓名", "联系电话", "地  址", "欠款", "备 注"),
                (
                    1,
                    "王建国",
                    "13800138001/0571-88880001",
                    "浙江省杭州市西湖区文三路12号",
                    "¥1,200.00",
                    "每月十号对账",
                ),
                (
                    2,
                    " 李　梅 ",
                    "１３８００１３８００２",
                    "杭州市余杭区良渚街道3号\xa0",
                    "1.2万",
                    None,
                ),
                (3, "赵敏", 13800138003, None, "壹仟贰佰元整", "VIP\n送货走后门"),
                (4, "钱多多", "88880004", "宁波市海曙区中山东路8号", 35.5, None),
                (3, "赵敏", 13800138003, None, "壹仟贰佰元整", "VIP\n送货走后门"),
                (5, "孙悦", "电话待补", None, "待核", None),
                ("合计", None, None, None, 14435.5, None),
                (None, "制表：周会计", None, None, "审核：", None),
            ],
            ("A1:F1",),
        )
    ),
    """
person 王建国
    phone +8613800138001
    phone +8657188880001
    address 浙江省杭州市西湖区文三路12号
    city 杭州市
    region 浙江
    field 欠款 = 1200
    note 每月十号对账
person 李梅
    phone +8613800138002
    address 杭州市余杭区良渚街道3号
    city 杭州市
    region 浙江
    field 欠款 = 12000
person 赵敏
    phone +8613800138003
    field 欠款 = 1200
    note VIP
    note 送货走后门
person 钱多多
    phone +8657188880004
    address 宁波市海曙区中山东路8号
    city 宁波市
    region 浙江
    field 欠款 = 35.5
person 孙悦
    note 联系电话：电话待补
    note 欠款：待核
problem Sheet1 C9 cell.phone.none
problem Sheet1 E9 cell.number
""",
)

BIRTHDAYS = OfficeBook(
    "客户生日.xls",
    "birthdays in every Chinese habit, lunar ones, month and day only, serials, texts, ages",
    old_workbook(
        Sheet(
            "生日提醒",
            [
                ("姓名", "性别", "生日", "年龄", "电话"),
                ("陈一", "男", date(1985, 3, 12), 41, "13800138101"),
                ("陈二", "女", "1985.3.12", "41岁", "13800138102"),
                ("陈三", "先生", "85/3/12", None, "13800138103"),
                ("陈四", "女士", "一九八五年三月十二日", None, "13800138104"),
                ("陈五", "♀", "农历八月初三", None, "13800138105"),
                ("陈六", "M", "八月十五(阴历)", None, "13800138106"),
                ("陈七", "F", "3月12日", None, "13800138107"),
                ("陈八", "男", "0312", None, "13800138108"),
                ("陈九", "男", 31118, None, "13800138109"),
                ("陈十", "女", "闰四月初八", None, "13800138110"),
                ("陈十一", "女", "1985年农历闰四月初八", None, "13800138111"),
                ("陈十二", "女", "19850312", None, "13800138112"),
                ("陈十三", "女", "3.12", None, "13800138113"),
                ("陈十四", "女", "腊月廿三", None, "13800138114"),
                ("陈十五", "女", "85年3月", None, "13800138115"),
                ("陈十六", "女", "正月初一", None, "13800138116"),
                ("陈十七", "女", "1985-03-12 00:00:00", None, "13800138117"),
                ("陈十八", "女", "民國75/3/12", None, "13800138118"),
                ("陈十九", "女", "1985年3月12日（农历正月廿一）", None, "13800138119"),
                ("陈二十", "女", "属牛", None, "13800138120"),
                ("陈二一", "女", "阳历3.12", None, "13800138121"),
                ("陈二二", "女", "一九八五年三月十二", None, "13800138122"),
            ],
        )
    ),
    """
person 陈一
    gender male
    birthday 1985-3-12
    field 年龄 = 41
    phone +8613800138101
person 陈二
    gender female
    birthday 1985-3-12
    field 年龄 = 41
    phone +8613800138102
person 陈三
    gender male
    birthday 1985-3-12
    phone +8613800138103
person 陈四
    gender female
    birthday 1985-3-12
    phone +8613800138104
person 陈五
    gender female
    birthday lunar 8-3
    phone +8613800138105
person 陈六
    gender male
    birthday lunar 8-15
    phone +8613800138106
person 陈七
    gender female
    birthday 3-12
    phone +8613800138107
person 陈八
    gender male
    birthday 3-12
    phone +8613800138108
person 陈九
    gender male
    birthday 1985-3-12
    phone +8613800138109
person 陈十
    gender female
    birthday lunar leap4-8
    phone +8613800138110
person 陈十一
    gender female
    birthday lunar 1985-leap4-8
    phone +8613800138111
person 陈十二
    gender female
    birthday 1985-3-12
    phone +8613800138112
person 陈十三
    gender female
    birthday 3-12
    phone +8613800138113
person 陈十四
    gender female
    birthday lunar 12-23
    phone +8613800138114
person 陈十五
    gender female
    note 生日：85年3月
    phone +8613800138115
person 陈十六
    gender female
    birthday lunar 1-1
    phone +8613800138116
person 陈十七
    gender female
    birthday 1985-3-12
    phone +8613800138117
person 陈十八
    gender female
    birthday 1986-3-12
    phone +8613800138118
person 陈十九
    gender female
    birthday 1985-3-12
    note 生日：1985年3月12日（农历正月廿一）
    phone +8613800138119
person 陈二十
    gender female
    note 生日：属牛
    phone +8613800138120
person 陈二一
    gender female
    birthday 3-12
    phone +8613800138121
person 陈二二
    gender female
    birthday 1985-3-12
    phone +8613800138122
problem 生日提醒 C16 cell.birthday
problem 生日提醒 C21 cell.birthday
""",
)

PHONE_HABITS = OfficeBook(
    "供货联系人.csv",
    "GBK; several numbers, names and e-mails in a cell, extensions in every habit, dead numbers",
    text_table(
        [
            ("姓名", "电话", "电子邮箱"),
            ("张三/李四", "13800138201/13900139201", "zhang@dahua.cn; li@dahua.cn"),
            ("周敏", "0571-88881111转802", "zm@163.com"),
            ("吴刚", "0571-88881111-803", ""),
            ("郑爽", "(0571)88881111 分机804", ""),
            ("冯巩", "0571 8888 1111 ext.805", ""),
            ("褚健", "88881111*806", ""),
            ("卫东", "88881111#807", "卫东<wd@sina.com>"),
            ("蒋欣", "+86-571-88881111 转 808", ""),
            ("沈腾", "13800138209（停机）；13900139209", ""),
            ("韩雪", "13800138210(空号)", "没有"),
            ("杨帆", "13800138211（老公）、13900139211（本人）", ""),
            ("朱军", "手机：13800138212 家里：0571-88881212", ""),
            ("秦岚", "138-0013-8213 / 138 0013 8214", ""),
            ("尤勇", "4008001234", "you@qq.com,you@qq.com"),
            ("许晴", "0571-88881215/16", ""),
            ("何冰", "wx同号13800138216", "hb＠163.com"),
            ("吕布", "1.38E+10", "未知"),
            ("施展", "无", "shizhan(at)163.com"),
            ("张弛", "8613800138219", ""),
            ("孔明", "057188881220", ""),
        ],
        "gb18030",
    ),
    """
person 张三
    phone +8613800138201
    email zhang@dahua.cn
    contact 李四
        phone +8613900139201
        email li@dahua.cn
person 周敏
    phone +8657188881111 x802
    email zm@163.com
person 吴刚
    phone +8657188881111 x803
person 郑爽
    phone +8657188881111 x804
person 冯巩
    phone +8657188881111 x805
person 褚健
    phone +8657188881111 x806
person 卫东
    phone +8657188881111 x807
    email wd@sina.com
person 蒋欣
    phone +8657188881111 x808
person 沈腾
    phone +8613800138209? (停机)
    phone +8613900139209
person 韩雪
    phone +8613800138210? (空号)
person 杨帆
    phone +8613800138211 (老公)
    phone +8613900139211 (本人)
person 朱军
    phone +8613800138212 (mobile)
    phone +8657188881212 (home)
person 秦岚
    phone +8613800138213
    phone +8613800138214
person 尤勇
    phone +864008001234
    email you@qq.com
person 许晴
    phone +8657188881215
    phone +8657188881216?
person 何冰
    phone +8613800138216
    wechat 13800138216
    email hb@163.com
person 吕布
    note 电话：1.38E+10
person 施展
    note 电子邮箱：shizhan(at)163.com
person 张弛
    phone +8613800138219
person 孔明
    phone +8657188881220
problem B18 cell.phone.lost
problem C19 cell.email
""",
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

BOOKS = (BUILDING_MATERIALS, BIRTHDAYS, PHONE_HABITS, MEMBERS, EXCEL_ACCIDENTS, SHOP_EXPORT)
