"""The form of a questionnaire: its name, what one says, its questions."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QLineEdit, QWidget

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.customers.fill_in import brace
from crmdesk.models.surveys.drafts import QuestionnaireDraft
from crmdesk.ui.kit.form import FormDialog
from crmdesk.ui.kit.widgets.room import open_at
from crmdesk.ui.surveys.question_list import QuestionList


class QuestionnaireDialog(FormDialog):
    """`submitted` carries a QuestionnaireDraft."""

    def __init__(self, fields: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(_("Questionnaire"), parent)
        self.setObjectName("questionnaire_dialog")
        open_at(self, 860, 600)
        self.name, self.opening, self.thanks = QLineEdit(), QLineEdit(), QLineEdit()
        self.questions = QuestionList(fields)
        braces = " ".join(brace(code) for code in ("salutation", "me", "office"))
        self.add_field("name", pgettext("questionnaire", "&Title"), self.name)
        self.add_field(
            "opening", _("Say &first"), self.opening,
            _("Filled in for each customer: {braces}").format(braces=braces),
        )  # fmt: skip
        self.add_field("questions", "", self.questions)
        self.add_field("thanks", _("Say &last"), self.thanks)

    def show_draft(self, draft: QuestionnaireDraft) -> None:
        """Begin with this."""
        self.name.setText(draft.name)
        self.opening.setText(draft.opening)
        self.thanks.setText(draft.thanks)
        self.questions.show_questions(draft.questions)
        self.ready()

    def draft(self) -> QuestionnaireDraft:
        return QuestionnaireDraft(
            self.name.text(), self.questions.questions(), self.opening.text(), self.thanks.text()
        )
