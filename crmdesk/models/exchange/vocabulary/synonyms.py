"""What offices and programs call their columns: plain header → target.

`#` stands for a number inside a header (电子邮件 2 地址); numbers at the end are taken off before.
Headers are compared in the form of `normal.plain_header`, hence simplified and without blanks.
"""

from functools import cache

from crmdesk.models.core.i18n import spoken
from crmdesk.models.exchange.vocabulary import trades as trade_headers
from crmdesk.models.exchange.vocabulary.fields import CUSTOMER_FIELDS, SHEETS, Field, Target
from crmdesk.models.exchange.vocabulary.log_headers import WORDS
from crmdesk.models.exchange.vocabulary.normal import plain_header

IGNORED = "ignored"
IDENTITY = "identity"
GENERIC_NAME = "name.generic"
"""A header like 客户名称 says nothing about whether persons or companies stand under it."""

_CUSTOMER = {
    "number": "编号 客户编号 客户号 客户代码 客户编码 会员编号 会员号 顾客编号 客户id customerid"
    " customerno customernumber customercode",
    "kind": "客户类型 客户性质 个人企业 customertype",
    "name": "姓名 客户姓名 名字 显示名称 全名 显示名 顾客姓名 会员姓名 真实姓名 中文姓名 姓名全称"
    " fullname displayname customername",
    GENERIC_NAME: "名称 客户名称 客户 客户名 客户全称 顾客 会员 会员名称 单位姓名 customer client",
    "name.family": "姓 姓氏 lastname surname familyname",
    "name.given": "名 firstname givenname",
    "name.middle": "中间名 middlename additionalname",
    "salutation": "称呼 尊称 称谓 中文称谓 英文称谓 头衔 salutation nameprefix",
    "gender": "性别 sex gender",
    "title": "职务 职位 岗位 职称 职衔 jobtitle position title organization#title"
    " organizationtitle",
    "department": "部门 科室 所在部门 department organization#department organizationdepartment",
    "role": "角色 role",
    "company": "公司 单位 公司名称 单位名称 企业名称 企业 公司全称 工作单位 所在单位 所在公司"
    " 所属公司 就职公司 厂家 商号 店名 商户 商户名称 组织 机构名称 organization company"
    " companyname organizationname organization#name employer",
    "parent": "上级公司 上级单位 母公司 集团 所属集团 集团公司 parentcompany",
    "stage": "状态 客户状态 客户阶段 阶段 跟进状态 stage status",
    "source": "来源 客户来源 信息来源 获客渠道 来源渠道 渠道来源 source leadsource",
    "industry": "行业 所属行业 客户行业 行业类别 industry",
    "country": "国家 国籍 国别 国家地区 country countryregion",
    "region": "省 省份 省市 所在省 所在省份 省自治区 省市自治区 地区 区域 所在地区 所属地区"
    " 所属区域 province state region",
    "city": "市 城市 所在市 所在城市 地市 市镇 市县 县市 city town",
    "district": "区 区县 县区 县 所在区 行政区 district county",
    "size": "规模 公司规模 企业规模 单位规模 人员规模 员工人数 员工数 companysize employees",
    "tags": "标签 客户标签 分组 客户分组 分类 客户分类 群组 组 tags labels categories category"
    " groups groupmembership 类别 关键字 关键词 联系组 联系人组 所属组 keywords",
    "owner": "业务员 业务 销售 销售员 销售人员 销售代表 客户经理 专属客户经理 所属业务员 所属销售"
    " 业务代表 跟进人 归属人 所属人 负责业务 sales 业务负责人 业务人员 owner salesperson salesrep"
    " accountmanager",
    "owner.generic": "负责人",
    "referrer": "介绍人 推荐人 转介绍人 引荐人 引用者 referrer referredby",
    "phone": "电话 电话号码 联系电话 联络电话 联系方式 主要电话 tel telephone phone phonenumber"
    " phone#value primaryphone 代表电话 回电话 回拨电话 车载电话 汽车电话 无绳电话 无线电话"
    " callback callbackphone carphone radiophone",
    "phone@mobile": "手机 手机号 手机号码 手机电话 电话手机 移动电话 移动电话号码 行动电话"
    " 联系手机 大哥大 mobile mobilephone mobilenumber cell cellphone cellular",
    "phone@work": "座机 座机号 座机号码 座机电话 固话 固定电话 市话 总机 办公室电话"
    " 单位主要电话 公司主要电话 公司代表线 companymainphone officephone",
    "phone@home": "宅电 家里电话",
    "phone.label": "phone#label phone#type 电话类型",
    "email": "邮箱 电子邮箱 电子邮件 邮件 邮件地址 邮箱地址 电子邮件地址 电子信箱 信箱 主要电子邮件"
    " 备用电子邮件 电子邮件#地址 email emailaddress email#address email#value mail"
    " primaryemail secondaryemail",
    "email.label": "email#label email#type 电子邮件#类型",
    "wechat": "微信 微信号 微信id 微信账号 微信帐号 wechat wechatid weixin wx wxid",
    "wechat.nickname": "微信昵称 微信名 微信名称",
    "wechat.remark": "微信备注 微信备注名 群昵称 群内昵称 在群昵称 本群昵称 群名片",
    "wecom": "企业微信 企微 wecom",
    "qq": "qq qq号 qq号码 qqno",
    "line": "line lineid line账号 line帐号",
    "fax": "传真 传真号 传真号码 fax faxnumber",
    "web": "网址 网站 主页 网页 公司网址 公司网站 公司主页 公司网页 个人网页 个人主页 个人网站"
    " website webpage homepage url webpage# website#value",
    "web.label": "website#label website#type",
    "channel": "im#value",
    "channel.kind": "im#service",
    "channel.label": "im#type im#label",
    "address": "地址 联系地址 通讯地址 通信地址 详细地址 客户地址 收件地址 收货地址 送货地址 所在地"
    " 联络地址 送水地址 送奶地址 送餐地址 安装地址 上门地址 服务地址 维修地址 施工地址 工程地址"
    " 装修地址 工地地址 项目地址 门店地址 店铺地址 店面地址 经营地址 配送地址 邮寄地址 寄送地址"
    " 快递地址 收件人地址 家访地址 房屋地址"
    " address fulladdress mailingaddress address#formatted",
    "address@home": "住址 家庭住址 现住址",
    "address.label": "address#label address#type",
    "address.street": "街道 街道地址 街 street streetaddress address#street",
    "address.city": "address#city",
    "address.region": "address#region",
    "address.country": "address#country",
    "address.postcode": "邮编 邮政编码 邮递区号 邮码 zip zipcode postcode postalcode"
    " address#postalcode",
    "birthday": "生日 出生日期 出生年月日 出生年月 生辰 birthday birthdate dateofbirth dob",
    "birthday@solar": "阳历生日 公历生日 国历生日 新历生日",
    "birthday@lunar": "农历生日 阴历生日 旧历生日 古历生日",
    "birthday.year": "出生年份 出生年 birthyear",
    "birthday.month": "出生月份 出生月 birthmonth",
    "birthday.day": "出生日 birthday.day",
    "anniversary": "纪念日 周年纪念日 anniversary event#value",
    "anniversary.label": "event#label event#type",
    "hobbies": "爱好 兴趣爱好 兴趣 业余爱好 嗜好 hobby hobbies",
    "diet": "饮食 饮食习惯 饮食禁忌 忌口",
    "gift_taste": "礼品喜好 礼品偏好 礼物喜好 礼物偏好",
    "preferred_channel": "偏好渠道 联系偏好 首选联系方式",
    "preferred_hour": "方便时间 方便联系时间 最佳联系时间",
    "occupation": "职业 occupation profession",
    "education": "学历 文化程度 教育程度 education",
    "income": "收入 年收入 月收入 income",
    "warning": "警示 特别提醒",
    "invoice.title": "发票抬头 开票抬头 抬头 开票名称 开票单位 开票单位名称",
    "invoice.tax_number": "税号 纳税人识别号 纳税识别号 统一社会信用代码 社会信用代码 信用代码"
    " 纳税人税号 统一编号 统编 taxid taxnumber vatnumber",
    "invoice.address": "开票地址 发票地址 注册地址",
    "invoice.address_phone": "地址电话 开票地址电话 注册地址电话 单位地址电话 公司地址电话",
    "invoice.phone": "开票电话 注册电话",
    "invoice.bank": "开户行 开户银行 银行 银行名称 开户行名称",
    "invoice.bank_account": "开户行账号 开户行及账号 开户银行账号 开户银行及账号 开户行帐号"
    " 开户行及帐号 银行及账号",
    "invoice.account": "账号 帐号 银行账号 银行帐号 银行卡号 对公账号 对公账户 开户账号",
    "invoice.kind": "发票类型 开票类型 发票种类",
    "invoice.email": "收票邮箱 电子发票邮箱 开票邮箱",
    "invoice.mobile": "收票手机 收票人手机 收票电话",
    "note": "备注 备注说明 备注信息 客户备注 说明 附注 注释 记事 备忘 其他 其它 描述 remark remarks"
    " note notes comment comments memo description",
    IDENTITY: "身份证 身份证号 身份证号码 证件号 证件号码 身分证字号 身分证 身分证号码 idcard"
    " idnumber idcardnumber 居民身份证 身份证件号 身份证件号码 香港身份证 hkid 护照 护照号 护照号码"
    " 护照编号 passport passportno passportnumber 居留证号 居留证号码 统一证号 台胞证 台胞证号"
    " 回乡证 回乡证号 港澳通行证 港澳通行证号",
    IGNORED: "导入问题 汇入问题 importproblem 序号 行号 序 no"
    " 电子邮件类型 电子邮件显示名称 电子邮件#显示名称 优先级"
    " 敏感度 私有 emailtype emaildisplayname email#displayname priority sensitivity"
    " private foxaddrid 优先权 优先顺序 敏感性 私人",
}

_LABELLED = {
    "work": (
        "办公 公司 单位 工作 商务 企业",
        "business work office company",
    ),
    "home": ("家庭 家 住宅 住家 个人 私人", "home personal private"),
    "other": ("其他 其它", "other"),
}
_BASES = {
    "phone": ("电话 电话号码 联系电话", "phone tel telephone phonenumber"),
    "email": ("邮箱 电子邮箱 电子邮件 邮件 信箱", "email emailaddress"),
    "fax": ("传真 传真号 传真号码", "fax"),
    "address": ("地址 住址 通讯地址", "address"),
    "wechat": ("微信", "wechat"),
    "address.street": ("地址街道 所在街道 街道 街", "street address# addressstreet"),
    "address.city": (
        "地址市县 所在城市 所在地城市 城市 市镇 地址市镇 地址城市",
        "city addresscity",
    ),
    "address.region": (
        "地址省市自治区 所在省 所在省份 省份 所在省市自治区 省 县市 地址省",
        "state province addressstate",
    ),
    "address.postcode": (
        "地址邮政编码 所在地的邮政编码 所在地邮政编码 邮政编码 邮编 邮递区号",
        "postalcode zip zipcode addresspostalcode",
    ),
    "address.country": (
        "地址国家地区 所在国家地区 所在国家 国家地区 国家",
        "country countryregion addresscountry",
    ),
}
_MOBILE_WORDS = ("手机 手机号 手机号码", "mobile mobilephone cell")


@cache
def customer_headers() -> dict[str, Target]:
    """Plain header → target, of every column of customers we know."""
    found: dict[str, Target] = {}
    for name, words in (*trade_headers.WORDS.items(), *_CUSTOMER.items()):
        found |= dict.fromkeys(words.split(), Target.parse(name))
    own = own_headers("customers") | {"负责人": Target("owner.generic")}
    return _labelled() | found | own


@cache
def own_headers(sheet: str) -> dict[str, Target]:
    """Plain header → target, of the headers our own export writes, in every language, and of
    those other offices give such sheets."""
    fields: tuple[Field, ...] = SHEETS[sheet][1]
    words = WORDS.get(sheet, {})
    others = {word: Target(code) for code, told in words.items() for word in told.split()}
    return others | {
        plain_header(word): Target(field.code)
        for field in reversed(fields)
        for word in spoken("column", field.header)
    }


def _labelled() -> dict[str, Target]:
    """办公电话, 家庭地址, 商务地址街道, businessstreet …: a label and what it labels."""
    found: dict[str, Target] = {}
    for label, languages in _LABELLED.items():
        for number, prefixes in enumerate(languages):
            for prefix in prefixes.split():
                for field, bases in _BASES.items():
                    target = Target(field, label=label)
                    found |= {prefix + base: target for base in bases[number].split()}
                mobile = Target("phone", label="mobile")
                found |= {prefix + base: mobile for base in _MOBILE_WORDS[number].split()}
    return found


@cache
def people_words() -> tuple[str, ...]:
    """What customers are called in some trade: with 车主 we know 车主电话 and 车主生日 too."""
    found = (word for word, target in customer_headers().items() if target == Target("name"))
    return tuple(word for word in found if word[-1] in "人主员生者户童郎")


CONTACT_WORDS = ("联系人", "联络人", "连络人", "对接人", "接洽人", "contactperson", "contact")
"""Headers that begin so are about a person inside the customer."""

CONTACT_FIELDS = frozenset(field.code for field in CUSTOMER_FIELDS if field.contact)
