"""Who changed what about a customer, and when: the tab 变更."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
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
from crmdesk.models.customers.history import ChangeLine, load_changes
from crmdesk.models.customers.page_rows import CustomerPage
from crmdesk.ui.customers.page.context import PageContext
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import Latest
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.paint import draw_focus, draw_line, draw_text, font
from crmdesk.ui.kit.theme import tokens
from crmdesk.ui.kit.tokens import FONT, SMALL
from crmdesk.ui.kit.when import full_when, say_when
from crmdesk.ui.kit.widgets.buttons import PlainButton

STEP = 200
ROW = 34


class ChangeList(QWidget):
    """Read from the journal when it is shown, off the window's thread."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("changes")
        self._context = context
        self._limit = STEP
        self._asked_for = 0
        self._answers = Latest(context.jobs, self)
        self._answers.ready.connect(self._show)
        self._answers.failed.connect(lambda error: show_failure(self, error))
        self.list = QListWidget()
        self.list.setObjectName("change_lines")
        self.list.setAccessibleName(_("What changed"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setItemDelegate(_ChangeDelegate(self.list))
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.more = PlainButton(_("Show more"), kind="link")
        self.more.setObjectName("show_more")
        self.more.clicked.connect(self._ask_more)
        self._none = label(_("Nothing was changed yet."), "secondary")
        self._none.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        for widget in (self._none, self.list, self.more):
            column.addWidget(widget)
        self.more.hide()

    def show_page(self, page: CustomerPage) -> None:
        """Ask the journal about this customer."""
        if page.id != self._asked_for:
            self._asked_for, self._limit = page.id, STEP
            self.list.clear()
        self._ask()

    def _ask_more(self) -> None:
        self._limit += STEP
        self._ask()

    def _ask(self) -> None:
        context, customer, limit = self._context, self._asked_for, self._limit

        def read(_job: object) -> list[ChangeLine]:
            with context.db.read() as session:
                return load_changes(
                    session, customer, country=context.office.country,
                    viewer=context.db.staff_id, limit=limit,
                )  # fmt: skip

        self._answers.ask(read)

    def _show(self, lines: Sequence[ChangeLine]) -> None:
        place = self.list.verticalScrollBar().value()
        self.list.clear()
        now, zone = self._context.now(), self._context.zone
        for line in lines:
            who = f"{line.staff} {line.text}".strip()
            item = QListWidgetItem(who)
            item.setData(Qt.ItemDataRole.UserRole, say_when(line.at, now, zone))
            item.setToolTip(f"{full_when(line.at, zone)}\n{who}")
            self.list.addItem(item)
        self._none.setVisible(not lines)
        self.more.setVisible(len(lines) >= self._limit)
        self.list.verticalScrollBar().setValue(place)


class _ChangeDelegate(QStyledItemDelegate):
    """When at the left, who and what beside it."""

    WHEN = 96

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
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        when = str(index.data(Qt.ItemDataRole.UserRole))
        left = QRect(area.left() + 6, area.top(), self.WHEN, area.height())
        draw_text(painter, left, when, tokens().muted, font(SMALL))
        text = QRect(left.right() + 6, area.top(), area.right() - left.right() - 12, area.height())
        draw_text(painter, text, str(index.data()), tokens().text, font(FONT))
        draw_line(painter, area)
        if state & QStyle.StateFlag.State_HasFocus:
            draw_focus(painter, area)
