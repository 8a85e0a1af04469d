"""Books of those whom people come to: a school, a pet shop, and who brings water."""

from tests.support.corpus import OfficeBook
from tests.support.office_files import Sheet, old_workbook, text_table, workbook

SCHOOL = OfficeBook(
    "少儿美术学员花名册.xlsx",
    "pupils, a mother and a father each with a number, lessons left, a sheet a class",
    workbook(
        Sheet(
            "周六上午班",
            [
                ("周六上午班 学员花名册（任课：林老师）",),
                (
                    "序号",
                    "学员姓名",
                    "性别",
                    "出生日期",
                    "就读学校",
                    "年级",
                    "妈妈姓名",
                    "妈妈电话",
                    "爸爸姓名",
                    "爸爸电话",
                    "剩余课时",
                    "到期日",
                    "课程顾问",
                ),
                (
                    1,
                    "陈子涵",
                    "女",
                    "2017.4.12",
                    "学军小学",
                    "三年级",
                    "刘芳",
                    13800180401,
                    "陈伟",
                    "13900180401",
                    12,
                    "2027-1-31",
                    "小何",
                ),
                (
                    2,
                    "王梓轩",
                    "男",
                    "2018年9月",
                    "文三街小学",
                    "二年级",
                    None,
                    None,
                    "王强",
                    "13800180402",
                    3,
                    "2026-12-31",
                    "小何",
                ),
            ],
            ("A1:M1",),
        ),
        Sheet(
            "周日下午班",
            [
                ("周日下午班 学员花名册（任课：周老师）",),
                (
                    "序号",
                    "学员姓名",
                    "性别",
                    "出生日期",
                    "就读学校",
                    "年级",
                    "妈妈姓名",
                    "妈妈电话",
                    "爸爸姓名",
                    "爸爸电话",
                    "剩余课时",
                    "到期日",
                    "课程顾问",
                ),
                (
                    1,
                    "李思远",
                    "男",
                    "2016-11-2",
                    "学军小学",
                    "四年级",
                    "孙莉",
                    "13800180403",
                    None,
                    None,
                    20,
                    "2027-6-30",
                    "小吴",
                ),
            ],
            ("A1:M1",),
        ),
    ),
    """
person 陈子涵
    gender female
    birthday 2017-4-12
    field 就读学校 = 学军小学
    field 年级 = 三年级
    field 剩余课时 = 12
    field 到期日 = 2027-01-31
    owner 小何
    tag 周六上午班
    contact 刘芳
        role 妈妈
        phone +8613800180401
    contact 陈伟
        role 爸爸
        phone +8613900180401
person 王梓轩
    gender male
    note 出生日期：2018年9月
    field 就读学校 = 文三街小学
    field 年级 = 二年级
    field 剩余课时 = 3
    field 到期日 = 2026-12-31
    owner 小何
    tag 周六上午班
    contact 王强
        role 爸爸
        phone +8613800180402
person 李思远
    gender male
    birthday 2016-11-2
    field 就读学校 = 学军小学
    field 年级 = 四年级
    field 剩余课时 = 20
    field 到期日 = 2027-06-30
    owner 小吴
    tag 周日下午班
    contact 孙莉
        role 妈妈
        phone +8613800180403
problem 周六上午班 D3 child.birthday
problem 周六上午班 D4 cell.birthday
""",
)

PETS = OfficeBook(
    "宠物店顾客.csv",
    "the animal has a birthday, not its owner; two animals of one; the lady of the poodle",
    text_table(
        [
            (
                "主人",
                "电话",
                "宠物名",
                "品种",
                "宠物生日",
                "疫苗日期",
                "驱虫",
                "寄养",
                "微信",
                "备注",
            ),
            (
                "许晴",
                "13800180501",
                "豆豆",
                "泰迪",
                "2023-5-1",
                "2026-6-1",
                "已做",
                "是",
                "xuqing_dd",
                "怕吹风机",
            ),
            (
                "许晴",
                "13800180501",
                "毛毛",
                "布偶猫",
                "2024-8-8",
                "2026-8-20",
                "已做",
                "否",
                "",
                "",
            ),
            (
                "金毛大壮家",
                "13800180502",
                "大壮",
                "金毛",
                "",
                "2026-3-15",
                "未做",
                "是",
                "同手机",
                "每周六洗澡",
            ),
            ("崔先生", "13800180503", "黑豹", "拉布拉多", "", "", "未做", "否", "cui_503", ""),
        ],
        "gb18030",
    ),
    """
person 许晴
    phone +8613800180501
    field 宠物名 = 毛毛
    field 品种 = 布偶猫
    field 宠物生日 = 2024-08-08
    field 疫苗日期 = 2026-08-20
    field 驱虫 = 已做
    field 寄养 = 否
    wechat xuqing_dd
    note 怕吹风机
    note 宠物名：豆豆
    note 品种：泰迪
    note 宠物生日：2023-05-01
    note 疫苗日期：2026-06-01
    note 寄养：是
person 金毛大壮家
    phone +8613800180502
    field 宠物名 = 大壮
    field 品种 = 金毛
    field 疫苗日期 = 2026-03-15
    field 驱虫 = 未做
    field 寄养 = 是
    wechat 13800180502
    note 每周六洗澡
person 崔先生
    salutation 崔先生
    gender male
    phone +8613800180503
    field 宠物名 = 黑豹
    field 品种 = 拉布拉多
    field 驱虫 = 未做
    field 寄养 = 否
    wechat cui_503
""",
)

WATER = OfficeBook(
    "送水客户.et",
    "WPS's own ending; shops and flats by their names, same-as-above signs, a cash customer",
    old_workbook(
        Sheet(
            "Sheet1",
            [
                ("客户", "送水地址", "电话", "品牌", "押桶", "水票余", "送水日", "备注"),
                (
                    "杭州湖畔茶楼",
                    "西湖区北山街12号",
                    "0571-88180601",
                    "农夫山泉",
                    6,
                    20,
                    "周一、四",
                    "从后门进",
                ),
                ("小芳花店", "西湖区文一路33号", "13800180602", "〃", 1, 5, "〃", None),
                (
                    "仁和大药房",
                    "西湖区文一路35号",
                    "13800180603",
                    "娃哈哈",
                    2,
                    "同上",
                    "周二",
                    None,
                ),
                ("第三中学", "天目山路100号", "88180604", "同上", 30, "月结", "每天", "传达室老陈"),
                (
                    "东河社区居委会",
                    "东河路5号",
                    "0571-88180605",
                    "农夫山泉",
                    4,
                    8,
                    "周五",
                    None,
                ),
                ("老李五金店", "东河路7号", "13800180606", "″", 1, 2, "周五", None),
                ("宏运4S店", "石祥路200号", "0571-88180607", "娃哈哈", 10, 40, "周三", None),
                ("晓风书屋工作室", "体育场路529号", "13800180608", "″", 1, 0, "″", None),
                ("散客", None, None, "农夫山泉", 0, 0, None, "门市自提"),
                ("刘阿姨", "翠苑二区8-2-301", "13800180609", "娃哈哈", 1, 11, "周六", None),
            ],
        )
    ),
    """
company 杭州湖畔茶楼
    address 西湖区北山街12号
    phone +8657188180601
    field 品牌 = 农夫山泉
    field 押桶 = 6
    field 水票余 = 20
    field 送水日 = 周一、四
    note 从后门进
company 小芳花店
    address 西湖区文一路33号
    phone +8613800180602
    field 品牌 = 农夫山泉
    field 押桶 = 1
    field 水票余 = 5
    field 送水日 = 周一、四
company 仁和大药房
    address 西湖区文一路35号
    phone +8613800180603
    field 品牌 = 娃哈哈
    field 押桶 = 2
    field 水票余 = 5
    field 送水日 = 周二
company 第三中学
    address 天目山路100号
    phone +8657188180604
    field 品牌 = 娃哈哈
    field 押桶 = 30
    field 水票余 = 月结
    field 送水日 = 每天
    note 传达室老陈
company 东河社区居委会
    address 东河路5号
    phone +8657188180605
    field 品牌 = 农夫山泉
    field 押桶 = 4
    field 水票余 = 8
    field 送水日 = 周五
company 老李五金店
    address 东河路7号
    phone +8613800180606
    field 品牌 = 农夫山泉
    field 押桶 = 1
    field 水票余 = 2
    field 送水日 = 周五
company 宏运4S店
    address 石祥路200号
    phone +8657188180607
    field 品牌 = 娃哈哈
    field 押桶 = 10
    field 水票余 = 40
    field 送水日 = 周三
company 晓风书屋工作室
    address 体育场路529号
    phone +8613800180608
    field 品牌 = 娃哈哈
    field 押桶 = 1
    field 水票余 = 0
    field 送水日 = 周三
person 刘阿姨
    salutation 刘阿姨
    address 翠苑二区8-2-301
    phone +8613800180609
    field 品牌 = 娃哈哈
    field 押桶 = 1
    field 水票余 = 11
    field 送水日 = 周六
problem Sheet1 D3 cell.ditto
problem Sheet1 G3 cell.ditto
problem Sheet1 F4 cell.ditto
problem Sheet1 10 row.anybody
""",
)

BOOKS = (SCHOOL, PETS, WATER)
