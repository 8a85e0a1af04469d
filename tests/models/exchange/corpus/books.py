"""All books of the corpus, and those that wait for something to be mended."""

from tests.models.exchange.corpus import companies, people
from tests.support.corpus import OfficeBook

BOOKS: tuple[OfficeBook, ...] = (*people.BOOKS, *companies.BOOKS)

WAITING: dict[str, str] = {
    "建材店老客户.xlsx": "values: money; structure: 制表：周会计 below the table is no customer",
    "客户生日.xls": "values: years of the Republic, ages, two calendars in one cell",
    "供货联系人.csv": "values: several people in one cell, what stands beside a number",
    "会员档案.xlsx": "values: levels, points, yes and no, days in fields of one's own",
    "办公室通讯录(最新)(2).xlsx": "values: provinces of cities, second numbers in notes",
    "会员导出20260305.xls": "values: levels, money",
    "往来单位联系人.xlsx": "structure: a note beside a contact is the contact's",
    "经销商名录.csv": "structure: 电话2 goes with 联系人2; values: several people in one cell",
    "通讯录A-Z.xlsx": "structure: 第1页，共2页 below a page is no customer",
    "名单.xlsx": "values: a landline in a column of mobiles is none",
}
"""File → what is still missing. Remove a line as soon as its book is understood."""
