"""A database that cannot be worked in any more: its last good backup, and what else can be done."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.backups.last_good import GoodBackup, find_last_good
from crmdesk.models.core.clock import Clock
from crmdesk.models.core.i18n import _
from crmdesk.ui.backups.rescue_cards import BackupCard
from crmdesk.ui.kit.ask import ask_open_file, confirm
from crmdesk.ui.kit.jobs import JobRunner, Latest
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.buttons import PlainButton
from crmdesk.ui.kit.widgets.room import open_at

Way = tuple[str, Callable[[], None]]
"""The words of a button, and what it does when the dialog is gone."""


@dataclass(frozen=True, slots=True)
class Lost:
    """The file, what opens it, where its backups are, and by which clock people here live."""

    path: Path
    key: str | None
    backups: Path
    clock: Clock
    zone: tzinfo


@dataclass(frozen=True, slots=True)
class RescueWords:
    """What happened to the file, and what is asked before another takes its place."""

    window: str
    title: str
    detail: str
    question: str
    promise: str


class RescueDialog(QDialog):
    """`restore(file, key)` puts a file in the place of the lost one; `ways` are what else can be
    done, the last one by Escape."""

    opening_width = 640

    def __init__(
        self,
        lost: Lost,
        restore: Callable[[Path, str | None], None],
        ways: list[Way],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("rescue")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_at(self, self.opening_width, 480)
        self.lost, self._restore, self._ways = lost, restore, ways
        self.good: GoodBackup | None = None
        self.jobs = JobRunner(self)
        self._after: Callable[[], None] = ways[-1][1]
        self._said = self.words()
        self.setWindowTitle(self._said.window)
        self.backup = BackupCard()
        self._found = Latest(self.jobs, self)
        self._lay_out()
        self._look()

    @abstractmethod
    def words(self) -> RescueWords:
        """What is said of this file."""

    def other_cards(self) -> Sequence[QWidget]:
        """What stands beside the backup."""
        return ()

    def on_found(self) -> None:
        """The last good backup is known, if there is one."""

    def open_and_restore(self, path: Path, key: str | None) -> None:
        """Put this file in the place of the lost one, once it is sure."""
        question = self._said.question.format(file=path.name)
        confirm(self, question, self._said.promise, _("Use this file"), lambda: self._leave(
            lambda: self._restore(path, key)))  # fmt: skip

    def done(self, result: int) -> None:
        """Also lets go of what still reads the file, then does what was chosen."""
        self.jobs.shutdown()
        super().done(result)
        self._after()

    def busy(self) -> bool:
        """Whether something is still being looked for or saved."""
        return bool(self.jobs.running())

    def _look(self) -> None:
        here = self.lost
        self._found.ready.connect(self._on_found)
        self._found.failed.connect(lambda _error: self._on_found(None))
        self._found.ask(lambda _job: find_last_good(here.backups, here.path, here.key))

    def _on_found(self, good: GoodBackup | None) -> None:
        self.good, here = good, self.lost
        self.backup.show_found(good, here.backups, here.clock(), here.zone)
        self.on_found()

    def _on_restore(self) -> None:
        if self.good is not None:
            self.open_and_restore(self.good.path, self.good.key)

    def _other_backup(self) -> None:
        filters = _("Backups") + " (*.crmbackup *.db)"
        key = self.lost.key
        ask_open_file(
            self,
            _("Restore a backup from another place"),
            filters,
            lambda path: self.open_and_restore(path, key),
        )

    def _leave(self, after: Callable[[], None]) -> None:
        self._after = after
        self.accept()

    def _lay_out(self) -> None:
        self.backup.restore.clicked.connect(self._on_restore)
        self.backup.other.clicked.connect(self._other_backup)
        cards = QHBoxLayout()
        cards.setSpacing(12)
        for card in (self.backup, *self.other_cards()):
            cards.addWidget(card, 1)
        below = QHBoxLayout()
        below.addStretch()
        for text, run in self._ways:
            button = PlainButton(text)
            button.clicked.connect(lambda _checked=False, run=run: self._leave(run))
            below.addWidget(button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 20, 20, 16)
        outer.setSpacing(12)
        outer.addWidget(label(self._said.title, "page-title", wrap=True))
        outer.addWidget(label(self._said.detail, "secondary", wrap=True))
        outer.addLayout(cards, 1)
        outer.addLayout(below)
