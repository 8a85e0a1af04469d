"""Books of people who serve persons: estate agents, teachers, garages, insurers."""

from datetime import date

from tests.support.corpus import OfficeBook
from tests.support.office_files import Sheet, old_workbook, text_table, workbook

WECHAT_FRIENDS = OfficeBook(
    "微信好友导出.csv",
    "remark names as people write them in WeChat, nicknames, tags, numbers in names",
    text_table(
        [
            ("昵称", "备注名", "微信号", "标签", "手机号"),
            ("风轻云淡", "A建材王总-杭州", "wang_8801", "客户,重要", ""),
            ("李姐家居", "AAA李姐 瓷砖 13800130102", "lijie66", "", ""),
            ("老陈", "0571-老陈", "", "供应商", "13800130103"),
            ("小桥流水", "刘老师 三中", "liu3z", "", ""),
            ("赵四", "赵四（大华 采购）", "wxid_abc123", "客户", "13800130105"),
            ("ღ晴天ღ", "孙晴", "qingtian", "朋友；客户", "13800130106"),
        ],
        "utf-8-sig",
    ),
    """
person 王总
    salutation 王总
    industry 建材
    region 浙江
    address 浙江杭州
    city 杭州
    wechat wang_8801
    wechat.nickname 风轻云淡
    wechat.remark A建材王总-杭州
    tag 客户
    tag 重要
person 李姐
    salutation 李姐
    industry 瓷砖
    phone +8613800130102
    wechat lijie66
    wechat.nickname 李姐家居
    wechat.remark AAA李姐 瓷砖 13800130102
person 老陈
    salutation 老陈
    region 浙江
    address 浙江杭州
    city 杭州
    phone +8613800130103 (mobile)
    wechat.nickname 老陈
    wechat.remark 0571-老陈
    tag 供应商
person 刘老师
    salutation 刘老师
    wechat liu3z
    wechat.nickname 小桥流水
    wechat.remark 刘老师 三中
    tag 三中
person 赵四
    phone +8613800130105 (mobile)
    wechat wxid_abc123
    wechat.nickname 赵四
    wechat.remark 赵四（大华 采购）
    tag 客户
    tag 大华
    tag 采购
person 孙晴
    phone +8613800130106 (mobile)
    wechat qingtian
    wechat.nickname ღ晴天ღ
    wechat.remark 孙晴
    tag 朋友
    tag 客户
""",
)

ESTATE_AGENTS = OfficeBook(
    "看房客户登记.xlsx",
    "stages in other words, who referred whom, budgets, days of talks, second numbers in notes",
    workbook(
        Sheet(
            "2026",
            [
                (
                    "来访日期",
                    "客户",
                    "电话",
                    "客户状态",
                    "需求",
                    "预算",
                    "来源",
                    "介绍人",
                    "置业顾问",
                    "备注",
                ),
                (
                    date(2026, 3, 1),
                    "王先生",
                    "13800130201",
                    "意向",
                    "三房，近地铁",
                    "300万",
                    "门店",
                    None,
                    "小周",
                    "备用电话13900130201",
                ),
                (
                    "2026.3.2",
                    "李女士",
                    "13800130202",
                    "跟进中",
                    "学区房",
                    "200-250万",
                    "抖音",
                    "王先生",
                    "小周",
                    "周末看房；老公电话13900130202",
                ),
                (
                    "3月5日",
                    "张总（企业主）",
                    "13800130203",
                    "已成交",
                    "别墅",
                    "1200万",
                    "老客户介绍",
                    None,
                    "小吴",
                    "13900130203",
                ),
                (
                    "3.6",
                    "刘小姐",
                    "13800130204",
                    "无效",
                    "租房",
                    "面议",
                    "58同城",
                    None,
                    "小吴",
                    "打错电话，勿扰",
                ),
            ],
        )
    ),
    """
person 王先生
    salutation 王先生
    gender male
    field 来访日期 = 2026-03-01
    phone +8613800130201
    phone +8613900130201
    stage interested
    field 需求 = 三房，近地铁
    field 预算 = 300万
    source 门店
    owner 小周
    note 备用电话13900130201
person 李女士
    salutation 李女士
    gender female
    field 来访日期 = 2026-03-02
    phone +8613800130202
    stage interested
    field 需求 = 学区房
    field 预算 = 200-250万
    source 抖音
    referrer 王先生
    owner 小周
    note 周末看房；老公电话13900130202
person 张总
    salutation 张总
    wechat.remark 张总（企业主）
    tag 企业主
    field 来访日期 = 2026-03-05
    phone +8613800130203
    phone +8613900130203
    stage customer
    field 需求 = 别墅
    field 预算 = 1200万
    source 老客户介绍
    owner 小吴
    note 13900130203
person 刘小姐
    salutation 刘小姐
    gender female
    field 来访日期 = 2026-03-06
    phone +8613800130204
    note 客户状态：无效
    field 需求 = 租房
    field 预算 = 面议
    source 58同城
    owner 小吴
    note 打错电话，勿扰
problem 2026 D5 cell.choice
""",
)

STUDENTS = OfficeBook(
    "暑期班报名表.xls",
    "children and their parents, ages, classes, fees paid or not",
    old_workbook(
        Sheet(
            "报名",
            [
                ("2026年暑期班学员报名表",),
                (
                    "学号",
                    "学员姓名",
                    "性别",
                    "年龄",
                    "就读学校",
                    "家长姓名",
                    "家长电话",
                    "学费",
                    "是否缴费",
                ),
                ("001", "王子轩", "男", 9, "文三街小学", "王建军", "13800130301", 2980, "√"),
                (
                    "002",
                    "李欣怡",
                    "女",
                    "8岁",
                    "学军小学",
                    "李妈妈",
                    "13800130302",
                    "2,980元",
                    "已缴",
                ),
                ("003", "张浩然", "男", 10, None, "张爸爸", "13800130303", None, "未缴"),
            ],
            ("A1:I1",),
        )
    ),
    """
person 王子轩
    number 001
    gender male
    field 年龄 = 9
    field 就读学校 = 文三街小学
    field 学费 = 2980
    field 是否缴费 = 是
    contact 王建军
        phone +8613800130301
person 李欣怡
    number 002
    gender female
    field 年龄 = 8
    field 就读学校 = 学军小学
    field 学费 = 2980
    field 是否缴费 = 是
    contact 李妈妈
        salutation 李妈妈
        phone +8613800130302
person 张浩然
    number 003
    gender male
    field 年龄 = 10
    field 是否缴费 = 否
    contact 张爸爸
        salutation 张爸爸
        phone +8613800130303
""",
)

GARAGE = OfficeBook(
    "车主资料.csv",
    "Windows tabs in GBK; number plates, models, days to come, miles",
    text_table(
        [
            (
                "车主",
                "联系方式",
                "车牌号",
                "车型",
                "购车日期",
                "里程",
                "下次保养",
                "保险到期",
                "微信",
            ),
            (
                "邓超",
                "13800130401",
                "浙A12345",
                "大众帕萨特",
                "2020/5",
                "56,000公里",
                "2026-5-1",
                "26.8.15",
                "同号",
            ),
            (
                "何炅",
                "13800130402，0571-88130402",
                "浙A·D8888",
                "比亚迪汉",
                "2022年1月8日",
                "3.2万公里",
                "",
                "2026年1月",
                "hejiong",
            ),
            ("谢娜", "138 0013 0403", "沪C54321", "", "", "", "已过保", "", ""),
        ],
        "gb18030",
        delimiter="\t",
    ),
    """
person 邓超
    phone +8613800130401
    field 车牌号 = 浙A12345
    field 车型 = 大众帕萨特
    field 购车日期 = 2020/5
    field 里程 = 56,000公里
    field 下次保养 = 2026-5-1
    field 保险到期 = 26.8.15
    wechat 13800130401
person 何炅
    phone +8613800130402
    phone +8657188130402
    field 车牌号 = 浙A·D8888
    field 车型 = 比亚迪汉
    field 购车日期 = 2022年1月8日
    field 里程 = 3.2万公里
    field 保险到期 = 2026年1月
    wechat hejiong
person 谢娜
    phone +8613800130403
    field 车牌号 = 沪C54321
    field 下次保养 = 已过保
""",
)

INSURANCE = OfficeBook(
    "保险客户(王经理).xlsx",
    "spouses, wedding days, what one must not say, blood types; a signature below",
    workbook(
        Sheet(
            "客户",
            [
                (
                    "姓名",
                    "性别",
                    "出生日期",
                    "身份证号码",
                    "手机号码",
                    "家庭住址",
                    "结婚纪念日",
                    "职业",
                    "爱好",
                    "忌口",
                    "年收入",
                    "民族",
                    "备注",
                ),
                (
                    "许仙",
                    "男",
                    "1980年3月",
                    "330102198003121234",
                    "13800130501",
                    "310012 浙江省杭州市西湖区龙井路1号",
                    "2008-8-8",
                    "医生",
                    "喝茶、下棋",
                    "不饮酒",
                    "30万",
                    "汉",
                    "客户生日要提前一天送蛋糕",
                ),
                (
                    "白素贞",
                    "女",
                    "农历1982年二月初二",
                    None,
                    "13800130502",
                    "杭州市上城区断桥路2号（邮编310002）",
                    "8月8日",
                    "药店老板",
                    None,
                    "吃素",
                    None,
                    "回",
                    None,
                ),
                (None,),
                ("填表人：王经理", None, None, "日期：2026.3.5"),
            ],
        )
    ),
    """
person 许仙
    gender male
    note 出生日期：1980年3月
    phone +8613800130501 (mobile)
    address 310012 浙江省杭州市西湖区龙井路1号 (home)
    city 杭州市
    postcode 310012
    region 浙江
    anniversary 结婚纪念日 = 2008-8-8
    occupation 医生
    hobbies 喝茶、下棋
    diet no_alcohol
    income 30万
    field 民族 = 汉
    note 客户生日要提前一天送蛋糕
person 白素贞
    gender female
    birthday lunar 1982-2-2
    phone +8613800130502 (mobile)
    address 杭州市上城区断桥路2号（邮编310002） (home)
    city 杭州市
    postcode 310002
    region 浙江
    anniversary 结婚纪念日 = 8-8
    occupation 药店老板
    diet vegetarian
    field 民族 = 回
problem 客户 C2 cell.birthday
problem 客户 D2 cell.identity
""",
)

BOOKS = (
    WECHAT_FRIENDS,
    ESTATE_AGENTS,
    STUDENTS,
    GARAGE,
    INSURANCE,
)
