"""A plain note in place of the window while a file is copied: nothing else can be done then."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QProgressBar, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.labels import label


class WaitNote(QDialog):
    """Does `work` on a thread of its own, then `then` with what it was refused with, or None."""

    def __init__(
        self,
        told: str,
        work: Callable[[], object],
        then: Callable[[BaseException | None], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("wait_note")
        self.setWindowTitle("crmdesk")
        self.setMinimumWidth(440)
        self._then = then
        bar = QProgressBar(textVisible=False)
        bar.setRange(0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 28, 32, 28)
        column.setSpacing(12)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(label(told, "heading", wrap=True), 0, middle)
        detail = _("A large database takes a minute. Please leave the computer on.")
        column.addWidget(label(detail, "secondary", wrap=True), 0, middle)
        column.addWidget(bar)
        self._jobs = JobRunner(self)
        self.open()
        job = self._jobs.write(lambda _job: work())
        job.succeeded.connect(lambda _done: self._end(None))
        job.failed.connect(self._end)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape does not leave: the file would be half written."""
        event.accept()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()

    def _end(self, error: BaseException | None) -> None:
        self._jobs.shutdown()
        try:
            self._then(error)
        finally:
            self.done(0)  # after the next window is there: the last one to close ends the program
            self.deleteLater()
