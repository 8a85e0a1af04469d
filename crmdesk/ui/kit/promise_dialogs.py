"""The two small questions about a promise: until when and why, or why it will not be kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.promises.drafts import MoveDraft
from crmdesk.ui.kit.form import WIDTH, FormDialog
from crmdesk.ui.kit.later_menu import quick_days
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow
from crmdesk.ui.kit.widgets.when_words import WhenWords


class MoveDialog(FormDialog):
    """`submitted` carries a MoveDraft."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(_("Move a promise"), parent)
        self.setObjectName("move_promise")
        self.due = WhenWords(lambda: today)
        self.quick = ChoiceRow([(day, text) for text, day in quick_days(today)])
        self.quick.setAccessibleName(_("Another day"))
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(_("What was agreed with the customer?"))
        self.add_field("due", _("&By when"), self.due)
        self.quick.setFixedHeight(self.quick.heightForWidth(WIDTH - 140))
        self.body.addWidget(self.quick, self.body.rowCount(), 1)
        self.add_field("reason", _("Wh&y"), self.reason)
        self.quick.changed.connect(self._on_quick)
        self.ready()
        self.due.setFocus()

    def draft(self) -> MoveDraft:
        when = self.due.when()
        return MoveDraft(
            when.day if when else None,
            when.time if when else "",
            self.reason.text().strip() or (self.due.words() if when else ""),
        )

    def _on_quick(self, day: object) -> None:
        if isinstance(day, date):
            self.due.set_text(f"{day:%Y-%m-%d}")
        self.reason.setFocus()


@dataclass(frozen=True, slots=True)
class GivenUp:
    """Why it will not be kept; `released` where the customer needs it no more."""

    why: str
    released: bool | None

    def problems(self) -> dict[str, str]:
        return {} if self.why.strip() or self.released else {"why": "promise.reason.none"}


class GiveUpDialog(FormDialog):
    """`submitted` carries a GivenUp."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("A promise that will not be kept"), parent)
        self.setObjectName("give_up_promise")
        self.how = ChoiceRow(
            [("broken", _("We did not keep it")), ("released", _("The customer needs it no more"))]
        )
        self.how.set_value("broken")
        self.why = QLineEdit()
        self.add_field("how", _("&What became of it"), self.how)
        self.add_field("why", _("Wh&y"), self.why)
        self.ready()
        self.why.setFocus()

    def draft(self) -> GivenUp:
        return GivenUp(self.why.text().strip(), self.how.value() == "released")
