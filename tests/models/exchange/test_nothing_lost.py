"""Whatever a sheet looks like: each of its cells is in a record, a problem or a row left out."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date

import pytest

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.exchange.reading.merges import Merge
from crmdesk.models.exchange.records.understood import Understanding
from crmdesk.models.exchange.sheets.understand import understand
from crmdesk.models.exchange.vocabulary.cells import text_of
from crmdesk.models.exchange.vocabulary.synonyms import IDENTITY, IGNORED
from tests.support.books import OFFICE, make_book

BOOKS = 300
SURNAMES, GIVEN = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗",
    "芳伟强敏静磊洋艳勇军杰娟涛超霞平刚桂英华",
)
TRADES = ("建材", "电器", "五金", "服饰", "食品", "装饰", "物流", "广告")
_SQUEEZED = re.compile(r"[\s\-:：/,，、;；()（）.]")


@dataclass
class Page:
    """A sheet being made up; `cells` are (row, column) → value, all from 1 and 0."""

    random: random.Random
    rows: list[list[object]] = field(default_factory=list)
    merged: list[Merge] = field(default_factory=list)

    def row(self, *cells: object) -> None:
        self.rows.append(list(cells))

    def name(self) -> str:
        return self.random.choice(SURNAMES) + "".join(self.random.choices(GIVEN, k=2))

    def company(self) -> str:
        letters = "".join(self.random.choices("东南西北天地宏大远达兴隆安泰", k=4))
        return f"{letters}{self.random.choice(TRADES)}有限公司"

    def mobile(self) -> str:
        return f"13{self.random.randrange(10**9):09d}"

    def word(self) -> str:
        return "".join(self.random.choices("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未", k=5))

    def value(self, kind: str) -> object:
        digits = self.random.randrange(1000, 9999)
        made = {
            "姓名": self.name,
            "公司": self.company,
            "手机": self.mobile,
            "座机": lambda: f"0571-8{self.random.randrange(10**7):07d}",
            "邮箱": lambda: f"u{digits}{self.random.randrange(99)}@mail.cn",
            "地址": lambda: f"杭州市西湖区{self.word()}路{digits}号",
            "生日": lambda: date(
                self.random.randrange(1950, 2005), self.random.randrange(1, 13), 5
            ),
            "备注": self.word,
            "欠款": lambda: digits * 777,
            "性别": lambda: self.random.choice("男女"),
        }
        return made.get(kind, self.word)()


def people(page: Page) -> None:
    """A plain list, with columns nobody knows, headless ones and cells left blank."""
    columns = ["姓名", "手机", "地址", "生日", "备注", "爱车", "邮箱", "欠款", "性别", "公司", ""]
    chosen = ["姓名", *page.random.sample(columns[1:], page.random.randrange(2, 9))]
    page.random.shuffle(chosen)
    page.row(*chosen)
    for _ in range(page.random.randrange(3, 12)):
        page.row(*(page.value(kind) if page.random.random() < 0.8 else "" for kind in chosen))
        if page.random.random() < 0.1:
            page.row("", page.word())


def companies(page: Page) -> None:
    """Companies over several rows, merged or blank below, beneath a header of two rows."""
    if page.random.random() < 0.5:
        top = len(page.rows) + 1
        page.row("公司名称", "联系人", "", "", "备注", "行业")
        page.row("", "姓名", "手机", "座机", "", "")
        page.merged.append(Merge(top, 1, top, 3))
        page.merged += [Merge(top, at, top + 1, at) for at in (0, 4, 5)]
    else:
        page.row("公司名称", "联系人", "手机", "座机", "备注", "行业")
    for _ in range(page.random.randrange(2, 6)):
        height, first = page.random.randrange(1, 4), len(page.rows) + 1
        for at in range(height):
            head = page.company() if at == 0 else ""
            note = page.value("备注") if page.random.random() < 0.5 else ""
            trade = page.random.choice(TRADES) if page.random.random() < 0.5 else ""
            page.row(head, page.name(), page.mobile(), page.value("座机"), note, trade)
        if height > 1 and page.random.random() < 0.6:
            page.merged.append(Merge(first, 0, first + height - 1, 0))


def several(page: Page) -> None:
    """Two people in a row."""
    titles = ("公司", "联系人", "手机", "联系人", "手机", "传真", "邮箱")
    if page.random.random() < 0.5:
        titles = ("公司", "联系人1", "电话1", "联系人2", "电话2", "地址", "备注")
    page.row(*titles)
    for _ in range(page.random.randrange(2, 6)):
        page.row(
            page.company(), page.name(), page.mobile(), page.name(), page.mobile(),
            page.value("座机" if titles[5] == "传真" else "地址"),
            page.value("邮箱" if titles[6] == "邮箱" else "备注"),
        )  # fmt: skip


def beside(page: Page) -> None:
    """Two lists side by side, one longer than the other."""
    page.row("姓名", "电话", "", "姓名", "电话")
    for at in range(page.random.randrange(3, 8)):
        right = (page.name(), page.mobile()) if at < 3 else ("", "")
        page.row(page.name(), page.mobile(), "", *right)


ANY = (
    *(
        "称呼",
        "职务",
        "部门",
        "状态",
        "来源",
        "标签",
        "业务员",
        "微信",
        "QQ",
        "传真",
        "网址",
        "税号",
    ),
    *(
        "开户行",
        "账号",
        "城市",
        "省份",
        "区县",
        "客户类型",
        "介绍人",
        "邮编",
        "生日",
        "手机",
        "电话",
    ),
    *(
        "邮箱",
        "地址",
        "备注",
        "说明",
        "性别",
        "行业",
        "规模",
        "爱好",
        "编号",
        "公司",
        "联系人",
        "角色",
    ),
    *("联系人电话", "微信昵称", "饮食", "学历", "结婚纪念日"),
)


def muddle(page: Page) -> None:
    """Any columns, with whatever people write into them."""
    chosen = ["姓名", *page.random.sample(ANY, page.random.randrange(3, 12))]
    page.row(*chosen)
    kinds = ["姓名", "公司", "手机", "座机", "邮箱", "地址", "备注", "欠款", "词", "词"]
    for _ in range(page.random.randrange(3, 9)):
        others = [
            page.value(page.random.choice(kinds)) if page.random.random() < 0.7 else ""
            for _ in chosen[1:]
        ]
        page.row(page.name(), *others)


def headless(page: Page) -> None:
    for _ in range(page.random.randrange(4, 9)):
        page.row(page.name(), page.mobile(), page.value("地址"), page.word())


def cards(page: Page) -> None:
    for _ in range(page.random.randrange(2, 5)):
        page.row("姓名", page.name(), "手机", page.mobile())
        page.row("地址", page.value("地址"), "爱车", page.word())
        page.row("备注", page.word())
        page.row()


KINDS = (people, people, companies, companies, several, beside, headless, cards, muddle, muddle)


def around(page: Page) -> None:
    """What printers and clerks add."""
    page.random.choice(
        (
            lambda: page.row("第 1 页 共 3 页"),
            lambda: page.row("合计", "", "", 12345),
            lambda: page.row(f"制表：{page.name()}", "", f"打印日期：2025-03-{page.mobile()[:2]}"),
            lambda: page.row(f"备注：{page.word()}"),
            lambda: page.row(),
        )
    )()


def made_page(seed: int) -> Page:
    page = Page(random.Random(seed))
    kind = KINDS[seed % len(KINDS)]
    if kind not in (headless, cards):
        for _ in range(page.random.randrange(3)):
            page.row(f"{page.word()}通讯录")
    kind(page)
    if kind is not cards:
        around(page)
    if kind in (people, several) and page.random.random() < 0.4:
        page.row()
        page.row(f"{page.word()}名单")
        companies(page)
    return page


def texts_in(thing: object) -> Iterator[str]:
    """Every text anywhere inside."""
    if isinstance(thing, Birthday):
        yield f"{thing.year or ''}{thing.month:02d}{thing.day:02d}"
    elif isinstance(thing, str | int | float):
        yield text_of(thing)
    elif is_dataclass(thing):
        yield from texts_in([getattr(thing, one.name) for one in fields(thing)])
    elif isinstance(thing, dict):
        yield from texts_in(list(thing.values()))
    elif isinstance(thing, list | tuple | set):
        for one in thing:
            yield from texts_in(one)
    elif hasattr(thing, "raw"):
        yield thing.raw


def squeezed(text: str) -> str:
    return _SQUEEZED.sub("", text)


def lost(page: Page, found: Understanding) -> list[str]:
    """The cells found nowhere."""
    told = squeezed("\x1f".join(texts_in([*found.customers, *found.problems])))
    told += {True: "男女", False: ""}[bool(found.customers)]
    skipped = {row for sheet in found.sheets for row, _ in sheet.skipped}
    heads = {
        row for sheet in found.sheets for row in range(sheet.header_first, sheet.header_row + 1)
    }
    unread = {
        guess.index
        for sheet in found.sheets
        for guess in sheet.columns
        if guess.target and guess.target.field in (IGNORED, IDENTITY)
    }
    labels = {guess.header for sheet in found.sheets for guess in sheet.columns}
    return [
        f"{number}: {cell}"
        for number, cells in enumerate(page.rows, start=1)
        for at, cell in enumerate(cells)
        if cell not in ("", None) and number not in skipped | heads and at not in unread
        if squeezed(text_of(cell)) not in told and cell not in labels
    ]


@pytest.mark.parametrize("seed", range(BOOKS))
def test_that_no_cell_is_dropped_silently(seed: int) -> None:
    page = made_page(seed)
    book = make_book(page.rows, batch=page.random.choice((3, 7, 1000)))
    for sheet in book.sheets():
        sheet.merged = page.merged
    found = understand(book, office=OFFICE)
    assert not found.is_nothing
    assert lost(page, found) == []
