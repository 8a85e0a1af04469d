"""Pictures of what keeps the data safe."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from crmdesk.models.backups.folder import BackupFolder
from crmdesk.models.core.i18n import _
from crmdesk.ui.backups.dialog import BackupsDialog
from crmdesk.ui.kit.password_question import PasswordQuestion
from crmdesk.ui.shell.password_dialog import PasswordDialog
from crmdesk.ui.shell.tour_stage import Stage


def backups(stage: Stage) -> Iterator[str]:
    """A week of them, and the question before one is restored."""
    place = stage.folder / "backups"
    folder = BackupFolder(place, stage.db, stage.folder / "office.db", stage.assembly.zone)
    for days, reason in ((6, "daily"), (2, "close"), (1, "daily"), (1, "bulk"), (0, "daily")):
        folder.back_up(reason, stage.db.now() - timedelta(days=days, minutes=days + 9))
    dialog = BackupsDialog(
        stage.db, stage.jobs, folder, lambda _path, _key: None, lambda _path: folder, stage.window
    )
    dialog.open()
    yield ""
    yield "backups"
    dialog.restore.click()
    yield "backups-restore"
    stage.clear()


def password(stage: Stage) -> Iterator[str]:
    """Setting one, and being asked for it."""
    database = stage.folder / "office.db"
    dialog = PasswordDialog(database, stage.window, protected=False)
    dialog.open()
    stage.type(dialog.new, "only we know it")
    stage.type(dialog.again, "only we know")
    yield "password"
    dialog.reject()
    heading = _("The customer book is locked.")
    question = PasswordQuestion(database, heading, _("Quit"), stage.window)
    question.open()
    yield "password-asked"
    question.reject()
