"""All books of the corpus, and those that wait for something to be mended."""

from tests.models.exchange.corpus import (
    companies,
    firms,
    people,
    programs,
    taiwan,
    trades,
)
from tests.support.corpus import OfficeBook

BOOKS: tuple[OfficeBook, ...] = (
    *people.BOOKS,
    *trades.BOOKS,
    *companies.BOOKS,
    *firms.BOOKS,
    *programs.BOOKS,
    *taiwan.BOOKS,
)

WAITING: dict[str, str] = {
    "建材店老客户.xlsx": "values: money; structure: 制表：周会计 below the table is no customer",
    "客户生日.xls": "values: years of the Republic, ages, two calendars in one cell",
    "供货联系人.csv": "values: several people in one cell, what stands beside a number",
    "会员档案.xlsx": "values: levels, points, yes and no, days in fields of one's own",
    "办公室通讯录(最新)(2).xlsx": "values: provinces of cities, second numbers in notes",
    "会员导出20260305.xls": "values: levels, money",
    "往来单位联系人.xlsx": "structure: a note beside a contact is the contact's",
    "经销商名录.csv": "structure: 电话2 goes with 联系人2; values: several people in one cell",
    "名单.xlsx": "values: a landline in a column of mobiles is none",
    "微信好友导出.csv": "values: remark names where there are no others",
    "看房客户登记.xlsx": "values: budgets, second numbers in notes, 置业顾问",
    "暑期班报名表.xls": "values: parents, headers of names; yes and no",
    "车主资料.csv": "structure: a column of names whatever its header (车主); values: days",
    "保险客户(王经理).xlsx": "structure: 填表人 below the table; values: postcodes",
    "同学会通讯录.xlsx": "structure: two blocks side by side",
    "老板手写整理的客户.xlsx": "structure: headings of groups between the rows become tags",
    "联系人备份.txt": "values",
    "备忘录.csv": "values: lines in one breath",
    "开票资料.xlsx": "values: invoice data in one cell",
    "重点客户联系人.xls": "values: roles in headers",
    "供应商联系表.ods": "values: several people in one cell",
    "客户联系人(网页).xls": "structure: an e-mail beside a contact is the contact's",
    "经销商档案2003.xls": "values: 经销商 is a company",
    "企业名录.csv": "values: 更多电话, 所属城市, money, dashes",
    "外贸客户.xlsx": "values: Hong Kong; structure: an e-mail beside a contact is the contact's",
    "outlook联系人.CSV": "structure: an empty column takes no place (英文称谓); values: 先生",
    "連絡人.CSV": "structure: an empty column takes no place (頭銜); values: 小姐",
    "诺基亚备份.vcf": "values: provinces of addresses on cards",
    "iCloud 名片.vcf": "values: provinces of addresses on cards",
    "contacts(google).csv": "values: titles, own groups of Google",
    "客戶資料表.xlsx": "values: 聯式, LINE of a contact; structure: LINE beside a contact",
    "會員名冊.csv": "values: points, regions of Taiwan",
    "Client list 2026.xlsx": "structure: Total: 3 clients is a sum; values: yes and no",
    "guests.tsv": "values: Member No., points, balances",
}
"""File → what is still missing. Remove a line as soon as its book is understood."""
