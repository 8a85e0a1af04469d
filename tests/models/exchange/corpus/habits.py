"""More books as offices have them: what nobody foresaw when the others were read."""

from datetime import date

from tests.support.corpus import OfficeBook
from tests.support.office_files import (
    Formula,
    Sheet,
    old_workbook,
    text_table,
    web_table,
    workbook,
)

WHOLESALE = OfficeBook(
    "批发客户对账.xlsx",
    "two lines of a title, a customer over several rows, formulas of sums, notes of debts",
    workbook(
        Sheet(
            "对账",
            [
                ("东门批发市场 36 号摊位", None, None, None, None, None),
                ("客户往来对账（截至 2026.3.5）", None, None, None, None, None),
                ("编号", "客户（店名）", "老板", "电话", "上期欠款", "备注"),
                ("D01", "好又多超市", "林老板", "138-0016-0101", 3500, "每周二送货"),
                ("D02", "美佳便利店", "陈姐/老公小吴", "13800160102 13900160102", 0, "现结"),
                (
                    "D03",
                    "阿芳杂货",
                    "阿芳",
                    "13800160103；座机 88160103",
                    Formula("=E4*2", 7000),
                    "欠条2张",
                ),
                ("D04", "个人零售", None, None, None, "散客不记"),
                ("合计：", None, None, None, Formula("=SUM(E4:E6)", 10500), None),
            ],
            ("A1:F1", "A2:F2"),
        )
    ),
    """
company 好又多超市
    number D01
    field 上期欠款 = 3500
    note 每周二送货
    contact 林老板
        salutation 林老板
        role decision
        phone +8613800160101
company 美佳便利店
    number D02
    field 上期欠款 = 0
    note 现结
    contact 陈姐
        salutation 陈姐
        role decision
        phone +8613800160102
    contact 小吴
        salutation 小吴
        role 老公
        phone +8613900160102
company 阿芳杂货
    number D03
    field 上期欠款 = 7000
    note 欠条2张
    contact 阿芳
        salutation 阿芳
        role decision
        phone +8613800160103
        phone +8657188160103 (work)
company 个人零售
    number D04
    note 散客不记
""",
)

SCHOOL = OfficeBook(
    "家校联系.xls",
    "BIFF8: father and mother in columns of their own, serial days, one family over two rows",
    old_workbook(
        Sheet(
            "三年二班",
            [
                (
                    "姓名",
                    "性别",
                    "出生日期",
                    "父亲姓名",
                    "父亲电话",
                    "母亲姓名",
                    "母亲电话",
                    "家庭住址",
                ),
                (
                    "赵小宝",
                    "男",
                    date(2017, 9, 1),
                    "赵大",
                    13800160201,
                    "钱英",
                    13900160201,
                    "杭州市上城区解放路1号",
                ),
                ("孙小美", "女", 42979, "孙二", "13800160202", "", "", "杭州市上城区解放路2号"),
            ],
        )
    ),
    """
person 赵小宝
    gender male
    birthday 2017-9-1
    address 杭州市上城区解放路1号 (home)
    city 杭州市
    region 浙江
    contact 赵大
        role 父亲
        phone +8613800160201
    contact 钱英
        role 母亲
        phone +8613900160201
person 孙小美
    gender female
    birthday 2017-9-1
    address 杭州市上城区解放路2号 (home)
    city 杭州市
    region 浙江
    contact 孙二
        role 父亲
        phone +8613800160202
problem 三年二班 C2 child.birthday
""",
)

LOGISTICS = OfficeBook(
    "发货客户.csv",
    "GBK: provinces, cities and districts apart, couriers' ways to write numbers, NULL and \\N",
    text_table(
        [
            (
                "收货人",
                "联系电话",
                "省",
                "市",
                "区/县",
                "详细地址",
                "邮政编码",
                "会员昵称",
                "下单次数",
            ),
            (
                "周 杰",
                "86-13800160301",
                "广东省",
                "深圳市",
                "南山区",
                "科技园1号",
                "518057",
                "小周周",
                "3",
            ),
            (
                "吴京京",
                "'13800160302",
                "北京",
                "北京市",
                "朝阳区",
                "建国路2号",
                "100022",
                "NULL",
                "NULL",
            ),
            (
                "郑 爽 女士",
                "13800160303-8899",
                "上海",
                "市辖区",
                "浦东新区",
                "世纪大道3号",
                "",
                "",
                "1",
            ),
        ],
        "gbk",
    ),
    """
person 周杰
    phone +8613800160301
    region 广东
    address 科技园1号
    city 深圳市
    postcode 518057
    field 会员昵称 = 小周周
    field 下单次数 = 3
person 吴京京
    phone +8613800160302
    region 北京
    address 建国路2号
    city 北京市
    postcode 100022
person 郑爽
    salutation 郑女士
    gender female
    phone +8613800160303 x8899
    region 上海
    address 世纪大道3号
    city 上海
    field 下单次数 = 1
""",
)

CHURCH = OfficeBook(
    "老年大学学员.xls",
    "a web page: ages in words, lunar birthdays in a column of their own, emergency contacts",
    web_table(
        [
            (
                "学员姓名",
                "性别",
                "年龄",
                "农历生日",
                "手机/电话",
                "紧急联系人",
                "紧急联系人电话",
                "是否党员",
                "健康状况",
            ),
            (
                "冯大爷",
                "男",
                "七十二",
                "三月初三",
                "88160401",
                "冯军（儿子）",
                "13800160401",
                "是",
                "高血压",
            ),
            (
                "褚阿姨",
                "女",
                "68周岁",
                "腊月二十",
                "13800160402/88160402",
                "褚红",
                "13800160403",
                "否",
                "良好",
            ),
        ],
        "utf-8",
    ),
    """
person 冯大爷
    salutation 冯大爷
    gender male
    field 年龄 = 72
    birthday lunar 3-3
    phone +8657188160401
    field 是否党员 = 是
    field 健康状况 = 高血压
    contact 冯军
        role 紧急联系人
        note 儿子
        phone +8613800160401
person 褚阿姨
    salutation 褚阿姨
    gender female
    field 年龄 = 68
    birthday lunar 12-20
    phone +8613800160402 (mobile)
    phone +8657188160402
    field 是否党员 = 否
    field 健康状况 = 良好
    contact 褚红
        role 紧急联系人
        phone +8613800160403
""",
)

AGENTS = OfficeBook(
    "代理商名单.xlsx",
    "no title, hidden columns' rubbish, an English name beside, regions merged down",
    workbook(
        Sheet(
            "代理商",
            [
                (
                    "大区",
                    "代理商",
                    "英文名",
                    "负责人",
                    "手机",
                    "微信",
                    "授权到期日",
                    "信用额度",
                    "评级",
                    "是否独家",
                ),
                (
                    "华东",
                    "杭州云帆贸易有限公司",
                    "Yunfan Trading",
                    "王建国",
                    13800160501,
                    "同号",
                    date(2026, 12, 31),
                    "50万",
                    "A",
                    "√",
                ),
                (
                    None,
                    "宁波海昌商行",
                    None,
                    "赵敏",
                    13800160502,
                    "zm_0502",
                    "2027.6.30",
                    "¥100,000",
                    "B",
                    None,
                ),
                (
                    "华南",
                    "深圳新锐科技公司",
                    "NewRay",
                    "李想/陈晨",
                    "13800160503/13900160503",
                    None,
                    "长期",
                    "-",
                    "A",
                    "是",
                ),
            ],
            ("A2:A3",),
        )
    ),
    """
company 杭州云帆贸易有限公司
    region 华东
    tag 代理商
    field 英文名 = Yunfan Trading
    field 授权到期日 = 2026-12-31
    field 信用额度 = 500000
    field 评级 = A
    field 是否独家 = 是
    contact 王建国
        phone +8613800160501 (mobile)
        wechat 13800160501
company 宁波海昌商行
    region 华东
    tag 代理商
    field 授权到期日 = 2027-06-30
    field 信用额度 = 100000
    field 评级 = B
    contact 赵敏
        phone +8613800160502 (mobile)
        wechat zm_0502
company 深圳新锐科技公司
    region 华南
    tag 代理商
    field 英文名 = NewRay
    note 授权到期日：长期
    field 评级 = A
    field 是否独家 = 是
    contact 李想
        phone +8613800160503 (mobile)
    contact 陈晨
        phone +8613900160503 (mobile)
problem 代理商 G4 cell.date
""",
)

BOOKS = (WHOLESALE, SCHOOL, LOGISTICS, CHURCH, AGENTS)
