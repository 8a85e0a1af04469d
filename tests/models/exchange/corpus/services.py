"""Books of those who serve people: garage, beauty parlour, decorator."""

from datetime import date

from tests.support.corpus import OfficeBook
from tests.support.office_files import Sheet, old_workbook, workbook

GARAGE = OfficeBook(
    "汽修厂客户档案.xlsx",
    "a row a car: plates first, a customer with two cars, a firm with lorries, dates of service",
    workbook(
        Sheet(
            "车辆档案",
            [
                ("顺捷汽修 车辆客户档案",),
                (
                    "车牌号",
                    "车型",
                    "车架号",
                    "车主",
                    "联系电话",
                    "上次保养",
                    "保养里程",
                    "下次保养",
                    "保险到期",
                    "备注",
                ),
                (
                    "浙A12345",
                    "大众帕萨特",
                    "LFV3A23C0A3012345",
                    "陈建军",
                    13800180101,
                    "2026.3.5",
                    45000,
                    "2026.9.5",
                    date(2026, 11, 20),
                    "自带机油",
                ),
                (
                    "浙A66E66",
                    "特斯拉Model Y",
                    "LRW3E7EK0NC012346",
                    "陈建军",
                    13800180101,
                    "2026.5.1",
                    8000,
                    None,
                    date(2027, 1, 15),
                    None,
                ),
                (
                    "浙A88K66",
                    "奔驰E300",
                    "LE4HG4JB0HL012347",
                    "王总（锦华建材）",
                    "13900180102",
                    "2025.12.30",
                    62000,
                    "2026.6.30",
                    date(2026, 12, 1),
                    "只找李师傅",
                ),
                (
                    "浙A7788挂",
                    "解放J6",
                    None,
                    "杭州顺达物流有限公司",
                    "0571-88180103 刘队13700180103",
                    "2026.4.18",
                    310000,
                    None,
                    None,
                    "月结",
                ),
                ("浙A11111", "别克GL8", None, None, None, None, None, None, None, "欠工时费200"),
            ],
            ("A1:J1",),
        )
    ),
    """
person 陈建军
    phone +8613800180101
    field 车牌号 = 浙A66E66
    field 车型 = 特斯拉Model Y
    field 车架号 = LRW3E7EK0NC012346
    field 上次保养 = 2026-05-01
    field 保养里程 = 8000
    field 下次保养 = 2026-09-05
    field 保险到期 = 2027-01-15
    note 自带机油
    note 车牌号：浙A12345
    note 车型：大众帕萨特
    note 车架号：LFV3A23C0A3012345
    note 上次保养：2026-03-05
    note 保养里程：45000
    note 保险到期：2026-11-20
person 王总
    salutation 王总
    company 锦华建材
    phone +8613900180102
    field 车牌号 = 浙A88K66
    field 车型 = 奔驰E300
    field 车架号 = LE4HG4JB0HL012347
    field 上次保养 = 2025-12-30
    field 保养里程 = 62000
    field 下次保养 = 2026-06-30
    field 保险到期 = 2026-12-01
    note 只找李师傅
    wechat.remark 王总（锦华建材）
company 杭州顺达物流有限公司
    phone +8657188180103
    phone +8613700180103 (刘队)
    field 车牌号 = 浙A7788挂
    field 车型 = 解放J6
    field 上次保养 = 2026-04-18
    field 保养里程 = 310000
    note 月结
problem 车辆档案 7 row.nobody
""",
)

BEAUTY = OfficeBook(
    "美容院会员卡登记.xls",
    "numbers of cards, money and visits left, points, next visit, birthdays by the moon, husbands",
    old_workbook(
        Sheet(
            "会员卡",
            [
                (
                    "卡号",
                    "顾客姓名",
                    "联系手机",
                    "生日",
                    "卡项",
                    "卡内余额",
                    "剩余次数",
                    "积分",
                    "上次到店",
                    "预约下次",
                    "皮肤类型",
                    "美容师",
                    "注意事项",
                ),
                (
                    "0001",
                    "周丽萍",
                    "13800180201",
                    "农历三月初八",
                    "面部护理年卡",
                    "3280元",
                    8,
                    1250,
                    "2026/11/3",
                    "11月25日",
                    "干性",
                    "小敏",
                    "孕期，不做精油",
                ),
                (
                    "0002",
                    "何姐",
                    "13800180202(老公)",
                    "1978.9.15",
                    "身体10次卡",
                    "0",
                    3,
                    "860分",
                    "2026/10/28",
                    None,
                    "油性",
                    "阿珍",
                    "对酒精过敏",
                ),
                (
                    "0003",
                    "Amy 林",
                    "138 0018 0203",
                    None,
                    "体验卡",
                    None,
                    1,
                    None,
                    "2026/11/15",
                    None,
                    None,
                    "小敏",
                    None,
                ),
                (
                    "0004",
                    "徐阿姨（周丽萍妈妈）",
                    "13800180204",
                    "85年腊月二十三",
                    "肩颈",
                    "1,080",
                    "5",
                    200,
                    "2026/11/3",
                    "再约",
                    None,
                    "阿珍",
                    None,
                ),
                ("合计", None, None, None, None, 4360, 17, 2310),
            ],
        )
    ),
    """
person 周丽萍
    number 0001
    phone +8613800180201 (mobile)
    birthday lunar 3-8
    field 卡项 = 面部护理年卡
    field 卡内余额 = 3280
    field 剩余次数 = 8
    field 积分 = 1250
    field 上次到店 = 2026-11-03
    field 预约下次 = 11月25日
    field 皮肤类型 = 干性
    owner 小敏
    field 注意事项 = 孕期，不做精油
person 何姐
    salutation 何姐
    number 0002
    phone +8613800180202 (老公)
    birthday 1978-9-15
    field 卡项 = 身体10次卡
    field 卡内余额 = 0
    field 剩余次数 = 3
    field 积分 = 860
    field 上次到店 = 2026-10-28
    field 皮肤类型 = 油性
    owner 阿珍
    field 注意事项 = 对酒精过敏
person Amy 林
    number 0003
    phone +8613800180203 (mobile)
    field 卡项 = 体验卡
    field 剩余次数 = 1
    field 上次到店 = 2026-11-15
    owner 小敏
person 徐阿姨
    salutation 徐阿姨
    number 0004
    phone +8613800180204 (mobile)
    birthday lunar 1985-12-23
    wechat.remark 徐阿姨（周丽萍妈妈）
    tag 周丽萍妈妈
    field 卡项 = 肩颈
    field 卡内余额 = 1080
    field 剩余次数 = 5
    field 积分 = 200
    field 上次到店 = 2026-11-03
    field 预约下次 = 再约
    owner 阿珍
""",
)

DECORATOR = OfficeBook(
    "装修客户项目跟踪表.xlsx",
    "projects under groups of titles: house, contract, three payments, designer, foreman",
    workbook(
        Sheet(
            "2026在建",
            [
                ("美居装饰2026年在建项目跟踪表",),
                (
                    "序号",
                    "客户信息",
                    None,
                    None,
                    None,
                    "房屋信息",
                    None,
                    "合同信息",
                    None,
                    None,
                    "设计师",
                    "项目经理",
                    "工地进度",
                ),
                (
                    None,
                    "姓名",
                    "电话",
                    "小区",
                    "房号",
                    "面积",
                    "户型",
                    "签约日期",
                    "合同金额",
                    "已收款",
                    None,
                    None,
                    None,
                ),
                (
                    1,
                    "沈国华\n（夫人：李梅）",
                    "13800180301\n13900180301",
                    "绿城桃花源",
                    "3-2-501",
                    "128㎡",
                    "三室两厅",
                    "2026/3/8",
                    "18.6万",
                    "9万",
                    "林工",
                    "赵师傅",
                    "水电验收",
                ),
                (
                    2,
                    "小郑",
                    13800180302,
                    "融创金成府",
                    "12-1102",
                    "89㎡",
                    "两室",
                    "2026/5/20",
                    "9.8万",
                    "9.8万",
                    "林工",
                    "钱师傅",
                    "竣工",
                ),
                (
                    3,
                    "湖滨眼科诊所",
                    "0571-88180303",
                    "延安路",
                    "88号",
                    "260㎡",
                    "公装",
                    None,
                    "待定",
                    None,
                    "周工",
                    None,
                    "量房",
                ),
            ],
            (
                "A1:M1",
                "A2:A3",
                "B2:E2",
                "F2:G2",
                "H2:J2",
                "K2:K3",
                "L2:L3",
                "M2:M3",
            ),
        )
    ),
    """
person 沈国华
    phone +8613800180301
    field 小区 = 绿城桃花源
    field 房号 = 3-2-501
    field 面积 = 128㎡
    field 户型 = 三室两厅
    field 签约日期 = 2026-03-08
    field 合同金额 = 186000
    field 已收款 = 90000
    field 设计师 = 林工
    field 项目经理 = 赵师傅
    field 工地进度 = 水电验收
    contact 李梅
        role 夫人
        phone +8613900180301
person 小郑
    salutation 小郑
    phone +8613800180302
    field 小区 = 融创金成府
    field 房号 = 12-1102
    field 面积 = 89㎡
    field 户型 = 两室
    field 签约日期 = 2026-05-20
    field 合同金额 = 98000
    field 已收款 = 98000
    field 设计师 = 林工
    field 项目经理 = 钱师傅
    field 工地进度 = 竣工
company 湖滨眼科诊所
    phone +8657188180303
    field 小区 = 延安路
    field 房号 = 88号
    field 面积 = 260㎡
    field 户型 = 公装
    note 合同金额：待定
    field 设计师 = 周工
    field 工地进度 = 量房
problem 2026在建 I6 cell.number
""",
)

BOOKS = (GARAGE, BEAUTY, DECORATOR)
