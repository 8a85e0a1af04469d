"""Lists that are hardly tables: two blocks on a page, headings between rows, mere lines."""

from tests.support.corpus import OfficeBook
from tests.support.office_files import Sheet, plain, text_table, workbook

SIDE_BY_SIDE = OfficeBook(
    "同学会通讯录.xlsx",
    "two blocks side by side, as printed on one page",
    workbook(
        Sheet(
            "名册",
            [
                ("九八届三班同学通讯录",),
                ("姓名", "电话", "QQ", "姓名", "电话", "QQ"),
                ("阿杜", "13800130601", "10001234", "蔡琴", "13800130602", "20001234"),
                ("邓丽", "13800130603", None, "费翔", "13800130604", 30001234),
                ("高明", "13800130605", "40001234", None, None, None),
            ],
            ("A1:F1",),
        )
    ),
    """
person 阿杜
    salutation 阿杜
    phone +8613800130601
    qq 10001234
person 蔡琴
    phone +8613800130602
    qq 20001234
person 邓丽
    phone +8613800130603
person 费翔
    phone +8613800130604
    qq 30001234
person 高明
    phone +8613800130605
    qq 40001234
""",
)

SECTIONS = OfficeBook(
    "老板手写整理的客户.xlsx",
    "headings of groups between the rows",
    workbook(
        Sheet(
            "Sheet1",
            [
                ("姓名", "手机", "备注"),
                ("一、杭州地区",),
                ("郭靖", "13800130701", "送货上门"),
                ("黄蓉", "13800130702", None),
                ("二、宁波地区",),
                ("杨过", "13800130703", "只收现金"),
                ("【VIP客户】",),
                ("小龙女", "13800130704", None),
                ("小计", None, "4人"),
            ],
            ("A2:C2", "A5:C5", "A7:C7"),
        )
    ),
    """
person 郭靖
    phone +8613800130701 (mobile)
    tag 杭州地区
    note 送货上门
person 黄蓉
    phone +8613800130702 (mobile)
    tag 杭州地区
person 杨过
    phone +8613800130703 (mobile)
    tag 宁波地区
    note 只收现金
person 小龙女
    phone +8613800130704 (mobile)
    tag VIP客户
""",
)

PHONE_BACKUP = OfficeBook(
    "联系人备份.txt",
    "UTF-16 with tabs from a telephone's suite",
    text_table(
        [
            (
                "姓名",
                "手机号码1",
                "手机号码2",
                "家庭电话",
                "公司电话",
                "邮箱",
                "生日",
                "分组",
                "备注",
            ),
            ("妈妈", "13800130801", "", "0571-88130801", "", "", "农历七月十五", "家人", ""),
            ("送水工", "88130802", "", "", "", "", "", "", "一桶18元"),
            ("房东 李", "13800130803", "13900130803", "", "", "", "", "其他", ""),
            (
                "张三丰",
                "+86 138 0013 0804",
                "",
                "",
                "0571-88130804-8008",
                "zsf@wudang.com",
                "1968-02-26",
                "客户 VIP",
                "",
            ),
        ],
        "utf-16",
        delimiter="\t",
    ),
    """
person 妈妈
    phone +8613800130801 (mobile)
    phone +8657188130801 (home)
    birthday lunar 7-15
    tag 家人
person 送水工
    phone +8657188130802
    note 一桶18元
person 房东 李
    phone +8613800130803 (mobile)
    phone +8613900130803 (mobile)
    tag 其他
person 张三丰
    phone +8613800130804 (mobile)
    phone +8657188130804 x8008 (work)
    email zsf@wudang.com
    birthday 1968-2-26
    tag 客户 VIP
""",
)

JUST_LINES = OfficeBook(
    "备忘录.csv",
    "one column: a line a person, everything in one breath, no header",
    plain(
        "张姐 13800130901 杭州市西湖区文三路1号\n"
        "李师傅13800130902（修空调）\n"
        "王建国 大华建材有限公司 0571-88130903\n"
    ),
    """
person 张姐
    salutation 张姐
    phone +8613800130901
    address 杭州市西湖区文三路1号
    city 杭州市
    region 浙江
person 李师傅
    salutation 李师傅
    phone +8613800130902
    note 修空调
person 王建国
    company 大华建材有限公司
    phone +8657188130903
""",
)

BOOKS = (
    SIDE_BY_SIDE,
    SECTIONS,
    PHONE_BACKUP,
    JUST_LINES,
)
