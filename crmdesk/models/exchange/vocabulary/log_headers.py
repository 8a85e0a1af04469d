"""What offices call the columns of their order books and contact logs: plain header → field."""

from __future__ import annotations

_ORDERS = {
    "number": "订单号 订单编号 单号 单据号 单据编号 销售单号 销货单号 出库单号 送货单号 合同号 订单"
    " orderno orderid ordernumber ordernum invoiceno"
    " 平台订单号 主订单号 交易号 交易单号 流水号",
    "customer_number": "客户编号 客户号 客户代码 客户编码 会员编号 会员号 customerid customerno",
    "customer": "客户 客户名称 客户姓名 客户名 客户全称 顾客 顾客姓名 会员 会员姓名"
    " 购货单位 购买单位"
    " 收货单位 买方 买家 收货人 姓名 名称 customer customername client buyer"
    " 买家姓名 收件人 收件人姓名 收货人姓名 提货人 下单人 订购人 购买人 会员名 往来单位 客户单位"
    " 收货客户",
    "phone": "电话 客户电话 联系电话 手机 手机号 手机号码 电话号码 联络电话 收货电话 行动电话"
    " 收货人电话 收货人手机 会员手机 phone mobile tel telephone"
    " 收件人手机 收件人电话 收货人手机号 收货人联系方式 收货手机 收件人联系方式 买家手机 买家电话"
    " 提货人手机号 下单人电话 订购人电话 购买人电话",
    "company": "公司 公司名称 单位名称 company",
    "contact": "联系人 联络人 经办 contact contactperson",
    "ordered_on": "日期 订单日期 下单日期 下单时间 订购日期 购买日期 购买时间 成交日期 销售日期"
    " 开单日期 单据日期 出货日期 送货日期 交易日期 交易时间 业务日期 订单时间 date orderdate"
    " orderedon purchasedate"
    " 订单创建时间 创建时间 创建日期 订单付款时间 成交时间 买家付款时间 支付时间 拍下时间",
    "product": "产品 产品名称 商品 商品名称 货品 货品名称 品名 物品 货物 品项 项目 商品名 产品名"
    " 品目 物料名称 product productname item itemname goods description"
    " 宝贝标题 商品标题 菜品 服务项目 商品信息",
    "spec": "规格 型号 规格型号 型号规格 产品规格 商品规格 尺寸 款式 spec model specification sku"
    " 商品属性 规格属性 型号款式",
    "quantity": "数量 件数 购买数量 订购数量 销售数量 出货数量 qty quantity"
    " 商品数量 产品数量 宝贝数量 购买件数",
    "unit": "单位 计量单位 单位量 unit uom",
    "price": "单价 价格 售价 销售单价 成交单价 含税单价 unitprice price 商品单价 产品单价 商品价格",
    "amount": "金额 销售金额 小计 总价 价税合计 成交金额 货款 销售额 含税金额 amount subtotal"
    " linetotal",
    "total": "订单金额 订单总额 订单总价 总金额 合计金额 应收金额 应收 应付金额 实收金额 total"
    " ordertotal orderamount totalamount"
    " 订单实付金额 实付款 买家实付 订单应付金额 实付总额 订单合计 买家实际支付金额",
    "cost": "成本 成本金额 总成本 cost totalcost cogs",
    "unit_cost": "成本单价 单位成本 成本价 进价 进货价 unitcost",
    "owed": "欠款 未付 未付款 未收 未收款 尾款 欠款金额 未付金额 应收余额 owed balance due",
    "status": "状态 订单状态 发货状态 status orderstatus",
    "settled": "结清 已结清 是否结清 是否付款 是否付清 是否已付 settled",
    "courier": "快递单号 物流单号 运单号 快递 快递号 物流 货运单号 trackingnumber"
    " tracking trackingno"
    " 物流公司 快递公司",
    "delivery": "送货要求 送货地址 收货地址 配送要求 配送地址 送货方式 配送方式 发货方式 交货方式"
    " delivery shippingaddress"
    " 收件地址 详细收货地址 收货人地址 收件人地址 详细地址 收货详细地址",
    "region": "收货人省份 收货人省 收货省份 收件人省份 收件省份 省份 省",
    "city": "收货人城市 收货人市 收货城市 收件人城市 收件城市 城市 市",
    "district": "收货人地区 收货人区县 收货人区 收货区县 收件人区县 收件区县 区县 区",
    "staff": "业务员 业务 销售 销售员 销售人员 销售代表 客户经理 跟单员 经手人 经办人 开单人"
    " 负责人 负责业务 salesperson salesrep owner",
    "currency": "币种 币别 货币 currency",
    "note": "备注 说明 摘要 订单备注 备注说明 remark remarks note notes memo"
    " 买家备注 买家留言 客户留言 订单留言 卖家备注 商家备注",
    "paid": "已付 已付款 付款 付款金额 已付金额 已收 已收款 收款 收款金额 已收金额 实付 实付金额"
    " 定金 订金 预付 预付款 paid paidamount amountpaid",
    "paid.on": "付款日期 收款日期 付款时间 收款时间 到账日期 paidon paymentdate datepaid",
    "paid.method": "付款方式 收款方式 支付方式 结算方式 paymentmethod",
    "paid.note": "付款备注 收款备注 paymentnote",
}

_INTERACTIONS = {
    "customer_number": _ORDERS["customer_number"],
    "customer": "客户 客户名称 客户姓名 客户名 客户全称 顾客 顾客姓名 会员 姓名 公司"
    " 公司名称 customer"
    " customername client",
    "phone": "电话 客户电话 联系电话 手机 手机号 手机号码 电话号码 联络电话 行动电话"
    " phone mobile tel",
    "contact": "联系人 联络人 contact contactperson",
    "at": "日期 时间 联系日期 联系时间 跟进日期 跟进时间 拜访日期 拜访时间 沟通时间 沟通日期"
    " 通话时间 记录时间 记录日期 date time datetime when",
    "kind": "方式 联系方式 跟进方式 沟通方式 拜访方式 联络方式 形式 类型 渠道 type channel method",
    "direction": "方向 呼入呼出",
    "purpose": "目的 事由 联系目的",
    "outcome": "结果 联系结果 跟进结果 沟通结果 outcome result",
    "text": "内容 记录 跟进内容 跟进记录 沟通内容 沟通记录 拜访内容 联系内容 联系记录 谈话内容"
    " 情况 跟进情况 沟通情况 描述 备注 说明 content text notes note summary details",
    "minutes": "分钟 时长 通话时长 时长分钟 minutes duration",
    "cost": "费用 花费 cost expense",
    "staff": "人员 业务员 跟进人 跟进人员 记录人 联系人员 拜访人 经手人 经办人 销售 销售员 员工"
    " 负责人 客户经理 staff by user salesperson",
}

WORDS = {"orders": _ORDERS, "interactions": _INTERACTIONS}
"""By sheet: the words besides those our own export writes."""
