"""Books whose rows are persons: old customers of shops and of people who travel for a trade."""

from datetime import date

from tests.support.corpus import OfficeBook
from tests.support.office_files import (
    Sheet,
    old_workbook,
    text_table,
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

BOOKS = (
    BUILDING_MATERIALS,
    BIRTHDAYS,
    PHONE_HABITS,
)
