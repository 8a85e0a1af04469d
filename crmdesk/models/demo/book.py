"""An address book as offices keep it in Excel for ten years: many hands, many ways of writing."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from crmdesk.models.core.jobs import Progress, silent
from crmdesk.models.customers.phones import format_phone
from crmdesk.models.demo import book_taiwan, people
from crmdesk.models.demo.companies import Companies, Company, make_address, make_place
from crmdesk.models.demo.people import Person, make_person
from crmdesk.models.demo.words import country, pick, words

Cell = str | int | float | date | None

SHEET, TITLE, TOTAL = "客户通讯录", "客户通讯录（内部资料，请勿外传）", "合计：{rows} 户"
HEADERS: tuple[str, ...] = (
    *(
        "序号",
        "客户姓名*",
        "性别",
        "称呼",
        "单位名称",
        "职务",
        "手机号码（必填）",
        "办公电话",
        "微信",
        "QQ",
    ),
    *(
        "E-mail",
        "联系地址",
        "邮编",
        "生日",
        "客户标签",
        "来源",
        "业务员",
        "客户状态",
        "爱车",
        "备 注",
    ),
)
_STATES = ("潜在客户", "意向", "成交", "老客户", "沉睡", "流失", "")
_CARS = ("", "", "", "奥迪A6", "大众帕萨特", "比亚迪", "丰田", "没有")


def legacy_book(path: Path, rows: int, seed: int = 1, *, progress: Progress = silent) -> None:
    """Write a messy .xlsx with so many filled rows, the same for the same seed, as the country
    whose lists are drawn from keeps it.

    A title stands above the header, blank rows and a sum between and below the rows; every
    twentieth row repeats an earlier one, with a new telephone number or another spelling.
    """
    from openpyxl import Workbook  # 280 ms

    rng = random.Random(f"book/{seed}")
    name, title, headers, total = SHEET, TITLE, HEADERS, TOTAL
    filled = _Book(rng).rows(rows)
    if country() == "TW":
        name, title, total = book_taiwan.SHEET, book_taiwan.TITLE, book_taiwan.TOTAL
        headers, filled = book_taiwan.HEADERS, book_taiwan.TaiwanBook(rng).rows(rows)
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name)
    sheet.append([title])
    sheet.append(list(headers))
    for number, row in enumerate(filled, start=1):
        sheet.append([number, *row])
        if number % 97 == 0:
            sheet.append([None] * len(headers))
        if number % 1000 == 0:
            progress(number, rows)
    sheet.append([None, total.format(rows=rows)])
    book.save(path)
    progress(rows, rows)


class _Book:
    def __init__(self, rng: random.Random) -> None:
        self._rng, self._companies = rng, Companies()
        self._known: list[tuple[Person, Company | None, str]] = []

    def rows(self, count: int) -> Iterator[list[Cell]]:
        """The cells from the second column on."""
        for _ in range(count):
            person, company, mobile = self._somebody()
            yield self._row(person, company, mobile)

    def _somebody(self) -> tuple[Person, Company | None, str]:
        rng = self._rng
        if self._known and rng.random() < 0.05:
            person, company, mobile = pick(rng, self._known)
            if rng.random() < 0.3:
                mobile = people.mobile(rng)
            if rng.random() < 0.3:
                person = replace(person, name=f"{person.name[0]} {person.name[1:]}")
            return person, company, mobile
        company = self._companies.make(rng) if rng.random() < 0.7 else None
        title = pick(rng, words("people", "titles")) if company else ""
        found = (make_person(rng, title=title), company, people.mobile(rng))
        if len(self._known) < 2000:
            self._known.append(found)
        return found

    def _row(self, person: Person, company: Company | None, mobile: str) -> list[Cell]:
        rng = self._rng
        place = company.place if company else make_place(rng)
        return [
            person.name if rng.random() < 0.95 else f" {person.name}　",
            {"female": "女", "male": "男"}[person.gender] if rng.random() < 0.8 else "",
            person.salutation if rng.random() < 0.6 else "",
            self._company(company),
            person.title,
            self._mobile(mobile),
            self._office_phone(people.landline(rng, place.area_code)),
            people.wechat_id(rng, person.name) if rng.random() < 0.6 else "",
            10**8 + int(rng.random() * 10**9) if rng.random() < 0.3 else None,
            f"{people.latin(person.name)}@mail.example" if rng.random() < 0.4 else "",
            make_address(rng, place)["raw"] if rng.random() < 0.7 else "",
            f"{100000 + int(rng.random() * 700000)}" if rng.random() < 0.3 else "",
            self._birthday(),
            "、".join(word.split("#")[0] for word in rng.sample(words("office", "tags"), 2))
            if rng.random() < 0.4
            else "",
            pick(rng, words("office", "sources")),
            pick(rng, words("office", "staff")) if rng.random() < 0.9 else "",
            pick(rng, _STATES),
            pick(rng, _CARS),
            self._note(),
        ]

    def _company(self, company: Company | None) -> str:
        if company is None:
            return "" if self._rng.random() < 0.9 else "个人"
        if (how := self._rng.random()) < 0.85:
            return company.name
        return f"{company.place.city}{company.stem}{company.trade}" if how < 0.95 else company.stem

    def _mobile(self, mobile: str) -> Cell:
        """As text, as a number, spaced, two in a cell, with a name, cut off by Excel."""
        rng = self._rng
        ways: tuple[tuple[float, Callable[[], Cell]], ...] = (
            (0.50, lambda: mobile),
            (0.72, lambda: int(mobile)),
            (0.80, lambda: f"{mobile[:3]} {mobile[3:7]} {mobile[7:]}"),
            (0.84, lambda: f"{mobile[:3]}-{mobile[3:7]}-{mobile[7:]}"),
            (0.87, lambda: f"+86 {mobile}"),
            (0.91, lambda: f"{mobile}/{people.mobile(rng)}"),
            (0.93, lambda: f"{mobile}（{pick(rng, ('本人', '助理小张', '晚上打', '微信同号'))}）"),
            (0.94, lambda: mobile.translate(_WIDE)),
            (0.945, lambda: f"{mobile[0]}.{mobile[1:3]}E+10"),
            (0.95, lambda: mobile[:-1]),
        )
        how = rng.random()
        return next((way() for share, way in ways if how < share), None)

    def _office_phone(self, national: str) -> Cell:
        rng = self._rng
        shown = format_phone(f"+86{national}")
        extension = 800 + int(rng.random() * 90)
        ways = (
            "",
            "",
            shown.replace(" ", ""),
            shown,
            f"{shown}转{extension}",
            f"{shown.replace(' ', '')}-{extension}",
            shown.split("-")[-1].replace(" ", ""),
            f"电话:{shown.replace(' ', '')}",
        )
        return pick(rng, ways)

    def _birthday(self) -> Cell:
        rng = self._rng
        if (how := rng.random()) < 0.5:
            return None
        day = date(1955, 1, 1) + timedelta(days=int(rng.random() * 18000))
        ways = (
            (0.70, day),
            (0.78, day.isoformat()),
            (0.84, f"{day.year}.{day.month}.{day.day}"),
            (0.88, f"{day.month}月{day.day}日"),
            (0.94, f"农历{day.month}月{pick(rng, ('初三', '初八', '十五', '廿二'))}"),
            (0.99, f"{day.year}年{day.month}月{day.day}日"),
        )
        return next((text for share, text in ways if how < share), "不详")

    def _note(self) -> str:
        if (how := self._rng.random()) < 0.7:
            return ""
        if how < 0.705:
            return "=1+1 这行是公式"
        return pick(self._rng, words("office", "notes"))


_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
