"""The words of a greeting, changed before they are sent."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from crmdesk.models.care.actions import GreetingDraft
from crmdesk.models.care.words import SMS
from crmdesk.models.core.i18n import _, ngettext
from crmdesk.models.today.rows import TodayRow
from crmdesk.ui.kit.form import FormDialog
from crmdesk.ui.today.words import channel_text


class WordsDialog(FormDialog):
    """`submitted` carries a GreetingDraft for the best way of the row; Ctrl+Enter sends."""

    def __init__(self, row: TodayRow, parent: QWidget | None = None) -> None:
        title = _("Greeting for {name}") if row.occasion else _("Words for {name}")
        super().__init__(title.format(name=row.name), parent)
        self.setObjectName("words_dialog")
        assert row.greeting is not None
        self._row, self._greeting = row, row.greeting
        self.text = QPlainTextEdit(self._greeting.words())
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(140)
        way = self._greeting.way
        self.add_field("text", channel_text(way.channel), self.text, self._length())
        self.text.textChanged.connect(lambda: self.set_hint("text", self._length()))
        self.save_button.setText(_("Copy and log") if row.occasion else _("Copy"))
        self.ready()

    def draft(self) -> GreetingDraft:
        """As it stands in the field."""
        return GreetingDraft(
            self._row.customer_id,
            self._row.contact_id,
            self._greeting.key,
            self._greeting.way.channel,
            self.text.toPlainText().strip(),
        )

    def _length(self) -> str:
        """An SMS says when it gets too long for one."""
        count = len(self.text.toPlainText().strip())
        if self._greeting.way.channel == "sms" and count > SMS:
            told = ngettext("{n} character: sent as two", "{n} characters: sent as two", count)
            return told.format(n=count)
        return ngettext("{n} character", "{n} characters", count).format(n=count)
