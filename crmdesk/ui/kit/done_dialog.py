"""Done, in place: a line of what was said, and Enter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from crmdesk.models.calendar.said import Recognised
from crmdesk.models.core.i18n import _
from crmdesk.models.interactions.drafts import InteractionDraft
from crmdesk.models.interactions.rules import OUTCOMES, kind_text, outcome_text
from crmdesk.models.tasks.recognise import find_next_step
from crmdesk.ui.kit.form import WIDTH, FormDialog
from crmdesk.ui.kit.when import short_day, weekday
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow

KINDS = ("call", "wechat", "visit", "sms", "email")


@dataclass(frozen=True, slots=True)
class Said:
    """What stands in the dialog; nothing at all is enough to be done."""

    kind: str
    words: str
    outcome: str
    step: Recognised | None = None

    def problems(self) -> dict[str, str]:
        return {}

    def told(self) -> bool:
        """Whether there is something to log."""
        return bool(self.words or self.outcome)

    def draft(self, customer_id: int = 0, purpose: str = "") -> InteractionDraft:
        """The log entry, with the next step that was named with a day."""
        when = self.step.when if self.step is not None else None
        return InteractionDraft(
            customer_id=customer_id,
            kind=self.kind,
            direction="" if self.kind == "meeting" else "out",
            text=self.words,
            outcome=self.outcome,
            purpose=purpose,
            next_on=when.day if when else None,
            next_time=when.time if when else "",
            next_text=self.step.text if self.step is not None and when else "",
        )


class WordsLine(QLineEdit):
    """While it is empty a digit chooses the kind of contact."""

    def __init__(self, choose: Callable[[int], bool]) -> None:
        super().__init__()
        self._choose = choose

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        if not self.text() and digit.isdigit() and self._choose(int(digit)):
            return
        super().keyPressEvent(event)


class DoneDialog(FormDialog):
    """`submitted` carries a Said. Enter is done, Esc is back: nothing was done.

    `always`: a log entry is made even without words.
    """

    def __init__(
        self,
        title: str,
        today: Callable[[], date],
        kind: str = "",
        parent: QWidget | None = None,
        *,
        always: bool = False,
    ) -> None:
        super().__init__(title, parent)
        self.setObjectName("done_dialog")
        self._today = today
        self.words = WordsLine(self._choose)
        empty = _("A line for the log; left empty it is only done")
        self.words.setPlaceholderText(_("A line for the log") if always else empty)
        self.kind = ChoiceRow([(code, kind_text(code)) for code in KINDS], small=True)
        self.kind.set_value(kind if kind in KINDS else KINDS[0])
        self.outcome = ChoiceRow([(code, outcome_text(code)) for code in OUTCOMES], small=True)
        self.add_field("words", _("What was &said"), self.words)
        self.add_field("kind", _("&By"), self.kind)
        self.add_field("outcome", _("&Outcome"), self.outcome)
        for row in (self.kind, self.outcome):
            row.setContentsMargins(0, 5, 0, 0)  # as high as the caption beside it
            row.setFixedHeight(row.heightForWidth(WIDTH - 140))
        self.save_button.setText(_("Done"))
        self.words.textChanged.connect(self._on_words)
        self.ready()

    def draft(self) -> Said:
        words = self.words.text().strip()
        return Said(
            str(self.kind.value() or KINDS[0]),
            words,
            str(self.outcome.value() or ""),
            find_next_step(words, self._today()),
        )

    def _choose(self, number: int) -> bool:
        if 1 <= number <= len(KINDS):
            self.kind.set_value(KINDS[number - 1])
            return True
        return False

    def _on_words(self) -> None:
        """The next step that was understood stands below the line."""
        step = self.draft().step
        hint = ""
        if step is not None and step.when is not None:
            day = f"{short_day(step.when.day)} {weekday(step.when.day)} {step.when.time}".strip()
            hint = _("Next step on {day}: {what}").format(day=day, what=step.text)
        self.set_hint("words", hint)
        self.check()
