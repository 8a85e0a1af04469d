"""The last contacts at a glance: what and when, and how the talk began."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from crmdesk.models.customers.page_rows import TalkRow
from crmdesk.models.interactions.rules import title_text
from crmdesk.ui.kit.icons import icon_pixmap
from crmdesk.ui.kit.paint import draw_text, font
from crmdesk.ui.kit.theme import tokens
from crmdesk.ui.kit.tokens import SMALL
from crmdesk.ui.kit.when import full_when, say_when

LINE = 19
GAP = 6
MARK = 16
LEFT = MARK + 8
_ICONS = {("call", "in"): "call-in", ("call", "out"): "call-out", ("email", ""): "mail"}
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class TalkList(QWidget):
    """Two lines each; where there is little room the newest alone, in one line.

    The whole text is in the tool tip.
    """

    def __init__(self, zone: tzinfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._talks: Sequence[TalkRow] = ()
        self._now: datetime | None = None
        self._low = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_talks(self, talks: Sequence[TalkRow], now: datetime) -> None:
        """Newest first."""
        self._talks, self._now = talks, now
        self.setAccessibleName("\n".join(self._whole(talk) for talk in talks))
        self.updateGeometry()
        self.update()

    def set_low(self, *, low: bool) -> None:
        """The newest alone, in one line."""
        if low != self._low:
            self._low = low
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, max(0, len(self._shown()) * self._step() - GAP))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for number, talk in enumerate(self._shown()):
            area = QRect(0, number * self._step(), self.width(), self._step() - GAP)
            self._paint(painter, area, talk)
        painter.end()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            number = event.pos().y() // self._step()
            if 0 <= number < len(self._shown()):
                QToolTip.showText(event.globalPos(), self._whole(self._talks[number]), self)
            return True
        return super().event(event)

    def _shown(self) -> Sequence[TalkRow]:
        return self._talks[:1] if self._low else self._talks

    def _step(self) -> int:
        return (LINE if self._low else 2 * LINE) + GAP

    def _paint(self, painter: QPainter, area: QRect, talk: TalkRow) -> None:
        colours = tokens()
        role = _ICONS.get((talk.kind, talk.direction)) or _ICONS.get((talk.kind, ""), talk.kind)
        ratio = self.devicePixelRatioF()
        mark = icon_pixmap(role, MARK, colours.muted, ratio)
        painter.drawPixmap(0, area.top() + (LINE - MARK) // 2, mark)
        first = QRect(LEFT, area.top(), area.width() - LEFT, LINE)
        when = self._when(talk)
        room = QFontMetrics(font(SMALL)).horizontalAdvance(when) + 12
        draw_text(painter, first, when, colours.muted, font(SMALL), _RIGHT)
        title = title_text(talk.kind, talk.direction)
        rest = first.adjusted(0, 0, -room, 0)
        if not self._low:
            head = f"{title} · {talk.staff}" if talk.staff else title
            draw_text(painter, rest, head, colours.text, font(SMALL, bold=True))
            second = first.translated(0, LINE)
            draw_text(painter, second, talk.text, colours.muted, font(13))
            return
        bold = font(SMALL, bold=True)
        used = QFontMetrics(bold).horizontalAdvance(title) + 8
        draw_text(painter, rest, title, colours.text, bold)
        draw_text(painter, rest.adjusted(used, 0, 0, 0), talk.text, colours.muted, font(SMALL))

    def _when(self, talk: TalkRow) -> str:
        return say_when(talk.at, self._now or talk.at, self._zone)

    def _whole(self, talk: TalkRow) -> str:
        head = f"{title_text(talk.kind, talk.direction)} · {full_when(talk.at, self._zone)}"
        return f"{head}\n{talk.text}".strip()
