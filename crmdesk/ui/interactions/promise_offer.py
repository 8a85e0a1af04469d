"""“承诺周五前寄样品” in a log entry: offered to be kept in mind as a promise, with its day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.promises.drafts import PromiseDraft
from crmdesk.models.promises.recognise import find_promise
from crmdesk.ui.interactions.dated_offer import DatedOffer


class PromiseOffer(DatedOffer):
    """What becomes of it is a promise."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(
            "promise_offer",
            find_promise,
            _("Promise by {day}: {what}"),
            _("Promise “{what}”: by when? Add a day, such as “friday”."),
            today,
            parent,
        )

    def draft(self, customer_id: int, contact_id: int | None) -> PromiseDraft | None:
        """What is to be noted; None where nothing is, or it was unticked."""
        when = self.when()
        if when is None:
            return None
        return PromiseDraft(customer_id, self.what(), when.day, when.time, contact_id)
