"""The tables of the preview: what each row of the file becomes, and what is wrong in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt

from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.core.messages import message
from crmdesk.models.exchange.order_records import OrderRecord
from crmdesk.models.exchange.plan import Plan, PlannedRow
from crmdesk.models.exchange.records import CustomerRecord
from crmdesk.models.exchange.understood import Problem
from crmdesk.ui.kit.cells import PersonCell, TextCell
from crmdesk.ui.kit.table import Column, PagedTableModel

_SHOWN_CHANGES = 4


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


def created_columns() -> list[Column]:
    """Rows that become a new customer."""
    return [
        _row_column(),
        Column("name", pgettext("column", "Customer"), lambda row: row.name, width=190,
               cell=PersonCell(lambda row: row.name, _second)),
        Column("phone", _("Phone"), _phones, width=140),
        Column("more", _("Other facts"), _more, width=300),
    ]  # fmt: skip


def changed_columns() -> list[Column]:
    """Rows that change a customer: old and new, field by field."""
    return [
        _row_column(),
        Column("name", pgettext("column", "Customer"), lambda row: row.name, width=200,
               cell=TextCell(lambda row: row.name, bold=True)),
        Column("changes", _("What changes"), _changes, width=660, tip=_all_changes),
    ]  # fmt: skip


def skipped_columns() -> list[Column]:
    """Rows that are left out, and why."""
    return [
        _row_column(),
        Column("name", pgettext("column", "Customer"), lambda row: row.name, width=240),
        Column("reason", _("Why"), lambda row: reason_text(row.reason), width=600),
    ]


def problem_columns() -> list[Column]:
    """Cells that could not be taken as they are."""
    right = Qt.AlignmentFlag.AlignRight
    return [
        Column("sheet", _("Sheet"), lambda row: row.sheet, width=110,
               cell=TextCell(lambda row: row.sheet, muted=True)),
        Column("row", _("Row"), lambda row: str(row.row), width=70, align="right",
               cell=TextCell(lambda row: str(row.row), right)),
        Column("column", _("Column"), _where, width=150),
        Column("value", _("Cell"), lambda row: row.value, width=190,
               cell=TextCell(lambda row: row.value, bold=True)),
        Column("reason", _("What is wrong"), problem_text, width=430, tip=problem_text),
    ]  # fmt: skip


def problem_text(problem: Problem) -> str:
    """The sentence for a problem."""
    return message(problem.code, **problem.params)


def reason_text(reason: str) -> str:
    """Why a row is skipped."""
    texts = {
        "known": _("Imported before"),
        "identical": _("Nothing new in it"),
        "mode": _("The customer is there already"),
        "ambiguous": _("Could be one of several customers"),
        "empty": _("Empty row"),
        "group": _("A group: its members got its name as a tag"),
        "undated": _("It has no date"),
        "nobody": _("It does not say whose it is"),
        "totals": _("Adds up other rows"),
        "stranger": _("A contact with nobody we know"),
    }
    return texts.get(reason, reason)


def import_text(plan: Plan, count: int) -> str:
    """What the button says that carries a plan out, `{n}` for how many."""
    customers = any(row.action != "skip" for row in plan.rows)
    if plan.orders and not customers:
        return ngettext("Import {n} order", "Import {n} orders", count)
    if plan.interactions and not customers:
        return ngettext("Import {n} entry", "Import {n} entries", count)
    return ngettext("Import {n} customer", "Import {n} customers", count)


def _row_column() -> Column:
    right = Qt.AlignmentFlag.AlignRight
    return Column("row", _("Row"), lambda row: str(row.row), width=70, align="right",
                  cell=TextCell(lambda row: str(row.row), right, muted=True))  # fmt: skip


def _record(row: PlannedRow) -> CustomerRecord | None:
    record = row.after or row.record
    return record if isinstance(record, CustomerRecord) else None


def _second(row: PlannedRow) -> str:
    record = _record(row)
    if record is None:
        return ""
    contacts = "、".join(contact.name for contact in record.contacts[:3])
    return " · ".join(part for part in (record.company, record.title, contacts) if part)


def _phones(row: PlannedRow) -> str:
    record = _record(row)
    if record is None:
        return "、".join(phone.raw for phone in getattr(row.record, "phone", ()))
    own = [phone.raw for phone in record.phones]
    return "、".join(own or [p.raw for contact in record.contacts for p in contact.phones][:2])


def _more(row: PlannedRow) -> str:
    record = _record(row)
    if record is None:
        return str(getattr(row.record, "text", "") or getattr(row.record, "words", ""))
    address = next((part.raw for part in record.addresses), "")
    mail = next((part.address for part in record.emails), "")
    parts = [*record.tags, mail, address, record.source, record.owner, record.note]
    return " · ".join(part for part in parts if part)


def _changes(row: PlannedRow) -> str:
    if isinstance(row.record, OrderRecord):
        return row.record.text
    changes = row.changes()
    shown = [_say(change) for change in changes[:_SHOWN_CHANGES]]
    if len(changes) > _SHOWN_CHANGES:
        shown.append(_("and {n} more").format(n=len(changes) - _SHOWN_CHANGES))
    return "；".join(shown)


def _all_changes(row: PlannedRow) -> str:
    return "\n".join(_say(change) for change in row.changes())


def _say(change: Any) -> str:
    if change.old:
        return _("{field}: {old} → {new}").format(
            field=change.field, old=change.old, new=change.new
        )
    return _("{field}: {new} (new)").format(field=change.field, new=change.new)


def _where(problem: Problem) -> str:
    return " ".join(part for part in (problem.column, problem.header) if part)
