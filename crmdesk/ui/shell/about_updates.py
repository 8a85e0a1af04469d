"""Looking for a newer version, by hand: where to look is asked once, and nothing is loaded."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _
from crmdesk.models.core.messages import explain
from crmdesk.models.program.updates import Release, current_version, look_for_release
from crmdesk.ui.kit.ask import ask_open_file
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.links import open_link
from crmdesk.ui.kit.widgets.buttons import PlainButton, PrimaryButton
from crmdesk.ui.kit.widgets.progress import ProgressPanel
from crmdesk.ui.kit.widgets.room import KeepsWhole
from crmdesk.ui.shell.host import Host


class UpdatesDialog(QDialog):
    """Asks the named file or address when the button is pressed, never by itself."""

    def __init__(self, host: Host, jobs: JobRunner, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("updates")
        self.setWindowTitle(_("Newer version"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(560)
        self._host, self._page = host, ""
        self._jobs = jobs
        self._job: Job | None = None
        self.source = QLineEdit(host.settings.update_source or "")
        self.source.setObjectName("update_source")
        self.source.setAccessibleName(_("Where to look"))
        self.source.setPlaceholderText(_("https://… or a file"))
        self.told = label("", "heading", wrap=True)
        self.told.setObjectName("update_told")
        self.problem = label("", "problem", wrap=True)
        self.problem.setObjectName("update_problem")
        self.notes = QPlainTextEdit(readOnly=True)
        self.notes.setObjectName("update_notes")
        self.notes.setAccessibleName(_("What is new"))
        self.notes.setMinimumHeight(160)
        self.progress = ProgressPanel()
        self.progress.cancel.clicked.connect(lambda: self._stop())
        self._lay_out()
        KeepsWhole(self)
        for part in (self.told, self.problem, self.notes, self.page):
            part.hide()
        self.source.returnPressed.connect(lambda: self.check())
        (self.look if self.source.text() else self.source).setFocus()

    def check(self) -> None:
        """Look now."""
        source = self.source.text().strip()
        for part in (self.told, self.problem, self.notes, self.page):
            part.hide()
        self.look.setEnabled(False)

        def ask(job: Job) -> Release:
            from crmdesk.ui.shell.https_request import fetch

            return look_for_release(source, fetch, job)

        job = self._job = self._jobs.read(ask)
        self.progress.follow(job, _("Looking…"))
        job.succeeded.connect(self._on_release)
        job.failed.connect(self._on_failed)
        job.finished.connect(self._on_finished)

    def done(self, result: int) -> None:
        """Wants no answer any more; a network that is silent holds nobody up."""
        self._stop()
        super().done(result)

    def _stop(self) -> None:
        """At once, whatever the thread that looks still waits for."""
        if (job := self._job) is not None:
            job.cancel()
            job.succeeded.disconnect(self._on_release)
            job.failed.disconnect(self._on_failed)
            job.finished.disconnect(self._on_finished)
            self.progress.hide()
            self._on_finished()

    def _on_release(self, release: Release) -> None:
        source = self.source.text().strip()
        if source != self._host.settings.update_source:
            self._host.change_settings(replace(self._host.settings, update_source=source))
        said = _("You have the newest version, {version}.").format(version=current_version())
        if release.is_newer:
            said = _("Version {newer} is out; this is {version}.").format(
                newer=release.version, version=current_version()
            )
        self.told.setText(said)
        self.told.show()
        self.notes.setPlainText(release.notes)
        self.notes.setVisible(release.is_newer and bool(release.notes))
        self._page = release.url
        self.page.setVisible(release.is_newer and bool(release.url))
        self.page.setToolTip(release.url)

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, CrmError):
            self.problem.setText(explain(error))
            self.problem.show()
            self.source.setFocus()
        else:
            show_failure(self, error)

    def _on_finished(self) -> None:
        self._job = None
        self.look.setEnabled(True)
        self.adjustSize()

    def _choose(self) -> None:
        filters = _("Notes of a version (*.json *.toml)")
        ask_open_file(self, _("Where to look"), filters, lambda path: self._take(str(path)))

    def _take(self, path: str) -> None:
        self.source.setText(path)
        self.check()

    def _lay_out(self) -> None:
        told = _("crmdesk never goes to the network by itself. Whoever gave you the program can "
                 "tell you where new versions are announced: a file or an address. Only those "
                 "notes are read; you install it yourself.")  # fmt: skip
        choose = PlainButton(_("File…"), "folder")
        choose.clicked.connect(lambda: self._choose())
        line = QHBoxLayout()
        line.addWidget(self.source, 1)
        line.addWidget(choose)
        self.look = PrimaryButton(_("Look now"))
        self.look.setObjectName("look_now")
        self.look.clicked.connect(lambda: self.check())
        self.page = PlainButton(_("Open its page in the browser"), "link")
        self.page.setObjectName("open_page")
        self.page.clicked.connect(lambda: open_link(self._page))
        close = PlainButton(_("Close"))
        close.clicked.connect(lambda: self.reject())
        foot = QHBoxLayout()
        foot.addWidget(self.page)
        foot.addStretch()
        foot.addWidget(close)
        foot.addWidget(self.look)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        version = _("This is version {version}.").format(version=current_version())
        column.addWidget(label(version, "heading"))
        column.addWidget(label(told, "secondary", wrap=True))
        column.addLayout(line)
        column.addWidget(self.problem)
        column.addWidget(self.progress)
        column.addWidget(self.told)
        column.addWidget(self.notes)
        column.addStretch()
        column.addLayout(foot)
