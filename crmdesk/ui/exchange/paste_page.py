"""What the window of the smart paste is made of: the text, its people, the fields of one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from crmdesk.models.core.i18n import _
from crmdesk.models.exchange.paste.chats import Chat
from crmdesk.ui.exchange.paste_form import PasteForm
from crmdesk.ui.exchange.paste_known import KnownStrip
from crmdesk.ui.exchange.paste_list import PeopleList
from crmdesk.ui.exchange.paste_text import PasteText
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.buttons import PlainButton, PrimaryButton
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow
from crmdesk.ui.kit.widgets.scroll_area import scrolled
from crmdesk.ui.kit.widgets.splitter import Splitter
from crmdesk.ui.kit.widgets.states import EmptyState


class PastePage(QWidget):
    """Fills a dialog; `speaker_chosen(name)` says who of a chat the customer is."""

    speaker_chosen = Signal(str)

    def __init__(self, dialog: QWidget) -> None:
        super().__init__(dialog)
        self.text, self.form = PasteText(), PasteForm()
        self.people, self.known = PeopleList(), KnownStrip()
        self.save = PrimaryButton(_("Create customer"))
        self.save.setObjectName("save")
        self.save.setDefault(True)
        self.cancel = PlainButton(_("Cancel"))
        self.cancel.setObjectName("cancel")
        self._chat: Chat | None = None
        self._speakers = QWidget()
        self._speaker_row = QHBoxLayout(self._speakers)
        self._speaker_row.setContentsMargins(0, 0, 0, 0)
        self._speakers.hide()
        self._lay_out()
        outer = QVBoxLayout(dialog)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self)

    def show_state(self, kind: str, *, empty: bool, reading: bool) -> None:
        """Fields, or a word on what is still missing."""
        missing = self._reading if reading else self._nothing
        shown = self._table if kind == "table" else missing if empty else self._fields
        self._stack.setCurrentWidget(shown)

    def show_chat(self, chat: Chat | None) -> None:
        """Of a chat one may say who the customer is."""
        if chat == self._chat:
            return
        self._chat = chat
        while (item := self._speaker_row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        several = chat is not None and len(chat.speakers) > 1
        self._speakers.setVisible(several)
        if chat is None or not several:
            return
        row = ChoiceRow([(name, name) for name in chat.speakers[:6]], small=True)
        row.setObjectName("paste_speaker")
        row.set_value(chat.customer)
        row.changed.connect(lambda name: self.speaker_chosen.emit(str(name or chat.customer)))
        self._speaker_row.addWidget(label(_("The customer is"), "secondary"))
        self._speaker_row.addWidget(row, 1)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        outer.setSpacing(12)
        outer.addWidget(
            label(_("Paste or type any text; what is understood of it stands on the right and can "
                    "be changed."), "secondary", wrap=True)
        )  # fmt: skip
        left, right = QWidget(), Card()
        outer.addWidget(Splitter("paste", [left, right], [440, 560]), 1)
        self._fill_left(left)
        self._fill_right(right)
        buttons = QHBoxLayout()
        buttons.addWidget(label(_("Ctrl+Enter stores at once."), "hint"))
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.save)
        outer.addLayout(buttons)

    def _fill_left(self, left: QWidget) -> None:
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.text, 3)
        column.addWidget(self._speakers)
        column.addWidget(self.people, 2)

    def _fill_right(self, card: Card) -> None:
        self._fields = QWidget()
        column = QVBoxLayout(self._fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        scroll = scrolled(self.form)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(self.known)
        column.addWidget(scroll, 1)
        self._nothing = EmptyState(
            "paste",
            _("Nothing to store yet"),
            _("A name, a number or an address is enough. Business cards, delivery addresses, "
              "invoice data, several people and chats are understood too."),
        )  # fmt: skip
        self._reading = EmptyState("search", _("Reading…"))
        self._table = EmptyState(
            "file-table",
            _("These are rows of a table"),
            _("The import shows what each column means before anything is stored."),
        )
        self._stack = QStackedWidget()
        for state in (self._nothing, self._reading, self._fields, self._table):
            self._stack.addWidget(state)
        card.add(self._stack, 1)
