"""What the buttons of a case's dialog write, and what came of it."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from PySide6.QtCore import QObject, Signal

from crmdesk.ui.kit.jobs import Job


class CaseSaving(QObject):
    """Knows which case the dialog is about; `case` is None while it is new."""

    opened = Signal(object)  # the id of the case just recorded
    saved = Signal(int)  # the step that was finished, 0 where it was only kept
    refused = Signal(object)  # problems of the page in front, by field
    failed = Signal(object)
    deleted = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.case: Any = None

    @abstractmethod
    def save(self, step: int, *, finish: bool) -> None:
        """Write the page of `step`; with `finish` the step is done."""

    def follow(self, job: Job, step: int) -> None:
        """Say `saved` when it is written, `failed` when it is not."""
        job.succeeded.connect(lambda _result: self.saved.emit(step))
        job.failed.connect(self.failed)

    def follow_opened(self, job: Job) -> None:
        """Say `opened` with the id that the job gives."""
        job.succeeded.connect(self.opened)
        job.failed.connect(self.failed)

    def follow_deleted(self, job: Job) -> None:
        """Say `deleted`; the toast has the way back."""
        job.succeeded.connect(lambda _result: self.deleted.emit())
        job.failed.connect(self.failed)
