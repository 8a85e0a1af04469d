"""To another computer, in two steps: a file here, a double click there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.backups.luggage import Luggage
from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.ask import ask_folder, ask_open_file
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.links import open_path
from crmdesk.ui.kit.widgets.buttons import PlainButton, PrimaryButton
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.picture import Picture
from crmdesk.ui.kit.widgets.progress import ProgressPanel
from crmdesk.ui.welcome.luggage_words import say_luggage

HandOver = Callable[[Path], tuple[Path, Luggage]]


class MovingDialog(QDialog):
    """`hand_over` writes the file into a folder, on a worker; `locked` where it has a password.

    `brought(path)` when this is the new computer and the file was chosen.
    """

    brought = Signal(object)  # Path

    def __init__(
        self, jobs: JobRunner, hand_over: HandOver, now: datetime, parent: QWidget, *, locked: bool
    ) -> None:
        super().__init__(parent)
        self.setObjectName("moving")
        self.setWindowTitle(_("Move to another computer"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(600)
        self.resize(600, 480)
        self._jobs, self._hand_over, self._now, self._locked = jobs, hand_over, now, locked
        self._written: Path | None = None
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        told = _("One file takes everything along: customers, records, settings of the office.")
        column.addWidget(label(told, "secondary", wrap=True))
        column.addWidget(self._first())
        column.addWidget(self._second())
        column.addStretch(1)
        close = PlainButton(_("Close"))
        close.clicked.connect(lambda: self.accept())
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(close)
        column.addLayout(row)
        self.choose.setFocus()
        self._fit()

    def write_to(self, folder: Path) -> None:
        """Write the file, beside the window."""
        self.choose.setEnabled(False)
        hand_over = self._hand_over
        job = self._jobs.read(lambda _job: hand_over(folder))
        job.failed.connect(self._on_failed)
        self.progress.follow(job, _("Writing and checking…"), cancellable=False)
        job.succeeded.connect(self._on_written)
        job.finished.connect(self._on_finished)

    def _first(self) -> Card:
        card = Card(_("1  On this computer"))
        told = _("Plug in a USB drive and choose it: the file is written, and checked.")
        card.add(label(told, wrap=True))
        self.choose = PrimaryButton(_("Choose the folder…"), "folder")
        self.choose.setObjectName("choose_folder")
        self.choose.clicked.connect(lambda: self._ask())
        self.show_folder = PlainButton(_("Show folder"), kind="link")
        self.show_folder.clicked.connect(lambda: self._show())
        self.show_folder.hide()
        row = QHBoxLayout()
        row.addWidget(self.choose)
        row.addWidget(self.show_folder)
        row.addStretch()
        card.add(row)
        self.progress = ProgressPanel()
        card.add(self.progress)
        self.mark = Picture("check-circle", 20, "green")
        self.told = label("", wrap=True, selectable=True)
        self.told.setObjectName("handed_over")
        done = QHBoxLayout()
        done.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        done.addWidget(self.told, 1)
        self.mark.hide()
        self.told.hide()
        card.add(done)
        locked = _("The file has the password of this customer book: you need it there too.")
        open_ = _("The file has no password: whoever finds the drive can read it. A password can "
                  "be set in the File menu.")  # fmt: skip
        card.add(label(locked if self._locked else open_, "hint", wrap=True))
        return card

    def _ask(self) -> None:
        home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DesktopLocation)
        ask_folder(self, _("Folder for the file, a USB drive for instance"), Path(home),
                   self.write_to)  # fmt: skip

    def _on_written(self, done: tuple[Path, Luggage]) -> None:
        self._written, luggage = done
        lines = [
            _("{title}: {value}").format(title=name, value=text)
            for name, text in say_luggage(luggage, self._now)
        ]
        self.told.setText("\n".join((str(self._written), *lines)))
        self.mark.show()
        self.told.show()
        self.show_folder.show()
        self.choose.setText(_("Write it once more…"))

    def _on_failed(self, error: BaseException) -> None:
        show_failure(self, error)

    def _on_finished(self) -> None:
        self.choose.setEnabled(True)
        self.choose.setFocus()
        QTimer.singleShot(0, self, self._fit)  # when the words have taken their room

    def _fit(self) -> None:
        """As high as its words need at this width."""
        self._column.activate()
        self.resize(self.width(), self._column.totalHeightForWidth(self.width()))

    def _show(self) -> None:
        if self._written is not None:
            open_path(self._written.parent)

    def _second(self) -> Card:
        card = Card(_("2  On the new computer"))
        told = _("Install crmdesk and double-click the file. It shows what is in it and goes on "
                 "there. What may be on that computer already is kept.")  # fmt: skip
        card.add(label(told, wrap=True))
        warned = _("From then on work on one of the two only: they know nothing of each other.")
        card.add(label(warned, "hint", wrap=True))
        here = PlainButton(_("This is the new computer: choose the file…"), kind="link")
        here.setObjectName("bring")
        here.clicked.connect(lambda: self._bring())
        row = QHBoxLayout()
        row.addWidget(here)
        row.addStretch()
        card.add(row)
        return card

    def _bring(self) -> None:
        filters = _("Customer books") + " (*.crmbackup)"
        ask_open_file(self, _("The file from the old computer"), filters, self._on_brought)

    def _on_brought(self, path: Path) -> None:
        self.accept()
        self.brought.emit(path)
