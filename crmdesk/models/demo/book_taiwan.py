"""The same kind of address book as the office in Taiwan keeps it: zeros lost, years of Minguo."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from crmdesk.models.customers.phones import format_phone
from crmdesk.models.demo import people
from crmdesk.models.demo.companies import (
    Companies,
    Company,
    make_address,
    make_place,
    tax_number,
)
from crmdesk.models.demo.people import Person, make_person
from crmdesk.models.demo.words import pick, words

Cell = str | int | float | date | None

SHEET, TITLE, TOTAL = "客戶通訊錄", "客戶通訊錄（內部資料，請勿外流）", "合計：{rows} 戶"
HEADERS: tuple[str, ...] = (
    *("序號", "客戶姓名*", "性別", "稱呼", "公司名稱", "統一編號", "職稱", "行動電話（必填）"),
    *("公司電話", "LINE", "E-mail", "地址", "生日", "客戶標籤", "來源", "業務"),
    *("客戶狀態", "愛車", "備 註"),
)
_STATES = ("潛在客戶", "意向", "成交", "老客戶", "沉睡", "流失", "")
_CARS = ("", "", "", "Toyota Altis", "Honda CR-V", "納智捷", "Gogoro", "沒有")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


class TaiwanBook:
    """Its rows, the same for the same dice."""

    def __init__(self, rng: random.Random) -> None:
        self._rng, self._companies = rng, Companies()
        self._known: list[tuple[Person, Company | None, str]] = []

    def rows(self, count: int) -> Iterator[list[Cell]]:
        """The cells from the second column on."""
        for _ in range(count):
            yield self._row(*self._somebody())

    def _somebody(self) -> tuple[Person, Company | None, str]:
        rng = self._rng
        if self._known and rng.random() < 0.05:
            person, company, mobile = pick(rng, self._known)
            if rng.random() < 0.3:
                person = replace(person, name=f"{person.name[0]} {person.name[1:]}")
            return person, company, mobile
        company = self._companies.make(rng) if rng.random() < 0.7 else None
        title = pick(rng, words("people", "titles")) if company else ""
        title = title.replace("老闆娘", "老闆")  # who is drawn may be a man
        found = (make_person(rng, title=title), company, f"0{people.mobile(rng)}")
        if len(self._known) < 2000:
            self._known.append(found)
        return found

    def _row(self, person: Person, company: Company | None, mobile: str) -> list[Cell]:
        rng = self._rng
        place = company.place if company else make_place(rng)
        tags = [word.split("#")[0] for word in rng.sample(words("office", "tags"), 2)]
        return [
            person.name if rng.random() < 0.95 else f" {person.name}　",
            {"female": "女", "male": "男"}[person.gender] if rng.random() < 0.8 else "",
            person.salutation if rng.random() < 0.6 else "",
            company.name if company else "",
            tax_number(rng) if company and rng.random() < 0.5 else "",
            person.title,
            self._mobile(mobile),
            self._office_phone(people.landline(rng, place.area_code)),
            people.wechat_id(rng, person.name) if rng.random() < 0.6 else "",
            f"{people.latin(person.name)}@mail.example" if rng.random() < 0.4 else "",
            make_address(rng, place)["raw"] if rng.random() < 0.7 else "",
            self._birthday(),
            "、".join(tags) if rng.random() < 0.4 else "",
            pick(rng, words("office", "sources")),
            pick(rng, words("office", "staff")) if rng.random() < 0.9 else "",
            pick(rng, _STATES),
            pick(rng, _CARS),
            pick(rng, words("office", "notes")) if rng.random() < 0.3 else "",
        ]

    def _mobile(self, mobile: str) -> Cell:
        """As text, as a number without its zero, grouped, two in a cell, a digit too few."""
        rng = self._rng
        grouped = f"{mobile[:4]}-{mobile[4:7]}-{mobile[7:]}"
        ways: tuple[tuple[float, Callable[[], Cell]], ...] = (
            (0.45, lambda: grouped),
            (0.60, lambda: mobile),
            (0.75, lambda: int(mobile)),
            (0.82, lambda: grouped.replace("-", " ")),
            (0.86, lambda: f"+886 {mobile[1:]}"),
            (0.91, lambda: f"{grouped}/0{people.mobile(rng)}"),
            (0.94, lambda: f"{grouped}（{pick(rng, ('本人', '助理', '晚上打', 'LINE同號'))}）"),
            (0.95, lambda: mobile.translate(_WIDE)),
            (0.96, lambda: mobile[:-1]),
        )
        how = rng.random()
        return next((way() for share, way in ways if how < share), None)

    def _office_phone(self, national: str) -> str:
        shown = format_phone(f"+886{national}", country="TW")
        extension = 100 + int(self._rng.random() * 800)
        ways = ("", "", shown, shown.replace("-", ""), f"{shown}#{extension}",
                f"{shown} 分機{extension}", f"電話：{shown}")  # fmt: skip
        return pick(self._rng, ways)

    def _birthday(self) -> Cell:
        rng = self._rng
        if (how := rng.random()) < 0.5:
            return None
        day = date(1955, 1, 1) + timedelta(days=int(rng.random() * 18000))
        minguo = day.year - 1911
        ways = (
            (0.60, day),
            (0.78, f"{minguo}/{day.month}/{day.day}"),
            (0.84, f"民國{minguo}年{day.month}月{day.day}日"),
            (0.90, f"{day.month}月{day.day}日"),
            (0.97, f"農曆{day.month}月{pick(rng, ('初三', '初八', '十五', '廿二'))}"),
        )
        return next((text for share, text in ways if how < share), "不詳")
