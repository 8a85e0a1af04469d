"""Books whose rows are companies and the people in them."""

from tests.support.corpus import OfficeBook
from tests.support.office_files import Sheet, text_table, workbook

MERGED_COMPANIES = OfficeBook(
    "往来单位联系人.xlsx",
    "merged company cells over the rows of their people",
    workbook(
        Sheet(
            "往来单位",
            [
                ("往来单位联系人一览表", None, None, None, None, None),
                ("单位名称", "地址", "联系人", "职务", "手机", "备注"),
                (
                    "杭州大华建材有限公司",
                    "杭州市西湖区文三路12号",
                    "王建国",
                    "总经理",
                    "13800138601",
                    "决策",
                ),
                (None, None, "李会计", "财务", "13800138602", None),
                (None, None, "小陈", "仓管", "13800138603/13900139603", "收货找他"),
                (
                    "宁波海昌贸易有限公司",
                    "宁波市海曙区中山东路8号",
                    "赵总",
                    None,
                    "13800138604",
                    None,
                ),
                (None, None, "钱工", "工程师", None, "微信号qiangong"),
                ("绍兴兴达厂", None, None, None, None, "只有座机0575-85881234"),
            ],
            ("A1:F1", "A3:A5", "B3:B5", "A6:A7", "B6:B7"),
        )
    ),
    """
company 杭州大华建材有限公司
    address 杭州市西湖区文三路12号
    city 杭州市
    region 浙江
    contact 王建国
        title 总经理
        phone +8613800138601 (mobile)
        note 决策
    contact 李会计
        salutation 李会计
        title 财务
        phone +8613800138602 (mobile)
    contact 小陈
        salutation 小陈
        title 仓管
        phone +8613800138603 (mobile)
        phone +8613900139603 (mobile)
        note 收货找他
company 宁波海昌贸易有限公司
    address 宁波市海曙区中山东路8号
    city 宁波市
    region 浙江
    contact 赵总
        salutation 赵总
        phone +8613800138604 (mobile)
    contact 钱工
        salutation 钱工
        title 工程师
        note 微信号qiangong
company 绍兴兴达厂
    phone +8657585881234
    note 只有座机0575-85881234
""",
)

TWO_ROW_HEADER = OfficeBook(
    "客户资料汇总表.xlsx",
    "a header of two rows with merged groups",
    workbook(
        Sheet(
            "汇总",
            [
                ("2026年度客户资料汇总表",),
                ("序号", "单位信息", None, "联系方式", None, None, "开票信息", None, "备注"),
                (None, "名称", "地址", "联系人", "手机", "座机", "税号", "开户行及账号", None),
                (
                    1,
                    "杭州云帆装饰工程有限公司",
                    "杭州市滨江区江南大道100号",
                    "孙丽",
                    "13800138701",
                    "0571-87001111",
                    "91330108MA27XF6Q2B",
                    "工商银行滨江支行 1202020209900011111",
                    "月结",
                ),
                (
                    2,
                    "湖州新宇电器有限公司",
                    "湖州市吴兴区红旗路5号",
                    "周强",
                    "13800138702",
                    "0572-2021111",
                    None,
                    None,
                    None,
                ),
                ("总计：2家",),
            ],
            ("A1:I1", "A2:A3", "B2:C2", "D2:F2", "G2:H2", "I2:I3"),
        )
    ),
    """
company 杭州云帆装饰工程有限公司
    address 杭州市滨江区江南大道100号
    city 杭州市
    region 浙江
    phone +8657187001111 (work)
    invoice.tax_number 91330108MA27XF6Q2B
    invoice.bank 工商银行滨江支行
    invoice.account 1202020209900011111
    note 月结
    contact 孙丽
        phone +8613800138701 (mobile)
company 湖州新宇电器有限公司
    address 湖州市吴兴区红旗路5号
    city 湖州市
    region 浙江
    phone +865722021111 (work)
    contact 周强
        phone +8613800138702 (mobile)
""",
)

SEVERAL_PEOPLE_A_ROW = OfficeBook(
    "经销商名录.csv",
    "UTF-8; several people a row, and several in one cell",
    text_table(
        [
            ("公司名称", "地区", "联系人1", "电话1", "联系人2", "电话2", "其他联系人"),
            (
                "温州鹿城鞋业有限公司",
                "浙江温州",
                "蔡国强",
                "13800138801",
                "蔡太太",
                "13800138802",
                "王芳 13800138803；李明 13900139803",
            ),
            ("台州椒江模具厂", "浙江台州", "金厂长", "13800138804", "", "", "采购小胡13800138805"),
            ("义乌小商品商行", "浙江义乌", "骆老板", "13800138806", "会计", "0579-85551234", "无"),
        ],
        "utf-8-sig",
    ),
    """
company 温州鹿城鞋业有限公司
    region 浙江
    address 浙江温州
    city 温州
    contact 蔡国强
        phone +8613800138801
    contact 蔡太太
        salutation 蔡太太
        gender female
        phone +8613800138802
    contact 王芳
        phone +8613800138803
    contact 李明
        phone +8613900139803
company 台州椒江模具厂
    region 浙江
    address 浙江台州
    city 台州
    contact 金厂长
        salutation 金厂长
        phone +8613800138804
    contact 小胡
        salutation 小胡
        title 采购
        phone +8613800138805
company 义乌小商品商行
    region 浙江
    address 浙江义乌
    city 义乌
    contact 骆老板
        salutation 骆老板
        phone +8613800138806
    contact 会计
        phone +8657985551234
""",
)

SALESPEOPLE = OfficeBook(
    "业务员客户明细.xlsx",
    "one sheet per salesperson, an empty one and one that is no list",
    workbook(
        Sheet(
            "王丽",
            [
                ("客户名称", "联系人", "电话", "意向"),
                ("杭州天元纺织有限公司", "马云飞", "13800138901", "高"),
                ("嘉兴丝绸厂", "史可法", "13800138902", "中"),
            ],
        ),
        Sheet(
            "陈军",
            [
                ("客户名称", "联系人", "电话", "意向"),
                ("金华火腿有限公司", "施耐庵", "13800138903", "低"),
            ],
        ),
        Sheet("Sheet3", [("",)]),
    ),
    """
company 杭州天元纺织有限公司
    owner 王丽
    field 意向 = 高
    contact 马云飞
        phone +8613800138901
company 嘉兴丝绸厂
    owner 王丽
    field 意向 = 中
    contact 史可法
        phone +8613800138902
company 金华火腿有限公司
    owner 陈军
    field 意向 = 低
    contact 施耐庵
        phone +8613800138903
""",
)

INITIALS = OfficeBook(
    "通讯录A-Z.xlsx",
    "one sheet per initial, the header repeated on every printed page",
    workbook(
        Sheet(
            "A-C",
            [
                ("姓名", "单位", "办公电话", "手机"),
                ("安心", "杭州安居物业公司", "0571-86661001", "13800139001"),
                ("姓名", "单位", "办公电话", "手机"),
                ("曹阳", "杭州曹记食品商行", "0571-86661002", "13800139002"),
                ("第1页，共2页",),
            ],
        ),
        Sheet(
            "D-F",
            [
                ("姓名", "单位", "办公电话", "手机"),
                ("丁一", "杭州丁丁图文广告店", "86661003", "13800139003"),
                ("第2页，共2页",),
            ],
        ),
    ),
    """
person 安心
    company 杭州安居物业公司
    phone +8657186661001 (work)
    phone +8613800139001 (mobile)
person 曹阳
    company 杭州曹记食品商行
    phone +8657186661002 (work)
    phone +8613800139002 (mobile)
person 丁一
    company 杭州丁丁图文广告店
    phone +8657186661003 (work)
    phone +8613800139003 (mobile)
""",
)

NO_HEADER = OfficeBook(
    "名单.xlsx",
    "no header at all",
    workbook(
        Sheet(
            "Sheet1",
            [
                ("周瑜", "13800139101", "杭州市上城区解放路1号", "老客户"),
                ("鲁肃", "13800139102", "杭州市拱墅区莫干山路2号", ""),
                ("吕蒙", "13800139103", "杭州市萧山区市心路3号", "月底结账"),
                ("陆逊", "0571-82221104", "", "介绍人吕蒙"),
            ],
        )
    ),
    """
person 周瑜
    phone +8613800139101 (mobile)
    address 杭州市上城区解放路1号
    city 杭州市
    region 浙江
    note D 列：老客户
person 鲁肃
    phone +8613800139102 (mobile)
    address 杭州市拱墅区莫干山路2号
    city 杭州市
    region 浙江
person 吕蒙
    phone +8613800139103 (mobile)
    address 杭州市萧山区市心路3号
    city 杭州市
    region 浙江
    note D 列：月底结账
person 陆逊
    phone +8657182221104
    note D 列：介绍人吕蒙
""",
)

BOOKS = (
    MERGED_COMPANIES,
    TWO_ROW_HEADER,
    SEVERAL_PEOPLE_A_ROW,
    SALESPEOPLE,
    INITIALS,
    NO_HEADER,
)
