"""The table of problems after an import, and how many it was about."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt

from crmdesk.models.core.i18n import _, language, ngettext
from crmdesk.models.exchange.planning.outcomes import joined, outcome_text
from crmdesk.models.exchange.planning.plan import Action, Plan
from crmdesk.models.exchange.records.understood import Problem
from crmdesk.ui.exchange.plan_words import problem_text, where_text
from crmdesk.ui.kit.cells import TextCell
from crmdesk.ui.kit.table import Column, PagedTableModel


class ListModel(PagedTableModel):
    """A paged table over rows that are in memory already; ids are places in the list."""

    def __init__(self, columns: Sequence[Column], parent: QObject) -> None:
        super().__init__(columns, self._load_rows, parent)
        self._list: Sequence[Any] = ()

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows."""
        self._list = rows
        self.set_ids([])
        self.set_ids(range(len(rows)))

    def row(self, place: int) -> Any:
        return self._list[place]

    def _load_rows(self, ids: Sequence[int]) -> Mapping[int, Any]:
        return {place: self._list[place] for place in ids if place < len(self._list)}


def problem_columns(skipped: Callable[[Problem], str | None]) -> list[Column]:
    """Cells that could not be taken as they are; `skipped` says why a row was left out."""

    def told(problem: Problem) -> str:
        return joined(problem_text(problem), outcome_text(problem, skipped(problem)))

    right = Qt.AlignmentFlag.AlignRight
    return [
        Column("sheet", _("Sheet"), lambda row: row.sheet, width=110, least=70,
               cell=TextCell(lambda row: row.sheet, muted=True)),
        Column("row", _("Row"), lambda row: str(row.row), width=70, least=48, align="right",
               fixed=True, cell=TextCell(lambda row: str(row.row), right)),
        Column("column", _("Column"), where_text, width=130, least=84),
        Column("value", _("Cell"), lambda row: row.value, width=170, least=100, fixed=True,
               cell=TextCell(lambda row: row.value, bold=True)),
        Column("reason", _("What is wrong, and what becomes of it"), told, width=430, least=300,
               tip=told, fixed=True),
    ]  # fmt: skip


def kind_texts(counts: Sequence[int]) -> list[str]:
    """Customers, orders and so on in words, as `Plan.kinds` counts them; what there is none of is
    left out."""
    texts = (
        ngettext("{n} customer", "{n} customers", counts[0]),
        ngettext("{n} order", "{n} orders", counts[1]),
        ngettext("{n} entry", "{n} entries", counts[2]),
        ngettext("{n} complaint", "{n} complaints", counts[3]),
        ngettext("{n} promise", "{n} promises", counts[4]),
        ngettext("{n} follow-up", "{n} follow-ups", counts[5]),
    )
    pairs = zip(texts, counts, strict=True)
    return [text.format(n=f"{count:,}") for text, count in pairs if count]


def in_a_row(words: Sequence[str]) -> str:
    """Several words as each language sets them beside one another."""
    return (", " if language() == "en" else "、").join(words)


def import_text(plan: Plan, kinds: Mapping[Action, Sequence[int]], count: int) -> str:
    """What the button says that carries a plan out, `{n}` for how many."""
    both = [new + changed for new, changed in zip(kinds["create"], kinds["update"], strict=True)]
    if len(texts := kind_texts(both)) > 1 and not plan.deleted:
        return _("Import {what}").format(what=in_a_row(texts))
    customers = both[0] or kinds["merge"][0]
    if plan.deleted:
        told = _("Import {n}, delete {gone}") if count else _("Delete {gone}")
        return told.replace("{gone}", f"{len(plan.deleted):,}")
    if plan.orders and not customers:
        return ngettext("Import {n} order", "Import {n} orders", count)
    if not customers and any(sum(of[2:]) for of in kinds.values()):
        return ngettext("Import {n} entry", "Import {n} entries", count)
    return ngettext("Import {n} customer", "Import {n} customers", count)
