"""The workbook of a web form (问卷星, 腾讯问卷, 金数据): its header and rows as text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.jobs import Progress, silent
from crmdesk.models.exchange.header.titles import read_header
from crmdesk.models.exchange.reading.book import Sheet, read_book
from crmdesk.models.exchange.vocabulary.cells import Cell, column_letter
from crmdesk.models.exchange.vocabulary.normal import plain_header
from crmdesk.models.exchange.vocabulary.texts import texts_of

_LOOKED_AT = 10
"""So many first rows may stand above the header."""
_NUMBERED = re.compile(r"^\s*+(?:[Qq第]\s*+)?\d{1,3}\s*+(?:题\s*+)?[、.．:：)）\]】]\s*")
_POLITE = re.compile(
    r"^(?:请问|请填写|请输入|请留下|请选择|請問|請填寫|請輸入|您的|你的|您|你|贵|貴)+"
)
_META = frozenset(
    [
        "序号",
        "编号",
        "提交答卷时间",
        "提交时间",
        "提交日期",
        "开始答题时间",
        "开始时间",
        "结束答题时间",
        "结束时间",
        "答题时长",
        "所用时间",
        "填写时长",
        "填写时间",
        "来源",
        "来源详情",
        "来源渠道",
        "来自ip",
        "ip",
        "ip省份",
        "ip城市",
        "ip地址",
        "总分",
        "得分",
        "提交人",
        "修改时间",
        "创建时间",
        "浏览器",
        "操作系统",
        "设备",
        "微信昵称",
        "微信openid",
        "用户id",
        "自定义字段",
        "时间戳记",
        "timestamp",
        "starttime",
        "completiontime",
        "id",
    ]
)
_WHEN = [
    "提交答卷时间",
    "结束答题时间",
    "提交时间",
    "提交日期",
    "结束时间",
    "填写时间",
    "completiontime",
    "timestamp",
    "时间戳记",
    "创建时间",
    "开始答题时间",
    "开始时间",
    "starttime",
]
_NEVER_TOLD = frozenset(["序号", "编号", "总分", "得分", "id"])
_WHO = frozenset(["name", "phone", "company", "email", "salutation"])
_FINDS = _WHO - {"email"}
_CALLED = re.compile(
    r"(?:请问)?(?:我们)?(?:该|应该|应)?(?:怎么|如何|怎样)称呼(?:您|你)?(?:呢|好)?|(?:您|你)?贵姓|尊姓大名"
    r"|(?:您|你)?(?:的)?姓氏"
)
"""Titles that ask how to address who answers."""
_BLANK = frozenset(["(空)", "（空）", "(跳过)", "（跳过）", "(跳過)", "（跳過）", "空", "-"])
"""What web forms write where nothing was answered."""


@dataclass(frozen=True, slots=True)
class FormColumn:
    """`plain` is its title as questions are compared; `who` is name, salutation, phone,
    company or email."""

    index: int
    title: str
    plain: str
    who: str = ""
    meta: bool = False
    counted: bool = True
    """Whether it belongs to what was answered: a running number does not."""

    @property
    def letter(self) -> str:
        return column_letter(self.index)

    @property
    def finds(self) -> bool:
        """Whether it is used to find who answered."""
        return self.who in _FINDS


@dataclass(frozen=True, slots=True)
class FormRow:
    """One filled form: its row in the sheet, cells and their texts."""

    row: int
    cells: tuple[Cell, ...]
    texts: tuple[str, ...]

    def text(self, column: int) -> str:
        """That of a column; "" beyond the last one."""
        return self.texts[column] if 0 <= column < len(self.texts) else ""


@dataclass(frozen=True, slots=True)
class Form:
    """A sheet with its header understood; `when` is the column that says when it was sent."""

    file: str
    columns: tuple[FormColumn, ...]
    rows: tuple[FormRow, ...]
    when: int | None

    def values(self, column: FormColumn) -> list[str]:
        """What stands in a column, each text once; what was not answered is no text."""
        told = dict.fromkeys(row.text(column.index) for row in self.rows)
        return [text for text in told if not is_blank(text)]


def read_form(path: Path, *, password: str | None = None, progress: Progress = silent) -> Form:
    """The first sheet that looks like a form.

    Raises CrmError "survey.file.none" and those of `read_book`.
    """
    book = read_book(path, password=password, progress=progress)
    try:
        for sheet in book.sheets():
            form = _understand(path.name, sheet)
            if form is not None:
                return form
    finally:
        book.close()
    raise CrmError("survey.file.none", file=path.name)


def question_plain(text: str) -> str:
    """A question or title as both are compared: without number, marks and notes in brackets."""
    return plain_header(unnumbered(text))


def unnumbered(text: str) -> str:
    """A title without the number of its question."""
    return _NUMBERED.sub("", text).strip()


def is_blank(text: str) -> bool:
    """Whether a cell says that nothing was answered: "(空)"."""
    return not text.strip() or text.strip() in _BLANK


def _understand(file: str, sheet: Sheet) -> Form | None:
    numbered = [(row, texts_of(cells), cells) for row, cells in sheet.rows()]
    head = next((at for at, (_row, texts, _cells) in enumerate(numbered[:_LOOKED_AT])
                 if sum(bool(text) for text in texts) >= 2), None)  # fmt: skip
    if head is None:
        return None
    titles = numbered[head][1]
    columns = tuple(_column(at, title) for at, title in enumerate(titles) if title)
    rows = tuple(
        FormRow(row, tuple(cells), tuple(texts))
        for row, texts, cells in numbered[head + 1 :]
        if any(texts)
    )
    if not rows or all(column.meta for column in columns):
        return None
    return Form(file, columns, rows, _when(columns))


def _column(at: int, title: str) -> FormColumn:
    plain = question_plain(title)
    meta = plain in _META
    return FormColumn(at, title, plain, "" if meta else _who(title), meta,
                      plain not in _NEVER_TOLD)  # fmt: skip


def _who(title: str) -> str:
    """Whether a column tells who answered: 您的手机号码."""
    if _CALLED.fullmatch(question_plain(title)):
        return "salutation"
    bare = _POLITE.sub("", unnumbered(title)).strip("?？:： ")
    for text in (bare, bare.rstrip("是为")):
        found = read_header(text) if text else None
        if found and found[0].field in _WHO and not found[0].contact:
            return found[0].field
    return ""


def _when(columns: Sequence[FormColumn]) -> int | None:
    places = {column.plain: column.index for column in reversed(columns)}
    return next((places[name] for name in _WHEN if name in places), None)
