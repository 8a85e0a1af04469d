"""The page of step 5: the call-back, and what was learned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from crmdesk.models.complaints.drafts import CallDraft, LessonDraft
from crmdesk.models.complaints.queries import Call, ComplaintPage
from crmdesk.models.complaints.rules import SCORES
from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.cases.step_page import StepPage, text_area
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.when import full_when, say_when
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow


class ConfirmPage(StepPage):
    """Attempts so far, the attempt made now, cause and improvement."""

    def __init__(
        self, now: Callable[[], datetime], zone: tzinfo, causes: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self._now, self._zone = now, zone
        self._attempts = QVBoxLayout()
        self.column.addLayout(self._attempts)
        self.reached = ChoiceRow([(True, _("Reached")), (False, _("Not reached"))])
        self.satisfied = ChoiceRow([(True, _("Satisfied")), (False, _("Not satisfied"))])
        self.score = ChoiceRow([(number, str(number)) for number in SCORES])
        self.text = QLineEdit(placeholderText=_("What the customer said"))
        self.call_group = QWidget()
        self.add("reached", _("Call back now"), self.reached)
        self._when_reached = [
            self.add("satisfied", _("Is the customer satisfied?"), self.satisfied),
            self.add("score", _("Score, 1 (bad) to 5 (very good)"), self.score),
        ]
        self.add("call_text", _("Words of the call"), self.text)
        self.cause, self.improvement = text_area(2), text_area(2)
        self.usual = ChoiceRow([(text, text) for text in causes], small=True)
        self.usual.setAccessibleName(_("Usual causes"))
        self.usual.changed.connect(lambda text: self.cause.setPlainText(str(text or "")))
        self.add("cause", _("Cause"), self.cause)
        self.column.addWidget(self.usual)
        self.usual.setVisible(bool(causes))
        self.add("improvement", _("What we improve, so that it does not happen again"),
                 self.improvement)  # fmt: skip
        self.column.addStretch(1)
        self.reached.changed.connect(lambda _value: self._show_questions())
        self._show_questions()

    def call(self) -> CallDraft | None:
        """The attempt made now, None when it is not said whether she was reached."""
        reached = self.reached.value()
        if reached is None:
            return None
        score, satisfied = self.score.value(), self.satisfied.value()
        return CallDraft(
            reached=bool(reached),
            satisfied=satisfied if isinstance(satisfied, bool) else None,
            score=score if isinstance(score, int) else None,
            text=self.text.text(),
        )

    def lesson(self) -> LessonDraft:
        return LessonDraft(self.cause.toPlainText(), self.improvement.toPlainText())

    def load(self, page: ComplaintPage) -> None:
        """Show what is stored, ready for a new attempt."""
        while (item := self._attempts.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for call in page.calls:
            line = label(self._words_of(call), selectable=True, wrap=True)
            line.setToolTip(full_when(call.at, self._zone))
            self._attempts.addWidget(line)
        for row in (self.reached, self.satisfied, self.score):
            row.set_value(None)
        self.text.clear()
        self.cause.setPlainText(page.cause)
        self.improvement.setPlainText(page.improvement)
        self._show_questions()

    def _show_questions(self) -> None:
        for group in self._when_reached:
            group.setVisible(self.reached.value() is True)

    def _words_of(self, call: Call) -> str:
        when = say_when(call.at, self._now(), self._zone)
        if not call.reached:
            result = _("not reached")
        elif call.satisfied:
            result = _("satisfied, {score} of 5").format(score=call.score)
        else:
            result = _("not satisfied, {score} of 5").format(score=call.score)
        line = _("{when}, {staff}: {result}").format(when=when, staff=call.staff, result=result)
        return _("{line}. {text}").format(line=line, text=call.text) if call.text else line
