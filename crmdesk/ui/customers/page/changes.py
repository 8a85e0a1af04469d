"""Who changed what about a customer, and when: the tab 变更. Each change can be taken back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from crmdesk.models.core.i18n import _
from crmdesk.models.customers.history import ChangeLine, load_changes
from crmdesk.models.customers.page_rows import CustomerPage
from crmdesk.models.journal.queries import concerns_others, describe_change_set
from crmdesk.ui.customers.page.context import PageContext
from crmdesk.ui.kit.ask import confirm
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.jobs import Latest
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.paint import draw_focus, draw_line, draw_text, font
from crmdesk.ui.kit.row_bar import RowBar, add_row_keys
from crmdesk.ui.kit.theme import tokens
from crmdesk.ui.kit.tokens import FONT, SMALL
from crmdesk.ui.kit.when import full_when, say_when
from crmdesk.ui.kit.widgets.buttons import PlainButton

LINE = Qt.ItemDataRole.UserRole + 1
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
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)
        keys = dict.fromkeys(("Return", "Enter"), lambda at: self._undo(at.data(LINE)))
        add_row_keys(self.list, keys)
        self.bar = RowBar(self.list, _may_be_undone, right=4)
        self.bar.add(
            "undo_change", "undo", _("Undo this"), "Enter", lambda at: self._undo(at.data(LINE))
        )
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
        place, stood_on = self.list.verticalScrollBar().value(), self._current()
        self.list.clear()
        now, zone = self._context.now(), self._context.zone
        for line in lines:
            who = f"{line.staff} {line.text}".strip()
            item = QListWidgetItem(who)
            item.setData(Qt.ItemDataRole.UserRole, say_when(line.at, now, zone))
            item.setData(LINE, line)
            item.setToolTip(f"{full_when(line.at, zone)}\n{who}")
            self.list.addItem(item)
            if stood_on is not None and _same(line, stood_on):
                self.list.setCurrentItem(item)
        self._none.setVisible(not lines)
        self.more.setVisible(len(lines) >= self._limit)
        self.list.verticalScrollBar().setValue(place)

    def _current(self) -> ChangeLine | None:
        item = self.list.currentItem()
        line: ChangeLine | None = item.data(LINE) if item is not None else None
        return line

    def _show_menu(self, at: QPoint) -> None:
        index = self.list.indexAt(at)
        if not (index.isValid() and _may_be_undone(index)):
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icon("undo"), _("Undo this"), lambda: self._undo(index.data(LINE)))
        menu.popup(self.list.viewport().mapToGlobal(at))

    def _undo(self, line: ChangeLine | None) -> None:
        """Take back the whole action the line is of; asks first where it is about others too."""
        if line is None or line.fixed:
            return
        with self._context.db.read() as session:
            what = describe_change_set(session, line.change_set_id)
            wide = concerns_others(session, line.change_set_id, self._asked_for)
        if not wide:
            self._context.navigator.undo_change(line.change_set_id, what)
            return
        confirm(
            self,
            _("Undo all of “{what}”?").format(what=what),
            _("This was done to more than this customer and is taken back everywhere."),
            _("Undo all of it"),
            lambda: self._context.navigator.undo_change(line.change_set_id, what),
        )


def _same(line: ChangeLine, other: ChangeLine) -> bool:
    return (line.change_set_id, line.text) == (other.change_set_id, other.text)


def _may_be_undone(index: QModelIndex) -> bool:
    return not index.data(LINE).fixed


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
        colour = tokens().muted if index.data(LINE).fixed else tokens().text
        draw_text(painter, text, str(index.data()), colour, font(FONT))
        draw_line(painter, area)
        if state & QStyle.StateFlag.State_HasFocus:
            draw_focus(painter, area)
