"""Books of the neighbourhood: housekeepers, letting agents, photographers, farm supplies, calls."""

from datetime import date

from tests.support.corpus import OfficeBook
from tests.support.office_files import Sheet, old_workbook, text_table, workbook

HOUSEKEEPERS = OfficeBook(
    "家政雇主登记.xlsx",
    "the employer is the customer, the housekeeper is ours; wages, days off, a family of two",
    workbook(
        Sheet(
            "雇主",
            [
                (
                    "登记日期",
                    "雇主姓名",
                    "雇主电话",
                    "服务地址",
                    "家庭情况",
                    "服务项目",
                    "月薪",
                    "上户阿姨",
                    "阿姨电话",
                    "上户日期",
                    "备注",
                ),
                (
                    "2026.2.1",
                    "余女士",
                    "13800190101",
                    "杭州市拱墅区大关路8号",
                    "两大一小，有狗",
                    "住家保姆",
                    "8500",
                    "孙桂香",
                    "13900190101",
                    "2026.2.6",
                    "周日休息",
                ),
                (
                    "2026.3.12",
                    "葛伟/陈洁",
                    "13800190102/13900190102",
                    "滨江区江晖路1号",
                    "双胞胎",
                    "育儿嫂",
                    "1.2万",
                    None,
                    None,
                    None,
                    "要面试",
                ),
            ],
        )
    ),
    """
person 余女士
    salutation 余女士
    gender female
    phone +8613800190101
    address 杭州市拱墅区大关路8号
    city 杭州市
    region 浙江
    field 登记日期 = 2026-02-01
    field 家庭情况 = 两大一小，有狗
    field 服务项目 = 住家保姆
    field 月薪 = 8500
    field 上户阿姨 = 孙桂香
    field 阿姨电话 = 13900190101
    field 上户日期 = 2026-02-06
    note 周日休息
person 葛伟
    phone +8613800190102
    address 滨江区江晖路1号
    field 登记日期 = 2026-03-12
    field 家庭情况 = 双胞胎
    field 服务项目 = 育儿嫂
    field 月薪 = 12000
    note 要面试
    contact 陈洁
        phone +8613900190102
""",
)

LETTING = OfficeBook(
    "求租客源.csv",
    "people looking for a flat: budget as a span, where, calls noted in columns of days",
    text_table(
        [
            (
                "客源编号",
                "客户",
                "联系方式",
                "意向区域",
                "预算",
                "户型要求",
                "看房时间",
                "第一次回访",
                "第二次回访",
                "带看人",
                "等级",
            ),
            (
                "Q2026001",
                "庞先生",
                "13800190201（微信同号）",
                "西湖区、拱墅区",
                "3000-4000",
                "两室",
                "周末",
                "3.2 已看两套，嫌贵",
                "3.9 再看",
                "小梅",
                "A",
            ),
            (
                "Q2026002",
                "kelly",
                "vx: kelly_0202",
                "滨江",
                "5000以内",
                "一室",
                "晚上7点后",
                "",
                "",
                "小梅",
                "B",
            ),
        ],
        "gb18030",
    ),
    """
person 庞先生
    number Q2026001
    salutation 庞先生
    gender male
    phone +8613800190201
    wechat 13800190201
    field 意向区域 = 西湖区、拱墅区
    field 预算 = 3000-4000
    field 户型要求 = 两室
    field 看房时间 = 周末
    field 第一次回访 = 3.2 已看两套，嫌贵
    field 第二次回访 = 3.9 再看
    field 带看人 = 小梅
    field 等级 = A
person kelly
    number Q2026002
    wechat kelly_0202
    field 意向区域 = 滨江
    field 预算 = 5000以内
    field 户型要求 = 一室
    field 看房时间 = 晚上7点后
    field 带看人 = 小梅
    field 等级 = B
""",
)

WEDDINGS = OfficeBook(
    "婚纱摄影客户.xls",
    "groom and bride with a number each, the day of the wedding, packages, money still due",
    old_workbook(
        Sheet(
            "2026",
            [
                (
                    "单号",
                    "新郎",
                    "新郎电话",
                    "新娘",
                    "新娘电话",
                    "婚期",
                    "套系",
                    "套系金额",
                    "已付定金",
                    "拍摄日期",
                    "门市",
                ),
                (
                    "HS0301",
                    "戴鹏",
                    "13800190301",
                    "叶青",
                    "13900190301",
                    date(2026, 10, 2),
                    "三亚旅拍",
                    6999,
                    2000,
                    "2026/4/18",
                    "小颖",
                ),
                (
                    "HS0302",
                    "俞凯",
                    "13800190302",
                    "宋佳",
                    None,
                    date(2026, 5, 20),
                    "内景",
                    3999,
                    3999,
                    "2026/3/28",
                    "小颖",
                ),
            ],
        )
    ),
    """
person 戴鹏
    phone +8613800190301
    field 单号 = HS0301
    field 婚期 = 2026-10-02
    field 套系 = 三亚旅拍
    field 套系金额 = 6999
    field 已付定金 = 2000
    field 拍摄日期 = 2026-04-18
    field 门市 = 小颖
    contact 叶青
        role 新娘
        phone +8613900190301
person 俞凯
    phone +8613800190302
    field 单号 = HS0302
    field 婚期 = 2026-05-20
    field 套系 = 内景
    field 套系金额 = 3999
    field 已付定金 = 3999
    field 拍摄日期 = 2026-03-28
    field 门市 = 小颖
    contact 宋佳
        role 新娘
""",
)

FARMS = OfficeBook(
    "农资店赊账.xlsx",
    "villages as headings between the rows, nicknames, what is owed, a sum below each village",
    workbook(
        Sheet(
            "赊账本",
            [
                ("序号", "姓名", "电话", "亩数", "赊欠金额", "备注"),
                ("东桥村",),
                (1, "张老三", "13800190401", 12, 860, "化肥"),
                (2, "阿牛", "13800190402", 8, "1,250元", "等卖了稻子"),
                ("小计", None, None, 20, 2110),
                ("西河村",),
                (3, "李会计", "13800190403", 5.5, 0, None),
                (4, "种粮大户老周", "13800190404", 120, "2.3万", "签过合同"),
                ("小计", None, None, 125.5, 23000),
            ],
        )
    ),
    """
person 张老三
    phone +8613800190401
    field 亩数 = 12
    field 赊欠金额 = 860
    note 化肥
    tag 东桥村
person 阿牛
    salutation 阿牛
    phone +8613800190402
    field 亩数 = 8
    field 赊欠金额 = 1250
    note 等卖了稻子
    tag 东桥村
person 李会计
    salutation 李会计
    phone +8613800190403
    field 亩数 = 5.5
    field 赊欠金额 = 0
    tag 西河村
person 种粮大户老周
    phone +8613800190404
    field 亩数 = 120
    field 赊欠金额 = 23000
    note 签过合同
    tag 西河村
""",
)

CLINIC = OfficeBook(
    "口腔诊所患者.xls",
    "patients of a dentist: allergies, next visit, whose child it is, doctors of ours",
    old_workbook(
        Sheet(
            "患者",
            [
                (
                    "病历号",
                    "患者姓名",
                    "性别",
                    "年龄",
                    "患者电话",
                    "家长",
                    "过敏史",
                    "主治医生",
                    "初诊日期",
                    "下次复诊",
                    "来源",
                ),
                (
                    "00123",
                    "章明",
                    "男",
                    "35岁",
                    "13800190501",
                    None,
                    "青霉素",
                    "黄医生",
                    "2026-01-05",
                    "2026-12-05",
                    "大众点评",
                ),
                (
                    "00124",
                    "柳小小",
                    "女",
                    7,
                    "13800190502",
                    "柳强",
                    "无",
                    "黄医生",
                    "2026-02-10",
                    None,
                    "朋友介绍",
                ),
            ],
        )
    ),
    """
person 章明
    number 00123
    gender male
    phone +8613800190501
    field 年龄 = 35
    field 过敏史 = 青霉素
    field 主治医生 = 黄医生
    field 初诊日期 = 2026-01-05
    field 下次复诊 = 2026-12-05
    source 大众点评
person 柳小小
    number 00124
    gender female
    phone +8613800190502
    field 年龄 = 7
    field 过敏史 = 无
    field 主治医生 = 黄医生
    field 初诊日期 = 2026-02-10
    source 朋友介绍
    contact 柳强
""",
)

BOOKS = (HOUSEKEEPERS, LETTING, WEDDINGS, FARMS, CLINIC)
