"""Standard answers for one customer: to be copied, or put where one writes."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.customers.fill_in import words_for
from crmdesk.ui.answers.dialog import AnswersDialog, Insert
from crmdesk.ui.answers.store import AnswerStore
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.navigation import Navigator


class AnswerCommands:
    """Opens the dialog over a window or a dialog."""

    def __init__(self, db: Database, jobs: JobRunner, navigator: Navigator) -> None:
        self._db, self._navigator = db, navigator
        self._store = AnswerStore(db, jobs)

    def open(
        self, customer_id: int | None, parent: QWidget, insert: Insert | None = None
    ) -> AnswersDialog:
        """With the words for this customer; without `insert` an answer is copied."""
        with self._db.read() as session:
            words = words_for(session, customer_id, self._db.staff_id)
        dialog = AnswersDialog(self._store, self._navigator, words, insert, parent)
        dialog.open()
        return dialog
