"""What the words of a log entry hold besides: a promise, the next step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmdesk.ui.interactions.dated_offer import NextStepOffer
from crmdesk.ui.interactions.details import Details
from crmdesk.ui.interactions.promise_offer import PromiseOffer
from crmdesk.ui.interactions.words_edit import WordsEdit


class Offers(QWidget):
    """Each a line to untick. A next step told in its own field counts, not one in the words."""

    def __init__(self, words: WordsEdit, details: Details, today: Callable[[], date]) -> None:
        super().__init__()
        self._words, self._details = words, details
        self.promise, self.next_step = PromiseOffer(today), NextStepOffer(today)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.promise)
        column.addWidget(self.next_step)
        self.hide()
        words.textChanged.connect(self._look)
        details.next.changed.connect(self._look)

    def _look(self) -> None:
        words, told = self._words.toPlainText(), self._details.next.text().strip()
        self.promise.show_words(words)
        self.next_step.show_words("" if told else words, taken=self.promise.when())
        self.setHidden(self.promise.isHidden() and self.next_step.isHidden())
