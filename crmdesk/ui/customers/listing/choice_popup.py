"""A small list over the window to choose from: filters, tags. It stays open while one chooses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from crmdesk.models.core.i18n import _
from crmdesk.models.derived.hanzi import initials, normalise
from crmdesk.ui.kit.icons import icon_pixmap
from crmdesk.ui.kit.paint import draw_text, font
from crmdesk.ui.kit.theme import tokens
from crmdesk.ui.kit.tokens import FONT, SMALL
from crmdesk.ui.kit.widgets.buttons import PlainButton
from crmdesk.ui.kit.widgets.search_field import SearchField

ROW = 32
MOST_ROWS = 10
SEARCHED_FROM = 9
"""So many options get a field to find one by typing."""

_BOX = 16
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Option:
    """One line; `state` is on, off or partly, `count` how many customers it would show."""

    value: object
    text: str
    state: str = "off"
    count: int | None = None


class ChoicePopup(QFrame):
    """`picked(value)` is said for each click, Enter or Space; whoever owns it sets options anew.

    With `many` it stays open. `new_text` ("New tag “{text}”") lets one make what was typed.
    """

    picked = Signal(object)
    created = Signal(str)
    cleared = Signal()

    def __init__(self, parent: QWidget, *, many: bool, new_text: str = "", hint: str = "") -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("choice_popup")
        self.setProperty("role", "card")
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # whatever its button does
        self._many, self._new_text = many, new_text
        self._options: tuple[Option, ...] = ()
        self.search = SearchField(hint or _("Search"))
        self.search.setMinimumWidth(180)
        self.list = QListWidget()
        self.list.setObjectName("options")
        self.list.setItemDelegate(_OptionDelegate(self.list, boxes=many))
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clear_button = PlainButton(_("Clear"), kind="link")
        self.clear_button.setObjectName("clear")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        for widget in (self.search, self.list, self.clear_button):
            column.addWidget(widget)
        self.list.itemClicked.connect(self._on_item)
        self.search.textChanged.connect(lambda _text: self._fill())
        self.clear_button.clicked.connect(lambda: self.cleared.emit())
        for widget in (self.search, self.list):
            widget.installEventFilter(self)

    def set_options(self, options: Sequence[Option]) -> None:
        """Show these; what is typed, the line stood on and the scroll position stay."""
        self._options = tuple(options)
        self.search.setVisible(len(options) >= SEARCHED_FROM or bool(self._new_text))
        self.clear_button.setVisible(
            not self._new_text and any(option.state != "off" for option in options)
        )
        self._fill()

    def open_below(self, widget: QWidget) -> None:
        """Show under a button, or where the mouse asked for it."""
        self.open_at(widget.mapToGlobal(QPoint(0, widget.height() + 4)))

    def open_at(self, place: QPoint) -> None:
        self.search.clear()
        self._fit()
        room = self.screen().availableGeometry()
        left = min(place.x(), room.right() - self.width())
        top = min(place.y(), room.bottom() - self.height())
        self.move(max(left, room.left()), max(top, room.top()))
        self.show()
        (self.search if not self.search.isHidden() else self.list).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The same keys whether one types or stands in the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event.key(), typing=watched is self.search)
        return super().eventFilter(watched, event)

    def _on_key(self, key: int, *, typing: bool) -> bool:
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            count = max(self.list.count(), 1)
            self.list.setCurrentRow((self.list.currentRow() + step) % count)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or (
            key == Qt.Key.Key_Space and not typing
        ):
            if (item := self.list.currentItem()) is not None:
                self._on_item(item)
        elif key == Qt.Key.Key_Escape and not self.search.text():
            self.hide()
        else:
            return False
        return True

    def _on_item(self, item: QListWidgetItem) -> None:
        option = item.data(Qt.ItemDataRole.UserRole)
        if not self._many:
            self.hide()
        if isinstance(option, Option):
            self.picked.emit(option.value)
        else:
            text = self.search.text().strip()
            self.search.clear()
            self.created.emit(text)

    def _fill(self) -> None:
        row, top = self.list.currentRow(), self.list.verticalScrollBar().value()
        wanted = normalise(self.search.text())
        self.list.clear()
        for option in self._options:
            if not wanted or _fits(option.text, wanted):
                item = QListWidgetItem(option.text)
                item.setData(Qt.ItemDataRole.UserRole, option)
                self.list.addItem(item)
        known = any(normalise(option.text) == wanted for option in self._options)
        if self._new_text and wanted and not known:
            self.list.addItem(
                QListWidgetItem(self._new_text.format(text=self.search.text().strip()))
            )
        self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
        self.list.verticalScrollBar().setValue(top)

    def _fit(self) -> None:
        metrics = QFontMetrics(font(FONT))
        widest = max(
            (metrics.horizontalAdvance(option.text) for option in self._options), default=0
        )
        rows = min(max(len(self._options), 1), MOST_ROWS)
        self.list.setFixedHeight(rows * ROW + 4)
        self.setFixedWidth(min(max(widest + 130, 200), 420))
        self.adjustSize()


class _OptionDelegate(QStyledItemDelegate):
    """Box, text, and at the right how many."""

    def __init__(self, parent: QWidget, *, boxes: bool) -> None:
        super().__init__(parent)
        self._boxes = boxes

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(100, ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        rect, state = QRect(option.rect), option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens().hover))
            painter.drawRoundedRect(QRectF(rect), 6, 6)
        inner = rect.adjusted(8, 0, -8, 0)
        shown = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(shown, Option):
            self._option(painter, inner, shown)
        else:
            drawn = icon_pixmap("add", _BOX, tokens().link, painter.device().devicePixelRatio())
            painter.drawPixmap(inner.left(), inner.center().y() - _BOX // 2, drawn)
            text = inner.adjusted(_BOX + 8, 0, 0, 0)
            draw_text(painter, text, str(index.data()), tokens().link, font(FONT))
        painter.restore()

    def _option(self, painter: QPainter, inner: QRect, shown: Option) -> None:
        box = QRect(inner.left(), inner.center().y() - _BOX // 2, _BOX, _BOX)
        if self._boxes:
            _draw_box(painter, box, shown.state)
        elif shown.state == "on":
            ratio = painter.device().devicePixelRatio()
            painter.drawPixmap(box.topLeft(), icon_pixmap("check", _BOX, tokens().link, ratio))
        rest = inner.adjusted(_BOX + 8, 0, 0, 0)
        if shown.count is not None:
            count = f"{shown.count:,}"
            draw_text(painter, rest, count, tokens().muted, font(SMALL), _RIGHT)
            taken = QFontMetrics(font(SMALL)).horizontalAdvance(count) + 8
            rest = rest.adjusted(0, 0, -taken, 0)
        draw_text(painter, rest, shown.text, tokens().text, font(FONT))


def _draw_box(painter: QPainter, box: QRect, state: str) -> None:
    on = state != "off"
    painter.setPen(QPen(QColor(tokens().accent if on else tokens().muted), 1))
    painter.setBrush(QColor(tokens().accent if on else tokens().field))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    if state == "on":
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(box.topLeft(), icon_pixmap("check", _BOX, tokens().on_accent, ratio))
    elif state == "partly":
        bar = QRect(box.left() + 4, box.center().y(), box.width() - 8, 2)
        painter.fillRect(bar, QColor(tokens().on_accent))


def _fits(text: str, wanted: str) -> bool:
    """By any part of the text, or by the initials of its pinyin."""
    return wanted in normalise(text) or initials(text).startswith(wanted)
