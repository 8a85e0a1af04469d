"""What trades call their columns: the garage its 车主, the school its 家长, the agent his 置业顾问.

The same form as in `synonyms`; "contact1." is about a person beside the customer, "@refused" says
that a yes is a no.
"""

WORDS = {
    "number": "病历号 就诊号 就诊卡号 诊疗号 档案号 档案编号 客源编号 客户档案号 学籍号 业户号"
    " 用户编号 会员卡号 会员卡 vip卡号 客户卡号 学号 memberno membernumber memberid"
    " accountnumber accountno accountid clientid clientno",
    "name": "收货信息 收件信息 收货人信息 收件人信息 车主"
    " 车主姓名 学员 学员姓名 学生 学生姓名 患者 患者姓名 病人姓名"
    " 业主 业主姓名"
    " 投保人 投保人姓名 客人 客人姓名 宝宝姓名 孩子姓名 幼儿姓名 儿童姓名"
    " 小孩姓名 小朋友姓名 住户 住户姓名 买家姓名 收件人 收件人姓名"
    " 收货人 收货人姓名 持卡人 持卡人姓名 来访人 来访客户 订购人 订购人姓名 订货人 预订人 预定人"
    " 下单人 购买人 主人 主人姓名 宠主 宠物主人 雇主 雇主姓名 房主 房主姓名 户主 户主姓名 订餐人"
    " 订奶人 订阅人 报名人 参展人 参会人 新郎 新郎姓名",
    "name.generic": "经销商 经销商名称 供应商 供应商名称 代理商 代理商名称 加盟商 往来单位"
    " 往来单位名称 合作单位 合作伙伴 厂商 厂商名称 商家 商家名称 服务商 客户全名 公司全名"
    " 单位全名 accountname account organisation organisationname",
    "contact1.name": "primarycontact maincontact keycontact 家长 家长姓名 监护人 监护人姓名",
    "contact1.phone": "家长电话 家长联系电话 家长联系方式 监护人电话 联系人及电话号码",
    "contact1.phone@mobile": "家长手机 家长手机号 监护人手机",
    "owner": "accountowner leadowner contactowner assignedto"
    " 置业顾问 专属顾问 服务顾问 销售顾问 课程顾问 美容顾问 健康顾问 健身顾问 理财顾问"
    " 美容师 发型师 理疗师 技师 专属技师 专属美容师 导购 导购员 接待人 接待人员 销售顾问姓名"
    " 所属顾问 客服专员 专属客服 跟单 跟单员 经办人 业务经理 销售经理 服务人员 责任业务 业务担当",
    "region": "大区 片区 销售区域 业务区域 所属省份 所属省 省份地区",
    "city": "所属城市 所属地市",
    "district": "所属区县 所属区",
    "phone.area": "区号 电话区号 长途区号",
    "phone.extension": "分机 分机号 分机号码 内线",
    "phone": "更多电话 备用电话 第二电话 车主电话 业主电话 学员电话 患者电话 收件人电话"
    " 收货人电话 手机或电话 电话或手机",
    "phone@WhatsApp": "whatsapp whatsapp号 whatsapp号码 whatsappno whatsappnumber",
    "phone@mobile": "备用手机 备用手机号 第二手机 车主手机 业主手机 学员手机 收件人手机"
    " 收货人手机 手机备用",
    "email": "更多邮箱 备用邮箱",
    "address.street": "billingstreet mailingstreet",
    "address.city": "billingcity mailingcity",
    "address.region": "billingstate billingstateprovince mailingstate mailingstateprovince",
    "address.postcode": "billingzip billingzippostalcode billingpostalcode mailingzip"
    " mailingzippostalcode mailingpostalcode",
    "address.country": "billingcountry mailingcountry",
    "invoice.block": "开票资料 开票信息 发票资料 发票信息 开票抬头资料",
    "invoice.kind": "联式 发票联式",
    "consent.sms": "短信同意 同意短信 接收短信 是否接收短信 允许短信 短信许可 同意接收短信"
    " 短信营销同意",
    "consent.call": "同意来电 电话同意 允许来电",
    "consent.wechat": "同意微信 微信同意",
    "consent.line": "同意line line同意",
    "consent.email": "同意邮件 邮件同意 接收邮件 是否接收邮件",
    "consent.sms@refused": "拒收短信 短信拒收 短信退订 拒绝短信",
    "consent.call@refused": "拒接电话 拒绝来电 拒访 电话勿扰 勿扰 免打扰 donotcall",
    "birthday.month": "生日月 生日月份",
    "birthday.day": "生日日",
    "anniversary@结婚纪念日": "结婚纪念日 结婚日期 结婚日",
}
