"""One contact in the list: who, what part she plays, her first number."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.customers.page_rows import ContactRow, PhoneRow
from crmdesk.models.customers.rules import role_text
from crmdesk.ui.customers.page.context import PageContext
from crmdesk.ui.customers.page.who_mark import WhoMark
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.labels import ElidedLabel, label, set_state
from crmdesk.ui.kit.widgets.buttons import IconButton
from crmdesk.ui.kit.widgets.chips import Pill

ROLE_TONES = {"decision": "violet", "user": "blue", "purchasing": "teal", "finance": "amber"}


class ContactCard(QFrame):
    """Click or Enter unfolds it; `moved(step)`, `removed()` and `erased()` come from its menu."""

    toggled = Signal()
    moved = Signal(int)
    removed = Signal()
    erased = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._phone: PhoneRow | None = None
        self.setProperty("role", "foldable")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._mark = WhoMark(32)
        self._name, self._second = ElidedLabel(), ElidedLabel("muted")
        self._salutation, self._number = ElidedLabel("secondary"), label("")
        self._second.setMinimumWidth(1)  # the number beside it is not to be cut
        self._role = Pill("")
        self.call = IconButton("call", _("Call"), size=16)
        self.call.setObjectName("call")
        self.call.clicked.connect(self._dial)
        self.copy_button = IconButton("copy", _("Copy the number"), size=16)
        self.copy_button.setObjectName("copy")
        self.copy_button.clicked.connect(self._copy)
        self.more = IconButton("more", _("More"), size=16)
        self.more.setObjectName("more")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(self._menu())
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(10, 8, 6, 8)
        self.body.addLayout(self._head())

    def show_contact(self, contact: ContactRow) -> None:
        """Show this one."""
        self.setObjectName(f"contact_{contact.id}")
        self.setAccessibleName(contact.name)
        self._mark.show_who(contact.name, "person")
        self._name.setText(contact.name)
        self._salutation.setText(contact.salutation)
        self._salutation.setVisible(bool(contact.salutation))
        self._role.set(role_text(contact.role), ROLE_TONES.get(contact.role, "neutral"))
        parts = [part for part in (contact.title, contact.department, contact.note) if part]
        second = self._context.say_words(" · ".join(parts))
        self._second.setText(second.split("\n")[0])
        self._second.setVisible(bool(parts))
        self._phone = contact.phones[0] if contact.phones else None
        self._number.setText(self._context.say_number(self._phone) if self._phone else "")
        for button in (self.call, self.copy_button):
            button.setVisible(self._phone is not None)

    def set_open(self, *, unfolded: bool) -> None:
        """Unfolded: the editor stands below, the number is not said twice."""
        self._number.setVisible(not unfolded and self._phone is not None)
        set_state(self, "open", "true" if unfolded else "false")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space):
            self.toggled.emit()
        elif event.key() == Qt.Key.Key_Menu:
            self.more.showMenu()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and event.position().y() < self._head_end():
            self.toggled.emit()

    def _head_end(self) -> int:
        return self._mark.geometry().bottom() + 12

    def _head(self) -> QHBoxLayout:
        first = QHBoxLayout()
        first.setSpacing(8)
        self._name.setStyleSheet("font-weight: bold;")
        for widget in (self._name, self._salutation):
            first.addWidget(widget)
        first.addStretch(1)
        first.addLayout(self._tools())
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self._role)
        below.addWidget(self._second, 1)
        below.addWidget(self._number)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addLayout(first)
        column.addLayout(below)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(column, 1)
        return head

    def _tools(self) -> QHBoxLayout:
        tools = QHBoxLayout()
        tools.setSpacing(0)
        for tool in (self.call, self.copy_button, self.more):
            tools.addWidget(tool)
        return tools

    def _menu(self) -> QMenu:
        menu = QMenu(self.more)
        for text, role, run in (
            (_("Move up"), "chevron-up", lambda: self.moved.emit(-1)),
            (_("Move down"), "chevron-down", lambda: self.moved.emit(1)),
            (_("Remove"), "delete", self.removed.emit),
            (_("Erase for good…"), "warning", self.erased.emit),
        ):
            action = QAction(icon(role), text, menu)
            action.triggered.connect(lambda _on=False, run=run: run())
            menu.addAction(action)
        return menu

    def _dial(self) -> None:
        if self._phone is not None:
            self._context.dial(self._phone)

    def _copy(self) -> None:
        if self._phone is not None:
            self._context.copy_phone(self._phone)
