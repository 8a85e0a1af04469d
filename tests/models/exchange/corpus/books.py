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
    "办公室通讯录(最新)(2).xlsx": "values: provinces of cities, second numbers in notes",
    "经销商名录.csv": "structure: 电话2 goes with 联系人2; values: several people in one cell",
    "微信好友导出.csv": "values: remark names where there are no others",
    "看房客户登记.xlsx": "values: budgets, second numbers in notes, 置业顾问",
    "车主资料.csv": "structure: a column of names whatever its header (车主); values: days",
    "老板手写整理的客户.xlsx": "structure: headings of groups between the rows become tags",
    "联系人备份.txt": "values",
    "备忘录.csv": "values: lines in one breath",
    "开票资料.xlsx": "values: invoice data in one cell",
    "重点客户联系人.xls": "values: roles in headers",
    "供应商联系表.ods": "values: several people in one cell",
    "经销商档案2003.xls": "values: 经销商 is a company",
    "企业名录.csv": "values: 更多电话, 所属城市, money, dashes",
    "outlook联系人.CSV": "structure: an empty column takes no place (英文称谓); values: 先生",
    "連絡人.CSV": "structure: an empty column takes no place (頭銜); values: 小姐",
    "诺基亚备份.vcf": "values: provinces of addresses on cards",
    "iCloud 名片.vcf": "values: provinces of addresses on cards",
    "客戶資料表.xlsx": "values: 聯式, LINE of a contact; structure: LINE beside a contact",
    "會員名冊.csv": "values: points, regions of Taiwan",
    "Client list 2026.xlsx": "structure: Total: 3 clients is a sum; values: yes and no",
}
"""File → what is still missing. Remove a line as soon as its book is understood."""
