"""The two ways out of a damaged database, each on a sheet of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QProgressBar, QWidget

from crmdesk.models.backups.last_good import GoodBackup
from crmdesk.models.backups.salvage import Saved, Survey
from crmdesk.models.core.i18n import _, ngettext
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.jobs import Job
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.when import say_when
from crmdesk.ui.kit.widgets.buttons import PlainButton, PrimaryButton
from crmdesk.ui.kit.widgets.card import Card


class BackupCard(Card):
    """The last good backup: when it was made, and what it holds."""

    def __init__(self) -> None:
        super().__init__(_("Last good backup"))
        self.when = label(_("Looking through the backups…"), "big", wrap=True)
        self.when.setObjectName("rescue_backup")
        self.contents = label("", wrap=True)
        self.hint = label("", "muted", wrap=True)
        self.restore = PrimaryButton(_("Restore this backup"), "history")
        self.restore.setObjectName("rescue_restore")
        self.restore.setEnabled(False)
        self.other = PlainButton(_("Another backup…"), kind="link")
        for part in (self.when, self.contents, self.hint):
            self.add(part)
        self.body.addStretch()
        self.add(self.restore)
        self.add(self.other)

    def show_found(
        self, good: GoodBackup | None, folder: Path, now: datetime, zone: tzinfo
    ) -> None:
        """What was found; None: nothing sound."""
        self.restore.setEnabled(good is not None)
        if good is None:
            self.when.setText(_("No good backup was found"))
            self.contents.setText(_("Looked in {folder}").format(folder=folder))
            self.hint.setText(_("There may be one on a USB drive, or on another computer."))
            return
        self.when.setText(say_when(good.at.replace(tzinfo=zone), now, zone))
        if (inside := good.contents) is None:
            self.contents.setText(_("It has a password."))
            self.hint.setText(_("It is opened and checked once you have typed the password."))
        else:
            self.contents.setText(_counted(inside.customers, inside.interactions))
            self.hint.setText(_("It was opened and checked. What was done later is not in it."))
        self.restore.setDefault(True)
        self.restore.setFocus()


class SalvageCard(Card):
    """What can be read: how much of it, saved into a new file, and how much that was."""

    def __init__(self) -> None:
        super().__init__(_("What can still be read"))
        self.amount = label(_("Looking into the file…"), "big", wrap=True)
        self.amount.setObjectName("rescue_amount")
        self.newest = label("", wrap=True)
        self.hint = label("", "muted", wrap=True)
        self.bar = QProgressBar(textVisible=False)
        self.bar.setRange(0, 0)
        self.bar.hide()
        self.counts = QGridLayout()
        self.counts.setVerticalSpacing(2)
        self.save = PlainButton(_("Save to a new file…"), "save")
        self.save.setObjectName("rescue_save")
        self.save.setEnabled(False)
        for part in (self.amount, self.newest, self.hint, self.bar):
            self.add(part)
        self.add(self.counts)
        self.body.addStretch()
        self.add(self.save)

    def show_survey(
        self, found: Survey | None, now: datetime | None = None, zone: tzinfo | None = None
    ) -> None:
        """What can be counted; None: nothing can be read."""
        self.save.setEnabled(found is not None)
        if found is None:
            self.amount.setText(_("Nothing"))
            self.hint.setText(_("Not even the names of the tables can be read any more."))
            return
        if found.customers is not None:
            self.amount.setText(_counted(found.customers, found.interactions or 0))
        else:
            self.amount.setText(_("A part of it"))
        if found.newest is not None and now is not None and zone is not None:
            when = say_when(found.newest, now, zone)
            self.newest.setText(_("last change: {when}").format(when=when))
        self.hint.setText(
            _("Everything readable is copied into a new file, and you see how much was lost.")
        )

    def follow(self, job: Job) -> None:
        """It is being saved."""
        self.save.setEnabled(False)
        self.bar.show()
        job.finished.connect(self._on_finished)

    def show_report(self, path: Path, report: Sequence[Saved], go_on: Callable[[], None]) -> None:
        """How much came along, and the way on."""
        self.amount.setText(_("Saved in {file}").format(file=path.name))
        for part in (self.newest, self.hint):
            part.hide()
        for row, saved in enumerate(report):
            self._add(row, 0, label(saved.name))
            self._add(row, 1, label(_("{n} saved").format(n=f"{saved.read:,}"), "secondary"))
            lost = _("{n} lost").format(n=f"{saved.lost:,}") if saved.lost else ""
            self._add(row, 2, label(lost, "problem"))
        self.save.setText(_("Go on with it"))
        self.save.setIcon(icon("check", "text"))
        self.save.clicked.disconnect()
        self.save.clicked.connect(lambda: go_on())
        self.save.setEnabled(True)
        self.save.setFocus()

    def _on_finished(self) -> None:
        self.bar.hide()
        self.save.setEnabled(True)

    def _add(self, row: int, column: int, widget: QWidget) -> None:
        side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
        self.counts.addWidget(widget, row, column, side)


def _counted(customers: int, talks: int) -> str:
    return " · ".join(
        (
            ngettext("{n} customer", "{n} customers", customers).format(n=f"{customers:,}"),
            ngettext("{n} contact logged", "{n} contacts logged", talks).format(n=f"{talks:,}"),
        )
    )
