"""Complaints on a board: a column for each step, the most urgent on top."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from crmdesk.models.complaints.cards import Card, load_board
from crmdesk.models.complaints.rules import (
    CLOSED,
    LISTEN,
    STEPS,
    clock_title,
    severity_text,
    step_title,
)
from crmdesk.models.core.clock import office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.office.settings import load_office
from crmdesk.ui.complaints.dialog_head import SEVERITY_TONES, state_of
from crmdesk.ui.kit.clocks import icon_of, say_clock, tone_of
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.icons import icon_pixmap
from crmdesk.ui.kit.jobs import JobRunner, Latest
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.paint import draw_focus, draw_pill, draw_text, draw_who, font, pill_size
from crmdesk.ui.kit.theme import tokens
from crmdesk.ui.kit.tokens import FONT, SMALL
from crmdesk.ui.kit.when import say_when

CARD, MARK, PAD, GAP = 112, 28, 12, 8
_CARD = Qt.ItemDataRole.UserRole
_ID = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class CardDelegate(QStyledItemDelegate):
    """Paints one complaint as a card: whose, what, its clock, who handles it."""

    def __init__(self, parent: QWidget, say: Callable[[Card], tuple[str, str, str]]) -> None:
        super().__init__(parent)
        self._say = say

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(option.rect.width(), CARD + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card: Card = index.data(_CARD)
        t, state = tokens(), option.state
        area = option.rect.adjusted(2, 0, -2, -GAP)
        chosen = state & QStyle.StateFlag.State_Selected and state & QStyle.StateFlag.State_HasFocus
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.setBrush(QColor(t.selection if chosen else t.hover if hovered else t.surface))
        painter.setPen(QPen(QColor(t.border), 1))
        painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        if chosen:
            draw_focus(painter, area, 8)
        self._words(painter, area.adjusted(PAD, PAD - 2, -PAD, -PAD + 2), card)
        painter.restore()

    def _words(self, painter: QPainter, area: QRect, card: Card) -> None:
        t, row = tokens(), card.row
        mark = QRect(area.left(), area.top(), MARK, MARK)
        draw_who(painter, mark, row.customer, row.kind)
        severity = severity_text(row.severity)
        room = pill_size(severity).width() + 6 if severity else 0
        name = QRect(mark.right() + 8, area.top(), area.width() - MARK - 8 - room, MARK)
        draw_text(painter, name, row.customer, t.text, font(FONT, bold=True))
        if severity:
            at = QRect(area.right() - room + 7, area.top(), room, MARK)
            draw_pill(painter, at, severity, SEVERITY_TONES[row.severity])
        subject = QRect(area.left(), area.top() + MARK + 4, area.width(), 20)
        draw_text(painter, subject, row.subject, t.text, font(SMALL + 1))
        text, tone, role = self._say(card)
        ink = t.tone(tone)[0]
        line = QRect(area.left(), subject.bottom() + 2, area.width(), 20)
        drawn = icon_pixmap(role, 14, ink, painter.device().devicePixelRatio())
        painter.drawPixmap(line.left(), line.center().y() - 6, drawn)
        draw_text(painter, line.adjusted(20, 0, 0, 0), text, ink, font(SMALL, bold=True))
        who = row.handler
        if card.escalated_to:
            who = _("{handler} → {escalated}").format(handler=who, escalated=card.escalated_to)
        last = QRect(area.left(), line.bottom(), area.width(), 18)
        draw_text(painter, last, who, t.muted, font(SMALL))


class Column(QListWidget):
    """The complaints of one step; Left and Right go to its neighbours."""

    def __init__(self, step: int, board: BoardTab) -> None:
        super().__init__()
        self._step, self._board = step, board
        self.setObjectName(f"board_{step}")
        self.setProperty("role", "board")
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListWidget.Shape.NoFrame)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        if step is not None:
            self._board.move_focus(self._step, step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem():
            self._board.open(self.currentItem())
        else:
            super().keyPressEvent(event)

    def ids(self) -> list[int]:
        """The complaints shown."""
        return [int(self.item(row).data(_ID)) for row in range(self.count())]


class BoardTab(QWidget):
    """Enter or a double click opens a card."""

    def __init__(
        self, db: Database, jobs: JobRunner, navigator: Navigator,
        wanted: Callable[[], tuple[str, int | None]],
    ) -> None:  # fmt: skip
        super().__init__()
        self.setObjectName("board")
        self._db, self._navigator, self._wanted = db, navigator, wanted
        with db.read() as session:
            self._zone = office_zone(load_office(session).zone)
        self._answers = Latest(jobs, self)
        self._answers.ready.connect(self._on_cards)
        self._answers.failed.connect(lambda error: show_failure(self.window(), error))
        self.columns: dict[int, Column] = {}
        self._titles = {step: label("", "heading") for step in (*STEPS, CLOSED)}
        self._places: dict[int, QWidget] = {}
        delegate = CardDelegate(self, self._say)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(12)
        for step in self._titles:
            column = self.columns[step] = Column(step, self)
            column.setItemDelegate(delegate)
            column.itemDoubleClicked.connect(self.open)
            place = self._places[step] = QWidget()
            box = QVBoxLayout(place)
            box.setContentsMargins(0, 0, 0, 0)
            box.addWidget(self._titles[step])
            box.addWidget(column, 1)
            row.addWidget(place, 1)
        self.setFocusProxy(self.columns[STEPS[1]])

    def refresh(self) -> None:
        """Ask for all cards anew."""
        text, handler = self._wanted()

        def ask(_job: object) -> dict[int, list[Card]]:
            with self._db.read() as session:
                return load_board(session, self._db.now(), text=text, handler_id=handler)

        self._answers.ask(ask)

    def open(self, item: QListWidgetItem) -> None:
        """Go on with a complaint."""
        self._navigator.open_complaint(int(item.data(_ID)))

    def move_focus(self, step: int, by: int) -> None:
        """To the next column that holds something."""
        order = [key for key, column in self.columns.items() if column.count() or key == step]
        at = order.index(step) + by
        if 0 <= at < len(order):
            column = self.columns[order[at]]
            column.setCurrentRow(max(column.currentRow(), 0))
            column.setFocus()

    def current_customer(self) -> int | None:
        """What Ctrl+L is about."""
        for column in self.columns.values():
            if column.hasFocus() and (item := column.currentItem()) is not None:
                card: Card = item.data(_CARD)
                return card.row.customer_id
        return None

    def _on_cards(self, board: Mapping[int, Sequence[Card]]) -> None:
        for step, column in self.columns.items():
            cards = board.get(step, ())
            kept = column.currentItem().data(_ID) if column.currentItem() else None
            column.clear()
            for card in cards:
                item = QListWidgetItem(f"{card.row.customer} {card.row.subject}")
                item.setData(_CARD, card)
                item.setData(_ID, card.row.id)
                item.setToolTip(f"{card.row.number} · {card.row.subject}")
                column.addItem(item)
                if card.row.id == kept:
                    column.setCurrentItem(item)
            title = _("Closed this week") if step == CLOSED else step_title(step)
            self._titles[step].setText(
                _("{kind} {count}").format(kind=title, count=len(cards)) if cards else title
            )
            column.setAccessibleName(title)
        self._places[LISTEN].setVisible(bool(board.get(LISTEN)))

    def _say(self, card: Card) -> tuple[str, str, str]:
        """The clock of a card, its tone and icon; of a closed one how it ended."""
        current = card.clocks.current if card.clocks is not None else None
        if current is not None:
            text = say_clock(clock_title(current[0]), current[1], self._db.now(), self._zone)
            return text, tone_of(current[1]), icon_of(current[1])
        told, tone = state_of(card.row)
        if card.row.closed_at is not None:
            when = say_when(card.row.closed_at, self._db.now(), self._zone)
            told = _("{clock} · {how}").format(clock=told, how=when)
        return told, tone, "check-circle"
