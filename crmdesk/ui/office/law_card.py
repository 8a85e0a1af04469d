"""What the office says of all personal data it holds: the usual ground, what to tell, how long
orders stay, and how long the list of refusals is."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QPlainTextEdit, QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, language
from crmdesk.models.customers.grounds import basis_texts
from crmdesk.models.customers.refusals import count_refusals
from crmdesk.models.office.settings import load_office
from crmdesk.models.privacy.erasure import wipe, wipe_is_due
from crmdesk.models.privacy.notice import load_notice_text, with_notice
from crmdesk.models.privacy.settings import LawSettings, load_law, save_law
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.widgets.buttons import PlainButton, PrimaryButton
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.number_box import NumberBox

LINES = 8


class LawCard(Card):
    """The text is kept for the language the window speaks."""

    def __init__(self, db: Database, jobs: JobRunner, navigator: Navigator) -> None:
        super().__init__()
        self.setObjectName("law_card")
        self._db, self._jobs, self._navigator = db, jobs, navigator
        self._law = LawSettings()
        self.basis, self.years, self.text = QComboBox(), NumberBox(), QPlainTextEdit()
        self.refusals = label("", "secondary", wrap=True)
        self.refusals.setObjectName("law_refusals")
        self.save_button = PrimaryButton(_("Save"), "save")
        self.save_button.setObjectName("law_save")
        self.save_button.clicked.connect(lambda: self.save())
        self.wipe_button = PlainButton(_("Overwrite what was erased"), "refresh")
        self.wipe_button.setObjectName("law_wipe")
        self.wipe_button.clicked.connect(lambda: self.overwrite())
        self.gone_button = PlainButton(_("Deleted customers in the journal…"), "history")
        self.gone_button.setObjectName("law_gone")
        self.gone_button.clicked.connect(lambda: navigator.open_privacy([]))
        self.add(label(_("Personal information"), "heading"))
        self.add(label(
            _("Whoever holds people’s data says on which ground, tells them, hands out a copy on "
              "request, and erases what is no longer needed. All this is done from the menu of a "
              "customer."),
            "secondary", wrap=True,
        ))  # fmt: skip
        self.add(self._grid())
        self.add(label(_("Text to tell a customer"), "secondary"))
        self.add(self._editor())
        self.add(label(_("{office} stands for the name of your office."), "muted"))
        self.add(self.refusals)
        last = QHBoxLayout()
        last.addWidget(self.save_button)
        last.addWidget(self.gone_button)
        last.addWidget(self.wipe_button)
        last.addStretch(1)
        self.add(last)
        self.body.addStretch(1)

    def _editor(self) -> QWidget:
        self.text.setObjectName("law_text")
        self.text.setAccessibleName(_("Text to tell a customer"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * LINES + 16)
        return self.text

    def _grid(self) -> QGridLayout:
        self.basis.setObjectName("law_ground")
        self.years.setObjectName("law_years")
        self.years.setRange(0, 30)
        self.years.setSpecialValueText(_("none"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(2, 1)
        rows: tuple[tuple[str, QWidget], ...] = (
            (_("Usual ground for keeping data"), self.basis),
            (_("Years whose orders stay after an erasure"), self.years),
        )
        for number, (caption, widget) in enumerate(rows):
            widget.setMinimumWidth(220)
            widget.setAccessibleName(caption)
            above = label(caption, "secondary")
            above.setBuddy(widget)
            grid.addWidget(above, number, 0)
            grid.addWidget(widget, number, 1)
        return grid

    def refresh(self) -> None:
        """Show what is stored."""
        with self._db.read() as session:
            self._law, office = load_law(session), load_office(session)
            counts, due = count_refusals(session), wipe_is_due(session)
            text = load_notice_text(session)
        self.basis.clear()
        for code, name in basis_texts(office.country).items():
            self.basis.addItem(name, code)
        self.basis.setCurrentIndex(max(self.basis.findData(self._law.basis), 0))
        self.years.setValue(self._law.keep_years)
        self.text.setPlainText(text)
        self.refusals.setText(_refusals_text(*counts))
        self.wipe_button.setVisible(due)

    def law(self) -> LawSettings:
        """What stands here."""
        told = with_notice(self._law, self.text.toPlainText(), language())
        return LawSettings(
            str(self.basis.currentData() or "contract"), self.years.value(), told.notices
        )

    def save(self) -> Job:
        """Store it."""
        law, db = self.law(), self._db

        def store(_job: Job) -> None:
            with db.write("setup") as session:
                save_law(session, law)

        job = self._jobs.write(store)
        job.succeeded.connect(lambda _done: self._navigator.say(_("Saved")))
        job.failed.connect(partial(show_failure, self.window()))
        return job

    def overwrite(self) -> Job:
        """Try once more what an erasure could not finish."""
        job = self._jobs.write(lambda _job: wipe(self._db))
        job.succeeded.connect(lambda _done: self.refresh())
        job.failed.connect(partial(show_failure, self.window()))
        return job


def _refusals_text(erased: int, channels: int) -> str:
    """How long the list is; one person stands there by everything she is known by."""
    if not erased and not channels:
        return _("The list of refusals is empty.")
    return _(
        "List of refusals: {erased} fingerprints of erased persons, {channels} of channels refused."
        " Every import honours it; it holds no name and no number."
    ).format(erased=f"{erased:,}", channels=f"{channels:,}")
