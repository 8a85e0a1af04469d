"""The columns of the preview's tabs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.exchange.planning.changes import in_words
from crmdesk.models.exchange.planning.outcomes import joined, outcome_text
from crmdesk.models.exchange.planning.picks import RowKey
from crmdesk.models.exchange.planning.plan import PlannedRow
from crmdesk.models.exchange.planning.plan_tabs import PlanTabs
from crmdesk.ui.exchange.plan_cells import ChoiceCell, HeadCell, TakeCell, WhatCell
from crmdesk.ui.exchange.plan_lines import BREAKS, Line
from crmdesk.ui.exchange.plan_model import Head
from crmdesk.ui.exchange.plan_words import (
    problem_text,
    reason_text,
    summary_text,
    where_text,
)
from crmdesk.ui.kit.phones import say_in_text, say_phone
from crmdesk.ui.kit.table import Column

_RIGHT = Qt.AlignmentFlag.AlignRight
Text = Callable[[Any], str]


def row_columns(what: str, text: Text) -> list[Column]:
    """Rows of the file: `text` says of a head what `what` names."""
    return [
        _take(),
        _head("row", _("Row"), lambda head: str(head.row.row), 64, align=_RIGHT, muted=True),
        _head("name", pgettext("column", "Customer"), lambda head: head.row.name, 190,
              bold=True, label=True),
        _what(what, text),
        _choice(),
    ]  # fmt: skip


def problem_columns(row_of: Callable[[RowKey], PlannedRow | None]) -> list[Column]:
    """Cells that could not be taken as they are."""

    def told(head: Head) -> str:
        row = row_of((head.row.sheet, head.row.row))
        skipped = row.reason if row is not None and row.action == "skip" else None
        return joined(problem_text(head.row), outcome_text(head.row, skipped))

    return [
        _take(width=48),
        _head("row", _("Row"), lambda head: str(head.row.row), 50, align=_RIGHT, muted=True),
        _head("column", _("Column"), lambda head: where_text(head.row), 130),
        _head("value", _("In the file"), lambda head: head.row.value, 150, bold=True, label=True),
        _what(_("What is wrong, and what becomes of it"), told),
        _choice(110),
    ]


def missing_columns() -> list[Column]:
    """Customers an edited export has no more."""
    return [
        _take(pgettext("column", "Delete")),
        _head("number", _("Number"), lambda head: head.row.number, 110, muted=True),
        _head("name", pgettext("column", "Customer"), lambda head: head.row.name, 190,
              bold=True, label=True),
        _what(_("What is known"), _missing_text),
        _choice(),
    ]  # fmt: skip


def change_text(tabs: PlanTabs) -> Text:
    """Of a changed row all changes in one line; of one merged by number of row where it goes."""

    def text(head: Head) -> str:
        row: PlannedRow = head.row
        edits = row.all_edits() if row.before is not None else ()
        if not edits and row.action == "merge" and (first := tabs.firsts.get(row.ref)):
            return _("Goes to row {row}, {name}").format(row=first.row, name=first.name)
        if not edits:
            return summary_text(row)
        assert row.before is not None
        words = [in_words(edit, row.before) for edit in edits[:_SHOWN]]
        told = "；".join(_say(*one) for one in words)
        if len(edits) > _SHOWN:
            told += "；" + _("and {n} more").format(n=len(edits) - _SHOWN)
        return say_in_text(told, row.ref if row.ref > 0 else None)

    return text


_SHOWN = 3


def _say(field: str, old: str, new: str) -> str:
    if not new:
        return _("{field}: {old} emptied").format(field=field, old=old)
    if old and not new.startswith(old):
        return _("{field}: {old} → {new}").format(field=field, old=old, new=new)
    return _("{field}: {new} (new)").format(field=field, new=new[len(old) :].strip(BREAKS) or new)


def skip_text(head: Head) -> str:
    """Why a row is left out, and what it says."""
    row: PlannedRow = head.row
    return " · ".join(filter(None, (reason_text(row.reason), summary_text(row))))


def _missing_text(head: Head) -> str:
    row = head.row
    changed = _("changed here after the export") if row.changed else ""
    phone = say_phone(row.phone, "", row.customer)
    return " · ".join(filter(None, (phone, row.company, changed)))


def _take(title: str = "", width: int = 62) -> Column:
    return Column("take", title, _taken_text, width=width, least=width, cell=TakeCell(), fixed=True)


def _taken_text(entry: Any) -> str:
    """The box in words, for who listens to the screen."""
    if entry.taken is None:
        return ""
    return pgettext("box", "ticked") if entry.taken else pgettext("box", "not ticked")


def _head(
    key: str, title: str, text: Text, width: int, *, fixed: bool = True, **look: Any
) -> Column:
    label = bool(look.get("label"))

    def told(entry: Any) -> str:
        if isinstance(entry, Line):
            return entry.label if label else ""
        return text(entry)

    align = "right" if look.get("align") == _RIGHT else "left"
    cell = HeadCell(text, **look)
    return Column(
        key,
        title,
        told,
        width=width,
        least=max(width * 2 // 3, 48),
        align=align,
        cell=cell,
        fixed=fixed,
    )


def _what(title: str, text: Text, width: int = 480) -> Column:
    def told(entry: Any) -> str:
        if isinstance(entry, Line):
            return f"{entry.old} → {entry.new}" if entry.old else entry.new
        return text(entry)

    return Column(
        "what", title, told, width=width, least=240, cell=WhatCell(text), tip=_tip, fixed=True
    )


def _tip(entry: Any) -> str:
    """A conflict in full; else what was cut."""
    if not isinstance(entry, Line) or entry.kind in ("fact", "why"):
        return ""
    nothing = pgettext("value", "nothing")
    told = [
        _("Here: {value}").format(value=entry.old or nothing),
        _("In the file: {value}").format(value=entry.new or nothing),
    ]
    if entry.kind == "conflict":
        told.append(_("When exported: {value}").format(value=entry.was or nothing))
    return "\n".join(told)


def _choice(width: int = 150) -> Column:
    def told(entry: Any) -> str:
        return entry.choice if isinstance(entry, Head) else ""

    return Column(
        "choice",
        _("What happens"),
        told,
        width=width,
        least=min(width, 130),
        cell=ChoiceCell(),
        fixed=True,
    )
