"""After an answer that calls for care: a complaint or a follow-up in one key."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.surveys.queries import ResponsePage
from crmdesk.models.surveys.rules import say_scores
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.widgets.buttons import PlainButton, PrimaryButton
from crmdesk.ui.surveys.store import SurveyStore, words_of


class AfterPage(QWidget):
    """C records a complaint, F a follow-up, Enter goes on; `left` when one goes on."""

    left = Signal()

    def __init__(self, store: SurveyStore, navigator: Navigator) -> None:
        super().__init__()
        self.setObjectName("after_page")
        self._store, self._navigator = store, navigator
        self._page: ResponsePage | None = None
        self._title, self._words = label("", "page-title"), label("", "secondary", wrap=True)
        self._title.setObjectName("after_title")
        advice = label(
            _("She is not content. Ask today what went wrong: a complaint solved and called back "
              "keeps her."), wrap=True,
        )  # fmt: skip
        self.complain = PlainButton(_("Record a complaint") + " (C)", "complaint")
        self.follow_up = PlainButton(_("Follow up today") + " (F)", "follow-up")
        self.go_on = PrimaryButton(_("Close"))
        buttons = QHBoxLayout()
        for name, button, key, run in (
            ("after_complaint", self.complain, "C", self._on_complain),
            ("after_follow_up", self.follow_up, "F", self._on_follow_up),
            ("after_go_on", self.go_on, "", self.left.emit),
        ):
            button.setObjectName(name)
            button.clicked.connect(lambda _on=False, run=run: run())
            buttons.addWidget(button)
            if key:
                QShortcut(key, self).activated.connect(button.click)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget in (self._title, self._words, advice):
            column.addWidget(widget)
        column.addLayout(buttons)
        column.addStretch(1)

    def show_page(self, page: ResponsePage, *, more: bool) -> None:
        """Whose answers they are, and whether somebody is still to be called."""
        self._page = page
        self._title.setText(say_scores(page.row.csat, page.row.nps))
        self._words.setText(words_of(page))
        self.go_on.setText(_("Next customer") if more else _("Close"))
        self.go_on.setAutoDefault(True)
        self.go_on.setFocus()

    def _on_complain(self) -> None:
        page = self._page
        if page is None:
            return
        subject = _("Low score: {scores}")
        scores = say_scores(page.row.csat, page.row.nps)
        job = self._store.complain(page, subject.format(scores=scores))
        job.succeeded.connect(lambda key: self._navigator.open_complaint(key))
        job.succeeded.connect(lambda _key: self.left.emit())
        job.failed.connect(partial(show_failure, self))

    def _on_follow_up(self) -> None:
        page = self._page
        if page is None:
            return
        scores = say_scores(page.row.csat, page.row.nps)
        job = self._store.follow_up(page, _("Ask what went wrong: {scores}").format(scores=scores))
        told = _("Follow-up noted for today")
        job.succeeded.connect(lambda _key: self._navigator.say(told, undoable=True))
        job.succeeded.connect(lambda _key: self.left.emit())
        job.failed.connect(partial(show_failure, self))
