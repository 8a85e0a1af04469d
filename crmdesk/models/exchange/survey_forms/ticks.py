"""Questions whose possibilities stand in columns of their own: 常买哪些？(硒鼓) with 1 and 0."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crmdesk.models.core.errors import CrmError
from crmdesk.models.exchange.survey_forms.form import (
    Form,
    FormColumn,
    is_blank,
    question_plain,
    unnumbered,
)
from crmdesk.models.surveys.reading import read_answer

_ENDED = re.compile(
    r"^(?P<asked>.+?)(?:[(（\[【〔〖](?P<inside>[^()（）\[\]【】〔〕〖〗]++)[)）\]】〕〗]"
    r"|[:：](?P<after>[^:：]++))$",
    re.DOTALL,
)
_LETTERED = re.compile(r"^[A-Za-z]\s*[.、．]\s*(?=\S)")
_TICKED = frozenset(
    ["1", "1.0", "是", "√", "✓", "✔", "☑", "✅", "true", "yes", "y", "选中", "已选", "選中", "已選"]
)
_NOT_TICKED = frozenset(
    [
        "0",
        "0.0",
        "否",
        "×",
        "✗",
        "✘",
        "☐",
        "□",
        "x",
        "false",
        "no",
        "n",
        "未选",
        "未选中",
        "未選",
        "未選中",
    ]
)
_OWN_WORDS = ("其他", "其它", "other")


@dataclass(frozen=True, slots=True)
class Ticks:
    """One question: its words as they were asked, and each column with its possibility."""

    asked: str
    plain: str
    columns: tuple[tuple[FormColumn, str], ...]
    scale: bool
    """Whether the possibilities are 非常满意 to 非常不满意, one to a row."""


def tick_groups(form: Form) -> list[Ticks]:
    """The questions of a form that have a column for each possibility."""
    found: dict[str, list[tuple[FormColumn, str]]] = {}
    texts: dict[str, str] = {}
    for column in form.columns:
        asked, option = _split(column)
        plain = question_plain(asked)
        if plain and option and all(_is_told(value, option) for value in form.values(column)):
            found.setdefault(plain, []).append((column, option))
            texts.setdefault(plain, asked.rstrip(" :："))
    return [
        Ticks(texts[plain], plain, tuple(columns), _is_scale(form, columns))
        for plain, columns in found.items()
        if form.rows and len({option for _column, option in columns}) > 1
    ]


def chosen(text: str, option: str) -> str:
    """What the cell of a possibility says: itself, with own words, or "" where it was not chosen.

    Raises CrmError "answer.choice" where it says neither.
    """
    told = text.strip().lower()
    if is_blank(text) or told in _NOT_TICKED:
        return ""
    if told in _TICKED:
        return option
    try:
        return read_answer("single", text, (option,))
    except CrmError:
        if option.lower().startswith(_OWN_WORDS):
            return f"{option}：{text.strip()}"
        raise


def unlettered(option: str) -> str:
    """新品 of “A.新品”."""
    return _LETTERED.sub("", option.strip())


def _split(column: FormColumn) -> tuple[str, str]:
    if column.meta or column.who:
        return "", ""
    found = _ENDED.match(unnumbered(column.title))
    if found is None:
        return "", ""
    return found["asked"].rstrip(), unlettered(found["inside"] or found["after"])


def _is_told(text: str, option: str) -> bool:
    try:
        chosen(text, option)
    except CrmError:
        return False
    return True


def _is_scale(form: Form, columns: Sequence[tuple[FormColumn, str]]) -> bool:
    """Whether they are the words of satisfaction, and no row has two of them."""
    try:
        for _column, option in columns:
            read_answer("scale", option)
    except CrmError:
        return False
    return all(
        sum(bool(chosen(row.text(column.index), option)) for column, option in columns) < 2
        for row in form.rows
    )
