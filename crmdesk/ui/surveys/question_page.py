"""One question in large letters, its field below it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.surveys.queries import QuestionRow
from crmdesk.ui.kit.labels import label
from crmdesk.ui.surveys.answer_editors import AnswerEditor, editor_for, keys_of


class QuestionPage(QWidget):
    """`entered` when the answer is given."""

    entered = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("question_page")
        self._today = today
        self.question: QuestionRow | None = None
        self.editor: AnswerEditor | None = None
        self._say = label("", "secondary", wrap=True)
        self._say.setObjectName("survey_opening")
        self._place = label("", "muted")
        self._place.setObjectName("survey_place")
        self._text = label("", "page-title", wrap=True)
        self._text.setObjectName("survey_question")
        self._keys, self._problem = label("", "hint"), label("", "problem", wrap=True)
        self._problem.setObjectName("survey_problem")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        for widget in (self._say, self._place, self._text, self._problem, self._keys):
            self._column.addWidget(widget)
        self._column.addStretch(1)

    def show_question(
        self, question: QuestionRow, value: str, place: tuple[int, int], opening: str = ""
    ) -> None:
        """Ask this one, the first of several with what one says before."""
        if self.editor is not None:
            self._column.removeWidget(self.editor)
            self.editor.hide()
            self.editor.deleteLater()
        self.question = question
        self._say.setText(_("“{words}”").format(words=opening) if opening else "")
        self._say.setVisible(bool(opening))
        told = _("Question {n} of {all}").format(n=place[0], all=place[1])
        self._place.setText(_("{place} · must be answered").format(place=told)
                            if question.required else told)  # fmt: skip
        self._text.setText(question.text)
        self._keys.setText(keys_of(question))
        self.show_problem("")
        editor = self.editor = editor_for(question, self._today)
        editor.setAccessibleName(question.text)
        editor.set_value(value)
        editor.entered.connect(self.entered)
        editor.changed.connect(lambda: self.show_problem(""))
        self._column.insertWidget(3, editor)
        editor.show()
        editor.setFocus()

    def show_problem(self, text: str) -> None:
        """Why one cannot go on, "" where one can."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def value(self) -> str:
        return self.editor.value() if self.editor is not None else ""
