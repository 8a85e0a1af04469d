"""“承诺周五前寄样品” in a log entry: offered to be kept in mind as a promise, with its day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QCheckBox, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.promises.drafts import PromiseDraft
from crmdesk.models.promises.recognise import Recognised, find_promise
from crmdesk.ui.kit.when import short_day, weekday


class PromiseOffer(QCheckBox):
    """Shown while the words hold a promise; ticked where they say by when, unless one unticks it.

    A promise without a day cannot be noted: the words say what is missing.
    """

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("promise_offer")
        self._today = today
        self._found: Recognised | None = None
        self.hide()

    def show_words(self, words: str) -> None:
        """Look for a promise in them."""
        before, self._found = self._found, find_promise(words, self._today())
        found = self._found
        self.setVisible(found is not None)
        if found is None:
            return
        if found.when is None:
            self.setText(_("Promise “{what}”: by when? Add a day, such as “friday”.").format(
                what=found.text))  # fmt: skip
        else:
            day = f"{short_day(found.when.day)} {weekday(found.when.day)} {found.when.time}"
            told = _("Promise by {day}: {what}").format(day=day.strip(), what=found.text)
            self.setText(told)
            self.setToolTip(told)
        self.setEnabled(found.when is not None)
        if before is None or (before.when is None) != (found.when is None):
            self.setChecked(found.when is not None)

    def draft(self, customer_id: int, contact_id: int | None) -> PromiseDraft | None:
        """What is to be noted; None where nothing is, or it was unticked."""
        found = self._found
        if found is None or found.when is None or not self.isChecked():
            return None
        return PromiseDraft(customer_id, found.text, found.when.day, found.when.time, contact_id)
