"""How far a long job is, and a way to stop it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.jobs import Job
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.buttons import PlainButton

STEPS = 1000


class ProgressPanel(QFrame):
    """Follows one job after another; hidden while there is none.

    `describe(done, total)` says in words how far it is; None shows a percentage.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("progress")
        self.setProperty("role", "card")
        self.title = label("", "heading")
        self.detail = label("", "muted")
        self.bar = QProgressBar(maximum=STEPS, textVisible=False)
        self.cancel = PlainButton(_("Cancel"))
        self.cancel.setObjectName("cancel_job")
        self.cancel.clicked.connect(self._on_cancel)
        words = QVBoxLayout()
        words.addWidget(self.title)
        words.addWidget(self.bar)
        words.addWidget(self.detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignVCenter)
        self._job: Job | None = None
        self._describe: Callable[[int, int], str] | None = None
        self.hide()

    def follow(
        self,
        job: Job,
        title: str,
        describe: Callable[[int, int], str] | None = None,
        *,
        cancellable: bool = True,
    ) -> None:
        """Show this job until it has finished."""
        self._job, self._describe = job, describe
        self.title.setText(title)
        self.detail.setText("")
        self.bar.setRange(0, 0)  # runs to and fro until the first report
        self.cancel.setEnabled(True)
        self.cancel.setVisible(cancellable)
        job.progressed.connect(self._on_progress)
        job.finished.connect(self._on_finished)
        self.show()

    def _on_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, STEPS if total else 0)
        self.bar.setValue(done * STEPS // total if total else 0)
        if self._describe is not None:
            self.detail.setText(self._describe(done, total))
        elif total:
            self.detail.setText(f"{done * 100 // total} %")

    def _on_cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.cancel.setEnabled(False)
            self.detail.setText(_("Stopping…"))

    def _on_finished(self) -> None:
        self._job = None
        self.hide()
