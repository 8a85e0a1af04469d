"""How the preview paints its rows and the lines below them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.ui.exchange.plan_lines import Line
from crmdesk.ui.exchange.plan_model import Head
from crmdesk.ui.kit.cells import PAD
from crmdesk.ui.kit.icons import icon_pixmap
from crmdesk.ui.kit.paint import draw_pill, draw_text, font, pill_size
from crmdesk.ui.kit.theme import tokens
from crmdesk.ui.kit.tokens import FONT, SMALL

ARROW, BOX = 28, 16
"""Room of the arrow, side of the box."""
KINDS = {"added": "green", "changed": "blue", "emptied": "red", "conflict": "amber"}


def kind_text(kind: str) -> str:
    """What happens to a value, in a word."""
    return {
        "added": _("added"),
        "changed": _("changed"),
        "emptied": _("emptied in the file"),
        "conflict": _("changed on both sides"),
    }.get(kind, "")


@dataclass(frozen=True, slots=True)
class TakeCell:
    """The arrow that opens a row, and the box that takes it or a value over."""

    def paint(self, painter: QPainter, rect: QRect, row: Any) -> bool:
        ratio = painter.device().devicePixelRatio()
        middle = rect.center().y()
        if isinstance(row, Head):
            role = "chevron-down" if row.opened else "chevron-right"
            drawn = icon_pixmap(role, 14, tokens().muted, ratio)
            painter.drawPixmap(rect.left() + PAD, middle - 6, drawn)
        if row.taken is not None:
            indent = 0 if isinstance(row, Head) else 10
            left = rect.left() + ARROW + 2 + indent
            draw_box(painter, QRect(left, middle - BOX // 2 + 1, BOX, BOX), checked=row.taken)
        return False


def draw_box(painter: QPainter, rect: QRect, *, checked: bool) -> None:
    """A check box as the style sheet draws them."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    look = tokens()
    ground = look.accent if checked else look.field
    painter.setPen(QPen(QColor(look.accent if checked else look.strong_border), 1.2))
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(QRectF(rect).adjusted(0.6, 0.6, -0.6, -0.6), 4, 4)
    if checked:
        side = rect.width() - 4
        ratio = painter.device().devicePixelRatio()
        drawn = icon_pixmap("check", side, look.on_accent, ratio)
        painter.drawPixmap(rect.left() + 2, rect.top() + 2, drawn)
    painter.restore()


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A text of the row; of a line below its label. What is taken out is dimmed."""

    text: Callable[[Head], str]
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
    bold: bool = False
    muted: bool = False
    label: bool = False

    def paint(self, painter: QPainter, rect: QRect, row: Any) -> bool:
        inner = rect.adjusted(PAD, 0, -PAD, 0)
        align = self.align | Qt.AlignmentFlag.AlignVCenter
        if isinstance(row, Line):
            if not self.label:
                return False
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            return draw_text(painter, inner, row.label, tokens().muted, font(SMALL), align)
        quiet = self.muted or row.taken is False
        colour = tokens().muted if quiet else tokens().text
        return draw_text(painter, inner, self.text(row), colour, font(FONT, bold=self.bold), align)


@dataclass(frozen=True, slots=True)
class WhatCell:
    """What there is to know of a row; of a line the old value, an arrow, the new one."""

    text: Callable[[Head], str]

    def paint(self, painter: QPainter, rect: QRect, row: Any) -> bool:
        inner = rect.adjusted(PAD, 0, -PAD, 0)
        if isinstance(row, Head):
            colour = tokens().muted if row.taken is False else tokens().text
            return draw_text(painter, inner, self.text(row), colour, font(FONT))
        return _value(painter, inner, row)


def _value(painter: QPainter, rect: QRect, line: Line) -> bool:
    if line.kind in ("fact", "why"):
        return draw_text(painter, rect, line.new, tokens().text, font(FONT))
    wins_new = bool(line.taken)
    strong, quiet = tokens().text, tokens().muted
    old, new = line.old or pgettext("value", "nothing"), line.new or pgettext("value", "nothing")
    if not line.old:
        return draw_text(painter, rect, new, strong if wins_new else quiet, font(FONT))
    painter.setFont(font(FONT, bold=not wins_new))
    room = (rect.width() - 30) // 2
    width = min(painter.fontMetrics().horizontalAdvance(old.replace("\n", " ")) + 2, room)
    left = QRect(rect.left(), rect.top(), width, rect.height())
    cut = draw_text(
        painter, left, old, quiet if wins_new else strong, font(FONT, bold=not wins_new)
    )
    drawn = icon_pixmap("chevron-right", 14, quiet, painter.device().devicePixelRatio())
    painter.drawPixmap(left.right() + 8, rect.center().y() - 6, drawn)
    rest = rect.adjusted(width + 30, 0, 0, 0)
    colour = strong if wins_new else quiet
    return draw_text(painter, rest, new, colour, font(FONT, bold=wins_new)) or cut


@dataclass(frozen=True, slots=True)
class ChoiceCell:
    """What becomes of a row, with an arrow where there is a choice; of a line its kind."""

    def paint(self, painter: QPainter, rect: QRect, row: Any) -> bool:
        inner = rect.adjusted(PAD, 0, -PAD, 0)
        if isinstance(row, Line):
            text = kind_text(row.kind)
            if not text:
                return False
            draw_pill(painter, inner, text, KINDS[row.kind] if row.taken else _quiet(row.kind))
            return pill_size(text).width() > inner.width()
        if not row.choice:
            return False
        room = inner.width() - (20 if row.has_menu else 0)
        pill = draw_pill(painter, inner, row.choice, row.tone, room=room)
        if row.has_menu:
            drawn = icon_pixmap(
                "chevron-down", 14, tokens().muted, painter.device().devicePixelRatio()
            )
            painter.drawPixmap(pill.right() + 6, rect.center().y() - 6, drawn)
        return pill_size(row.choice).width() > room


def _quiet(kind: str) -> str:
    """Decisions still open keep their colour; a change refused loses it."""
    return KINDS[kind] if kind in ("emptied", "conflict") else "neutral"
