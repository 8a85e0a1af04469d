"""The number to call now, large enough to read while dialling, and the others behind it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.customers.page_rows import CustomerPage, PhoneRow
from crmdesk.ui.customers.page.context import PageContext
from crmdesk.ui.customers.page.reach_words import phone_label
from crmdesk.ui.kit.labels import ElidedLabel, label, set_state
from crmdesk.ui.kit.widgets.buttons import IconButton


class PhoneLine(QWidget):
    """Click copies the number; the arrow lists every number, those of contacts too."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._phones: list[tuple[str, PhoneRow]] = []
        self.number = label("", "phone", selectable=True)
        self.number.setObjectName("primary_phone")
        self.note = ElidedLabel("muted")
        self.note.setMinimumWidth(1)  # the first to make room
        self.copy_button = IconButton("copy", _("Copy the number"), "Ctrl+Shift+C", size=16)
        self.copy_button.setObjectName("copy_phone")
        self.copy_button.clicked.connect(self.copy)
        self.eye = IconButton("eye", _("Show the number; the journal notes it"), size=16)
        self.eye.setObjectName("show_phone")
        self.eye.clicked.connect(self.reveal)
        self.others = QToolButton()
        self.others.setObjectName("other_phones")
        self.others.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.others.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._menu = QMenu(self.others)
        self._menu.aboutToShow.connect(self._fill)
        self.others.setMenu(self._menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.number, self.eye, self.copy_button, self.note, self.others):
            row.addWidget(widget)
        row.addStretch(1)

    def show_page(self, page: CustomerPage) -> None:
        """Her own numbers first, then those of her contacts."""
        self._phones = list(_all_phones(page))
        first = self.phone()
        self.number.setText(self._text(first) if first else _("No phone yet"))
        set_state(self.number, "role", "phone" if first else "secondary")
        self.copy_button.setVisible(first is not None)
        self._show_masked(masked=first is not None and self._context.is_masked(first))
        self.note.setText(self._note() if first else "")
        self.others.setVisible(len(self._phones) > 1)
        self.others.setText(_("+{n} more").format(n=len(self._phones) - 1))

    def phone(self) -> PhoneRow | None:
        """The number to call."""
        return self._phones[0][1] if self._phones else None

    def reveal(self) -> None:
        """Let the number to call be seen."""
        if (phone := self.phone()) is not None:
            self._context.show_reach(phone, lambda: None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a masked number shows it."""
        if self.number.geometry().contains(event.position().toPoint()):
            self.reveal()
        super().mousePressEvent(event)

    def copy(self) -> None:
        """The digits of the number to call, onto the clipboard."""
        if (phone := self.phone()) is not None:
            self._context.copy_phone(phone)

    def dial(self) -> None:
        """Call it."""
        if (phone := self.phone()) is not None:
            self._context.dial(phone)

    def _show_masked(self, *, masked: bool) -> None:
        """A masked number is clicked to be seen; one that is seen may be marked by the mouse."""
        self.eye.setVisible(masked)
        flags, shape = Qt.TextInteractionFlag, Qt.CursorShape
        plain = flags.NoTextInteraction if masked else flags.TextSelectableByMouse
        self.number.setTextInteractionFlags(plain)
        self.number.setCursor(shape.PointingHandCursor if masked else shape.IBeamCursor)

    def _note(self) -> str:
        whose, phone = self._phones[0]
        return " · ".join(part for part in (whose, phone_label(phone)) if part)

    def _text(self, phone: PhoneRow) -> str:
        return self._context.say_number(phone)

    def _fill(self) -> None:
        self._menu.clear()
        for whose, phone in self._phones:
            name = " · ".join(part for part in (whose, phone_label(phone)) if part)
            text = f"{self._text(phone)}\t{name}" if name else self._text(phone)
            action = QAction(text, self._menu)
            action.triggered.connect(lambda _on=False, phone=phone: self._context.dial(phone))
            self._menu.addAction(action)


def _all_phones(page: CustomerPage) -> Iterator[tuple[str, PhoneRow]]:
    yield from (("", row) for row in page.phones)
    for contact in page.contacts:
        yield from ((contact.salutation or contact.name, row) for row in contact.phones)
