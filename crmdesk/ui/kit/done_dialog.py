"""Done, in place: a line of what was said, and Enter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from crmdesk.models.calendar.said import Recognised
from crmdesk.models.calendar.when import When
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.interactions.drafts import InteractionDraft
from crmdesk.models.interactions.rules import OUTCOMES, kind_text, outcome_text
from crmdesk.models.schema.interaction import UNREACHED
from crmdesk.models.tasks.recognise import find_next_step
from crmdesk.ui.kit.form import WIDTH, FormDialog
from crmdesk.ui.kit.when import short_day, weekday
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow
from crmdesk.ui.kit.widgets.date_field import DateField

KINDS = ("call", "wechat", "visit", "sms", "email")


@dataclass(frozen=True, slots=True)
class Said:
    """What stands in the dialog; nothing at all is enough to be done. Where nobody was reached
    nothing is: it is due again on a day.
    """

    kind: str
    words: str
    outcome: str
    step: Recognised | None = None
    again_on: date | None = None

    def problems(self) -> dict[str, str]:
        return {"again": "follow_up.due.none"} if self.missed() and self.again() is None else {}

    def missed(self) -> bool:
        """Whether nobody was reached."""
        return self.outcome in UNREACHED

    def again(self) -> When | None:
        """When it is tried again: the day named in words, or else the one in the field."""
        if self.step is not None and self.step.when is not None:
            return self.step.when
        return When(self.again_on) if self.again_on is not None else None

    def why(self) -> str:
        """Why it is put off: No answer, and the words."""
        return pgettext("list", ", ").join(filter(None, (outcome_text(self.outcome), self.words)))

    def told(self) -> bool:
        """Whether there is something to log."""
        return bool(self.words or self.outcome)

    def draft(self, customer_id: int = 0, purpose: str = "") -> InteractionDraft:
        """The log entry, with the next step that was named with a day."""
        when = self.step.when if self.step is not None and not self.missed() else None
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
        self.again = DateField(today, today() + timedelta(days=1))
        self.add_field("again", _("Try &again on"), self.again)
        self.words.textChanged.connect(self._on_words)
        self.outcome.changed.connect(lambda _value: self._on_outcome())
        self._on_outcome()
        self.ready()

    def draft(self) -> Said:
        words = self.words.text().strip()
        return Said(
            str(self.kind.value() or KINDS[0]),
            words,
            str(self.outcome.value() or ""),
            find_next_step(words, self._today()),
            self.again.day(),
        )

    def _on_outcome(self) -> None:
        """Who was not reached is called again; it is not done."""
        missed = self.draft().missed()
        self.set_row_visible("again", visible=missed)
        self.save_button.setText(_("Log, and put off") if missed else _("Done"))

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
