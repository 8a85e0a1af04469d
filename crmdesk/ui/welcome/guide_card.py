"""A small card that points at something in the window, and the ring around what it points at."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.theme import tokens
from crmdesk.ui.kit.tokens import RADIUS
from crmdesk.ui.kit.widgets.buttons import GhostButton, IconButton, PrimaryButton

WIDTH, GAP, EDGE, ARROW = 332, 18, 12, 9
BAR = 30  # what begins higher is the menu bar: a card beside it would hide it


class GuideCard(QFrame):
    """What there is to know about one place; beside the work, never in its way."""

    next_asked = Signal()
    back_asked = Signal()
    leave_asked = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("guide_card")
        self.setProperty("role", "palette")
        self.setFixedWidth(WIDTH)
        self.title = label("", "heading", wrap=True)
        self.text = label("", "secondary", wrap=True)
        self.count = label("", "muted")
        self.count.setObjectName("guide_count")
        close = IconButton("close", _("Leave the tour"), "Esc")
        close.setObjectName("guide_close")
        close.clicked.connect(lambda: self.leave_asked.emit())
        self.back = GhostButton(_("Back"))
        self.back.setObjectName("guide_back")
        self.back.clicked.connect(lambda: self.back_asked.emit())
        self.forward = PrimaryButton("")
        self.forward.setObjectName("guide_next")
        self.forward.setAutoDefault(True)  # Enter presses it, as in a dialog
        self.forward.clicked.connect(lambda: self.next_asked.emit())
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        foot.addWidget(self.back)
        foot.addWidget(self.forward)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(18, 12, 14, 14)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.text)
        column.addSpacing(4)
        column.addLayout(foot)

    def say(self, title: str, text: str, at: int, steps: int) -> None:
        """Show step `at` (from 0) of `steps`."""
        self.title.setText(title)
        self.text.setText(text)
        self.count.setText(f"{at + 1}/{steps}")
        self.back.setVisible(at > 0)
        last = at + 1 == steps
        self.forward.setText(pgettext("tour", "Done") if last else pgettext("tour", "Next"))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setFixedHeight(self._column.heightForWidth(WIDTH))


class Ring(QWidget):
    """Over the whole window, for eyes only: a ring around the place and an arrow from the card."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("guide_ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._place, self._card = QRect(), QRect()

    def show_around(self, place: QRect, card: QRect) -> None:
        """Both in the window's coordinates; an empty place shows nothing."""
        if (place, card) != (self._place, self._card):
            self._place, self._card = place, card
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._place.isEmpty():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        colour = QColor(tokens().focus)
        ring = QRectF(self._place).adjusted(-4, -4, 4, 4)
        for wide, strength in ((9.0, 40), (6.0, 70), (2.5, 255)):
            colour.setAlpha(strength)
            painter.setPen(QPen(colour, wide))
            painter.drawRoundedRect(ring, RADIUS, RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(_arrow(self._place, self._card))
        painter.end()


def beside(place: QRect, size: QRect, room: QRect) -> QPoint:
    """Where the card stands: right of the place, below, left or above, wherever it fits, below
    first at the menu bar; else in the corner below at the right."""
    inner = room.adjusted(EDGE, EDGE, -EDGE, -EDGE)
    wide, high = size.width(), size.height()
    if not place.isEmpty():
        middle = QPoint(place.center().x() - wide // 2, place.center().y() - high // 2)
        right, below = (place.right() + GAP, middle.y()), (middle.x(), place.bottom() + GAP)
        first = (below, right) if place.top() < BAR else (right, below)
        for left, top in (
            *first,
            (place.left() - GAP - wide, middle.y()),
            (middle.x(), place.top() - GAP - high),
        ):
            inside = QRect(left, top, wide, high)
            inside.moveLeft(max(inner.left(), min(left, inner.right() - wide)))
            inside.moveTop(max(inner.top(), min(top, inner.bottom() - high)))
            if not inside.intersects(place.adjusted(-EDGE, -EDGE, EDGE, EDGE)):
                return inside.topLeft()
    return QPoint(inner.right() - wide, inner.bottom() - high)


def _arrow(place: QRect, card: QRect) -> QPolygonF:
    """A triangle at the edge of the card that faces the place, its tip towards it."""
    if card.left() > place.right():
        tip = QPointF(card.left() - ARROW, _within(place.center().y(), card.top(), card.bottom()))
        out = QPointF(ARROW, 0)
    elif card.right() < place.left():
        tip = QPointF(card.right() + ARROW, _within(place.center().y(), card.top(), card.bottom()))
        out = QPointF(-ARROW, 0)
    elif card.top() > place.bottom():
        tip = QPointF(_within(place.center().x(), card.left(), card.right()), card.top() - ARROW)
        out = QPointF(0, ARROW)
    elif card.bottom() < place.top():
        tip = QPointF(_within(place.center().x(), card.left(), card.right()), card.bottom() + ARROW)
        out = QPointF(0, -ARROW)
    else:
        return QPolygonF()
    across = QPointF(out.y(), out.x())
    return QPolygonF([tip, tip + out + across, tip + out - across])


def _within(at: int, low: int, high: int) -> float:
    return float(max(low + 16, min(at, high - 16)))
