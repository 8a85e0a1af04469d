"""The columns lists of dated things share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.cells import PersonCell, TextCell
from crmdesk.ui.kit.icons import icon_pixmap
from crmdesk.ui.kit.phones import say_phone
from crmdesk.ui.kit.table import Column
from crmdesk.ui.kit.theme import tokens
from crmdesk.ui.kit.when import full_day, say_due

Marks = Sequence[tuple[str, int]]
"""Icon, and how far its middle is from the right edge."""


def due_column(
    title: str,
    today: Callable[[], date],
    tone: Callable[[Any], str],
    sign: Callable[[Any, str], str],
) -> Column:
    """By when, in the colour of how it presses; `sign` is the icon for a row and its colour."""

    def due(row: Any) -> str:
        return f"{say_due(row.due_on, today())} {row.due_time}".strip()

    return Column(
        "due", title, due, "due", 150, fixed=True, tip=lambda row: full_day(row.due_on),
        cell=TextCell(due, tone=tone, icon=lambda row: sign(row, tone(row))),
    )  # fmt: skip


def pressing(row: Any, today: date) -> str:
    """Red when late, amber on the day."""
    if row.status != "open" or row.due_on > today:
        return ""
    return "red" if row.due_on < today else "amber"


def customer_column() -> Column:
    """Whom, and below it whom exactly, or where she is."""

    def second(row: Any) -> str:
        return str(row.contact or row.salutation or row.company)

    return Column(
        "customer", _("Customer"), lambda row: row.customer, "customer", 230, fixed=True,
        cell=PersonCell(lambda row: row.customer, second, lambda row: row.kind),
    )  # fmt: skip


def phone_column(country: str) -> Column:
    return Column("phone", _("Phone"), partial(_phone, country), width=140)


def _phone(country: str, row: Any) -> str:
    return say_phone(row.phone, country, row.customer_id)


def staff_column() -> Column:
    return Column("staff", _("Who"), lambda row: row.staff, "staff", 100)


def acts_column(marks: Callable[[Any], Marks], width: int = 150) -> Column:
    """What can be done with a row: pale signs, where its buttons are under the mouse."""
    return Column(
        "acts", _("Actions"), lambda _row: "", width=width, fixed=True, align="right",
        cell=ActsCell(marks),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ActsCell:
    """Signs where the buttons of the row will lie."""

    marks: Callable[[Any], Marks]

    def paint(self, painter: QPainter, rect: QRect, row: Any) -> bool:
        ratio = painter.device().devicePixelRatio()
        for role, from_right in self.marks(row):
            drawn = icon_pixmap(role, 16, tokens().disabled, ratio)
            painter.drawPixmap(rect.right() + 1 - from_right - 8, rect.center().y() - 7, drawn)
        return False
