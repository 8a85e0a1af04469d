"""The columns of the gifts of a list, and of the lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from crmdesk.models.care.gift_queries import GiftListRow, GiftRow
from crmdesk.models.care.gift_rules import gift_status_text, occasion_text, way_text
from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.ui.care.two_line_cell import TwoLineCell
from crmdesk.ui.kit.cells import PAD, PersonCell, PillCell
from crmdesk.ui.kit.meter import HEIGHT, Level, draw_meter
from crmdesk.ui.kit.money import say_money
from crmdesk.ui.kit.paint import draw_text, font
from crmdesk.ui.kit.phones import say_phone
from crmdesk.ui.kit.table import Column, PagedTableModel
from crmdesk.ui.kit.theme import tokens
from crmdesk.ui.kit.tokens import FONT, SMALL
from crmdesk.ui.kit.when import short_day

STATUS_TONES = {"planned": "neutral", "bought": "blue", "given": "green"}


def gift_columns(country: str) -> list[Column]:
    """Who, what, how far; then what to think of."""
    return [
        Column("customer", _("Customer"), lambda row: row.who, width=170, fixed=True, least=106,
               cell=PersonCell(lambda row: row.who, second_line, kind_of)),
        Column("gift", pgettext("gift", "Gift"), say_gift, width=150, fixed=True, least=82,
               cell=TwoLineCell(say_gift, lambda row: "" if row.name else "amber")),
        Column("price", pgettext("gift", "Price"), say_price, width=88, align="right", least=82),
        Column("status", _("Status"), lambda row: gift_status_text(row.status), width=78,
               cell=PillCell(lambda row: gift_status_text(row.status),
                             lambda row: STATUS_TONES[row.status])),
        Column("notices", pgettext("gift", "Mind"), say_notices, width=270, least=164,
               tip=all_notices, cell=TwoLineCell(say_notices, lambda row: row.tone, "warning")),
        Column("year", pgettext("gift", "This year"), say_year, width=98, align="right", least=94),
        Column("last", pgettext("gift", "Last time"), lambda row: row.last, width=100, least=68,
               cell=TwoLineCell(lambda row: row.last)),
        Column("way", pgettext("gift", "Gets there by"), lambda row: way_text(row.way), width=90,
               shown=False),
        Column("staff", pgettext("gift", "Given by"), lambda row: row.staff, width=80, least=56),
        Column("note", _("Note"), lambda row: row.note, width=110, least=60),
        Column("phone", _("Phone"), lambda row: say_phone(row.phone, country, row.customer_id),
               width=130, shown=False),
        Column("address", _("Address"), lambda row: row.address, width=220, shown=False),
    ]  # fmt: skip


def name_year(model: PagedTableModel, year: int) -> None:
    """Head the sum of the year with the year that is summed."""
    title = pgettext("gift", "{year} in all").format(year=year)
    keys = [column.key for column in model.columns]
    at = keys.index("year")
    told = replace(model.columns[at], title=title)
    model.columns = (*model.columns[:at], told, *model.columns[at + 1 :])
    model.headerDataChanged.emit(Qt.Orientation.Horizontal, at, at)


def list_columns(today: Callable[[], date]) -> list[Column]:
    """A list with its day and how far it is."""
    return [
        Column("list", _("Gift lists"), lambda row: row.name, width=220, fixed=True,
               cell=_ListCell(today), tip=lambda row: f"{row.name}\n{say_list(row)}"),
    ]  # fmt: skip


def second_line(row: GiftRow) -> str:
    """Where she is, or how she is addressed."""
    return row.customer if row.contact else row.company or row.salutation


def kind_of(row: GiftRow) -> str:
    return "person" if row.contact else row.kind


def say_gift(row: GiftRow) -> str:
    """What it is, if that is known."""
    return row.name or pgettext("gift", "Not chosen yet")


def say_price(row: GiftRow) -> str:
    return "" if row.price is None else say_money(row.price, row.currency)


def say_year(row: GiftRow) -> str:
    return say_money(row.year, row.currency) if row.year else ""


def say_notices(row: GiftRow) -> str:
    """The gravest, and how many more."""
    told = sorted(row.notices, key=lambda notice: notice.tone != "red")
    if len(told) > 1:
        return _("{text} (+{n})").format(text=told[0].text, n=len(told) - 1)
    return told[0].text if told else ""


def all_notices(row: GiftRow) -> str:
    return "\n".join(notice.text for notice in row.notices)


def say_list(row: GiftListRow) -> str:
    """Mid-Autumn Festival, 25 Sep · 3 of 12 given"""
    day = short_day(row.day) if row.day else ""
    occasion = occasion_text(row.occasion)
    parts = [_("{occasion}, {day}").format(occasion=occasion, day=day) if day else occasion]
    if row.gifts:
        told = ngettext("{given} of {n} given", "{given} of {n} given", row.gifts)
        parts.append(told.format(given=row.given, n=row.gifts))
    return " · ".join(parts)


def budget_level(row: GiftListRow) -> Level:
    """What the gifts come to, against what they may."""
    cost = say_money(row.cost, row.currency)
    if not row.budget:
        return Level(_("{cost}, no budget set").format(cost=cost), 0.0)
    told = _("{cost} of {budget}").format(cost=cost, budget=say_money(row.budget, row.currency))
    if row.over:
        over = say_money(row.cost - row.budget, row.currency)
        told = _("{told}, {over} too much").format(told=told, over=over)
    return Level(told, row.cost / row.budget, "red" if row.over else "blue")


@dataclass(frozen=True, slots=True)
class _ListCell:
    """Name, what for, and a bar of how many were given."""

    today: Callable[[], date]

    def paint(self, painter: QPainter, rect: QRect, row: GiftListRow) -> bool:
        inner = rect.adjusted(PAD, 0, -PAD, 0)
        past = row.day is not None and row.day < self.today() and row.given == row.gifts
        ink = tokens().muted if past else tokens().text
        middle = rect.center().y() - 2
        upper = QRect(inner.left(), middle - 20, inner.width(), 20)
        lower = QRect(inner.left(), middle - 1, inner.width(), 18)
        cut = draw_text(painter, upper, row.name, ink, font(FONT, bold=True))
        cut = draw_text(painter, lower, say_list(row), tokens().muted, font(SMALL)) or cut
        if row.gifts:
            bar = QRect(inner.left(), rect.bottom() - HEIGHT - 3, inner.width(), HEIGHT - 2)
            tone = "red" if row.over else "green"
            draw_meter(painter, bar, Level("", row.given / row.gifts, tone))
        return cut
