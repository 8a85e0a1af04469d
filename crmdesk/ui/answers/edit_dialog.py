"""The form of a standard answer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from crmdesk.models.answers.drafts import AnswerDraft
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.customers.fill_in import brace
from crmdesk.ui.kit.form import FormDialog


class AnswerDialog(FormDialog):
    """`submitted` carries an AnswerDraft; Ctrl+Enter saves."""

    def __init__(self, topics: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(_("Standard answer"), parent)
        self.setObjectName("answer_dialog")
        self.question, self.keywords = QLineEdit(), QLineEdit()
        self.answer, self.topic = QPlainTextEdit(), QComboBox()
        self.answer.setTabChangesFocus(True)
        self.answer.setFixedHeight(150)
        self.topic.setEditable(True)
        self.topic.addItems(["", *topics])
        told = _("{brace} becomes how she is addressed").format(brace=brace("salutation"))
        self.add_field("question", _("&Question"), self.question)
        self.add_field("answer", pgettext("faq", "&Answer"), self.answer, told)
        self.add_field("topic", _("&Topic"), self.topic)
        self.add_field("keywords", _("&Keywords"), self.keywords,
                       _("Further words it is found by"))  # fmt: skip

    def show_draft(self, draft: AnswerDraft) -> None:
        """Begin with this."""
        self.question.setText(draft.question)
        self.answer.setPlainText(draft.answer)
        self.topic.setCurrentText(draft.topic)
        self.keywords.setText(draft.keywords)
        self.ready()

    def draft(self) -> AnswerDraft:
        return AnswerDraft(
            self.question.text(), self.answer.toPlainText(), self.topic.currentText(),
            self.keywords.text(),
        )  # fmt: skip
