"""Standard answers to and from a workbook: two columns, two more where they are there."""

from collections.abc import Generator, Sequence
from functools import partial
from pathlib import Path

from crmdesk.models.answers.drafts import AnswerDraft
from crmdesk.models.answers.queries import AnswerRow
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _
from crmdesk.models.core.jobs import Progress, silent
from crmdesk.models.exchange.export.files import written
from crmdesk.models.exchange.reading.book import read_book
from crmdesk.models.exchange.vocabulary.normal import plain_header
from crmdesk.models.exchange.vocabulary.texts import texts_of
from crmdesk.models.exchange.writers.sheet import Batch, Column, Sheet
from crmdesk.models.exchange.writers.xlsx import write_workbook

_NAMES = {
    "question": ("问题", "问", "常见问题", "客户问题", "题目", "q", "question"),
    "answer": ("回答", "答案", "答", "答复", "标准答案", "回复", "话术", "a", "answer"),
    "topic": ("分组", "分类", "类别", "主题", "topic", "group", "category"),
    "keywords": ("关键词", "关键字", "标签", "keywords", "tags"),
}
_BARE = {"question": 0, "answer": 1, "topic": 2, "keywords": 3}
"""Where they stand in a sheet without headings."""


def read_answers(path: Path, *, progress: Progress = silent) -> list[AnswerDraft]:
    """Questions with their answers, from the first two columns or those headed so.

    Raises CrmError "standard.file.none" and those of `read_book`.
    """
    book = read_book(path, progress=progress)
    try:
        rows = [texts_of(cells) for sheet in book.sheets() for _row, cells in sheet.rows()]
    finally:
        book.close()
    places, first = _columns(rows)
    found = [
        AnswerDraft(**{name: row[at] for name, at in places.items() if at < len(row)})
        for row in rows[first:]
    ]
    found = [draft for draft in found if not draft.problems()]
    if not found:
        raise CrmError("standard.file.none", file=path.name)
    return found


def write_answers(path: Path, rows: Sequence[AnswerRow]) -> None:
    """Everything, so that it comes back. Raises CrmError "export.unwritable"."""
    columns = [
        Column(_("Question"), "wrapped", 36.0),
        Column(_("Answer"), "wrapped", 70.0),
        Column(_("Topic"), "text", 12.0),
        Column(_("Keywords"), "text", 24.0),
    ]
    sheet = Sheet(_("Standard answers"), columns, partial(_batches, rows), frozen=1)
    with written(path) as fresh:
        write_workbook(fresh, [sheet])


def _columns(rows: Sequence[Sequence[str]]) -> tuple[dict[str, int], int]:
    """Which column is what, and where the data begin."""
    for at, row in enumerate(rows[:5]):
        plain = [plain_header(text) for text in row]
        found = {
            name: place
            for name, names in _NAMES.items()
            for place, text in reversed(list(enumerate(plain)))
            if text in names
        }
        if {"question", "answer"} <= found.keys():
            return found, at + 1
    return _BARE, 0


def _batches(rows: Sequence[AnswerRow]) -> Generator[Batch, None, None]:
    if rows:
        yield Batch.of(
            [(row.question, row.answer, row.topic or None, row.keywords or None) for row in rows]
        )
