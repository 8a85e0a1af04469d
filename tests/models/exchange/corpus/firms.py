"""More books of companies: other kinds of files, invoice data, roles, people who left."""

from datetime import date

from tests.support.corpus import OfficeBook
from tests.support.office_files import (
    Sheet,
    old_workbook,
    open_document,
    text_table,
    web_table,
    workbook,
    xml_table,
)

INVOICE_BLOCKS = OfficeBook(
    "开票资料.xlsx",
    "the invoice data of a company in one cell, with line breaks or in one line",
    workbook(
        Sheet(
            "开票",
            [
                ("客户名称", "开票资料", "联系人", "联系电话", "收件地址"),
                (
                    "杭州云帆建材有限公司",
                    "名称：杭州云帆建材有限公司\n税号：91330100MA27XF6Q2B"
                    "\n地址、电话：杭州市文三路1号 0571-88140101"
                    "\n开户行及账号：工商银行杭州文三支行 1202020209900011111",
                    "王建国",
                    "13800140101",
                    "杭州市文三路1号 王建国收 13800140101",
                ),
                (
                    "宁波海昌贸易有限公司",
                    "宁波海昌贸易有限公司 税号 91330200MA2XXXXX1X 宁波市中山东路8号 0574-87140102"
                    " 中国银行宁波分行 6217001234567890",
                    None,
                    "0574-87140102",
                    None,
                ),
                ("个体户陈老板", "不开票", "陈老板", "13800140103", None),
            ],
        )
    ),
    """
company 杭州云帆建材有限公司
    invoice.title 杭州云帆建材有限公司
    invoice.tax_number 91330100MA27XF6Q2B
    invoice.address 杭州市文三路1号
    invoice.phone 0571-88140101
    invoice.bank 工商银行杭州文三支行
    invoice.account 1202020209900011111
    address 杭州市文三路1号 王建国收 13800140101
    city 杭州市
    region 浙江
    contact 王建国
        phone +8613800140101
company 宁波海昌贸易有限公司
    invoice.title 宁波海昌贸易有限公司
    invoice.tax_number 91330200MA2XXXXX1X
    invoice.address 宁波市中山东路8号
    invoice.phone 0574-87140102
    invoice.bank 中国银行宁波分行
    invoice.account 6217001234567890
    phone +8657487140102
company 个体户陈老板
    note 开票资料：不开票
    contact 陈老板
        salutation 陈老板
        phone +8613800140103
""",
)

ROLES = OfficeBook(
    "重点客户联系人.xls",
    "XML of Excel 2003; the boss, the buyer and the accountant in columns of their own",
    xml_table(
        Sheet(
            "重点客户",
            [
                (
                    "单位全称",
                    "行业",
                    "老板",
                    "老板电话",
                    "采购",
                    "采购电话",
                    "财务",
                    "财务电话",
                    "客户等级",
                    "合作日期",
                ),
                (
                    "杭州大华建材有限公司",
                    "建材",
                    "王总",
                    13800140201,
                    "小李",
                    13800140202,
                    "赵会计",
                    "0571-88140203",
                    "A类",
                    date(2019, 6, 1),
                ),
                (
                    "湖州新宇电器有限公司",
                    "电器",
                    "周总",
                    13800140204,
                    None,
                    None,
                    "钱会计",
                    "0572-2140205",
                    "B类",
                    None,
                ),
            ],
        )
    ),
    """
company 杭州大华建材有限公司
    tag 重点客户
    industry 建材
    field 客户等级 = A类
    field 合作日期 = 2019-06-01
    contact 王总
        salutation 王总
        role decision
        phone +8613800140201
    contact 小李
        salutation 小李
        role purchasing
        phone +8613800140202
    contact 赵会计
        salutation 赵会计
        role finance
        phone +8657188140203
company 湖州新宇电器有限公司
    tag 重点客户
    industry 电器
    field 客户等级 = B类
    contact 周总
        salutation 周总
        role decision
        phone +8613800140204
    contact 钱会计
        salutation 钱会计
        role finance
        phone +865722140205
""",
)

PEOPLE_IN_ONE_CELL = OfficeBook(
    "供应商联系表.ods",
    "several people with their numbers in one cell; those who left; numbers that are dead",
    open_document(
        Sheet(
            "供应商",
            [
                ("供应商名称", "联系人及电话", "主营", "备注"),
                ("金华五金厂", "王芳 13800140301；李明 13900140301", "五金", ""),
                (
                    "永康门业有限公司",
                    "胡经理13800140302\n财务小施0579-87140302转6",
                    "防盗门",
                    "月底结",
                ),
                (
                    "东阳木雕商行",
                    "卢师傅（已离职）13800140303、新联系人：楼工 13800140304",
                    "木雕",
                    "",
                ),
                ("兰溪水泥经营部", "0579-88140305", "水泥", "老板姓章"),
            ],
        )
    ),
    """
company 金华五金厂
    tag 供应商
    field 主营 = 五金
    contact 王芳
        phone +8613800140301
    contact 李明
        phone +8613900140301
company 永康门业有限公司
    tag 供应商
    field 主营 = 防盗门
    note 月底结
    contact 胡经理
        salutation 胡经理
        phone +8613800140302
    contact 小施
        salutation 小施
        title 财务
        phone +8657987140302 x6
company 东阳木雕商行
    tag 供应商
    field 主营 = 木雕
    contact 卢师傅
        salutation 卢师傅
        phone +8613800140303
        note 已离职
    contact 楼工
        salutation 楼工
        phone +8613800140304
company 兰溪水泥经营部
    tag 供应商
    field 主营 = 水泥
    phone +8657988140305
    note 老板姓章
""",
)

WEB_MERGED = OfficeBook(
    "客户联系人(网页).xls",
    "a web page named .xls with cells over several rows",
    web_table(
        [
            ("客户编号", "客户名称", "联系人", "手机", "邮箱"),
            ("C001", "杭州天元纺织有限公司", "马飞", "13800140401", "mf@tianyuan.cn"),
            ("", "", "牛莉", "13800140402", ""),
            ("C002", "嘉兴丝绸厂", "杨丽", "13800140403", "yl@silk.cn"),
        ],
        "utf-8",
        spans=("A2:A3", "B2:B3"),
    ),
    """
company 杭州天元纺织有限公司
    number C001
    contact 马飞
        phone +8613800140401 (mobile)
        email mf@tianyuan.cn
    contact 牛莉
        phone +8613800140402 (mobile)
company 嘉兴丝绸厂
    number C002
    contact 杨丽
        phone +8613800140403 (mobile)
        email yl@silk.cn
""",
)

OLD_MERGED = OfficeBook(
    "经销商档案2003.xls",
    "merged companies below a header of two rows, in a workbook of 2003",
    old_workbook(
        Sheet(
            "档案",
            [
                ("经销商档案", None, None, None, None, None),
                ("区域", "经销商", "联系人", None, None, "备注"),
                (None, None, "姓名", "职务", "电话", None),
                ("浙北", "湖州新宇电器有限公司", "周强", "经理", "13800140501", "不发货到付"),
                (None, None, "吴芳", "财务", "0572-2140502", None),
                (None, "嘉兴家电商场", "郑和", "店长", "13800140503", None),
                ("浙南", "温州电器城", "潘长江", "老板", "13800140504", None),
            ],
            ("A1:F1", "A2:A3", "B2:B3", "C2:E2", "F2:F3", "A4:A6", "B4:B5"),
        )
    ),
    """
company 湖州新宇电器有限公司
    region 浙北
    contact 周强
        note 不发货到付
        title 经理
        phone +8613800140501
    contact 吴芳
        title 财务
        phone +865722140502
company 嘉兴家电商场
    region 浙北
    contact 郑和
        title 店长
        phone +8613800140503
company 温州电器城
    region 浙南
    contact 潘长江
        title 老板
        phone +8613800140504
""",
)

REGISTER = OfficeBook(
    "企业名录.csv",
    "as bought from a register: capital, legal person, credit code, several mails and numbers",
    text_table(
        [
            (
                "企业名称",
                "经营状态",
                "法定代表人",
                "注册资本",
                "成立日期",
                "统一社会信用代码",
                "所属省份",
                "所属城市",
                "所属区县",
                "电话",
                "更多电话",
                "邮箱",
                "更多邮箱",
                "网址",
                "企业地址",
                "经营范围",
            ),
            (
                "杭州云栖数据有限公司",
                "存续",
                "马明",
                "1000万人民币",
                "2018-05-10",
                "91330106MA2CC1234X",
                "浙江省",
                "杭州市",
                "西湖区",
                "0571-88140601",
                "13800140601；13800140602",
                "info@yunqi.cn",
                "hr@yunqi.cn；mm@yunqi.cn",
                "www.yunqi.cn",
                "浙江省杭州市西湖区转塘街道1号",
                "软件开发；信息咨询",
            ),
            (
                "温州红蜻蜓商贸行",
                "注销",
                "钱宝",
                "10万",
                "1999-01-01",
                "-",
                "浙江省",
                "温州市",
                "鹿城区",
                "-",
                "-",
                "-",
                "-",
                "-",
                "浙江省温州市鹿城区五马街2号",
                "鞋帽",
            ),
        ],
        "utf-8",
    ),
    """
company 杭州云栖数据有限公司
    field 经营状态 = 存续
    field 法定代表人 = 马明
    field 注册资本 = 10000000
    field 成立日期 = 2018-05-10
    invoice.tax_number 91330106MA2CC1234X
    region 浙江
    phone +8657188140601
    phone +8613800140601
    phone +8613800140602
    email info@yunqi.cn
    email hr@yunqi.cn
    email mm@yunqi.cn
    web www.yunqi.cn
    address 浙江省杭州市西湖区转塘街道1号 (work)
    city 杭州市
    field 经营范围 = 软件开发；信息咨询
company 温州红蜻蜓商贸行
    field 经营状态 = 注销
    field 法定代表人 = 钱宝
    field 注册资本 = 100000
    field 成立日期 = 1999-01-01
    region 浙江
    address 浙江省温州市鹿城区五马街2号 (work)
    city 温州市
    field 经营范围 = 鞋帽
""",
)

BUYERS_ABROAD = OfficeBook(
    "外贸客户.xlsx",
    "English and Chinese mixed: foreign numbers, Skype and WhatsApp, names in two scripts",
    workbook(
        Sheet(
            "Buyers",
            [
                (
                    "Company 公司",
                    "Contact Person 联系人",
                    "Country 国家",
                    "Tel",
                    "Mobile",
                    "E-mail",
                    "WhatsApp",
                    "Remark 备注",
                ),
                (
                    "Smith & Sons Ltd.",
                    "John Smith",
                    "UK",
                    "+44 20 7946 0958",
                    "+44 7400 123456",
                    "john@smith.co.uk",
                    "+447400123456",
                    "MOQ 500",
                ),
                (
                    "Hanseong Co., Ltd",
                    "Kim Min-su 金敏秀",
                    "韩国",
                    "0082-2-312-3456",
                    None,
                    "kim@hanseong.kr; sales@hanseong.kr",
                    None,
                    None,
                ),
                (
                    "香港永发贸易公司",
                    "Mr. Chan",
                    "香港",
                    "(852) 2123 4567",
                    "852-9123 4567",
                    None,
                    None,
                    "付款慢",
                ),
            ],
        )
    ),
    """
company Smith & Sons Ltd.
    country UK
    phone +442079460958
    note MOQ 500
    contact John Smith
        email john@smith.co.uk
        phone +447400123456 (WhatsApp)
company Hanseong Co., Ltd
    country 韩国
    phone +8223123456
    contact Kim Min-su 金敏秀
        email kim@hanseong.kr
        email sales@hanseong.kr
company 香港永发贸易公司
    country 香港
    phone +85221234567
    note 付款慢
    contact Mr. Chan
        phone +85291234567 (mobile)
""",
)

BOOKS = (
    INVOICE_BLOCKS,
    ROLES,
    PEOPLE_IN_ONE_CELL,
    WEB_MERGED,
    OLD_MERGED,
    REGISTER,
    BUYERS_ABROAD,
)
