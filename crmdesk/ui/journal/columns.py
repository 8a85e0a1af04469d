"""The columns of the journal, and the words of its lines."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.journal.groups import groups_of
from crmdesk.models.logbook.words import state_text
from crmdesk.ui.kit.cells import PillCell, TextCell
from crmdesk.ui.kit.table import Column
from crmdesk.ui.kit.when import full_when, say_when

if TYPE_CHECKING:
    from collections.abc import Callable

    from crmdesk.models.logbook.browse import Entry

_ICONS = {"undo": "undo", "record": "eye"}


def columns(now: Callable[[], datetime], zone: tzinfo) -> tuple[Column, ...]:
    """When, who, what, whom it concerns, how much of it, what became of it."""

    def when(row: Entry) -> str:
        return say_when(row.at, now(), zone)

    return (
        Column(
            "at", pgettext("journal", "When"), when, width=138, fixed=True, least=96,
            tip=lambda row: full_when(row.at, zone), cell=TextCell(when, muted=True),
        ),
        Column("staff", pgettext("journal", "Who"), lambda row: row.staff, width=96, least=60),
        Column(
            "text", pgettext("journal", "What"), lambda row: row.text, width=300, fixed=True,
            least=160,
            cell=TextCell(lambda row: row.text, icon=_icon, tone=_tone),
        ),
        Column(
            "customer", pgettext("journal", "Whom it concerns"), say_customers, width=150, least=90,
        ),
        Column(
            "rows", pgettext("journal", "Rows"), say_rows, width=84, least=56, align="right",
            cell=TextCell(say_rows, muted=True, align=Qt.AlignmentFlag.AlignRight),
        ),
        Column(
            "state", pgettext("journal", "State"), say_state, width=96, least=72,
            cell=PillCell(say_state, lambda row: "amber" if row.state == "undone" else "neutral"),
        ),
    )  # fmt: skip


def say_customers(row: Entry) -> str:
    """Her name, or how many they are."""
    if row.customers > 1:
        told = ngettext("{n} customer", "{n} customers", row.customers)
        return told.format(n=f"{row.customers:,}")
    return row.customer if row.customers else ""


def say_rows(row: Entry) -> str:
    """How many rows of the database it touched."""
    return ngettext("{n} row", "{n} rows", row.rows).format(n=f"{row.rows:,}") if row.rows else ""


def say_state(row: Entry) -> str:
    """What became of it; nothing where it simply stands."""
    return state_text(row.state)


def why_not(row: Entry) -> str:
    """Why it cannot be taken back; nothing where it can."""
    if row.undoable:
        return ""
    if row.state == "undone":
        return _("This was undone already.")
    if row.action in ("customer.erase", "customer.erase_contact"):
        return _("An erasure cannot be undone: the person has a right to it.")
    return _("This changed nothing in the data, so there is nothing to undo. It stays on record.")


def undo_text(row: Entry | None) -> str:
    """What taking it back is called: what was deleted comes back, an undo is done again."""
    if row is not None and row.state == "undo":
        return pgettext("journal", "Redo this")
    if row is not None and "deletions" in groups_of(row.action):
        return pgettext("journal", "Restore")
    return _("Undo this")


def _icon(row: Entry) -> str:
    return _ICONS.get(row.state, "")


def _tone(row: Entry) -> str:
    return "neutral" if row.state in ("undone", "undo") else ""
