"""补记: the talks of a morning in one grid, stored together and undone together."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from crmdesk.models.calendar.said import Recognised
from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, ngettext
from crmdesk.models.interactions.catching_up import guess_times, log_talks
from crmdesk.models.interactions.drafts import InteractionDraft
from crmdesk.models.office.settings import load_office
from crmdesk.models.promises.actions import make_promise
from crmdesk.models.promises.drafts import PromiseDraft
from crmdesk.models.promises.recognise import find_promise
from crmdesk.models.tasks.recognise import find_next_step
from crmdesk.ui.interactions.catch_up_row import CatchUpRow
from crmdesk.ui.kit.autosave import DraftSaver
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.buttons import PlainButton, PrimaryButton
from crmdesk.ui.kit.widgets.room import open_at

ROWS = 10
_KEY = "catch_up"


class CatchUpDialog(QDialog):
    """`logged(count)` once they are stored. What was typed is there again after a crash."""

    logged = Signal(int)
    create_asked = Signal(str)

    def __init__(self, db: Database, jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("catch_up")
        self.setWindowTitle(_("Write up talks"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._db, self._jobs = db, jobs
        with db.read() as session:
            self._zone = office_zone(load_office(session).zone)
        self.rows: list[CatchUpRow] = []
        self._grid = QGridLayout()
        self._lay_out()
        for _row in range(ROWS):
            self._add_row()
        open_at(self, 980, 640)
        self._saver = DraftSaver(db, jobs, _KEY, self._state, self._restore, self)
        self._saver.begin()
        self.finished.connect(lambda _result: self._saver.flush())
        self._on_changed()
        self.rows[0].customer.setFocus()

    def submit(self) -> None:
        """Store all rows, or show which one lacks what."""
        wrong = [
            (number, name)
            for number, row in enumerate(self.rows, start=1)
            for name in row.problems()
        ]
        filled = [row for row in self.rows if not row.is_blank()]
        self._problem.setVisible(bool(wrong))
        if wrong:
            self._show_problem(*wrong[0])
            return
        if filled:
            self._store(filled)

    def _show_problem(self, number: int, name: str) -> None:
        told = {
            "customer": _("Row {n}: with whom? Choose the customer."),
            "words": _("Row {n}: what was said?"),
            "time": _("Row {n}: a time looks like 9:30."),
        }[name]
        self._problem.setText(told.format(n=number))
        getattr(self.rows[number - 1], name).setFocus()

    def _store(self, filled: list[CatchUpRow]) -> None:
        now, times = self._db.now(), self._times(filled)
        drafts = [replace(row.draft(), at=at) for row, at in zip(filled, times, strict=True)]
        promises = self._promises(filled) if self.promises.isChecked() else {}
        for place, step in (self._steps(filled) if self.steps.isChecked() else {}).items():
            drafts[place] = _with_step(drafts[place], step)

        def store(_job: Job) -> int:
            with self._db.write("interaction.log_many", count=len(drafts)) as session:
                ids = log_talks(session, drafts, now=now)
                for place, promise in promises.items():
                    make_promise(session, promise, now=now, interaction_id=ids[place])
                return len(ids)

        self.setEnabled(False)
        job = self._jobs.write(store)
        job.succeeded.connect(self._on_stored)
        job.failed.connect(self._on_failed)

    def _on_stored(self, count: int) -> None:
        self._saver.stop()
        self.logged.emit(count)
        self.accept()

    def _on_failed(self, error: BaseException) -> None:
        self.setEnabled(True)
        show_failure(self, error)

    def _times(self, filled: list[CatchUpRow]) -> list[datetime]:
        return guess_times([row.told_time() for row in filled], self._db.now(), self._zone)

    def _promises(self, filled: list[CatchUpRow]) -> dict[int, PromiseDraft]:
        """Place of a row -> what it promises by a day."""
        today, found = local_day(self._db.now(), self._zone), dict[int, PromiseDraft]()
        for place, row in enumerate(filled):
            told = find_promise(row.words.text(), today)
            if told is not None and told.when is not None:
                customer = row.customer.customer_id() or 0
                when = told.when
                found[place] = PromiseDraft(customer, told.text, when.day, when.time)
        return found

    def _steps(self, filled: list[CatchUpRow]) -> dict[int, Recognised]:
        """Place of a row -> the next step it names by a day, where it promises nothing for it."""
        today, found = local_day(self._db.now(), self._zone), dict[int, Recognised]()
        promised = {place: one.due_on for place, one in self._promises(filled).items()}
        for place, row in enumerate(filled):
            step = find_next_step(row.words.text(), today)
            if step and step.when and promised.get(place) != step.when.day:
                found[place] = step
        return found

    def _on_changed(self) -> None:
        """Say how many there are, when they may have been, what they promise and what is next."""
        filled = [row for row in self.rows if not row.is_blank()]
        for row, at in zip(filled, self._times(filled), strict=True):
            row.time.setPlaceholderText(f"{at.astimezone(self._zone):%H:%M}")
        count = len(filled)
        told = ngettext("Log {n} talk", "Log {n} talks", count).format(n=count)
        self.save_button.setText(told if count else _("Log"))
        self.save_button.setEnabled(bool(count))
        promised = len(self._promises(filled))
        self.promises.setVisible(bool(promised))
        noted = ngettext("Note the promise in them too", "Note the {n} promises in them too",
                         promised)  # fmt: skip
        self.promises.setText(noted.format(n=promised))
        steps = len(self._steps(filled))
        self.steps.setVisible(bool(steps))
        noted = ngettext("Note the next step in them too", "Note the {n} next steps in them too",
                         steps)  # fmt: skip
        self.steps.setText(noted.format(n=steps))

    def _on_finished(self, row: CatchUpRow) -> None:
        """On to the next row; the last one gets another below it."""
        at = self.rows.index(row)
        if at == len(self.rows) - 1:
            self._add_row()
        self.rows[at + 1].customer.setFocus()
        self._scroll.ensureWidgetVisible(self.rows[at + 1].customer)

    def _add_row(self) -> None:
        row = CatchUpRow(self._db, self._jobs, self._grid, len(self.rows) + 1, self)
        row.changed.connect(self._on_changed)
        row.finished.connect(lambda: self._on_finished(row))
        row.customer.create_asked.connect(self.create_asked)
        self.rows.append(row)

    def _state(self) -> dict[str, Any]:
        rows = [row.state() for row in self.rows]
        return {"rows": rows} if any(rows) else {}

    def _restore(self, state: dict[str, Any]) -> None:
        for at, told in enumerate(state.get("rows", ())):
            while at >= len(self.rows):
                self._add_row()
            if told:
                self.rows[at].restore(told)

    def _lay_out(self) -> None:
        self._problem = label("", "problem", wrap=True)
        self._problem.setObjectName("catch_up_problem")
        self._problem.hide()
        told = _("In the order they were. Enter goes on to the next; times not told are guessed.")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        outer.setSpacing(12)
        outer.addWidget(label(_("Write up talks"), "page-title"))
        outer.addWidget(label(told, "secondary", wrap=True))
        outer.addWidget(self._scrolled_grid(), 1)
        outer.addWidget(self._problem)
        outer.addLayout(self._buttons())

    def _scrolled_grid(self) -> QScrollArea:
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(2, 5)
        titles = (_("Customer"), _("How"), _("What was said?"), _("Time of day"))
        for column, text in enumerate(titles):
            self._grid.addWidget(label(text, "muted"), 0, column)
        content = QWidget()
        content.setProperty("role", "scrolled")
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.addLayout(self._grid)
        inside.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(content)
        return self._scroll

    def _buttons(self) -> QHBoxLayout:
        self.promises = QCheckBox()
        self.promises.setObjectName("catch_up_promises")
        self.steps = QCheckBox()
        self.steps.setObjectName("catch_up_steps")
        for box in (self.promises, self.steps):
            box.setChecked(True)
        self.save_button = PrimaryButton(_("Log"), "check")
        self.save_button.setObjectName("save")
        self.save_button.setToolTip("Ctrl+Enter")
        QShortcut(QKeySequence("Ctrl+Return"), self, self.submit)  # a button's own goes by setText
        self.save_button.setAutoDefault(False)
        self.save_button.clicked.connect(lambda: self.submit())
        cancel = PlainButton(_("Cancel"))
        cancel.setObjectName("cancel")
        cancel.clicked.connect(lambda: self.reject())
        buttons = QHBoxLayout()
        buttons.addWidget(self.promises)
        buttons.addWidget(self.steps)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save_button)
        return buttons


def _with_step(draft: InteractionDraft, step: Recognised) -> InteractionDraft:
    assert step.when is not None
    return replace(draft, next_on=step.when.day, next_time=step.when.time, next_text=step.text)
