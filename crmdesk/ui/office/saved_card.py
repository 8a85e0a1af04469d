"""A card of settings of the office: captions with what is chosen, and one button that saves."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.widgets.buttons import PrimaryButton
from crmdesk.ui.kit.widgets.card import Card


class SavedCard(Card):
    """Whoever derives it lays it out by `head`, `rows` and `foot`."""

    def __init__(self, name: str, db: Database, jobs: JobRunner, navigator: Navigator) -> None:
        super().__init__()
        self.setObjectName(f"{name}_card")
        self._db, self._jobs, self._navigator = db, jobs, navigator
        self.save_button = PrimaryButton(_("Save"), "save")
        self.save_button.setObjectName(f"{name}_save")

    def head(self, title: str, told: str) -> None:
        """What it is about."""
        self.add(label(title, "heading"))
        self.add(label(told, "secondary", wrap=True))

    def rows(self, rows: Iterable[tuple[str, QWidget]]) -> None:
        """A line for each caption and its field."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(2, 1)
        for number, (caption, field) in enumerate(rows):
            field.setAccessibleName(caption)
            above = label(caption, "secondary")
            above.setBuddy(field)
            grid.addWidget(above, number, 0)
            grid.addWidget(field, number, 1)
        self.add(grid)

    def foot(self, save: Callable[[], object]) -> None:
        """The button that does so, at the end."""
        self.save_button.clicked.connect(lambda: save())
        last = QHBoxLayout()
        last.addWidget(self.save_button)
        last.addStretch(1)
        self.add(last)
        self.body.addStretch(1)

    def told(self, job: Job, said: str) -> Job:
        """Say so when it is stored, or why it is not."""
        job.succeeded.connect(lambda _done: self._navigator.say(said))
        job.failed.connect(partial(show_failure, self.window()))
        return job
